"""What the head is fitted on: every graded row and edits of references, with the pairs to be read."""

import json
from pathlib import Path

import heads
import pairs

from interviewer.examiners.grader import windows
from knowledge.encoder import Encoder


def write(asag: Path, out: Path) -> None:
    """Writes wanted.jsonl: a line a row, `row` ("set:number", an edit's that of its reference's
    first row) and `pairs` of a stretch of the answer and a part of the reference.
    """
    encoder = Encoder(remembered=60_000)
    with (out / "wanted.jsonl").open("w", encoding="utf-8") as file:
        for row in heads.all_rows(pairs.graded(asag)):
            read = windows.pairs(row.reference, row.answer, encoder)
            file.write(json.dumps({"row": row.key, "pairs": read}) + "\n")
