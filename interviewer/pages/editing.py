"""The dialog in which a question of the library is edited. Part of the library page."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st
from pydantic import ValidationError

from interviewer.pages import banktools
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge import cues, editing
from knowledge.cues import Hint
from knowledge.editing import Filing, tags_of
from knowledge.question import Bank, KeyPoint, Level, Misconception, Question

_MOST_POINTS = 12
_MOST_MISCONCEPTIONS = 12


class _Belief(NamedTuple):
    """What the fields of one misconception hold."""

    old: Misconception | None
    text: str
    correction: str
    probe: str


@st.dialog("Edit question", width="large")
def edit(wired: Wired, bank: Bank, question: Question) -> None:
    """Every part of the question in fields; nothing changes until it is saved."""
    prompt = st.text_area("Question", question.prompt, key="edit_prompt")
    reference = st.text_area(
        "Reference answer", question.reference, key="edit_reference", height=200
    )
    with st.container(horizontal=True):
        topic = st.text_input("Topic", question.topic, key="edit_topic")
        level = st.selectbox(
            "Level", list(Level), index=list(Level).index(question.level), key="edit_level"
        )
        tags = st.text_input("Tags", " ".join(question.tags), key="edit_tags")
    st.markdown("**Key points**")
    st.caption(
        "One thing a full answer says each. A weight over 1 makes it core. The cue is how the "
        "interviewer points at it without saying it: 'What about …'. Emptied, a point goes."
    )
    points = _points(question)
    hints = st.text_area(
        "Hints, one a line, from a nudge to nearly there",
        "\n".join(question.hints),
        key="edit_hints",
    )
    st.markdown("**Misconceptions**")
    st.caption("What somebody may wrongly believe, and what is right instead. Emptied, it goes.")
    mistaken = _misconceptions(question)
    with st.container(horizontal=True):
        saves = st.button("Save", key="edit_save", type="primary")
        if st.button("Cancel", key="edit_cancel"):
            st.rerun()
    if not saves:
        return
    if any(not belief.correction for belief in mistaken):
        st.error("A misconception needs what is right instead.")
        return
    try:
        changed = editing.worded(question, prompt=prompt, reference=reference)
        if points is not None:
            changed = editing.pointed(changed, points)
        changed = editing.guided(changed, _lines(hints), _held(question, mistaken))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        st.error(f"{inline(str(first['loc'][0]))}: {literal(first['msg'])}")
        return
    _save(wired, bank, changed, topic, level or question.level, tags)
    st.rerun()


def _save(  # noqa: PLR0913, PLR0917 - what the dialog holds
    wired: Wired, bank: Bank, changed: Question, topic: str, level: Level, tags: str
) -> None:
    """Stores the question and how it is filed; indexes it where its text is another."""
    now = editing.replaced(bank, changed)
    wanted = tags_of(tags)
    filing = Filing(
        topic=topic if topic.strip() != changed.topic else None,
        level=level if level is not changed.level else None,
        add=wanted,
        drop=tuple(t for t in changed.tags if t not in wanted),
    )
    if not filing.empty:
        now = editing.filed(now, {changed.id}, filing)
    with told():
        wired.library.shelve(now)
        banktools.index(wired, now)
    banktools.keep_for_undo("1 question was changed.", bank)


def _points(question: Question) -> Sequence[KeyPoint] | None:
    """The key points as they stand in the fields; None where they are as they were."""
    made: list[KeyPoint] = []
    room = min(_MOST_POINTS, len(question.key_points) + 2)
    ids = [p.id for p in question.key_points]
    for place in range(room):
        old = question.key_points[place] if place < len(question.key_points) else None
        with st.container(border=True):
            text = st.text_area(
                f"Point {place + 1}",
                old.text if old else "",
                key=f"edit_point_{place}",
                height=68,
                placeholder="another point" if old is None else None,
            )
            with st.container(horizontal=True):
                weight = st.number_input(
                    "Weight", 1, 5, old.weight if old else 1, key=f"edit_weight_{place}"
                )
                cue = st.text_input("Cue", old.cue if old else "", key=f"edit_cue_{place}")
        said_ = " ".join(text.split())
        if not said_:
            continue
        point_id = old.id if old else editing.free_id([*ids, *(p.id for p in made)])
        told_ = " ".join(cue.split()) or cues.cue(question.prompt, said_, Hint(""))
        kept = old.variants if old and old.text == said_ else ()
        made.append(
            KeyPoint(
                id=point_id, text=said_[:600], weight=int(weight), cue=told_[:600], variants=kept
            )
        )
    return made if made and tuple(made) != question.key_points else None


def _misconceptions(question: Question) -> Sequence[_Belief]:
    """The misconceptions as they stand in the fields, and room for another."""
    held = question.misconceptions
    made: list[_Belief] = []
    for place in range(min(_MOST_MISCONCEPTIONS, len(held) + 1)):
        old = held[place] if place < len(held) else None
        with st.container(border=True):
            text = st.text_input(
                f"Belief {place + 1}",
                old.text if old else "",
                key=f"edit_belief_{place}",
                placeholder="another belief" if old is None else None,
            )
            correction = st.text_input(
                "Right instead", old.correction if old else "", key=f"edit_correction_{place}"
            )
            probe = st.text_input(
                "A question that lets it show",
                (old.probe or "") if old else "",
                key=f"edit_probe_{place}",
            )
        if _line(text):
            made.append(_Belief(old, _line(text), _line(correction), _line(probe)))
    return made


def _held(question: Question, beliefs: Sequence[_Belief]) -> Sequence[Misconception]:
    """The misconceptions in these fields; ValidationError where a text is too long."""
    made: list[Misconception] = []
    ids = [m.id for m in question.misconceptions]
    for belief in beliefs:
        old = belief.old
        made.append(
            Misconception(
                id=old.id if old else editing.free_id([*ids, *(m.id for m in made)], "m"),
                text=belief.text,
                correction=belief.correction,
                point=old.point if old else None,
                probe=belief.probe or None,
                variants=old.variants if old and old.text == belief.text else (),
            )
        )
    return made


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [said for line in text.splitlines() if (said := _line(line))]
