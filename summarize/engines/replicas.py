"""CTranslate2's models with their worker threads: loaded, and given up in a child that is forked.

Input: a converted folder. Output: a Translator or a Generator. Raises for: a folder that CTranslate2 cannot load.
"""

from __future__ import annotations

import ctypes
from functools import partial
from pathlib import Path
from typing import Any, Literal

from ..errors import ModelCorruptError
from ..forks import in_new_thread
from .arithmetic import ctranslate2_for


def load_replicas(
    kind: Literal["Translator", "Generator"],
    folder: Path,
    *,
    device: str,
    compute_type: str,
    workers: int,
    threads: int,
    reproducible: bool,
    fix: str,
) -> Any:
    """A model of a class of CTranslate2, each of its workers with its share of the threads.

    Args:
        kind: the class.
        folder: with model.bin.
        device: "cpu" or "cuda".
        compute_type: as CTranslate2 names it.
        workers: how many texts are computed at once.
        threads: of all workers together.
        reproducible: see `ctranslate2_for`.
        fix: what to do about a folder that cannot be loaded, for the error.

    Raises:
        ModelCorruptError: CTranslate2 cannot load the folder.
    """
    load = partial(
        getattr(ctranslate2_for(reproducible=reproducible), kind),
        str(folder),
        device=device,
        compute_type=compute_type,
        inter_threads=workers,
        intra_threads=threads // workers,
    )
    try:
        return in_new_thread(load)
    except (RuntimeError, ValueError) as error:
        raise ModelCorruptError(f"CTranslate2 cannot load {folder} ({error}); {fix}.") from error


def keep_for_ever(replicas: Any) -> None:
    """In a child: freeing it would wait for its threads, at the end of the process too, so it gets one reference more
    than anyone drops."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(replicas))
