"""Text as people have it: what cleaning makes of each kind."""

from __future__ import annotations

import re
import textwrap

import pytest

from summarize import summarize
from summarize.text.clean import clean
from summarize.text.paragraphs import join_lines

ARTICLE = """La fermeture de la piscine de Decize repoussée

Le conseil municipal de Decize a voté lundi soir le report de la fermeture de la piscine Bellevue, prévue \
au 1er mars. La charpente, dit la mairie, tiendra jusqu'à l'été.

« Nous avons peut-être six mois devant nous », a déclaré le maire, M. Aubin, devant une centaine d'habitants. Les \
travaux, estimés à 2,4 millions d'euros, dureront deux ans.

Trois clubs de natation du Sud-Nivernais, qui ont 640 membres, doivent s'entraîner à Nevers. Une pétition en ligne \
a recueilli 1.200 signatures en dix jours."""
PARAGRAPHS = ARTICLE.replace("\n\n", "\n")


def _wrapped(width: int, gap: str = "\n\n") -> str:
    return gap.join(textwrap.fill(paragraph, width) for paragraph in ARTICLE.split("\n\n"))


@pytest.mark.parametrize("width", [40, 45, 60, 66, 72, 80, 100, 120])
def test_wrapped_text_is_as_the_unwrapped(width: int) -> None:
    assert clean(_wrapped(width)).text == PARAGRAPHS


@pytest.mark.parametrize("width", [45, 72, 100])
def test_the_seed_wrapped_is_the_seed(seed_text: str, width: int) -> None:
    wrapped = "\n".join(textwrap.fill(line, width) if line.strip() else line for line in seed_text.split("\n"))
    assert clean(wrapped).text == clean(seed_text).text


@pytest.mark.parametrize("width", [45, 100])
def test_the_summary_of_the_wrapped_seed_is_that_of_the_seed(seed_text: str, width: int) -> None:
    wrapped = "\n".join(textwrap.fill(line, width) if line.strip() else line for line in seed_text.split("\n"))
    assert summarize(wrapped).text == summarize(seed_text).text


@pytest.mark.parametrize("width", [66, 80])
def test_paragraphs_without_blank_lines_end_at_their_short_last_line(width: int) -> None:
    assert clean(_wrapped(width, "\n")).text == PARAGRAPHS


def test_lines_of_windows_and_blanks_at_line_ends() -> None:
    assert clean(_wrapped(72).replace("\n", "  \r\n")).text == PARAGRAPHS


def test_paragraphs_of_one_line_stay() -> None:
    assert clean(ARTICLE).text == clean(PARAGRAPHS).text == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        "La piscine ferme\nLe maire l'a dit lundi.\nLes clubs protestent.",
        "Le maire a parlé lundi soir devant le conseil réuni au complet.\nLes habitants ont protesté en nombre.",
        "Paris\nLyon\nMarseille",
        "pain\nvin\nfromage",
        "1. Le préfet reçoit les élus\n2. Les travaux commencent\n3. Le pont rouvre",
        "Lundi : le préfet reçoit les élus.\nMardi : les travaux commencent.",
    ],
)
def test_lines_that_are_paragraphs_are_not_joined(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Le gou-\nvernement a annoncé mardi", "Le gouvernement a annoncé mardi"),
        ("Il l'a peut-\nêtre vu hier", "Il l'a peut-être vu hier"),
        ("Que dit-\nil aux maires ?", "Que dit-il aux maires ?"),
        ("en Nouvelle-\nZélande depuis lundi", "en Nouvelle-Zélande depuis lundi"),
        ("à Tours (Indre-\net-Loire)", "à Tours (Indre-et-Loire)"),
        ("la zone euro-\natlantique", "la zone euro-atlantique"),
        ("une vice-\nprésidente du conseil", "une vice-présidente du conseil"),
        ("quatre-\nvingts communes", "quatre-vingts communes"),
        ("la consti-\ntution de 1958", "la constitution de 1958"),
        ("le tra\u00ad\nvail des pompiers", "le travail des pompiers"),
        ("la cyberattaque, une cyber-\nattaque", "la cyberattaque, une cyberattaque"),
        ("un sous-marin, dit-on ; ce sous-\nmarin", "un sous-marin, dit-on ; ce sous-marin"),
    ],
)
def test_hyphens_at_line_ends(broken: str, whole: str) -> None:
    assert clean(broken).text == whole


