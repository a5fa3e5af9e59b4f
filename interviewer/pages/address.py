"""The pages and their addresses; `?interview=…` is all that a page remembers."""

from collections.abc import Callable

import streamlit as st

INTERVIEW = "interview"


def _practice() -> None:
    from interviewer.pages.practice import draw

    draw()


def _interview() -> None:
    from interviewer.pages.interview import draw

    draw()


def _report() -> None:
    from interviewer.pages.report import draw

    draw()


def _progress() -> None:
    from interviewer.pages.progress import draw

    draw()


def _library() -> None:
    from interviewer.pages.library import draw

    draw()


def _groups() -> None:
    from interviewer.pages.groups import draw

    draw()


_PAGES: dict[str, tuple[Callable[[], None], str, str, str]] = {
    "practice": (_practice, "Practice", "mic", "Choose a bank and start an interview."),
    "interview": (_interview, "Interview", "forum", "The interview in progress."),
    "report": (_report, "Report", "fact_check", "What an interview showed, line by line."),
    "progress": (_progress, "Progress", "trending_up", "Past interviews and how they went."),
    "library": (_library, "Library", "menu_book", "Banks of questions; add your own documents."),
    "groups": (_groups, "Groups", "groups", "Groups you are in, and groups you lead."),
}


def page(name: str) -> st.Page:
    """The page of that name, for links and switches."""
    draw, title, icon, says = _PAGES[name]
    return st.Page(
        draw,
        title=title,
        icon=f":material/{icon}:",
        url_path="" if name == "practice" else name,
        default=name == "practice",
        help=says,
    )


def pages(*, many: bool) -> list[st.Page]:
    """All of them, in the order of the navigation; some are only for `many` users."""
    return [page(name) for name in _PAGES if many or name != "groups"]


def go(name: str, interview_id: str | None = None) -> None:
    """Switches to that page, with the interview in the address."""
    st.switch_page(page(name), query_params={INTERVIEW: interview_id} if interview_id else None)


def interview_id() -> str | None:
    """The interview in the address, or None."""
    return st.query_params.get(INTERVIEW)
