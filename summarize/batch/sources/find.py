"""Inputs as a user gives them to items: which files there are, in which order, and what reads each.

Input: paths, globs, addresses (s3://…), "-", "hub:OWNER/NAME[:SPLIT]". Output: items in order. Raises, before the first
item, for: an input that does not exist, a folder without an article, a table without a text column. What goes wrong
later is an item with an error, and reading goes on; only a network that breaks off ends it.
"""

from __future__ import annotations

import glob as globbing
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, SupportsIndex

from ...documents import HTML, MAX_BYTES
from ...errors import MissingExtraError, OptionError, UnreadableInputError
from ..addresses import exists, files_at, is_address, is_page_address, local_path, normal, reading
from ..guard import ENDINGS as OUTPUT_ENDINGS
from ..guard import is_output, is_page
from .columns import NO_COLUMN, OF_A_BATCH, Columns
from .items import Item
from .readers import (
    ARCHIVES,
    DOCUMENTS,
    FEEDS,
    TABLES,
    File,
    is_article,
    is_hidden,
    read_dataset,
    read_file,
    read_stream,
    rows_of,
    suffixes_of,
    unknown_kind,
)

#: Rows of a table that are looked at for a column with the text.
_MOST_AHEAD = 100


def require_switches(options: object, names: Iterable[str]) -> None:
    """Refuse an option of these names that is neither True nor False."""
    for name in names:
        if not isinstance(value := getattr(options, name), bool):
            raise OptionError(f"{name}={value!r}: give True or False.")


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How to read inputs."""

    recursive: bool = False  #: folders within folders too; links to folders are not followed
    glob: str | None = None  #: of a folder's files only those that match, such as "*.html"
    text_column: str | None = None  #: of tables, or a path such as "articles[].content"; None finds text, texte, body …
    id_column: str | None = None  #: of tables; None takes id or url, else path#row
    keep: tuple[str, ...] | None = None  #: columns of tables carried into the output; None: all
    delimiter: str | None = None  #: of CSV files, one character; None finds it
    limit: int | None = None  #: process only the first N articles
    max_bytes: int = MAX_BYTES  #: of one article, after decompression
    fetch: bool = False  #: pages and feeds at http(s) addresses are fetched, each within the limits of `fetching`
    linked_pages: int = 0  #: with `fetch`: of each feed the pages that its first N entries link to, for their teasers
    exclude: tuple[str, ...] = ()  #: paths or addresses passed over in folders and globs; a run adds its own files
    on_skip: Callable[[str, str], None] | None = None  #: told each file that is passed over, and why

    def validated(self) -> SourceOptions:
        """Return it.

        Raises:
            OptionError: a value is of another kind, or out of range.
        """
        require_switches(self, ("recursive", "fetch"))
        for name in ("glob", "text_column", "id_column", "delimiter"):
            if not isinstance(value := getattr(self, name), str | None):
                raise OptionError(f"{name}={value!r}: give a text (str).")
        for name, low in (("limit", 0), ("max_bytes", 1), ("linked_pages", 0)):
            value = getattr(self, name)
            is_number = isinstance(value, SupportsIndex) and int(value) >= low
            if not is_number and (name, value) != ("limit", None):
                raise OptionError(f"{name}={value!r}: give a whole number from {low}.")
        for name in ("keep", "exclude"):
            value = getattr(self, name)
            is_names = isinstance(value, list | tuple) and all(isinstance(part, str) for part in value)
            if not is_names and (name, value) != ("keep", None):
                raise OptionError(f"{name}={value!r}: give a tuple of names, such as ({str(value)!r},).")
        if self.delimiter is not None and len(self.delimiter) != 1:
            raise OptionError(f"delimiter {self.delimiter!r}: give one character, such as ';'.")
        if self.linked_pages and not self.fetch:
            raise OptionError(
                "linked pages are fetched, which must be asked for: --fetch, or SourceOptions(fetch=True)."
            )
        return self


def read(
    inputs: Sequence[str | os.PathLike[str]], options: SourceOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Read the articles of all inputs, in order.

    Args:
        inputs: files (.txt .md .html .pdf .docx .json .jsonl .csv .tsv .xlsx .parquet …, also .gz .bz2 .xz .zst, or in
            a .zip), folders (their files by name), globs, the same at an address that fsspec reads (s3://…, https://…),
            "-" for standard input (JSON Lines or a JSON list where it starts with "{" or "[{", CSV where a column or
            the delimiter is named or the first line names the column of the text, else one article), folders that
            `datasets` saved, "hub:OWNER/NAME" or "hub:OWNER/NAME:SPLIT".
        options: see SourceOptions.
        stdin: in place of sys.stdin.buffer.

    Raises:
        UnreadableInputError: an input does not exist, or there is no article in any.
        OptionError: a table has no such column; `linked_pages` without `fetch`.
    """
    if not inputs:
        raise OptionError("no inputs; give files, folders, - for standard input, or hub:OWNER/NAME.")
    options.validated()
    names = [local_path(os.fspath(given)) for given in inputs]
    for given in names:
        if not (options.fetch and is_page_address(given)):
            _require(given)
    is_only = len(names) == 1 and not Path(names[0]).is_dir()
    items: Iterator[Item] = chain.from_iterable(_read_one(given, options, stdin, is_only) for given in names)
    first = next(items, None)
    if first is not None and is_only:
        first, items = _with_a_column(first, items)
    if first is None:
        kinds = " ".join(sorted(DOCUMENTS | FEEDS | TABLES | ARCHIVES))
        said = f" that matches {options.glob!r}" if options.glob else ""
        raise UnreadableInputError(
            f"no article{said} in {', '.join(names)}; a folder's files end in {kinds}, "
            f"also .gz .bz2 .xz .zst; --recursive looks into its folders too."
        )
    return islice(chain([first], items), options.limit)


