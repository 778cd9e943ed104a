"""Faults of translated sentences: each check finds its kind, and leaves a good translation alone."""

from __future__ import annotations

import pytest

from summarize.checking import Fault, Limits, can_check, find_faults, word_list
from summarize.text.document import Document


def _codes(french: str, english: str, **others: object) -> list[str]:
    return [fault.code for fault in find_faults(Document(french, "fr"), Document(english, "en"), **others)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le maire de Lyon a ouvert mardi deux écoles.", "The mayor of Lyon opened two schools on Tuesday."),
        ("Le maire n'a pas ouvert l'école.", "The mayor did not open the school."),
        ("Elle n'a que deux enfants.", "She has only two children."),
        ("Il est parti sans dire un mot.", "He left without saying a word."),
        ("Ce projet est impossible.", "This project is not possible."),
        ("Cela n'est pas possible.", "This is impossible."),
        ("Les prix ont augmenté de 4,5 % en juin.", "Prices rose by 4.5% in June."),
        ("Le taux est passé de 4 % à 5 %.", "The rate rose from 4% to 5%."),
        ("L'Otan et l'ONU ont salué M. Poutine.", "NATO and the UN welcomed Mr Putin."),
        ("Le château date du XVIIIe siècle.", "The castle dates from the 18th century."),
        ("La ville a changé dans les années 60.", "The city changed in the 1960s."),
        ("Des centaines de personnes ont manifesté.", "Hundreds of people demonstrated."),
        ("Cela coûte un milliard d'euros.", "That costs a billion euros."),
        ("« C'est fini », a dit Emmanuel Macron.", '"It\'s over," Emmanuel Macron said.'),
        ("Il gagne 200 $ par mois.", "He earns 200 dollars a month."),
        ("Consultez lemonde.fr pour la suite.", "See lemonde.fr for the rest."),
        ("Bravo 🎉 à tous !", "Well done 🎉 to all!"),
        ("Le conseil municipal de Nice a voté.", "The City Council of Nice voted."),
        ("Le Premier ministre a démissionné hier soir.", "The Prime Minister resigned last night."),
        ("Le coronavirus a fait 300 morts à Mulhouse.", "The coronavirus has killed 300 people in Mulhouse."),
        ("Les salariés de Ford-Blanquefort sont inquiets.", "Workers at Ford-Blanquefort are worried."),
        ("Le QI moyen baisse.", "The average IQ drops."),
        ("Les OGM sont interdits.", "GMOs are banned."),
        ("Les PME embauchent.", "SMEs are hiring."),
        ("Le fichier budget_2025.xlsx est prêt.", "The budget_2025.xlsx file is ready."),
        ("La température a atteint −7 °C.", "The temperature reached −7°C."),
        ("La température a atteint -7 °C.", "The temperature reached -7°C."),
        ("La température a atteint -7 °C.", "The temperature reached 7 degrees below zero."),
        ("Les ventes baissent de 7 %.", "Sales are down 7%."),
        ("Le projet a été classé sans suite dans le Pas-de-Calais.", "The case was closed in Pas-de-Calais."),
        ("Il n'a pas pu empêcher l'accident.", "He failed to prevent the accident."),
        ("Il a fait −7 °C.", "It was minus 7°C."),
        ("Il ne va presque jamais à Lyon.", "He hardly ever goes to Lyon."),
        ("Le maire ne peut pas ne pas partir.", "The mayor cannot not leave."),
        ("Aucun enfant ne joue.", "No child plays."),
        ("Il n'a ni argent ni amis.", "He has neither money nor friends."),
        ("Il ne dit plus rien.", "He no longer says anything."),
    ],
)
def test_a_good_translation_has_no_fault(french: str, english: str) -> None:
    assert find_faults(Document(french, "fr"), Document(english, "en")) == ()
    assert find_faults(Document(english, "en"), Document(french, "fr")) == ()


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("empty", "Le maire est parti.", " "),
        ("characters", "Le maire est parti.", "The mayor has ��left."),
        ("characters", "Le maire est parti.", "The mayor ▁ has left."),
        ("length", "Le maire de la ville a ouvert mardi matin une nouvelle école.", "The mayor."),
        ("length", "Le maire part.", "The mayor is leaving the town because of what the others said of him today."),
        ("sentences", "Le maire est parti de la ville hier.", "The mayor left the town. It was yesterday."),
        ("repetition", "Il gagne la course à Paris.", "He wins the the the race in Paris."),
        ("repetition", "Les témoignages de cette source.", "The testimony testimonies of this source."),
        ("source_words", "Le paquebot est arrivé.", "The paquebot has arrived."),
        ("source_words", "Déjà 23 cas sont connus.", "Dejà 23 cases are known."),
        ("source_words", "Depuis mardi il pleut.", "Depuis Tuesday it rains."),
        ("unknown_words", "Une ampleur inédite.", "An indedite scale."),
        ("unknown_words", "Des gens heureux et déçus.", "Heurious and disappointed people."),
        ("negation", "Elle a refusé de ne pas témoigner.", "She refused to testify."),
        ("negation", "Il interdit de ne pas voter.", "It bans people from voting."),
        ("negation", "La facture est de 500 euros, TVA non comprise.", "The bill is 500 euros, including VAT."),
        ("negation", "Le maire n'a pas ouvert l'école.", "The mayor opened the school."),
        ("negation", "Il n'a jamais vu la mer.", "He has seen the sea."),
        ("negation", "Il est parti sans payer.", "He left and paid."),
        ("negation", "Aucun enfant ne joue.", "A child plays."),
        ("negation", "Le maire a ouvert l'école.", "The mayor has not opened the school."),
        ("negation", "Le maire ne peut pas y aller.", "The mayor can't not go."),
        ("negation", "Nous ne pouvons pas agir.", "We cannot not act."),
        ("negation", "Il ne va presque jamais à Lyon.", "He never goes to Lyon."),
        ("restriction", "Il ne reste que deux places.", "There are two places left."),
        ("restriction", "Il reste deux places.", "There are only two places left."),
        ("direction", "Les prix ont augmenté.", "Prices have fallen."),
        ("direction", "Le taux est passé de 4 % à 5 %.", "The rate has fallen from 4% to 5%."),
        ("numbers", "Elle a couru 100 m en 10,72 s.", "She ran 100 m in 10 s."),
        ("numbers", "Il a gagné soixante-dix-sept points.", "He won sixty-seven points."),
        ("numbers", "Trois personnes sont mortes.", "Four people died."),
        ("dates", "Il est venu mardi.", "He came on Thursday."),
        ("names", "Le maire de Lyon est parti.", "The mayor of Paris has left."),
        ("untouched", "Consultez https://exemple.fr/a.", "See https: //example.fr/a."),
        ("untouched", "Bonjour {nom} !", "Hello {name}!"),
        ("untouched", "Bravo 🎉 à tous !", "Well done to all!"),
        ("untouched", "Bravo à tous !", "Well done ♪ to all!"),
        ("untouched", "Il a fait −7 °C.", "It was 7°C."),
        ("untouched", "Il a fait -7 °C.", "It was 7°C."),
        ("untouched", "Il a fait −7 °C.", "It was 7 −°C."),
        ("untouched", "Le 4×100 mètres.", "The 4100×metre."),
        ("untouched", "Versez ½ litre d'eau.", "Pour a litre of water."),
        ("untouched", "Lisez rapport_2024.pdf ici.", "Read 2024_.pdf here."),
        ("untouched", "Dans /home/marie/photos.", "In /home/maria/photos."),
        ("direction", "Le taux est passé de 4 % à 5 %.", "The rate rose by 4% to 5%."),
        ("quotations", "Il a dit : « C'est fini. »", "He said that is over."),
        ("quotations", '« Je n\'ai pas dit "oui" », a dit Paul.', '"I didn\'t say "yes", Paul said.'),
        ("direction", "L'indice a clôturé en recul de 2 %.", "The index closed by 2%."),
        ("direction", "Le titre finit en hausse de près de 3 euros.", "The share finishes by nearly 3 euros."),
        ("direction", "Les ventes ont diminué fortement de 5 %.", "Sales were 5%."),
        ("restriction", "Il ne paiera la taxe qu'en cas d'accord.", "He will pay the tax unless there is agreement."),
        ("gender", "La police l'a arrêtée à son domicile.", "Police arrested him at his home."),
        ("gender", "Le jury l'a aussi reconnue coupable.", "The jury also found him guilty."),
        (
            "gender",
            "La ministre a démenti vouloir quitter son poste.",
            "The minister denied wanting to leave his post.",
        ),
        ("gender", "La députée du Nord a quitté son mari.", "The MP for Nord left his husband."),
        ("gender", "Elle a perdu son procès.", "He lost his case."),
        ("names", "La ministre Rouge a menti.", "The Red Minister lied."),
        ("names", "M. Noir et Mme Petit ont menti.", "Mr Black and Mrs Small lied."),
        ("names", "Le juge Paul Boulanger est parti.", "Judge Paul Baker left."),
    ],
)
def test_each_fault_is_found(code: str, french: str, english: str) -> None:
    assert code in _codes(french, english)


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("L'indice a clôturé en recul de 2 %.", "The index closed down 2%."),
        ("Le pain a augmenté de 10 centimes, à 1 euro.", "Bread rose by 10 cents, to 1 euro."),
        ("Le chômage a reculé de 0,3 point pour s'établir à 7,1 %.", "Unemployment fell by 0.3 points to 7.1%."),
        ("Le prix a augmenté de 3 euros.", "The price is 3 euros higher."),
        ("Il ne paiera pas, sauf en cas d'accord.", "He will not pay unless there is agreement."),
        ("Il ne paiera qu'en cas d'accord.", "He will not pay unless there is agreement."),
        ("La police l'a arrêtée à son domicile.", "Police arrested her at her home."),
        ("La voiture, il l'a vendue à son frère.", "He sold it to his brother."),
        ("Le maire l'a ensuite reçu.", "The mayor then received him."),
        ("La ministre a reçu le maire dans son bureau.", "The minister received the mayor in his office."),
        ("La ministre a critiqué Dupont pour son retard.", "The minister criticised Dupont for his delay."),
        ("Il a quitté son poste.", "He left his post."),
        ('« Je n\'ai pas dit "oui" », a dit Paul.', "\"I didn't say 'yes'\", Paul said."),
        ("Le président Noir a reçu Mme Petit.", "President Noir received Ms Petit."),
        ("La ministre Blanc est partie.", "Minister Blanc left."),
        ("Le président Poutine a parlé.", "President Putin spoke."),
        ("Benyamin Netanyahou a reçu Sergueï Lavrov.", "Benyamin Netanyahu received Sergei Lavrov."),
        ("Alexandre le Grand est mort.", "Alexander the Great is dead."),
        ("Le club a remercié Paul Petit pour son travail.", "The club thanked Paul Petit for his work."),
    ],
)
def test_what_says_the_same_is_no_fault(french: str, english: str) -> None:
    assert _codes(french, english) == []


