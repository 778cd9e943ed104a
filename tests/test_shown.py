"""How a result shows itself: its repr, its HTML, its schema; and that it can be a key."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from summarize import Origin, Summarizer, Summary, Unsupported, summarize
from summarize.schema import summary_schema
from summarize.shown import marked

ARTICLE = (
    "Lire aussi : Nos conseils pour l'été\n"
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


class _Balance(HTMLParser):
    """Raises where a tag is closed that is not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _parsed(html: str) -> _Balance:
    parser = _Balance()
    parser.feed(html)
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def result() -> Summary:
    return summarize(ARTICLE, language="fr")


def test_repr_is_one_short_line(result: Summary) -> None:
    assert repr(result).startswith("<Summary ok, opening, fr, ") and "La mairie de Tours" in repr(result)
    assert len(repr(result)) < 150 and "\n" not in repr(result)
    assert repr(Summary("", "empty")) == "<Summary empty, no summary, und, 0 words: ''>"


def test_spans_are_of_the_clean_text(result: Summary) -> None:
    assert "Lire aussi" not in result.clean_text
    for origin in result.sentences:
        assert origin.source is not None
        assert result.text[origin.start : origin.end].split()[0] in result.clean_text[slice(*origin.source)]
    for claim in result.supported:
        assert all(0 <= start < end <= len(result.clean_text) for start, end in claim.sources)


def test_what_was_not_summarised_has_its_clean_text_too() -> None:
    assert summarize("Trop court.\n\nLire aussi : rien", language="fr").clean_text.startswith("Trop court.")


def test_a_result_is_a_key_and_equal_results_are_one() -> None:
    with Summarizer(language="fr") as summarizer:
        first, other = summarizer(ARTICLE), summarizer(ARTICLE + " Le maire a remercié les donateurs.")
    assert len({first, other, first}) == 2 and hash(first) == hash(Summary(**{**_values(first)}))


def _values(summary: Summary) -> dict[str, object]:
    return {name: getattr(summary, name) for name in Summary.__dataclass_fields__}


def test_each_sentence_links_to_its_source_sentence(result: Summary) -> None:
    parsed = _parsed(result._repr_html_())
    links = [attributes["href"] for tag, attributes in parsed.tags if tag == "a"]
    targets = [f"#{attributes['id']}" for tag, attributes in parsed.tags if tag == "mark" and "id" in attributes]
    assert len(links) == len(result.sentences) and set(links) <= set(targets)
    assert "Lire aussi" in result._repr_html_()


def test_flags_stand_in_colour_and_nothing_of_a_text_is_markup() -> None:
    text = "Le maire <script>alert(1)</script> a promis 7 écoles."
    start = text.index("7 écoles")
    flagged = Summary(
        text, "fallback", sentences=(Origin(0, len(text), (0, 3), 1.0, False),), clean_text='"><img src=x>',
        unsupported=(Unsupported("number", "7 écoles", start, start + 8),),
    )  # fmt: skip
    html = flagged._repr_html_()
    parsed = _parsed(html)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in parsed.tags)
    assert re.search(r"<mark title='not in the source: number'[^>]*>7 écoles</mark>", html)


@pytest.mark.parametrize("summary", [Summary("", "empty"), Summary("", "error", error="it <failed>")])
def test_a_result_without_a_summary_has_html(summary: Summary) -> None:
    assert _parsed(summary._repr_html_()).tags


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "a&lt;bcdef"),
        ([(0, 2, "<i>", "</i>")], "<i>a&lt;</i>bcdef"),
        ([(2, 4, "<b>", "</b>"), (0, 4, "<i>", "</i>")], "<i>a&lt;<b>bc</b></i>def"),
        ([(0, 3, "<i>", "</i>"), (2, 5, "<b>", "</b>")], "<i>a&lt;b</i>cdef"),
        ([(0, 1, "<i>", "</i>"), (1, 7, "<b>", "</b>")], "<i>a</i><b>&lt;bcdef</b>"),
        ([(3, 3, "<i>", "</i>"), (5, 99, "<b>", "</b>"), (-2, 1, "<u>", "</u>")], "a&lt;bcdef"),
    ],
)
def test_marks(marks: list[tuple[int, int, str, str]], expected: str) -> None:
    assert marked("a<bcdef", marks) == expected


def test_the_published_schema_is_that_of_the_code(root: Path) -> None:
    published = json.loads((root / "docs" / "summary.schema.json").read_text(encoding="utf-8"))
    assert published == summary_schema(), "python -m summarize.schema > docs/summary.schema.json"
    Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("text", [ARTICLE, "Trop court.", "", "<p>Un maire.</p> " * 30])
def test_results_follow_the_schema(text: str) -> None:
    validator = Draft202012Validator(summary_schema())
    for options in ({}, {"to": "en"}, {"to": "en", "doubtful": "show"}):
        values = json.loads(summarize(text, **options).to_json())  # type: ignore[arg-type]
        assert not list(validator.iter_errors(values))


def test_the_schema_refuses_what_is_no_result(result: Summary) -> None:
    validator = Draft202012Validator(summary_schema())
    assert not validator.is_valid({**result.to_dict(), "status": "great"})
    assert not validator.is_valid({**result.to_dict(), "more": 1})
    assert not validator.is_valid({name: value for name, value in result.to_dict().items() if name != "text"})
