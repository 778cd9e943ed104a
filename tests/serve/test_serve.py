"""The server: its answers, its limits, its page, and that nothing is lost under load."""

from __future__ import annotations

import itertools
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")
import httpx
import uvicorn
from jsonschema import Draft202012Validator

from summarize import __version__, summarize
from summarize.schema import summary_schema
from summarize.serve.app import Limits, create_app
from summarize.work import QueueFullError, Worker

ARTICLE = (
    "Lire aussi : Nos conseils pour l'été\n"
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


@contextmanager
def _served(limits: Limits) -> Iterator[str]:
    """A server on a free port, in a thread of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(limits), port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with _served(Limits(max_bytes=200_000, max_characters=20_000)) as address:
        yield address


@pytest.fixture(scope="module")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        yield client


def test_the_command_says_where_it_listens_and_what_port_is_taken() -> None:
    command = [sys.executable, "-m", "summarize", "serve", "--port"]
    with subprocess.Popen([*command, "0"], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = re.fullmatch(
            r"summarize: listening at (http://127\.0\.0\.1:(\d+)) \(Ctrl-C ends it\)\n", server.stderr.readline()
        )
        try:
            assert said and httpx.get(f"{said[1]}/health", timeout=60, trust_env=False).status_code == 200
            taken = subprocess.run([*command, said[2]], capture_output=True, text=True, check=False)
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0 and server.stderr.read() == ""
    assert (taken.returncode, taken.stdout) == (1, "") and taken.stderr.count("\n") == 1
    assert taken.stderr.startswith(f"summarize: port {said[2]} of 127.0.0.1 is in use; give another with --port")


def test_a_summary_is_that_of_the_library(http: httpx.Client) -> None:
    answer = http.post("/summarize", json={"text": ARTICLE, "length": "short", "to": "en", "doubtful": "show"})
    assert answer.status_code == 200
    values, own = answer.json(), summarize(ARTICLE, length="short", to="en", doubtful="show").to_dict()
    assert not list(Draft202012Validator(summary_schema()).iter_errors(values))
    assert {**values, "timing": None} == {**own, "timing": None}


def test_a_translation_has_its_status(http: httpx.Client) -> None:
    body = {"text": "Le maire a inauguré une école.", "source": "fr", "target": "en"}
    values = http.post("/translate", json=body).json()
    assert values["text"] and values["status"] in ("ok", "doubtful") and isinstance(values["warnings"], list)


def test_language_models_health_and_interface(http: httpx.Client) -> None:
    assert http.post("/detect", json={"text": ARTICLE}).json()["language"] == "fr"
    assert {"fr-en-opus", "en-fr-opus"} <= {model["name"] for model in http.get("/models").json()}
    assert http.get("/health").json() == {"status": "ok", "version": __version__, "waiting": 0}
    paths = http.get("/openapi.json").json()["paths"]
    assert {"/summarize", "/translate", "/detect", "/models", "/health", "/metrics"} <= set(paths)


def test_a_file_is_read(http: httpx.Client) -> None:
    page = f"<html><body><article><p>{ARTICLE}</p></article></body></html>".encode()
    assert "bibliothèque" in http.post("/read?name=a.html", content=page).json()["text"]
    assert http.post("/read?name=a.txt", content="É".encode("cp1252")).json() == {"text": "É", "encoding": "cp1252"}
    refused = http.post("/read?name=a.pdf", content=b"%PDF-1.7 \x00")
    assert refused.status_code == 422 and "a.pdf cannot be read" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/summarize", {"text": ARTICLE, "length": "tiny"}, 422, "headline, short, medium, long"),
        ("/summarize", {"text": ARTICLE, "lenght": "short"}, 422, "unknown option 'lenght'. Did you mean 'length'?"),
        ("/summarize", {"text": ARTICLE, "to": "klingonais"}, 422, "klingonais"),
        ("/summarize", {"text": ARTICLE, "model": "no-such-model"}, 422, "no-such-model"),
        ("/summarize", {"text": "/etc/passwd"}, 422, "is no article"),
        ("/summarize", {}, 422, "text: Field required."),
        ("/summarize", {"text": "a" * 30_000}, 413, "30,000 characters"),
        ("/summarize", {"text": "a" * 300_000}, 413, "200,000 bytes"),
        ("/translate", {"text": "Bonjour.", "source": "fr", "target": "sw"}, 422, "no translator"),
        ("/detect", {"text": "a" * 30_000}, 413, "30,000 characters"),
    ],
)
def test_refusals_say_why(http: httpx.Client, path: str, body: dict[str, Any], status: int, said: str) -> None:
    answer = http.post(path, json=body)
    assert answer.status_code == status and said in answer.json()["detail"], answer.text
    assert status != 422 or answer.json()["error"].endswith("Error")


def test_a_body_without_a_length_is_limited_too(http: httpx.Client) -> None:
    answer = http.post("/summarize", content=(b"x" * 1000 for _ in range(400)))
    assert answer.status_code == 413 and "200,000 bytes" in answer.text


def test_a_request_that_does_not_arrive_is_ended() -> None:
    with _served(Limits(seconds=0.3)) as address, socket.create_connection(_place(address)) as slow:
        slow.sendall(b"POST /detect HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        slow.settimeout(10)
        assert slow.recv(1000).startswith(b"HTTP/1.1 408")


def _place(address: str) -> tuple[str, int]:
    host, port = address.removeprefix("http://").split(":")
    return host, int(port)


def test_counts_are_prometheus_text(http: httpx.Client) -> None:
    http.get("/health")
    http.get("/no/such/path")
    text = http.get("/metrics").text
    assert re.search(r'^summarize_requests_total\{path="/health",status="200"\} [1-9]', text, re.MULTILINE)
    assert 'path="other",status="404"' in text and "/no/such" not in text
    assert re.search(r"^summarize_results_total \d+$", text, re.MULTILINE)
    assert 'summarize_request_seconds_bucket{path="/health",le="+Inf"}' in text


def test_the_page_may_run_its_own_script_alone(http: httpx.Client) -> None:
    html = unescape(http.get("/").text)
    assert "default-src 'none'" in html and "connect-src 'self'" in html and "unsafe" not in html
    assert html.count("<script>") == 1 and " onclick" not in html and "https:" not in html


# ---- the queue, without a network


class _Gate:
    """Work that waits until it is let go, and notes its batches."""

    def __init__(self) -> None:
        self.opened, self.begun = threading.Event(), threading.Event()
        self.batches: list[tuple[str, list[str]]] = []

    def __call__(self, kind: str, options: dict[str, Any], texts: list[str]) -> list[Any]:
        self.begun.set()
        assert self.opened.wait(10)
        self.batches.append((kind, texts))
        return [ValueError(text) if text == "bad" else text.upper() for text in texts]


def test_requests_of_the_same_options_go_together_and_a_full_queue_refuses() -> None:
    gate = _Gate()
    worker = Worker(gate, limit=4, batch=3)
    first = worker.submit("a", {}, "first")
    assert gate.begun.wait(10)
    waiting = [worker.submit("a", {"to": to}, text) for to, text in (("x", "1"), ("y", "2"), ("x", "bad"), ("x", "3"))]
    with pytest.raises(QueueFullError) as caught:
        worker.submit("a", {}, "too much")
    assert caught.value.retry_seconds >= 1 and worker.waiting == 4
    gate.opened.set()
    assert first.result(10) == "FIRST" and [waiting[i].result(10) for i in (0, 1, 3)] == ["1", "2", "3"]
    with pytest.raises(ValueError, match="bad"):
        waiting[2].result(10)
    assert gate.batches == [("a", ["first"]), ("a", ["1", "bad", "3"]), ("a", ["2"])]
    worker.close()


def test_a_caller_that_gave_up_is_not_worked_for_and_a_closed_worker_takes_nothing() -> None:
    gate = _Gate()
    worker = Worker(gate, limit=4)
    first = worker.submit("a", {}, "first")
    assert gate.begun.wait(10)
    assert worker.submit("a", {}, "given up").cancel()
    gate.opened.set()
    assert first.result(10) == "FIRST"
    worker.close()
    assert gate.batches == [("a", ["first"])]
    with pytest.raises(QueueFullError):
        worker.submit("a", {}, "late")


def test_work_that_fails_fails_its_callers_and_the_worker_goes_on() -> None:
    def process(kind: str, options: dict[str, Any], texts: list[str]) -> list[Any]:
        if kind == "bad":
            raise RuntimeError("broken")
        return texts

    worker = Worker(process, limit=4)
    with pytest.raises(RuntimeError, match="broken"):
        worker.submit("bad", {}, "text").result(10)
    assert worker.submit("good", {}, "text").result(10) == "text" and worker.is_alive
    worker.close()


def test_under_load_every_request_is_answered_or_told_when_to_come_again() -> None:
    """Twice as many callers as places, who come again when they are told to: all are served, none is lost."""
    with _served(Limits(queue=4)) as address:
        said: Counter[int] = Counter()

        def call(number: int) -> str:
            text = f"{ARTICLE} Le numéro {number} a été tiré au sort."
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                while True:
                    answer = client.post("/summarize", json={"text": text, "language": "fr"})
                    said[answer.status_code] += 1
                    if answer.status_code == 200:
                        return str(answer.json()["clean_text"])
                    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) >= 1
                    time.sleep(0.05)

        with ThreadPoolExecutor(16) as pool:
            texts = list(pool.map(call, range(64)))
        assert all(f"Le numéro {i} " in text for i, text in enumerate(texts))
        assert said[200] == 64 and set(said) <= {200, 503}


# ---- the page, in a browser


@pytest.mark.slow
def test_the_page_shows_where_a_sentence_comes_from_by_keyboard_alone(address: str, tmp_path: Path) -> None:
    chromium = pytest.importorskip("chromium_browser")
    if not (chromium.CHROMIUM and chromium.DRIVER):
        pytest.skip("no chromium")
    tab, enter = "\ue004", "\ue007"

    def tab_to(wanted: str) -> None:
        for _ in range(20):
            if browser.execute_script("return document.activeElement.matches(arguments[0])", wanted):
                return
            chromium.press(browser, tab)
        raise AssertionError(f"no way to {wanted}")

    with chromium.open_chromium(tmp_path) as browser:
        for scheme, width in itertools.product(("light", "dark"), (320, 1280)):
            chromium.as_on(browser, width=width, scheme=scheme)
            browser.get(address)
            tab_to("#text")
            chromium.press(browser, ARTICLE)
            tab_to("#send")
            chromium.press(browser, enter)
            for _ in range(100):
                if browser.find_element("id", "result").is_displayed():
                    break
                time.sleep(0.1)
            tab_to(".sentence")
            assert "La mairie de Tours" in browser.find_element("css selector", ".sentence").text
            chromium.press(browser, enter)
            assert browser.find_element("css selector", "#article mark").text.startswith("La mairie de Tours")
            chromium.check_shown(browser, width=width, scheme=scheme)
