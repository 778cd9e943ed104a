"""The article's own sentences: which open a summary, and which follow."""

from __future__ import annotations

import pytest

from summarize import summarize
from summarize.options import Length
from summarize.summarizing.corrections import corrects, negates
from summarize.summarizing.extract import Extract, extract, instead_of_doubted
from summarize.summarizing.units import fault_of
from summarize.text.document import Document

FIRE = "Un incendie a détruit mardi soir une usine de papier à Épinal, dans les Vosges."
SAFE = "Les 40 salariés présents sont sortis à temps."
LATER = "L'incendie de l'usine de papier d'Épinal a été maîtrisé mercredi par 80 pompiers venus de tous les Vosges."


def _extract(*sentences: str) -> Extract:
    return extract(Document(" ".join(sentences), "fr"), "medium")


def test_the_opening_goes_on_as_the_article_does() -> None:
    """Though the third sentence says more of what the article repeats."""
    found = _extract(FIRE, SAFE, LATER, "Le maire remercie les pompiers.")
    assert found.shown[:2] == (FIRE, SAFE) and found.is_opening


@pytest.mark.parametrize(
    "line",
    ["Drame à Épinal (Vosges) mardi 6 octobre.", "Inquiétude dans les Vosges.", "43 mètres de profondeur."],
)
def test_a_line_without_a_verb_opens_where_it_names_something(line: str) -> None:
    found = _extract(line, FIRE, SAFE)
    assert found.shown[:2] == (line, FIRE) and found.is_opening


@pytest.mark.parametrize("line", ["Une soirée de peur.", "La surprise du chef et de tous ses amis."])
def test_a_line_without_a_verb_or_a_name_is_a_teaser(line: str) -> None:
    found = _extract(line, FIRE, SAFE)
    assert found.shown[0] == FIRE and found.departure == "teaser"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("L'ex-roi d'Espagne Juan Carlos se trouve aux Emirats", "Il s'est rendu à Abou Dhabi le 3 août."),
        ("Avalanche mortelle en Isère, deux skieurs tués", "Elle a eu lieu lundi près de la station des Deux Alpes."),
        ("Un nouveau contrat pour la mission HERA", "Cette mission de défense doit protéger la Terre d'un astéroïde."),
    ],
)
def test_a_first_sentence_brings_the_title_along_that_it_refers_to(title: str, first: str) -> None:
    found = extract(Document(f"{title}\n\n{first} {FIRE} {SAFE}", "fr"), "short")
    assert found.shown == (f"{title}.", first) and found.is_opening


def test_a_first_sentence_that_stands_by_itself_needs_no_title() -> None:
    found = extract(Document(f"Une usine de papier détruite à Épinal\n\n{FIRE} {SAFE}", "fr"), "medium")
    assert found.shown[0] == FIRE and found.is_opening


@pytest.mark.parametrize(
    ("title", "is_shown"),
    [
        ("DALS : une usine de papier détruite par un incendie à Épinal", False),
        ("DALS : deux bâtiments et une usine en ruines à Épinal", True),
        ("Une usine de papier détruite par un incendie à Épinal : 12 blessés", True),
    ],
)
def test_a_title_with_a_number_or_a_name_and_much_more_that_is_said_nowhere_is_shown(
    title: str, is_shown: bool
) -> None:
    shown = extract(Document(f"{title}\n\n{FIRE} {SAFE}", "fr"), "medium").shown
    assert shown[:2] == ((f"{title}.", FIRE) if is_shown else (FIRE, SAFE))


@pytest.mark.parametrize(
    "answer", ["Très cher, si l'on en croit le maire d'Épinal.", "Pour le moment oui, a décidé le préfet d'Épinal."]
)
def test_an_answer_is_not_shown_without_its_question(answer: str) -> None:
    assert _extract(f"Combien vaut au juste une usine de papier ? {answer}", FIRE, SAFE).shown[0] == FIRE


@pytest.mark.parametrize(
    ("answer", "is_shown"),
    [
        ("Payer un site qui promet un rendez-vous à Épinal contre 60 euros.", False),
        ("Dans les résidences conventionnées d'Épinal uniquement.", False),
        ("Jusqu'au 31 mars 2025.", False),
        ("Les vaches d'Épinal s'adaptent en une semaine environ.", True),
        ("La nappe s’étend ce matin sur trois kilomètres à Épinal.", True),
        ("Le ministère de l'Intérieur a ouvert 40 guichets à Épinal.", True),
    ],
)
def test_an_answer_without_a_verb_is_not_shown_without_the_question_above_it(answer: str, is_shown: bool) -> None:
    text = "\n".join(("L'usine d'Épinal", FIRE, "Que faut-il faire ou éviter à présent ?", answer))
    assert (answer in extract(Document(text, "fr"), "long").text) is is_shown


def test_a_sentence_under_a_title_that_asks_answers_nothing() -> None:
    text = f"Que faut-il faire de cette usine ?\nIncendie dans une usine de papier à Épinal, dans les Vosges.\n{SAFE}"
    assert "Incendie dans une usine" in extract(Document(text, "fr"), "medium").text


@pytest.mark.parametrize("source", ["", ", selon nos calculs"])
def test_what_contradicts_the_sentence_before_is_shown_though_it_has_its_words(source: str) -> None:
    claim = "Le ministère affirme que 12 lits ont été fermés cet été à Épinal."
    denial = f"Or{source}, 140 lits ont été fermés."
    assert _extract(FIRE, claim, denial, LATER).shown == (FIRE, claim, denial)


def test_of_a_text_that_speaks_throughout_no_side_matter_is_told_as_its_news() -> None:
    speech = "Nous rappelons le lot 24 du saucisson d'Épinal.", "Notre priorité est votre santé."
    aside = "Depuis 1978, la Maison Delmas choisit les viandes des Vosges."
    found = extract(Document(" ".join((speech[1], aside, speech[0])), "fr"), "short")
    assert (found.stands, found.departure) == (False, "speech")


def test_a_title_that_does_not_say_who_is_meant_is_not_brought_along() -> None:
    found = extract(Document(f"La réaction après la décision\n\nIl s'est rendu à Abou Dhabi. {FIRE}", "fr"), "medium")
    assert found.shown == ("La réaction après la décision.", FIRE) and found.departure == "dangling_pronoun"


