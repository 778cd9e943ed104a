"""A hub of one repository on this machine, so that fetching can be exercised without a network.

Enters: the files of a repository. Leaves: an endpoint that huggingface_hub talks to, and the list of what it was asked.
It can refuse, break off in the middle of the weights, or send them slowly.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HUB_ID = "tiny/marian-fr-en"
SHA = "0123456789abcdef0123456789abcdef01234567"
_PIECES = 20


@dataclass
class Hub:
    """A hub of one repository: its `files`, the status it answers with, and what it was asked."""

    files: dict[str, bytes]
    sha: str = SHA
    status: int = 200
    cut: bool = False  #: break off in the middle of the weights
    seconds: float = 0.0  #: that each file takes to be sent
    asked: list[str] = field(default_factory=list)
    endpoint: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path = handler.path.split("?")[0]
        self.asked.append(f"{handler.command} {path}")
        if self.status != 200:
            return self._send(handler, self.status, b'{"error": "no"}', {})
        if path in (
            f"/api/models/{HUB_ID}",
            f"/api/models/{HUB_ID}/revision/main",
            f"/api/models/{HUB_ID}/revision/{self.sha}",
        ):
            names = [{"rfilename": name} for name in self.files]
            return self._send_json(handler, {"id": HUB_ID, "sha": self.sha, "siblings": names})
        if path == f"/api/models/{HUB_ID}/tree/{self.sha}":
            return self._send_json(
                handler,
                [
                    {"type": "file", "path": n, "size": len(d), "oid": hashlib.sha1(d).hexdigest()}
                    for n, d in self.files.items()
                ],
            )
        name = path.removeprefix(f"/{HUB_ID}/resolve/{self.sha}/")
        if name not in self.files:
            return self._send(handler, 404, b"", {"X-Error-Code": "EntryNotFound"})
        data = self.files[name]
        headers = {"ETag": f'"{hashlib.sha1(data).hexdigest()}"', "X-Repo-Commit": self.sha}
        stop = self.cut and name.endswith((".safetensors", ".bin"))
        return self._send(handler, 200, data, headers, stop=stop, seconds=self.seconds)

    def downloads(self, name: str) -> int:
        """How often a file was fetched."""
        return sum(line.startswith("GET") and line.endswith(f"/{name}") for line in self.asked)

    def _send_json(self, handler: BaseHTTPRequestHandler, value: Any) -> None:
        self._send(handler, 200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    @staticmethod
    def _send(
        handler: BaseHTTPRequestHandler,
        status: int,
        body: bytes,
        headers: Mapping[str, str],
        *,
        stop: bool = False,
        seconds: float = 0.0,
    ) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command == "HEAD":
            return
        body = body[: len(body) // 2] if stop else body
        size = max(1, -(-len(body) // _PIECES))
        for start in range(0, len(body), size if seconds else max(1, len(body))):
            handler.wfile.write(body[start : start + size] if seconds else body)
            time.sleep(seconds / _PIECES)


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Serve a hub on a port of this machine inside the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer; a client that was killed in the middle is no error here."""
            try:
                hub.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_HEAD = do_GET

        def log_message(self, *_: Any) -> None:
            """Keep standard error clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hub_environment(cache: Path, endpoint: str) -> dict[str, str]:
    """Variables under which a process fetches from `endpoint` alone, into `cache`."""
    return {
        "HF_HUB_OFFLINE": "0", "SUMMARIZE_OFFLINE": "0", "HF_ENDPOINT": endpoint, "SUMMARIZE_CACHE": str(cache),
        "HF_HOME": str(cache.parent / "hf-home"), "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1", "NO_PROXY": "127.0.0.1", "OMP_NUM_THREADS": "1",
    }  # fmt: skip


def tiny_model(folder: Path) -> dict[str, bytes]:
    """The files of a Marian model of a few thousand random weights, as the tests make it."""
    path = Path(__file__).resolve().parents[2] / "tests" / "tiny_models.py"
    spec = importlib.util.spec_from_file_location("tiny_models", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {p.name: p.read_bytes() for p in module.build_marian(folder).iterdir()}
