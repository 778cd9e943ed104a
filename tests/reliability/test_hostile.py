"""Hostile text: memory is bounded, nothing drives a terminal, HTML is text. test_growth.py has its time."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from summarize import Summarizer, summarize, translate
from summarize.batch.job import Report
from summarize.batch.progress import closing, shown
from summarize.batch.sources import SourceOptions, read
from summarize.cli import app
from summarize.documents import decode_document, read_document, read_stream
from summarize.errors import InputError, InputTooLargeError, SummarizeError, UnknownLanguageError, UnreadableInputError
from summarize.languages import normalise_language
from summarize.metrics.tokenizers import get_tokenizer
from summarize.terminal import one_line, printable, printable_json
from summarize.text.characters import stream_safe
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences
from summarize.webpages import MAX_TAGS

_FR_V1 = get_tokenizer("fr-v1")


def test_a_long_line_has_the_sentences_of_short_ones() -> None:
    """Lines over 10,000 characters are split in parts; no sentence is cut where parts meet."""
    sentences = [
        f"M. Dupont a visité {n} écoles « en mai » à Lyon, selon lemonde.fr, avec J.-C. Martin." for n in range(400)
    ]
    found = split_sentences(" ".join(sentences))
    assert [sentence.text for sentence in found] == sentences
    assert "".join(" ".join(sentences)[s.start : s.start + len(s.text)] for s in found) == "".join(sentences)


def test_a_long_csv_line_is_one_error_and_the_next_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("text\nUn.\n" + "a" * 5_000 + "\nDeux.\n", encoding="utf-8")
    items = list(read([path], SourceOptions(max_bytes=1_000)))
    assert [item.text for item in items] == ["Un.", None, "Deux."] and "longer than the limit" in str(items[1].error)


def test_marks_in_a_row_are_bounded_and_said() -> None:
    found = clean("Le cafe\u0301 " + "e" + "\u0301\u0327" * 50_000 + " ferme.")
    assert found.text.startswith("Le café ") and found.text.endswith(" ferme.") and len(found.text) < 60
    assert [(r.kind, r.text) for r in found.removed] == [("control", "99,970 combining marks in a row")]
    assert stream_safe("e" + "\u0301" * 30) == "e" + "\u0301" * 30
    assert len(_FR_V1.tokenize("caf" + "e\u0301\u0327" * 3 + "\u0301" * 100_000)) >= 1


def test_a_line_of_100_mb_is_refused_before_any_work() -> None:
    started = time.process_time()
    with pytest.raises(InputTooLargeError, match="100,000,000 characters"):
        summarize("a" * 100_000_000)
    with pytest.raises(InputTooLargeError, match="max_translation_characters"):
        translate("a" * 100_000_000, source="fr", target="en")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("\n" * 1_000_000, "empty"), ("a" * 1_000_000, "too_short"), ("e" + "\u0301\u0327" * 50_000, "too_short"),
        ("(" * 1_000_000, "empty"), ("«" * 500_000 + "»" * 500_000, "empty"), ("\x1b" * 1_000_000, "empty"),
        ("1 " * 500_000, "empty"), ("\u202e" * 1_000_000, "empty"), ("\ud800" * 100_000, "empty"),
    ],
    ids=["newlines", "a word", "marks", "brackets", "quotes", "controls", "numbers", "overrides", "surrogates"],
)  # fmt: skip
def test_a_million_of_anything_has_a_status(text: str, status: str) -> None:
    with Summarizer(offline=True) as summarizer:
        assert summarizer(text).status == status


def test_hostile_texts_pass_the_models_too(seed_text: str) -> None:
    """Brackets, quotes, marks and a long word around and inside an article: a status, no error."""
    article = seed_text[:900]
    hostile = ["(" * 100 + article + ")" * 100, article.replace(" ", "\u0301\u0327 ") + " " + "a" * 1_000]
    with Summarizer(offline=True, language="fr") as summarizer:  # marks on every word hide the language
        for result in summarizer.summarize_many(hostile):
            assert result.status in ("ok", "fallback") and result.text


def test_lone_surrogates_are_translated_around() -> None:
    assert translate("Le maire \ud800 est parti.", source="fr", target="en")


@pytest.mark.parametrize("name", ["a" + "\u0301\u0327" * 100_000, "x" * 1_000_000])
def test_a_languages_name_is_bounded(name: str) -> None:
    started = time.process_time()
    with pytest.raises(UnknownLanguageError) as caught:
        normalise_language(name)
    assert time.process_time() - started < 2 and len(str(caught.value)) < 500


class _Endless(io.RawIOBase):
    """A stream without an end."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "asked for everything there is"
        self.given += size
        return b"a" * size


