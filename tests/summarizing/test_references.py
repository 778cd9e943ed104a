"""What a sentence refers to: found, or said to be missing."""

from __future__ import annotations

import pytest

from summarize.summarizing.references import dangling
from summarize.text.document import Document

ARTICLE = Document(
    "Le maire de Brest, Paul Durand, a fermé mardi la piscine. Durand promet une réouverture en juin. "
    "Les nageurs protestent devant la mairie de Brest."
)


def _under(title: str, sentence: str) -> str | None:
    return dangling(sentence, title, ARTICLE, follows=True, is_title=True)


def _missing(sentence: str, before: str = "", follows: bool = False) -> str | None:
    return dangling(sentence, before, ARTICLE, follows=follows)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Cet accident a fait trois morts sur l'autoroute.", "demonstrative"),
        ("C'est une nouvelle défaite pour le club de Brest.", "demonstrative"),
        ("Les policiers ont relâché ces deux hommes dans la nuit.", "demonstrative"),
        ("Une annonce saluée par les syndicats de la ville.", "comment"),
        ("Les faits se sont produits vers 22 heures.", "noun"),
        ("La victime a été conduite à l'hôpital de Brest.", "noun"),
        ("L'explosion a soufflé un immeuble de trois étages.", "noun"),
        ("Le maire de Brest reste malgré tout optimiste.", "link"),
        ("Selon la police, l'homme était connu des services.", "noun"),
        ("Ils ont été arrêtés mercredi à Rennes.", "pronoun"),
        ("Au théâtre de Brest, Anne Roux les monte dès mardi.", "pronoun"),
        ("Mercredi soir, elle a démenti toute négligence.", "pronoun"),
        ("Le ministre du Travail, lui, l'a qualifiée de nécessaire.", "pronoun"),
        ("Sa disparition avait été signalée dimanche.", "pronoun"),
        ("Selon lui, les travaux coûteront deux millions d'euros.", "pronoun"),
        ('"Nous avons perdu du temps", a-t-il déclaré.', "pronoun"),
        ("Ce dernier a été mis en examen à Lyon.", "pronoun"),
        ("Le lendemain, les pompiers ont repris les recherches.", "link"),
        ("Trois jours après, dix heures auparavant, le corps a été retrouvé.", "time"),
        ("Mais la préfecture refuse toute dérogation.", "link"),
        ("En revanche, la mairie accepte les chiens.", "link"),
        ("La ligne B reste coupée à Gare du Nord, poursuit la RATP.", "link"),
        ("D'après le quotidien, la famille de Brest a porté plainte.", "noun"),
        ("Le Finistère compte 33 cas, selon l'organisation.", "noun"),
        ("La région a également voté une aide.", "link"),
        ("Un succès qu'il doit à son entraîneur, explique-t-il.", "comment"),
        ("Saisie, la cour a entendu les deux femmes jeudi.", "noun"),
        ('"Pensez à venir", lui répond alors la directrice du lycée de Brest.', "pronoun"),
        ("Le patron du Medef, Geoffroy Roux, reste ouvert sur ce point de la réforme.", "demonstrative"),
        ("Selon lui, la grève a déjà coûté 400 millions d'euros à la SNCF.", "pronoun"),
        ("Le patron de Canal+ s'était alors demandé si la chaîne tiendrait.", "link"),
        ("Le préfet du Nord a ainsi annoncé le port du masque à Lille.", "link"),
        ("Alors que le plan doit être présenté mardi, la question reste en suspens.", "noun"),
        ("Marlène Schiappa y avait pris part avec dix ministres.", "pronoun"),
        ("Soit plus de 40.000 nageurs en deux ans.", "comment"),
        ("Ce qui expliquerait la faiblesse du pouvoir d'achat et la perte de compétitivité du pays.", "comment"),
        ("L'entourage du ministre du Redressement productif s'en défend.", "pronoun"),
        ("Tous avaient décidé de passer la nuit dans le bâtiment.", "link"),
        ("Toutes deux s'opposent à la fermeture de Brest.", "link"),
        ("Autant de raisons pour protester devant la mairie.", "comment"),
        ("Le genre de travaux que la ville aimerait ne plus payer.", "comment"),
        ("Des propos qui n'ont pas rassuré la population.", "comment"),
        ("Oui, la mairie paiera les travaux de la piscine.", "answer"),
        ("Le parquet a requis contre lui dix mois de prison.", "pronoun"),
        ("Deux fusils de chasse ont été saisis chez lui.", "pronoun"),
        ("Une arme a été retrouvée dans sa voiture.", "pronoun"),
        ("Une plainte a été déposée mardi contre elle à Brest.", "pronoun"),
        ("Le procureur de Brest a demandé son maintien en détention.", "pronoun"),
        ("Mercredi, le juge des libertés a ordonné son placement en détention.", "pronoun"),
        ("Les gendarmes ont fouillé son domicile de Brest.", "pronoun"),
        ("Le tribunal de Brest a prononcé à son encontre une interdiction.", "pronoun"),
        ("L'homme vivait à Brest depuis 2010.", "noun"),
        ("Les faits remontent au 12 mars.", "noun"),
        ("La victime est à l'hôpital.", "noun"),
        ("Durand promet une réouverture en juin.", "name"),
        ("M. Durand promet une réouverture en juin.", "name"),
    ],
)
def test_what_finds_nothing_is_said(sentence: str, code: str) -> None:
    assert _missing(sentence) == code


