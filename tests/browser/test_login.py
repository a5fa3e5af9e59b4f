"""With a log-in everybody sees their own: in a real Chromium, against a provider of our own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from playwright.sync_api import Download, Page, Response, expect

from interviewer.identity import person
from interviewer.store import Store
from tests.browser.candidate import (
    PATIENCE,
    button,
    field,
    interview_of,
    no_traceback,
    press,
    redrawn,
    say,
    settled,
    start,
)
from tests.browser.screens import shot
from tests.browser.server import Server
from tests.long import LONG
from tests.oidc import CLIENT, SECRET, Provider

COOKIE = "a-secret-for-cookies-that-is-long-enough"
ANSWER = "Labels tell which answer is right."
PLACES = ("/", "/library", "/interview?interview=abc", "/report?interview=abc", "/groups")


@pytest.fixture
def provider() -> Iterator[Provider]:
    """Lets in whom the test says."""
    with Provider() as running:
        yield running


@pytest.fixture
def server(server: Server, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The app, started again where everybody has to log in."""
    server.kill()
    monkeypatch.setenv("MOCK_INTERVIEWER_PUBLIC_URL", server.url)
    monkeypatch.setenv("MOCK_INTERVIEWER_OIDC_METADATA_URL", provider.metadata)
    monkeypatch.setenv("MOCK_INTERVIEWER_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("MOCK_INTERVIEWER_OIDC_CLIENT_SECRET", SECRET)
    monkeypatch.setenv("MOCK_INTERVIEWER_COOKIE_SECRET", COOKIE)
    server.start()
    return server


@pytest.fixture
def enter(provider: Provider, open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """`enter("anna")`: a browser of her own in which she has logged in."""

    def entered(name: str) -> Page:
        provider.user = {"sub": name, "name": name.title(), "email": f"{name}@example.org"}
        page = open_page("/")
        button(page, "log_in").click(timeout=PATIENCE)
        expect(button(page, "start")).to_be_visible(timeout=PATIENCE)
        settled(page)
        return page

    return entered


@pytest.fixture
def copied(server: Server, open_page: Callable[..., Page]) -> Callable[[Page], Page]:
    """`copied(page)`: another browser, with a copy of the cookie that says who has logged in."""

    def taken(victim: Page) -> Page:
        thief = open_page("/")
        for cookie in victim.context.cookies():
            name, value = cookie["name"], cookie["value"]
            if name.startswith("_streamlit_user"):
                thief.context.add_cookies([{"name": name, "value": value, "url": server.url}])
        thief.reload()
        expect(button(thief, "log_out")).to_be_visible(timeout=PATIENCE)
        settled(thief)
        return thief

    return taken


def test_nobody_gets_in_without_a_log_in(server: Server, open_page: Callable[..., Page]) -> None:
    """Every page is a door, whatever its address says; nothing is stored."""
    Store(server.home / "interviews.sqlite3").close()
    answers: list[Response] = []
    page = open_page("/")
    page.on("response", lambda came: answers.append(came))  # noqa: PLW0108 - a built-in it cannot mark
    for place in PLACES:
        page.goto(f"{server.url}{place}")
        expect(button(page, "log_in")).to_be_visible(timeout=PATIENCE)
        settled(page)
        assert page.locator(".st-key-start, .st-key-settings, .st-key-answer").count() == 0
    fonts = [a.status for a in answers if "/static/media/" in a.url]
    assert fonts
    assert max(fonts) < 400  # they are for everybody
    shot(page, "door")
    assert Store(server.home / "interviews.sqlite3").summaries() == ()


def test_everybody_sees_their_own(
    server: Server, provider: Provider, enter: Callable[[str], Page]
) -> None:
    """Another's interview and report are not found; lists and banks hold one's own."""
    anna = enter("anna")
    expect(button(anna, "log_out")).to_contain_text("Log out Anna")
    interview = start(anna, count=1)
    say(anna, ANSWER)
    store = Store(server.home / "interviews.sqlite3")
    owner = person({"iss": provider.url, "sub": "anna"}).owner
    assert [s.id for s in store.of(owner).summaries()] == [interview]
    assert store.summaries() == ()

    ben = enter("ben")
    for place in ("interview", "report"):
        ben.goto(f"{server.url}/{place}?interview={interview}")
        expect(ben.get_by_role("heading", name="This interview is not here")).to_be_visible(
            timeout=PATIENCE
        )
        assert ANSWER not in ben.content()
    ben.goto(f"{server.url}/progress")
    expect(ben.get_by_text("Finish one interview to see this.")).to_be_visible(timeout=PATIENCE)
    settled(ben)
    shot(ben, "progress-of-another")
    before = store.of(owner).events(interview)
    ben.goto(server.url)
    other = start(ben, count=1)
    assert other != interview
    press(ben, "settings")
    expect(button(ben, "delete_everything").first).to_be_visible(timeout=PATIENCE)
    assert ben.locator(".st-key-base_url, .st-key-look_for_local").count() == 0
    assert str(server.home) not in ben.content()
    button(ben, "delete_everything").first.click()
    button(ben, "delete_everything_confirm").first.click(timeout=PATIENCE)
    expect(ben.get_by_text("Deleted 1 interview")).to_be_visible(timeout=PATIENCE)
    assert store.of(owner).events(interview) == before

    anna.reload()
    expect(anna.get_by_text(ANSWER).first).to_be_attached(timeout=PATIENCE)
    assert interview_of(anna) == interview
    no_traceback(anna)


def test_logging_out_closes_the_door(
    server: Server, enter: Callable[[str], Page], provider: Provider
) -> None:
    """And whoever logs in next in that browser sees their own."""
    page = enter("anna")
    start(page, count=1)
    page.goto(server.url)
    expect(button(page, "log_out")).to_be_visible(timeout=PATIENCE)
    settled(page)
    button(page, "log_out").click()
    expect(button(page, "log_in")).to_be_visible(timeout=PATIENCE)
    provider.user = {"sub": "ben"}
    button(page, "log_in").click()
    expect(button(page, "log_out")).to_contain_text("Log out ben", timeout=PATIENCE)
    page.goto(f"{server.url}/progress")
    expect(page.get_by_text("Finish one interview to see this.")).to_be_visible(timeout=PATIENCE)


@LONG  # what is the same in a tab left open is looked at every time, below
def test_a_copied_cookie_opens_nothing_after_the_log_out(
    server: Server, enter: Callable[[str], Page], copied: Callable[[Page], Page]
) -> None:
    """Nor does a page that was open with it, nor an upload; another log-in goes on."""
    anna, elsewhere = enter("anna"), enter("anna")
    thief = copied(anna)
    button(anna, "log_out").click()
    expect(button(anna, "log_in")).to_be_visible(timeout=PATIENCE)

    button(thief, "start").click()  # in the page that was open
    expect(button(thief, "log_in")).to_be_visible(timeout=PATIENCE)
    assert Store(server.home / "interviews.sqlite3").untouched_since(datetime.now(UTC)) == ()
    server.kill()
    server.start()
    for place in PLACES:
        thief.goto(f"{server.url}{place}")
        expect(button(thief, "log_in")).to_be_visible(timeout=PATIENCE)
    token = {c["name"]: c["value"] for c in thief.context.cookies()}["_streamlit_xsrf"]
    refused = thief.request.put(
        f"{server.url}/_stcore/upload_file/session/file",
        headers={"X-Xsrftoken": token},
        multipart={"file": "words"},
    )
    assert (refused.status, refused.text()) == (403, "Log in first.\n")
    elsewhere.goto(server.url)
    expect(button(elsewhere, "log_out")).to_contain_text("Log out Anna", timeout=PATIENCE)
    button(thief, "log_in").click()  # whom the provider lets in comes in again
    expect(button(thief, "start")).to_be_visible(timeout=PATIENCE)


def test_a_tab_left_open_does_nothing_after_the_log_out(
    server: Server,
    enter: Callable[[str], Page],
    copied: Callable[[Page], Page],
    provider: Provider,
) -> None:
    """Not by a callback, not in a dialog, not by a download, not in its file's old place."""
    anna = enter("anna")
    interview = start(anna, count=2)
    say(anna, ANSWER)
    anna.goto(server.url)
    expect(button(anna, "log_out")).to_be_visible(timeout=PATIENCE)
    settled(anna)
    store = Store(server.home / "interviews.sqlite3").of(
        person({"iss": provider.url, "sub": "anna"}).owner
    )
    before = store.events(interview)
    thief = copied(anna)
    writing, dialog, report, settings = (thief.context.new_page() for _ in range(4))
    writing.goto(f"{server.url}/interview?interview={interview}")
    field(writing).fill("Never to be stored.", timeout=PATIENCE)
    dialog.goto(f"{server.url}/progress")
    button(dialog, f"delete_{interview}").click(timeout=PATIENCE)
    expect(button(dialog, "delete_confirm")).to_be_visible(timeout=PATIENCE)
    report.goto(f"{server.url}/report?interview={interview}")
    with report.expect_download(timeout=PATIENCE) as file:
        button(report, "download_md").click(timeout=PATIENCE)
    assert report.request.get(file.value.url).status == 200
    settings.goto(server.url)
    press(settings, "settings")
    expect(button(settings, "download_everything").first).to_be_visible(timeout=PATIENCE)
    tabs: dict[Page, Callable[[], None]] = {
        writing: partial(field(writing).press, "Enter"),
        dialog: button(dialog, "delete_confirm").click,
        report: button(report, "download_md").click,
        settings: button(settings, "download_everything").first.click,
    }
    brought: list[Download] = []
    for page in tabs:
        page.on("download", lambda came: brought.append(came))  # noqa: PLW0108 - as above
        settled(page)
    button(anna, "log_out").click()
    expect(button(anna, "log_in")).to_be_visible(timeout=PATIENCE)

    for page, tap in tabs.items():
        tap()
        expect(button(page, "log_in")).to_be_visible(timeout=PATIENCE)
        settled(page)
        no_traceback(page)
    assert brought == []
    assert store.events(interview) == before
    assert report.request.get(file.value.url).status == 403


def test_a_forged_cookie_opens_nothing(server: Server, open_page: Callable[..., Page]) -> None:
    """Only what the app signed is believed."""
    page = open_page("/")
    expect(button(page, "log_in")).to_be_visible(timeout=PATIENCE)
    page.context.add_cookies(
        [
            {
                "name": "_streamlit_user",
                "value": '{"sub":"anna","is_logged_in":true}',
                "url": server.url,
            }
        ]
    )
    page.reload()
    expect(button(page, "log_in")).to_be_visible(timeout=PATIENCE)


def test_only_who_has_logged_in_uploads(
    server: Server, enter: Callable[[str], Page], open_page: Callable[..., Page]
) -> None:
    """The page before the door has a session too, and nobody may fill the memory through it."""
    door = open_page("/")
    expect(button(door, "log_in")).to_be_visible(timeout=PATIENCE)
    token = {c["name"]: c["value"] for c in door.context.cookies()}["_streamlit_xsrf"]
    place = f"{server.url}/_stcore/upload_file/session/file"
    refused = door.request.put(place, headers={"X-Xsrftoken": token}, multipart={"file": "words"})
    assert (refused.status, refused.text()) == (403, "Log in first.\n")
    anna = enter("anna")
    anna.goto(f"{server.url}/library")
    with anna.expect_response(lambda answer: "/upload_file/" in answer.url) as waited:
        anna.locator(".st-key-upload input[type=file]").set_input_files(
            {"name": "a.md", "mimeType": "text/markdown", "buffer": b"# Why?\n\nBecause.\n"},
            timeout=PATIENCE,
        )
    assert waited.value.status == 204
    no_traceback(anna)


def test_a_leader_sees_what_a_member_shows(
    server: Server, enter: Callable[[str], Page], provider: Provider
) -> None:
    """By a code, until the member leaves; a group is dissolved once, whichever tab says so."""
    ben = enter("ben")
    interview = start(ben, count=1)
    say(ben, ANSWER)
    anna = enter("anna")
    anna.goto(f"{server.url}/groups")
    anna.locator(".st-key-group_title input").fill("Class", timeout=PATIENCE)
    press(anna, "found_group")
    code = anna.get_by_test_id("stCode").inner_text().strip()
    ben.goto(f"{server.url}/groups")
    ben.locator(".st-key-join_code input").fill(code, timeout=PATIENCE)
    press(ben, "join_group")
    expect(ben.get_by_role("button", name="Leave")).to_be_visible(timeout=PATIENCE)
    anna.reload()
    anna.get_by_text("Ben", exact=True).click(timeout=PATIENCE)
    with anna.expect_download(timeout=PATIENCE) as waited:
        button(anna, f"report_{interview}").first.click()
    assert ANSWER in waited.value.path().read_text()
    settled(anna)
    shot(anna, "groups")
    anna.goto(f"{server.url}/report?interview={interview}")
    expect(anna.get_by_role("heading", name="This interview is not here")).to_be_visible(
        timeout=PATIENCE
    )
    with redrawn(ben):
        ben.get_by_role("button", name="Leave").click()
    anna.goto(f"{server.url}/groups")
    expect(anna.get_by_text("0 members")).to_be_visible(timeout=PATIENCE)
    tab = anna.context.new_page()
    tab.goto(f"{server.url}/groups")
    expect(tab.get_by_role("button", name="Dissolve")).to_be_visible(timeout=PATIENCE)
    settled(tab)
    for page in (anna, tab):  # in the second it is gone when it is pressed
        page.get_by_role("button", name="Dissolve").click(timeout=PATIENCE)
        expect(page.get_by_text("None yet. Lead one")).to_be_visible(timeout=PATIENCE)
        no_traceback(page)