def test_a_stream_without_an_end_is_read_to_the_limit() -> None:
    stream = _Endless()
    with pytest.raises(InputTooLargeError, match="standard input"):
        read_stream(stream, name="standard input", max_bytes=1000)  # type: ignore[arg-type]
    assert stream.given <= 1001


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_device_is_read_to_the_limit() -> None:
    with pytest.raises(SummarizeError, match="1,000 bytes"):
        read_document("/dev/zero", max_bytes=1000)


_WORDS = "Le maire de la ville a annoncé mercredi sa démission devant le conseil municipal réuni en séance. " * 6


def _html(inside: str) -> bytes:
    return f"<!doctype html><html><body><article><p>{_WORDS}</p>{inside}</article></body></html>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 90_000 + "mot", "<b>" * 90_000 + "mot", "<ul><li>" * 45_000 + "mot" + "</li></ul>" * 1000,
        "<table><tr><td>" * 30_000 + "mot", "<span>mot " * 90_000, "<!--" + "-" * 1_000_000, "<p " + "a=b " * 200_000,
        "&amp;" * 200_000, "<script>" * 90_000,
    ],
    ids=["div", "b", "lists", "tables", "spans", "comment", "attributes", "entities", "scripts"],
)  # fmt: skip
def test_deep_and_long_html_is_bounded(inside: str) -> None:
    started = time.process_time()
    try:
        assert isinstance(decode_document(_html(inside), name="page.html").text, str)
    except UnreadableInputError as error:
        assert "no article text" in str(error)
    except InputTooLargeError as error:
        assert "attributes or more" in str(error)
    assert time.process_time() - started < 20


@pytest.mark.parametrize("count", [MAX_TAGS, 1_000_000])
def test_more_tags_than_the_limit_are_refused(count: int) -> None:
    with pytest.raises(InputTooLargeError, match="HTML tags"):
        decode_document(_html("<p>" * count), name="page.html")


def test_html_is_text() -> None:
    """Script, style and handlers are left out; entities become characters, and what they spell stays text."""
    inside = (
        f"<script>document.write('EVIL')</script><style>p {{ content: 'EVIL' }}</style><p onclick='EVIL()'>{_WORDS}"
        f"</p><p>Le code &lt;script&gt;alert(1)&lt;/script&gt; &eacute;crit &#233;t&#xe9; dans la page. {_WORDS}</p>"
        "<iframe src='file:///etc/passwd'></iframe><img src=x onerror=EVIL()>"
    )
    text = decode_document(_html(inside), name="page.html").text
    assert "EVIL" not in text and "root:" not in text
    assert "<script>alert(1)</script> écrit été dans la page" in text


