"""The table of what was measured, as the documentation shows it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

Results = Mapping[str, Mapping[str, Any]]
"""What each part kept, by its name."""

_HELD = {"app-50": "app, 50", "app-100": "app, 100", "bare-50": "bare page, 50"}
_GROWN = {
    "app-grows": "app",
    "bare-grows": "bare page",
    "one": "one replica",
    "two": "two replicas",
}
_HEADS = (
    "",
    "minutes",
    "answers",
    "seen p95",
    "first text p50",
    "p95",
    "added p50",
    "p95",
    "failures",
    "memory first, last minute, most",
    "processor an answer, ms",
)


def rows(results: Results) -> Iterator[str]:
    """Two tables in Markdown: so many for so long, and how many were carried."""
    yield "| " + " | ".join(_HEADS) + " |"
    yield "|---" * len(_HEADS) + "|"
    for name, says in _HELD.items():
        if name in results:
            yield _held(says, results[name])
    yield ""
    yield "| | carried | levels: first text p95, added p95 | failures |"
    yield "|---|---|---|---|"
    for name, says in _GROWN.items():
        if name in results:
            yield _grown(says, results[name])
    yield ""
    yield from _ratios(results)
    yield from _stored(results)


def failures(result: Mapping[str, Any]) -> int:
    """All that went wrong: on the page, on the line and in the database."""
    stored = result.get("stored", {})
    wrong = ("lost", "ungraded", "twice", "missing", "under_way")
    return len(result["failures"]) + sum(int(stored.get(name, 0)) for name in wrong)


def an_answer(result: Mapping[str, Any]) -> float:
    """Seconds of processor that the pages' processes took for each answer, all else included."""
    spent = sum(s for name, s in result["processor"].items() if name.startswith("app"))
    return float(spent) / max(int(result["turns"]), 1)


def _held(says: str, result: Mapping[str, Any]) -> str:
    memory = result["memory"]["app"]
    cells = (
        says,
        f"{result['seconds'] / 60:.1f}",
        str(result["turns"]),
        f"{result['seen']['p95']:.2f}",
        f"{result['text']['p50']:.2f}",
        f"{result['text']['p95']:.2f}",
        f"{result['added']['p50']:.2f}",
        f"{result['added']['p95']:.2f}",
        str(failures(result)),
        f"{memory['first_minute']:.0f}, {memory['last_minute']:.0f}, {memory['most']:.0f} MB",
        f"{1000 * an_answer(result):.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def _grown(says: str, result: Mapping[str, Any]) -> str:
    levels = "; ".join(
        f"{level['present']}: {level['text']['p95']:.2f}, {level['added']['p95']:.2f}"
        for level in result["levels"]
    )
    return f"| {says} | {result['carried']:.0f} | {levels} | {failures(result)} |"


def _ratios(results: Results) -> Iterator[str]:
    if {"app-grows", "bare-grows"} <= results.keys():
        ours, bare = (results[n]["carried"] for n in ("app-grows", "bare-grows"))
        yield f"- carried, app to bare page: {_ratio(ours, bare)}"
    if {"app-50", "bare-50"} <= results.keys():
        ours, bare = (an_answer(results[n]) for n in ("app-50", "bare-50"))
        yield f"- processor an answer, bare page to app: {_ratio(bare, ours)}"
    if {"one", "two"} <= results.keys():
        one, two = (results[n]["carried"] for n in ("one", "two"))
        yield f"- carried, two replicas to one: {_ratio(two, one)}"


def _stored(results: Results) -> Iterator[str]:
    for name, result in results.items():
        if "stored" in result:
            yield f"- {name}: {result['stored']}, reports read {result['finished']}"
            spent = {n: round(s / result["seconds"], 2) for n, s in result["processor"].items()}
            yield f"  - calls of the model {result['calls']} to {result['turns']} answers"
            yield f"  - cores: {spent}; load average {result['load_average']:.1f}"
        for each in result["failures"][:5]:
            yield f"  - {name}: {each}"


def _ratio(first: float, second: float) -> str:
    return f"{first:.2f} / {second:.2f} = {first / second:.2f}" if second else "not measured"
