"""Every rule does what its example says, and takes nothing out that the rest needs."""

from __future__ import annotations

import pytest

from summarize.summarizing.trimming import RULES, Rule, broken_off, lacks_limit, only_of, trimmed
from summarize.summarizing.under_title import as_sentence, bare_title
from summarize.text.words import words_of


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_does_what_its_example_says(rule: Rule) -> None:
    long, short = rule.example
    assert trimmed(long) == short


@pytest.mark.parametrize(
    "sentence",
    [
        "En France, les femmes et les hommes ne sont pas payés également, rappelle un rapport de l'Insee.",
        "La fortune du boulanger de Sète sera partagée également entre ses trois enfants et sa sœur.",
        "La somme de deux millions est également répartie entre les communes de la vallée.",
        "Le tribunal de Dole a réparti les torts également entre l'automobiliste et le cycliste.",
        "La Cour suprême a jugé que la loi devait traiter également les filles et les garçons en matière d'héritage.",
        "Shakira et Gerard Piqué partageront également la garde de leurs deux enfants à partir de juin.",
        "Les deux conducteurs étaient également responsables de l'accident, selon le tribunal de Pau.",
        "La directrice a été filmée en train d'insulter une infirmière (vidéo manipulée) dans son bureau.",
        "Une photo de Donald Trump arrêté (image créée par une intelligence artificielle) a fait le tour du monde.",
        "Les commerces de Lille pourront ouvrir le dimanche 15 décembre, a décidé mardi le préfet.",
        "La voiture du maire de Sète a été incendiée mardi soir sur le parking de la mairie.",
        "La SNCF a annoncé mercredi que la vitesse des trains sera réduite de 160 à 120 km/h entre Limoges et Brive.",
        "Le prix du pain augmentera entre le 3 et le 9 mars, selon la fédération des boulangers de la région.",
        "Trois personnes (dont deux enfants) ont été blessées mardi dans un accident près de Lyon.",
        "Le maire de Brest (LR) a fermé mardi la piscine de la ville pour six mois de travaux.",
        "Le ministre, Paul Durand, a reçu mardi les syndicats de la police à Paris avant la grève.",
        "Le suspect n'aurait pas agi seul dans la nuit de mardi, a indiqué la gendarmerie.",
        "Les élections seront truquées dans tout le pays cette année, a affirmé Donald Trump.",
        "D'après France Inter, citée par franceinfo, le ministre a été mis au courant de l'affaire dès le 2 mai.",
        "« La grêle ressemble à une chute de neige (...) On dirait qu'il a neigé », a écrit le gouverneur mardi soir.",
        "Selon Mediapart, le maire de Blois a touché des pots-de-vin d'un promoteur de la région.",
        "Le maire de Blois a touché des pots-de-vin d'un promoteur de la région, selon Mediapart.",
        "Trois mille personnes ont défilé samedi contre la fermeture de la maternité, a indiqué la préfecture.",
        "Un homme de 30 ans portait une arme et menaçait les policiers, a-t-on appris mardi auprès du parquet.",
        "Le maire de Blois a juré n'avoir jamais touché un centime, ce que contredit un relevé bancaire.",
        "Le maire de la commune, qui conteste les faits, a été mis en examen mardi à Blois pour corruption.",
        "Le laboratoire, dont l'Agence du médicament refuse les dossiers, a vendu trois mille boîtes de vaccin.",
        "Air Sud a supprimé tous ses vols vers Alger (sauf ceux de nuit) jusqu'au 3 mai.",
        "Un nouveau médicament guérit ce cancer en trois semaines (chez la souris), ont annoncé les chercheurs.",
        "Le Sénat a rejeté (puis adopté en seconde délibération) l'article sur la retraite des pompiers.",
        "Selon Mediapart, le député aurait touché 30.000 euros d'une société suisse en 2017.",
        "Le maire de Vitrolles, qui clame son innocence, a été placé en garde à vue mardi à Marseille.",
        "Le docteur Hervé Blanc, qui plaide la légalité de ses ordonnances, a été condamné jeudi à Nantes.",
        "Le chauffeur du car, qui affirme avoir freiné, a été mis en examen lundi à Perpignan.",
        "La hausse des tarifs, qui doit encore être approuvée par le conseil, a été présentée lundi à Vannes.",
        "Les agriculteurs de la plaine, dont certains parlent d'un complot, ont été reçus mardi à la préfecture.",
        "Comme l'explique son avocat, le directeur de la banque a remis 400 000 euros aux malfaiteurs.",
        "Comme le raconte le voisin, le chien du gardien a mordu trois enfants mardi soir à Brive.",
        "Les habitants de l'Hexagone, qui n'ont jamais voté pour lui, ont donné 60 % des voix à Paul Durand.",
    ],
)
def test_what_the_rest_needs_stays(sentence: str) -> None:
    assert trimmed(sentence) == sentence


