"""Finds, fetches and checks the files of models, and keeps what is made of them: the only owner of the cache and of
the network.

Input: a registry Entry. Output: a folder with everything an engine needs, and its revision. Raises for: a file whose
hash is not the recorded one, a hub answer that is not a model, any network when offline. Files are taken by an
allow-list: safetensors, or `.bin` where there are none (read with weights_only by transformers); no code.
"""

from __future__ import annotations

import glob
import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import MissingExtraError, ModelCorruptError, ModelDownloadError, ModelNotFoundError, OptionError
from .conversion import convert, is_full
from .integrity import HASHES, differing_files, file_hash, is_inside, recorded_hashes, require_sound
from .packages import assemble, find_base
from .registry import Entry, models_folder

_log = logging.getLogger("summarize")

CACHE_VARIABLE = "SUMMARIZE_CACHE"
OFFLINE_VARIABLES = ("SUMMARIZE_OFFLINE", "HF_HUB_OFFLINE")
CONVERTED = "ctranslate2"  #: sub-folder of a shipped model that holds the int8 conversion
ADAPTER = "adapter.safetensors"  #: in the shipped folder of an entry with a base
_PLAIN_FILES = (
    "config.json", "generation_config.json", "tokenizer_config.json", "tokenizer.json", "special_tokens_map.json",
    "added_tokens.json", "vocab.json", "vocab.txt", "merges.txt", "spiece.model", "source.spm", "target.spm",
    "sentencepiece.bpe.model", "sentencepiece.model",
)  # fmt: skip


@dataclass(frozen=True)
class Located:
    """A model's files: `folder` in the hub's layout and the `revision` they were taken at."""

    folder: Path
    revision: str


def is_offline(asked: bool | None) -> bool:
    """What the caller asked, else what the environment says."""
    if asked is not None:
        return asked
    return any(os.environ.get(name, "").lower() in ("1", "true", "yes", "on") for name in OFFLINE_VARIABLES)


def require_network(option: str, offline: bool | None) -> None:
    """Refuse an option that needs the network where that must not be used.

    Raises:
        OptionError: the caller or the environment says offline.
    """
    if is_offline(offline):
        said = f"--offline or {OFFLINE_VARIABLES[0]}"
        raise OptionError(f"{option} needs the network, which {said} forbids; --online allows it.")


def cache_folder() -> Path:
    """SUMMARIZE_CACHE, else `summarize` in the user's cache folder."""
    own = os.environ.get(CACHE_VARIABLE)
    if own:
        return Path(own).expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache").expanduser() / "summarize"


def locate(entry: Entry, *, offline: bool) -> Located:
    """Return the model's files, fetching them first where that is needed and allowed.

    Raises:
        ModelNotFoundError: not on this machine, and offline.
        ModelDownloadError: the hub could not be reached or refused.
        ModelCorruptError: a file is missing or damaged.
    """
    if entry.shipped or entry.path:
        folder = models_folder() / entry.shipped if entry.shipped else Path(str(entry.path))
        _require(folder, "config.json", entry)
        return Located(folder, _local_revision(folder))
    return _fetch(entry, offline=offline)


def is_local(entry: Entry) -> bool:
    """True where `locate` needs no network."""
    if entry.base and not find_base(entry.base).is_installed:
        return False
    if entry.shipped:
        return (models_folder() / entry.shipped / "config.json").is_file()
    return bool(entry.path) or (_hub_folder(entry) / "config.json").is_file()


def verify_files(entry: Entry) -> list[str]:
    """Compare every file of a local model with its recorded hash; return the names of those that differ.

    Raises:
        ModelNotFoundError: the model is not on this machine.
        ModelCorruptError: no hashes are recorded, or the record is damaged.
    """
    if not is_local(entry):
        raise ModelNotFoundError(f"{entry.name} is not on this machine: summarize models pull {entry.name}")
    return differing_files(locate(entry, offline=True).folder)


def require_unaltered(entry: Entry, folder: Path) -> None:
    """Compare the files that are about to be loaded with their recorded hashes; those known to be sound by size, times
    and inode alone. A folder without a record passes.

    Raises:
        ModelCorruptError: a file is not as recorded.
    """
    if entry.shipped and models_folder() in folder.parents:
        mend = "reinstall summarize"
    elif cache_folder() in folder.parents:
        mend = f"summarize models remove {entry.name}, then use or pull it again"
    else:
        mend = f"copy the whole model folder again; if you changed it on purpose, delete its {HASHES}"
    require_sound(folder, cache_folder() / "checked", mend)


