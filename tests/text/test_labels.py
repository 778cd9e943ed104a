"""Labels in capitals, bylines and kickers before a text, which are no part of its first sentence."""

from __future__ import annotations

import pytest

from summarize.text.clean import clean

SENTENCE = "Le maire de Tours a démissionné mardi soir après une enquête de la police."
NEXT = "Il avait été élu en 2014."


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("POLITIQUE - ", "label"),
        ("EN DIRECT : ", "label"),
        ("VIDÉO — ", "label"),
        ("SONDAGE EXCLUSIF - ", "label"),
        ("LE POINT SUR LA SITUATION - ", "label"),
        ("TOURS — ", "label"),
        ("WEST PALM BEACH, FLA. -- ", "label"),
        ("DUBAI, United Arab Emirates — ", "label"),
        ("SEOUL, Aug. 20 (Yonhap) -- ", "agency"),
        ("(CNN) -- ", "agency"),
        ("Kiel (dpo) - ", "label"),
        ("(2nd LD) ", "label"),
        ("NEW DELHI: ", "label"),
        ("NEW DELHI — \n", "label"),
        ("WASHINGTON —\n\n", "label"),
        ("KVELLER via JTA — ", "label"),
        ("Tours (CNN) -- ", "agency"),
        ("(CNN)", "agency"),
        ("München / Berlin - ", "label"),
        ("Par Anne Roux : ", "byline"),
        ("vidéo ", "label"),
        ("Analyse ", "label"),
        ("TOURS. ", "label"),
        ("GREVE SNCF 13 AVRIL. ", "label"),
        ("TRIBUNALES. ", "label"),
        ("ECONOMIA – ", "label"),
        ("WIRTSCHAFT | ", "label"),
        ("HELLBORN | ", "label"),
    ],
)
def test_what_stands_before_a_sentence_goes(label: str, kind: str) -> None:
    cleaned = clean(f"{label}{SENTENCE}\n{NEXT}")
    assert cleaned.text == f"{SENTENCE}\n{NEXT}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [(kind, label.strip())]


def test_a_section_goes_before_a_standfirst_without_a_full_stop() -> None:
    standfirst = "Il gruppo Hoshida rileva la manifattura di Stabio. La famiglia resta"
    assert clean(f"La Ceresio passa di mano\n\nECONOMIA – {standfirst}\n\n{NEXT}").text.split("\n")[1] == standfirst


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "Brand im Hafen: +++ Feuer unter Kontrolle +++ Warnung aufgehoben +++",
            "Brand im Hafen: Feuer unter Kontrolle – Warnung aufgehoben",
        ),
        ("+++ Eilmeldung +++ Zug in Kiel entgleist +++", "Eilmeldung – Zug in Kiel entgleist"),
        ("Was C+++ kann", "Was C+++ kann"),
    ],
)
def test_the_marks_of_a_ticker_go_from_its_title(line: str, shown: str) -> None:
    assert clean(f"{line}\n\n{SENTENCE}\n+++ 14.05 Uhr +++ {SENTENCE}").text.split("\n") == [
        shown,
        SENTENCE,
        f"14.05 Uhr – {SENTENCE}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "JEAN COSTES - Je ne suis pas d'accord avec vous.\nANNE ROUX - Moi non plus, je le crains.",
        "PSG – Lyon : deux buts à zéro",
        "TOURS — VIVE LE MAIRE DE LA VILLE DE TOURS.",
        "A - Le premier point est celui du maire de Tours.",
        "Nantes (D2) - Angers a fini par un match nul.",
        "Durand (PCF) - Le sénateur n'est pas d'accord avec le maire.",
        "L'OTAN - alliance de trente pays - se réunit mardi à Tours.",
    ],
)
def test_speakers_matches_and_capitals_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "SYRIE. L'armée a repris mardi la ville aux rebelles après un siège de quatre mois.",
        "STELLANTIS. Le constructeur va fermer trois usines en Italie, a annoncé mardi son directeur général.",
        "SAINT-MALO. Le maire a démissionné mardi soir après la révélation de ses comptes au Luxembourg.",
        "DSK. L'ancien patron du FMI a été relaxé vendredi par le tribunal correctionnel de Lille.",
    ],
)
def test_a_name_in_capitals_that_the_text_has_nowhere_else_stays(text: str) -> None:
    name = text.partition(".")[0].capitalize()
    assert clean(text).text == text
    assert clean(f"{text}\nLa suite à {name} lundi.").text == f"{text.partition('. ')[2]}\nLa suite à {name} lundi."


