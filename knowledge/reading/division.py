"""What stands between a question and the next: what goes on with it, and what answers it."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.reading import inline, labels, noise, options, tags, vocabulary
from knowledge.reading.block import Block, Kind
from knowledge.reading.candidates import Candidate, Style, content
from knowledge.reading.choosing import Mark
from knowledge.reading.labels import Asking, By

_WRAPPED = 4  # lines that a question without an end may go on for
_LONGEST_QUESTION = 6_000  # characters before a label that can still be a question
_ENDED = re.compile(r"[?.:!\uff1f\u3002\uff1a]\W{0,6}$")
_LETTER = re.compile(r"[\s>*_]{0,8}A\s?[.)\-\u2013][*_]{0,3}\s{1,4}(?P<text>\S.*)$")
_LETTER_ALONE = re.compile(r"[\s>*_]{0,8}A\s?[.:)\-\u2013][*_]{0,3}\s{0,4}$")
_TO_FILL = re.compile(
    r"[\W_]{0,8}(?:(?:your |add |write |insert )?(?:the )?answers? (?:goes )?here"
    r"|add your answer)[\W_]{0,8}$",
    re.IGNORECASE,
)
_REFERS = re.compile(
    "|".join(re.escape(w) if not w.isascii() else rf"\b{w}\b" for w in vocabulary.REFERS),
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"(?:^|[.!?:]\s{1,4}|\bto )"
    r"(?:write|print|implement|create|build|make|how (?:do|can|to|would))\b",
    re.IGNORECASE,
)
_DATA = re.compile(
    rf"[\s>*_-]{{0,12}}(?:{'|'.join(vocabulary.FILED)})\**\s{{0,2}}[:\uff1a].{{0,300}}$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s{0,3}>\s?")
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
            answer = self._clean([rest, *_lines(body)])
            return Divided(c.text, answer, labelled=first is not None)
        at = _label_at(body, answers, by_label=self.by_label)
        if at is not None:
            head = self._clean(_without_data(_lines(body[:at]))) or ""
            if len(head) <= _LONGEST_QUESTION:
                answer = self._clean(_behind(body, at))
                return Divided(_joined(c.text, head), answer, labelled=True)
        ticked = self._ticked(c.text, body, bold=self.ticked)
        if ticked:
            return ticked
        if self.ticked and self._offers(body):
            return Divided(_joined(c.text, self._clean(_lines(body)) or ""), None, labelled=False)
        if self.lonely and _is_nested(c, body):
            more = self._clean(_lines(body)) or ""
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

    def _clean(self, lines: list[str]) -> str | None:
        return noise.clean(lines, plain=self.plain)

    def _ticked(
        self, question: str, body: Sequence[Block], *, bold: bool = False
    ) -> Divided | None:
        """A question with options of which the right ones are ticked, or `bold`."""
        lines = _lines(body)
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
        taken = _continuation(question, body, wraps=c.style is not Style.HEADING)
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
        shown = _shown(question, rest)
        if shown:
            head, left = self._clean(_lines(rest[:shown])) or "", self._clean(_lines(rest[shown:]))
            if left is not None or _MUST.search(question) or _options(rest[:shown]) >= 2:
                return Divided(_joined(question, head), left, labelled=False)
        return Divided(question, self._clean(_lines(rest)), labelled=False)


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


def _label_at(body: Sequence[Block], answers: Sequence[By | None], *, by_label: bool) -> int | None:
    """Where the answer's label stands: on the first line, or anywhere if answers have labels.

    A word counts more than a letter, a letter more than an arrow.
    """
    for i, block in enumerate(body):
        if answers[i] is By.WORD:
            break
        if block.kind in (Kind.LINE, Kind.ITEM) and _TO_FILL.match(block.text):
            return i
    filled = next((i for i, b in enumerate(body) if not b.blank), None)
    found = [(i, by) for i, by in enumerate(answers) if by is not None]
    if filled is None or not found:
        return None
    best = max(by for _, by in found)
    for i, by in found:
        if i == filled and by >= By.LETTER:
            return i
        if by is best and (i == filled or body[i].kind is Kind.SUMMARY):
            return i
        if by is best and (by_label or body[i].kind is Kind.HEADING or _options(body[:i]) >= 2):
            return i if by is not By.ARROW or by_label else None
    return None


def _behind(body: Sequence[Block], at: int) -> list[str]:
    """The lines of the answer whose label is on block `at`."""
    block = body[at]
    if block.kind is Kind.SUMMARY:
        return [block.after, *_unfolded(body[at + 1 :])]
    label = labels.answer_label(content(block) if block.kind is Kind.HEADING else block.text)
    if _TO_FILL.match(block.text):
        return _lines(body[at + 1 :])
    if label is None or not label.text:
        return _unfolded(body[at + 1 :])
    return [label.text, *_lines(body[at + 1 :])]


def _unfolded(body: Sequence[Block]) -> list[str]:
    """The lines below a fold; a label that opens them is the fold's again and goes."""
    rest = list(body)
    for i, block in enumerate(rest):
        if block.blank or noise.is_noise(block.text):
            continue
        if block.kind is Kind.CODE or block.kind is Kind.SUMMARY:
            break
        label = labels.answer_label(content(block) if block.kind is Kind.HEADING else block.text)
        if label and label.by is By.WORD:
            return [label.text, *_lines(rest[i + 1 :])]
        break
    return _lines(rest)


