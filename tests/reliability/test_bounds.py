"""Every cost has a bound, and the message says it: what is too long is refused, left as it is, or cut until it fits."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize import Summarizer, summarize, translate
from summarize.batch.sources import SourceOptions, read, readers
from summarize.batch.workers import summarize_chunk
from summarize.documents import decode_document
from summarize.engines.ctranslate2_backend import CTranslate2Backend
from summarize.errors import EngineError, InputTooLargeError, ModelCorruptError, UnreadableInputError
from summarize.webpages import MAX_ATTRIBUTES

SENTENCE = "Le maire est parti mardi."
#: Lines of one word, and what else has no full stop of its own, or costs more tokens than it has letters.
WITHOUT_STOPS = {
    "words": "Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal réuni en séance".split(),
    "names": ["Paris", "Jean-Luc", "Strasbourg", "Île-de-France"],
    "elisions": ["l'école", "d'aujourd'hui", "qu'on"],
    "long words": ["anticonstitutionnellement", "Rindfleischetikettierung", "x" * 90],
    "figures": ["1 040,5 euros", "3,5 %", "20h30"],
    "signs": ["(a)", "«b»", "—", "c…"],
    "script": ["中文", "日本", "한국"],
    "emoji": ["🎉a", "👩‍👩‍👧b"],
}


def _cpu(run: Callable[[], Any]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


@pytest.mark.parametrize("length", [20_000, 99_000])
@pytest.mark.parametrize("around", ["{}", "Le maire {} est parti.", "{} {}", "«{}»"])
def test_letters_without_a_blank_are_left_as_they_are_and_said(length: int, around: str) -> None:
    word = "a" * (length // around.count("{}") - 30)
    text = around.format(word, word)
    translate(SENTENCE, source="fr", target="en")
    started = time.process_time()
    found = translate(text, source="fr", target="en")
    assert time.process_time() - started < 5
    assert word in found and found.status == "doubtful"
    assert "too_long" in found.warnings[0].message and "left as it is" in found.warnings[0].message


def test_an_address_and_a_script_without_blanks_are_no_long_words() -> None:
    address = "https://example.org/" + "a" * 300
    found = translate(f"Voir {address} pour la suite.", source="fr", target="en")
    assert address in found and not any("too_long" in notice.message for notice in found.warnings)


def test_a_longer_text_than_the_limit_is_refused_and_the_limit_can_be_raised() -> None:
    text = "12 34 " * 20_000
    said = "120,000 characters, more than the limit of 100,000; split it, or in Python raise max_translation_characters"
    with pytest.raises(InputTooLargeError, match=said):
        translate(text, source="fr", target="en")
    assert translate(text, source="fr", target="en", max_translation_characters=200_000)


def test_an_article_to_be_translated_whole_is_held_to_the_same_limit() -> None:
    article = "The mayor of the town announced on Wednesday that he resigns. " * 3_000
    with Summarizer(model="fr-news-mini", language="en") as summarizer:
        (found,) = summarizer.summarize_many([article], keep_going=True)
    assert found.status == "error" and "max_translation_characters" in str(found.error)


def test_a_sentence_that_never_ends_is_left_as_it_is() -> None:
    assert _cpu(lambda: translate("a " * 40_000, source="fr", target="en")) < 20


@pytest.mark.parametrize("name", WITHOUT_STOPS)
@pytest.mark.parametrize("joint", ["\n", "\n\n", " "])
def test_a_text_of_lines_without_stops_fits_every_model(name: str, joint: str) -> None:
    chosen = random.Random(7)
    texts = [joint.join(chosen.choices(WITHOUT_STOPS[name], k=count)) for count in (30, 170)]
    with Summarizer(model="fr-news-mini", language="fr", beam_size=1) as summarizer:
        for found in summarizer.summarize_many(texts, keep_going=True):
            assert found.status != "error", found.error


def test_a_sentence_of_many_figures_fits_the_translator() -> None:
    for piece in ("1 040,5 ", "vingt-deux ", "20h30 ", "M. ", "12/06/2019 ", "3,5 % "):
        text = "Il a dit " + piece * 70
        assert translate(text, source="fr", target="en", beam_size=1)


class _Failing:
    """An engine that fails on texts with a word in them."""

    def __init__(self, real: Any, error: Exception):
        self._real, self._error = real, error

    def __call__(self, backend: Any, texts: Any, decoding: Any) -> Any:
        if any("poison" in text for text in texts):
            raise self._error
        return self._real(backend, texts, decoding)


@pytest.mark.parametrize("error", [EngineError("no"), MemoryError(), RuntimeError("std::bad_alloc"), KeyError("x")])
def test_keep_going_never_raises_for_one_text(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = _Failing(CTranslate2Backend.generate, error)
    monkeypatch.setattr(CTranslate2Backend, "generate", lambda *given: failing(*given))
    good = "Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal, réuni en séance. " * 2
    texts = [good, good + "Le poison a tué.", good, None, good]
    with Summarizer(model="fr-news-mini", language="fr", beam_size=1) as summarizer:
        found = summarizer.summarize_many(texts, keep_going=True)  # type: ignore[arg-type]
        assert [one.status == "error" for one in found] == [False, True, False, True, False]
        assert [one.status == "error" for one in summarizer.stream(texts)] == [False, True, False, True, False]  # type: ignore[arg-type]
        assert all("\n" not in str(one.error) for one in found)
        assert [r["status"] == "error" for r in summarize_chunk(summarizer, texts[:3]).results] == [False, True, False]  # type: ignore[arg-type]


def test_an_engine_that_fails_on_everything_ends_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Any:
        raise EngineError("no engine")

    monkeypatch.setattr(CTranslate2Backend, "generate", failing)
    with Summarizer(model="fr-news-mini", language="fr") as summarizer, pytest.raises(EngineError, match="no engine"):
        summarize_chunk(summarizer, [SENTENCE * 10] * 3)


def test_a_model_that_cannot_be_had_is_raised_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with Summarizer(model=str(tmp_path), language="fr") as summarizer, pytest.raises(ModelCorruptError):
        summarizer.summarize_many([SENTENCE * 10], keep_going=True)


@pytest.mark.parametrize("kind", ["jsonl", "csv", "tsv"])
def test_blank_lines_that_were_packed_are_bounded(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_LEAST_UNPACKED", 1 << 20)
    path = tmp_path / f"blank.{kind}.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"text": "Le maire."}\n' if kind == "jsonl" else b"text\nLe maire.\n")
        for _ in range(8):
            file.write(b"\n" * (1 << 20))
    items: list[Any] = []
    assert _cpu(lambda: items.extend(read([path], SourceOptions()))) < 30
    assert items[0].text == "Le maire." and items[-1].error and items[-1].error[0] == "input_too_large"


def test_blank_lines_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "blank.jsonl"
    path.write_bytes(b'{"text": "a"}\n' + b" \n" * 1_000_100 + b'{"text": "b"}\n')
    items = list(read([path], SourceOptions()))
    assert [item.text for item in items] == ["a", None] and "lines without anything" in str(items[1].error)


def _attributes(kind: str, count: int) -> str:
    names = (f"a{i}" for i in range(count))
    if kind == "plain":
        return "<p " + " ".join(names) + ">"
    if kind == "quoted":
        return "<p " + " ".join(f'{name}="<b>"' for name in names) + ">"
    if kind == "single":
        return "<p " + "".join(f"{name} = '>'\n" for name in names) + ">"
    if kind == "open":
        return "<p " + " ".join(f'{name}=" ' for name in names)
    if kind == "slashes":
        return "<p/" + "/".join(names) + ">"
    return "".join(f"<{kind} {name}=1>" for name in names)


@pytest.mark.parametrize("kind", ["plain", "quoted", "single", "open", "slashes", "html", "body"])
def test_a_tag_of_many_attributes_is_bounded(kind: str) -> None:
    words = "Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal. " * 9
    for count in (MAX_ATTRIBUTES // 2, 100_000 if kind in ("html", "body") else 1_000_000):
        page = f"<!doctype html><html><body><article>{_attributes(kind, count)}{words}</p></article></body></html>"
        started = time.process_time()
        try:
            decode_document(page.encode(), name="page.html")
        except (InputTooLargeError, UnreadableInputError) as error:
            assert count > MAX_ATTRIBUTES or "no article" in str(error)
        assert time.process_time() - started < 10, count


def test_a_page_with_many_attributes_in_all_is_read() -> None:
    words = "Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal. " * 9
    row = "<div class='a b' id=x data-a=\"1\" style='color: red' onclick='f(\"x > y\")'>mot</div>"
    page = f"<html lang=fr><body><article>{row * 2_000}<p>{words}</p></article></body></html>"
    assert "démission" in decode_document(page.encode(), name="page.html").text


def test_a_summary_of_a_sentence_that_never_ends_is_bounded() -> None:
    assert _cpu(lambda: summarize("mot " * 100_000, language="fr")) < 30
