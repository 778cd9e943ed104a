"""The cache under hard use: starts at once, kills, a cache that is read-only, full, or deleted in the middle.

Enters: a Bench. Leaves: a Trial each. What is allowed: the text of an undisturbed run, or one error of the library's
own; afterwards no file that is taken for whole may be torn, and the next run must work.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stress.bench import SLOW_SECONDS, Bench, conversions
from benchmarks.stress.record import Trial


def starts_at_once(bench: Bench, *, rounds: int, processes: int = 8) -> Trial:
    """Processes that start together on an empty cache: one fetches, one converts, all work."""
    trial = Trial(f"{processes} processes at once, empty cache")
    fetched = converted = 0
    for _ in range(rounds):
        cache, asked = bench.cache(), bench.hub.downloads("model.safetensors")
        answers = bench.starter.start(cache, count=processes)()
        downloads, runs = bench.hub.downloads("model.safetensors") - asked, conversions(cache)
        fetched, converted = fetched + downloads, converted + runs
        wrong = bench.torn(cache, is_whole=True)
        if (downloads, runs) != (1, 1):
            wrong = f"{downloads} downloads and {runs} conversions, where one of each is due"
        for answer in answers:
            outcome = bench.judge(answer)
            trial.add(wrong or (outcome if outcome == "worked" else f"{outcome}: {answer}"))
    trial.facts = {"rounds": rounds, "downloads": fetched, "conversions": converted}
    return trial


def kills(bench: Bench, *, stage: str, tries: int) -> Trial:
    """kill -9 at random moments of a "download" or a "conversion"; the next run must work."""
    trial = Trial(f"kill -9 during a {stage}")
    start = None
    if stage == "conversion":
        bench.starter.use(start := bench.cache())
        shutil.rmtree(start / "converted")
    longest = bench.download_seconds if stage == "download" else bench.convert_seconds
    moments: Counter[str] = Counter()
    for _ in range(tries):
        cache = bench.cache(start)
        bench.hub.seconds = SLOW_SECONDS if stage == "download" else 0.0
        answer = bench.starter.use(cache, kill_after=bench.random.uniform(0.0, longest))
        moments[_moment(cache, stage, is_killed=bool(answer.get("killed")))] += 1
        trial.add(bench.torn(cache) or bench.next_run(cache) or "worked")
        shutil.rmtree(cache.parent)
    trial.facts = {f"killed {moment}": n for moment, n in sorted(moments.items())}
    return trial


def deletions(bench: Bench, *, tries: int) -> Trial:
    """The cache deleted at random moments of a first use: it works or says so, and the next run works."""
    trial = Trial("cache deleted during a first use")
    for _ in range(tries):
        cache = bench.cache()
        bench.hub.seconds = SLOW_SECONDS
        answers = bench.starter.start(cache)
        time.sleep(bench.random.uniform(0.0, bench.download_seconds + bench.convert_seconds))
        _delete(cache)
        [answer] = answers()
        outcome = bench.judge(answer)
        _delete(cache) if outcome == "refused" else None
        trial.add(outcome if outcome not in ("worked", "refused") else _after_deletion(bench, cache) or outcome)
        shutil.rmtree(cache.parent)
    return trial


def deleted_after_loading(bench: Bench) -> Trial:
    """The cache deleted under a loaded model: it works on, and the next process fetches again."""
    trial = Trial("cache deleted under a loaded model")
    cache = bench.cache()
    answer = bench.starter.use(cache, delete=True)
    trial.add(bench.judge(answer) if bench.judge(answer) == "worked" else str(answer))
    trial.add(bench.next_run(cache) or "worked")
    return trial


def read_only(bench: Bench) -> Trial:
    """A read-only cache that holds everything, the files alone, or nothing: it works, or one error names the cache."""
    trial = Trial("cache read-only")
    full = bench.cache()
    bench.starter.use(full)
    for holds, expected in (("everything", "worked"), ("no conversion", "refused"), ("nothing", "refused")):
        cache = bench.cache(full)
        if holds != "everything":
            shutil.rmtree(cache / "converted")
        if holds == "nothing":
            shutil.rmtree(cache / "hub")
        try:
            with _no_writing(cache):
                answer = bench.starter.use(cache)
        except OSError as error:
            trial.skipped = f"a folder cannot be made read-only here ({error})"
            return trial
        is_right = bench.judge(answer) == expected
        names_cache = expected == "worked" or "SUMMARIZE_CACHE" in answer.get("message", "")
        trial.add(expected if is_right and names_cache else f"holding {holds}: {answer}")
        trial.add(bench.next_run(cache) or "worked")
    return trial


def full_disk(bench: Bench, *, tries: int) -> Trial:
    """A disk that is full at another place each time: one error that says so; the next run, with room, works."""
    trial = Trial("disk full while fetching or converting")
    total = sum(len(data) for data in bench.hub.files.values()) * 3
    for i in range(tries):
        cache = bench.cache()
        cache.mkdir()
        size = max(8, total * (i + 1) // (tries * 1024))
        try:
            _mount(["-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(cache)])
        except OSError as error:
            trial.skipped = f"no small file system can be mounted here ({error})"
            return trial
        try:
            answer = bench.starter.use(cache)
            outcome, torn = bench.judge(answer), bench.torn(cache)
            _mount(["-o", "remount,size=64m", str(cache)])
            if outcome == "refused" and "free space" not in answer["message"]:
                outcome = f"at {size} KiB the error does not say what is the matter: {answer['message']}"
            trial.add(outcome if outcome not in ("worked", "refused") else torn or bench.next_run(cache) or outcome)
        finally:
            _run(["umount", "-l", str(cache)])
    return trial


def _moment(cache: Path, stage: str, *, is_killed: bool) -> str:
    if not is_killed:
        return "too late"
    place = cache / ("hub" if stage == "download" else "converted")
    if any(p.is_dir() and p.name.startswith(".") for p in place.glob("*")):
        return "while writing"
    return "after it" if any(p.is_dir() for p in place.glob("*")) else "before writing"


def _delete(cache: Path) -> None:
    """As rm -rf does it: again, where something was written meanwhile."""
    for _ in range(5):
        shutil.rmtree(cache, ignore_errors=True)
        if not cache.exists():
            return


def _after_deletion(bench: Bench, cache: Path) -> str | None:
    return bench.torn(cache) or bench.next_run(cache)


@contextmanager
def _no_writing(folder: Path) -> Iterator[None]:
    """Refuse writing in a folder: by a read-only mount for root, whom permissions do not stop; else by permissions."""
    if os.geteuid() == 0:
        _mount(["--bind", str(folder), str(folder)])
        try:
            _mount(["-o", "remount,bind,ro", str(folder)])
            yield
        finally:
            _run(["umount", "-l", str(folder)])
        return
    folders = [folder, *(p for p in folder.rglob("*") if p.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        yield
    finally:
        for path in folders:
            path.chmod(0o755)


def _mount(arguments: list[str]) -> None:
    _run(["mount", *arguments])


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise OSError(" ".join(error.stderr.split()) or f"{command[0]} failed") from error
