"""What stands together in a unit, and what may be shown by itself."""

from __future__ import annotations

import pytest

from summarize.summarizing.units import Unit, fault_of, units_of
from summarize.text.document import Document

NEWS = "Un incendie a détruit mardi soir une usine de papier à Épinal, dans les Vosges."
NOT_SO = "Il n'en est rien."
CLAIM = "Le laboratoire Durand a vendu 3 000 doses à Épinal."


def _units(text: str) -> list[Unit]:
    return units_of(Document(text, "fr"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PORTÉE PAR DEUX MIGRANTSTout commence à Épinal.", ["PORTÉE PAR DEUX MIGRANTS", "Tout commence à Épinal."]),
        (
            "La cote baisse (19 % ; -1)Seuls 19 % des Français l'approuvent.",
            ["La cote baisse (19 % ; -1)", "Seuls 19 % des Français l'approuvent."],
        ),
        ("Elle rouvre.• Deux heuresLa Lune sera cachée.", ["Elle rouvre.", "Deux heures", "La Lune sera cachée."]),
        (
            "Impopularité pour HollandeSeuls 15% en sont contents.",
            ["Impopularité pour Hollande", "Seuls 15% en sont contents."],
        ),
        ("Hausses de salairesInterpellé à Épinal, il part.", ["Hausses de salaires", "Interpellé à Épinal, il part."]),
        ("La LICRA, le MEDEF et le CNRS ont signé.", ["La LICRA, le MEDEF et le CNRS ont signé."]),
        ("L'OM A BATTU LE PSG.", ["L'OM A BATTU LE PSG."]),
        ("CanalPlus a perdu la Ligue 1 à Épinal.", ["CanalPlus a perdu la Ligue 1 à Épinal."]),
        ("Le directeur de BluOn est parti.", ["Le directeur de BluOn est parti."]),
        ("Un bus de la ligne 5A a percuté un arbre.", ["Un bus de la ligne 5A a percuté un arbre."]),
        ("Ils vivent au 12A rue de la Paix à Épinal.", ["Ils vivent au 12A rue de la Paix à Épinal."]),
        ("Les pompiers de 2A ont éteint le feu.", ["Les pompiers de 2A ont éteint le feu."]),
        ("Un reportage de TF1Après la pluie, il rentre.", ["Un reportage de TF1", "Après la pluie, il rentre."]),
    ],
)
def test_a_heading_or_list_mark_that_a_sentence_is_glued_to_is_cut_off(text: str, found: list[str]) -> None:
    assert [unit.text for unit in _units(f"{NEWS} {text}")[1:]] == found


@pytest.mark.parametrize(
    "verdict",
    [
        "FAUX.",
        "VRAI.",
        "Faux : il en a vendu 30.",
        "Encore faux, répond le préfet.",
        "C'est faux, rappelle l'Institut Pasteur.",
        "C'est totalement faux !",
        "C'est inexact.",
        "C'est une rumeur.",
        "Or c'est faux.",
        "En réalité, c'est faux.",
        "Verdict : faux.",
        "La vidéo est un montage.",
        "Ces images datent de 2015.",
        "Cette photo n'a rien à voir avec Épinal.",
        "Une information fausse, selon le préfet.",
        "Ce n'est pas vrai, selon le préfet.",
        "« C'est faux », répond le préfet.",
        "Non, il en a vendu 30, selon le préfet.",
        "Cette affirmation est fausse.",
        "L'information est totalement infondée, dit le préfet.",
        "Il n'en est rien.",
        "C'est ce qu'affirme une vidéo vue 400 000 fois.",
        "C'est du moins ce que prétend un blog.",
        "Le laboratoire dément.",
        "Il nie.",
        "Son avocat réfute les faits.",
        "La direction a contesté ces chiffres.",
        "Il se dit innocent.",
        "Le patron clame son innocence.",
        "Elle assure n'avoir rien vendu.",
        "En réalité, il n'en a jamais été question.",
        "Telle est la version de l'accusation.",
        "Tel était le scénario d'un exercice organisé par la préfecture.",
        "Du moins si l'on en croit le préfet.",
        "Voilà ce qu'affirme une vidéo vue deux millions de fois.",
        "À une condition : que la mairie donne son accord.",
        "Sauf que rien n'est signé.",
        "Peut-être.",
        "Ou presque.",
        "Raté.",
        "Fausse alerte.",
        "Dixit le préfet, lundi sur France Inter.",
        "C'est une blague.",
        "C'est la thèse d'un blog.",
        "Cette affirmation, très partagée sur les réseaux sociaux, est démentie par le laboratoire.",
        "L'information a été démentie mercredi soir par les organisateurs de la vente et par la préfecture.",
        "Le parquet a fait appel.",
        "Un pourvoi en cassation a été formé.",
        "Il a dix jours pour faire appel.",
        "La décision n'est pas définitive.",
        "Sa peine est assortie du sursis.",
        "Il reste présumé innocent.",
        "Cela reste à prouver.",
        "Rien n'est moins sûr.",
        "Le tout au conditionnel.",
        "Ça, c'est la théorie.",
        "Mais tout cela n'était qu'un rêve.",
        "C'est une idée reçue.",
        "C'est en tout cas l'objectif affiché.",
        "Ce sont les mots d'un anonyme sur Facebook.",
        "Voilà la thèse d'un blog.",
        "Une thèse défendue par l'opposition.",
        "Affirmation du préfet.",
        "Ainsi parle un tract distribué samedi.",
        "Selon le préfet.",
        "Selon une rumeur, du moins.",
        "Si l'on en croit un tract.",
        "Si la mairie donne son accord.",
        "Une condition toutefois : que la mairie donne son accord.",
        "Seul hic : rien n'est signé.",
        "Encore faut-il que la mairie donne son accord.",
        "Reste à savoir si la mairie donnera son accord.",
        "Cette phrase est apocryphe.",
        "L'annonce, faite sur X, a été supprimée.",
        "Le message, envoyé à des milliers de téléphones, est une arnaque.",
        "L'Élysée assure le contraire.",
        "On l'accuse à tort.",
        "Il a été relaxé de ce chef mardi.",
        "Le tribunal l'a blanchi.",
        "Le tribunal correctionnel de Metz l'a relaxé mardi, faute de preuves suffisantes dans le dossier.",
        "L'affaire a été classée sans suite.",
        "L'enquête s'est conclue par un non-lieu.",
        "La police n'a pourtant rien trouvé.",
        "La cour d'appel a annulé ce jugement.",
        "L'intéressé parle de calomnie.",
        "D'après une lettre anonyme.",
        "Si l'on en croit son adjoint.",
        "C'est écrit dans un rapport provisoire.",
        "Le Canard enchaîné l'écrit mercredi.",
        "Ainsi parle son rival Luc Petit.",
        "Ces mots sont de son rival Luc Petit.",
        "Cette phrase, tirée d'un tract, lui vaut une plainte.",
        "L'accusation émane d'un adjoint évincé.",
        "L'affirmation est signée Luc Petit, son rival.",
        "L'information circule sur les réseaux sociaux.",
        "Un sketch de l'humoriste Paul Dac.",
        "Un mensonge, selon la justice.",
        "Ce scénario est celui d'un téléfilm.",
        "Voilà le titre d'un tract distribué samedi.",
        "C'est la rumeur qui court au marché.",
        "C'est la thèse d'un blog qui déteste le maire.",
        "Du moins le croit-il.",
        "Du moins en théorie.",
        "En fait, le laboratoire en a vendu 30.",
        "En réalité, il est vide.",
        "Cette hypothèse est rejetée par le parquet.",
        "Le club a mis les choses au point lundi soir.",
        "La mairie a remis les pendules à l'heure.",
        "Il n'en a pas la preuve.",
        "Les poursuites ont été abandonnées.",
        "L'information reste à confirmer.",
        "Une fake news.",
        "C'est l'intrigue d'un film.",
        "C'est le début d'un roman de Paul Roy.",
        "Sur la foi d'une lettre anonyme.",
        "L'intéressé dément catégoriquement et portera plainte pour diffamation devant le tribunal de Lyon.",
        "À moins que le préfet ne s'y oppose.",
    ],
)
def test_a_claim_is_one_with_the_verdict_or_denial_after_it(verdict: str) -> None:
    first, second, *_ = _units(f"{NEWS} {CLAIM} {verdict} La mairie d'Épinal a fermé l'école.")
    assert (first.text, second.text, second.fault) == (NEWS, f"{CLAIM} {verdict}", None)


