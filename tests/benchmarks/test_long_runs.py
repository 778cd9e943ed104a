"""Long runs: growth is told by fifths, and files that are open for a moment are not counted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from benchmarks.memory import Sample, _descriptors, _run


def _samples(first: int, last: int, descriptors: int = 4) -> list[Sample]:
    return [Sample(i, first if i < 50 else last, 4 if i < 99 else descriptors, 2) for i in range(100)]


def test_a_run_is_flat_where_nothing_grows_after_its_first_fifth() -> None:
    assert _run("x", 100, 1.0, _samples(100, 105)).is_flat
    assert _run("x", 100, 1.0, _samples(100, 106)).growth == pytest.approx(0.06)
    assert not _run("x", 100, 1.0, _samples(100, 106)).is_flat
    assert not _run("x", 100, 1.0, _samples(100, 100, descriptors=5)).is_flat


@pytest.mark.skipif(sys.platform != "linux", reason="/proc alone")
def test_the_table_that_is_read_is_no_descriptor_that_stays(tmp_path: Path) -> None:
    before = _descriptors(os.getpid())
    with (tmp_path / "in.jsonl").open("w"):
        assert _descriptors(os.getpid()) == before
    with (tmp_path / "other").open("w"):
        assert _descriptors(os.getpid()) == before + 1
