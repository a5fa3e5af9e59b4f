"""Every error of the model's client, mapped to the project's own in one place.

Nothing of what a server says is repeated but in `Refused`, and there without anything like a key.
"""

import re

from interviewer.errors import (
    BadKey,
    BrokenReply,
    Busy,
    Filtered,
    ModelTrouble,
    OutOfQuota,
    Refused,
    TimedOut,
    TooLong,
    UnknownModel,
    Unreachable,
)
from interviewer.models.endpoint import Endpoint
from interviewer.models.foreign import chain, detail_of, headers_of, status_of, words_of
from interviewer.models.patience import asked_to_wait

_GO_ON = "Try again, or go on without the model."
_SETTINGS = "Check it in the settings, or go on without the model."
_ADDRESS = "Check the address in the settings; it usually ends in /v1."

# What the servers that are about say, in their own words.
_QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|billing|credit balance|credits"
)
_CONTEXT = re.compile(
    r"context_length|context length|context window|context size|maximum context|too many tokens"
    r"|prompt is too long|input tokens exceed|exceed_context"
)
_FILTER = re.compile(r"content_filter|content filter|content management policy|moderation|safety")
_NO_MODEL = re.compile(
    r"model_not_found|no such model|unknown model"
    r"|model[^\n]{0,160}(not found|not exist|not available)"
)
_BUSY = re.compile(r"rate_limit|rate limit|overloaded|too many requests|loading model")
_TIMEOUTS = frozenset({"APITimeoutError", "TimeoutException", "ModelTimeoutError", "TimeoutError"})
_CONNECTIONS = frozenset(
    {"APIConnectionError", "TransportError", "ModelConnectionError", "OSError"}
)
_NOBODY = frozenset({"ConnectError", "ConnectTimeout", "ProxyError", "ConnectionRefusedError"})


def trouble(error: BaseException, endpoint: Endpoint | None = None) -> ModelTrouble:
    """What that foreign error means to a candidate; never holds a key.

    Known by names of classes, so that no client need be imported to ask.
    """
    where = endpoint.where if endpoint else ""
    links = tuple(chain(error))
    for link in links:
        if isinstance(link, ModelTrouble):
            return link
    names = frozenset(c.__name__ for link in links for c in type(link).__mro__)
    status = status_of(error)
    if status is not None:
        return _from_status(status, error, endpoint, where)
    if names & _TIMEOUTS and not names & _NOBODY:
        return TimedOut("The model did not answer in time.", where=where, mend=_GO_ON)
    if names & _NOBODY:
        return Unreachable(
            "Nobody answers at the address of the model.",
            where=where,
            mend="See that its server runs and that the address is right, then try again.",
        )
    if names & _CONNECTIONS:
        return Unreachable(
            "The connection to the model broke.", where=where, mend=_GO_ON, passing=True
        )
    if "APIError" in names or (error.args and isinstance(error.args[0], dict)):
        return _from_words(words_of(error), where) or Unreachable(
            "The model's server reports an error.", where=where, mend=_GO_ON, passing=True
        )
    return BrokenReply(
        "What came back is no reply of a model.",
        where=where,
        mend="See that the address is a model's, or go on without one.",
        passing=True,
    )


def _from_status(
    status: int, error: BaseException, endpoint: Endpoint | None, where: str
) -> ModelTrouble:
    words = words_of(error)
    if status in (401, 407) or (status == 403 and not _QUOTA.search(words)):
        return _bad_key(endpoint, where)
    if status == 402:
        return _out_of_quota(where)
    known = _from_words(words, where) if status not in (429, 503, 529) else None
    if status == 429 and _QUOTA.search(words):
        known = _out_of_quota(where)
    if known is not None and not isinstance(known, Busy):
        return known
    if status == 413:
        return _too_long(where)
    if status in (429, 503, 529):
        return _busy(asked_to_wait(headers_of(error)), where)
    if status == 404:
        return UnknownModel("There is no model at this address.", where=where, mend=_ADDRESS)
    if status >= 500 or status == 408:
        return Unreachable(
            f"The model's server failed (HTTP {status}).", where=where, mend=_GO_ON, passing=True
        )
    if 300 <= status < 400:
        return Unreachable(
            "The address sends on to another one, which is not followed.",
            where=where,
            mend="Enter the address that it leads to.",
        )
    detail = detail_of(error, endpoint)
    return Refused(
        f"The model's server rejects the question (HTTP {status})"
        + (f": {detail}." if detail else "."),
        where=where,
        mend="Choose another model, or go on without one.",
    )


def _from_words(words: str, where: str) -> ModelTrouble | None:
    if _QUOTA.search(words):
        return _out_of_quota(where)
    if _CONTEXT.search(words):
        return _too_long(where)
    if _FILTER.search(words):
        return filtered(where)
    if _NO_MODEL.search(words):
        return UnknownModel(
            "The endpoint knows no model of that name.",
            where=where,
            mend="Choose one of its models in the settings.",
        )
    return _busy(None, where) if _BUSY.search(words) else None


def filtered(where: str) -> Filtered:
    """The provider's filter stopped the question or the reply."""
    return Filtered(
        "The provider's content filter stopped the question or the reply.",
        where=where,
        mend="Go on without the model for this answer.",
    )


def _busy(wait: float | None, where: str) -> Busy:
    what = "The model is busy"
    if wait:
        what += f" and asks to be left alone for {wait:.0f} second{'' if wait == 1 else 's'}"
    return Busy(f"{what}.", where=where, mend=_GO_ON, wait=wait, passing=True)


def _bad_key(endpoint: Endpoint | None, where: str) -> BadKey:
    if endpoint is not None and endpoint.key is None:
        return BadKey("The endpoint wants a key, and none is set.", where=where, mend=_SETTINGS)
    return BadKey("The endpoint does not accept the key.", where=where, mend=_SETTINGS)


def _out_of_quota(where: str) -> OutOfQuota:
    return OutOfQuota(
        "The account behind the key has used up what it may spend.",
        where=where,
        mend="Add credit at the provider, use another key, or go on without the model.",
    )


def _too_long(where: str) -> TooLong:
    return TooLong(
        "The question with its answers is longer than this model can read.",
        where=where,
        mend="Choose a model with a longer context, or go on without one.",
    )
