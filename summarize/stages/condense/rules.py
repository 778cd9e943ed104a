"""The rules in their order, each applied as often as it fits, and what holds of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, replace

from ..speech import FIRST_PERSON, QUOTATION_MARK, QUOTED
from .grammar import (
    DETERMINERS,
    FIRST_MASK,
    MASK,
    RELATIVE,
    RESERVE,
    agree,
    any_of,
    has_finite,
    is_subject,
    lower_first,
    only_adds,
    starts_finite,
    upper_first,
    words_in,
)
from .wording import ARTICLES, DATE, DAY, plain_words, short_dates

#: Words that a condensed sentence must have, and one whose end is left out.
_FEWEST_WORDS, _FEWEST_BEFORE_END = 8, 10
#: Words of a clause that is told after "selon", and most words of who said it.
_FEWEST_TOLD, _LONGEST_SPEAKER = 6, 12
#: A quotation that starts a sentence of its own inside another.
_QUOTED_SENTENCE = re.compile(r'(?<=[^\W_]) ["«“]\s?[A-ZÀ-ÖØ-Þ][^\W_]* [^"»”]{30}')

_ASIDE = re.compile(r" \((?!\.\.\.|…)[^()]{1,80}\)")
_DASH = re.compile(r" [-–—] ")
_DASHED = re.compile(r" ([-–—]) [^-–—:;]{3,120} \1(?= )")
_LINKS = "également|par ailleurs|en effet|d'ailleurs|en outre|bel et bien|de son côté|pour sa part"
_THEIRS = "quant à lui|quant à elle|quant à eux|quant à elles|de leur côté|pour leur part"
_AUXILIARY = any_of("a|ont|avait|avaient|est|sont|était|étaient|sera|seront")
_BEFORE_PARTICIPLE = any_of(
    f"""{_LINKS}|{_THEIRS}|ainsi|notamment|donc|à son tour|dans la foulée|finalement|tout de même|toutefois|cependant|
    néanmoins|pourtant|alors|aussi|dans le même temps|au passage|en parallèle|
    lui aussi|elle aussi|eux aussi|d'abord|ensuite|tout d'abord|désormais"""
)
_ADVERB = re.compile(
    rf"\b({_AUXILIARY}(?: été)?) {_BEFORE_PARTICIPLE}(?= \w+(?:é|ée|és|ées|i|is|it|ie|u|us|ue|ert|erte)\b)"
)
_LINKING = re.compile(
    rf"(?<=\w)(?<!mais)(?P<open>,)? {any_of(f'{_LINKS}|{_THEIRS}')}(?P<close>,)?(?= [\w{MASK.pattern[1:-1]}])"
)
_CONNECTIVES = any_of(
    """Par ailleurs|En effet|Ainsi|D'ailleurs|En outre|De plus|Enfin|Pour l'heure|Pour le moment|Pour l'instant|À noter|
    De son côté|De leur côté|Quant à lui|Quant à elle|Quant à eux|En revanche|Toutefois|Cependant|Néanmoins|Pourtant|
    Malheureusement|Concrètement|Résultat|Du coup|Dès lors|Dans le détail|Dans la foulée|Dans le même temps|
    Et|Or|Mais"""
)
_CONNECTIVE = re.compile(
    rf"(?:{_CONNECTIVES}, ?|(?:Mais|Et|Or|Car) )"
    r"(?!(?:de|d'|pour cause|surtout|encore)(?: |(?<=')))(?=[^\W\d_])"
)
_STATEMENTS = any_of(
    "entretien|interview|communiqué|tweet|vidéo|lettre|déclaration|message|tribune|intervention|allocution"
)
_MEETINGS = any_of("entretien|interview|conférence|point|allocution|déplacement|visite")
_SPEECH_OCCASION = re.compile(
    rf"(?:Interrogée?s?|Invitée?s?|Dans (?:un|une|son|sa|cette|cet) {_STATEMENTS}|(?:Lors|Au cours) d'une? {_MEETINGS}|"
    r"Au micro|En conférence|Sur (?:Twitter|BFMTV|RTL|franceinfo|Europe 1|France Inter|CNews|Facebook|Instagram))\b"
)
_SAID = any_of(
    """déclaré|dit|expliqué|indiqué|précisé|affirmé|assuré|annoncé|rapporté|révélé|estimé|raconté|souligné|ajouté|
    confié|confirmé|relaté|rappelé|détaillé|témoigné|écrit"""
)
_SAYS = any_of(
    """déclare|déclarent|dit|explique|expliquent|indique|indiquent|précise|précisent|affirme|affirment|assure|assurent|
    annonce|annoncent|rapporte|rapportent|révèle|révèlent|estime|estiment|raconte|racontent|souligne|soulignent|ajoute|
    confie|confirme|confirment|relate|relatent|rappelle|détaille|témoigne|écrit|relaie|relaye"""
)
_ALSO = any_of("également|notamment|ainsi|par ailleurs|ensuite|aussi|d'ailleurs|en outre")
_SAYING = re.compile(rf"(?:(?:a|ont|avait|avaient) (?:{_ALSO} )?{_SAID}|{_SAYS})(?= )")
_ACCORDING = re.compile(r"(?:selon|d'après) (?!(?:lui|elle|eux|elles|moi|nous|vous)\b)")
_LEARNT = re.compile(rf"a-t-on appris (?:{DATE} )?(?:auprès )?(?P<article>du |des |de la |de l'|de )")
#: When, where and to whom something was said.
_OCCASION = re.compile(
    rf"(?:{DATE}|(?:à|auprès de) (?:l' ?AFP|BFMTV|franceinfo|RTL|la presse)|au Parisien|au micro d[^ ]+ [\w ]{{2,20}}|"
    rf"dans un communiqué|dans un tweet|sur (?:Twitter|son site|BFMTV|RTL|franceinfo|Europe 1|France Inter)|"
    rf"devant la presse|{_ALSO}|de son côté)(?![\w'-])"
)
_OCCASION_AFTER = re.compile(rf"(?: {_OCCASION.pattern})+$")
_SAID_BY_PRONOUN = re.compile(
    rf"(?:(?:a|ont|avait)(?:-t)?-(?P<has>ils?|elles?) (?:{_ALSO} )?{_SAID}|{_SAYS}(?:-t)?-(?P<says>ils?|elles?))"
    rf"(?: {_OCCASION.pattern})*$"
)
_STRESSED = {"il": "lui", "elle": "elle", "ils": "eux", "elles": "elles"}
_NAME_AFTER_NAME = re.compile(r"(?<=[\w-]) [A-ZÀ-ÖØ-Þ][\w-]*")
#: More than who said it.
_SAID_HOW = re.compile(
    r"\b(?:qui|que|dont|où|pour|avant|après|lors|dans|alors|en|sur|ce|cette|hier|aujourd'hui|sans|plus|dès|depuis|devant|"
    rf"par|via|peu|{DAY})\b|qu'|à \d|à [A-ZÀ-Þ]"
)
_DATE_OF_SAYING = re.compile(
    rf"\b((?:a|ont) {_SAID}) {DATE}(?= (?:que|qu'|avoir|être|à|dans|un|une|le|la|les|l'|son|sa)(?:\b|(?<=')))"
)
_TRAILING_PARTICIPLE = re.compile(
    r"(?!(?:avant|devant|pendant|durant|suivant|quant|autant|tant|maintenant|cependant)\b)\w+ant\b"
)
_ADDING = re.compile(r"(?:ce qui|y compris|notamment(?! \w+(?:é|ée|és|ées|i|is|u|us) ))\b")
#: What a last clause must not be left out for: figures, and who was hurt.
_TOLL = re.compile(r"\d|\b(?:tuant|mort|morte|morts|mortes|bless\w+|victimes?|décès|dégâts)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence while it is being condensed: its text with quotations masked and without its full stop, the
    quotations, the verb forms of the language."""

    text: str
    quotations: tuple[str, ...]
    verbs: Container[str]

    @property
    def pieces(self) -> list[str]:
        """What commas part."""
        return self.text.split(", ")

    def unmasked(self, text: str) -> str:
        """A part of this with its quotations."""
        return MASK.sub(lambda mask: self.quotations[ord(mask.group()) - FIRST_MASK], text)

    def has_finite(self, text: str) -> bool:
        """True where any word of a part of this may be a conjugated verb."""
        return has_finite(text, self.verbs)

    def starts_finite(self, text: str) -> bool:
        """True where a part of this begins with a conjugated verb."""
        return starts_finite(text, self.verbs)