def _lines(body: Sequence[Block]) -> list[str]:
    found: list[str] = []
    for block in body:
        if block.kind is Kind.SUMMARY:
            found += [f"**{inline.plain(block.text)}**", "", block.after]
        else:
            found += block.text.split("\n")
    return textwrap.dedent("\n".join(found)).split("\n")


def _without_data(lines: list[str]) -> list[str]:
    """The lines that go on with a question, less those that only file it: "Difficulty: easy"."""
    kept = [_QUOTE.sub("", line) for line in lines if not _DATA.match(line)]
    first = next((i for i, line in enumerate(kept) if line.strip()), None)
    label = labels.question_label(inline.plain(kept[first])) if first is not None else None
    if label is not None and label.number is None:  # "**Question:** …" below its heading
        kept[first or 0] = label.text
    return kept


def _joined(question: str, more: str) -> str:
    if not more:
        return question
    flat = "\n" not in more and not options.OPTION.match(more) and not options.CHOICE.match(more)
    return f"{question} {more}".strip() if flat else f"{question}\n{more}".strip()


def _options(body: Sequence[Block]) -> int:
    """How many options to choose among stand in the blocks."""
    return sum(
        bool(options.OPTION.match(line))
        for b in body
        if b.kind is not Kind.CODE
        for line in b.text.split("\n")
    )


def _shown(question: str, body: Sequence[Block]) -> int:
    """How many blocks show what the question means: code below "What is the output?", options."""
    i = next((i for i, b in enumerate(body) if not b.blank), len(body))
    shows = _REFERS.search(question) and not _WRITES.search(question)
    if i < len(body) and body[i].kind is Kind.CODE and shows:
        i += 1
    else:
        i = 0
    end = i
    offered = 0
    for j in range(i, len(body)):
        if body[j].blank:
            continue
        if body[j].kind in (Kind.LINE, Kind.ITEM) and options.OPTION.match(body[j].text):
            offered += 1
            end = j + 1
        else:
            break
    return end if offered >= 2 else i


def _continuation(question: str, body: Sequence[Block], *, wraps: bool) -> int:
    """How many blocks go on with the question: its text, or the rest of a wrapped one."""
    if not question:
        first = next((i for i, b in enumerate(body) if not b.blank), None)
        if first is None or body[first].kind not in (Kind.LINE, Kind.ITEM, Kind.HEADING):
            return 0
        text = inline.plain(body[first].text)
        return first + 1 + _continuation(text, body[first + 1 :], wraps=wraps)
    if not wraps or (_ENDED.search(question) and not question.rstrip().endswith((",", ":"))):
        return 0
    for i, block in enumerate(body[:_WRAPPED]):
        if block.blank or block.kind is not Kind.LINE or block.first:
            return 0
        text = block.text.strip()
        if labels.asking(text) is Asking.YES or (text.endswith("?") and len(text) < 200):
            return i + 1 if text[0].islower() or i == 0 else 0
        if not (text[0].islower() and _ENDED.search(text)) and _ENDED.search(text):
            return 0
        if (
            text[0].islower()
            and text.endswith(".")
            and len(text) < 100
            and labels.asks(question)
            and i == 0
        ):
            return i + 1
    return 0
