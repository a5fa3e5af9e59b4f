"""The report of one interview, computed from its events each time; no model is asked."""

from functools import partial

import streamlit as st

from interviewer.engine import Wish
from interviewer.events import Selection
from interviewer.pages import address, disagreeing
from interviewer.pages.plain import inline, literal
from interviewer.pages.points import badge, closing, marked
from interviewer.pages.practice import start
from interviewer.pages.service import service, told
from interviewer.pages.tones import tones
from interviewer.rendering import charts
from interviewer.rendering.anki import has_cards
from interviewer.rendering.facts import cost, cut_short, judges, tokens
from interviewer.rendering.formats import FORMATS, filename
from interviewer.report import (
    Action,
    DimensionReport,
    PractiseTopic,
    QuestionReport,
    Report,
    RetryQuestion,
    ReviewQuestions,
    Status,
    TurnReport,
)
from interviewer.reporting.wording import day, duration, percent, shortened
from interviewer.wiring import Wired


def draw() -> None:
    """The page."""
    wired = service()
    with told():
        interview_id = address.interview_id() or _latest(wired)
    if interview_id is None:
        _nothing_yet()
        return
    with told():
        report = wired.engine.report(interview_id)
    _head(report)
    _sentences(report)
    _marks(report)
    _heatmap(report)
    _actions(wired, report)
    st.header("Question by question")
    for question in report.questions:
        _question(wired, report, question)
    _calibration(report)
    _progress(report)
    _downloads(report)
    _made_of(report)


def _latest(wired: Wired) -> str | None:
    past = wired.engine.interviews()
    return past[0].id if past else None


def _nothing_yet() -> None:
    st.title("No report yet")
    st.markdown("Hold one interview, even a short one, and its report is here.")
    if st.button("Go to practice", type="primary", key="to_practice"):
        address.go("practice")


def _head(report: Report) -> None:
    head = report.header
    st.title(f"Report: {inline(head.bank_title)}")
    counts = head.counts
    st.caption(
        f"{day(head.started_at.astimezone())} · {duration(head.duration)} · {head.mode} mode · "
        f"{counts.judged} of {counts.planned} questions judged"
        + (f", {counts.skipped} skipped" if counts.skipped else "")
        + (f", {counts.unjudged} not judged" if counts.unjudged else "")
        + f" · {head.disclaimer}"
    )
    if short := cut_short(head):
        st.info(short, icon=":material/flag:")
    if head.finish is None:
        st.info(
            "This interview is not over; the report covers what there is.",
            icon=":material/hourglass_top:",
        )
        if st.button("Continue the interview", key="continue", icon=":material/resume:"):
            address.go("interview", head.interview_id)


def _sentences(report: Report) -> None:
    icons = {"evidence": "thumb_up", "gap": "search", "next": "arrow_forward"}
    with st.container(border=True, key="sentences"):
        for sentence in report.sentences:
            st.markdown(f":material/{icons[sentence.kind]}: {literal(sentence.text)}")


def _marks(report: Report) -> None:
    left, right = st.columns([1, 2])
    with left:
        st.metric(
            "Overall",
            percent(report.score),
            help="Mean of the questions; a point that came with help counts half, "
            "a skipped question counts nothing.",
        )
        st.caption(f"{percent(report.unaided)} before any help")
    with right:
        for dimension in report.dimensions:
            st.markdown(_dimension(dimension))


def _dimension(dimension: DimensionReport) -> str:
    name = dimension.dimension.value.capitalize()
    if dimension.level is None:
        return f"**{name}** :gray-badge[not assessed] :small[{inline(dimension.why)}]"
    quote = f" “{inline(dimension.quote.text)}”" if dimension.quote else ""
    dots = "●" * dimension.level + "○" * (4 - dimension.level)
    doubt = ""
    if dimension.second is not None:
        doubt = f" :orange-badge[uncertain: the offline examiner gives {dimension.second}]"
    return (
        f"**{name}** {dots} {dimension.level} of 4, {inline(dimension.meaning)}{doubt}  \n"
        f":small[{inline(dimension.why)}{quote}]"
    )


def _heatmap(report: Report) -> None:
    rows = [r for r in report.heatmap if r.cells]
    if not rows:
        return
    st.header("Points at a glance")
    # One cell holds all points of a question, so that they wrap on a phone.
    lines = ["| question | points | score |", "|---|---|---|"]
    for row in rows:
        points = " ".join(
            badge(c.state, "½" if c.aided else "").replace(" ]", "]") for c in row.cells
        )
        name = f"{row.number}. {inline(shortened(row.prompt, 44))}"
        lines.append(f"| {name} | {points} | {percent(row.score)} |")
    st.markdown("\n".join(lines))
    st.caption("✓ covered · ◐ partial · ✗ missed · ! contradicted · – not judged · ½ with help")