@pytest.mark.parametrize(
    "title",
    [
        "Jenifer de retour sur scène après le drame",
        "Des employés accusés d'avoir harcelé un couple avec des cafards",
        "Le futur de la taxe dans les mains de la convention citoyenne",
    ],
)
def test_a_title_without_a_name_tells_the_news_too(title: str) -> None:
    assert extract(Document(f"{title}\n\n{FIRE} {SAFE}", "fr"), "medium").shown[:2] == (f"{title}.", FIRE)


def test_a_title_whose_news_the_opening_leaves_out_comes_first() -> None:
    title = "Sandrine Quétier annonce son départ de TF1"
    found = extract(Document(f"{title}\n\n{FIRE} {SAFE} {LATER}", "fr"), "medium")
    assert found.shown == (f"{title}.", FIRE, SAFE) and found.is_opening


def test_sentences_give_way_to_a_title_where_they_are_too_long() -> None:
    title = "Sandrine Quétier annonce son départ de TF1"
    long = "L'animatrice de la chaîne a " + "longuement remercié ses collègues et " * 10 + "salué le public de Paris."
    found = extract(Document(f"{title}\n\n{FIRE} {long}", "fr"), "medium")
    assert found.shown == (f"{title}.", FIRE)


def test_where_nothing_stands_by_itself_the_title_still_says_what_it_is_about() -> None:
    text = "Avalanche mortelle en Isère\n\nElle a eu lieu lundi. Ils sont morts, dit-on. Cela a surpris."
    found = extract(Document(text, "fr"), "medium")
    assert found.text.startswith("Avalanche mortelle en Isère. Elle a eu lieu lundi.") and not found.stands


@pytest.mark.parametrize(
    "title", ["Il échappe de peu à une avalanche en Isère", "Une avalanche est partie lundi matin en Savoie"]
)
def test_there_any_title_is_shown_of_which_something_is_not_said(title: str) -> None:
    text = f"{title}\n\nL'avalanche est partie lundi matin. Ils sont morts, dit-on. Cela a surpris."
    found = extract(Document(text, "fr"), "medium")
    assert found.text.startswith(f"{title}. L'avalanche") and not found.stands


def test_sentences_out_of_a_long_quotation_are_not_shown_without_its_speaker() -> None:
    quotation = '"Des dizaines de personnes sont venues de Paris. Quelque 150 personnes sont venues hier à Épinal. ' + (
        "Les pompiers d'Épinal ont protégé les maisons des Vosges pendant toute la nuit sans repos. " * 8
    )
    found = extract(Document(f'{FIRE} {quotation}Nous restons là", a dit le préfet. {SAFE}', "fr"), "medium")
    assert "150" not in found.text


@pytest.mark.parametrize(
    "later",
    ["Les experts jugent que cela demande un an.", "C'est-à-dire que 40 emplois seront perdus à Épinal."],
)
def test_what_refers_to_the_sentence_before_does_not_stand_apart_from_it(later: str) -> None:
    found = extract(Document(f"{FIRE} Ce feu, qui l'a vu ? {later} {SAFE}", "fr"), "medium")
    assert found.shown[1] == SAFE


@pytest.mark.parametrize("kind", ["VIDÉO. ", "VIDEO - ", "EN DIRECT. ", "PHOTOS : ", "20:47 | ", "14h35 "])
def test_a_title_is_shown_without_the_kind_of_its_page(kind: str) -> None:
    first = "Ce sera la première fois que le drapeau flottera sur le palais Bourbon, a annoncé jeudi François de Rugy."
    text = f"{kind}Gay Pride : le drapeau va flotter sur l'Assemblée nationale\n{first}"
    shown = extract(Document(text, "fr"), "medium").shown
    assert shown[0] == "Gay Pride : le drapeau va flotter sur l'Assemblée nationale."


def test_a_sentence_with_the_mark_of_the_next_quotation_is_not_shown() -> None:
    broken = 'À partir de ce soir le plan est replacé au niveau "risque" sur tout le territoire", a tweeté Épinal. "'
    assert fault_of(broken) == "open_quotation"


def test_a_title_that_asks_who_names_nobody() -> None:
    title, first = "Qui sont les personnalités préférées à Épinal ?", "Elle devance Marion Cotillard et Mimie Mathy."
    found = extract(Document(f"{title}\n\n{first} {FIRE} {SAFE}", "fr"), "medium")
    assert first not in found.shown and FIRE in found.shown


@pytest.mark.parametrize("title", ["En Israël, 20 ans après, une génération panse ses plaies", "Épinal, dix ans après"])
def test_a_title_that_counts_from_a_day_it_does_not_name_is_not_shown(title: str) -> None:
    assert extract(Document(f"{title}\n\n{FIRE} {SAFE}", "fr"), "medium").shown[0] == FIRE


@pytest.mark.parametrize(
    "text",
    [
        "Le président du club a frappé un arbitre dimanche, accuse le syndicat. Le club dément.",
        "L'ancien curé d'Orgon est accusé par quatre hommes de les avoir agressés entre 1985 et 1992. Il nie.",
        "Les autruches cachent leur tête. L'épinard contient du fer. Ces deux idées sont fausses, dit un physicien.",
        "Bill Gates a acheté l'Institut Pasteur. C'est ce qu'affirme une vidéo. C'est faux, répond l'Institut.",
    ],
)
def test_a_short_summary_shows_a_claim_with_its_verdict_or_denial(text: str) -> None:
    assert extract(Document(f"{text} {FIRE} {SAFE}", "fr"), 1).text == text


