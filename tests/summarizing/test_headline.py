"""Headlines of sentences that are longer than fifteen words: where a full stop may stand, and where "…"."""

from __future__ import annotations

import re

import pytest

from summarize import summarize
from summarize.summarizing.extract import extract
from summarize.summarizing.headline import headline, shortened
from summarize.summarizing.units import units_of
from summarize.text.document import Document
from summarize.text.french import ACQUITTED

REST = (
    " Une réunion est prévue jeudi en préfecture. Les syndicats restent mobilisés. Le maire a lancé un appel au calme."
)


@pytest.mark.parametrize(
    "sentence",
    [
        # Who says it stands behind it.
        "Le docteur Michel Arnoux n'a pas empoisonné ses patients, a martelé pendant deux heures son avocat, Me "
        "Randall Berthier, devant la cour d'assises de Besançon.",
        "Aucune charge n'a été retenue contre le chanteur Julien Vidal, contrairement à ce qui avait été annoncé "
        "dimanche par plusieurs médias, a indiqué le parquet de Nice.",
        "Le trésorier du club a détourné 40.000 euros après son élection, assure-t-on dans l'entourage du maire de "
        "Brest.",
        "Le préfet du Var a blessé un cycliste pour éviter un chien, s'émeut l'association des riverains de la rade.",
        "Le maire de Sète a frappé un pompier après une dispute – c'est la version de son ancien chauffeur.",
        # A limit, a condition, a denial stands behind it.
        "L'ancien maire de Fos, René Raimondi, a été condamné mardi à dix-huit mois de prison avec sursis par le "
        "tribunal correctionnel d'Aix-en-Provence.",
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
        "La ministre de la Culture a, si l'on en croit Le Canard enchaîné, demandé à ses services de classer "
        "l'affaire.",
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
    ("sentence", "short"),
    [
        # An acquittal or a denial behind an accusation: the accusation goes, or the middle.
        (
            "Poursuivi pour détournement de fonds publics dans l'affaire des assistants du parti, l'ancien ministre "
            "Paul Blanc a été relaxé mardi à Paris.",
            "L'ancien ministre Paul Blanc a été relaxé mardi à Paris.",
        ),
        (
            "Accusé de viol, de violences et de menaces par trois anciennes employées de la mairie, l'ancien maire de "
            "Sète Luc Petit a été acquitté mardi.",
            "L'ancien maire de Sète Luc Petit a été acquitté mardi.",
        ),
        (
            "Donné pour mort par plusieurs médias italiens lundi soir, le chanteur Adriano Celentano, 87 ans, est bien "
            "vivant, a annoncé sa femme.",
            "Le chanteur Adriano Celentano, 87 ans, est bien vivant, a annoncé sa femme.",
        ),
        (
            "Relaxé en première instance en 2019 par le tribunal correctionnel de Nantes, l'ancien maire de Rezé Luc "
            "Petit a été condamné lundi.",
            "L'ancien maire de Rezé Luc Petit a été condamné lundi.",
        ),
        (
            "L'ancien ministre Paul Blanc, poursuivi pour détournement de fonds publics dans l'affaire du parti, a été "
            "relaxé mardi par la cour d'appel de Paris.",
            "L'ancien ministre Paul Blanc a été relaxé mardi par la cour d'appel de Paris.",
        ),
        (
            "Le député Luc Bas est soupçonné d'avoir détourné trois millions d'euros de la caisse du parti entre 2012 "
            "et 2018, ce qu'il conteste.",
            "Le député Luc Bas est soupçonné d'avoir détourné trois millions d'euros… ce qu'il conteste.",
        ),
        (
            "Le chirurgien Marc Blanc a été condamné à trois ans de prison en 2019 par le tribunal de Lyon, avant "
            "d'être relaxé en appel lundi.",
            "Le chirurgien Marc Blanc a été condamné… avant d'être relaxé en appel lundi.",
        ),
        (
            "Le directeur de la clinique a agressé une infirmière après une dispute, ce que conteste son avocat depuis "
            "mardi.",
            "Le directeur de la clinique a agressé… ce que conteste son avocat depuis mardi.",
        ),
        (
            "Le préfet du Lot, Jean Roux, est accusé par trois agents de menaces répétées à la préfecture de Cahors, "
            "une affaire qu'il conteste mardi dans la presse.",
            "Le préfet du Lot, Jean Roux…",
        ),
        (
            "Le maire de Metz, visé par une plainte pour harcèlement moral de trois anciens collaborateurs, conteste "
            "les faits et porte plainte.",
            "Le maire de Metz conteste les faits et porte plainte.",
        ),
        # What was only played.
        (
            "Le tribunal a condamné la maire de Vichy à deux ans de prison lors d'un procès fictif organisé par des "
            "lycéens.",
            "Le tribunal a condamné la maire… lors d'un procès fictif organisé par des lycéens.",
        ),
        (
            "L'actrice Anna Bel a été tuée de trois balles mardi soir sur la place du Capitole dans un film de Luc "
            "Besson.",
            "L'actrice Anna Bel a été tuée de trois balles… dans un film de Luc Besson.",
        ),
        (
            "Les pompiers ont sauvé une fillette de la noyade lors d'une démonstration de sauvetage organisée samedi à "
            "Royan.",
            "Les pompiers ont sauvé une fillette de la noyade lors d'une démonstration de sauvetage organisée…",
        ),
        # A limit that turns the sentence round.
        (
            "La piscine de Brest n'est ouverte aux nageurs des clubs de la ville et de la région que le lundi matin.",
            "La piscine de Brest n'est ouverte aux nageurs des clubs… que le lundi matin.",
        ),
        (
            "Le gouvernement n'a promis d'aide aux agriculteurs du Lot touchés par la grêle de mardi soir qu'à partir "
            "de 2027.",
            "Le gouvernement n'a promis d'aide aux agriculteurs du Lot touchés… qu'à partir de 2027.",
        ),
        # A source that may not know, a condition or an exception: it stands behind a gap.
        (
            "Un policier a tué sa compagne à Nice pour obtenir l'assurance-vie, croit savoir le parquet de Grasse "
            "depuis lundi.",
            "Un policier a tué sa compagne… croit savoir le parquet de Grasse depuis lundi.",
        ),
        (
            "Le député Marc Lacombe a frappé sa compagne à plusieurs reprises, accuse dans une plainte révélée mardi "
            "par RTL l'ancienne collaboratrice de l'élu.",
            "Le député Marc Lacombe a frappé sa compagne à plusieurs reprises, accuse dans une plainte…",
        ),
        (
            "Le parquet de Lille a renoncé à poursuivre le médecin, à moins que de nouvelles plaintes, attendues d'ici "
            "à vendredi, ne soient déposées contre lui.",
            "Le parquet de Lille a renoncé à poursuivre… à moins que de nouvelles plaintes, attendues…",
        ),
        (
            "Les écoles maternelles de Mulhouse seront fermées vendredi, à l'exception de celles qui accueillent les "
            "enfants de soignants, a annoncé la mairie.",
            "Les écoles maternelles de Mulhouse seront fermées… à l'exception de celles qui accueillent les enfants…",
        ),
        (
            "Le conseil d'État a annulé mardi l'arrêté interdisant le burkini, mais seulement pour les plages "
            "surveillées de la commune.",
            "Le conseil d'État a annulé mardi l'arrêté interdisant… mais seulement pour les plages surveillées…",
        ),
        (
            "Trois lycéens ont été exclus définitivement pour avoir, à en croire le rectorat, harcelé une camarade "
            "pendant six mois.",
            "Trois lycéens ont été exclus définitivement… à en croire le rectorat, harcelé une camarade…",
        ),
        (
            "Le parquet général a requis la peine maximale, sauf si les experts, qui rendront leur rapport vendredi, "
            "concluent à l'abolition du discernement.",
            "Le parquet général a requis la peine… sauf si les experts, qui rendront leur rapport…",
        ),
        (
            "Le vaccin de Sanofi a provoqué la mort de onze nourrissons, soutient sans preuve dans une vidéo l'ancien "
            "infirmier Paul Roche.",
            "Le vaccin de Sanofi a provoqué la mort… soutient sans preuve dans une vidéo…",
        ),
        # What did not last, or holds only so far.
        (
            "Le maire de Nantes a suspendu lundi son adjoint aux finances et l'un de ses conseillers, avant de "
            "revenir sur sa décision mardi soir.",
            "Le maire de Nantes a suspendu lundi… avant de revenir sur sa décision mardi soir.",
        ),
        (
            "La cour d'appel de Rennes a ordonné lundi la fermeture de la centrale de Cordemais, puis s'est rétractée "
            "mardi devant le tollé.",
            "La cour d'appel de Rennes a ordonné lundi… puis s'est rétractée mardi devant le tollé.",
        ),
        (
            "Le Conseil constitutionnel ne peut être saisi par les députés, depuis la réforme de 2008 voulue par "
            "Nicolas Sarkozy, que dans un délai d'un mois.",
            "Le Conseil constitutionnel ne peut être saisi… que dans un délai d'un mois.",
        ),
        (
            "Le musée du Louvre ne sera ouvert aux visiteurs de moins de 26 ans et aux demandeurs d'emploi pendant "
            "les travaux que le vendredi soir.",
            "Le musée du Louvre ne sera ouvert aux visiteurs… que le vendredi soir.",
        ),
        (
            "Le vol MH370 s'est écrasé au large de l'Australie après une panne des deux moteurs, si l'on en croit un "
            "rapport provisoire.",
            "Le vol MH370 s'est écrasé au large… si l'on en croit un rapport provisoire.",
        ),
        (
            "Le pont sera rouvert aux camions de plus de 40 tonnes à partir du mois de septembre, sous réserve de "
            "l'avis des experts.",
            "Le pont sera rouvert aux camions… sous réserve de l'avis des experts.",
        ),
        (
            "La Ville de Paris va interdire les voitures dans tout le centre dès le mois de mars, selon une rumeur "
            "persistante.",
            "La Ville de Paris va interdire les voitures… selon une rumeur persistante.",
        ),
        (
            "L'usine sera vendue à un groupe chinois pour une somme de 40 millions d'euros, prétend un tract "
            "distribué mardi à l'entrée.",
            "L'usine sera vendue à un groupe chinois… prétend un tract distribué mardi à l'entrée.",
        ),
        (
            "Le Sénat a voté la suppression de la taxe sur les carburants agricoles et maritimes, mais l'Assemblée "
            "l'a rejetée mercredi.",
            "Le Sénat a voté la suppression de la taxe… mais l'Assemblée l'a rejetée mercredi.",
        ),
        (
            "Le PSG menait par deux buts à zéro à la mi-temps du match de samedi à Lens avant de perdre 3-2.",
            "Le PSG menait par deux buts à zéro à la mi-temps… avant de perdre 3-2.",
        ),
        (
            "Le ministre n'a cessé de répéter depuis trois semaines à ses collègues du gouvernement et aux syndicats "
            "que la réforme passerait.",
            "Le ministre n'a cessé de répéter depuis trois semaines… que la réforme passerait.",
        ),
        (
            "Les douaniers ne peuvent fouiller les bagages des voyageurs qui n'ont rien à déclarer qu'avec l'accord "
            "d'un juge.",
            "Les douaniers ne peuvent fouiller les bagages des voyageurs… qu'avec l'accord d'un juge.",
        ),
        (
            "La grève est suspendue dans tous les dépôts de bus de la ville de Rennes, à condition que la direction "
            "signe l'accord.",
            "La grève est suspendue dans tous les dépôts… à condition que la direction signe l'accord.",
        ),
        (
            "Paul Roux sera candidat à la mairie de Lyon en mars 2026 sous l'étiquette du parti, sauf s'il est "
            "condamné d'ici là.",
            "Paul Roux sera candidat à la mairie de Lyon… sauf s'il est condamné d'ici là.",
        ),
        # For whom or of what it holds, or that it may still change.
        (
            "Un vaccin expérimental contre la maladie de Lyme s'est révélé efficace à 92 % chez le macaque, selon une "
            "étude publiée mardi.",
            "Un vaccin expérimental contre la maladie de Lyme s'est révélé efficace… chez le macaque…",
        ),
        (
            "Le bénéfice net du groupe Casino a doublé en 2022 à 250 millions d'euros hors charges exceptionnelles qui "
            "le font basculer dans le rouge.",
            "Le bénéfice net du groupe Casino a doublé en 2022… hors charges exceptionnelles…",
        ),
        (
            "Le nombre de passages aux urgences pour grippe est en baisse pour la troisième semaine consécutive, sauf "
            "en Île-de-France, a annoncé mercredi l'agence.",
            "Le nombre de passages aux urgences pour grippe est en baisse… sauf en Île-de-France…",
        ),
        (
            "La gratuité des transports sera étendue le week-end à tous les habitants de la métropole pour les seuls "
            "abonnés munis d'une carte.",
            "La gratuité des transports sera étendue le week-end… pour les seuls abonnés munis d'une carte.",
        ),
        # Whose claim, demand or fear it is.
        (
            "Le vaccin contre la grippe provoque des milliers de morts cachées chaque année en France, affirment des "
            "internautes, à tort.",
            "Le vaccin contre la grippe provoque des milliers de morts… affirment des internautes, à tort.",
        ),
        (
            "Un nouveau confinement sera décrété à partir du 15 janvier dans tous les départements français, assure "
            "une vidéo trompeuse partagée 40 000 fois.",
            "Un nouveau confinement sera décrété… assure une vidéo trompeuse partagée 40 000 fois.",
        ),
        (
            "L'armée russe a perdu 1 200 soldats en une seule journée dans la région de Pokrovsk, a affirmé jeudi "
            "l'état-major ukrainien.",
            "L'armée russe a perdu 1 200 soldats… a affirmé jeudi l'état-major ukrainien.",
        ),
        (
            "Les plus de 70 ans devront repasser leur permis de conduire tous les cinq ans en France dès 2026, propose "
            "un député écologiste.",
            "Les plus de 70 ans devront repasser leur permis de conduire… propose un député écologiste.",
        ),
        (
            "Le maire de Nîmes a détourné 300 000 euros destinés à la rénovation des écoles de sa ville : c'est ce "
            "qu'affirme un ancien adjoint.",
            "Le maire de Nîmes a détourné 300 000 euros… c'est ce qu'affirme un ancien adjoint.",
        ),
        (
            "La commune de Sète a vendu la plage de la Corniche à un promoteur américain pour 12 millions d'euros : "
            "cette information est fausse, selon la mairie.",
            "La commune de Sète a vendu la plage… cette information est fausse, selon la mairie.",
        ),
        # A quotation that is broken off is closed.
        (
            "« La France est le pays où l'on meurt le plus du Covid dans toute l'Europe occidentale », affirme dans "
            "une vidéo un médecin généraliste.",
            "« La France est le pays… », affirme dans une vidéo un médecin généraliste.",
        ),
        (
            '"Nous ne cherchons pas de changement de régime" à Téhéran, a affirmé le président américain lors d\'une '
            "conférence de presse à Tokyo.",
            '"Nous ne cherchons pas de changement de régime" à Téhéran, a affirmé le président américain…',
        ),
        (
            "Le Parti socialiste arrive en tête des élections municipales à Lyon avec 32 % des voix, selon des "
            "résultats partiels portant sur 12 % des bureaux.",
            "Le Parti socialiste arrive en tête… selon des résultats partiels portant sur 12 %…",
        ),
    ],
)
def test_what_makes_a_sentence_untrue_is_kept(sentence: str, short: str) -> None:
    assert shortened(sentence, 15) == short


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (
            "Le maire de Lyon a augmenté les impôts de douze pour cent. C'est du moins ce qu'affirme l'opposition dans "
            "un tract.",
            "Le maire de Lyon a augmenté les impôts… C'est du moins ce qu'affirme l'opposition…",
        ),
        (
            "Le tramway de Dijon sera gratuit dès septembre. À condition que Paul Roy soit élu maire en mars prochain.",
            "Le tramway de Dijon sera gratuit… À condition que Paul Roy soit élu maire…",
        ),
        (
            "Les vaccins contre la grippe rendent stérile. Cette rumeur circule depuis octobre sur Facebook.",
            "Les vaccins contre la grippe rendent stérile. Cette rumeur circule depuis octobre sur Facebook.",
        ),
        (
            "Tribune. Par Anne Roux, économiste. La dette de la France n'est pas un problème.",
            "Tribune. La dette de la France n'est pas un problème.",
        ),
        (
            "Poisson d'avril ! La tour Eiffel sera démontée en 2027 et remontée à Marseille, annonçait la mairie.",
            "Poisson d'avril ! La tour Eiffel sera démontée en 2027 et remontée à Marseille…",
        ),
        (
            "Accusée d'avoir empoisonné son mari à Lens, la pharmacienne Anne Roux a été jugée mardi. Elle nie.",
            "La pharmacienne Anne Roux a été jugée mardi. Elle nie.",
        ),
        # What came of it, in the next sentence.
        (
            "Trois personnes sont mortes samedi dans un carambolage sur l'A13 dans l'Eure, avait annoncé la "
            "préfecture. Elle a rectifié dans la soirée : l'accident a fait un mort et seize blessés.",
            "Trois personnes sont mortes samedi dans un carambolage… Elle a rectifié dans la soirée…",
        ),
        (
            "L'ancien compagnon de Manon Leroux, disparue le 2 février à Albi, a reconnu mercredi devant les gendarmes "
            "l'avoir étranglée. Jeudi, il est revenu sur ses aveux.",
            "L'ancien compagnon de Manon Leroux… Jeudi, il est revenu sur ses aveux.",
        ),
        # A limit of the appeal is none of the sentence.
        (
            "L'ancien maire d'Auchel Paul Rey a été condamné mardi par le tribunal de Béthune à trois ans de prison. "
            "Il fera appel, mais seulement sur le montant de l'amende.",
            "L'ancien maire d'Auchel Paul Rey a été condamné mardi par le tribunal de Béthune…",
        ),
        (
            "M. Paul Rey a été relaxé mardi par le tribunal de Béthune des faits de favoritisme qui lui étaient "
            "reprochés. Le parquet a fait appel, mais pas les parties civiles.",
            "M. Paul Rey a été relaxé mardi par le tribunal de Béthune des faits…",
        ),
        (
            "La justice a ordonné mardi la fermeture de l'abattoir d'Auchel, qui emploie quatre-vingts salariés. La "
            "direction fera appel, à moins que la préfecture n'accorde un délai.",
            "La justice a ordonné mardi la fermeture de l'abattoir d'Auchel, qui emploie quatre-vingts salariés…",
        ),
        (
            "M. Paul Rey a été relaxé mardi par le tribunal correctionnel de Béthune des faits de favoritisme et de "
            "corruption, mais pas du détournement.",
            "M. Paul Rey a été relaxé mardi par le tribunal correctionnel… mais pas du détournement.",
        ),
        # A quotation with what is said of it.
        (
            "« La criminalité a doublé en dix ans. » Le député Luc Bas a justifié par ce chiffre mardi sa proposition "
            "de loi sur les peines planchers. C'est faux.",
            "« La criminalité a doublé en dix ans. » Le député Luc Bas… C'est faux.",
        ),
        (
            "« Michel Fabre nous a quittés cette nuit, entouré des siens. » Publié dimanche sur un faux compte au nom "
            "de sa maison de disques, ce message a provoqué une vague d'hommages.",
            "« Michel Fabre nous a quittés… » Publié dimanche sur un faux compte au nom…",
        ),
        ("Mort de Jean Dumas : l'acteur avait 84 ans\n\nIl avait débuté à Lyon en 1962.", None),
        ("Anne Roux, la voix du journal de 20 heures\nElle est née à Brest en 1931. Elle y vivait encore.", None),
        ("Théorie du complot : ce que croient les platistes\nLa Terre est plate et immobile à Brest.", None),
        ("Ce que fera Marine Le Pen si elle est élue\nLa redevance sera supprimée en France dès 2027.", None),
    ],
)
def test_what_the_sentence_around_says_of_a_headline_is_kept(article: str, found: str | None) -> None:
    own = summarize(article + REST, language="fr", length="headline", reproducible=True)
    assert own.text == (found or article.split("\n")[0])