@pytest.mark.parametrize(
    "after",
    [
        "Non loin de là, une école a brûlé.",
        "Faux policiers et vrais voleurs ont été jugés à Metz.",
        "Le préfet a vu une porte ouverte.",
        "C'est lundi que le procès s'ouvrira à Épinal.",
        "C'est alors qu'un voisin a donné l'alerte à Metz.",
        "Selon le préfet, la mairie a vendu 30 doses.",
        "Si la mairie donne son accord, le laboratoire vendra 30 doses à Metz.",
        "L'annonce a été faite lundi à Metz par le préfet.",
        "Et pour preuve, ils ne peuvent se passer de lui.",
        "En fait, les Lensois ont dominé la seconde période à Metz.",
        "C'est la thèse de l'accusation qui l'a emporté à Metz.",
        "C'est l'hypothèse accidentelle qui est privilégiée à Metz.",
        "Cette hypothèse était évoquée depuis janvier à Metz.",
        "Cette promesse avait déjà été faite en 2022 par son prédécesseur.",
        "Du moins rapide au plus lent, voici les trois plans sociaux.",
        "À condition égale, les mineurs seront reclassés à Metz.",
        "À moins de trois mois de l'élection, un maire démissionne à Metz.",
        "Un exercice d'évacuation aura lieu lundi à Metz.",
        '"Le gouvernement doit y renoncer", a-t-il insisté lundi à Metz.',
        "Ces nouvelles rames ne rouleront pas à Metz.",
        "Selon M. Roux, le préfet des Vosges, une école a brûlé à Metz.",
        "Le tribunal de Metz a relaxé mardi le chirurgien Marc Blanc.",
        "Le conducteur s'est acquitté de trois amendes à Metz.",
        "Voici ce que l'on sait : Le feu est parti de Metz.",
        '"Cela va durer. Le feu court", a dit lundi le préfet des Vosges.',
        "Le syndicat, qui conteste depuis des mois la fermeture du site voisin, appelle à la grève lundi à Metz.",
    ],
)
def test_what_is_no_verdict_stands_by_itself(after: str) -> None:
    assert len(_units(f"{NEWS} {after}")) == 2


@pytest.mark.parametrize("between", ["", "Le parquet avait requis deux ans de prison. "])
def test_an_appeal_is_one_with_the_ruling_though_a_sentence_stands_between(between: str) -> None:
    ruling = "Le tribunal d'Épinal a relaxé mardi le chirurgien Marc Blanc."
    first, second, *_ = _units(f"{NEWS} {ruling} {between}Le parquet a fait appel. La mairie d'Épinal a fermé l'école.")
    assert (first.text, second.text) == (NEWS, f"{ruling} {between}Le parquet a fait appel.")


@pytest.mark.parametrize("between", ["", "Son avocat a plaidé la clémence. "])
@pytest.mark.parametrize(
    "ruling",
    [
        "Le tribunal l'a condamné à deux ans avec sursis.",
        "La cour d'assises l'a finalement condamné à dix ans.",
        "Les juges les ont condamnés à deux ans.",
        "Il a été condamné à quatre mois avec sursis.",
        "Verdict : quatre mois avec sursis.",
    ],
)
def test_a_ruling_that_names_nobody_is_one_with_what_was_asked_for(between: str, ruling: str) -> None:
    demand = "Le procureur a requis quatre ans de prison."
    assert [u.text for u in _units(f"{NEWS} {demand} {between}{ruling} {CLAIM}")] == [
        NEWS,
        f"{demand} {between}{ruling}",
        CLAIM,
    ]


@pytest.mark.parametrize(
    ("before", "ruling"),
    [
        ("Le procureur a requis quatre ans de prison.", "Le tribunal d'Épinal a condamné mardi Marc Blanc à un an."),
        ("Le maire d'Épinal est resté silencieux.", "Le tribunal l'a condamné à deux ans avec sursis."),
    ],
)
def test_a_ruling_that_names_whom_or_answers_no_demand_stands_by_itself(before: str, ruling: str) -> None:
    assert [u.text for u in _units(f"{NEWS} {before} {ruling}")] == [NEWS, before, ruling]


