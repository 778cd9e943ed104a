"""Lines that begin or end as boilerplate does: what says something stays, what says nothing goes."""

from __future__ import annotations

import pytest

from summarize.text.boilerplate import kind_of_line
from summarize.text.clean import clean
from summarize.text.live import order_of
from summarize.text.pages import with_columns_apart

BEFORE = "Le conseil de Rennes a voté mardi la fermeture de la piscine."
AFTER = "Les usagers protestent depuis lundi."


@pytest.mark.parametrize(
    "line",
    [
        "Tous droits réservés aux hommes, dénonce une association.",
        "All rights reserved for men, she said, must go.",
        "90 minutes",
        "oui/non",
        "oui/non/peut",
        "20 h 30",
        "Mardi 4 mars à 10h30",
        "Photo d'illustration : 300 morts.",
        "Crédits photo : la loi qui change tout",
        "Photographie : l'exposition de Paul Roux à Arles.",
        "Illustration - Renault supprime 4 000 emplois.",
        "(Reporting was banned until Monday by order of the judge.)",
        "(Writing was his life, he said.)",
        "(Traduit en justice, le maire nie.)",
        "Nous utilisons des cookies au beurre de Bretagne.",
        "Cet article vous a plu ? Le maire a menti.",
        "Déjà abonné ? La Cnil enquête.",
        "Une erreur dans cet article ? Le maire répond.",
        "© Le maire a été arrêté lundi.",
        "Publié le 4 mars 2025 à 10h, l'article a été retiré par Jean Dupont",
        "Par Jean Dupont - Le maire est mort",
        "Lire aussi bien que sa sœur, voilà son but.",
        "Le respect de votre vie privée est notre priorité, a promis le maire.",
        "Nous et nos partenaires avons signé l'accord.",
        "Ajouter du sel à vos plats favoris",
        "En savoir plus sur la fuite prendra des mois",
        "This is a developing story of neglect, the judge said.",
        "A version of this story was told in court on Monday.",
        "This page contains the names of 300 victims, the museum said.",
        "This article was written by two reporters of the BBC, the court heard.",
        "You have one free hour to read the articles of the treaty.",
        "Ce direct du droit est terminé par un crochet.",
        "We are closing this live page of history. Three people died on Monday.",
        "Cette image a été prise lundi par un drone de la gendarmerie.",
        "[Le maire] est parti lundi de Rennes.",
    ],
)
def test_a_line_that_says_something_stays(line: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").removed == ()


LEFT = (
    "Le pont de Vire rouvrira lundi",
    "aux voitures, après onze mois",
    "de travaux, a annoncé jeudi le",
    "département du Calvados. Les",
    "camions attendront l'été.",
)
RIGHT = (
    "La finale du tournoi de Vire,",
    "prévue dimanche, est annulée.",
    "L'un des deux joueurs s'est",
    "blessé au genou jeudi soir, à",
    "l'entraînement, selon le club.",
)
MIDDLE = (
    "Le musée de Vire, fermé depuis",
    "deux ans, cherche encore cent",
    "mille euros pour refaire son",
    "toit. La ville en a promis la",
    "moitié au conseil de mardi.",
)


def _beside(*columns: tuple[str, ...]) -> str:
    return "\n".join("     ".join(part.ljust(32) for part in row).rstrip() for row in zip(*columns, strict=True))


@pytest.mark.parametrize("columns", [(LEFT, RIGHT), (RIGHT, LEFT), (LEFT, MIDDLE, RIGHT), (LEFT, (*RIGHT[:4], ""))])
@pytest.mark.parametrize("head", ["", "LA GAZETTE DU BOCAGE — Vendredi 8 mars 2024                     Page 5\n\n"])
def test_columns_are_read_one_after_the_other(columns: tuple[tuple[str, ...], ...], head: str) -> None:
    text = clean(f"{head}{_beside(*columns)}\n").text
    assert text.endswith("\n".join(" ".join(column).rstrip() for column in columns))


def test_columns_of_two_pages_may_stand_elsewhere() -> None:
    pages = f"{_beside(LEFT, RIGHT)}\f{_beside(tuple(f'{line}  ' for line in LEFT), MIDDLE)}"
    text = with_columns_apart(pages).split("\f")
    assert [page.split()[-1] for page in text] == ["club.", "mardi."]


@pytest.mark.parametrize(
    "text",
    [
        "Lens               3   1   2   après prolongation\nLille              2   4   1   et tirs au but\n" * 4,
        _beside(("lundi", "mardi", "mercredi", "jeudi", "vendredi"), RIGHT),
        _beside(LEFT[:3], RIGHT[:3]),
        "\n".join(f"{left}  {right}" for left, right in zip(LEFT, RIGHT, strict=True)),
        "\n".join(LEFT),
    ],
)
def test_tables_and_lines_with_blanks_are_no_columns(text: str) -> None:
    assert with_columns_apart(text) == text


@pytest.mark.parametrize(
    "row", ["un texte assez long  ", "a" * 20 + "   b   " * 9 + "\n", f"{LEFT[1]}     {RIGHT[1]}\n"]
)
def test_many_blanks_are_looked_through_in_no_time(row: str) -> None:
    with_columns_apart(row * 20_000)


def test_an_address_below_a_title_is_no_part_of_it() -> None:
    found = clean(f"Le pont de Vire ferme\nhttps://phare.example/pont-123\n\n{BEFORE}")
    assert found.text == f"Le pont de Vire ferme\n{BEFORE}"
    assert clean(f"{BEFORE} Le plan :\nvoir https://phare.example/pont-123 ou le guide.").removed == ()


@pytest.mark.parametrize("foot", ["https://phare.example/pont-123.php 1/2", "https://phare.example/p        1 of 2"])
@pytest.mark.parametrize("head", ["26/11/2024 10:03 ", "11/26/24, 10:03 AM       "])
@pytest.mark.parametrize("pages", [1, 2])
def test_what_a_browser_prints_around_a_page_goes(foot: str, head: str, pages: int) -> None:
    printed = [f"{head}Le pont ferme - Le Phare\n\n{text}\n\n{foot}" for text in (BEFORE, AFTER)[:pages]]
    for between in ("\n", "\f"):
        assert clean(between.join(printed)).text == "\n".join((BEFORE, AFTER)[:pages])


def test_a_date_and_time_above_a_text_that_no_browser_printed_stay() -> None:
    line = "26/11/2024 10:03 Le pont de Vire est rouvert, dit le maire."
    assert "Le pont de Vire est rouvert" in clean(f"{line}\n\n{BEFORE}").text


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("The board that oversees the public schools voted on", "Friday night to fire its chief executive, ending"),
        ("L'école de Lézan est fermée à cause de l'eau. Les", "84 élèves sont accueillis à Anduze, où les cours"),
        ("Le groupe Vallourin a réalisé au trimestre", "2024 un chiffre d'affaires de 812 millions, dont"),
        ("devant la maison de la région, à Saint-Denis, où Jean", "Petit, le préfet, a reçu les deux délégations,"),
    ],
)
def test_a_line_that_is_nearly_full_goes_on(line: str, following: str) -> None:
    before = "Le conseil a voté mardi la fermeture de la\npiscine de la ville.\n\n"
    start = "Des agents de la ville s'étaient rassemblés mardi,\n" if line.startswith("devant") else ""
    wrapped = f"{before}{start}{line}\n{following}\nvoilà la suite, qui est aussi longue que les autres\net la fin."
    assert f"{line} {following}" in clean(wrapped).text