def condense(sentence: str, verbs: Container[str]) -> str:
    """Shorten a French sentence by what can go, and name its source first.

    Args:
        sentence: one sentence, with straight apostrophes.
        verbs: conjugated forms, lower case; participles may be among them.

    Returns:
        The sentence, shorter where a rule fits.
    """
    quotations: list[str] = []

    def mask(match: re.Match[str]) -> str:
        quotations.append(match.group())
        return chr(FIRST_MASK + len(quotations) - 1)

    masked = QUOTED.sub(mask, sentence)
    has_end = masked.endswith(".") and not masked.endswith("..")
    if not has_end or QUOTATION_MARK.search(masked) or MASK.search(sentence):
        return sentence
    now = _Sentence(masked[:-1], tuple(quotations), verbs)
    for rule in _RULES:
        while (shorter := rule(now)) is not None and shorter != now.text:
            if len(words_in(now.unmasked(shorter))) < _FEWEST_WORDS:
                break
            now = replace(now, text=shorter)
    return now.unmasked(now.text) + "."


def _without_asides(s: _Sentence) -> str:
    """What stands in parentheses, or between two dashes, goes."""
    shorter = _ASIDE.sub("", s.text)
    return _DASHED.sub("", shorter) if len(_DASH.findall(shorter)) == 2 else shorter


