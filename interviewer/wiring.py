"""The only place where adapters are chosen and put together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from interviewer.engine import Engine
from interviewer.settings import Settings
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Question

if TYPE_CHECKING:
    from knowledge.encoder import Encoder

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wired:
    """Everything a front-end needs."""

    settings: Settings
    engine: Engine
    library: Library
    store: Store
    prepare: Callable[[Question], None]
    """Does ahead, while the candidate thinks, what judging that question takes."""

    def warm(self) -> None:
        """Loads what the first question and the first answer need, and mends the index."""
        for mended in self.library.check():
            _log.info("index_mended", what=mended)
        self.library.search("warm", k=1)


def build(settings: Settings | None = None) -> Wired:
    """The product on one home folder; raises StorageTrouble when that cannot be used.

    Quick: the encoder and the index are loaded when they are first asked.
    """
    from interviewer.examiners.offline import OfflineExaminer
    from knowledge.encoder import Encoder

    settings = settings or Settings()
    encoder = Encoder()
    store = Store(settings.database)
    library = build_library(settings, encoder)
    examiner = OfflineExaminer(encoder)
    engine = Engine(
        store,
        library,
        examiner,
        now=lambda: datetime.now(UTC),
        new_id=lambda: secrets.token_hex(8),
    )
    return Wired(settings, engine, library, store, examiner.prepare)


def build_library(settings: Settings, encoder: "Encoder | None" = None) -> Library:
    """The banks and their index alone: no trouble with the database stands in their way."""
    from knowledge.bank import BankIndex
    from knowledge.encoder import Encoder
    from knowledge.shelf import Shelf

    return Library(Shelf(settings.banks), BankIndex(settings.index, encoder or Encoder()))
