"""Takes the JSON object out of what a model writes around it: thoughts, fences, pleasantries."""

import re
from collections.abc import Mapping

_OPEN = re.compile(r"\s*<(think|thinking|reasoning)>", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)
_OPENINGS = ("<think>", "<thinking>", "<reasoning>")
_OBJECT = re.compile(r'\{\s*["}]')
_STOPS = re.compile(r'["{}\[\]\\]')


class Unwrapping:
    """Text goes in as it comes; `text` is the object so far, `raw` all with what is around it."""

    def __init__(self) -> None:
        self.text = ""
        self.raw = ""
        self._start: int | None = None
        self._at = 0
        self._depth = 0
        self._in_string = False
        self._closed = False

    def feed(self, piece: str) -> bool:
        """Takes the next piece; whether `text` grew."""
        self.raw += piece
        if self._closed:
            return False
        if self._start is None:
            start = _beginning(self.raw)
            if start is None:
                return False
            self._start = self._at = start
        before = len(self.text)
        end = self._scan()
        self.text = self.raw[self._start : end]
        return len(self.text) > before

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


def _beginning(raw: str) -> int | None:
    """Where the object begins, or None while that cannot be told."""
    if any(opening.startswith(raw.lstrip().lower()) for opening in _OPENINGS):
        return None
    close = _CLOSE.search(raw)
    if _OPEN.match(raw):
        found = _OBJECT.search(raw, close.end()) if close else None
        return found.start() if found else None
    found = _OBJECT.search(raw)
    # A template may have eaten the opening tag of the thoughts.
    if found is not None and close is not None and close.start() < found.start():
        found = _OBJECT.search(raw, close.end())
    return found.start() if found else None


def parsed(text: str) -> Mapping[str, object] | None:
    """The object, or None where it is none."""
    from pydantic_core import from_json

    try:
        value = from_json(text, allow_inf_nan=False)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