@pytest.mark.parametrize(
    ("tied", "plain"),
    [
        ("La ﬁlière du bois", "La filière du bois"),
        ("un ﬂeuve, un ﬂot", "un fleuve, un flot"),
        ("il a aﬀirmé, c'est oﬃciel", "il a affirmé, c'est officiel"),
        ("le souﬄe", "le souffle"),
        ("une crise ﬁnan\u00adcière", "une crise financière"),
    ],
)
def test_ligatures_and_soft_hyphens(tied: str, plain: str) -> None:
    assert clean(tied).text == plain


@pytest.mark.parametrize(
    ("scanned", "plain"),
    [
        ("C R U E S   DE LA LOIRE", "CRUES DE LA LOIRE"),
        ("Le maire , élu en 2020 , a démissionné .", "Le maire, élu en 2020, a démissionné."),
        ("Le   préfet  a    parlé.", "Le préfet a parlé."),
        ("Le taux est de 3,5 % ; est-ce trop ?", "Le taux est de 3,5 % ; est-ce trop ?"),
    ],
)
def test_blanks_of_scanned_text(scanned: str, plain: str) -> None:
    assert clean(scanned).text == plain


PDF = """LE COURRIER DE LA NIÈVRE                 12 mars 2024

Le tribunal de Nevers a condamné mardi un ancien notaire à trois ans de
prison ferme. Il avait détourné 1,4 million d'euros entre 2011 et 2017. Ses

- 3 -
\fLE COURRIER DE LA NIÈVRE                 12 mars 2024

victimes étaient surtout des personnes âgées. Son avocat parle d'un juge-
ment sévère.

- 4 -
"""


def test_running_heads_and_page_numbers_go() -> None:
    found = clean(PDF)
    assert found.text == (
        "Le tribunal de Nevers a condamné mardi un ancien notaire à trois ans de prison ferme. Il avait détourné "
        "1,4 million d'euros entre 2011 et 2017. Ses victimes étaient surtout des personnes âgées. Son avocat parle "
        "d'un jugement sévère."
    )
    assert [r.kind for r in found.removed] == ["page"] * 4
    assert {"- 3 -", "- 4 -"} < {r.text for r in found.removed}


@pytest.mark.parametrize("number", ["Page 2 sur 9", "2/9", "– 2 –", "p. 2"])
def test_page_numbers_of_every_form(number: str) -> None:
    text = (
        f"Le préfet a fermé la plage de Kerhillio mardi, à cause d'une nappe\n\n{number}\n\nde pétrole repérée lundi."
    )
    found = clean(text)
    assert found.text == (
        "Le préfet a fermé la plage de Kerhillio mardi, à cause d'une nappe de pétrole repérée lundi."
    )
    assert [(r.kind, r.text) for r in found.removed] == [("page", number)]


def test_a_year_on_a_line_is_no_page_number() -> None:
    assert clean("Le pont a rouvert.\n2019\nLe pont ferme.").text == "Le pont a rouvert.\n2019\nLe pont ferme."


SRT = """1
00:00:01,000 --> 00:00:04,200
Bonsoir. Le Cher a débordé
cette nuit à Vierzon.

2
00:00:04,200 --> 00:00:08,900
<i>Cent personnes ont été évacuées.</i> (applaudissements)

3
00:00:08,900 --> 00:00:13,000
- Vous avez tout perdu ?
- Oui, en 2 heures.
"""
VTT = """WEBVTT - Journal du soir
Kind: captions

NOTE relu le 3 mai

intro
00:01.000 --> 00:04.200 align:start
<v Anne Roux>Le Cher a débordé
cette nuit à Vierzon.

00:04.200 --> 00:08.900
cette nuit à Vierzon.
Cent personnes ont été évacuées.
"""


#: As YouTube writes automatic captions.
ROLLING = """WEBVTT
Kind: captions

00:00:00.080 --> 00:00:03.510 align:start position:0%
\x20
Le<00:00:00.400><c> Cher</c><00:00:00.640><c> a</c>

00:00:03.510 --> 00:00:03.520 align:start position:0%
Le Cher a
\x20

00:00:03.520 --> 00:00:06.310 align:start position:0%
Le Cher a
débordé<00:00:03.800><c.colorE5E5E5> cette</c><00:00:04.300><c> nuit.</c>

00:00:06.310 --> 00:00:06.320 align:start position:0%
débordé cette nuit.
\x20
"""
#: As television marks who speaks.
TURNS = """1
00:00:01,000 --> 00:00:03,200
- Bonsoir à tous.

2
00:00:03,300 --> 00:00:07,000
- 12 000 soignants
ont manifesté.

3
00:00:07,100 --> 00:00:09,000
(Sifflets et slogans)

4
00:00:09,100 --> 00:00:12,000
-5 degrés, et la salle
(sans feu)
est pleine.

5
00:00:12,100 --> 00:00:15,000
-C'est fini.
"""