def test_an_appeal_without_a_ruling_near_it_is_one_with_the_sentence_before() -> None:
    assert [u.text for u in _units(f"{NEWS} {CLAIM} Il fera appel.")] == [NEWS, f"{CLAIM} Il fera appel."]


@pytest.mark.parametrize(
    "frame",
    [
        "La série raconte la chute d'Épinal.",
        "Dans le roman, la France devient un empire.",
        "Dans la simulation de l'armée, Épinal est détruite.",
        "Le tract accuse le maire.",
    ],
)
def test_what_happens_in_a_work_knows_the_sentence_that_names_it(frame: str) -> None:
    assert [u.frame for u in _units(f"{NEWS} {frame} {CLAIM} Metz est en feu.\n{NEWS}")] == [None, None, 1, 1, None]


def test_an_acquittal_is_one_with_the_accusation_though_a_sentence_stands_between() -> None:
    text = "Le maire d'Épinal est accusé de vol par un élu. Il dirige la ville. L'enquête a été classée sans suite."
    assert [u.text for u in _units(f"{NEWS} {text} {CLAIM}")] == [NEWS, text, CLAIM]


@pytest.mark.parametrize(
    "hook", ["L'affaire avait fait grand bruit.", "Elle risquait cinq ans.", "La salle a retenu son souffle."]
)
@pytest.mark.parametrize(
    "acquittal",
    [
        "Les trois surveillants mis en examen après la mort d'un détenu ont été relaxés mardi par les juges de Metz.",
        "Une aide-soignante, soupçonnée d'avoir volé les bijoux de patients de Metz, a été relaxée jeudi.",
        "Deux ans après la mort d'un détenu, les trois agents mis en examen ont bénéficié d'un non-lieu mardi à Metz.",
    ],
)
def test_an_acquittal_that_names_its_accused_is_not_said_of_a_hook(hook: str, acquittal: str) -> None:
    assert [u.text for u in _units(f"{hook} {acquittal} {CLAIM}")] == [hook, acquittal, CLAIM]


@pytest.mark.parametrize("title", ["", "Épinal : retour sur une affaire\n"])
@pytest.mark.parametrize(
    "opening",
    [
        "Le car rapide va disparaître, affirment des messages partagés 300 fois depuis lundi. Les chauffeurs seraient "
        "licenciés dès le mois de juin. Mais c'est faux : le texte en discussion n'en dit rien, selon le préfet.",
        "Une fillette aurait été blessée samedi à Metz. L'affirmation, diffusée par des élus, a été vue un million de "
        "fois. Elle est totalement infondée, selon la police.",
        "Le tarif réduit va disparaître, affirment des messages depuis lundi. Attention, c'est faux : le décret en "
        "discussion n'en dit rien, ont expliqué le ministère et plusieurs associations.",
        "Un loup rôde à Metz, selon des messages. Le cliché a été pris en 2018 en Italie, a répondu mardi la mairie.",
        "La rumeur enflait : la maternité fermerait en juin. L'Agence régionale de santé a formellement démenti jeudi "
        "toute décision de fermeture, dans un communiqué.",
        "L'ex-compagnon de Manon Roux a reconnu mercredi devant les gendarmes l'avoir étranglée. Jeudi matin, devant "
        "la juge d'instruction d'Albi, il est revenu sur ses aveux.",
        "Une femme a porté plainte pour viol contre Paul Roy. Elle l'accuse de l'avoir agressée. L'acteur de 61 ans "
        "conteste ces accusations et a lui-même porté plainte jeudi pour dénonciation calomnieuse.",
        "Le maire de Cagnes est visé par une enquête, croit savoir Le Point. « Il n'existe à ce jour aucune procédure "
        "de cette nature au parquet de Nice », a réagi le procureur de la République.",
        "Un homme de 51 ans a été arrêté dimanche à Dieppe. Il a été remis en liberté mardi soir, faute d'éléments "
        "contre lui, a annoncé le procureur de la République.",
        "Une étudiante a été enlevée à Tours, selon le récit qu'elle a livré à la police. L'affaire avait provoqué une "
        "vive émotion. Elle a reconnu mercredi avoir tout inventé.",
        "Une explosion a retenti mardi à Saint-Malo. Trois blessés ont été évacués vers Rennes. Il s'agissait d'un "
        "exercice organisé par la préfecture pour tester le plan Orsec.",
        "Une panthère rôde sur les toits, ont affirmé des habitants. Les écoles ont été fermées lundi. L'animal était "
        "en réalité un gros chat, ont constaté mardi les agents de l'Office de la biodiversité.",
        "Un homme armé retient sa famille à Melun. Une colonne du Raid a été envoyée. Elle n'a trouvé qu'un couple. Il "
        "était victime d'un canular importé des États-Unis.",
    ],
)
def test_an_opening_is_one_with_the_sentence_that_takes_it_back(title: str, opening: str) -> None:
    assert [u.text for u in _units(f"{title}{opening}\n{NEWS}")[bool(title) :]] == [opening, NEWS]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (NEWS, "Le préfet des Vosges a démenti jeudi avoir autorisé le concert prévu au stade de Metz en septembre."),
        ("L'incendie est éteint, selon le préfet.", "Des quantités de gaz ont été relâchées mardi dans l'air à Metz."),
        (
            "Le maire est accusé de vol par un élu.",
            "Alors que l'élu a porté plainte pour diffamation, la préfecture a envoyé une lettre à la mairie de Metz.",
        ),
        (f"{NEWS} Un homme a été arrêté.", "La mairie conteste la hausse des tarifs de l'eau votée lundi à Metz."),
    ],
)
def test_what_takes_nothing_back_of_an_opening_stands_by_itself(before: str, after: str) -> None:
    assert _units(f"{before} {after}")[-1].text == after


def test_two_short_sentences_without_a_name_open_nothing_either() -> None:
    assert [u.fault for u in _units(f"Ils sont morts, dit-on. Cela reste à voir. {NEWS}")] == ["teaser", None]


@pytest.mark.parametrize("place", ["Brest.", "Saint-Malo."])
def test_a_place_before_a_sentence_names_something(place: str) -> None:
    text = f"{place} Deux lycéens poignardés devant leur établissement."
    assert [(u.text, u.fault) for u in _units(f"{text} {NEWS}")] == [(text, None), (NEWS, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Un séisme a tué dix personnes près d'Agadir.",
        "L'hôpital d’Orléans ferme lundi.",
        "Les sols reculent, selon l'Inrae.",
    ],
)
def test_a_name_behind_an_elision_is_a_name(text: str) -> None:
    assert fault_of(text) is None


