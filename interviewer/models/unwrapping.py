"""Takes the JSON object out of what a model writes around it: thoughts, fences, pleasantries."""

import re
from collections.abc import Mapping

_OPEN = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_OPENINGS = ("<think>", "<thinking>", "<reasoning>")
_LONGEST_CLOSE = len("</reasoning>")
_WIDEST = 200  # blanks between a bracket and what it holds; no object begins with more
_OBJECT = re.compile(rf'\{{\s{{0,{_WIDEST}}}["}}]')
_STOPS = re.compile(r'["{}\[\]\\]')


class Unwrapping:
    """Text goes in as it comes; `text` is the object so far, `raw` all with what is around it."""

    def __init__(self) -> None:
        self.text = ""
        self.raw = ""
        self._thinking: bool | None = None  # None while that cannot be told
        self._start: int | None = None
        self._at = 0  # what lies before it need not be read again
        self._depth = 0
        self._in_string = False
        self._closed = False

    def feed(self, piece: str) -> bool:
        """Takes the next piece; whether `text` grew."""
        self.raw += piece
        if self._closed:
            return False
        if self._start is None:
            self._start = self._beginning()
            if self._start is None:
                return False
            self._at = self._start
        before = len(self.text)
        end = self._scan()
        self.text = self.raw[self._start : end]
        return len(self.text) > before

    def _beginning(self) -> int | None:
        """Where the object begins, or None while that cannot be told."""
        if self._thinking is None:
            head = self.raw.lstrip()
            if any(opening.startswith(head.lower()) for opening in _OPENINGS):
                return None
            self._thinking = _OPEN.match(head) is not None
        if self._thinking:
            close = _CLOSE.search(self.raw, self._at)
            if close is None:
                self._at = max(len(self.raw) - _LONGEST_CLOSE, 0)
                return None
            self._thinking, self._at = False, close.end()
        found = _OBJECT.search(self.raw, self._at)
        if found is not None:
            return found.start()
        # The last bracket may be that of an object which is still to come.
        last = self.raw.rfind("{", max(self._at, len(self.raw) - _WIDEST - 1))
        self._at = len(self.raw) if last < 0 else last
        return None

    def _scan(self) -> int:
        """Follows brackets and strings from where it stopped; the end of the object so far."""
        raw = self.raw
        while (match := _STOPS.search(raw, self._at)) is not None:
            sign, self._at = match[0], match.end()
            if sign == "\\":
                if self._at == len(raw):  # what it escapes is still to come
                    self._at -= 1
                    return len(raw)
                self._at += self._in_string
            elif sign == '"':
                self._in_string = not self._in_string
            elif not self._in_string:
                self._depth += 1 if sign in "{[" else -1
                if self._depth <= 0:
                    self._closed = True
                    return self._at
        self._at = len(raw)
        return self._at


def parsed(text: str) -> Mapping[str, object] | None:
    """The object, or None where it is none."""
    from pydantic_core import from_json

    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
