"""Batches that are disturbed: signals, killed workers, a full or failing disk, a folder taken away, a clock set back;
and what is left of them.

Input: rounds and a seed. Output: counts, and what went wrong. Every round starts a batch as a process, disturbs it at a
random moment, and looks at its exit code, its last words, its children and semaphores. Then the same command is run
again: the output must be the bytes of a run that nobody disturbed.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.errors import BenchmarkError

ARTICLES = 24
_TIMEOUT_SECONDS = 300.0
#: In which Ray begins to compute.
_RAY_SECONDS = 60.0
_NOISE = ("Traceback", "Exception ignored", "leaked", "Aborted")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGKILL")
#: What a batch's worker process is started by; how Ray's calls itself while it computes.
_WORKER, _RAY_WORKER = b"popen_loky", b"ray::_work"
#: Lines that Ray prints of a worker that was killed.
_RAY_LINES = 4
_HOOK = Path(__file__).parent / "disturbed"


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


def run_faults(
    rounds: int,
    seed: int,
    say: Callable[[str], object] = lambda line: None,
    *,
    of: Sequence[str] = (),
    articles: int = ARTICLES,
) -> Faults:
    """Disturb a batch so many times.

    Args:
        rounds: batches that are disturbed. Every kind of disturbance comes once before one comes again.
        seed: decides what happens when.
        say: called with a line a round, and with one for everything that went wrong, as it is found.
        of: kinds of disturbance; all that can be tried on this machine by default.
        articles: of the batch.

    Raises:
        BenchmarkError: the undisturbed run fails, since nothing could be told from it.
    """
    found, chosen, started = Faults(seed, rounds, articles), Random(seed), time.monotonic()
    kinds: list[str] = []
    done: Counter[str] = Counter()
    exits: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        bench = _Bench(Path(name), articles)
        for number in range(rounds):
            kinds = kinds or chosen.sample(sorted(of or KINDS), len(of or KINDS))
            kind = kinds.pop()
            trial = KINDS[kind](bench, chosen)
            done[kind] += 1
            exits[f"{kind}: {trial.code}"] += 1
            say(f"{number + 1}/{rounds} {kind} ({trial.done}): exit {trial.code}")
            for what in (*trial.wrong, *bench.resumed()):
                found.wrong.append(f"round {number + 1}, {kind} ({trial.done}): {what}")
                say(f"  wrong: {what}")
    found.done, found.exits = dict(sorted(done.items())), dict(sorted(exits.items()))
    found.seconds = round(time.monotonic() - started, 1)
    return found


@dataclass(frozen=True)
class _Trial:
    """What was `done` to a batch, how it ended, and what was wrong with that."""

    done: str
    code: int
    wrong: list[str]


class _Bench:
    """A table of articles, the output of a run that nobody disturbed, and a folder for those that are."""

    def __init__(self, folder: Path, articles: int):
        self.table, self.out = folder / "in.jsonl", folder / "out" / "rows.jsonl"
        self.out.parent.mkdir()
        rows = [{"id": str(i), "text": _article(i)} for i in range(articles)]
        self.table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        started = time.monotonic()
        process = self.start()
        said = process.communicate(timeout=_TIMEOUT_SECONDS)
        if process.returncode:
            raise BenchmarkError(f"the undisturbed run failed: {''.join(said)}")
        self.seconds = time.monotonic() - started
        self.whole = self.out.read_bytes()
        self.clear()

    def clear(self) -> None:
        """Forget every run."""
        shutil.rmtree(self.out.parent, ignore_errors=True)
        self.out.parent.mkdir()

    def start(self, most_bytes: int | None = None, *others: str, **disturbed: str) -> subprocess.Popen[str]:
        """The batch in a session of its own; `most_bytes` is the size its files may have, `disturbed` are variables of
        `disturbed/sitecustomize.py`."""
        environment = dict(os.environ, **disturbed)
        if disturbed:
            paths = (str(_HOOK), os.environ.get("PYTHONPATH", ""))
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))

        def limit() -> None:
            if most_bytes is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

        asked = "--to en --translator fr-en-opus --batch-tokens 300 --workers 2 --quiet".split()
        arguments = ["batch", str(self.table), "-o", str(self.out), *asked, *others]
        return subprocess.Popen(
            [sys.executable, "-m", "summarize", *arguments], text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=limit, env=environment,
        )  # fmt: skip

    def moment(self, chosen: Random) -> float:
        """Wait for some part of the time that an undisturbed run takes, and return it, in seconds."""
        seconds = chosen.uniform(0.0, self.seconds)
        time.sleep(seconds)
        return seconds

    def resumed(self) -> list[str]:
        """Run the same command until it is done; what is wrong with its output."""
        process = self.start()
        wrong, _ = _ended(process, {0})
        is_same = self.out.is_file() and self.out.read_bytes() == self.whole
        self.clear()
        return [f"the same command again: {what}" for what in wrong] + (
            [] if is_same else ["rows were lost or changed"]
        )


def _signalled(name: str) -> Callable[[_Bench, Random], _Trial]:
    """One signal or two, to the process or to its group."""

    def disturb(bench: _Bench, chosen: Random) -> _Trial:
        process = bench.start()
        to_group, times = chosen.random() < 0.5, chosen.choice((1, 2))
        waited = []
        for _ in range(times):
            waited.append(f"{bench.moment(chosen):.2f} s")
            if process.poll() is None:
                (os.killpg if to_group else os.kill)(process.pid, getattr(signal, name))
        wrong, code = _ended(process, {0, -signal.SIGKILL} if name == "SIGKILL" else {0, 130})
        return _Trial(f"to the {'group' if to_group else 'process'} after {', then '.join(waited)}", code, wrong)

    return disturb


def _worker_killed(bench: _Bench, chosen: Random) -> _Trial:
    """One worker is killed: its articles are computed again."""
    process = bench.start()
    done = f"after {bench.moment(chosen):.2f} s"
    is_killed = _kill_one(_children_of({process.pid}, _WORKER), chosen)
    wrong, code = _ended(process, {0})
    return _Trial(done + ("" if is_killed else ", when there was none"), code, wrong)


def _ray_worker_killed(bench: _Bench, chosen: Random) -> _Trial:
    """A worker process of Ray's is killed while it computes: Ray gives its articles to another."""
    process = bench.start(None, "--executor", "ray")
    end, wanted = time.monotonic() + _RAY_SECONDS, chosen.randint(1, 3)
    killed = 0
    while killed < wanted and process.poll() is None and time.monotonic() < end:
        time.sleep(chosen.uniform(0.0, 0.3))
        killed += _kill_one(_descendants_of(process.pid, _RAY_WORKER), chosen)
    wrong, code = _ended(process, {0}, most_lines=_RAY_LINES * max(1, killed))
    return _Trial(f"{killed} times", code, wrong)


