"""Which column, or key, holds the question and which the answer: by name, then by content.

Only the readers of tables and JSON import it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.reading import inline, labels, noise, vocabulary
from knowledge.reading.labels import Asking

_NOT_TEXT = frozenset(
    vocabulary.words(
        "id ids no nr number num count type category difficulty level tag tags url link date time "
        "score views votes index key status source author user owner rating language topic title "
        "length"
    )
)
_ASKED = 0.5  # part of a column's cells that ask where its name does not say so
_SAMPLE = 200
_PROSE = 25  # characters that the cells of a column of answers have on average


@dataclass(frozen=True, slots=True)
class Columns:
    """Where to find what in a row; `question` are joined, `options` are shown below them."""

    question: tuple[int, ...]
    answer: int | None
    options: tuple[int, ...] = ()
    topic: int | None = None
    level: int | None = None
    number: int | None = None
    more: tuple[int, ...] = field(default=())


def fold(name: str) -> str:
    """A name for comparing: letters and digits only, case and accents of form aside."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def named(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns | None:
    """The columns that a header names; None when none is a question's.

    A text beside a title answers it where the titles of `rows` ask and the texts do not.
    """
    folded = [fold(h) for h in header]
    question = _best(header, folded, vocabulary.QUESTION_FIELDS, "question pregunta domanda frage")
    answer = _best(
        header,
        folded,
        vocabulary.ANSWER_FIELDS,
        "answer answers solution response respuesta",
        not_at=question,
    )
    title = _first(folded, vocabulary.TITLE_FIELDS)
    text = _first(folded, vocabulary.TEXT_FIELDS)
    if question is None and title is not None and answer is not None:
        asked: tuple[int, ...] = (title, text) if text is not None else (title,)
    elif question is None and text is not None and answer is not None and answer != text:
        asked = (text,)
    elif question is None and title is not None and text is not None:
        asked = (title, text)
    elif question is not None:
        asked = (question,)
    else:
        return None
    if question is None and answer is None and title is not None and _tells(rows, title, text):
        asked, answer = (title,), text
    options = tuple(
        i for i, f in enumerate(folded) if _is_option(f) and i not in asked and i != answer
    )
    return Columns(
        asked,
        answer,
        options,
        _first(folded, vocabulary.TOPIC_FIELDS, asked),
        _first(folded, vocabulary.LEVEL_FIELDS, asked),
        _first(folded, vocabulary.ID_FIELDS, asked),
    )


def _tells(rows: Sequence[Sequence[str]], title: int, text: int | None) -> bool:
    if text is None or not rows:
        return False
    asking = sum("?" in r[text] for r in rows[:_SAMPLE] if text < len(r))
    return _asked(rows[:_SAMPLE], title) >= 0.6 and asking * 3 < min(_SAMPLE, len(rows))


def _best(
    header: Sequence[str],
    folded: Sequence[str],
    names: Sequence[str],
    within: str,
    *,
    not_at: int | None = None,
) -> int | None:
    """The column of the first of `names`, else one whose name holds a word of `within`."""
    for name in names:
        wanted = fold(name)
        for i, f in enumerate(folded):
            if f == wanted and i != not_at:
                return i
    words = frozenset(within.split())
    for i, h in enumerate(header):
        said = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", h).casefold())
        has = words & {*said, *(s.rstrip("s") for s in said)}
        if i != not_at and has and not _NOT_TEXT & set(said) and len(said) <= 6:
            return i
    return None


def _first(folded: Sequence[str], names: Sequence[str], but: Sequence[int] = ()) -> int | None:
    known = {fold(n) or n for n in names}
    return next((i for i, f in enumerate(folded) if f in known and i not in but), None)


def _is_option(folded: str) -> bool:
    return bool(re.fullmatch(r"(?:option|choice|opt|opcion|opzione)s?[a-h1-8]?|[a-f]", folded))


def guessed(rows: Sequence[Sequence[str]], width: int) -> Columns | None:
    """The columns by what stands in them: one asks, the one with most text answers."""
    sample = rows[:_SAMPLE]
    if not sample or width < 1:
        return None
    rates = [_asked(sample, i) for i in range(width)]
    best = max(range(width), key=lambda i: (rates[i], -i))
    if rates[best] < _ASKED:
        return None
    texts = {i: _mean(sample, i) for i in range(width) if i != best}
    answer = max(texts, key=lambda i: texts[i], default=None)
    if answer is not None and texts[answer] < 2:
        answer = None
    return Columns((best,), answer)


def _asked(rows: Sequence[Sequence[str]], i: int) -> float:
    cells = [r[i] for r in rows if i < len(r) and r[i].strip()]
    return sum(bool(labels.asking(c.split("\n")[0])) for c in cells) / max(1, len(cells))


def _mean(rows: Sequence[Sequence[str]], i: int) -> float:
    return sum(len(r[i]) for r in rows if i < len(r)) / len(rows)


def longest(rows: Sequence[Sequence[str]], header: Sequence[str], found: Columns) -> int | None:
    """The column of prose beside the questions, where no name says which; None without one."""
    texts = {
        i: _mean(rows[:_SAMPLE], i)
        for i, name in enumerate(header)
        if i not in found.question and fold(name) not in _NOT_TEXT
    }
    best = max(texts, key=lambda i: texts[i], default=None)
    return best if best is not None and texts[best] >= _PROSE else None


def asked(row: Sequence[str], columns: Columns) -> tuple[str, str | None]:
    """A row's question, with its options, and its answer; "" where there is no question."""
    cells = [row[i].strip() for i in columns.question if i < len(row) and row[i].strip()]
    question = "\n".join(dict.fromkeys(cells))
    label = labels.question_label(question) if "\n" not in question else None
    question = label.text if label and label.text else question
    offered = [
        (n, row[i].strip())
        for n, i in enumerate(columns.options)
        if i < len(row) and row[i].strip()
    ]
    if question and len(offered) > 1:
        question += "".join(f"\n{chr(65 + n)}) {text}" for n, text in offered)
    raw = row[columns.answer] if columns.answer is not None and columns.answer < len(row) else ""
    label_ = labels.answer_label(raw.split("\n", 1)[0]) if raw else None
    if label_ and label_.by is labels.By.WORD:
        raw = "\n".join([label_.text, *raw.split("\n")[1:]])
    answer = noise.clean(raw.split("\n"))
    return _tidy(question), answer


def _tidy(question: str) -> str:
    if "\n" in question or "<" not in question:
        return question.strip()
    return inline.plain(question)


def asks_at_all(rows: Sequence[Sequence[str]], columns: Columns) -> bool:
    """Whether any of the questions asks: a guard where only a column's name speaks for them."""
    return any(
        labels.asking(row[i]) is not Asking.NO
        for row in rows[:_SAMPLE]
        for i in columns.question
        if i < len(row)
    )
