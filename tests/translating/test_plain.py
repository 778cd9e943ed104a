"""Each row of the tables of phrases makes its example plain, and the translator renders that as the row says."""

from __future__ import annotations

import pytest

from summarize import translate
from summarize.translating import chain
from summarize.translating.plain import TABLES, Phrase, phrases, said_plainly

ROWS = [(language, row) for language in TABLES for row in phrases(language)]


@pytest.mark.parametrize(("language", "row"), ROWS, ids=lambda cell: getattr(cell, "phrase", cell)[:40])
def test_a_row_makes_its_example_plain(language: str, row: Phrase) -> None:
    assert said_plainly(row.example, language) != row.example


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "fr")])
def test_the_translator_renders_what_is_plain(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "estimator_at_hand", lambda *_: None)  # it would choose among the candidates
    translations = translate([row.example for row in phrases(source)], source=source, target=target)
    missed = [
        (row.example, str(found))
        for row, found in zip(phrases(source), translations, strict=True)
        if row.right.lower() not in found.lower()
    ]
    # int8 differs between processors: now and then another word of the same meaning is the likelier one.
    assert len(missed) <= len(translations) // 50, missed


def test_a_capital_stays() -> None:
    assert said_plainly("Tancé par le maire, il part.", "fr").startswith("Réprimandé")
    assert said_plainly("Le maire a tancé le ministre.", "fr") == "Le maire a réprimandé le ministre."
    assert said_plainly("Tories voted against it.", "en").startswith("Conservatives")


@pytest.mark.parametrize(
    ("english", "plain"),
    [
        ("The charges have not been dropped.", "The accusations have not been abandoned."),
        ("He was not shot dead.", "He was not killed by bullets."),
        ("He was allegedly shot dead by rebels.", "He was allegedly killed by bullets by rebels."),
        ("The union has not called off the strike.", "The union has not cancelled the strike."),
        ("Arsenal never lost to Leeds.", "Arsenal never lost against Leeds."),
    ],
)
def test_a_denial_and_a_doubt_stay(english: str, plain: str) -> None:
    assert said_plainly(english, "en") == plain


@pytest.mark.parametrize(
    "english",
    [
        "Jobs lost to China will not return.",
        "The missile was fired at the city.",
        "He was told to leave.",
        "The story was told by his daughter.",
        "They left the party at midnight.",
        "A president without power resigned.",
        "The film was shot by a young director.",
        "The missile was fired from Iran.",
        "The gunboat fired the first missile.",
        "Funds for speeding up the work are lacking.",
        "The stock market saw the crash of its banks.",
        "Labour shortages hurt the economy.",
        "Thousands were deported to camps by the Nazis.",
        "The bank was held up last night.",
        "All but one of the rules stay.",
        "The road was cleared of snow.",
        "A day at Creative Commons.",
        "He bribes officials.",
        "The amendment was voted out.",
        "Britain got off lightly in the storm.",
        "The player was cleared by a panel to play.",
        "Two men held up the train for an hour.",
        "The company failed to sell.",
        "The trial starts in May with 20 firms.",
        "He crossed the floor to embrace her.",
        "He played down the left.",
        "An offer was made to pay the fine.",
        "A decision was made to leave.",
        "A drone strike was called.",
        "The city was sacked by rebels.",
        "The scene was shot three times.",
        "Ten games were lost to injury.",
        "Labour is cheap in Asia.",
        "Police took on the workers.",
        "The square was cleared of protesters.",
        "Doctors walked out of the room.",
        "Miners struck in the head fell.",
        "Two teeth were knocked out of the boxer.",
        "He was sworn in as a citizen.",
        "Sterling has scored twice.",
        "The vaccine cut rates of infection.",
        "The minister was axed.",
        "Openness has been questioned by nobody.",
        "The house gave way to a car park.",
        "The talks came off the rails.",
        "Fans stormed the pitch.",
        "England were ousted from the cup.",
        "The dates clashed with a concert.",
        "The beer was watered down.",
        "The tie was broken by one vote.",
        "The army fired Patriot Missiles.",
        "The wall was toppled.",
        "Troops blasted the building.",
        "He slammed the phone.",
        "She went to a charity fashion show.",
        "Next year he said nothing.",
        "Boots are expensive.",
        "The baby showers are expected.",
        "The king restored power to parliament.",
        "The suspect was released from prison.",
        "The managing director won an award at Cannes.",
        "Officers in the army are divided.",
        "He served his longest sentence for ten years.",
        "The ship sailed into the harbour.",
        "Two pieces are still missing.",
        "He is 12 points behind.",
        "He was the first president for two decades.",
        "He was the first minister for ten years.",
        "It remained the highest building for 40 years.",
    ],
)
def test_words_that_mean_something_else_stay(english: str) -> None:
    assert said_plainly(english, "en") == english