@pytest.mark.parametrize(
    "sentence",
    [
        "Le maire de Brest, Paul Durand, a fermé mardi la piscine.",
        "Le Premier ministre recevra mardi à Matignon les cinq organisations de salariés.",
        "Le chancelier réunira dimanche à Berlin les quelque vingt pays de la coalition.",
        "La Ville accueillera dès ce soir au gymnase Japy les sans-abri du 11e arrondissement.",
        "Le gouvernement a annoncé qu'il quitterait ses fonctions en mars.",
        "Dans son rapport, la Cour des comptes critique la gestion du port.",
        "Il faut payer ses impôts avant le 15 mai, rappelle le Trésor.",
        "Il est possible de s'inscrire jusqu'à vendredi.",
        "Ce mercredi 4 mars, la grève touche tous les lycées de France.",
        "Cette semaine, la neige a bloqué trois cols des Alpes.",
        "Le gouvernement a présenté ces derniers jours un plan pour la forêt.",
        "La voiture du maire de Sète a été incendiée mardi soir.",
        "L'homme qui a tué trois passants à Nice a été jugé mardi.",
        "Un homme a été arrêté mardi : l'homme transportait des armes.",
        "C'est à Brest que le président a choisi de parler.",
        "Une mère et sa fille ont été jugées mardi : les deux femmes nient les faits.",
        "Paul Durand et Luc Martin seront entendus, les deux hommes ont fait appel.",
        "La police a arrêté les deux hommes qui ont braqué la banque de Brest.",
        "Le maire de Brest a tranché la question du stade, et sur cette question il ne reviendra pas.",
        "Le pape François a assuré que sa visite aurait lieu en juin.",
        "L'explosion a soufflé dimanche un immeuble de trois étages à Sanary.",
        "Tous les trains de Brest sont supprimés mardi.",
        "Ce qui inquiète le plus les nageurs de Brest, c'est la fuite.",
    ],
)
def test_what_stands_by_itself_is_let_through(sentence: str) -> None:
    assert _missing(sentence) is None


def test_the_sentence_before_brings_what_is_referred_to() -> None:
    first = "Le maire de Brest, Paul Durand, a fermé mardi la piscine."
    assert _missing("Il promet une réouverture en juin.", first, follows=True) is None
    assert _missing("Il promet une réouverture en juin.", first, follows=False) == "pronoun"
    assert _missing("Durand promet une réouverture en juin.", first, follows=True) is None
    assert _missing("Cette piscine accueille mille nageurs.", first) is None


