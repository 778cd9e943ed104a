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
        "Image source of the virus found in Lyon, scientists say.",
        "Mirror Group sacks political editor over phone hacking",
        "Thank you for reading the will, the judge told the court.",
        "Embargoed goods worth £3m were seized at Dover, the Home Office said.",
        "You can read our minds here, said the magician from Hull.",
        "Wed in 2019 at noon, the couple parted in May.",
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
        "Chief Education Officer Dr Jane Roe. (Picture by Joel Roux)",
        "Bürgermeisterin Anna Kranz (Foto von Joel Roux)",
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


@pytest.mark.parametrize("line", ["Three people were killed in a blast.", "A bomb killed three people in Leeds."])
def test_a_credit_that_says_by_whom_takes_no_sentence_with_it(line: str) -> None:
    assert clean(f"{BEFORE}\n{line} (Photo by Jane Roe)\n{AFTER}").text == f"{BEFORE}\n{line}\n{AFTER}"
    assert clean(f"{BEFORE}\n{line} (image de marque)\n{AFTER}").removed == ()


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
        "CAMBRIDGE, Mass., Nov. 11, 2025 /PRNewswire/ --",
        "AUSTIN, Texas, Nov. 11, 2025 (GLOBE NEWSWIRE) --",
        "AUSTIN, Texas--(BUSINESS WIRE)--",
        "AUSTIN, TX / ACCESS Newswire / November 11, 2025 /",
        "London, UK – 12 November 2025 –",
    ],
)
def test_heads_of_agencies_go(head: str) -> None:
    assert clean(f"{head} {BEFORE}\n{AFTER}").text == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Image source, Getty Images", "credit"),
        ("Image caption, The remains were found in a cave in County Clare in 1989", "credit"),
        ("Jane Holroyd, BBC News, Leeds", "byline"),
        ("Jane Holroyd Political editor", "byline"),
        ("Local Democracy Reporting Service", "byline"),
        ("7:00 AM PST · November 12, 2025", "date"),
        ("Updated 2:45 p.m. ET Nov. 12, 2025", "date"),
        ("Wed 12 Nov 2025 07.00 GMT", "date"),
        ("6:42 p.m.", "date"),
        ("EMBARGOED UNTIL 00.01 THURSDAY 13 NOVEMBER 2025", "notice"),
        ("Thank you for following our coverage of Storm Nora.", "notice"),
        ("You can read more on this story in our main report.", "notice"),
        ("We're closing this live blog now", "notice"),
        ("This live page is now closed.", "notice"),
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
        ("You have two articles left.", "subscription"),
        ("Article réservé aux abonnés", "subscription"),
        ("Veröffentlichung: 2. Februar 2022", "date"),
        ("A train stands near Lima, Ohio, March 4, 2025. REUTERS/Anne Roux/File Photo", "credit"),
        ("Mis à jour", "date"),
        ("[Article mis à jour à 18h]", "date"),
        ("Actualizado a las 10:32h.", "date"),
        ("Editor's note: This story contains details of sexual abuse that readers may find distressing.", "notice"),
        ("This story contains graphic content and the name of an Aboriginal person who has died.", "notice"),
        ("Aviso: Esta información contiene detalles que pueden herir la sensibilidad del lector.", "notice"),
        ("Hinweis: In diesem Text geht es um Suizid. Hilfe finden Sie bei der Telefonseelsorge.", "notice"),
        ("Attenzione: questo articolo contiene dettagli che potrebbero turbare i lettori.", "notice"),
        ("Atenção: esta reportagem contém descrições de violência.", "notice"),
        ("Let op: dit artikel bevat beschrijvingen van geweld.", "notice"),
        ("This story was originally published by CalMatters. Sign up for their newsletters.", "notice"),
        ("You have 3 free articles remaining this month.", "subscription"),
        ("30/07/2025 a las 21:14h.", "date"),
        ("8/8/2025 06:00 a. m.", "date"),
        ("12.03.2024, 10:15 Uhr", "date"),
        ("2025-11-21 08:30", "date"),
        ("Waldmühlbach (ots)", "agency"),
        ("Frankfurt/Main (dpa/lhe)", "agency"),
        ("Lectura: 2 min", "notice"),
        ("Tempo di lettura: 4 minuti", "notice"),
        ("Kommentare (12)", "comment"),
        ("A cura di Davide Melchiorri e Sara Lenzi", "byline"),
        ("Dal nostro inviato Pietro Zanolli", "byline"),
        ("Von unserer Redakteurin Antje Kolbow", "byline"),
        ("PorDaniel Retuerto", "byline"),
        ("Neue Landpost vom 03.02.2025, S. 1 / Titelseite", "page"),
        ("FIN DE LA RETRANSMISIÓN", "notice"),
        ("Y hasta aquí. Mañana, llegada al esprint. ¡Gracias por acompañarnos!", "notice"),
        ("Cerramos aquí nuestra cobertura. Buenas noches.", "notice"),
        ("Wir beenden den Ticker für heute. Morgen ab 6 Uhr geht es weiter. Gute Nacht!", "notice"),
        ("Das war's von unserem Liveblog.", "notice"),
        ("La nostra diretta si chiude qui.", "notice"),
        ("Encerramos aqui a nossa cobertura. Obrigado por acompanhar.", "notice"),
        ("We sluiten dit liveblog. Bedankt voor het volgen.", "notice"),
        ("MARCATORI: 12' pt Iannuzzi (O), 38' pt Del Greco rig. (O); 27' st Casadio (V).", "sheet"),
        ("Goles: 1-0, m. 12: Aduriz. 2-0, m. 45: Raúl.", "sheet"),
        ("Tore: 1:0 Müller (12.), 2:0 Kane (77.).", "sheet"),
        ("Ammoniti: Monti, Ferri, Neri.", "sheet"),
        ("Rote Karte: van den Berg (45./grobes Foulspiel).", "sheet"),
        ("TARJETAS AMARILLAS: Ruiz, De Tomás y Cruz", "sheet"),
        ('General: 1. Íker Tolosana, 15h 42:10. 2. Beñat Arregi, a 8". 3. Simon Vandaele, a 31".', "sheet"),
        ("Remplaçants29P. Hamel27A. Grbić18F. Lemoine10E. Le Fée", "sheet"),
        ("EFFECTIFSM. Depay11M. DembéléP. Kadewere24L. DuboisB. Guimarães Rodriguez Moura12", "sheet"),
        ("Sign up for our free email newsletter, and we'll make sure to keep you in the loop.", "subscription"),
        ("Sign up to get the best content of the week, as picked by the editors.", "subscription"),
        ("Abonnieren Sie unseren Newsletter", "newsletter"),
        ("Suscríbete a nuestro boletín diario", "newsletter"),
        ("Iscriviti al nostro canale WhatsApp.", "newsletter"),
        ("Hinweis: Sie verwenden einen Browser, der für moderne Websites kaum mehr zu gebrauchen ist.", "notice"),
        ("Sie nutzen einen veralteten Browser. Bitte aktualisieren Sie ihn.", "notice"),
        ("Vous utilisez un navigateur obsolète.", "notice"),
        ("Está utilizando un navegador no compatible.", "notice"),
        ("Il tuo browser non è aggiornato.", "notice"),
        (
            "Auf unserer Website nutzen wir neben erforderlichen Cookies auch weitergehende zur Analyse der Seite.",
            "notice",
        ),
        ("Utilizamos cookies propias y de terceros para mejorar su experiencia.", "notice"),
        ("Questo sito utilizza i cookie per migliorare la navigazione.", "notice"),
        ("Weitere Details finden Sie in unserer Datenschutzerklärung. Die Einwilligung ist freiwillig.", "notice"),
        ("For more information, see our privacy policy.", "notice"),
        ("Bildnachweis: Anne Roux, cc-Lizenz", "credit"),
        ("24. April 2020 | Pressemitteilungen", "date"),
        ("Comunicado de prensa | 3 de mayo de 2024", "date"),
        ("News – March 3, 2024", "date"),
        ("Scroll down for video", "related"),
        ("Jump to Recipe", "related"),
        ("Weiterlesen …", "related"),
        ("> Sigue leyendo", "related"),
        ("Guarda il video", "related"),
        ("Voir la vidéo", "related"),
        ("Artikel versenden", "share"),
        ("Imprimer l’article", "share"),
        ("Artikel-Informationen", "notice"),
        ("Skip to content", "notice"),
        ("(Symbolbild)", "credit"),
        ("Imagen de archivo", "credit"),
        ("Immagine di repertorio.", "credit"),
        ("Estimated reading time: 6 minutes", "notice"),
        ("Geschätzte Lesezeit: 6 Minuten", "notice"),
    ],
)
def test_lines_of_pages_in_other_languages(line: str, kind: str) -> None:
    assert kind_of_line(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Lea también a Borges, aconseja el ministro.",
        "Anzeige gegen den Bürgermeister",
        "Editor's note: This story has been corrected to say that three people died.",
        "This story contains three lessons for the government.",
        "Hinweis: Dieser Artikel stammt aus dem Jahr 2019.",
        "Aviso: esta semana suben las temperaturas en Madrid.",
        "You have three months to pay, the council told residents.",
        "El 30/07/2025 a las 21:14 tembló la tierra en Lorca.",
        "Müller (SPD)",
        "Lectura: 2 minutos que cambiaron la historia de Chile",
        "Hasta aquí llegó el agua, señala la alcaldesa.",
        "Gracias por su visita, dijo el ministro al presidente.",
        "Termina la cobertura sanitaria de los veteranos.",
        "Wir beenden den Streik, sagt die Gewerkschaft.",
        "Termina la diretta più lunga della storia della Rai.",
        "Reti: 5 miliardi per la fibra",
        "Tore: warum der Bahnhof sie schließt",
        "Las medidas: 1. Más médicos, dice la ley. 2. Menos listas. 3. Más camas.",
        "Portugal gana la final",
        "Rote Karte: Der Stadtrat von Gera hat den Bau des Einkaufszentrums am Donnerstag abgelehnt.",
        "Gelbe Karte: Brüssel verwarnt Frankreich wegen seines Defizits",
        "Tarjeta roja: la CNMC ha multado con 12 millones de euros a tres operadoras.",
        "Espulsi: due imam di Brescia sono stati rimpatriati martedì in Pakistan.",
        "Sie nutzen einen Browser, der den Standort verschleiert, teilte das BKA am Montag mit.",
        "Votre navigateur vous espionne, avertit la Cnil.",
        "Wir nutzen Cookies aus Haferflocken, sagt die Bäckerin.",
        "Usamos cookies de avena, dice la panadera.",
        "Weitere Details zur Datenschutzverordnung nannte der Minister nicht.",
        "Sign up for the army, the minister told the young, and you will be paid.",
        "Melden Sie sich bei der Polizei, bittet der Bürgermeister.",
        "24. April 2020 | Nordex gewinnt einen Auftrag in Brasilien",
        "BBC Names Chris Mason Political Editor",
        "Times Hires Jane Holroyd Health Correspondent",
        "Weiterlesen lohnt sich.",
        "Scroll down for video of the crash, police tell witnesses.",
        "Foto de archivo desmiente al ministro",
        "Symbolbild einer Krise",
        "Voir la vidéo ne suffit pas, dit le juge.",
        "Stampa libera",
        "Tote: 12",
        "Zutaten: 300 g Mehl",
        "Arbeitszeit: 38 Stunden",
        "Zubereitungszeit: 25 Minuten",
        "Lesezeit: 20 Minuten am Tag senken das Risiko, sagt die Studie.",
        "Ergibt: 40 Prozent",
        "FALSE: 5G spreads the virus",
    ],
)
def test_sentences_in_other_languages_stay(line: str) -> None:
    assert kind_of_line(line) is None


