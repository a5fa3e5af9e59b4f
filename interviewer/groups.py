"""Groups: whoever leads one sees the interviews of those who have joined it, and changes nothing.

Somebody joins by a code that the leader gives them, and can leave at any time. Everything is asked
here: a group that is not yours, or a member who has left, is not found.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from interviewer.comparing import compared
from interviewer.database import explained
from interviewer.errors import BadRequest, Conflict, GroupNotFound, TooMuch
from interviewer.group_tables import GROUPS, MEMBERS
from interviewer.identity import LOCAL, Person
from interviewer.report import Report
from interviewer.store import Store, Summary
from interviewer.transactions import reading, writing
from interviewer.upsert import upsert

_LONGEST_TITLE = 80

MOST_LED = 50
"""Groups that one person leads."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group; `code` lets in whoever knows it, and only its leader is told."""

    id: str
    title: str
    code: str = ""


class Groups:
    """What one person may do with groups: those they lead, and those they have joined.

    `admit` is asked before they found or join one, and raises TooMuch after too much of that.
    """

    def __init__(self, store: Store, person: Person, admit: Callable[[], None]) -> None:
        self._store = store
        self._person = person
        self._admit = admit

    def found(self, title: str) -> Group:
        """A new group, led by this person; BadRequest without a title, TooMuch beyond the most."""
        title = " ".join(title.split())[:_LONGEST_TITLE]
        if not title or self._person.owner == LOCAL:
            raise BadRequest("A group needs a title, and somebody who has logged in to lead it.")
        self._admit()
        made = Group(secrets.token_hex(8), title, secrets.token_urlsafe(9))
        row = {"id": made.id, "owner": self._person.owner, "title": title, "code": made.code}
        mine = self._store.of(self._person.owner)
        with explained(self._store.place), mine.writing() as connection:
            led = sa.select(sa.func.count()).where(GROUPS.c.owner == self._person.owner)
            if connection.execute(led).scalar_one() >= MOST_LED:
                raise TooMuch(f"You lead {MOST_LED} groups, the most.", mend="Dissolve one first.")
            connection.execute(GROUPS.insert(), row)
        return made

    def led(self) -> tuple[Group, ...]:
        """Those this person leads, by title."""
        query = sa.select(GROUPS).where(GROUPS.c.owner == self._person.owner)
        return tuple(
            Group(row["id"], row["title"], row["code"])
            for row in self._rows(query.order_by(GROUPS.c.title, GROUPS.c.id))
        )

    def joined(self) -> tuple[Group, ...]:
        """Those this person has joined, by title, without their codes."""
        query = (
            sa.select(GROUPS.c.id, GROUPS.c.title)
            .join(MEMBERS, MEMBERS.c.group_id == GROUPS.c.id)
            .where(MEMBERS.c.owner == self._person.owner)
            .order_by(GROUPS.c.title, GROUPS.c.id)
        )
        return tuple(Group(row["id"], row["title"]) for row in self._rows(query))

    def join(self, code: str) -> Group:
        """From now on the leader of that group sees this person's interviews; GroupNotFound."""
        self._admit()  # also of codes that are none: nobody tries all of them
        rows = self._rows(sa.select(GROUPS).where(GROUPS.c.code == code.strip()))
        if not rows or not code.strip():
            raise _no_code()
        joined = Group(rows[0]["id"], rows[0]["title"])
        if rows[0]["owner"] == self._person.owner:
            raise BadRequest("You lead this group; its code is for those who join it.")
        row = {"group_id": joined.id, "owner": self._person.owner, "name": self._person.name}
        try:
            with explained(self._store.place), writing(self._store.engine) as connection:
                upsert(connection, MEMBERS, row)
        except Conflict as error:  # it has just been dissolved
            raise _no_code() from error
        return joined

    def leave(self, group_id: str) -> None:
        """From now on its leader sees nothing of this person's; no error when it is so already."""
        with explained(self._store.place), writing(self._store.engine) as connection:
            connection.execute(MEMBERS.delete().where(*_one(group_id, self._person.owner)))

    def dissolve(self, group_id: str) -> None:
        """Ends a group that this person leads; GroupNotFound."""
        self._lead(group_id)
        with explained(self._store.place), writing(self._store.engine) as connection:
            connection.execute(MEMBERS.delete().where(MEMBERS.c.group_id == group_id))
            connection.execute(GROUPS.delete().where(GROUPS.c.id == group_id))

    def members(self, group_id: str) -> tuple[Person, ...]:
        """Who has joined a group that this person leads, by name; GroupNotFound."""
        self._lead(group_id)
        query = sa.select(MEMBERS).where(MEMBERS.c.group_id == group_id)
        rows = self._rows(query.order_by(MEMBERS.c.name, MEMBERS.c.owner))
        return tuple(Person(row["owner"], row["name"]) for row in rows)

    def interviews(self, group_id: str, member: str) -> tuple[Summary, ...]:
        """The interviews of a member, the one touched last first; GroupNotFound."""
        return self._of(group_id, member).summaries()

    def report(self, group_id: str, member: str, interview_id: str) -> Report:
        """The report of a member's interview; GroupNotFound or InterviewNotFound."""
        return compared(self._of(group_id, member), interview_id)

    def _of(self, group_id: str, member: str) -> Store:
        if member not in {person.owner for person in self.members(group_id)}:
            raise _nobody()
        return self._store.of(member)

    def _lead(self, group_id: str) -> None:
        if group_id not in {group.id for group in self.led()}:
            raise _nobody()

    def _rows(self, query: sa.Select[tuple[object, ...]]) -> list[sa.RowMapping]:
        with explained(self._store.place), reading(self._store.engine) as connection:
            return list(connection.execute(query).mappings())


def _one(group_id: str, owner: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (MEMBERS.c.group_id == group_id, MEMBERS.c.owner == owner)


def _no_code() -> GroupNotFound:
    return GroupNotFound("There is no group of that code.", mend="Ask for it once more.")


def _nobody() -> GroupNotFound:
    return GroupNotFound("There is no such group, or nobody of that name in it.")