@pytest.mark.parametrize(
    ("sentence", "before", "code"),
    [
        ("Mais les nageurs protestent devant la mairie.", "Brest : la piscine va fermer.", "link"),
        ("Même les nageurs protestent devant la mairie.", "Brest : la piscine va fermer.", "link"),
        ("Mais Paul Durand proteste devant la mairie.", "Brest : la piscine va fermer.", "link"),
        ("Pour remédier à cela, le maire veut un prêt.", "Brest : la piscine va fermer.", "link"),
        ("Une fermeture qui mécontente les nageurs.", "Brest : la piscine va fermer.", "comment"),
        ("Ce dernier a reçu les nageurs mardi à la mairie.", "Brest : le maire ferme la piscine.", "pronoun"),
        ("Ceux-ci ont été reçus mardi à la mairie.", "Brest : les nageurs en colère.", None),
        ("La piscine fuit depuis un an, précise le quotidien.", "Brest : la piscine va fermer.", "noun"),
        ("La piscine fuit depuis un an, précise Ouest-France.", "Brest : la piscine va fermer.", None),
        ("La piscine fuit, précise le quotidien.", "Selon Le Télégramme, la piscine de Brest va fermer.", None),
        ("Il s'est battu, précise le quotidien.", "Un nageur venu à Clermont en colère.", "noun"),
        ("Il s'est battu, précise le magazine.", "Un nageur se confie à Paris Match.", None),
        ("La piscine fuit, précise le journal.", "La piscine va fermer, dit le journal de la ville.", None),
        ("Le suspect a nié, a précisé le magistrat.", "Brest : un suspect arrêté.", "noun"),
        ("Le suspect a nié, a précisé le magistrat.", "Brest : un suspect arrêté, selon la procureure.", None),
        ("Les agents sont à bout, déclare la syndicaliste.", "Brest : des agents en grève avec Jean Durand.", "noun"),
        ("Les agents sont à bout, déclare la syndicaliste.", "Brest : la CGT appelle à la grève.", None),
        ("Le disque sort mardi, a dit le chanteur.", "Brest : le disque tant attendu.", "noun"),
        ("Le disque sort mardi, a dit le chanteur.", "Brest : Paul Durand sort enfin son disque.", None),
        ("Le disque sort mardi, a dit le chanteur Paul Durand.", "Brest : le disque tant attendu.", None),
        ("Le festival aura lieu, a souligné le couturier et mécène.", "Lacoste : un festival à l'affiche.", "noun"),
        ("Les faits sont graves, a indiqué ce tweet.", "Un acteur accusé de violences.", "noun"),
        ("Nous produisons des masques, a dit la ministre.", "La France produira des masques.", "noun"),
        ("Nous produisons des masques, a dit la ministre.", "Masques : Agnès Pannier répond.", None),
        ("Les nageurs, mais aussi les plongeurs, protestent.", "Brest : la piscine va fermer.", None),
        ("Une fermeture qui a été annoncée mardi est contestée.", "Brest : la piscine va fermer.", None),
        ("La piscine sert au quotidien.", "Brest : la piscine va fermer.", None),
        ("La piscine, un lieu du quotidien, fuit.", "Brest : la piscine va fermer.", None),
        ("La direction supprime 120 des 260 postes que compte le site.", "Brest : l'aciérie en crise.", None),
        ("La direction supprime 120 postes, révèle le site.", "Brest : l'aciérie en crise.", "noun"),
    ],
)
def test_a_title_is_no_sentence_that_one_goes_on(sentence: str, before: str, code: str | None) -> None:
    assert _under(before, sentence) == code


def test_a_medium_is_named_before_it_is_called_the_magazine() -> None:
    sentence = '"Tout me plaisait", raconte la chanteuse au magazine.'
    assert _missing(sentence, "La chanteuse a vécu trois ans sur une péniche.", follows=True) == "noun"
    assert _missing(sentence, "La chanteuse se confie à Paris Match.", follows=True) is None


def test_a_subject_that_the_text_before_lacks_is_missing() -> None:
    assert _missing("Le bassin, vieux de trente ans, a fui.", "La grève continue à Paris.") == "noun"


def test_other_languages() -> None:
    english = Document("The mayor closed the pool. She will open it in June.", "en")
    assert dangling("She will open it in June.", "", english, follows=False) == "link"
    assert dangling("The mayor closed the pool.", "", english, follows=False) is None
    assert dangling("Así es.", "", Document("Así es.", "xx"), follows=False) is None


