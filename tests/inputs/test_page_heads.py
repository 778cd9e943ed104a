"""What stands above a page's article: its title without the site's name, its standfirst."""

from __future__ import annotations

import pytest

from summarize.page_head import title_apart
from summarize.webpages import read_page

FIRST = "Sous les dorures de la préfecture, les deux camps se sont parlé pendant plus d'une heure, mardi 29 août."
SECOND = "La réunion devait d'abord se tenir en juillet. Elle avait été repoussée deux fois, faute d'ordre du jour."
STANDFIRST = "Le préfet de la Manche a promis lundi 3 millions d'euros pour réparer la digue de Cancale."
TITLE = "La digue de Cancale sera réparée"
SITE = '<meta property="og:site_name" content="Le Phare de l\'Ouest">'


def _page(title: str, head: str = "", above: str = "", behind: str = "", heading: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta property='og:title' content=\"{title}\">{head}</head>"
        f"<body><h1>{heading}</h1>{above}"
        f"<article><p>{FIRST}</p><p>{SECOND}</p></article>{behind}</body></html>"
    )


@pytest.mark.parametrize(
    ("title", "head", "heading"),
    [
        (f"{TITLE} | Le Phare", "", ""),
        (f"{TITLE} - Le Phare de l'Ouest", SITE, ""),
        (f"{TITLE} – Manche – Le Phare de l'Ouest", SITE, TITLE),
        (f"{TITLE} - Société - Le Phare", "", TITLE),
        (f"Le Phare de l'Ouest : {TITLE}", SITE, TITLE),
        (f"Le Phare de l'Ouest | {TITLE}", SITE, ""),
        (f"{TITLE} | Le Phare | 21.08.2024", "", ""),
        (f"{TITLE} - lephare.example", '<link rel="canonical" href="https://www.lephare.example/digue">', ""),
        (f"{TITLE} -", "", ""),
        (f"{TITLE} (Le Phare de l'Ouest)", SITE, ""),
        (f"{TITLE} (lephare.example)", '<link rel="canonical" href="https://www.lephare.example/digue">', ""),
        (f"Actualités - {TITLE}", "", ""),
        (f"Medienmitteilungen - {TITLE}", "", ""),
        (f"Communiqué de presse : {TITLE}", "", ""),
    ],
)
def test_what_a_site_adds_to_a_title_goes(title: str, head: str, heading: str) -> None:
    text, source = read_page(_page(title, head, heading=heading), "page")
    assert source.title == TITLE
    assert text.startswith(f"{TITLE}\n\n")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Digue de Cancale : le préfet promet trois millions", "Digue de Cancale"),
        ("Digue de Cancale - le préfet promet trois millions pour la réparer", "Digue de Cancale"),
        ("« La digue tiendra cet hiver » dit le préfet", ""),
        ("Saint-Malo – Rennes : deux heures de retard", ""),
        ("La digue de Cancale sera réparée (vidéo)", ""),
        ("News Corp - le patron de Londres quitte le groupe", ""),
        ("CNews : l'Arcom inflige une amende de 200 000 euros", ""),
        ("Euronews - la chaîne ferme son bureau de Lyon", ""),
        ("Actualités - la chaîne", ""),
        ("Le Phare de l'Ouest (la digue)", ""),
    ],
)
def test_what_is_the_title_s_own_stays(title: str, heading: str) -> None:
    assert read_page(_page(title, SITE, heading=heading), "page")[1].title == title


@pytest.mark.parametrize("holder", ["p", "h2", "div", "span"])
def test_a_standfirst_stands_between_title_and_article(holder: str) -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    page = _page(TITLE, described, f'<header><{holder} class="intro">{STANDFIRST}</{holder}></header>')
    assert read_page(page, "page")[0].startswith(f"{TITLE}\n\n{STANDFIRST}\n\n{FIRST}")


def test_a_standfirst_is_found_where_the_article_begins_with_its_title() -> None:
    head = f"<meta property='og:title' content='{TITLE}'><meta name='description' content=\"{STANDFIRST}\">"
    above = f"<div><h1>{TITLE}</h1><div class='intro'>{STANDFIRST}</div></div>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{above}<article><h1>{TITLE}</h1>"
    text, _ = read_page(f"{page}<p>{FIRST}</p><p>{SECOND}</p></article></body></html>", "page")
    assert text.startswith(TITLE) and text.count(STANDFIRST) == 1 and text.count(TITLE) == 1


