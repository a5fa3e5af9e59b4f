"""Asks a model one small thing and says what of it works."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from interviewer.models.dialect import Structure
from knowledge.question import Record

if TYPE_CHECKING:
    from interviewer.models.chat import Answered, Chat

SLOW = 5.0
"""Seconds until the first text after which somebody who waits looks elsewhere."""


class Findings(Record):
    """What an endpoint can do: shown by *Test connection* and `doctor`.

    `structure` is how replies get their form; `seconds` are those until the first text of the
    reply; `notes` are sentences on what does not work as it should.
    """

    model: str
    structure: Structure
    streams: bool
    counts_tokens: bool
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What works, in one line."""
        streams = "streams" if self.streams else "does not stream"
        counts = "counts tokens" if self.counts_tokens else "does not count tokens"
        form = f"structured output by {self.structure.replace('_', ' ')}"
        return f"{self.model} answers after {self.seconds:.1f} s: {form}, {streams}, {counts}."


class _Check(BaseModel):
    model_config = ConfigDict(extra="forbid")

    greeting: str
    ready: bool


def probe(chat: "Chat", now: Callable[[], float] = time.monotonic) -> Findings:
    """What works, by one small call; raises ModelTrouble when nothing does."""
    from langchain_core.messages import HumanMessage

    from prompts import load

    asking = chat.ask([HumanMessage(load("connection_check").render())], _Check)
    began, first, texts = now(), None, 0
    while True:
        try:
            text = next(asking)
        except StopIteration as done:
            answered: Answered = done.value
            break
        if text and first is None:
            first = now() - began
        texts += bool(text)
    dialect, usage = answered.dialect, answered.usage
    streams = dialect.streams and texts > 1
    seconds = first if first is not None else now() - began
    return Findings(
        model=chat.model,
        structure=dialect.structure,
        streams=streams,
        counts_tokens=not usage.estimated,
        seconds=seconds,
        notes=tuple(
            _notes(dialect.structure, seconds, streams=streams, counts=not usage.estimated)
        ),
    )


def _notes(structure: Structure, seconds: float, *, streams: bool, counts: bool) -> list[str]:
    notes = []
    if structure is Structure.PROMPT:
        notes.append("It takes no schema, so that more of its replies may have to be asked again.")
    if not streams:
        notes.append("It does not stream: a reply appears when it is whole.")
    if not counts:
        notes.append("It counts no tokens: they are estimated.")
    if seconds > SLOW:
        notes.append(f"It is slow: {seconds:.0f} seconds until the first words.")
    return notes
