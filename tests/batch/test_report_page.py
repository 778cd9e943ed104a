"""The report page of a batch: every summary beside its source sentences, and the fields that find among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from chromium_browser import MARKS, Browser, as_on, check_shown, open_chromium, press

from summarize.batch import run
from summarize.batch.job import Report
from summarize.batch.report_page import MOST_ARTICLES, Collected, page
from summarize.batch.rows import _EMPTY

ARTICLES = {
    "tours.txt": "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions "
    "d'euros et accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire.",
    "gers.txt": "Une tempête a privé mardi de courant dix mille foyers du Gers. Les équipes d'Enedis travaillent "
    "depuis la nuit. Le retour à la normale est attendu jeudi, selon la préfecture.",
    "leeds.txt": "The city council of Leeds voted on Monday for a new library. The building will cost two million "
    "pounds and will open in May. Residents have waited for it for ten years, the mayor said.",
}


def browsers(test: Any) -> Any:
    """Marks of a test that needs a browser."""
    for mark in MARKS:
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "in").mkdir()
    for name, text in ARTICLES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    run(str(folder / "in"), folder / "out.jsonl", page=folder / "report.html", to="fr", doubtful="show")
    return folder / "report.html"


def _cards(html: str) -> list[str]:
    return re.findall(r'<article class="item.*?</article>', html, re.DOTALL)


def test_every_sentence_stands_beside_the_one_it_comes_from(report: Path) -> None:
    cards = _cards(report.read_text(encoding="utf-8"))
    assert len(cards) == 3
    for card, text in zip(cards, (ARTICLES[name] for name in sorted(ARTICLES)), strict=True):
        sources = re.findall(r'<p class="from" dir="auto">(.*?) <small>', card)
        assert sources and all(unescape(source) in text for source in sources)
    leeds = next(card for card in cards if "leeds.txt" in card)
    assert 'data-language="en"' in leeds and "translation, " in leeds


def test_nothing_of_an_article_is_markup() -> None:
    evil = '<img src=x onerror="alert(1)">'
    row: dict[str, Any] = {
        **_EMPTY, "id": evil, "status": "ok", "text": evil, "translation": evil, "translation_status": "doubtful",
        "language": "fr", "route": ["extract"], "warnings": [{"code": evil, "message": evil}],
        "sentences": [{"start": 0, "end": len(evil), "source": [0, 30], "share": 0.5, "copied": False}],
        "unsupported": [{"kind": evil, "text": "img", "start": 1, "end": 4, "where": "text"}],
    }  # fmt: skip
    collected = Collected()
    collected.row(row, f"{evil} {evil}")
    html = page(Report("out.jsonl", articles=1, finished=True), collected)
    assert "<img" not in html and '<mark class="claim"' in html


def test_many_articles_are_cut_and_that_is_said() -> None:
    collected = Collected()
    row = {**_EMPTY, "id": "a", "status": "ok", "text": "Un texte.", "language": "fr"}
    for _ in range(MOST_ARTICLES + 5):
        collected.row(row, "Un texte.")
    html = page(Report("out.jsonl", articles=MOST_ARTICLES + 5, finished=True), collected)
    assert len(_cards(html)) == MOST_ARTICLES and "The first 2,000 of 2,005 summaries." in html


@pytest.fixture(scope="module")
def browser(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_chromium(tmp_path_factory.mktemp("profile")) as opened:
        opened.get(report.as_uri())
        yield opened


def _shown(browser: Browser) -> list[str]:
    cards = browser.find_elements("css selector", ".item:not([hidden]) h3")
    return [card.text for card in cards]


@browsers
def test_words_languages_and_flags_find_articles_by_keyboard_alone(browser: Browser) -> None:
    assert len(_shown(browser)) == 3
    press(browser, *["\ue004"] * 2, "TEMPETE gers")
    assert [Path(name).name for name in _shown(browser)] == ["gers.txt"]
    assert browser.find_element("id", "found").text == "1 of 3 articles"
    press(browser, *["\ue003"] * 12)
    press(browser, "\ue004", "\ue004", "en")
    assert [Path(name).name for name in _shown(browser)] == ["leeds.txt"]
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


@browsers
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_and_the_scheme_asked_for(browser: Browser, width: int, scheme: str) -> None:
    as_on(browser, width=width, scheme=scheme)
    check_shown(browser, width=width, scheme=scheme)