@pytest.mark.parametrize(
    ("glued", "text"),
    [
        ("Prof.Dr.Meier kommt am 3.Mai nach Ulm.Er schweigt.", "Prof.Dr.Meier kommt am 3.Mai nach Ulm.\nEr schweigt."),
        ("Nach dem 2.Weltkrieg kam er.", "Nach dem 2.Weltkrieg kam er."),
        ("Il l'a dit à France 3.Les élus attendent.", "Il l'a dit à France 3.\nLes élus attendent."),
        ("Mr.Beast et le Prof.Sinn sont chez Yahoo!Japan.", "Mr.Beast et le Prof.Sinn sont chez Yahoo!Japan."),
        ("PanARMENIAN.Net - Der Sender RTL.de meldet es.", "PanARMENIAN.Net - Der Sender RTL.de meldet es."),
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


@pytest.mark.parametrize(
    "head",
    ["di Marco Rossi\n14 novembre 2024", "di Redazione Cronaca\n14 novembre 2024", "door onze verslaggever",
     "INTER (3-5-2): Sommer; Pavard, Acerbi, Bastoni; Dumfries, Barella; Thuram, Lautaro. All. Inzaghi",
     "Opstelling AZ: Owusu-Oduro; Maikuma, Goes, Penetra, Wolfe; Clasie, Mijnans; Sadiq, Parrott.",
     "Ultimo aggiornamento: 14 novembre 2024, ore 18.30", "Pubblicato il 14/11/2024 alle 18:30",
     "Laatste update: 14 november 2024, 18.30 uur"],
)  # fmt: skip
def test_italian_and_dutch_bylines_dates_and_line_ups_are_no_text(head: str) -> None:
    news = "Tre tonnellate di fuochi illegali sono state sequestrate a Napoli dalla Guardia di finanza."
    assert clean(f"Napoli, maxi sequestro di botti in un garage\n{head}\n\n{news}").text == (
        f"Napoli, maxi sequestro di botti in un garage\n{news}"
    )


def test_what_looks_like_a_byline_or_line_up_stays() -> None:
    for line in (
        "Aggiornato il piano dei trasporti: 14 linee in più, scrive il Comune di Napoli.",
        "La giunta (2-1): il sindaco vota sì; contrari due assessori, uno è assente.",
        "Un furto di 14 quadri è stato scoperto in una villa di Napoli.",
    ):
        assert clean(f"{line}\n\nIl Comune di Napoli ha dato la notizia questa mattina.").text.startswith(line)


@pytest.mark.parametrize(("first", "second"), [("Ore 22.10", "Ore 20.30"), ("21.15", "20.02"), ("09.30", "11.45 uur")])
def test_times_with_a_full_stop_stand_before_the_entries_under_their_headings(first: str, second: str) -> None:
    told = (
        "La A1 è stata riaperta in entrambe le direzioni tra Orte e Attigliano.",
        "Otto chilometri di coda verso nord.",
    )
    text = f"{first} Riaperta l'autostrada\n{told[0]}\n\n{second} Lunga coda\n{told[1]}"
    found = clean(text)
    assert f"{first} : {told[0]}" in found.text and f"{second} : {told[1]}" in found.text


@pytest.mark.parametrize(
    "text",
    ["12.50 Euro kostet der Eintritt für Erwachsene.\n\n11.80 Euro zahlen Kinder bis zwölf Jahre.",
     "12.50 Menu del giorno con due piatti e acqua.\n\n18.50 Menu di pesce con tre piatti e vino.\n\n"
     "11.20 Menu per bambini con pasta e gelato."],
)  # fmt: skip
def test_amounts_with_a_full_stop_stay(text: str) -> None:
    assert clean(text).text == text.replace("\n\n", "\n")


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
        "a cura di Davide Melchiorri e Sara Lenzi",
        "dal nostro inviato Pietro Zanolli",
        "de nuestra corresponsal Ana Ruiz",
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


SENTENCE = "Nancy a dominé Châteauroux (3-0), vendredi soir, pour le compte de la 12e journée de National."


@pytest.mark.parametrize(
    "line",
    [
        "Mi-temps : 1-0. Stade Marcel-Picot. 8 412 spectateurs. Arbitre : M. Dos Santos.",
        "Stade Bollaert. 38 000 spectateurs environ.",
        "Arbitre : Mme Frappart.",
        "Buts : Bouriaud (23e), Sidibé (61e s.p., 84e).",
        "Buts. Lens : Fofana (12e), Openda (78e s.p.).",
        "Avertissements. Lens : Gradit (31e).",
        "Essais : Dupont (12, 45), Ramos (60).",
        "NANCY : Sourzac - Carlier, El Aynaoui - Toure (Fdaouch, 70e), Expérience (cap.) - Sidibé, Roux. Ent. : Remy.",
        "Simples messieurs : Humbert (Fra, n° 1) b. Sonego (Ita) 6-4, 7-6 ; Bublik (Kaz) b. Gaston (Fra) 6-2, 6-1.",
    ],
)
def test_the_sheet_of_a_match_is_no_part_of_its_report(line: str) -> None:
    cleaned = clean(f"Nancy - Châteauroux : 3-0\n\n{line}\n{SENTENCE}\n{AFTER}")
    assert cleaned.text == f"Nancy - Châteauroux : 3-0\n{SENTENCE}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("sheet", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Arbitres : la Ligue 1 menacée par une grève",
        "But : réduire de 30 % les émissions en dix ans.",
        "Expulsions : 3 000 familles à la rue en 2023",
        "Incendie : une école de Paris (18e) évacuée",
        "Buts : Mbappé a marqué deux fois (12e et 40e).",
        "Lens : Openda (78e) a donné la victoire aux siens, Fofana (12e) a ouvert le score.",
        "Les lauréats : Anne Roux, Jean Petit, Paul Remy, Luc Morin, Marie Lambert, Claire Lenoir.",
        "Le stade a accueilli 60 000 spectateurs.",
    ],
)
def test_what_only_looks_like_the_sheet_of_a_match_stays(line: str) -> None:
    assert clean(f"Nancy - Châteauroux : 3-0\n\n{line}\n{SENTENCE}\n{AFTER}").removed == ()


