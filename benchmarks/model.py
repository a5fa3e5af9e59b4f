"""What judging by a model takes: calls, prompt tokens, first visible text, our own processor time.

Against a local server that speaks the chat protocol and answers as a dutiful model would: at 40
tokens a second for what the candidate waits for, and at once for what we spend ourselves. Run it
with `.venv/bin/python benchmarks/model.py`; it prints and asserts nothing.
"""

import json
import logging
import multiprocessing
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise, takewhile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog

import knowledge.banks
from interviewer.engine import Engine, Wish
from interviewer.events import Mode
from interviewer.examiners.grader.grader import Grader
from interviewer.examiners.llm import LLMExaminer
from interviewer.examiners.offline import OfflineExaminer
from interviewer.models.chat import Chat
from interviewer.models.endpoint import Endpoint
from interviewer.store import Store
from knowledge.bankfile import load
from knowledge.encoder import Encoder
from knowledge.question import Bank, Question
from tests.fakes import FakeBanks
from tests.halfway import judgement
from tests.llmserver import Exchange, LLMServer, says

ANSWERS = Path(__file__).parents[1] / "tests" / "data" / "answers"
LARGEST = "backpropagation"
TOKEN = 4  # characters
PACE = 40  # tokens a second

Given = Mapping[str, Sequence[str]]
"""By question, an answer to it and one to each follow-up."""


@dataclass
class Turns:
    """What was measured of each answer."""

    processor: list[float] = field(default_factory=list)
    visible: list[float] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)


def main() -> None:
    """Prints every figure, the encoder and the clients warm."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}"
    )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    bank = load(Path(next(iter(knowledge.banks.__path__))) / "deep-learning.yaml", builtin=True)
    offline = prepared(bank)
    prompts(offline, bank)
    growth(offline, bank)
    first_text(offline, bank)
    processor(bank)


def prompts(offline: OfflineExaminer, bank: Bank) -> None:
    """Calls an answer and prompt sizes, on whole interviews over the built-in bank."""
    for level in ("middling", "strong"):
        with LLMServer(step()) as server:
            turns = hold(engine(offline, bank, server.url), bank, answers(level))
            sent = [texts(body) for body in server.asked]
        schema = json.dumps(server.asked[0]["response_format"], separators=(",", ":"))
        firsts = [s for s in sent if s.count("<candidate>\n") == 1]
        shares = [same(a, b) / len(b) for a, b in pairwise(sent)]
        print(
            f"{level} answers: {len(sent) / len(turns.processor):.2f} calls an answer; prompt "
            f"tokens (characters / 4): first answers {spread(firsts)}, follow-ups "
            f"{spread([s for s in sent if s not in firsts])}; five largest first answers "
            f"{sum(sorted(map(tokens, firsts))[-5:]):.0f}; "
            f"identical to the last prompt's beginning: least {100 * min(shares):.0f} %, "
            f"median {100 * statistics.median(shares):.0f} %; beside it the form, "
            f"{tokens(schema):.0f} tokens that never change"
        )


def growth(offline: OfflineExaminer, bank: Bank) -> None:
    """The 20th question's prompt against the first's, the questions being equal."""
    largest = next(q for q in bank.questions if q.id == LARGEST)
    twenty = bank.model_copy(
        update={"questions": tuple(renamed(largest, n) for n in range(20)), "id": "twenty"}
    )
    with LLMServer(step()) as server:
        hold(engine(offline, twenty, server.url), twenty, answers("middling"))
        firsts = [s for s in map(texts, server.asked) if s.count("<candidate>\n") == 1]
    print(
        f"20 equal questions: prompt of the 1st {tokens(firsts[0]):.0f}, of the 20th "
        f"{tokens(firsts[-1]):.0f}, {tokens(firsts[-1]) / tokens(firsts[0]):.3f} times"
    )


def first_text(offline: OfflineExaminer, bank: Bank) -> None:
    """Seconds from the model's first token to the first text on the page, at 40 tokens a second."""
    began: list[float] = []
    with LLMServer(step(pause=1 / PACE, began=began)) as server:
        turns = hold(engine(offline, bank, server.url), bank, answers("middling"), count=3)
    waits = [seen - first for first, seen in zip(began, turns.visible, strict=False) if seen]
    print(
        f"first visible text after the first token: median {statistics.median(waits):.3f} s, "
        f"worst {max(waits):.3f} s, n {len(waits)}; changes of the text a reply "
        f"{statistics.mean(turns.updates):.0f}"
    )


def processor(bank: Bank) -> None:
    """Processor milliseconds of this process for one answer; the server is another process."""
    with elsewhere() as url:
        for level in ("middling", "strong"):
            offline = prepared(bank)  # it remembers what it encoded
            talks = engine(offline, bank, url)
            offline.grade(bank.questions[0], "Warm.")
            times = hold(talks, bank, answers(level)).processor
            print(
                f"our processor time an answer, {level}: {middle(times)}, n {len(times)}; "
                f"the offline examiner alone: {middle(alone(bank, answers(level)))}; load average "
                f"{os.getloadavg()[0]:.1f}"
            )