@pytest.mark.parametrize(
    "title", ["Rennes ferme la piscine de la ville pour un an", "La piscine : ce qui ne passe pas"]
)
def test_a_title_directly_above_wrapped_lines_stays_apart(title: str) -> None:
    below = "Le conseil a voté mardi la fermeture de la piscine,\nqui coûtait cent mille euros par an à la ville, et"
    assert clean(f"{title}\n{below}\nceux qui y nagent protestent.").text.startswith(f"{title}\n")


def test_a_title_that_stands_twice_beside_one_page_end_stays() -> None:
    found = clean(f"Page 1 of 2\nLe pont de Vire ferme\n\nLe pont de Vire ferme\nLe Phare\n\n{BEFORE}\n{AFTER}")
    assert found.text.startswith("Le pont de Vire ferme")
    assert [removal.text for removal in found.removed] == ["Page 1 of 2"]


def test_running_heads_that_end_in_their_page_s_number_go() -> None:
    head = "LE COURRIER DU VAL - Mardi 12 novembre 2024"
    assert clean(f"{head}          3\n\n{BEFORE}\n\n{head}          4\n\n{AFTER}").text == f"{BEFORE}\n{AFTER}"
    table = "Rennes, en points          3\nLens, en points          4\nRennes, en points          9"
    assert "points 9" in clean(f"{BEFORE}\n\n{table}\n\n{AFTER}").text


