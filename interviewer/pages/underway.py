"""Judgements under way: each in a thread of its own, so that a tap elsewhere on the page, a reload
or a second tab finds it again instead of asking the model once more. For the interview page.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from threading import Condition, Event, Lock, Thread
from traceback import format_exc

import structlog

from interviewer.models.cancellation import Cancellation, Cancelled
from interviewer.rubric import Usage
from knowledge.errors import MockInterviewerError

MOST_A_SECOND = 12
"""Updates of a page; more cost every session on the machine and are not seen."""

LEAST_A_SECOND = 4
"""Of these however much is judged at once; what grows still seems to be written."""

AT_FULL_PACE = 4
"""Judgements at once up to which a page has the most; then they share what these would take."""

SIGN_OF_LIFE = 0.5
"""Seconds after which a text is given out again though it is the same."""

_log = structlog.get_logger()


class Underway:
    """One judging, from its first word to the event that is stored."""

    def __init__(
        self,
        speak: Callable[[], Generator[str, None, object]],
        at_once: Callable[[], int] = lambda: 1,
    ) -> None:
        self._speak = speak
        self._at_once = at_once
        self._changed = Condition()
        self._text = ""
        self._over = Event()
        self._stopped = False
        self._error: MockInterviewerError | None = None
        self._cancellation = Cancellation()
        Thread(target=self._run, name="judging", daemon=True).start()

    @property
    def going(self) -> bool:
        """Whether it is still to bring something."""
        return not (self._over.is_set() or self._stopped)

    def stop(self) -> None:
        """Lets go of the model at once, also where it is silent."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._over.set()
        self._cancellation.cancel()

    @property
    def taken(self) -> Usage | None:
        """What it took of the model by now, in part an estimate; None when it asked none."""
        return self._cancellation.usage

    def texts(self, pause: Callable[[float], object] | None = None) -> Iterator[str]:
        """The growing reply: what is new at once, at most twelve times a second, to the end; less
        often where many are judged.

        Raises what went wrong with storing it.
        """
        shown = ""
        pause = pause or self._over.wait  # cut short when it is over
        while True:
            with self._changed:
                if self._text == shown and self.going:
                    self._changed.wait(SIGN_OF_LIFE)
                new = self._text != shown
                shown, going = self._text, self.going
            yield shown
            if not going:
                break
            if new:  # after a mere sign of life the first words are not to wait
                pause(1 / updates_a_second(self._at_once()))
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            with self._cancellation, closing(self._speak()) as texts:
                for text in texts:
                    with self._changed:
                        if self._stopped:
                            return
                        if text != self._text:
                            self._text = text
                            self._changed.notify_all()
        except Cancelled:
            return  # whoever stopped it has stored that
        except MockInterviewerError as error:
            self._error = error
        except Exception:  # noqa: BLE001 - logged; the edge of a thread, nobody else would hear of it
            # As text: a renderer might add the values of variables, and answers are among them.
            _log.error("judging_failed", exception=format_exc())
            self._error = MockInterviewerError(
                "The judging broke off.", mend="Your answer is saved; reload the page to go on."
            )
        finally:
            self._over.set()
            with self._changed:
                self._changed.notify_all()


def updates_a_second(at_once: int) -> float:
    """How often each page is brought up to date while so many are judged."""
    share = MOST_A_SECOND * AT_FULL_PACE / max(at_once, AT_FULL_PACE)
    return max(share, LEAST_A_SECOND)


class AllUnderway:
    """Those of one process, by interview."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: dict[str, Underway] = {}

    def of(self, interview_id: str, speak: Callable[[], Generator[str, None, object]]) -> Underway:
        """The judging of that interview that is under way, else a new one."""
        with self._lock:
            self._all = {i: u for i, u in self._all.items() if u.going}
            if interview_id not in self._all:
                self._all[interview_id] = Underway(speak, self._at_once)
            return self._all[interview_id]

    def _at_once(self) -> int:
        with self._lock:
            return sum(u.going for u in self._all.values())

    def taken(self, interview_id: str) -> Usage | None:
        """What that interview's took by now; None where there is none."""
        with self._lock:
            found = self._all.get(interview_id)
        return None if found is None else found.taken

    def stop(self, interview_id: str) -> None:
        """Stops that interview's, where there is one."""
        with self._lock:
            found = self._all.pop(interview_id, None)
        if found is not None:
            found.stop()
