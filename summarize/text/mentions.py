"""The words of a text that name somebody, something, a day or a month.

Input: text. Output: Mentions in reading order. A capital tells a name, unless it merely opens a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from . import french
from .dates import NAMES_OF_DAYS
from .words import ELISION, WORD, bare, fold, parts

#: Their nouns are written with capitals, which then tell no names.
CAPITALISED_NOUNS = frozenset({"de", "lb"})
#: Before a person's name, in French and English.
TITLES = french.TITLES | frozenset("mr mrs ms sir lord lady st ste".split())
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s|[«“\"(—–-]\s?|\n)\s*[«“\"(]?\s?$")
#: After a lone capital at the start of a sentence, these make it a name: "Macron a annoncé".
_PREDICATE = re.compile(
    r"\s(?:a|est|ont|sont|avait|était|sera|aura|va|veut|peut|doit|dit|fait|s['’](?:est|était)|n['’](?:a|est)|"
    r"has|is|was|had|says|said|will)\s"
)
#: Words that open a sentence with a capital and name nobody.
OPENERS = frozenset(
    """
    a à ainsi alors après au aucun aucune aujourd'hui aussi autour autre autres aux avant avec beaucoup bien ce ceci
    cela celle celles celui certains certaines ces cet cette ceux chacun chacune chaque chez comme comment d dans de
    depuis des deux devant dix du durant elle elles en enfin ensemble ensuite entre est et face faut grâce hier huit
    il ils j je jamais jusqu l la là le lequel les leur leurs lors lorsque lui mais malgré même mieux moins n neuf ni
    non nos notre nous nouveau nouvelle on ont or ou où outre par parce parmi pas pendant personne peu plus plusieurs
    pour pourquoi près qu quand quant quatre que quel quelle quelques qui quiconque quoi reste rien s sa sans se selon
    sept ses seul seule si six son sous souvent sur ta tandis tel telle tous tout toute toutes très trois trop un une
    vers voici voilà vos votre vous y cinq question objectif
    the an in on at of for and but he she it they we you this that these those his her its our their after before as
    with by from to i what who when where why how there here not no if then so all some many more most one two three
    """.split()
)
#: Words in capitals that a newsroom sets over a text.
_RUBRICS = frozenset(
    """
    video videos reaction reactions portrait portraits reperes repere interview document documents direct live photo
    photos exclusif exclusive infographie infographies sondage temoignage temoignages analyse enquete reportage carte
    cartes entretien audio diaporama chronologie actualise actualisation infos info actu zoom recit decryptage edito
    editorial en tv ok top
    """.split()
)
_RUBRIC = re.compile(r"(?:[A-ZÀ-Þ]{5,}|[A-ZÀ-Þ]{4,} [A-ZÀ-Þ]{4,})(?: [A-ZÀ-Þ]{2,}){0,3}(?:\.|:| [-–:])(?= )")
_ALL_DAYS = frozenset().union(*NAMES_OF_DAYS.values())


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a text, as it stands and where: whether it `is_name` by its capital, and the languages in which it is a
    day or a month."""

    text: str
    start: int
    end: int
    is_name: bool
    days_in: tuple[str, ...]

    def kind(self, language: str) -> Literal["name", "date"] | None:
        """What the word is in a text of some language (ISO 639-1); None where it claims nothing."""
        if language in self.days_in:
            return "date"
        return "name" if self.is_name and language not in CAPITALISED_NOUNS else None


def mentions(text: str) -> Iterator[Mention]:
    """Words of a text that are names, days or months in some language, in reading order."""
    rubric = _RUBRIC.match(text)
    for match in WORD.finditer(text, rubric.end() if rubric else 0):
        word = match.group()
        if word.islower() and len(word) < 4 and word not in _ALL_DAYS:
            continue
        own = bare(word)
        days_in = tuple(language for language in NAMES_OF_DAYS if _is_day(own, language))
        is_name = own[:1].isupper() and _is_name(text, match, own)
        if days_in or is_name:
            yield Mention(word, match.start(), match.end(), is_name, days_in)


def _is_day(own: str, language: str) -> bool:
    if own.lower() not in NAMES_OF_DAYS[language]:
        return False
    # English writes its days and months with a capital: "may" and "march" in lower case are verbs.
    return language != "en" or own[:1].isupper() or own in ("yesterday", "tomorrow")


def _is_name(text: str, match: re.Match[str], own: str) -> bool:
    folded = fold(own)
    if folded in TITLES or len(own) == 1 or (own.isupper() and folded in _RUBRICS) or own.startswith(("I'", "I’")):
        return False
    if own != match.group() or not _SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]):
        return True
    if folded in OPENERS or parts(folded)[0] in OPENERS:
        return False
    # "Reims (Marne)": a word alone in brackets opens no sentence.
    in_brackets = text[max(0, match.start() - 1) : match.start()] == "(" and text[match.end() : match.end() + 1] in (
        ")",
        ",",
    )
    if own.isupper() or in_brackets:
        return True
    following = WORD.match(text, match.end() + 1)
    named = following is not None and following.group()[:1].isupper() and not ELISION.match(following.group())
    return named or _PREDICATE.match(text, match.end()) is not None