@pytest.mark.parametrize("subject", ["MÉTÉO", "VIDÉO", "RÉACTIONS", "FAIT DIVERS", "TRANSPORTS", "BIOLOGIE"])
def test_a_subject_in_capitals_goes(subject: str) -> None:
    assert clean(f"{subject}. {SENTENCE}").text == SENTENCE


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("BIOLOGIE. ", "Prélevé à 2 800 mètres de profondeur, cet animal digère une partie de ses propres muscles."),
        ("FAITS DIVERS. ", "Privés de toute nourriture, ils ont tenu en moyenne 26 mois dans une eau froide."),
        ("AGROALIMENTAIRE ", "La coopérative va bâtir une fromagerie à 28 millions. Ouverture prévue fin 2026."),
    ],
)
def test_a_subject_in_capitals_goes_before_any_sentence(label: str, told: str) -> None:
    assert clean(f"Un ver survit sans manger\n\n{label}{told}").text == f"Un ver survit sans manger\n{told}"


@pytest.mark.parametrize(
    "text",
    [
        "HARIBO Le groupe allemand va fermer son usine de Marseille à la fin de l'année.",
        "L'ONU. Réunis mardi à Genève, les ministres ont voté la résolution sur le climat.",
        "NON Les salariés de l'usine ont rejeté mardi la proposition de la direction.",
        "BIOLOGIE ET SANTÉ À L'ÉCOLE",
        "FRANCE TÉLÉVISIONS Le groupe public va supprimer 900 postes d'ici à 2028.",
        "FRANCE TRAVAIL. Près de 300 000 demandeurs d'emploi ont reçu par erreur un courriel.",
    ],
)
def test_other_words_in_capitals_before_a_sentence_stay(text: str) -> None:
    assert clean(f"Le titre de la page\n\n{text}").text == f"Le titre de la page\n{text}"


@pytest.mark.parametrize(
    "text",
    [
        "HSBC - Europe's biggest bank - reported profits of $30.3bn on Tuesday, up 78% on the year before.",
        "NATO – Europe's shield for 75 years – needs more money, Jens Stoltenberg said in Brussels on Tuesday.",
        "USA - Iran: Die Gespräche in Genf gehen am Montag weiter, teilte der Außenminister am Samstagabend mit.",
        "BVB - Bayern 2:2. Borussia Dortmund und der FC Bayern haben sich am Samstagabend unentschieden getrennt.",
    ],
)
def test_capitals_before_an_apposition_or_in_a_pair_stay(text: str) -> None:
    assert clean(text).text == text


def test_a_place_goes_before_an_apposition_behind_the_subject() -> None:
    told = "The mayor – elected in 2014 – resigned on Tuesday night after an inquiry by the police of the county."
    assert clean(f"LONDON — {told}").text == told


@pytest.mark.parametrize("place", ["Rennes – ", "New York -- ", "Kiel (SH) — ", "Nairobi, Kenya — "])
def test_the_place_that_a_text_was_sent_from_goes_below_a_title(place: str) -> None:
    cleaned = clean(f"Le maire démissionne\n\n{place}{SENTENCE}")
    assert cleaned.text == f"Le maire démissionne\n{SENTENCE}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("label", place.strip())]