def test_the_heads_of_two_short_pages_go() -> None:
    pages = [f"Le Phare de Vire\n{line}" for line in (BEFORE, AFTER)]
    assert clean("\f".join(pages)).text == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Tous droits réservés. Reproduction interdite.", "notice"),
        ("© Le Phare 2024. Toute reproduction est interdite.", "notice"),
        ("4 min", "notice"),
        ("Temps de lecture 3 min.", "notice"),
        ("Accepter & fermer", "notice"),
        ("www.lephare.fr", "notice"),
        ("This is a breaking news story. More to follow.", "notice"),
        ("Content warning: This story includes graphic descriptions of violence.", "notice"),
        ("This live blog has now ended.", "notice"),
        ("We’re closing our live coverage now. Thanks for following along.", "notice"),
        ("Ce direct est désormais terminé, merci de l'avoir suivi.", "notice"),
        ("This summary was generated by AI and reviewed by an editor.", "notice"),
        ("You’ve read your last free article.", "subscription"),
        ("Votre navigateur ne supporte pas la lecture audio.", "notice"),
        ("Cette traduction a été réalisée à l’aide de l’IA.", "notice"),
        ("Illustration créée avec une IA", "credit"),
        ("Dieser Artikel ist Teil des Angebots von Die Warte plus.", "notice"),
        ("[Article mis à jour à 14 heures : précision sur la peine. Il a été condamné à un an.]", "notice"),
        ("https://www.lephare.fr/2024/11/12/le-pont-de-vire-ferme-12345.php", "link"),
        ("www.lephare.fr/pont?id=3", "link"),
        ("Signaler un contenu inapproprié", "report"),
        ("10:12 • 3 mars 2025", "date"),
        ("90 minutes de lecture", "notice"),
        ("jd/kl", "agency"),
        ("mab/sva/mpm", "agency"),
        ("(Additional reporting by Anne Roux in Paris; editing by Jean Dupont)", "agency"),
        ("(Édité par Jean Dupont)", "agency"),
        ("Crédit photo : DR", "credit"),
        ("Crédits photo : © Mairie de Lyon", "credit"),
        ("Photo d'archives : Jean Dupont / AFP", "credit"),
        ("12 mars 2024, 8h30", "date"),
        ("Hier à 18h30", "date"),
        ("Déjà abonné ? Connectez-vous", "subscription"),
        ("Cet article vous a plu ? Partagez-le", "subscription"),
    ],
)
def test_a_line_that_says_nothing_goes(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


@pytest.mark.parametrize(
    "caption",
    [
        "Emmanuel Macron visite une usine à Douai, vendredi. LUDOVIC MARIN / AFP",
        "Un vaccin au CHU de Saint-Denis. | RICHARD BOUHET / AFP",
        "Gérald Darmanin en visite à Vendin. Photo Voix du Nord - VDNPQR",
        "L'entrée du tribunal, lundi à Lyon. (Capture d'écran BFMTV)",
        "Le pont de Brest, lundi. (Photo Jean Roux)",
        "Une équipe de secours en 2019 (photo d'archives).",
        "Le viaduc vu du ciel, lundi. © Jean Petit / AFP",
        "Le viaduc vu du ciel © Jean Petit",
        "A bridge on Monday. REUTERS/Jane Roe",
        "A bridge on Monday. (AP Photo/Jane Roe)",
        "Photo de la scène, lundi à Paris. (Jean ROUX / AFP)",
        "La scène, lundi à Paris. Crédit : Jean Roux",
        "A bridge on Monday. Jane Roe/Getty Images",
        "Le pont de Brest le 3 mars 2024 J. PETIT / AFP",
        "Le pont de Brest, le 3 mars 2024 / AFP",
    ],
)
def test_a_line_that_ends_with_the_credit_of_a_photo_is_a_caption(caption: str) -> None:
    cleaned = clean(f"{BEFORE}\n{caption}\n{AFTER}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("credit", caption)]


@pytest.mark.parametrize(
    "line",
    [
        "Il a fui, a déclaré Jean Petit à l'AFP.",
        "Il a fui, selon une source citée par l'AFP",
        "La police a arrêté deux hommes. (AFP)",
        "Il tenait une arme (photo ci-dessus).",
        "Il dirige la banque (Crédit Agricole)",
    ],
)
def test_a_line_that_ends_with_a_source_is_no_caption(line: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").removed == ()


def test_a_credit_behind_several_sentences_or_under_the_page_takes_none_with_it() -> None:
    text = f"{BEFORE} Elle a 40 ans. JEAN ROUX / AFP\n{AFTER} Crédits photo : Jean Roux"
    assert clean(text).text == f"{BEFORE} Elle a 40 ans.\n{AFTER}"
    assert clean(f"{BEFORE}\n{AFTER} Jean Roux / AFP").text == f"{BEFORE}\n{AFTER}"
    assert clean(f"{BEFORE} © Jean Roux").text == BEFORE


@pytest.mark.parametrize(
    "head",
    [
        "MADRID, 3 Mar. (EUROPA PRESS) -",
        "BERLIN (dpa/bb) -",
        "ROMA (ANSA) -",
        "DEN HAAG (ANP) -",
        "LISBOA (Lusa) -",
        "Lisboa, 12 mar 2024 (Lusa) –",
        "PARIS (AP/Reuters) -",
        "FRANKFURT (dpa-AFX) -",
        "Madrid, 3 mar (EFE).-",
        "(EFE).-",
    ],
)
def test_heads_of_agencies_go(head: str) -> None:
    assert clean(f"{head} {BEFORE}\n{AFTER}").text == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lea también: El paro baja", "related"),
        ("Lesen Sie auch: Die besten Aktien", "related"),
        ("Leggi anche: Sciopero dei treni", "related"),
        ("Leia também: Dólar fecha em alta", "related"),
        ("Lees ook: Zo bespaar je", "related"),
        ("Lee también | El paro baja", "related"),
        ("Veja também: Dólar sobe", "related"),
        ("READ MORE: Mayor quits after row", "related"),
        ("Advertentie", "notice"),
        ("Continua após a publicidade", "notice"),
        ("Compartilhe", "share"),
        ("Mis à jour", "date"),
        ("[Article mis à jour à 18h]", "date"),
        ("Actualizado a las 10:32h.", "date"),
    ],
)
def test_lines_of_pages_in_other_languages(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


@pytest.mark.parametrize("line", ["Lea también a Borges, aconseja el ministro.", "Anzeige gegen den Bürgermeister"])
def test_sentences_in_other_languages_stay(line: str) -> None:
    assert kind_of_line(line) is None


@pytest.mark.parametrize(
    ("glued", "text"),
    [
        ("Prof.Dr.Meier kommt am 3.Mai nach Ulm.Er schweigt.", "Prof.Dr.Meier kommt am 3.Mai nach Ulm.\nEr schweigt."),
        ("Nach dem 2.Weltkrieg kam er.", "Nach dem 2.Weltkrieg kam er."),
        ("Il l'a dit à France 3.Les élus attendent.", "Il l'a dit à France 3.\nLes élus attendent."),
        ("Mr.Beast et le Prof.Sinn sont chez Yahoo!Japan.", "Mr.Beast et le Prof.Sinn sont chez Yahoo!Japan."),
        ("Il a quitté Yahoo!Il a plu.", "Il a quitté Yahoo!\nIl a plu."),
        ('Il mesure 6\'2".Elle dit "non".Il part.', 'Il mesure 6\'2".\nElle dit "non".\nIl part.'),
        ("Elle est née en 2005.Mais elle vit.", "Elle est née en 2005.\nMais elle vit."),
    ],
)
def test_ordinal_numbers_and_abbreviations_are_not_parted_from_what_follows(glued: str, text: str) -> None:
    assert clean(glued).text == text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Mis à jour le 4 mars à 20 h : le ministre dément.", "Mis à jour : le ministre dément."),
        ("Mis à jour à 18 h : le ministre dément.", "Mis à jour : le ministre dément."),
        ("[Mise à jour : le ministre a démenti lundi.]", "Mise à jour : le ministre a démenti lundi."),
        ("Updated on 5 May: the mayor denies it.", "Updated : the mayor denies it."),
        ("Mise à jour, 20 heures. Le ministère dément.", "Mise à jour, 20 heures. Le ministère dément."),
        ("Rectificatif : le maire n'a pas démissionné.", "Rectificatif : le maire n'a pas démissionné."),
        ("Poisson d'avril !", "Poisson d'avril !"),
    ],
)
def test_what_an_update_or_a_correction_says_stays_with_its_label(line: str, left: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").text == f"{BEFORE}\n{left}\n{AFTER}"


@pytest.mark.parametrize("times", [("20 h 30", "22 h 15"), ("20h30", "22h15")])
def test_times_alone_on_their_lines_stay_with_what_follows(times: tuple[str, str]) -> None:
    text = f"Ce soir à la télévision\n{times[0]}\nLe film Les Valseuses\n{times[1]}\nUn débat sur la chasse"
    told = f"{times[0]} : Le film Les Valseuses\n{times[1]} : Un débat sur la chasse"
    assert clean(text).text == f"Ce soir à la télévision\n{told}"


@pytest.mark.parametrize("mark", ["\n", " - ", " ", " : "])
@pytest.mark.parametrize("count", [2, 3])
def test_the_times_of_a_live_blog_stay_where_its_newest_entry_comes_first(mark: str, count: int) -> None:
    entries = [("15h10", "Le bilan est de deux morts."), ("14h30", "Quatre personnes sont mortes."), ("9h05", BEFORE)]
    entries = entries[:count]
    text = "\n\n".join(f"{time}{mark}{told}" for time, told in entries)
    assert clean(f"Un direct\n\n{text}").text == "Un direct\n" + "\n".join(f"{t} : {told}" for t, told in entries)


@pytest.mark.parametrize("mark", ["\n", " - ", " "])
def test_the_times_of_a_live_blog_stay_where_its_newest_entry_comes_last(mark: str) -> None:
    entries = [("9h05", BEFORE), ("14h30", "Quatre personnes sont mortes."), ("15h10", "Le bilan est de deux morts.")]
    text = "\n\n".join(f"{time}{mark}{told}" for time, told in entries)
    assert clean(f"Un direct\n\n{text}").text == "Un direct\n" + "\n".join(f"{t} : {told}" for t, told in entries)


def test_full_hours_and_spaced_times_are_those_of_a_live_blog_too() -> None:
    entries = [("9 heures", BEFORE), ("14 h 30", "Quatre personnes sont mortes."), ("18h", "Il y a deux blessés.")]
    text = "\n".join(f"{time}. {told}" for time, told in entries)
    assert clean(f"Un direct\n{text}").text == "Un direct\n" + "\n".join(f"{t} : {told}" for t, told in entries)


def test_the_times_of_messages_go() -> None:
    text = "14:32 Anne : Le pont ferme lundi.\n14:33 Luc : Pour six mois au moins."
    assert clean(text).text == "Anne : Le pont ferme lundi.\nLuc : Pour six mois au moins."


@pytest.mark.parametrize("times", [("22h10", "23h40", "00h15"), ("00h15", "23h40", "22h10")])
def test_the_order_of_a_live_blog_goes_over_midnight(times: tuple[str, ...]) -> None:
    text = "\n".join(f"{time} : {BEFORE}" for time in times)
    assert clean(f"Un direct\n{text}").text == f"Un direct\n{text}"


@pytest.mark.parametrize(
    ("minutes", "order"),
    [
        ([370, 1185], 1),
        ([1185, 370], -1),
        ([370, 1185, 1190], 1),
        ([1330, 1420, 15], 1),
        ([15, 1420, 1330], -1),
        ([10, 300, 20], 0),
        ([10, 10], 0),
        ([10], 0),
    ],
)
def test_the_order_of_times(minutes: list[int], order: int) -> None:
    assert order_of(minutes) == order


def test_comments_signed_behind_go() -> None:
    comments = "Vos commentaires\nLe capitaine était ivre.\n— Yann, Quiberon\nLe préfet ment.\n— Marie, Lorient"
    assert clean(f"{BEFORE}\n{AFTER}\n{comments}").text == f"{BEFORE}\n{AFTER}"
    quoted = "Réactions\n« Un homme juste. »\n— Anne Roux, maire\n« Un ami. »\n— Jean Petit, député"
    assert clean(f"{BEFORE}\n{quoted}").removed == ()


COMMENT = "Le préfet ment, la mer est noire."


@pytest.mark.parametrize(
    "comments",
    [
        f"Yann dit :\n4 mars 2025 à 10 h 12 min\n{COMMENT}",
        f"Yann dit :\n4 mars 2025 à 10h12\n{COMMENT}\nRépondre\nMarie a dit :\n5 mars 2025 à 9h\n{COMMENT}\nRépondre",
        f"2 réflexions sur « Cargo échoué à Quiberon »\nYann\n4 mars 2025 à 10h12\n{COMMENT}\nMarie\n5 mars\n{COMMENT}",
        f'Un commentaire sur "Un cargo s\'est échoué"\nYann\n{COMMENT}',
        f"Paul56 le 4 mars 2025 à 10:12\n{COMMENT}\n\nMarie_bzh le 4 mars 2025 à 11:30\n{COMMENT}",
        f"Paul56, 04/03/2025 à 10h12\n{COMMENT}\nMarie, 04/03/2025 à 11h30\n{COMMENT}",
        f"Donnez votre avis\n{COMMENT}\nYann\n{COMMENT}\nMarie",
        f"Laissez votre commentaire\nYann\n{COMMENT}\nMarie\n{COMMENT}",
        f"Yann says:\nMarch 4, 2025 at 10:12 am\n{COMMENT}",
    ],
)
def test_comments_under_a_page_go(comments: str) -> None:
    cleaned = clean(f"{BEFORE}\n{AFTER}\n\n{comments}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}"
    assert {r.kind for r in cleaned.removed} == {"comment"}


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a dit :\n« Je reste. »\nLe préfet dit :\n« Il part. »",
        "Lundi 3 mars 2025 à 10h12\nLe maire démissionne.\nMardi 4 mars 2025 à 9h30\nLe préfet refuse.",
        "Donnez votre sang, demande l'hôpital de Rennes.",
        "Votre avis compte, a dit le maire aux habitants de Rennes.",
    ],
)
def test_what_only_looks_like_comments_stays(text: str) -> None:
    assert "comment" not in {r.kind for r in clean(f"{BEFORE}\n{AFTER}\n\n{text}").removed}


