"""From options to the interview that is asked for. For `practice` and `simulate`."""

from collections.abc import Sequence

from interviewer.engine import Wish
from interviewer.errors import BankNotFound
from interviewer.events import Mode, Selection
from knowledge.library import Library
from knowledge.question import Bank

USUAL = 5
"""Questions of an interview when nobody says how many; fewer where there are fewer."""


def wish(  # noqa: PLR0913 - one argument an option
    library: Library,
    *,
    bank: str | None,
    count: int | None,
    mode: str,
    selection: str | None,
    topics: Sequence[str],
    seed: int,
    only: Sequence[str] = (),
) -> Wish:
    """The wish; BankNotFound when there is no such bank, or none at all."""
    chosen = library.get(bank or _first(library))
    if selection is None:
        selection = Selection.TOPIC if topics else Selection.FIXED
    available = sum(not topics or q.topic in topics for q in chosen.questions)
    return Wish(
        bank=chosen.id,
        count=count or min(USUAL, available or USUAL),
        mode=Mode(mode),
        selection=Selection(selection),
        topics=tuple(dict.fromkeys(topics)),
        only=_named(chosen, only, count, topics),
        seed=seed,
    )


def _named(
    bank: Bank, only: Sequence[str], count: int | None, topics: Sequence[str]
) -> tuple[str, ...]:
    """The first `count` of the questions named, and others behind them where that is more.

    Empty where the bank has not so many; the engine then says how many it has.
    """
    if not only or count is None:
        return tuple(only)
    others = (q.id for q in bank.questions if not topics or q.topic in topics)
    ids = tuple(dict.fromkeys((*only, *others)))[:count]
    return ids if len(ids) == count else ()


def _first(library: Library) -> str:
    for bank in library.list():
        return bank.id
    raise BankNotFound(
        "There is no bank to ask from.", mend="Add one with 'mock-interviewer import FILE'."
    )
