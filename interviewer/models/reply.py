"""One reply as it comes in, and whether what came is whole."""

from typing import Any

from pydantic import BaseModel

from interviewer.errors import BrokenReply, Filtered, ModelTrouble, Refused
from interviewer.models.asking import Piece
from interviewer.models.dialect import Formless
from interviewer.models.tally import latest
from interviewer.models.unwrapping import Unwrapping, parsed

LONGEST = 40_000
"""Characters of one reply, thoughts included; a model that does not end is stopped there."""

_WHOLE = frozenset({"stop", "tool_calls", "function_call", "end_turn", "tool_use", "stop_sequence"})
_FILTERED = frozenset({"content_filter", "safety", "prohibited_content", "blocklist", "recitation"})
_LENGTH = frozenset({"length", "max_tokens", "model_length"})
_TRY_AGAIN = "Try again, or go on without the model."


class Reply:
    """Takes the pieces of one call; `where` is said in the errors."""

    def __init__(self, schema: type[BaseModel], where: str) -> None:
        self._expected = frozenset(schema.model_fields)
        self._where = where
        self._object = Unwrapping()
        self._refusal = ""
        self._finish: str | None = None
        self.reported: dict[str, Any] = {}

    @property
    def text(self) -> str:
        """The JSON object so far."""
        return self._object.text

    @property
    def raw(self) -> str:
        """All that the model wrote, thoughts included."""
        return self._object.raw

    @property
    def begun(self) -> bool:
        """Whether the model said anything at all."""
        return bool(self._object.raw or self._refusal or self._finish)

    def take(self, piece: Piece) -> bool:
        """Whether `text` grew by it; BrokenReply when there is no end to it."""
        self._refusal += piece.refusal
        self._finish = piece.finish or self._finish
        self.reported = latest(self.reported, piece.usage)
        grew = self._object.feed(piece.text)
        if len(self._object.raw) > LONGEST:
            raise BrokenReply(
                "The model went on and on and was stopped.", where=self._where, mend=_TRY_AGAIN
            )
        return grew

    def check(self) -> None:
        """Raises what is wrong with the whole, if anything."""
        wrong = self._wrong()
        if wrong is not None:
            raise wrong

    def _wrong(self) -> ModelTrouble | None:
        if self._refusal:
            return Refused("The model declined to answer.", where=self._where, mend=_TRY_AGAIN)
        if self._finish in _FILTERED:
            return Filtered(
                "The provider's content filter stopped the reply.",
                where=self._where,
                mend="Go on without the model for this answer.",
            )
        if self._finish in _LENGTH:
            return BrokenReply(
                "The reply was cut at the longest that this model writes.",
                where=self._where,
                mend="Choose a model, or a setting of its server, with room for longer replies.",
            )
        if self._finish not in _WHOLE:
            return self._broken(BrokenReply, "The model's reply broke off.")
        if not self._object.raw:
            return self._broken(Formless, "The model's reply is empty.")
        found = parsed(self.text)
        if found is None or not self._expected & found.keys():
            return self._broken(Formless, "The model's reply does not have the form asked for.")
        return None

    def _broken(self, kind: type[BrokenReply], what: str) -> BrokenReply:
        return kind(what, where=self._where, mend=_TRY_AGAIN, passing=True)
