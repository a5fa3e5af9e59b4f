"""YAML text -> plain data that remembers its lines. Only the bank file reads it.

Built from the parser's events, because composing trees recurses in C and deep nesting ends the
process; anchors, tags and repeated keys are refused, so what is read is what stands there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]
DEEPEST = 20

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN_INT = re.compile(r"-?(?:0|[1-9][0-9]*)$")


class YamlTrouble(Exception):
    """What is wrong, on which line (from 1), and what would mend it."""

    def __init__(self, what: str, line: int, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.mend = mend


@dataclass(slots=True)
class Place:
    """The line (from 1) where a value, or the key before it, stands; and the places within it."""

    line: int
    within: dict[str | int, "Place"] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest thing around it that exists."""
        place = self
        for step in path:
            if step not in place.within:
                break
            place = place.within[step]
        return place.line


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not read yet; `key` waits for its value."""

    value: Any
    place: Place
    key: str | None = None


def parse(text: str) -> tuple[Any, Place]:
    """The data of one YAML document and where it stands; (None, line 1) when there is none.

    Raises YamlTrouble for anything that is not plain YAML.
    """
    import yaml  # the parser is built in C and not needed before the first bank is read

    bad = _FORBIDDEN.search(text)
    if bad:
        raise YamlTrouble(
            f"the character U+{ord(bad.group()):04X} is not allowed in YAML",
            text.count("\n", 0, bad.start()) + 1,
            "Delete it, or write it as an escape in double quotes.",
        )
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _build(loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        if e.context_mark and "end of stream" in (e.problem or ""):
            mark = e.context_mark  # where what is never closed was opened
        at = f" at column {mark.column + 1}" if mark else ""
        around = f" ({e.context})" if e.context else ""
        raise YamlTrouble(
            f"this is not valid YAML{at}: {e.problem or 'it cannot be parsed'}{around}",
            mark.line + 1 if mark else 1,
            "Mind the indentation, and put text with ': ' or ' #' in quotes.",
        ) from e
    finally:
        loader.dispose()


def _build(loader: Any) -> tuple[Any, Place]:
    import yaml

    root: list[Any] = []
    place = Place(1)
    stack = [_Open(root, place)]
    for event in _events(loader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and root:
            raise YamlTrouble("a second document starts here", line, "Keep one bank per file.")
        if isinstance(event, yaml.AliasEvent):
            raise YamlTrouble(
                f"the alias *{event.anchor} is not allowed", line, "Write the value out."
            )
        if isinstance(event, yaml.ScalarEvent):
            _put(stack[-1], _scalar(loader, event), line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            _refuse_tag(event, line)
            if len(stack) > DEEPEST:
                raise YamlTrouble(
                    f"nested deeper than {DEEPEST} levels", line, "A bank needs no more than five."
                )
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Open(value, _put(stack[-1], value, line)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
    return (root[0], place.within[0]) if root else (None, place)


def _events(loader: Any) -> Iterator[Any]:
    while loader.check_event():
        yield loader.get_event()


def _put(parent: _Open, value: Any, line: int) -> Place:
    """Append to a list; in a mapping take it as the key, or as the value of the waiting key."""
    key: str | int
    if isinstance(parent.value, list):
        key = len(parent.value)
        parent.value.append(value)
    elif parent.key is None:
        return _take_key(parent, value, line)
    else:
        key, parent.key = parent.key, None
        parent.value[key] = value
        line = parent.place.within[key].line
    place = parent.place.within[key] = Place(line)
    return place


def _take_key(parent: _Open, value: Any, line: int) -> Place:
    if isinstance(value, list | dict):
        raise YamlTrouble("a list or mapping stands where a name is expected", line, "Name it.")
    key = str(value)
    if key in parent.value:
        first = parent.place.within[key].line
        raise YamlTrouble(
            f"the key {key!r} stands twice, first on line {first}", line, "Keep one of them."
        )
    parent.key = key
    parent.value[key] = None
    parent.place.within[key] = Place(line)
    return parent.place.within[key]


def _scalar(loader: Any, event: Any) -> Any:
    """Text, a whole number, a truth value or None; all else that YAML guesses stays text."""
    import yaml

    _refuse_tag(event, event.start_mark.line + 1)
    value: str = event.value
    if not event.implicit[0]:
        return value
    kind = loader.resolve(yaml.ScalarNode, value, event.implicit).rpartition(":")[2]
    if kind == "int" and _PLAIN_INT.match(value) and len(value) < 19:
        return int(value)
    if kind == "bool":
        return value.lower() in {"yes", "true", "on"}
    return None if kind == "null" else value


def _refuse_tag(event: Any, line: int) -> None:
    if event.tag is not None and event.tag != "!":
        raise YamlTrouble(f"the tag {event.tag!r} is not allowed", line, "Delete it.")
