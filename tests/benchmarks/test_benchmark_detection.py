"""Language detection measured: how texts are cut, and how answers are counted."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks import detection
from benchmarks.choice import Choice
from benchmarks.data import DataFile
from benchmarks.detection import Detector, measure_detection, pieces
from benchmarks.errors import BenchmarkError

SENTENCES = {
    "fr": ["Le maire de la ville est parti hier.", "Il a vu des loups dans la forêt du nord.", "Elle reste chez elle."],
    "en": ["The mayor of the town left yesterday.", "He saw wolves in the forest of the north.", "She stays at home."],
    "zh": ["市长昨天离开了这座城市去北方。", "他在北方的森林里看到了很多狼。", "她留在家里没有出去。"],
}


def test_pieces_have_so_many_words() -> None:
    found = pieces(SENTENCES["fr"], "fr", 10, 5)
    assert sorted(found) == sorted(
        ["Le maire de la ville est parti hier. Il a", "Il a vu des loups dans la forêt du nord."]
    )
    assert pieces(SENTENCES["fr"], "fr", 10, 1) == found[:1]
    assert pieces(SENTENCES["fr"], "fr", 50, 5) == []


def test_two_characters_are_a_word_where_no_blanks_are_written() -> None:
    assert {len(text) for text in pieces(SENTENCES["zh"], "zh", 5, 5)} == {10}


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(language, text) for language, texts in SENTENCES.items() for text in texts * 20]
    columns = {"language": [r[0] for r in rows], "text": [r[1] for r in rows]}
    monkeypatch.setattr(Choice, "load", lambda self, **wanted: DataFile("made", "0" * 64, columns))


def test_accuracy_is_counted(data: None, monkeypatch: pytest.MonkeyPatch) -> None:
    knows = frozenset({"fr", "en", "de"})
    always = Detector("summarize", "a-1", lambda text: "fr", knows)
    never = Detector("other", "b-1", lambda text: "und", knows | {"zh"})
    monkeypatch.setattr(detection, "ours", lambda: always)
    monkeypatch.setattr(detection, "py3langid", lambda: never)
    monkeypatch.setattr(detection, "lingua", lambda: never)
    report = measure_detection(Choice(""), texts=4, progress=lambda *_: nullcontext(lambda done: None))
    overall, french, speed, *by_language = report.sections
    assert "over 2 languages" in overall.title
    assert [m.interval.mean for m in overall.systems["summarize"]] == [0.5] * 4 + [0.0] * 4
    assert [m.interval.mean for m in overall.systems["other"]] == [0.0] * 4 + [1.0] * 4
    assert [m.interval.mean for m in french.systems["summarize"]] == [1.0] * 4
    assert all(m.interval.mean > 0 for m in speed.systems["other"])
    assert {m.label: m.interval.mean for m in by_language[0].systems["en"]} == {"summarize": 0.0, "other": 0.0}


def test_the_libraries_tell_french_and_english() -> None:
    pytest.importorskip("py3langid")
    pytest.importorskip("lingua")
    for detector in (detection.ours(), detection.py3langid(), detection.lingua()):
        assert {"fr", "en", "zh", "no"} <= detector.knows
        assert detector.detect(" ".join(SENTENCES["fr"])) == "fr"
        assert detector.detect(" ".join(SENTENCES["en"])) == "en"


def test_a_missing_library_is_named() -> None:
    with pytest.raises(BenchmarkError, match="pip install"):
        detection._library("no_such_module", "no-such-package")


def test_results_keep_what_is_promised() -> None:
    import json

    results = Path(detection.__file__).with_name("results") / "detection.json"
    overall, french, *_ = json.loads(results.read_text(encoding="utf-8"))["sections"]
    assert int(overall["title"].split()[2]) >= 20
    right = {m["label"]: m["value"] for m in french["systems"]["summarize"]}
    assert right["20 words"] >= 0.995 and right["50 words"] >= 0.995
