"""Model name to frozen entry. Reads registry.toml (and the user's own); knows no files of weights and no network.

Input: a name, a hub id ("owner/name") or a folder. Output: an Entry. Raises for: an unknown name, with the known ones
listed; a damaged registry file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from ..errors import ModelCorruptError, UnknownModelError
from ..options import MOST_BEAMS, is_by_server
from .server.entry import server_entry
from .settings import read_settings

Task = Literal["summarization", "translation", "quality-estimation"]
TASKS: tuple[str, ...] = get_args(Task)
REGISTRY_VARIABLE = "SUMMARIZE_REGISTRY"
#: The hub's own rule for owner and name; ids become names of folders, so nothing else may pass.
_HUB_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,95}/[A-Za-z0-9][A-Za-z0-9_.-]{0,95}")
#: What a model folder's own summarize.json must not say of it: its files, its name.
_NOT_ITS_OWN = ("name", "shipped", "hub", "path", "revision", "server", "reader", "read_by", "opening_reader")
#: Least and most of the numbers of an entry.
_RANGES: dict[str, tuple[float, float]] = {
    "max_source_tokens": (16, 100_000),
    "lead_tokens": (8, 100_000),
    "max_output_tokens": (1, 4096),
    "min_output_tokens": (0, 4096),
    "beam_size": (1, MOST_BEAMS),
    "length_penalty": (0.0, 10.0),
    "no_repeat_ngram_size": (0, 64),
    "least_translation_score": (-100.0, 0.0),
    "least_sure": (-100.0, 0.0),
    "most_doubt": (0.0, 1.0),
    "most_opening_doubt": (0.0, 1.0),
    "sureness_weight": (0.0, 100.0),
}
_MAY_BE_NONE = ("lead_tokens", "least_translation_score", "least_sure", "most_doubt", "most_opening_doubt")
#: Most characters of a text of an entry (a prompt is one), most items of a list.
_MOST_CHARACTERS, _MOST_ITEMS = 2000, 300
#: Names suggested in place of one that no model has.
_MOST_NEAR = 6


@dataclass(frozen=True)
class Entry:
    """What is known of a model before it is loaded. Lengths are in its own tokens."""

    name: str
    task: Task
    languages: tuple[str, ...]  #: read and written alike; for a translation (source, target)
    shipped: str | None = None
    hub: str | None = None
    path: str | None = None
    server: str | None = None  #: the model's name there, for one that a server runs
    goes_on: bool = False  #: True: it goes on from a text, and stops where it is stopped
    base: str | None = None  #: pretrained model of an installed package, on which the shipped adapter was trained
    revision: str = "main"
    licence: str = "unknown"
    card: str | None = None
    recipe: str | None = None
    source: str | None = None
    hub_note: str | None = None
    max_source_tokens: int = 512
    lead_tokens: int | None = None  #: of the source, for the opening; the rest is for what follows it
    max_output_tokens: int = 128
    min_output_tokens: int = 8
    by_default: bool = True  #: False: writes or translates only where the caller names it; `used_for` says why
    used_for: str | None = None
    #: Of a model that writes: how many of its summaries that passed the checks readers found wrong ("8 of 33"). Such
    #: summaries are "doubtful".
    found_wrong: str | None = None
    beam_size: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 3
    source_code: str | None = None  #: language codes of the model's own tokenizer, for models that take them
    target_code: str | None = None
    controls: Mapping[str, str] = field(default_factory=dict)  #: tokens before the source; with a base, prompts
    headline_mark: str | None = None  #: between headline and abstract, where an output holds both
    #: Mean log-probability (nats a token) that a translated sentence must reach by the translator's own account: of all
    #: its tokens, and of the three of which it was least sure. None checks nothing.
    least_translation_score: float | None = -1.2
    least_sure: float | None = None
    #: Of a translator: the weights, files in `engines/data`, that read its layers and estimate the quality of its
    #: translations; and those that read openings of summaries in its source language.
    reader: str | None = None
    opening_reader: str | None = None
    #: The translator the other way, by whose reader its own translations are read.
    read_by: str | None = None
    #: Of a model that estimates quality, and of a translator with a reader: the doubt (0-1) above which a translation
    #: fails; and what a nat of the three tokens of which the translator was least sure adds to its log-odds.
    most_doubt: float | None = None
    sureness_weight: float = 0.0
    #: With a reader of openings: the doubt above which a summary is said not to stand, as it refers to what it does not
    #: say.
    most_opening_doubt: float | None = None

    def control(self, task: str, language: str | None) -> str | None:
        """The control token or prompt of a task: that of the language, else the task's; None where there is none."""
        return self.controls.get(f"{task}:{language}") or self.controls.get(task)

    @property
    def direction(self) -> tuple[str, str]:
        """The languages that a translator reads and writes, "" for one that is not known."""
        source, target = (*self.languages, "", "")[:2]
        return source, target

    @property
    def origin(self) -> str:
        """Where the weights come from, for people."""
        if self.base:
            return f"{self.base} + adapter"
        if self.server:
            return "server"
        if self.shipped:
            return "shipped"
        return f"hub:{self.hub}" if self.hub else f"folder:{self.path}"


