"""Groups: a leader sees what members show, for as long as they are members; nobody else does."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from interviewer.errors import BadRequest, GroupNotFound, InterviewNotFound, TooMuch
from interviewer.groups import MOST_LED, Groups
from interviewer.identity import LOCAL, Person
from interviewer.store import Store
from tests.builders import freely
from tests.integration.test_store import put

ANNA, BEN, EVE = (Person(f"of-{name}", name.title()) for name in ("anna", "ben", "eve"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Where Ben has an interview."""
    opened = Store(tmp_path / "a.sqlite3")
    put(opened.of(BEN.owner), "bens")
    yield opened
    opened.close()


@pytest.fixture
def groups(store: Store) -> Callable[[Person], Groups]:
    """`groups(ANNA)`: what Anna may do."""
    return lambda person: Groups(store, person, freely)


def test_a_leader_sees_the_interviews_of_members(groups: Callable[[Person], Groups]) -> None:
    """All of them, and their reports; nothing before they have joined."""
    anna, ben = groups(ANNA), groups(BEN)
    group = anna.found("  Spring   class ")
    assert (group.title, anna.led(), ben.led()) == ("Spring class", (group,), ())
    with pytest.raises(GroupNotFound):
        anna.interviews(group.id, BEN.owner)
    joined = ben.join(f" {group.code} ")
    assert (joined.id, joined.code) == (group.id, "")
    assert anna.members(group.id) == (BEN,)
    assert [s.id for s in anna.interviews(group.id, BEN.owner)] == ["bens"]
    assert anna.report(group.id, BEN.owner, "bens").questions
    with pytest.raises(InterviewNotFound):
        anna.report(group.id, BEN.owner, "another")


def test_whoever_leaves_shows_nothing_any_more(groups: Callable[[Person], Groups]) -> None:
    """Leaving twice, and joining again, are no error."""
    anna, ben = groups(ANNA), groups(BEN)
    group = anna.found("Class")
    ben.join(group.code)
    ben.join(group.code)
    assert [g.id for g in ben.joined()] == [group.id]
    ben.leave(group.id)
    ben.leave(group.id)
    assert (ben.joined(), anna.members(group.id)) == ((), ())
    with pytest.raises(GroupNotFound):
        anna.report(group.id, BEN.owner, "bens")


def test_nobody_else_looks_into_a_group(groups: Callable[[Person], Groups]) -> None:
    """Neither a member nor a stranger; and no code opens it but its own."""
    anna, ben, eve = groups(ANNA), groups(BEN), groups(EVE)
    group = anna.found("Class")
    ben.join(group.code)
    looks: tuple[Callable[[Groups], object], ...] = (
        lambda p: p.members(group.id),
        lambda p: p.interviews(group.id, BEN.owner),
        lambda p: p.report(group.id, BEN.owner, "bens"),
        lambda p: p.dissolve(group.id),
    )
    for person in (ben, eve):
        for look in looks:
            with pytest.raises(GroupNotFound):
                look(person)
    for code in ("", "  ", group.id, "%", group.code.swapcase()):
        with pytest.raises(GroupNotFound):
            eve.join(code)
    own = eve.found("Mine")
    with pytest.raises(GroupNotFound):
        eve.interviews(own.id, BEN.owner)


def test_a_group_needs_a_title_and_a_leader(groups: Callable[[Person], Groups]) -> None:
    """And its leader is no member of it."""
    with pytest.raises(BadRequest):
        groups(ANNA).found(" \n ")
    with pytest.raises(BadRequest):
        groups(Person(LOCAL, "")).found("Class")
    group = groups(ANNA).found("Class")
    with pytest.raises(BadRequest):
        groups(ANNA).join(group.code)


def test_deleting_everything_ends_groups_and_memberships(
    groups: Callable[[Person], Groups], store: Store
) -> None:
    """One's own; the others stay members of what others lead."""
    anna, ben, eve = groups(ANNA), groups(BEN), groups(EVE)
    group, own = anna.found("Class"), ben.found("Mine")
    ben.join(group.code)
    eve.join(group.code)
    eve.join(own.code)
    store.of(BEN.owner).delete_all()
    assert (ben.led(), ben.joined()) == ((), ())
    assert [g.id for g in eve.joined()] == [group.id]
    anna.dissolve(group.id)
    assert (anna.led(), eve.joined()) == ((), ())


def test_groups_have_a_rate_and_an_end(store: Store) -> None:
    """Asked before anything is stored or any code is looked at; leaving is always possible."""
    asked: list[None] = []
    anna = Groups(store, ANNA, lambda: asked.append(None))
    codes = [anna.found(f"Class {n}").code for n in range(MOST_LED)]
    assert len(asked) == MOST_LED
    with pytest.raises(TooMuch, match=f"lead {MOST_LED} groups"):
        anna.found("One more")

    anna.dissolve(anna.led()[0].id)
    together = Barrier(4)

    def found(_: int) -> bool:
        together.wait()
        try:
            Groups(store, ANNA, freely).found("The last")
        except TooMuch:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(found, range(4))) == 1
    assert len(anna.led()) == MOST_LED

    def refuse() -> None:
        raise TooMuch("That was too much.")

    joined = Groups(store, BEN, freely).join(codes[-1])
    ben = Groups(store, BEN, refuse)
    for code in (codes[1], "no code"):
        with pytest.raises(TooMuch):
            ben.join(code)
    with pytest.raises(TooMuch):
        ben.found("Mine")
    assert (ben.led(), ben.joined()) == ((), (joined,))
    ben.leave(joined.id)
    assert ben.joined() == ()
