"""Groups, where people log in: join one, or lead one and see what its members show."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import streamlit as st

from interviewer.errors import GroupNotFound
from interviewer.groups import Group, Groups
from interviewer.identity import Person
from interviewer.pages import door
from interviewer.pages.plain import inline, literal
from interviewer.pages.service import service, told
from interviewer.rendering.formats import FORMATS
from interviewer.reporting.wording import count, percent
from interviewer.store import Summary
from knowledge.errors import MockInterviewerError


def draw() -> None:
    """The page."""
    st.title("Groups")
    somebody = door.visitor()
    if somebody is None:
        st.markdown("Groups are for those who log in; here there is one user.")
        return
    wired = service()
    groups = Groups(wired.store, somebody, wired.engine.meter().move)
    with told():
        _joined(groups)
        _led(groups)


def _joined(groups: Groups) -> None:
    st.subheader("Groups you are in")
    joined = groups.joined()
    for group in joined:
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute"):
            st.markdown(f"**{inline(group.title)}**", width="content")
            st.button("Leave", key=f"leave_{group.id}", on_click=groups.leave, args=(group.id,))
    if not joined:
        st.markdown("None yet. Whoever leads one gives you its code.")
    with st.form("join", clear_on_submit=True):
        code = st.text_input("Code", key="join_code", max_chars=32)
        st.caption(
            "Whoever leads the group then sees all your interviews, with every answer, mark and "
            "report, until you leave. They can change nothing."
        )
        if st.form_submit_button("Join", key="join_group"):
            _tried(partial(groups.join, code))


def _tried(act: Callable[[], object]) -> None:
    """Does it and draws the page anew; trouble is told in its place."""
    try:
        act()
    except MockInterviewerError as trouble:
        st.error(literal(str(trouble)), icon=":material/error:")
        return
    st.rerun()


def _led(groups: Groups) -> None:
    st.subheader("Groups you lead")
    led = groups.led()
    for group in led:
        _group(groups, group)
    if not led:
        st.markdown("None yet. Lead one to see how its members are doing.")
    with st.form("found", clear_on_submit=True):
        title = st.text_input("Title", key="group_title", max_chars=80)
        if st.form_submit_button("Lead a new group", key="found_group"):
            _tried(partial(groups.found, title))


def _group(groups: Groups, group: Group) -> None:
    members = groups.members(group.id)
    with st.container(border=True, key=f"group_{group.id}"):
        st.markdown(f"**{inline(group.title)}** · {count(len(members), 'member')}")
        st.caption("Give this code to those who are to join:")
        st.code(group.code, language=None)
        for member in members:
            with st.expander(inline(member.name), key=f"member_{group.id}_{member.owner}"):
                _member(groups, group, member)
        st.button(
            "Dissolve",
            key=f"dissolve_{group.id}",
            type="tertiary",
            icon=":material/group_off:",
            on_click=_dissolve,
            args=(groups, group.id),
        )


def _dissolve(groups: Groups, group_id: str) -> None:
    with suppress(GroupNotFound):  # another tab was first
        groups.dissolve(group_id)


def _member(groups: Groups, group: Group, member: Person) -> None:
    interviews = groups.interviews(group.id, member.owner)
    if not interviews:
        st.markdown("No interview yet.")
    for summary in interviews:
        _row(groups, group, member, summary)


def _row(groups: Groups, group: Group, member: Person, summary: Summary) -> None:
    state = summary.finished.replace("_", " ") if summary.finished else "in progress"
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(
            f"{summary.started_at:%d %b %Y, %H:%M} UTC · {inline(summary.bank_title)}  \n"
            f"{summary.asked} of {count(summary.planned, 'question')} · {state} · "
            f"**{percent(summary.score)}**",
            width="content",
        )
        st.download_button(
            "Report",
            partial(_report, groups, group.id, member.owner, summary.id),
            file_name=f"interview-{summary.bank}-{summary.id}.html",
            mime="text/html",
            key=f"report_{summary.id}",
            icon=":material/download:",
            on_click="ignore",
        )


def _report(groups: Groups, group_id: str, member: str, interview_id: str) -> bytes:
    """Made, and asked for anew, when it is pressed: the member may have left by then."""
    return FORMATS["html"](groups.report(group_id, member, interview_id))