@pytest.mark.parametrize(
    "correction",
    [
        "Rectificatif : l'usine n'a pas brûlé.",
        "Poisson d'avril !",
        "(Poisson d'avril.)",
        "Vous l'aurez compris, cet article est un poisson d'avril.",
        "Heureusement, tout était simulé.",
        "Cette histoire est inventée.",
        "Mise à jour : le préfet a démenti.",
        "Mis à jour le 4 mars à 18h30 : le préfet a démenti.",
        "[MàJ 18h30] Le préfet a démenti l'incendie.",
        "DROIT DE RÉPONSE. Le préfet conteste tout incendie à Épinal.",
        "NDLR : l'usine n'a finalement pas brûlé.",
        "(Ndlr : l'usine n'a pas brûlé.)",
        "Précision apportée le 4 mars : l'usine n'a pas brûlé.",
        "Correction : 3 salariés ont été blessés, et non 5.",
        "Vous y avez cru ?",
        "[Mise à jour, 18h] L'usine n'a pas brûlé.",
        "Droit de réponse de la mairie : l'usine n'a pas brûlé.",
        "Contrairement à ce que nous avons écrit, l'usine d'Épinal n'a pas brûlé.",
        "Une version précédente de cet article disait que l'usine avait brûlé mardi.",
        "La rédaction précise que l'usine d'Épinal n'a pas brûlé.",
        "Note : cet article a été corrigé. L'usine n'a pas brûlé.",
        "Errata. L'usine d'Épinal n'a pas brûlé.",
        "Corrigé à 15 h 20 : l'usine n'a pas brûlé.",
        "[Modifié à 15 h 20 : l'usine n'a pas brûlé.]",
        "Une erreur s'est glissée dans une première version de cet article : l'usine n'a pas brûlé.",
        "Contrairement à ce qui figurait dans une première version de cet article, l'usine n'a pas brûlé.",
        "Contrairement à ce que nous indiquions dans un premier temps, l'usine d'Épinal n'a pas brûlé.",
        "Nous avions écrit par erreur que l'usine d'Épinal avait brûlé. Elle est intacte.",
        "Suite à une erreur, nous avons indiqué que l'usine d'Épinal avait brûlé. Il n'en est rien.",
        "Bien sûr, il s'agissait de notre poisson d'avril !",
        "Ne cherchez pas, c'était notre poisson d'avril.",
        "Vous l'aviez deviné, cet article est un poisson d'avril.",
        "(1er avril oblige, cette information est fausse.)",
    ],
)
def test_a_correction_of_the_article_is_shown_or_the_summary_is_a_fallback(correction: str) -> None:
    article = Document(f"{FIRE} {SAFE} Une enquête est ouverte à Épinal. Le préfet viendra jeudi.\n{correction}", "fr")
    assert extract(article, "medium").text.endswith(correction)
    short = extract(article, 1)
    assert (short.text, short.departure, short.stands) == (FIRE, "corrected", False)


@pytest.mark.parametrize(
    "said",
    [
        "Les poissons d'avril font rire.",
        "Le film est une fiction.",
        "Il a tout inventé.",
        "Correction : 3-0.",
        "Correction des copies : 30 enseignants sont convoqués lundi.",
        "Mise à jour des listes électorales : il reste dix jours aux habitants.",
        "Mis à jour le 4 mars à 10h.",
        "Correction de trajectoire : la mairie rouvre la piscine lundi.",
        "Une erreur s'est glissée dans les bulletins de vote de la ville de Metz.",
        "Suite à une erreur, la mairie de Metz a envoyé deux fois la facture.",
        "Modifié par le Sénat, le texte revient lundi à l'Assemblée.",
        "Contrairement à ce qui était prévu, le stade de Metz restera ouvert.",
    ],
)
def test_what_corrects_nothing_is_no_correction(said: str) -> None:
    article = Document(f"{FIRE} {SAFE} Une enquête est ouverte à Épinal. {said}", "fr")
    assert extract(article, "short").departure is None


def test_what_is_real_is_shown_behind_what_the_reader_is_to_imagine() -> None:
    text = "Imaginez une ville sans voitures. Pontevedra, en Espagne, l'a fait dès 1999. Elle a reçu un prix à Paris."
    found = extract(Document(text, "fr"), "medium")
    assert (found.text, found.departure, found.stands) == (text, None, True)


def test_a_list_under_the_title_is_shown_whole_with_it() -> None:
    title, items = (
        "Prix Goncourt : les deux finalistes",
        "Emmanuel Carrère, Kolkhoze.\nNathacha Appanah, La Nuit au cœur.",
    )
    article = Document(f"{title}\n{items}\nLe prix sera remis le 4 novembre chez Drouant.", "fr")
    assert extract(article, "short").text == f"{title}. {items}".replace("\n", " ")


def test_what_happens_in_a_story_is_not_shown_without_it() -> None:
    story = "La série raconte la chute de Paris. Une bombe explose à Notre-Dame mardi. L'armée prend le pouvoir à Lyon."
    alone = extract(Document(story, "fr"), 1)
    assert (alone.text, alone.stands) == ("La série raconte la chute de Paris.", False)
    after = extract(Document(f"{story}\n{FIRE} {SAFE}", "fr"), 1)
    assert (after.text, after.departure) == (FIRE, "dangling_noun")


def test_every_false_claim_of_a_fact_check_has_its_verdict() -> None:
    claims = ("Le vaccin donne la grippe.", "Il est dangereux pour les femmes enceintes.")
    text = "\n".join(
        f"{claim}\nFAUX. Il est recommandé depuis {year}." for claim, year in zip(claims, (2010, 2012), strict=True)
    )
    shown = extract(Document(text, "fr"), "long").text
    assert all(claim not in shown or f"{claim} FAUX." in shown for claim in claims)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Théorie du complot : ce que croient les platistes\nLa Terre est plate et immobile. La Nasa ment.",
            "Théorie du complot : ce que croient les platistes. La Terre est plate et immobile.",
        ),
        (
            "Ce que fera Marine Le Pen si elle est élue\nLa redevance sera supprimée en France dès 2027.",
            "Ce que fera Marine Le Pen si elle est élue. La redevance sera supprimée en France dès 2027.",
        ),
        (
            "Ce que promet Paul Roy à Dijon :\nLe tramway de Dijon sera gratuit dès septembre.",
            "Ce que promet Paul Roy à Dijon. Le tramway de Dijon sera gratuit dès septembre.",
        ),
        (
            "Voici ce que dit la vidéo :\nLe vaccin de Pfizer contient du graphène. Il a tué 3 000 personnes à Lyon.",
            "Voici ce que dit la vidéo. Le vaccin de Pfizer contient du graphène.",
        ),
        (
            "Tribune. Par Anne Roux, économiste. La dette de la France n'est pas un problème.",
            "Tribune. La dette de la France n'est pas un problème.",
        ),
        (
            "Le tramway de Dijon gratuit en 2026\nLe tramway de Dijon sera gratuit dès septembre.",
            "Le tramway de Dijon sera gratuit dès septembre.",
        ),
    ],
)
def test_a_short_summary_shows_a_title_that_says_it_is_false_or_a_promise(text: str, shown: str) -> None:
    assert extract(Document(text, "fr"), "short").text == shown


