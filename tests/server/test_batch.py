"""Batches by server: bounded, exact after every disturbance, resumable, within a budget."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import chdir, closing
from pathlib import Path
from typing import Any

import pytest
from fake_server import FakeServer, article_in

from summarize.batch import Plan, run
from summarize.errors import OptionError, ServerError

pytestmark = pytest.mark.usefixtures("quick")


def _articles(count: int) -> list[str]:
    return [
        f"Le conseil municipal de Lyon a voté mardi un budget de {i + 2} millions d'euros pour ses écoles. Le "
        f"budget du conseil servira à {i % 7 + 2} quartiers de Lyon. Les travaux commenceront en 2027, selon le maire."
        for i in range(count)
    ]


def _table(path: Path, count: int) -> Path:
    rows = [json.dumps({"id": f"a{i}", "text": text}) for i, text in enumerate(_articles(count))]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _options(fake: FakeServer, **more: Any) -> dict[str, Any]:
    return {"model": "server:small", "server": fake.address, "beam_size": 1} | more


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=[80])
def undisturbed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The output of so many articles by a server that behaves."""
    folder, count = tmp_path_factory.mktemp("undisturbed"), request.param
    with FakeServer() as fake, chdir(folder):
        report = run(_table(Path("in.jsonl"), count), "out.jsonl", **_options(fake))
        assert len(fake.bodies) == report.requests == report.computed == count
        assert report.server_tokens == count * 120 and fake.most_at_once <= 4
    return (folder / "out.jsonl").read_bytes()