TITLE = "Alstom supprime 1.500 postes administratifs"


@pytest.mark.parametrize(
    "head",
    [
        ["Les Echos, no. 24123", "Industrie & Services, jeudi 11 janvier 2024 502 mots, p. 18"],
        ["Aussi paru dans 10 janvier 2024 - lesechos.fr"],
        ["La Voix du Nord", "Boulonnais, mercredi 8 novembre 2023, p. BOUL-12", "Région, 241 mots"],
        ["MONDE, mardi 12 mars 2024, p. 9"],
        ["RFI - 3 octobre 2024 à 18:04"],
        ["Jeudi 12 septembre 2024"],
        ["FRA / Justice / Corruption"],
        ["Publié le 12.09.2024 à 11h32 | Keystone-ATS"],
        ["Dernière modification 12.09.2024 11:32"],
        ["Publié à 4 h 02 HAE"],
        ["RTL info avec Belga"],
        ["Communiqué de presse – Jeudi 14 septembre 2023"],
        ["Ville de Saint-Brévin", "Direction de la communication", "Communiqué de presse"],
        ["MINISTÈRE DE L'AGRICULTURE", "Paris, le 5 février 2024", "N° 118", "Communiqué de presse"],
        ["Sommaire", "Introduction ............................ 3", "I. Un patrimoine mal connu .............. 5"],
        ["PRÉFET DE LA VIENNE", "Liberté Égalité Fraternité"],
        ["CONSEIL DÉPARTEMENTAL DE LA CREUSE"],
        ["Vendredi 22 août - Bulletin de suivi n°3"],
        ["La lettre du soir — Le Bien public"],
        ["Point presse du ministère"],
        ["Faits divers - Justice"],
    ],
)
def test_what_stands_over_the_title_goes(head: list[str]) -> None:
    cleaned = clean("\n".join([*head, TITLE, BEFORE, AFTER]))
    assert cleaned.text == f"{TITLE}\n{BEFORE}\n{AFTER}"
    assert [r.text for r in cleaned.removed] == head


