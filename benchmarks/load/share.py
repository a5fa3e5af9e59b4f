"""A share of a core for one process, held by the kernel. Linux with control groups, as root."""

from pathlib import Path
from types import TracebackType
from typing import Final, Self

_PERIOD: Final = 20_000
"""Microseconds of which a process gets its share: short, so that no answer waits for the next."""

_CPU: Final = Path("/sys/fs/cgroup/cpu")


class Share:
    """`with Share("one", 0.5) as share: share.take(pid)`: half a core for it and its threads."""

    def __init__(self, name: str, cores: float) -> None:
        self._folder = _CPU / name
        self._cores = cores

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir()
            (self._folder / "cpu.cfs_period_us").write_text(str(_PERIOD))
            (self._folder / "cpu.cfs_quota_us").write_text(str(int(_PERIOD * self._cores)))
        except OSError as error:
            raise SystemExit(
                f"No share of a core can be set ({error}): this takes root and control groups of "
                f"the first version at {_CPU}."
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What still runs in it goes back to where all processes are; then it can be taken away.
        for pid in (self._folder / "cgroup.procs").read_text().split():
            (_CPU / "cgroup.procs").write_text(pid)
        self._folder.rmdir()

    def take(self, pid: int) -> None:
        """Holds that process to it, with all threads it has and will have."""
        (self._folder / "cgroup.procs").write_text(str(pid))
