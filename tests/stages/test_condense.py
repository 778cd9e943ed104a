"""Sentences said shorter: each rule on a sentence that it fits and on its neighbours that it must leave alone."""

from __future__ import annotations

import pytest

from summarize.stages.condense import condense
from summarize.stages.condense.wording import _PATTERNS
from summarize.stages.speech import is_bare_speech
from summarize.stages.verify import find_unsupported, read_source

VERBS = frozenset(
    """a ont est sont avait été annonce annoncé détruit reste évacué brûle brûlait fermera ouvrira dit déclaré indiqué
    sera étaient gagnera perdu voté arrêté""".split()
)

SHORTER = {
    "asides": [
        (
            "Un incendie a détruit une usine de peinture à Rouen (Seine-Maritime) dans la nuit.",
            "Un incendie a détruit une usine de peinture à Rouen dans la nuit.",
        ),
        (
            "Les deux hommes ont été jugés en comparution immédiate - une procédure rapide - et le procès est clos.",
            "Les deux hommes ont été jugés en comparution immédiate et le procès est clos.",
        ),
    ],
    "links": [
        (
            "Par ailleurs, la mairie a également ouvert une enquête sur cet incendie.",
            "La mairie a ouvert une enquête sur cet incendie.",
        ),
        (
            "Les habitants, quant à eux, ont été relogés dans le gymnase du quartier.",
            "Les habitants ont été relogés dans le gymnase du quartier.",
        ),
    ],
    "dates": [
        (
            "L'usine de peinture a été détruite ce mercredi 18 septembre à Rouen.",
            "L'usine de peinture a été détruite le 18 septembre à Rouen.",
        ),
        (
            "Les commerces du centre fermeront à partir de lundi 1er juin au soir.",
            "Les commerces du centre fermeront dès le 1er juin au soir.",
        ),
        (
            "L'attaque a eu lieu dans la nuit de mardi 20 à mercredi 21 août.",
            "L'attaque a eu lieu dans la nuit du 20 au 21 août.",
        ),
        (
            "Mercredi 3 mai, la mairie a ouvert une enquête sur cet incendie.",
            "Le 3 mai, la mairie a ouvert une enquête sur cet incendie.",
        ),
        (
            "La préfecture a annoncé mardi 3 mai que la fête serait interdite.",
            "La préfecture a annoncé que la fête serait interdite.",
        ),
    ],
    "plain words": [
        (
            "À l'issue du procès, la famille a demandé 3.000 euros de dommages.",
            "Après le procès, la famille a demandé 3.000 euros de dommages.",
        ),
        (
            "L'ancien maire de la ville est décédé à l'hôpital afin de rien cacher.",
            "L'ancien maire de la ville est mort à l'hôpital pour rien cacher.",
        ),
        (
            "La SNCF vient d'annoncer la fermeture de la ligne de Rouen à Dieppe.",
            "La SNCF a annoncé la fermeture de la ligne de Rouen à Dieppe.",
        ),
        (
            "Un adolescent âgé de 16 ans a été retrouvé mort dans la forêt.",
            "Un adolescent de 16 ans a été retrouvé mort dans la forêt.",
        ),
    ],
    "plain verbs": [
        (
            "Le directeur de l'hôpital a affirmé que les travaux débuteront en juin.",
            "Le directeur de l'hôpital a dit que les travaux commenceront en juin.",
        ),
        (
            "Le procès, qui s'est déroulé à Rouen, a été suspendu à plusieurs reprises.",
            "Le procès, qui a eu lieu à Rouen, a été suspendu plusieurs fois.",
        ),
        (
            "Les riverains ont été contraints d'évacuer une école située dans le centre.",
            "Les riverains ont dû évacuer une école dans le centre.",
        ),
        (
            "La facture s'élève à plus de 3.000 euros en raison d'une fuite au cours du mois.",
            "La facture atteint plus de 3.000 euros à cause d'une fuite pendant le mois.",
        ),
        (
            "Le ministre s'est rendu à Rouen aux côtés de la préfète afin que les habitants soient entendus.",
            "Le ministre est allé à Rouen avec la préfète pour que les habitants soient entendus.",
        ),
        (
            "Quelque 300 personnes se trouvaient dans la salle de l'école de la ville.",
            "Environ 300 personnes étaient dans la salle de l'école de la ville.",
        ),
        ("Le maire a alors annoncé la fermeture de cette usine.", "Le maire a annoncé la fermeture de cette usine."),
        (
            "Le journal a annoncé le décès de l'ancien maire de la ville.",
            "Le journal a annoncé la mort de l'ancien maire de la ville.",
        ),
        (
            "Un braqueur a été arrêté à Rouen, rapporte France 3 Grand Est.",
            "Selon France 3 Grand Est, un braqueur a été arrêté à Rouen.",
        ),
    ],
    "apposition": [
        (
            "Le maire de Rouen, qui a été élu en mars, a ouvert une enquête sur cet incendie.",
            "Le maire de Rouen a ouvert une enquête sur cet incendie.",
        ),
        (
            "Dans la nuit, l'usine, vieille de cent ans, brûlait encore au bord du fleuve.",
            "Dans la nuit, l'usine brûlait encore au bord du fleuve.",
        ),
    ],
    "end": [
        (
            "La mairie a ouvert une enquête sur l'incendie de cette usine, qui appartenait à un groupe allemand.",
            "La mairie a ouvert une enquête sur l'incendie de cette usine.",
        )
    ],
    "source": [
        (
            "Une usine de peinture a été détruite à Rouen, a indiqué mardi à l'AFP la préfecture.",
            "Selon la préfecture, une usine de peinture a été détruite à Rouen.",
        ),
        (
            "Une usine de peinture a été détruite à Rouen, selon Le Parisien.",
            "Selon Le Parisien, une usine de peinture a été détruite à Rouen.",
        ),
        (
            '"Cette usine a été détruite en une heure", a déclaré le maire, venu sur place.',
            'Selon le maire, "Cette usine a été détruite en une heure".',
        ),
        (
            "Une usine de peinture a été détruite à Rouen, a-t-on appris auprès du parquet.",
            "Selon le parquet, une usine de peinture a été détruite à Rouen.",
        ),
    ],
}

