"""An output and its name: what stands there stays unless a batch wrote it, and no row of a former output is lost.

Input: the files of a run, the path or address that its output goes to, and the ledger, which knows what batches wrote.
Output: the finished rows under that name. Raises for: a second run on the same output, one that no batch made or that
was changed since, a disk or an address that takes nothing more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import OutputError, OverwriteError, SummarizeError
from .addresses import exists, is_address, move_aside_at, open_at, put
from .guard import OwnFiles, digest_of, move_all_aside, move_aside
from .ledger import PART, Ledger
from .report import Report
from .sinks import Sink, identities_in


@contextmanager
def locked(own: OwnFiles) -> Iterator[None]:
    """One run at a time on an output; the lock goes with the process, however that ends."""
    from filelock import FileLock, Timeout

    path = own.path
    lock = FileLock(own.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise OutputError(f"another run is writing {str(path)!r}; wait for it, or give another name.") from None
    except OSError as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """What the disk refuses, as one error that says how to go on."""
    try:
        yield
    except SummarizeError:
        raise
    except OSError as error:
        raise OutputError(
            f"writing {str(path)!r} failed: {error.strerror or error}. What the ledger holds is safe; fix that and "
            f"run the same command again."
        ) from error


def make_room(own: OwnFiles, target: str) -> dict[str, str]:
    """Move aside what stands in the way of a fresh run: old name to new."""
    moved = move_all_aside(own)
    if is_address(target) and exists(target):
        moved[target] = move_aside_at(target)
    return moved


def existing(path: Path, target: str) -> list[str]:
    """Where an output of this name is: here, and at its address."""
    here = [str(path)] if os.path.lexists(path) else []
    return [*here, *([target] if is_address(target) and exists(target) else [])]


def check_unchanged(own: OwnFiles, target: str, ledger: Ledger) -> None:
    """Refuse an output, or rows, that a batch did not write, or that somebody has changed since."""
    made = ledger.made()
    if os.path.lexists(own.part) and PART not in made:
        raise OverwriteError(f"{str(own.part)!r} exists and no batch wrote it; --fresh moves it aside.")
    for name in existing(own.path, target):
        if _digest(name) not in made:
            raise OverwriteError(
                f"{name!r} is not as a batch wrote it: it was changed or replaced since. Move it away and run the "
                f"same command again: nothing is computed twice."
            )


def publish(own: OwnFiles, ledger: Ledger, sink: Sink, report: Report) -> None:
    """Give the rows the name that the report has; a former output is moved aside where it has rows that these lack, and
    so is what came to have the name during the run, and no batch wrote. The report says what was moved."""
    target = report.output
    made = ledger.made()
    ledger.note(_digest(str(own.part)))
    former = existing(own.path, target)
    for name in former:
        is_made = _digest(name) in made
        dropped = ledger.lacking(_identities(name)) if is_made and name == former[-1] else 0
        if dropped or not is_made:
            aside = move_aside_at(name) if is_address(name) else str(move_aside(Path(name)))
            report.moved[name] = aside
            report.dropped |= {aside: dropped} if dropped else {}
    sink.publish()
    ledger.forget(PART)
    if is_address(target):
        put(own.path, target)


def _digest(name: str) -> str:
    with _opened(name) as file:
        return digest_of(file)


def _identities(name: str) -> Iterator[str]:
    with _opened(name) as file:
        yield from identities_in(file, Path(name).suffix.lower())


def _opened(name: str) -> Any:
    return open_at(name) if is_address(name) else Path(name).open("rb")