def test_entities_of_a_page_are_not_expanded() -> None:
    """The "billion laughs" and a file read through an entity."""
    levels = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
    page = (
        f'<!DOCTYPE html [<!ENTITY e0 "EVIL">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><article><p>'
        f"{_WORDS}</p><p>&e9; &f; {_WORDS}</p></article></body></html>"
    )
    tracemalloc.start()
    text = decode_document(page.encode(), name="page.html").text
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(text) < 10_000 and "root:" not in text and peak < 50_000_000


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
@pytest.mark.parametrize("kind", ["txt", "html", "json", "jsonl", "csv"])
def test_a_compressed_bomb_is_one_error_in_bounded_memory(
    kind: str, ending: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"bomb.{kind}.{ending}"
    head, tail = (b"text\n", b"\n") if kind == "csv" else (b'{"text": "', b'"}')
    path.write_bytes(pack(head + b"a" * 30_000_000 + tail))
    assert path.stat().st_size < 50_000
    tracemalloc.start()
    items = list(read([path], SourceOptions(max_bytes=100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    code = "bad_csv" if kind == "csv" else "input_too_large"
    assert [item.error and item.error[0] for item in items] == [code]
    assert peak < 15_000_000  # xz alone keeps a dictionary of 8 MB


#: Everything a terminal acts on, each with a word behind it that must come out.
ESCAPES = {
    "colour": "\x1b[31mmot", "clear": "\x1b[2J\x1b[Hmot", "title": "\x1b]0;EVIL\x07mot",
    "link": "\x1b]8;;http://evil\x1b\\mot\x1b]8;;\x1b\\", "clipboard": "\x1b]52;c;cm0gLXJm\x07mot", "c1": "\x9b2Jmot",
    "c1 osc": "\x9d52;c;x\x9cmot", "override": "\u202emot\u202c", "isolate": "\u2066mot\u2069", "return": "mot\rEVIL",
    "backspace": "mot\b\b\b", "bell": "\x07mot", "line separator": "\u2028mot", "next line": "\x85mot",
    "delete": "\x7fmot", "tags": "\U000e0041mot", "device control": "\x1bP+q\x1b\\mot", "reset": "\x1bcmot",
    "shift": "\x0emot",
}  # fmt: skip
_DRIVES = frozenset(
    [chr(c) for c in range(32) if chr(c) not in "\n\t"] + [chr(c) for c in range(0x7F, 0xA0)]
    + list("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\U000e0041")
)  # fmt: skip


def _drives(text: str) -> set[str]:
    return set(text) & _DRIVES


def _cli(*args: str | Path, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in args], input=stdin, prog_name="summarize")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


@pytest.mark.parametrize("name", ESCAPES)
def test_a_terminal_is_never_driven(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an article, a file's name, a model's name, an option, a registry, a mistyped command."""
    evil = ESCAPES[name]
    assert _drives(evil)
    file = tmp_path / f"{evil.replace('/', '_')}.txt"
    file.write_text(f"Le maire {evil} est parti.", encoding="utf-8", newline="")
    pdf = tmp_path / f"{evil.replace('/', '_')}.pdf"
    pdf.write_bytes(b"%PDF-1.4")
    registry = tmp_path / "own.toml"
    said = '"' + "".join(f"\\U{ord(c):08X}" for c in evil) + '"'
    entry = f"[{said}]\ntask = 'summarization'\nlanguages = ['fr']\npath = {said}\nlicence = {said}\n"
    registry.write_text(entry, encoding="utf-8")
    runs: list[tuple[str | Path, ...]] = [
        (file,), (file, "--json"), (f"{evil} est parti.",), ("detect", file), (pdf,),
        (tmp_path / f"{evil}/none.txt",), (f"{evil}.txt",), ("detect", f"{evil}.txt"), (file, "--model", evil),
        (file, "--to", evil), (file, file, pdf), (file, "--length", evil), (file, f"--{evil}"),
        ("models", "path", evil), ("models", evil), ("models", "verify", evil), ("models", "pull", f"{evil}/x"),
        ("batch", f"{evil}.none", "-o", tmp_path / "o.jsonl"), ("batch", file),
        ("batch", file, "-o", tmp_path / f"{evil.replace('/', '_')}.xyz"), (evil, evil),
    ]  # fmt: skip
    for args in runs:
        result = _cli(*args)
        assert not _drives(result.stdout + result.stderr), args
    monkeypatch.setenv("SUMMARIZE_REGISTRY", str(registry))
    for own in [("models", "list"), ("models", "list", "--json"), ("models", "verify")]:
        result = _cli(*own)
        assert "mot" in result.stdout + result.stderr and not _drives(result.stdout + result.stderr), own


@pytest.mark.parametrize("name", ESCAPES)
def test_a_batch_drives_no_terminal(name: str) -> None:
    report = Report(output=f"/tmp/{ESCAPES[name]}.jsonl", finished=True)
    assert not _drives("\n".join(closing(report))) and "mot" in "\n".join(closing(report))
    stream = io.StringIO()
    with shown(total=1, as_json=True, quiet=False, stream=stream) as progress:
        assert progress is not None
        progress(report)
    assert not _drives(stream.getvalue()) and json.loads(stream.getvalue())["output"] == report.output


@pytest.mark.parametrize("name", ESCAPES)
def test_json_keeps_what_it_escapes(name: str) -> None:
    shown_as = printable_json({"text": ESCAPES[name], "é": ["\ud800"]})
    assert not _drives(shown_as) and "é" in shown_as
    assert json.loads(shown_as)["text"] == ESCAPES[name]


def test_text_for_people_is_left_as_it_is() -> None:
    text = "L’été « 3,5\u00a0% » — œuvre\tà\nÉvry 中文 العربية \u200fעברית 👩\u200d🚀"
    assert printable(text) == text
    assert one_line("a\n b\x1b[0m\ud800") == "a b\ufffd[0m?"


@pytest.mark.parametrize("bad", [b"x", bytearray(b"x"), None, 3, 3.5, {"text": "x"}, {"x"}, object()])
def test_what_is_no_text_is_one_kind_of_error(bad: object) -> None:
    with pytest.raises(InputError):
        summarize(bad)  # type: ignore[call-overload]
    with pytest.raises(InputError):
        summarize(["Un texte.", bad])  # type: ignore[list-item]
