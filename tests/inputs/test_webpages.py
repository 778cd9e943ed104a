"""Pages and feeds: the article, whatever way the page holds it, and what it says of itself."""

from __future__ import annotations

import json

import pytest

from summarize import summarize
from summarize.documents import Document, decode_document
from summarize.errors import UnreadableInputError
from summarize.feeds import is_feed, read_feed
from summarize.webpages import Source, _parted, plain_text, read_page, without_notes

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
        f"<article><div class='texte'>{FIRST}<br/><br/>{SECOND}</div></article>",
        f"<article><div><b>{FIRST}</b><br> <br>{SECOND}</div></article>",
        f"<article><div><span>{FIRST}<br><br><br>{SECOND}</span></div></article>",
        f"<article><div><strong>La digue</strong>{FIRST.removeprefix('La digue')}<br><br>{SECOND}</div></article>",
        f"<article><div><p>{FIRST}</p>{SECOND[:41]}<br><br>{SECOND[42:]}</div></article>",
        f"<table><tr><td><font>{FIRST}</font></td></tr><tr><td>{SECOND}</td></tr></table>",
    ],
)
def test_the_article_is_found(body: str) -> None:
    text, _ = read_page(_page(body), "page")
    assert " ".join(text.split()) == f"{FIRST} {SECOND}"


@pytest.mark.parametrize("holder", ["nav", "footer", "aside", "form"])
def test_double_breaks_of_what_surrounds_an_article_stay_there(holder: str) -> None:
    beside = f"<{holder}><a href='/'>Accueil</a><br><br>Sport<br><br>Culture</{holder}>"
    body = f"{beside}<div class='article'><h1>La digue a cédé</h1>{FIRST}<br><br>{SECOND}</div>{beside}"
    text, _ = read_page(_page(body), "page")
    assert " ".join(text.split()).endswith(f"{FIRST} {SECOND}") and "Accueil" not in text and "Sport" not in text


@pytest.mark.parametrize("bold", ["<b>{}</b><br>", "<strong class='t'>{}</strong>\n<br />"])
def test_a_heading_in_bold_on_its_own_line_is_a_paragraph(bold: str) -> None:
    heading = bold.format("Géographie et physique")
    text, _ = read_page(_page(f"<article><p>{FIRST}</p><p>{heading}{SECOND}</p></article>"), "page")
    assert [line for line in text.split("\n") if line] == [FIRST, "Géographie et physique", SECOND]


@pytest.mark.parametrize(("bold", "told"), [("Le préfet :", SECOND), ("Le préfet,", SECOND), ("Le préfet", "a signé.")])
def test_bold_words_that_go_on_in_the_next_line_are_no_heading(bold: str, told: str) -> None:
    text, _ = read_page(_page(f"<article><p>{FIRST}</p><p><b>{bold}</b><br>{told}</p></article>"), "page")
    assert " ".join(text.split("\n")[-1].split()) == f"{bold} {told}"


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


ANOTHER = {"@type": "NewsArticle", "headline": "Un élu condamné à Dol", "datePublished": "2024-02-02"}
OWN = {"@type": "NewsArticle", "headline": "La digue de Cancale a cédé lundi soir", "datePublished": "2024-03-11"}


@pytest.mark.parametrize(
    "linked",
    [
        _linked(**OWN),
        _linked(**{"@type": "ItemList", "itemListElement": [{"item": ANOTHER}]}) + _linked(**OWN),
        _linked(**ANOTHER) + _linked(**OWN),
        _linked(**ANOTHER, articleBody="Le tribunal a condamné un élu de Dol. " * 30) + _linked(**OWN),
        _linked(**OWN) + _linked(mainEntity={"@type": "DiscussionForumPosting", "headline": "Vos commentaires"}),
        _linked(**OWN, liveBlogUpdate=[{"headline": "Le préfet dément", "articleBody": "Le préfet dément. " * 40}]),
        _linked(**{**OWN, "@type": "WebPage", "hasPart": [{**ANOTHER, "articleBody": "Un élu est condamné. " * 40}]}),
        _linked(**OWN, headline2=ANOTHER),
        _linked(**{"@graph": [ANOTHER, {**OWN, "headline": "La digue de Cancale a cédé lundi"}]}),
        _linked(**{"@graph": [ANOTHER, {**OWN, "headline": f"{OWN['headline']}, selon le préfet"}]}),
    ],
)
def test_linked_data_of_another_article_is_not_the_page_s(linked: str) -> None:
    heading = f"<h1>{OWN['headline']}</h1>"
    text, source = read_page(_page(f"<article>{heading}<p>{FIRST}</p><p>{SECOND}</p></article>", linked), "page")
    assert " ".join(text.split()).endswith(f"{OWN['headline']} {FIRST} {SECOND}")
    assert (source.title or "").startswith("La digue de Cancale a cédé lundi") and source.date == "2024-03-11"