@pytest.mark.parametrize(
    "line",
    ["Par Anne Roux, économiste.", "Par Luc Moreau et Paul Petit", "Jean Morin. Non, jamais."],
)
def test_who_wrote_or_speaks_is_no_sentence(line: str) -> None:
    assert fault_of(line) in ("caption", "title")


def test_a_label_with_a_function_is_a_turn_of_an_interview() -> None:
    text = (
        "Sud Info : Le maire a-t-il menti ?\nPaul Serre (opposition) : Oui. Le maire a menti trois fois.\n"
        "Sud Info : Pourquoi ?\nPaul Serre (opposition) : Pour gagner."
    )
    assert not extract(Document(text, "fr"), "short").text.startswith("Paul Serre")


def test_a_caption_of_a_photo_opens_no_summary() -> None:
    found = extract(Document(f"Un camion de pompiers, à Pau, en 2021.\n{FIRE} {SAFE}", "fr"), "medium")
    assert found.shown == (FIRE, SAFE) and found.is_opening


@pytest.mark.parametrize(
    "title", ["Mise à jour : Microsoft rachète Activision", "Mise à jour : Microsoft corrige une faille de Windows"]
)
def test_a_title_that_begins_like_the_label_of_a_correction_corrects_nothing(title: str) -> None:
    told = "Le rachat d'Activision et une mise à jour de Windows 11 ont été annoncés mardi par Microsoft à Seattle."
    short = extract(Document(f"{title}\n{told}", "fr"), "short")
    assert (short.text, short.departure, short.stands) == (told, None, True)


ENTRIES = (
    "06h12 : Un séisme de magnitude 6,1 a frappé le sud de la Grèce mardi, selon l'institut d'Athènes.",
    "07h30 : Le bilan provisoire fait état de deux blessés légers à Kalamata.",
    "09h45 : Les écoles de la région de Kalamata sont fermées par précaution.",
    "14h10 : Le bilan monte à trois morts, selon la protection civile grecque.",
)


def test_a_live_blog_that_tells_its_oldest_news_first_ends_with_the_newest() -> None:
    article = Document("\n".join(ENTRIES), "fr")
    assert extract(article, 2).shown == (ENTRIES[0], ENTRIES[3])
    assert extract(article, "medium").shown[-1] == ENTRIES[3]
    assert extract(article, 1).shown == ENTRIES[:1]
    newest_first = Document("\n".join(reversed(ENTRIES)), "fr")
    assert extract(newest_first, 2).shown == (ENTRIES[3], ENTRIES[2])


def test_the_last_line_of_a_chronology_is_no_newest_news() -> None:
    lead = "Un séisme a frappé la Grèce mardi, selon la protection civile de Kalamata."
    article = Document("\n".join((lead, *ENTRIES[1:], "23h00 : Le courant revient à Kalamata.")), "fr")
    assert extract(article, 2).shown == (lead, ENTRIES[1])


def test_the_newest_entry_that_refers_to_what_is_not_shown_gives_way_to_the_one_before() -> None:
    article = Document("\n".join((*ENTRIES, "15h00 : Elle reviendra sur place demain matin.")), "fr")
    assert extract(article, 2).shown[-1] == ENTRIES[3]


@pytest.mark.parametrize(
    ("newest", "reason"),
    [
        ("16h45 : Le bilan s'alourdit à 11 morts, selon les autorités grecques.", "dangling_noun"),
        ("16h45 : Ils sont tous sains et saufs, annonce la préfecture.", "dangling_pronoun"),
    ],
)
def test_no_older_entry_takes_the_place_of_the_newest(newest: str, reason: str) -> None:
    older = "\n".join(reversed(ENTRIES))
    for title in ("", "Séisme en Grèce\n"):
        short = extract(Document(f"{title}{newest}\n{older}", "fr"), 1)
        assert (short.text, short.departure, short.stands) == (newest, reason, False)
    lead = "Un séisme de magnitude 6,1 a frappé le sud de la Grèce mardi, selon l'institut d'Athènes."
    assert extract(Document(f"{lead}\n{newest}\n{older}", "fr"), 1).shown == (lead,)
    farewell = "18h00 : Merci de nous avoir suivis, nous revenons demain."
    assert extract(Document(f"{farewell}\n{older}", "fr"), 1).shown == ENTRIES[3:]


def test_results_without_full_stops_make_no_sentence() -> None:
    text = (
        "Ligue 1 : les résultats de la 12e journée\nLens - Lille 2-1\nLe classement\n1. Monaco 28 pts\n2. Lens 26 pts"
    )
    for length in ("short", "medium"):
        assert extract(Document(text, "fr"), length).text.rstrip(".") == text.split("\n")[0]


@pytest.mark.parametrize(
    "opening",
    [
        "Iceland ferme ses magasins français.",
        "Carrefour va quitter la Belgique.",
        "Carrefour va fermer son magasin belge.",
        "Nicole Aubry nous a quittés.",
    ],
)
def test_a_name_that_begins_a_sentence_names_somebody(opening: str) -> None:
    rest = "L'entreprise emploie 200 personnes, a précisé mardi la direction. Les onze sites fermeront en mars."
    found = extract(Document(f"{opening} {rest}", "fr"), 1)
    assert (found.text, found.departure) == (opening, None)


@pytest.mark.parametrize("opening", ["Personne ne va regretter cela.", "Barcelone face à la peur.", "Voter est utile."])
def test_a_pronoun_or_a_line_without_a_verb_names_nobody(opening: str) -> None:
    assert extract(Document(f"{opening} {FIRE} {SAFE}", "fr"), 1).text == FIRE


def test_a_denial_of_a_rumour_brings_the_question_that_tells_it() -> None:
    question = "Le Premier ministre a-t-il démissionné ?"
    denial = "Matignon a démenti mercredi soir la rumeur, née d'un compte parodique."
    rest = "François Delmas sera jeudi à Bruxelles."
    assert extract(Document(f"{question} {denial} {rest}", "fr"), "short").text == f"{question} {denial}"