def alone(bank: Bank, given: Given) -> list[float]:
    """Processor milliseconds of the offline examiner alone for each of the same answers."""
    offline = prepared(bank)
    times: list[float] = []
    for question in bank.questions:
        for answer in given[question.id]:
            began = time.process_time()
            offline.grade(question, answer)
            times.append(1000 * (time.process_time() - began))
    return times


def middle(times: Sequence[float]) -> str:
    """Median and 95th percentile of milliseconds."""
    p95 = sorted(times)[int(0.95 * len(times))]
    return f"median {statistics.median(times):.0f} ms, p95 {p95:.0f}"


def prepared(bank: Bank) -> OfflineExaminer:
    """An offline examiner that has seen the questions, and no answer."""
    encoder = Encoder()
    offline = OfflineExaminer(encoder, Grader(encoder))
    for question in bank.questions:
        offline.prepare(question)
    return offline


def engine(offline: OfflineExaminer, bank: Bank, url: str) -> Engine:
    """An engine on a database of its own whose interviews a model judges."""
    folder = Path(tempfile.mkdtemp(prefix="model-benchmark-"))
    ids = iter(range(10**6))
    chat = Chat(Endpoint(base_url=url, model="benchmark"))
    chat.warm()
    plain = Engine(
        Store(folder / "interviews.sqlite3"),
        FakeBanks(bank),
        offline,
        now=lambda: datetime.now(UTC),
        new_id=lambda: f"i{next(ids)}",
    )
    return plain.with_model(LLMExaminer(offline, chat))


def hold(talks: Engine, bank: Bank, given: Given, count: int | None = None) -> Turns:
    """One interview over the first `count` questions."""
    turns = Turns()
    only = tuple(q.id for q in bank.questions)[:count]
    of = talks.start(Wish(bank=bank.id, only=only, mode=Mode.INTERVIEW))
    interview = talks.load(of)
    while not interview.finished and interview.round is not None:
        of_question = given[interview.round.question.id.partition("--")[0]]
        answer = of_question[len(interview.round.turns) - 1]
        began = time.process_time()
        talks.answer(of, answer, seq=interview.seq)
        first, shown, updates = 0.0, "", 0
        for text in talks.speak(of):
            updates += text != shown
            shown = text
            first = first or (time.monotonic() if text else 0.0)
        turns.processor.append(1000 * (time.process_time() - began))
        turns.visible.append(first)
        turns.updates.append(updates)
        interview = talks.load(of)
        if interview.turn is not None and interview.turn.stuck:
            raise SystemExit(f"not judged: {interview.turn.ungraded}")
    return turns


def step(pause: float = 0.0, began: list[float] | None = None) -> Any:
    """What the server does with a request; `began` collects when the first token left."""

    def answered(exchange: Exchange) -> None:
        text = judgement(exchange.body["messages"][-1]["content"])
        if began is not None:
            began.append(time.monotonic())
        says(text, size=TOKEN, pause=pause)(exchange)

    return answered


@contextmanager
def elsewhere() -> Iterator[str]:
    """A server in a process of its own; its address."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there,))
    process.start()
    yield here.recv()
    here.send(None)
    process.join()


def serve(pipe: Connection) -> None:
    """Listens until the other side has done."""
    with LLMServer(step()) as server:
        pipe.send(server.url)
        pipe.recv()


def renamed(question: Question, number: int) -> Question:
    """The same question under another id."""
    return question.model_copy(update={"id": f"{question.id}--{number}", "number": number + 1})


def answers(level: str) -> Given:
    """The sample answers of that level; shorter ones to the follow-ups, none of them twice."""
    others = ("weak", "middling" if level != "middling" else "strong")
    by_level = [read(name) for name in (level, *others)]
    return {q: [texts[q] for texts in by_level] for q in by_level[0]}


def read(level: str) -> dict[str, str]:
    """The sample answers of one level by question."""
    lines = (ANSWERS / f"{level}.jsonl").read_text().splitlines()
    return {row["question_id"]: row["answer"] for row in map(json.loads, lines)}


def texts(body: Mapping[str, Any]) -> str:
    """All that a request says, in order."""
    return "\n".join(m["content"] for m in body["messages"])


def tokens(text: str) -> float:
    """About how many tokens a text has."""
    return len(text) / TOKEN


def same(before: str, after: str) -> int:
    """How many characters both begin with."""
    pairs = takewhile(lambda p: p[0] == p[1], zip(before, after, strict=False))
    return sum(1 for _ in pairs)


def spread(sent: Sequence[str]) -> str:
    """Mean and greatest size in tokens."""
    sizes = [tokens(s) for s in sent]
    return f"mean {statistics.mean(sizes):.0f}, greatest {max(sizes):.0f}" if sizes else "none"


if __name__ == "__main__":
    main()
