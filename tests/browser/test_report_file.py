"""The report as an HTML file: read by everybody, in both themes, and asking nobody for anything."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from interviewer.interview import replay
from interviewer.rendering.html import to_html
from interviewer.report import report
from tests.browser.axe import barriers
from tests.examples import events
from tests.hostile import hostile_events


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_the_file(browser: Browser, tmp_path: Path, theme: str) -> None:
    """On a desk and on a phone."""
    file = tmp_path / "report.html"
    file.write_text(to_html(report(replay(events()), interview_id="i1")), encoding="utf-8")
    context = browser.new_context(color_scheme=theme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_hostile_report_runs_nothing_and_asks_nobody(browser: Browser, tmp_path: Path) -> None:
    """No dialog, no request but for the file itself."""
    file = tmp_path / "report.html"
    file.write_text(to_html(report(replay(hostile_events()), interview_id="i1")), encoding="utf-8")
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def heard(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.goto(file.as_uri())
    page.wait_for_load_state("load")
    assert asked == [file.as_uri()]
    assert said == []
    page.close()