FIRST_RULING = "En première instance, le docteur Lemoine avait été condamné à deux ans de prison avec sursis."
SECOND_RULING = "La cour d'appel de Douai a condamné mercredi le docteur Lemoine à quatre ans de prison ferme."
TALKS = "Après onze jours de grève, un accord avait été signé dimanche soir par la CFDT et FO."
VOTE = "Lundi matin, réunis devant l'usine de Metz, les salariés ont voté la poursuite du mouvement."
CONCERT, BAN = (
    "La mairie de Sète avait autorisé en mars le concert du rappeur Kalash sur la plage.",
    "Elle l'a finalement interdit mardi soir, après des menaces de mort.",
)
LATER_BAN = "Six mois plus tard, la mairie renonce au concert du rappeur Kalash après des menaces."

HOPES = [
    (
        "L'agence régionale de santé voulait fermer la maternité de Bagnères au 1er janvier.",
        "Devant la mobilisation, elle y a renoncé mardi.",
    ),
    (
        "Les Rémois ont cru tenir le point du nul dimanche à Auxerre.",
        "Ils se sont finalement inclinés à la 94e minute et ont perdu leur troisième place.",
    ),
    (
        "Paul Roux risquait gros vendredi devant le tribunal correctionnel de Draguignan.",
        "L'élu a été condamné à une simple amende de 3 000 euros.",
    ),
]


@pytest.mark.parametrize(
    ("past", "news", "shown"),
    [
        (FIRST_RULING, SECOND_RULING, SECOND_RULING),
        (TALKS, VOTE, f"{TALKS} {VOTE}"),
        (CONCERT, BAN, f"{CONCERT} {BAN}"),
        (CONCERT, LATER_BAN, f"{CONCERT} {LATER_BAN}"),
        *((hope, end, f"{hope} {end}") for hope, end in HOPES),
        (
            "Le président tunisien Béji Caïd Essebsi avait été hospitalisé jeudi matin.",
            "Le président tunisien Béji Caïd Essebsi est décédé jeudi 25 juillet à Tunis.",
            "Le président tunisien Béji Caïd Essebsi est décédé jeudi 25 juillet à Tunis.",
        ),
    ],
)
def test_news_stands_before_what_was_so_or_behind_it_where_it_does_not_tell_it(
    past: str, news: str, shown: str
) -> None:
    assert extract(Document(f"{past} {news}\n{FIRE}", "fr"), 1).text == shown


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Le maire de Tours a inauguré lundi le stade qu'il avait promis.", "Le club a gagné mardi à Tours."),
        ("Paul Roux soutient lundi qu'il avait accepté l'offre de Metz.", "Le club a gagné mardi à Tours."),
        ("Le nombre de cas suscite l'inquiétude à Laval, avait souligné Paul Roux.", "Il est venu mardi à Metz."),
        ("Paul Roux avait été réélu maire de Metz en juin.", "C'est son entourage qui a annoncé vendredi son départ."),
        ("Paul Roux avait été réélu maire de Metz en juin.", "Son adjoint Luc Petit veut lui succéder."),
        ("Paul Roux pensait quitter Metz en juin.", "Son adjoint Luc Petit veut lui succéder."),
        ("Paul Roux a été arrêté lundi à Metz où il voulait fuir la police.", "Il a été écroué mardi à Nancy."),
    ],
)
def test_what_the_next_sentence_does_not_overtake_opens_a_summary(first: str, second: str) -> None:
    assert extract(Document(f"{first} {second}\n{FIRE}", "fr"), 1).text == first


def test_what_was_so_refers_to_the_title_above_it() -> None:
    title = "« Nature » rétracte une étude choc sur les coûts du changement climatique"
    past = "Publiée en avril 2024, l'étude avait fait le tour du monde."
    news = "La revue « Nature » l'a rétractée mercredi, en raison d'erreurs dans les données."
    rest = "La Banque de France utilisait ces chiffres dans ses scénarios."
    article = Document(f"{title}\n{past} {news}\n{rest}", "fr")
    assert extract(article, "medium").text.startswith(f"{title}. {past} {news}")
    whose = "Il avait perdu un œil en avril 2019."
    later = "Six ans plus tard, Julien Rossi a vu mardi l'agent être relaxé par le tribunal de Toulouse."
    article = Document(f"Le policier qui avait éborgné un manifestant relaxé\n{whose} {later}\n{FIRE} {SAFE}", "fr")
    assert whose not in extract(article, "medium").text  # not the policeman


def test_what_was_so_is_given_with_the_news_though_it_may_not_stand() -> None:
    hope, end = (
        "Le Thurgovien a cru lever les bras vendredi à Fribourg.",
        "Il s'est finalement incliné pour deux mètres.",
    )
    article = Document(f"{hope} {end}\n{FIRE}", "fr")
    found = instead_of_doubted(extract(article, "short"), article, "short", "dangling_doubted")
    assert (found.text, found.stands) == (f"{hope} {end}", False)


def test_a_headline_is_the_news_and_not_what_it_overtakes() -> None:
    strike, end = "Les pilotes d'Air Corsica avaient déposé un préavis.", "Un accord a été trouvé mardi soir à Ajaccio."
    article = Document(f"{strike} {end}\n{FIRE}", "fr")
    assert (extract(article, "headline").text, extract(article, "short").text) == (end, f"{strike} {end}")


def test_months_after_needs_what_came_before() -> None:
    before = "Le maire avait promis la gratuité des bus."
    after = "Six mois après, la métropole de Tours a renoncé lundi à la gratuité des bus, jugée trop coûteuse."
    assert extract(Document(f"{before} {after} Le bus coûte 1,80 euro.", "fr"), "short").text == f"{before} {after}"


@pytest.mark.parametrize(
    ("opening", "is_named"),
    [
        ("Orange augmente ses tarifs.", True),
        ("Mars ferme son usine.", True),
        ("Exit la réforme.", False),
        ("Encore une fois raté.", False),
        ("Selon nos informations, Kylian Mbappé serait forfait.", True),
    ],
)
def test_a_noun_without_its_article_before_a_verb_is_a_name(opening: str, is_named: bool) -> None:
    assert (fault_of(opening) is None) is is_named


