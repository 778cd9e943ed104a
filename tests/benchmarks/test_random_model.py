"""The random model replaces no folder that holds something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.errors import BenchmarkError
from benchmarks.speed.random_model import ensure


def test_a_folder_that_holds_something_else_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BenchmarkError, match="holds something else"):
        ensure(tmp_path)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
