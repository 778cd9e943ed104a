"""What the README shows runs as it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
#: Each example and the output that stands under it.
EXAMPLES = re.findall(r"```python\n([^`]*)```\n\n```text\n([^`]*)```", README)
COMMANDS = [
    line
    for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("summarize ") and not line.startswith("summarize batch ")
]
(BATCH,) = [block for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL) if "\nsummarize batch " in block]


def test_there_is_something_to_run() -> None:
    assert len(EXAMPLES) == 2 and README.count("```python") == 3, "the third is of tests/server/test_summaries.py"
    assert len(COMMANDS) >= 4


def test_it_can_be_read_in_some_minutes() -> None:
    assert len(README.split()) <= 900


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("code", "output"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_python_examples_print_what_is_shown(code: str, output: str) -> None:
    ran = subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == output


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(command: str) -> None:
    ran = subprocess.run(command.split(), cwd=ROOT, capture_output=True, text=True, env=_environment())
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


def test_the_batch_section(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    ran = subprocess.run(["bash", "-e", "-c", BATCH], cwd=tmp_path, capture_output=True, text=True, env=_environment())
    assert ran.returncode == 0, ran.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["status"]) for row in rows] == [("articles/article.fr.txt", "ok"), ("bref", "too_short")]
    assert all((row["translation"] is None) == (row["translation_status"] == "withheld") for row in rows)
    assert ran.stderr.count("summarised now         2") == 2 and ran.stderr.count("known before           2") == 1
    assert (tmp_path / "out.parquet").exists() and (tmp_path / "report.html").exists()


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
