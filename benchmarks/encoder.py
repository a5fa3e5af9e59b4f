"""The encoder beside Chroma's default embedding function, on the built-in bank's passages.

python benchmarks/encoder.py [FOLDER]

FOLDER holds the float32 model, which the default function would download; `training/float32.py`
makes it. Without it, our own figures alone are printed.
"""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.bankfile import load
from knowledge.encoder import Encoder
from knowledge.question import Bank

ROOT = Path(__file__).parents[1]
ROUNDS = 3
Encode = Callable[[Sequence[str]], Any]
Calls = Sequence[Sequence[str]]
CLAUSES = (
    "In dropout you randomly switch off some neurons",
    "like fifty percent while training",
    "it stops overfitting",
    "because the network cannot just memorise",
    "at test time all units are used",
    "then the outputs get bigger so you scale down",
    "you get an average of thinned networks",
    "units cannot rely on each other",
    "the rate is a hyperparameter you choose",
    "and training takes somewhat longer to converge",
)


def ours() -> Encode:
    """Our encoder without its memory, which would answer every round but the first."""
    encoder = Encoder()
    return lambda texts: encoder.encode(texts, remember=False)


def default(folder: Path) -> Encode:
    """Chroma's own class, unaltered but for where it finds its files."""
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    class Local(ONNXMiniLM_L6_V2):
        DOWNLOAD_PATH = folder.parent
        EXTRACTED_FOLDER_NAME = folder.name

    function = Local()
    return lambda texts: np.array(function(list(texts)))


def race(functions: Sequence[Encode], calls: Calls) -> list[tuple[float, float]]:
    """For each function the median seconds of wall clock and of processor that all calls take.

    They take turns, so that whatever else the machine does burdens each alike.
    """
    spent: list[list[tuple[float, float]]] = [[] for _ in functions]
    for _ in range(ROUNDS + 1):
        for rounds, encode in zip(spent, functions, strict=True):
            wall, processor = time.perf_counter(), time.process_time()
            for texts in calls:
                encode(texts)
            rounds.append((time.perf_counter() - wall, time.process_time() - processor))
    return [
        (statistics.median(w for w, _ in rounds[1:]), statistics.median(p for _, p in rounds[1:]))
        for rounds in spent  # the first round warms up
    ]


def passages(bank: Bank) -> list[str]:
    """Every text of a bank that the product encodes."""
    texts = [text for q in bank.questions for text in (q.prompt, q.reference)]
    texts += [text for q in bank.questions for p in q.key_points for text in (p.text, *p.variants)]
    return texts + [
        t for q in bank.questions for m in q.misconceptions for t in (m.text, *m.variants)
    ]


def beside(theirs: float, times: float) -> str:
    """The two cells of the peer's figure and of how many times ours is better."""
    return f"{theirs:.1f} | {times:.1f} ×"


def main(folder: Path | None) -> None:
    """Print the tables."""
    bank = load(ROOT / "knowledge" / "banks" / "deep-learning.yaml")
    references = [question.reference for question in bank.questions]
    every = passages(bank)
    work: dict[str, Calls] = {
        f"{len(references)} reference answers, one a call": [[text] for text in references],
        f"{len(references)} reference answers in one call": [references],
        f"every fifth of all {len(every)} texts, in one call": [every[::5]],
        "10 clauses of an answer in one call": [CLAUSES],
    }
    mine = ours()
    functions = [mine, default(folder)] if folder else [mine]
    print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"onnxruntime {version('onnxruntime')}, chromadb {version('chromadb')}; "
        f"median of {ROUNDS}\n"
    )
    print("| texts | ours, texts/s | default | ratio | ours, ms of processor | default | ratio |")
    print("|---|---|---|---|---|---|---|")
    for name, calls in work.items():
        count = sum(len(texts) for texts in calls)
        (wall, processor), *peer = race(functions, calls)
        speed, cost = "|", "|"
        if peer:
            speed = beside(count / peer[0][0], peer[0][0] / wall)
            cost = beside(peer[0][1] / count * 1e3, peer[0][1] / processor)
        print(f"| {name} | {count / wall:.0f} | {speed} | {processor / count * 1e3:.1f} | {cost} |")
    if folder:
        for name, texts in (
            ("reference answers", references),
            ("texts", every[::5]),
            ("texts", every),
        ):
            cosines = np.sum(mine(texts) * functions[1](texts), axis=1)
            print(
                f"\ncosine to float32 on {len(texts)} {name}: "
                f"worst {cosines.min():.4f}, mean {cosines.mean():.4f}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
