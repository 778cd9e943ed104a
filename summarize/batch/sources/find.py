"""Inputs as a user gives them to items: which files there are, in which order, and what reads each.

Enters: paths, globs, addresses (s3://…), "-", "hub:OWNER/NAME[:SPLIT]". Leaves: items in order. Refuses, before the
first item: an input that does not exist, a folder without an article, a table without a text column. What goes wrong
later is an item with an error, and reading goes on; only a network that breaks off ends it.
"""

from __future__ import annotations

import glob as globbing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from ...documents import MAX_BYTES
from ...errors import OptionError, UnreadableInputError
from ..addresses import exists, files_at, is_address, local_path, normal, reading
from .items import Item
from .readers import (
    DOCUMENTS,
    TABLES,
    Columns,
    File,
    is_article,
    read_dataset,
    read_file,
    read_stream,
    rows_of,
    suffixes_of,
)


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to read inputs."""

    recursive: bool = False  #: folders within folders too; links to folders are not followed
    glob: str | None = None  #: of a folder's files only those that match, such as "*.html"
    text_column: str | None = None  #: of tables; None takes the first of text, article, content, body, document
    id_column: str | None = None  #: of tables; None takes id or url, else path#row
    limit: int | None = None  #: only the first so many articles
    max_bytes: int = MAX_BYTES  #: of one article, after decompression
    exclude: tuple[str, ...] = ()  #: paths or addresses passed over in folders and globs; a run adds its own files


def read(
    inputs: Sequence[str | os.PathLike[str]], options: SourceOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Read the articles of all inputs, in order.

    Args:
        inputs: files (.txt .md .html .json .jsonl .csv .tsv .parquet, also .gz .bz2 .xz .zst), folders (their files by
            name), globs, the same at an address that fsspec reads (s3://…, https://…), "-" for standard input (JSON
            Lines where it starts with "{", else one article), folders that `datasets` saved, "hub:OWNER/NAME" or
            "hub:OWNER/NAME:SPLIT".
        options: see SourceOptions.
        stdin: in place of sys.stdin.buffer.

    Raises:
        UnreadableInputError: an input does not exist, or there is no article in any.
        OptionError: a table has no such column.
    """
    if not inputs:
        raise OptionError("no inputs; give files, folders, - for standard input, or hub:OWNER/NAME.")
    names = [local_path(os.fspath(given)) for given in inputs]
    for given in names:
        _require(given)
    items = chain.from_iterable(_read_one(given, options, stdin) for given in names)
    first = next(items, None)
    if first is None:
        kinds = " ".join(sorted(DOCUMENTS | TABLES))
        said = f" that matches {options.glob!r}" if options.glob else ""
        raise UnreadableInputError(
            f"no article{said} in {', '.join(names)}; a folder's files end in {kinds}, "
            f"also .gz .bz2 .xz .zst; --recursive looks into its folders too."
        )
    return islice(chain([first], items), options.limit)


def count(inputs: Sequence[str | os.PathLike[str]], options: SourceOptions) -> int | None:
    """How many articles there are, where that can be told without reading them; else None."""
    total = 0
    for given in [local_path(os.fspath(path)) for path in inputs]:
        if given == "-" or given.startswith("hub:") or is_address(given):
            return None
        for file in _files(given, options):
            rows = 1 if suffixes_of(file.name)[0] in DOCUMENTS else rows_of(file)
            if rows is None:
                return None
            total += rows
    return total if options.limit is None else min(total, options.limit)


def files_read(
    inputs: Sequence[str | os.PathLike[str]], options: SourceOptions, *, remote: bool = False
) -> Iterator[str]:
    """The files that `read` will open, by name: those of this machine and "-", or those at addresses."""
    for given in [local_path(os.fspath(path)) for path in inputs]:
        if given.startswith("hub:") or is_address(given) != remote:
            continue
        if remote:
            yield from (file.name for file in _remote_files(given, options))
        elif given == "-":
            yield given
        elif _is_saved_dataset(given):
            yield from (str(path) for path in Path(given).rglob("*"))
        else:
            yield from (file.name for file in _files(given, options))


def _require(given: str) -> None:
    if given == "-" or given.startswith("hub:") or globbing.has_magic(given):
        return
    try:
        is_there = exists(given) if is_address(given) else Path(given).exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise UnreadableInputError(f"there is no file or folder {given!r}; check the path.")


def _read_one(given: str, options: SourceOptions, stdin: BinaryIO | None) -> Iterator[Item]:
    columns = Columns(options.text_column, options.id_column)
    if given == "-":
        import sys

        yield from read_stream(stdin or sys.stdin.buffer, columns, options.max_bytes)
    elif given.startswith("hub:") or _is_saved_dataset(given):
        yield from read_dataset(given, columns, options.max_bytes)
    elif is_address(given):
        # What a network breaks off ends the run: the rest is not known to be bad, and the next run reads it again.
        with reading(given):
            for file in _remote_files(given, options):
                yield from read_file(file, columns, options.max_bytes)
    else:
        for file in _files(given, options):
            yield from read_file(file, columns, options.max_bytes)


def _is_saved_dataset(given: str) -> bool:
    return Path(given, "dataset_info.json").is_file() and Path(given, "state.json").is_file()


def _remote_files(given: str, options: SourceOptions) -> Iterator[File]:
    def wanted(name: str) -> bool:
        return _is_wanted(name, options)

    passed_over = {normal(name) for name in options.exclude if is_address(name)}
    for address, opener in files_at(given, wanted, recursive=options.recursive):
        if address == normal(given) or address not in passed_over:
            yield File(address, opener)


def _files(given: str, options: SourceOptions) -> Iterator[File]:
    if globbing.has_magic(given) and not Path(given).exists():
        found = (Path(name) for name in sorted(globbing.glob(given, recursive=options.recursive)))  # noqa: PTH207
        paths: Iterator[Path] = (path for path in found if path.is_file())
    elif Path(given).is_dir():
        paths = _folder(Path(given), options)
    else:
        yield File(Path(given).as_posix())
        return
    passed_over = {Path(local_path(name)).resolve() for name in options.exclude if not is_address(name)}
    for path in paths:
        if path.resolve() not in passed_over:
            yield File(path.as_posix())


def _folder(folder: Path, options: SourceOptions) -> Iterator[Path]:
    """A folder's articles by name; hidden files and files of other kinds are passed over."""
    with os.scandir(folder) as entries:
        # Of a folder of millions, only the names are held.
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if name.startswith("."):
            continue
        if is_folder:
            if options.recursive:
                yield from _folder(folder / name, options)
        elif _is_wanted(name, options):
            yield folder / name


def _is_wanted(name: str, options: SourceOptions) -> bool:
    return fnmatch(name, options.glob) if options.glob is not None else is_article(name)
