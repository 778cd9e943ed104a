"""Addresses such as s3://bucket/articles: inputs read where they lie, a finished output put up whole.

Input: PROTOCOL://PATH, of any protocol that fsspec knows. Output: the files there, by name; an output at its address.
Raises for: a protocol that fsspec does not know or whose package is missing, what is not there, what may not be
written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from ..errors import MissingExtraError, OutputError, SummarizeError, UnreadableInputError

_LOCAL = ("file://", "local://")


def is_address(given: str) -> bool:
    """True for what is no path of this machine."""
    return "://" in given and not given.startswith(_LOCAL)


def is_page_address(given: str) -> bool:
    """True for an address of the web."""
    return given.startswith(("https://", "http://"))


def local_path(given: str) -> str:
    """A path of this machine, also where it was given as file://…."""
    if not given.startswith(_LOCAL):
        return given
    return os.path.abspath(os.path.expanduser(given.split("://", 1)[1]))  # noqa: PTH100, PTH111


def exists(address: str) -> bool:
    """True where there is a file or folder.

    Raises:
        UnreadableInputError: the file system cannot be reached.
    """
    with reading(address):
        system, path = _system(address)
        return bool(system.exists(path))


def normal(address: str) -> str:
    """The one spelling of an address that `files_at` uses."""
    with reading(address):
        system, path = _system(address)
        return str(system.unstrip_protocol(path))


def open_at(address: str) -> Any:
    """The file at an address, open for reading bytes."""
    system, path = _system(address)
    return system.open(path, "rb")


def move_aside_at(address: str) -> str:
    """Give the file at an address the name ADDRESS.old-N, which no file has, and return that.

    Raises:
        OutputError: it cannot be moved; it stays.
    """
    try:
        system, path = _system(address)
        number = next(n for n in count(1) if not system.exists(f"{path}.old-{n}"))
        system.mv(path, f"{path}.old-{number}")
    except Exception as error:
        raise OutputError(f"{address} could not be moved aside: {_said(error)}; give another name.") from error
    return f"{address}.old-{number}"


@contextmanager
def reading(address: str) -> Iterator[None]:
    """Whatever a remote file system raises, as one error that says how to go on."""
    try:
        yield
    except SummarizeError:
        raise
    except Exception as error:  # the packages behind fsspec raise of every kind
        raise UnreadableInputError(
            f"{address} cannot be reached or read: {_said(error)}. Fix that and run the same command again; what was "
            f"done is kept."
        ) from error


def files_at(address: str, wanted: Callable[[str], bool], *, recursive: bool) -> Iterator[tuple[str, Any]]:
    """The files of an address: itself, those a glob matches, or a folder's by name.

    Args:
        address: of a file, a folder, or a glob.
        wanted: says of a file's name whether it is taken from a folder.
        recursive: a folder's folders too.

    Yields:
        The full address of a file and a call that opens it for reading bytes.

    Raises:
        UnreadableInputError: the file system cannot be reached.
    """
    with reading(address):
        system, path = _system(address)
        if any(character in path for character in "*?[") and not system.exists(path):
            found: Iterator[str] = (name for name in sorted(system.glob(path)) if system.isfile(name))
        elif system.isdir(path):
            found = _folder(system, path, wanted, recursive)
        else:
            found = iter([path])
        for name in found:
            yield system.unstrip_protocol(name), _opener(system, name)


def put(file: Path, address: str) -> None:
    """Copy a file to an address, whole or not at all, and remove it here.

    Raises:
        OutputError: it could not be written; the file stays.
    """
    try:
        system, path = _system(address)
        # A transaction lets the file appear at its end: a rename, or an object store's last part.
        with system.transaction, system.open(path, "wb") as there, file.open("rb") as here:
            shutil.copyfileobj(here, there, 1 << 20)
    except Exception as error:
        raise OutputError(
            f"{address} could not be written: {_said(error)}. The finished file is {str(file)!r}; fix that and run "
            f"the same command again: nothing is computed twice."
        ) from error
    file.unlink()


def _system(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtraError("remote", f"the address {address}") from error
    system, path = fsspec.core.url_to_fs(address)
    return system, str(path)


def _opener(system: Any, name: str) -> Callable[[], Any]:
    return lambda: system.open(name, "rb")


def _folder(system: Any, folder: str, wanted: Callable[[str], bool], recursive: bool) -> Iterator[str]:
    for entry in sorted(system.ls(folder, detail=True), key=lambda entry: entry["name"]):
        path = entry["name"].rstrip("/")
        name = path.rsplit("/", 1)[-1]
        if name.startswith(".") or path == folder.rstrip("/"):
            continue
        if entry["type"] == "directory":
            if recursive:
                yield from _folder(system, path, wanted, recursive)
        elif wanted(name):
            yield path


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": .")
