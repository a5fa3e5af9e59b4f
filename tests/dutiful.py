"""A model that does as the prompts say, for the stub: it covers each point whose id is answered."""

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from langchain_core.messages import BaseMessage

REPLY: Final = "You got that far. What would you add to it?"
CLARIFIED: Final = "Take the question as widely as you like and say where you would begin."

_POINT = re.compile(r"^(k\d+), \d+: ", re.MULTILINE)
_ANSWER = re.compile(r"<candidate>\n(.*?)\n</candidate>", re.DOTALL)


def dutiful(messages: Sequence[BaseMessage]) -> dict[str, Any]:
    """What it answers to these messages, whichever prompt they are of."""
    return judgement_of(str(messages[0].content), str(messages[-1].content))


def judgement_of(rules: str, case: str) -> dict[str, Any]:
    """The same to the text of the first message and of the last."""
    if "asks what you meant" in rules:
        json.loads(case)
        return {"reply": CLARIFIED}
    answer = _ANSWER.findall(case)[-1]
    points = _POINT.findall(case)
    verdicts = [_verdict(p, answer) for p in points]
    missed = [v["id"] for v in verdicts if v["verdict"] == "missed"]
    none = "No probe is allowed" in case
    return {
        "reply": "" if none else REPLY,
        "probe": "none" if none else f"missed_point:{missed[0]}" if missed else "stretch",
        "verdicts": verdicts,
        "dimensions": {"depth": None, "application": None, "communication": None},
        "misconception": None,
        "beyond": "",
        "feedback": "That was said. Add the rest.",
    }


def _verdict(point: str, answer: str) -> dict[str, str]:
    said = re.search(rf"\b{point}\b", answer) is not None
    return {
        "id": point,
        "verdict": "covered" if said else "missed",
        "quote": point if said else "",
    }