@pytest.fixture
def table(undisturbed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same articles in an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return _table(Path("in.jsonl"), undisturbed.count(b"\n"))


OUT = Path("out.jsonl")


def _at(fake: FakeServer, port: int) -> FakeServer:
    """The server at that port, from now on."""
    fake.stop()
    fake.port = port
    return fake.start()


@pytest.mark.usefixtures("patient")
def test_every_disturbance_gives_the_same_output(undisturbed: bytes, fake: FakeServer, table: Path) -> None:
    port, count = fake.port, len(_rows(table))
    bad = ["500", "garbage", "429:0", "half", "ok", "ok", "drop", "429:1", "empty", "not an answer", "ok", "slow:0.05"]
    fake.script.extend(bad * (count // 60))
    fake.dies_after = count // 2

    def restart() -> None:
        while not fake.is_dead:
            time.sleep(0.01)
        time.sleep(0.1)
        fake.dies_after = None
        _at(fake, port)

    restarter = threading.Thread(target=restart)
    restarter.start()
    report = run(table, OUT, **_options(fake, timeout_seconds=10))
    restarter.join()
    assert OUT.read_bytes() == undisturbed and report.failed == 0
    assert [row["id"] for row in _rows(OUT)] == [f"a{i}" for i in range(count)]
    asked = [article_in(body) for body in fake.bodies]
    assert set(asked) == set(_articles(count)) and len(asked) < count * 1.25


def test_a_server_that_stays_away_leaves_a_job_that_goes_on(undisturbed: bytes, fake: FakeServer, table: Path) -> None:
    port, count = fake.port, len(_rows(table))
    fake.dies_after, small = count // 2, Plan(batch_tokens=600)  # what is lost are two chunks at most
    with pytest.raises(
        ServerError, match=r"cannot connect .*What was done is kept; the same command goes on\."
    ) as raised:
        run(table, OUT, plan=small, **_options(fake))
    assert "\n" not in str(raised.value) and not OUT.exists()
    with closing(sqlite3.connect(f"{OUT}.ledger")) as ledger:
        done = ledger.execute("select count(*) from results").fetchone()[0]
    assert max(1, count // 2 - 40) <= done <= count // 2
    with FakeServer() as other:
        report = run(table, OUT, plan=small, **_options(_at(other, port)))
        assert (report.reused, report.computed) == (done, count - done)
        assert len(other.bodies) == count - done, "nothing is asked twice that is in the ledger"
    assert OUT.read_bytes() == undisturbed


def test_budgets_are_of_one_run(undisturbed: bytes, fake: FakeServer, table: Path) -> None:
    most, runs = len(_rows(table)) * 9 // 20, 0
    while not OUT.exists():
        before = len(fake.bodies)
        try:
            run(table, OUT, **_options(fake, max_requests=most))
        except ServerError as error:
            assert f"budget is spent: {most} requests of max_requests={most}" in str(error)
        assert len(fake.bodies) - before <= most
        runs += 1
        assert runs < 8
    assert OUT.read_bytes() == undisturbed and runs > 2
    with pytest.raises(ServerError, match="tokens of max_tokens=600"):
        run(table, "b.jsonl", **_options(fake, max_tokens=600))


def test_an_article_that_the_server_refuses_is_an_error_row(fake: FakeServer, tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.jsonl", 12), tmp_path / "out.jsonl"
    replies = fake.reply

    def reply(body: dict[str, Any]) -> str:
        return "" if "budget de 7 millions" in article_in(body) else replies(body)

    fake.reply = reply
    report = run(table, out, **_options(fake))
    assert report.failed == 1 and report.errors == {"answer": 1}
    failed = _rows(out)[5]
    assert failed["status"] == "error" and "the text is empty" in failed["error_message"]
    assert len(fake.bodies) == 11 + 3, "nothing is asked again while the article is looked for"
    fake.reply = replies
    report = run(table, out, plan=Plan(retry_failed=True), **_options(fake))
    assert (report.failed, report.computed) == (0, 1)


def test_a_server_that_answers_nothing_at_all_ends_the_run(fake: FakeServer, tmp_path: Path) -> None:
    from summarize.errors import AnswerError

    fake.always = "empty"
    with pytest.raises(AnswerError, match="the text is empty"):
        run(_table(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl", **_options(fake))


def test_prompt_and_address_are_of_the_settings_and_limits_are_not(fake: FakeServer, tmp_path: Path) -> None:
    table, out, own = _table(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl", tmp_path / "own.txt"
    run(table, out, **_options(fake))
    other_limits = {"timeout_seconds": 9.0, "requests_at_once": 1, "max_requests": 50, "max_tokens": 10**6}
    assert run(table, out, **_options(fake, **other_limits)).computed == 0
    own.write_text("Résume : <article>\n{text}\n</article>", encoding="utf-8")
    assert run(table, out, **_options(fake, prompt=str(own))).computed == 3
    own.write_text("Résume bien : <article>\n{text}\n</article>", encoding="utf-8")
    assert run(table, out, **_options(fake, prompt=str(own))).computed == 3
    assert run(table, out, **_options(fake)).computed == 0


def test_what_cannot_be_is_said_before_the_first_article(fake: FakeServer, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="SUMMARIZE_SERVER"):
        run(_table(tmp_path / "in.jsonl", 2), tmp_path / "out.jsonl", model="server:small")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_cluster_is_refused(fake: FakeServer, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="executor='ray'"):
        run(_table(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl", plan=Plan(executor="ray"), **_options(fake))


def test_an_interrupt_keeps_what_is_done(fake: FakeServer, tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.jsonl", 60), tmp_path / "out.jsonl"
    fake.delay_seconds = 0.2
    command = [sys.executable, "-m", "summarize", "batch", str(table), "-o", str(out), "--model", "server:small"]
    running = subprocess.Popen([*command, "-q", "--server", fake.address], stderr=subprocess.PIPE, text=True)
    while len(fake.bodies) < 50:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 130 and not out.exists()
    assert running.stderr is not None
    running.stderr.close()
    with closing(sqlite3.connect(f"{out}.ledger")) as ledger:
        assert ledger.execute("select count(*) from results").fetchone()[0] >= 10
    fake.delay_seconds = 0.0
    report = run(table, out, **(_options(fake) | {"beam_size": None}))
    assert report.reused >= 10 and report.articles == 60


def test_the_command_says_it_in_one_line_and_keeps_the_key(fake: FakeServer, tmp_path: Path) -> None:
    table, out = _table(tmp_path / "in.jsonl", 30), tmp_path / "out.jsonl"
    command = [
        sys.executable, "-m", "summarize", "batch", str(table), "-o", str(out), "--model", "server:small", "--server",
        fake.address, "--max-requests", "20", "--report", str(tmp_path / "page.html"),
    ]  # fmt: skip
    fake.key = "sk-very-secret-93b1"
    variables = {**os.environ, "SUMMARIZE_SERVER_KEY": fake.key}
    first = subprocess.run([*command, "-q"], capture_output=True, text=True, check=False, env=variables)
    assert first.returncode == 1 and first.stderr.count("\n") == 1, first.stderr
    assert "budget is spent: 20 requests" in first.stderr and "goes on" in first.stderr
    command[command.index("20")] = "200"
    second = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    assert second.returncode == 0 and "requests," in second.stderr, second.stderr
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"secret" not in written + (first.stderr + second.stderr).encode()