@pytest.mark.parametrize(
    ("language", "points", "stands"),
    [
        (
            "es",
            "En ese marco, el inspector ha garantizado la transparencia.",
            "Este martes el inspector habló en La Paz.",
        ),
        ("es", "Los otros territorios son La Lisa y Playa.", "Los otomanos tomaron la ciudad."),
        ("de", "Dabei ging es um die Steuer.", "Diese Woche tagt der Rat in Bonn."),
        ("de", "Er galt als Favorit.", "Erdogan reist nach Bonn."),
        ("it", "Il suo avvocato ha negato.", "Questa mattina il sindaco ha parlato."),
        ("pt", "Nesse caso, o juiz recuou.", "Nesta segunda-feira o juiz recuou."),
        ("nl", "Daarom sluit de brug.", "Deze week sluit de brug."),
        ("es", "El presunto agresor, de 45 años, se suicidó.", "El presunto asesino de Ana Rey se suicidó."),
        ("de", "Der mutmaßliche Täter, 34, schweigt.", "Der mutmaßliche Täter, Jan Beck, schweigt."),
        ("it", "Il presunto assassino è fuggito.", "Il presunto assassino di Anna è fuggito."),
    ],
)
def test_what_a_sentence_of_another_language_begins_with(language: str, points: str, stands: str) -> None:
    for sentence, code in ((points, "link"), (stands, None)):
        assert dangling(sentence, "", Document(sentence, language), follows=False) == code
        assert dangling(sentence, "", Document(sentence, language), follows=True) is None


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("La veille, un incendie avait détruit la piscine.", "time"),
        ("Cinq jours plus tard, les nageurs sont revenus.", "time"),
        ("Autant de raisons pour protester devant la mairie.", "comment"),
        ("Le gardien a été surpris par les deux hommes.", "noun"),
    ],
)
def test_a_title_tells_of_no_day_and_counts_nobody(sentence: str, code: str) -> None:
    assert _under("Brest : la piscine ferme.", sentence) == code
    assert _missing(sentence, "Brest : la piscine ferme.", follows=True) is None, "after a sentence of the article"


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle rouvrira en juin, selon le maire.",
        "La veille de la réouverture, le maire a invité les nageurs.",
        "Une annonce saluée par les syndicats de la ville.",
        "Une dizaine de personnes qui marchaient sur le trottoir auraient été blessées.",
    ],
)
def test_what_a_title_names_is_found_there(sentence: str) -> None:
    assert _under("Brest : la piscine ferme.", sentence) is None


def test_a_clause_beside_a_verb_is_a_statement() -> None:
    assert _missing("Une dizaine de personnes qui marchaient sur le trottoir auraient été blessées.") is None


ENGLISH = Document(
    "Ann Lee closed the pool in Hull. She will open it in June. Who paid? Nobody knows. The pool leaked in May. "
    "Swimmers protested outside the town hall.", "en"
)  # fmt: skip


def _first(sentence: str, title: str = "") -> str | None:
    """What is missing of an English article's first sentence."""
    article = Document(f"{title}\n\n{sentence} The rest follows in May.".strip(), "en")
    return dangling(sentence, "", article, follows=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "These elections were not free, the OSCE said on Sunday of the vote in Belarus.",
        "These elections were not free, observers said on Sunday.",
        "This is not a drill: the island of Santorini was being evacuated.",
        "It was the worst storm that Ireland had ever seen.",
        "It is not a crime to film officers, judges ruled on Monday.",
        "Its army did not fire on Kyiv, Russia said.",
        "She never took drugs, her coach said of the Russian skater Kamila Valieva.",
        "On Monday, she was still a champion, said the coach of Kamila Valieva.",
        "The mayor closed the pool.",
        "I have never taken a penny from anyone in this town.",
    ],
)
def test_what_the_first_sentence_of_an_english_article_points_at_follows(sentence: str) -> None:
    assert _first(sentence) is None
    assert _first(sentence, "By Ann Lee") is None, "under a byline"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("It is over.", "link"),
        ("It is the third rise in 18 months, and it will hurt.", "link"),
        ("It said on Monday that the plant at Fukushima was safe.", "link"),
        ("He promised London a new bridge.", "link"),
        ("She was the voice of a generation.", "link"),
        ("But the mayor of Hull did not close the pool.", "link"),
        ("No, the mayor of Hull did not close the pool.", "link"),
        ("Or the skeleton of Hull on horseback.", "link"),
        ("Which is to say that the mayor of Hull paid.", "link"),
        ("The answer, the mayor of Hull suggests, is a bridge.", "link"),
        ("Good morning, Hull, and welcome to our live page!", "comment"),
        ("No deal.", "comment"),
        ('"I never took a penny from anyone."', "pronoun"),
        ("'I never took a penny from anyone in the town's council.'", "pronoun"),
        ("“I never took a penny,” he said on Monday.", "pronoun"),
        ("The charges are false, she said on Monday.", "pronoun"),
    ],
)
def test_what_the_first_sentence_of_an_english_article_lacks(sentence: str, code: str) -> None:
    assert _first(sentence) == code


