"""The real command with the shipped models: killed at random moments, without room, without the right to write."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from articles import articles, write_jsonl

#: `make faults` kills more.
KILLS = 6


OPTIONS = ("--to", "en", "--length", "headline", "--workers", "2", "--batch-tokens", "300")


def _command(*args: str | Path) -> list[str]:
    return [sys.executable, "-m", "summarize", "batch", *(str(a) for a in args), "--quiet"]


def _run(*args: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(*args), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("in") / "in.jsonl", articles(12))


@pytest.fixture(scope="module")
def undisturbed(table: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """The output of a run that nobody stopped, and the seconds it took."""
    out = tmp_path_factory.mktemp("whole") / "out.jsonl"
    started = time.monotonic()
    done = _run(table, "-o", out, *OPTIONS)
    assert done.returncode == 0, done.stderr
    return out.read_bytes(), time.monotonic() - started


@pytest.mark.slow
def test_a_run_killed_at_random_moments_ends_as_one_that_was_not(
    table: Path, undisturbed: tuple[bytes, float], tmp_path: Path
) -> None:
    whole, seconds = undisturbed
    moments = random.Random(20)
    out, kills = tmp_path / "out.jsonl", 0
    while kills < KILLS or not out.exists():
        started = time.monotonic()
        with subprocess.Popen(_command(table, "-o", out, *OPTIONS)) as job:
            try:
                job.wait(moments.uniform(0.1, seconds) if kills < KILLS else None)
            except subprocess.TimeoutExpired:
                job.send_signal(signal.SIGKILL)
                job.wait()
                kills += 1
        if out.exists():
            assert out.read_bytes() == whole
            # The first run may have built a model: moments after the end would kill nothing.
            seconds = min(seconds, time.monotonic() - started)
            if kills < KILLS:
                for file in (out, out.with_name("out.jsonl.ledger")):
                    file.unlink()
    assert out.read_bytes() == whole and kills == KILLS


@pytest.mark.slow
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(
    table: Path, undisturbed: tuple[bytes, float], tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    command = [a for a in _command(table, "-o", out, *OPTIONS) if a != "--quiet"]
    # A shell starts its background jobs with SIGINT ignored, and what they start inherits that.
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as job:  # fmt: skip
        rows = out.with_name("out.jsonl.part")
        while not (rows.exists() and rows.stat().st_size):
            assert job.poll() is None
            time.sleep(0.05)
        os.killpg(job.pid, signal.SIGINT)
        _, said = job.communicate()
    assert job.returncode == 130 and "the same command goes on from here" in said and "Traceback" not in said
    assert not out.exists()
    assert _run(table, "-o", out, *OPTIONS).returncode == 0
    assert out.read_bytes() == undisturbed[0]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_one_line_and_the_run_goes_on_elsewhere(
    table: Path, undisturbed: tuple[bytes, float], tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        done = _run(table, "-o", disk / "out.jsonl", *OPTIONS)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1 and "summarize: " in done.stderr and "full" in done.stderr.lower()
        assert not (disk / "out.jsonl").exists()
        subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
        again = _run(table, "-o", disk / "out.jsonl", *OPTIONS)
        assert again.returncode == 0, again.stderr
        assert (disk / "out.jsonl").read_bytes() == undisturbed[0]
    finally:
        subprocess.run(["umount", str(disk)], check=False)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="mounting read-only needs root")
def test_a_read_only_output_is_one_line(table: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(disk)], check=False).returncode:
        pytest.skip("no right to mount a disk here")
    try:
        done = _run(table, "-o", disk / "out.jsonl")
        assert done.returncode == 1 and done.stderr.count("\n") == 1 and "Read-only file system" in done.stderr
    finally:
        subprocess.run(["umount", str(disk)], check=False)


@pytest.mark.slow
def test_a_tenth_of_500_articles_damaged_gives_error_rows_for_exactly_what_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    chance = random.Random(5)
    damaged = set(chance.sample(range(500), 50))
    kinds = (
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(bytes(chance.randrange(256) for _ in range(2000))),
        lambda path: path.write_text("   \n\n", encoding="utf-8"),
        lambda path: path.write_text("这是一篇关于经济的中文文章，讨论了市场的变化。" * 10, encoding="utf-8"),
        lambda path: path.write_text("mot " * 300_000, encoding="utf-8"),
    )
    for i, text in enumerate(articles(500, sentences=2)):
        path = folder / f"{i:03}.txt"
        if i in damaged:
            kinds[i % len(kinds)](path)
        else:
            path.write_text(text, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    done = _run(folder, "-o", out, "--length", "headline")
    assert done.returncode == 3, done.stderr
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 500
    foreign = {i for i in damaged if i % len(kinds) == 3}
    assert {i for i, row in enumerate(rows) if row["status"] == "error"} == damaged - foreign
    assert foreign and {i for i, row in enumerate(rows) if row["language"] == "zh"} == foreign
    assert all(row["error_code"] and row["error_message"] for row in rows if row["status"] == "error")
    assert all(row["text"] for i, row in enumerate(rows) if i not in damaged - foreign)
