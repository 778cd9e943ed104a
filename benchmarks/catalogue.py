"""Data sets by name: what `datasets.toml` says of them, and their files on this machine.

Enters: a name (`orangesum-abstract`, or `orangesum-abstract:valid` for one of its splits) and the folders to look in.
Leaves: its columns, read from files whose hashes are the recorded ones. Refused: an unknown name or split, a data set
that is not on this machine, a file with another hash. Nothing here touches the network; `benchmarks.fetch` does.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import tarfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from benchmarks import data
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from summarize.engines.store import cache_folder

CATALOGUE = Path(__file__).with_name("datasets.toml")
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
#: The folder of local copies, where --data-dir is not given. The recipes read it too.
DATA_VARIABLE = "SUMMARIZE_DATA"
_SEGMENT = re.compile(r"<seg\b[^>]*>(.*?)</seg>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A file to download: its address, its hash (`algorithm` and hexadecimal `digest`), the columns it holds.

    `columns` is column -> member of the archive, or column -> "" for a text file that is the column itself.
    """

    url: str
    algorithm: Literal["sha256", "md5"]
    digest: str
    columns: Mapping[str, str]
    format: Literal["text", "lines", "sgm"]

    @property
    def filename(self) -> str:
        """The last part of the address."""
        return self.url.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Split:
    """One split: the place, hash and number of rows of a local copy, and the parts it can be fetched as."""

    rows: int
    path: str | None
    sha256: str | None
    parts: tuple[Part, ...]
    built_in: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: what is known of it (`facts`), its default columns and split, and its splits by name."""

    name: str
    source: str
    references: tuple[str, ...]
    split: str
    splits: Mapping[str, Split]
    facts: Mapping[str, str]


def names() -> tuple[str, ...]:
    """All names, in the order of the catalogue."""
    return tuple(_catalogue())


def find(name: str) -> tuple[Dataset, str]:
    """The data set and split that `NAME` or `NAME:SPLIT` says.

    Raises:
        BenchmarkError: no such name, or no such split.
    """
    base, _, split = name.partition(":")
    if base not in _catalogue():
        kinds = ", ".join(sorted(data.READERS))
        raise BenchmarkError(
            f"unknown data {name!r}: give one of {', '.join(names())}; a file ({kinds}); or hub:OWNER/NAME"
        )
    found = _catalogue()[base]
    if split and split not in found.splits:
        raise BenchmarkError(f"{base} has no split {split!r}; its splits: {', '.join(found.splits)}")
    return found, split or found.split


def is_name(text: str) -> bool:
    """Whether a text names a data set, rather than a file or something on the hub."""
    return text.partition(":")[0] in _catalogue()


def data_folders(given: Path | None) -> list[Path]:
    """Where local copies are looked for: the folder given, else SUMMARIZE_DATA; then what was fetched."""
    own = os.environ.get(DATA_VARIABLE)
    chosen = given or (Path(own).expanduser() if own else None)
    return [*([chosen] if chosen else []), fetched_folder()]


def fetched_folder() -> Path:
    """Where fetched data stand unless another place is asked for: `data` in the library's cache."""
    return cache_folder() / "data"


def is_available(name: str, data_dir: Path | None) -> bool:
    """Whether a data set's split is on this machine, whatever its hashes.

    Raises:
        BenchmarkError: no such data set or split.
    """
    dataset, split_name = find(name)
    split = dataset.splits[split_name]
    return split.built_in or any(_files(dataset, split, folder) for folder in data_folders(data_dir))


def load_named(
    name: str,
    *,
    required: Sequence[str],
    nullable: Sequence[str] = (),
    lists: Sequence[str] = (),
    limit: int | None = None,
    data_dir: Path | None = None,
) -> DataFile:
    """Read columns of a data set, after checking its files' hashes.

    Args:
        name: `NAME` or `NAME:SPLIT`.
        required: see `benchmarks.data.load`.
        nullable: see `benchmarks.data.load`.
        lists: see `benchmarks.data.load`.
        limit: see `benchmarks.data.load`.
        data_dir: folder of local copies; None takes SUMMARIZE_DATA.

    Raises:
        BenchmarkError: unknown, not on this machine, a wrong hash, or what `benchmarks.data.load` refuses.
    """
    dataset, split_name = find(name)
    split, title = dataset.splits[split_name], f"{dataset.name}:{split_name}"
    if split.built_in:
        return data.from_columns(title, _seed_columns(), required, nullable, lists, sha256=_seed_hash(split))
    for folder in data_folders(data_dir):
        files = _files(dataset, split, folder)
        if files and split.path and files == [folder / split.path]:
            check_hash(files[0], "sha256", split.sha256 or "")
            return data.load(files[0], required=required, nullable=nullable, lists=lists, limit=limit, name=title)
        if files:
            columns, sha256 = _read_parts(title, split, files)
            return data.from_columns(title, columns, required, nullable, lists, sha256=sha256, limit=limit)
    raise BenchmarkError(_absence(dataset, title, split, data_folders(data_dir)))