@pytest.mark.parametrize(
    "header",
    [
        "Le lun. 3 mars 2025 à 09:12, Anne Bas <a.bas@exemple.fr> a écrit :",
        "Le lun. 3 mars 2025 à 09:12, Anne Bas <a.bas@exemple.fr>\na écrit :",
        "Le 3 mars, Anne Bas a écrit :",
        "On Mon, Mar 3, 2025 at 9:12 AM Anne Bas <a@x.example> wrote:",
        "Am 03.03.2025 um 09:12 schrieb Anne Bas <a@x.example>:",
    ],
)
def test_a_mail_that_is_answered_goes(header: str) -> None:
    cleaned = clean(f"{BEFORE}\n\n{header}\n> La piscine restera ouverte.\n>\n> Elle coûte 4 millions.")
    assert cleaned.text == BEFORE
    assert {r.kind for r in cleaned.removed} == {"mail"}


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}\n\nLe 3 mars, le maire a écrit :\n> La piscine restera ouverte.\n> Elle coûte 4 millions.",
        f"{BEFORE}\n\nLe 3 mars, Anne Bas a écrit :\n> La piscine ouvre.\n> Elle coûte 4 millions.\n\n{AFTER}",
    ],
)
def test_what_an_article_quotes_stays(text: str) -> None:
    assert not {r.kind for r in clean(text).removed} & {"mail"}


