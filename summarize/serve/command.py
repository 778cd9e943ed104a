"""`summarize serve`: the command line of the server."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import MissingExtraError


def serve(
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for other machines too.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at; 0 takes a free one.")] = 8000,
    queue: Annotated[int, typer.Option(min=1, max=100_000, help="Requests that may wait; the next one gets 503.")] = 64,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time for a request to arrive, and for its result.")] = 30.0,
    max_bytes: Annotated[int, typer.Option(min=1, help="Bytes of a request.")] = 5_000_000,
) -> None:
    """Serve summaries over HTTP, offline: a page at /, JSON at /summarize, /translate, /detect, /models.

    There is no password and no encryption: let only people you trust reach it, or put a proxy before it.
    """
    try:
        import uvicorn

        from .app import Limits, create_app
    except ImportError as error:
        raise MissingExtraError("serve", "summarize serve") from error
    limits = Limits(queue=queue, seconds=seconds, max_bytes=max_bytes)
    uvicorn.run(create_app(limits), host=host, port=port, log_level="warning", access_log=False)