@pytest.mark.parametrize("paper", ["Kaieteur News – ", "Khaleej Times — ", "The Namibia Press -- "])
@pytest.mark.parametrize("told", [SENTENCE, "Police investigators are looking for the hunter who was seen on Tuesday."])
def test_the_newspaper_before_the_first_sentence_goes_below_a_title(paper: str, told: str) -> None:
    named = f"{told} {paper[:-3].strip()} learnt of it on Monday."
    assert clean(f"Le maire démissionne\n\n{paper}{named}").text == f"Le maire démissionne\n{named}"


@pytest.mark.parametrize("label", ["Fake News – ", "Satire Post – ", "UNVERIFIED:\n", "PUTIN:\n", "MOSCOW CLAIMS:\n"])
def test_what_says_whose_word_a_text_is_or_that_it_is_false_is_no_newspaper_and_no_place(label: str) -> None:
    told = "The government will freeze all private bank accounts on the first of January and pay no more pensions."
    assert label.strip() in clean(f"Rumours on the web\n\n{label}{told}\n\nThe ministry denied it.").text


@pytest.mark.parametrize(
    "told",
    [
        "Fox News – America's most watched cable channel – dismissed its host on Monday, the network said.",
        "Fox News – the most watched cable channel of the country – dismissed its host on Monday.",
    ],
)
def test_a_newspaper_that_the_sentence_tells_of_stays(told: str) -> None:
    assert clean(f"A host is dismissed\n{told}").text == f"A host is dismissed\n{told}"


@pytest.mark.parametrize("label", ["CORRECTION:", "RECTIFICATIF:", "FAUX :", "CLAIM:", "Ingrédients :"])
def test_what_limits_a_sentence_or_heads_a_list_stays_on_its_line(label: str) -> None:
    assert clean(f"Le maire démissionne\n{label}\n{SENTENCE}").text.split("\n")[1].startswith(label)


@pytest.mark.parametrize("form", ["Ein Gastbeitrag.", "Ein Kommentar.", "Eine Analyse"])
def test_the_form_behind_a_german_standfirst_goes(form: str) -> None:
    standfirst = "Was denkt ein Berliner Imam über Nachkommen?"
    cleaned = clean(f"Berliner Imam über Kinder\n\n{standfirst} {form}\n\nEs ist Freitagabend, 17 Uhr.")
    assert cleaned.text.split("\n")[1] == standfirst
    assert [(one.kind, one.text) for one in cleaned.removed] == [("label", form)]


@pytest.mark.parametrize("told", ["Ein Kommentar von Jan Sellner.", "Eine Analyse des Wassers steht aus."])
def test_a_german_sentence_that_begins_as_such_a_form_stays(told: str) -> None:
    assert clean(f"Der Fluss ist verschmutzt. {told}").text == f"Der Fluss ist verschmutzt. {told}"


@pytest.mark.parametrize("byline", ["von Georg C. F. Greve", "By Anne Roux", "par Jean Dupont", "Por Ana Ruiz"])
def test_who_wrote_a_text_goes_from_its_title(byline: str) -> None:
    cleaned = clean(f"Was ist Freie Software und warum ist sie wichtig? {byline}\n\n{SENTENCE}")
    assert cleaned.text == f"Was ist Freie Software und warum ist sie wichtig?\n{SENTENCE}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("byline", byline)]


@pytest.mark.parametrize(
    "title",
    ["Wohin fährt die S-Bahn? Von Altona nach Wedel", "Der Roman „Stiller“ von Max Frisch", "Was jetzt? Von Gera"],
)
def test_a_title_that_goes_on_behind_a_question_stays(title: str) -> None:
    assert clean(f"{title}\n\n{SENTENCE}").text == f"{title}\n{SENTENCE}"


def test_a_speaker_or_a_club_before_a_dash_stays() -> None:
    match = "Le derby\nNantes - Angers a fini par un match nul dimanche soir devant vingt mille personnes ravies."
    turns = f"Le débat\nDurand – {SENTENCE}\nMartin – {SENTENCE}"
    assert (clean(match).text, clean(turns).text) == (match, turns)