def test_linked_data_with_a_headline_of_its_own_is_the_page_s_where_none_has_its_title() -> None:
    page = _page(f"<article><h1>Digue</h1><p>{FIRST}</p><p>{SECOND}</p></article>", _linked(**OWN))
    _, source = read_page(page, "page")
    assert (source.title, source.date) == (OWN["headline"], "2024-03-11")


@pytest.mark.parametrize(
    "said", ["en juin 2022, le 16 mars, soit douze ans plus tôt", "depuis 2012", "pour un second mandat en 2026"]
)
def test_a_year_that_an_article_names_is_not_its_date(said: str) -> None:
    body = f"<article><p>{FIRST}</p><p>{SECOND}</p><p>Elle avait été réparée {said}.</p></article>"
    assert read_page(_page(body), "page")[1].date is None
    dated = f"<p class='date'>Publié le 12 mars 2024 à 8 h</p>{body}"
    assert read_page(_page(dated), "page")[1].date == "2024-03-12"
    assert read_page(_page(f"<time datetime='2024-03-12T08:00'>mardi</time>{body}"), "page")[1].date == "2024-03-12"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("en 2019<sup>1</sup>, dit-on", "en 2019, dit-on"),
        ("en 2019<sup><a href='#n1'>1</a></sup>.", "en 2019."),
        ("en <b>2019</b><sup class='n'>[12]</sup> dit-on", "en 2019 dit-on"),
        ("7&nbsp;000<a href='#n'><sup>2</sup></a>.", "7 000."),
        ("5,8&nbsp;%<sup>2</sup>", "5,8 %"),
        ("5,2<sup>3</sup>", "5,2"),
        ("la boucle.<sup class='r'><span title='Page: 207'>: 207 </span></sup>", "la boucle."),
        ("en <b>mai</b><sup><span>[</span>3<span>]</span></sup> dit-on", "en mai dit-on"),
        ("l'Insee<sup>1, 3</sup>, « dit »<sup>*</sup>, a free battery<sup>2</sup>", "l'Insee, « dit », a free battery"),
        ("selon elle <sup>(<a href='#n'>3</a>)</sup> :", "selon elle :"),
        ("11&nbsp;µg/m<sup>3</sup> et 3 km<sup>2</sup>, 4 mètres<sup>2</sup>", "11 µg/m3 et 3 km2, 4 mètres2"),
        ("le 1<sup>er</sup> mai, M<sup>me</sup> Roux, n<sup>o</sup> 3", "le 1er mai, Mme Roux, no 3"),
        ("10<sup>6</sup> et 2<sup>32</sup>, le <sup>14</sup>C, CO<sup>2</sup>", "106 et 232, le 14C, CO2"),
        ("a fait <del>deux</del> trois morts", "a fait trois morts"),
        ("a <s class='x'>classé <i>l'affaire</i></s> ouvert une enquête", "a ouvert une enquête"),
        ("<strong>Un</strong> <span>deux</span> trois", "Un deux trois"),
    ],
)
def test_marks_of_notes_and_struck_words_are_no_text(html: str, text: str) -> None:
    assert plain_text(html).split() == text.split()
    page = _page(f"<article><p>{FIRST}</p><p>La préfecture l'a indiqué mardi soir {html} Voilà.</p></article>")
    assert " ".join(text.split()) in " ".join(read_page(page, "page")[0].split())


@pytest.mark.parametrize("marks", ["<s>", "<del>", "<sup>", "<sup><a>1", "2<sup>1</sup>"])
def test_many_marks_are_looked_through_in_no_time(marks: str) -> None:
    without_notes(marks * 30_000)


@pytest.mark.parametrize("marks", ["<br>", "a<br><br>", "<p ", "<", "a"])
def test_many_breaks_are_looked_through_in_no_time(marks: str) -> None:
    _parted(f"<{marks * 200_000}")


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


CHECKS = {
    "Redirecting": "<p>This page has moved. If you are not redirected, <a href='b.html'>click here</a>.</p>",
    "Neue Adresse": "<p>Diese Seite ist umgezogen. Sie werden automatisch weitergeleitet.</p>",
    "Redirection": "<p>Cette page a changé d'adresse. Vous allez être redirigé dans cinq secondes.</p>",
    "Just a moment...": "<h1>lephare.example</h1><p>Verifying you are human. This may take a few seconds.</p>",
    "Un instant…": "<h1>lephare.example</h1><p>lephare.example doit vérifier la sécurité de votre connexion.</p>",
    "Attention Required! | Cloudflare": "<h1>Sorry, you have been blocked</h1><p>You are unable to access this.</p>",
    "Are you a robot?": "<h1>We've detected unusual activity from your computer network</h1><p>Click the box.</p>",
    "Access Denied": "<h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p>",
    "lephare.example": "<h2>Checking if the site connection is secure</h2><p>This process is automatic. Wait.</p>",
}


