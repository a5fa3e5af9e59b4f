"""Vectors in Chroma, one collection a bank, on disk or in memory.

For `knowledge/bank.py` alone. No text is ever given to it: a bank's words stay in its bank file.
"""

import contextlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from knowledge import chroma, folders, segments
from knowledge.chroma import client as open_client
from knowledge.chroma import mapped
from knowledge.errors import IndexTrouble

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

_LOOKED_THROUGH: Final = 10_000  # rows read at once
_PAGE: Final = 1000  # ids in one request; SQLite bounds the variables of a statement
_BESIDE: Final = 512  # bytes that Chroma keeps of a row beside its vector, at most
_WRITING: Final = 8 << 20  # bytes that the log of its database may take
_DELETING: Final = 1 << 20  # bytes to write down how to undo it
# With these the recall on random vectors is 1.0, with Chroma's defaults 0.90 to 0.94.
_HNSW: "Final[CreateHNSWConfiguration]" = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}


@dataclass(frozen=True)
class Stamp:
    """What a collection holds: by which encoder, in which layout, of which state of the bank.

    An empty `bank` says that writing has begun and not ended.
    """

    encoder: str
    schema: int
    bank: str


@dataclass(frozen=True)
class Row:
    """One vector: its id, and the digest of the question that it was made from."""

    id: str
    digest: str