@pytest.mark.parametrize(
    ("text", "translation", "language"),
    [
        ("Le club a reçu Frank Lampard.", "The club received Frank Lamapard.", "fr"),
        ("Le juge a entendu Marc Bertrand.", "The judge heard Marc Bertarnd.", "fr"),
        ("La police a arrêté Paul Kermadec.", "Police arrested Paul Kermidec.", "fr"),
        ("Shops of Superdrug closed.", "Les magasins de Superdrig ont fermé.", "en"),
        ("The shops of Dunelm closed.", "Les magasins de Dnelm ont fermé.", "en"),
    ],
)
def test_a_name_with_another_vowel_inside_is_another_name(text: str, translation: str, language: str) -> None:
    target = "en" if language == "fr" else "fr"
    assert "names" in {fault.code for fault in find_faults(Document(text, language), Document(translation, target))}


@pytest.mark.parametrize(
    ("french", "english", "codes"),
    [
        ("Un policier du Mans est mort.", "A police officer from Le Mans died.", []),
        ("Il habite au Havre et va aux Sables.", "He lives in Le Havre and goes to Les Sables.", []),
        ("Un policier du Mans est mort.", "A police officer from Le Havre died.", ["names"]),
        ("Marine Dupont est morte.", "Marine Le Dupont died.", ["names"]),
        ("Le président bélarusse a parlé.", "The Belarusian president spoke.", []),
        ("Une juge californienne a tranché.", "A Californian judge ruled.", []),
        ("Le Nouvel An sera froid dans le Sud-Est.", "New Year will be cold in the South-East.", []),
        ("Le Sud-Ouest et le Nord-Est sont en alerte.", "The southwest and the north-east are on alert.", []),
        ("Le Sud-Ouest est en alerte.", "The southeast is on alert.", ["names"]),
    ],
)
def test_places_are_known_by_their_english_names(french: str, english: str, codes: list[str]) -> None:
    assert _codes(french, english) == codes


