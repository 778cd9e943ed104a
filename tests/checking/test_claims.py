"""Stage 6: numbers, dates and names that stand in the source pass; invented ones are found where they stand."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.checking import claims, compare, find_unsupported, lost_dates, lost_numbers, names_of, spans_of
from summarize.result import Unsupported
from summarize.text.document import Document
from summarize.text.numbers import NUMBER, quantities
from summarize.text.quotations import quotations
from summarize.text.words import is_finished, repeats_itself


def _claims(text: str, source: str) -> list[tuple[str, str]]:
    return [(u.kind, u.text) for u in find_unsupported(Document(text), Document(source))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("On compte 1 000 morts.", "On compte 1.000 morts."),
        ("On compte 1000 morts.", "On compte 1\u202f000 morts."),
        ("On compte 1.000 morts.", "On compte 1\u00a0000 morts."),
        ("Une hausse de 3,5 %.", "Une hausse de 3.5%."),
        ("Une hausse de 3.50 %.", "Une hausse de 3,5 %."),
        ("Le 07 mai.", "Le 7 mai."),
        ("1 234 567,89 euros.", "1234567,89 euros."),
        ("Ils sont 3.", "Ils sont trois."),
        ("Ils sont trois.", "Ils sont 3."),
        ("Vingt morts.", "Au moins 20 morts."),
        ("Il y a 2 ans.", "Il y a deux ans."),
        ("À 19 heures.", "À 19h30."),
        ("En 2019.", "De 2019-2020."),
        ("L'Otan recule.", "Le sommet de l’OTAN a eu lieu."),
        ("Le retour de l'OTAN à Évian.", "L'Otan siège à Evian."),
        ("Les États-Unis partent.", "les ETATS-UNIS restent."),
        ("Il vient d'Asie-Pacifique.", "la région Asie Pacifique, dit-il."),
        ("Il parle aux Américains.", "Un américain parle."),
        ("Le train d'Air France.", "AIR FRANCE a annoncé."),
        ("Il vient mercredi.", "Mercredi, il est venu."),
        ("Il a vu qu'Emmanuel Macron part.", "emmanuel macron est parti."),
        ("On compte mille morts.", "On compte 1 000 morts."),
        ("On compte 2,5 millions de morts.", "On compte 2.500.000 morts."),
        ("Le budget est de 3 milliards d'euros.", "Un budget de 3 Md€."),
        ("Une hausse de 20 pour cent.", "Une hausse de 20%."),
        ("Quatre-vingt-dix-sept blessés.", "Il y a 97 blessés."),
        ("Deux mille trois cents euros.", "C'est 2.300 euros."),
        ("Il y a entre 10 et 20 % de votants.", "Ils sont 10 %, ou 20 %."),
        ("De 2 à 3 millions de votants.", "Ils sont 2 millions, voire 3 millions."),
        ("Une vingtaine de morts.", "On compte 22 morts."),
        ("Vingt morts.", "Une vingtaine de morts."),
        ("Le 17e arrondissement.", "le dix-septième, ou 17ème, arrondissement"),
        ("Au 100e jour.", "Après 100 jours."),
        ("Son troisième titre.", "Il gagne pour la 3e fois."),
        ("Ses troisièmes vœux.", "Il présente ses vœux pour la 3e fois."),
        ("Les deux cinquièmes du pays.", "Les 2 cinquièmes."),
        ("Le journal de 20h00.", "Au journal de 20 heures."),
        ("Le premier mai.", "Le 1er mai."),
        ("Le 6 juin.", "Du 6 au 12 juin."),
        ("Le 6 juin 2019.", "le 06/06/2019"),
        ("Les deux hommes sont partis.", "Un homme et un autre sont partis."),
        ("Le G20 et la Covid-19.", "le g20, la covid-19"),
        ("Un logement neuf.", "Un logement."),
        ("L'OTAN recule.", "Le sommet de l'Alliance atlantique."),
        ("L'ONU recule.", "Les Nations unies siègent."),
        ("La NATO recule.", "L'Otan siège."),
        ("Le Journal du dimanche.", "selon le JDD dimanche"),
        ("Selon le JDD.", "Selon le Journal du dimanche."),
        ("Les Français partent de France.", "Le gouvernement français."),
        ("Un Nantais est parti.", "Il vit à Nantes."),
        ("Il vient de Nantes.", "Un Nantais est parti."),
        ("Il voit M. Macron.", "Emmanuel Macron est là."),
        ("Il voit Emmanuel Macron.", "M. Macron est là."),
        ("Il voit Saint-Denis.", "la Seine-Saint-Denis"),
        ("VIDÉO. Le maire part.", "Le maire part."),
        ("FAIT DIVERS. Le maire part.", "Le maire part."),
        ("Il part en septembre.", "Il part le 12/09/2019."),
        ('Il parle de "gilets jaunes".', "un gilet jaune"),
        ("Il a dit : « Je pars demain. »", 'Il déclare "je pars demain" puis s’en va.'),
        ('Il dit "je pars (...) demain".', "je pars avec eux demain"),
        ('Il dit "ils (viv)ent à Paris".', "Ils vivent à Paris, dit-il."),
        ('Il parle d\'"ensauvagement".', "l'ensauvagement de la société"),
        ("Il a saisi 15 kg, 20 t et 5 €.", "Il a saisi 15 kilos, 20 t et 5 euros."),
        ("Il roule à 80 km/h.", "Il roulait à 80 kilomètres par heure."),
        ("De 10 à 20 millions d'euros.", "Entre 10 et 20 M€."),
        ("Il fait -3 degrés.", "Il fait moins 3 degrés."),
        ("Un recul (-5 %).", "L'action a perdu 5 %."),
        ("Un recul de 5 %.", "L'action finit à -5 %."),
        ("L'action gagne 5 % (+5 %).", "Elle gagne 5 %."),
        ("Les -26 ans entrent.", "Les moins de 26 ans entrent."),
        ("Un match gagné 2-1, en 2019-2020.", "Un match gagné 2-1, en 2019-2020."),
        ("Un Ardennais est parti.", "Il vit dans les Ardennes."),
        ("Il vient de Lyon.", "Un lyonnais est parti."),
        ("Il voit un Tunisien.", "Il vit en Tunisie."),
        ("Des milliers de gens.", "Ils sont 45 000."),
        ("Des milliers de gens.", "Des dizaines de milliers de gens."),
        ("Des dizaines de morts.", "Une trentaine de morts."),
        ("Plusieurs milliards d'euros.", "Un plan de 2,5 Md€."),
        ("Des millions d'euros.", "De 2 à 3 millions d'euros."),
        ("La moitié des élèves.", "Un élève sur deux."),
        ("Les deux tiers des élèves.", "66 % des élèves."),
        ("Un quart de finale, un quart d'heure, la seconde moitié de saison.", "Rien."),
        (
            'Il dit "nous partons (...) à Paris".',
            "Nous partons demain. Il dit : « Nous partons tous. Demain. À Paris »",
        ),
        ('Il dit "je (...) suis là, je vous (...) promets".', "« Je ne sais pas. Je suis là, je vous le promets. »"),
        ('Il dit "je pars… Je ne sais (...) pas".', "Je pars. Il dit : « Je pars… Je ne sais (...) pas »."),
    ],
)
def test_what_stands_in_the_source_is_supported(text: str, source: str) -> None:
    assert _claims(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "claims"),
    [
        ("Le maire Dupont est parti.", "Le maire est parti.", [("name", "Dupont")]),
        ("Il est parti avec l'Unesco.", "Il est parti.", [("name", "l'Unesco")]),
        ("On compte 12 morts.", "On compte 13 morts.", [("number", "12")]),
        ("Une hausse de 3,5 %.", "Une hausse de 35 %.", [("number", "3,5")]),
        ("On compte 1 000 morts.", "On compte 1 001 morts.", [("number", "1 000")]),
        ("Ils sont trois à Paris.", "Ils sont à Paris.", [("number", "trois")]),
        ("Il est venu mardi.", "Il est venu mercredi.", [("date", "mardi")]),
        ("Il est né en février.", "Il est né.", [("date", "février")]),
        ("Il part à Reims (Aisne).", "Il part à Reims, dans la Marne.", [("name", "Aisne")]),
        ("Il est parti en mai.", "Il est parti en mars.", [("date", "mai")]),
        ("Jean Dupont est parti.", "Jean est parti.", [("name", "Dupont")]),
        ("Emmanuel Macron part.", "Un homme part.", [("name", "Emmanuel Macron")]),
        ("Le pays. OTAN en tête.", "Le pays.", [("name", "OTAN")]),
        ("On compte 20 morts.", "Une hausse de 20 %, à 20 heures, pour 20 euros.", [("number", "20")]),
        ("On compte 2,5 millions de morts.", "On compte 2,5 milliards de morts.", [("number", "2,5 millions")]),
        ("Le 6 juin.", "Le 6 mars et le 12 juin.", [("number", "6")]),
        ("Le 2 juin.", "Le 12 juin, deux hommes.", [("number", "2")]),
        ("Une vingtaine de morts.", "On compte 12 morts.", [("number", "vingtaine")]),
        ("Le 17e arrondissement.", "17 euros, dans un arrondissement", [("number", "17")]),
        ("Il part à 19h30.", "Il part à 19 heures.", [("number", "19h30")]),
        ("Dix-huit morts.", "Dix morts, huit blessés.", [("number", "Dix-huit")]),
        ("Il vient de Saint-Denis.", "Il vient de Saint-Étienne.", [("name", "Saint-Denis")]),
        ("Il voit Brigitte Macron.", "Emmanuel Macron est là.", [("name", "Brigitte")]),
        ("Macron a parlé.", "Le maire a parlé.", [("name", "Macron")]),
        ("Selon le JDD.", "Selon le Figaro.", [("name", "JDD")]),
        ("L'ONU siège.", "Un homme siège.", [("name", "L'ONU")]),
        ("Il part en septembre.", "Ils sont sept.", [("date", "septembre")]),
        ('Il dit "je pars demain".', "je pars aujourd'hui", [("quotation", "je pars demain"), ("date", "demain")]),
        ('Il dit "je pars (...) demain".', "demain, je pars", [("quotation", "je pars (...) demain")]),
        ("Il a saisi 15 tonnes.", "Il a saisi 15 kilos.", [("number", "15")]),
        ("Un trou de 80 km.", "Un trou de 80 cm.", [("number", "80")]),
        ("Il perd 900 dollars.", "Il perd 900 euros.", [("number", "900")]),
        ("Une hausse de 5 euros.", "Une hausse de 5 centimes.", [("number", "5")]),
        ("Il perd £900.", "Il perd $900.", [("number", "900")]),
        ("Une centrale de 900 mégawatts.", "Une centrale de 900 kW.", [("number", "900")]),
        ("Un disque de 8 téraoctets.", "Un disque de 8 Go.", [("number", "8")]),
        ("Il roule à 80 km/h.", "Il a fait 80 km.", [("number", "80")]),
        ("Il fait -3 degrés.", "Il fait 3 degrés.", [("number", "3")]),
        ("Elle a évolué de -5 %.", "Elle a gagné 5 % mardi.", [("number", "5")]),
        ("Elle a évolué de +5 %.", "Elle finit à -5 %.", [("number", "5")]),
        ("Il voit François Martin.", "La France a saisi Philippe Martel.", [("name", "François Martin")]),
        ("Il voit Christine Dupont.", "Christian Dupont est là.", [("name", "Christine")]),
        ("Il voit Aurélien Roux.", "Aurélie Roux est là.", [("name", "Aurélien")]),
        ("Il voit Paul Roux.", "Pauline Roux est là.", [("name", "Paul")]),
        ("Il voit Bastien Roux.", "Il vit à Bastia.", [("name", "Bastien Roux")]),
        ("Il est reçu à Berne.", "Bernard Petit est reçu.", [("name", "Berne")]),
        ("Il vit dans le Gard.", "Un gardien est là.", [("name", "Gard")]),
        ("Il vit au Mali.", "Un homme malin est là.", [("name", "Mali")]),
        ("Des milliers de gens.", "Des dizaines de gens.", [("number", "milliers")]),
        ("Des dizaines de milliers de gens.", "Des milliers de gens.", [("number", "dizaines de milliers")]),
        ("Des milliers d'euros.", "45 000 personnes.", [("number", "milliers")]),
        ("Des milliers de gens.", "En 2019.", [("number", "milliers")]),
        ("Plusieurs milliards d'euros.", "Plusieurs millions d'euros.", [("number", "milliards")]),
        ("Il voit les deux tiers du pays.", "Un tiers du pays.", [("number", "deux tiers")]),
        ("Il voit la moitié du pays.", "Un quart du pays.", [("number", "la moitié")]),
        ('Il dit "nous augmenterons (...) les impôts".', "« Nous n'augmenterons pas les impôts »",
         [("quotation", "nous augmenterons (...) les impôts")]),
        ('Il dit "je [...] suis [...] coupable".', "« Je ne suis absolument pas coupable »",
         [("quotation", "je [...] suis [...] coupable")]),
        ('Il dit "je vais… partir".', "« Je vais rester ». On veut partir.", [("quotation", "je vais… partir")]),
        ('Il dit "nous n\'irons plus".', "« Nous irons plus »", [("quotation", "nous n'irons plus")]),
    ],
)  # fmt: skip
def test_what_is_invented_is_found(text: str, source: str, claims: list[tuple[str, str]]) -> None:
    assert _claims(text, source) == claims


@pytest.mark.parametrize("opener", ["Le", "Selon", "Après", "Une", "Cette", "Malgré", "Ainsi"])
def test_a_capital_that_opens_a_sentence_is_no_name(opener: str) -> None:
    assert _claims(f"Il part. {opener} maire reste.", "il part maire reste") == []
    assert _claims(f"« {opener} maire reste. »", f"{opener.lower()} maire reste") == []


def test_offsets_point_at_the_claim() -> None:
    text = "Le maire Dupont a vu 12 loups à Nîmes mardi, et l’Unesco trois."
    found = find_unsupported(Document(text), Document("le maire a vu des loups"), where="translation")
    assert [text[u.start : u.end] for u in found] == [u.text for u in found]
    assert [u.text for u in found] == ["Dupont", "12", "Nîmes", "mardi", "l’Unesco", "trois"]
    assert {u.where for u in found} == {"translation"}
    assert found[1] == Unsupported("number", "12", 21, 23, "translation")


def test_supported_claims_say_where() -> None:
    article = "À Nîmes, le maire Jean Dupont a compté 1.200 loups mardi : « Ils ont faim », dit-il."
    source = Document(article)
    found = claims(Document('M. Dupont a vu 1 200 loups mardi ("ils ont faim").'), source)
    assert [(c.kind, c.text, c.is_supported) for c in found] == [
        ("name", "Dupont", True),
        ("number", "1 200", True),
        ("date", "mardi", True),
        ("quotation", "ils ont faim", True),
    ]
    assert [[article[a:b] for a, b in spans_of(c, source)] for c in found] == [
        ["Dupont"],
        ["1.200"],
        ["mardi"],
        ["Ils ont faim"],
    ]
    [lacking] = claims(Document("Il voit Paris."), source)
    assert spans_of(lacking, source) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("deux cent mille", ["200000"]),
        ("un million deux cent mille", ["1200000"]),
        ("trois milliards cinq cents millions", ["3500000000"]),
        ("soixante et onze, vingt et un mille deux cents", ["71", "21200"]),
        ("deux trois", ["2", "3"]),
        ("dix-huit, soixante-dix-sept, quatre-vingts, quatre-vingt-onze", ["18", "77", "80", "91"]),
        ("one hundred and five, twenty-two, two thousand", ["105", "22", "2000"]),
        ("neuf personnes, un logement neuf", ["9"]),
        ("un, une, one, pour cent, millions", []),
        ("3 Md€, $20bn, 5 k€, 1,5 million", ["3000000000", "20000000000", "5000", "1500000"]),
        ("7:30 pm, 19 h 30, 20h00", ["19:30", "19:30", "20"]),
        ("٣٤ ans", ["34"]),
        ("soixante-dixième, quatre-vingtième, soixante-douzième, vingt et unième", ["70", "80", "72", "21"]),
        ("seventieth, eightieth, seventy-second, ninety-first", ["70", "80", "72", "91"]),
        ("deux millions et demi, two and a half million, 2 billion and a half", ["2500000", "2500000", "2500000000"]),
        ("1.250,50 et 1,250.50 et 1,234,567", ["1250.5", "1250.5", "1234567"]),
        ("9" * 5000 + " millions et demi", ["9" * 5000 + "500000"]),
    ],
)
def test_quantities(text: str, values: list[str]) -> None:
    assert [q.values[0] for q in quantities(text)] == values


def test_a_number_of_a_million_digits_is_one_number() -> None:
    [found] = quantities("9" * 1_000_000)
    assert len(found.values[0]) == 1_000_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Il dit "oui" et "non".', ["oui", "non"]),
        ("« oui », “non”, „nein“", ["oui", "non", "nein"]),
        ('Il dit "oui', []),
        ('" " «»', []),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    quoted = list(quotations(text))
    assert [q.text for q in quoted] == found == [text[q.start : q.end] for q in quoted]


@pytest.mark.parametrize("language", ["de", "lb"])
def test_capitals_tell_no_names_where_every_noun_has_one(language: str) -> None:
    assert find_unsupported(Document("Der Hund sieht den Baum.", language), Document("Der Mann.", language)) == ()


def test_other_languages_have_no_french_number_words_and_names_in_their_cases() -> None:
    assert find_unsupported(Document("A las once.", "es"), Document("A las doce.", "es")) == ()
    assert find_unsupported(Document("Он в Москве.", "ru"), Document("Москва стоит.", "ru")) == ()
    assert [u.text for u in find_unsupported(Document("Он в Киеве.", "ru"), Document("Москва стоит.", "ru"))] == [
        "Киеве"
    ]


@pytest.mark.parametrize(
    ("french", "english", "lost", "added"),
    [
        ("Le maire de Londres a vu 1 000 loups mardi.", "London's mayor saw a thousand wolves on Tuesday.", [], []),
        ("L'Otan et M. Poutine sont en Allemagne.", "NATO and Mr Putin are in Germany.", [], []),
        ("L'Assemblée nationale et le Premier ministre.", "The National Assembly and the Prime Minister.", [], []),
        ("Les États-Unis et l'ONU.", "The United States and the UN.", [], []),
        ("Il y a deux loups à 19h30.", "There are 2 wolves at 7:30 pm.", [], []),
        ("Il y a 3 loups à Paris.", "There are 4 wolves in Rome.", ["3", "Paris"], ["4", "Rome"]),
        ("Il part en mars.", "He leaves in May.", ["mars"], ["May"]),
        ("Il dit « oui ».", "He says yes.", ["oui"], []),
        ("Il dit « oui ».", 'He says "yes".', [], []),
        ("L'ONU a un plan.", "A plan was made.", ["L'ONU"], []),
        ("Ils sont deux millions et demi.", "There are two and a half million of them.", [], []),
        ("Le soixante-douzième est le quatre-vingtième.", "The seventy-second is the eightieth.", [], []),
        ("Une pause de vingt secondes.", "A twenty-second break.", [], []),
        ("Il doit 1.250,50 euros.", "He owes 1,250.50 euros.", [], []),
        ("Il a gagné deux fois, puis trois fois.", "He won twice, then three times.", [], []),
        ("Cela coûte 3,2 billions de dollars.", "It costs $3.2 trillion.", [], []),
        ("Cela coûte 3 000 milliards de dollars.", "It costs $3 trillion.", [], []),
        ("Cela coûte 3 trillions.", "It costs 3 trillion.", ["3 trillions"], ["3 trillion"]),
        ("Cela dure 2h15.", "It lasts 2 hours and 15 minutes.", [], []),
        ("Cela dure 2h15.", "It lasts 2 hours and 16 minutes.", ["2h15"], ["16"]),
        ("Il part à midi et demi.", "He leaves at 12:30 p.m.", [], []),
        ("Il part à minuit moins le quart.", "He leaves at 11:45 p.m.", [], []),
        ("Il part à 19h.", "He leaves at 7:00 p.m.", [], []),
        ("Il part à 19h30.", "He leaves at 7:15 p.m.", ["19h30"], ["7:15"]),
        ("Il part à 19h30.", "He leaves at 7 p.m.", ["19h30"], []),
        ("Il part à midi et quart.", "He leaves at 12:30 p.m.", ["midi et quart"], ["12:30"]),
        ("Il part à deux heures moins le quart.", "He leaves at 1:45.", [], []),
        ("Il doit entre 5 et 7 k€.", "He owes between €5k and €7k.", [], []),
        ("Le bilan est fait à 19H00 GMT.", "The toll is compiled at 19:00 GMT.", [], []),
        ("Le bilan est fait à 06 heures.", "The toll is compiled at 06:00.", [], []),
        ("Le bilan est fait à 19H00 GMT.", "The toll is compiled at 18:00 GMT.", ["19H00"], ["18:00"]),
        ("Le bilan est fait à 19H00 GMT.", "The toll is compiled at 19:30 GMT.", [], ["19:30"]),
        ("Elle parle à 18 heures 05.", "She speaks at 6.05 p.m.", [], []),
        ("Elle parle à 18 heures 05.", "She speaks at 6.15 p.m.", ["05"], ["6.15"]),
        ("La fin du quinquennat.", "The end of the five-year term.", [], []),
        ("La fin du quinquennat.", "The end of the seven-year term.", [], ["seven"]),
        ("L'héritière est en quarantaine.", "The heiress is in quarantine.", [], []),
        ("Une quarantaine de loups.", "A pack of wolves.", ["quarantaine"], []),
        ("Un homme d'une trentaine d'années.", "A man in his thirties.", [], []),
        ("Un homme d'une trentaine d'années.", "A man in his forties.", ["trentaine"], []),
        ("Une trentaine de femmes.", "Women in their thirties.", ["trentaine"], []),
        ("Le trentenaire a un plan.", "The thirty-year-old has a plan.", [], []),
        ("Le sexagénaire a un plan.", "The fifty-year-old has a plan.", [], ["fifty"]),
        ("Ce sera fini à la mi-2021.", "It will be finished by mid-2021.", [], []),
        ("Ce sera fini à la mi-2021.", "It will be finished by mid-2022.", ["2021"], ["2022"]),
        ("La rivale numéro 1.", "The number one rival.", [], []),
        ("La deuxième quinzaine de juin.", "The second half of June.", [], []),
        ("Aux quatre coins du monde.", "In all corners of the world.", [], []),
        ("Quatre loups du monde.", "Corners of the world.", ["Quatre"], []),
    ],
)
def test_a_translation_is_compared(french: str, english: str, lost: list[str], added: list[str]) -> None:
    found = compare(Document(french, "fr"), Document(english, "en"))
    assert [item.text for item in found.lost] == lost
    assert [item.text for item in found.added] == added
    assert all(french[i.start : i.end] == i.text and i.where == "text" for i in found.lost)
    assert all(english[i.start : i.end] == i.text and i.where == "translation" for i in found.added)


def test_other_translations_are_compared_by_figures_alone() -> None:
    found = compare(Document("Il voit 3 loups à Londres en 2019."), Document("Er sieht drei Wölfe in London.", "de"))
    assert [item.text for item in found.lost] == ["2019"] and found.added == ()


@pytest.mark.parametrize(
    "piece",
    [
        "1 000 ",
        "111 222 ",
        '"',
        "« ",
        "“a ",
        "deux mille ",
        "l'",
        "A",
        "Aa-",
        "1.000",
        "(",
        "9",
        "M. X ",
        "19h",
        "« a… b » ne ",
        "des milliers ",
        "un tiers de ",
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_unsupported(Document(text), Document(text))
            compare(Document(text[:2_000], "fr"), Document(text, "en"))
            best = min(best, time.process_time() - start)
        return best

    seconds(2_000)
    short, long = seconds(5_000), seconds(20_000)
    assert long < 0.05 or long / short < 10, f"four times the text took {long / short:.1f} times as long"


@given(st.text(max_size=120), st.text(max_size=60))
def test_offsets_are_exact_on_any_text(text: str, source: str) -> None:
    found = find_unsupported(Document(text), Document(source))
    assert [text[u.start : u.end] for u in found] == [u.text for u in found]
    assert [u.start for u in found] == sorted(u.start for u in found)


@given(st.lists(st.sampled_from(["Le", "maire", "Dupont", "12", "3,5 %", "1 000", "l'Otan", "mardi", "trois", "."])))
def test_a_text_supports_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert find_unsupported(Document(text), Document(text)) == ()
    assert lost_numbers(Document(text), Document(text)) == []


def test_empty_text_claims_nothing_and_empty_source_supports_nothing() -> None:
    assert find_unsupported(Document(""), Document("Le maire")) == ()
    assert _claims("Il voit Paris.", "") == [("name", "Paris")]


@pytest.mark.parametrize(
    "text",
    [
        "la la la",
        "le maire le maire",
        "le maire est parti et le maire est parti, le maire est parti",
        "oui Oui OUI oui",
    ],
)
def test_repetition_is_seen(text: str) -> None:
    assert repeats_itself(text)


@pytest.mark.parametrize("text", ["", "la la", "le maire de Paris et le maire de Lyon et celui de Nice", "a b c d"])
def test_ordinary_text_does_not_repeat(text: str) -> None:
    assert not repeats_itself(text)


@pytest.mark.parametrize(
    "text", ["Il part.", "Il part !", "Il part…", "« Il part. »", "Il part (hier).", 'Il a dit "non".']
)
def test_finished(text: str) -> None:
    assert is_finished(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Il part",
        "Il part,",
        "Il part de la",
        "« Il part.",
        "Il (part.",
        'Il a dit "non.',
        "Il suit le renvoi de M.",
    ],
)
def test_unfinished(text: str) -> None:
    assert not is_finished(text)


@pytest.mark.parametrize(
    ("text", "translation", "lost"),
    [
        ("On compte 1 000 morts.", "There are 1,000 dead.", []),
        ("On compte 1 234 567 euros.", "There are 1,234,567 euros.", []),
        ("Une hausse de 3,5 %.", "A rise of 3.5 %.", []),
        ("Il y a 3 morts.", "There are three dead.", []),
        ("Il y a 12 morts et 5 blessés.", "There are 12 dead.", ["5"]),
        ("Pas de chiffre.", "No figure.", []),
        ("En 2019.", "", ["2019"]),
        ("En 2016 126 élus sont partis.", "In 2016, 126 elected members left.", []),
    ],
)
def test_lost_numbers(text: str, translation: str, lost: list[str]) -> None:
    assert lost_numbers(Document(text), Document(translation)) == lost


def test_numbers_of_gives_numbers_as_they_stand() -> None:
    assert NUMBER.findall("1 000, 1.000 et 1000 ; 3,5 et 3.50") == ["1 000", "1.000", "1000", "3,5", "3.50"]


@pytest.mark.parametrize(
    ("french", "english", "lost"),
    [
        ("Il part mercredi 3 mars.", "He leaves on Wednesday 3 March.", []),
        ("Il part mercredi en août.", "He leaves on Monday in August.", ["mercredi"]),
        ("Il est parti hier.", "He left.", ["hier"]),
        ("Il part.", "He leaves.", []),
    ],
)
def test_lost_dates(french: str, english: str, lost: list[str]) -> None:
    assert lost_dates(Document(french), Document(english)) == lost


def test_two_numbers_side_by_side_stay_two() -> None:
    assert set(NUMBER.findall("en 2016 126 élus")) == {"2016", "126"}


def test_names_of_leaves_openers_out() -> None:
    assert names_of(Document("Le maire de Nîmes a vu l’OTAN. Hier encore.")) == {"nimes", "l'otan"}
