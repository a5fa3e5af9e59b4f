"""What is done with a whole bank: indexed, exported, improved, deleted. Part of the library."""

from collections.abc import Collection
from functools import partial

import streamlit as st

from interviewer.jobs import Job, Jobs, Report, State
from interviewer.pages.estimating import said
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import jobs, told
from interviewer.wiring import Wired
from knowledge.exporting import Format, written
from knowledge.importing import renamed
from knowledge.question import Bank

_LARGE = 200
"""Questions from which indexing takes long enough to be done in the background."""

_FORMATS = {
    Format.YAML: ("YAML", "application/yaml"),
    Format.CSV: ("Table (CSV)", "text/csv"),
    Format.ANKI: ("Anki deck", "application/octet-stream"),
}
_OUTCOMES = 200


def index(wired: Wired, bank: Bank) -> None:
    """Indexes a stored bank: at once, or in the background where that takes a while."""
    library = wired.library
    if len(bank.questions) >= _LARGE:
        jobs().start(_key(wired, bank), "Indexing", lambda report: _indexed(wired, bank.id, report))
        return
    bar = st.progress(0.0, text="Indexing …")

    def show(done: int, of: int) -> None:
        bar.progress(done / max(of, 1), text=f"Indexing {done} of {of}")

    library.index(bank.id, show)


def _indexed(wired: Wired, bank_id: str, report: Report) -> str:
    wired.library.index(bank_id, report)
    return ""


def running(wired: Wired, bank: Bank) -> None:
    """How far the work on this bank is, with a way to stop it, and to go on with it."""
    job = jobs().of(_key(wired, bank))
    if job is None:
        return
    if job.state is State.RUNNING:
        _watched(job)
        return
    first, _, rest = job.said.partition("\n")
    if job.state is State.DONE:
        if first:
            st.success(literal(first), icon=":material/check:")
    elif job.state is State.STOPPED:
        st.info(f"{job.what}: {literal(first)} What is done is kept.", icon=":material/pause:")
    else:
        st.error(literal(first), icon=":material/error:")
    if rest:
        with st.expander("What did not hold", key="job_notes"):
            st.markdown("\n".join(f"- {inline(line)}" for line in rest.split("\n")))
    with st.container(horizontal=True):
        resumes = job.state is State.STOPPED and job.what == "Indexing"
        if resumes and st.button("Go on indexing", key="job_resume", type="primary"):
            jobs().start(_key(wired, bank), "Indexing", lambda r: _indexed(wired, bank.id, r))
            st.rerun()
        if (first or rest) and st.button("Close", key="job_close", type="tertiary"):
            jobs().forget(_key(wired, bank))
            st.rerun()


@st.fragment(run_every=0.5)
def _watched(job: Job) -> None:
    if job.state is not State.RUNNING:
        st.rerun()
    share = job.done / job.of if job.of else 0.0
    st.progress(min(share, 1.0), text=f"{job.what}: {job.done} of {job.of or '…'}")
    stopping = job.stopping
    label = "Stopping …" if stopping else "Stop"
    if st.button(label, key="job_stop", disabled=stopping, icon=":material/stop_circle:"):
        job.stop()


def about(wired: Wired, bank: Bank) -> None:
    """Count and topics, and everything that can be done with the bank."""
    derived = sum(q.derived for q in bank.questions)
    by_model = sum(q.points_by is not None for q in bank.questions)
    proposed = sum(q.reference_by is not None for q in bank.questions)
    says = f"{len(bank.questions)} questions · topics: {inline(', '.join(bank.topics[:12]))}"
    says += " …" if len(bank.topics) > 12 else ""
    for count, what in (
        (derived, "key points derived from the reference for"),
        (by_model, "key points by a model for"),
        (proposed, "answers proposed by a model for"),
    ):
        if count:
            says += f" · {what} {count}"
    st.caption(says)
    with st.container(horizontal=True):
        with st.popover("Download", icon=":material/download:", key="export"):
            for form, (label, mime) in _FORMATS.items():
                st.download_button(
                    label,
                    data=partial(written, bank, form),
                    file_name=f"{bank.id}.{form}",
                    mime=mime,
                    key="export_bank" if form is Format.YAML else f"export_{form}",
                    on_click="ignore",
                )
        if bank.builtin:
            _copy(wired, bank)
            return
        _improve(wired, bank)
        if st.button("Delete bank", key="delete_bank", icon=":material/delete:", type="tertiary"):
            _delete(wired, bank)


