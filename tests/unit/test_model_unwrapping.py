"""The JSON object is taken out of what a model writes around it, as it comes."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.models import unwrapping
from interviewer.models.unwrapping import Unwrapping, parsed

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=4)
BEFORE = st.sampled_from(["", "\n", "Here it is: ", "```json\n", "<think>so {so}</think>", "{a} "])
AFTER = st.sampled_from(["", "\n```", "\nHope it helps {:-)}", "}", '{"a": 1}'])


def fed(text: str, size: int) -> tuple[str, list[str]]:
    """The object in the end, and what it was on the way."""
    unwrapping = Unwrapping()
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    seen = [unwrapping.text for piece in pieces if unwrapping.feed(piece)]
    return unwrapping.text, seen


@given(OBJECTS, BEFORE, AFTER, st.integers(1, 9), st.booleans())
def test_the_object_comes_out_whole_whatever_is_around_it(
    value: dict[str, Any],
    before: str,
    after: str,
    size: int,
    ascii_only: bool,  # noqa: FBT001
) -> None:
    """In pieces of any size; what is seen on the way only grows, and begins the object."""
    text = json.dumps(value, ensure_ascii=ascii_only)
    whole, seen = fed(before + text + after, size)
    assert whole == text
    assert all(text.startswith(part) for part in seen)
    assert sorted(seen, key=len) == seen


@given(st.text(), st.integers(1, 9))
def test_no_text_breaks_it(text: str, size: int) -> None:
    """Whatever a model writes; what came is kept as it was."""
    unwrapping = Unwrapping()
    for at in range(0, len(text), size):
        unwrapping.feed(text[at : at + size])
    assert unwrapping.raw == text


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("tag", ["think", "thinking", "reasoning", "THINK"])
def test_thoughts_are_never_seen(tag: str, size: int) -> None:
    """Not even an object in them."""
    text = f'\n<{tag}>I might say {{"reply": "no"}}.</{tag}>\n{{"reply": "yes"}}'
    whole, seen = fed(text, size)
    assert whole == '{"reply": "yes"}'
    assert not any("no" in part for part in seen)


def test_thoughts_that_never_end_hold_no_object() -> None:
    """Cut before the reply began."""
    assert fed('<think>{"reply": "no"}', 4)[0] == ""


NONE = {
    "prose": "ab{ ",
    "one word": "abcd",
    "brackets": "{{{{",
    "blanks": "{   ",
    "nothing": "    ",
    "thoughts": "<think>",
}


@pytest.mark.parametrize("piece", NONE.values(), ids=NONE.keys())
@pytest.mark.parametrize("begin", ["", "<think>"], ids=["said", "thought"])
def test_what_holds_no_object_is_read_once(
    begin: str, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not from the beginning with every piece: one such model would take the machine."""
    searched = 0

    class Counted:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self._pattern = pattern

        def search(self, text: str, at: int = 0) -> re.Match[str] | None:
            nonlocal searched
            searched += len(text) - at
            return self._pattern.search(text, at)

    for name in ("_OBJECT", "_CLOSE"):
        monkeypatch.setattr(unwrapping, name, Counted(getattr(unwrapping, name)))
    once = Unwrapping()
    once.feed(begin)
    for _ in range(2000):
        once.feed(piece)
    assert once.text == ""
    assert searched < 300 * 2000


def test_blanks_before_the_first_name_do_not_matter() -> None:
    """As an indenting model writes them, in pieces."""
    text = "{\n" + " " * 150 + '"a": 1}'
    assert fed("So: { " + text, 7)[0] == text


def test_the_end_of_thoughts_inside_a_string_is_text() -> None:
    """A candidate may have written it, and a quote repeats it."""
    text = '{"quote": "a </think> b"}'
    assert fed(text, 1000)[0] == text


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": 1', "[1]", '"a"', "", '{"a": 1} x', "{}{}"])
def test_what_is_no_single_object_is_none(text: str) -> None:
    """Half of one, or something else."""
    assert parsed(text) is None


def test_deep_nesting_is_no_crash() -> None:
    """A hundred thousand brackets are a broken reply, not a broken program."""
    assert parsed('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}") is None
