"""Opens Chroma: no telemetry, no downloads, no errors but ours. For `knowledge/vectors.py`."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from knowledge.errors import IndexTrouble

if TYPE_CHECKING:
    from chromadb.api.client import Client


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