def _actions(wired: Wired, report: Report) -> None:
    if not report.actions:
        return
    st.header("What to do next")
    for number, action in enumerate(report.actions, 1):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(literal(action.why))
            label = inline(action.label)
            if st.button(label, key=f"action_{number}", icon=":material/arrow_forward:"):
                _do(wired, report, action)


def _do(wired: Wired, report: Report, action: Action) -> None:
    head = report.header
    match action:
        case RetryQuestion():
            _again(wired, report, (action.question_id,))
        case ReviewQuestions():
            _again(wired, report, action.question_ids)
        case PractiseTopic():
            with told():
                bank = wired.library.get(head.bank)
            count = sum(q.topic == action.topic for q in bank.questions)
            wish = Wish(
                bank=head.bank,
                count=min(count, head.counts.planned),
                mode=head.mode,
                selection=Selection.TOPIC,
                topics=(action.topic,),
            )
            start(wired, wish)
        case _:
            wish = Wish(
                bank=head.bank,
                count=head.counts.planned,
                mode=head.mode,
                selection=Selection.RANDOM,
                seed=head.seed + 1,
            )
            start(wired, wish)


def _again(wired: Wired, report: Report, question_ids: tuple[str, ...]) -> None:
    head = report.header
    start(wired, Wish(bank=head.bank, mode=head.mode, only=question_ids))


def _question(wired: Wired, report: Report, question: QuestionReport) -> None:
    """The question, folded but for the first; what is folded is not drawn."""
    title = f"{question.number}. {inline(question.prompt)} — {percent(question.score)}"
    box = st.expander(
        title,
        expanded=question.number == 1,
        key=f"question_{question.number}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _unfolded(wired, report, question)


def _unfolded(wired: Wired, report: Report, question: QuestionReport) -> None:
    st.caption(f"{inline(question.topic)} · {question.level} · {inline(question.source)}")
    st.markdown(literal(question.summary))
    if question.uncertain:
        st.warning(literal(question.uncertain), icon=":material/balance:")
    for turn in question.turns:
        _turn(turn)
    if question.earlier is not None:
        st.caption(f":material/history: The last time: {literal(question.earlier.text)}")
    closing(question)
    disagreeing.outcomes(wired, report, question)
    if question.rewrite:
        st.markdown(f"**Say it better.** {literal(question.rewrite)}")
    if question.related:
        st.caption(f"Related: {'; '.join(inline(r.prompt) for r in question.related)}")
    if question.why:
        st.caption(f"Why this question: {inline(question.why)}")
    with st.container(horizontal=True):
        if question.status is not Status.OPEN and st.button(
            "Retry this question", key=f"retry_{question.number}", icon=":material/replay:"
        ):
            _again(wired, report, (question.question_id,))
        disagreeing.button(wired, report, question)


def _turn(turn: TurnReport) -> None:
    with st.chat_message("assistant", avatar=":material/record_voice_over:"):
        st.markdown(literal(turn.asked))
        for hint in turn.hints:
            st.caption(f"Hint: {literal(hint)}")
    for aside in turn.asides:
        with st.chat_message("user", avatar=":material/person:"):
            st.markdown(literal(aside.asked))
        if aside.said:
            with st.chat_message("assistant", avatar=":material/record_voice_over:"):
                st.markdown(literal(aside.said))
    if turn.answer is not None or turn.skipped:
        with st.chat_message("user", avatar=":material/person:"):
            st.markdown("*(skipped)*" if turn.skipped else marked(turn) or "*(nothing)*")
            if turn.ungraded:
                st.caption(f"Not judged: {literal(turn.ungraded)}")
    if turn.gained is not None:
        st.caption(f":material/trending_up: {literal(turn.gained.text)}")


def _calibration(report: Report) -> None:
    rated = report.calibration
    if rated is None:
        return
    st.header("How sure against how right")
    st.markdown(literal(rated.text))
    st.altair_chart(
        charts.calibration(rated.table, tones()),
        alt=charts.calibration_alt(rated.table),
        key="calibration",
        theme=None,
    )


def _progress(report: Report) -> None:
    if report.progress is not None:
        st.header("Since last time")
        st.markdown(literal(report.progress.text))


def _downloads(report: Report) -> None:
    st.header("Keep it")
    with st.container(horizontal=True):
        for key, form in FORMATS.items():
            if key == "apkg" and not has_cards(report):
                continue  # there would be nothing on its cards
            st.download_button(
                form.name,
                data=partial(form, report),
                file_name=filename(report, key),
                mime=form.mime,
                key=f"download_{key}",
                icon=":material/download:",
                on_click="ignore",
            )


def _made_of(report: Report) -> None:
    head = report.header
    with st.expander("How this report was made", icon=":material/science:"):
        st.markdown(
            f"- Interview `{head.interview_id}`, selection {head.selection}, seed {head.seed}\n"
            f"- Bank `{head.bank}`, content {head.bank_digest[:12]}\n"
            f"- Judged by {inline(judges(head))}\n"
            f"- Tokens: {inline(tokens(head))}\n"
            f"- Cost: {inline(cost(head))}"
        )
