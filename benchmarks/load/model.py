"""The model of the load benchmark: speaks the chat protocol, and takes three seconds a reply.

    python -m benchmarks.load.model PORT [PACE]

The first token leaves after a tenth of a second, the others follow evenly, one an event, the last
after three seconds. Whoever asks for a form gets a judgement, anybody else sentences of the same
length. `GET /calls` says how many replies there were, and how late the last token of each was.
"""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from benchmarks.load.figures import Spread
from tests.halfway import judgement

FIRST: Final = 0.1
"""Seconds until the first token."""

TOTAL: Final = 3.0
"""Seconds until the last one."""

TOKEN: Final = 4
"""Characters a token."""

SAID: Final = "So that is where you would begin. "
"""How every reply begins, so that a client knows the model's words."""

_FILL: Final = SAID + "What you say of it holds, and there is more to it than that. " * 20
_LENGTH: Final = 1_100
"""Characters of a reply without a form: as long as the judgements are, within a tenth."""

_HEAD: Final = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)
_USAGE: Final = {"prompt_tokens": 1200, "completion_tokens": 280, "total_tokens": 1480}


class Model:
    """Serves any number of callers at once; `pace` divides all times, for tests that wait less."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace
        self._late: list[float] = []
        self._asked = 0

    async def serve(self, port: int) -> None:
        """Until it is cancelled."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", port, backlog=512)
        async with server:
            await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                path, body = request
                if path.endswith("/calls"):
                    _whole(writer, self._told())
                elif not body:
                    _whole(writer, {"object": "list", "data": [{"id": "m", "object": "model"}]})
                else:
                    await self._answer(writer, json.loads(body))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the caller has left
        finally:
            writer.close()

    def _told(self) -> Mapping[str, Any]:
        return {
            "asked": self._asked,
            "whole": len(self._late),
            "late": asdict(Spread.of(self._late)),
        }

    async def _answer(self, writer: asyncio.StreamWriter, body: Mapping[str, Any]) -> None:
        self._asked += 1
        began = asyncio.get_running_loop().time()
        text = _reply(body)
        pieces = [text[at : at + TOKEN] for at in range(0, len(text), TOKEN)]
        if not body.get("stream"):
            await self._until(began, TOTAL)
            _whole(writer, _completion(text))
        else:
            writer.write(_HEAD)
            await self._stream(writer, pieces, began, body)
        loop = asyncio.get_running_loop()
        self._late.append(loop.time() - began - TOTAL / self._pace)

    async def _stream(
        self,
        writer: asyncio.StreamWriter,
        pieces: Sequence[str],
        began: float,
        body: Mapping[str, Any],
    ) -> None:
        each = (TOTAL - FIRST) / max(len(pieces) - 1, 1)
        for number, piece in enumerate(pieces):
            await self._until(began, FIRST + each * number)
            writer.write(_event([{"index": 0, "delta": {"content": piece}, "finish_reason": None}]))
        writer.write(_event([{"index": 0, "delta": {}, "finish_reason": "stop"}]))
        if body.get("stream_options", {}).get("include_usage"):
            writer.write(_event([], usage=_USAGE))
        writer.write(_chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")

    async def _until(self, began: float, seconds: float) -> None:
        left = began + seconds / self._pace - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)


def _reply(body: Mapping[str, Any]) -> str:
    if "response_format" in body:
        return judgement(body["messages"][-1]["content"])
    return _FILL[:_LENGTH]


async def _read(reader: asyncio.StreamReader) -> tuple[str, bytes] | None:
    """The path and body of the next request; None when there is none."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.casefold(): value.strip() for name, _, value in (n.partition(":") for n in lines)
    }
    length = int(headers.get("content-length", "0"))
    return first.split(" ")[1], await reader.readexactly(length)


def _event(choices: Sequence[Mapping[str, Any]], **more: Any) -> bytes:
    said = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return _chunk(b"data: %s\n\n" % json.dumps({**said, "choices": choices, **more}).encode())


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _completion(text: str) -> Mapping[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _USAGE,
    }


def _whole(writer: asyncio.StreamWriter, body: Mapping[str, Any]) -> None:
    data = json.dumps(body).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    writer.write(head % len(data) + data)


if __name__ == "__main__":
    asyncio.run(Model(*map(float, sys.argv[2:])).serve(int(sys.argv[1])))
