"""Files of a model against the hashes recorded beside them: what was stored is what is loaded.

Input: a model folder with a `sha256.json`, and a folder to remember in. Output: nothing, or the names of files that
differ. Raises for: a damaged file, a damaged record. A file is hashed at its first load; from then on its size, times
and inode are compared with those it had then.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

from ..errors import ModelCorruptError

HASHES = "sha256.json"  #: file name -> hash, in shipped and fetched folders, and in conversions
#: Weights for the reference engine, which a wheel leaves out where the conversion stands beside them.
_LEFT_OUT, _IN_ITS_PLACE = "model.safetensors", "ctranslate2/model.bin"


def file_hash(path: Path) -> str:
    """sha256 of a file, as hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def recorded_hashes(folder: Path) -> dict[str, str]:
    """The record of a folder: names of files inside it, and their hashes; without weights that a wheel leaves out.

    Raises:
        ModelCorruptError: there is no record, or it is damaged.
    """
    try:
        found = dict(json.loads((folder / HASHES).read_text(encoding="utf-8")).items())
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise ModelCorruptError(f"{folder} has no readable {HASHES}: {error}") from error
    if _IN_ITS_PLACE in found and not (folder / _LEFT_OUT).exists():
        found.pop(_LEFT_OUT, None)
    return found


def differing_files(folder: Path) -> list[str]:
    """Hash every file of a folder; the names of those that are not as recorded.

    Raises:
        ModelCorruptError: there is no record, or it is damaged.
    """
    return [name for name, told in recorded_hashes(folder).items() if not _is_as_recorded(folder, name, told)]


def require_sound(folder: Path, memory: Path, mend: str) -> None:
    """Refuse a folder with a damaged file; one without a record passes.

    Args:
        folder: of the model.
        memory: a folder where what was found sound is remembered; one that cannot be written costs time alone.
        mend: what the user can do about a damaged file.

    Raises:
        ModelCorruptError: a file or the record is damaged.
    """
    if not (folder / HASHES).is_file():
        return
    recorded = recorded_hashes(folder)
    note = memory / f"{folder.name}-{hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()}.json"
    known = _remembered(note)
    # Stamps are taken before the files are read: what changes meanwhile is read again the next time.
    found = {name: _noted(folder / name, told) for name, told in recorded.items() if is_inside(name)}

    def is_sound(name: str) -> bool:
        is_known = found.get(name) is not None and known.get(name) == found[name]
        return is_known or _is_as_recorded(folder, name, recorded[name])

    if wrong := [name for name in recorded if not is_sound(name)]:
        raise ModelCorruptError(f"{', '.join(wrong)} in {folder}: not what {HASHES} records; {mend}.")
    if found != known:
        _remember(note, found)


def is_inside(name: str) -> bool:
    """A record names files of its own folder, and nothing above or beside it."""
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _is_as_recorded(folder: Path, name: str, told: str) -> bool:
    try:
        return is_inside(name) and file_hash(folder / name) == told
    except OSError:
        return False


def _noted(path: Path, told: str) -> list[object] | None:
    """The recorded hash; size in bytes, times of change in nanoseconds (of the data, of the inode), inode."""
    try:
        found = path.stat()
    except OSError:
        return None
    return [told, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _remembered(note: Path) -> dict[str, object]:
    try:
        return dict(json.loads(note.read_text(encoding="utf-8")).items())
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _remember(note: Path, found: dict[str, list[object] | None]) -> None:
    temporary = note.with_name(f".{note.name}.{os.getpid()}.tmp")
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(found), encoding="utf-8")
        temporary.replace(note)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