@pytest.mark.parametrize(
    ("subtitles", "text"),
    [
        (
            SRT,
            "Bonsoir. Le Cher a débordé cette nuit à Vierzon. Cent personnes ont été évacuées. "
            "- Vous avez tout perdu ? - Oui, en 2 heures.",
        ),
        (SRT.replace("\n", "\r\n"), None),
        (VTT, "Anne Roux : Le Cher a débordé cette nuit à Vierzon. Cent personnes ont été évacuées."),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Claire>Le Cher a\n\n00:02.000 --> 00:03.000\n<v Claire>débordé.\n\n"
            "00:03.000 --> 00:04.000\n<v Luc>Où ?\n\n00:04.000 --> 00:05.000\n<v Claire>À Vierzon.\n",
            "Claire : Le Cher a débordé. Luc : Où ? Claire : À Vierzon.",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>The river has burst\nits banks.\n\n00:02.000 --> 00:03.000\n"
            "<v Tom>Where is it?\n",
            "Ann: The river has burst its banks. Tom: Where is it?",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n>>> A RIVER HAS BURST\nITS BANKS.\n\n00:02.000 --> 00:03.000\n"
            "&gt;&gt; WHERE?\n>> IN OHIO, > 200 MILES AWAY.\n",
            "A RIVER HAS BURST ITS BANKS. WHERE? IN OHIO, > 200 MILES AWAY.",
        ),
        (
            ROLLING,
            "Le Cher a débordé cette nuit.",
        ),
        (
            TURNS,
            "Bonsoir à tous. 12 000 soignants ont manifesté. -5 degrés, et la salle (sans feu) est pleine. C'est fini.",
        ),
        (
            re.sub(r"^\d\n", "", TURNS, flags=re.MULTILINE),
            "Bonsoir à tous. 12 000 soignants ont manifesté. -5 degrés, et la salle (sans feu) est pleine. C'est fini.",
        ),
    ],
)
def test_subtitles(subtitles: str, text: str | None) -> None:
    found = clean(subtitles)
    assert found.text == (text or clean(SRT).text)
    assert "-->" not in found.text and found.removed[0].kind == "cue"


MARKDOWN = """---
title: Le tramway
date: 2024-03-12
---

# Le tramway de Tours repoussé à 2028

**Transports** — La métropole a décidé *mardi* de repousser le ***chantier***. [Voir le plan](https://tours.fr/plan.pdf)

![La maquette](https://tours.fr/maquette.jpg)

> « Nous n'avons pas le choix », a dit le président.

Le coût
-------

- Coût : 240 M€
* Longueur : 11 km
1. Mise en service : 2028

| Ligne | Longueur |
|-------|----------|
| A     | 15 km    |

```
code = 1
```

Le syndicat s'est dit __soulagé__ par `l'avis`.
"""