def _with_a_column(first: Item, items: Iterator[Item]) -> tuple[Item, Iterator[Item]]:
    """The same items.

    Raises:
        OptionError: they are those of one table, and none of the first rows has a column for the text.
    """
    ahead: list[Item] = []
    item: Item | None = first
    while item is not None and item.error is not None and item.error[0] == NO_COLUMN and len(ahead) < _MOST_AHEAD:
        item = next(items, None)
        ahead += [item] if item is not None else []
    if first.error is not None and first.error[0] == NO_COLUMN and (item is None or item.error == first.error):
        raise OptionError(first.error[1])
    return first, chain(ahead, items)


def require_network_for(
    inputs: Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    options: SourceOptions,
    *,
    offline: bool | None,
) -> None:
    """Refuse what needs the network where that must not be used.

    Raises:
        OptionError: an input or the output is elsewhere, or pages are to be fetched.
    """
    from ...engines.store import require_network

    if options.fetch:
        require_network("--fetch", offline)
    for given in [local_path(os.fspath(path)) for path in (*inputs, output)]:
        if given.startswith("hub:") or (is_address(given) and not given.startswith("memory:")):
            require_network(given, offline)


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
        is_fetched = options.fetch and is_page_address(given)
        if given.startswith("hub:") or is_address(given) != remote or is_fetched:
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
    """Refuse an input that is not there, or that may have no end."""
    if given == "-" or given.startswith("hub:") or globbing.has_magic(given):
        return
    try:
        is_there = exists(given) if is_address(given) else Path(given).exists()
        reason = None if is_address(given) else _not_a_file(given)
    except (MissingExtraError, UnreadableInputError) as error:
        may_be_page = is_page_address(given) and suffixes_of(given)[0] not in TABLES | ARCHIVES
        if may_be_page and isinstance(error.__cause__, ImportError):
            raise UnreadableInputError(f"{given} is an address; add --fetch to read it.") from error.__cause__
        if isinstance(error, MissingExtraError):
            raise
        fix = " A page or a feed needs --fetch, or SourceOptions(fetch=True)." if is_page_address(given) else ""
        raise UnreadableInputError(f"{error}{fix}") from error.__cause__
    except (OSError, ValueError):
        is_there, reason = os.path.islink(given), None  # noqa: PTH114 - a link that leads to itself is an error row
    if reason:
        raise UnreadableInputError(f"{given!r} is {reason} and may have no end; save what it gives, or give it to -.")
    if not is_there:
        raise UnreadableInputError(f"there is no file or folder {given!r}; check the path.")


