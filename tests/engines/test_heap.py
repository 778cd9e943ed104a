"""What glibc keeps of freed memory goes back to the system."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

from summarize.engines.heap import give_back

_BLOCKS, _BLOCK_BYTES = 1_000, 100_000


def _resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc's malloc alone"
)
@pytest.mark.parametrize(("calls", "at_once"), [(32, False), (1, True)])
def test_free_memory_below_what_is_in_use_is_given_back(calls: int, at_once: bool) -> None:
    system = ctypes.CDLL(None)
    system.malloc.restype, system.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    system.free.argtypes = [ctypes.c_void_p]
    blocks = [system.malloc(_BLOCK_BYTES) for _ in range(_BLOCKS)]
    for block in blocks:
        ctypes.memset(block, 1, _BLOCK_BYTES)
    for block in blocks[:-1]:
        system.free(block)
    kept = _resident_bytes()
    for _ in range(calls):
        give_back(at_once=at_once)
    assert kept - _resident_bytes() > 0.9 * _BLOCKS * _BLOCK_BYTES
    system.free(blocks[-1])
