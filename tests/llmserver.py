"""A local server that speaks the chat protocol, and misbehaves as the test's script says.

    with LLMServer(faults.status(500), says('{"reply": "Go on."}')) as server:
        chat = Chat(Endpoint(base_url=server.url, model="m"))

Each request takes the next step of the script; the last step is taken again and again.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Step = Callable[["Exchange"], None]
"""Answers one request."""

MODELS = ("small-model", "large-model", "text-embedding-3")
USAGE: Mapping[str, Any] = {
    "prompt_tokens": 100,
    "completion_tokens": 20,
    "total_tokens": 120,
    "prompt_tokens_details": {"cached_tokens": 64},
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one request held."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    port: int  # the client's, one for each connection


@dataclass(slots=True)
class Exchange:
    """One request that waits for its answer; `body` is what was asked."""

    handler: BaseHTTPRequestHandler
    body: Mapping[str, Any]
    released: threading.Event
    left: threading.Event
    chunked: bool = False

    @property
    def streams(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def calls_function(self) -> bool:
        return "tools" in self.body

    def send(
        self, status: int, body: str | bytes, *, kind: str = "application/json", **headers: str
    ) -> None:
        """A whole response."""
        payload = body.encode() if isinstance(body, str) else body
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Content-Length", str(len(payload)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(payload)

    def open(self, *, chunked: bool = False) -> None:
        """Begins a stream; it ends with `end` where it is chunked, else with the connection."""
        self.chunked = chunked
        self.handler.close_connection = not chunked
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        if chunked:
            self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def line(self, text: str) -> None:
        """One line of the stream and an empty one after it."""
        self.write(f"{text}\n\n".encode())

    def write(self, data: bytes) -> None:
        """Bytes of the stream, at once."""
        if self.chunked:
            data = b"%x\r\n%s\r\n" % (len(data), data)
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def end(self) -> None:
        """Ends a chunked stream; the connection stays."""
        self.handler.wfile.write(b"0\r\n\r\n")

    def event(self, data: Mapping[str, Any]) -> None:
        """One event of the stream."""
        self.line(f"data: {json.dumps(data)}")

    def delta(self, *, finish: str | None = None, **delta: Any) -> None:
        """One chunk of the reply."""
        self.event(chunk([{"index": 0, "delta": delta, "finish_reason": finish}]))

    def piece(self, text: str) -> None:
        """A piece of the reply's text, where the request wants it: content or arguments."""
        if self.calls_function:
            called = {"index": 0, "function": {"arguments": text}}
            self.delta(tool_calls=[called])
        else:
            self.delta(content=text)


def chunk(choices: list[Any], **more: Any) -> dict[str, Any]:
    """A chunk of a stream."""
    return {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "m",
        "choices": choices,
        **more,
    }


def completion(message: Mapping[str, Any], finish: str = "stop", **more: Any) -> dict[str, Any]:
    """A reply that is not streamed."""
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": dict(USAGE),
        **more,
    }


def says(
    text: str,
    *,
    size: int = 8,
    pause: float = 0.0,
    finish: str | None = "stop",
    usage: Mapping[str, Any] | None = USAGE,
) -> Step:
    """A sound reply of that text in pieces of `size` characters, `pause` seconds apart.

    It comes by content or by function call, streamed or whole, as the request wants it.
    """

    def step(exchange: Exchange) -> None:
        if not exchange.streams:
            exchange.send(200, json.dumps(completion({"content": text}, finish or "stop")))
            return
        exchange.open(chunked=True)
        if exchange.calls_function:
            name = exchange.body["tools"][0]["function"]["name"]
            start = {"index": 0, "id": "f1", "type": "function"}
            exchange.delta(
                role="assistant",
                tool_calls=[{**start, "function": {"name": name, "arguments": ""}}],
            )
        else:
            exchange.delta(role="assistant", content="")
        for at in range(0, len(text), size):
            exchange.piece(text[at : at + size])
            if pause:
                exchange.released.wait(pause)
        if finish is not None:
            ended = "tool_calls" if exchange.calls_function and finish == "stop" else finish
            exchange.delta(finish=ended)
        counted = exchange.body.get("stream_options", {}).get("include_usage")
        if usage is not None and counted:
            exchange.event(chunk([], usage=dict(usage)))
        if finish is not None:
            exchange.line("data: [DONE]")
        exchange.end()

    return step


class LLMServer:
    """Listens on a port of its own; `url` is the endpoint, `requests` what was asked of it."""

    def __init__(
        self, *script: Step, models: tuple[str, ...] | Step = MODELS, port: int = 0
    ) -> None:
        self.script = list(script)
        self.models = models
        self.requests: list[Recorded] = []
        self.left = threading.Event()
        self._released = threading.Event()
        self._lock = threading.Lock()
        self._server = _Quiet(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def url(self) -> str:
        """The address of the endpoint."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def asked(self) -> list[Mapping[str, Any]]:
        """The bodies of the chat requests, in order."""
        return [r.body for r in self.requests if r.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def record(self, handler: BaseHTTPRequestHandler, body: Mapping[str, Any]) -> Exchange:
        """Keeps the request; the exchange to answer it in."""
        with self._lock:
            port = handler.client_address[1]
            self.requests.append(Recorded(handler.path, dict(handler.headers), body, port))
        return Exchange(handler, body, self._released, self.left)

    def next_step(self) -> Step:
        """What the script says now."""
        with self._lock:
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that has left is nothing to write about."""


def _handler(server: LLMServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            exchange = server.record(self, {})
            if callable(server.models):
                server.models(exchange)
                return
            listed = [{"id": name, "object": "model"} for name in server.models]
            exchange.send(200, json.dumps({"object": "list", "data": listed}))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            exchange = server.record(self, json.loads(self.rfile.read(length)))
            try:
                server.next_step()(exchange)
            except OSError:  # the client has left
                server.left.set()

        def log_message(self, *_: object) -> None:
            """Tests print nothing."""

    return Handler
