"""Batches that are disturbed: signals, full files, a folder taken away; and what is left of them.

Enters: rounds and a seed. Leaves: counts. Every round starts a batch as a process, disturbs it at a random moment, and
looks at its exit code, its last words, its children and shared memory. Then the same command is run again: the output
must be the bytes of a run that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.errors import BenchmarkError

ARTICLES = 24
_TIMEOUT_SECONDS = 300.0
_NOISE = ("Traceback", "Exception ignored", "leaked", "Aborted")
_SIGNALS = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM, "SIGKILL": signal.SIGKILL}


@dataclass
class Faults:
    """What was done, how it ended (by exit code), and what went wrong: `wrong` is empty where nothing did."""

    seed: int
    rounds: int
    articles: int = ARTICLES
    seconds: float = 0.0
    done: dict[str, int] = field(default_factory=dict)
    exits: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def run_faults(rounds: int, seed: int, say: Callable[[str], object] = lambda line: None) -> Faults:
    """Disturb a batch so many times.

    Raises:
        BenchmarkError: the undisturbed run fails, since nothing could be told from it.
    """
    found, chosen, started = Faults(seed, rounds), Random(seed), time.monotonic()
    done: Counter[str] = Counter()
    exits: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        bench = _Bench(Path(name))
        for number in range(rounds):
            kind = chosen.choice(sorted(_KINDS))
            code, wrong = _KINDS[kind](bench, chosen)
            done[kind] += 1
            exits[f"{kind}: {code}"] += 1
            found.wrong += [f"round {number}, {kind}: {what}" for what in (*wrong, *bench.resumed())]
            say(f"{number + 1}/{rounds} {kind}: exit {code}, {len(found.wrong)} wrong so far")
    found.done, found.exits = dict(sorted(done.items())), dict(sorted(exits.items()))
    found.seconds = round(time.monotonic() - started, 1)
    return found


class _Bench:
    """A table of articles, the output of a run that nobody disturbed, and a folder for those that are."""

    def __init__(self, folder: Path):
        self.table, self.out = folder / "in.jsonl", folder / "out" / "rows.jsonl"
        self.out.parent.mkdir()
        rows = [{"id": str(i), "text": _article(i)} for i in range(ARTICLES)]
        self.table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        started = time.monotonic()
        process = self.start()
        if process.wait(_TIMEOUT_SECONDS):
            raise BenchmarkError(f"the undisturbed run failed: {_said(process)}")
        _said(process)
        self.seconds = time.monotonic() - started
        self.whole = self.out.read_bytes()
        self.clear()

    def clear(self) -> None:
        """Forget every run."""
        shutil.rmtree(self.out.parent, ignore_errors=True)
        self.out.parent.mkdir()

    def start(self, most_bytes: int | None = None) -> subprocess.Popen[str]:
        """The batch in a session of its own; `most_bytes` is the size its files may have."""

        def limit() -> None:
            if most_bytes is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

        asked = "--to en --translator fr-en-mini --batch-tokens 300 --workers 2 --quiet".split()
        arguments = ["batch", str(self.table), "-o", str(self.out), *asked]
        return subprocess.Popen(
            [sys.executable, "-m", "summarize", *arguments], text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=limit,
        )  # fmt: skip

    def moment(self, chosen: Random) -> None:
        """Wait for some part of the time that an undisturbed run takes."""
        time.sleep(chosen.uniform(0.0, self.seconds))

    def resumed(self) -> list[str]:
        """Run the same command until it is done; what is wrong with its output."""
        process = self.start()
        code, said = process.wait(_TIMEOUT_SECONDS), _said(process)
        is_same = self.out.is_file() and self.out.read_bytes() == self.whole
        self.clear()
        wrong = [f"the same command again ended with {code}: {said[:300]}"] if code else []
        return wrong + ([] if is_same else ["rows were lost or changed"])


def _signalled(bench: _Bench, chosen: Random) -> tuple[int, list[str]]:
    """One signal or two, to the process or to its group."""
    process, before = bench.start(), _shared_memory()
    name, to_group = chosen.choice(sorted(_SIGNALS)), chosen.random() < 0.5
    for _ in range(chosen.choice((1, 2))):
        bench.moment(chosen)
        if process.poll() is None:
            (os.killpg if to_group else os.kill)(process.pid, _SIGNALS[name])
    wrong, code = _ended(process, {0, 130, -9} if name == "SIGKILL" else {0, 130})
    left = _shared_memory() - before
    return code, wrong + ([f"left in shared memory: {sorted(left)}"] if left else [])


def _filled(bench: _Bench, chosen: Random) -> tuple[int, list[str]]:
    """No file may grow over a size, as on a full disk."""
    wrong, code = _ended(bench.start(chosen.choice((4_096, 20_000, 60_000))), {0, 1})
    return code, wrong


def _taken_away(bench: _Bench, chosen: Random) -> tuple[int, list[str]]:
    """The folder of the output is removed."""
    process = bench.start()
    bench.moment(chosen)
    shutil.rmtree(bench.out.parent, ignore_errors=True)
    wrong, code = _ended(process, {0, 1, 2})
    bench.clear()
    return code, wrong


_KINDS: dict[str, Callable[[_Bench, Random], tuple[int, list[str]]]] = {
    "signal": _signalled, "file size": _filled, "folder removed": _taken_away
}  # fmt: skip


def _ended(process: subprocess.Popen[str], allowed: set[int]) -> tuple[list[str], int]:
    """What is wrong with how a process ended, and its exit code."""
    try:
        code = process.wait(_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return [f"did not end within {_TIMEOUT_SECONDS:g} s"], process.wait()
    left = _group_after(process.pid, seconds=5.0)
    said = _said(process)
    wrong = [] if code in allowed else [f"exit code {code}: {said[:300]}"]
    wrong += [f"said {word!r}: {said[:600]}" for word in _NOISE if word in said]
    wrong += [f"said {len(said.splitlines())} lines: {said[:300]}"] if len(said.splitlines()) > 1 else []
    return wrong + (["children are left"] if left else []), code


def _said(process: subprocess.Popen[str]) -> str:
    return "".join(process.communicate())


def _group_after(group: int, *, seconds: float) -> bool:
    """True where processes of the group are there after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return True


def _shared_memory() -> set[str]:
    """The semaphores there are; others' may come and go, those of loky have its name."""
    folder = Path("/dev/shm")
    return {path.name for path in folder.iterdir() if "loky" in path.name} if folder.is_dir() else set()


def _article(number: int) -> str:
    return (
        f"Le conseil municipal de Lyon a voté mardi un budget de {number + 2} millions d'euros pour ses écoles. "
        f"Le maire a présenté {number + 3} projets aux habitants réunis dans la salle des fêtes. "
        "Les travaux commenceront en mars, selon la mairie, et dureront deux ans."
    )
