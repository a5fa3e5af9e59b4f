"""The ways in which model servers misbehave, as steps of `tests.llmserver`."""

import json
from collections.abc import Mapping
from typing import Any

from tests.llmserver import Exchange, Step, chunk, completion

_MANY = 500  # as good as for ever, but a test that waits it out fails instead of hanging
PAGE = "<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>"


def status(
    code: int, message: str = "no", *, error: Mapping[str, Any] | None = None, **headers: str
) -> Step:
    """An error of that status, as OpenAI words it."""
    said = {"message": message, "type": "error", "code": None, "param": None, **(error or {})}
    return lambda exchange: exchange.send(code, json.dumps({"error": said}), **headers)


def page(code: int = 200, text: str = PAGE) -> Step:
    """A web page in place of a reply."""
    return lambda exchange: exchange.send(code, text, kind="text/html")


def whole(body: str) -> Step:
    """A response of that JSON text, whatever was asked."""
    return lambda exchange: exchange.send(200, body)


def only_whole(text: str) -> Step:
    """A sound reply from a server that knows no streams."""
    return whole(json.dumps(completion({"content": text})))


def events(*lines: str) -> Step:
    """A stream of these very lines, and no end."""

    def step(exchange: Exchange) -> None:
        exchange.open()
        for line in lines:
            exchange.line(line)

    return step


def chunks(*several: Mapping[str, Any], done: bool = True) -> Step:
    """A stream of these chunks."""
    lines = [f"data: {json.dumps(one)}" for one in several]
    return events(*lines, *(["data: [DONE]"] if done else []))


def delta(finish: str | None = None, **said: Any) -> dict[str, Any]:
    """A chunk with one delta."""
    return chunk([{"index": 0, "delta": said, "finish_reason": finish}])


def hangs(exchange: Exchange) -> None:
    """Takes the request and says nothing until the test is over."""
    exchange.handler.close_connection = True
    exchange.released.wait()


def stalls(text: str) -> Step:
    """Begins a reply and falls silent."""

    def step(exchange: Exchange) -> None:
        exchange.open()
        exchange.piece(text)
        exchange.released.wait()

    return step


def breaks(text: str) -> Step:
    """Begins a reply of a known length and closes the connection in the middle of it."""

    def step(exchange: Exchange) -> None:
        handler = exchange.handler
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        exchange.piece(text)

    return step


def drips(pause: float) -> Step:
    """Sends a letter at a time for ever; each comes sooner than a read is given up."""

    def step(exchange: Exchange) -> None:
        exchange.open()
        exchange.piece('{"reply": "')
        for _ in range(_MANY):
            exchange.piece("a")
            if exchange.released.wait(pause):
                return

    return step


def drips_headers(pause: float) -> Step:
    """Sends a header a letter at a time, for ever."""

    def step(exchange: Exchange) -> None:
        exchange.handler.close_connection = True
        exchange.handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(_MANY):
            exchange.write(b"a")
            if exchange.released.wait(pause):
                return

    return step


def keeps_alive(pause: float) -> Step:
    """Sends comments that say only that somebody is there, for ever."""

    def step(exchange: Exchange) -> None:
        exchange.open()
        for n in range(_MANY):
            exchange.line(f": still here {n}")
            if exchange.released.wait(pause):
                return

    return step


def rejects(*names: str, code: int = 400, otherwise: Step) -> Step:
    """Rejects requests that hold one of these parameters, naming it; answers others."""

    def step(exchange: Exchange) -> None:
        held = next((n for n in names if n in exchange.body), None)
        if held is None:
            otherwise(exchange)
        else:
            status(code, f"Unrecognized request argument supplied: {held}")(exchange)

    return step
