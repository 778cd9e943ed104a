"""How a model's numbers are computed, and the one way in which every x86-64 processor computes the same bits.

Input: whether equal bits are asked for. Output: CTranslate2, set up for it; the instruction set. Raises
for: a process in which CTranslate2 computes the other way already, a processor of another architecture.

By default CTranslate2 and the library under it (oneMKL) take the widest instructions that the processor has, and the
order of their sums, and where int8 saturates, come from these. What was measured stands in docs/reproducible.md.
"""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from ..errors import EngineError
from ..forks import ForkLock

#: What decides the order of sums: CTranslate2's plain C++ kernels, oneMKL on processors of every maker, and of oneMKL
#: the branch that gives equal bits on all of them ("Conditional Numerical Reproducibility" in its developer guide).
#: They are read once in a process.
SETTINGS = {
    "CT2_FORCE_CPU_ISA": "GENERIC",
    "CT2_USE_MKL": "1",
    "CT2_USE_EXPERIMENTAL_PACKED_GEMM": "1",
    "MKL_CBWR": "COMPATIBLE",
}
REPRODUCIBLE_COMPUTE_TYPE = "float32"
#: What CTranslate2 asks of a processor before it takes the kernels of an instruction set, by names of /proc/cpuinfo.
_ASKED = {
    "AVX512": {"avx512f", "avx512cd", "avx512vl", "avx512bw", "avx512dq"},
    "AVX2": {"avx2"},
    "AVX": {"avx"},
    "NEON": {"asimd"},
}
_INT8_PRODUCTS = {"avx512_vnni", "avx_vnni"}
_FIX = "start another process for it"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How a model was computed.

    `compute_type` is the type of its numbers, such as "int8_float32"; `instruction_set` the processor's instructions,
    such as "AVX512 VNNI", or "GENERIC"; `threads` those of the CPU that were given to it.
    """

    compute_type: str
    instruction_set: str
    threads: int


def instruction_set() -> str:
    """The instructions that CTranslate2 takes here: those it is made to take, else the widest of the processor."""
    if forced := os.environ.get("CT2_FORCE_CPU_ISA"):
        return forced.upper()
    flags = processor_flags()
    widest = next((name for name, asked in _ASKED.items() if asked <= flags), None)
    if widest is None:
        return "GENERIC" if flags else platform.machine() or "unknown"
    return f"{widest} VNNI" if flags & _INT8_PRODUCTS else widest


def processor_flags() -> set[str]:
    """The features of the processor as Linux names them; none on other systems."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return set(next((line for line in lines if line.lower().startswith(("flags", "features"))), "").split())


class _Process:
    """Which way CTranslate2 computes in this process: None before it is first used."""

    reproducible: bool | None = None
    #: What the variables of SETTINGS held before they were set.
    before: ClassVar[dict[str, str | None]] = {}
    lock = ForkLock()


def ctranslate2_for(*, reproducible: bool) -> Any:
    """CTranslate2's module, with which models may be loaded that compute in this way.

    The variables of SETTINGS stay set in a process that computes reproducibly, since CTranslate2 reads some when a
    kernel is first used.

    Raises:
        EngineError: it is not installed; equal bits cannot be had on this machine, or in this process any more.
    """
    with _Process.lock:
        if _Process.reproducible is None and reproducible:
            _require_possible()
            _Process.before = {name: os.environ.get(name) for name in SETTINGS}
            os.environ.update(SETTINGS)
        elif _Process.reproducible not in (None, reproducible):
            used = "reproducible=True" if _Process.reproducible else "the processor's own kernels"
            raise EngineError(
                f"reproducible={reproducible}: in this process CTranslate2 computes with {used} already, and cannot "
                f"change; {_FIX}."
            )
        _Process.reproducible = reproducible
        try:
            import ctranslate2
        except ImportError as error:
            raise EngineError("the ctranslate2 engine is not installed: pip install ctranslate2") from error
        return ctranslate2


def variables_before() -> dict[str, str | None]:
    """The variables that reproducible computing has changed in this process, as they were."""
    return dict(_Process.before)


def restore(variables: dict[str, str | None]) -> None:
    """Set variables as they were, in a child process that has not computed yet."""
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _require_possible() -> None:
    machine = platform.machine().lower()
    if machine not in ("x86_64", "amd64"):
        raise EngineError(f"reproducible=True: equal on x86-64 processors alone, and this one is {machine!r}.")
    if "ctranslate2" in sys.modules:
        raise EngineError(f"reproducible=True: CTranslate2 was imported in this process before; {_FIX}.")
