"""What follows from what was found: what is broken, what is worth knowing, and the command that fixes it.

Input: findings, and the environment's variables. Output: advice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from ..engines.registry import REGISTRY_VARIABLE
from ..engines.store import CACHE_VARIABLE, OFFLINE_VARIABLES
from ..errors import SummarizeError
from .findings import Advice, Cache, Engine, Installed, Machine, Offline
from .lines import size_said

#: Bytes under which a pulled model and its conversion find no room.
_LITTLE_SPACE = 3_000_000_000


def about_versions(versions: Mapping[str, str | None]) -> Iterable[Advice]:
    """On packages that are missing."""
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        yield Advice(True, f"not installed: {', '.join(missing)}", f"pip install {' '.join(missing)}")


def about_machine(machine: Machine) -> Iterable[Advice]:
    """On a processor or memory that is slow or short."""
    if machine.cpu_features and not {"avx2", "asimd"} & set(machine.cpu_features):
        yield Advice(False, "this CPU has no AVX2: int8 is slow on it", "use a newer machine for many articles")
    if machine.memory_available_bytes is not None and machine.memory_available_bytes < 500_000_000:
        yield Advice(False, "less than 500 MB of memory is free", "close other programs, or take a smaller batch")


def about_cache(cache: Cache) -> Iterable[Advice]:
    """On a cache folder that takes no model."""
    fix = f"export {CACHE_VARIABLE}=/a/folder/you/may/write"
    if not cache.writable:
        yield Advice(False, f"the cache {cache.path} cannot be written: no model can be pulled or converted", fix)
    elif cache.free_bytes is not None and cache.free_bytes < _LITTLE_SPACE:
        yield Advice(False, f"only {size_said(cache.free_bytes)} free for pulled models in {cache.path}", fix)


def about_models(models: Sequence[Installed], engines: Sequence[Engine]) -> Iterable[Advice]:
    """On models that are damaged or do not work."""
    installed = {engine.name for engine in engines if engine.version is not None}
    for model in models:
        if model.hashes == "damaged":
            what = f"{model.name} is damaged: {', '.join(model.damaged[:5])}"
            yield Advice(True, what, _again(model))
        elif model.canary.state == "failed":
            what = f"{model.name} does not work ({model.canary.reason})"
            fix = "pip install ctranslate2" if "ctranslate2" not in installed else _again(model)
            yield Advice(True, what, fix)


def _again(model: Installed) -> str:
    if model.origin == "shipped":
        return "pip install --force-reinstall summarize"
    if model.origin == "pulled":
        return f"summarize models remove {model.name} && summarize models pull {model.name}"
    return f"copy the model's folder again, or take its entry out of {REGISTRY_VARIABLE}'s file"


def about_offline(offline: Offline) -> Iterable[Advice]:
    """On a network that the environment forbids."""
    if offline.asked:
        names = [name for name in OFFLINE_VARIABLES if os.environ.get(name)]
        yield Advice(False, f"no network will be used ({', '.join(names)} is set)", f"unset {' '.join(names)}")


def about_registry(error: SummarizeError) -> Advice:
    """On a registry that cannot be read."""
    own = os.environ.get(REGISTRY_VARIABLE)
    fix = f"unset {REGISTRY_VARIABLE}" if own and own in str(error) else "pip install --force-reinstall summarize"
    return Advice(True, str(error), fix)
