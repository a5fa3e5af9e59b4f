"""Opens Chroma: no telemetry, no downloads, no errors but ours. For `knowledge/vectors.py`."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from knowledge.errors import IndexTrouble

if TYPE_CHECKING:
    from chromadb.api.client import Client

_PATIENCE: Final = 20.0
"""Seconds that a Chroma server may take for one answer."""


def client(folder: Path | None) -> "Client":
    """A client for that folder, or for the memory all of this process shares; IndexTrouble."""
    # The whole of numpy first: chromadb begins with one of its parts, and while another thread is
    # half-way through numpy, Python then gives one of the two a module that is not finished.
    import numpy  # noqa: F401, ICN001, I001
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with mapped(str(folder or "memory")):
        if folder is None:
            return cast("Client", chromadb.EphemeralClient(settings))
        path = str(folder.resolve())
        try:
            return cast("Client", chromadb.PersistentClient(path, settings))
        except BaseException:
            # Chroma keeps what failed to start and would hand it out at the next try.
            SharedSystemClient._identifier_to_system.pop(path, None)  # noqa: SLF001
            raise


def server(url: str) -> "Client":
    """A client for the Chroma server at that address; IndexTrouble when it does not answer."""
    import numpy  # noqa: F401, ICN001, I001 - see above
    import chromadb
    from chromadb.config import Settings

    place = urlsplit(url)
    with mapped(named(url)):
        if place.scheme not in ("http", "https") or not place.hostname:
            raise IndexTrouble(
                "This is no address of a Chroma server.",
                where=named(url),
                mend="It looks like http://host:8000.",
            )
        made = chromadb.HttpClient(
            place.hostname,
            place.port or (443 if place.scheme == "https" else 8000),
            ssl=place.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
        if (session := _session(made)) is not None:
            session.timeout = _PATIENCE  # it has none by itself, and would wait for ever
        return cast("Client", made)


def close(client: "Client") -> None:
    """Lets go of files, memory and connections; those to a server Chroma leaves open."""
    session = _session(client)
    client.close()
    if session is not None:
        session.close()


def _session(client: Any) -> Any:
    return getattr(getattr(client, "_server", None), "_session", None)


def named(url: str) -> str:
    """The address as it may be shown: without what a password could be in."""
    place = urlsplit(url)
    return f"{place.scheme}://{place.hostname}{f':{place.port}' if place.port else ''}"


@contextlib.contextmanager
def mapped(where: str) -> Iterator[None]:
    """Chroma's errors as IndexTrouble: they have no common base, and a panic is no Exception."""
    try:
        yield
    except IndexTrouble:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise IndexTrouble(
            f"The index cannot be used ({type(error).__name__}: {error}).",
            where=where,
            mend="Make room on the disk, or delete the folder: it is built again from the banks.",
        ) from error
