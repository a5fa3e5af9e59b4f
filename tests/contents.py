"""All that a database holds of interviews and groups, row by row, so that two can be compared."""

from itertools import count
from typing import Final

import sqlalchemy as sa

from interviewer.engine import Engine, Wish
from interviewer.group_tables import GROUPS, MEMBERS
from interviewer.groups import Groups
from interviewer.identity import Person
from interviewer.learning_tables import MEMORIES, REVIEWS, SKILLS
from interviewer.store import Store
from interviewer.tables import EVENTS, INTERVIEWS
from tests.builders import freely, make_bank
from tests.clock import Clock
from tests.fakes import FakeBanks, FakeExaminer

TABLES: Final = (INTERVIEWS, EVENTS, REVIEWS, SKILLS, MEMORIES, GROUPS, MEMBERS)
BANK: Final = make_bank(4)


def filled(store: Store) -> None:
    """Two owners with judged interviews, one of whom leads a group that the other has joined."""
    anna, ben = Person("of-anna", "Anna"), Person("of-ben", "Ben")
    for person in (anna, ben):
        name, numbers = person.name, count(1)
        engine = Engine(
            store.of(person.owner),
            FakeBanks(BANK),
            FakeExaminer(),
            now=Clock(),
            new_id=lambda name=name, numbers=numbers: f"{name}-{next(numbers)}",  # type: ignore[misc]
        )
        for said in ("It is k1, k2 and k3.", "I would guess at k2."):
            interview = engine.start(Wish(bank=BANK.id, count=1))
            engine.answer(interview, said)
            engine.advance(interview)
            engine.end(interview)
    Groups(store, ben, freely).join(Groups(store, anna, freely).found("Spring class").code)


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row by its table, in the order of their keys."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with store.engine.connect() as connection:
        for table in TABLES:
            keys = [column.name for column in table.primary_key]
            rows = connection.execute(sa.select(table)).mappings().all()
            rows = sorted(rows, key=lambda row, keys=keys: [str(row[k]) for k in keys])  # type: ignore[misc]
            found[table.name] = [tuple(row.values()) for row in rows]
    return found