def _read_one(given: str, options: SourceOptions, stdin: BinaryIO | None, is_only: bool) -> Iterator[Item]:
    """The articles of one input, whatever it is; `is_only`: it is all that is read, and no folder."""
    columns = Columns(
        options.text_column, options.id_column, options.keep, options.delimiter, options.on_skip,
        linked_pages=options.linked_pages,
        is_only=is_only and not globbing.has_magic(given) and suffixes_of(given)[0] not in ARCHIVES,
    )  # fmt: skip
    if given == "-":
        import sys

        if stdin is None and sys.stdin is None:
            raise UnreadableInputError("standard input is closed; name files or folders.")
        yield from read_stream(stdin or sys.stdin.buffer, columns, options.max_bytes)
    elif given.startswith("hub:") or _is_saved_dataset(given):
        yield from read_dataset(given, columns, options.max_bytes)
    elif options.fetch and is_page_address(given):
        from ... import fetching

        page = File(given, lambda: io.BytesIO(fetching.fetch(given).data))
        yield from read_file(page, columns, options.max_bytes)
    elif is_address(given):
        # What a network breaks off ends the run: the rest is not known to be bad, and the next run reads it again.
        with reading(given):
            for file in _remote_files(given, options):
                yield from read_file(file, columns, options.max_bytes)
    else:
        for file in _files(given, options):
            yield from read_file(file, columns, options.max_bytes)


def _is_saved_dataset(given: str) -> bool:
    # Not of Path, whose is_file raises for a folder that may not be looked into.
    return all(os.path.isfile(os.path.join(given, name)) for name in ("dataset_info.json", "state.json"))  # noqa: PTH113, PTH118


def _remote_files(given: str, options: SourceOptions) -> Iterator[File]:
    def wanted(name: str) -> bool:
        return _is_wanted(name, options)

    passed_over = {normal(name) for name in options.exclude if is_address(name)}
    for address, opener in files_at(given, wanted, recursive=options.recursive):
        if address == normal(given) or address not in passed_over:
            yield File(address, opener, is_remote=True, is_listed=address != normal(given))


def _files(given: str, options: SourceOptions) -> Iterator[File]:
    """The files of a path, a folder or a glob of this machine, without those that no batch reads."""
    if globbing.has_magic(given) and not os.path.lexists(given):
        paths: Iterable[Path] = map(Path, sorted(globbing.glob(given, recursive=options.recursive)))  # noqa: PTH207
        paths = (path for path in paths if not path.is_dir())
    elif Path(given).is_dir():
        paths = _folder(Path(given), options)
    else:
        yield File(Path(given).as_posix())
        return
    passed_over = [os.path.realpath(local_path(name)) for name in options.exclude if not is_address(name)]
    own = {path: Path(path).name for path in passed_over}
    for path in paths:
        if reason := _passed_over(path, own):
            _tell(path, reason, options)
        else:
            yield File(path.as_posix(), is_listed=True)


def _passed_over(path: Path, own: dict[str, str]) -> str | None:
    """Why a file that was found is not read; a link that leads nowhere is read, and an error row."""
    # To resolve each of a million paths takes minutes.
    may_be_own = path.name in own.values() or path.is_symlink()
    if may_be_own and os.path.realpath(path) in own:
        return "a file of this run"
    try:
        reason = _not_a_file(path)
    except OSError:
        return None
    if reason:
        return reason
    kind = path.suffix.lower()
    if kind in OUTPUT_ENDINGS and is_output(path):
        return OF_A_BATCH
    return "a report of summarize batch" if kind in HTML and is_page(path) else None


def _not_a_file(path: str | Path) -> str | None:
    """What a path is that is neither file nor folder; opening it may wait for ever, and reading it have no end."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - a million paths
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    return kinds.get(stat.S_IFMT(mode))


def _tell(path: Path, reason: str, options: SourceOptions) -> None:
    if options.on_skip:
        options.on_skip(path.as_posix(), reason)


def _folder(folder: Path, options: SourceOptions) -> Iterator[Path]:
    """A folder's articles by name; hidden files and files of other kinds are passed over."""
    try:
        with os.scandir(folder) as entries:
            # Of a folder of millions, only the names are held.
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False), _is_folder(entry)) for entry in entries)
    except OSError as error:
        _tell(folder, f"a folder that cannot be read: {error.strerror or error}", options)
        return
    for name, is_own_folder, is_folder in found:
        if is_hidden(name):
            _tell(folder / name, "hidden", options)
        elif is_own_folder and options.recursive:
            yield from _folder(folder / name, options)
        elif is_folder:
            _tell(folder / name, "a folder; --recursive reads it" if is_own_folder else "a link to a folder", options)
        elif _is_wanted(name, options):
            yield folder / name
        else:
            reason = unknown_kind(name) if options.glob is None else f"does not match {options.glob}"
            _tell(folder / name, reason, options)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_wanted(name: str, options: SourceOptions) -> bool:
    return fnmatch(name, options.glob) if options.glob is not None else is_article(name)