def remove(entry: Entry) -> list[Path]:
    """Delete a fetched model and its conversions; return what was deleted.

    Raises:
        ModelNotFoundError: nothing of it is in the cache, or it ships with the library.
    """
    own = re.compile(re.escape(entry.name.replace("/", "--")) + r"-[^-]{1,12}-(?:int8|float32)")
    found = [p for p in (cache_folder() / "converted").glob("*") if own.fullmatch(p.name) and p.is_dir()]
    if entry.base:
        found += [p for p in (cache_folder() / "built").glob(f"{entry.base}-*") if p.is_dir()]
    if entry.hub and (_hub_folder(entry).is_dir() or _hub_folder(entry).is_symlink()):
        found.append(_hub_folder(entry))
    if not found:
        raise ModelNotFoundError(f"nothing of {entry.name} is in the cache {cache_folder()}.")
    for folder in found:
        if folder.is_symlink():
            folder.unlink()  # the link is ours; what it leads to is not
        else:
            shutil.rmtree(folder)
    return found


def record_hashes(folder: Path) -> None:
    """Write the hash of every file of a model folder (sub-folders included, cards left out)."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md" and p.name != HASHES)
    table = {p.relative_to(folder).as_posix(): file_hash(p) for p in files}
    _write_text(folder / HASHES, json.dumps(table, indent=1) + "\n")


def converted(located: Located, entry: Entry, *, compute_type: str) -> Path:
    """Return the folder of the model in CTranslate2's format, converting once into the cache.

    A model that ships as int8 alone is given so: CTranslate2 calculates with it in whatever type is asked for.

    Raises:
        MissingExtraError: conversion needs transformers and torch.
        EngineError: it does not know this architecture.
    """
    quantization = "float32" if compute_type.startswith("float") or compute_type == "bfloat16" else "int8"
    shipped = located.folder / CONVERTED
    if is_int8_alone(located.folder) or (quantization == "int8" and (shipped / "model.bin").is_file()):
        return shipped
    safe_name = entry.name.replace("/", "--")
    target = cache_folder() / "converted" / f"{safe_name}-{located.revision.split(':')[-1][:12]}-{quantization}"
    return _made_once(target, "model.bin", lambda temporary: convert(located.folder, temporary, entry, quantization))


def is_int8_alone(folder: Path) -> bool:
    """True where a model folder holds the int8 conversion, and no weights in the hub's layout beside it."""
    has_others = any(path.suffix in (".safetensors", ".bin") for path in folder.glob("*model*"))
    return (folder / CONVERTED / "model.bin").is_file() and not has_others


def built(located: Located, entry: Entry, *, quantization: str = "int8") -> Path:
    """Return the folder of a base with its adapter in CTranslate2's format, building it once into the cache.

    Building takes about half a minute; a warning is logged, with the terms that the base comes under.

    Raises:
        ModelNotFoundError: the base's package is not installed.
        ModelCorruptError: the package's files or the adapter are damaged.
    """
    target = _built_folder(located, entry, quantization)
    return _made_once(target, "model.bin", lambda temporary: _build(str(entry.base), located, temporary, quantization))


def is_built(entry: Entry) -> bool:
    """True where a base with its adapter is in the cache already, in int8."""
    located = locate(entry, offline=True)
    return (_built_folder(located, entry, "int8") / "model.bin").is_file()


def _built_folder(located: Located, entry: Entry, quantization: str) -> Path:
    recorded = recorded_hashes(located.folder) if (located.folder / HASHES).is_file() else {}
    adapter = str(recorded.get(ADAPTER) or file_hash(located.folder / ADAPTER))
    return cache_folder() / "built" / f"{entry.base}-{adapter[:12]}-{quantization}"


def _build(base: str, located: Located, folder: Path, quantization: str) -> None:
    """Build a base with the adapter of a model's folder into a folder, and say so."""
    from .base import Base
    from .build import build

    _log.warning(
        f"building {base} with the adapter of {located.folder.name}, once, into {folder.parent} ...\n"
        f"The base, the adapter and what they write come under: {find_base(base).terms}"
    )
    whole = folder / "base.gguf"
    try:
        assemble(base, whole)
        build(Base(whole), located.folder / ADAPTER, folder, quantization=quantization)
    finally:
        whole.unlink(missing_ok=True)