TITLES = "Quiberon. Le maire a été placé en garde à vue mardi.\nLorient. Une usine ferme et licencie 120 salariés."


@pytest.mark.parametrize("heading", ["À lire également", "Lees ook:", "Contenus sponsorisés"])
def test_titles_that_end_as_sentences_go_up_to_the_blank_line(heading: str) -> None:
    assert clean(f"{BEFORE}\n\n{heading}\n{TITLES}\n\n{AFTER}").text == f"{BEFORE}\n{AFTER}"


def test_advertisements_at_the_end_of_a_text_go() -> None:
    lists = f"À lire également\n{TITLES}\n\nContenus sponsorisés\n{TITLES}"
    assert clean(f"{BEFORE}\n\n{AFTER}\n\n{lists}").text == f"{BEFORE}\n{AFTER}"
    assert clean(f"{BEFORE}\n{AFTER}\nContenus sponsorisés\n{TITLES}").text == f"{BEFORE}\n{AFTER}"


def test_advertisements_under_a_heading_and_a_blank_line_go_where_nothing_else_follows() -> None:
    first, second = TITLES.split("\n")
    for advertisements in (TITLES, f"{first}\n\n{second}"):
        text = f"{BEFORE}\n{AFTER}\n{BEFORE}\n{AFTER}\n\nContenus sponsorisés\n\n{advertisements}"
        assert clean(text).text == f"{BEFORE}\n{AFTER}\n{BEFORE}\n{AFTER}"
    news = f"{BEFORE} {AFTER}"
    assert clean(f"{BEFORE}\n{AFTER}\n\nContenus sponsorisés\n\n{news}").text == f"{BEFORE}\n{AFTER}\n{news}"