def test_a_short_sentence_with_an_elision_but_no_name_opens_nothing() -> None:
    assert fault_of("La décision de l'autorité est tombée.") == "teaser"


@pytest.mark.parametrize(
    "text",
    [
        "L'application Mon espace santé a été piratée à Épinal.",
        "Le magazine Nous Deux cesse de paraître à Épinal.",
        "La rue Notre Dame, à Épinal, sera fermée lundi.",
        "Le salon Rendez-Vous d'Épinal ouvre lundi dans les Vosges.",
        "Interrogé à Épinal, le ministre de l'Industrie s'est tu.",
        "M'Baye Niang a quitté le club d'Épinal lundi.",
        "Le stade d'Épinal est vendu, selon un document que nous avons pu consulter.",
        "Le maire d'Épinal partira en juin, nous a confirmé la préfecture.",
        "L'usine d'Épinal est vendue, comme nous l'annoncions lundi.",
        "Or, selon nos calculs, 140 lits ont été fermés à Épinal.",
        "Notre enquête montre que 140 lits ont été fermés à Épinal.",
        "Les physiciens d'Épinal ont mesuré la masse de notre galaxie.",
        "Enedis vous informe que l'électricité sera coupée mardi à Épinal.",
    ],
)
def test_a_name_with_a_pronoun_and_what_a_newspaper_says_of_its_work_are_no_speech(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mon espace à Épinal a été piraté lundi.",
        "En mars, j'ai fermé le restaurant d'Épinal.",
        "J'ai fermé le restaurant d'Épinal.",
        "L'architecte d'Épinal m’a confirmé la vente.",
        "Le pont est fermé : Nous irons à Épinal à pied.",
        "Tu iras à Épinal en train lundi.",
        "Le maire d'Épinal sait que tu viens lundi.",
        "Comme nous l'avons rêvé, le pont d'Épinal ouvre lundi.",
        "Le maire que nous avons élu à Épinal est parti.",
    ],
)
def test_who_speaks_of_himself_or_to_somebody_opens_nothing(text: str) -> None:
    assert fault_of(text) == "speech"


DEBATE = (
    "Compte rendu de la séance du 4 juin",
    "M. Éric Dumont. Le Gouvernement a menti aux Bretons sur Guingamp. Il fermera la maternité avant Noël.",
    "Mme Anne Rivoire, ministre de la santé. La maternité de Guingamp restera ouverte. Elle a 40 lits.",
)


def test_a_turn_of_a_debate_is_shown_with_its_speaker() -> None:
    units = _units("\n".join(DEBATE))
    assert [u.text for u in units][1::2] == [
        "M. Éric Dumont. Le Gouvernement a menti aux Bretons sur Guingamp.",
        "Mme Anne Rivoire, ministre de la santé. La maternité de Guingamp restera ouverte.",
    ]
    assert [u.frame for u in units] == [None, None, 1, None, 3]


def test_a_speakers_office_stands_behind_the_name() -> None:
    turns = (
        "Anna Weber (PPE), rapporteure. – Le règlement interdira les emballages en 2030. Il entre en vigueur à Rome.",
        "Marco Bianchi (ID). – Ce règlement va détruire 100 000 emplois en Italie.",
    )
    units = _units("\n".join(turns))
    assert units[0].text == "Anna Weber (PPE), rapporteure. – Le règlement interdira les emballages en 2030."
    assert [(u.fault, u.frame) for u in units] == [(None, None), (None, 0), (None, None)]


@pytest.mark.parametrize(
    "text",
    [f"M. Dumont.\n{NEWS}", f"M. Dumont. {CLAIM} {NEWS}", f"M. Dumont a gagné. {CLAIM}\nMme Rey a perdu. {NEWS}"],
)
def test_one_name_with_a_full_stop_makes_no_debate(text: str) -> None:
    assert all(u.frame is None for u in _units(text))


@pytest.mark.parametrize(
    "heading",
    ["Ce qui a été rejeté", "Rejetés par le conseil", "Avant", "Avant le 1er juillet", "Les demandes de l'opposition",
     "Scénario 2 : les ventes montent", "Contre"],
)  # fmt: skip
def test_what_stands_below_a_heading_that_reverses_it_is_not_shown_without_it(heading: str) -> None:
    units = _units("\n".join(("La séance de lundi", NEWS, heading, CLAIM, "Ce qui a été adopté", NEWS)))
    assert [u.frame for u in units] == [None, None, None, 2, None, None]


@pytest.mark.parametrize("heading", ["Avant la tempête", "Un recours rejeté", "Après", "Pour 40 euros", "Avant tout."])
def test_other_headings_leave_what_stands_below_them_as_it_is(heading: str) -> None:
    assert all(u.frame is None for u in _units("\n".join(("La séance", NEWS, heading, CLAIM))))


@pytest.mark.parametrize("title", ["Avant", "Contre"])
def test_a_title_is_no_such_heading(title: str) -> None:
    assert [u.frame for u in _units(f"{title}\n{NEWS}")] == [None, None]


def test_a_sentence_that_says_in_which_year_all_is_does_not_make_it_speech() -> None:
    first, second = _units(f"Nous sommes en 2050. {CLAIM} {NEWS}")
    assert (first.fault, first.frame, second.frame) == (None, None, 0)


@pytest.mark.parametrize("label", ["DROIT DE RÉPONSE.", "[MàJ 18h30]", "Rectificatif :", "NDLR."])
def test_a_correction_is_one_with_its_label(label: str) -> None:
    assert [u.text for u in _units(f"{NEWS}\n{label}\n{CLAIM}")] == [NEWS, f"{label} {CLAIM}"]


@pytest.mark.parametrize("frame", ["Imaginez.", "Nous sommes en 2050.", "Il était une fois, à Épinal."])
def test_a_frame_is_one_with_what_happens_in_it(frame: str) -> None:
    assert [u.text for u in _units(f"{frame} {CLAIM} {NEWS}")] == [f"{frame} {CLAIM}", NEWS]


def test_where_it_happened_stands_before_what_happened() -> None:
    text = "Brest. Deux lycéens poignardés mardi devant leur établissement."
    assert [u.text for u in _units(f"{text} {NEWS}")] == [text, NEWS]
    assert len(_units(f"Disparition. {CLAIM}")) == 2


