"""The gate: floors that hold, floors that break, what changes them; and the shipped models themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import FakeLibrary, FakeResult

from benchmarks import catalogue, gate
from benchmarks.cli import main
from benchmarks.errors import BenchmarkError
from benchmarks.gate import CHECKS, FLOORS, Measured, judge, raised

MEASURED = Measured("ab" * 32, "model@1", {"R-1": 0.30, "R-2": 0.10})
FLOOR: dict[str, Any] = {"sha256": "ab" * 32, "system": "model@0", "floors": {"R-1": 0.29, "R-2": 0.10}}
Captured = pytest.CaptureFixture[str]


def test_scores_at_or_above_their_floors_pass() -> None:
    result = judge("x", FLOOR, MEASURED)
    assert (result.outcome, result.lines) == ("passed", ("x: passed (R-1 30.00, R-2 10.00)",))


@pytest.mark.parametrize(
    ("floor", "reason"),
    [
        ({**FLOOR, "floors": {"R-1": 0.3001}}, "R-1 is 30.00, its floor 30.01"),
        ({**FLOOR, "floors": {"R-L": 0.1}}, "R-L was not measured, its floor is 10.00"),
        ({**FLOOR, "sha256": "cd" * 32}, "the data have sha256 abababababab, the floors were set on cdcdcdcdcdcd"),
        (None, "no floors are recorded"),
    ],
)
def test_everything_else_fails(floor: dict[str, Any] | None, reason: str) -> None:
    result = judge("x", floor, MEASURED)
    assert result.outcome == "failed"
    assert reason in "\n".join(result.lines)


def test_an_update_raises_and_never_lowers() -> None:
    found = raised({**FLOOR, "floors": {"R-1": 0.20, "R-2": 0.50, "old": 0.7}}, MEASURED, 0.01)
    assert found["floors"] == {"R-1": 0.29, "R-2": 0.50, "old": 0.7}
    assert found["system"] == "model@1"


def test_an_update_without_effect_changes_nothing() -> None:
    assert raised(FLOOR, MEASURED, 0.05) == FLOOR


def test_lowering_takes_the_explicit_flag() -> None:
    found = raised({**FLOOR, "floors": {"R-1": 0.90, "old": 0.7}}, MEASURED, 0.01, lower=True)
    assert found["floors"] == {"R-1": 0.29, "R-2": 0.09}
    with pytest.raises(BenchmarkError, match="gate --lower sets them anew"):
        raised({**FLOOR, "sha256": "cd" * 32}, MEASURED, 0.01)
    assert raised({**FLOOR, "sha256": "cd" * 32}, MEASURED, 0.01, lower=True)["sha256"] == MEASURED.sha256


def test_floors_are_never_negative() -> None:
    assert raised(None, Measured("ab" * 32, "m", {"R-2": 0.01}), 0.05)["floors"] == {"R-2": 0.0}


@pytest.fixture
def floors(tmp_path: Path, library: FakeLibrary, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A floors file of this test's own, a model that writes well, and no data but the seed."""
    monkeypatch.delenv(catalogue.DATA_VARIABLE, raising=False)
    references = json.loads((catalogue.SEEDS / "references.json").read_text(encoding="utf-8"))
    library.answer = lambda text: FakeResult(references["references_fr"][0], references["references_en"][0])
    path = tmp_path / "floors.json"
    monkeypatch.setattr(gate.run_gate, "__kwdefaults__", {"floors_file": path})
    return path


def test_the_command_from_nothing_to_a_closed_gate(floors: Path, library: FakeLibrary, capsys: Captured) -> None:
    assert main(["gate", "--small"]) == 1
    assert "no floors are recorded" in capsys.readouterr().out
    assert not floors.exists()
    assert main(["gate", "--small", "--update"]) == 0
    recorded = json.loads(floors.read_text(encoding="utf-8"))
    assert recorded["seed"]["floors"]["R-1 fr-v1"] == 0.95
    assert main(["gate", "--small"]) == 0
    printed = capsys.readouterr()
    assert "seed: passed" in printed.out
    assert "orangesum-valid-50: skipped, orangesum-abstract:valid is not on this machine" in printed.out
    library.answer = lambda text: FakeResult("Rien à voir avec le sujet.", "Nothing.")
    for flags in ([], ["--update"]):
        assert main(["gate", "--small", *flags]) == 1
        printed = capsys.readouterr()
        assert "its floor 95.00" in printed.out
        assert printed.err == "error: the gate is closed: seed\n"
        assert json.loads(floors.read_text(encoding="utf-8")) == recorded
    assert main(["gate", "--small", "--lower"]) == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["seed"]["floors"]["R-1 fr-v1"] < 0.95


def test_the_whole_gate_needs_the_data(floors: Path, capsys: Captured) -> None:
    main(["gate", "--update"])
    printed = capsys.readouterr()
    assert "orangesum-test: failed, orangesum-abstract:test is not on this machine" in printed.out
    assert "the gate is closed: orangesum-test, newstest2013" in printed.err


def test_a_large_check_without_floors_is_skipped_and_says_so(floors: Path, capsys: Captured) -> None:
    assert main(["gate", "--small", "--update"]) == 0
    assert main(["gate"]) == 0
    assert "orangesum-test: skipped, no floors are recorded; measure and set them" in capsys.readouterr().out
    recorded = json.loads(floors.read_text(encoding="utf-8"))
    recorded["orangesum-test"] = {**recorded["seed"], "floors": {"R-1": 0.9}}
    floors.write_text(json.dumps(recorded), encoding="utf-8")
    assert main(["gate"]) == 1
    assert "orangesum-test: failed, orangesum-abstract:test is not on this machine" in capsys.readouterr().out


def test_damaged_floors_are_one_line(floors: Path, capsys: Captured) -> None:
    floors.write_text("{", encoding="utf-8")
    assert main(["gate", "--small"]) == 1
    assert "cannot read the floors" in capsys.readouterr().err


def test_the_recorded_floors_belong_to_checks_and_data() -> None:
    recorded = json.loads(FLOORS.read_text(encoding="utf-8"))
    checks = {check.name: check for check in CHECKS}
    assert {check.name for check in CHECKS if check.small} <= set(recorded) <= set(checks)
    for name, floor in recorded.items():
        dataset, split = catalogue.find(checks[name].data)
        assert floor["sha256"] == dataset.splits[split].sha256
        assert all(0 <= least <= 1 for least in floor["floors"].values())


@pytest.mark.slow
def test_the_shipped_models_pass_the_small_gate(capsys: Captured) -> None:
    assert main(["gate", "--small"]) == 0, capsys.readouterr().out
    printed = capsys.readouterr().out
    assert "seed: passed" in printed
    if "skipped" in printed:
        pytest.skip(printed.splitlines()[-1])
    assert "orangesum-valid-50: passed" in printed
