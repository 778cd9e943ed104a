"""Tables as people have them: any delimiter, any names, nested JSON; a damaged row takes no other with it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.batch.sources import Item, SourceOptions, read
from summarize.errors import OptionError

TEXTS = ["La piscine de Guéret fermera lundi, dit le maire.", "Un incendie; un hangar | détruit.", "Trois\tmots."]


def _items(path: Path | str, stdin: bytes | io.BufferedIOBase | None = None, **options: Any) -> list[Item]:
    stream: Any = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
    return list(read([path], SourceOptions(**options), stdin=stream))


def _file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def _codes(items: list[Item]) -> list[str | None]:
    return [item.error and item.error[0] for item in items]


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_delimiter_is_found(tmp_path: Path, ending: str, delimiter: str, start: str) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerows([["id", "texte", "date"], *([f"n{i}", text, "2024-01-01"] for i, text in enumerate(TEXTS))])
    found = _items(_file(tmp_path, f"t.{ending}", start + written.getvalue()))
    assert [(item.id, item.text) for item in found] == [(f"n{i}", text) for i, text in enumerate(TEXTS)]
    assert found[0].kept == {"date": "2024-01-01"}
    assert _items(tmp_path / f"t.{ending}", delimiter=delimiter) == found


def test_the_delimiter_that_a_spreadsheet_declares_is_taken(tmp_path: Path) -> None:
    assert [item.text for item in _items(_file(tmp_path, "t.csv", "sep=;\r\nid;texte\r\n1;Un, deux.\r\n"))] == [
        "Un, deux."
    ]


def test_a_table_of_one_column_is_cut_nowhere(tmp_path: Path) -> None:
    assert [item.text for item in _items(_file(tmp_path, "t.csv", "texte\nUn, deux; trois.\n\"Quatre, cinq.\"\n"))] == [
        "Un, deux; trois.", "Quatre, cinq.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["text", "Text", "TEXTE", "contenu", "Contenu ", "corps", "Article", "content", "body", "article_body",
     "articleBody", "Texte intégral"],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "parquet"])
def test_the_column_of_the_text_is_found_by_its_name(tmp_path: Path, name: str, ending: str) -> None:
    row = {"Identifiant": "n1", "titre": "Titre", name: "Un article."}
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), path)
    elif ending == "csv":
        path.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    else:
        path.write_text(json.dumps(row), encoding="utf-8")
    [item] = _items(path)
    assert (item.id, item.text, item.kept) == ("n1", "Un article.", {"titre": "Titre"})
    assert _items(path, text_column=name.upper(), id_column="identifiant") == [item]


def test_columns_carried_along_can_be_chosen(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.csv", "id,text,a,b\n1,Un.,x,y\n")
    assert _items(path)[0].kept == {"a": "x", "b": "y"}
    assert _items(path, keep=("b",))[0].kept == {"b": "y"}
    assert _items(path, keep=("text",))[0].kept == {"text": "Un."}
    assert _items(path, keep=())[0].kept == {}


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet", "xlsx"])
def test_a_column_to_keep_is_found_in_any_case_or_is_an_error(tmp_path: Path, ending: str) -> None:
    rows = [{"ID": "1", "Texte": "Un.", "Date": "12/03/2025"}]
    path, told = _table(tmp_path, ending, rows), []
    assert _items(path, keep=("date",))[0].kept == {"Date": "12/03/2025"}
    if ending.startswith("json"):  # objects need not be alike
        assert _items(path, keep=("Auteurs",), on_skip=lambda *said: told.append(said))[0].kept == {"Auteurs": None}
        assert told == [(f"{path.as_posix()}: Auteurs", "no column of that name to keep")]
        return
    with pytest.raises(OptionError, match=r"no column 'Auteurs' to keep; it has ID, Texte, Date\."):
        _items(path, keep=("Auteurs",))
    other = _table(tmp_path, ending, [{"ID": "2", "Texte": "Deux.", "Auteurs": "M. Roux"}], "u")
    found = list(read([path, other], SourceOptions(keep=("Auteurs",), on_skip=lambda *said: told.append(said))))
    assert [item.kept for item in found] == [{"Auteurs": None}, {"Auteurs": "M. Roux"}]
    assert told == [(f"{path.as_posix()}: Auteurs", "no column of that name to keep")]


@pytest.mark.parametrize(
    "wrong",
    [{"keep": "Date"}, {"keep": (1,)}, {"limit": -1}, {"limit": "2"}, {"limit": 2.0}, {"glob": ["*.txt"]},
     {"text_column": 3}, {"max_bytes": None}, {"exclude": "a.txt"}, {"linked_pages": 1}, {"delimiter": ";;"}],
)  # fmt: skip
def test_an_option_of_the_wrong_kind_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    path = _file(tmp_path, "t.csv", "text\nUn.\n")
    with pytest.raises(OptionError):
        _items(path, **wrong)
    assert [item.text for item in _items(path, limit=1, keep=["text"])] == ["Un."]


ARTICLE = (
    "Un incendie a détruit mardi soir un entrepôt de pneus à Saint-Priest, près de Lyon, ont dit les pompiers. " * 2
)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet", "xlsx"])
@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([{"id": "1", "article": "Incendie à Lyon, le point", "contenu": ARTICLE}], "contenu"),
        ([{"id": "1", "text": "", "content": ARTICLE}], "content"),
        ([{"id": "1", "text": "", "content": "Voir le fichier."}, {"id": "2", "text": ARTICLE, "content": ""}], "text"),
        ([{"id": "1", "text": ARTICLE, "body": f"<p>{ARTICLE}</p>" * 3}], "text"),
        ([{"id": "1", "text": "Une dépêche.", "content": "Une dépêche plus longue que l'autre."}], "text"),
    ],
)
def test_of_several_columns_that_is_read_which_holds_articles(
    tmp_path: Path, ending: str, rows: list[dict[str, str]], column: str
) -> None:
    path = _table(tmp_path, ending, rows)
    assert [(item.text or "").strip() for item in _items(path)] == [row[column].strip() for row in rows]
    other = next(name for name in rows[0] if name not in ("id", column))
    assert [(item.text or "").strip() for item in _items(path, text_column=other)] == [r[other].strip() for r in rows]


def test_a_null_beside_an_article_is_not_read(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.jsonl", json.dumps({"id": 1, "text": None, "content": ARTICLE}) + "\n")
    assert [item.text for item in _items(path)] == [ARTICLE]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_title_above_the_names_is_none_of_them(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        _file(tmp_path, "t.csv", f'Article;;\nid;titre;texte\n1;Incendie;"{ARTICLE}"\n')
    else:
        _sheet(path, [["Article"], ["id", "titre", "texte"], ["1", "Incendie", ARTICLE]])
    assert [(item.id, item.text) for item in _items(path)] == [("1", ARTICLE)]


def test_the_only_column_may_have_an_empty_one_beside_it(tmp_path: Path) -> None:
    assert [item.text for item in _items(_file(tmp_path, "t.csv", "texte;\nUn, deux.;\nTrois.;\n"))] == [
        "Un, deux.", "Trois.",
    ]  # fmt: skip
    _sheet(tmp_path / "t.xlsx", [["texte"], ["Un, deux."], ["Trois."]])
    assert [item.text for item in _items(tmp_path / "t.xlsx")] == ["Un, deux.", "Trois."]


@pytest.mark.parametrize("end", [",", ",,", ", "])
def test_a_delimiter_at_the_end_of_a_row_is_no_field(tmp_path: Path, end: str) -> None:
    found = _items(_file(tmp_path, "t.csv", f'id,texte\n1,"Un, deux."{end}\n2,Trois.{end}\n3,Un,deux{end}\n'))
    assert [item.text for item in found] == ["Un, deux.", "Trois.", None]
    assert _codes(found) == [None, None, "bad_csv"]


def test_a_name_of_a_column_may_go_over_lines(tmp_path: Path) -> None:
    for above in ("", "Nos articles;;;\n"):
        text = above + 'N°;"Titre\n(court)";"Texte\nde l\'article";Date\n1;Incendie;"Un; deux.";12/03/2025\n'
        path = _file(tmp_path, "t.csv", text)
        for asked in (None, "Texte de l'article"):
            [item] = _items(path, text_column=asked)
            assert item.text == "Un; deux." and item.kept["Date"] == "12/03/2025"


def _table(folder: Path, ending: str, rows: list[dict[str, str]], name: str = "t") -> Path:
    path = folder / f"{name}.{ending}"
    if ending == "parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif ending == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([list(rows[0]), *(list(row.values()) for row in rows)])
    elif ending == "xlsx":
        _sheet(path, [list(rows[0]), *(list(row.values()) for row in rows)])
    else:
        lines = "\n".join(map(json.dumps, rows))
        path.write_text(lines if ending == "jsonl" else json.dumps(rows), encoding="utf-8")
    return path


def _sheet(path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


HEAD = "id,text\n"
DAMAGED_TABLES: dict[str, tuple[str, list[str | None]]] = {
    "surplus fields": ("1,La piscine, qui date de 1974, fermera.\n2,Deux.\n", ["bad_csv", None]),
    "one unclosed mark of six": ('1,Un.\n2,"Deux.\n3,Trois.\n4,Quatre.\n5,"Cinq, six."\n6,Six.\n',
                                 [None, "bad_csv", None, None, None, None]),
    "unclosed at the end": ('1,Un.\n2,Deux.\n3,"Trois.\n', [None, None, "bad_csv"]),
    "every one unclosed": ('1,"Un.\n2,"Deux.\n3,"Trois.\n', ["bad_csv"] * 3),
    "text after a closing mark": ('1,"Un" deux.\n2,Deux.\n', ["bad_csv", None]),
    "two records in one": ('1,"Un.\n2,Deux",x\n3,Trois.\n', ["bad_csv", None]),
    "surplus over lines": ('1,"Un\ndeux",trois\n2,Deux.\n', ["bad_csv", None]),
    "lines within marks": ('1,"Un\ndeux, ""trois""\n"\n2,Deux.\n', [None, None]),
    "no text": ("1\n2,Deux.\n", ["bad_csv", None]),
    "marks within": ('1,Il a dit "oui" hier.\n2,Deux.\n', [None, None]),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAMAGED_TABLES)
def test_a_damaged_record_is_an_error_and_takes_no_other_with_it(tmp_path: Path, kind: str) -> None:
    rows, expected = DAMAGED_TABLES[kind]
    found = _items(_file(tmp_path, "t.csv", HEAD + rows))
    assert _codes(found) == expected
    assert [item.id.rpartition("#")[2] for item in found if item.error] == [
        str(i) for i, code in enumerate(expected) if code
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\x1f"), min_size=1), st.booleans()),
        min_size=1, max_size=12,
    ),
    delimiter=st.sampled_from(",;\t|"),
)  # fmt: skip
def test_rows_in_are_rows_out_whatever_is_damaged(tmp_path: Path, rows: list[tuple[str, bool]], delimiter: str) -> None:
    """Records that are written right come out as they are, in order, whichever others have an unclosed mark."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["id", "text", "date"])
    for i, (text, is_whole) in enumerate(rows):
        if is_whole:
            writer.writerow([f"n{i}", text, "x"])
        else:
            written.write(f"{delimiter.join((f'n{i}', chr(34) + 'coupé', 'x'))}\n")
    found = _items(_file(tmp_path, "t.csv", written.getvalue()))
    whole = [(f"n{i}", text) for i, (text, is_whole) in enumerate(rows) if is_whole]
    assert [(item.id, item.text) for item in found if not item.error] == whole
    assert _codes(found).count("bad_csv") == len(rows) - len(whole)