def test_a_mark_for_seconds_opens_no_quotation() -> None:
    text = "Léon Marchand a gagné vendredi le 400 m en 4'02\"95, un record. Il a dédié l'or à son père."
    assert _units(text)[0].fault is None


@pytest.mark.parametrize(
    ("before", "heading", "items"),
    [
        (NEWS, "Ce qui est interdit :", ["Fumer dans les parcs d'Épinal est interdit."]),
        (NEWS, "Voici ce que l'on sait :", ["Un camion a brûlé à Metz.", "Son chauffeur est en garde à vue."]),
        (NEWS, "Trois points à retenir :", ["1. Moscou attaque Kiev.", "2. Kiev dément.", "3. Washington attend."]),
        (NEWS, "La mairie annonce deux mesures : Le tram sera gratuit.", ["Deux écoles fermeront."]),
        ("", "Cinq suspects ont été arrêtés :", ["Un homme de 45 ans.", "Une femme, sans casier.", "Trois mineurs."]),
        ("", "Les notes de Lens :", ["Samba : 7", "Danso : 5"]),
    ],
)
def test_the_items_of_a_list_are_one_with_their_heading(before: str, heading: str, items: list[str]) -> None:
    units = _units("\n".join(filter(None, (before, heading, *items, f"{CLAIM} Il a plu à Épinal."))))
    whole = " ".join((heading, *(item.rstrip(".") + "." for item in items)))
    assert [(u.text, u.fault) for u in units][:-2] == [*([(before, None)] if before else []), (whole, None)]


def test_the_items_that_find_no_room_in_their_list_are_not_shown_without_its_heading() -> None:
    items = [f"La mairie d'Épinal ouvrira mardi la {n}e des écoles que les habitants attendent." for n in range(2, 10)]
    units = _units("\n".join((NEWS, "Ce qui change :", *items)))
    assert [u.frame for u in units] == [None, None, *[1] * (len(units) - 2)] and len(units) == 5


@pytest.mark.parametrize("items", [["1. Kiev est en feu.", "2. Metz aussi."], ["Paul Roux, Metz.", "Anne Roy, Toul."]])
def test_a_list_without_such_a_heading_is_shown_whole_under_its_title_alone(items: list[str]) -> None:
    units = _units("\n".join(("Prix d'Épinal : les finalistes", *items, NEWS)))
    assert [(u.text, u.fault) for u in units[1:]] == [(" ".join(items), "listed"), (NEWS, None)]
    assert [u.fault for u in _units(f"1. {CLAIM}\n2. Les femmes sont parties.\n{NEWS}")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        f"Le préfet est clair : La ville fermera.\n{NEWS} {CLAIM}",
        f"18:45 : Le tribunal relaxe le maire.\n{CLAIM}\nMetz est en feu.",
        f"Le drame de Metz en trois actes : Une école a brûlé\n{CLAIM}\nMetz est en feu.",
    ],
)
def test_what_stands_behind_another_colon_is_no_item(text: str) -> None:
    assert len(_units(text)) == 3


def test_a_verdict_that_explains_another_binds_all_three() -> None:
    text = f"{CLAIM} C'est ce qu'affirme une vidéo. C'est faux, répond l'Institut."
    assert [u.text for u in _units(text)] == [text]


@pytest.mark.parametrize(
    ("verdict", "alone"),
    [
        ("Ces deux idées sont fausses, rappelle le physicien.", 1),
        ("Ces 3 idées sont fausses.", 0),
        ("Toutes ces idées sont fausses.", 0),
        ("Tout cela est faux.", 0),
        ("Tout est inventé.", 0),
        ("Tout cela a été imaginé.", 0),
    ],
)
def test_a_verdict_on_several_claims_is_one_with_all_of_them(verdict: str, alone: int) -> None:
    text = f"Les autruches cachent leur tête. Les épinards contiennent du fer. La Lune est un fromage. {verdict}"
    units = _units(text)
    assert len(units) == alone + 1 and units[-1].text.endswith(f"La Lune est un fromage. {verdict}")


def test_a_line_gets_a_full_stop_before_the_verdict_on_it() -> None:
    units = _units("Le vaccin donne la grippe\nFAUX. Il ne contient que des virus inactivés.")
    assert units[0].text == "Le vaccin donne la grippe. FAUX."


@pytest.mark.parametrize("before", ["Le vaccin donne-t-il la grippe ?", "Un curé d'Orgon accusé d'agressions\n"])
def test_a_question_or_a_title_is_not_denied(before: str) -> None:
    assert len(_units(f"{before} Il nie. {NEWS}")) == 3


@pytest.mark.parametrize("mark", ["Sud Info. - {}\nJean Costes. - {}", "Sud Info : {}\nJean Costes : {}"])
def test_named_turns_of_an_interview_stand_together_though_none_asks(mark: str) -> None:
    turns = [
        mark.format("Le préfet vous accuse de vol.", "C'est scandaleux."),
        mark.format("Le port a perdu 30 % de son trafic.", "Le port va bien. Il grandit."),
    ]
    units = _units("\n".join((NEWS, *turns)))
    assert [u.text for u in units] == [NEWS, *(turn.replace("\n", " ") for turn in turns)]


@pytest.mark.parametrize("dash", ["", "– ", "— ", "- "])
def test_no_turn_of_a_dialogue_without_names_is_shown(dash: str) -> None:
    turns = (
        "La dette atteint 3 000 milliards d'euros. N'est-ce pas intenable ?",
        "C'est une dette soutenable, et nous la remboursons.",
        "Le Medef demande la fin de l'impôt.",
        "Nous ne le ferons pas.",
    )
    units = _units("\n".join((NEWS, *(dash + turn for turn in turns))))
    assert [u.fault for u in units] == [None, "speech", "speech"]


def test_a_list_with_dashes_is_no_dialogue() -> None:
    units = _units(f"{NEWS}\n– L'usine de Metz ferme lundi.\n– Celle de Nancy ouvre mardi à Toul.")
    assert [u.fault for u in units] == [None, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "Un camion de pompiers, à Pau, en 2021.",
        "Le pont Chaban-Delmas, à Bordeaux, en 2019.",
        "Manifestation à Lille, le 14 janvier 2023.",
        "Le président du conseil régional, à Rennes, le 3 mars.",
        "Un camion de pompiers, à Pau, en mai 2021",
    ],
)
def test_a_paragraph_without_a_verb_that_says_where_and_when_is_a_caption(line: str) -> None:
    assert [u.fault for u in _units(f"{line}\n{NEWS}")] == ["caption", None]