@pytest.mark.parametrize("title", ["Elle le sera dès juin, promet Luc Bas", "Son avocat le dit à Luc Bas"])
def test_a_title_that_refers_to_another_text_is_no_headline(title: str) -> None:
    tax = "La taxe foncière de Paris sera augmentée dès juin, promet le député Luc Bas."
    assert summarize(f"{title}\n\n{tax}{REST}", language="fr", length="headline").text == tax


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


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "Le footballeur de l'équipe de France Karim Lopez, international depuis dix ans et meilleur buteur du "
            "championnat, auteur d'un tacle dangereux dimanche, a été suspendu.",
            "Le footballeur de l'équipe de France Karim Lopez… a été suspendu.",
        ),
        (
            "Le projet d'aéroport international de Notre-Dame-des-Landes, près de Nantes, annoncé comme relancé lundi "
            "par le quotidien régional Presse-Océan, est fictif.",
            "Le projet d'aéroport international de Notre-Dame-des-Landes… est fictif.",
        ),
        (
            "Le rachat de l'Olympique de Marseille par un fonds souverain saoudien pour plus d'un milliard d'euros a "
            "été démenti lundi par le propriétaire du club.",
            "Le rachat de l'Olympique de Marseille… a été démenti lundi par le propriétaire…",
        ),
        (
            "Le chanteur Marc Lenoir, que la justice soupçonnait d'avoir agressé deux femmes lors d'une tournée en "
            "Belgique en 2016, est innocent.",
            "Le chanteur Marc Lenoir… est innocent.",
        ),
        (
            "Le grand débat national voulu par le président de la République en réponse aux mobilisations des gilets "
            "jaunes doit débuter mardi 15 janvier dans toute la France.",
            "Le grand débat national… doit débuter mardi 15 janvier…",
        ),
        (
            "L'accord commercial entre l'Union européenne et le Mercosur, signé en décembre à Montevideo après "
            "vingt-cinq ans de négociations, n'entrera pas en vigueur.",
            "L'accord commercial entre l'Union européenne et le Mercosur… n'entrera pas en vigueur.",
        ),
        (
            "Une enseignante d'un lycée de Saint-Denis, visée par une pétition de parents d'élèves pour ses propos "
            "sur la religion, a finalement été réintégrée lundi.",
            "Une enseignante d'un lycée de Saint-Denis a finalement été réintégrée lundi.",
        ),
        (
            "Le PSG aurait proposé 200 millions d'euros au FC Barcelone pour recruter l'attaquant espagnol Lamine "
            "Yamal, une information démentie par le club.",
            "Le PSG aurait proposé 200 millions d'euros au FC… une information démentie par le club.",
        ),
    ],
)
def test_what_became_of_a_long_subject_is_kept(sentence: str, short: str) -> None:
    assert shortened(sentence, 15) == short


