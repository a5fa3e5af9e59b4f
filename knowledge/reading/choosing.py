"""Which candidates are the document's questions, and where its sections begin.

The style for which most speaks is the document's; what stands in another style is a question
where it cannot belong to an answer. Only `pairing` imports it.
"""

import re
from bisect import bisect, bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.reading import groups, inline, noise, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidates import Candidate, Style
from knowledge.reading.groups import Group
from knowledge.reading.labels import Asking, By

_NOT_QUESTIONS = frozenset(vocabulary.NOT_A_QUESTION)
_RHETORICAL = 3  # a heading "Why so?" belongs to the answer it stands in
_LEAST = 0.5  # what must speak for a group at least
_NEAREST = 40  # how far numbers may skip and still count the same questions
_ANYWHERE = (Style.HEADING, Style.SUMMARY, Style.BOLD, Style.NUMBER, Style.ITEM, Style.LINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A question, or a section's heading, at a block; `sure` says how sure it is one, 0 to 1."""

    at: int
    candidate: Candidate
    section: bool = False
    sure: float = 1.0


class Choice:
    """The choice among the candidates of one document."""

    def __init__(
        self, blocks: Sequence[Block], candidates: Sequence[Candidate], marks: dict[int, By]
    ) -> None:
        self._blocks = blocks
        self._answers = marks
        self._candidates = _without_title(candidates)
        self._heads = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING]
        self._groups = groups.of(blocks, self._candidates, marks)
        self._taken: dict[int, Candidate] = {}
        self._ats: list[int] = []  # where those are, in order

    def marks(self) -> list[Mark]:
        """The questions and sections in order; empty when nothing asks."""
        if not self._groups or self._groups[0].value < _LEAST:
            return self._with_orphans([])
        main = self._groups[0]
        self._take(self._of_main(main))
        if main.key[0] is Style.HEADING or main.members[0].heading:
            self._other_levels(main)
        self._other_styles(main)
        return self._with_orphans(self._in_order(main))

    # The main style

    def _of_main(self, main: Group) -> list[Candidate]:
        style = main.key[0]
        if style is Style.HEADING:
            return self._headings(main)
        if style is Style.BOLD:
            items = [c for c in main.members if self._blocks[c.at].kind is Kind.ITEM]
            listed = sum(bool(c.asking) for c in items) * 5 >= len(items) * 3
            numbered, decorated = main.share(number=True) >= 0.5, main.share(decorated=True) >= 0.5
            return [
                c
                for c in main.members
                if c.asking
                or (numbered and c.number is not None)
                or (decorated and c.decorated)
                or (listed and self._blocks[c.at].kind is Kind.ITEM)
                or self._answered(c)
            ]
        if style is Style.NUMBER:
            return self._numbers(main)
        if style in (Style.LABEL, Style.SUMMARY, Style.CELL):
            return list(main.members)
        return [
            c for c in main.members if c.asking is Asking.YES or (c.asking and style is Style.ITEM)
        ]

    def _headings(self, main: Group) -> list[Candidate]:
        """Those that ask; others too, if they have a text of their own and the level's form."""
        first = next((c.at for c in main.members if c.asking), main.members[0].at)
        numbered = sum(c.number is not None for c in main.members) * 2 >= len(main.members)
        some = main.purity >= 0.3
        repeated = Counter(c.text.casefold() for c in main.members)
        found = []
        for c in main.members:
            if (
                c.asking
                or (numbered and c.number is not None)
                or (
                    some
                    and not numbered
                    and c.at > first
                    and not _introduces(c.text)
                    and repeated[c.text.casefold()] == 1
                    and self._own_body(c)
                )
                or (self._answered(c) and not _introduces(c.text))
            ):
                found.append(c)
        return found

    def _numbers(self, main: Group) -> list[Candidate]:
        """Numbered lines that ask or count on; a list within an answer does neither."""
        found: list[Candidate] = []
        last = 0
        for i, c in enumerate(main.members):
            number = int((c.number or "0").partition(".")[0] or 0)
            if not c.asking and not (number == last + 1 and found and self._stands_alone(c)):
                if not self._answered(c):
                    continue
            if found and number <= last and self._is_inner(main.members, i, last):
                continue
            if c.bare and number > last + _NEAREST and found:
                continue
            found.append(c)
            last = number
        return found

    def _stands_alone(self, c: Candidate) -> bool:
        """Whether the line begins a paragraph and another one follows it."""
        before = c.at == 0 or self._blocks[c.at - 1].blank
        return before and len(c.text) < 200 and self._own_body(c) and c.style is Style.NUMBER

    def _is_inner(self, members: Sequence[Candidate], i: int, last: int) -> bool:
        """Whether a list begins here after which the questions count on from `last`."""
        run = 0
        for j in range(i, min(i + 30, len(members))):
            c = members[j]
            number = int((c.number or "0").partition(".")[0] or 0)
            if c.asking and number == last + 1:
                between = members[i:j]
                tight = sum(b.at - a.at <= 2 for a, b in zip(between, between[1:], strict=False))
                return len(between) == 1 or tight * 2 >= len(between) - 1
            run += 1
        return False

    # Other styles

    def _other_levels(self, main: Group) -> None:
        depths = Counter(c.heading for c in self._taken.values() if c.heading)
        depth = depths.most_common(1)[0][0] if depths else 0
        for group in self._groups[1:]:
            style, level = group.key
            if style is not Style.HEADING or not depth:
                continue
            if level < depth:
                self._take(c for c in group.members if self._asks_above(c, main))
            elif level > depth and self._is_separate(group, main):
                self._take(
                    c
                    for c in group.members
                    if (c.asking is Asking.YES and _long(c.text))
                    or (c.asking and c.number is not None)
                )

    def _asks_above(self, c: Candidate, main: Group) -> bool:
        if not self._own_body(c) or _introduces(c.text):
            return False
        same = main.share(number=True) >= 0.8 and c.number is not None and bool(c.asking)
        return c.asking is Asking.YES or same

    def _is_separate(self, group: Group, main: Group) -> bool:
        """Whether deeper headings are questions of their own, not parts of an answer."""
        if (
            main.share(number=True) >= 0.8
            and group.share(number=True) < 0.5
            and main.key[0] is Style.HEADING
        ):
            return False
        sure = sum(c.asking is Asking.YES for c in group.members)
        texts = Counter(c.text.casefold() for c in group.members)
        distinct = len(texts) / len(group.members)
        return sure >= 1 and sure * 2 >= len(group.members) and distinct >= 0.7

    def _other_styles(self, main: Group) -> None:
        """What asks where no answer is open: before the first question, or under a section."""
        for group in self._groups:
            style = group.key[0]
            if group.key == main.key or (style is Style.HEADING and main.key[0] is Style.HEADING):
                continue
            if style is Style.LABEL:
                self._take(
                    c for c in group.members if len(group.members) > 1 or not self._inside(c)
                )
            elif style is Style.HEADING:
                self._take(
                    c
                    for c in group.members
                    if c.asking is Asking.YES and self._own_body(c) and not _introduces(c.text)
                )
            elif style in _ANYWHERE and group.value >= _LEAST:
                self._other(group, main)

    def _other(self, group: Group, main: Group) -> None:
        style = group.key[0]
        counted = {int(c.number or 0) for c in main.members if (c.number or "").isdigit()}
        runs = style is Style.BOLD and self._in_runs(group)
        found: list[Candidate] = []
        for c in group.members:
            if c.asking is not Asking.YES:
                continue
            counts_on = (
                main.key[0] in (Style.LABEL, Style.NUMBER)
                and style in (Style.NUMBER, Style.BOLD)
                and (c.number or "").isdigit()
                and int(c.number or 0) - 1 in counted
                and int(c.number or 0) not in counted
                and int(c.number or 0) == self._last_number(c) + 1
            )
            free = not self._inside(c) and (self._own_body(c) or style is not Style.LINE)
            if counts_on:
                self._take([c])
            elif runs or (free and self._after_heading(c)):
                found.append(c)
        self._take(found)

    def _in_runs(self, group: Group) -> bool:
        """Whether the members follow one another, three and more, without a question between."""
        asking = [c for c in group.members if c.asking is Asking.YES]
        if len(asking) < 3 or group.value < 0.3 * self._groups[0].value:
            return False
        runs = len({bisect_left(self._ats, c.at) for c in asking})
        return len(asking) / runs >= 3

    def _last_number(self, c: Candidate) -> int:
        above = self._before(c.at)
        number = above.number if above else None
        return int(number) if number and number.isdigit() else -9

    def _inside(self, c: Candidate) -> bool:
        """Whether a question is open at `c`: the last thing above it is no section's heading."""
        above = self._before(c.at)
        if above is None:
            return False
        heads = self._heads[bisect_right(self._heads, above.at) : bisect_left(self._heads, c.at)]
        return all(self._deeper(i) for i in heads)

    def _deeper(self, i: int) -> bool:
        """Whether the heading stands within the answer to a question that is a heading."""
        above = self._before(i)
        return above is not None and bool(above.heading) and self._blocks[i].level > above.heading

    def _after_heading(self, c: Candidate) -> bool:
        """Whether a section or nothing stands above; a list of contents is not one."""
        i = bisect_left(self._heads, c.at)
        if not i:
            return self._own_body(c)
        title = inline.plain(self._blocks[self._heads[i - 1]].text).strip("# ")
        return not _introduces(title) or "faq" in title.casefold()

    # Facts about a candidate

    def _take(self, found: Iterable[Candidate]) -> None:
        for c in found:
            if c.at not in self._taken:
                self._taken[c.at] = c
                insort(self._ats, c.at)

    def _before(self, at: int) -> Candidate | None:
        """The last question above block `at`."""
        i = bisect_left(self._ats, at)
        return self._taken[self._ats[i - 1]] if i else None

    def _answered(self, c: Candidate) -> bool:
        """Whether an answer's label follows before the next candidate that may ask."""
        for i in range(c.at + 1, min(c.at + 60, len(self._blocks))):
            if i in self._answers:
                return self._answers[i] is By.WORD
            if self._blocks[i].kind in (Kind.HEADING, Kind.SUMMARY):
                return False
        return False

    def _own_body(self, c: Candidate) -> bool:
        """Whether a text stands between it and the next heading or question."""
        if c.rest:
            return True
        for i in range(c.at + 1, len(self._blocks)):
            block = self._blocks[i]
            if i in self._taken or block.kind is Kind.HEADING:
                return False
            if not block.blank:
                return True
        return False

    # Sections and the rest

    def _in_order(self, main: Group) -> list[Mark]:
        """Questions and the headings that end their answers, in the document's order."""
        found: list[Mark] = []
        within = 0  # the depth of the question that is open
        section = 0  # the depth of the last section's heading
        for c in self._candidates:
            if c.at in self._taken:
                found.append(
                    Mark(c.at, self._taken[c.at], sure=self._sure(self._taken[c.at], main))
                )
                within = c.heading
            elif c.style is Style.HEADING and self._ends(c, found, within, section):
                found.append(Mark(c.at, replace(c, text=_whole(c)), section=True))
                within, section = 0, c.depth
        return found

    def _ends(self, c: Candidate, found: list[Mark], within: int, section: int) -> bool:
        if within:
            return c.depth <= within
        if not found or found[-1].section or c.depth <= section:
            return True
        if not section or self._leads(c):
            return self._leads(c) or c.depth <= 2
        return False

    def _leads(self, c: Candidate) -> bool:
        """Whether a question or another heading follows at once."""
        for i in range(c.at + 1, len(self._blocks)):
            if i in self._taken:
                return True
            if not self._blocks[i].blank and self._blocks[i].kind is not Kind.HEADING:
                return False
        return True

    def _sure(self, c: Candidate, main: Group) -> float:
        sure = {Asking.YES: 0.95, Asking.MAYBE: 0.85, Asking.NO: 0.6}[c.asking]
        if c.labelled:
            sure = max(sure, 0.95)
        if self._answered(c):
            sure = max(sure, 0.9)
        if groups.key(c) != main.key:
            sure -= 0.15
        if c.style in (Style.LINE, Style.CELL, Style.ITEM):
            sure -= 0.1
        return sure

    def _with_orphans(self, marks: list[Mark]) -> list[Mark]:
        """Add a question for each labelled answer that has none, from what stands above it."""
        taken = {m.at for m in marks}
        words = sorted(i for i, by in self._answers.items() if by is By.WORD)
        questions = sorted(m.at for m in marks if not m.section)
        by_at = {c.at: c for c in self._candidates}
        found: list[Candidate] = []
        previous = -1
        for i in words:
            between = bisect(questions, i - 1) > bisect(questions, previous)
            if not between and self._says(previous + 1, i):
                c = self._above(i, previous, by_at)
                if c is not None and c.at not in taken:
                    found.append(c)
            previous = i
        if len(found) * 2 < len(questions) or (len(found) < 2 and marks):
            found = [c for c in found if c.asking is Asking.YES]
        added = [Mark(c.at, c, sure=0.7) for c in found]
        return sorted([*marks, *added], key=lambda m: m.at)

    def _says(self, start: int, end: int) -> bool:
        """Whether anything is to be read there that is not noise."""
        return any(not b.blank and not noise.is_noise(b.text) for b in self._blocks[start:end])

    def _above(self, i: int, previous: int, by_at: dict[int, Candidate]) -> Candidate | None:
        """The candidate, else the paragraph, that stands above the answer at block `i`."""
        start = None
        for j in range(i - 1, max(previous, i - 40), -1):
            if j in by_at and (
                by_at[j].asking or by_at[j].number or by_at[j].style in (Style.HEADING, Style.BOLD)
            ):
                return by_at[j]
            block = self._blocks[j]
            if block.kind is Kind.LINE and not block.blank:
                start = j
            if start is not None and (block.blank or block.first):
                break
        if start is None:
            return None
        text = inline.plain(self._blocks[start].text)
        return Candidate(start, Style.LINE, text, Asking.NO)


def _without_title(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The only heading of the first level, at the start, is the document's title: left out."""
    first = [c for c in candidates if c.depth == 1 and c.style is Style.HEADING]
    titled = len(first) == 1 and candidates[0] is first[0] and len(candidates) > 1
    if titled and first[0].labelled:
        titled = False
    return list(candidates[1:]) if titled else list(candidates)


def _introduces(text: str) -> bool:
    """Whether a heading is of the page, as "Introduction" and "References"."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return bool(words) and len(words) <= 4 and any(w in _NOT_QUESTIONS for w in words)


def _long(text: str) -> bool:
    return len(text.split()) > _RHETORICAL or not text.isascii()


def _whole(c: Candidate) -> str:
    return c.text
