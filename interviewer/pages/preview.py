"""What was found in a document: looked through, chosen and corrected. Part of the library page."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from interviewer.improving.improver import Improver
from interviewer.pages.estimating import said
from interviewer.pages.plain import document, inline, literal
from interviewer.pages.service import told
from knowledge.correcting import Correction
from knowledge.reading import Document, Pair, Problem

SURE = 0.7
"""Confidence in a pair below which its user is asked to look at it."""

_SHOWN = 10
_EXCERPT = 240  # characters of an answer
_PAGE = 10
_VIEWS = ("Everything", "To look at", "Unanswered", "Left out")

Corrections = dict[int, Correction]


def corrections() -> Corrections:
    """What the user has chosen and corrected of the document in hand, by place."""
    held: Corrections = st.session_state.setdefault("corrections", {})
    return held


def forget() -> None:
    """Begins anew, for another document."""
    for key in [k for k in st.session_state if str(k).startswith("pair_")]:
        del st.session_state[key]
    st.session_state.corrections = {}
    _first_page()


def draw(found: Document, improver: Improver | None) -> None:
    """Counts, problems by line, repeats, and the pairs, those to look at first in front."""
    open_ = {p.line for p in found.unanswered}
    problems = [p for p in found.problems if p.line not in open_]  # those are listed by themselves
    with st.container(horizontal=True):
        st.metric("Questions with answers", len(found.answered), border=True)
        st.metric("Without an answer", len(found.unanswered), border=True)
        st.metric("Problems", len(problems), border=True)
    _problems(problems)
    _repeats(found)
    if not found.pairs:
        return
    _unanswered(found, improver)
    view = st.segmented_control(
        "Show", _VIEWS, default=_VIEWS[0], key="preview_view", on_change=_first_page
    )
    places = _in_view(found.pairs, view or _VIEWS[0])
    if not places:
        st.caption("Nothing of that kind.")
        return
    _all(places)
    pages = -(-len(places) // _PAGE)
    page = min(st.session_state.get("preview_page", 1), pages)
    for place in places[(page - 1) * _PAGE : page * _PAGE]:
        _pair(place, found.pairs[place], improver)
    if pages > 1:
        st.pagination(pages, key="preview_page")


def _first_page() -> None:
    st.session_state.pop("preview_page", None)


def _problems(problems: Sequence[Problem]) -> None:
    for problem in problems[:_SHOWN]:
        at = f"Line {problem.line}: " if problem.line else ""
        st.warning(literal(f"{at}{problem.message}"), icon=":material/warning:")
    if len(problems) > _SHOWN:
        with st.expander(f"{len(problems) - _SHOWN} more problems", key="more_problems"):
            st.markdown("\n".join(f"- {inline(str(p))}" for p in problems[_SHOWN:200]))


def _repeats(found: Document) -> None:
    if not found.repeats:
        return
    with st.expander(f"Asked twice: {len(found.repeats)}", key="repeats"):
        for repeat in found.repeats[:50]:
            first, second = found.pairs[repeat.first], found.pairs[repeat.second]
            same = "the same" if repeat.exact else "nearly the same"
            st.caption(
                f"Lines {first.line} and {second.line} ask {same}: {inline(first.question)} · "
                f"{inline(second.question)}"
            )


def _unanswered(found: Document, improver: Improver | None) -> None:
    """What becomes of the questions that have no answer."""
    open_ = [i for i, p in enumerate(found.pairs) if p.answer is None]
    if not open_:
        return
    st.caption("Not stored unless you answer them, because no answer stands below them:")
    st.markdown(
        "\n".join(
            f"- line {found.pairs[i].line}: {inline(found.pairs[i].question)}"
            for i in open_[:_SHOWN]
        )
    )
    left = [i for i in open_ if not corrections().get(i, Correction()).answer]
    if improver is None or not left:
        return
    prompts = [found.pairs[i].question for i in left]
    st.caption(
        f"To have the model propose all {len(left)}: {said(improver.estimate_answers(prompts))}"
    )
    if st.button("Propose answers", key="propose_all", icon=":material/auto_awesome:"):
        bar = st.progress(0.0, text="Asking the model …")
        with told():
            for n, place in enumerate(left, 1):
                _propose(place, found.pairs[place], improver)
                bar.progress(n / len(left), text=f"{n} of {len(left)}")
        st.rerun()


def _in_view(pairs: Sequence[Pair], view: str) -> list[int]:
    """The places of the pairs that the view shows, the least sure in front."""
    order = sorted(range(len(pairs)), key=lambda i: pairs[i].confidence)
    kept = corrections()
    match view:
        case "To look at":
            return [i for i in order if pairs[i].confidence < SURE and pairs[i].answer is not None]
        case "Unanswered":
            return [i for i in order if pairs[i].answer is None]
        case "Left out":
            return [i for i in order if not kept.get(i, Correction()).keep]
        case _:
            return order


def _all(places: Sequence[int]) -> None:
    with st.container(horizontal=True):
        for label, keep in (("Keep all of these", True), ("Leave all of these out", False)):
            if st.button(label, key=f"all_{keep}", type="tertiary"):
                for place in places:
                    _set(place, keep=keep)
                    st.session_state.pop(f"pair_keep_{place}", None)
                st.rerun()


def _pair(place: int, pair: Pair, improver: Improver | None) -> None:
    """One pair: whether it is kept, and its texts to be corrected."""
    given = corrections().get(place, Correction())
    with st.container(border=True):
        doubt = " · look at this one" if pair.confidence < SURE and pair.answer else ""
        proposed = f" · proposed by {inline(given.by)}" if given.by else ""
        st.checkbox(
            f"{inline(given.question or pair.question)}",
            value=given.keep,
            key=f"pair_keep_{place}",
            on_change=_kept,
            args=(place,),
        )
        st.caption(f"line {pair.line}{doubt}{proposed}")
        answer = given.answer or pair.answer
        if answer:
            st.markdown(document(_beginning(answer)))
        label = "Question and answer" if answer else "No answer yet: write one"
        with st.expander(label, key=f"pair_open_{place}"):
            for what, text in (("question", pair.question), ("answer", pair.answer or "")):
                held = getattr(given, what)
                st.text_area(
                    what.capitalize(),
                    value=text if held is None else held,
                    key=f"pair_{what}_{place}",
                    on_change=_worded,
                    args=(place, what, text),
                )
            ask = improver is not None and pair.answer is None
            if ask and st.button("Propose an answer", key=f"pair_propose_{place}"):
                with told(), st.spinner("Asking the model …"):
                    _propose(place, pair, improver)
                st.rerun()


def _beginning(answer: str) -> str:
    """The first lines of an answer, cut where code would stay open."""
    said = answer if len(answer) <= _EXCERPT else f"{answer[:_EXCERPT].rsplit(' ', 1)[0]} …"
    return f"{said}\n```" if said.count("```") % 2 else said


def _propose(place: int, pair: Pair, improver: Improver | None) -> None:
    if improver is None:
        return
    answer, by = improver.propose(pair.question, pair.topic or "general")
    held = corrections().get(place, Correction())
    corrections()[place] = replace(held, answer=answer, by=by)
    st.session_state.pop(f"pair_answer_{place}", None)


def _kept(place: int) -> None:
    _set(place, keep=bool(st.session_state[f"pair_keep_{place}"]))


def _set(place: int, *, keep: bool) -> None:
    corrections()[place] = replace(corrections().get(place, Correction()), keep=keep)


def _worded(place: int, what: str, text: str) -> None:
    """Takes what was typed; a proposed answer that is changed is the user's own."""
    typed: str = st.session_state[f"pair_{what}_{place}"]
    value = typed if typed.strip() and typed.strip() != text.strip() else None
    held = corrections().get(place, Correction())
    if what == "question":
        corrections()[place] = replace(held, question=value)
    else:
        corrections()[place] = replace(held, answer=value, by=None)
