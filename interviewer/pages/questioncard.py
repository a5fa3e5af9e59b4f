"""One question of the library: read, edited, improved or deleted. Part of the library page."""

from collections.abc import Sequence

import streamlit as st
from pydantic import ValidationError

from interviewer.pages import banktools
from interviewer.pages.estimating import said
from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from interviewer.wiring import Wired
from knowledge import cues, editing
from knowledge.cues import Hint
from knowledge.editing import Filing, tags_of
from knowledge.question import Bank, KeyPoint, Level, Question

_MOST_POINTS = 12


def card(
    wired: Wired, bank: Bank, question: Question, *, near: float | None, revealed: bool
) -> None:
    """The question; reference and key points only where it is `revealed`."""
    with st.expander(
        f"{question.number}. {inline(question.prompt)}", key=f"question_{question.id}"
    ):
        tags = "".join(f" · #{inline(t)}" for t in question.tags)
        far = "" if near is None else f" · {round(100 * near)} % near"
        st.caption(
            f"{inline(question.topic)} · {question.level}{far}{tags} · "
            f"{inline(str(question.source))}"
        )
        if not revealed:
            st.caption(
                f":material/visibility_off: {len(question.key_points)} key points and the "
                "reference stay hidden until you have tried it."
            )
            return
        _content(question)
        if not bank.builtin:
            _tools(wired, bank, question)


def _content(question: Question) -> None:
    if question.reference_by:
        st.caption(f":material/auto_awesome: Proposed by {inline(question.reference_by)}")
    st.markdown(document(question.reference))
    made = " (derived from the reference)" if question.derived else ""
    by = f" (by {inline(question.points_by)})" if question.points_by else ""
    st.markdown(f"**Key points**{made}{by}")
    st.markdown(
        "\n".join(
            f"- {inline(p.text)}" + (" **·core**" if p.weight > 1 else "")
            for p in question.key_points
        )
    )
    for known in question.misconceptions:
        st.markdown(f"**Misconception:** {literal(known.text)} — {literal(known.correction)}")
    for number, hint in enumerate(question.hints, 1):
        st.markdown(f"**Hint {number}:** {literal(hint)}")


def _tools(wired: Wired, bank: Bank, question: Question) -> None:
    with st.container(horizontal=True):
        if st.button("Edit", key=f"edit_{question.id}", icon=":material/edit:"):
            _edit(wired, bank, question)
        with told():
            improver = wired.improver()
        if improver is not None and st.button(
            "Improve with the model",
            key=f"improve_{question.id}",
            icon=":material/auto_awesome:",
            help=said(improver.estimate([question])),
        ):
            banktools.start_improving(wired, bank, [question.id])
            st.rerun()
        if len(bank.questions) > 1 and st.button(
            "Delete", key=f"delete_{question.id}", icon=":material/delete:", type="tertiary"
        ):
            with told():
                left = editing.without(bank, {question.id})
                wired.library.shelve(left)
                banktools.index(wired, left)
            banktools.keep_for_undo("1 question was deleted.", bank)
            st.rerun()


@st.dialog("Edit question", width="large")
def _edit(wired: Wired, bank: Bank, question: Question) -> None:
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
    with st.container(horizontal=True):
        if st.button("Save", key="edit_save", type="primary"):
            try:
                changed = editing.worded(question, prompt=prompt, reference=reference)
                if points is not None:
                    changed = editing.pointed(changed, points)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                st.error(f"{inline(str(first['loc'][0]))}: {literal(first['msg'])}")
                return
            filed = (topic, level or question.level, tags)
            _save(wired, bank, changed, *filed)
            st.rerun()
        if st.button("Cancel", key="edit_cancel"):
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
