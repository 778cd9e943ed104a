"""What trials of the cache share: a hub, processes to disturb, and what an undisturbed run gives.

Enters: an empty folder. Leaves: a Bench. Refused: an undisturbed run that fails, since nothing could be told from it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.stress.hub import Hub, hub_environment, serve, tiny_model
from benchmarks.stress.worker import CONVERSIONS
from summarize.engines.integrity import file_hash

ROOT = Path(__file__).resolve().parents[2]
#: A child that has not ended by then waits for something that will not come.
TIMEOUT_SECONDS = 180.0
#: What the hub takes to send a file when a download is to be disturbed.
SLOW_SECONDS = 0.6

Say = Callable[[str], object]


class Starter:
    """The other side of `benchmarks.stress.worker`: starts processes that use a model, and disturbs them."""

    def __init__(self, folder: Path, endpoint: str):
        environment = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
        environment |= hub_environment(folder / "cache", endpoint) | {"TMPDIR": str(folder)}
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "benchmarks.stress.worker"],
            cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._line()

    def start(self, cache: Path, **job: Any) -> Callable[[], list[dict[str, Any]]]:
        """Start children on a cache; returns what waits for their answers.

        Args:
            cache: need not exist.
            **job: `count`, `kill_after`, `offline`, `delete`, `timeout_seconds`, as the worker has them.
        """
        usual = {
            "count": 1, "kill_after": None, "offline": False, "delete": False, "timeout_seconds": TIMEOUT_SECONDS
        }  # fmt: skip
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"cache": str(cache), **usual, **job}) + "\n")
        self._process.stdin.flush()
        return self._line

    def use(self, cache: Path, **job: Any) -> dict[str, Any]:
        """One child's answer."""
        return dict(self.start(cache, **job)()[0])

    def close(self) -> None:
        """End the worker."""
        self._process.kill()
        self._process.communicate()

    def _line(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise BenchmarkError(f"the process that children are forked from ended: exit {self._process.wait()}")
        return json.loads(line)


@dataclass
class Bench:
    """A hub, a starter, and the undisturbed run: its `text`, `files` (name in the cache to hash) and seconds."""

    folder: Path
    hub: Hub
    starter: Starter
    random: Random
    text: str = ""
    files: dict[str, str] | None = None
    download_seconds: float = 0.0
    convert_seconds: float = 0.0
    _made: int = 0

    def cache(self, copied_from: Path | None = None) -> Path:
        """The path of a cache of its own, which does not exist yet, or is a copy of another."""
        self._made += 1
        cache = self.folder / f"trial-{self._made}" / "cache"
        cache.parent.mkdir(parents=True)
        if copied_from is not None:
            shutil.copytree(copied_from, cache)
        return cache

    def judge(self, answer: dict[str, Any]) -> str:
        """The outcome of an answer: "worked", "refused", or what is wrong."""
        if "text" in answer:
            return "worked" if answer["text"] == self.text else f"another text: {answer['text']!r}"
        if "error" in answer:
            is_clear = "\n" not in answer["message"]
            return "refused" if is_clear else f"not one line: {answer['message']!r}"
        return f"it hung for {TIMEOUT_SECONDS:.0f} s" if answer.get("hung") else str(answer)

    def torn(self, cache: Path, *, is_whole: bool = False) -> str | None:
        """What is wrong with the files of a cache, None where nothing is.

        A model's folder without a dot is taken for whole by the library: it must have every file as the undisturbed
        run has it. With `is_whole`, everything must be there, and nothing beside it.
        """
        wanted, have = self.files or {}, published(cache)
        for name in {name.rsplit("/", 1)[0] for name in have}:
            theirs = {k: v for k, v in have.items() if k.rsplit("/", 1)[0] == name}
            if theirs != {k: v for k, v in wanted.items() if k.rsplit("/", 1)[0] == name}:
                return f"{name} is torn: {sorted(theirs)}"
        left = [p.name for p in cache.glob("*/.*") if p.is_dir()]
        if is_whole and (have != wanted or left):
            return f"differing: {sorted(dict(have.items() ^ wanted.items()))}, left over: {left}"
        return None

    def next_run(self, cache: Path) -> str | None:
        """What is wrong with an undisturbed run on this cache and its files after it, None where nothing is."""
        self.hub.seconds = 0.0
        outcome = self.judge(answer := self.starter.use(cache))
        return self.torn(cache, is_whole=True) if outcome == "worked" else f"the next run: {outcome} {answer}"


def published(cache: Path) -> dict[str, str]:
    """Every file of the models in a cache that are taken for whole: its path in the cache, and its hash."""
    folders = [p for p in cache.glob("*/*") if p.is_dir() and not p.name.startswith(".")]
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return {p.relative_to(cache).as_posix(): file_hash(p) for p in files}


def conversions(cache: Path) -> int:
    """How many conversions were started into this cache."""
    log = cache.parent / CONVERSIONS
    return len(log.read_text(encoding="utf-8").splitlines()) if log.is_file() else 0


@contextlib.contextmanager
def open_bench(folder: Path, *, seed: int) -> Iterator[Bench]:
    """Set up a hub and a starter, and make the undisturbed run.

    Raises:
        BenchmarkError: the undisturbed run failed.
    """
    with serve(Hub(tiny_model(folder / "model"))) as hub:
        starter = Starter(folder, hub.endpoint)
        try:
            bench = Bench(folder, hub, starter, Random(seed))
            _run_undisturbed(bench)
            yield bench
        finally:
            starter.close()


def _run_undisturbed(bench: Bench) -> None:
    cache = bench.cache()
    first = bench.starter.use(cache)
    if "text" not in first:
        raise BenchmarkError(f"the undisturbed run failed: {first}")
    bench.text, bench.files = first["text"], published(cache)
    loaded = bench.starter.use(cache)["seconds"]
    shutil.rmtree(cache / "converted")
    bench.convert_seconds = bench.starter.use(cache)["seconds"]
    shutil.rmtree(cache / "hub")
    bench.hub.seconds = SLOW_SECONDS
    bench.download_seconds = bench.starter.use(cache)["seconds"] - loaded
    bench.hub.seconds = 0.0
