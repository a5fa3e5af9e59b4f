"""The only place where adapters are chosen and put together."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import structlog

from interviewer.engine import Engine
from interviewer.errors import ModelTrouble
from interviewer.limits import Gate, Limits
from interviewer.reserve import Reserve
from interviewer.settings import DEFAULT_MODEL, Settings
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Question

if TYPE_CHECKING:
    from interviewer.examiner import Examiner
    from interviewer.examiners.offline import OfflineExaminer
    from interviewer.improving.improver import Improver
    from interviewer.models.chat import Chat
    from interviewer.models.endpoint import Endpoint
    from knowledge.encoder import Encoder

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wired:
    """Everything a front-end needs.

    `endpoint` is where the model is that judges new interviews, None where the offline examiner
    does; `trouble` says why a configured model is not used.
    """

    settings: Settings
    engine: Engine
    library: Library
    store: Store
    offline: "OfflineExaminer"
    plain: Engine
    """The same interviews without a model."""
    endpoint: "Endpoint | None" = None
    chat: "Chat | None" = None
    trouble: str = ""

    def warm(self) -> None:
        """Loads what the first question and the first answer need; then as `tidy`."""
        try:
            self.mend()
            self.library.search("warm", k=1)
        finally:
            self.forget_old()

    def tidy(self) -> None:
        """Mends the index and deletes what is kept no longer; neither keeps the other back."""
        try:
            self.mend()
        finally:
            self.forget_old()

    def mend(self) -> None:
        """Brings the index to the state of the banks."""
        for mended in self.library.check():
            _log.info("index_mended", what=mended)

    def forget_old(self) -> int:
        """Deletes the interviews that the settings say are kept no longer; how many.

        And what was taken so long ago that no limit counts it.
        """
        self.plain.forget_taken()
        days = self.settings.retention_days
        count = self.plain.delete_untouched(days) if days else 0
        if count:
            _log.info("old_interviews_deleted", count=count, days=days)
        return count

    def improver(self) -> "Improver | None":
        """What improves banks with the model in use; None where there is no model."""
        if self.chat is None or self.endpoint is None:
            return None
        from interviewer.improving.improver import Improver

        means = self.offline.means
        return Improver(self.chat, *means, local=self.endpoint.local, meter=self.engine.meter())

    def prepare(self, question: Question) -> None:
        """Does ahead, while the candidate thinks, what judging that question takes."""
        self.offline.prepare(question)
        if self.chat is not None:
            self.chat.warm()

    def of(self, owner: str) -> "Wired":
        """The same for that owner: their interviews, on the built-in banks and their own."""
        library = self.library.of(owner)
        engine = self.engine.of(owner, library)
        return replace(
            self,
            engine=engine,
            plain=self.plain.of(owner, library),
            library=library.admitting(engine.meter().move),
            store=self.store.of(owner),
        )

    def connected(self, endpoint: "Endpoint") -> "Wired":
        """The same with that model as examiner; contacts nobody. Raises BadEndpoint."""
        from interviewer.examiners.clarifying import ModelClarifier
        from interviewer.examiners.llm import LLMExaminer
        from interviewer.examiners.reviewing import ModelReviewer
        from interviewer.examiners.summarising import ModelSummariser

        chat = chat_with(endpoint, self.settings.deadline)
        engine = self.plain.with_model(
            LLMExaminer(self.offline, chat),
            ModelClarifier(chat),
            ModelReviewer(self.offline, chat),
            ModelSummariser(chat),
            budget=self.settings.budget or None,
        )
        return replace(self, engine=engine, endpoint=endpoint, chat=chat, trouble="")

    def tried(self) -> tuple[str, ...]:
        """What the model was found to do by one small call, in sentences; raises ModelTrouble.

        What the first answer needs of its client is loaded by then.
        """
        if self.chat is None:
            return ()
        self.chat.warm()
        found = self.chat.probe()
        return (found.sentence, *found.notes)

    def disconnected(self) -> "Wired":
        """The same without a model."""
        return replace(self, engine=self.plain, endpoint=None, chat=None, trouble="")


def build(settings: Settings | None = None) -> Wired:
    """The product on one home folder; raises StorageTrouble when that cannot be used.

    Quick: encoder, index and a model's client are loaded when they are first asked. With a model
    configured, it is connected; one that cannot be is the product's `trouble`.
    """
    from interviewer.examiners.grader.grader import Grader
    from interviewer.examiners.offline import OfflineExaminer
    from knowledge.encoder import Encoder

    settings = settings or Settings()
    encoder = Encoder()
    store = open_store(settings)
    library = build_library(settings, encoder, store)
    examiner = OfflineExaminer(encoder, Grader(encoder))
    engine = Engine(
        store,
        library,
        examiner,
        now=lambda: datetime.now(UTC),
        new_id=lambda: secrets.token_hex(8),
    )
    engine.reserve(Reserve(settings.database.with_name("reserve")))
    engine.guard(
        Gate(
            Limits(
                settings.answers_per_minute,
                settings.open_interviews,
                settings.tokens_per_day,
                settings.judged_at_once,
            )
        )
    )
    wired = Wired(settings, engine, library, store, examiner, engine)
    endpoint = configured(settings)
    if endpoint is None:
        return wired
    try:
        return wired.connected(endpoint)
    except ModelTrouble as trouble:
        return replace(wired, trouble=str(trouble))


def examiner_alone(settings: Settings, *, model: bool) -> "Examiner | None":
    """An examiner without interviews: the offline one, or the model that is configured, None when
    none is. Raises BadEndpoint.
    """
    from interviewer.examiners.grader.grader import Grader
    from interviewer.examiners.offline import OfflineExaminer
    from knowledge.encoder import Encoder

    encoder = Encoder()
    offline = OfflineExaminer(encoder, Grader(encoder))
    if not model:
        return offline
    endpoint = configured(settings)
    if endpoint is None:
        return None
    from interviewer.examiners.llm import LLMExaminer

    return LLMExaminer(offline, chat_with(endpoint, settings.deadline))


def configured(settings: Settings) -> "Endpoint | None":
    """Where the model of these settings is, unchecked; None when there is to be none."""
    if not settings.wants_model:
        return None
    from interviewer.models.endpoint import named

    model = settings.model or DEFAULT_MODEL
    return named(model, base_url=settings.base_url, key=settings.api_key)


def chat_with(endpoint: "Endpoint", deadline: float) -> "Chat":
    """The client of that model, not yet loaded; BadEndpoint when it must not be called."""
    from interviewer.models.chat import Chat

    return Chat(endpoint, deadline=deadline)


def checked(endpoint: "Endpoint") -> "Endpoint":
    """The endpoint, trimmed; BadEndpoint when it must not or cannot be called."""
    from interviewer.models import endpoint as endpoints

    return endpoints.checked(endpoint)


def look_for_local() -> "tuple[Endpoint, ...]":
    """A model of each server that answers on this machine's usual ports."""
    from interviewer.models import chat

    return chat.look_for_local()


def models_of(endpoint: "Endpoint") -> tuple[str, ...]:
    """The models that the endpoint lists; raises ModelTrouble."""
    from interviewer.models import chat

    return chat.models(endpoint)


def open_store(settings: Settings) -> Store:
    """The interviews of that home; StorageTrouble when they cannot be used."""
    return Store(settings.place)


def build_library(
    settings: Settings, encoder: "Encoder | None" = None, store: Store | None = None
) -> Library:
    """The banks and their index alone: no trouble with the database stands in their way, unless
    the banks are in it.
    """
    from knowledge.bank import BankIndex
    from knowledge.encoder import Encoder
    from knowledge.shelf import Shelf

    server = settings.chroma_url.get_secret_value() if settings.chroma_url else None
    index = BankIndex(settings.index, encoder or Encoder(), server)
    if settings.database_url is None:
        return Library(Shelf(settings.banks), index)
    from interviewer.bank_table import BankTable

    store = store or open_store(settings)
    return Library(Shelf(BankTable(store.engine, store.place)), index)