@pytest.mark.parametrize(
    "title",
    [
        "Séisme du 6 février 2023 : le bilan",
        "Rennes : la piscine du quartier nord, 40 ans après",
        "Le discours du maire en 502 mots",
        "Ligne de bus n° 12",
        "Nouvel accord avec l'AFP",
        "Football / Ligue 2",
        "Communiqué de la Fed : les taux inchangés",
        "MAIRIE DE PARIS ÉVACUÉE",
        "VILLE DE NICE : LE BUDGET VOTÉ",
        "Mairie de Paris",
        "Un bulletin de vote sur trois",
        "La lettre du soir, un roman de Paul Roux",
        "Point presse : le ministre s'explique",
        "Justice - Le maire relaxé",
    ],
)
def test_a_title_with_a_date_or_a_number_stays(title: str) -> None:
    assert clean(f"{title}\n{BEFORE}\n{AFTER}").text == f"{title}\n{BEFORE}\n{AFTER}"


def test_a_title_over_the_name_of_its_newspaper_stays() -> None:
    head = f"{TITLE}\nLe Monde, mardi 12 mars 2024, p. 9"
    assert clean(f"{head}\n{BEFORE}\n{AFTER}").text == f"{TITLE}\n{BEFORE}\n{AFTER}"


def test_the_days_of_a_programme_stay() -> None:
    first = "Samedi 3 mars 2024\nÀ 20 h 30, Anne Roux est au Zénith, où elle a donné son premier concert."
    text = f"Les concerts\n{first}\nDimanche 4 mars 2024\nÀ 18 h, Luc Remy est au Liberté."
    assert clean(text).text == text


def test_the_fields_of_an_export_that_are_no_text_go() -> None:
    head = ["SE Economie", "BY Sophie Roux", "WC 198 mots", "PD 5 septembre 2023", "SN Le Temps", "LA Français"]
    foot = ["CO", "cff : Chemins de fer", "NS", "c15 : Résultats", "AN", "Document LETEMP0020230905"]
    text = "\n".join([*head[:1], f"HD {TITLE}", *head[1:], "LP ", BEFORE, "LA ville paiera.", "TD ", AFTER, *foot])
    cleaned = clean(text)
    assert cleaned.text == f"{TITLE}\n{BEFORE}\nLA ville paiera.\n{AFTER}"
    assert [r.text for r in cleaned.removed] == [*head, *foot]
    assert clean(f"HD {TITLE}\n{BEFORE}\n{AFTER}").removed == ()


@pytest.mark.parametrize(
    "head",
    [
        ["Document 3 de 41", "", "Source : Le Phare (site web)", "Date : mardi 4 mars 2025", "Longueur : 243 mots"],
        ["AGN-0412-FAITS DIVERS-PISCINE", "Transmission : 06/05 – 08 h 51 GMT", "Mots : 210"],
        [
            "Rubrique : Région, p. 5",
            "© 2025 Le Phare. Tous droits réservés.",
            "N° de document : news·20250304·CTV·0087",
        ],
        ["ID: 7731904-FR-021", "MEDIUM: Le Phare", "PARUTION: 27.06, quotidien", "SIGNES: 1862"],
        ["Document 3 of 41", "Byline: Anne Roux", "Section: Region; Pg. 5", "Length: 243 words"],
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_the_fields_above_an_article_go(head: list[str], place: str) -> None:
    lines = [*head, "", TITLE] if place == "above" else [TITLE, "", *head]
    cleaned = clean("\n".join([*lines, "", BEFORE, AFTER]))
    assert cleaned.text == f"{TITLE}\n{BEFORE}\n{AFTER}"
    assert sorted(r.text for r in cleaned.removed) == sorted(filter(None, head))


def test_a_title_and_a_standfirst_behind_the_names_of_their_fields_stay() -> None:
    text = f"Titre : {TITLE}\nAuteur : Anne Roux\nRubrique : Région\nChapô : {BEFORE}\nTexte : {AFTER}"
    assert clean(text).text == f"{TITLE}\n{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "head",
    [
        "Question : la piscine ferme-t-elle ?",
        "Lens : 2\nNice : 1\nPage : 3",
        "Ingrédients : 3 œufs\nTemps de cuisson : 20 minutes",
        "Date : mardi 4 mars\nLieu : salle des fêtes\nTarif : 5 euros",
        "Titre : La Piscine\nAuteur : Anne Roux\nÉditeur : Le Phare",
        "Rubrique : la piscine en chiffres",
        "Source : Insee\nDate : mars 2024",
        "Référence : berline de luxe\nTransmission : manuelle",
        "Catégorie : fromages\nRéférence : lot L2431\nDate : vendus du 3 au 21 octobre\nSource : Rappel Conso",
        "Urgence : confinement immédiat\nDate : 12 novembre\nHeure : 18 h 20",
        "Auteur : Claire Vasseur\nÉdition : Gallimard\nPages : 312",
        "Auteur : Claire Vasseur\nPublication : Gallimard\nDate : 2024\nPages : 312",
        "Publication : The Lancet\nDate : 12 mars 2024",
        "BOURG-EN-BRESSE\nSource : La Voix de l'Ain",
    ],
)
def test_fields_that_are_the_article_stay(head: str) -> None:
    assert clean(f"{head}\n{BEFORE}\n{AFTER}").text == f"{head}\n{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "fields",
    [
        ["FUENTE: La Voz del Desierto", "FECHA: 2025-11-21", "PALABRAS: 231", "AUTOR: Rojas Ardiles, P."],
        ["Quelle: Neue Post", "Datum: 3. März 2024", "Seite: 4"],
        ["Publication : Le Télégramme", "Auteur : Jean Roux", "Date : mardi 12 mars 2024"],
    ],
)
def test_several_fields_in_words_go(fields: list[str]) -> None:
    cleaned = clean("\n".join([TITLE, *fields, "", BEFORE, AFTER]))
    assert cleaned.text == f"{TITLE}\n{BEFORE}\n{AFTER}" and [r.text for r in cleaned.removed] == fields
    few = "\n".join([TITLE, *fields[:2], "", BEFORE])
    assert fields[1] in clean(few).text


def test_the_subject_of_a_letter_is_its_title() -> None:
    head = ["Ville de Saint-Brévin", "Direction de la communication", "Jeudi 14 septembre 2023"]
    cleaned = clean(
        "\n".join([*head, "", "Objet : fermeture de la piscine", "", "Madame, Monsieur,", "", BEFORE, AFTER])
    )
    assert cleaned.text == f"Fermeture de la piscine\n{BEFORE}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("mail", line) for line in [*head, "Madame, Monsieur,"]]


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}\nObjet : la fermeture de la piscine.\n{AFTER}",
        f"Conseil : la piscine ferme\n{BEFORE}\nCommuniqué de presse\n{AFTER}",
        f"Conseil municipal : la piscine ferme\nCommuniqué de presse de la ville, hier.\n{BEFORE}\n{AFTER}",
    ],
)
def test_what_stands_over_no_subject_or_title_stays(text: str) -> None:
    assert TITLE not in text and clean(text).text.split("\n")[0] == text.split("\n")[0]


