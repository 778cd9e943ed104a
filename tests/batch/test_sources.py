"""Every kind of source gives its articles in order; what is wrong with one is an error in its place."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from summarize.batch.sources import Item, SourceOptions, count, read
from summarize.errors import OptionError, UnreadableInputError

TEXTS = ["Un été à Évry.", "Deux «mots», et une\nligne.", 'Trois "guillemets".']


def _items(*inputs: Path | str, stdin: bytes | None = None, **options: object) -> list[Item]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read(inputs, SourceOptions(**options), stdin=stream))  # type: ignore[arg-type]


def _write_table(path: Path, rows: list[dict[str, object]]) -> Path:
    kind = path.suffix
    if kind == ".parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif kind in (".csv", ".tsv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter="," if kind == ".csv" else "\t")
            writer.writeheader()
            writer.writerows(rows)
    elif kind == ".json":
        path.write_text(json.dumps(rows), encoding="utf-8")
    else:
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "ndjson", "parquet"])
def test_tables_give_their_rows(tmp_path: Path, kind: str) -> None:
    rows: list[dict[str, object]] = [{"url": f"u{i}", "article": text, "n": i} for i, text in enumerate(TEXTS)]
    table = _write_table(tmp_path / f"t.{kind}", rows)
    found = _items(table)
    assert [(item.id, item.text, item.source) for item in found] == [
        (f"u{i}", text, table.as_posix()) for i, text in enumerate(TEXTS)
    ]
    assert [item.id for item in _items(table, id_column="article")] == TEXTS
    assert len(_items(table, limit=2)) == 2


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_a_title_comes_first_in_what_is_read(tmp_path: Path, kind: str) -> None:
    title, body = "Avalanche mortelle en Isère", "Elle a eu lieu lundi."
    rows: list[dict[str, object]] = [
        {"id": "a", "Titre": title, "texte": body},
        {"id": "b", "Titre": title, "texte": f"{title.upper()}\n{body}"},
        {"id": "c", "Titre": "Isère", "texte": body},
    ]
    for keep in (None, ()):
        a, b, c = _items(_write_table(tmp_path / f"table.{kind}", rows), keep=keep)
        assert a.text == f"{title}\n\n{body}", "the title's column need not be kept"
        assert (b.text, c.text) == (rows[1]["texte"], body), "there already; no title of an article"


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    table = _write_table(tmp_path / "t.csv", [{"body": text} for text in TEXTS])
    assert [item.id for item in _items(table)] == [f"{table.as_posix()}#{i}" for i in range(3)]


def _zstd(data: bytes) -> bytes:
    return bytes(pyarrow.compress(data, codec="zstd", asbytes=True))


@pytest.mark.parametrize(
    ("ending", "compress"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", _zstd)],
)
def test_compressed_files_are_read(tmp_path: Path, ending: str, compress: Callable[[bytes], bytes]) -> None:
    (tmp_path / f"a.txt.{ending}").write_bytes(compress("Été.".encode()))
    (tmp_path / f"b.jsonl.{ending}").write_bytes(compress(b'{"text": "Deux."}\n{"text": "Trois."}\n'))
    assert [item.text for item in _items(tmp_path)] == ["Été.", "Deux.", "Trois."]


def test_a_folder_is_read_by_name_and_passes_over_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.html", "d.odt", ".hidden.txt", "inner/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<html><body><article><p>{name} {'mot ' * 60}</p></article></body></html>"
                        if name.endswith("html") else name, encoding="utf-8")  # fmt: skip
    names = [Path(item.id).name for item in _items(tmp_path)]
    assert names == ["a.md", "b.txt", "c.html"] and count([tmp_path], SourceOptions()) == 3
    assert [Path(i.id).name for i in _items(tmp_path, recursive=True)] == [*names, "e.txt"]
    assert [Path(i.id).name for i in _items(tmp_path, glob="b.*")] == ["b.txt"]
    assert [Path(i.id).name for i in _items(f"{tmp_path}/[ab].*")] == ["a.md", "b.txt"]
    assert _items(tmp_path / "c.html")[0].text == "c.html " + ("mot " * 60).strip()


def test_links_that_go_round_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un.", encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(_items(tmp_path, recursive=True)) == 1


def test_standard_input_is_an_article_or_json_lines() -> None:
    assert [(i.id, i.text) for i in _items("-", stdin=b"Un texte.\nDeux.")] == [("-", "Un texte.\nDeux.")]
    assert [(i.id, i.text) for i in _items("-", stdin=b'{"text": "Un."}\n{"text": "Deux."}')] == [
        ("-#0", "Un."), ("-#1", "Deux."),
    ]  # fmt: skip


def test_a_saved_data_set_is_read(tmp_path: Path) -> None:
    import datasets

    datasets.Dataset.from_dict({"text": TEXTS, "id": ["a", "b", "c"]}).save_to_disk(str(tmp_path / "set"))
    assert [(item.id, item.text) for item in _items(tmp_path / "set")] == list(zip("abc", TEXTS, strict=True))


def test_an_encoding_that_is_not_utf8_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Un été.".encode("cp1252"))
    (tmp_path / "b.jsonl").write_bytes('{"text": "Un été."}'.encode("cp1252"))
    (tmp_path / "c.csv").write_bytes("text\nUn été.\n".encode("cp1252"))
    found = _items(tmp_path)
    assert [item.text for item in found] == ["Un été."] * 3
    assert all(item.warnings == ("read as cp1252: it is not UTF-8",) for item in found)


def test_bad_articles_are_errors_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.jsonl").write_bytes(
        b'{"text": "Bon."}\nnot json\n[1]\n{"text": 3}\n{"text": "' + b"x" * 3000 + b'"}\n\n{"text": "Bon aussi."}\n'
    )
    (tmp_path / "c.txt").write_text("y" * 3000, encoding="utf-8")
    found = _items(tmp_path, max_bytes=2000)
    assert [item.error and item.error[0] for item in found] == [
        "input_too_large", None, "bad_json", "not_an_object", "not_text", "input_too_large", None, "input_too_large",
    ]  # fmt: skip
    assert found[6].text == "Bon aussi." and all(item.text is None for item in found if item.error)
    assert _items(tmp_path / "a.txt")[0].error == (
        "unreadable_input", f"{(tmp_path / 'a.txt').as_posix()} is not text (binary data); give a text or HTML file.",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_encodings_are_read_and_said(tmp_path: Path, encoding: str) -> None:
    def written(name: str, text: str) -> None:
        (tmp_path / name).write_bytes(("\ufeff" + text).encode(encoding))

    written("a.txt", "Un été.")
    written("b.jsonl", '{"text": "Un été."}\n{"text": "Un été."}\n')
    written("c.csv", "id,text\r\n1,Un été.\r\n")
    written("d.json", '{"text": "Un été."}')
    found = _items(tmp_path)
    assert [item.text for item in found] == ["Un été."] * 5
    assert all(item.warnings[0].startswith(f"read as {encoding[:6]}") for item in found)
    stdin = ("\ufeff" + '{"text": "Un été."}\n').encode(encoding)
    assert [item.text for item in _items("-", stdin=stdin)] == ["Un été."]


def test_a_text_that_is_named_as_something_else_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("Il pleut.", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes("Un été.".encode("cp1252"))
    (tmp_path / "c.pdf").write_text("<html><body><p>Il pleut.</p></body></html>", encoding="utf-8")
    assert [item.warnings for item in _items(tmp_path)] == [
        ("named .pdf, but plain text",), ("read as cp1252: it is not UTF-8", "named .docx, but plain text"), (),
    ]  # fmt: skip


def test_json_in_cp1252_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('[{"text": "Un été."}]'.encode("cp1252"))
    assert [(i.text, i.warnings) for i in _items(tmp_path)] == [("Un été.", ("read as cp1252: it is not UTF-8",))]


def test_own_files_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "out.jsonl", "out.jsonl.ledger"):
        (tmp_path / name).write_text('{"text": "Un."}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    own = SourceOptions(exclude=("out.jsonl", "out.jsonl.ledger"), glob="*")
    for given in (".", str(tmp_path), f"{tmp_path}/*"):
        assert [Path(item.id).name for item in read([given], own)] == ["a.txt"]
        assert count([given], own) == 1
    assert [Path(item.id).name for item in read(["out.jsonl"], own)] == ["out.jsonl#0"]


@pytest.mark.parametrize("kind", ["jsonl.gz", "csv.gz", "txt.gz", "jsonl.xz", "jsonl.zst", "parquet"])
def test_a_file_cut_short_gives_what_can_be_read_and_one_error(tmp_path: Path, kind: str) -> None:
    lines = b"".join(b'{"text": "Article %d."}\n' % i for i in range(20_000))
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        pyarrow.parquet.write_table(pyarrow.table({"text": TEXTS * 100}), path)
    else:
        plain = b"text\n" + b"".join(b"Article %d.\n" % i for i in range(20_000)) if "csv" in kind else lines
        compress = {"gz": gzip.compress, "xz": lzma.compress, "zst": _zstd}[kind[-3:].lstrip(".")]
        path.write_bytes(compress(plain))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = _items(path)
    assert [item.error is not None for item in found] == [False] * (len(found) - 1) + [True]
    assert found[-1].error is not None and found[-1].error[0] == "unreadable_input"
    if kind in ("jsonl.gz", "csv.gz"):
        assert len(found) > 1000 and found[5].text == "Article 5."


def test_a_bomb_is_one_error_and_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(b" " * 1_000_000)
    tracemalloc.start()
    found = _items(path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].error is not None and found[0].error[0] == "input_too_large" and peak < 10_000_000


def test_a_line_of_a_hundred_megabytes_is_one_error_and_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b'\n{"text": "Bon."}\n')
    tracemalloc.start()
    found = _items(path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].error is not None and found[0].error[0] == "input_too_large" and peak < 10_000_000
    assert found[1].text == "Bon."


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path, kind: str) -> None:
    def peak(rows: int) -> int:
        chance = random.Random(rows)  # nothing to compress: the files are as large as their text
        table = _write_table(tmp_path / f"{rows}.{kind}", [{"text": chance.randbytes(1000).hex()} for _ in range(rows)])
        tracemalloc.start()
        assert sum(1 for _ in read([table], SourceOptions())) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(100)
    assert peak(9_000) < 1.3 * peak(3_000)


@pytest.mark.parametrize(
    ("inputs", "options", "kind", "message"),
    [
        ([], {}, OptionError, "no inputs"),
        (["missing"], {}, UnreadableInputError, "no file or folder 'missing'"),
        (["empty"], {}, UnreadableInputError, "no article in empty"),
        (["empty"], {"glob": "*.txt"}, UnreadableInputError, "that matches '\\*.txt'"),
        (["none*"], {}, UnreadableInputError, "no article in none\\*"),
        (["t.jsonl"], {"text_column": "corps"}, OptionError, "has no column 'corps'; it has headline, n"),
        (["t.jsonl"], {}, OptionError, "name it with --text-column, of: headline, n"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_first(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    inputs: list[str],
    options: dict[str, object],
    kind: type[Exception],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    _write_table(tmp_path / "t.jsonl", [{"headline": "Titre", "n": 1}])
    with pytest.raises(kind, match=message):
        _items(*inputs, **options)


def test_articles_are_counted_where_that_is_quick(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un.", encoding="utf-8")
    _write_table(tmp_path / "t.parquet", [{"text": text} for text in TEXTS])
    assert count([tmp_path], SourceOptions()) == 4 and count([tmp_path], SourceOptions(limit=2)) == 2
    assert count(["-"], SourceOptions()) is None and count(["hub:owner/name"], SourceOptions()) is None
