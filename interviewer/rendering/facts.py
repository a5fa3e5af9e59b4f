"""What stands in a report's header, as words for people. Shared by the formats."""

from interviewer.events import FinishReason, Purpose
from interviewer.report import Header, Status
from interviewer.reporting.wording import count, day, duration

FINISH = {
    FinishReason.COMPLETED: "completed",
    FinishReason.ENDED: "ended early",
    FinishReason.TIME_UP: "ended when the time was up",
    FinishReason.BANK_GONE: "ended because questions were removed from the bank",
    None: "not finished yet",
}
HANDED = {
    "wished": "the offline examiner went on without the model, as wished",
    "budget": "the offline examiner went on when the model's tokens were spent",
}
PURPOSE = {
    Purpose.QUESTION: "Question",
    Purpose.CLARIFY: "Follow-up to clarify",
    Purpose.MISCONCEPTION: "Follow-up on a misconception",
    Purpose.MISSED_POINT: "Follow-up on a missed point",
    Purpose.DEPTH: "Follow-up for depth",
    Purpose.EXAMPLE: "Follow-up for an example",
    Purpose.STRETCH: "Follow-up beyond the answer",
}
STATUS = {
    Status.JUDGED: "judged",
    Status.SKIPPED: "skipped",
    Status.UNJUDGED: "not judged",
    Status.OPEN: "open",
}


def became(header: Header) -> str:
    """What became of the questions, in one line."""
    counts = header.counts
    parts = {
        "judged": counts.judged,
        "skipped": counts.skipped,
        "not judged": counts.unjudged,
        "open": counts.open,
    }
    known = ", ".join(f"{n} {word}" for word, n in parts.items() if n)
    asked = f"{counts.asked} of {count(counts.planned, 'question')} asked"
    return f"{asked}: {known}" if known else asked


def judges(header: Header) -> str:
    """Who judged, and why a model did not judge to the end."""
    judged = ", ".join(header.examiners) or f"nothing yet; planned: {header.examiner}"
    return judged if header.handed_over is None else f"{judged} ({HANDED[header.handed_over]})"


def tokens(header: Header) -> str:
    """What a model took, in one line."""
    if header.tokens is None:
        return "none: no model was called"
    about = "about " if header.estimated else ""
    return (
        f"{about}{header.tokens:,}: {header.tokens_in or 0:,} in, {header.tokens_cached or 0:,} "
        f"of them from its cache, and {header.tokens_out or 0:,} out, in "
        f"{count(header.calls, 'call')}"
    )


def cost(header: Header) -> str:
    """What that came to, in one line."""
    if header.tokens is None:
        return "none"
    if header.cost is None:
        return f"not known: no price is noted for {', '.join(header.unpriced)}"
    if header.cost == 0:
        return "nothing"
    when = f", at the prices of {day(header.prices_as_of)}" if header.prices_as_of else ""
    return f"about US$ {header.cost:.4f}{when}"


def cut_short(header: Header) -> str:
    """What belongs beside the score of an interview that ended before its last question, or ""."""
    counts = header.counts
    if header.finish is None or counts.asked >= counts.planned:
        return ""
    asked = "was" if counts.asked == 1 else "were"
    planned = count(counts.planned, "planned question")
    return f"Only {counts.asked} of {planned} {asked} asked."


def _limits(header: Header) -> str:
    clock = f"{count(header.minutes, 'minute')}" if header.minutes else "no clock"
    if header.follow_ups is None:  # a report of a version that did not say
        return clock
    return f"{clock}, at most {count(header.follow_ups, 'follow-up')} a question"


def facts(header: Header) -> list[tuple[str, str]]:
    """Labels and values, most wanted first."""
    topics = f" ({', '.join(header.topics)})" if header.topics else ""
    return [
        ("Date", day(header.started_at)),
        ("Time spent", duration(header.duration)),
        ("Mode", header.mode.value),
        ("Questions", became(header)),
        ("How it ended", FINISH[header.finish]),
        ("Bank", f"{header.bank_title} ({header.bank}, {header.bank_digest[:12]})"),
        ("Selection", f"{header.selection.value}{topics}, seed {header.seed}"),
        ("Clock and follow-ups", _limits(header)),
        ("Judged by", judges(header)),
        ("Tokens", tokens(header)),
        ("Cost", cost(header)),
        ("Interview", header.interview_id),
    ]