@pytest.mark.parametrize(
    "french",
    [
        "À qui confie-t-elle ses enfants ?",
        "Le directeur s'est rendu au commissariat pour porter plainte.",
        "Le suspect s'est rendu à Lyon en train.",
        "Si l'occasion se représentera un jour, nul ne le sait.",
        "Le pont croule sous le poids des camions.",
        "Sa robe se déchire pendant le spectacle.",
        "Le skieur se déchire les croisés.",
        "Toulouse étrille Lyon.",
        "Le siège se disputera entre deux candidats.",
        "L'eau s'est écoulée à travers le plafond.",
        "Il a été épinglé pour excès de vitesse.",
        "Il s'est fait épingler par la police.",
        "Les dépenses ont excédé de 10 % le budget.",
        "Le feu d'artifice fixé au 14 juillet est annulé.",
        "L'évêque a célébré la grand-messe de Pâques.",
        "Les Européennes ont battu les Américaines au golf.",
        "Il a reculé, voiture en marche arrière.",
        "Elle a montré du doigt le suspect.",
        "Les élèves travaillent au CDI du collège.",
        "Il a dit que son pronostic vital est pas engagé.",
        "L'armée a renversé le jeune président.",
        "Le ministre recadre sa stratégie.",
        "Des touristes sont retenus à l'aéroport par la neige.",
        "L'automobiliste a fait volte-face et a percuté un arbre.",
        "La porte est sortie de ses gonds.",
        "Les cloches ont sonné le glas à la cathédrale.",
        "Le voilier a le vent en poupe.",
        "Il est mort à 80 ans d'un cancer.",
        "La mise en examen du chef de cabinet a surpris.",
        "Le conducteur a débrayé trop tard.",
        "L'acteur s'en est allé sous les huées.",
        "L'équipe a manqué de caractère.",
        "Les victimes ont manqué d'air.",
        "C'est difficile de se représenter.",
        "À deux voix près, il était élu.",
        "Elle vient de se poser en urgence la question.",
        "Le périmètre circonscrit a été fouillé.",
        "La grève n'est pas pour demain mais pour mardi.",
        "Le journal a laissé paraître une annonce.",
        "La loi a été adoptée en urgence absolue.",
        "Les réfugiés fraîchement accueillis ont remercié le maire.",
        "Il porte une grosse boîte.",
        "Le produit est en disponibilité immédiate.",
        "La météo a donné raison à son père.",
        "Le cortège a grossi.",
        "L'entreprise a grossi.",
        "Il sort un livre de sa poche.",
        "Les murs se sont ébranlés.",
        "Il a défendu de manière ferme son projet.",
        "L'occasion ne se représente pas.",
        "Le ministre s'est incliné face aux manifestants.",
        "La fournaise a été flashée à 57 degrés.",
        "La mort par balle d'un ours a ému la vallée.",
        "Elle a été chahutée et blessée.",
        "Le PSG a remercié ses supporters.",
        "Le club a remercié Paul Martin pour son soutien.",
        "La chaîne dégomme son record.",
        "Il s'est tué d'une balle dans la tête.",
        "Après avoir tué sa femme, il s'est tué.",
        "Elle se tue à la tâche.",
        "Un ancien ministre se tue à son domicile de Neuilly.",
        "Un policier se tue devant le commissariat de Nantes.",
        "Accusé de viol, l'animateur s'est tué dimanche dans un hôtel.",
        "Le suspect s'est tué au moment de son arrestation.",
        "La chanteuse s'est tuée à 27 ans en avalant des somnifères.",
        "Accusé d'avoir causé l'accident, le chauffeur s'est tué.",
        "Le suspect s'est tué dans sa voiture.",
        "Lens a été accroché par un spectateur.",
        "Le ministre a annulé la rencontre à Lille.",
        "Le syndicat a gagné après trois journées de grève.",
        "Elle se souvient des cinq dernières journées.",
        "L'électricien de 45 ans est mort sur un chantier.",
        "Le pétrolier transportait 80 000 tonnes.",
        "Il a été libéré sous caution.",
        "Le club a apporté sa caution au projet.",
        "Il a retrouvé ses compagnons sur le chantier.",
        "L'encadrement des loyers est prolongé.",
        "L'euro recule face au dollar.",
        "La police a reculé face aux manifestants.",
        "Le champion n'abdique pas.",
        "L'empereur abdique en faveur de son fils.",
        "Le roi abdique son trône.",
        "Le ministre abdique face aux syndicats.",
        "Il est tombé de 20 mètres.",
        "La drogue a été saisie par la gendarmerie.",
        "Les murs de la prison sont fissurés.",
        "Il a joint sa voix à celle du pianiste.",
    ],
)
def test_french_words_that_mean_something_else_stay(french: str) -> None:
    assert said_plainly(french, "fr") == french


