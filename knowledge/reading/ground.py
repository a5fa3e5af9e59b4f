"""What has been taken for a question so far, and what stands around a candidate.

Only `choosing` and its parts import it.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from knowledge.reading import inline, noise, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import Candidate
from knowledge.reading.labels import By

_NOT_QUESTIONS = frozenset(vocabulary.NOT_A_QUESTION)
_FAR = 60  # blocks after which an answer's label is not a candidate's


class Ground:
    """The blocks of a document, where its answers are labelled, and the questions taken."""

    def __init__(self, blocks: Sequence[Block], answers: dict[int, By]) -> None:
        self.blocks = blocks
        self.answers = answers
        self.taken: dict[int, Candidate] = {}
        self._ats: list[int] = []  # where those are, in order
        self._heads = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING]

    def take(self, found: Iterable[Candidate]) -> None:
        """Take these for questions."""
        for c in found:
            if c.at not in self.taken:
                self.taken[c.at] = c
                insort(self._ats, c.at)

    def before(self, at: int) -> Candidate | None:
        """The last question above block `at`."""
        i = bisect_left(self._ats, at)
        return self.taken[self._ats[i - 1]] if i else None

    def rank(self, at: int) -> int:
        """How many questions stand above block `at`."""
        return bisect_left(self._ats, at)

    def last_number(self, c: Candidate) -> int:
        """The number of the question above; far from all numbers when it has none."""
        above = self.before(c.at)
        number = above.number if above else None
        return int(number) if number and number.isdigit() else -9

    def answered(self, c: Candidate, before: int | None = None) -> bool:
        """Whether an answer's label follows before the next heading, fold or block `before`."""
        end = min(c.at + _FAR, len(self.blocks), len(self.blocks) if before is None else before)
        for i in range(c.at + 1, end):
            if i in self.answers:
                next_to = self.answers[i] is By.LETTER and i == c.at + 1
                return self.answers[i] is By.WORD or next_to
            if self.blocks[i].kind in (Kind.HEADING, Kind.SUMMARY):
                return False
        return False

    def own_body(self, c: Candidate) -> bool:
        """Whether a text stands between it and the next heading or question."""
        if c.rest:
            return True
        for i in range(c.at + 1, len(self.blocks)):
            block = self.blocks[i]
            if i in self.taken or block.kind is Kind.HEADING:
                return False
            if not block.blank:
                return True
        return False

    def leads_up(self, c: Candidate) -> bool:
        """Whether nothing stands below a heading: the next one is above it, or there is none."""
        i = bisect_right(self._heads, c.at)
        return i == len(self._heads) or self.blocks[self._heads[i]].level < c.heading

    def leads(self, c: Candidate) -> bool:
        """Whether a question or another heading follows at once."""
        for i in range(c.at + 1, len(self.blocks)):
            if i in self.taken:
                return True
            if not self.blocks[i].blank and self.blocks[i].kind is not Kind.HEADING:
                return False
        return True

    def inside(self, c: Candidate) -> bool:
        """Whether a question is open at `c`: the last thing above it is no section's heading."""
        above = self.before(c.at)
        if above is None:
            return False
        heads = self._heads[bisect_right(self._heads, above.at) : bisect_left(self._heads, c.at)]
        return all(i in self.answers or self._deeper(i) for i in heads)

    def _deeper(self, i: int) -> bool:
        """Whether the heading stands within the answer to a question that is a heading."""
        above = self.before(i)
        return above is not None and bool(above.heading) and self.blocks[i].level > above.heading

    def in_section(self, c: Candidate) -> bool:
        """Whether a section or nothing stands above; a list of contents is not one."""
        i = bisect_left(self._heads, c.at)
        if not i:
            return self.own_body(c)
        title = inline.plain(self.blocks[self._heads[i - 1]].text).strip("# ")
        return not introduces(title) or "faq" in title.casefold()

    def says(self, start: int, end: int) -> bool:
        """Whether anything is to be read there that is not noise."""
        return any(not b.blank and not noise.is_noise(b.text) for b in self.blocks[start:end])


def introduces(text: str) -> bool:
    """Whether a heading is of the page, as "Introduction", "References" and "Related topics"."""
    if noise.is_end(text):
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and len(words) <= 4 and any(w in _NOT_QUESTIONS for w in words)