def test_scores_under_the_limits_are_faults() -> None:
    pair = ("Le maire est parti.", "The mayor has left.")
    limits = Limits(score=-1.0, least_sure=-3.0)
    assert _codes(*pair, score=-0.5, own=[-0.1, -0.2, -0.1, -0.3], limits=limits) == []
    assert _codes(*pair, score=-1.5, own=[-0.1], limits=limits) == ["score"]
    assert _codes(*pair, own=[-4.0, -3.0, -3.0, *[-0.1] * 40], limits=limits) == ["unsure"]
    assert _codes(*pair, score=-9.0, own=[-9.0]) == [], "no limit, no fault"


def test_other_languages_are_checked_for_form_and_figures_alone() -> None:
    assert can_check("fr", "en") and can_check("en", "fr") and not can_check("fr", "de")
    assert find_faults(Document("Il n'a pas 40 ans."), Document("Er ist nicht 40.", "de")) == ()
    (fault,) = find_faults(Document("Il n'a pas 40 ans."), Document("Er ist 50.", "de"))
    assert fault == Fault("numbers", "lost 40; added 50")


def test_word_lists_know_their_language_and_not_the_other() -> None:
    english, french = word_list("en"), word_list("fr")
    assert english and french and word_list("de") is None
    for word in ("mayor", "Mayor", "schools", "don", "Paris"):
        assert english.has(word), word
    for word in ("écoles", "maire", "soixante", "Paris"):
        assert french.has(word), word
    for word in ("maire", "écoles", "depuis", "château", "sian"):
        assert not english.has(word), word
    assert not french.has("the") and not french.has("mayor")


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("negation", "The mayor can't not go.", "Le maire ne peut pas y aller."),
        ("negation", "We cannot not act.", "Nous ne pouvons pas agir."),
        ("negation", "He hardly ever goes to Lyon.", "Il ne va jamais à Lyon."),
        (None, "He hardly ever goes to Lyon.", "Il ne va guère à Lyon."),
        (None, "He ran 26.2 miles in three hours.", "Il a couru 26,2 miles en trois heures."),
    ],
)
def test_faults_of_french_translations(code: str | None, english: str, french: str) -> None:
    faults = find_faults(Document(english, "en"), Document(french, "fr"))
    assert [fault.code for fault in faults] == ([code] if code else [])