@pytest.mark.parametrize(
    "line",
    [
        "Un camion de pompiers a brûlé à Pau, en 2021.",
        "Drame à Épinal (Vosges) mardi 6 octobre.",
        "Inquiétude dans les Vosges.",
    ],
)
def test_what_has_a_verb_or_tells_of_today_is_no_caption(line: str) -> None:
    assert [u.fault for u in _units(f"{line}\n{NEWS}")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Le Figaro a révélé lundi que le maire de Nice démissionnerait.",
        "Source de tensions depuis un an, la centrale de Fessenheim ne sera pas rouverte.",
        "Image de la France à l'étranger : un sondage publié lundi par l'Ifop montre un recul.",
        "Publié lundi, un rapport de la Cour des comptes critique la mairie d'Épinal.",
        "Photographe de guerre, Anne Durand est morte mardi à Épinal.",
    ],
)
def test_a_sentence_that_begins_like_a_caption_is_none(text: str) -> None:
    assert _units(f"{text} {CLAIM}")[0].fault is None


@pytest.mark.parametrize(
    "text",
    [
        "Photo d'illustration.",
        "Crédit photo : AFP, à Épinal.",
        "Source : AFP.",
        "Images AFP.",
        "Découvrez, chaque jour, une analyse de notre partenaire.",
    ],
)
def test_a_caption_is_known(text: str) -> None:
    assert _units(f"{text} {CLAIM}")[0].fault == "caption"


@pytest.mark.parametrize("quotation", ["'I did not kill her.'", "‘Not guilty.’", "„Ich habe nichts getan.“"])
def test_a_quotation_that_ends_a_sentence_is_no_title(quotation: str) -> None:
    assert units_of(Document(f"{quotation} Peter Hall told the court in Hull on Monday.", "en"))[0].fault != "title"


@pytest.mark.parametrize(
    "after", ["au tsunami après un séisme réel en Indonésie", "à la bombe : la gare de Lille a été évacuée mercredi"]
)
def test_a_false_alarm_that_is_told_by_itself_takes_nothing_back(after: str) -> None:
    assert len(_units(f"{CLAIM} Fausse alerte {after}.")) == 2


def test_what_an_article_said_first_is_one_with_what_puts_it_right() -> None:
    first = "Une première version de cet article indiquait que l'accident de Guémené avait fait trois morts."
    right = "La préfecture a corrigé ce bilan mercredi : deux personnes sont mortes."
    assert [u.text for u in _units(f"{first} {right} {CLAIM}")] == [f"{first} {right}", CLAIM]
    wrong = "Une première version de cet article indiquait à tort que l'accident de Guémené avait fait trois morts."
    assert _units(f"{wrong} {CLAIM}")[0].text == wrong


@pytest.mark.parametrize("time", ["", "8h00 : "])
def test_the_greeting_of_a_live_blog_is_no_news(time: str) -> None:
    assert _units(f"{time}Bonjour et bienvenue dans ce direct consacré à la grève de la SNCF.\n{CLAIM}")[0].fault


def test_a_promise_is_one_with_what_came_of_it() -> None:
    promise, end = "Le maire de Tours avait promis la gratuité des bus.", "Six mois après, la ville y renonce."
    assert [u.text for u in _units(f"{promise} {end} {CLAIM}")] == [f"{promise} {end}", CLAIM]
    told = "Le maire de Tours a inauguré lundi le stade qu'il avait promis."
    assert _units(f"{told} Six mois après, le club de Tours y gagne. {CLAIM}")[0].text == told


def test_a_videos_title_glued_to_its_source_is_a_caption() -> None:
    found = _units(
        f"{NEWS} Noyades : pourquoi tant de morts ?par franceinfoSur le littoral, la baignade est interdite mardi."
    )
    assert [unit.fault for unit in found][:2] == [None, "caption"]
    assert found[2].text == "Sur le littoral, la baignade est interdite mardi."
    assert _units(f"{NEWS} La visite a été filmée par BFMTV.")[1].fault is None


def test_an_answer_of_hundreds_of_words_is_not_shown_whole() -> None:
    answer = "Nous avons construit un pont à Épinal avec les habitants. " * 25
    text = f"Que faites-vous ? Anne Roux : {answer}Et après ? Anne Roux : {answer}Et demain ? Anne Roux : Rien."
    units = _units(text)
    assert [unit.fault for unit in units if unit.words > 120] and all(
        unit.fault == "too_long" for unit in units if unit.words > 120
    )


def test_a_title_with_a_dash_is_no_speaker() -> None:
    text = f"Hydrogène vert – la clé de la transition\n{NEWS}\nAnne Roux : Oui.\nAnne Roux : Non."
    assert _units(text)[0].text == "Hydrogène vert – la clé de la transition"


@pytest.mark.parametrize("end", ["?", "?...", "? …"])
def test_a_title_that_ends_in_a_question_is_one_question(end: str) -> None:
    first, second, *_ = _units(f"L'usine a brûlé. Qui paiera les salariés d'Épinal {end}\n{NEWS}")
    assert (first.first, first.last, first.fault) == (0, 1, "question")
    assert second.text == NEWS


def test_a_number_alone_is_no_sentence() -> None:
    assert [unit.fault for unit in units_of(Document("La alcaldesa cerró el puente de Brest.\n2.", "es"))] == [
        None,
        "caption",
    ]