@pytest.mark.parametrize(
    "sentence",
    [
        # The verb may be of a clause, of who reports, or of a list; what is cut out says how far the rest is true.
        "Le chanteur belge Tom Vidal, 45 ans, père de trois enfants dont l'aîné, âgé de 12 ans, est malade depuis "
        "deux ans, a annulé sa tournée.",
        "L'usine Renault de Flins, dans les Yvelines, premier employeur du département avec 2 600 salariés permanents, "
        "ferme, a annoncé la direction.",
        "Les villes de Lyon, Lille, Nice, Nantes, Toulouse, Rennes, Reims, Dijon, Angers, Nîmes, Brest et Tours sont "
        "en alerte.",
        "La quasi-totalité de l'Hexagone, à l'exception des trois départements de l'ouest de la Bretagne et de la "
        "Corse, est en alerte canicule.",
        "Le lendemain de la victoire des Bleus au Stade de France devant 80 000 personnes en liesse, la police a "
        "interpellé dix supporteurs.",
    ],
)
def test_a_verb_that_may_not_be_the_subjects_is_not_joined_to_it(sentence: str) -> None:
    assert not re.search(r"… (?:a|est|sont) ", shortened(sentence, 15) or "")


@pytest.mark.parametrize(
    ("article", "found"),
    [
        (
            "Le Premier ministre a-t-il démissionné ? Matignon a démenti mercredi soir la rumeur, née d'un compte "
            "parodique.",
            "Le Premier ministre a-t-il démissionné ? Matignon a démenti mercredi soir la rumeur, née…",
        ),
        (
            "Le maire avait promis la gratuité des bus. Six mois après, la métropole de Tours a renoncé "
            "lundi à la gratuité des bus.",
            "Six mois après, la métropole de Tours a renoncé lundi à la gratuité des bus.",
        ),
        (
            "Un colis suspect a provoqué jeudi l'évacuation de la gare de Lille-Flandres. Fausse alerte : il ne "
            "contenait que des vêtements.",
            "Un colis suspect a provoqué jeudi l'évacuation de la gare de Lille-Flandres. Fausse alerte…",
        ),
        (
            "Brigitte Bardot est morte dans la nuit de mardi à mercredi. L'annonce a été vue 800 000 fois. Il n'en est "
            "rien.",
            "Brigitte Bardot est morte dans la nuit de mardi à mercredi… Il n'en est rien.",
        ),
    ],
)
def test_a_headline_needs_what_turns_its_opening(article: str, found: str) -> None:
    assert summarize(article + REST, language="fr", length="headline", reproducible=True).text == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "À l'occasion de la finale de la Coupe du monde de football en Russie dimanche à 17 heures, la préfecture "
            "de Paris a interdit la circulation.",
            "La préfecture de Paris a interdit la circulation.",
        ),
        (
            "À la veille de la grève à laquelle appellent SUD-Rail et la CGT, la SNCF prévoit un trafic « quasi normal "
            "» jeudi sur l'ensemble du réseau, à l'exception de la Normandie.",
            "La SNCF prévoit un trafic « quasi normal » jeudi… à l'exception de la Normandie.",
        ),
        (
            "Invité mardi de France Bleu Roussillon, Michel Puig, chef de file des socialistes à Perpignan, a accusé "
            "le maire sortant d'avoir embauché une centaine de contractuels.",
            "Michel Puig, chef de file des socialistes à Perpignan, a accusé le maire sortant…",
        ),
        # What begins behind the comma is no main clause, refers to what goes, or would not be true without it.
        (
            "Face à la mairie, la préfecture et la région, l'association des riverains de la rocade de Lens a déposé "
            "un recours lundi.",
            "Face à la mairie, la préfecture et la région, l'association des riverains de la rocade…",
        ),
        (
            "Malgré les critiques contre Camaïeu et ses méthodes de vente jugées agressives par les clients, "
            "l'enseigne a ouvert deux magasins.",
            "Malgré les critiques contre Camaïeu et ses méthodes de vente jugées agressives par les clients…",
        ),
        (
            "En cas de défaite du maire sortant de Lens au second tour des élections municipales de mars, la région a "
            "promis un audit.",
            "En cas de défaite du maire sortant de Lens au second tour des élections municipales…",
        ),
    ],
)
def test_a_headline_has_the_verb_of_the_main_clause(sentence: str, found: str) -> None:
    assert summarize(sentence + REST, language="fr", length="headline").text == found