@pytest.mark.parametrize(
    "salutation", ["Madame, Monsieur, cher actionnaire,", "Chères lectrices, chers lecteurs,", "Cher Paul,"]
)
def test_a_salutation_goes(salutation: str) -> None:
    cleaned = clean(f"{salutation}\n\n{BEFORE}\n\n{AFTER}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}" and [r.kind for r in cleaned.removed] == ["mail"]


@pytest.mark.parametrize(
    "head",
    [
        "Goma, 3 octobre 2024 (ACP).- ",
        "Dakar, 17 avr (APS) – ",
        "Tunis, 3 oct. (TAP) - ",
        "Rabat, 03/10/2024 (MAP) - ",
        "Berne, 3 oct (ats) ",
        "Paris, 3 juil. 2025 (Reuters) - ",
        "Lyon, le 12 mars 2024 – ",
        "Valdeharina, 14 mar (Agencia Meseta).- ",
        "Santiago de Chile, 6 may (Andes Noticias). ",
        "(AGT) - GENOVA, 12 MAR - ",
        "BELLINZONA, 18 feb (sst) - ",
        "Shimla, Jun 14 (BNS) ",
        "PATNA, Oct 9: ",
        "Paris (awp/afp) - ",
        "(Agence Ecofin) - ",
        "PARIS (Agefi-Dow Jones)--",
        "Montréal (La Presse canadienne) — ",
        "(Ottawa) ",
        "(New York) ",
        "Copyright © AFP 2017-2024. Toute réutilisation est soumise à la souscription d'un contrat.\n",
    ],
)
def test_where_and_when_a_text_was_sent_from_goes(head: str) -> None:
    cleaned = clean(f"{head}{BEFORE}\n{AFTER}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}" and [r.text for r in cleaned.removed] == [head.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Rennes, 12 avenues (Nord) et 40 rues sont fermées.",
        "Le 3 mars 2024 (jour du vote) la ville est calme.",
        "(Rennes) est la ville de départ de la course, ce lundi.",
        "Mars, 3 planètes - le compte est bon, assure la ville.",
        "Madrid, 12 ayuntamientos (PP) y 40 pueblos piden lo mismo.",
        "Concert, 12 mai (Halle) Le groupe de Brest joue ses chansons.",
        "Accident à Redon, 2 morts (bilan définitif). Un car est sorti de la route.",
        "Sandrine Leroux, 51 ans (Modane) : « J'ai vu la fumée arriver. »",
        "Naufrage à Brest, 3 marins (bilan provisoire). Un chalutier a coulé.",
        "Anna Reed, aged 45 (Leeds): “I was told by text.”",
        "Bordeaux - Toulouse, 12 mars (Top 14). Le match est reporté.",
    ],
)
def test_a_day_or_a_place_in_a_sentence_stays(line: str) -> None:
    assert clean(f"{line}\n{BEFORE}").removed == ()


@pytest.mark.parametrize(
    "caption",
    [
        "Devant l'usine, jeudi, les salariés ont brûlé des palettes. Photo ER/Bruno GRANDJEAN",
        "Les salariés ont bloqué les grilles dès 7 heures. LP/Olivier Lejeune",
        "Les salariés ont bloqué les grilles dès 7 heures. [Keystone - Jean-Christophe Bott]",
        "Ouvrir l'image en mode plein écran\n\nLes salariés sont là dès 7 heures.\n\nPhoto : Radio-Canada / Jean Roy",
        "PHOTO EDOUARD PLANTE-ROUX, ARCHIVES LA PRESSE\n\nLes salariés ont bloqué les grilles dès 7 heures.",
    ],
)
def test_a_caption_goes_with_its_credit(caption: str) -> None:
    cleaned = clean(f"{TITLE}\n{caption}\n{BEFORE}\n{AFTER}")
    assert cleaned.text == f"{TITLE}\n{BEFORE}\n{AFTER}"
    assert [r.text for r in cleaned.removed] == [line for line in caption.split("\n") if line]


def test_key_points_without_full_stops_are_sentences() -> None:
    points = ["Quatre personnes ont perdu la vie dans les inondations", "Le Roi se rendra demain à Verviers"]
    items = "\n".join(f"- {point}" for point in points)
    assert clean(f"{TITLE}\n{items}\n{BEFORE}").text == f"{TITLE}\n{points[0]}.\n{points[1]}.\n{BEFORE}"
    one = f"{TITLE}\n- {points[0]}\n{BEFORE}"
    assert clean(one).text == one.replace("- ", "")
    food = f"{TITLE}\n- 200 g de farine de blé tendre\n- Une pincée de sel de Guérande"
    assert clean(food).text == food.replace("- ", "")


def test_the_end_of_a_live_blog_and_the_greeting_of_a_newsletter_go() -> None:
    end = "C'est la fin de ce direct, merci de l'avoir suivi. Bonne soirée à tous."
    greeting = "Bonjour ! Nous sommes mardi 12 décembre, voici l'essentiel de l'actualité"
    assert clean(f"{TITLE}\n{greeting}\n{end}\n{BEFORE}\n{AFTER}").text == f"{TITLE}\n{BEFORE}\n{AFTER}"
    told = "C'est la fin de ce direct. Le maire a été réélu."
    assert told in clean(f"{TITLE}\n{told}\n{BEFORE}").text


@pytest.mark.parametrize(
    "greeting",
    [
        "Bonjour ! Voici ce qu'il faut savoir ce lundi. Temps de lecture : 2 minutes.",
        "Vous ne voyez pas bien ce message ? Ouvrez-le dans votre navigateur.",
        "Vendredi 14 novembre – temps de lecture: 3 minutes",
        "Bonsoir, voici l'essentiel de l'actualité. Temps de lecture : 4 min. Voir la version en ligne.",
    ],
)
def test_the_head_of_a_newsletter_goes(greeting: str) -> None:
    text = f"Lettre du matin — Lundi 6 octobre\n{greeting}\n\nÀ LA UNE\n{BEFORE} → Lire l'article\n{AFTER}"
    assert clean(text).text == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "head",
    [
        "Lettre du maire aux habitants",
        "Lettre du matin : le maire démissionne",
        "Bonjour ! Voici l'essentiel de l'actualité. Le maire de Rennes a démissionné mardi.",
        "Le maire démissionne. Temps de lecture : 2 minutes.",
    ],
)
def test_a_head_that_tells_something_stays(head: str) -> None:
    assert clean(f"{head}\n{BEFORE}\n{AFTER}").text == f"{head}\n{BEFORE}\n{AFTER}"


