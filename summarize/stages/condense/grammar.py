"""What the rules know of French: which words open a noun phrase, which are conjugated verbs, what only adds.

Enters: words and parts of sentences. Leaves: yes or no. Refuses nothing. Closed lists, not a parser: they answer no
where they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Container

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
#: Stand for the quotations of a sentence while rules run: no letters, no punctuation.
FIRST_MASK = 0xE000
MASK = re.compile("[\ue000-\uf8ff]")


def any_of(words: str) -> str:
    """A pattern for any of the words or phrases that bars part; blanks and line ends between them are one space."""
    return "(?:" + "|".join(" ".join(phrase.split()) for phrase in words.split("|")) + ")"


DETERMINERS = frozenset(
    """le la les l' un une des ce cet cette ces son sa ses leur leurs chaque plusieurs certains certaines quelques deux
    trois quatre cinq six sept huit neuf dix onze douze""".split()
)
_PLURAL_DETERMINERS = DETERMINERS - frozenset("le la l' un une ce cet cette son sa leur chaque".split())
_CLITICS = frozenset("se s' ne n' lui leur y en le la les l'".split())
#: Capitalised at the start of a sentence, and no name: in lower case once they stand inside it.
_NO_NAMES = DETERMINERS | frozenset(
    """il elle ils elles on nous vous je c' d' s' n' qu' tous toutes tout toute aucun aucune au aux du de à en dans pour
    sur avec après avant depuis lors plus près environ alors selon mais et ou car si quand lorsque comme face parmi
    malgré sans chez contre vers entre ainsi hier aujourd'hui aujourd' lundi mardi mercredi jeudi vendredi samedi
    dimanche interrogé interrogée outre toutefois cependant enfin puis reste même seul seule seuls seules beaucoup peu
    pendant durant suite grâce dont où qui que celui celle ceux celles voici voilà quelque""".split()
)
#: Conjugated forms that are no noun or participle too.
_VERBS = frozenset(
    """a ont est sont avait avaient était étaient sera seront serait seraient aura auront aurait va vont allait doit
    doivent devait devra devrait devraient peut peuvent pouvait pourra pourrait pourraient fait font vient viennent
    venait reste restent veut veulent souhaite devient deviennent permet prévoit estime affirme explique indique assure
    dénonce demande réclame appelle espère précise ajoute raconte semble semblent pourront propose proposent arrive
    viendra déplore représente représentent existe existent devront concerne concernent travaille travaillent faudra
    revient reviennent répond tient tiendra reconnaît déclare commence commencent insiste conclut vise rejoint
    intervient considère dispose disposent mettent continue continuent comprend apparaît décide trouvent cherche
    cherchent constate promet appartient préfère remonte impose comptent multiplie multiplient perd arrivent mène
    reprend quitte plaide dénoncent suscite affirment présentent fonctionne engage poursuivent retrouve recommande
    prépare craignent constituent dirige développe repose reposent vivent vit habite traverse ressemble organise refuse
    refusent permettront débute abrite entend entendent voit voient sort prend prennent met rend rendent compte accuse
    accusent craint tente tentent rappelle rappellent disent dit""".split()
)
_SINGULAR_VERBS = frozenset(
    "a est avait était sera serait aura aurait va allait doit devait devra devrait peut".split()
)
#: Endings that a verb form of a model's list is known as one by: none of a noun or a participle.
_VERB_ENDING = re.compile(r"(?:ait|aient|era|ira|eront|iront|èrent|irent|issent)$")
_PARTICIPLE_ENDING = re.compile(r"(?:é|ée|és|ées|i|is|ie|ies|u|us|ue|ues|ant)$")

RELATIVE = re.compile(
    r"(?:qui|dont|où|(?:à|avec|pour|chez|par|contre|sur|dans|de) (?:qui|l[ea]s?quel\w*)|lequel|laquelle)\b"
)
_RELATIVE_OBJECT = re.compile(r"(?:que\b|qu')")
#: What turns a sentence round, or narrows it.
RESERVE = re.compile(r"\b(?:si|sauf|mais|sinon|non|sans|hormis|excepté|ni|ne|n'|jamais|selon|d'après)(?:\b|(?<='))")
#: "L'avocat de Paul, de Jean et de Marie, a": no apposition, the same phrase goes on.
_OF_ANOTHER = re.compile(r"^(?:de |du |des |d'|et (?:de |du |des |d'|l[ea]s? |l'))| et (?:de |du |des |d')")
_LOWERED = re.compile(r"(?:é|ée|és|ées|ment|ant)$")


def words_in(text: str) -> list[str]:
    """Words in order; an elided one keeps its apostrophe."""
    return WORD.findall(text)


def starts_finite(text: str, verbs: Container[str]) -> bool:
    """True where a text begins with a conjugated verb, pronouns before it aside."""
    opening = (word.lower() for word in words_in(text)[:3])
    first = next((word for word in opening if word not in _CLITICS), "")
    return first in _VERBS or (first in verbs and bool(_VERB_ENDING.search(first)))


def has_finite(text: str, verbs: Container[str]) -> bool:
    """True where any word may be a conjugated verb; participles, and nouns after a determiner, are none."""
    words = [word.lower() for word in words_in(text)]
    return any(
        word in _VERBS or (word in verbs and not _PARTICIPLE_ENDING.search(word) and before not in DETERMINERS)
        for before, word in zip(["", *words], words, strict=False)
    )


def is_subject(text: str, verbs: Container[str]) -> bool:
    """True where a text is a noun phrase that can be a sentence's subject."""
    words = words_in(text)
    if not words or has_finite(text, verbs) or re.search(r"[:;]", text) or MASK.match(text):
        return False
    first = words[0].lower()
    is_name = words[0][0].isupper() and first not in _NO_NAMES and not _PARTICIPLE_ENDING.search(first)
    return first in DETERMINERS or is_name


def only_adds(text: str, verbs: Container[str]) -> bool:
    """True where a text between commas adds to the subject before it and holds no clause of its own."""
    if not words_in(text) or RESERVE.search(text) or _OF_ANOTHER.search(text) or re.search("[:;]", text):
        return False
    return bool(RELATIVE.match(text) or _RELATIVE_OBJECT.match(text)) or not has_finite(text, verbs)


def agree(subject: str, predicate: str) -> bool:
    """False where the verb is plural and the subject alone is not: then what stands between belongs to the subject."""
    verb = next((word for word in map(str.lower, words_in(predicate)) if word not in _CLITICS), "")
    first = words_in(subject)[0].lower()
    is_plural = first in _PLURAL_DETERMINERS or first.isdigit()
    return not is_plural if verb in _SINGULAR_VERBS else is_plural or not verb.endswith("nt")


def lower_first(text: str) -> str:
    """A clause that no longer opens the sentence: its first letter in lower case, but for a name's or a quotation's."""
    if text.startswith("A "):
        return "à" + text[1:]
    first = words_in(text)[:1]
    is_no_name = first and (first[0].lower() in _NO_NAMES or _LOWERED.search(first[0]))
    return text[:1].lower() + text[1:] if is_no_name and not MASK.match(text) else text


def upper_first(text: str) -> str:
    """A clause that opens the sentence now."""
    return text[:1].upper() + text[1:]