def check_hash(path: Path, algorithm: str, expected: str) -> None:
    """Refuse a file whose hash is not the recorded one.

    Raises:
        BenchmarkError: it is another, or the file cannot be read.
    """
    found = _file_hash(path, algorithm)
    if found != expected:
        raise BenchmarkError(
            f"{path} has {algorithm} {found}, and {CATALOGUE.name} says {expected}: it was altered or is another "
            "version; remove it and fetch it again, or give a file of your own as --data FILE"
        )


def _file_hash(path: Path, algorithm: str) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest()
    except OSError as error:
        raise BenchmarkError(f"cannot read {path}: {error.strerror or error}") from error


def _files(dataset: Dataset, split: Split, folder: Path) -> list[Path]:
    """The split's files in a folder: its local copy, else all that was fetched, else none."""
    if split.path and (folder / split.path).is_file():
        return [folder / split.path]
    fetched = [folder / dataset.name / part.filename for part in split.parts]
    return fetched if all(file.is_file() for file in fetched) else []


def _absence(dataset: Dataset, title: str, split: Split, folders: Sequence[Path]) -> str:
    ways = []
    if split.parts:
        ways.append(f"python -m benchmarks fetch {title}")
    if split.path:
        ways.append(f"point --data-dir or {DATA_VARIABLE} at a folder that holds {split.path}")
    looked = ", ".join(str(folder) for folder in folders)
    return f"{title} is not on this machine (looked in {looked}); {', or '.join(ways)}"


def _read_parts(title: str, split: Split, files: Sequence[Path]) -> tuple[dict[str, list[str]], str]:
    """Columns of fetched files, and a fingerprint made of the files' own."""
    columns: dict[str, list[str]] = {}
    for part, file in zip(split.parts, files, strict=True):
        check_hash(file, part.algorithm, part.digest)
        columns |= _read_part(part, file)
    sizes = {name: len(rows) for name, rows in columns.items()}
    if set(sizes.values()) != {split.rows}:
        raise BenchmarkError(f"{title}: expected {split.rows} rows in every column, found {sizes}")
    lines = sorted(f"{_file_hash(file, 'sha256')}  {file.name}\n" for file in files)
    return columns, hashlib.sha256("".join(lines).encode()).hexdigest()


def _read_part(part: Part, file: Path) -> dict[str, list[str]]:
    try:
        if part.format == "text":
            return {column: _lines(file.read_text(encoding="utf-8")) for column in part.columns}
        with tarfile.open(file, "r:*") as archive:
            texts = {column: _member(archive, member) for column, member in part.columns.items()}
    except (OSError, tarfile.TarError, UnicodeDecodeError, KeyError) as error:
        raise BenchmarkError(f"cannot read {file}: {error}") from error
    read = _lines if part.format == "lines" else _segments
    return {column: read(text) for column, text in texts.items()}


def _member(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(name)
    if file is None:
        raise KeyError(f"{name} is no file in the archive")
    return file.read().decode("utf-8")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _segments(text: str) -> list[str]:
    return [html.unescape(" ".join(segment.split())) for segment in _SEGMENT.findall(text)]


def _seed_columns() -> dict[str, list[str]]:
    try:
        article = (SEEDS / "article.fr.txt").read_text(encoding="utf-8")
        references = json.loads((SEEDS / "references.json").read_text(encoding="utf-8"))["references_fr"]
    except (OSError, ValueError, KeyError) as error:
        raise BenchmarkError(f"cannot read the seeds: {error}; they stand in seeds/ of the checkout") from error
    return {"article": [article], **{f"reference_{n}": [text] for n, text in enumerate(references, start=1)}}


def _seed_hash(split: Split) -> str:
    check_hash(SEEDS / "article.fr.txt", "sha256", split.sha256 or "")
    return split.sha256 or ""


@cache
def _catalogue() -> dict[str, Dataset]:
    try:
        table = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
        return {name: _dataset(name, values) for name, values in table.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchmarkError(f"the catalogue {CATALOGUE} is damaged: {error!r}") from error


def _dataset(name: str, values: Mapping[str, Any]) -> Dataset:
    columns = values["columns"]
    splits = {k: _split(v) for k, v in values.items() if isinstance(v, dict) and k != "columns"}
    facts = {k: v for k, v in values.items() if isinstance(v, str) and k != "split"}
    return Dataset(name, columns["source"], tuple(columns["reference"]), values["split"], splits, facts)


def _split(values: Mapping[str, Any]) -> Split:
    parts = tuple(_part(part) for part in values.get("fetch", ()))
    return Split(values["rows"], values.get("path"), values.get("sha256"), parts, values.get("built_in", False))


def _part(values: Mapping[str, Any]) -> Part:
    algorithm: Literal["sha256", "md5"] = "sha256" if "sha256" in values else "md5"
    columns = values.get("members") or {values["column"]: ""}
    return Part(values["url"], algorithm, values[algorithm], columns, values.get("format", "text"))
