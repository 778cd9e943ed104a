"""Pages and feeds: the article, whatever way the page holds it, and what it says of itself."""

from __future__ import annotations

import json

import pytest

from summarize import summarize
from summarize.documents import Document, decode_document
from summarize.errors import UnreadableInputError
from summarize.webpages import Source, is_feed, plain_text, read_feed, read_page

FIRST = "La digue de Cancale a cédé lundi soir sous l'effet d'une marée de coefficient 113, la plus forte de l'année."
SECOND = (
    "Les pompiers ont évacué 62 habitants. Les réparations coûteront 3,4 millions d'euros, selon la sous-préfecture."
)


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>La digue - Le Phare</title>{head}</head><body>{body}</body></html>"


def _linked(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    "body",
    [
        f"<article><p>{FIRST}</p><p>{SECOND}</p></article>",
        f"<article><p>{FIRST}<br><br>{SECOND}</p></article>",
        f"<table><tr><td><font>{FIRST}</font></td></tr><tr><td>{SECOND}</td></tr></table>",
    ],
)
def test_the_article_is_found(body: str) -> None:
    text, _ = read_page(_page(body), "page")
    assert " ".join(text.split()) == f"{FIRST} {SECOND}"


def test_a_line_break_inside_a_paragraph_is_a_blank() -> None:
    broken = FIRST.replace("lundi soir", "lundi soir<br/>")
    text, _ = read_page(_page(f"<article><p>{broken}</p><p>{SECOND}</p></article>"), "page")
    assert text.split("\n")[0].replace("  ", " ") == FIRST


@pytest.mark.parametrize(
    "linked",
    [
        _linked(headline="La digue", articleBody=f"{FIRST} {SECOND}"),
        _linked(**{"@graph": [{"articleBody": f"<p>{FIRST}</p><p>{SECOND}</p>"}]}),
    ],
)
def test_the_text_of_linked_data_is_taken_where_the_page_has_none(linked: str) -> None:
    text, _ = read_page(_page("<div id='app'></div><noscript>Activez JavaScript.</noscript>", linked), "page")
    assert " ".join(text.split()) == f"{FIRST} {SECOND}"


def test_a_longer_page_is_kept_beside_a_short_text_of_linked_data() -> None:
    page = _page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", _linked(articleBody=FIRST))
    assert SECOND in read_page(page, "page")[0]


@pytest.mark.parametrize("linked", ["{", "[1, 2", '{"articleBody": 3}', "null", "[" * 5_000])
def test_broken_linked_data_is_passed_over(linked: str) -> None:
    page = _page(
        f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", f'<script type="application/ld+json">{linked}</script>'
    )
    assert FIRST in read_page(page, "page")[0]


def test_a_null_in_a_page_is_passed_over() -> None:
    page = _page(f"<article><p>{FIRST}\x00\x00</p><p>{SECOND}</p></article>").encode()
    assert FIRST in decode_document(page, name="page.html").text
    with pytest.raises(UnreadableInputError, match="binary"):
        decode_document(f"{FIRST}\x00".encode(), name="article.txt")


def test_a_page_without_text_is_refused_in_one_line() -> None:
    with pytest.raises(UnreadableInputError, match="no article text was found") as caught:
        read_page(_page("<div></div>"), "vide.html")
    assert "\n" not in str(caught.value)


def test_what_a_page_says_of_itself_is_kept() -> None:
    head = _linked(headline="La digue a cédé", datePublished="2024-03-11", author=[{"name": "Anne Roux"}])
    head += '<link rel="canonical" href="https://phare.example/digue">'
    document = decode_document(_page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", head).encode(), name="p.html")
    assert document.source == Source("La digue a cédé", "Anne Roux", "2024-03-11", "https://phare.example/digue")
    summary = summarize(document)
    assert summary.source == document.source
    assert summary.to_dict()["source"]["title"] == "La digue a cédé"


def test_what_a_page_does_not_say_is_none() -> None:
    page = f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    assert decode_document(page.encode(), name="p.html").source == Source()
    assert summarize(Document(FIRST, "utf-8", "text")).source is None


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- le fil -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Phare</title><link>https://phare.example</link>
<item><title>Grève des &amp; bus</title><link>https://phare.example/1</link>
<pubDate>Mon, 11 Mar 2024 08:00:00 +0100</pubDate>
<dc:creator>Anne Roux</dc:creator><description>Court.</description>
<content:encoded><![CDATA[<p>Les bus ne circuleront pas<br>mardi.</p>
<p>Le préavis court jusqu'à jeudi.</p>]]></content:encoded></item>
<item><title>Incendie</title><description>Un entrepôt a brûlé dimanche.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Le Phare</title>
<entry><title>Grève</title><link rel="self" href="https://phare.example/a.xml"/><link href="https://phare.example/1"/>
<published>2024-03-11T08:00:00Z</published><author><name>Anne Roux</name></author>
<content type="html">&lt;p&gt;Les bus ne circuleront pas mardi.&lt;/p&gt;</content></entry></feed>"""


def test_rss_is_articles() -> None:
    first, second = read_feed(RSS, "fil.xml")
    assert first.text == "Grève des & bus\n\nLes bus ne circuleront pas mardi.\n\nLe préavis court jusqu'à jeudi."
    assert first.source == Source(
        "Grève des & bus", "Anne Roux", "Mon, 11 Mar 2024 08:00:00 +0100", "https://phare.example/1"
    )
    assert (second.text, second.source) == ("Un entrepôt a brûlé dimanche.", Source("Incendie"))


def test_a_pages_title_comes_first_where_its_text_lacks_it() -> None:
    body = (
        "<p>Elle a eu lieu lundi près des Deux Alpes, ont annoncé les secours, qui cherchent encore deux skieurs.</p>"
        * 2
    )
    said = '<meta property="og:title" content="Avalanche mortelle en Isère">'
    text, source = read_page(f"<html><head>{said}</head><body><article>{body}</article></body></html>", "page")
    assert source.title == "Avalanche mortelle en Isère"
    assert text.startswith("Avalanche mortelle en Isère\n\nElle a eu lieu lundi")


def test_atom_is_articles() -> None:
    (entry,) = read_feed(ATOM, "fil.atom")
    assert entry.text == "Les bus ne circuleront pas mardi."
    assert entry.source == Source("Grève", "Anne Roux", "2024-03-11T08:00:00Z", "https://phare.example/1")


@pytest.mark.parametrize("feed", [RSS, ATOM, ATOM.replace("<feed", "<?xml version='1.0'?>\n<feed")])
def test_one_article_is_asked_of_a_feed(feed: str) -> None:
    assert is_feed(feed)
    with pytest.raises(UnreadableInputError, match="summarize batch fil.xml -o out.jsonl"):
        decode_document(feed.encode(), name="fil.xml")


@pytest.mark.parametrize(
    "text", ["Le <feed> de Twitter.", "<html><body><rss></rss></body></html>", "", "<?xml version='1.0'?><note/>"]
)
def test_what_is_no_feed(text: str) -> None:
    assert not is_feed(text)


def test_entities_of_a_feed_are_not_expanded() -> None:
    bomb = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><rss><item><title>&b;</title></item></rss>"
    assert all("haha" not in (entry.source.title or "") for entry in read_feed(bomb, "fil.xml"))


def test_plain_text_of_html() -> None:
    assert plain_text("<p>Un &eacute;tang<br>gelé</p><script>x()</script><div>Deux.</div>") == "Un étang gelé\n\nDeux."
    assert plain_text("3 < 4 et 5 > 4") == "3 < 4 et 5 > 4"
