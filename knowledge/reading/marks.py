"""Where a question or a section starts among the lines of a document: what readers find."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A question, or a section's heading, on the lines `start` to `end` (an index, exclusive).

    `rest` is what stands on those lines after the question, the start of the answer.
    """

    start: int
    end: int
    text: str
    number: str | None = None
    rest: str = ""
    section: bool = False