def test_markdown() -> None:
    found = clean(MARKDOWN)
    assert found.text.split("\n") == [
        "Le tramway de Tours repoussé à 2028",
        "Transports — La métropole a décidé mardi de repousser le chantier. Voir le plan",
        "« Nous n'avons pas le choix », a dit le président.",
        "Le coût",
        "Coût : 240 M€",
        "Longueur : 11 km",
        "1. Mise en service : 2028",
        "Ligne ; Longueur",
        "A ; 15 km",
        "Le syndicat s'est dit soulagé par l'avis.",
    ]
    assert {"https://tours.fr/plan.pdf", "![La maquette](https://tours.fr/maquette.jpg)"} <= {
        r.text for r in found.removed
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le pont[1] est fermé.[2][3] Le maire [sic] part[...] lundi [4].",
            "Le pont est fermé. Le maire [sic] part[...] lundi [4].",
        ),
        ("# Titre\n\nLe pont[1] est fermé.[^2]", "Titre\nLe pont est fermé."),
        (
            "[00:01.20]Le maire part lundi.\n[00:03.20][00:09.20] Le pont est fermé.",
            "Le maire part lundi.\nLe pont est fermé.",
        ),
        ("À [10:30] le maire part.", "À [10:30] le maire part."),
        (
            "# Titre\n\nLe pont[^1] est fermé[^b].\n\n[^1]: Arrêté du 3,\n    publié le 4.\n[^b]: Plus bas.\n\nFin.",
            "Titre\nLe pont est fermé.\nFin.",
        ),
        (
            "Le préfet de [[Vire (Calvados)|Vire]] ferme le [[pont]]. ![[a.jpg]]\n\n[[Fichier:a.jpg|Le pont.]]\nFin.",
            "Le préfet de Vire ferme le pont.\nFin.",
        ),
        (
            "== Pont ==\nLe '''préfet''' ferme le pont<ref name=a>Le Phare.</ref> de Vire<ref name=a />.{{Quand}}",
            "Pont\nLe préfet ferme le pont de Vire.",
        ),
        (
            "   #[1]Flux [2]Accueil\n\n   Le [3]préfet ferme le pont.\n   [4][a.jpg] Fin.\n\n"
            "Références\n\n   1. a.b\n   2. c\n",
            "Le préfet ferme le pont.\nFin.",
        ),
        ("# Titre\n\n> [!info] Note\n> À relire.\n\nLe pont est fermé.", "Titre\nLe pont est fermé."),
        ("> [!info] Note\n> Le pont est fermé depuis lundi.", "[!info] Note\nLe pont est fermé depuis lundi."),
        ("Voir [[1]] et ''le pont''. Il a dit : [1]er mai.", "Voir [[1]] et ''le pont''. Il a dit : [1]er mai."),
        (
            "Title: Le pont ferme\n\nURL Source: http://a.b/c\n\nMarkdown Content:\nLe préfet ferme le pont de Vire.",
            "Le pont ferme\nLe préfet ferme le pont de Vire.",
        ),
    ],
)
def test_note_marks_and_times_of_lyrics_are_taken_out(text: str, expected: str) -> None:
    assert clean(text).text == expected


@pytest.mark.parametrize(
    "text", ["Il a écrit #MeToo sur X.", "Le fichier a_b_c.txt pèse 2 * 3 * 4 octets.", "La note * renvoie plus bas."]
)
def test_what_looks_like_markdown_stays(text: str) -> None:
    assert clean(text) == type(clean(""))(text, ())


def test_bullets_go_and_items_in_lower_case_follow_their_sentence() -> None:
    text = "Les pompiers ont engagé :\n- deux véhicules ;\n- une échelle.\n\n• Le feu est éteint\n• Le quai est fermé"
    assert clean(text).text == (
        "Les pompiers ont engagé : deux véhicules ; une échelle.\nLe feu est éteint\nLe quai est fermé"
    )


def test_a_wrapped_item_is_joined() -> None:
    text = "- Le pont de Mayenne ferme lundi pour six mois, à cause\n  des travaux.\n- Les bus passent par le quai."
    assert clean(text).text == (
        "Le pont de Mayenne ferme lundi pour six mois, à cause des travaux.\nLes bus passent par le quai."
    )


def test_verse_is_joined_stanza_by_stanza() -> None:
    text = (
        "La rivière\n\nLe pont dormait sous la gelée,\nLa ville au loin ne bougeait pas,\nEt la rivière, ensorcelée,\n\
Comptait sans bruit le son des pas.\n\nUn chien passa,\nPuis la nuit vint\nSur le chemin."
    )
    assert clean(text).text == (
        "La rivière\nLe pont dormait sous la gelée, La ville au loin ne bougeait pas, Et la rivière, ensorcelée, "
        "Comptait sans bruit le son des pas.\nUn chien passa, Puis la nuit vint Sur le chemin."
    )


def test_speakers_stay_with_what_they_say() -> None:
    text = "Le Phare :\nQuand le pont rouvre-t-il ?\n\nAnne Roux :\nEn mai. Pas avant.\nLe Phare : Merci."
    assert clean(text).text == (
        "Le Phare : Quand le pont rouvre-t-il ?\nAnne Roux : En mai. Pas avant.\nLe Phare : Merci."
    )


def test_joining_keeps_blank_lines_where_asked() -> None:
    """What a translator needs: paragraphs whole, everything between them as it was."""
    text = "Le préfet a annoncé mardi la\nfermeture de la plage de\nKerhillio.\n\n\n- un\n- deux\n\nFin."
    wrapped = (
        "Le préfet du Morbihan a annoncé mardi la\nfermeture de la plage de Kerhillio pendant\ndeux semaines.\n\n\nFin."
    )
    assert join_lines(text).endswith("\n\n\n- un\n- deux\n\nFin.")
    assert join_lines(wrapped) == (
        "Le préfet du Morbihan a annoncé mardi la fermeture de la plage de Kerhillio pendant deux semaines.\n\n\nFin."
    )