def test_a_description_that_is_cut_off_finds_its_standfirst() -> None:
    whole = f"{STANDFIRST} Les travaux commenceront en mars et dureront deux ans"
    described = f'<meta property="og:description" content="{whole[:120]}…">'
    text, _ = read_page(_page(TITLE, described, f"<h2>{whole}</h2>"), "page")
    assert text.startswith(f"{TITLE}\n\n{whole}.\n\n{FIRST}")


def test_a_description_that_is_shown_nowhere_is_not_taken() -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    assert STANDFIRST not in read_page(_page(TITLE, described), "page")[0]


@pytest.mark.parametrize(
    "above",
    [
        f"<header><h1>{TITLE}</h1><p>{STANDFIRST}</p></header>",
        f"<header><h1>{TITLE}</h1><p class='date'>Publié le 12 mars 2024</p><h2 class='sub'>{STANDFIRST}</h2></header>",
        f"<h1>{TITLE}</h1><p class='chapo'>{STANDFIRST}</p>",
        f"<h1>{TITLE}</h1><div class='article__standfirst'>{STANDFIRST}</div>",
        f"<h1>{TITLE}</h1><div class='post-lead'><p>{STANDFIRST}</p></div>",
        f"<section class='top'><h1>{TITLE}</h1><p class='entry-excerpt'>Le <b>préfet</b>{STANDFIRST[9:]}</p></section>",
        f"<h1>{TITLE}</h1><p class='c-intro'>{STANDFIRST.replace('préfet', '<a href=x>préfet</a>')}</p>",
    ],
)
@pytest.mark.parametrize("described", ["", "Digue de Cancale : ce qu'il faut savoir de sa réparation, en images."])
def test_a_standfirst_is_told_by_its_place_where_the_description_is_another(above: str, described: str) -> None:
    page = _page(TITLE, f'<meta name="description" content="{described}">', above=above).replace("<h1></h1>", "")
    assert read_page(page, "page")[0].startswith(f"{TITLE}\n\n{STANDFIRST}\n\n{FIRST}")


@pytest.mark.parametrize(
    "above",
    [
        f"<h1>{TITLE}</h1><p class='image-intro'>{STANDFIRST}</p>",
        f"<h1>{TITLE}</h1><p class='chapo'><a href='/autre'>{STANDFIRST}</a></p>",
        f"<h1>{TITLE}</h1><aside class='intro'><p>{STANDFIRST}</p></aside>",
        f"<h1>{TITLE}</h1><figure><p class='lead'>{STANDFIRST}</p></figure>",
        f"<p class='lead'>{STANDFIRST}</p><h1>{TITLE}</h1>",
        f"<h1>Le Phare de l'Ouest</h1><p class='intro'>{STANDFIRST}</p>",
        f"<h1>{TITLE}</h1><p class='note'>{STANDFIRST}</p>",
        f"<h1>{TITLE}</h1><p class='intro'>Ce site utilise des cookies pour améliorer votre navigation.</p>",
        f"<header><h1>{TITLE}</h1><p class='author'>{STANDFIRST}</p></header>",
        f"<header><h1>{TITLE}</h1><p>Manche, Ille-et-Vilaine, Côtes-d'Armor et les autres départements</p></header>",
    ],
)
def test_what_else_stands_above_an_article_is_no_standfirst(above: str) -> None:
    page = _page(TITLE, above=above).replace("<h1></h1>", "")
    assert read_page(page, "page")[0].startswith(f"{TITLE}\n\n{FIRST}")


def test_what_stands_behind_the_article_is_no_standfirst() -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    page = _page(TITLE, described, behind=f"<footer><p>{STANDFIRST}</p></footer>")
    assert STANDFIRST not in read_page(page, "page")[0]