def _without_connective(s: _Sentence) -> str:
    """What joins a sentence to the one before it, which the summary may lack, goes."""
    return upper_first(_CONNECTIVE.sub("", s.text, count=1)) if _CONNECTIVE.match(s.text) else s.text


def _without_speech_occasion(s: _Sentence) -> str | None:
    """ "Invité de RTL, le ministre a assuré que": where it was said goes."""
    first, *rest = s.pieces
    if not rest or not _SPEECH_OCCASION.match(first) or s.has_finite(first):
        return None
    words, joined = words_in(rest[0]), ", ".join(rest)
    has_subject = words and (words[0].lower() in DETERMINERS | {"il", "elle"} or words[0][0].isupper())
    return upper_first(joined) if has_subject and _SAYING.search(joined) and not s.starts_finite(rest[0]) else None


def _without_adverbs(s: _Sentence) -> str:
    """ "Il a également annoncé": adverbs that join sentences go."""

    def commas(match: re.Match[str]) -> str:
        return "" if match["open"] and match["close"] else match["open"] or match["close"] or ""

    return _LINKING.sub(commas, _ADVERB.sub(r"\1", s.text))


def _without_date_of_saying(s: _Sentence) -> str:
    """ "Il a annoncé mardi que": when it was said goes."""
    return _DATE_OF_SAYING.sub(r"\1", s.text)


def _with_short_dates(s: _Sentence) -> str:
    return short_dates(s.text)


def _in_plain_words(s: _Sentence) -> str:
    return plain_words(s.text)