@pytest.mark.parametrize(
    "question", ["La montagne accouchera-t-elle d'une souris ?", "Jeudi noir ou simple coup de semonce ?"]
)
def test_a_question_that_asks_nothing_of_the_news_is_no_headline(question: str) -> None:
    news = (
        "La rumeur d'une grève des contrôleurs de la SNCF jeudi 12 mars a été démentie par Sud-Rail, la CGT, l'Unsa "
        "et la CFDT."
    )
    rest = " La SNCF prévoit un trafic normal jeudi. Les contrôleurs ne feront pas grève, selon la CGT."
    opening = units_of(Document(f"{question} {news}{rest}", "fr"))[:2]
    assert opening[0].fault == "question"
    assert headline(Document(f"{question} {news}{rest}", "fr"), opening).startswith(news[:30])


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        (
            "Les violents orages qui ont balayé le littoral ont conduit à l'hospitalisation en \"urgence absolue "
            "de nuit\" d'une femme dans l'Hérault.",
            '"urgence absolue…"',
        ),
        (
            "Le ministre a reconnu lundi que le gouvernement avait « trop tardé à agir contre les pesticides "
            "dans les rivières ».",
            "« trop tardé à agir… »",
        ),
    ],
)
def test_a_quotation_that_is_broken_off_is_closed(sentence: str, end: str) -> None:
    found = summarize(sentence + REST, language="fr", length="headline").text
    assert found.endswith(end) and len(found.split()) <= 15


