"""What a French or English sentence refers to that stands outside it: without that, it is not shown.

Input: a sentence, the text that will stand before it, and the article. Output: a stable code for the first reference
that finds nothing, or None. The codes: link ("Mais", "également"), comment ("Une décision saluée"), demonstrative
("Cet accident"), pronoun ("ils", "l'a", "sa"), noun ("La victime a"), name ("M. Durand", "Durand"), time
("trois jours plus tard"), answer (a question's, without it). A rule that is unsure says that something is missing:
another sentence is then taken, which costs little. An article's first sentence was written to open it, and to pass it
over costs the news: a link inside it is no reference.
"""

from __future__ import annotations

import re

from ..text import french
from ..text.dates import FRENCH_WEEKDAY, MONTHS, WEEKDAYS
from ..text.document import Document
from ..text.quotations import HEAD, without_speech
from ..text.words import WORD, has_stem
from .english import above, english_dangling
from .known_nouns import WHEN, is_uncounted, is_unknown, opens_clear
from .missing_names import denies_unsaid, is_of_another, is_unnamed, missing_name, opens_with_name
from .pointing import goes_on, points_at_page

#: Languages whose references are looked at; of others, a sentence up to the end of its first clause at most.
RULED = frozenset({"fr", "en"})

#: First characters of a sentence by which it is found in its article: it may be shown without its end; characters of a
#: line from which on it is no title.
_START, _MOST_TITLE = 40, 200

