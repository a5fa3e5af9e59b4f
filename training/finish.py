"""The last step: the head, fitted on the readings; prints what it reaches."""

import hashlib
import json
from pathlib import Path

import folds
import head
import numpy as np
import pairs
import rows
from head import Floats
from measures import report, unsure

from interviewer.examiners.grader import windows
from interviewer.examiners.grader.features import figures
from interviewer.examiners.grader.grader import mean
from interviewer.examiners.grader.head import inputs
from interviewer.examiners.grader.network import Reading
from knowledge.encoder import Encoder


def write(asag: Path, out: Path, seed: int) -> None:
    """Writes head.json and forest.npz from what the steps before left in `out`."""
    sets = pairs.graded(asag)
    every = rows.all_rows(sets)
    encoder = Encoder(remembered=60_000)
    given = np.stack(
        [
            inputs(figures(r.question, r.reference, r.answer, encoder), reading)
            for r, reading in zip(every, readings(out), strict=True)
        ]
    ).astype(np.float64)
    parted = folds.made(sets, seed)
    fold = np.array([parted.of[r.key] for r in every])
    chances = np.zeros((len(every), 3))
    for one in range(folds.FOLDS):
        seen = fold != one
        fitted = head.fit([r for r, s in zip(every, seen, strict=True) if s], given[seen])
        chances[~seen] = fitted.chances(given[~seen])
    report(every, fold, chances)
    fitted = head.fit(every, given)
    np.savez_compressed(out / "forest.npz", **fitted.arrays())
    numbers = {**fitted.numbers(), "unsure": unsure(every, chances[:, 0])}
    (out / "head.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    for name in ("model.onnx", "head.json", "forest.npz"):
        digest = hashlib.sha256((out / name).read_bytes()).hexdigest()
        print(f"{name}: {(out / name).stat().st_size:,} bytes, sha256 {digest}")


def readings(out: Path) -> list[Reading]:
    """What the pupils that were not shown a row's question made of it, one reading a row."""
    with np.load(out / "readings.npz") as file:
        odds = [
            head.log_odds(file[name])
            for name in file.files
            if name.startswith("pupil") and "aside" not in name
        ]
    shares: Floats = 1 / (1 + np.exp(-np.mean(odds, axis=0)))
    found, at = [], 0
    for line in (out / "wanted.jsonl").read_text("utf-8").splitlines():
        read = json.loads(line)["pairs"]
        parts = [
            Reading(*(float(s) for s in shares[at + i, (0, 2, 3, 5, 6)])) for i in range(len(read))
        ]
        found.append(mean(parts, [len(part) for _, part in read]))
        at += len(read)
    return found


def wanted(asag: Path, out: Path) -> None:
    """Writes wanted.jsonl: for every row (`row`, "set:number"; an edit has that of the first row of
    its reference) the `pairs` of a stretch of the answer and a part of the reference to be read.
    """
    encoder = Encoder(remembered=60_000)
    with (out / "wanted.jsonl").open("w", encoding="utf-8") as file:
        for row in rows.all_rows(pairs.graded(asag)):
            read = windows.pairs(row.reference, row.answer, encoder)
            file.write(json.dumps({"row": row.key, "pairs": read}) + "\n")
