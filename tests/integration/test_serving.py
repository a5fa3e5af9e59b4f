"""The web server around the pages, as a process of its own: who may ask, what every answer says."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.server import Server
from tests.disks import make_read_only, small_disk

REFUSED = [
    ("GET", "/_stcore/agent", 404),
    ("GET", "/media/nothing.html", 404),
    ("GET", "/component/nothing/index.html", 404),
    ("PUT", "/_stcore/upload_file/session/file", 403),
    ("DELETE", "/_stcore/upload_file/session/file", 403),
    ("POST", "/healthz", 405),
    ("POST", "/", 405),
]
BEFORE_THE_DOOR = [
    ("PUT", "/_stcore/upload_file/session/file", 403),
    ("GET", "/media/report.html", 403),
    ("GET", "/auth/login", 302),
    ("GET", "/auth/logout", 302),
    ("GET", "/oauth2callback?code=x&state=y", 302),
]
LARGEST = 10 * 1024 * 1024
"""Bytes of a document: `server.maxUploadSize`."""

FORM = {"Content-Type": "multipart/form-data; boundary=end"}
PLACES = ("/", "/healthz", "/readyz", "/_stcore/health", "/static/nothing.js", "/_stcore/metrics")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a home of its own, for all tests here: none of them changes anything."""
    folder = tmp_path_factory.mktemp("served")
    server = Server(folder / "home", folder / "server.log")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app where people log in, at a provider that cannot be reached."""
    folder = tmp_path_factory.mktemp("door")
    server = Server(folder / "home", folder / "server.log")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "PUBLIC_URL": server.url,
            "OIDC_METADATA_URL": "http://127.0.0.1:9/.well-known/openid-configuration",
            "OIDC_CLIENT_ID": "app",
            "OIDC_CLIENT_SECRET": "hush",
            "COOKIE_SECRET": "a-secret-for-cookies-that-is-long-enough",
        }.items():
            patch.setenv(f"MOCK_INTERVIEWER_{name}", value)
        server.start()
    yield server
    server.kill()


def asked(server: Server, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer to that request, read to its end."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    answer.said = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def handshake(host: str, origin: str | None) -> bytes:
    """What a browser sends to open a websocket."""
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit",
        *([f"Origin: {origin}"] if origin else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def connected(server: Server, host: str, origin: str | None) -> int:
    """The status of a websocket's handshake: 101 when it is let in."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(handshake(host, origin))
        return int(line.recv(64).split()[1])


def guarded(headers: HTTPMessage) -> None:
    """None may be framed, sniffed, or load from elsewhere."""
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", PLACES)
def test_every_answer_carries_the_headers(served: Server, path: str) -> None:
    """Pages, scripts, what is closed."""
    guarded(asked(served, path).headers)


@pytest.mark.parametrize(("method", "path", "status"), REFUSED)
def test_every_refusal_carries_the_headers(
    served: Server, method: str, path: str, status: int
) -> None:
    """Also what Streamlit itself refuses."""
    answer = asked(served, path, method)
    assert answer.status == status
    guarded(answer.headers)


def test_the_refusal_of_a_strange_name_carries_the_headers(served: Server) -> None:
    """It is answered before anything else."""
    guarded(asked(served, "/", Host="evil.example").headers)


@pytest.mark.parametrize(("method", "path", "status"), BEFORE_THE_DOOR)
def test_what_is_answered_before_the_door_carries_the_headers(
    door: Server, method: str, path: str, status: int
) -> None:
    """Files that are refused, and the ways in and out while no provider can be reached."""
    answer = asked(door, path, method)
    assert answer.status == status
    guarded(answer.headers)


def test_an_upload_that_is_too_large_is_refused(served: Server) -> None:
    """By the length it announces, before its first byte, and by the bytes that came; then a small
    one is taken.
    """
    token = asked(served, "/_stcore/health").headers["Set-Cookie"].split("=", 1)[1]
    token = token.split(";", 1)[0]
    known = {"Cookie": f"_streamlit_xsrf={token}", "X-Xsrftoken": token}
    with opened_tab(served) as session:
        place = f"/_stcore/upload_file/{session}/file"
        announced = {**known, "Content-Length": str(LARGEST + 1)}
        for headers, body, status in (
            (announced, None, 413),
            ({**known, "Transfer-Encoding": "chunked"}, iter([form(LARGEST + 1)]), 413),
            (known, form(1), 204),
        ):
            answer = sent(served, place, {**FORM, **headers}, body)
            assert answer.status == status
            guarded(answer.headers)


def form(size: int) -> bytes:
    """A form in which a file of as many bytes is uploaded."""
    head = b'--end\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    return head + b"x" * size + b"\r\n--end--\r\n"


