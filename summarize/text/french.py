"""Words of French grammar, each list once: determiners, pronouns, negations, titles, links; what denies a claim.

Everything is in lower case with straight apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _phrases(lines: str) -> tuple[str, ...]:
    """Phrases that bars and line feeds part, the longest first."""
    return tuple(sorted((p.strip() for line in lines.split("\n") for p in line.split("|") if p.strip()), key=len)[::-1])


DEFINITE = frozenset("le la les l' du des au aux".split())
DEMONSTRATIVES = frozenset("ce cet cette ces".split())
POSSESSIVES = frozenset("son sa ses leur leurs".split())
DETERMINERS = DEFINITE | DEMONSTRATIVES | POSSESSIVES | frozenset("un une de d' quelques plusieurs certains".split())
NEGATIONS = frozenset("ne n' pas jamais rien aucun aucune ni sans plus non guère".split())
#: Before a person's name: without it the name is another.
TITLES = frozenset("m mm mme mmes mlle mlles me mes dr pr mgr".split())
SUBJECT_PRONOUNS = frozenset("il elle ils elles".split())
FIRST_PERSON = frozenset("je j' moi me m' mon ma mes nous notre nos".split())
QUESTION_WORDS = frozenset("qui que quoi quel quelle quels quelles où quand comment pourquoi combien".split())
#: Open a clause whose subject may be told later, or told before.
SUBORDINATORS = frozenset(
    "que qu' qui dont où quand lorsque lorsqu' si s' comme alors tandis puisque puisqu' car afin pour".split()
)
#: "Il" that stands for nothing.
IMPERSONAL = frozenset(
    """
    y n'y faut fallait faudra faudrait fallu s'agit s'agissait s'agirait pleut pleuvait neige semble semblerait
    semblait paraît convient reste restait suffit importe existe existait arrive vaut
    """.split()
)
#: "Il est possible que".
IMPERSONAL_ADJECTIVES = frozenset(
    """
    possible impossible probable improbable important nécessaire essentiel indispensable difficile facile interdit
    obligatoire prévu question temps vrai clair évident certain recommandé conseillé demandé tard tôt rare fréquent
    urgent inutile utile permis primordial impératif inacceptable inadmissible hors
    """.split()
)
#: Forms of verbs that open a predicate more often than any others.
FINITE = frozenset(
    """
    a ont avait avaient aura auront aurait auraient est sont était étaient sera seront serait seraient fut furent va
    vont allait allaient doit doivent devait devaient devra devront devrait devraient peut peuvent pouvait pourra
    pourront pourrait pourraient veut veulent voulait fait font dit disent s'est se s'était n'a n'ont n'est ne
    """.split()
)
SAYING = frozenset(
    """
    déclaré dit expliqué indiqué précisé affirmé assuré annoncé rapporté révélé estimé raconté souligné ajouté confié
    confirmé relaté rappelé détaillé témoigné écrit lancé martelé regretté dénoncé insisté jugé commenté résumé réagi
    prévenu déploré promis reconnu répondu répété conclu poursuivi tweeté salué réclamé demandé tonné fustigé déclare
    déclarent explique expliquent indique indiquent précise précisent affirme affirment assure assurent annonce
    annoncent rapporte rapportent révèle révèlent estime estiment raconte racontent souligne soulignent ajoute
    ajoutent confie confient confirme relate rappelle rappellent détaille témoigne lance lancent martèle regrette
    dénonce insiste juge jugent commente résume réagit prévient déplore promet reconnaît répond répète conclut
    poursuit peut-on tweete salue s'indigne s'inquiète s'interroge s'exclame s'insurge selon d'après a-t-il a-t-elle
    ont-ils déclarait expliquait indiquait affirmait assurait écrivait disait estimait
    """.split()
)
#: Other forms of the present that news is told in; none of them is also a noun.
PRESENT = frozenset(
    """
    demande demandent réclame réclament accuse accusent propose proposent entame entament arrive arrivent vient
    viennent tient tiennent met mettent prend prennent rend rendent devient deviennent ouvre ouvrent quitte quittent
    perd perdent gagne remporte remportent continue continuent touche touchent concerne concernent montre montrent
    condamne condamnent refuse refusent accepte acceptent lance lancent appelle appellent attend attendent cherche
    cherchent prévoit prévoient permet permettent sait savent semble semblent paraît reste restent passe passent part
    partent sort sortent vit vivent suit suivent subit reçoit reçoivent voit voient croit croient revient reviennent
    obtient maintient soutient soutiennent atteint compte comptent craint craignent dément dénoncent déplorent
    déclenche déclenchent divise oppose opposent parle parlent participe poursuit poursuivent provoque provoquent
    publie publient regarde relance renforce représente retrouve réunit signe signent souhaite souhaitent souffre
    tente tentent tourne travaille travaillent traverse utilise vise visent interdit impose imposent fête fêtent
    évoque évoquent espère espèrent figure figurent multiplie multiplient
    """.split()
)
#: Nouns that, with "le", "la", "les" and nothing after, mean somebody or something told of before.
ANAPHORIC = frozenset(
    """
    homme femme hommes femmes garçon garçons fille filles fillette adolescent adolescente adolescents jeune jeunes
    enfant bébé nourrisson victime victimes suspect suspecte suspects individu individus intéressé intéressée
    conducteur conductrice automobiliste chauffeur pilote cycliste motard piéton passager passagère retraité retraitée
    trentenaire quadragénaire quinquagénaire sexagénaire septuagénaire octogénaire nonagénaire vingtenaire couple trio
    duo malfaiteur malfaiteurs voleur voleurs braqueur braqueurs assaillant assaillants tireur tueur meurtrier
    agresseur agresseurs auteur auteurs prévenu prévenus prévenue accusé accusée accusés condamné détenu fugitif
    terroriste terroristes défunt défunte disparu disparue blessé blessée malheureux malheureuse faits fait incident
    accident drame tragédie attaque attaques agression fusillade explosion incendie sinistre feu collision crash
    affaire décision mesure mesures annonce annonces nouvelle texte document rapport étude sondage projet procédure
    enquête procès verdict jugement scène séquence vidéo images image cliché photo tweet message lettre véhicule
    voiture appareil avion train bus navire bateau animal chien chat engin objet établissement entreprise société
    compagnie groupe enseigne marque association organisation institution structure chanteur chanteuse acteur actrice
    comédien comédienne rappeur humoriste artiste musicien réalisateur écrivain romancier romancière auteure
    journaliste animateur animatrice présentateur présentatrice joueur joueuse sportif champion championne attaquant
    défenseur gardien entraîneur sélectionneur coach club équipe élu élue édile candidat candidate intéressés ministre
    ministres secrétaire député députée sénateur sénatrice milliardaire homme-politique dirigeant dirigeante patron
    patronne avocat avocate plaignant plaignante site quotidien hebdomadaire magazine journal chaîne média plateforme
    application réseau chiffre chiffres nombre bilan hausse baisse somme montant prix objectif phénomène rencontre
    réunion manifestation événement opération manœuvre mission initiative proposition dispositif système accusations
    rumeurs propos soupçons critiques polémique controverse déclaration déclarations lieu lieux endroit parcours
    trajet manège spectacle film série album émission livre ouvrage roman produit produits modèle version virus
    maladie traitement vaccin médicament
    """.split()
)
#: Nouns that with "le" or "la" alone mean something that everybody knows.
UNIQUE = frozenset(
    """
    gouvernement président présidence police justice gendarmerie parquet préfecture pays état opposition majorité
    droite gauche exécutif parlement sénat assemblée monde météo pandémie épidémie coronavirus covid confinement
    bourse pétrole euro dollar pape population chômage croissance inflation planète terre lune soleil droit loi grève
    trafic france
    """.split()
)
#: Link a sentence to the one before it, at its head.
LINKS_AT_HEAD = _phrases(
    """
    mais|or|et|car|donc|puis|ensuite|pourtant|toutefois|cependant|néanmoins|en revanche|par contre|d'ailleurs
    inversement|par ailleurs|en outre|de plus|en effet|ainsi|alors|dès lors|du coup|résultat|par conséquent
    en conséquence|de son côté|de leur côté|pour sa part|pour leur part|quant à|à son tour|l'autre|les autres|d'autres
    le second|la seconde|tous deux|toutes deux|parmi eux|parmi elles|parmi ces|entre-temps|le même jour|le soir même
    le jour même|depuis lors|auparavant|dans le même temps|au même moment|à cette occasion|à ce titre|à ce sujet
    à ce propos|à cet égard|sur ce point|pour cela|pour ce faire|pour autant|malgré tout|malgré cela|sinon|aussi
    également|oui|non|bien sûr|certes|d'abord|tout d'abord|dans un premier temps|dans un second temps|finalement
    à noter|sauf que|sans oublier|idem|même constat|même son de cloche|pareil|en tout|en clair|autrement dit
    concrètement|bref|au final|l'un|l'une|chacun|chacune|tel est|telle est|tels sont|telles sont|dont|d'où
    plus précisément|notamment|surtout|de quoi|de même|à cette fin|pour l'occasion|sur les lieux|au passage
    à leur arrivée|à son arrivée|c'est pourquoi|c'est ainsi|c'est là|c'est donc|raison pour|pour rappel|preuve
    seul problème|autre point|encore faut-il|rebelote|dernier exemple|dernier en date|en cause|à la clé|de là
    lui aussi|elle aussi|eux aussi|elles aussi|pour y|en cas de refus|le tout|l'occasion
    """
)
#: The same, but not in an article's first sentence: "Un autre suspect", "Les deux policiers qui …", "Enfin libre : …".
LINKS_AT_LATER_HEAD = _phrases(
    "autre|autres|un autre|une autre|deux autres|trois autres|les deux|celui|celle|ceux|celles|enfin"
)
#: The same, where nothing follows that says of what: "À bord, …", but "À bord d'un ferry".
LINKS_WITHOUT_COMPLEMENT = _phrases("à bord|à l'intérieur|en réponse|en retour|en réaction|en face|à côté|sur place")
#: Link a sentence to the one before it, wherever they stand in it, unless it is an article's first.
LINKS_INSIDE = _phrases(
    """
    également|par ailleurs|en revanche|de son côté|pour sa part|quant à lui|quant à elle|quant à eux|quant à elles
    à son tour|lui aussi|elle aussi|eux aussi|elles aussi|de leur côté|pour leur part|d'ailleurs|non plus|en effet
    là encore|là aussi|malgré tout
    """
)
#: The same in any sentence.
POINTING_BACK = _phrases("ce jour-là|cette nuit-là|ce soir-là|l'intéressé|l'intéressée|les intéressés")
#: Link a sentence to the one before it, where no complement ("la veille du procès") and no day says of what.
RELATIVE_LINKS = _phrases("le lendemain|la veille|le surlendemain|dans la foulée|à l'inverse|au contraire")
#: "Une décision saluée par …": a comment on the sentence before it.
COMMENTS = frozenset(
    """
    environnement changement événement évènement climat contexte mouvement épisode rebondissement appel coup
    première décision annonce information nouvelle version situation affirmation accusation hypothèse mesure réponse
    façon manière constat avis chiffre choix record geste message phénomène scénario moyen initiative affaire
    technique position déclaration révélation découverte victoire défaite opération démarche pratique tendance hausse
    baisse manoeuvre polémique idée histoire preuve demande proposition procédure somme quantité sanction peine
    condition
    """.split()
)
#: Forms that only verbs have.
VERBS = FINITE | PRESENT | (SAYING - {"selon", "d'après"})
#: What says that a claim is not so, as parts of patterns: verbs that deny; what is false; a claim taken back; an
#: accused who is acquitted, or of whose case nothing came.
DENIES = r"nie(?:nt)?|niai(?:t|ent)|nié|dément(?!iel|es?\b)\w*|contest(?!at|ée|és)\w+|réfut\w+|récus\w+"
FALSE = r"faux|fausses?|mensong\w+|trompeu\w+|infox|intox|fake"
RETRACTS = r"rétract\w+|rev(?:enue?s?|ien(?:t|nent)) sur (?:[sc]es|leurs) (?:aveux|accusations?|déclarations?|propos)"
ACQUITTED = (
    r"relaxée?s?|(?<!s['’]est )acquittée?s?|disculpée?s?|innocentée?s?|"
    r"blanchie?s?(?! (?:(?:de|du|des|les?|la|plusieurs|une?|deux|trois|\d+) ){0,3}(?:[dl]['’])?(?:argent|cash|euros|"
    r"dollars|fonds|sommes|avoirs|capitaux|produit|espèces|dizaines|centaines|milliers|millions)\b)"
)
CLEARED = rf"{ACQUITTED}|hors de cause|sans suite|non-lieux?|à tort"
#: Words that say nothing of what a text is about.
FUNCTION_WORDS = (
    DETERMINERS | SUBJECT_PRONOUNS | FIRST_PERSON | QUESTION_WORDS | SUBORDINATORS | NEGATIONS | FINITE
) | frozenset(
    """
    ainsi après aussi avant avec avoir ayant dans deux dont elle elles entre être étant été fait leurs lors même mêmes
    pour quoi selon ses sous tous tout toute toutes très vous par sur vers chez depuis pendant durant contre lui eux
    cela ceci celui celle ceux celles donc mais car notamment encore déjà désormais ici moins peu trop bien près avoir
    lorsque alors hors dès afin puis ensuite autre autres chaque quelque peut fois cas parmi jusque jusqu pourtant
    également toujours ainsi dernier dernière derniers dernières the and for with that this from are was were has have
    had not but his her its they their who which will would
    """.split()
)