def _local_revision(folder: Path) -> str:
    """Changes with any file: by the recorded hashes, or by name, size and time of every file where none are."""
    path = folder / HASHES
    if path.is_file():
        return f"sha256:{file_hash(path)[:12]}"
    files = sorted((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in folder.iterdir() if p.is_file())
    return "files:" + hashlib.sha256(repr((str(folder.resolve()), files)).encode()).hexdigest()[:12]


def _require(folder: Path, name: str, entry: Entry) -> None:
    if not (folder / name).is_file():
        fix = "reinstall summarize" if entry.shipped else "copy the whole model folder again"
        raise ModelCorruptError(f"model {entry.name}: {name} is missing in {folder}; {fix}.")


def _hub_folder(entry: Entry) -> Path:
    return cache_folder() / "hub" / f"{str(entry.hub).replace('/', '--')}@{entry.revision}"


def _fetch(entry: Entry, *, offline: bool) -> Located:
    """A model of the hub as it is in the cache, downloaded first where it is not."""
    target = _hub_folder(entry)
    if offline and not (target / "config.json").is_file():
        raise ModelNotFoundError(
            f"model {entry.name}{f' ({entry.hub})' if entry.hub != entry.name else ''} is not on this machine and no "
            f"network may be used; where there is one, run: summarize models pull {entry.name}"
        )
    _made_once(target, "config.json", lambda temporary: _download(entry, temporary))
    revision = target / "revision.txt"
    return Located(target, revision.read_text(encoding="utf-8").strip() if revision.is_file() else entry.revision)


def _download(entry: Entry, temporary: Path) -> None:
    """Download the files of a model that are taken, and compare them with the hub's hashes."""
    try:
        from huggingface_hub import HfApi, snapshot_download
    except ImportError as error:
        raise MissingExtraError("hub", f"fetching {entry.hub}") from error

    _log.info(f"fetching {entry.hub} (licence {entry.licence}) ...")
    try:
        info = HfApi().model_info(str(entry.hub), revision=entry.revision, files_metadata=True)
        names = [s.rfilename for s in info.siblings or []]
        snapshot_download(str(entry.hub), revision=info.sha, allow_patterns=allowed_files(names), local_dir=temporary)
        _check_arrived(temporary, info.siblings or [])
    except Exception as error:
        if is_full(error):
            raise  # `_publish` says so, where "the network" would mislead
        raise ModelDownloadError(
            f"{entry.hub} could not be fetched ({type(error).__name__}: {' '.join(str(error).split())[:200]}). "
            "Check the name and the network; shipped models work without one."
        ) from error
    shutil.rmtree(temporary / ".cache", ignore_errors=True)
    _write_text(temporary / "revision.txt", str(info.sha) + "\n")


def _check_arrived(folder: Path, told: list[Any]) -> None:
    """Compare what arrived with the hashes that the hub tells: sha256 of large files, git's own of small ones."""
    for file in told:
        path = folder / file.rfilename
        if not is_inside(file.rfilename) or not path.is_file():
            continue
        expected = file.lfs.sha256 if file.lfs else file.blob_id
        if expected and expected != (file_hash(path) if file.lfs else _git_hash(path)):
            raise ModelDownloadError(f"{file.rfilename} is not what the hub says it is (its hash differs)")


def _git_hash(path: Path) -> str:
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def allowed_files(names: list[str]) -> list[str]:
    """The files of a hub repository that are fetched: plain configuration, tokenizers, and one form of the weights.

    Raises:
        ModelDownloadError: the repository holds no weights in an accepted form.
    """
    plain = [n for n in names if n in _PLAIN_FILES]
    safe = [n for n in names if re.fullmatch(r"[\w.-]+\.safetensors(?:\.index\.json)?", n)]
    legacy = [n for n in names if re.fullmatch(r"pytorch_model[\w-]*\.bin(?:\.index\.json)?", n)]
    if not (safe or legacy) or "config.json" not in plain:
        raise ModelDownloadError("the repository holds no transformers model (config.json and safetensors or .bin).")
    return plain + (safe or legacy)


def _made_once(target: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """A folder of the cache, filled where the file of this name is not in it; other processes wait for it."""
    if not (target / name).is_file():
        with _lock(target):
            if not (target / name).is_file():
                _publish(target, fill)
    return target


def _publish(target: Path, fill: Callable[[Path], object]) -> None:
    """Fill a temporary folder beside `target`, with its hashes, then rename it: a killed process leaves no half model.

    Called under the target's lock: temporary folders of it that are there were left by killed processes.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in target.parent.glob(f".{glob.escape(target.name)}.????????"):
            shutil.rmtree(left, ignore_errors=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise ModelDownloadError(
            f"the cache {target.parent} cannot be written ({error.strerror}); free space or set {CACHE_VARIABLE}."
        ) from error
    try:
        fill(temporary)
        record_hashes(temporary)
        shutil.rmtree(target, ignore_errors=True)
        os.replace(temporary, target)
    except OSError as error:
        raise ModelDownloadError(f"writing {target} failed: {error}; free space or set {CACHE_VARIABLE}.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    """One process at a time on a folder of the cache."""
    from filelock import FileLock

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(target) + ".lock")
        lock.acquire()
    except OSError as error:
        raise ModelDownloadError(
            f"the cache {target.parent} cannot be written ({error.strerror}); set {CACHE_VARIABLE}."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _write_text(path: Path, text: str) -> None:
    temporary = path.with_suffix(path.suffix + ".tmp")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)