def test_the_headline_of_results_is_their_title() -> None:
    title = "Ligue 1 : les résultats de la 12e journée"
    lines = ["Lens - Lille 2-1", "Brest - Nantes 0-0", "Monaco - Nice 3-2", "Le classement", "1. Monaco", "2. Lens"]
    assert summarize("\n".join([title, *lines]), language="fr", length="headline").text == title


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (
            "Une lycéenne de 16 ans accuse son professeur de viol. Il nie. Le rectorat de Nantes l'a suspendu lundi.",
            "Il nie.",
        ),
        (
            "Un footballeur de Lorient est accusé de viol par une femme de 22 ans rencontrée en boîte de nuit. "
            "Il nie les faits. Son contrat a été suspendu lundi.",
            "… Il nie les faits.",
        ),
    ],
)
def test_a_denial_stands_in_a_headline_before_what_came_of_the_accusation(text: str, end: str) -> None:
    assert summarize(text + " Deux autres élèves ont porté plainte.", language="fr", length="headline").text.endswith(
        end
    )


def test_a_question_that_names_a_day_alone_is_no_headline() -> None:
    for day in ("Jeudi", "Mercredi"):
        news = f"La SNCF prévoit un trafic normal {day.lower()}. Les contrôleurs ne feront pas grève, selon la CGT."
        found = summarize(f"{day} noir ou simple coup de semonce ? {news}", language="fr", length="headline").text
        assert found.startswith("La SNCF")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Saint-Brieuc : le policier mis en cause relaxé en appel",
            "Le parquet général avait demandé dix mois de prison avec sursis. La cour d'appel ne l'a pas suivi, "
            "mardi, et a blanchi le fonctionnaire.",
        ),
        (
            "Bagnères : la fermeture de la maternité abandonnée",
            "L'agence régionale de santé voulait cesser les accouchements au 1er janvier. Devant la grogne, elle y "
            "a renoncé mardi et promet deux postes supplémentaires.",
        ),
        (
            "Grève des éboueurs de Nantes levée",
            "Les éboueurs nantais avaient voté lundi la reconduction du mouvement jusqu'à vendredi. Un accord les "
            "a finalement conduits à reprendre le travail mercredi.",
        ),
        (
            "Disparition de Manon : l'adolescente retrouvée saine et sauve",
            "Manon, 14 ans, n'avait plus donné signe de vie depuis vendredi à Albi. Elle a été localisée dimanche.",
        ),
    ],
)
def test_a_title_that_tells_the_end_in_other_words_is_the_headline(title: str, text: str) -> None:
    assert summarize(f"{title}\n\n{text}\n\nLe maire a salué la nouvelle.", length="headline").text == title