def _disk_failing(bench: _Bench, chosen: Random) -> _Trial:
    """From some moment on SQLite's writes and every flush to the disk fail with EIO."""
    seconds = chosen.uniform(0.0, bench.seconds)
    wrong, code = _ended(bench.start(DISTURBED_DISK=f"{seconds:.2f}"), {0, 1})
    return _Trial(f"after {seconds:.2f} s", code, wrong)


def _clock_set_back(bench: _Bench, chosen: Random) -> _Trial:
    """From some moment on it is yesterday."""
    seconds = chosen.uniform(0.0, bench.seconds)
    wrong, code = _ended(bench.start(DISTURBED_CLOCK=f"{seconds:.2f}"), {0})
    return _Trial(f"after {seconds:.2f} s", code, wrong)


def _filled(bench: _Bench, chosen: Random) -> _Trial:
    """No file may grow over a size, as on a full disk."""
    most = chosen.choice((4_096, 20_000, 60_000))
    wrong, code = _ended(bench.start(most), {0, 1})
    return _Trial(f"{most} bytes", code, wrong)


def _taken_away(bench: _Bench, chosen: Random) -> _Trial:
    """The folder of the output is removed."""
    process = bench.start()
    done = f"after {bench.moment(chosen):.2f} s"
    shutil.rmtree(bench.out.parent, ignore_errors=True)
    wrong, code = _ended(process, {0, 1})
    bench.clear()
    return _Trial(done, code, wrong)


#: Kinds of disturbance that can be tried on this machine.
KINDS: dict[str, Callable[[_Bench, Random], _Trial]] = {
    **{name: _signalled(name) for name in _SIGNALS},
    "worker killed": _worker_killed,
    "file size": _filled,
    "folder removed": _taken_away,
    "clock set back": _clock_set_back,
    **({"EIO": _disk_failing} if platform.system() == "Linux" and platform.machine() == "x86_64" else {}),
    **({"Ray worker killed": _ray_worker_killed} if find_spec("ray") else {}),
}


def _ended(process: subprocess.Popen[str], allowed: set[int], *, most_lines: int = 1) -> tuple[list[str], int]:
    """What is wrong with how a process ended, and its exit code."""
    try:
        code = process.wait(_TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return [f"did not end within {_TIMEOUT_SECONDS:g} s"], process.wait()
    left = _group_after(process.pid, seconds=5.0)
    said = "".join(process.communicate())
    wrong = [] if code in allowed else [f"exit code {code}: {said[:300]}"]
    wrong += [f"said {word!r}: {said[:600]}" for word in _NOISE if word in said]
    wrong += [f"said {len(said.splitlines())} lines: {said[:300]}"] if len(said.splitlines()) > most_lines else []
    semaphores = _semaphores_of(process.pid)
    wrong += [f"left in shared memory: {semaphores}"] if semaphores else []
    return wrong + (["children are left"] if left else []), code


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


def _kill_one(processes: list[int], chosen: Random) -> bool:
    """Kill one of the processes; False where there is none, or it has ended."""
    if processes:
        with suppress(ProcessLookupError):
            os.kill(chosen.choice(processes), signal.SIGKILL)
            return True
    return False


def _children_of(parents: set[int], command: bytes) -> list[int]:
    """The ids of processes' children that run a command; empty where there is no /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_bytes().rpartition(b")")[2].split()[1])
            if parent in parents and command in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return sorted(found)


def _descendants_of(process: int, command: bytes) -> list[int]:
    """The same with children of children."""
    family, before = {process}, 0
    while len(family) > before:
        before = len(family)
        family |= {*_children_of(family, b"")}
    return _children_of(family, command)


def _semaphores_of(process: int) -> list[str]:
    """What a batch's pool left in shared memory; loky writes the process that made one into its name."""
    return sorted(path.name for path in Path("/dev/shm").glob(f"*loky-{process}-*"))


def _article(number: int) -> str:
    return (
        f"Le conseil municipal de Lyon a voté mardi un budget de {number + 2} millions d'euros pour ses écoles. "
        f"Le maire a présenté {number + 3} projets aux habitants réunis dans la salle des fêtes. "
        "Les travaux commenceront en mars, selon la mairie, et dureront deux ans."
    )