LEFT_ALONE = [
    # Speech is its speaker's: nothing in quotation marks is touched, and a first person keeps its frame.
    '"Nous avons (presque) tout perdu dans cet incendie", a déclaré le maire.',
    'Le maire a reconnu que "la ville, qui a tout perdu (ou presque), est en deuil".',
    'Une quotation "sans fin, a indiqué mardi la préfecture de la région normande.',
    # Who was hurt, and figures, are no additions.
    "Un avion a été détruit peu après le décollage à Rouen, tuant les passagers.",
    "La mairie a ouvert une enquête sur cet incendie, dont 40 riverains étaient témoins.",
    # A condition or a reservation narrows what is told.
    "La mairie de Rouen a ouvert une enquête, qui n'est pas publique pour le moment.",
    # The same phrase goes on: three lawyers' clients, no apposition.
    "L'annonce des avocats de Paul, de Jean et de Marie, est restée sans réponse.",
    "Un homme, une femme et deux enfants ont été évacués par les pompiers.",
    # "A" said of people is no source, and an allegation is no fact.
    "L'homme aurait détruit cette usine, ce que nie son avocat, et aurait pris la fuite.",
    "La victime, Romain, était âgée de 33 ans au moment des faits reprochés !",
    # What stands before a colon is no subject of what stands behind it.
    "Braconnage, sécheresse : la population, au nombre d'une centaine, a été détruite, dit le maire.",
    # Another word before or behind would have to change with the plain one.
    "L'enfant a été vu en compagnie de sa mère et de son frère de 4 ans.",
    "Le maire ne se trouve pas dans la salle où la réunion a été annoncée.",
    "Je souhaite que la mairie de Rouen ait enfin une piscine ouverte.",
    "Le décès de l'ancien maire de la ville a été annoncé par le journal.",
    "La météo a annoncé un samedi 17 février chargé sur les routes.",
    "Le suspect s'est rendu à la police dans la nuit qui a suivi.",
    # The other verbs take "être".
    "Le ministre vient d'arriver à Rouen avec le préfet de la région.",
    "L'acteur concède ainsi que la série a changé sa vie de comédien.",
]


@pytest.mark.parametrize(("long", "short"), [case for cases in SHORTER.values() for case in cases])
def test_a_sentence_is_said_shorter(long: str, short: str) -> None:
    assert condense(long, VERBS) == short
    assert condense(short, VERBS) == short, "nothing is left to do"


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_what_no_rule_fits_stays(sentence: str) -> None:
    assert condense(sentence, VERBS) == sentence


@pytest.mark.parametrize(("long", "short"), [case for cases in SHORTER.values() for case in cases])
def test_no_name_or_number_comes_in(long: str, short: str) -> None:
    assert find_unsupported(condense(long, VERBS), read_source(long)) == ()


@pytest.mark.parametrize(
    "text", ["", ".", "...", "«»", '"".', "a" * 5000 + ".", ", " * 2000 + ".", "(" * 3000 + ".", "\ue000 a."]
)
def test_odd_text_comes_back_as_it_is(text: str) -> None:
    assert condense(text, VERBS) == text


def test_a_short_sentence_is_not_cut_to_a_scrap() -> None:
    assert condense("Le maire, élu en mars, a voté.", VERBS) == "Le maire, élu en mars, a voté."


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Je refuse systématiquement les dîners.", True),
        ("C'est ce que nous avons vu, a dit le maire.", True),
        ('Le maire refuse "mes dîners".', False),
        ("Si nous ne l'acceptons pas, tout est perdu\", a-t-il dit.", True),
        (", qui recommandent de fermer l'usine.", True),
        ("Le maire a fermé l'usine.", False),
    ],
)
def test_speech_without_its_quotation_marks_is_known(text: str, bare: bool) -> None:
    assert is_bare_speech(text) is bare


@pytest.mark.parametrize("long", [long for cases in SHORTER.values() for long, _ in cases])
def test_looking_for_a_piece_first_hides_no_wording(long: str) -> None:
    for needles, pattern, _ in _PATTERNS:
        assert not pattern.search(long) or any(needle in long.lower() for needle in needles)