@pytest.mark.parametrize(
    ("title", "sentence", "fault"),
    [
        ("Anne Roux a-t-elle vendu le pont d'Épinal ?", "L'élue Anne Roux a vendu le pont d'Épinal.", "question"),
        ("Anne Roux a-t-elle vendu le pont d'Épinal ?", "Anne Roux n'a pas vendu le pont d'Épinal.", None),
        ("Qui a vendu le pont d'Épinal ?", "L'ancienne maire Anne Roux a vendu lundi le vieux pont d'Épinal.", None),
        (
            "Does Anne Roux Have a Net Worth of $17 Million?",
            "Mayor Anne Roux has a net worth of $17 million.",
            "question",
        ),
        ("Est-ce qu'Anne Roux a vendu le pont d'Épinal ?", "L'élue Anne Roux a vendu le pont d'Épinal.", "question"),
        ("Épinal : que vend Anne Roux sur le pont ?", "Anne Roux vend un pont à Épinal.", None),
        ("Anne Roux vend le pont d'Épinal", "Anne Roux a vendu le pont d'Épinal.", None),
    ],
)
def test_a_claim_that_a_title_asks_about_is_not_shown_as_a_fact(title: str, sentence: str, fault: str | None) -> None:
    language = "en" if "$" in title else "fr"
    assert units_of(Document(f"{title}\n\n{sentence}\n{NEWS}", language))[1].fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "Laurent Fabius, Jacqueline Gourault, Alain Juppé…",
        "Violence, place des syndicats, rôle du Président…",
        "Alors que la première question interroge Emmanuel Macron dans son portrait.",
        "Quand une crise lance une nouvelle tendance à Caracas...",
        "Qu'il suffit d'une application, d'un mot de passe de douze caractères, d'un code reçu sur un téléphone.",
        "Que 90 % des gens s'en sortent très bien à Tours.",
    ],
)
def test_a_list_that_breaks_off_and_a_clause_alone_open_nothing(text: str) -> None:
    assert fault_of(text) == "teaser"


