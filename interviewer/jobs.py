"""Long work on a bank, done in the background: how far it is, stopped where told. For the pages.

    jobs = Jobs()
    job = jobs.start("trees", "Indexing", lambda report: library.index("trees", report))
    job.stop()

What is stopped keeps what is done by then; starting the same work again goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event, Lock, Thread

import structlog

from interviewer.errors import MockInterviewerError, Stopped

Report = Callable[[int, int], None]
"""Takes what is done and of how much; raises Stopped when the work is no longer wanted."""

Work = Callable[[Report], str]
"""Does the work; what it returns is said when it is done, "" for nothing."""

_log = structlog.get_logger()


class State(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass
class Job:
    """One piece of work on one bank. Its figures may be read from any thread."""

    bank: str
    what: str
    state: State = State.RUNNING
    done: int = 0
    of: int = 0
    said: str = ""
    _wish: Event = field(default_factory=Event, repr=False)
    _over: Event = field(default_factory=Event, repr=False)

    def stop(self) -> None:
        """Asks the work to end at the next step."""
        self._wish.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to end and has not yet."""
        return self._wish.is_set() and self.state is State.RUNNING

    def wait(self, seconds: float | None = None) -> bool:
        """Waits for its end; whether that came."""
        return self._over.wait(seconds)

    def report(self, done: int, of: int) -> None:
        """Hears how far the work is; raises Stopped when it is to end."""
        self.done, self.of = done, of
        if self._wish.is_set() and done < of:
            raise Stopped(f"Stopped at {done} of {of}.")

    def run(self, work: Work) -> None:
        """Does the work, whatever comes of it."""
        try:
            self.said = work(self.report)
            self.state = State.DONE
        except Stopped as stopped:
            self.said, self.state = str(stopped), State.STOPPED
        except MockInterviewerError as error:
            self.said, self.state = str(error), State.FAILED
        except Exception as error:  # noqa: BLE001 - the edge of a thread: told and logged
            _log.exception("job_failed", what=self.what, error=type(error).__name__)
            self.said = f"It failed for a reason that was not foreseen ({type(error).__name__})."
            self.state = State.FAILED
        finally:
            self._over.set()


class Jobs:
    """The jobs of a process, at most one at a time for each bank."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}

    def start(self, bank: str, what: str, work: Work) -> Job:
        """Begins the work in the background; the running job of the bank where there is one."""
        with self._lock:
            held = self._jobs.get(bank)
            if held is not None and held.state is State.RUNNING:
                return held
            job = self._jobs[bank] = Job(bank, what)
        Thread(target=job.run, args=(work,), name=f"job-{bank}", daemon=True).start()
        return job

    def of(self, bank: str) -> Job | None:
        """The last job of that bank."""
        with self._lock:
            return self._jobs.get(bank)

    def forget(self, bank: str) -> None:
        """Lets go of a job that is over."""
        with self._lock:
            job = self._jobs.get(bank)
            if job is not None and job.state is not State.RUNNING:
                del self._jobs[bank]
