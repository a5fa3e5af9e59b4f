"""Files where people log in, and what no page needs: without a server."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from interviewer.serving import logins
from interviewer.serving.visitors import Invited, InvitedOnly

UPLOAD = "/_stcore/upload_file/session/{}"


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> MemoryUploadedFileManager:
    """What Streamlit keeps of what was uploaded."""
    held = MemoryUploadedFileManager("/_stcore/upload_file")
    runtime = SimpleNamespace(uploaded_file_mgr=held)
    monkeypatch.setattr("streamlit.runtime.get_instance", lambda: runtime)
    return held


def asked(app: Any, path: str, method: str = "GET") -> int | None:
    """The status of the answer to that request; None where the app within was asked."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(b"host", b"localhost")]
    scope = {"type": "http", "path": path, "method": method, "headers": headers}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"] if sent else None


async def within(*_: Any) -> None:
    """The app, which says nothing."""


def test_a_session_keeps_the_last_file_it_was_given(
    uploads: MemoryUploadedFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many are sent; another session's stays."""
    monkeypatch.setattr(logins, "_refusal", lambda _: (0, ""))

    async def taken(scope: Any, *_: Any) -> None:
        session, file = scope["path"].split("/")[-2:]
        uploads.add_file(session, UploadedFileRec(file, "a.md", "text/markdown", b"words"))

    app = logins.VisitorsOnly(taken)
    asked(app, "/_stcore/upload_file/other/one", "PUT")
    for name in ("one", "two", "three"):
        asked(app, UPLOAD.format(name), "PUT")
    assert {s: list(files) for s, files in uploads.file_storage.items()} == {
        "other": ["one"],
        "session": ["three"],
    }
    asked(logins.VisitorsOnly(within), UPLOAD.format("two"), "DELETE")
    assert list(uploads.file_storage["session"]) == ["three"]


@pytest.mark.parametrize("base", ["", "/interviews"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/_stcore/upload_file/session/file", 403),
        ("/media/0af1.md", 403),
        ("/static/media/a-font.woff2", None),
        ("/", None),
    ],
)
def test_files_come_and_go_for_visitors_alone(base: str, path: str, status: int | None) -> None:
    """Below whatever path the app is served; its fonts are for everybody."""
    assert asked(logins.VisitorsOnly(within), f"{base}{path}") == status


@pytest.mark.parametrize("base", ["", "/interviews"])
def test_what_no_page_needs_is_closed_below_a_path_too(base: str) -> None:
    """`server.baseUrlPath` moves Streamlit's own addresses."""
    app = InvitedOnly(within, invited=Invited.of("", None), public=None, metrics=False)
    for closed in ("/_stcore/metrics", "/_stcore/agent", "/_stcore/agent/openapi.json"):
        assert asked(app, f"{base}{closed}") == 404
    assert asked(app, f"{base}/_stcore/health") is None
