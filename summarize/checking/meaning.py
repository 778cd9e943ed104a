"""Words that turn the meaning of a sentence round, beside its translation: negation, restriction, direction, hearsay,
parts of months, in French and English.

Input: two texts with their languages. Output: what one says and the other does not, in words for people; None for
nothing. Words are counted; which verb a negation belongs to is beyond this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..text.dates import MONTH_OF, MONTHS
from ..text.hearsay import condition_in, hearsay_in
from ..text.numbers import quantities

_NE = r"(?:\bne\b|\bn['’])"
_NEGATIVE = r"(?:pas|plus|jamais|rien|aucune?|personne|ni|guère|point|nul|nulle|nullement|aucunement)\b"
#: Negations that a translation must keep. Two words of one negation are one match.
_HARD: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        rf"{_NE}[^.;:!?]{{1,60}}?\b{_NEGATIVE}|"
        r"\bsans\b(?! (?:réserve|accroc|suite|doute|cesse|abri|papiers|plomb|contact|domicile|précédent)s?\b)"
        r"(?: aucune?\b)?|\baucune?\b|"
        r"(?<!premiers )(?<!premier )(?<!ses )(?-i:\bpas\b)(?!-| (?:de (?:porte|deux|géant|course)|à pas|décisif))|"
        r"\bjamais\b|\bnon\b(?! plus)|\bni\b|\bnulle part\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        # A "motion of no confidence" denies nothing.
        r"\b(?:not|cannot|(?<!motion of )(?<!vote of )no(?!-confidence)|never|nobody|none|"
        r"nothing|neither|nor|without|nowhere)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
#: Words that may stand for a negation of the other language, or be stood for by one.
_SOFT: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:i[mnrl](?:[bmpr]|[a-zé]{2})\w{3,}|dé[a-zé]\w{3,}|mal\w{3,}|non-?\w+|(?:ne|peu|plus|avant)\b|sauf|hormis|hors|"
        r"contre|faute|loin|moins|absen\w+|échou?\w+|échec\w*|refus\w+|rejet\w+|ni(?:e|é|er|ent|ait)\b|démen\w+|empêch\w+|évit\w+|"
        r"interdi\w+|manqu\w+|perd\w+|priv\w+|exclu\w+|arrêt\w+|cess\w+|renonc\w+|guère|annul\w+|"
        r"zéro|seul\w*|rare\w*|étranger\w*|dépourvu\w*|ignor\w+|abandon\w+|difficil\w+|personne|rien)|\bn['’]",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:un[a-z]{3,}|"
        r"i(?!nclu|nte[nr]|nform|nvest|nvol|nvit|nstit|ndust|ndiv|nsid|nstal|nciden|ntro|ndic|ncreas|mag|mmig|mmed|mple|"
        r"mpos|mpro|mpre|mportant|llus|nhabit|njur|nspir|nspec|nsist)[mnrl][a-z]{4,}|"
        r"dis[a-z]{4,}|non-?[a-z]+|[a-z]{2,}less\w*|fail\w*|lack\w*|refus\w+|den(?:y|ies|ied)\b|"
        r"absen\w+|avoid\w*|prevent\w*|hardly|barely|scarcely|rarely|few|little|any\w*|ever|longer|stop\w*|until|but|"
        r"except\w*|free|only|just|miss\w*|lost|los\w+|ban\w*|forbid\w*|exclu\w+|reject\w*|cease\w*|other than|unless|"
        r"yet|still|instead|rather|zero|ignor\w+|end\w*|neglect\w*|despite|regardless|out of|too|beyond|impossible)\b",
        re.IGNORECASE,
    ),
}
#: Words that deny and mean the same in both languages: where both texts have them, none stands for a negation.
_SAME = tuple(
    (re.compile(rf"\b(?:{french})", re.IGNORECASE), re.compile(rf"\b(?:{english})", re.IGNORECASE))
    for french, english in (
        (r"refus\w+|déclin\w+", r"refus\w+|declin\w+|den(?:y|ied|ies)\b"),
        (r"interdi\w+", r"ban(?:s|ned|ning)?\b|forbid\w*|prohibit\w*|barred"),
        (r"cess\w+|arrêt\w+", r"stop\w*|ceas\w+|end(?:s|ed|ing)?\b"),
        (r"empêch\w+|évit\w+", r"prevent\w*|avoid\w*|stop\w*"),
        (r"rejet\w+", r"reject\w*"),
        (r"échou\w+|manqu\w+", r"fail\w*|miss\w*|lack\w*"),
        (r"renonc\w+|abandon\w+", r"abandon\w*|renounc\w*|g[ai]v\w+ up"),
    )
)
#: Words of a French negation: inside one they are no negation besides.
_PARTS_OF_HARD = re.compile(r"ne|n['’]|plus|guère|personne|rien", re.IGNORECASE)
#: A negation with an exception, and what says so in a translation.
_NEARLY: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"\b(?:presque|quasi(?:ment)?|pratiquement)[ -](?:jamais|rien|personne|aucune?|pas|plus)\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"\b(?:(?:hardly|barely|scarcely) (?:ever|any\w*)|"
        r"(?:almost|nearly|virtually|practically) (?:never|no|nothing|nobody|none|nowhere)|seldom|rarely)\b",
        re.IGNORECASE,
    ),
}
_NEARLY_OF: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:hardly|barely|scarcely|almost|nearly|virtually|practically|rare(?:ly)?|seldom|few|little|much|many|often)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:presque|quasi(?:ment)?|pratiquement|guère|rare\w*|à peine|peu|difficile\w*|quelques|grand[- ]\w+|"
        r"beaucoup|souvent)\b",
        re.IGNORECASE,
    ),
}
_ONLY: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        rf"{_NE}\s?(?:(?!{_NEGATIVE})[\w’'-]+\s){{1,5}}?qu(?:e\b|['’])|\bseul\w*|\buniquement|\bexclusivement",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE),
}
#: What may stand for a restriction in the other language.
_ONLY_OF: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:only|just|merely|but|alone|lone|sole|solely|single|simply|exclusively|except|until|nothing|no|not|"
        r"purely|mere|barely|other than|more than|lonely|one|none)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:seul\w*|unique\w*|uniquement|exclusi\w+|que|juste|simple\w*|sinon|hormis|sauf|rien|avant|pas)\b|\bqu['’]|\bn['’]",
        re.IGNORECASE,
    ),
}
_RISE_AND_FALL: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    language: (re.compile(rf"\b(?:{rise})\b", re.IGNORECASE), re.compile(rf"\b(?:{fall})\b", re.IGNORECASE))
    for language, rise, fall in (
        (
            "fr",
            r"augment\w+|hausse\w*|grimp\w+|accroi\w+|accru\w*|bondi\w*|flambée|progress\w+|relev\w+",
            r"baiss\w+|diminu\w+|chut\w+|recul\w*|rédui\w+|réduction\w*|repli\w*|dégringol\w+",
        ),
        (
            "en",
            r"increas\w+|ris(?:e|es|en|ing)|rose|grow\w*|grew|climb\w*|jump\w*|surg\w+|soar\w*|rais\w+",
            r"decreas\w+|fall\w*|fell|drop\w*|declin\w*|reduc\w+|shr[aiu]nk\w*|plung\w+|lower\w*|slump\w*",
        ),
    )
}
#: A rise or a fall in French beside a figure: "en baisse de 1,2 %", "a perdu 3 %", "une hausse de 3 euros".
_MOVED_BY = re.compile(
    r"\b(?:augment(?:e|ent|é|er|ait|ation)s?|hausses?|grimp(?:e|ent|é|er)|accroissement|bondi(?:t|r)?|progress(?:e|ent|é|er|ion)|"
    r"relev(?:é|er|ement)|baiss(?:e|ent|é|er|ait)s?|diminu(?:e|ent|é|er|tion)|chut(?:e|ent|é|er)s?|recul(?:e|ent|é|er|s)?|"
    r"rédui(?:t|re|sent)|réduction|repli|dégringol(?:e|é|er)|retrait)"
    r"(?: \w{1,12}){0,2} (?:de|d['’]environ|d['’]à peine|d['’]au moins) (?:plus de |près de |quelque )?\d",
    re.IGNORECASE,
)
#: What says in English that something rises or falls.
_MOVES = re.compile(
    r"\b(?:up|down|ris\w+|rose|fall\w*|fell|gain\w*|los[est]\w*|more|less|fewer|cut\w*|increas\w+|decreas\w+|drop\w*|"
    r"declin\w+|reduc\w+|reduction\w*|grow\w*|grew|climb\w*|jump\w*|surg\w+|soar\w*|rais\w+|shr[aiu]nk\w*|plung\w+|"
    r"low(?:er|est)\w*|high(?:er|est)|slump\w*|sl[ia]d\w*|slip\w*|retreat\w*|tumbl\w*|advanc\w*|add\w*|doubl\w*|"
    r"tripl\w*|halv\w*|slash\w*|hik\w+|boost\w*|contract\w*|collaps\w*|crash\w*|plummet\w*|dip\w*|widen\w*|"
    r"narrow\w*|shed\w*|improv\w*|weak\w*|strength\w*|expan\w+|deduct\w*|diminish\w*|discount\w*|savings?|saved?|"
    r"off|back\w*|setbacks?|progress\w*|extra|upward\w*|downward\w*|withdr\w+|taken? away|shorten\w*|"
    r"eas(?:ed|es|ing)|augment\w*|accru\w*|worsen\w*|trim\w*|curb\w*|push\w*|lift\w*|bounc\w*|rebound\w*|"
    r"recover\w*|from [^.;]{1,30} to)\b|[+−]\s?\d|(?<!\w)-\d",
    re.IGNORECASE,
)
#: "L'a arrêtée": the participle says that it is a woman, or a thing.
_HER = re.compile(
    r"\bl['’](?:a|ont|avait|avaient|aurait|auraient|aura|auront)"
    r"(?: (?:pas|jamais|plus|aussi|alors|ensuite|donc|même|déjà|toujours|bien|aussitôt|\w+ment)){0,2}"
    r" (?!ensuite\b|vite\b)\w+(?:[éiu]e|ise|uite|ite|inte|erte|aite)\b",
    re.IGNORECASE,
)
#: A sentence whose subject is a woman.
_ABOUT_A_WOMAN = re.compile(
    r"^[«\"“\s]*(?:Elle\b|(?:Mme|Madame|Mlle)(?: [A-ZÀ-Þ][\w’'-]+){1,4}|(?:La |Une |Cette |L['’])"
    r"(?:(?:ex|vice)-|(?:jeune|ancienne|nouvelle|célèbre|[Pp]remière) ){0,2}"
    r"(?:ministre|maire|juge|procureure|députée|eurodéputée|sénatrice|présidente|avocate|actrice|chanteuse|championne|joueuse|"
    r"journaliste|candidate|cheffe|reine|princesse|femme|mère|fille|fillette|sœur|comédienne|artiste|élue|conseillère|"
    r"directrice|patronne|animatrice|présentatrice|militante|romancière|écrivaine|chancelière|secrétaire d['’]État|"
    r"adolescente|lycéenne|étudiante|enseignante|institutrice|infirmière|policière|gendarme|skieuse|nageuse|cycliste|ambassadrice|"
    r"suspecte|accusée|prévenue|navigatrice|entraîneuse|capitaine|\w+[tz]enaire|\w+génaire)\b"
    r"(?: (?:de la|de l['’]|des|du|de|d['’]))?(?: ?[A-ZÀ-Þ][\w’'-]+){0,3})"
)
#: Who else may be meant by "he" and "his": another name, and most words for men.
_SOMEBODY_ELSE = re.compile(
    r"[A-ZÀ-Þ]|\b(?:ils?|lui|eux|celui|leurs?|(?<!son )mari|(?<!son )compagnon|fils|pères?|frères?|oncle|roi|prince|"
    r"pape|hommes?|garçons?|maires?|juges?|ministres?|présidents?|chefs?|patrons?|préfets?|députés?|enfants?|élèves?|"
    r"amis?|agents?|avocats?|suspects?|accusés?|prévenus?|voisins?|collègues?|homologues?|rivaux|rival|clients?|médecins?|"
    r"otages?|bébés?|victimes?|blessés?|adversaires?|chiens?|\w+(?:eurs?|iens?|iers?|istes?|ards?))\b"
)
_HE, _SHE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE), re.compile(r"\b(?:she|hers?|herself)\b", re.I)
_NOT_HIM = re.compile(r"\b(?:she|hers?|herself|it|its|them|they)\b", re.IGNORECASE)
#: From one number to another: which way that is, the numbers say.
_FROM_TO = {
    "en": re.compile(r"\bfrom\b.{1,30}\bto\b.{1,20}", re.IGNORECASE),
    # "De 3 %, à 5 euros" and "de 3 points pour atteindre 5" are by how much, and how far.
    "fr": re.compile(r"\bde\b(?:(?!, | pour ).){1,30}\bà\b.{1,20}", re.IGNORECASE),
}
_BY_TO = re.compile(r"\bby [€$£]?\d[^;:!?]{0,20}? to [€$£]?\d", re.IGNORECASE)
_DE_A = re.compile(r"\bde \d[^,;:!?]{0,20}? à \d", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:passé\w*|passer\w*|passe|passait|passent|went|gone|moved)\b", re.IGNORECASE)
_PARTS_OF_MONTHS = {
    "fr": (
        r"(?P<early>début|commencement)|(?P<mid>mi|milieu)|(?P<late>fin)",
        r"[\s-]+(?:de |du mois de |d['’]|du mois d['’])?",
    ),
    "en": (r"(?P<early>early|beginning|start)|(?P<mid>mid|middle)|(?P<late>late|end)", r"[\s-]*(?:of |in )?"),
}
_PART_OF_MONTH = {
    language: re.compile(rf"\b(?:{parts}){link}(?P<month>{'|'.join(MONTHS[language])})\b", re.IGNORECASE)
    for language, (parts, link) in _PARTS_OF_MONTHS.items()
}


#: What says in English that something is hearsay.
_HEDGE = re.compile(
    r"\b(?:would|could|may|might|should|will|(?:said|believed|thought|understood|supposed) to|report\w*|alleg\w*|"
    r"apparent\w*|suspect\w*|claim\w*|appear\w*|seem\w*|rumou?r\w*|presum\w*|estimat\w*|likely|possibl\w*|"
    r"probabl\w*|supposedly)\b|['’]d\b",
    re.IGNORECASE,
)
#: What says it of a verb, and nothing else.
_REPORTED = re.compile(r"\b(?:reportedly|allegedly|apparently|(?:is|are|was|were) said to)\b", re.IGNORECASE)


def changed_hearsay(text: str, translation: str, source: str, target: str) -> str | None:
    """Says that what a French text gives as hearsay ("aurait reçu") is a fact in its English translation, or that what
    would have been ("sans casque, il serait mort") is hearsay there."""
    if (source, target) != ("fr", "en"):
        return None
    if said := hearsay_in(text):
        return None if _HEDGE.search(translation) else f"hearsay became a fact ({said!r})"
    would = condition_in(text) if _REPORTED.search(translation) else None
    return f"what would have been became hearsay ({would!r})" if would else None


def changed_negation(text: str, translation: str, source: str, target: str) -> str | None:
    """What is wrong with the negations of a translation, or None."""
    hard, soft = _negations(text, source)
    own_hard, own_soft = _negations(translation, target)
    if hard > own_hard and own_soft:
        own_soft -= min(own_soft, _same_denials(text, translation, source))
    if hard > own_hard + own_soft:
        return f"{hard} negations became {own_hard + own_soft}"
    if own_hard > hard + soft:
        return f"{hard} negations became {own_hard}"
    if own_hard and (nearly := _NEARLY[source].search(text)) and not _NEARLY_OF[target].search(translation):
        return f"{nearly.group()!r} became a negation without exception"
    return None


def _same_denials(text: str, translation: str, source: str) -> int:
    """How many words that deny stand in both texts."""
    pairs = _SAME if source == "fr" else tuple((english, french) for french, english in _SAME)
    return sum(min(len(own.findall(text)), len(other.findall(translation))) for own, other in pairs)


def changed_restriction(text: str, translation: str, source: str, target: str) -> str | None:
    """What is wrong with "only" in a translation, or None."""
    if _ONLY[source].search(text) and not _ONLY_OF[target].search(translation):
        return "a restriction was lost (“only”)"
    if _ONLY[target].search(translation) and not _ONLY_OF[source].search(text):
        return "a restriction was added (“only”)"
    return None


def changed_direction(text: str, translation: str, source: str, target: str) -> str | None:
    """Says that a rise became a fall, or the other way; or that "fallen from 4 to 5" cannot be."""
    before, after = _direction(text, source), _direction(translation, target)
    if before is not None and after is not None and before != after:
        return "a rise became a fall" if before else "a fall became a rise"
    if target == "en" and _BY_TO.search(translation) and _FROM_TO[source].search(text):
        return "“from” became “by”"
    if source == "en" and _BY_TO.search(text) and _DE_A.search(translation):
        return "“by” became “from”"
    if source == "fr" and (moved := _MOVED_BY.search(text)) and not _MOVES.search(translation):
        return f"{moved.group()!r} lost its direction"
    numbers = _direction_of_numbers(translation, target)
    if after is not None and numbers is not None and numbers != after:
        return "the verb says one direction, the numbers the other"
    return None


def changed_gender(text: str, translation: str, source: str, target: str) -> str | None:
    """Says that a woman became a man: "l'a arrêtée" and "arrested him", "la ministre" and "his post"; None where the
    sentence may speak of somebody else too."""
    if source != "fr" or not (him := _HE.search(translation)):
        return None
    if (said := _HER.search(text)) and re.search(r"\bhim", translation, re.I) and not _NOT_HIM.search(translation):
        return f"{said.group()!r} became {him.group()!r}"
    woman = _ABOUT_A_WOMAN.match(text)
    if woman and not _SHE.search(translation) and not _SOMEBODY_ELSE.search(text, woman.end()):
        return f"{woman.group().strip()!r} became {him.group()!r}"
    return None


def _direction_of_numbers(text: str, language: str) -> bool | None:
    """True for "from 4 to 5", False for "from 5 to 4"."""
    span = _FROM_TO[language].search(text)
    values = [q.values[0] for q in quantities(span.group(), "none")[:2]] if span else []
    pair = [float(value) for value in values if ":" not in value]
    return pair[0] < pair[1] if len(pair) == 2 and pair[0] != pair[1] else None


def _direction(text: str, language: str) -> bool | None:
    """True for a text that speaks of a rise alone, False for a fall alone."""
    rise, fall = (bool(pattern.search(text)) for pattern in _RISE_AND_FALL[language])
    if rise != fall:
        return rise
    return _direction_of_numbers(text, language) if not rise and _PASSED.search(text) else None


def _negations(text: str, language: str) -> tuple[int, int]:
    """The negations of a text, and the words that may stand for one and are no part of these."""
    hard = list(_HARD[language].finditer(text))
    soft = 0
    place = 0
    for match in _SOFT[language].finditer(text):
        while place < len(hard) and hard[place].end() <= match.start():
            place += 1
        is_inside = place < len(hard) and hard[place].start() <= match.start()
        soft += not (language == "fr" and is_inside and _PARTS_OF_HARD.fullmatch(match.group()))
    return len(hard), soft


def changed_part_of_month(text: str, translation: str, source: str, target: str) -> str | None:
    """Says that the beginning, middle or end of a month became another: "fin mars" and "mid-March"."""
    before, after = _parts_of_months(text, source), _parts_of_months(translation, target)
    if before == after:
        return None
    said = {"early": "beginning", "mid": "middle", "late": "end"}
    return "; ".join(
        f"{how} the {said[part]} of month {month}"
        for how, parts in (("lost", before - after), ("added", after - before))
        for part, month in sorted(parts)
    )


def _parts_of_months(text: str, language: str) -> set[tuple[str, int]]:
    return {
        (next(part for part in ("early", "mid", "late") if match[part]), MONTH_OF[match["month"].lower()])
        for match in _PART_OF_MONTH[language].finditer(text)
    }