@pytest.mark.parametrize(
    "text",
    [
        "Alors que la grève continue, le maire de Tours a démissionné.",
        "Ce qu'on sait, c'est que trois personnes sont mortes à Tours.",
        "Le maire de Tours a cité la police, la justice, la presse…",
        "Qu'ils soient pour ou contre, les habitants de Tours votent dimanche.",
        "Que le maire de Tours ait démissionné ne surprend personne.",
        "Qu'importe la pluie, le marché de Tours ouvre mardi.",
        "Quelque 300 personnes ont défilé à Tours.",
        "Que de regrets pour Lens.",
        "Que d'émotions samedi soir au Stade de France.",
    ],
)
def test_a_whole_sentence_with_such_a_beginning_or_end_stands(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize(
    "verdict",
    [
        "Mais c'est une fausse information.",
        "Problème : elle est fausse.",
        "Sauf que les images datent de 2019.",
        NOT_SO,
    ],
)
@pytest.mark.parametrize("title", ["", "Bardot, retour sur une rumeur\n"])
def test_a_rumour_that_opens_an_article_is_one_with_its_verdict_behind_how_it_spread(title: str, verdict: str) -> None:
    rumour = "Brigitte Bardot est morte mardi. L'annonce, partagée par un faux compte, a été vue 800 000 fois."
    text = f"{rumour} Elle a ému les fans.\n{verdict}"
    units = _units(f"{title}{text}\n{NEWS}")
    assert [u.text for u in units[bool(title) :]] == [text.replace("\n", " "), NEWS]


def test_a_verdict_on_another_claim_does_not_judge_the_opening() -> None:
    claim = "Selon une vidéo partagée 300 fois, il a vendu 30 000 doses."
    assert [u.text for u in _units(f"{CLAIM} {claim} C'est faux.")] == [CLAIM, f"{claim} C'est faux."]
    spread = "L'étude a été publiée mardi."
    for answer in (
        "C'est faux, répond le préfet.",
        "C'est vrai, a admis le préfet.",
        "« C'est faux », a dit le préfet.",
    ):
        told = f"{CLAIM} {answer}"
        assert [u.text for u in _units(f"{NEWS} {spread} {told}")] == [NEWS, spread, told]
    texts = [u.text for u in _units(f"{NEWS} Il est ouvert. {CLAIM} C'est faux.")]
    assert texts == [NEWS, "Il est ouvert.", f"{CLAIM} C'est faux."]


def test_the_label_of_an_item_is_one_with_its_own_paragraph() -> None:
    items = [f"Budget. {NEWS}", f"Taxe foncière. {CLAIM}", "École. La cantine coûtera 4 euros. Complet."]
    assert [u.text for u in _units("\n".join(items))] == items


def test_one_comment_that_begins_a_paragraph_is_said_of_what_stands_before() -> None:
    texts = [u.text for u in _units(f"Le maire voulait un stade en 2023.\nRaté. {NEWS}")]
    assert texts == ["Le maire voulait un stade en 2023. Raté.", NEWS]


def test_a_bracket_over_two_sentences_is_shown_whole() -> None:
    bracket = "Une femme a été expulsée mardi à Épinal (deux agents l'ont portée. Ses enfants étaient là)."
    assert [unit.text for unit in _units(f"{bracket} {NEWS}")] == [bracket, NEWS]
    never_closed = "Un incendie a détruit une usine (de papier mardi à Épinal."
    assert [(unit.text, unit.fault) for unit in _units(f"{never_closed} {NEWS}")] == [
        (never_closed, None),
        (NEWS, None),
    ]


@pytest.mark.parametrize(
    ("language", "line", "is_beside"),
    [
        ("de", "Veröffentlicht am 03.05.2024 um 10.15 Uhr.", True),
        ("de", "Lesezeit: 3 Min.", True),
        ("de", "EILMELDUNG.", True),
        ("de", "Text: Anna Müller.", True),
        ("de", "Jetzt weiterlesen mit SZ Plus.", True),
        ("de", "München, 3. Mai 2024.", True),
        ("de", "Das Rathaus in München (Foto: dpa).", True),
        ("es", "Última actualización: 3/5/2024.", True),
        ("es", "Síguenos en Google News.", True),
        ("es", "Redacción | Madrid | 14/03/2024 a las 18:02h.", True),
        ("it", "Tempo di lettura: 3 minuti.", True),
        ("pt", "Sessão da Assembleia, em foto de arquivo.", True),
        ("nl", "Dit artikel is exclusief voor abonnees.", True),
        ("en", "Published on Monday, the report says that 3 people died in May at the port.", False),
        ("en", "Updated rules for 40 ports were published on Monday.", False),
        ("fr", "Le maire de Nice a démissionné mardi (photo d'archives).", False),
        ("de", "Text: das Buch ist schlecht geschrieben.", False),
        ("de", "München baut 400 Wohnungen.", False),
    ],
)
def test_what_pages_of_other_languages_put_beside_a_text_is_no_sentence(
    language: str, line: str, is_beside: bool
) -> None:
    assert (fault_of(line, language) == "caption") is is_beside


@pytest.mark.parametrize(
    ("language", "sentence", "is_foreign"),
    [
        ("fr", "The funds will be used to build 8,000 homes by 2027.", True),
        (
            "fr",
            "Prime Minister Justin Trudeau today announced a 500 million dollar investment in homes in Halifax.",
            True,
        ),
        ("en", "Les fonds serviront à construire 8 000 logements d'ici 2027.", True),
        ("de", "Les fonds serviront à construire 8 000 logements d'ici 2027.", True),
        ("fr", 'Le maire cite "The Lord of the Rings and the Two Towers" de Tolkien à Épinal.', False),
        ("fr", "Le groupe The Who a joué The Kids Are Alright mardi à Épinal.", False),
        ("es", "El fondo servirá para construir 8.000 viviendas en Madrid.", False),
    ],
)
def test_a_sentence_in_another_language_than_its_article_is_not_shown(
    language: str, sentence: str, is_foreign: bool
) -> None:
    assert (fault_of(sentence, language) == "caption") is is_foreign


VACCINE = "Le vaccin contre la grippe modifie l'ADN."
FINDING = "Aucune étude ne l'a montré, selon l'Agence du médicament."


@pytest.mark.parametrize("above", ["FAUX\n\n", "FAUX\n", "Faux. ", "PLUTÔT FAUX\n", "Intox\n"])
def test_a_claim_is_one_with_the_verdict_above_it(above: str) -> None:
    second = "Le vaccin protège des formes graves. Il évite 60 % des séjours à l'hôpital de Metz."
    text = f"Vaccins : le vrai du faux\n\nDes messages circulent.\n\n{above}{VACCINE} {FINDING}\n\nVRAI\n{second}"
    verdict = above.strip(" .\n") + "."
    assert [u.text for u in units_of(Document(text, "fr"))][-2:] == [
        f"{verdict} {VACCINE} {FINDING}",
        f"VRAI. {second}",
    ]
    assert units_of(Document(text, "fr"))[-2].fault is None


def test_a_claim_and_what_explains_it_are_one_with_the_verdict_above_them() -> None:
    second = "Le vaccin protège des formes graves.\nIl évite 60 % des séjours à l'hôpital de Metz. Il coûte 11 euros."
    text = f"Le vrai du faux\n\nFAUX\n{VACCINE}\n{FINDING} Une vidéo le prétend.\nVRAI\n{second}\nLuc Roux"
    told = [f"FAUX. {VACCINE} {FINDING} Une vidéo le prétend.", f"VRAI. {second}".replace("\n", " ")]
    assert [u.text for u in units_of(Document(text, "fr"))][1:3] == told


def test_what_is_told_further_below_a_verdict_is_not_shown_without_it() -> None:
    long = f"{VACCINE} {'La ville de Metz vaccine lundi tous ses agents. ' * 12}".strip()
    units = units_of(Document(f"Le vrai du faux\n\nFAUX\n{long}\n\nVRAI\n{FINDING}", "fr"))
    assert units[1].text.startswith(f"FAUX. {VACCINE}") and {u.frame for u in units[2:-1]} == {1}


@pytest.mark.parametrize(
    "text",
    [
        # A claim above the first verdict; nothing below the explanation of the last.
        f"Des messages circulent. Nous en avons vérifié trois.\n\n{VACCINE}\n\nFAUX\n\n{FINDING}\n\nLe vaccin est "
        "gratuit. Une vidéo le prétend.\n\nFAUX\n\nIl coûte 11 euros.\n\nLe vaccin protège. Une vidéo le "
        "prétend.\n\nVRAI\n\nIl évite des séjours à l'hôpital.\n\nLa campagne dure jusqu'en mars. Elle coûte cher.",
        f"{VACCINE}\n\nFAUX\n\n{FINDING}\n\nLe vaccin est gratuit. Une vidéo le prétend.\n\nFAUX\n\nIl coûte 11 euros.",
    ],
)
def test_a_claim_is_not_one_with_the_verdict_on_the_claim_before(text: str) -> None:
    texts = [u.text for u in units_of(Document(text, "fr"))]
    assert not any("FAUX." in told and "Le vaccin est gratuit." in told[told.index("FAUX.") :] for told in texts)


@pytest.mark.parametrize(
    "text",
    [
        f"« {VACCINE} »\nFAUX\n{FINDING}\n« Le vaccin est obligatoire. »\nFAUX\nIl est recommandé.",
        f"{VACCINE}\nFaux. {FINDING}\nLe vaccin est obligatoire.\nFaux. Il est recommandé.",
        f"{VACCINE}\nFAUX\nLe vaccin est obligatoire.\nFAUX\nLe vaccin est gratuit.\nVRAI",
    ],
)
def test_a_claim_is_one_with_the_verdict_below_it(text: str) -> None:
    texts = [u.text for u in units_of(Document(f"Le vrai du faux\n\n{text}", "fr"))]
    assert not any(told.startswith(("FAUX", "Faux", "VRAI")) for told in texts)
    assert any(VACCINE in told and "faux" in told.lower() for told in texts)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Il était 20 h 47.", "teaser"),
        ("Il est 5h, mardi.", "teaser"),
        ("Il était huit heures du soir.", "teaser"),
        ("Il était 20 h 47, mardi, quand le maire de Lens a démissionné.", None),
    ],
)
def test_a_time_alone_tells_nothing(text: str, fault: str | None) -> None:
    assert fault_of(text) == fault


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_a_sentence_inside_a_long_quotation_is_not_shown_without_the_rest(marks: str) -> None:
    opens, closes = marks
    # The first sentence is too long to be one with the rest.
    before = "The judge told students in Hull on Tuesday " + "that he had read the papers " * 20
    text = (
        f"{before}. {opens}It was a case like no other in Hull. One director of Petra told on another one of Petra. "
        f"{'That led to the trial of a far larger system of crime in Hull. ' * 6}We had to do it.{closes} "
        f"The court in Hull will hear the appeal of {opens}Petra{closes} in May."
    )
    faults = {unit.text: unit.fault for unit in units_of(Document(text, "en"))}
    assert faults["One director of Petra told on another one of Petra."] == "open_quotation"
    assert faults[f"The court in Hull will hear the appeal of {opens}Petra{closes} in May."] is None
    for end in ("” he told the court in Hull. “It is good.", " of crime”, he said. “It is good."):
        assert fault_of(f"That led to the trial{end}", "en") == "open_quotation"
    for whole in ("He said “yes” in Hull.", "“Yes,” he said in Hull."):
        assert fault_of(whole, "en") is None
