"""A real PostgreSQL server from the system's packages, on loopback, for tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from unittest.mock import patch

import psutil
import psycopg

from tests.packages import needed


class Postgres:
    """`kill` and `start` are a crash and after; `database()` gives the address of a new one."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.folder = folder
        self._programs = programs
        self._data = folder / "data"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self._count = 0
        self._run("initdb", "-D", str(self._data), "-U", "app", "-A", "trust", "-E", "UTF8", "-N")

    def start(self) -> None:
        """Returns when it answers."""
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c max_connections=60"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-l", log, "-o", options, "-w", "start")

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")

    @property
    def pid(self) -> int:
        """Its first process, which has started the others."""
        return int((self._data / "postmaster.pid").read_text().splitlines()[0])

    def kill_hard(self) -> None:
        """Ends its first process by kill -9; the others notice, and are waited for."""
        first = psutil.Process(self.pid)
        others = first.children(recursive=True)
        first.kill()
        psutil.wait_procs([first, *others], timeout=60)

    def hang(self) -> None:
        """It does nothing more, and says so to nobody."""
        for each in self._all():
            each.suspend()

    def go_on(self) -> None:
        """After it hung, or if it did not."""
        for each in self._all():
            each.resume()

    def kill_backend(self, chance: Random) -> None:
        """Ends one of those that serve an app by kill -9, while it is at work if it can be."""
        sql = "SELECT pid FROM pg_stat_activity WHERE application_name = 'mock-interviewer'"
        found = self.sql("postgres", f"{sql} ORDER BY state, pid")
        psutil.Process(int(str(chance.choice(found)[0]))).kill()

    def database(self) -> str:
        """The address of an empty database that nobody else uses."""
        self._count += 1
        name = f"test{self._count}"
        self.sql("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://app:a-password@127.0.0.1:{self.port}/{name}"

    def sql(self, database: str, *statements: str) -> list[tuple[object, ...]]:
        """Runs them, each by itself; what the last one gives."""
        where = f"host=127.0.0.1 port={self.port} user=app dbname={database}"
        with psycopg.connect(where, autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def await_waiting(self, url: str, over: Callable[[], bool] = lambda: False) -> None:
        """Returns when somebody waits for a lock of that database's replicas, or when it is over;
        TimeoutError when neither comes.
        """
        sql = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        until = monotonic() + 20
        while not over() and not self.sql(url.rpartition("/")[2], sql):
            if monotonic() > until:
                raise TimeoutError("Nobody waits for a lock.")

    def files(self) -> bytes:
        """Every byte of its tables, after all of them were written."""
        self.sql("postgres", "CHECKPOINT")
        found = sorted((self._data / "base").rglob("*"))
        return b"\n".join(path.read_bytes() for path in found if path.is_file())

    def _all(self) -> list[psutil.Process]:
        first = psutil.Process(self.pid)
        return [first, *first.children(recursive=True)]

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:  # it refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        # Its server keeps what it inherits open, so nothing of ours is handed down.
        with (self.folder.parent / f"{self.folder.name}.out").open("ab") as out:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False, cwd="/"
            )
        if done.returncode != 0:
            told = Path(out.name).read_text(errors="replace")[-2000:]
            raise RuntimeError(f"{program} failed:\n{told}")


def migrate(url: str, others: Barrier, server: Postgres, told: "Queue[bool]") -> None:
    """A replica that comes as another does, and brings nothing up to date before that one waits
    for the lock; tells whether it was the one that did.
    """
    from alembic import command

    from interviewer.store import Store

    upgraded, real = [], command.upgrade

    def upgrade(*of: Any, **how: Any) -> None:
        upgraded.append(of)
        server.await_waiting(url)
        real(*of, **how)

    with patch.object(command, "upgrade", upgrade):
        others.wait(120)
        Store(url).close()
    told.put(bool(upgraded))


def programs() -> Path:
    """Where the server's programs are, installed now if need be."""
    return needed("postgresql", _found)


def started() -> Postgres:
    """A server in a folder of its own."""
    there = programs()  # before all else: the package brings the user
    folder = Path(tempfile.mkdtemp(prefix="mi-postgres-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = Postgres(there, folder)
    server.start()
    return server


def removed(server: Postgres) -> None:
    """Stops it, and takes its folder away."""
    server.kill()
    shutil.rmtree(server.folder)
    server.folder.with_name(f"{server.folder.name}.out").unlink()


def _found() -> Path | None:
    beside = [Path(path).parent for path in [shutil.which("initdb")] if path]
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places = [*newest, *beside]
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)
