"""A feed in a batch is as many rows as it has articles, with title, date and link."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from summarize.batch.sources import SourceOptions, read
from summarize.errors import UnreadableInputError

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Le Phare</title>
<item><title>Grève</title><link>https://phare.example/1</link><pubDate>Mon, 11 Mar 2024 08:00:00 +0100</pubDate>
<description>&lt;p&gt;Les bus ne circuleront pas mardi.&lt;/p&gt;</description></item>
<item><title>Incendie</title><description>Un entrepôt a brûlé dimanche.</description></item></channel></rss>"""


def test_a_feed_is_rows(tmp_path: Path) -> None:
    path = tmp_path / "fil.xml"
    path.write_text(FEED, encoding="utf-8")
    first, second = read([str(tmp_path)], SourceOptions())
    assert (first.id, first.text) == ("https://phare.example/1", "Les bus ne circuleront pas mardi.")
    assert first.kept == {
        "title": "Grève",
        "author": None,
        "date": "Mon, 11 Mar 2024 08:00:00 +0100",
        "link": "https://phare.example/1",
    }
    assert (second.id, second.text) == (f"{path}#1", "Un entrepôt a brûlé dimanche.")
    assert second.kept["title"] == "Incendie" and second.kept["link"] is None


def test_columns_of_a_feed_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "fil.rss"
    path.write_text(FEED, encoding="utf-8")
    first, _ = read([str(path)], SourceOptions(keep=("title",)))
    assert first.kept == {"title": "Grève"}


def test_an_empty_feed_alone_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "vide.atom"
    path.write_text("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", encoding="utf-8")
    with pytest.raises(UnreadableInputError, match="no article in"):
        list(read([str(path)], SourceOptions()))


@pytest.mark.parametrize("many", ["<![CDATA[", "<!-- ", "&#x", "<item ", "]]>"])
def test_a_feed_of_many_beginnings_takes_no_time(tmp_path: Path, many: str) -> None:
    path = tmp_path / "fil.xml"
    path.write_text(f"<rss>{many * 50_000}", encoding="utf-8")
    (tmp_path / "z.txt").write_text("Fin.", encoding="utf-8")
    started = time.process_time()
    assert list(read([str(tmp_path)], SourceOptions()))[-1].text == "Fin."
    assert time.process_time() - started < 10


MRSS = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><item><media:title>Photo AFP</media:title><itunes:summary>Épisode 12 : une longue présentation de l'émission
et de ses invités, qui n'est pas l'article.</itunes:summary><title>Grève des bus</title>
<guid isPermaLink="true">https://phare.example/2</guid>
<media:content url="https://phare.example/p.jpg"><media:description>Une photo des bus au dépôt de Nevers, prise lundi
par un photographe de l'agence, et dont la légende est longue.</media:description></media:content>
<description>Les bus ne circuleront pas mardi.</description></item></channel></rss>"""


def test_what_is_said_of_pictures_and_sounds_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "fil.rss"
    path.write_text(MRSS, encoding="utf-8")
    [item] = read([str(path)], SourceOptions())
    assert (item.text, item.id, item.kept["title"]) == (
        "Les bus ne circuleront pas mardi.", "https://phare.example/2", "Grève des bus",
    )  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "h:"])
def test_paragraphs_of_xhtml_stay_apart(tmp_path: Path, prefix: str) -> None:
    div, p, b = (prefix + name for name in ("div", "p", "b"))
    declared = "xmlns:h" if prefix else "xmlns"
    path = tmp_path / "fil.atom"
    path.write_text(
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://phare.example/fil/'><entry><title>Été</title>"
        f"<link href='3'/><link rel='enclosure' href='/x.mp3'/><id>urn:3</id><content type='xhtml'>"
        f"<{div} {declared}='http://www.w3.org/1999/xhtml'><{p}>Le <{b}>maire</{b}> &amp; le préfet.</{p}>"
        f"<{p}>Ils ont signé &lt;lundi&gt;.</{p}></{div}></content></entry></feed>",
        encoding="utf-8",
    )
    [item] = read([str(path)], SourceOptions())
    assert item.text == "Le maire & le préfet.\n\nIls ont signé <lundi>."
    assert item.id == "https://phare.example/fil/3"


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Le Phare",
    "items": [
        {"id": "1", "url": "https://phare.example/1", "title": "Pont", "date_published": "2024-03-11T08:00:00Z",
         "authors": [{"name": "Anne Roux"}], "content_html": "<p>Le pont ferme.</p><p>Les bus &amp; trams.</p>"},
        {"id": "2", "content_text": "Le maire <de Laval> a parlé."},
        {"id": "3", "title": 3, "summary": "Court.", "authors": 5},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ["fil.json", "fil.jsonl"])
def test_a_json_feed_is_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(JSON_FEED, indent=1), encoding="utf-8")
    found = list(read([str(path)], SourceOptions()))
    assert [(item.id, item.text) for item in found] == [
        ("https://phare.example/1", "Le pont ferme.\n\nLes bus & trams."),
        (f"{path}#1", "Le maire <de Laval> a parlé."),
        (f"{path}#2", "Court."),
    ]
    assert found[0].kept == {
        "title": "Pont",
        "author": "Anne Roux",
        "date": "2024-03-11T08:00:00Z",
        "link": "https://phare.example/1",
    }
    assert len(list(read([str(path)], SourceOptions(text_column="items[].content_text")))) == 3
