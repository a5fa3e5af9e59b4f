"""Who comes in is asked once a draw, and anew by every tap."""

from contextlib import suppress

import pytest

from interviewer.identity import Person
from interviewer.pages import door


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    people: list[Person] = []

    def admitted() -> Person:
        people.append(Person(f"{len(people)}", "Ada"))
        return people[-1]

    monkeypatch.setattr(door, "_admitted", admitted)
    return people


def test_one_draw_asks_once(asked: list[Person]) -> None:
    with door.one_draw():
        assert door.visitor() is door.visitor()
        assert door.owner() == "0"
    assert len(asked) == 1


def test_nothing_is_remembered_from_one_draw_to_the_next(asked: list[Person]) -> None:
    for owner in ("0", "1"):
        with door.one_draw():
            assert door.owner() == owner
    assert len(asked) == 2


def test_a_tap_between_two_draws_is_asked_anew(asked: list[Person]) -> None:
    with suppress(RuntimeError), door.one_draw():  # as a page that breaks, or that stops
        door.owner()
        raise RuntimeError
    assert [door.owner(), door.owner()] == ["1", "2"]
    assert len(asked) == 3