@pytest.mark.parametrize("since", ["depuis juillet 2019", "depuis 2019"])
def test_news_that_names_since_when_is_no_background(since: str) -> None:
    title = "Europe : les ventes de voitures neuves ont progressé au premier semestre"
    news = f"Les ventes de voitures neuves dans l'Union européenne affichent en juin un pic {since}."
    other = "Le constructeur Renault a annoncé jeudi de nouveaux modèles pour 2024, a dit son patron à Paris."
    assert extract(Document(f"{title}\n{news} {other}", "fr"), 1).text == news
    old = "Les ventes de voitures neuves dans l'Union européenne avaient connu un pic en 2019."
    assert extract(Document(f"{title}\n{old} {other}", "fr"), 1).text == other


def test_a_date_of_long_ago_under_an_anniversary_is_background() -> None:
    title = "Chute du mur de Berlin : il y a 30 ans, le monde changeait"
    old = "Le 9 novembre 1989, le mur de Berlin tombait."
    news = "Des cérémonies de la chute du mur auront lieu samedi à Berlin, en présence d'Angela Merkel."
    assert extract(Document(f"{title}\n{old} {news}", "fr"), 1).text == news


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        ("en", ("Tottenham name a manager", "Jose Rey takes over at Spurs.", "He is 56.", "They sacked Paul Kuhn.")),
        ("de", ("Kiel baut um", "Der Hafen bekommt ein Tor.", "Es kostet drei Millionen.", "Die Stadt zahlt.")),
    ],
)  # fmt: skip
def test_paragraphs_of_one_sentence_are_no_list_where_verbs_are_not_known(
    language: str, paragraphs: tuple[str, ...]
) -> None:
    made = extract(Document("\n".join(paragraphs), language), "medium")
    assert made.departure is None and len(made.units) > 1
    assert all(unit.first == unit.last for unit in made.units)


@pytest.mark.parametrize(
    ("language", "announcement"),
    [
        ("fr", "Voici ce que l'on sait ce mardi 11 avril."),
        ("fr", "Tout savoir."),
        ("en", "Read on to know more about it!"),
        ("en", "Here's what we know about Paris."),
    ],
)
def test_what_announces_the_article_is_not_shown(language: str, announcement: str) -> None:
    news = {"fr": "Le maire de Tours a démissionné mardi soir.", "en": "The mayor of Leeds resigned on Tuesday night."}
    more = {
        "fr": "Une enquête de la police vise trois de ses adjoints depuis le mois de mars.",
        "en": "Police have been looking into three of his deputies since March.",
    }
    text = extract(Document(f"{news[language]} {announcement} {more[language]}", language), "medium").text
    assert text == f"{news[language]} {more[language]}"


@pytest.mark.parametrize("section", ["Économie", "FAITS DIVERS", "Football / Ligue 2", "Sport\n\nFootball"])
def test_the_title_below_the_name_of_a_section_is_the_articles_title(section: str) -> None:
    title = "Le groupe Camaïeu placé en liquidation judiciaire"
    first = "L'enseigne de prêt-à-porter, qui emploie 2 600 personnes, cessera son activité samedi soir."
    made = extract(Document(f"{section}\n\n{title}\n\n{first} {SAFE}", "fr"), "medium")
    assert made.shown == (f"{title}.", first, SAFE) and made.is_opening


def test_a_label_that_limits_what_is_told_stays_above_it() -> None:
    text = f"Satire\n\nLe maire de Nice vend la mer\n\n{FIRE} {SAFE}"
    assert extract(Document(text, "fr"), "short").shown == ("Satire.", FIRE)


def test_a_title_that_hopes_for_something_asks_nothing() -> None:
    title, first = (
        "Vers un test sanguin de la maladie d'Alzheimer ?",
        "Des chercheurs de Göteborg ont mis au point un test.",
    )
    made = extract(Document(f"{title}\n\n{first} {SAFE}", "fr"), "medium")
    assert made.shown[:2] == (title, first) and made.departure is None


@pytest.mark.parametrize("hook", ["Camaïeu, c'est fini.", "Alinéa, le retour."])
@pytest.mark.parametrize("length", ["short", "medium"])
def test_a_line_that_names_what_the_first_sentence_is_about_stands_before_it(hook: str, length: Length) -> None:
    first = "Le tribunal de commerce de Lille a prononcé mercredi la liquidation de l'enseigne."
    made = extract(Document(f"{hook} {first} {SAFE}", "fr"), length)
    assert made.shown[:2] == (hook, first) and made.departure is None


@pytest.mark.parametrize(
    "hook",
    [
        "Vive émotion à Saint-Malo.",
        "Coup de tonnerre à Madrid.",
        "Coup de théâtre au procès Jubillar.",
        "Nouveau rebondissement dans l'affaire Grégory.",
        "Nuit d'angoisse à Trèbes.",
        "Soulagement chez les salariés de Vallourec.",
        "Drame de la route ce vendredi en fin de journée à Plouguerneau, près de Brest.",
        "La rumeur courait depuis une semaine dans les couloirs de Vallourec.",
        "Le bruit circulait depuis la rentrée à l'hôtel du département des Vosges.",
        "Le couperet est tombé mardi soir au tribunal correctionnel d'Épinal.",
        "Fumée blanche à Namur.",
        "C'est une affaire qui fait grand bruit dans le Comtat.",
        "C'est une affaire peu banale qui secoue Carpentras.",
        "L'histoire a ému tout Carpentras.",
        "Le quartier Maroc de Yopougon s'est réveillé dans l'émoi, hier mardi.",
        "La ville de Carpentras est sous le choc.",
    ],
)
def test_a_hook_is_no_summary_of_one_sentence(hook: str) -> None:
    short, medium = (extract(Document(f"{hook} {FIRE} {SAFE}", "fr"), length) for length in (1, "medium"))
    assert (short.text, short.departure) == (FIRE, "teaser")
    assert medium.shown[:2] == (hook, FIRE)


def test_a_hook_stands_before_the_news_that_needs_it() -> None:
    hook, news = (
        "Le quartier Maroc de Yopougon s'est réveillé dans l'émoi.",
        "Un immeuble y a été soufflé mardi à 5 heures.",
    )
    article = Document(f"{hook} {news} {SAFE}\n{FIRE}", "fr")
    assert extract(article, "short").text == f"{hook} {news}"
    assert extract(article, "headline").text == news