def test_what_an_english_sentence_dates_by_the_one_before() -> None:
    sentence = "A voice in Hull is then heard saying that the show is over."
    assert dangling(sentence, "Two were arrested in Hull.", ENGLISH, follows=False) == "time"
    assert dangling(sentence, "Two were arrested in Hull.", ENGLISH, follows=True) is None


def test_an_english_title_is_shown_with_what_points_at_it() -> None:
    assert _first("These elections were not free, the OSCE said.", "Vote in Belarus not free, says OSCE") == "link"
    attacker = "The suspected attacker, 45, later took his own life."
    assert _first(attacker, "Man kills his former partner in Las Pedroñeras") == "noun"
    told = "The man accused of killing his former partner was jailed."
    assert _first(told, "Man kills his former partner in Las Pedroñeras") is None
    assert _first(attacker) is None, "without a title nothing tells more of him"


@pytest.mark.parametrize(
    "sentence",
    [
        "This year's Nobel Peace Prize was awarded to María Corina Machado on Friday.",
        "It is not true that vaccines cause autism, the World Health Organization said.",
        "It’s not clear who fired the shots that killed three people.",
        "It emerged on Monday that the minister had known of the leak.",
        "It is illegal to swim in the river, the town of Hull said.",
        "It took firefighters six hours to put out the blaze in Hull.",
        "That Manchester United will sack Ruben Amorim is not true.",
        "Those who paid for the pool were not asked, the town of Hull said.",
        "The government said on Monday that it would pay.",
        "The mayor of Hull said on Monday that she would pay.",
        "The man who shot three people in Hull was jailed.",
        "Her Majesty the Queen opened the pool in Hull.",
        "So far this year, 12 people have died in Hull.",
        "Police found Ann Lee and shot her.",
        "Police in London said it would take months.",
        "“The charges are false,” Ann Lee said on Monday.",
        "In Valencia, it rained for three days.",
        "On Monday it emerged that the minister had known of the leak.",
        "According to the BBC, it is not clear who fired the shots.",
        "In London, it is illegal to swim in the river.",
        "In Hull, 20 people died, it was announced on Monday.",
        "In London 20 people died, it was announced on Monday.",
        "After Ann Lee resigned, she moved to Spain.",
        "On Monday, the mayor of Hull said that she would pay.",
        "Emily Hall, her lawyer said, never took a penny in Hull.",
        "In Hull, this year's budget was not approved.",
        '"They killed my son," Maria Lopez said on Tuesday outside the court in Hull.',
        "“This is not who we are,” the mayor of Hull said.",
        "The driver, John Smith, was jailed in Hull.",
    ],
)
def test_english_that_stands_by_itself_is_let_through(sentence: str) -> None:
    assert dangling(sentence, "", ENGLISH, follows=False) is None


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("These elections were not free, the OSCE said on Sunday.", "link"),
        ("That Sunday, the mayor of Hull resigned.", "link"),
        ("Both sides blamed each other for the leak in Hull.", "link"),
        ("According to the BBC, she resigned.", "link"),
        ("According to a report published in London, they were not paid.", "link"),
        ("In Valencia, it killed 220 people in October.", "link"),
        ("In a statement on Monday, it denied that the plane was unsafe.", "link"),
        ("On Monday she told MPs in London that rates would not fall.", "link"),
        ("In May 2019 they lost again to Leeds.", "link"),
        ("On Monday, in a letter to the court in Hull, he denied it all.", "link"),
        ("After three years in prison, he left for Spain.", "link"),
        ("Two days later, his wife was found in Hull.", "link"),
        ("Reportedly, he will go to Leeds in June.", "link"),
        ("At the Hague, these men were found guilty of murder.", "link"),
        ("At 92, she still lives in Hull.", "link"),
        ("Donald Trump did not win it.", "pronoun"),
        ("The committee praised her for her fight in Venezuela.", "pronoun"),
        ("Alexander Zverev beat him in three sets in Paris.", "pronoun"),
        ("We will never give up, said the head of the club.", "pronoun"),
        ("The statement came after Robert Kennedy had changed a page.", "noun"),
        ("The convoy was hit twice near the town of Hull.", "noun"),
        ("The manager will stay at Manchester United.", "noun"),
        ('"It is over," he said on Monday.', "pronoun"),
        ("The suspected attacker, 45, later took his own life.", "noun"),
        ("The German striker scored twice in Hull.", "noun"),
        ("Nobody knows.", "comment"),
        ("Nobody knows who did this.", "comment"),
    ],
)
def test_english_that_finds_nothing_is_said(sentence: str, code: str) -> None:
    assert dangling(sentence, "", ENGLISH, follows=False) == code


