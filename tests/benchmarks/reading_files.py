"""A sheet of made-up articles, for the tests of reading."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.cli import main

HOSTILE = '<script>window.hacked = 1</script><img src=x onerror=hacked=2> & "Le maire" d\'Aubin'


def write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def make(folder: Path, *, count: int = 6, seed: int = 7, texts: Mapping[str, str] | None = None) -> Path:
    """A sheet in folder/sheet: one system writes "premier ID" of each article, the other "second ID", translated."""
    ids = [f"id{number}" for number in range(count)]
    texts = texts or {}
    articles = [{"id": name, "article": texts.get(name, f"Le train {name} est parti.\nIl pleut.")} for name in ids]
    write_lines(folder / "articles.jsonl", articles)
    write_lines(folder / "system-one.jsonl", [{"id": name, "text": f"premier {name}"} for name in ids])
    second = [{"id": n, "text": texts.get(n, f"second {n}"), "translation": f"in English {n}"} for n in ids]
    write_lines(folder / "system-two.jsonl", second)
    arguments = [
        "--data",
        "articles.jsonl",
        "--first-system",
        "system-one.jsonl",
        "--second-system",
        "system-two.jsonl",
    ]
    arguments = [str(folder / a) if a.endswith(".jsonl") else a for a in arguments]
    arguments += ["--articles", str(count), "--seed", str(seed), "--output", str(folder / "sheet")]
    assert main(["read", "make", *arguments]) == 0
    return folder / "sheet"


def read_key(sheet: Path) -> dict[str, Any]:
    return json.loads((sheet / "key.json").read_text(encoding="utf-8"))


def answer(key: Mapping[str, Any], article: Mapping[str, Any], *, better: str, **of_system: Mapping[str, str]) -> Any:
    """A whole row for an article; `better` and `of_system` (one, two) are told by system, not by side."""
    row: dict[str, Any] = {"sheet": key["sheet"], "article": article["id"]}
    names = {"system-one.jsonl": "one", "system-two.jsonl": "two"}
    sides = {names[article[side]]: side for side in ("A", "B")}
    for name, side in sides.items():
        row[side] = {"news": "full", "wrong": "no", "french": "no", "dangling": "no", "publish": "yes"}
        row[side] |= {"english": "wrong"} if name == "two" else {}
        row[side] |= of_system.get(name, {})
    return row | {"better": sides.get(better, "tie")}
