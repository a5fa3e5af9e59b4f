"""Two past interviews side by side, on the progress page."""

import streamlit as st

from interviewer.pages.plain import inline, literal
from interviewer.pages.points import badge
from interviewer.pages.service import told
from interviewer.reporting.pairs import Pair, Side, compare
from interviewer.reporting.wording import percent, shortened
from interviewer.store import Summary
from interviewer.wiring import Wired

_MOST = 200
"""Interviews to choose among, the last ones; a longer list cannot be looked through."""


def draw(wired: Wired, past: list[Summary]) -> None:
    """A choice of two, and what became of the questions both asked."""
    known = {s.id: s for s in past[:_MOST]}
    if len(known) < 2:
        return
    chosen = st.multiselect(
        "Compare two interviews",
        list(known),
        format_func=lambda i: _named(known[i]),
        max_selections=2,
        key="compare",
        placeholder="Choose two",
    )
    if len(chosen) < 2:
        return
    with told():
        made = compare(*(wired.engine.report(i) for i in chosen))
    with st.container(border=True, key="comparison"):
        left, right = st.columns(2)
        with left:
            _side(made.earlier)
        with right:
            _side(made.later)
        st.markdown(literal(made.text))
        if made.pairs:
            st.markdown(
                "\n".join(
                    ["| question | before | after |", "|---|---|---|", *map(_row, made.pairs)]
                )
            )


def _named(summary: Summary) -> str:
    when = f"{summary.started_at.astimezone():%d %b %Y, %H:%M}"
    return f"{when} · {summary.bank_title} · {percent(summary.score)}"


def _side(side: Side) -> None:
    st.metric(inline(side.title), percent(side.score))
    st.caption(
        f"{percent(side.unaided)} before any help · {side.judged} judged, {side.skipped} skipped"
    )


def _row(pair: Pair) -> str:
    before = " ".join(badge(p.state, "").replace(" ]", "]") for p in pair.earlier.points)
    after = " ".join(badge(p.state, "").replace(" ]", "]") for p in pair.later.points)
    name = inline(shortened(pair.later.prompt, 60))
    return (
        f"| {name} | {before} {percent(pair.earlier.score)} | {after} {percent(pair.later.score)} |"
    )