def test_english_finds_its_nouns_before() -> None:
    assert dangling("The pool leaked in May.", "Ann Lee closed the pool.", ENGLISH, follows=False) is None
    assert dangling("The convoy was hit.", "Ann Lee closed the pool.", ENGLISH, follows=False) == "noun"


def test_an_english_answer_needs_its_question_and_news() -> None:
    article = Document("Who paid for the pool? The town of Hull paid. Nobody knows why.", "en")
    assert dangling("The town of Hull paid.", "", article, follows=False) == "answer"
    assert dangling("The town of Hull paid.", "Who paid for the pool?", article, follows=True) is None
    assert dangling("Nobody knows.", "Who paid for the pool?", article, follows=True) == "answer"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("L'homme interpellé vendredi à l'aéroport de Glasgow n'est pas le suspect.", None),
        ("L'homme interpellé n'est pas le suspect.", "noun"),
        ("Six mois après, Tours renonce aux bus gratuits.", "time"),
        ("Six mois après l'incendie, Tours rouvre son théâtre.", None),
        ("Matignon a démenti la rumeur, née sur un compte parodique.", "noun"),
        ("Matignon a démenti la rumeur d'une démission de François Delmas.", None),
        ("La police a interpellé le suspect chez lui.", None),
        ("Le tribunal a condamné un homme de 43 ans et ordonné son placement en détention.", None),
        ("Le parquet de Brest a requis contre Jean Durand et contre lui seul.", None),
        ("L'actrice Anne Roux affirme que la plainte déposée contre elle est un faux.", None),
        ("Le maire de Brest conteste la plainte déposée contre lui.", None),
        ("Le maire assure que rien n'a été saisi chez lui.", None),
        ("Mbappé n'a pas de plainte qui ait été déposée contre lui.", None),
        ("Les enquêteurs soupçonnent le maire d'avoir caché une arme chez lui.", None),
        ("La justice a ouvert une enquête sur Macron et contre lui seul.", None),
        ("La cour a confirmé sa décision de mardi.", None),
        ("Les faits de mardi ont choqué Brest.", None),
        ("15h00 : Elle reviendra sur place demain matin.", "pronoun"),
        ("Rien de tout cela n'a été construit à Brest.", "link"),
        ("Tout cela coûte 14 millions d'euros à Brest.", "link"),
        ("Aucun des deux n'a démissionné.", "link"),
        ("Aucun des deux maires de Brest n'a démissionné.", None),
        ("Ni l'un ni l'autre n'a démissionné.", "link"),
        ("La plupart d'entre eux vivent à Brest.", "link"),
        ("Orange augmente ses tarifs de deux euros.", None),
        ("Carrefour a rouvert dimanche son magasin de Nîmes.", None),
    ],
)
def test_what_a_french_sentence_finds(sentence: str, code: str | None) -> None:
    assert dangling(sentence, "", Document(sentence, "fr"), follows=False) == code