@pytest.mark.parametrize(
    ("sentence", "language", "plain"),
    [
        ("Marine Le Pen étrille Emmanuel Macron.", "fr", "Marine Le Pen critique Emmanuel Macron."),
        ("Le texte a fait polémique.", "fr", "Le texte a provoqué une polémique."),
        ("Le PSG étrille Lyon 5-0 en finale.", "fr", "Le PSG écrase Lyon 5-0 en finale."),
        (
            "Elle affrontera le Danemark, qui a étrillé la Hongrie.",
            "fr",
            "Elle affrontera le Danemark, qui a écrasé la Hongrie.",
        ),
        ("La fillette est rentrée saine et sauve.", "fr", "La fillette est rentrée indemne."),
        ("Deux jeunes se tuent en voiture.", "fr", "Deux jeunes trouvent la mort en voiture."),
        ("Un ouvrier se tue en tombant d'un toit.", "fr", "Un ouvrier trouve la mort en tombant d'un toit."),
        ("Un homme s'est tué sur la route.", "fr", "Un homme a trouvé la mort sur la route."),
        ("La reine abdique à 84 ans.", "fr", "La reine abdique le trône à 84 ans."),
        ("La direction table sur moins de 3 % de grévistes.", "fr", "La direction prévoit moins de 3 % de grévistes."),
        ("Power will not be restored until Monday.", "en", "Electricity will not be restored until Monday."),
        ("The film will be released in France in May.", "en", "The film will come out in France in May."),
        ("Sales are at their lowest level for ten years.", "en", "Sales are at their lowest level in ten years."),
        ("They won for the first time for 20 years.", "en", "They won for the first time in 20 years."),
        ("Le blessé est en urgence absolue.", "fr", "Le blessé est dans un état critique."),
        ("Le PSG a remercié mardi le coach Paul Petit.", "fr", "Le PSG a limogé mardi le coach Paul Petit."),
        ("Le préfet a défendu de publier le texte.", "fr", "Le préfet a interdit de publier le texte."),
        ("Forty flights had already been axed.", "en", "Forty flights had already been abandoned."),
        ("The council scrapped plans for a tunnel.", "en", "The council abandoned plans for a tunnel."),
    ],
)
def test_a_row_holds_for_other_subjects(sentence: str, language: str, plain: str) -> None:
    assert said_plainly(sentence, language) == plain


def test_only_french_is_hearsay() -> None:
    assert said_plainly("Le maire aurait reçu un don.", "en") == "Le maire aurait reçu un don."


def test_hearsay_is_hearsay_in_english_and_no_fact() -> None:
    sentences = [
        "Les princes Harry et William auraient décidé de se séparer.",
        "Le maire aurait reçu un pot-de-vin.",
        "Le médecin n'aurait pas respecté son contrôle judiciaire.",
        "Les deux acteurs se seraient séparés.",
        "Elle serait décédée d'une crise cardiaque à Paris.",
        "Selon Le Figaro, le ministre envisagerait de partir.",
        "Selon Le Figaro, l'animateur serait ravi de revenir.",
    ]
    for found in translate(sentences, source="fr", target="en"):
        assert "reportedly" in found
        assert not any("hearsay" in warning.message for warning in found.warnings)