@pytest.mark.parametrize("sum_of_money", ["du cash", "des centaines de milliers d'euros", "3 millions d'euros"])
def test_who_launders_money_is_not_cleared(sum_of_money: str) -> None:
    accused = f"Un comptable accusé d'avoir falsifié les comptes du club et blanchi {sum_of_money} pour un réseau"
    text = f"{accused} a été condamné jeudi à quatre ans de prison par le tribunal de Lyon. Il fait appel."
    assert "condamné" in summarize(text, language="fr", length="headline").text
    assert not re.search(ACQUITTED, f"avoir blanchi {sum_of_money}")


@pytest.mark.parametrize(
    "what", ["", " du détournement", " des accusations de vol", " de tout soupçon", " par la cour"]
)
def test_who_is_cleared_of_something_is_cleared(what: str) -> None:
    assert re.search(ACQUITTED, f"Le maire a été blanchi{what}.")


@pytest.mark.parametrize(
    ("language", "title", "sentence", "is_title"),
    [
        (
            "de",
            "Musik-Stars fordern neues Streaming-Modell",
            "Die Abogebühr eines Nutzers der Streaming-Dienste soll nach dem Willen von 40 Musikern nur noch unter den "
            "Künstlern verteilt werden, die er in einem Monat tatsächlich gehört hat.",
            True,
        ),
        (
            "en",
            "Vessel returning to Puerto Rico from St. Thomas with 475 pounds of cocaine intercepted by agents",
            "Officers of the marine branch found on Sunday 475 pounds of cocaine that had been concealed inside "
            "the fuel tank of a vessel, which was removed later from the water near the island.",
            True,
        ),
        (
            "es",
            "Al menos 12 fallecidos en el incendio de Almería y otras 23 personas sin localizar",
            "Al menos 12 personas han fallecido en el incendio que desde el lunes arrasa los montes de Almería, "
            "y otras 23 permanecen sin localizar según el último balance de los servicios de emergencia.",
            True,
        ),
        (
            "fr",
            "Le salarié d'un garage d'Épinal est-il un héros ?",
            "Pour les voisins, c'est un signe que les habitants du quartier, qui avaient tout vu depuis leurs fenêtres "
            "et que personne n'avait crus, savaient ce que le salarié du garage avait fait mardi soir.",
            True,
        ),
        (
            "en",
            "Where do the island's oil tankers go?",
            "Officers of the marine branch found on Sunday 475 pounds of cocaine that had been concealed inside "
            "the fuel tank of one of the oil tankers, which was removed later from the water near the island.",
            True,
        ),
        (
            "en",
            "Axios Future",
            "Officers of the marine branch found on Sunday 475 pounds of cocaine that had been concealed inside "
            "the fuel tank of a vessel, which was removed later from the water near the island.",
            False,
        ),
    ],
)  # fmt: skip
def test_a_title_is_the_headline_where_the_sentence_would_be_broken_off(
    language: str, title: str, sentence: str, is_title: bool
) -> None:
    article = Document(f"{title}\n\n{sentence}", language)
    made = headline(article, extract(article, "headline").units)
    assert (made == title) is is_title
    assert is_title or made.endswith("…")