@pytest.mark.parametrize(
    "line", ["Lire aussiMacron reçoit Zelensky", "À lire aussiMacron à Kiev", "LIRE AUSSIMacron à Kiev lundi"]
)
def test_a_link_glued_to_its_title_goes(line: str) -> None:
    cleaned = clean(f"{BEFORE}\n{line}\n{AFTER}")
    assert (cleaned.text, [r.kind for r in cleaned.removed]) == (f"{BEFORE}\n{AFTER}", ["related"])


@pytest.mark.parametrize("text", [f"{BEFORE}\nÀ lire également\n{TITLES}", f"À lire aussi\n{TITLES}\n\n{BEFORE}"])
def test_sentences_that_may_be_of_the_article_stay_under_a_heading(text: str) -> None:
    assert [r.kind for r in clean(text).removed] == ["related"]


def test_a_sentence_that_ends_in_a_colon_has_the_first_item_of_its_list() -> None:
    text = "Here is what changes on 1 May:\n- Prices will not go up.\n- Fares rise to £3.\nLabour disagrees."
    assert (
        clean(text).text
        == "Here is what changes on 1 May: Prices will not go up.\nFares rise to £3.\nLabour disagrees."
    )


def test_news_with_the_credit_of_a_photo_behind_it_loses_the_credit_alone() -> None:
    news = "Une femme de 34 ans a été tuée lundi à Lens par son mari, qui s'est rendu à la police."
    assert clean(f"{news} Photo La Voix du Nord\n{AFTER}").text == f"{news}\n{AFTER}"


