"""`summarize bench`: the same commands, and one line where the benchmarks are not at hand."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from summarize.cli import app
from summarize.errors import SummarizeError
from summarize.extras import load_benchmarks


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["data"], 0, "orangesum-abstract:test"),
        (["--help"], 0, "Usage"),
        (["nonsense"], 2, ""),
        (["fetch", "x"], 1, ""),
    ],
)
def test_it_hands_over(arguments: list[str], code: int, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = CliRunner().invoke(app, ["bench", *arguments])
    assert found.exit_code == code
    assert text in found.output


def test_it_runs_from_the_shell_and_loads_nothing_heavy_before() -> None:
    code = (
        "import sys; sys.argv = ['summarize', '--help']\n"
        "from summarize.cli import main\n"
        "try: main()\n"
        "except SystemExit as finished: assert finished.code == 0\n"
        "assert not [name for name in sys.modules if name.startswith('benchmarks')]"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "bench" in ran.stdout


def test_without_the_benchmarks_it_says_how_to_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "benchmarks", None)
    found = CliRunner().invoke(app, ["bench", "seed"])
    assert found.exit_code == 1
    assert found.output.count("\n") == 1
    assert "not installed with the library" in found.output
    assert "pip install -e '.[bench]'" in found.output


def test_another_package_of_that_name_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "benchmarks", ModuleType("benchmarks"))
    with pytest.raises(SummarizeError, match="another project's"):
        load_benchmarks()
