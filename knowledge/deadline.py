"""Calls that may never return, as Chroma's on a full disk. For `knowledge/vectors.py`.

A thread of native code cannot be stopped. It is left behind, and nobody waits for it any more.
"""

from collections.abc import Callable
from functools import wraps
from threading import Thread, local
from typing import Any, Concatenate, Final, ParamSpec, Protocol, TypeVar

from knowledge.errors import IndexTrouble

PATIENCE: Final = 60.0
"""Seconds; the longest call on an index of ten thousand questions takes a few."""

P = ParamSpec("P")
T = TypeVar("T")


class Hanging(Protocol):
    """What has calls that may hang; `stuck` once one of them did."""

    stuck: bool
    patience: float


S = TypeVar("S", bound=Hanging)

_within = local()


def bounded(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """The method; IndexTrouble when it does not return in time, and from then on at once.

    A bounded method may call another one: both have one deadline and may share a lock.
    """

    @wraps(method)
    def call(self: S, *args: P.args, **kwargs: P.kwargs) -> T:
        if getattr(_within, "a_call", False):
            return method(self, *args, **kwargs)
        if self.stuck:
            raise _no_answer()
        outcome: list[tuple[Any, BaseException | None]] = []

        def run() -> None:
            _within.a_call = True
            try:
                outcome.append((method(self, *args, **kwargs), None))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                outcome.append((None, error))

        thread = Thread(target=run, name="index", daemon=True)
        thread.start()
        thread.join(self.patience)
        if not outcome:
            self.stuck = True
            raise _no_answer()
        result, error = outcome[0]
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]

    return call


def _no_answer() -> IndexTrouble:
    return IndexTrouble(
        "The index does not answer.",
        mend="See that the disk has room and works, then start the program again.",
    )