NESTED = {"status": "ok", "total": 2, "articles": [
    {"source": {"name": "X"}, "url": "u0", "content": "Un article."}, {"url": "u1", "content": "Un autre."},
]}  # fmt: skip


def test_a_list_within_an_object_is_read_by_its_path_and_hinted_at_without(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.json", json.dumps(NESTED))
    found = _items(path, text_column="articles[].content", id_column="articles[].url")
    assert [(item.id, item.text) for item in found] == [("u0", "Un article."), ("u1", "Un autre.")]
    assert [item.id for item in _items(path, text_column="articles[].content")] == ["u0", "u1"]
    with pytest.raises(OptionError, match=r"Nested in it there is one: --text-column 'articles\[\]\.content'"):
        _items(path)
    lines = _file(tmp_path, "t.jsonl", json.dumps(NESTED) + "\n" + json.dumps(NESTED))
    assert [item.text for item in _items(lines, text_column="articles[].content")] == ["Un article.", "Un autre."] * 2


def test_a_dotted_path_leads_into_an_object(tmp_path: Path) -> None:
    rows = [{"article": {"body": "Un article.", "meta": {"id": "a"}}, "n": 1}]
    for name, text in (("t.json", json.dumps(rows)), ("t.jsonl", json.dumps(rows[0]))):
        path = _file(tmp_path, name, text)
        [item] = _items(path, text_column="article.body", id_column="article.meta.id")
        assert (item.id, item.text) == ("a", "Un article.")
        with pytest.raises(OptionError, match=r"--text-column 'article\.body'"):
            _items(path)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "t.parquet")
    assert _items(tmp_path / "t.parquet", text_column="article.body")[0].text == "Un article."