def _opening(sentence: str, *, above: str = "") -> str | None:
    """What is missing of a French article's first sentence."""
    article = Document(f"{above}\n\n{sentence} Le parquet a ouvert une enquête mardi.".strip(), "fr")
    return dangling(sentence, "", article, follows=False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Trois jeunes sont morts mardi à Avion, leur voiture ayant percuté un platane peu après minuit.",
        "Deux alpinistes ont fait une chute mardi ; l'un est mort, l'autre est grièvement blessé.",
        "Un enfant enlevé lundi à Brest a été retrouvé sain et sauf quelques heures plus tard à Quimper.",
        "Le réalisateur accusé de viol par l'actrice Laure Garnier a porté plainte à son tour lundi à Paris.",
        "Le maire de Brest a démissionné lui aussi mardi.",
        "L'actrice Laure Garnier a porté plainte, elle aussi, mardi.",
        "À la veille du procès, le principal accusé de l'incendie d'Auchel a demandé pardon.",
        "Le lendemain de Noël, un incendie a détruit la mairie de Brest.",
        "La CFDT approuve le projet, à l'inverse de la CGT.",
        "Dans la foulée de la victoire, des heurts ont fait trois blessés à Lens.",
        "Le meurtrier de Lens s'est rendu deux jours après, a annoncé le parquet.",
        "Le maire de Brest a condamné les violences, mais également la répression.",
        "Le Japon a accusé la Chine, qualifiée par ailleurs de menace.",
        "Trois autres corps ont été retrouvés mardi dans les décombres de l'immeuble d'Auchel.",
        "Un autre suspect a été interpellé mardi à Brest.",
        "Autre revers pour le maire de Brest : la cour a rejeté son recours.",
        "Enfin libre : le journaliste Paul Morel, détenu au Niger, est arrivé mardi à Auchel.",
        "Les deux journalistes français Cécile Roux et Jacques Morin ont été libérés mardi.",
        "Les deux policiers mis en cause dans la mort de Karim à Auchel ont été relaxés.",
        "Les deux principaux syndicats de la SNCF ont levé mardi leur préavis de grève.",
        "Celle qui accusait le maire d'Auchel de harcèlement a retiré sa plainte mardi.",
        "Cela faisait dix ans que le stade de Lens attendait sa rénovation.",
        "À bord d'un ferry parti de Calais, trois personnes sont mortes mardi.",
        "Il tirait sur les passants depuis sa fenêtre : un homme de 47 ans a été interpellé mardi à Auchel.",
        "Il a battu le record du monde : Marcel Hug a gagné le marathon de Paris.",
        "Elle vendait de faux billets : une femme de 50 ans a été arrêtée à Lyon.",
        "Ils volaient des vélos : trois mineurs ont été arrêtés mardi à Lens.",
        "Le bilan s'alourdit encore en Espagne : 211 personnes ont péri.",
        "La décision est tombée : le stade d'Auchel sera fermé.",
    ],
)
def test_an_articles_first_sentence_has_its_links_in_itself(sentence: str) -> None:
    assert _opening(sentence) is None
    assert _opening(sentence, above="Brest : ce que l'on sait") is None, "under a title"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Peu après, la police a arrêté trois hommes à Brest.", "link"),
        ("Un peu plus tôt, la police avait arrêté trois hommes à Brest.", "link"),
        ("Six ans plus tard, le maire de Brest a été relaxé.", "time"),
        ("Ce jour-là, le maire de Brest a nagé.", "link"),
        ("La région a également voté une aide.", "link"),
        ("Les nageurs sont par ailleurs contents du bassin de Brest.", "link"),
        ("De son côté, le maire de Brest refuse.", "link"),
        ("Enfin, le maire de Brest refuse.", "link"),
        ("D'autres produits de Brest avaient été rappelés.", "link"),
        ("Voilà une bonne nouvelle pour Brest.", "link"),
        ("À bord, trois personnes sont mortes.", "link"),
        ("Celui de Brest a fermé mardi.", "link"),
        ("L'autre suspect a été arrêté à Brest.", "link"),
        ("Les deux rappeurs ont été libérés mardi à Brest.", "link"),
        ("C'est ce qui ressort d'une étude de l'Insee.", "link"),
        ("Il est mort mardi à Brest : la ville est en deuil.", "pronoun"),
        ("Elle est morte : un hommage aura lieu à Brest.", "pronoun"),
    ],
)
def test_what_an_articles_first_sentence_lacks(sentence: str, code: str) -> None:
    assert _opening(sentence) == code


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Deux policiers ont été blessés la veille à Brest.", "link"),
        ("Deux policiers ont été blessés à la veille du procès de Brest.", None),
        ("Interpellé lundi, le maire de Brest a été relâché le lendemain.", None),
        ("Le stade de Brest a rouvert plus tôt.", "link"),
        ("Le stade de Brest a rouvert plus tôt que prévu.", None),
        ("La digue de Brest doit être démolie au plus tard en juin.", None),
        ("Un détenu de Brest s'est évadé peu après.", "link"),
        ("Un détenu de Brest s'est évadé peu après 22h.", None),
        ("Un nageur est mort à Brest, l'autre est blessé.", "link"),
        ("Deux nageurs sont sauvés à Brest : l'un est blessé, l'autre est sain et sauf.", None),
        ("Les deux principaux syndicats de Brest ont levé leur préavis.", "link"),
        ("Celle qui fut maire de Brest a protesté mardi.", "link"),
        ("Un autre suspect a été interpellé mardi à Brest.", "link"),
    ],
)
def test_a_later_sentence_may_have_its_point_of_time_in_itself(sentence: str, code: str | None) -> None:
    assert _missing(sentence) == code


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("L'homme soupçonné d'avoir tué trois personnes lundi à Auchel a été interpellé.", None),
        ("Les hommes suspectés d'avoir incendié la mairie ont été relâchés.", None),
        ("L'adolescent accusé d'homicide a été acquitté.", None),
        ("Le suspect interpellé après l'attentat d'Auchel a été mis en examen.", None),
        ("Le suspect interpellé est défendu par un avocat.", "noun"),
        ("L'homme présenté comme le cerveau du réseau a été arrêté.", None),
        ("Le policier mis en cause dans la mort de Karim a été relaxé.", None),
        ("La jeune femme portée disparue depuis samedi a été retrouvée.", None),
        ("L'adolescent retrouvé mort dans un bois a été identifié.", None),
        ("Le prévenu, un ancien notaire de Lyon, a été relaxé.", None),
        ("La victime, un homme de 28 ans, est morte sur place.", "noun"),
        ("La voiture transportant le ministre Paul Roux a été percutée.", None),
        ('Le film "La Rive" de Paul Roux a gagné le Lion d\'or.', None),
        ('La plaignante "souhaite que justice soit faite", a dit la mère.', "noun"),
        ('L\'association baptisée "La Rive" (Lens) vise à aider les nageurs.', None),
        ("Le pilote d'une montgolfière est mort.", None),
        ("La candidate d'opposition à la présidence, Anna Bora, a appelé à manifester.", None),
        ("Le nombre d'incendies a augmenté.", None),
        ("Le couple d'une trentaine d'années a avoué.", "noun"),
        ("Le jeune homme âgé d'environ 25 ans a avoué.", "noun"),
        ("La secrétaire d'État avait écrit une lettre.", "noun"),
        ("La secrétaire d'État à l'Égalité avait écrit une lettre.", None),
        ("L'acteur turco-allemand Birol Ünel est mort.", None),
        ("Le groupe pharmaceutique suisse Roche a obtenu une licence.", None),
        ("La chanteuse révèle qu'elle a quitté Paris.", "noun"),
    ],
)
def test_a_noun_is_made_clear_by_what_follows(sentence: str, code: str | None) -> None:
    assert dangling(sentence, "", Document(sentence, "fr"), follows=False) == code