@pytest.mark.parametrize("title", CHECKS)
def test_a_check_for_robots_is_no_article(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><main>{CHECKS[title]}</main></body></html>"
    with pytest.raises(UnreadableInputError, match="no article"):
        read_page(page, "page")


@pytest.mark.parametrize(
    "title",
    [
        "Access denied: how banks drop their poor clients",
        "Un instant d'égarement au conseil",
        "Are you a robot or not?",
    ],
)
def test_an_article_about_such_a_check_is_read(title: str) -> None:
    said = "<p>Verifying that you are human takes users 32 years a day, a study by Cloudflare found on Monday.</p>"
    page = _page(f"<article><h1>{title}</h1><p>{FIRST}</p><p>{SECOND}</p></article>").replace(
        "La digue -", f"{title} -"
    )
    assert FIRST in read_page(page, "page")[0]
    long = _page(f"<article>{said}{f'<p>{FIRST}</p><p>{SECOND}</p>' * 8}</article>")
    assert FIRST in read_page(long, "page")[0]


POST = "<article><h3>{}</h3><time>16 h</time><p>{}</p></article>"


def test_posts_of_a_live_page_stand_below_its_title() -> None:
    title = "La digue de Cancale a cédé lundi soir"
    posts = POST.format("Pompiers", SECOND) + POST.format(
        "Météo", f"Le coefficient de la marée baissera mardi. {'Il pleut. ' * 3}"
    )
    page = f"<main><h1>{title}</h1><p>{FIRST}</p><section>{posts}</section></main>"
    text, source = read_page(_page(page).replace("La digue -", f"{title} -"), "page")
    assert source.title == title and text.startswith(title)
    assert text.index(FIRST) < text.index(SECOND) < text.index("Le coefficient")


@pytest.mark.parametrize(
    "beside",
    [
        "<article><h3><a href='/1'>Un élu condamné</a></h3><p>Un élu de Dol est condamné pour vol.</p></article>" * 4,
        "<article><p>Merci pour cet article, que la digue soit refaite.</p></article>" * 2,
    ],
)
def test_an_article_beside_others_is_read_first(beside: str) -> None:
    page = f"<main><h1>La digue a cédé lundi soir</h1><article><p>{FIRST}</p><p>{SECOND}</p></article>{beside}</main>"
    text, _ = read_page(_page(page), "page")
    assert text.startswith(f"La digue a cédé lundi soir\n\n{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "beside",
    [
        "<p class='legende'>{}</p>",
        "<p class='spip_doc_legende'>{}</p>",
        "<div class='encadre'><h3>En bref</h3><p>{}</p></div>",
        "<section class='article-encart'><p>{}</p></section>",
    ],
)
def test_captions_and_boxes_by_their_class_are_no_text(beside: str) -> None:
    box = beside.format("La digue, longue de 300 mètres, a été construite en 1857.")
    text, _ = read_page(_page(f"<article><img src='a.jpg'>{box}<p>{FIRST}</p><p>{SECOND}</p></article>"), "page")
    assert text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("name", ["encadrement", "legendes-urbaines", "texte"])
def test_other_classes_are_text(name: str) -> None:
    text, _ = read_page(_page(f"<article><div class='{name}'><p>{FIRST}</p></div><p>{SECOND}</p></article>"), "page")
    assert text == f"{FIRST}\n{SECOND}"
    whole = f"<div class='encadre'>{f'<p>{FIRST}</p><p>{SECOND}</p>' * 5}</div>"
    assert FIRST in read_page(_page(f"<article>{whole}</article>"), "page")[0]


def test_an_article_of_a_category_named_as_a_box_is_read() -> None:
    body = "<p>Le maire de Vannes a annoncé lundi la fermeture de la piscine.</p><p>Les clubs iront à Auray.</p>"
    for start in ("<article class='post category-legende'>", "<div class='encart'>"):
        page = f"<html><body>{start}<h1>La piscine ferme</h1>{body}</{start[1:].split()[0]}></body></html>"
        assert "Le maire de Vannes a annoncé" in read_page(page, "page.html")[0]


def test_an_article_on_checks_for_robots_is_read() -> None:
    body = "<p>Un faux test a infecté 40 000 ordinateurs, a annoncé mardi Microsoft.</p><p>La page imite une autre.</p>"
    page = f"<html><body><article><h1>Vérifiez que vous êtes humain</h1>{body}</article></body></html>"
    assert "40 000 ordinateurs" in read_page(page, "page.html")[0]
