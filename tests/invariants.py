"""What must hold for any input: shared by the property-based tests and the fuzzers.

Enters: any text or bytes. Leaves: nothing. An AssertionError, or any other exception, is a fault of the library.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from summarize.batch.ledger import PART, Ledger
from summarize.batch.sources import Item, SourceOptions, read
from summarize.engines.registry import find_entry
from summarize.engines.settings import model_type
from summarize.engines.store import require_unaltered
from summarize.errors import LedgerError, OptionError, SummarizeError, UnreadableInputError
from summarize.options import MOST_BEAMS
from summarize.text.characters import LIGATURES, stream_safe
from summarize.text.clean import clean
from summarize.text.sentences import Sentence, as_input, pack_windows, split_sentences

_REPLACED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
ENDINGS = (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".txt.gz", ".jsonl.bz2", ".csv.xz")
MAX_BYTES = 4_000
FOLDER_FILES = ("summarize.json", "config.json", "sha256.json")
LEDGER_ROWS: dict[bytes, dict[str, object]] = {
    b"first key": {"status": "ok", "text": "Le maire de Lyon est parti mardi.", "windows": 1},
    b"second key": {"status": "error", "error_code": "empty", "error_message": "there is no text"},
    b"third key": {"status": "ok", "text": "Été. " * 40, "sentences": [{"start": 0, "end": 4}]},
}


def check_clean(text: str) -> None:
    """Cleaning is normal, idempotent, and what it kept and what it removed account for every letter and digit."""
    found = clean(text)
    assert unicodedata.is_normalized("NFC", found.text), "not NFC"
    assert clean(found.text).text == found.text, "not idempotent"
    assert not re.search("[\ud800-\udfff]", found.text), "a lone surrogate was kept"
    untied = text.translate(str.maketrans(LIGATURES))
    whole = unicodedata.normalize("NFC", stream_safe(_INVISIBLE.sub("", _REPLACED.sub("", untied))))
    parts = [found.text, *(r.text for r in found.removed if r.kind != "control")]
    _account_for(_words_of(whole), [_words_of(_REPLACED.sub("", part)) for part in parts])


def _account_for(whole: str, parts: list[str]) -> None:
    """The kept text stands in the whole in its order, and with the removed pieces has all its characters."""
    decomposed = [unicodedata.normalize("NFD", part) for part in parts]
    assert Counter("".join(decomposed)) == Counter(unicodedata.normalize("NFD", whole)), "characters were lost or made"
    rest = iter(unicodedata.normalize("NFD", whole))
    assert all(character in rest for character in decomposed[0]), "the order of what was kept has changed"


def _words_of(text: str) -> str:
    """Letters, their marks, and digits: hyphens at line ends, bullets and marks of Markdown may go."""
    return "".join(c for c in text if c.isalnum() or unicodedata.combining(c))


def _letters(text: str) -> str:
    return "".join(text.split())


def check_segment(text: str, language: str, budget: int) -> None:
    """Sentences and windows cover the text, at exact offsets, in order; a model's input has every word of them."""
    sentences = split_sentences(text, language)
    _check_cover(text, sentences)
    windows = pack_windows(sentences, _count_characters, budget)
    assert all(windows), "an empty window"
    for window in windows:
        assert sum(_count_characters([s.text for s in window])) <= budget, "a window over its budget"
    pieces = [piece for window in windows for piece in window]
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text, "an offset of a window is wrong"
    assert _letters("".join(p.text for p in pieces)) == _letters(text), "the windows lack text"
    given = as_input(sentences)
    assert _letters(given).replace(".", "") == _letters(text).replace(".", ""), "the model's input lacks text"


def _check_cover(text: str, sentences: list[Sentence]) -> None:
    end = 0
    for s in sentences:
        assert text[s.start : s.start + len(s.text)] == s.text, "an offset is wrong"
        assert s.text == s.text.strip() != "", "a sentence is not stripped, or empty"
        assert not text[end : s.start].strip(), "text between sentences is lost, or they overlap"
        assert s.start >= end, "sentences overlap"
        end = s.start + len(s.text)
    assert not text[end:].strip(), "the end is lost"
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences), "paragraphs out of order"


def _count_characters(texts: list[str]) -> list[int]:
    return [len(text) for text in texts]


def check_tokenizer(text: str) -> None:
    """fr-v1 keeps every letter and digit, in order; composed, decomposed, and upper-case text are the same to it."""
    from summarize.metrics.tokenizers import get_tokenizer

    tokenize = get_tokenizer("fr-v1").tokenize
    tokens = tokenize(text)
    assert all(token and not any(c.isspace() for c in token) for token in tokens), "a blank in a token, or none"
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", stream_safe(text)).lower())
    wanted = [c for c in _INVISIBLE.sub("", folded) if c.isalnum()]
    assert [c for token in tokens for c in token if c.isalnum()] == wanted, "letters or digits are lost or made"
    assert tokenize(unicodedata.normalize("NFC", text)) == tokens, "composed text gives other tokens"


def check_readers(data: bytes, ending: str, columns: tuple[str | None, str | None] = (None, None)) -> list[Item]:
    """Any bytes under any name give rows and error rows, each in its place, or one of two errors before the first."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{ending}")
        path.write_bytes(data)
        options = SourceOptions(text_column=columns[0], id_column=columns[1], max_bytes=MAX_BYTES)
        try:
            items = list(read([str(path)], options))
        except (OptionError, UnreadableInputError) as error:
            assert "\n" not in str(error), "an error of several lines"
            return []
    for item in items:
        assert (item.text is None) == (item.error is not None), "neither text nor error, or both"
        assert item.error is None or (re.fullmatch(r"[a-z_]+", item.error[0]) and item.error[1]), "an unclear error"
        assert isinstance(item.id, str) and item.id, "no id"
    return items


def check_ledger(changes: bytes) -> None:
    """A ledger whose bytes were changed gives the rows as they were written, fewer, or one error of ours.

    Args:
        changes: four bytes each: a place in the file (three, big-endian, over its length), and what it is XORed with.
    """
    data = bytearray(_written_ledger())
    for i in range(0, len(changes) - 3, 4):
        data[int.from_bytes(changes[i : i + 3], "big") % len(data)] ^= changes[i + 3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.ledger")
        path.write_bytes(data)
        try:
            with Ledger(path) as ledger:
                found = ledger.find(list(LEDGER_ROWS))
                assert ledger.made() <= {"digest", PART}, "a note that nobody made"
                ledger.add([(b"new", {"status": "ok"})])
                assert ledger.find([b"new"]) == {b"new": {"status": "ok"}}, "what was added is not what is found"
        except LedgerError as error:
            assert "\n" not in str(error), "an error of several lines"
            return
    assert found.items() <= LEDGER_ROWS.items(), "a row that was not written"


@cache
def _written_ledger() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.ledger")
        with Ledger(path) as ledger:
            ledger.add(LEDGER_ROWS.items())
            ledger.note("digest")
        return path.read_bytes()


def check_folder(name: str, data: bytes) -> None:
    """A model folder with any bytes as one of its JSON files gives an entry, its kind, hashes, or one error of ours."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "model")
        folder.mkdir()
        (folder / "config.json").write_text('{"model_type": "marian"}', encoding="utf-8")
        (folder / name).write_bytes(data)
        try:
            entry = find_entry(str(folder), "translation")
            assert 1 <= entry.beam_size <= MOST_BEAMS, "a beam without a bound"
            assert model_type(folder), "no type"
            require_unaltered(entry, folder)
        except SummarizeError as error:
            assert len(str(error)) < 2_000, "an error without an end"