def test_what_is_not_to_be_missed_may_be_told_by_the_article() -> None:
    events = "Le feu d'artifice sera tiré à 23 heures.\nLe concert de Zaho commencera à 20 h 30."
    assert events in clean(f"{BEFORE}\n\nÀ ne pas manquer\n{events}\n\n{AFTER}").text


@pytest.mark.parametrize(
    "byline",
    [
        "De notre envoyée spéciale à Kiev, Anne Lefebvre.",
        "De notre correspondant à Berlin, Pierre Avril",
        "De nos envoyés spéciaux à Kiev, Luc Roux et Anne Bas",
        "De notre bureau de Washington",
    ],
)
def test_where_the_reporter_is_goes(byline: str) -> None:
    assert kind_of_line(byline) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "De notre envoyée spéciale à Kiev, on apprend la mort du maire.",
        "Notre correspondant à Berlin a vu le maire.",
    ],
)
def test_what_the_reporter_says_stays(line: str) -> None:
    assert kind_of_line(line) is None


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "byline",
    [
        "by Ann Lee",
        "by Ann Lee, crime correspondent",
        "par Anne Roux",
        "von Anna Müller",
        "por Ana Ruiz",
        "di Redazione",
        "door Anna de Vries",
    ],
)
def test_a_byline_in_lower_case_is_not_joined_to_its_title(byline: str, blank: str) -> None:
    title = "Le meurtrier présumé d'Emma a été dénoncé"
    cleaned = clean(blank.join((title, byline, AFTER)))
    assert cleaned.text == f"{title}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("byline", byline)]


