"""Shared by the tests of the benchmarks: the checkout on the import path, small data files, a library that answers."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from summarize.options import Options

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


@dataclass
class FakeResult:
    """The fields of a summary that the benchmarks read."""

    text: str
    translation: str | None = None
    status: str = "ok"
    unsupported: tuple[str, ...] = ()
    removed: tuple[Any, ...] = ()
    model_revision: str | None = "0123abcd"
    engine: str | None = "ctranslate2"
    translation_status: str | None = None
    warnings: tuple[Any, ...] = ()


class FakeLibrary:
    """Stands in for the library's models: answers each text by `answer`, and notes what it was asked."""

    def __init__(self, error: type[Exception]) -> None:
        self.error = error
        self.answer: Callable[[str], FakeResult] = lambda text: FakeResult(text[:20], "English " + text[:5])
        self.asked: list[tuple[str, str | None]] = []
        self.dropped = 0
        self.options = Options()

    def make(
        self,
        *,
        model: str,
        to: str | None,
        language: str | None = None,
        length: str | int = "medium",
        doubtful: str = "withhold",
    ) -> Any:
        self.asked.append((model, to))
        if model == "no-such-model":
            raise self.error("unknown model no-such-model;\n known: fr-news-mini")
        return self

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *details: object) -> None:
        return None

    def summarize_many(self, texts: list[str], *, keep_going: bool = False) -> list[FakeResult]:
        return [self.answer(text) for text in texts][self.dropped :]

    def translate(self, texts: list[str], *, source: str, target: str, model: str) -> list[str]:
        self.asked.append((model, f"{source}-{target}"))
        return [f"{text} in {target}" for text in texts][self.dropped :]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    try:
        errors = importlib.import_module("summarize.errors")
    except ImportError:
        errors = ModuleType("summarize.errors")
        errors.SummarizeError = type("SummarizeError", (Exception,), {})  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "summarize.errors", errors)
    fake = FakeLibrary(errors.SummarizeError)
    monkeypatch.setattr("summarize.Summarizer", fake.make, raising=False)
    monkeypatch.setattr("summarize.translate", fake.translate, raising=False)
    return fake


ROWS = [
    {
        "article": "Le maire a parlé. Il a promis 3,5 % de plus. La ville attend.",
        "abstract": "Le maire promet 3,5 % de plus.",
        "good": "Le maire a promis 3,5 % de plus.",
        "bad": "Rien à voir",
        "en": "The mayor spoke.",
    },
    {
        "article": "Le train est parti. Les voyageurs dorment. La nuit tombe.",
        "abstract": "Le train est parti la nuit.",
        "good": "Le train est parti.",
        "bad": "",
        "en": "The train left.",
    },
    {
        "article": "La pluie tombe. Les rues sont vides. Personne ne sort.",
        "abstract": "La pluie vide les rues.",
        "good": "La pluie tombe, les rues sont vides.",
        "bad": "Un autre sujet",
        "en": "It rains.",
    },
]


@pytest.fixture
def data_file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return path
