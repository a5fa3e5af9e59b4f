"""What stands between a question and the next: what goes on with it, and what answers it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.reading import below, goingon, inline, labels, noise, options, tags
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidate import Candidate, Style
from knowledge.reading.choosing import Mark
from knowledge.reading.labels import By

_LONGEST_QUESTION = 6_000  # characters before a label that can still be a question
_LETTER = re.compile(r"[\s>*_]{0,8}A\s?[.)\-\u2013][*_]{0,3}\s{1,4}(?P<text>\S.*)$")
_LETTER_ALONE = re.compile(r"[\s>*_]{0,8}A\s?[.:)\-\u2013][*_]{0,3}\s{0,4}$")
_EXPLAINED = re.compile(  # a label, where nothing was answered before
    r"^[\s>*_-]{0,8}(?:explanation|explicación|spiegazione|erklärung|explication|解析|解释)"
    r"[*_]{0,3}\s?[:\uff1a][*_]{0,3}\s{0,4}(?=\S)",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:output|prints?|printed|logged|logs|salida|stampa|sortie|imprime)\b|输出|打印",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Divided:
    """A question with all that belongs to it, its answer, and whether a label told them apart."""

    question: str
    answer: str | None
    labelled: bool


@dataclass(frozen=True, slots=True)
class Division:
    """How a document's questions are divided from their answers.

    `by_label` says that its answers are labelled, `plain` that tags in it are text,
    `ticked` that they are marked among options, `lonely` that most questions have none.
    """

    by_label: bool
    plain: bool
    ticked: bool = False
    lonely: bool = False

    def divide(self, mark: Mark, body: Sequence[Block], answers: Sequence[By | None]) -> Divided:
        """The question at `mark` and its answer; `answers` says which block labels one."""
        c = mark.candidate
        if c.rest:
            first = labels.answer_label(c.rest)
            rest = c.rest if first is None else first.text
            answer = self._clean([rest, *below.lines(body)])
            return Divided(c.text, answer, labelled=first is not None)
        at = below.label_at(body, answers, by_label=self.by_label)
        if at is not None:
            head = self._clean(below.without_data(below.lines(body[:at]))) or ""
            if len(head) <= _LONGEST_QUESTION:
                answer = self._clean(below.behind(body, at))
                return Divided(_joined(c.text, head), answer, labelled=True)
        ticked = self._ticked(c.text, body, bold=self.ticked)
        if ticked:
            return ticked
        if (self.ticked and self._offers(body)) or self._unticked(body):
            return Divided(
                _joined(c.text, self._clean(below.lines(body)) or ""), None, labelled=False
            )
        if self.lonely and (_is_nested(c, body) or _is_only_code(body)):
            more = self._clean(below.lines(body)) or ""
            return Divided(_joined(c.text, more), None, labelled=False)
        return self._unlabelled(c, _without_letter(body) if c.labelled else body)

    def is_ticked(self, body: Sequence[Block]) -> bool:
        """Whether the answer is marked among options."""
        return self._ticked("", body, bold=True) is not None

    @staticmethod
    def _offers(body: Sequence[Block]) -> bool:
        """Whether only options, perhaps below code, stand there, none of them marked."""
        said = [b for b in body if not b.blank and b.kind is not Kind.CODE]
        return bool(said) and all(b.kind is Kind.ITEM or options.OPTION.match(b.text) for b in said)

    @staticmethod
    def _unticked(body: Sequence[Block]) -> bool:
        """Whether two boxes and more stand there, and nothing that answers."""
        said = [b for b in body if not b.blank and b.kind is not Kind.CODE]
        return len(said) > 1 and all(options.TICK.match(b.text) for b in said)

    def _clean(self, lines: list[str]) -> str | None:
        return noise.clean(lines, plain=self.plain)

    def _ticked(
        self, question: str, body: Sequence[Block], *, bold: bool = False
    ) -> Divided | None:
        """A question with options of which the right ones are ticked, or `bold`."""
        lines = below.lines(body)
        marked = (
            options.boxes(lines)
            or options.checks(lines)
            or (options.bolds(lines) if bold else None)
        )
        if marked is None:
            return None
        rows, chosen = marked
        offered = [
            f"- {t['text']}"
            if (t := options.TICK.match(line))
            else options.unmarked(line, bold=bold)
            for line in lines[: rows[-1] + 1]
        ]
        head = self._clean(offered) or ""
        answer = self._clean([*chosen, "", *lines[rows[-1] + 1 :]])
        return Divided(_joined(question, head), answer, labelled=True)

    def _unlabelled(self, c: Candidate, body: Sequence[Block]) -> Divided:
        question = c.text
        taken = goingon.continuation(question, body, wraps=c.style is not Style.HEADING)
        if taken:
            more = " ".join(
                tags.stripped(inline.plain(b.text)) for b in body[:taken] if not b.blank
            )
            question = f"{question} {more}".strip()
            first = labels.numbered(question) if not question[:1].isalpha() else None
            question = (
                first.text if first and taken and not first.bare and question == more else question
            )
        rest = body[taken:]
        shown = goingon.shown(question, rest)
        if shown:
            head, left = (
                self._clean(below.lines(rest[:shown])) or "",
                self._clean(below.lines(rest[shown:])),
            )
            if left is not None or _MUST.search(question) or below.offered(rest[:shown]) >= 2:
                return Divided(_joined(question, head), left, labelled=False)
        answer = self._clean(below.lines(rest))
        return Divided(question, answer and _EXPLAINED.sub("", answer), labelled=False)


def _is_only_code(body: Sequence[Block]) -> bool:
    """Whether code alone stands there: in a list without answers it is what is asked about."""
    said = [b for b in body if not b.blank]
    return bool(said) and all(b.kind is Kind.CODE for b in said)


def _is_nested(c: Candidate, body: Sequence[Block]) -> bool:
    """Whether only items below the question's own stand there: what to ask further."""
    said = [b for b in body if not b.blank]
    listed = c.style in (Style.ITEM, Style.NUMBER)
    return listed and bool(said) and all(b.kind is Kind.ITEM and b.level > c.depth for b in said)


def _without_letter(body: Sequence[Block]) -> Sequence[Block]:
    """The blocks without the letter that answers a "Q.": "A. It is so."."""
    first = next((i for i, b in enumerate(body) if not b.blank), None)
    if first is None or body[first].kind is not Kind.LINE:
        return body
    if _LETTER_ALONE.match(body[first].text) and all(b.blank for b in body[first + 1 :]):
        return body[:first]
    found = _LETTER.match(body[first].text)
    if not found or any(options.OPTION.match(b.text) for b in body[first + 1 : first + 4]):
        return body
    changed = replace(body[first], text=found["text"])
    return [*body[:first], changed, *body[first + 1 :]]


def _joined(question: str, more: str) -> str:
    if not more:
        return question
    if not question and "\n" not in more:  # below "Question 3", often in bold
        return inline.plain(more)
    flat = "\n" not in more and not options.OPTION.match(more) and not options.CHOICE.match(more)
    return f"{question} {more}".strip() if flat else f"{question}\n{more}".strip()
