"""English pronouns of the wrong gender, put right by the people whom the whole French text names.

"Sa mort" is his death or hers: a translator that sees one sentence guesses. Input: a French text, one of its sentences
and the English of that. Output: the English with "his" for "her", or "her" for "his", where everybody whom the text,
or what of it stands up to that sentence, names is a man, or a woman, and the sentence names nobody else; as it was
wherever that is not plain.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ..checking.wordlists import word_list
from ..tables import like, rows_of
from ..text.mentions import OPENERS
from ..text.words import fold

#: First names that nearly all who bear them in French news share a gender with: "f", "m".
TABLE = Path(__file__).resolve().parent / "data" / "first_names.tsv"
_NAME = r"[A-ZÀ-Þ][\w’'-]*"
#: More is no summary: who is meant further on no name at its beginning tells.
_MOST_CHARACTERS = 2000
#: Two words with capitals: somebody's full name, or a thing's.
_FULL_NAME = re.compile(rf"(?<![\w-]){_NAME}(?: (?:de|du|la|le|van|von|ben|el|al|d['’])? ?{_NAME})+")
#: "Le" and "La" inside a name ("Marine Le Pen") are no article of a place.
_INSIDE_NAME = re.compile(r"(?<![\w-])([A-ZÀ-Þ][a-zà-ÿ][\w’'-]*) (L[ea]) (?=[A-ZÀ-Þ])")
#: Words before a name at the head of a title.
_HEADS = frozenset(
    "affaire procès mort décès meurtre disparition attentat attentats incendie accident coronavirus covid-19 grève "
    "élection élections mondial euro vidéo photo photos exclusif portrait interview obsèques hommage scandale "
    "polémique cinéma musique football rugby tennis mercato".split()
)
#: Where something is and who printed it are no people.
_PLACE = re.compile(
    rf"\b(?:à|en|aux?|dans|sur|près d[e']|vers|selon|d['’]après|du|des|de la|de l['’]|[Ll]es?|[Ll]a|[Ll]['’]) ?"
    rf"(?:{_NAME}[ -]?)+"
)
#: Words for a woman, and for a man.
_WOMAN = re.compile(
    r"\b(?:Mme|Mlle|Madame|femmes?|fillettes?|mères?|grand-mères?|sœurs?|soeurs?|veuve|tante|nièce|cousine|[Rr]eine|"
    r"[Pp]rincesse|actrice|chanteuse|comédienne|animatrice|présentatrice|championne|joueuse|députée|sénatrice|"
    r"conseillère|présidente|directrice|avocate|procureure|romancière|écrivaine|étudiante|lycéenne|adolescente|"
    r"infirmière|policière|enseignante|institutrice|chancelière|élue|(?:[Ll]a|[Uu]ne|[Cc]ette) (?:jeune |nouvelle |ex-|"
    r"ancienne )?(?:ministre|maire|juge|journaliste|artiste|candidate|militante|secrétaire d['’]État|retraitée|"
    rf"\w+génaire))(?![\w-])|(?<!La )(?<!L['’])(?<![\w-]){_NAME} s['’]est (?:\w+ )?\w+ée\b"
)
_MAN = re.compile(
    r"\b(?:MM?\.|M(?= [A-Z])|Monsieur|hommes?|garçons?|garçonnets?|pères?|grands?-pères?|frères?|oncle|neveu|cousin|"
    r"roi|prince|pape|acteur|chanteur|comédien|(?:[Ll]e|[Uu]n|[Cc]e) (?:jeune |nouveau |ex-|ancien )?"
    r"(?:ministre|maire|juge|journaliste|artiste|président|député|sénateur|préfet|avocat|procureur|étudiant|lycéen|"
    r"adolescent|retraité|\w+génaire))(?![\w-])"
)
#: What may stand for a woman, or a man, besides.
_PERHAPS_WOMAN = re.compile(
    r"\b(?:[Ee]lles?|celles?|filles?|épouse|compagne|maman|dame|amie|[Uu]ne (?:\w+(?:ante|ente|iste|aire|ère)|"
    r"manager)|(?:[Uu]ne|[Ll]a|[Cc]ette|[Ss]a) (?:\w+ )?(?:cheffe|propriétaire|victime|suspecte|accusée|prévenue|"
    r"plaignante|passante|gérante|habitante|hôtesse|caissière|ouvrière|\w+(?:trice|euse|enne)))(?![\w-])"
)
_PERHAPS_MAN = re.compile(
    r"\b(?:[Ii]ls?(?! (?:n['’])?(?:y |faut|fau[dt]|s['’]agi|semble|pleu|neig|reste|convient|suffi|vaut))|eux|celui|"
    r"ceux|lui|fils|mari|époux|compagnon|papa|président|député|sénateur|préfet|avocat|procureur|élu|étudiant|"
    r"suspects?|accusés?|prévenus?|(?:[Ll]e|[Uu]n|[Cc]et?|[Aa]u|[Dd]u|[Ss]on|[Ll]['’]|[Dd]['’]un|ex-) ?(?:jeune |"
    r"petit |même |tout |nouveau |ancien )?(?:ministre|maire|juge|journaliste|artiste|médecin|chef|patron|voisin|ami|"
    r"agent|client|otage|bébé|enfant|capitaine|collègue|secrétaire|retraité|témoin|premier|dernier|leader|\w+génaire|"
    r"président\w*)|(?!(?:janvier|février|dernier|financier|immobilier|régulier|familier|fichier|sentier|escalier|"
    r"palier|collier|cahier|panier|particulier|entier|milliard|quartier|dossier|chantier|papier|courrier|"
    r"atelier|calendrier|métier|loyer|foyer|millier|bien|rien|lien|soutien|entretien|maintien|combien|moyen|quotidien|"
    r"leur|plusieurs|ailleur|intérieur|extérieur|valeur|couleur|douleur|fleur|peur|erreur|faveur|chaleur|hauteur|"
    r"longueur|ampleur|rumeur|moteur|secteur|facteur|bonheur|malheur|honneur|heur|liste|piste|regard|retard|boulevard|"
    r"départ)s?\b)[a-zà-ÿ]+(?:eurs?|iens?|iers?|istes?|ards?))(?![\w-])"
)
_TO_HER = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_TO_HIM = {"she": "he", "hers": "his", "herself": "himself"}
_HIS, _HERS = re.compile(r"\b(?:he|him|his|himself)\b", re.I), re.compile(r"\b(?:she|hers?|herself)\b", re.I)
#: Behind "her", no word that it belongs to.
_OBJECT = re.compile(
    r"(?: (?:to|and|or|but|in|on|at|for|with|as|that|when|while|after|before|by|from|of|because|during|if|since|about|"
    r"into|out|up|off|down|over|back|again|the|a|an|not|this|last|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|\W*$|[^\w\s'’-])"
)


@cache
def _first_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows_of(TABLE, 2)}


def everybody(text: str) -> str | None:
    """The gender of everybody whom a French text tells of: "f" or "m"; None where it tells of both, of nobody, or of
    somebody whose gender it does not make plain; of a text of many sentences too."""
    return None if len(text) > _MOST_CHARACTERS else _everybody(text)


@lru_cache(maxsize=256)
def _everybody(text: str) -> str | None:
    named = {_gender_of(match.group()) for match in _FULL_NAME.finditer(_without_places(text))} - {""}
    women, men = "f" in named or bool(_WOMAN.search(text)), "m" in named or bool(_MAN.search(text))
    if "?" in named or women == men:
        return None
    if women:
        return None if _PERHAPS_MAN.search(text) else "f"
    return None if _PERHAPS_WOMAN.search(text) else "m"


def _with_whole_names(text: str) -> str:
    """A text with "Le_Pen" for "Le Pen" in a name."""
    return _INSIDE_NAME.sub(r"\1 \2_", text)


def _without_places(text: str) -> str:
    return _PLACE.sub(" ", _with_whole_names(text))


def _gender_of(name: str) -> str:
    """Of a name of several words, by the first name in it: "f" or "m", "?" for none that is known; "" where one word
    alone is left, behind one that opens a sentence or a title."""
    words = re.findall(_NAME, name)
    for word in words:
        if gender := _first_names().get(word) or _first_names().get(word.split("-")[0]):
            return gender
    is_head = fold(words[0]) in OPENERS or words[0].lower() in _HEADS
    return "" if is_head and len(words) == 2 else "?"


def with_right_pronouns(sentence: str, english: str, text: str) -> str:
    """The English of a sentence with its pronouns of the other gender put right.

    Args:
        sentence: in French.
        english: of it.
        text: that the sentence stands in.
    """
    is_his, is_hers = (bool(pattern.search(english)) for pattern in (_HIS, _HERS))
    if is_his == is_hers:
        return english
    gender = everybody(text) or everybody(_up_to(sentence, text))
    if gender is None or is_hers == (gender == "f") or _names_others(sentence, text):
        return english
    if gender == "f":
        return _HIS.sub(lambda match: like(match, _TO_HER[match.group().lower()]), english)
    return _HERS.sub(lambda match: like(match, _him(match)), english)


def _up_to(sentence: str, text: str) -> str:
    """A text up to the end of one of its sentences: who comes in later is not meant. Nothing where it is not found."""
    before, found, _ = text.partition(sentence)
    return before + found if found else ""


def _him(match: re.Match[str]) -> str:
    own = match.group().lower()
    if own != "her":
        return _TO_HIM[own]
    return "him" if _OBJECT.match(match.string, match.end()) else "his"


def _names_others(sentence: str, text: str) -> bool:
    """True where the sentence has a name that is no part of a full name of the text: somebody unknown."""
    names = _FULL_NAME.finditer(_with_whole_names(text))
    known = {part for match in names for part in re.findall(_NAME, match.group())}
    known |= {match.group().split()[0] for match in _WOMAN.finditer(text)}
    opened = _without_places(sentence).lstrip('«"“ ')
    others = [match for match in re.finditer(rf"(?<![\w-]){_NAME}", opened) if match.group() not in known]
    return any(match.start() or not _opens(match.group()) for match in others)


def _opens(word: str) -> bool:
    """True for a first word that is no name."""
    words = word_list("fr")
    return fold(word) in OPENERS or (words is not None and word.lower() in words.words)
