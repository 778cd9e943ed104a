"""Headlines of sentences that are longer than fifteen words: where a full stop may stand, and where "…"."""

from __future__ import annotations

import pytest

from summarize import summarize
from summarize.summarizing.headline import shortened

REST = (
    " Une réunion est prévue jeudi en préfecture. Les syndicats restent mobilisés. Le maire a lancé un appel au calme."
)


@pytest.mark.parametrize(
    "sentence",
    [
        # Who says it stands behind it.
        "Le député Marc Lacombe a frappé sa compagne à plusieurs reprises, accuse dans une plainte révélée mardi "
        "par RTL l'ancienne collaboratrice de l'élu.",
        "Le docteur Michel Arnoux n'a pas empoisonné ses patients, a martelé pendant deux heures son avocat, Me "
        "Randall Berthier, devant la cour d'assises de Besançon.",
        "Aucune charge n'a été retenue contre le chanteur Julien Vidal, contrairement à ce qui avait été annoncé "
        "dimanche par plusieurs médias, a indiqué le parquet de Nice.",
        "Le trésorier du club a détourné 40.000 euros après son élection, assure-t-on dans l'entourage du maire de "
        "Brest.",
        "Le préfet du Var a blessé un cycliste pour éviter un chien, s'émeut l'association des riverains de la rade.",
        "Le directeur de la clinique a agressé une infirmière après une dispute, ce que conteste son avocat depuis "
        "mardi.",
        "Le maire de Sète a frappé un pompier après une dispute – c'est la version de son ancien chauffeur.",
        # A limit, a condition, a denial stands behind it.
        "L'ancien maire de Fos, René Raimondi, a été condamné mardi à dix-huit mois de prison avec sursis par le "
        "tribunal correctionnel d'Aix-en-Provence.",
        "Le parquet de Lille a renoncé à poursuivre le médecin, à moins que de nouvelles plaintes, attendues d'ici "
        "à vendredi, ne soient déposées contre lui.",
        "La préfecture de l'Hérault a autorisé mardi la chasse au sanglier dans les vignes sans chien et de jour "
        "uniquement, jusqu'au 30 juin.",
        "Le port du masque sera obligatoire lundi dans les gares et les trains de la région Bretagne et de Normandie.",
        "La cour de Lyon a condamné le banquier pour couvrir la fraude, décision annulée en appel lundi dernier à "
        "Paris.",
        "Tous les vols de la compagnie seront annulés lors d'une grève du personnel au sol prévue vendredi à Orly.",
        "Le candidat est jugé coupable de fraude par ses rivaux de la droite et du centre au conseil régional.",
        "Les soldats ont repris le pont de Narvik lors d'un exercice de l'OTAN mené mardi avec les chasseurs "
        "norvégiens.",
        "Le footballeur a signé un contrat de cinq ans à Lyon, qui doit encore être validé par la Ligue vendredi.",
        "La France livrera des chars à la Pologne après la signature d'un accord de paix entre Kiev et Moscou.",
        # What stands before it is no sentence.
        "Le Sénat a rejeté par 212 voix contre 131 la proposition de loi visant à interdire la corrida aux mineurs "
        "de moins de 16 ans.",
        "Le maire de Nice a interdit sur la plage après plusieurs plaintes de riverains la vente d'alcool à emporter.",
        "Les écoles maternelles de Mulhouse seront fermées vendredi, à l'exception de celles qui accueillent les "
        "enfants de soignants, a annoncé la mairie.",
        "Le conseil d'État a annulé mardi l'arrêté interdisant le burkini, mais seulement pour les plages "
        "surveillées de la commune.",
        "Trois lycéens ont été exclus définitivement pour avoir, à en croire le rectorat, harcelé une camarade "
        "pendant six mois.",
        "La ministre de la Culture a, si l'on en croit Le Canard enchaîné, demandé à ses services de classer "
        "l'affaire.",
        "Le parquet général a requis la peine maximale, sauf si les experts, qui rendront leur rapport vendredi, "
        "concluent à l'abolition du discernement.",
        "Le vaccin de Sanofi a provoqué la mort de onze nourrissons, soutient sans preuve dans une vidéo l'ancien "
        "infirmier Paul Roche.",
        "Les obsèques auront lieu lundi à 10 h 30 en l'église du Sacré-Cœur, et non au crématorium.",
        "Alors que le Sénat et l'Assemblée nationale ont trouvé un accord, après des semaines de débats, rien ne "
        "change.",
        "Naomi Musenga est morte au centre hospitalier de Strasbourg quelques heures après avoir appelé le Samu du "
        "Bas-Rhin.",
    ],
)
def test_a_headline_is_seen_to_be_broken_off(sentence: str) -> None:
    found = summarize(sentence + REST, language="fr", length="headline").text
    assert found.endswith("…") and sentence.startswith(found[:-1]) and len(found.split()) <= 15


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        (
            "EasyJet a annoncé l'arrêt de la vente de cacahuètes à bord de ses avions afin d'aider des passagers.",
            "EasyJet a annoncé l'arrêt de la vente de cacahuètes à bord de ses avions.",
        ),
        (
            "Trois pompiers ont été blessés à Brest après l'explosion d'une cuve de gaz dans un atelier du port.",
            "Trois pompiers ont été blessés à Brest.",
        ),
        (
            "Des riverains du port ont alerté la mairie pour demander la fermeture d'un entrepôt de gaz à Carros.",
            "Des riverains du port ont alerté la mairie.",
        ),
        (
            "Les deux hommes ont été arrêtés à l'aéroport alors qu'ils prenaient un vol pour la ville de Séville.",
            "Les deux hommes ont été arrêtés à l'aéroport.",
        ),
    ],
)
def test_a_time_a_cause_or_an_aim_is_cut_off(sentence: str, cut: str) -> None:
    assert shortened(sentence, 15) == cut


def test_no_later_sentence_takes_the_place_of_a_long_opening() -> None:
    opening = (
        "Le maire de Brest a fermé lundi, mardi et mercredi la piscine du port, le stade du centre et deux gymnases."
    )
    found = summarize(f"{opening} Le stade du centre et la piscine ouvrent jeudi.", language="fr", length="headline")
    assert found.text.startswith("Le maire de Brest a fermé") and found.text.endswith("…")


def test_a_long_sentence_of_another_language_is_broken_off() -> None:
    opening = "The mayor was seen with a briefcase in Lyon on Monday, où the police said they had found nothing at all."
    found = summarize(f"{opening} The council will meet again in June.", language="en", length="headline")
    assert found.text.endswith("…") and opening.startswith(found.text[:-1])
