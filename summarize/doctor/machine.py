"""What is installed, and what this machine has: packages, processor, memory, the cache folder.

Input: this process and this machine. Output: findings. What cannot be told is None or empty; no model is run.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import tempfile
from pathlib import Path

from ..engines.arithmetic import processor_flags
from ..engines.store import cache_folder
from .findings import Cache, Engine, Machine

#: Flags of /proc/cpuinfo that decide how fast int8 and bfloat16 are (x86-64; then Arm).
_FEATURES = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16")
_ARM_FEATURES = ("asimd", "asimddp", "i8mm", "bf16")
#: Engine or optional package -> what it is for, and the command that installs it.
_ENGINES = {
    "ctranslate2": ("the default engine", "pip install ctranslate2"),
    "transformers": ("optional: public models, GPUs, conversions", "pip install 'summarize[hub]'"),
    "httpx": ("optional: models by server", "pip install 'summarize[server]'"),
    "trafilatura": ("optional: web pages and feeds", "pip install 'summarize[documents]'"),
    "pypdf": ("optional: PDF files", "pip install 'summarize[documents]'"),
    "python-docx": ("optional: Word files (.docx)", "pip install 'summarize[documents]'"),
    "openpyxl": ("optional: spreadsheets (.xlsx)", "pip install 'summarize[documents]'"),
    "pyarrow": ("optional: Parquet", "pip install 'summarize[parquet]'"),
    "ray": ("optional: batches on a cluster", "pip install 'summarize[ray]'"),
}
#: The modules of packages that are imported under another name.
_MODULES = {"python-docx": "docx"}


def engines() -> tuple[Engine, ...]:
    """The engines and optional packages, installed or not."""
    return tuple(Engine(name, _version(name), use, fix) for name, (use, fix) in _ENGINES.items())


def versions() -> dict[str, str | None]:
    """The versions of Python, of this library and of what it needs; None: not installed."""
    from .. import __version__

    try:
        required = importlib.metadata.requires("summarize") or []
    except importlib.metadata.PackageNotFoundError:
        required = []
    names = [re.split(r"[^\w.-]", line)[0] for line in required if "extra ==" not in line]
    found = {"python": platform.python_version(), "summarize": __version__}
    return {**found, **{name: _version(name) for name in sorted(names)}}


def _version(package: str) -> str | None:
    try:
        found = importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
    # A folder that was deleted by hand leaves its metadata.
    return found if package not in _ENGINES or _is_there(_MODULES.get(package, package)) else None


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ImportError:
        return False


def this_machine() -> Machine:
    """The machine as this process sees it."""
    cores = os.cpu_count() or 1
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else cores
    memory = _memory()
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        cpu_features=_cpu_features(),
        compute_types=_compute_types(),
        cores=own,
        cores_of_machine=cores,
        memory_available_bytes=memory.get("MemAvailable"),
        memory_bytes=memory.get("MemTotal"),
    )


def _memory() -> dict[str, int]:
    """Bytes of memory by Linux's names; nothing on other systems."""
    try:
        rows = [line.split() for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return {}
    return {row[0].rstrip(":"): int(row[1]) * 1024 for row in rows if len(row) > 1}


def _cpu_features() -> tuple[str, ...]:
    flags = processor_flags()
    return tuple(name for name in (*_FEATURES, *_ARM_FEATURES) if name in flags)


def _compute_types() -> tuple[str, ...]:
    try:
        import ctranslate2

        return tuple(sorted(ctranslate2.get_supported_compute_types("cpu")))
    except Exception:  # a package that is there and broken raises of every kind; the canaries say more
        return ()


def cache() -> Cache:
    """The cache folder, and whether it can be written."""
    path = cache_folder()
    near = next((p for p in (path, *path.parents) if p.exists()), None)
    try:
        free = shutil.disk_usage(near).free if near else None
    except OSError:
        free = None
    return Cache(str(path), path.is_dir(), bool(near) and _is_writable(near, is_own=near == path), free)


def _is_writable(folder: Path | None, *, is_own: bool) -> bool:
    if folder is None or not folder.is_dir():
        return False
    if not is_own:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