_FINITE = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.FINITE)})(?![\w'-])|\b(?:l|s|n|m|t)'(?:a|ont|est|avait|avaient|était)\b"
)
_VERB = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.VERBS)})(?![\w'-])|"
    r"\b(?:l|s|n|m|t)'(?:a|ont|est|avait|avaient|était)\b|\b\w{2,}(?:ait|aient|era|eront|erait)\b|"
    r"^imagin(?:ez|ons)\b"
)
_SUBORDINATE = re.compile(r"(?:alors|après|avant|bien|dès|depuis|lors|tandis|pendant) ?qu|(?:si|s'|quand|comme|lorsqu)")
#: Who reports, in front: no antecedent of anything.
_ATTRIBUTION = re.compile(r"^(?:selon|d'après|comme|interrogée?s?|invitée?s?|sur|dans) [^,]{1,80}, ")
_HEAD_ENDS = r"(?![\w'’-])(?! (?:que|qu'|comme)\b)(?! [A-ZÀ-Þ])"
_AT_HEAD = re.compile(
    rf"(?:{french.one_of(french.LINKS_AT_HEAD)}){_HEAD_ENDS}|"
    rf"(?:{french.one_of(french.LINKS_WITHOUT_COMPLEMENT)})\b(?! (?:de|du|des|à|aux?)\b| d')|"
    r"(?:cela|ça|ceci|voilà|voici)\b(?!(?: f\w+)? (?:\w+ ){1,3}(?:jours|semaines|mois|ans|années)\b)"
)
_AT_LATER_HEAD = re.compile(rf"(?:{french.one_of(french.LINKS_AT_LATER_HEAD)}){_HEAD_ENDS}")
_ADDS = re.compile(r"mais |même (?:(?:l[ea]s?|une?|des) |l')|(?:pour|malgré|outre) (?:\w+ ){0,2}(?:à )?cela,")
_INSIDE = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.LINKS_INSIDE)})(?![\w'-])|"
    r"(?<![\w-])(?:a|ont|avait|avaient|est|sont|était|étaient) (?:alors|ainsi) (?!que\b|qu')|"
    r"^(?!.*\bl'une?\b|.*\bun côté\b).*(?<![\w'-])l'autre(?![\w'-])"
)
_POINTS_BACK = re.compile(rf"(?<![\w'-])(?:{french.one_of(french.POINTING_BACK)})(?![\w'-])")
_RELATIVE_LINK = re.compile(
    rf"(?<![\w'-])(?:(?:{french.one_of(french.RELATIVE_LINKS)})(?! (?:de|du|des)\b| d')|"
    r"peu (?:après|avant)(?! (?:\d|\w+ heures?\b|(?:l[ea]s?|son|sa|ses|leurs?|une?|que|midi|minuit)\b|l'|qu'))|"
    r"(?<!au )(?<!le )plus t(?:ôt|ard)(?! (?:que (?:prévu|jamais)|ce)\b| que d'))(?![\w'-])"
)
_COMMENT = re.compile(rf"une? (?:nouve\w+ |véritable |autre |vraie? )?(?:{french.one_of(french.COMMENTS)})s?\b")
_RELATIVE = re.compile(r"\b(?:qui|que|qu'|dont|où)\b.*")
_TIME_NOUNS = (
    "matin|matinée|soir|soirée|nuit|midi|après-midi|jour|semaine|week-?end|mois|année|été|hiver|printemps|automne|"
    "saison|début|fin|siècle|trimestre|semestre|rentrée|mi-journée|fois|genre|type|"
    + "|".join((*WEEKDAYS["fr"], *MONTHS["fr"]))
)
_NEAR_TIME = re.compile(
    rf"(?:(?:{_TIME_NOUNS})s?|\d+(?:er)? \w+|(?:derni|proch|premi)\w+ (?:\w+ )?(?:jours|heures|semaines|mois|ann\w+|"
    r"temps|week-?ends|saisons|décennies|minutes))\b"
)
_DEMONSTRATIVE = re.compile(r"(?<![\w'-])(ce|cet|cette|ces) (?!que\b|qu'|qui\b|dont\b|à quoi|sera\b|sont\b|n'|ne\b)")
_LATTER = re.compile(
    r"(?<![\w'-])(?:ce dernier|cette dernière|ces derniers|ces dernières|celui-ci|celle-ci|ceux-ci|celles-ci)(?![\w-])"
    r"(?! (?:jours|mois|temps|semaines|années|heures))"
)
_LATER = re.compile(
    r"(?<![\w'-])(?:(?:quelques|plusieurs|deux|trois|quatre|cinq|six|sept|huit|dix|une?|\d+) "
    r"(?:minutes?|heures?|jours?|semaines?|mois|ans?|années?|décennies?|siècles?) (?:plus (?:tôt|tard)|auparavant|"
    r"après(?=,))|à l'époque(?! (?:où|de|du|des)\b| d'))\b"
)
_PRONOUN = re.compile(r"(?<![\w'-])(ils?|elles?)(?![\w'-]| aussi\b)")
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?)(?![\w-])")
_STRESSED = re.compile(
    r"\b(?:selon|pour|avec|chez|contre|entre|d'après|sur|à|par|de) (?:lui|elles?|eux)(?![\w'-])|\bd'(?:eux|elles?)\b"
)
_POSSESSIVE = re.compile(r"(?<![\w'-])(son|sa|ses|leurs?)(?= (?!a\b|ont\b|avai|est\b|sera\b))")
_CLITIC = re.compile(
    r"(?<![\w'-])(?:l'(?:a|ont|avait|avaient|aura|auront|aurait|auraient|est|accuse|a-t)|"
    r"(?:les|lui|leur|le|la|en) (?:a|ont|avait|avaient|aura|aurait|est|était|fait|reproche|demande)|"
    r"s'en (?:défend|félicite|réjoui[st]|inquiète|plaint|amuse|émeut|indigne)(?:nt|ssent)?|"
    r"(?:lui|leur) (?:répond|rétorque|réplique|lance|dit|promet|explique)(?:nt|ent)?|"
    r"(?<!il )(?<!n')y (?:a|ont|est|sont|avait|était))(?![\w'-])"
)
#: "Anne Roux les monte": what things, where no plural stands before it. "Le Mans les 3 et 4 mai" and "Paris les cinq
#: juges" have none.
_THEM = re.compile(
    r"[A-ZÀ-Þ][\w-]+ les (?![\w'-]*[sx](?![\w'-]))(?!(?:quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille|quelque|sans)\b)[a-zà-ÿ][\w'-]*"
)
_PLURAL = re.compile(r"(?<![\w'-])(?:les|des|ces|ses|leurs|plusieurs|quelques|deux|trois|quatre|\d+) [^\W\d_]+[sx]\b")
#: What "y" may stand for.
_PLACE = re.compile(r"(?:^|(?<=\s))(?:à|au|aux|en|dans|sur|chez|de|du) (?:la |le |les |l')?[A-ZÀ-Þ]\w")
_IT_IS = re.compile(r"(?:c'(?:est|était)|ce (?:sera|sont|n'est)) ")
_CLEFT = re.compile(r"\b(?:que|qu'|qui|dont|où)\b|(?<=qu)'|:")
_PREPOSITION = re.compile(
    rf"(?:à|au|aux|dans|en|sur|sous|selon|d'après|pour|par|depuis|pendant|durant|avant|après|lors|dès|chez|avec|sans|"
    rf"malgré|contre|vers|face|grâce|le \d|hier|aujourd'hui|déjà|né|née|âgé|âgée|\w+és?|\w+ées?|"
    rf"{FRENCH_WEEKDAY})(?![\w'-])"
)
#: "Un succès qu'il doit à son père, explique-t-il": said of what stands before, no statement of its own.
_GLOSS = re.compile(r"une? [\w-]+(?: [\w-]+)? (?:qu'|que |dont |où )(?:ils?|elles?)\b")
#: A question that stands before it, as one.
_OPEN_QUESTION = re.compile(
    r"(?:^|, )la question (?:reste|restait|demeure|se pose|est posée|mérite|n'est pas tranchée)\b(?! de\b)"
)
#: What is always something said before, whatever follows it.
_POINTS = re.compile(
    r"(?:point|sujet|dossier|question|mesure|décision|proposition|affaire|commune|localité|municipalité)s?\b"
)
#: ", poursuit la RATP": said after something else that was said.
_GOES_ON = re.compile(r", (?:(?:a|ont) (?:poursuivi|renchéri|enchaîné)|(?:poursuit|renchérit|enchaîne)(?:-t-)?)\b")
#: A source that the sentence does not make clear: "d'après le rapport, …".
_SOURCE = re.compile(
    r"(?<![\w'-])(?:selon|d'après) (?:(?:le|la|les) |l')(sites?|organisations?|associations?|ong|étude|enquête|rapport|"
    r"document|communiqué|sondage|texte)(?=[,.;]|$)"
)
#: What goes on a sentence before it, which is no statement of its own: a number, or a noun with a clause and no verb.
_FRAGMENT = re.compile(
    r"(?:soit (?:plus|moins|près|environ|quelque|\d|une?\b)|autant d(?:e |')|le temps (?:pour|que) |le genre d(?:e |')|"
    r"histoire d(?:e |')|de quoi |ce qui (?!.*(?:\b(?:est|sont|reste)\b|'est\b|:)))"
)
_WITH_CLAUSE = re.compile(r"(?:une?|des) [\w-]+(?: [\w-]+| de [\w-]+)? (?:qui|dont) ")
_LINK = re.compile(
    r"c'est (?:qu'|ce (?:qu[ei']|dont\b)|aussi|également|d'ailleurs)|depuis,|"
    r"(?:rien de )?tout (?:cela|ça)\b|ni l'une? ni l'autre\b|aucune? des deux n|[\w ]{4,12} d'entre (?:eux|elles)\b|"
    rf"tou(?:s|tes)(?: deux)? (?:(?:{french.one_of(french.FINITE)}|se|en|y|ne)\b|[sn]')"
)
#: Of another day than the one that the text before tells of.
_OTHER_DAY = re.compile(rf"(?:la veille|l'avant-veille|le (?:sur)?lendemain)\b(?! de\b| du\b| d')|{_LATER.pattern}")
_NOMINAL = re.compile(r"(?<![\w'-])(?:un|une|des|le|la|les|l'|du|plusieurs|quelques|deux|trois|\d+)[ ']?\w")


