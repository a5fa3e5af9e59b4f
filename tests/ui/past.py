"""Interviews that were held before a test begins. Used by the tests beside it."""

from collections.abc import Sequence

from interviewer.events import Event, Started
from interviewer.interview import replay
from interviewer.wiring import Wired
from tests import examples


def keep(wired: Wired, name: str, events: Sequence[Event] = ()) -> str:
    """Stores these events, the whole example when none are given, as an interview of that id."""
    kept = list(events or examples.events())
    wired.store.append(name, kept, replay(kept))
    return name


def in_bank(wired: Wired, name: str, bank: str, title: str) -> str:
    """The whole example as an interview on another bank."""
    first, *rest = examples.events()
    assert isinstance(first, Started)
    plan = first.plan.model_copy(update={"bank": bank, "bank_title": title})
    return keep(wired, name, [first.model_copy(update={"plan": plan}), *rest])
