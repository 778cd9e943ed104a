"""Interruption is quiet: one line, exit code 130, at any moment, twice too; batches that are disturbed lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults import KINDS, run_faults

_RUN = """
import os, signal, sys, threading
from summarize import __main__ as command

for delay in {delays}:
    threading.Timer(delay, os.kill, (os.getpid(), signal.{name})).start()
sys.argv = ["summarize", {file!r}, "--to", "en", "--translator", "fr-en-opus"]
command.main()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("delays", [(0.02,), (0.1, 0.11), (0.3,), (0.5, 0.5), (0.9, 1.0)])
def test_a_signal_at_any_moment_is_one_line(name: str, delays: tuple[float, ...], root: Path) -> None:
    code = _RUN.format(delays=delays, name=name, file=str(root / "seeds" / "article.fr.txt"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 130), done.stderr
    if done.returncode:
        assert done.stderr.splitlines()[-1:] == ["summarize: interrupted"]
    assert "Traceback" not in done.stderr and "ignored" not in done.stderr and "Aborted" not in done.stderr


@pytest.mark.slow
def test_disturbed_batches_lose_nothing_and_leave_nothing() -> None:
    found = run_faults(rounds=2, seed=1, articles=8)  # `make faults` takes more of both
    assert found.wrong == [] and sum(found.done.values()) == 2


@pytest.mark.slow
def test_a_failing_disk_and_a_clock_set_back_lose_nothing() -> None:
    kinds = [kind for kind in ("EIO", "clock set back") if kind in KINDS]
    if not kinds:
        pytest.skip("Linux on x86-64 alone")
    assert run_faults(rounds=len(kinds), seed=2, of=kinds, articles=8).wrong == []