def test_no_word_is_put_in() -> None:
    for rule in RULES:
        long, short = rule.example
        known = {word.lower() for word in words_of(long)}
        assert {word.lower() for word in words_of(short)} <= known


def test_what_is_broken_off_says_so_and_does_not_end_on_a_small_word() -> None:
    assert broken_off("Le maire de la ville de Brest a fermé la piscine", 10).endswith("fermé…")
    assert broken_off("Une tornade a touché la ville de Baker aux États-Unis, samedi soir", 11).endswith("États-Unis…")
    assert broken_off("Neuf départements étaient placés en vigilance orange canicule ce 31 juillet", 10).endswith(
        "canicule…"
    )
    assert broken_off("The mayor of the city was charged over the death of a child", 12, "en").endswith("death…")
    assert broken_off("The strike killed two officers, including Brig. Gen. Lee Moore", 8, "en").endswith("officers…")


@pytest.mark.parametrize(
    ("sentence", "most", "end"),
    [
        ("La police a saisi dans un entrepôt du port trois cents kilos de cocaïne", 11, "port…"),
        ("Le groupe va investir dans son usine du Nord 1.250,5 millions d'euros", 11, "Nord…"),
        ("Le groupe va investir dans son usine du Nord 400 000 euros", 10, "Nord…"),
        ("Le groupe a fermé son usine du Nord en 2027, a dit le maire", 10, "2027…"),
        ("Le ministre a rencontré mardi à la préfecture le président Luca Meo", 11, "président…"),
        ("Le ministre a rencontré mardi à la préfecture la patronne de Marine Le Pen", 12, "patronne…"),
        ("La ville a voté mardi à l'unanimité la construction d'un nouveau grand stade", 12, "construction…"),
        ("Le ministre a déjeuné mardi dans une auberge avec le président des Républicains", 11, "auberge…"),
        ("Le maire de la ville de Sète visé par une enquête ne se représentera pas", 14, "enquête…"),
        ("Les soins de la clinique du port de Brest ne seront gratuits que le lundi", 12, "Brest…"),
        ("Le préfet est venu lundi à l'antenne de France 3 avec le maire", 10, "l'antenne…"),
        ("Le chanteur a quitté sa femme lundi à Nice alors qu'elle venait de gagner", 10, "Nice…"),
        ("Aucun élu de la ville ne veut voter le budget avant que le préfet parte", 10, "budget…"),
        ("Le tramway de la ville de Dijon sera gratuit dès septembre", 10, "gratuit…"),
        ("Le prix du gaz va augmenter en juillet pour les clients professionnels", 11, "juillet…"),
        ("Le prix du gaz va augmenter en juillet pour les clients touchés", 11, "juillet…"),
        ("Le prix du gaz va augmenter en juillet pour les clients, selon le ministre", 11, "clients…"),
        ("Le prix du gaz va augmenter en juillet pour les clients de la ville", 11, "clients…"),
        ("Le bénéfice net du groupe a doublé en 2022 à 250 millions", 10, "2022…"),
        ("Le bénéfice du groupe s'élève à 2022 euros", 7, "s'élève…"),
        ("Un collectif appelle lundi, dans une tribune au « Monde », à voter", 9, "tribune…"),
        ("Le confinement sera décrété par arrêté à partir du 15 janvier", 9, "arrêté…"),
    ],
)
def test_no_figure_name_or_group_of_words_is_cut_in_two(sentence: str, most: int, end: str) -> None:
    assert broken_off(sentence, most).endswith(f" {end}")


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("La piscine n'est ouverte, l'hiver, que le lundi", "n'est ouverte, l'hiver, que le lundi"),
        ("Il ne reçoit les gens de plus de 60 ans qu'en mai", "ne reçoit les gens de plus de 60 ans qu'en mai"),
        ("Il ne paie les gens que la loi vise que sur ordre", "ne paie les gens que la loi vise que sur ordre"),
        ("Il ne paie ceux qui n'ont rien que sur ordre", "ne paie ceux qui n'ont rien que sur ordre"),
        ("Il ne croit pas que le pont rouvrira", None),
        ("Personne ne croit que le pont rouvrira", None),
        ("La banque n'a plus de clients que la crise inquiète", None),
        ("Il ne sort avant que la nuit tombe", None),
    ],
)
def test_a_limit_by_ne_and_que(sentence: str, only: str | None) -> None:
    found = only_of(sentence)
    assert (found and sentence[found[0] :]) == only
    if found and only:
        assert sentence[found[1] :].startswith(("que le lundi", "qu'en mai", "que sur ordre"))