@pytest.mark.parametrize("mark", [" ", "\n"])
def test_the_entry_that_closes_a_live_blog_goes_with_its_time(mark: str) -> None:
    end = "Wir beenden den Ticker für heute. Morgen ab 6 Uhr geht es weiter."
    entries = [f"17:25{mark}Das Ehepaar ist wohlauf, teilt die Polizei mit.", f"16:40{mark}Das Land hilft, heißt es."]
    cleaned = clean("\n\n".join([TITLE, f"18:10{mark}{end}", *entries]))
    assert "Ticker" not in cleaned.text and "18:10" not in cleaned.text
    assert "17:25 : Das Ehepaar ist wohlauf, teilt die Polizei mit." in cleaned.text


def test_the_time_of_an_entry_with_a_byline_below_it_stays() -> None:
    text = f"14h20\nPar Marie Lenoir, à Beyrouth\n{BEFORE}\n\n12h05\n{AFTER}"
    assert clean(text).text.split("\n") == [f"14h20 : {BEFORE}", f"12h05 : {AFTER}"]


@pytest.mark.parametrize(
    ("greeting", "sentence"),
    [
        ("Buongiorno,", "domenica la banca ha chiuso tre sportelli a Lucca."),
        ("Madame, Monsieur,", "le conseil de Rennes a voté mardi la fermeture de la piscine."),
        ("Guten Tag,", "die Stadt Pirna sperrt am Montag die Brücke."),
    ],
)
def test_the_sentence_below_a_greeting_begins_with_a_capital(greeting: str, sentence: str) -> None:
    assert clean(f"{greeting}\n{sentence}\n\n{AFTER}").text == f"{sentence[0].upper()}{sentence[1:]}\n{AFTER}"
    assert clean(f"{greeting}\n\niPhone est le mot du jour à Rennes.\n{AFTER}").text.startswith("iPhone")


def test_the_time_of_an_entry_with_a_heading_stands_before_its_sentence() -> None:
    live = "16h40. Le feu est maîtrisé\nLe plan Orsec est levé, dit la préfecture."
    older = "14h10. Quatre blessés\nLe bilan passe à quatre."
    assert clean(f"Incendie : suivez notre direct\n\n{live}\n{older}").text.split("\n")[1:] == [
        "Le feu est maîtrisé",
        "16h40 : Le plan Orsec est levé, dit la préfecture.",
        "Quatre blessés",
        "14h10 : Le bilan passe à quatre.",
    ]
    films = "20h50 Le Grand Bleu\nUn homme plonge dans la mer.\n20h40 Les Évadés\nUn banquier est en prison."
    films += "\n21h10 Alien\nIl court dans les couloirs."
    assert clean(f"À la télévision\n\n{films}").text == f"À la télévision\n{films}"


@pytest.mark.parametrize("stamp", ["[12/06/2024 18:0{}:11] ", "12/06/2024, 18:0{} - "])
def test_the_dates_of_messages_go_from_all_and_the_line_on_encryption_too(stamp: str) -> None:
    lines = [
        "Messages et appels sont chiffrés de bout en bout.",
        "Nadia : La mairie accepte.",
        "Nadia : On doit repeindre",
    ]
    text = "\n".join(stamp.format(i) + line for i, line in enumerate(lines))
    cleaned = clean(text)
    assert cleaned.text == "\n".join(lines[1:])
    assert [r.kind for r in cleaned.removed] == ["stamp", "notice", "stamp", "stamp"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("{} Le coût monte (1).\n{}", ["(1) Banque de France, 2024.", "(2) Contre 19 % en 2015."]),
        ("{} Le coût monte[1].\n{}", ["[1] Banque de France, 2024.", "[2] Contre 19 % en 2015."]),
        ("{} Le coût monte¹.\n{}", ["¹ Banque de France, 2024."]),
        ("{} Le coût monte*.\n{}", ["* Estimation de la mairie."]),
        (
            "{} Le coût monte.\n{}",
            ["Références", "Roux A. (2019). Les sols. Quae.", "Petit L. Les forêts. Quae, 312 p."],
        ),
    ],
)
def test_notes_and_references_below_a_text_go(text: str, notes: list[str]) -> None:
    cleaned = clean("\n".join([text.format(BEFORE, AFTER), "", *notes]))
    assert cleaned.text == f"{BEFORE} Le coût monte.\n{AFTER}"
    assert [r.text for r in cleaned.removed if r.kind == "note"] == notes


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE}\n(1) La piscine ferme.\n(2) Le gymnase ouvre.",
        f"{BEFORE}\nBibliographie\nLe maire a écrit deux livres sur la piscine.\n{AFTER}",
        f"{BEFORE}\nNotes\nLes élèves ont eu 12 de moyenne.",
    ],
)
def test_what_only_looks_like_notes_stays(text: str) -> None:
    assert clean(text).removed == ()


def test_numbers_of_notes_behind_a_blank_go() -> None:
    text = f"Le conseil [1] a voté mardi la fermeture. [2] {AFTER} Le « coût » [3], dit-il, monte. [4]"
    assert clean(text).text == f"Le conseil a voté mardi la fermeture. {AFTER} Le « coût », dit-il, monte."


@pytest.mark.parametrize(
    "text",
    [
        f"Selon [1], le conseil [2] a voté la fermeture. {AFTER}",
        f"Police confirmed that at least [1] person was killed on Monday and [2] others are missing. {AFTER}",
        f"Le parti [2] a gagné, le parti [3] a perdu. {AFTER}",
        f"Le maire a dit : « Nous [les élus] avons voté. » {AFTER}",
    ],
)
def test_numbers_that_are_read_as_words_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("marks", ["[1],[2]", "[1][2]", "[réf. souhaitée]", "[note 1]", "[N 2],[3]"])
def test_marks_of_notes_go_with_what_parts_them(marks: str) -> None:
    assert clean(f"Le conseil{marks} a voté mardi la fermeture{marks}. {AFTER}").text == (
        f"Le conseil a voté mardi la fermeture. {AFTER}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "PHOTO MARTIN TREMBLAY, ARCHIVES LA PRESSE\n{}",
        "Ouvrir l'image en mode plein écran\n{}",
    ],
)
@pytest.mark.parametrize(
    "news",
    [
        "Un homme de 40 ans a été tué par balle mardi soir dans un stationnement de Laval.\nLe tireur est en fuite.",
        "Un homme de 40 ans a été tué par balle dans un stationnement de Laval.\nLe tireur est en fuite.",
        "Le maire de Laval quitte ses fonctions.\nIl est accusé de fraude.",
    ],
)
def test_news_below_a_photographer_or_a_button_stays(text: str, news: str) -> None:
    for title in ("", f"{TITLE}\n"):
        assert clean(title + text.format(f"{news}\n{AFTER}")).text == f"{title}{news}\n{AFTER}"


