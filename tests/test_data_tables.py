"""Tables that come with the library: every row whole, and a damaged one refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarize
from summarize.errors import ModelCorruptError
from summarize.tables import literal_of, rows_of
from summarize.text.exonyms import concepts_of, phrases_of

TABLES = sorted(Path(summarize.__file__).parent.rglob("data/*.tsv"))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_row_has_a_cell_for_each_column_and_stands_once(table: Path) -> None:
    columns = table.read_text(encoding="utf-8").splitlines()[0].split("\t")
    rows = rows_of(table, len(columns))
    assert len(rows) > 10 and len(set(columns)) == len(columns)
    assert len(set(map(tuple, rows))) == len(rows)


@pytest.mark.parametrize("text", ["code\tname\nfr\n", "code\tname\nfr\tFrench\tfrançais\n"])
def test_a_row_with_too_few_or_too_many_cells_is_refused(text: str, tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ModelCorruptError, match="table.tsv is missing or damaged.*install summarize again"):
        rows_of(table, 2)
    with pytest.raises(ModelCorruptError, match="missing or damaged"):
        rows_of(tmp_path / "none.tsv", 2)


def test_a_country_its_people_and_its_adjectives_are_one() -> None:
    assert concepts_of("allemandes") == concepts_of("german") == concepts_of("allemagne") == {"allemagne"}
    assert concepts_of("otan") == concepts_of("nato") and "alliance atlantique" in phrases_of("otan")
    assert concepts_of("fourchette") == frozenset() and phrases_of("fourchette") == ()


@pytest.mark.parametrize(
    ("cell", "literal"),
    [
        ("tanc(é|ée|er)", "tanc"),
        ("marées? noires?", " noire"),
        (r"(action|opération)(s)? coup de poing", " coup de poing"),
        ("casseurs?|voyous?", ""),
        (r"d['’]après \w+ Le Monde", " le monde"),
        (r"[Gg]rève\b", "rève"),
        (r"(?<!en )tête", "tête"),
        (r"\w+", ""),
    ],
)
def test_the_letters_that_a_pattern_needs_are_known(cell: str, literal: str) -> None:
    assert literal_of(cell) == literal