def dangling(sentence: str, before: str, article: Document, *, follows: bool, is_title: bool = False) -> str | None:
    """The first reference of a sentence that finds nothing, as a code; None where it stands by itself.

    Args:
        sentence: of the article, or of a candidate summary.
        before: the text that stands before it in the summary; "" for none.
        article: where names are given in full.
        follows: whether the article's sentence right before it is the last one of `before`, so that pronouns and links
            find what they refer to.
        is_title: whether the last one of `before` is the article's title, which names people and things, but tells of
            no day and counts nobody.
    """
    if points_at_page(sentence, article.language):
        return "link"
    if article.language not in RULED:
        return "link" if not follows and goes_on(sentence, before, article) else None
    if article.language == "en":
        return english_dangling(sentence, before, article, follows=follows)
    bare = HEAD.sub("", without_speech(sentence.replace("’", "'"))).strip()
    if not bare:
        return None
    if name := missing_name(bare, before, article):
        return name
    if not follows:
        return _french(bare, before, is_first=not before and _is_first(sentence, article))
    return _after_title(bare, before) if is_title else "noun" if is_unnamed(bare, before) else None


def _after_title(text: str, before: str) -> str | None:
    """What a sentence refers to that its title does not say, as a code."""
    lower = text[:1].lower() + text[1:]
    if _OTHER_DAY.match(lower):
        return "time"
    if _ADDS.match(lower):
        return "link"
    if _FRAGMENT.match(lower) or _is_clause_alone(lower):
        return "comment"
    if re.match(r"(?:ce dernier|cette dernière|celui-ci|celle-ci)\b", lower):  # one of two that a title may name
        return "pronoun"
    return "noun" if is_uncounted(lower, before) or is_unnamed(lower, before) else None


