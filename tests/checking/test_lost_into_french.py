"""What an English sentence says and its French translation does not: hearsay, names, the subject of a clause."""

from __future__ import annotations

import pytest

from summarize.checking import find_faults
from summarize.checking.into_french import added_article, lost_hearsay, lost_plain_names, lost_subject
from summarize.text.document import Document


@pytest.mark.parametrize(
    ("english", "french", "lost"),
    [
        ("The two men are said to have met in Vienna.", "Les deux hommes se sont réunis à Vienne.", "are said to"),
        ("The company reportedly sold its shares.", "L'entreprise a vendu ses actions.", "reportedly"),
        ("The senator was allegedly bribed.", "Le sénateur a été corrompu.", "allegedly"),
        ("The alleged attacker fled.", "L'agresseur a pris la fuite.", "alleged"),
        ("He is accused of theft.", "Il est coupable de vol.", "accused of"),
        ("He is widely believed to have lied.", "Il a menti.", "is widely believed to"),
        ("The company reportedly sold its shares.", "L'entreprise aurait vendu ses actions.", None),
        ("He is said to be ill.", "On dit qu'il est malade.", None),
        ("The alleged attacker fled.", "L'agresseur présumé a pris la fuite.", None),
        ("He is accused of theft.", "Il est accusé de vol.", None),
        ("He was accused by Ukraine of theft.", "Il est soupçonné de vol par l'Ukraine.", None),
        ("The union alleged that he lied.", "Le syndicat affirme qu'il a menti.", None),
        ("He said the report was wrong.", "Il a dit que le rapport était faux.", None),
    ],
)
def test_hearsay_stays_hearsay_in_french(english: str, french: str, lost: str | None) -> None:
    assert lost_hearsay(english, french) == lost


@pytest.mark.parametrize(
    ("english", "french", "lost"),
    [
        ("She said he lied.", "Elle dit avoir menti.", "said he"),
        ("She said that he lied.", "Elle dit avoir menti.", "said that he"),
        ("She left him after he hit her.", "Elle l'a quitté après l'avoir frappée.", "after he"),
        ("Paul thanked Mary before she left.", "Paul remercia Mary avant de partir.", "before she"),
        ("He fled after Smith saw him.", "Il a fui après avoir vu Smith.", "after Smith"),
        ("He was jailed because she lied.", "Il a été emprisonné pour avoir menti.", "because she"),
        ("He told police she lied.", "Il affirme avoir menti à la police.", "told police she"),
        ("She said he lied.", "Elle dit qu'il a menti.", None),
        ("He said he lied.", "Il dit avoir menti.", None),
        ("The minister said she had resigned.", "La ministre a dit avoir démissionné.", None),
        ("Police said they had arrested a man.", "La police a dit avoir arrêté un homme.", None),
        ("He resigned after he lost the vote.", "Il a démissionné après avoir perdu le vote.", None),
        ("He fled after seeing Smith.", "Il a fui après avoir vu Smith.", None),
        ("He was jailed for lying.", "Il a été emprisonné pour avoir menti.", None),
        ("She claims to have won.", "Elle dit avoir gagné.", None),
    ],
)
def test_a_clause_keeps_its_subject(english: str, french: str, lost: str | None) -> None:
    assert lost_subject(english, french) == lost


@pytest.mark.parametrize(
    ("english", "french", "lost"),
    [
        ("The mayor met the minister in Reading.", "Le maire a rencontré le ministre à lire.", ["Reading"]),
        ("The mayor of Battle left.", "Le maire de la bataille est parti.", ["Battle"]),
        ("Will Young will sing on Friday.", "Les jeunes chanteront vendredi.", ["Will", "Young"]),
        ("Yesterday Lord Young left.", "Hier, le lord est parti.", ["Young"]),
        ("Shell and Total left Russia.", "Shell et Tottal ont quitté la Russie.", ["Total"]),
        ("Will Smith met Paul.", "Smith rencontrera Paul.", ["Will"]),
        ("Will Smith met Paul.", "Will Smith a rencontré Paul.", []),
        ("Next reported a loss.", "Ensuite a signalé une perte.", ["Next"]),
        ("Palace beat Villa.", "Le palais a battu Villa.", ["Palace"]),
        ("Three raised its prices.", "Trois ont relevé ses prix.", ["Three"]),
        ("Next reported a loss.", "L'entreprise Next a signalé une perte.", []),
        ("Police closed the road.", "La police a fermé la route.", []),
        ("Workers won the vote.", "Les ouvriers ont remporté le vote.", []),
        ("The mayor met the minister in Reading.", "Le maire a rencontré le ministre à Reading.", []),
        ("The House of Lords voted in May.", "La chambre haute a voté en mai.", []),
        ("The president spoke to Congress.", "Le président a parlé au Congrès.", []),
        ("He lives in Burgundy.", "Il habite en Bourgogne.", []),
        ("The new Labour leader spoke.", "Le nouveau chef travailliste a parlé.", []),
    ],
)
def test_a_name_that_is_a_word_stays_a_name(english: str, french: str, lost: list[str]) -> None:
    assert lost_plain_names(Document(english, "en"), Document(french, "fr")) == lost