@pytest.mark.parametrize(
    ("news", "below"),
    [
        (
            "Une fillette de 6 ans est morte samedi dans l'effondrement d'un mur à Pessac.",
            "Le mur d'une maison voisine est tombé sur elle. Il était ancien.",
        ),
        (
            "Devant le tribunal, jeudi, le suspect a reconnu les faits.",
            "Il risque dix ans de prison, selon le parquet.",
        ),
    ],
)
def test_news_before_a_credit_stays(news: str, below: str) -> None:
    for title in ("", f"{TITLE}\n"):
        text = f"{title}{news} Photo Sud Ouest/Laurent Theillet\n{below}\n{AFTER}"
        assert clean(text).text == f"{title}{news}\n{below}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "Toute utilisation de l'eau du robinet est interdite à Châteauroux.",
        "Toute reproduction humaine par clonage est interdite en France.",
        "Toute utilisation d'un drone sans autorisation est interdite.",
        "Cette image a été générée par une intelligence artificielle. Son auteur, un ouvrier de Chicago, l'a reconnu.",
        "Cette image a été générée par une intelligence artificielle.",
        "Ce texte a été écrit par une IA, a reconnu son auteur lundi.",
        "Cet article a été écrit par une IA. Le journal a présenté ses excuses lundi.",
        "This image was generated by AI. Its author, a worker from Chicago, admitted it on Monday.",
        "This story was written by artificial intelligence, the magazine admitted on Monday.",
        "Dieses Bild wurde von einer KI erzeugt. Sein Autor gab es am Montag zu.",
        "Les départements les plus touchés : Gard (1er, 40 cas), Hérault (2e, 32 cas), Var (3e).",
        "Les meilleurs lycées : Henri-IV (2e), Louis-le-Grand (3e), Pothier (12e).",
        "Messages and calls are end-to-end encrypted on WhatsApp, but the company keeps the numbers.",
        "Les messages et les appels sont chiffrés de bout en bout, mais la police lit les numéros.",
        "This video contains graphic scenes of the shooting, and it was seen 40 million times in a day.",
        "This story contains graphic violence, but it has won the Booker Prize and 3 million readers.",
        "This story was first published in 1843 and has never been out of print. Dickens wrote it in six weeks.",
        "This article was first published in Le Monde. The minister resigned two days later.",
    ],
)
def test_what_only_begins_like_a_notice_stays(line: str) -> None:
    assert clean(f"{TITLE}\n{BEFORE}\n\n{line}\n\n{AFTER}").removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "Toute reproduction, même partielle, interdite.",
        "Toute reproduction ou diffusion du site sans autorisation est interdite.",
        "Toute utilisation des contenus est strictement interdite sans autorisation de l'éditeur.",
        "Toute reproduction interdite sans l'autorisation écrite de l'éditeur.",
        "Ce texte a été généré par une IA puis relu par un journaliste.",
        "This translation was produced by machine translation. It may contain errors.",
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read or listen to them.",
        "This video contains graphic content that some viewers may find upsetting. Viewer discretion is advised.",
        "This article was first published in The Guardian on 3 March. Subscribe to our newsletter.",
    ],
)
def test_a_notice_that_ends_its_line_goes(line: str) -> None:
    assert clean(f"{TITLE}\n{BEFORE}\n\n{line}\n\n{AFTER}").text == f"{TITLE}\n{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "Fest-noz, samedi 12 avril - Les Sonerien Du joueront à la salle des fêtes.",
        "Fest-noz, le 12 avril 2025 - Les Sonerien Du joueront à la salle des fêtes.",
        "Auschwitz, 27 janvier 1945 – Les soldats découvrent le camp.",
        "Auschwitz, le 27 janvier 1945 – Les soldats découvrent le camp.",
        "Nantes - Rennes, dimanche 20 avril – Les deux clubs jouent pour rien.",
        "Réunion publique, mardi 4 mars - Le maire présente son budget.",
        "Réunion publique, le 4 mars 2025 - Le maire présente son budget.",
        "Concert, 12 mars (MJC) - La chorale chante pour les sinistrés.",
    ],
)
def test_an_event_and_its_day_stay(line: str) -> None:
    assert clean(f"{line}\n{AFTER}").text == f"{line}\n{AFTER}"
    assert clean(f"{TITLE}\n{line}\n{AFTER}").text == f"{TITLE}\n{line}\n{AFTER}"


@pytest.mark.parametrize(
    "day",
    [
        "LONDON, March 12, 2025 - ",
        "ROMA, 12 marzo 2025 – ",
        "GENÈVE (12 mars 2025) – ",
        "Rennes, 12 mars 2025 – ",
        "Rennes, 12.03.2025 – ",
        "Rennes, Bretagne, 12 March 2025 – ",
        "Rennes, 12 de marzo de 2025.- ",
    ],
)
@pytest.mark.parametrize("above", ["", f"{TITLE}\n", f"{TITLE}\n{AFTER}\n"])
def test_the_place_and_day_before_the_first_sentence_of_an_article_go(day: str, above: str) -> None:
    cleaned = clean(f"{above}{day}{BEFORE}\n{AFTER}\n{AFTER}")
    assert cleaned.text == f"{above}{BEFORE}\n{AFTER}\n{AFTER}"
    assert [(r.kind, r.text) for r in cleaned.removed] == [("agency", day.strip())]


@pytest.mark.parametrize(
    "text",
    [
        f"March 12, 2025 – {BEFORE}",
        f"January 1, 2030 – The sale of new petrol cars will be banned in the country.\n{AFTER}\n{AFTER}\n{AFTER}",
        f"13 novembre 2015 – {BEFORE}\n{AFTER}\n{AFTER}\n{AFTER}",
        f"Macron, 14 March 2025: {BEFORE}\nMacron spoke.\n{AFTER}\n{AFTER}",
        f"12.03.2025 – Le chœur chante à 20 h 30 dans l'église.\n{AFTER}\n{AFTER}\n{AFTER}",
        f"Sept. 11, 2001 — Two planes hit the towers in New York.\n{AFTER}\n{AFTER}\nIn 2011 the memorial was opened.",
        f"12.03.2025 – {BEFORE}\n13.03.2025 – {AFTER}\n{AFTER}\n{AFTER}",
        f"{BEFORE}\n{AFTER}\n{BEFORE}\n{AFTER}\n12.03.2025 – {BEFORE}\n{AFTER}\n{AFTER}",
        f"{TITLE}\n12.03.2025 – Konzert des Stadtchors\n{AFTER}\n{AFTER}\n{AFTER}",
        f"Genève, 12 mars 2025 – {BEFORE}\n{AFTER}\n{AFTER}",
        f"Konzert, 12.03.2025 – {BEFORE}\n{AFTER}\n{AFTER}\nDas Konzert ist ausverkauft, sagt die Stadt.",
        f"Samstag, 12. April 2025 – {BEFORE}\n{AFTER}\n{AFTER}\nAm Samstag ist das Bad geöffnet.",
    ],
)
def test_the_day_of_an_event_of_long_ago_or_of_a_list_stays(text: str) -> None:
    assert clean(text).removed == ()