def test_lists_of_parquet_are_read_as_those_of_json(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    rows = [[{"u": "a", "text": "Un."}, {"u": "b", "text": "Deux."}], None, [{"u": "c", "text": "Trois."}]]
    pyarrow.parquet.write_table(pyarrow.table({"articles": rows, "n": [1, 2, 3]}), path)
    found = _items(path, text_column="articles[].text", id_column="articles[].u")
    assert [(item.id, item.text) for item in found if not item.error] == [("a", "Un."), ("b", "Deux."), ("c", "Trois.")]
    assert _codes(found) == [None, None, "not_text", None]
    with pytest.raises(OptionError, match=r"--text-column 'articles\[\]\.text'"):
        _items(path)
    pyarrow.parquet.write_table(pyarrow.table({"text": [["Un.", "Deux."]]}), path)
    assert [item.text for item in _items(path)] == ["Un.\n\nDeux."]


def test_json_is_read_under_either_ending_and_from_standard_input(tmp_path: Path) -> None:
    rows = [{"id": f"n{i}", "text": text} for i, text in enumerate(TEXTS)]
    lines, as_list = "\n".join(json.dumps(row) for row in rows), json.dumps(rows, indent=1)
    expected = [(f"n{i}", text) for i, text in enumerate(TEXTS)]
    for name, text in (("a.json", lines), ("b.json", as_list), ("c.jsonl", lines), ("d.jsonl", as_list)):
        assert [(item.id, item.text) for item in _items(_file(tmp_path, name, text))] == expected, name
    for text in (lines, as_list, "\n " + as_list):
        assert [(item.id, item.text) for item in _items("-", stdin=text.encode())] == expected
    for text in ("[AFP] Un article.", "{AFP} Un article."):
        assert [item.text for item in _items("-", stdin=text.encode())] == [text]
    assert [item.text for item in _items("-", stdin=b'["Un article.", "Un autre."]')] == [
        '["Un article.", "Un autre."]'
    ]


class _Slow(io.RawIOBase):
    """A pipe that gives a line at a time, or less."""

    def __init__(self, data: bytes):
        self._data = data

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(self._data.find(b"\n") + 1 or len(self._data), len(buffer))
        buffer[:size], self._data = self._data[:size], self._data[size:]
        return size


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_from_standard_input_is_known_by_its_first_line(delimiter: str) -> None:
    texts = ['Un "bel" article, long; très|long.\nEt la suite.', "Deux, trois; quatre.", "Mot. " * 20_000]
    for names, text in ((["id", "titre", "texte"], 2), (["", "Texte"], 1), (["Corps de l'article", "date"], 0)):
        with io.StringIO(newline="") as made:
            csv.writer(made, delimiter=delimiter).writerows(
                [names, *([texts[n] if i == text else f"{n}" for i in range(len(names))] for n in range(3))]
            )
            for encoding in ("utf-8", "utf-8-sig", "utf-16"):
                data = made.getvalue().encode(encoding)
                for stdin in (io.BytesIO(data), io.BufferedReader(_Slow(data), 64)):
                    assert [item.text.split("\n\n")[-1] for item in _items("-", stdin=stdin)] == texts
            last = [texts[2] if i == text else "9" for i in range(len(names))]
            alone = f"{delimiter.join(names)}\n{delimiter.join(last)}\n".encode()
            assert [item.text.split("\n\n")[-1] for item in _items("-", stdin=alone)] == [texts[2]]


@pytest.mark.parametrize(
    "text",
    ["Article, mode d'emploi\n\nLe maire a dit non, hier.", "Texte, photos et vidéo : AFP\n\nUn, deux, trois.",
     "Document | Le rapport\n\nLe rapport | la suite.", "Le contenu, le texte\nUn, deux.", "Texte\nUn, deux.",
     "Text,Article\n\nLe maire a dit non, hier, à Lyon.", "id,nom\n1,Un article.", "texte,titre", ""],
)  # fmt: skip
def test_an_article_from_standard_input_is_no_table(text: str) -> None:
    assert [item.text for item in _items("-", stdin=text.encode())] == [text]


def test_a_table_from_standard_input_is_one_where_a_column_or_the_delimiter_is_named() -> None:
    table = b"id;corps\n1;Un, deux.\n2;Trois.\n"
    assert [item.text for item in _items("-", stdin=table, text_column="corps")] == ["Un, deux.", "Trois."]
    assert [item.text for item in _items("-", stdin=table, delimiter=";")] == ["Un, deux.", "Trois."]
    lines = b'{"corps": "Un."}\n{"corps": "Deux."}\n'
    assert [item.text for item in _items("-", stdin=lines, text_column="corps")] == ["Un.", "Deux."]


def test_a_first_row_without_a_text_is_one_error(tmp_path: Path) -> None:
    path = _file(tmp_path, "t.jsonl", '{"n": 1}\n{"text": "Un."}\n{"text": "Deux."}\n')
    assert _codes(_items(path)) == ["no_text_column", None, None]


def test_parquet_values_that_python_lacks_are_no_end(tmp_path: Path) -> None:
    texts = pyarrow.array([b"Un \xe9t\xe9.", "Deux étés.".encode()], pyarrow.binary()).view(pyarrow.string())
    dates = pyarrow.array([2**62, 0], pyarrow.timestamp("us"))
    days = pyarrow.array([2**30, 0], pyarrow.date32())
    table = pyarrow.table({"text": texts, "id": dates, "jour": days, "brut": pyarrow.array([b"\xff", b"a"])})
    pyarrow.parquet.write_table(table, tmp_path / "t.parquet", store_schema=False)
    found = _items(tmp_path / "t.parquet")
    assert [item.text for item in found] == ["Un été.", "Deux étés."] and found[1].id == "1970-01-01 00:00:00"
    assert found[1].kept == {"jour": "1970-01-01", "brut": "a"} and found[0].kept["brut"] == "\\xff"