@pytest.mark.parametrize(
    "news",
    [
        "Surprise : Lyon bat le PSG.",
        "Polémique à Nice, le maire recule.",
        "Colère à Nice où les agriculteurs bloquent l'A8.",
        "Polémique après la mort de Nahel à Nanterre.",
        "Trois morts dans un accident à Épinal.",
        "La rumeur courait à Épinal que le maire de Nancy allait démissionner.",
        "Le couperet est tombé : Paul Roux est condamné à Épinal.",
        "Clap de fin pour le Cargo de nuit à Arles.",
        "Carpentras est sous le choc après la mort du maire.",
        "C'est une affaire qui a coûté deux millions d'euros à Carpentras.",
    ],
)
def test_a_line_that_tells_what_happened_is_no_hook(news: str) -> None:
    assert extract(Document(f"{news} {FIRE} {SAFE}", "fr"), 1).text == news


QUOTED = "« La criminalité a doublé en dix ans dans notre pays. »"
USED = "Mardi 4 février, le député du Var Frank Leroy a justifié par ce chiffre sa proposition de loi"


@pytest.mark.parametrize("title", ["", "La criminalité a-t-elle vraiment « doublé en dix ans » en France ?\n\n"])
@pytest.mark.parametrize("verdict", [" C'est faux.", "\n\nC'EST FAUX\n\n", ""])
def test_a_quotation_stands_before_what_is_said_of_it(title: str, verdict: str) -> None:
    """And a verdict on a line of its own is one."""
    numbers = "Le nombre de crimes est passé de 3,5 millions en 2014 à 3,9 millions en 2024."
    made = extract(Document(f"{title}{QUOTED} {USED}.{verdict} {numbers}", "fr"), "short")
    shown_verdict = verdict.strip().rstrip(".")
    assert made.text == f"{QUOTED} {USED}." + (f" {shown_verdict}." if shown_verdict else "")


def test_a_quotation_of_which_nothing_is_said_is_left_out() -> None:
    made = extract(Document(f"{QUOTED} {FIRE} {SAFE}", "fr"), 1)
    assert (made.text, made.departure) == (FIRE, "quotation")


@pytest.mark.parametrize(
    ("question", "first", "is_shown"),
    [
        (
            "Que sait-on de l'incendie de l'usine Lubrizol ?",
            "Un incendie s'est déclaré dans la nuit de mercredi à jeudi dans l'usine.",
            True,
        ),
        (
            "Pourquoi le stade Bollaert est-il fermé ?",
            "La préfecture du Pas-de-Calais a fermé le stade mardi pour trois semaines.",
            True,
        ),
        # Named in the sentence, too, or known to everybody; a question that asks who names nobody.
        (
            "Que sait-on de l'incendie de l'usine Lubrizol ?",
            "Un incendie s'est déclaré dans la nuit de mercredi à jeudi dans l'usine de Lubrizol.",
            False,
        ),
        (
            "Le président Macron va-t-il démissionner ?",
            "Le président a annoncé mardi à Paris la tenue d'un référendum en mars.",
            False,
        ),
        (
            "Qui a mis le feu à l'usine Lubrizol ?",
            "Un incendie s'est déclaré dans la nuit de mercredi à jeudi dans l'usine.",
            False,
        ),
    ],
)
def test_a_question_that_alone_names_a_thing_stands_before_its_noun(question: str, first: str, is_shown: bool) -> None:
    made = extract(Document(f"{question}\n\n{first} {SAFE}", "fr"), 1)
    assert made.text == (f"{question} {first}" if is_shown else first)


@pytest.mark.parametrize("line", ["München.", "Es ist soweit.", "«Ich habe niemals dafür gestimmt.»"])
def test_a_place_or_words_before_the_news_are_no_summary_in_another_language(line: str) -> None:
    news = "Der Landtag hat am Mittwoch das neue Wohngesetz mit 68 zu 65 Stimmen beschlossen."
    article = Document(f"Landtag beschließt neues Wohngesetz\n{line} {news} Das Gesetz gilt ab Januar.", "de")
    assert extract(article, 1).text == news


def test_a_text_in_two_languages_is_summarised_in_the_first() -> None:
    french = "Justin Trudeau a annoncé un investissement de 500 millions de dollars à Halifax. Il vise 8 000 logements."
    english = "Justin Trudeau announced an investment of 500 million dollars. The funds will be used to build homes."
    assert extract(Document(f"{french}\n{english}", "fr"), "medium").text == french


@pytest.mark.parametrize(
    "paper",
    ["Mardi 12 novembre 2024", "LA MONTAGNE — Mardi 12 novembre 2024 — Page 8", "Le Courrier de Vire | 12/11/2024"],
)
def test_the_day_of_a_paper_is_no_title(paper: str) -> None:
    title = "Une usine brûle : les salariés sains et saufs"
    found = extract(Document(f"{paper}\n{title}\n{FIRE}\n{SAFE}", "fr"), "medium")
    assert paper not in found.text and found.text.startswith((title, FIRE))


def test_a_title_that_names_a_day_is_shown() -> None:
    title = "Vosges : les accidents du mardi 12 novembre 2024"
    found = extract(Document(f"{title}\nDans les Vosges encore\n{FIRE}\n{SAFE}", "fr"), "medium")
    assert found.text.startswith(title)


@pytest.mark.parametrize(
    "text",
    [
        "Une voiture a foncé dans la foule samedi à Munster, tuant deux personnes. Le conducteur était en fait un "
        "habitant de la ville, connu pour ses troubles psychiques, a dit la police. Il s'est suicidé.",
        "Deux hommes ont été arrêtés mardi après le vol de bijoux au Louvre. Ils ont partiellement reconnu les faits. "
        "L'un d'eux a été remis en liberté sous contrôle judiciaire.",
        "Gérard Martin avait quatre restaurants à Lyon et Villeurbanne. Mardi, le tribunal a placé sa société en "
        "liquidation. Les salariés seront licenciés.",
    ],
)
def test_news_that_nothing_takes_back_opens_alone(text: str) -> None:
    assert summarize(text, language="fr", length=1).text == text.partition(". ")[0] + "."


def test_a_rank_and_a_step_are_no_negations() -> None:
    for title, language in [("Novak Djokovic loses No 1 ranking", "en"), ("Un pas vers la paix au Soudan", "fr")]:
        assert not negates(title, language)
    assert negates("Pas de grève mardi à la SNCF", "fr")