@pytest.mark.parametrize("place", ["Rennes.- ", "Rennes.-- "])
def test_the_place_of_a_spanish_text_goes_where_it_is_named_once_more(place: str) -> None:
    here = f"{AFTER} El alcalde vive en Rennes."
    assert clean(f"{TITLE}\n{place}{BEFORE}\n{here}").text == f"{TITLE}\n{BEFORE}\n{here}"
    speaker = f"{TITLE}\n{place.replace('Rennes', 'Sánchez')}{BEFORE}\n{AFTER} Sánchez no lo dijo."
    assert clean(speaker).text == speaker
    other = f"{TITLE}\n{place.replace('Rennes', 'Brest')}{BEFORE}\n{AFTER}"
    assert clean(other).text == other
    several = f"{TITLE}\n{place}{BEFORE}\n{place}{AFTER}"
    assert clean(several).text == several


def test_the_places_and_days_of_a_list_stay() -> None:
    text = "Lyon, le 12 mars 2024 – Les usagers protestent.\nNice, le 13 mars 2024 – La mairie recule."
    assert clean(text).removed == ()


LONG = f"{BEFORE} {AFTER} La mairie assure que les travaux du bassin coûteraient plus de deux millions d'euros."


@pytest.mark.parametrize(
    "text",
    [
        f"14 juillet 2016\nCe soir-là, la foule regarde le feu d'artifice.\n{AFTER}",
        f"Mardi 3 septembre 2024\nCe jour-là, la foule attend devant le palais. Le roi est mort.\n{AFTER}",
        f"Le sacre du roi Charles\nSamedi 6 mai 2023\nCe jour-là, la foule attend. Le roi est mort.\n{LONG}",
        f"Samedi 12 avril 2025\nLa Nuit des musées aura lieu dans toute la ville.\n{AFTER}",
        f"Concert de gospel – samedi 14 décembre 2024 à 20h30\nLa chorale est à Guéret.\n{AFTER}",
        f"{TITLE}\nJeudi 14 juillet 2016\nCe soir-là, la foule est sur la promenade.\n{LONG}",
        f"La Nuit des musées à Laval\nSamedi 12 avril 2025\nLa Nuit des musées aura lieu dans la ville.\n{LONG}",
    ],
)
def test_a_day_over_a_sentence_stays(text: str) -> None:
    assert clean(text).text == text


def test_an_object_in_an_article_is_no_subject_of_a_letter() -> None:
    text = f"Vol au musée Cognacq-Jay\nObjet : une tabatière en or de Louis XV\n{BEFORE}\n{AFTER}"
    assert clean(text).removed == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}\n\n[Cet article a été corrigé : le score était de 3-0, et non de 2-0.]",
        f"{SENTENCE}\n\n[Article corrigé mardi à 18 heures : le match n'a pas été arrêté.]",
        "(Satire) Le président a annoncé lundi la fin des impôts pour tous les Français.",
        "(Correction) The mayor of Leeds was not arrested on Monday, police said.",
        "(Ce texte est une parodie) – Le président a annoncé lundi la fin des impôts pour tous.",
        "BERICHTIGUNG: In einer früheren Version dieses Artikels hieß es, der Minister sei zurückgetreten.",
        "This story contains details of abuse. A priest was jailed for 12 years on Monday after a trial in Leeds.",
        "Ce direct est terminé. Deux personnes sont mortes lundi dans un incendie à Nice.",
        "This is a breaking news story. Two people were killed on Monday in a fire in Leeds.",
        f"Pouvoirs : Macron face au Sénat\n\n{SENTENCE}",
        f"Absents : les oubliés de la réforme\n\n{SENTENCE}",
        f"PHOTO VOLÉE, VIE BRISÉE\n\n{SENTENCE}",
    ],
)
def test_corrections_satire_and_news_behind_a_notice_stay(text: str) -> None:
    assert clean(text).removed == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Inicio > Andalucía > Cádiz", "notice"),
        ("Por g1 Triângulo — Uberaba", "byline"),
        ("Do UOL, em São Paulo", "byline"),
        ("Por Redacción", "byline"),
        ("Campinas, 5 de junho de 2024", "date"),
        ("Sevilla, 14 oct. 2024", "date"),
        ("Publicado el 14/10/2024 a las 05:30", "date"),
        ("12/08/2024 09h41 Atualizado há 3 horas", "date"),
        ("Da redação ao palco: a história de Anitta", None),
        ("Inicio de curso en Cádiz", None),
        ("Sevilla, 14 muertos en 2024", None),
    ],
)
def test_so_do_the_lines_above_a_spanish_or_portuguese_text(line: str, kind: str | None) -> None:
    assert kind_of_line(line, is_above=True) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Discover more from Unsafe",
        "Discover more from The Daily Phare",
        "UPDATE: Dec. 22, 2016, 2:16 p.m. EST Updated with further clarification from NBC 4 New York.",
        "Update: This story has been updated with more information from the Bank of England.",
        "UPDATED: Updated with more details.",
        "Update: May 3, 2021: This article was updated with new details.",
    ],
)
def test_the_head_of_a_newsletter_and_a_note_that_only_something_was_updated_go(line: str) -> None:
    cleaned = clean(f"{BEFORE}\n{line}\n{AFTER}")
    assert cleaned.text == f"{BEFORE}\n{AFTER}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("notice", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Discover more from the sea bed",
        "Discover more from Mars, scientists say, and life may be found.",
        "UPDATE: Dec. 22, 2016, 2:16 p.m. EST The plane has landed.",
        "UPDATE: Updated with a statement from Apple, which denies the report.",
        "Update: This story has been updated to reflect that the driver has died.",
        "Update: This story has been updated with the correct age of the driver.",
        "The story has been updated with comments from Apple.",
        "Update: This story has been updated with comments from Apple.",
        "Update: May 3, 2021: This article was updated with a statement.",
        "UPDATE: This story has been updated with a statement from Boeing denying that any engineer raised concerns.",
        "UPDATE: This story has been updated with information from Boeing denying that any engineer raised concerns.",
        "Update: Updated with further details that clear the driver.",
        "Update: Updated with a response from Boeing.",
        "Update: Updated with the denial.",
    ],
)
def test_what_an_update_tells_or_corrects_stays(line: str) -> None:
    assert clean(f"{BEFORE}\n{line}\n{AFTER}").text == f"{BEFORE}\n{line}\n{AFTER}"