def _is_first(sentence: str, article: Document) -> bool:
    """True for an article's first sentence, which may stand below its title."""
    titles, line = above(sentence[:_START], article)
    return titles is not None and not line and all(len(title) < _MOST_TITLE for title in titles)


def _french(text: str, before: str, *, is_first: bool) -> str | None:
    lower = text[:1].lower() + text[1:]
    if _AT_HEAD.match(lower) or _ADDS.match(lower) or (_is_unsaid if is_first else _AT_LATER_HEAD.match)(lower):
        return "answer" if re.match(r"(?:oui|non|si)\b", lower) else "link"
    if _POINTS_BACK.search(lower) or _GOES_ON.search(lower) or (_adds_more if is_first else _INSIDE.search)(lower):
        return "link"
    for pattern, code in ((_RELATIVE_LINK, "link"), (_LATER, "time")):
        link = pattern.search(lower)
        is_inside = link is not None and lower[: link.start()] not in ("", "un peu ")
        if link and not (is_inside and (is_first or WHEN.search(lower, 0, link.start()))):
            return code
    if _is_comment(lower) or _GLOSS.match(lower):
        return "comment"
    is_unsaid = denies_unsaid(lower, before) or ((source := _SOURCE.search(lower)) and not has_stem(source[1], before))
    if is_unsaid or is_uncounted(lower, before) or _OPEN_QUESTION.search(lower) or is_unnamed(lower, before):
        return "noun"
    if _LINK.match(lower):
        return "link"
    if (match := _IT_IS.match(lower)) and not _CLEFT.search(lower, match.end()):
        return "demonstrative"
    if lower.startswith("il s'agi") or _THAT.search(lower) or (before and _SPEAKER_BEFORE.search(lower)):
        return "pronoun"
    if is_first and _TOLD_BEHIND_COLON.match(lower):
        return None
    return _demonstrative(lower, before) or _pronoun(lower) or ("noun" if is_unknown(lower, before) else None)


def _is_unsaid(lower: str) -> bool:
    """True for "les deux rappeurs" without a name or clause, up to the verb, that says which; "celui de Brest"."""
    if pair := re.match(r"les deux [^,:;]+", lower):
        return not _SAYS_WHICH.search(_VERB.split(pair.group(), maxsplit=1)[0])
    return re.match(r"enfin,|c(?:elui|elles?|eux)(?:-ci|-là)?(?![\w'-])(?! (?:qui|que|dont)\b| qu')", lower) is not None


def _adds_more(lower: str) -> bool:
    """True where a sentence says one thing more by its first verb: "Le rassemblement visait également à …"."""
    more = re.search(r"(?<!mais )(?<!et )\b(?:également|par ailleurs)\b(?!\.|$)", lower)
    return more is not None and not _VERB.search(lower[: more.start()].rsplit(" ", 4)[0])


_SAYS_WHICH = re.compile(r"[A-ZÀ-Þ]|\b(?:qui|que|dont|les plus)\b|\bqu'")
#: "Il tirait sur les passants : un homme de 47 ans a été arrêté", "Le bilan s'alourdit : 211 morts".
_TOLD_BEHIND_COLON = re.compile(
    r"(?:il\b[^:]* ?: (?:un |[A-ZÀ-Þ])|elle\b[^:]* ?: (?:une |[A-ZÀ-Þ])|"
    r"(?:ils|elles)\b[^:]*: (?:(?:près de |plus de |environ |quelque )?(?:\d|deux|trois|quatre|cinq|six)|des |"
    r"les (?:\w+ )?[A-ZÀ-Þ])|"
    r"(?:(?:le|la) |l')(?:bilan|décision|verdict|nouvelle|annonce|jugement)\b[^:]* : )"
)
_THAT = re.compile(
    r"^(?:\S+ ){0,5}(?:que|si|comme|car|et|mais|pour|avec|de|à|sans|malgré) (?:cela|ça)\b|^c'est-à-dire\b"
)
#: ", a-t-il prévenu": whoever spoke in the sentence before, which is not always the last one named.
_SPEAKER_BEFORE = re.compile(r"(?:^|[,;…]|\s\s)\s*\w+-(?:t-)?(?:il|elle)s?\b[^?]*$")


def _is_comment(lower: str) -> bool:
    if _FRAGMENT.match(lower) or _is_clause_alone(lower):
        return True
    match = _COMMENT.match(lower)
    return match is not None and not _FINITE.search(_RELATIVE.sub("", lower[match.end() :]))


def _is_clause_alone(lower: str) -> bool:
    """True for a noun with a clause and no verb of its own: "Un survol qui relance le débat"."""
    clause = _WITH_CLAUSE.match(lower)
    return clause is not None and len(_VERB.findall(lower, clause.end())) < 2


