"""A model that finds half of what it looks for, and says so as a dutiful one would. Pure."""

import json
import re
from typing import Final

_POINT: Final = re.compile(r"^(k\d+), \d+: ", re.MULTILINE)
_ANSWER: Final = re.compile(r"<candidate>\n(.*?)\n</candidate>", re.DOTALL)
_PROBE: Final = re.compile(
    r"^((?:missed_point|misconception|clarify|depth|example|stretch)\S*)(?: - (.*))?$", re.MULTILINE
)


def judgement(case: str) -> str:
    """What it writes about that case: half of the points covered, the first probe worded."""
    answer = _ANSWER.findall(case)[-1].split()
    points = _POINT.findall(case)
    probe, cue = next(iter(_PROBE.findall(case)), ("none", ""))
    told = set(case.partition("Reference")[2].partition("Key points")[0].casefold().split())
    pieces = (answer[at : at + 6] for at in range(0, len(answer) - 5, 6))
    shared = [p for p in pieces if any(len(w) > 7 and w.casefold() in told for w in p)]
    quotes = [" ".join(p) for p in (*shared, *[[]] * len(points))][: len(points)]
    covered = [q != "" and n % 2 == 0 for n, q in enumerate(quotes)]
    level = {"level": 2, "quote": " ".join(answer[:5]), "why": "says what it does"}
    return json.dumps(
        {
            "reply": f"So that is where you would begin. What can you tell me about {cue or 'it'}?"
            if probe != "none"
            else "",
            "probe": probe,
            "verdicts": [
                {"id": p, "verdict": "covered" if c else "missed", "quote": q if c else ""}
                for p, c, q in zip(points, covered, quotes, strict=True)
            ],
            "dimensions": {"depth": level, "application": None, "communication": level},
            "misconception": None,
            "beyond": "",
            "feedback": "You said the first half of it. Add what follows from there in practice.",
        }
    )