@pytest.mark.parametrize(
    ("title", "said", "lacks"),
    [
        ("Infox : le maire de Vannes condamné", "Le maire de Vannes a été condamné.", True),
        ("Infox : le maire de Vannes condamné", "Le maire de Vannes n'a pas été condamné, c'est une rumeur.", False),
        ("Ce que promet Paul Roy", "Le tramway sera gratuit.", True),
        ("S'il est élu, Paul Roy rendra le tramway gratuit", "Le tramway sera gratuit.", True),
        ("Tribune", "La dette n'est pas un problème.", True),
        ("Le tramway sera gratuit", "Le tramway sera gratuit.", False),
        ("Le suspect avoue puis se rétracte", "Le suspect a reconnu avoir tué sa femme.", True),
        ("Le suspect avoue puis se rétracte", "Le suspect est revenu sur ses aveux.", False),
        ("Paul Roy relaxé en appel", "Paul Roy avait été condamné à deux ans de prison.", True),
        ("Emprisonné à tort, il attaque l'État", "Paul Roy a passé six ans en prison.", True),
    ],
)
def test_a_title_that_says_that_its_text_is_false_taken_back_or_a_promise(title: str, said: str, lacks: bool) -> None:
    assert lacks_limit(title, said) is lacks


def test_a_title_has_one_final_mark() -> None:
    assert [
        as_sentence(t) for t in ("Le pont ferme", "Le pont ferme (maire)", "Le pont ferme :", "Le pont ferme !")
    ] == [
        "Le pont ferme.",
        "Le pont ferme (maire).",
        "Le pont ferme.",
        "Le pont ferme !",
    ]


def test_a_word_put_into_a_quotation_stays() -> None:
    sentence = (
        'Le gouvernement précise que "la surveillance des rassemblements, tels que les marchés, (était) renforcée".'
    )
    assert trimmed(sentence) == sentence


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Chantage : le maire est mis en examen, on vous résume l'affaire", "Chantage : le maire est mis en examen"),
        ("Vidéo - Le maire de Tours a-t-il démissionné ?", "Le maire de Tours a-t-il démissionné ?"),
        ("REPORTAGE - 3 h de marche pour un pain", "3 h de marche pour un pain"),
        ("Breaking: Houston hires a coach", "Houston hires a coach"),
        ("Board votes to close schools - BBC News", "Board votes to close schools"),
        ("Board votes to close schools | Millbrook Courier", "Board votes to close schools"),
        ("Board votes to close schools | The Guardian", "Board votes to close schools"),
        ("Board to close schools | Jane Doe", "Board to close schools | Jane Doe"),
        ("Board to close three schools - Reuters", "Board to close three schools - Reuters"),
        ("Live | BBC News", "Live | BBC News"),
        ("Le maire, voici son programme", "Le maire, voici son programme"),
        ("Le maire répond : « Allez, on vous explique »", "Le maire répond : « Allez, on vous explique »"),
    ],
)
def test_what_a_page_adds_to_a_title_goes(title: str, kept: str) -> None:
    assert bare_title(title) == kept
