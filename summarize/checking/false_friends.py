"""French words that a translator takes for the English word they look like, or word by word.

Input: a French sentence and its English translation. Output: what was mistaken, for people; None for nothing. A row of
the table names a mistake, never a word alone: "siège" may become "seat" or "headquarters", not "siege". Each row has an
example of the mistake and of the right translation, which are its tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Mistake:
    """What stands in the French and, mistaken, in the English; `unless` the French holds what makes it right."""

    french: str
    english: str
    example: str
    mistaken: str
    right: str
    unless: str = r"(?!)"

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Of the French, of the English, and of what makes it right; names in their own case."""
        has_name = self.french[:1].isupper()
        case = re.NOFLAG if has_name else re.IGNORECASE
        words = [rf"(?<![\w])(?:{pattern})(?![\w])" for pattern in (self.french, self.english)]
        return re.compile(words[0], case), re.compile(words[1], case), re.compile(self.unless, re.IGNORECASE)


MISTAKES = (
    Mistake("sièges?", "sieges?", "Le siège du parti a brûlé.", "The siege of the party burned.",
            "The party's headquarters burned.", unless="état de siège|assiég|levée du siège"),
    Mistake("poids[ -]lourds?", "heavyweights?", "Le poids lourd a percuté un mur.", "The heavyweight hit a wall.",
            "The lorry hit a wall.", unless=r"\bbox|combat|ring|champion|catégorie"),
    Mistake("requis(?:es?)?", "required", "Le parquet a requis trois ans de prison.",
            "The prosecution required three years in prison.", "The prosecution sought three years in prison.",
            unless=r"^(?!.*\b(?:prison|peine|amende|parquet|procureur|avocat général|mois|ans)\b).*$"),
    Mistake("primaire", "primary school", "Il a gagné la primaire de la droite.",
            "He won the primary school of the right.",
            "He won the right's primary.", unless="écoles?|classes?|élève|enseign"),
    Mistake("inqualifiables?", "unqualified|unqualifiable", "Un acte inqualifiable.", "An unqualified act.",
            "An unspeakable act."),
    Mistake("au régime", "regime", "Il est au régime.", "He is at the regime.", "He is on a diet."),
    Mistake("badauds?", "bastards?", "Des badauds regardaient.", "Bastards were watching.", "Onlookers were watching."),
    Mistake(r"verbalis\w+", r"verbali[sz]\w+", "Il a été verbalisé.", "He was verbalized.", "He was fined."),
    Mistake("ferme", "farm|firm", "Deux ans de prison ferme.", "Two years' farm prison.", "Two years in prison.",
            unless=r"^(?!.*prison).*$"),
    Mistake("sursis", "reprieve|stay|probation order", "Un an de prison avec sursis.",
            "One year in prison with reprieve.",
            "A one-year suspended prison sentence.", unless=r"^(?!.*(?:prison|peine|condamn)).*$"),
    Mistake("éventuel(?:le)?s?|éventuellement", "eventual|eventually", "Une éventuelle démission.",
            "An eventual resignation.", "A possible resignation."),
    Mistake("actuel(?:le)?s?|actuellement", "actual|actually", "Le maire actuel.", "The actual mayor.",
            "The current mayor."),
    Mistake("librairies?", "library|libraries", "La librairie a fermé.", "The library closed.", "The bookshop closed.",
            unless="biblioth"),
    Mistake("déceptions?", "deceptions?", "Grande déception à Lyon.", "Great deception in Lyon.",
            "Great disappointment in Lyon."),
    Mistake(r"assist\w+ (?:à|au|aux)", "assist(?:ed|s|ing)? (?:to|at|in)", "Il a assisté à la messe.",
            "He assisted at the mass.", "He attended the mass."),
    Mistake("préservatifs?", "preservatives?", "Des préservatifs gratuits.", "Free preservatives.", "Free condoms."),
    Mistake("ancien(?:ne)?s? (?:ministre|président|maire|député|joueu|patron|directeu|élève|salarié)\\w*",
            "ancient", "L'ancien ministre est mort.", "The ancient minister died.", "The former minister died."),
    Mistake("essence", "essence", "Le prix de l'essence monte.", "The price of essence is rising.",
            "The price of petrol is rising.", unless="huile|par essence|l'essence (?:même|du|de la)|parfum"),
    Mistake("procès", "process", "Son procès s'ouvre lundi.", "His process opens on Monday.",
            "His trial opens on Monday.", unless="processus|procès-verba"),
    Mistake("avocate?s?", "avocados?", "Son avocat a parlé.", "His avocado spoke.", "His lawyer spoke.",
            unless="fruit|salade|guacamole"),
    Mistake("parquet", "floor|flooring|parquet floor|park", "Le parquet de Lyon enquête.",
            "The floor of Lyon is investigating.", "The Lyon prosecutor's office is investigating.",
            unless="bois|lattes|ciré|basket"),
    Mistake("garde à vue", r"(?:guard\w*|kept|custody) (?:at|on|in) (?:sight|view)|on-call|at sight",
            "Il est en garde à vue.", "He is guarded at sight.", "He is in police custody."),
    Mistake(r"interpell(?:é|ée|és|ées)", "challenged|called (?:out|upon)|interpellated",
            "Trois hommes interpellés à Lyon.",
            "Three men challenged in Lyon.", "Three men arrested in Lyon.",
            unless="interpellé (?:le|la) (?:gouvernement|ministre)"),
    Mistake("grève", "beach|shore", "La grève continue.", "The beach continues.", "The strike continues."),
    Mistake("manifestations?", "manifestations?", "Une manifestation à Paris.", "A manifestation in Paris.",
            "A demonstration in Paris."),
    Mistake("contestation", "contests?", "Le chef de la contestation.", "The head of the contest.",
            "The leader of the protest."),
    Mistake("les élus", "the (?:elect|chosen)", "Les élus ont voté.", "The chosen voted.", "The councillors voted."),
    Mistake("rentrée", "re-?entry", "La rentrée aura lieu mardi.", "Re-entry will take place on Tuesday.",
            "The school year starts on Tuesday.", unless="atmosph|capsule|orbit|fusée"),
    Mistake("l['’]Hexagone", "hexagon", "Partout dans l'Hexagone.", "Everywhere in the Hexagon.",
            "All over France."),
    Mistake("dans une tribune", "tribune|grandstand|gallery|platform|stand", "Ils l'écrivent dans une tribune.",
            "They write it in a grandstand.", "They write it in an opinion piece."),
    Mistake(r"supprim(?:é|ée|és|ées|e|er|ent)", r"abolish\w*", "Le tweet a été supprimé.", "The tweet was abolished.",
            "The tweet was deleted.",
            unless=r"^(?!.*(?:tweet|message|publication|vidéo|photo|compte|post\b|partage|page)).*$"),
    Mistake("faire état de|fait état d[e']", "(?:make|made|makes) (?:a )?state", "Il fait état de menaces.",
            "He makes state of threats.", "He reports threats."),
    Mistake(r"(?:met\w*|mise?s?) en cause", "put in(?:to)? (?:the )?cause", "Il est mis en cause.",
            "He is put in cause.",
            "He is accused."),
    Mistake("sans[ -]papiers?", "paperless", "Des sans-papiers ont défilé.", "Paperless people marched.",
            "Undocumented migrants marched."),
    Mistake("(?:aux|les|des|pour les) européennes", "Europeans", "Il est candidat aux européennes.",
            "He is a candidate for Europeans.", "He is a candidate in the European elections."),
    Mistake("municipales|législatives|régionales|départementales|sénatoriales",
            "municipals|legislatives|regionals|departmentals|senatorials", "Les municipales approchent.",
            "The municipals are coming.", "The municipal elections are coming."),
    Mistake("envasée?s?", "stowed|invaded", "La péniche est envasée.", "The barge is stowed.",
            "The barge is stuck in the mud."),
    Mistake("journées?", "journeys?", "Une journée de deuil.", "A journey of mourning.", "A day of mourning.",
            unless="voyage|trajet"),
    Mistake("sensibles?", "sensible", "Un sujet sensible.", "A sensible subject.", "A sensitive subject.",
            unless="sensé"),
    Mistake("à la une", "(?:at|to|on|in) (?:the )?one", "Il fait la une, à la une du journal.", "He is at the one.",
            "He is on the front page."),
    Mistake("[Ll]e Monde", "The World", "Il l'a dit au journal Le Monde.", "He told the newspaper The World.",
            "He told Le Monde.", unless="coupe|monde entier"),
    Mistake("Ouest[- ]France", "West(?:ern)?[- ]France", "Ouest-France le raconte.", "West France tells it.",
            "Ouest-France reports it."),
    Mistake("Le Point", "The Point", "Selon Le Point.", "According to The Point.", "According to Le Point."),
    Mistake("L['’](?:É|E)quipe", "The Team", "Selon L'Équipe.", "According to The Team.", "According to L'Équipe."),
    Mistake("Le Parisien", "[Tt]he Parisian", "Selon Le Parisien.", "According to the Parisian.",
            "According to Le Parisien."),
    Mistake("Libération", "(?:the )?Liberation", "Dans Libération, il accuse.", "In Liberation, he accuses.",
            "In Libération, he accuses.", unless="front de|armée|comité de"),
    Mistake("Les (?:É|E)chos", "(?:The )?Echoes", "Selon Les Échos.", "According to The Echoes.",
            "According to Les Échos."),
    Mistake("La Croix", "The Cross", "Selon La Croix.", "According to The Cross.", "According to La Croix."),
    Mistake("La Dépêche", "The Dispatch", "Selon La Dépêche.", "According to The Dispatch.",
            "According to La Dépêche."),
    Mistake("Sud[- ]Ouest", "South[- ]?[Ww]est", "Selon Sud Ouest.", "According to South West.",
            "According to Sud Ouest.",
            unless=r"(?-i:sud|au Sud|du Sud|le Sud|grand Sud)"),
)  # fmt: skip


def false_friend(french: str, english: str, source: str, target: str) -> str | None:
    """The first mistake of the table that a translation makes, such as "'siege' for 'siège'"; None for none."""
    if (source, target) != ("fr", "en"):
        return None
    for mistake in MISTAKES:
        own, wrong, unless = mistake.patterns
        if (said := own.search(french)) and (became := wrong.search(english)) and not unless.search(french):
            return f"{became.group()!r} for {said.group()!r}"
    return None