class VectorStore:
    """Every method raises IndexTrouble when Chroma cannot do what was asked.

    `folder` None keeps everything at the `server`, or else in memory, apart from other stores of
    the process. `mended` says what had to be thrown away at opening; `complete` holds the digest of
    each bank whose rows this process has seen to be all there.
    """

    def __init__(self, folder: Path | None, server: str | None = None) -> None:
        self.folder = folder
        self.lasting = folder is not None or server is not None
        self._where = str(folder) if folder else chroma.named(server) if server else "memory"
        self.mended: tuple[str, ...] = ()
        self.complete: dict[str, str] = {}
        # Stores in memory share one database in a process; their names keep them apart.
        self._prefix = "bank." if self.lasting else f"{uuid4().hex}."
        self._lock = RLock()
        self._collections: dict[str, Collection] = {}
        self._looked_into: set[str] = set()
        self._blanked: dict[str, tuple[int, ...]] = {}
        self._client: Client | None
        if folder:
            self._client = self._open(folder)
        else:
            self._client = chroma.server(server) if server else open_client(None)

    def banks(self) -> tuple[str, ...]:
        """The ids of the banks that have a collection."""
        with self._chroma() as client:
            names = [collection.name for collection in client.list_collections()]
        mine = (name for name in names if name.startswith(self._prefix))
        return tuple(name.removeprefix(self._prefix).removesuffix(".q") for name in mine)

    def stamp(self, bank_id: str) -> Stamp | None:
        """What the bank's collection holds, or None when there is no legible stamp."""
        if bank_id not in self.banks():
            return None
        with self._chroma() as client:
            kept: Mapping[str, Any] = self._collection(client, bank_id).metadata or {}
        try:
            return Stamp(str(kept["encoder"]), int(kept["schema"]), str(kept["bank"]))
        except (KeyError, TypeError, ValueError):
            return None

    def write_stamp(self, bank_id: str, stamp: Stamp) -> None:
        """Stamp the bank's collection, which is made if there is none."""
        with self._chroma() as client:
            self._make_sure_of_room(_WRITING)
            if bank_id in self.banks():
                self._collection(client, bank_id).modify(metadata=asdict(stamp))
            else:
                client.create_collection(
                    self._name(bank_id),
                    configuration={"hnsw": _HNSW},
                    metadata=asdict(stamp),
                    embedding_function=None,  # the default one would be downloaded
                )

    def rows(self, bank_id: str) -> tuple[Row, ...]:
        """Every row of the bank, without its vector."""
        found: list[Row] = []
        with self._chroma() as client:
            collection = self._collection(client, bank_id)
            # All at once would be more variables than SQL takes, from some 33,000 rows on.
            for start in range(0, collection.count(), _LOOKED_THROUGH):
                got = collection.get(include=["metadatas"], limit=_LOOKED_THROUGH, offset=start)
                found += (
                    Row(row_id, str((meta or {}).get("digest", "")))
                    for row_id, meta in zip(got["ids"], got["metadatas"] or (), strict=True)
                )
        return tuple(found)

    def count(self, bank_id: str) -> int:
        """How many rows the bank has."""
        with self._chroma() as client:
            return self._collection(client, bank_id).count()

    def put(self, bank_id: str, rows: Sequence[Row], vectors: "NDArray[np.float32]") -> None:
        """Add or replace rows; `vectors` is [len(rows), dimension]."""
        with self._chroma() as client:
            collection = self._collection(client, bank_id)
            each = vectors.shape[1] * vectors.itemsize + _BESIDE
            self._make_sure_of_room(_WRITING + 2 * each * (collection.count() + len(rows)))
            collection.upsert(
                ids=[row.id for row in rows],
                embeddings=vectors,
                metadatas=[{"digest": row.digest} for row in rows],
            )

    def delete(self, bank_id: str, row_ids: Sequence[str]) -> None:
        """Delete those rows."""
        with self._chroma() as client:
            collection = self._collection(client, bank_id)
            if row_ids:
                self._make_sure_of_room(_DELETING)
            for start in range(0, len(row_ids), _PAGE):
                collection.delete(ids=list(row_ids[start : start + _PAGE]))

    def vectors(self, bank_id: str, row_ids: Sequence[str]) -> "NDArray[np.float32]":
        """The vectors of those rows, [len(row_ids), dimension]; IndexTrouble if one is missing."""
        import numpy as np

        found: dict[str, NDArray[np.float32]] = {}
        with self._chroma() as client:
            collection = self._collection(client, bank_id)
            for start in range(0, len(row_ids), _PAGE):
                page = list(row_ids[start : start + _PAGE])
                got = collection.get(ids=page, include=["embeddings"])
                vectors = np.asarray(got["embeddings"], dtype=np.float32)
                found.update(zip(got["ids"], vectors, strict=True))
            self._looked(bank_id)
            return np.stack([found[row] for row in row_ids])

    def nearest(
        self, bank_id: str, vectors: "NDArray[np.float32]", k: int
    ) -> list[dict[str, float]]:
        """For each vector the k nearest rows, best first, with their cosine similarity."""
        with self._chroma() as client:
            got = self._collection(client, bank_id).query(
                query_embeddings=vectors, n_results=k, include=["distances"]
            )
            self._looked(bank_id)
        return [
            {
                row: max(-1.0, min(1.0, 1.0 - float(d)))
                for row, d in zip(ids, distances, strict=True)
            }
            for ids, distances in zip(got["ids"], got["distances"] or (), strict=True)
        ]

    def drop(self, bank_id: str) -> None:
        """Delete the bank's collection, if there is one; `seal(erase=True)` makes it unreadable."""
        self.complete.pop(bank_id, None)
        self._collections.pop(bank_id, None)
        self._looked_into.discard(bank_id)
        with self._chroma() as client:
            if bank_id in self.banks():
                self._make_sure_of_room(_DELETING)
                client.delete_collection(self._name(bank_id))

    def settle(self, bank_id: str) -> None:
        """Have Chroma write the files it still holds back; a query makes it do so."""
        with self._chroma() as client:
            collection = self._collection(client, bank_id)
            self._make_sure_of_room(_WRITING)
            first = collection.get(limit=1, include=["embeddings"])["embeddings"]
            if first is not None and len(first):
                collection.query(query_embeddings=first, n_results=1, include=[])

    def seal(self, *, erase: bool) -> None:
        """Vouch for the files as they are now; to be called after the last write of a change."""
        if self.folder:
            with self._chroma():
                segments.seal(self.folder, erase=erase)

    def close(self) -> None:
        """Let go of files and memory; whatever is asked afterwards raises IndexTrouble."""
        with contextlib.suppress(IndexTrouble):
            if not self.lasting:
                for bank_id in self.banks():
                    self.drop(bank_id)
        with self._lock:
            if self._client is not None:
                chroma.close(self._client)
                self._client = None

    def _open(self, folder: Path) -> "Client":
        try:
            folders.made(folder)
        except OSError as error:
            raise IndexTrouble(
                f"The folder of the index cannot be made ({error.strerror or error}).",
                where=str(folder),
                mend="Free the path or make it writable.",
            ) from error
        if not segments.exist(folder):
            segments.make_sure_of_room(folder, _WRITING)
        try:
            in_doubt = segments.doubtful(folder)
            client = open_client(folder)
        except IndexTrouble:
            segments.discard(folder)
            self.mended = ("The index could not be read and was thrown away.",)
            return open_client(folder)
        for name in in_doubt:
            with mapped(str(folder)):
                client.delete_collection(name)
            bank_id = name.removeprefix(self._prefix).removesuffix(".q")
            self.mended += (f"{bank_id}: files of the index were damaged and thrown away.",)
        return client

    def _looked(self, bank_id: str) -> None:
        """At the first look Chroma may have made files anew, with room in them that is to be
        blanked; a look that found what it was after does not fail because that failed.
        """
        if self.folder and bank_id not in self._looked_into:
            self._looked_into.add(bank_id)
            try:
                segments.wipe(self.folder, self._blanked)
            except IndexTrouble as trouble:
                log.warning("The unused ends of the index's files were not blanked. %s", trouble)

    def _make_sure_of_room(self, size: int) -> None:
        if self.folder:
            segments.make_sure_of_room(self.folder, size)

    def _name(self, bank_id: str) -> str:
        return f"{self._prefix}{bank_id}.q"  # must end in a letter, as a bank's id need not

    def _collection(self, client: "Client", bank_id: str) -> "Collection":
        if bank_id not in self._collections:  # asking by name costs as much as a lookup
            self._collections[bank_id] = client.get_collection(
                self._name(bank_id), embedding_function=None
            )
        return self._collections[bank_id]

    @contextlib.contextmanager
    def _chroma(self) -> "Iterator[Client]":
        with self._lock, mapped(self._where):
            if self._client is None:
                raise IndexTrouble("The index was closed.", where=self._where)
            yield self._client
