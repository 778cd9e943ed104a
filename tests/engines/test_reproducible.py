"""The same bytes on every processor: this one with fewer instructions stands for others, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reproducible import PROCESSORS, shipped_translator
from summarize import Summarizer, summarize
from summarize.batch import run
from summarize.engines import arithmetic
from summarize.errors import EngineError, OptionError

ARTICLE = (
    "Un incendie a détruit 200 hectares de forêt près de Marseille. Les pompiers ont maîtrisé le feu dans la nuit. "
    "Aucun blessé n'est signalé, selon la préfecture des Bouches-du-Rhône. L'enquête a été confiée à la gendarmerie."
)
SHORT = "Le maire de Lyon a annoncé mardi la construction de deux écoles. Elles ouvriront en 2027, selon la mairie."
OPTIONS = {"model": "fr-news-mini", "to": "en", "doubtful": "show", "threads": 1, "min_words": 5}
WORKER = """
import json, sys
from summarize import summarize
texts, options = json.loads(sys.argv[1])
print(json.dumps([summary.to_dict() | {"timing": 0} for summary in summarize(texts, **options)]))
"""


def _summaries(
    texts: list[str], options: dict[str, Any], settings: dict[str, str], worker: str = WORKER
) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", worker, json.dumps([texts, options])],
        capture_output=True, text=True, env={**os.environ, **settings},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def reproducible() -> dict[str, Any]:
    return {**OPTIONS, "translator": shipped_translator("fr", "en"), "reproducible": True}


def test_the_same_on_other_processors_and_beside_other_texts(reproducible: dict[str, Any]) -> None:
    here = _summaries([ARTICLE, SHORT], reproducible, {})
    assert all(summary["translation"] and summary["score"] for summary in here)
    used = {(s["engine"], s["compute_type"], s["instruction_set"], s["threads"]) for s in here}
    assert used == {("ctranslate2", "float32", "GENERIC", 1)}
    assert _summaries([ARTICLE, SHORT], reproducible, PROCESSORS["GENERIC"]) == here
    alone = _summaries([SHORT], {**reproducible, "threads": 2}, PROCESSORS["AVX2"])
    assert alone == here[1:]


def test_the_articles_own_sentences_are_the_same_everywhere() -> None:
    texts = [(Path(__file__).parents[2] / "seeds" / "article.fr.txt").read_text(encoding="utf-8"), ARTICLE, SHORT]
    here = [summary.to_dict() | {"timing": 0} for summary in summarize(texts)]
    assert [summary["engine"] for summary in here] == [None] * 3
    for seed, settings in (("1", {}), ("2", PROCESSORS["GENERIC"])):
        assert _summaries(texts, {}, {"PYTHONHASHSEED": seed, **settings}) == json.loads(json.dumps(here))


MIXING = """
import json, sys
from summarize import Summarizer
from summarize.errors import EngineError
texts, options = json.loads(sys.argv[1])
said = []
for reproducible in json.loads(sys.argv[2]):
    try:
        Summarizer(**{**options, "reproducible": reproducible}).summarize_many(texts)
    except EngineError as error:
        said.append(str(error))
print(json.dumps(said))
"""


@pytest.mark.parametrize("order", [[False, True], [True, False, True]])
def test_a_process_computes_in_one_way(order: list[bool], reproducible: dict[str, Any]) -> None:
    worker = MIXING.replace("sys.argv[2]", repr(json.dumps(order)))
    (said,) = _summaries([SHORT], reproducible, {}, worker)
    assert str(said).startswith(f"reproducible={order[1]}: in this process CTranslate2 computes with ")
    assert "another process" in str(said)


def test_ctranslate2_used_by_others_is_refused(reproducible: dict[str, Any]) -> None:
    worker = "import ctranslate2\n" + MIXING.replace("sys.argv[2]", "'[true]'")
    (said,) = _summaries([SHORT], reproducible, {}, worker)
    assert "CTranslate2 was imported in this process before" in str(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [("compute_type", "int8"), ("engine", "transformers"), ("device", "cuda"), ("model", "server:gemma3:4b"),
     ("reproducible", "yes")],
)  # fmt: skip
def test_what_computes_otherwise_is_refused(name: str, value: str) -> None:
    with pytest.raises(OptionError, match=rf"{name}='{value}'"):
        Summarizer(**{"reproducible": True, name: value})  # type: ignore[arg-type]


def test_a_model_built_here_is_refused() -> None:
    with pytest.raises(EngineError, match="fr-news-gemma is built on each machine"):
        summarize(ARTICLE, model="fr-news-gemma", reproducible=True)


def test_another_architecture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic._Process, "reproducible", None)
    monkeypatch.setattr(arithmetic.platform, "machine", lambda: "aarch64")
    with pytest.raises(EngineError, match="x86-64 processors alone, and this one is 'aarch64'"):
        arithmetic.ctranslate2_for(reproducible=True)


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ("flags : sse4_2 avx avx2 avx512f avx512cd avx512vl avx512bw avx512dq avx512_vnni", "AVX512 VNNI"),
        ("flags : avx avx2 avx512f", "AVX2"), ("flags : avx", "AVX"), ("flags : sse4_2", "GENERIC"),
        ("Features : fp asimd", "NEON"),
    ],
)  # fmt: skip
def test_instruction_sets_are_told(flags: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CT2_FORCE_CPU_ISA", raising=False)
    monkeypatch.setattr(arithmetic, "processor_flags", lambda: set(flags.split()))
    assert arithmetic.instruction_set() == name
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "avx")
    assert arithmetic.instruction_set() == "AVX"


def test_a_batch_says_where_its_rows_were_computed_differently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def computed_by(texts: list[str]) -> tuple[str, ...]:
        rows = "".join(json.dumps({"text": text}) + "\n" for text in texts)
        (tmp_path / "in.jsonl").write_text(rows, encoding="utf-8")
        report = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", to="en", translator=shipped_translator("fr", "en"))
        assert report.finished
        return report.computed_by

    monkeypatch.delenv("CT2_FORCE_CPU_ISA", raising=False)
    here = arithmetic.instruction_set()
    assert computed_by([ARTICLE]) == ()
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "GENERIC")
    first, second = computed_by([ARTICLE, SHORT])
    assert {"GENERIC", here} == {first.split(", ")[2], second.split(", ")[2]}
    assert computed_by([ARTICLE, SHORT]) == (), "nothing was computed"
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()[1])
    assert (row["engine"], row["instruction_set"], row["threads"]) == ("ctranslate2", "GENERIC", 1)