def test_a_long_title_is_broken_off_in_the_place_of_its_sentence() -> None:
    title = (
        "Pologne : fermé en raison de la crise sanitaire, le musée d'Auschwitz lance un appel à l'aide aux visiteurs"
    )
    sentence = (
        "Le musée de l'ancien camp a vu ses recettes s'effondrer depuis le printemps, alors que l'année avait commencé "
        "par des cérémonies auxquelles des chefs d'État de cinquante pays étaient venus."
    )
    article = Document(f"{title}\n\n{sentence}", "fr")
    made = headline(article, extract(article, "headline").units)
    assert made == "Pologne : fermé en raison de la crise sanitaire, le musée d'Auschwitz lance un appel…"
    denied = Document(f"{title}\n\n{sentence} C'est une fausse information, a démenti le musée.", "fr")
    assert headline(denied, extract(denied, "headline").units).startswith("Le musée de l'ancien camp")


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        (
            "en",
            "Doctor raped dozens of patients",
            "The regional court in Bonn has cleared a man of 54 years of all charges because the statements of "
            "the women contradicted each other, and told the state to pay him. They asked nine years for the doctor.",
        ),
        (
            "de",
            "Arzt missbrauchte jahrelang Patientinnen in Praxis",
            "Das Landgericht Bonn hat einen 54 Jahre alten Mann von allen Vorwürfen freigesprochen, weil sich die "
            "Aussagen der Frauen widersprachen und Zeugen fehlten. Der Arzt sollte neun Jahre in Haft.",
        ),
        (
            "it",
            "Morto a Roma l'attore Marco Bellini",
            "La famiglia ha definito uno scherzo crudele la notizia che si è diffusa lunedì sera sui social e sui siti "
            "di due giornali americani, e fa sapere che sta bene. L'attore tornerà in teatro a maggio.",
        ),
        (
            "en",
            "Germany abolishes Mondays for good",
            "The satirical magazine Postillon fooled hundreds of thousands of readers on Thursday with an invented "
            "report about a law that the Bundestag was said to have passed in Berlin. Many believed Germany did it.",
        ),
    ],
)
def test_a_title_that_the_article_takes_back_is_no_headline(language: str, title: str, sentence: str) -> None:
    article = Document(f"{title}\n\n{sentence}", language)
    assert headline(article, extract(article, "headline").units) != title
