"""Inputs as a user gives them to items: which files there are, in which order, and what reads each.

Enters: paths, globs, "-", "hub:OWNER/NAME[:SPLIT]". Leaves: items in order. Refuses, before the first item: an input
that does not exist, a folder without an article, a table without a text column. What goes wrong later is an item with
an error, and reading goes on.
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
from .items import Item
from .readers import DOCUMENTS, TABLES, Columns, read_dataset, read_file, read_stream, rows_of, suffixes_of


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to read inputs."""

    recursive: bool = False  #: folders within folders too; links to folders are not followed
    glob: str | None = None  #: of a folder's files only those that match, such as "*.html"
    text_column: str | None = None  #: of tables; None takes the first of text, article, content, body, document
    id_column: str | None = None  #: of tables; None takes id or url, else path#row
    limit: int | None = None  #: only the first so many articles
    max_bytes: int = MAX_BYTES  #: of one article, after decompression


def read(
    inputs: Sequence[str | os.PathLike[str]], options: SourceOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Read the articles of all inputs, in order.

    Args:
        inputs: files (.txt .md .html .json .jsonl .csv .tsv .parquet, also .gz .bz2 .xz), folders (their files by
            name), globs, "-" for standard input (JSON Lines where it starts with "{", else one article), folders that
            `datasets` saved, "hub:OWNER/NAME" or "hub:OWNER/NAME:SPLIT".
        options: see SourceOptions.
        stdin: in place of sys.stdin.buffer.

    Raises:
        UnreadableInputError: an input does not exist, or there is no article in any.
        OptionError: a table has no such column.
    """
    if not inputs:
        raise OptionError("no inputs; give files, folders, - for standard input, or hub:OWNER/NAME.")
    for given in inputs:
        _require(os.fspath(given))
    items = chain.from_iterable(_read_one(os.fspath(given), options, stdin) for given in inputs)
    first = next(items, None)
    if first is None:
        kinds = " ".join(sorted(DOCUMENTS | TABLES))
        said = f" that matches {options.glob!r}" if options.glob else ""
        raise UnreadableInputError(
            f"no article{said} in {', '.join(os.fspath(given) for given in inputs)}; a folder's files end in {kinds}, "
            f"also .gz .bz2 .xz; --recursive looks into its folders too."
        )
    return islice(chain([first], items), options.limit)


def count(inputs: Sequence[str | os.PathLike[str]], options: SourceOptions) -> int | None:
    """How many articles there are, where that can be told without reading them; else None."""
    total = 0
    for given in [os.fspath(path) for path in inputs]:
        if given == "-" or given.startswith("hub:"):
            return None
        for path in _files(given, options):
            rows = 1 if suffixes_of(path)[0] in DOCUMENTS else rows_of(path)
            if rows is None:
                return None
            total += rows
    return total if options.limit is None else min(total, options.limit)


def _require(given: str) -> None:
    if given == "-" or given.startswith("hub:") or globbing.has_magic(given):
        return
    try:
        exists = Path(given).exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        raise UnreadableInputError(f"there is no file or folder {given!r}; check the path.")


def _read_one(given: str, options: SourceOptions, stdin: BinaryIO | None) -> Iterator[Item]:
    columns = Columns(options.text_column, options.id_column)
    if given == "-":
        import sys

        yield from read_stream(stdin or sys.stdin.buffer, columns, options.max_bytes)
    elif given.startswith("hub:") or _is_saved_dataset(given):
        yield from read_dataset(given, columns, options.max_bytes)
    else:
        for path in _files(given, options):
            yield from read_file(path, columns, options.max_bytes)


def _is_saved_dataset(given: str) -> bool:
    return Path(given, "dataset_info.json").is_file() and Path(given, "state.json").is_file()


def _files(given: str, options: SourceOptions) -> Iterator[Path]:
    if globbing.has_magic(given) and not Path(given).exists():
        for name in sorted(globbing.glob(given, recursive=options.recursive)):  # noqa: PTH207 (absolute patterns)
            yield from _files(name, options) if Path(name).is_file() else ()
    elif Path(given).is_dir():
        yield from _folder(Path(given), options)
    else:
        yield Path(given)


def _folder(folder: Path, options: SourceOptions) -> Iterator[Path]:
    """A folder's articles by name; hidden files and files of other kinds are passed over."""
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if options.recursive:
                yield from _folder(Path(entry.path), options)
        elif options.glob is not None:
            if fnmatch(entry.name, options.glob):
                yield Path(entry.path)
        elif suffixes_of(Path(entry.path))[0] in DOCUMENTS | TABLES:
            yield Path(entry.path)
