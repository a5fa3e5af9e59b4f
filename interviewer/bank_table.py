"""Banks in the database, where several replicas share one. For the wiring; the shelf uses it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from pydantic import ValidationError

from interviewer.database import Place, explained, named
from interviewer.errors import StorageTrouble
from interviewer.transactions import writing
from interviewer.upsert import upsert
from knowledge.errors import BankInvalid, ShelfTrouble
from knowledge.question import Bank

_META = sa.MetaData()
BANKS = sa.Table(
    "banks",
    _META,
    sa.Column("owner", sa.String(128), primary_key=True),
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("revision", sa.String(32)),
    sa.Column("payload", sa.Text),
)


class BankTable:
    """The added banks of one owner, a row each; what a shelf needs of a storage."""

    def __init__(self, engine: sa.Engine, place: Place, owner: str = "") -> None:
        self._engine = engine
        self._place = place
        self._owner = owner

    def ids(self) -> tuple[str, ...]:
        """In order."""
        query = sa.select(BANKS.c.id).where(BANKS.c.owner == self._owner).order_by(BANKS.c.id)
        with self._begun() as connection:
            return tuple(connection.execute(query).scalars())

    @property
    def notes(self) -> None:
        """A database has no place for files."""

    def signature(self, bank_id: str) -> str | None:
        """A number by chance, another with each write."""
        query = sa.select(BANKS.c.revision).where(*self._one(bank_id))
        with self._begun() as connection:
            return connection.execute(query).scalar()

    def read(self, bank_id: str) -> Bank:
        """The bank in its row; BankInvalid when it is damaged or gone."""
        query = sa.select(BANKS.c.payload).where(*self._one(bank_id))
        with self._begun() as connection:
            payload = connection.execute(query).scalar()
        try:
            return Bank.model_validate_json(payload or "")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise BankInvalid(
                f"the stored bank {bank_id!r} is damaged ({first['msg']}).",
                where=named(self._place),
                mend="Import its document again, or remove the bank.",
            ) from error

    def write(self, bank: Bank) -> None:
        """In one statement, so that two who write the same bank leave one of theirs."""
        row = {
            "owner": self._owner,
            "id": bank.id,
            "revision": secrets.token_hex(8),
            "payload": bank.model_dump_json(),
        }
        with self._begun() as connection:
            upsert(connection, BANKS, row)

    def remove(self, bank_id: str) -> None:
        """The row."""
        with self._begun() as connection:
            connection.execute(BANKS.delete().where(*self._one(bank_id)))

    def clear(self) -> tuple[str, ...]:
        """Every row of this owner."""
        ids = self.ids()
        with self._begun() as connection:
            connection.execute(BANKS.delete().where(BANKS.c.owner == self._owner))
        return ids

    def of(self, owner: str) -> "BankTable":
        """The rows of that owner."""
        return BankTable(self._engine, self._place, owner)

    def owners(self) -> tuple[str, ...]:
        """Everybody who has a row."""
        query = sa.select(BANKS.c.owner).distinct().order_by(BANKS.c.owner)
        with self._begun() as connection:
            return tuple(dict.fromkeys(("", *connection.execute(query).scalars())))

    def _one(self, bank_id: str) -> tuple[sa.ColumnElement[bool], ...]:
        return (BANKS.c.owner == self._owner, BANKS.c.id == bank_id)

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        try:
            with explained(self._place), writing(self._engine) as connection:
                yield connection
        except StorageTrouble as error:
            raise ShelfTrouble(error.what, where=error.where, mend=error.mend) from error
