"""Stage 1: furniture goes and is reported, what the author wrote stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from summarize.text.clean import CleanText, clean
from summarize.text.removal import Removal

RELATED_TITLES = (
    "L’Occident offre à l’Ukraine des “engagements de sécurité”, bien en deçà de l’adhésion à l’OTAN",
    "L’Otan prolonge d’un an le mandat de Stoltenberg",
    "Les États-Unis pourraient avoir une solution à l’opposition de la Turquie à l’offre suédoise de l’OTAN",
)
FURNITURE = (
    "READ\u00a0 Olmo sauve l'Espagne en qualifications pour la Coupe du monde",
    "(avec des fils de nouvelles)",
    "En savoir plus sur RFI Espagnol",
    "A lire aussi :",
    *RELATED_TITLES,
)


@pytest.fixture(scope="module")
def seed(seed_text: str) -> CleanText:
    return clean(seed_text)


@pytest.mark.parametrize("piece", ["READ", "lire aussi", "En savoir plus sur", "fils de nouvelles", *RELATED_TITLES])
def test_seed_furniture_is_gone(seed: CleanText, piece: str) -> None:
    assert piece not in seed.text


@pytest.mark.parametrize("line", FURNITURE)
def test_seed_furniture_is_reported(seed: CleanText, line: str) -> None:
    assert line in [r.text for r in seed.removed]


def test_seed_loses_nothing_else(seed: CleanText, seed_text: str) -> None:
    lines = [line.strip() for line in seed_text.splitlines() if line.strip()]
    assert seed.text.split("\n") == [line for line in lines if line not in FURNITURE]
    assert len(seed.removed) == len(FURNITURE)


def test_removals_are_in_reading_order(seed: CleanText, seed_text: str) -> None:
    places = [seed_text.index(r.text) for r in seed.removed]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "text",
    [
        "« Nous devons agir », a dit M. Macron.",
        "«\u00a0Nous devons agir\u00a0», a-t-il dit\u202f!",
        "Les prix ont gagné 3,5 % en un an, soit 1 000 euros.",
        "Les prix ont gagné 3,5\u00a0% en un an, soit 1\u202f000\u00a0euros.",
        "Il écrit sur lemonde.fr. C’est un journaliste connu.",
        "Voir https://www.lemonde.fr/Politique.Article et écrire à jean.Dupont@exemple.fr.",
        "L’OTAN, l'Otan et l’O.T.A.N. : quoi qu’on en dise…",
        "M. Macron et Mme Le Pen, J.-C. Lattès, art. 3, p. 12.",
        "“La sécurité n’est pas régionale”, a-t-il dit.",
        "L'œuvre de Kierkegaard coûte 12,50€ — ou 14 $ – à l'État.",
        "Il lira aussi ce livre demain.",
        "Le ministre a dit : « Partageons nos idées ».",
        "Partager le pouvoir avec l'opposition n'est pas exclu, assure le premier ministre malien.",
        "Imprimer des billets ne suffira pas à relancer l'économie du pays, prévient la banque centrale.",
    ],
)  # fmt: skip
def test_text_survives_untouched(text: str) -> None:
    assert clean(text) == CleanText(text, ())


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("dans l'Uttar Pradesh.Opérée à temps", ["dans l'Uttar Pradesh.", "Opérée à temps"]),
        ("la paix !Il a dit", ["la paix !", "Il a dit"]),
        ("en 2019.Cette année", ["en 2019.", "Cette année"]),
        ("le pays.”Mais la suite", ["le pays.”", "Mais la suite"]),
        ("on attend…Enfin il vient", ["on attend…", "Enfin il vient"]),
        ("la fin.« Nous verrons »", ["la fin.", "« Nous verrons »"]),
        ('ont-ils dit."Nous partons", ajoute-t-il.', ["ont-ils dit.", '"Nous partons", ajoute-t-il.']),
        ('Il a dit : "Je pars."Mais il reste.', ['Il a dit : "Je pars."', "Mais il reste."]),
        (
            'Un "mot" de trop."Oui", dit-il."Non", dit-elle.',
            ['Un "mot" de trop.', '"Oui", dit-il.', '"Non", dit-elle.'],
        ),
    ],
)
def test_glued_sentences_are_separated(glued: str, parts: list[str]) -> None:
    assert [p.strip() for p in clean(glued).text.split("\n")] == parts


def test_glued_addresses_are_left_whole() -> None:
    text = "Il renvoie à www.exemple.Fr/page et à http://site.Org/a.Page pour le reste."
    assert clean(text).text == text


def test_embed_code_is_removed() -> None:
    embed = "window.pvp_x = new Pvp('a', {b: 1}, { 'c': \"d\" });"
    found = clean(f"Avant la vidéo. {embed} Après la vidéo.")
    assert "window" not in found.text and "Pvp" not in found.text
    assert found.removed == (Removal("embed", embed),)
    assert found.text.split() == "Avant la vidéo. Après la vidéo.".split()


def test_script_is_removed() -> None:
    found = clean("Avant.\n<script type='text/javascript'>var a = 1;</script>\nAprès.")
    assert found.text == "Avant.\nAprès."
    assert [r.kind for r in found.removed] == ["embed"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("À lire aussi : Le maire démissionne", "related"),
        ("LIRE AUSSI >> Le maire démissionne", "related"),
        ("Sur le même sujet", "related"),
        ("Abonnez-vous à notre lettre d'information", "subscription"),
        ("Cet article est réservé aux abonnés", "subscription"),
        ("Il vous reste 75% de cet article à lire", "subscription"),
        ("Partager cet article", "share"),
        ("Publicité", "notice"),
        ("© Le Journal 2020", "notice"),
        ("Temps de lecture : 4 min", "notice"),
        ("Crédit photo : Jean Dupont / AFP", "credit"),
        ("(avec AFP)", "agency"),
        ("Avec l’AFP et Reuters", "agency"),
    ],
)
def test_furniture_lines_have_their_kind(line: str, kind: str) -> None:
    found = clean(f"Le maire est parti.\n{line}\nIl reviendra demain.")
    assert found.text == "Le maire est parti.\nIl reviendra demain."
    assert found.removed == (Removal(kind, line),)


def test_a_list_of_titles_ends_where_sentences_begin() -> None:
    found = clean("A lire aussi :\nUn titre\nUn autre titre\n\nLe maire est parti.\nUn intertitre")
    assert found.text == "Le maire est parti.\nUn intertitre"
    assert [r.kind for r in found.removed] == ["related", "related-title", "related-title"]


def test_lone_surrogate_is_replaced_and_reported() -> None:
    found = clean("Le maire \ud83d est parti.")
    assert found.text == "Le maire \ufffd est parti."
    assert found.removed == (Removal("control", "U+D83D"),)
    found.text.encode("utf-8")


def test_control_characters_are_replaced_and_reported() -> None:
    found = clean("Le\x00 maire\x1b[31m est\x07 parti.\x9b")
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in found.text)
    assert found.removed[0].kind == "control"
    assert "U+0000" in found.removed[0].text and "U+001B" in found.removed[0].text


def test_a_surrogate_does_not_change_what_controls_become() -> None:
    """What one character becomes does not hang on another one elsewhere in the text."""
    assert clean("a\x07b \ud83d").text.startswith(clean("a\x07b x").text[:3])


def test_decomposed_accents_are_composed() -> None:
    assert clean("L'e\u0301te\u0301 a\u0300 Orle\u0301ans.").text == "L'été à Orléans."


def test_line_ends_and_invisible_characters() -> None:
    assert clean("un\r\ndeux\rtrois\u0085qua\u00adtre\ufeff\u200b").text == "un\ndeux\ntrois\nquatre"


@pytest.mark.parametrize("blank", ["", " ", "\n\n\t\n", "\u00a0\u202f\n", "\ufeff", "A lire aussi :\nUn titre"])
def test_blank_or_furniture_gives_empty_text(blank: str) -> None:
    assert clean(blank).text == ""


def test_very_many_newlines() -> None:
    assert clean("\n" * 300_000) == CleanText("", ())
    assert clean("Un.\n" + "\n" * 300_000 + "Deux.").text == "Un.\nDeux."


@pytest.mark.parametrize(
    "unit",
    ["mot ", "a.B", "x", "window.a = new B(", "<script>", "((((", "Crédit photo : ", "www.", "a@", "[[READ  ", "«.»A"],
)
def test_one_line_of_megabytes_finishes(unit: str) -> None:
    """Patterns that are quadratic would run for hours here."""
    size = 5_000_000 if unit == "mot " else 400_000
    text = unit * (size // len(unit))
    assert len(clean(text).text) >= len(text) // 10


_PIECES = st.sampled_from(
    [
        "A lire aussi :", "READ  Un titre", "En savoir plus", "Publicité", "(avec AFP)", "Le maire est parti.", "\n",
        "\n\n", " ", "\u00a0", ".Opérée", "M. Macron", "3,5 %", "e\u0301", "\u0301", "\ufeff", "\u200b", "\x00",
        "\ud800", "window.a = new B('c', {});", "<script>x</script>", "https://a.Fr", "\u2028", "\u0085", "\r", "«",
        "»", "Crédit photo : X", "!", "A", "a", ".", "Partager ",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=12).map("".join)))
@example("A lire aussi :\n\n\nUn titre")
@example("Fin.READ  Un titre")
@example("Fin.Publicité")
def test_clean_is_total_normal_and_idempotent(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once.text)
    assert not any("\ud800" <= c <= "\udfff" for c in once.text)
    assert all(line == line.strip() and line for line in once.text.split("\n")) or once.text == ""
    assert clean(once.text).text == once.text


@given(st.text(alphabet="abéÀ .,’'«»%0123\n", max_size=200))
def test_plain_prose_loses_no_word(text: str) -> None:
    assume(".." not in "".join(text.split()) and not text.lstrip().startswith("» "))
    assert clean(text).text.split() == text.split() or "\n" in clean(text).text
    assert "".join(clean(text).text.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "dateline",
    [
        "PARIS (AFP) - ",
        "Paris, 3 mars (AFP) - ",
        "QUÉBEC, le 22 avril 2025 /CNW/ - ",
        "MONTRÉAL, 22 avr. 2025 /CNW Telbec/ - ",
        "Paris, le 22 avril 2025 /PRNewswire/ -- ",
        "Abidjan, le 22 avril 2025 (lepointsur.com)-",
        "VIGO (EFE) – ",
        "PRETORIA, Nov 12 (Southern Wire) - ",
        "Ulm (dpa) – ",
        "(ANSA) - BARI, 3 MAR - ",
        "VALENCIA, 20 Nov. (EUROPA PRESS) -\n\n",
        "New Delhi, Nov 24 (PTI) ",
        "Milano, 20 nov. (askanews) - ",
        "BUENOS AIRES (Télam).- ",
        "GUADALAJARA, Jal. (apro).- ",
    ],
)
def test_where_an_agency_sent_a_text_from_is_taken_out(dateline: str) -> None:
    cleaned = clean(f"Un titre\n\n{dateline}Onze marins ont été sauvés lundi.\n\nLa mer est calme.")
    assert cleaned.text == "Un titre\nOnze marins ont été sauvés lundi.\nLa mer est calme."
    assert [(r.kind, r.text) for r in cleaned.removed] == [("agency", dateline.strip())]


def test_what_is_left_of_a_dateline_without_a_place_is_taken_out() -> None:
    told = "Hillary Clinton has an explanation."
    assert clean(f"A title\n\n— -- {told}").text == f"A title\n{told}"
    assert clean("— --").text == "" and clean(f"— {told}").text.endswith(told)


@pytest.mark.parametrize(
    "text",
    [
        "Jean Dupont (LR) - candidat à Lille - a gagné.",
        "Marseille (Bouches-du-Rhône) - Le maire a parlé.",
        "Patients at the clinic in Delhi, 24 of them (ANI) Said so.",
        "Delhi (PTI) Said so.",
        "Le directeur de l'agence (AFP) - que nous avons joint - dément.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Ele vetou o pacote.. Moro falou.", "Ele vetou o pacote. Moro falou."),
        ("Ele vetou o pacote. . Não imaginava.", "Ele vetou o pacote. Não imaginava."),
        ("Foi no Guarujá (SP).. “Não”, disse.", "Foi no Guarujá (SP). “Não”, disse."),
        ('Sie rief "Nein".. 20 Leute kamen..', 'Sie rief "Nein". 20 Leute kamen.'),
        ("O Supremo (STF) , que vota hoje , decide .", "O Supremo (STF), que vota hoje, decide."),
        ('Elle a dit "non" , puis « oui » . Il rit “fort” .', 'Elle a dit "non", puis « oui ». Il rit “fort”.'),
    ],
)
def test_stops_set_twice_and_blanks_before_them_are_set_right(broken: str, whole: str) -> None:
    assert clean(broken).text == whole


@pytest.mark.parametrize(
    "text",
    [
        "Il hésite.. puis il part. Attendez... Rien ne vient.",
        "Il compte de 1..10 avec .NET sur un site en .com ou en .fr.",
        'Il tape "cd .. && ls" puis il attend ; il dit : « Non ! »',
        "Il a choisi : rien, (ou ,5) et c'est tout.",
        "그는 갔다.. 외부 사람이 말했다.",
    ],
)
def test_an_ellipsis_and_marks_that_open_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize("mark", ["!", " !", ".", "…", "?"])
def test_a_quotation_that_ends_a_sentence_is_not_parted_from_its_mark(mark: str) -> None:
    text = f'Elle crie "La honte{mark}" Quelques instants après, elle quitte la salle.'
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("L'ex-\nministre est parti.", "L'ex-ministre est parti."),
        ("Il a vu l'avant-\ndernier jour.", "Il a vu l'avant-dernier jour."),
        ("Il y avait d’ex-\nministres.", "Il y avait d’ex-ministres."),
        ("Il vient de l'extrême-\ngauche.", "Il vient de l'extrême-gauche."),
        ("Voici l'ex-\npatron du club.", "Voici l'ex-patron du club."),
        ("Voici l'ex-\ncommuniste élu.", "Voici l'ex-communiste élu."),
        ("Il a entendu l'ex-\nplosion.", "Il a entendu l'explosion."),
        ("Voici d'ex-\ncellents résultats.", "Voici d'excellents résultats."),
        ("Il est extrême-\nment tard.", "Il est extrêmement tard."),
        ("Voici l'au-\nteur du livre.", "Voici l'auteur du livre."),
        ("Le match débute à\n20h30 au stade.", "Le match débute à 20h30 au stade."),
    ],
)
def test_words_and_times_at_line_ends(broken: str, whole: str) -> None:
    assert clean(broken).text == whole


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("mi", "nistre", "ministre"),
        ("co", "mité", "comité"),
        ("par", "ticulier", "particulier"),
        ("au", "tomobile", "automobile"),
        ("mal", "gré", "malgré"),
        ("euro", "péen", "européen"),
        ("mini", "mum", "minimum"),
        ("mi", "temps", "mi-temps"),
        ("au", "delà", "au-delà"),
        ("par", "dessus", "par-dessus"),
        ("sans", "abri", "sans-abri"),
        ("sous", "préfet", "sous-préfet"),
        ("demi", "finale", "demi-finale"),
    ],
)
def test_hyphens_of_a_text_set_in_a_narrow_column(first: str, second: str, whole: str) -> None:
    text = "Le journal de la ville annonce la nou-\nvelle du jour à tous les gens du quar-\ntier avec un "
    text += f"{first}-\n{second} de là."
    assert whole in clean(text).text.split()


def test_a_printed_page_loses_its_number_and_its_running_head() -> None:
    head = "LE PHARE – MARDI 4 MARS 2025"
    first, second = "Les cours reprendront jeudi dans\n", "un gymnase. Une enquête est ou-\nverte.\n"
    cleaned = clean(f"{first}{head}\n3/12\n{second}{head}\n4/12\nLe préfet viendra.")
    assert cleaned.text == "Les cours reprendront jeudi dans un gymnase. Une enquête est ouverte.\nLe préfet viendra."


@pytest.mark.parametrize(
    "lines",
    [
        ["6 pommes", "1 pâte brisée", "100 g de sucre", "2 œufs", "Préparation", "Épluchez les pommes."],
        ["Lens - Lille 2-1", "Brest - Nantes 0-0", "Monaco - Nice 3-2", "Rennes - Metz 1-1", "Monaco est premier."],
        ["Quatre courgettes", "Deux pommes de terre", "Haricots verts", "Un bouquet de basilic", "Cuire à feu doux."],
    ],
)
def test_the_lines_of_ingredients_or_results_are_no_verse(lines: list[str]) -> None:
    assert clean("La page du jour\n\n" + "\n".join(lines)).text == "\n".join(["La page du jour", *lines])


def test_marks_of_a_list_are_no_notes() -> None:
    text = "Rien à signaler sur ce point*.\n\n* Une mesure pour la santé\n* Une mesure pour l'école"
    assert "Une mesure pour l'école" in clean(text).text


@pytest.mark.parametrize(
    "header",
    [
        ("Von: Hausverwaltung Grenz <info@grenz.example>", "An: Eigentümer", "Betreff: AW: Heizung in Haus 7"),
        ("Da: Ufficio Stampa", "Inviato: lunedì 3 marzo", "Oggetto: R: Chiusura del ponte"),
        ("De: Prensa <prensa@villa.example>", "Para: Redacción", "Asunto: RE: Cierre del puente"),
        ("Van: Persdienst", "Aan: Redactie", "Onderwerp: Sluiting van de brug"),
    ],
)
def test_the_header_of_a_mail_goes_in_other_languages_too(header: tuple[str, ...]) -> None:
    told = "The bridge over the Wenlow will be closed from Monday on, as its northern pier has to be repaired."
    cleaned = clean("\n".join(header) + f"\n\n{told}")
    assert cleaned.text == told
    assert [removal.text for removal in cleaned.removed if removal.kind == "mail"] == list(header)
    assert clean(f"{header[0]}\n\n{told}").text != told  # one line alone is no header


@pytest.mark.parametrize(
    ("field", "subject"),
    [("Datum: 3. Mai 2024", "Betreff"), ("Data: 3 maggio 2024", "Oggetto"), ("Para: prensa", "Asunto")],
)
def test_a_letterhead_with_a_field_above_the_subject_goes(field: str, subject: str) -> None:
    told = "The bridge over the Wenlow will be closed from Monday on, as its northern pier has to be repaired."
    head = f"Stadtwerke Altenried GmbH\nLindenweg 4, 35321 Altenried\n{field}\n\n{subject}: Bridge closed"
    assert clean(f"{head}\n\n{told}").text == f"Bridge closed\n{told}"
