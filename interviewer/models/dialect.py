"""What a model's server understands: found by asking, remembered per endpoint and model."""

import re
from enum import StrEnum
from threading import Lock

from interviewer.errors import (
    BadKey,
    BrokenReply,
    Busy,
    Filtered,
    ModelTrouble,
    OutOfQuota,
    TimedOut,
    TooLong,
)
from interviewer.models.endpoint import OPENAI, Endpoint
from knowledge.question import Record


class Formless(BrokenReply):
    """The reply came to its end, but is not the object that was asked for."""


class Toolless(BrokenReply):
    """A function was to be called, and the model's client knows of none."""


class Streamless(BrokenReply):
    """A stream was asked for, and something whole was sent."""


class Structure(StrEnum):
    """How a reply is given its form, best first."""

    JSON_SCHEMA = "json_schema"
    FUNCTION_CALLING = "function_calling"
    PROMPT = "prompt"


class Dialect(Record):
    """What is sent: how the form is asked for, and whether the server takes these extras."""

    structure: Structure = Structure.JSON_SCHEMA
    streams: bool = True
    counts: bool = True
    temperature: bool = True


_Place = tuple[str, str | None, str]

_REJECTING = frozenset({400, 404, 405, 415, 422, 500, 501})
_UNSPECIFIC = frozenset({400, 422, 501})
_ELSEWHERE = (BadKey, Busy, Filtered, OutOfQuota, TimedOut, TooLong)
_REASONING = re.compile(r"o\d|gpt-[5-9](?!.*chat)")  # they take their own temperature only
_COUNTS = re.compile(r"stream_options|include_usage")
_TEMPERATURE = re.compile(r"temperature")
_SCHEMA = re.compile(r"response_format|json_schema|grammar|structured|schema")
_TOOL = re.compile(r"tool|function")
_STREAM = re.compile(r"\bstream")


def simpler(
    dialect: Dialect, trouble: ModelTrouble, status: int | None = None, words: str = ""
) -> Dialect | None:
    """The dialect to try after this trouble, or None when the trouble lies elsewhere.

    `status` and `words` are the server's own.
    """
    if isinstance(trouble, (Formless, Toolless)):
        return _plainer(dialect)
    if isinstance(trouble, Streamless):
        return dialect.model_copy(update={"streams": False}) if dialect.streams else None
    if isinstance(trouble, _ELSEWHERE) or status not in _REJECTING:
        return None
    if dialect.counts and _COUNTS.search(words):
        return dialect.model_copy(update={"counts": False})
    if dialect.temperature and _TEMPERATURE.search(words):
        return dialect.model_copy(update={"temperature": False})
    of_form = {Structure.JSON_SCHEMA: _SCHEMA, Structure.FUNCTION_CALLING: _TOOL}
    spoken_of = of_form.get(dialect.structure)
    if spoken_of is not None and spoken_of.search(words):
        return _plainer(dialect)
    if dialect.streams and _STREAM.search(words):
        return dialect.model_copy(update={"streams": False})
    # Some say only that the request is bad.
    return _plainer(dialect) if status in _UNSPECIFIC else None


def doubtful(trouble: ModelTrouble, status: int | None = None) -> bool:
    """Whether what made a plainer dialect be tried may have been a mishap of that one call.

    A rejection is none: the server says what it does not take.
    """
    return isinstance(trouble, Formless) or status == 500


def _plainer(dialect: Dialect) -> Dialect | None:
    forms = list(Structure)
    after = forms.index(dialect.structure) + 1
    return dialect.model_copy(update={"structure": forms[after]}) if after < len(forms) else None


class Dialects:
    """What was learnt, by endpoint and model; shared by every chat, safe over threads."""

    def __init__(self) -> None:
        self._known: dict[_Place, Dialect] = {}
        self._doubts: dict[_Place, tuple[Dialect, Dialect]] = {}
        self._lock = Lock()

    def of(self, endpoint: Endpoint) -> Dialect:
        """What worked last, or the best there is."""
        with self._lock:
            known = self._known.get(_place(endpoint))
        if known is not None:
            return known
        # Only OpenAI's protocol has one way of sending a schema; tools all providers have.
        best = Structure.JSON_SCHEMA if endpoint.provider == OPENAI else Structure.FUNCTION_CALLING
        return Dialect(structure=best, temperature=not _REASONING.match(endpoint.model))

    def learn(self, endpoint: Endpoint, worked: Dialect, doubted: Dialect | None = None) -> None:
        """Remembers what worked. Where a better one was only `doubted`, that one is kept until
        it has failed in two questions running.
        """
        place = _place(endpoint)
        with self._lock:
            before = self._doubts.pop(place, None)
            if doubted is None:
                self._known[place] = worked
            elif before is not None and before[0] == doubted:
                self._known[place] = min(worked, before[1], key=_plainness)
            else:
                self._known[place] = doubted
                self._doubts[place] = (doubted, worked)

    def forget(self, endpoint: Endpoint) -> None:
        """Has it be found out anew."""
        with self._lock:
            self._known.pop(_place(endpoint), None)
            self._doubts.pop(_place(endpoint), None)


def _plainness(dialect: Dialect) -> int:
    return list(Structure).index(dialect.structure)


def _place(endpoint: Endpoint) -> _Place:
    return endpoint.provider, endpoint.base_url, endpoint.model
