"""The examples run as they are."""

from __future__ import annotations

import ast
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)
TESTED = {"web_back_end.py", "pandas_column.py", "on_ray.py", "folder_by_cron.sh", "notebook.ipynb"}


@pytest.fixture
def examples(root: Path) -> Path:
    return root / "examples"


def test_every_example_is_tested(examples: Path) -> None:
    assert {path.name for path in examples.iterdir() if path.is_file()} == TESTED


def test_a_web_back_end(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fastapi")
    from fastapi.testclient import TestClient

    monkeypatch.syspath_prepend(str(examples))
    from web_back_end import app  # type: ignore[import-not-found]

    client = TestClient(app)
    answer = client.post("/teaser", json={"text": ARTICLE})
    assert answer.status_code == 200 and answer.json()["teaser"].startswith("La mairie de Tours")
    refused = client.post("/teaser", json={"text": "article.txt"})
    assert refused.status_code == 422 and "is no article" in refused.json()["detail"]


def test_a_column_of_pandas(examples: Path, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"id": [1, 2, 3], "text": [ARTICLE, None, "Trop court."]})
    table.to_csv(tmp_path / "in.csv", index=False)
    command = [sys.executable, str(examples / "pandas_column.py"), str(tmp_path / "in.csv"), str(tmp_path / "out.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = pandas.read_csv(tmp_path / "out.csv")
    assert list(made["status"]) == ["ok", "empty", "too_short"] and made["summary"][0].startswith("La mairie")
    assert list(made["id"]) == [1, 2, 3] and made["language"][0] == "fr"


@pytest.mark.slow
def test_a_folder_on_ray(examples: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray")
    articles, output = tmp_path / "articles", tmp_path / "out.jsonl"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    for said in ("1 rows, 1 summarised now, 0 failed\n", "1 rows, 0 summarised now, 0 failed\n"):
        command = [sys.executable, str(examples / "on_ray.py"), str(articles), str(output)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stdout.endswith(said), done.stdout + done.stderr
    assert json.loads(output.read_text(encoding="utf-8"))["text"].startswith("La mairie de Tours")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_a_folder_by_cron_adds_what_is_new(examples: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    command = tools / "summarize"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m summarize "$@"\n', encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IEXEC)
    articles, summaries = tmp_path / "articles", tmp_path / "summaries"
    articles.mkdir()

    def nightly() -> list[dict[str, Any]]:
        done = subprocess.run(
            ["bash", str(examples / "folder_by_cron.sh"), str(articles), str(summaries)], capture_output=True,
            text=True, check=False, env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        lines = (summaries / "summaries.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    (articles / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert [row["status"] for row in nightly()] == ["ok"]
    (articles / "b.txt").write_bytes(b"\x89PNG\x00\x00")
    assert [row["status"] for row in nightly()] == ["ok", "error"]
    assert "known before           1" in (summaries / "log.txt").read_text(encoding="utf-8")
    assert (summaries / "report.html").is_file()


def test_the_notebook_runs_and_ends_as_it_says(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notebook = json.loads((examples / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    shown = []
    for cell in (cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    assert "Épinal" in shown[0]._repr_html_() and "from:" in capsys.readouterr().out
    assert shown[-1] and all(len(removal) == 2 for removal in shown[-1])