def _copy(wired: Wired, bank: Bank) -> None:
    if st.button(
        "Copy to edit",
        key="copy_bank",
        icon=":material/content_copy:",
        help="The built-in bank stays as it is; the copy is yours.",
    ):
        copy = renamed(bank, f"{bank.title} (mine)").model_copy(update={"builtin": False})
        with told():
            wired.library.shelve(copy)
            index(wired, copy)
        st.session_state.show_bank = copy.id
        st.rerun()


def _improve(wired: Wired, bank: Bank) -> None:
    with st.popover("Improve with the model", icon=":material/auto_awesome:", key="improve"):
        st.markdown(
            "The model writes key points, cues, hints and misconceptions for each question. What "
            "the reference does not bear out is left out. Your own key points stay."
        )
        with told():
            improver = wired.improver()
        if improver is None:
            st.info("Connect a model in *Settings* first.", icon=":material/link:")
            return
        wanted = improver.open(bank)
        if not wanted:
            st.caption("All questions are improved already by this model, or written by you.")
            return
        st.caption(
            f"{len(wanted)} of {len(bank.questions)} questions: {said(improver.estimate(wanted))}"
        )
        if st.button("Start", key="improve_start", type="primary"):
            start_improving(wired, bank)
            st.rerun()


def start_improving(wired: Wired, bank: Bank, ids: Collection[str] | None = None) -> None:
    """Improves the bank, or these questions of it, in the background."""
    improver = wired.improver()
    if improver is None:
        return

    def work(report: Report) -> str:
        lines: list[str] = []
        improved = total = 0
        # Its calls have limits of their own; what a call has found is not to be refused after it.
        for outcome in improver.improve_bank(wired.library.unhindered(), bank.id, report, ids):
            total += 1
            improved += not outcome.trouble
            lines += [
                f"{outcome.question.prompt}: {note}"
                for note in ((outcome.trouble,) if outcome.trouble else outcome.notes)
            ]
        return "\n".join([f"{improved} of {total} questions improved.", *lines[:_OUTCOMES]])

    jobs().start(_key(wired, bank), "Improving", work)


def keep_for_undo(label: str, bank: Bank) -> None:
    """Remembers the bank as it was before a change that its user may want back."""
    st.session_state.undo = (label, bank)


def undo(wired: Wired) -> None:
    """Says what was done last, with a way back."""
    held: tuple[str, Bank] | None = st.session_state.get("undo")
    if held is None:
        return
    label, bank = held
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/delete_history: {label}")
        if st.button("Undo", key="undo_change", icon=":material/undo:"):
            with told():
                wired.library.shelve(bank)
                index(wired, bank)
            del st.session_state["undo"]
            st.session_state.show_bank = bank.id
            st.rerun()
        if st.button("Close", key="undo_close", type="tertiary"):
            del st.session_state["undo"]
            st.rerun()


@st.dialog("Delete this bank?")
def _delete(wired: Wired, bank: Bank) -> None:
    st.markdown(
        f"{inline(bank.title)} with {len(bank.questions)} questions leaves the library and the "
        "index. Past interviews and their reports stay as they are. You can undo it until you "
        "reload."
    )
    with st.container(horizontal=True):
        if st.button("Delete it", key="delete_bank_confirm", type="primary"):
            with told():
                wired.library.admit()  # a refusal is not to end what is being done with the bank
                _ended(jobs(), _key(wired, bank))
                wired.library.unhindered().remove(bank.id)
            keep_for_undo(f"{inline(bank.title)} was deleted.", bank)
            st.rerun()
        if st.button("Keep it", key="delete_bank_cancel"):
            st.rerun()


def _key(wired: Wired, bank: Bank) -> str:
    """The bank among those of all owners."""
    return f"{wired.library.owner}/{bank.id}"


def _ended(all_: Jobs, key: str) -> None:
    """Stops what is being done with the bank, and waits for that."""
    job = all_.of(key)
    if job is not None:
        job.stop()
        job.wait(30)
        all_.forget(key)
