"""Text of others as Streamlit's Markdown shows it: exactly, and never alive. For the pages."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/])")
_ALIVE = re.compile(r"([\\`<>\[\]!$:&~@])")
# Code is what Markdown is sure to take for code too; any other backtick is escaped. A fence that is
# indented may end with the list it stands in, and a bar ends a cell before code is looked for.
_FENCE = re.compile(r"(`{3,})[^`]*")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINES = re.compile(r"\r\n?|\n")
# Escapes do not hold these: Streamlit looks for them again in text that has been parsed.
_LINK = r"https?:(?=//)|www(?=\.)|[-.+\w](?=@)"
_PICTURE = r":(?=streamlit:|material_)"
_SIGN = r"(?<!\S)(?:<-|[-<>~])(?=[-=>](?!\S))"  # -> <- <-> -- >= <= ~=
_REMADE = re.compile(f"{_LINK}|{_PICTURE}|{_SIGN}", re.IGNORECASE)
_BLANKS = re.compile(r"^ +|(?<= ) +")


def literal(text: str) -> str:
    """Every character as it is, on the lines where it is; no Markdown, no links, no pictures."""
    lines = _LINES.split(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return "  \n".join(_line(line) or "\N{NO-BREAK SPACE}" for line in lines)


def inline(text: str) -> str:
    """The same on a single line, for tables and labels."""
    return literal(" ".join(text.split()))


def option(text: str) -> str:
    """The same as a choice among buttons.

    In a colour of its own: the one that Streamlit gives to a chosen button has a contrast of 3.4
    in the dark, and cannot be lighter while it must carry white text elsewhere.
    """
    return f":gray[{inline(text)}]"


def document(text: str) -> str:
    """A document's text: code and lists stay, links, pictures, HTML and formulas do not live."""
    split = _LINES.split(text)
    table, fence, lines = any(map(_rules_a_table, split)), "", []
    for line in split:
        if fence:
            lines.append(line)
            closed = re.fullmatch(rf" {{0,3}}{fence}`*[ \t]*", line)
            fence = "" if closed else fence
        elif opened := _FENCE.fullmatch(line):
            lines.append(line)
            fence = opened[1]
        else:
            lines.append(_prose(line, table=table))
    return "\n".join(lines)


def _rules_a_table(line: str) -> bool:
    """Whether the line may be the one below a table's head; in time that grows with its length."""
    return "|" in line and not line.strip(" |:-")


def _prose(line: str, *, table: bool) -> str:
    parts, at = [], 0
    for code in _CODE.finditer(line):
        if not (table and "|" in code[0]):
            parts += [_tamed(line[at : code.start()]), code[0]]
            at = code.end()
    return "".join([*parts, _tamed(line[at:])])


def _tamed(text: str) -> str:
    return _ALIVE.sub(r"\\\1", _apart(text))


def _line(line: str) -> str:
    kept = _BLANKS.sub(lambda blanks: "\N{NO-BREAK SPACE}" * len(blanks[0]), line.expandtabs(4))
    begun = "\N{WORD JOINER}" if kept.startswith("\N{NO-BREAK SPACE}") else ""  # or it is stripped
    return begun + _SPECIAL.sub(r"\\\1", _apart(kept))


def _apart(text: str) -> str:
    """The text with an invisible joiner inside whatever Streamlit would turn into something."""
    return _REMADE.sub("\\g<0>\N{WORD JOINER}", text)