def sent(
    server: Server, path: str, headers: dict[str, str], body: bytes | Iterator[bytes] | None
) -> HTTPResponse:
    """The answer to that upload; of a body that is None nothing is sent but its length."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("PUT", path, body, headers, encode_chunked=True)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@contextmanager
def opened_tab(server: Server) -> Iterator[str]:
    """The id of a session, which is open as long."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")]) as line:
        line.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        while True:
            message = ForwardMsg.FromString(bytes(line.recv(timeout=30, decode=False)))
            if message.WhichOneof("type") == "new_session":
                yield message.new_session.initialize.session_id
                return


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1", "a b"]
)
def test_a_name_that_is_not_ours_is_refused(served: Server, host: str) -> None:
    """So that no page of a stranger reaches the app through a name of theirs (DNS rebinding)."""
    assert asked(served, "/", Host=host).status == 400
    assert connected(served, host, None) in (400, 403)


@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1", "[::1]:80", "192.0.2.7", "a.localhost"]
)
def test_numeric_addresses_and_this_machine_are_ours(served: Server, host: str) -> None:
    """Whatever the port."""
    assert asked(served, "/healthz", Host=host).status == 200


def test_only_a_page_of_ours_may_connect(served: Server) -> None:
    """A websocket from another site's page is refused before Streamlit sees it."""
    ours = f"127.0.0.1:{served.port}"
    assert connected(served, ours, f"http://{ours}") == 101
    assert connected(served, ours, None) == 101
    for origin in ("http://evil.example", f"http://localhost:{served.port}", "null", "http://["):
        assert connected(served, ours, origin) == 403


def test_a_message_that_is_too_large_ends_its_connection(served: Server) -> None:
    """Refused by the length it announces, before a byte of it is held: nobody has logged in yet."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as line:
        line.sendall(handshake(f"localhost:{served.port}", None))
        head = b""
        while b"\r\n\r\n" not in head:
            head += line.recv(4096)
        assert head.split()[1] == b"101"
        announced = 8_000_001
        line.sendall(b"\x82\xff" + announced.to_bytes(8) + b"mask")
        said = head.partition(b"\r\n\r\n")[2]
        while chunk := line.recv(4096):
            said += chunk
    close = said.rindex(b"\x03\xf1")  # 1009, too large
    assert said[close - 2] == 0x88  # in a frame that closes
    assert asked(served, "/healthz").status == 200


def test_healthz_says_that_the_process_is_there(served: Server) -> None:
    """And nothing else."""
    answer = asked(served, "/healthz")
    assert (answer.status, answer.said) == (200, b"ok\n")  # type: ignore[attr-defined]


def test_readyz_says_that_interviews_can_be_held(served: Server) -> None:
    """Part by part."""
    answer = asked(served, "/readyz")
    assert answer.status == 200
    assert json.loads(answer.said) == {"database": "ok", "home": "ok"}  # type: ignore[attr-defined]


def test_what_no_page_needs_is_closed(served: Server) -> None:
    """Metrics and the interface for agents."""
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent"):
        assert asked(served, path).status == 404


def test_metrics_are_open_when_asked_for(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the names that were invited are."""
    monkeypatch.setenv("MOCK_INTERVIEWER_METRICS", "true")
    monkeypatch.setenv("MOCK_INTERVIEWER_ALLOWED_HOSTS", "*.example.org, other.test")
    monkeypatch.setenv("MOCK_INTERVIEWER_PUBLIC_URL", "https://interviews.example.com")
    server = Server(home, tmp_path / "server.log")
    server.start()
    try:
        assert b"# EOF" in asked(server, "/_stcore/metrics").said  # type: ignore[attr-defined]
        for host in ("a.example.org", "other.test:443", "interviews.example.com"):
            assert asked(server, "/healthz", Host=host).status == 200
            assert connected(server, host, f"https://{host}") == 101
        assert asked(server, "/healthz", Host="example.org").status == 400
    finally:
        server.kill()


def test_readyz_names_the_part_that_fails(tmp_path: Path) -> None:
    """503, without a path or a name of the machine."""
    from interviewer.serving.health import Readiness
    from interviewer.settings import Settings

    with small_disk(tmp_path / "disk", 512) as disk:
        readiness = Readiness(Settings(home=disk / "home"))
        assert readiness.look() == {"database": "ok", "home": "ok"}
        assert readiness._store is not None
        readiness._store.close()  # a disk with an open file stays writable
        make_read_only(disk)
        assert readiness.look() == {"database": "ok", "home": "OSError"}
    with small_disk(tmp_path / "other", 512) as disk:
        make_read_only(disk)
        found = Readiness(Settings(home=disk / "home")).look()
        assert found == {"database": "StorageReadOnly", "home": "OSError"}