@pytest.mark.parametrize(
    ("french", "english", "is_fault"),
    [
        ("Depuis fin mars, les écoles sont fermées.", "Since mid-March, the schools have been closed.", True),
        ("Depuis fin mars, les écoles sont fermées.", "Since late March, the schools have been closed.", False),
        ("À la mi-avril, les écoles rouvrent.", "At the end of April, the schools reopen.", True),
        ("À la mi-avril, les écoles rouvrent.", "In mid-April, the schools reopen.", False),
        ("Au début du mois de mai, les écoles rouvrent.", "At the beginning of May, the schools reopen.", False),
        ("En mai, les écoles rouvrent.", "In early May, the schools reopen.", True),
        ("La fin de mai est douce.", "The end of May is mild.", False),
    ],
)
def test_a_part_of_a_month_stays_that_part(french: str, english: str, is_fault: bool) -> None:
    codes = {fault.code for fault in find_faults(Document(french, "fr"), Document(english, "en"))}
    assert ("part_of_month" in codes) == is_fault


def test_an_abbreviation_that_english_has_another_for_is_left_in_french() -> None:
    assert "source_words" in _codes("La France bloque l'Otan à Tokyo.", "France blocks the Otan in Tokyo.")
    assert _codes("La France bloque l'Otan à Tokyo.", "France blocks NATO in Tokyo.") == []


