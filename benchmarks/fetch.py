"""Data sets over the network: download, check, put in place.

Enters: a data set's name and a folder. Leaves: its files there, each whole and with the recorded hash. Refused: a data
set without a known address, a server that cannot be reached or breaks off, a file with another hash. Whatever fails, no
half file stays, and what was there before is untouched.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.catalogue import Part, find
from benchmarks.errors import BenchmarkError

#: Seconds without an answer before a server is given up.
TIMEOUT_SECONDS = 60
_BLOCK = 1 << 20
#: Larger answers are refused: the largest archive of the catalogue has 27 MB.
MOST_BYTES = 1 << 30
Say = Callable[[str], object]


def fetch(name: str, folder: Path, *, say: Say = lambda line: None) -> list[Path]:
    """Download a data set's split into `folder`/NAME; files that are there with the right hash are kept.

    Args:
        name: `NAME` or `NAME:SPLIT`.
        folder: what --data-dir takes afterwards; made where it is missing.
        say: takes a line for each file.

    Returns:
        The files, in the catalogue's order.

    Raises:
        BenchmarkError: see the top of this file.
    """
    dataset, split_name = find(name)
    split = dataset.splits[split_name]
    if split.built_in:
        raise BenchmarkError(f"{dataset.name} comes with the project; there is nothing to fetch")
    if not split.parts:
        raise BenchmarkError(
            f"no address with a known hash for {dataset.name}:{split_name}; point --data-dir or SUMMARIZE_DATA at a "
            f"folder that holds {split.path}"
        )
    return [_fetch_part(part, folder / dataset.name / part.filename, say) for part in split.parts]


def _fetch_part(part: Part, target: Path, say: Say) -> Path:
    if target.is_file() and _digest(target, part.algorithm) == part.digest:
        say(f"{target}: already there")
        return target
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = _download(part, temporary)
        if found != part.digest:
            raise BenchmarkError(
                f"{part.url} has {part.algorithm} {found}, expected {part.digest}: refused, nothing was written; the "
                "address may have a newer version, or something on the way altered it"
            )
        if target.exists():
            say(f"{target}: another file was there, and is now {_move_aside(target)}")
        temporary.replace(target)
    except OSError as error:
        raise BenchmarkError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    say(f"{target}: {target.stat().st_size:,} bytes, {part.algorithm} as recorded")
    return target


def _move_aside(target: Path) -> Path:
    """Give a file that is not what it should be a name that no file has."""
    number = next(n for n in count(1) if not target.with_name(f"{target.name}.old-{n}").exists())
    return target.rename(target.with_name(f"{target.name}.old-{number}"))


def _download(part: Part, temporary: Path) -> str:
    """Write the answer to a file and return its hash."""
    if not part.url.startswith(("https://", "http://")):
        raise BenchmarkError(f"{part.url}: expected an address that begins with https:// or http://")
    digest = hashlib.new(part.algorithm)
    try:
        with urllib.request.urlopen(part.url, timeout=TIMEOUT_SECONDS) as answer, temporary.open("wb") as file:
            size = 0
            while block := answer.read(_BLOCK):
                size += len(block)
                if size > MOST_BYTES:
                    raise BenchmarkError(f"{part.url} sends more than {MOST_BYTES:,} bytes; refused")
                digest.update(block)
                file.write(block)
            _check_size(part.url, answer, size)
            file.flush()
            os.fsync(file.fileno())
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        raise BenchmarkError(f"cannot fetch {part.url}: {reason}; try again, or use a local copy") from error
    return digest.hexdigest()


def _check_size(url: str, answer: http.client.HTTPResponse, size: int) -> None:
    # read(amount) returns what came before a connection broke, without an error.
    announced = answer.headers.get("Content-Length")
    if announced is not None and int(announced) != size:
        raise BenchmarkError(f"cannot fetch {url}: it broke off after {size:,} of {int(announced):,} bytes; try again")


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
