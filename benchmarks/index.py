"""The index with 10,000 made-up questions: build rate, lookups, size, memory.

`python benchmarks/index.py [COUNT] [--random]`. With --random every text gets a direction of its
own instead of being encoded: what is measured then is the index alone, at sizes whose encoding
takes an hour.
"""

import argparse
import hashlib
import os
import platform
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import segments
from knowledge.bank import BankIndex
from knowledge.encoder import Encoder
from knowledge.question import Bank, KeyPoint, Question, Source, question_id

ROOT = Path(__file__).parents[1]
LOOKUPS = 300


class RandomEncoder(Encoder):
    """The same direction for the same text, and no meaning."""

    id = "random-1"

    def encode(self, texts: Sequence[str], *, remember: bool = True) -> NDArray[np.float32]:  # noqa: ARG002
        """Vectors [n, 384]."""
        rows = np.empty((len(texts), 384), dtype=np.float32)
        for i, text in enumerate(texts):
            seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
            rows[i] = np.random.default_rng(seed).standard_normal(384, dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def synthetic(count: int) -> Bank:
    """Questions of 8 to 14 words and answers of 40 to 80, out of the built-in bank's words."""
    from knowledge.bankfile import load

    draw = random.Random(7)  # noqa: S311
    builtin = load(ROOT / "knowledge" / "banks" / "deep-learning.yaml")
    words = sorted({w for q in builtin.questions for w in q.reference.split()})

    def text(least: int, most: int) -> str:
        return " ".join(draw.choices(words, k=draw.randint(least, most)))

    questions = []
    for number in range(1, count + 1):
        prompt, answer = f"{text(8, 14)}?", text(40, 80)
        questions.append(
            Question(
                id=question_id("synthetic", f"{number} {prompt}"),
                number=number,
                prompt=prompt,
                reference=answer,
                key_points=(KeyPoint(id="k1", text=answer[:200], cue="the main matter"),),
                source=Source(document="synthetic"),
            )
        )
    return Bank(id="synthetic", title="Synthetic", questions=tuple(questions))


def timed(look: Callable[[int], object]) -> tuple[float, float, float, float]:
    """Milliseconds: p50, p95 and longest by the clock, p95 of the processor; ten warm up."""
    wall, processor = [], []
    for n in range(LOOKUPS + 10):
        start, busy = time.perf_counter(), time.process_time()
        look(n)
        wall.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - busy) * 1e3)
    wall, processor = wall[10:], processor[10:]
    p95 = statistics.quantiles(wall, n=20)[18], statistics.quantiles(processor, n=20)[18]
    return statistics.median(wall), p95[0], max(wall), p95[1]


def megabytes() -> float:
    """Peak resident memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int, encoder: Encoder) -> None:
    """Print the tables."""
    bank = synthetic(count)
    encoder.encode(["warm up"])
    before = megabytes()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index = BankIndex(folder, encoder)
        print(
            f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
            f"chromadb {version('chromadb')}, {count} questions, two vectors each\n"
        )
        start = time.perf_counter()
        index.sync(bank)
        built = time.perf_counter() - start
        print(f"build: {built:.1f} s, {count / built:.0f} questions/s")
        start = time.perf_counter()
        texts = [q.reference for q in bank.questions[:500]]
        encoder.encode(texts, remember=False)
        print(f"  of which encoding a reference: {(time.perf_counter() - start) * 2:.2f} ms")
        print(
            f"size on disk: {segments.size(folder) / 1e6:.1f} MB; "
            f"memory: {before:.0f} MB before, {megabytes():.0f} MB at most\n"
        )
        index.close()

        bank = bank.model_copy()  # nothing that was computed of it is known at a start
        start = time.perf_counter()
        index = BankIndex(folder, encoder)
        faults = index.check([bank])
        print(f"check at start: {time.perf_counter() - start:.2f} s, {len(faults)} faults")
        start = time.perf_counter()
        index.sync(bank)
        print(f"sync of an unchanged bank: {(time.perf_counter() - start) * 1e3:.2f} ms")
        edited = bank.questions[0].model_copy(update={"reference": "Another answer."})
        later = bank.model_copy(update={"questions": (edited, *bank.questions[1:])})
        start = time.perf_counter()
        print(f"sync after one edit: {index.sync(later)} in {time.perf_counter() - start:.2f} s\n")

        draw = random.Random(3)  # noqa: S311
        asked = [
            " ".join(draw.sample(draw.choice(bank.questions).reference.split(), 6))
            for _ in range(LOOKUPS + 10)
        ]
        ids = [draw.choice(bank.questions).id for _ in range(LOOKUPS + 10)]
        print(
            "| lookup | p50 ms | p95 ms | longest ms | p95 ms of processor |\n|---|---|---|---|---|"
        )
        encoder.encode(asked)
        for what, look in (
            ("search, text already encoded", lambda n: index.search(asked[n], [later], 10)),
            ("search, text not yet encoded", lambda n: index.search(f"{n} {asked[n]}", [later])),
            ("nearest questions", lambda n: index.nearest(later, ids[n], 5)),
            ("near repeats among 20", lambda n: index.similar(later, 0.9, ids[n : n + 20])),
        ):
            print(f"| {what} | {' | '.join(f'{ms:.1f}' for ms in timed(look))} |")
        start = time.perf_counter()
        index.similar(later, 0.9)
        print(f"\nnear repeats in the whole bank: {time.perf_counter() - start:.2f} s")
        found = sum(
            index.search(q.prompt, [later], 1)[0].question_id == q.id for q in bank.questions[::50]
        )
        print(f"questions that find themselves: {found} of {len(bank.questions[::50])}")
        start = time.perf_counter()
        index.remove("synthetic")
        print(f"removal: {time.perf_counter() - start:.2f} s")
        print(f"memory: {megabytes():.0f} MB at most")
        index.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--random", action="store_true")
    options = parser.parse_args()
    main(options.count, RandomEncoder() if options.random else Encoder())