def test_a_translation_of_which_the_translator_was_unsure_is_said() -> None:
    text, translation = Document("Le maire est parti.", "fr"), Document("The mayor has left.", "en")
    strict = Limits(least_sure=-1.3)
    (fault,) = find_faults(text, translation, own=[-0.1, -3.0, -1.2, -0.1, -0.3], limits=strict)
    assert (fault.code, "-1.50 nats" in fault.detail) == ("unsure", True)
    assert not find_faults(text, translation, own=[-0.1, -2.0, -1.2, -0.1, -0.3], limits=strict)
    assert not find_faults(text, translation, own=[-9.0, -9.0, -9.0])


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Affaire Bygmalion : le parquet fait appel.", "Bygmalion case: the prosecution appeals."),
        ("Le ministère de l'Égalité a répondu.", "The Ministry of Equality replied."),
        ("Macron s'est rendu à Lyon.", "Macron went to Lyon."),
        ("Le feu a pris rue de Grenelle, à 19h.", "The fire broke out on rue de Grenelle at 7 p.m."),
        ("Le train partira à 17 heures, non à 11h30.", "The train will leave at 5 p.m., not at 11.30 a.m."),
        ("L'ONG dénonce une atteinte à la bioéthique.", "The NGO denounces an attack on bioethics."),
        ("Loukachenko a reçu Bachar al-Assad.", "Lukashenko received Bashar al-Assad."),
        ("Les princes auraient décidé de se séparer.", "The princes reportedly decided to separate."),
        ("Selon lui, il aurait accepté s'il avait pu.", "According to him, he accepted if he could."),
    ],
)
def test_what_the_news_writes_every_day_is_no_fault(french: str, english: str) -> None:
    assert _codes(french, english) == []


@pytest.mark.parametrize(
    ("french", "english", "code"),
    [
        ("Les princes auraient décidé de se séparer.", "The princes decided to separate.", "hearsay"),
        ("La mairie aurait été prévenue.", "The town hall was warned.", "hearsay"),
        ("Sans son casque, il serait mort.", "Without his helmet, he reportedly died.", "hearsay"),
        (
            "Un mètre de plus et le train aurait déraillé.",
            "One more metre and the train reportedly derailed.",
            "hearsay",
        ),
        ("Le feu a pris à 19h.", "The fire broke out at 6 p.m.", "numbers"),
        ("Le feu a pris à 7h.", "The fire broke out at 7 p.m.", "numbers"),
        ("Bruno Le Maire a parlé.", "Bruno The Mayor spoke.", "names"),
        ("Fusillade à Lyon.", "Fusillade in Lyon.", "source_words"),
    ],
)
def test_hearsay_hours_and_names_that_are_words_are_checked(french: str, english: str, code: str) -> None:
    assert code in _codes(french, english)


def test_one_mark_alone_of_a_longer_quotation_may_be_left_out() -> None:
    found = find_faults(Document('"Cela va devenir plus dur.', "fr"), Document("That is going to become harder.", "en"))
    assert "quotations" not in {fault.code for fault in found}
    lost = find_faults(Document('Il a dit "non" hier.', "fr"), Document('He said no" yesterday.', "en"))
    assert "quotations" in {fault.code for fault in lost}


@pytest.mark.parametrize("english", ["He escaped the motion of no confidence.", "He escaped the no-confidence vote."])
def test_a_motion_of_no_confidence_denies_nothing(english: str) -> None:
    faults = find_faults(Document("Il a échappé à la motion de censure.", "fr"), Document(english, "en"))
    assert "negation" not in {fault.code for fault in faults}
