"""Right statements made wrong by one small change each. Pure; `attacks` and tests call it.

The tables are the attackers' own: the examiner has others.
"""

import random
import re
from collections.abc import Callable

_ANTONYMS = (
    "more less, larger smaller, large small, higher lower, high low, faster slower, fast slow, "
    "slower quicker, increases reduces, reduces increases, improves harms, best worst, better "
    "worse, too never, always never, before after, after before, simple complicated, frequent "
    "rare, rare frequent, low high, few many, many few, fewer more, cheaper dearer, short long, "
    "longer shorter, stable unstable, random fixed, frozen changing, general special, scarce "
    "plentiful, small large, far hardly, clearly hardly, poor excellent, close far, complete "
    "partial, constant changing, identical different, different identical, same other, right "
    "wrong, correct faulty, useful useless, sorted unsorted, ordered unordered, secret public, "
    "separate shared, shared separate, additional less, soon late, largest smallest, most "
    "fewest, all none, every no, with without, without with, above below, below above, adds "
    "removes, smoothly abruptly, exactly hardly, actual imagined, known unknown, new old, "
    "decreases increases, raises lowers, gains loses, saves wastes, needs avoids, allows forbids, "
    "avoids causes, prevents causes, frees reserves, suits harms, splits joins, keeps drops, "
    "loads unloads, grows shrinks, rejected accepted, accelerates delays, young old, depends "
    "does-not-depend, unseen familiar, first last, last first, largely hardly, appropriate wrong"
)
_EXCHANGED = (
    "supervised unsupervised, overfitting underfitting, overfitted underfitted, training test, "
    "precision recall, parameters hyperparameters, online batch, source target, L1 L2, input "
    "output, forward backward, variance bias, positive negative, positives negatives, majority "
    "minority, oversampling undersampling, upper lower, convolutional connected, TCP UDP, thread "
    "process, threads processes, public private, replication sharding, optimistic pessimistic, "
    "stack heap, sender receiver, reads writes, left right, encrypted decrypted, consistency "
    "availability, gradient weight, hidden next, predicted actual, fan-in fan-out, train "
    "validation, noise pattern, table bucket, queue consumer, server client, key value, marks "
    "reclaims, reading writing, cache original, Glorot He, LSTM Adam, loss output, layer network"
)
_VERBS = (
    "is are was were has have can may must will should does do needs takes gives makes keeps sets "
    "uses finds fits suits shows means works updates learns reduces helps trains holds sends "
    "stores splits counts depends comes pays applies reveals accepts shapes scales goes carries "
    "happens occurs shares waits chooses saves returns frees turns distributes decouples absorbs "
    "translates compares grows maps detects prevents protects drops looks moves adds divides"
)
_AUXILIARIES = frozenset("is are was were has have can may must will should does do".split())  # noqa: SIM905
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w])")
_WRITTEN = {
    "two": ("nine", "three", "half"),
    "half": ("a tenth", "twice", "a quarter"),
    "twice": ("ten times", "three times", "once"),
    "once": ("seven times", "twice", "ten times"),
    "zero": ("eight", "one", "a hundred"),
    "four": ("eleven", "five", "two"),
}
_AT_ONCE = re.compile(r"\bat once\b")

Spoil = Callable[[str], str | None]
"""The same statement made wrong, or None where this way does not apply."""


def antonym(sentence: str) -> str | None:
    """The last word that has an opposite is replaced by it."""
    return _replaced(sentence, _table(_ANTONYMS))


def number(sentence: str, way: int = 0) -> str | None:
    """The first number becomes another, in one of three ways; written ones too."""
    found = _NUMBER.search(sentence)
    if found:
        plain = float(found.group().replace(",", ""))
        made = (plain * 7 + 3, plain + 1, plain / 2 + 0.5)[way]
        other = str(round(made, 2)).removesuffix(".0")
        return sentence[: found.start()] + other + sentence[found.end() :]
    if _AT_ONCE.search(sentence):
        return None
    return _replaced(sentence, {word: others[way] for word, others in _WRITTEN.items()})


def exchanged(sentence: str, known: str) -> str | None:
    """Two things that stand against each other change places; one alone gives way to the other.

    Both must be in what is `known` of the subject.
    """
    spoken = {m.group().casefold() for m in _WORD.finditer(known)}
    pairs = [
        (one, other)
        for one, other in map(str.split, _EXCHANGED.split(", "))
        if {one.casefold(), other.casefold()} <= spoken
    ]
    said = {m.group().casefold() for m in _WORD.finditer(sentence)}
    both = [p for p in pairs if p[0].casefold() in said and p[1].casefold() in said]
    either = [p for p in pairs if p[0].casefold() in said or p[1].casefold() in said]
    if not either:
        return _around_than(sentence)
    one, other = (both or either)[0]
    swap = {one.casefold(): other, other.casefold(): one}
    return _WORD.sub(lambda m: _like(m.group(), swap.get(m.group().casefold())), sentence)


def negated(sentence: str) -> str | None:
    """The first verb is negated, or the negation that is there goes."""
    plain = re.sub(r"\b(?:not|never)\s+", "", sentence, count=1)
    if plain != sentence:
        return plain
    for found in _WORD.finditer(sentence):
        verb = found.group()
        if verb not in _VERBS.split():
            continue
        after = sentence[found.end() :]
        if verb in _AUXILIARIES:
            return f"{sentence[: found.end()]} not{after}"
        base = verb.removesuffix("es") if verb.endswith(("oes", "shes", "sses")) else verb[:-1]
        return f"{sentence[: found.start()]}does not {base}{after}"
    return None


def shuffled(text: str, piece: int, dice: random.Random) -> str:
    """All words in another order, so many together at a time."""
    words = text.replace(".", "").replace(",", "").split()
    pieces = [words[at : at + piece] for at in range(0, len(words), piece)]
    dice.shuffle(pieces)
    return " ".join(word for each in pieces for word in each).capitalize() + "."


def mistyped(text: str, share: float, dice: random.Random) -> str:
    """Neighbouring letters exchanged, or one lost or doubled, in that share of longer words."""

    def slip(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 5 or dice.random() > share:
            return word
        at = dice.randrange(1, len(word) - 2)
        way = dice.randrange(3)
        if way == 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at + 1 :] if way == 1 else word[:at] + word[at] + word[at:]

    return _WORD.sub(slip, text)


def _table(pairs: str) -> dict[str, str]:
    return {one: other.replace("-", " ") for one, other in map(str.split, pairs.split(", "))}


def _replaced(sentence: str, table: dict[str, str]) -> str | None:
    for found in reversed(list(_WORD.finditer(sentence))):
        if (other := table.get(found.group().casefold())) is not None:
            told = _like(found.group(), other)
            return sentence[: found.start()] + told + sentence[found.end() :]
    return None


def _around_than(sentence: str) -> str | None:
    found = re.match(r"(\w[\w -]*?) (is|are|has|have|needs) (.+?) than (.+?)([.,;]|$)", sentence)
    if not found:
        return None
    one, verb, how, other, rest = found.groups()
    return f"{other} {verb} {how} than {one}{rest}{sentence[found.end() :]}"


def _like(word: str, other: str | None) -> str:
    if other is None:
        return word
    return other[:1].upper() + other[1:] if word[:1].isupper() and word != "He" else other