def test_corrections_of_other_languages_are_told_by_their_words() -> None:
    assert corrects("[Correction: The minister's name is Smith and not Brown.]")
    assert corrects("Clarification: The minister did not say this on Monday.")
    assert not corrects("Clarification : la loi ne concerne que les grandes entreprises du secteur.")


@pytest.mark.parametrize(
    "note",
    [
        "Mise à jour, 12 h 30. Une première version de cet article parlait de deux blessés. Il n'y en a aucun. Le nom "
        "du préfet a été précisé.",
        "Rectificatif : l'usine a brûlé mardi, et non lundi.",
        "Erratum. Nous avions écrit par erreur que deux usines avaient brûlé. Une seule est touchée.",
    ],
)
def test_a_correction_at_the_head_of_an_article_stands_behind_its_news(note: str) -> None:
    article = Document(f"{note}\n{FIRE} {SAFE} Une enquête est ouverte à Épinal.", "fr")
    found = extract(article, "medium")
    assert found.text.startswith(FIRE) and found.text.endswith(found.units[-1].text) and found.units[-1].first == 0
    assert extract(article, 1).text == FIRE
    assert extract(Document(note, "fr"), "medium").text.startswith(note.partition(".")[0])


@pytest.mark.parametrize(
    "note",
    [
        "Correctif : bien lire 40 salariés et non 50.",
        "RECTIFICATIF. L'usine détruite fabriquait du papier, et non du carton.",
        "Une première version de cet article parlait de deux blessés mercredi. Il n'y en a aucun.",
    ],
)
@pytest.mark.parametrize("rest", [" Une enquête est ouverte à Épinal.", "\nUne enquête est ouverte à Épinal."])
def test_the_news_behind_a_correction_in_its_paragraph_opens_the_summary(note: str, rest: str) -> None:
    found = extract(Document(f"{note} {FIRE} {SAFE}{rest}", "fr"), "medium").text
    assert found.startswith(FIRE) and found.endswith(note.rpartition(". ")[2])


@pytest.mark.parametrize(
    "label",
    ["Correction.", "Correction !", "(Correction : deux blessés et non cinq)", "*Article corrigé mardi : un mort.*"],
)
def test_news_behind_a_word_or_in_the_sentence_of_a_note_opens_the_summary(label: str) -> None:
    found = extract(Document(f"{label} {FIRE}\n{SAFE} Une enquête est ouverte à Épinal.", "fr"), "short").text
    assert found.startswith(f"{label} {FIRE}")


def test_an_update_that_tells_news_opens_the_summary() -> None:
    update = "Mise à jour : le préfet d'Épinal a levé l'alerte mardi à 18 heures."
    assert extract(Document(f"{update}\n{FIRE} {SAFE}", "fr"), "medium").text.startswith(update)


CONVICTED = (
    "En mars 2022, il avait quitté le tribunal menotté. Il venait d'être condamné à quatre ans de prison pour avoir "
    "incendié, une nuit de juillet, la grange de son voisin et frère, avec lequel il était en conflit depuis le "
    "partage de l'exploitation familiale."
)


@pytest.mark.parametrize(
    ("between", "then"),
    [
        ("Il n'aura rien à se reprocher.", "Jeudi, la cour d'appel l'a relaxé, faute de preuves suffisantes."),
        ("", "Deux ans plus tard, le même homme est sorti libre de la cour, acquitté à l'unanimité des jurés."),
    ],
)
def test_an_opening_that_does_not_stand_has_the_acquittal_behind_it(between: str, then: str) -> None:
    article = Document(f"{CONVICTED}\n{between} {then} Son avocat demande réparation.", "fr")
    found = instead_of_doubted(extract(article, "medium"), article, "medium", "dangling_doubted")
    assert found.text.endswith(then) and not found.stands


def test_an_opening_without_an_accusation_goes_without_a_later_acquittal() -> None:
    then = "Jeudi, la cour d'appel de Metz a relaxé un éleveur de 61 ans, faute de preuves suffisantes contre lui."
    article = Document(f"Elle avait brûlé en 2022. Il ne restait que des cendres. Le foin était humide. {then}", "fr")
    found = instead_of_doubted(extract(article, "medium"), article, "medium", "dangling_doubted")
    assert then not in found.text


def test_a_short_summary_has_the_title_above_a_sentence_that_says_less_than_half_of_it() -> None:
    title = "Venise : un paquebot incontrôlable sème la panique"
    told = "Quatre personnes ont été blessées dimanche sur un quai du port de Venise, selon les pompiers."
    again = "Un paquebot incontrôlable a semé dimanche la panique à Venise, où il a heurté un quai du port."
    article = Document(f"{title}\n{told} {FIRE}", "fr")
    assert extract(article, "short").shown == (f"{title}.", told)
    assert extract(article, 1).shown == (told,)
    assert extract(Document(f"{title}\n{again} {FIRE}", "fr"), "short").shown == (again, FIRE)


def test_a_short_summary_has_65_words_with_its_title_unless_its_sentence_is_longer() -> None:
    title = "Venise : un paquebot incontrôlable sème la panique"
    told = (
        "Quatre personnes ont été blessées dimanche à Venise, où un navire de 275 mètres a heurté un quai du port et "
        "un bateau de tourisme pendant que ses passagers attendaient de descendre, selon les pompiers, qui cherchaient "
        "lundi encore deux marins, dont l'un est le père d'un garçon de dix ans."
    )
    longer = told.replace(", selon les pompiers,", " sur la place Saint-Marc ou dans la lagune, selon les pompiers,")
    assert [len(f"{title} {text}".split()) for text in (told, longer)] == [59, 67]
    assert extract(Document(f"{title}\n{told} {FIRE}", "fr"), "short").shown == (f"{title}.", told)
    assert extract(Document(f"{title}\n{longer} {FIRE}", "fr"), "short").shown == (longer,)


def test_a_short_first_sentence_is_followed_by_the_next_in_a_short_summary() -> None:
    first, long = "Le maire de Brest a démissionné mardi.", f"{FIRE.removesuffix('.')}, comme mardi, {SAFE}"
    assert extract(Document(f"{first} {FIRE} {SAFE}", "fr"), "short").shown == (first, FIRE)
    assert len(long.split()) > 20
    assert extract(Document(f"{long} {first}", "fr"), "short").shown == (long,)
