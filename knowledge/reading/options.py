"""Options to choose among, and which of them are marked as right. Only `division` imports it."""

import re

OPTION = re.compile(
    r"[\s>*_-]{0,12}(?:\[[ xX]?\]\s{0,4})?\**[(\[]?(?P<letter>[A-Ha-h])[.):\uff0e\u3001\]]"
    r"(?:\**\s{0,4}\S|\s{0,4}$)"
)
TICK = re.compile(r"\s{0,8}(?:[-*+]|\d{1,2}[.)])\s{1,4}\[(?P<mark>[ xX]?)\]\s{0,4}(?P<text>.*)$")
_CHECKED = re.compile(
    r"(?:\s{2,40}[xX]|\s{0,4}(?:\u2705|\u2714\ufe0f?|\u2713|\((?:correct|right)\b[^()]{0,40}\)"
    r"|<{1,6}[-=]{0,8}\s{0,2}correct.{0,40}))\s{0,4}\**\s{0,4}$",
    re.IGNORECASE,
)
CHOICE = re.compile(r"\s{0,12}(?:[-*+]|\d{1,2}[.)])\s{1,4}\S")
_BOLD_ROW = re.compile(r"\s{0,12}(?:[-*+]|\d{1,2}[.)])\s{1,4}\*\*[^*]{1,900}\*\*\s{0,4}$")
_FAR = 40  # lines below a question within which its options begin

_Marked = tuple[list[int], list[str]]


def boxes(lines: list[str]) -> _Marked | None:
    """The rows of boxes, and the text of those that are ticked."""
    ticks = [(i, found) for i, line in enumerate(lines) if (found := TICK.match(line))]
    chosen = [t["text"] for _, t in ticks if t["mark"].strip()]
    if len(ticks) < 2 or not 0 < len(chosen) < len(ticks) or ticks[0][0] > _FAR:
        return None
    return [i for i, _ in ticks], chosen


def checks(lines: list[str]) -> _Marked | None:
    """The rows of options, and the text of those that say that they are right."""
    rows = [i for i, line in enumerate(lines) if OPTION.match(line) or CHOICE.match(line)]
    chosen = [_CHECKED.sub("", lines[i]).strip(" -*") for i in rows if _CHECKED.search(lines[i])]
    return (rows, chosen) if 0 < len(chosen) < len(rows) and rows[0] <= _FAR else None


def bolds(lines: list[str]) -> _Marked | None:
    """The rows of a list, and the text of those in bold, where nothing but the list is there."""
    rows = [i for i, line in enumerate(lines) if CHOICE.match(line)]
    chosen = [
        unmarked(lines[i], bold=True).strip(" -*+") for i in rows if _BOLD_ROW.match(lines[i])
    ]
    others = [i for i, line in enumerate(lines) if line.strip() and i not in rows]
    return (rows, chosen) if 0 < len(chosen) < len(rows) and not others else None


def unmarked(line: str, *, bold: bool) -> str:
    """An option without what says that it is right."""
    return _CHECKED.sub("", line.replace("**", "") if bold else line)
