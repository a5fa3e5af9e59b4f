"""csv, tsv and their kin -> rows with their lines. Whatever the delimiter, whatever is missing."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.errors import DocumentUnreadable
from knowledge.reading import columns, labels, tables, webpage
from knowledge.reading.decoding import Lines
from knowledge.reading.document import Pair, Problem

_DELIMITERS = ",\t;|"
_LONGEST_FIELD = 1_000_000
_RESTARTS = 20  # quotes that are never closed and still do not stop the reading
_SPAN = 400  # lines that a quoted field may have before its quote counts as forgotten
_ANKI = re.compile(
    r"#(?P<key>separator|html|(?:tags|deck|notetype|guid) column|columns|notetype|deck|tags)"
    r":(?P<value>.*)$"
)
_NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_HTML = re.compile(
    r"<(?:br|div|p|b|strong|i|em|ul|ol|li|span|img|code|pre|table|a)\b[^<>]{0,300}/?>|&(?:nbsp|lt|gt|amp|quot);",
    re.IGNORECASE,
)


def delimiter(texts: Sequence[str]) -> str | None:
    """What parts the columns: the mark that most rows have equally often; None without one."""
    sample = [t for t in texts[:300] if t.strip() and not _ANKI.match(t)]
    best: tuple[float, str] | None = None
    for mark in _DELIMITERS:
        counts = Counter(n for row in _parsed(sample, mark) if (n := len(row)) > 1)
        rows = sum(1 for _ in _parsed(sample, mark))
        if not counts:
            continue
        width, often = counts.most_common(1)[0]
        score = often / max(1, rows) + 0.01 * min(width, 6) + (0.05 if mark == "\t" else 0.0)
        if best is None or score > best[0]:
            best = score, mark
    return best[1] if best and best[0] >= 0.5 else None


def _parsed(sample: Sequence[str], mark: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return [r for r in csv.reader(sample, delimiter=mark) if r]
    except csv.Error:
        return []


def pairs(lines: Lines, name: str) -> tuple[list[Pair], list[Problem]]:
    """The pairs of a table in text.

    Raises DocumentUnreadable when it has no columns, or a field is too long.
    """
    head = [m for t in lines.texts[:20] if (m := _ANKI.match(t))]
    said = {m["key"]: m["value"].strip() for m in head}
    start = sum(1 for t in lines.texts[:20] if _ANKI.match(t))
    if (
        lines.texts[start:]
        and lines.texts[start].lower().startswith("sep=")
        and len(lines.texts[start]) == 5
    ):
        said["separator"], start = lines.texts[start][4], start + 1
    texts = lines.texts[start:]
    separator = said.get("separator", "")
    mark = _NAMES.get(separator.casefold(), separator[:1]) or delimiter(texts)
    if mark is None and _is_list(texts):
        mark = "\x1f"  # one column
    if mark is None:
        raise DocumentUnreadable(
            "no columns were found.",
            where=name,
            mend="Give a table with a question and an answer column.",
        )
    reader = _Reader(texts, mark, name)
    reader.run()
    rows = reader.rows
    numbers = [lines.numbers[start + i] for i in reader.at]
    problems = [
        Problem(lines.numbers[start + i], "a quotation mark opens here and is never closed.")
        for i in reader.forgotten
    ]
    dropped = {int(v) - 1 for k, v in said.items() if k.endswith("column") and v.isdigit()}
    if dropped:
        rows = [tuple(c for i, c in enumerate(r) if i not in dropped) for r in rows]
    cells = tuple(tuple(plain(c) for c in r) for r in rows)
    found, named = tables.read(cells, numbers, cards=bool(head) or mark in ("\t", ";"))
    if named is not None and named.answer is not None:
        width = Counter(len(r) for r in cells).most_common(1)[0][0]
        problems += [
            Problem(n, f"the row has {len(r)} of {width} columns.")
            for r, n in zip(cells, numbers, strict=True)
            if len(r) <= named.answer and any(c.strip() for c in r)
        ]
    return found, problems


def _is_list(texts: Sequence[str]) -> bool:
    """Whether the lines are a column of questions."""
    filled = [t for t in texts if t.strip()]
    asking = sum(labels.asks(t.strip('" ')) for t in filled[:300])
    return bool(filled) and asking * 2 >= min(300, len(filled))


def plain(cell: str) -> str:
    """A cell's HTML as Markdown; what only looks like HTML stays."""
    return webpage.markdown(cell) if _HTML.search(cell) and "```" not in cell else cell


@dataclass(slots=True)
class _Reader:
    """Reads rows; `rows` and `at`, the line that each begins on, grow alike."""

    texts: Sequence[str]
    mark: str
    name: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    forgotten: list[int] = field(default_factory=list)

    def run(self) -> None:
        """Read all of it; `forgotten` are the lines of quotes that are never closed."""
        start = 0
        for _ in range(_RESTARTS):
            line = self._on(start)
            if line is None:
                return
            self.forgotten.append(line)
            self._bare(line)
            start = line + 1
        for line in range(start, len(self.texts)):
            self._bare(line)

    def _bare(self, line: int) -> None:
        """Read one line whose quotes mean nothing."""
        reader = csv.reader([self.texts[line]], delimiter=self.mark, quoting=csv.QUOTE_NONE)
        row = next(reader, [])
        if row:
            self.rows.append(tuple(c.strip('"') for c in row))
            self.at.append(line)

    def _on(self, start: int) -> int | None:
        """Read on from `start`; the line of a quote that is never closed, where there is one."""
        csv.field_size_limit(_LONGEST_FIELD)
        reader = csv.reader((f"{t}\n" for t in self.texts[start:]), delimiter=self.mark)
        begin = start
        try:
            for row in reader:
                end = start + reader.line_num
                raw = self.texts[begin:end]
                suspect = end - begin > 1 and (end == len(self.texts) or len(raw) > _SPAN)
                if suspect and sum(t.count('"') for t in raw) % 2:
                    return begin
                if any(c.strip() for c in row):
                    self.rows.append(tuple(c.rstrip("\n") for c in row))
                    self.at.append(begin)
                begin = end
        except csv.Error as e:
            raise DocumentUnreadable(
                f"the table cannot be read: {e}.",
                where=f"{self.name}, line {begin + 1}",
                mend="Mend that row.",
            ) from e
        return None


def has_header(line: str) -> bool:
    """Whether a line names a question's and an answer's column."""
    found = columns.named(next(csv.reader([line]), []))
    return found is not None and found.answer is not None