@pytest.mark.parametrize(
    "lines",
    [
        ["The book was written", "by Ann Lee and John Smith", "in the year 1996, said the police."],
        ["Il a été remplacé à la tête du club", "par Anne Roux et Jean Bas."],
        ["Le maire a été battu lundi au second tour", "par Anne Roux, qui a obtenu 52 % des voix."],
    ],
)
def test_a_sentence_that_goes_on_with_a_name_is_joined(lines: list[str]) -> None:
    assert clean("\n\n".join(lines)).text == clean("\n".join(lines)).text == " ".join(lines)


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "title",
    [
        "Escrime : à Milan, Sara Balzer décroche la médaille d'or",
        "Immobilier : les prix baissent de 2 % sur un an",
        "Un abonnement qui passe à 180 euros par an",
        "Une salle où l'on a refait la scène et le son",
        "Revue de presse : la grève de la SNCF à la une",
    ],
)
def test_a_title_that_ends_in_a_noun_is_not_joined_to_its_text(title: str, blank: str) -> None:
    assert clean(f"{title}{blank}{AFTER}").text == f"{title}\n{AFTER}"


@pytest.mark.parametrize("mark", ["- ", "• ", "{}. ", "{}) "])
@pytest.mark.parametrize(
    "items",
    [
        ["Paris-Nice ;", "Paris-Briançon ;", "Paris-Tarbes."],
        ["2 milliards d'euros sur trois ans ;", "4 000 lits de plus ;", "une prime de 300 euros."],
        ["Karim B. : dix ans de prison,", "Marc D. : relaxe,", "Éric T. : deux ans avec sursis."],
    ],
)
def test_a_list_that_marks_part_is_one_sentence(mark: str, items: list[str]) -> None:
    said = "Le ministre a présenté mardi son plan pour l'hôpital. Il prévoit ceci, a-t-il dit hier :"
    lines = [mark.format(i) + item for i, item in enumerate(items, 1)]
    assert clean("\n".join((said, "", *lines, "", AFTER))).text == f"{said} {' '.join(items)}\n{AFTER}"


def test_a_numbered_list_of_sentences_or_ranks_stays_one() -> None:
    text = "Voici le classement du tournoi de Tours :\n1. Paris : 30 points\n2. Lyon : 25 points"
    assert clean(text).text == text


@pytest.mark.parametrize("closing", ['"', "“", "”", "''"])
def test_two_commas_open_a_quotation(closing: str) -> None:
    text = "{}Ich gehe schweren Herzens. Aber ich gehe{}, sagte Robert Habeck am Montag in Berlin."
    assert clean(text.format(",,", closing)).text == text.format("„", "“")


def test_two_commas_that_quote_nothing_stay() -> None:
    text = "Les colonnes sont a,,b et c. Il a dit ,,oui sans fermer la citation, hélas, lundi."
    assert clean(text).text == text
