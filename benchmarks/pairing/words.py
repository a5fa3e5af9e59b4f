"""What the documents of the benchmark say: questions and sentences of our own, in four languages."""

import random
from dataclasses import dataclass

THINGS = [
    "a mutex",
    "a queue",
    "a lease",
    "backpressure",
    "an index scan",
    "a write barrier",
    "a bloom filter",
    "a heap",
    "the event loop",
    "a migration",
    "a shadow table",
    "a ring buffer",
    "a checksum",
    "a circuit breaker",
    "a quorum",
    "copy on write",
    "a closure",
    "a type guard",
    "an iterator",
    "a merge queue",
    "the page cache",
    "a vector clock",
    "a tombstone",
    "a hash join",
    "a thread pool",
    "a cursor",
    "a side effect",
    "a pure function",
    "tail recursion",
    "an adapter",
    "gradient clipping",
    "a learning rate",
    "a residual block",
    "dropout",
    "an embedding",
    "a confusion matrix",
    "a loss curve",
    "beam search",
    "a tokenizer",
    "early stopping",
]
ASKED = [
    "What is {a}?",
    "Why would you choose {a} over {b}?",
    "How does {a} work?",
    "When does {a} hurt?",
    "What is the difference between {a} and {b}?",
    "Can you name two uses of {a}? Which is rarer?",
    "How would you test {a}?",
    "Is {a} safe with `null` and `List<String>`?",
    "Where is {a} kept?",
    "What happens to {a} when memory runs out?",
    "What are the costs (time, space) of {a}?",
]
TOLD = [
    "Explain {a} to a colleague.",
    "Describe {a} and its costs",
    "Compare {a} with {b}.",
    "Design a service around {a}",
    "Write a function that checks {a}.",
    "List the parts of {a}",
    "Tell me about a time when {a} went wrong",
]
TITLES = ["{a} in short", "{a} and {b}", "{a} vs {b}", "Limits of {a}", "Tuning {a}"]
SENTENCES = [
    "It keeps what came first in front and hands it out in that order.",
    "Only one holder may change the state at a time, and the others wait.",
    "Most of its cost is paid when the data no longer fits into memory.",
    "The reader sees the old value until the writer has finished.",
    "In practice one measures before one changes anything.",
    "Nothing is lost as long as one of the three copies can be read.",
    "Its worst case is rare, but it is the one that wakes people up at night.",
    "A small table beside it says where each part begins.",
    "Older versions did this by hand, which is where the name comes from.",
    "The name is misleading: it neither locks nor waits.",
]
SPANISH = [
    "¿Qué es {a}?",
    "¿Cómo funciona {a}?",
    "¿Cuál es la diferencia entre {a} y {b}?",
    "Explica {a}",
]
SPANISH_THINGS = [
    "una cola",
    "un cerrojo",
    "el índice",
    "una transacción",
    "la caché",
    "un cierre",
    "una promesa",
    "un puntero",
    "el recolector",
    "una rama",
    "un contenedor",
    "la pila",
]
SPANISH_SENTENCES = [
    "Guarda lo que llegó primero y lo entrega en ese orden.",
    "Solo uno puede cambiar el estado a la vez.",
    "El coste aparece cuando los datos ya no caben en memoria.",
    "En la práctica se mide antes de cambiar.",
]
ITALIAN = [
    "Che cos'è {a}?",
    "Come funziona {a}?",
    "Qual è la differenza tra {a} e {b}?",
    "Descrivi {a}",
]
ITALIAN_THINGS = [
    "una coda",
    "un indice",
    "la cache",
    "una chiusura",
    "il ciclo degli eventi",
    "un puntatore",
    "una vista",
    "il garbage collector",
    "una transazione",
    "un ramo",
]
ITALIAN_SENTENCES = [
    "Tiene davanti ciò che è arrivato prima.",
    "Uno solo può cambiare lo stato, gli altri aspettano.",
    "Il costo si vede quando i dati non entrano in memoria.",
    "Prima si misura, poi si cambia.",
]
CHINESE = [
    "什么是{a}？",
    "{a}的原理是什么",
    "{a}和{b}的区别",
    "如何实现{a}？",
    "谈谈你对{a}的理解",
    "{a}",
]
CHINESE_THINGS = [
    "队列",
    "互斥锁",
    "索引",
    "闭包",
    "事件循环",
    "缓存",
    "迭代器",
    "线程池",
    "布隆过滤器",
    "写时复制",
    "快照",
    "哈希表",
]
CHINESE_SENTENCES = [
    "先进来的数据先被取出。",
    "同一时间只有一个线程可以修改状态，其它线程等待。",
    "数据放不进内存时，代价才会明显。",
    "实际工作中要先测量再修改。",
    "旧版本需要手动完成这件事。",
]


@dataclass(frozen=True)
class Language:
    """What is asked about, how, and the sentences of answers."""

    things: tuple[str, ...]
    asked: tuple[str, ...]
    sentences: tuple[str, ...]


ENGLISH = Language(tuple(THINGS), tuple(ASKED), tuple(SENTENCES))
IMPERATIVE = Language(tuple(THINGS), (*ASKED, *TOLD), tuple(SENTENCES))
NAMED = Language(tuple(THINGS), tuple(TITLES), tuple(SENTENCES))
ES = Language(tuple(SPANISH_THINGS), tuple(SPANISH), tuple(SPANISH_SENTENCES))
IT = Language(tuple(ITALIAN_THINGS), tuple(ITALIAN), tuple(ITALIAN_SENTENCES))
ZH = Language(tuple(CHINESE_THINGS), tuple(CHINESE), tuple(CHINESE_SENTENCES))


def questions(chance: random.Random, language: Language, count: int) -> list[str]:
    """`count` different questions."""
    found: list[str] = []
    while len(found) < count:
        a, b = chance.sample(language.things, 2)
        text = chance.choice(language.asked).format(a=a, b=b)
        text = text[0].upper() + text[1:]
        if text not in found:
            found.append(text)
    return found


def sentence(chance: random.Random, language: Language) -> str:
    """A sentence of an answer."""
    return chance.choice(language.sentences)
