"""The reply of a model as it grows: what of it may be shown, and when a fixed sentence must do.

Pure. The guard runs ahead of the page: nothing is shown that it could still object to.
"""

import re
from dataclasses import dataclass

from pydantic_core import from_json

from interviewer.events import Mode
from interviewer.examiners import guard
from interviewer.quoting import QUESTION_MARKS
from interviewer.wording import MOST_WORDS
from knowledge.question import Question

_MARK = re.compile(f"[{re.escape(QUESTION_MARKS)}]+")
_LONGEST = 400  # characters of a reply; forty words have fewer
_READ = 4_000  # characters in which a reply is looked for as it grows; it stands first


@dataclass(frozen=True, slots=True)
class Rules:
    """What a reply is held to; `said` are the candidate's words so far, and the hints.

    `shown` are the key points that the candidate has said by now, in whatever words: their terms
    give nothing away any more.
    """

    question: Question
    said: tuple[str, ...]
    mode: Mode
    shown: tuple[str, ...] = ()

    def holds(self, reply: str) -> bool:
        """Whether a whole reply breaks no rule."""
        wrong = guard.broken_rule(reply, self.question, self.said, mode=self.mode, shown=self.shown)
        return wrong is None

    def sayable(self, growing: str) -> str | None:
        """The beginning of an unfinished reply that may be shown; None when a rule is broken.

        The last word is never among it, nor what may become praise, nor a quotation that is not
        the candidate's so far, nor anything after the first question mark, nor the first words
        while they may be of another language.
        """
        if guard.questions(growing) > 1 or guard.words(growing) > MOST_WORDS:
            return None
        if len(growing) > _LONGEST or guard.disguised(growing, self.question, self.said):
            return None
        spoken = growing[: max(growing.rfind(" "), 0)]
        if (mark := _MARK.search(spoken)) is not None:
            spoken = spoken[: mark.end()]
        told = growing[: guard.open_quotation(growing)]
        if (
            guard.leak(spoken, self.question, (*self.said, *self.shown))
            or guard.out_of_place(growing, self.question, self.said)
            or guard.misquoted(told, self.said)
            or guard.is_foreign(told, self.question, growing=True)
            or (self.mode is Mode.INTERVIEW and guard.praise(told))
        ):
            return None
        if guard.may_be_foreign(told, self.question):
            return ""
        quoting = guard.open_quotation(spoken)
        if quoting is not None:
            begun = self._was_said(spoken[quoting + 1 :])
            return (spoken if begun else spoken[:quoting]).rstrip()
        if self.mode is Mode.INTERVIEW:
            spoken = spoken[: guard.before_praise(growing)]
        return spoken.rstrip()

    def _was_said(self, begun: str) -> bool:
        return any(guard.find_quote(begun, spoken) for spoken in self.said)


class ReplyStream:
    """Reads the JSON of a judgement as it grows, and says what of the reply to show.

    `instead` is the fixed sentence that takes the place of a reply which breaks a rule. With
    `quiet` nothing is shown: nothing is to be asked, as far as is known beforehand.
    """

    def __init__(self, rules: Rules, *, instead: str, quiet: bool) -> None:
        self._rules = rules
        self._instead = instead
        self._quiet = quiet
        self._json = ""
        self._seen = ""
        self.shown = ""
        """What the page shows by now."""
        self.reply: str | None = None
        """The whole reply, once it is there and breaks no rule."""
        self.probe: str | None = None
        """What the model calls the probe that the reply is for."""
        self.broken = False
        """Whether the fixed sentence took the reply's place."""

    def feed(self, json: str, *, whole: bool = False) -> str:
        """Takes the JSON so far; what to show from now on, the same as before or not.

        Of JSON that is not `whole` yet, only the beginning is read again and again.
        """
        if not json.startswith(self._json):
            self._start_over()
        new = len(self._json) < _READ or whole
        self._json = json
        if new and not self._settled:
            self._read(json if whole else json[:_READ])
        return self.shown

    @property
    def _settled(self) -> bool:
        return self.broken or (self.reply is not None and self.probe is not None)

    def _start_over(self) -> None:
        """After a cut: a reply that was whole stays, another is taken back."""
        self._seen = ""
        if not self._settled:
            self.reply = None
            self.shown = ""

    def _read(self, json: str) -> None:
        whole = fields(json, closed=True)
        if isinstance(probe := whole.get("probe"), str):
            self.probe = probe
        if self.reply is not None:
            return
        if isinstance(reply := whole.get("reply"), str):
            self._finish(" ".join(reply.split()))
        elif isinstance(growing := fields(json).get("reply"), str):
            self._grow(re.sub(r"\s+", " ", growing).lstrip())

    def _finish(self, reply: str) -> None:
        if not reply:
            return
        if self._rules.holds(reply):
            self.reply = reply
            self._show(reply)
        else:
            self._break()

    def _grow(self, reply: str) -> None:
        begun = reply[: reply.rfind(" ") + 2]  # a word is looked at when it begins and ends
        if begun == self._seen and len(reply) <= _LONGEST:
            return
        self._seen = begun
        sayable = self._rules.sayable(reply)
        if sayable is None:
            self._break()
        elif len(sayable) > len(self.shown):
            self._show(sayable)

    def _break(self) -> None:
        self.broken = True
        self._show(self._instead)

    def _show(self, text: str) -> None:
        if not self._quiet:
            self.shown = text


def fields(json: str, *, closed: bool = False) -> dict[str, object]:
    """The fields of an object that is still being written; empty where there is none yet.

    Text that is not closed yet is cut off where it ends, or with `closed` left out.
    """
    try:
        read = from_json(json, allow_partial="on" if closed else "trailing-strings")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
