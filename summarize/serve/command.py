"""`summarize serve`: the command line of the server."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from typing import Annotated

import typer

from ..errors import MissingExtraError, SummarizeError
from ..terminal import one_line, say


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
    server = uvicorn.Server(uvicorn.Config(create_app(limits), log_level="warning", access_log=False))
    sockets = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    say(one_line(f"summarize: listening at http://{shown}:{sockets[0].getsockname()[1]} (Ctrl-C ends it)"))
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    if not server.started:
        raise typer.Exit(1)


def _listening(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of a host, all at one port.

    Raises:
        SummarizeError: the host is not known, or the port is taken or not allowed.
    """
    found: list[socket.socket] = []
    failed: OSError | None = None
    try:
        for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            at = found[0].getsockname()[1] if found else port
            try:
                found.append(socket.create_server((str(address[0]), at), family=family))
            except OSError as error:
                failed = error  # of an IPv6 address where there is no IPv6
    except OSError as error:
        raise SummarizeError(
            f"host {host!r} is not known: {error.strerror or error}; give an address of this machine."
        ) from error
    if failed and (failed.errno == errno.EADDRINUSE or not found):
        for one in found:
            one.close()
        why = "is in use" if failed.errno == errno.EADDRINUSE else f"cannot be listened at: {failed.strerror or failed}"
        raise SummarizeError(f"port {port} of {host} {why}; give another with --port, or --port 0 for a free one.")
    return found
