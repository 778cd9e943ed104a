"""Tables that are not UTF-8, in whole or in a row; and tables in which a column's name stands twice."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from summarize.batch.sources import Item, SourceOptions, read

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from office_files import workbook

ROWS = [
    ("n1", "Été : à Besançon, l'école « Bérard » fermera, a annoncé le préfet.", "Nîmes"),
    ("n2", "Le maire a déclaré mardi que la côte d'Opale serait protégée.", "Étaples"),
    ("n3", "Un café a brûlé.", "Sète"),
]


def _items(path: Path, **options: Any) -> list[Item]:
    return list(read([path], SourceOptions(**options)))


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _table(delimiter: str = ",", rows: list[tuple[str, str, str]] = ROWS) -> str:
    lines = [("id", "texte intégral", "ville"), *rows]
    return "".join(delimiter.join(f'"{field}"' for field in line) + "\r\n" for line in lines)


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding",
    [
        "cp1252",
        "latin-1",
        "iso8859_15",
        "mac_roman",
        "cp850",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-8-sig",
    ],
)
def test_a_table_in_another_encoding_is_its_rows(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    found = _items(_file(tmp_path, f"t.{ending}", _table(delimiter).encode(encoding)))
    assert [(item.id, item.text, item.kept["ville"]) for item in found] == ROWS
    assert all(bool(item.warnings) == (encoding != "utf-8-sig") for item in found)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_json_in_another_encoding_is_its_rows(tmp_path: Path, encoding: str, ending: str) -> None:
    rows = [json.dumps({"id": id, "text": text, "ville": city}, ensure_ascii=False) for id, text, city in ROWS]
    written = "\n".join(rows) if ending == "jsonl" else f"[{', '.join(rows)}]"
    found = _items(_file(tmp_path, f"t.{ending}", written.encode(encoding)))
    assert [(item.id, item.text, item.kept["ville"]) for item in found] == ROWS
    assert all(item.warnings for item in found)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
@pytest.mark.parametrize(
    ("damaged", "text", "said"),
    [
        ("Un café et un th\udce9.", "Un café et un th�.", "utf-8, damaged"),
        ("L'été coup\udcc3", "L'été coup�", "utf-8, damaged"),
        ("D\udcc9J\udcc0 vu \udc80 100 euros", "DÉJÀ vu € 100 euros", "read as cp1252"),
        ("Un th\udce9 chaud.", "Un thé chaud.", "cp1252"),
        ("\udcff\udcfe rien", "ÿþ rien", "cp1252"),
    ],
)
def test_a_few_bad_bytes_are_told_of_their_row_and_no_other_changes(
    tmp_path: Path, ending: str, damaged: str, text: str, said: str
) -> None:
    whole = [("n0", "Été à Nîmes.", "Sète"), ("n2", "Le préfet a parlé.", "Étaples")]
    rows = [whole[0], ("n1", damaged, "x"), whole[1]]
    if ending == "csv":
        written = _table(rows=rows)
    else:
        written = "\n".join(f'{{"id": "{id}", "text": "{field}", "ville": "{city}"}}' for id, field, city in rows)
    found = _items(_file(tmp_path, f"t.{ending}", written.encode("utf-8", "surrogateescape")))
    assert [(item.id, item.text) for item in found] == [("n0", "Été à Nîmes."), ("n1", text), ("n2", whole[1][1])]
    assert [bool(item.warnings) for item in found] == [False, True, False] and said in found[1].warnings[0]


def test_bad_bytes_far_into_a_large_table_are_told_of_their_row(tmp_path: Path) -> None:
    lines = [f'n{i},"Été {i} à la mer."\n'.encode() for i in range(20_000)]
    lines[15_000] = b'n15000,"\xc9t\xe9 \xe0 la mer."\n'
    found = _items(_file(tmp_path, "t.csv", b"id,text\n" + b"".join(lines)))
    assert len(found) == 20_000 and [i for i, item in enumerate(found) if item.warnings] == [15_000]
    assert found[15_000].text == "Été à la mer."


DOUBLE = ["id", "Texte", "ville", "Texte", "", "ville", "", "ville"]
VALUES = ["n1", "Un.", "Sète", "Deux.", "e", "Nîmes", "g", "Agde"]
KEPT = {"ville": "Sète", "Texte (2)": "Deux.", "E": "e", "ville (2)": "Nîmes", "G": "g", "ville (3)": "Agde"}


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
def test_a_name_that_stands_twice_loses_no_column(tmp_path: Path, kind: str) -> None:
    if kind == "xlsx":
        data = workbook({"a": [DOUBLE, VALUES]})
    else:
        data = "".join({"csv": ";", "tsv": "\t"}[kind].join(row) + "\n" for row in (DOUBLE, VALUES)).encode()
    [item] = _items(_file(tmp_path, f"t.{kind}", data))
    assert (item.id, item.text, item.kept) == ("n1", "Un.", KEPT)
    [item] = _items(tmp_path / f"t.{kind}", text_column="Texte (2)", keep=("ville (3)",))
    assert (item.text, item.kept) == ("Deux.", {"ville (3)": "Agde"})


def test_a_name_with_a_number_that_is_taken_gets_the_next(tmp_path: Path) -> None:
    [item] = _items(_file(tmp_path, "t.csv", b"text,a,a (2),a\nUn.,1,2,3\n"))
    assert item.kept == {"a": "1", "a (2)": "2", "a (3)": "3"}


def test_names_that_stand_twice_in_parquet_and_json_lose_nothing(tmp_path: Path) -> None:
    table = pyarrow.Table.from_arrays(
        [pyarrow.array([value]) for value in ("Un.", "Deux.", "x")], ["text", "text", "a"]
    )
    pyarrow.parquet.write_table(table, tmp_path / "t.parquet")
    [item] = _items(tmp_path / "t.parquet")
    assert (item.text, item.kept) == ("Un.", {"text (2)": "Deux.", "a": "x"})
    assert _items(tmp_path / "t.parquet", keep=("a",))[0].kept == {"a": "x"}
    for name in ("t.json", "t.jsonl"):
        [item] = _items(_file(tmp_path, name, b'{"text": "Un.", "text": "Deux.", "a": {"b": 1, "b": 2}}'))
        assert (item.text, item.kept) == ("Un.", {"text (2)": "Deux.", "a": {"b": 1, "b (2)": 2}})


def test_names_that_stand_twice_come_out_of_a_batch(tmp_path: Path) -> None:
    import csv

    from summarize.batch.rows import row_of
    from summarize.batch.sinks import open_sink

    [item] = _items(_file(tmp_path, "t.csv", (";".join(DOUBLE) + "\n" + ";".join(VALUES)).encode()))
    sink = open_sink(tmp_path / "out.csv")
    sink.write([row_of(item, {"status": "ok"})])
    sink.complete()
    sink.publish()
    [row] = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"), newline=""))
    assert {name: row[f"input.{name}"] for name in KEPT} == KEPT