@pytest.mark.parametrize(
    ("english", "french", "is_lost"),
    [
        ("It was a close call.", "C'était un appel proche.", True),
        ("It was a close call.", "Il s'en est fallu de peu.", False),
        ("He took five wickets for 42 runs.", "Il a pris cinq roues pour 42 tours.", True),
        ("He was bowled for 12.", "Il a été roulé pour 12.", True),
        ("He was bowled for 12.", "Il a été éliminé avec 12 points.", False),
        ("The Lord Mayor of London left.", "Le maire de Londres est parti.", True),
        ("The Lord Mayor of London left.", "Le lord-maire de Londres est parti.", False),
        ("Showers are expected in the north.", "Des spectacles sont attendus dans le nord.", True),
        ("Showers are expected in the north.", "Des averses sont attendues dans le nord.", False),
        ("The ship ran aground.", "Le navire a couru.", True),
        ("The ship ran aground.", "Le navire s'est échoué.", False),
        ("The jury was told that he lied.", "Le jury a été dit qu'il avait menti.", True),
        ("Staff were told on Tuesday.", "Les personnels ont été raconté mardi.", True),
        ("The mayor was shown the plans on Tuesday.", "Le maire a été montré mardi les plans.", True),
        ("Customers were sent a letter on Thursday.", "Des clients ont été envoyés jeudi une lettre.", True),
        ("Staff were told on Tuesday.", "Le personnel a été informé mardi.", False),
        ("Customers were sent a letter last week.", "Une lettre a été envoyée la semaine dernière.", False),
        ("The truth was told on Tuesday.", "La vérité a été dite.", False),
        ("Schools in Wales will close.", "Les écoles de Wales vont fermer.", True),
        ("Schools in Wales will close.", "Les écoles du pays de Galles vont fermer.", False),
        ("The Prince of Wales left.", "Le prince de Galles est parti.", False),
        ("New South Wales was hit.", "La Nouvelle-Galles du Sud a été touchée.", False),
        ("The mission cost 75 million.", "La mission a coûte 75 millions.", True),
        ("The mission cost 75 million.", "La mission a coûté 75 millions.", False),
        ("He died at the age of 94.", "Il est mort à l'âge de 94.", True),
        ("He died at the age of 94.", "Il est mort à l'âge de 94 ans.", False),
        ("The girl is 12.", "La fille est 12 ans.", True),
    ],
)
def test_english_words_with_another_sense_are_not_taken_for_it(english: str, french: str, is_lost: bool) -> None:
    faults = find_faults(Document(english, "en"), Document(french, "fr"))
    assert ("words" in {fault.code for fault in faults}) == is_lost


@pytest.mark.parametrize(
    ("english", "french", "added"),
    [
        ("A power cut hit Leeds.", "Une coupure de courant a frappé les Leeds.", "les Leeds"),
        ("Tiger Woods missed the cut.", "Le Tiger Woods a manqué la coupe.", "Le Tiger Woods"),
        ("Tiger Woods missed the cut.", "Tiger Woods a manqué la coupe.", None),
        ("They live in the Andes.", "Ils vivent dans les Andes.", None),
        ("Real Madrid won.", "Le Real Madrid a gagné.", None),
    ],
)
def test_a_name_without_an_article_has_none_in_french(english: str, french: str, added: str | None) -> None:
    assert added_article(english, french) == added


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Profits fell by a third.", "Les profits sont tombés d'un tiers."),
        ("A quarter of the voters stayed at home.", "Un quart des électeurs sont restés chez eux."),
    ],
)
def test_a_fraction_is_the_same_number(english: str, french: str) -> None:
    assert find_faults(Document(english, "en"), Document(french, "fr")) == ()
    assert find_faults(Document(french, "fr"), Document(english, "en")) == ()