def _demonstrative(lower: str, before: str) -> str | None:
    for match in _DEMONSTRATIVE.finditer(lower):
        rest = lower[match.end() :]
        if _NEAR_TIME.match(rest) or _LATTER.match(lower, match.start()):
            continue
        noun = WORD.search(rest)
        earlier = _ATTRIBUTION.sub("", lower[: match.start()], count=1)
        if (re.search(r"(?<=.)[A-ZÀ-Þ]\w", earlier) and not _POINTS.match(rest)) or (
            earlier and re.match(r"[\w'-]+(?: \w+){0,2} (?:de |d'|du |des |de l'|de la )[A-ZÀ-Þ]", rest)
        ):
            continue
        if noun and not has_stem(noun.group(), lower[: match.start()] + " " + before):
            return "demonstrative"
    latter = _LATTER.search(lower)
    return "pronoun" if latter and not _has_subject(lower[: latter.start()]) else None


def _pronoun(lower: str) -> str | None:
    for match in _PRONOUN.finditer(lower):
        if match[1] == "il" and _is_impersonal(lower[match.end() :]):
            continue
        in_front = _SUBORDINATE.match(lower) is not None and _is_told_after(lower, match)
        if not _has_subject(lower[: match.start()]) and not in_front:
            return "pronoun"
        break
    first = _INVERTED.search(lower)
    if first and not _has_subject(lower[: first.start()].rsplit(", ", 1)[0].replace('"…"', "")):
        return "pronoun"
    is_general = lower.startswith("il ") and _is_impersonal(lower[3:])
    for pattern in (_STRESSED,) if is_general else (_STRESSED, _POSSESSIVE):
        found = pattern.search(lower)
        is_source = found is not None and found.group().startswith(("selon", "d'après"))
        if found and not _has_nominal(lower[: found.start()]) and (is_source or not _is_told_after(lower, found)):
            return "pronoun"
    clitic = _CLITIC.search(lower)
    earlier = lower[: clitic.start()] if clitic else ""
    if clitic and not (_VERB.search(earlier) or "d'avoir " in earlier) and " : " not in lower[clitic.end() :]:
        is_place = clitic.group().startswith("y") and _PLACE.search(earlier)
        return None if is_place else "pronoun"
    them = _THEM.search(lower)
    is_told = them is None or _PLURAL.search(lower, 0, them.start())
    return "pronoun" if is_of_another(lower) or not is_told else None


def _is_impersonal(rest: str) -> bool:
    words = re.findall(r"[\w'-]+", rest.lower())[:4]
    if words[:1] == ["n'y"] or (words and words[0] in french.IMPERSONAL):
        return True
    return any(w in ("est", "était", "sera", "serait", "a", "n'est", "avait") for w in words[:2]) and any(
        w in french.IMPERSONAL_ADJECTIVES or w in french.IMPERSONAL for w in words[1:]
    )


def _has_nominal(before: str) -> bool:
    """True where a noun or name that a pronoun may stand for comes before it."""
    return bool(_NOMINAL.search(before) or re.search(r"^[A-ZÀ-Þ]|[A-ZÀ-Þ]\w", before)) or opens_with_name(before)


def _has_subject(before: str) -> bool:
    """True where a clause with its own subject, or one that is no phrase of place, time or source, comes before."""
    if not before.strip():
        return False
    finite = _FINITE.search(before)
    if finite:
        return _has_nominal(before[: finite.start()]) or _has_nominal(before[finite.end() :])
    return (
        not _PREPOSITION.match(before.lower())
        and _has_nominal(before)
        and bool(re.match(r"(?:une?|des|les?|la|l'|\d|[A-ZÀ-Þ])", before))
    )


def _is_told_after(lower: str, match: re.Match[str]) -> bool:
    """True where a phrase in front has the pronoun and the main clause then names what it stands for ("Dans son
    rapport, la Cour")."""
    if _VERB.search(lower[: match.start()]):
        return False
    if _SUBORDINATE.match(lower):
        return bool(re.search(r", [A-ZÀ-Þ]\w", lower[match.end() :]))
    comma = lower.find(", ", match.end())
    if comma < 0:
        return False
    subject = lower[comma + 2 :]
    is_plural = match.group().strip() in ("leur", "leurs", "ils", "elles") or match.group().endswith("eux")
    if is_plural:
        return bool(re.match(r"(?:les|des|plusieurs|deux|trois|[A-ZÀ-Þ])", subject))
    return opens_clear(subject) and bool(re.match(r"(?:le|la) |l'|[A-ZÀ-Þ]", subject))