def models_folder() -> Path:
    """The folder of registry.toml and the shipped weights: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_models"
    return inside if inside.is_dir() else package.parent / "models"


def registry() -> dict[str, Entry]:
    """All entries by name; those of the file that SUMMARIZE_REGISTRY names come over ours."""
    own = os.environ.get(REGISTRY_VARIABLE)
    entries = dict(_read(models_folder() / "registry.toml"))
    if own:
        entries |= _read(Path(own))
    return entries


def find_entry(name: str, task: Task, *, of_any_task: bool = False) -> Entry:
    """Return the entry of a registry name, a local folder, a hub id, or a server's model ("server:NAME").

    Args:
        name: of the model.
        task: of the model.
        of_any_task: an unknown name is compared with the models of all tasks.

    Raises:
        UnknownModelError: none of these, or a model for the other task.
    """
    entries = registry()
    if is_by_server(name):
        return server_entry(name, task)
    if name in entries:
        entry = entries[name]
        if entry.task != task:
            fitting = ", ".join(n for n, e in entries.items() if e.task == task)
            raise UnknownModelError(f"{name!r} is a model for {entry.task}; for {task} there are: {fitting}.")
        return entry
    if name.strip() and (folder := _folder(name)):
        entry = _folder_entry(folder, task)
        if entry.task != task:
            raise UnknownModelError(f"{name!r} is a model for {entry.task}, not for {task}.")
        return entry
    if _is_hub_id(name):
        return Entry(name=name, task=task, languages=_languages_of_id(name, task), hub=name)
    if of_any_task:
        raise _unknown(name, list(entries))
    known = [n for n, e in entries.items() if e.task == task]
    near = [n for n in known if name and n.startswith(name)] or get_close_matches(name, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise UnknownModelError(
        f"unknown {task} model {name[:200]!r}.{meant} Give one of {', '.join(known)}; a hub id such as 'owner/name'; "
        f"an existing folder; or server:NAME."
    )


def _unknown(name: str, known: list[str]) -> UnknownModelError:
    near = [n for n in known if name and n.startswith(name)] or get_close_matches(name, known, n=_MOST_NEAR)
    *others, last = map(repr, near or known)
    names = " or ".join([", ".join(others), last] if others else [last])
    return UnknownModelError(
        f"unknown model {name[:200]!r}. {f'Did you mean {names}?' if near else f'Give one of {names};'} Or give a hub "
        f"id such as 'owner/name', or an existing folder; `summarize models list` says more."
    )


def _is_hub_id(name: str) -> bool:
    return bool(_HUB_ID.fullmatch(name)) and ".." not in name and "--" not in name


def _folder(name: str) -> Path | None:
    try:
        folder = Path(name).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, ValueError, RuntimeError):  # too long, a NUL, no such user
        return None


def _languages_of_id(name: str, task: Task) -> tuple[str, ...]:
    """opus-mt ids end in -SOURCE-TARGET; for other ids the caller's own languages are taken (empty here)."""
    parts = name.rsplit("-", 2)
    if task == "translation" and len(parts) == 3 and all(len(p) in (2, 3) for p in parts[1:]):
        return (parts[1], parts[2])
    return ()


