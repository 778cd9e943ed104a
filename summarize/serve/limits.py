"""Limits of a request's body: its size, and how long it may take to arrive.

Input and output: ASGI. What is too large is answered 413, what arrives too slowly 408, before anything is parsed.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

_Receive = Callable[[], Awaitable[dict[str, Any]]]
_Send = Callable[[dict[str, Any]], Awaitable[None]]


class BodyLimits:
    """Reads a request's body whole, within limits, before the application sees it.

    Args:
        app: the application, ASGI.
        max_bytes: of a body.
        seconds: for a body to arrive.
    """

    def __init__(self, app: Any, *, max_bytes: int, seconds: float):
        self._app, self._max_bytes, self._seconds = app, max_bytes, seconds

    async def __call__(self, scope: dict[str, Any], receive: _Receive, send: _Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"")
        if said.isdigit() and int(said) > self._max_bytes:
            await _refuse(send, 413, f"a request may have {self._max_bytes:,} bytes.")
            return
        try:
            body = await asyncio.wait_for(self._read(receive), self._seconds)
        except TimeoutError:
            await _refuse(send, 408, f"the request did not arrive within {self._seconds:g} s.")
            return
        if body is None:
            await _refuse(send, 413, f"a request may have {self._max_bytes:,} bytes.")
            return
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> dict[str, Any]:
            return messages.pop() if messages else await receive()

        await self._app(scope, replay, send)

    async def _read(self, receive: _Receive) -> bytes | None:
        """The body; None where it is too large."""
        parts, size = [], 0
        while True:
            message = await receive()
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._max_bytes:
                return None
            if not message.get("more_body"):
                return b"".join(parts)


async def _refuse(send: _Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