def _without_apposition(s: _Sentence) -> str | None:
    """ "Le maire, élu en mars, a": what stands between a subject and its verb, set off on both sides, goes."""
    pieces = s.pieces
    for verb in range(2, len(pieces)):
        if not s.starts_finite(pieces[verb]):
            continue
        start = verb - 1
        while start > 0 and only_adds(pieces[start], s.verbs):
            start -= 1
        subject = next((i for i in range(start, verb - 1) if is_subject(pieces[i], s.verbs)), None)
        if subject is not None and agree(pieces[subject], pieces[verb]):
            return ", ".join([*pieces[:subject], f"{pieces[subject]} {pieces[verb]}", *pieces[verb + 1 :]])
    return None


def _without_end(s: _Sentence) -> str | None:
    """ "Un homme a été arrêté, ce qui": a last clause that only adds to the sentence goes."""
    *head, last = s.pieces
    joined = ", ".join(head)
    if len(words_in(s.unmasked(joined))) < _FEWEST_BEFORE_END or not s.has_finite(joined):
        return None
    goes_on = any(s.starts_finite(part) for part in last.split(" et ")[1:])
    if goes_on or RESERVE.search(last) or _TOLL.search(last) or len(words_in(head[-1])) < 3:
        return None
    return joined if RELATIVE.match(last) or _TRAILING_PARTICIPLE.match(last) or _ADDING.match(last) else None


def _source_first(s: _Sentence) -> str | None:
    """ "Un homme est mort, a indiqué mardi la police" to "Selon la police, un homme est mort"."""
    pieces = s.pieces
    for i in range(1, len(pieces)):
        saying = _SAYING.match(pieces[i]) or _ACCORDING.match(pieces[i]) or _LEARNT.match(pieces[i])
        if saying:
            source = _speaker(saying, pieces[i][saying.end() :].strip(), pieces[i + 1 :])
            # "France 3 Grand Est" holds no verb.
            has_verb = source and s.has_finite(_NAME_AFTER_NAME.sub("", source))
            return _told(source, ", ".join(pieces[:i]), s) if source and not has_verb else None
    said = _SAID_BY_PRONOUN.match(pieces[-1])
    return _told(_STRESSED[said["has"] or said["says"]], ", ".join(pieces[:-1]), s) if said else None


def _speaker(saying: re.Match[str], text: str, rest: list[str]) -> str | None:
    """Who said it, without when, where and to whom; None where that cannot be told, or where more hangs on it."""
    if any(_SAYING.match(piece) or RESERVE.match(piece) or MASK.search(piece) for piece in rest):
        return None
    if rest and saying.re is _ACCORDING:
        return None
    if article := saying.groupdict().get("article"):
        text = ("des " if text.startswith("sources ") else ARTICLES[article]) + text
    while match := _OCCASION.match(text):
        text = text[match.end() :].strip()
    text = _OCCASION_AFTER.sub("", text)
    words = words_in(text)
    if not words or len(words) > _LONGEST_SPEAKER or MASK.search(text) or re.search(r"[:;]", text):
        return None
    is_named = words[0][0].isupper() or words[0].lower() in DETERMINERS
    return text if is_named and not _SAID_HOW.search(text) else None


def _told(source: str, clause: str, s: _Sentence) -> str | None:
    """A clause after its source; None for one that is not whole, that is no third person's, or has a source."""
    whole, first = s.unmasked(clause), next(iter(words_in(clause)), "").lower()
    main = ", ".join(piece for piece in clause.split(", ") if not RELATIVE.match(piece))
    if len(words_in(whole)) < _FEWEST_TOLD or not s.has_finite(s.unmasked(main)):
        return None
    if re.search("[:;►]", clause) or _QUOTED_SENTENCE.search(whole) or FIRST_PERSON.search(whole):
        return None
    return (
        None if first in ("selon", "d'", "mais", "et", "car", "or", "si") else f"Selon {source}, {lower_first(clause)}"
    )


_RULES: tuple[Callable[[_Sentence], str | None], ...] = (
    _without_asides,
    _without_connective,
    _without_speech_occasion,
    _without_adverbs,
    _without_date_of_saying,
    _with_short_dates,
    _in_plain_words,
    _without_apposition,
    _without_end,
    _source_first,
)
