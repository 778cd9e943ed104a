"""What the doctor sees, as values: packages, machine, cache, models, what works offline, what to do.

They hold what was found and what follows from it alone; nothing here looks at anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ..engines.registry import Task


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do: `broken` things fail, the others are worth knowing; `fix` is a command or a sentence."""

    broken: bool
    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine or optional package: its `version`, None where it is not installed, and how to fix that."""

    name: str
    version: str | None
    use: str
    fix: str


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine as this process sees it; memory in bytes, None where the system does not tell."""

    system: str
    cpu_features: tuple[str, ...]
    compute_types: tuple[str, ...]  #: what CTranslate2 offers on this CPU
    cores: int  #: that this process may use
    cores_of_machine: int
    memory_available_bytes: int | None
    memory_bytes: int | None


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache folder; `exists` is False before the first pull or conversion."""

    path: str
    exists: bool
    writable: bool
    free_bytes: int | None


@dataclass(frozen=True, slots=True)
class Canary:
    """A real run on a built-in article: `state` "ok", "failed" or "skipped" with a reason; seconds with loading."""

    state: Literal["ok", "failed", "skipped"]
    language: str | None = None
    seconds: float | None = None
    text: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on this machine; `hashes` is "ok", "damaged" or "not recorded", `damaged` names the files."""

    name: str
    task: Task
    languages: tuple[str, ...]
    origin: Literal["shipped", "pulled", "yours"]
    folder: str | None
    size_bytes: int
    hashes: Literal["ok", "damaged", "not recorded"]
    damaged: tuple[str, ...]
    canary: Canary

    @property
    def ok(self) -> bool:
        """True where nothing is wrong with it."""
        return self.hashes != "damaged" and self.canary.state != "failed"


@dataclass(frozen=True, slots=True)
class Offline:
    """What works without a network, with the models that are in order."""

    asked: bool  #: by the environment
    summarises: Mapping[str, tuple[str, ...]]  #: language -> models on the way
    translates: Mapping[str, tuple[str, ...]]  #: "fr->en" -> models on the way


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the doctor saw."""

    versions: Mapping[str, str | None]  #: python, summarize, its dependencies; None: not installed
    engines: tuple[Engine, ...]
    machine: Machine
    cache: Cache
    models: tuple[Installed, ...]
    offline: Offline
    advice: tuple[Advice, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """True where nothing is broken."""
        return not any(item.broken for item in self.advice)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, safe for json.dumps."""
        return {"ok": self.ok, **asdict(self)}
