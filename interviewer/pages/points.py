"""A question that is over: its points beside the candidate's words. For interview and report."""

import streamlit as st

from interviewer.pages.plain import document, inline, literal
from interviewer.report import Before, PointReport, QuestionReport, State, TurnReport

COLOURS = {
    State.COVERED: "green",
    State.PARTIAL: "orange",
    State.MISSED: "gray",
    State.CONTRADICTED: "red",
    State.NOT_JUDGED: "gray",
}


def badge(state: State, text: str) -> str:
    """A coloured badge with the state's sign, so that colour never speaks alone."""
    return f":{COLOURS[state]}-badge[{state.sign} {text}]"


def closing(question: QuestionReport) -> None:
    """The points with quotes and passages, misconceptions, and the reference folded."""
    if not question.revealed:
        st.caption("Its points stay hidden: it was not tried to its end.")
        return
    for point in question.points:
        st.markdown(_point(point, question.source))
    misconceptions(question)
    with st.expander(
        "Reference answer", icon=":material/menu_book:", key=f"reference_{question.number}"
    ):
        st.markdown(document(question.reference or ""))
        st.caption(inline(question.source))


def misconceptions(question: QuestionReport) -> None:
    """What was believed wrongly, and what is right."""
    for known in question.misconceptions:
        title = "A misconception that you corrected" if known.corrected else "A misconception"
        route = f"  \nYou got there when asked: {literal(known.route)}" if known.route else ""
        st.info(
            f"{literal(known.text)}  \n**Right is:** {literal(known.correction)}{route}",
            title=title,
            icon=":material/psychology_alt:",
        )


def marked(turn: TurnReport) -> str:
    """The answer with the words marked on which a verdict rests."""
    text = turn.answer or ""
    spans = sorted(
        (quote.start, quote.end, COLOURS[e.state])
        for e in turn.evidence
        for quote in e.quotes
        if text[quote.start : quote.end] == quote.text
    )
    parts, at = [], 0
    for start, end, colour in spans:
        if start < at:
            continue
        parts.append(literal(text[at:start]) if text[at:start] else "")
        lines = text[start:end].splitlines() or [""]
        parts.append("  \n".join(f":{colour}-background[{inline(line)}]" for line in lines))
        at = end
    parts.append(literal(text[at:]) if text[at:] else "")
    return "".join(parts)


def _point(point: PointReport, source: str) -> str:
    core = " :small[core point]" if point.weight > 1 else ""
    lines = [f"{_verdict(point)} **{inline(point.text)}**{core}"]
    if point.said:
        lines.append(f"You said {', then '.join(f'“{inline(words)}”' for words in point.said)}")
    if point.passage:
        lines.append(f":gray[Reference: {inline(point.passage)} :small[{inline(source)}]]")
    if point.before is not None:
        lines.append(f":small[The last time: {_before(point.before)}]")
    return "  \n".join(lines)


def _before(before: Before) -> str:
    said = ", ".join(f"“{inline(words)}”" for words in before.said)
    return badge(before.state, before.word) + (f" {said}" if said else "")


def _verdict(point: PointReport) -> str:
    own = badge(point.state, point.word + (", with help" if point.aided else ""))
    if point.second is None:
        return own
    return f"{own} :small[offline: {point.second.sign} {point.second.word}]"
