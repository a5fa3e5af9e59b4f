"""A connection to PostgreSQL that does not wait for ever. For `postgres`.

A server that hangs still has its packets taken, so only a clock on this side can tell.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

T = TypeVar("T")


class Patient(psycopg.Connection[Any]):
    """Closed, with an OperationalError, once the server has been silent for `patience` seconds.

    What became of the statement is then not known, as with any connection that is lost.
    """

    patience = 15.0

    def wait(self, gen: PQGen[T], *args: Any, **kwargs: Any) -> T:
        """Everything that waits for an answer comes here, a commit too."""
        return super().wait(self._within(gen), *args, **kwargs)

    @contextmanager
    def for_long(self, seconds: float) -> Iterator[None]:
        """Meanwhile it waits so long."""
        before, self.patience = self.patience, seconds
        try:
            yield
        finally:
            self.patience = before

    def _within(self, gen: PQGen[T]) -> PQGen[T]:
        until = monotonic() + self.patience
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    until = monotonic() + self.patience
                elif monotonic() > until:
                    self.close()
                    raise psycopg.OperationalError(
                        f"the server has said nothing for {self.patience:.0f} seconds"
                    )
                wanted = gen.send(ready)
        except StopIteration as done:
            result: T = done.value
            return result
