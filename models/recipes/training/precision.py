"""Which precision this machine multiplies matrices in fastest: measured, because processors differ by a factor of four.

bfloat16 against float32 on one thread: 0.6 times as fast on a Xeon with AVX-512 alone, 2.4 times on an EPYC whose
AVX-512 has bfloat16 instructions (models/LOG.md).
"""

from __future__ import annotations

import time
from functools import cache

import torch


@cache
def fastest_precision(device: str) -> torch.dtype:
    """torch.bfloat16 on a GPU, and on a CPU where a product in it beats float32 by a fifth; else torch.float32."""
    if device != "cpu":
        return torch.bfloat16
    return torch.bfloat16 if 1.2 * _product_seconds(torch.bfloat16) < _product_seconds(torch.float32) else torch.float32


def _product_seconds(dtype: torch.dtype) -> float:
    """Least of ten timings of a product of the shape that training spends its time on."""
    left, right = torch.ones(2048, 256, dtype=dtype), torch.ones(256, 1024, dtype=dtype)
    seconds = []
    for _ in range(10):
        started = time.perf_counter()
        left @ right
        seconds.append(time.perf_counter() - started)
    return min(seconds)