def _folder_entry(folder: Path, task: Task) -> Entry:
    entry = Entry(
        name=folder.name, task=task, languages=_languages_of_id(folder.name, task), path=str(folder.resolve())
    )
    return _with_own(entry, folder)


def _with_own(entry: Entry, folder: Path) -> Entry:
    """The entry with what the folder's own `summarize.json` says, where there is one."""
    own = folder / "summarize.json"
    if not own.is_file():
        return entry
    try:
        values = read_settings(own).get("entry")
        if not isinstance(values, dict):
            raise TypeError("it has no object 'entry'")
        if barred := [name for name in _NOT_ITS_OWN if name in values]:
            raise TypeError(f"{barred[0]!r} is not for a model's own file to say")
        return _checked(replace(entry, **_plain(values)))
    except TypeError as error:
        raise ModelCorruptError(f"{own} cannot be read: {error}") from error


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    known = {f.name for f in fields(Entry)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise TypeError(f"unknown field {unknown[0]!r}")
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}


def _checked(entry: Entry) -> Entry:
    """The entry; a TypeError where a value is of the wrong kind or out of its range."""
    for field_ in fields(Entry):
        if fault := _fault(field_.name, getattr(entry, field_.name)):
            raise TypeError(f"{entry.name}: {field_.name}={str(getattr(entry, field_.name))[:80]!r}: {fault}")
    if entry.min_output_tokens > entry.max_output_tokens:
        raise TypeError(f"{entry.name}: min_output_tokens is above max_output_tokens")
    if entry.task not in TASKS:
        raise TypeError(f"{entry.name}: task {entry.task!r}; give one of {', '.join(TASKS)}")
    if entry.hub and not _is_hub_id(entry.hub):
        raise TypeError(f"{entry.name}: hub {entry.hub!r} is not of the form owner/name")
    if not re.fullmatch(r"[\w.-]{1,100}", entry.revision):
        raise TypeError(f"{entry.name}: revision {entry.revision!r} is no branch, tag or commit")
    if not (entry.shipped or entry.hub or entry.path):
        raise TypeError(f"{entry.name}: one of shipped, hub and path must be given")
    return entry


def _fault(name: str, value: Any) -> str | None:
    """What is wrong with a value of an entry; None for nothing."""
    if name in _RANGES:
        low, high = _RANGES[name]
        kinds = int | float if isinstance(low, float) else int
        if (value is None and name in _MAY_BE_NONE) or (
            isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high
        ):
            return None
        return f"give a {'number' if isinstance(low, float) else 'whole number'} from {low:g} to {high:g}"
    if name in ("by_default", "goes_on"):
        return None if isinstance(value, bool) else "give true or false"
    if name == "languages":
        fits = isinstance(value, tuple) and len(value) <= _MOST_ITEMS and all(map(_is_text, value))
        return None if fits else "give a list of texts, of codes for languages"
    if name == "controls":
        fits = isinstance(value, Mapping) and all(map(_is_text, (*value.keys(), *value.values())))
        return None if fits else "give a table of texts"
    return None if value is None or _is_text(value) else f"give a text of at most {_MOST_CHARACTERS} characters"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _MOST_CHARACTERS


def _read(path: Path) -> dict[str, Entry]:
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise ModelCorruptError(
            f"the registry {path} cannot be read ({error.strerror}); reinstall summarize, or fix {REGISTRY_VARIABLE}."
        ) from error
    return _parse(path, stamp)


@cache
def _parse(path: Path, stamp: int) -> dict[str, Entry]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = {name: _checked(Entry(name=name, **_plain(values))) for name, values in table.items()}
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, OSError, UnicodeDecodeError, RecursionError) as error:
        raise ModelCorruptError(f"the model registry {path} is damaged: {error}") from error
    return {
        name: _with_own(entry, path.parent / entry.shipped) if entry.shipped else entry
        for name, entry in entries.items()
    }