def test_what_a_link_owns_is_joined_to_it() -> None:
    assert clean('The army of\n\nPakistan\n\'s "approach" is new.').text == 'The army of Pakistan\'s "approach" is new.'


def test_capitals_at_the_end_of_a_sentence_that_goes_over_lines_stay() -> None:
    text = "La grève touche lundi toutes les gares de la\nSNCF. Le trafic reprendra mardi matin entre Paris et Lyon."
    assert clean(text).text == text.replace("\n", " ")


@pytest.mark.parametrize(
    "stamp", ["[Mis à jour le 11 avril 2023 à 13h54]", "(Mise à jour : 11/04/2023, 13h54)", "[Updated at 3 pm]"]
)
def test_a_stamp_of_an_update_in_brackets_goes(stamp: str) -> None:
    cleaned = clean(f"Le maire de Tours démissionne\n\n{stamp} {SENTENCE}\n{NEXT}")
    assert cleaned.text == f"Le maire de Tours démissionne\n{SENTENCE}\n{NEXT}"
    assert [(one.kind, one.text) for one in cleaned.removed] == [("date", stamp)]


def test_a_kicker_that_is_glued_to_its_sentence_is_cut_off() -> None:
    assert (
        clean("AgricultureL'Office fédéral retire l'autorisation.").text
        == "Agriculture\nL'Office fédéral retire l'autorisation."
    )


def test_a_product_in_small_letters_opens_its_line() -> None:
    lines = "iOS 13 will fix the eye contact problem\niOS 13's third beta makes it look like you stare at the camera."
    assert clean(lines).text == lines


@pytest.mark.parametrize(
    "verdict",
    ["FALSE:", "MOSTLY TRUE —", "MYTH:", "CLAIM:", "RUMOURS -", "FALSCH:", "BEHAUPTUNG:", "BULO:", "BUFALA |"],
)
def test_what_a_claim_is_called_in_other_languages_stays(verdict: str) -> None:
    text = f"Vaccines: what is true\n{verdict} The vaccine changes the genes of those who receive it in winter."
    assert clean(text).text == text


@pytest.mark.parametrize("verdict", ["FAUX.", "VRAI.", "PLUTÔT FAUX.", "C'EST VRAI.", "FAUX:", "INTOX —", "À NUANCER."])
def test_a_verdict_in_capitals_before_a_claim_stays(verdict: str) -> None:
    text = f"Vaccins : le vrai du faux\n{verdict} Le vaccin contre la grippe modifie l'ADN de ceux qui le reçoivent."
    assert clean(text).text == text
    several = f"{text}\n\n{verdict} Le vaccin est obligatoire pour tous les plus de 65 ans du pays."
    assert clean(several).text == several.replace("\n\n", "\n")


@pytest.mark.parametrize("label", ["VRAI OU FAUX. ", "FAUX POLICIERS. ", "FAUX MÉDECIN – ", "VRAI-FAUX NOTAIRE. "])
def test_a_label_that_begins_like_a_verdict_is_a_label(label: str) -> None:
    assert clean(f"{label}{SENTENCE}").text == SENTENCE


def test_the_mark_of_a_link_before_a_title_goes() -> None:
    cleaned = clean(f"» Hormones could tell who wins\n\n{SENTENCE}")
    assert cleaned.text == f"Hormones could tell who wins\n{SENTENCE}"
    assert clean(f"» La fin d'une citation », dit-il.\n{SENTENCE}").text.startswith("» La fin")


@pytest.mark.parametrize("sign", ["AMZN 3.60%", "NVDA -8.12%", "AER 4.84%", "YTD 12.40%"])
def test_a_rate_or_the_move_of_a_share_in_brackets_stays(sign: str) -> None:
    text = f"Investors look at Chip ({sign}), whose shares fell on Tuesday after it closed two of its warehouses."
    assert clean(text).text == text