def test_a_standfirst_that_opens_the_article_stands_once() -> None:
    described = f'<meta name="description" content="{FIRST}">'
    text, _ = read_page(_page(TITLE, described, f"<h2>{FIRST}</h2>"), "page")
    assert text.count(FIRST) == 1


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        (f"Manche {TITLE}", TITLE),
        (f"{TITLE} | 21.08.2024", TITLE),
        (f"{TITLE} par Anne Roux", TITLE),
        (f"{TITLE} {FIRST}", f"{TITLE}\n\n{FIRST}"),
        (f"{TITLE} lundi soir, selon le préfet de la Manche, qui l'a promis.", None),
        (f"Le préfet l'a promis lundi aux riverains et à la presse : {TITLE}", None),
        (TITLE, None),
    ],
)
def test_a_title_stands_alone_on_its_line(line: str, apart: str | None) -> None:
    assert title_apart(f"{line}\n{SECOND}", TITLE) == f"{apart or line}\n{SECOND}"


@pytest.mark.parametrize("inside", ["<b> </b>" * 40_000, "<div>" * 200 + "<i>x</i>" * 30_000])
def test_pages_of_many_elements_are_looked_through_in_no_time(inside: str) -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    assert FIRST in read_page(_page(TITLE, described, f"<div>{inside}</div>"), "page")[0]


LONG = (
    "La digue de Cancale sera réparée avant l'hiver, promet le préfet, qui demande au maire de la commune voisine et "
    "aux pêcheurs de patienter"
)


@pytest.mark.parametrize("cut", [LONG[:110], f"{LONG[:70].rstrip()}…", LONG[:52]])
def test_a_headline_that_is_cut_off_is_told_whole(cut: str) -> None:
    told = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{cut}"}}</script>'
    assert read_page(_page(f"{LONG} - Le Phare de l'Ouest", f"{SITE}{told}", heading=LONG), "page")[1].title == LONG


def test_a_whole_headline_is_not_lengthened() -> None:
    told = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>'
    page = _page(f"{TITLE} avant l'hiver, promet le préfet", told, heading=f"{TITLE} avant l'hiver, promet le préfet")
    assert read_page(page, "page")[1].title == TITLE


def test_a_heading_of_two_words_gives_way_to_the_title() -> None:
    page = _page(f"{TITLE} avant l'hiver", above="<h1>L'essentiel</h1>", heading=f"{TITLE} avant l'hiver")
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "L\'essentiel"}</script>'
    assert read_page(page.replace("</head>", f"{told}</head>"), "page")[1].title == f"{TITLE} avant l'hiver"


@pytest.mark.parametrize("again", [f"<h2>{TITLE}</h2>", ""])
def test_a_standfirst_that_the_text_has_at_its_end_is_moved(again: str) -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    article = f"<article><p>{FIRST}</p><p>{SECOND}</p>{again}<p>{STANDFIRST}</p></article>"
    page = _page(TITLE, described, f"<header><p>{STANDFIRST}</p></header>")
    page = page[: page.index("<article>")] + article + "</body></html>"
    assert read_page(page, "page")[0] == f"{TITLE}\n\n{STANDFIRST}\n\n{FIRST}\n{SECOND}"


def test_a_standfirst_that_is_part_of_a_paragraph_is_not_told_twice() -> None:
    described = f'<meta name="description" content="{STANDFIRST}">'
    page = _page(TITLE, described, f"<header><p>{STANDFIRST}</p></header>").replace(SECOND, f"{SECOND} {STANDFIRST}")
    assert read_page(page, "page")[0].count(STANDFIRST) == 1


def test_a_title_that_stands_twice_is_read_once() -> None:
    page = _page("Digue de Cancale : 3 millions promis par le préfet", SITE)
    page = page.replace("<article>", "<article><h2>Digue de Cancale 3 millions promis par le préfet</h2>")
    assert read_page(page, "page")[0].count("3 millions") == 1


def test_a_description_whose_marks_are_escaped_twice_finds_its_standfirst() -> None:
    whole = f"{STANDFIRST[:-1]} : les travaux commenceront en mars."
    described = f'<meta name="description" content="{whole.replace(" :", "&amp;nbsp;:")}">'
    text, _ = read_page(_page(TITLE, described, f"<h2>{whole}</h2>"), "page")
    assert text.startswith(f"{TITLE}\n\n{whole}\n\n{FIRST}")
