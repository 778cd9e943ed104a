"""Properties that hold for any input; the simplest ones stand with the tests of their stages."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import re
from typing import Any

import invariants
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariants import (
    ENDINGS,
    FOLDER_FILES,
    LEDGER_ROWS,
    check_clean,
    check_folder,
    check_ledger,
    check_readers,
    check_segment,
    check_tokenizer,
)

from summarize.checking import claims, compare, spans_of, unsupported
from summarize.languages import UNDETERMINED
from summarize.text.detect import detect_language
from summarize.text.document import Document
from summarize.translating.numerals import with_own_figures

#: What a model's own settings may hold.
_NAMES = ("entry", "languages", "controls", "model_type", "beam_size", "revision", "model.bin")
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(_NAMES), inner),
    max_leaves=8,
)
_PIECES = st.sampled_from(
    [
        "A lire aussi :", "READ  Un titre", "Publicité", "(avec AFP)", "Le maire est parti.", "\n", "\n\n", " ",
        "\u00a0", ".Opérée", "M. Macron", "3,5 %", "1 000", "1.000,5", "20 h 30", "1er", "G20", "e\u0301", "\u0301",
        "\u200b", "\x00", "\ud800", "window.a = new B('c', {});", "<script>x</script>", "https://a.Fr", "\u2028",
        "\r", "«", "»", "“Oui !”", "!", "A", ".", "J.-C.", "日本。", "l'", "aujourd'hui", "İ", "ß", "\u00ad", "٣", "½",
        "Crédit photo : X", "deux mille", "Otan", "mardi 3 mai", "⟦1⟧", "x" * 50,
    ]
)  # fmt: skip
#: Lines that go on over a page's end or do not.
_PAGES = st.lists(
    st.sampled_from(
        [
            "\f", "\f", "\n", "\n\n", " ", ", ", ",", "us,", "t parti.", "Le maire de la ville est parti", "le ",
            "maire ", "est là", ". ", "a", "Les élus de la commune ont voté mardi", "de la ",
            "et ", "mais il,", "parti,",
        ]
    ),
    max_size=16,
).map("".join)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=20).map("".join), st.lists(_PIECES).map(" ".join))


@given(TEXTS)
@example("Crédit photo : a\u0301\n\u0301b")
def test_clean_accounts_for_every_character(text: str) -> None:
    check_clean(text)


@given(_PAGES)
@settings(max_examples=400)
@example("mais il,\ft parti.de la \f,")
@example("est là\nest la e, 3\n\nest là\nparti.")
@example("t parti.us,\f\fus,parti,\ft parti.\nLes élus ont voté mardi\f. mais il,")
def test_a_second_cleaning_changes_nothing_over_the_end_of_a_page(text: str) -> None:
    check_clean(text)


@given(TEXTS, st.sampled_from(["fr", "en", "de", "ja", "ar", "und", "xx", ""]), st.integers(1, 60))
@example("Fin" + "\x0c" * 40 + "suite", "de", 13)
@example("Le maire \ud83d est parti. Il revient.", "fr", 40)
def test_sentences_and_windows_cover_the_text(text: str, language: str, budget: int) -> None:
    check_segment(text, language, budget)


@given(TEXTS)
def test_the_rouge_tokenizer_keeps_letters_and_digits(text: str) -> None:
    check_tokenizer(text)


@given(TEXTS, st.sampled_from([("fr", "en"), ("en", "fr")]))
def test_only_what_stands_around_digits_is_written_otherwise(text: str, way: tuple[str, str]) -> None:
    """Of a text without currencies, whose sums are written otherwise on purpose."""
    text = text.translate(dict.fromkeys(map(ord, "€$£¥")))
    written = with_own_figures(text, text, *way)
    assert re.sub(r"[\s.,]", "", written) == re.sub(r"[\s.,]", "", text)


@given(TEXTS)
def test_detection_answers_alike_and_within_bounds(text: str) -> None:
    found = detect_language(text)
    assert found == detect_language(text)
    assert 0.0 <= found.confidence <= 1.0 and all(0.0 <= share <= 1.0 for _, share in found.candidates)
    assert (found.language == UNDETERMINED) == (found.reason is not None)


@given(TEXTS, TEXTS)
def test_offsets_of_the_check_are_exact(text: str, source: str) -> None:
    article = Document(source)
    found = claims(Document(text, article.language), article)
    assert [text[c.start : c.end] for c in found] == [c.text for c in found]
    for claim in found:
        spans = spans_of(claim, article)
        assert all(0 <= a < b <= len(source) for a, b in spans), (claim, spans)
    lacking = unsupported(text, found)
    assert [text[u.start : u.end] for u in lacking] == [u.text for u in lacking]


@given(TEXTS, TEXTS, st.sampled_from([("fr", "en"), ("en", "fr"), ("de", "fr"), ("ja", "en")]))
def test_offsets_of_a_compared_translation_are_exact(text: str, translation: str, pair: tuple[str, str]) -> None:
    found = compare(Document(text, pair[0]), Document(translation, pair[1]))
    assert [translation[u.start : u.end] for u in found.added] == [u.text for u in found.added]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "id", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def _rows(values: list[Any]) -> bytes:
    return "\n".join(json.dumps(value) for value in values).encode()


def _separated(rows: list[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([["id", "text"], *rows])
    return file.getvalue().encode("utf-8", "surrogatepass")


_SHAPED = st.one_of(
    _VALUES.map(lambda value: json.dumps(value).encode()),
    st.lists(_VALUES, max_size=5).map(_rows),
    st.lists(st.lists(st.text(max_size=20), max_size=4), max_size=6).map(_separated),
    st.binary(max_size=300),
)
_PACKED = st.sampled_from([bytes, gzip.compress, bz2.compress, lzma.compress])


def _cut(data: bytes, at: float) -> bytes:
    return data[: int(at * len(data))]


@settings(max_examples=150)
@given(_SHAPED, _PACKED, st.sampled_from(ENDINGS), st.floats(0.0, 1.0) | st.just(1.0), st.booleans())
@example(b'{"text": "' + b"a" * 5_000 + b'"}', bytes, ".jsonl", 1.0, False)
@example(b"id,text\n1,\xff\xfe\x00", bytes, ".csv", 1.0, True)
@example(b'"a\nb",c\n1,2', bytes, ".csv", 1.0, False)
@example(b"[" * 100_000, bytes, ".json", 0.04, False)
def test_any_bytes_give_rows_or_error_rows(data: bytes, pack: Any, ending: str, at: float, is_named: bool) -> None:
    check_readers(_cut(pack(data), at), ending, ("text", "id") if is_named else (None, None))


@given(st.binary(max_size=40))
@example(b"\x00\x0f\xff\xff\x94b\x10")  # SQLite's own message is no UTF-8
def test_any_change_to_a_ledger_gives_its_rows_or_an_error(changes: bytes) -> None:
    check_ledger(changes)


@given(st.sampled_from(FOLDER_FILES), st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
@example("summarize.json", b'{"entry": {"beam_size": 1000000}}')
@example("config.json", b"[" * 100_000)
def test_any_file_of_a_model_folder_gives_an_entry_or_an_error(name: str, data: bytes) -> None:
    check_folder(name, data)


def test_the_checks_see_a_row_that_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants.Ledger, "find", lambda self, keys: {key: {"status": "ok"} for key in keys})
    with pytest.raises(AssertionError, match="was not written|not what is found"):
        check_ledger(b"")
    monkeypatch.undo()
    check_ledger(b"")
    assert len(LEDGER_ROWS) == 3


def test_rows_are_all_there() -> None:
    """The check of the readers is not passed by reading nothing."""
    items = check_readers(b'{"text": "un"}\nnone\n{"text": 3}\n{"text": "deux"}\n', ".jsonl")
    assert [item.text for item in items] == ["un", None, None, "deux"]


def test_the_checks_see_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that drops text is found out."""
    drop, split = invariants.clean, invariants.split_sentences
    monkeypatch.setattr(invariants, "clean", lambda text: drop(text.replace("maire", "")))
    monkeypatch.setattr(invariants, "split_sentences", lambda text, language: split(text, language)[:-1])
    with pytest.raises(AssertionError, match="lost"):
        check_clean("Le maire est parti.")
    with pytest.raises(AssertionError, match="lost"):
        check_segment("Le maire est parti. Il revient.", "fr", 40)
