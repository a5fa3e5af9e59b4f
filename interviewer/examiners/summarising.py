"""A model words the three sentences of a report; what does not hold is left as it was computed."""

from collections.abc import Sequence
from contextlib import closing

from interviewer.errors import ModelTrouble
from interviewer.examiners.fencing import fenced
from interviewer.examiners.judge_output import Summed
from interviewer.examiners.reply_stream import fields
from interviewer.examiners.reviewing import Asks
from interviewer.models.chat import Answered
from interviewer.panel import Summary
from interviewer.reporting.rewording import holds
from prompts import load

_PARTS = ("evidence", "gap", "next")


class ModelSummariser:
    """A `Summariser` on a chat model."""

    def __init__(self, chat: Asks) -> None:
        self._chat = chat

    def word(self, sentences: Sequence[str]) -> Summary:
        """The sentences in the model's words, each where it holds."""
        rules = load("summary_rules")
        by = f"summary {self._chat.model} summary_rules/{rules.version}"
        evidence, gap, following = map(fenced, sentences)
        case = load("summary_case").render(evidence=evidence, gap=gap, next=following)
        try:
            heard = self._heard(rules.render(), case)
        except ModelTrouble as trouble:
            return Summary(None, by, str(trouble), trouble.usage)
        given = fields(heard.text)
        worded = [_one(given.get(part)) for part in _PARTS]
        kept = [
            w if w != _one(s) and holds(s, w) else s for s, w in zip(sentences, worded, strict=True)
        ]
        if kept == list(sentences):
            return Summary(None, by, "None of the model's sentences says the same.", heard.usage)
        first, second, third = kept
        return Summary((first, second, third), by, usage=heard.usage)

    def _heard(self, rules: str, case: str) -> Answered:
        from langchain_core.messages import HumanMessage, SystemMessage

        with closing(self._chat.ask([SystemMessage(rules), HumanMessage(case)], Summed)) as asking:
            while True:
                try:
                    next(asking)
                except StopIteration as done:
                    answered: Answered = done.value
                    return answered


def _one(given: object) -> str:
    return " ".join(given.split()) if isinstance(given, str) else ""
