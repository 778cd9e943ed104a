"""The subject of a long French sentence with what became of it, where the asides between the two are cut out.

Input: a sentence and a number of words. Output: its first words and those from its verb on, "…" between the two; None
where the subject is short, or it is unsure that the verb is the subject's. Or its main clause, where a circumstance
that stands before it leaves no room for its verb.
"""

from __future__ import annotations

import re

from ..text import french
from ..text.dates import FRENCH_WEEKDAY
from ..text.number_words import FIGURES
from .trimming import broken_off

#: What a sentence begins with whose subject stands in front: a determiner, a number, a name; no time.
_SUBJECT = re.compile(
    rf"(?!L[ea] (?:\d|{FRENCH_WEEKDAY}|lendemain|veille|semaine|nuit|mois|week-end)|"
    r"L['’](?:an|année|été|hiver|automne)\b|(?:[\w-]+ ){1,2}(?:ans?|années?|mois|semaines?|jours?|heures?|minutes?) "
    r"(?:après|avant|plus)\b)(?:L[ea]s?|Une?|Des|Son|Sa|Ses|Leurs?|Plusieurs|Quelque|\d+|MM?\.|Mmes?|"
    rf"[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ][\w-]+|[A-Z]{{2,}}|{'|'.join(word.capitalize() for word in FIGURES if word.isalpha())}) |"
    r"L['’]"
)
#: The verb that a subject waits for; each of these is a verb and nothing else.
_VERB = re.compile(
    r"(?:(?<=(?P<comma>,)) | )(?=(?:n['’])?(?:a|ont|est|sont|avait|avaient|était|étaient|aura|auront|aurait|auraient|"
    r"sera|seront|serait|seraient|va|vont|doit|doivent|devra|devront|peut|peuvent|s['’]est|se sont|"
    r"\w{2,}[ei](?:ra|ront)|(?:ne |n['’])\w+ (?:pas|plus|jamais|rien))\s)"
)
#: Opens a clause with a verb of its own.
_CLAUSE = re.compile(
    r"(?<![\w'’-])(?:qui|que|dont|où|l(?:a|es)quel\w+|lequel|auxquel\w+|si|quand|comme|lorsque|tandis|alors|parce|puisque|"
    r"ce)(?![\w-])|(?<![\w-])(?:lors|puis)?qu['’]|(?<![\w-])s['’]ils?\b",
    re.IGNORECASE,
)
_FORM = rf"(?:{french.one_of(french.FINITE | french.PRESENT)}|\w{{2,}}(?:ait|aient|[ei]ra|[ei]ront))(?![\w'’-])"
_OTHER_VERB = re.compile(rf"(?<![\w'’-]){_FORM}")
#: A verb in a phrase that may be long, a pronoun or "n'" before it.
_ANY_VERB = re.compile(rf"(?<![\w'’-])(?:[sn]['’])?{_FORM}")
#: When or in view of what a thing happens: no condition, source or aim, without which it may not be true.
_CIRCUMSTANCE = re.compile(
    r"(?:[ÀA] (?:la veille|l['’](?:occasion|approche)|(?:quelques|une?|deux|trois|\d+) (?:jours?|semaines?|mois)) d|"
    r"Au lendemain d|Face (?:à|aux?) |Alors qu|Tandis qu|Malgré |Par souci d|Craignant )[^,]*, "
)
#: ", a annoncé le club" may be said of the whole sentence; ", a annoncé qu'il" is the subject's.
_REPORTS = re.compile(
    rf"(?:a|ont|avait|avaient)(?: \w+)? (?:{french.one_of(french.SAYING)})"
    rf"(?! (?:{FRENCH_WEEKDAY} )?(?:qu['’e]|s(?:on|a|es)\b))"
)
#: An aside that says how far the rest is true is not cut out.
_LIMITS = re.compile(
    r"(?<![\w'’-])(?:sauf|hormis|excepté\w*|hors|à l['’]exception|à moins|à condition|sous (?:\w+ )?réserve|"
    rf"présumée?s?|selon|d['’]après|pas|non|jamais|parodi\w+|ficti\w+|satiri\w+|imaginaires?|{french.FALSE})(?![\w-])",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…]) ")
#: Words that are shown from the verb on, at least, where there are so many.
_FEWEST = 8
#: Words of the shortest subject that loses a participle.
_LEAST_SUBJECT = 3


def with_predicate(sentence: str, most: int) -> str | None:
    """A sentence as its subject and its predicate in at most `most` words; see the module.

    Args:
        sentence: a French one.
        most: words by spaces, at least twelve.
    """
    verb = _verb_of(sentence) if _SUBJECT.match(sentence) else None
    if verb is None or len(sentence[: verb.end()].split()) < len(broken_off(sentence, most).split()):
        return None
    subject, _, aside = sentence[: verb.start()].rstrip(",").partition(", ")
    if _LIMITS.search(aside):
        return None
    told = _END.split(sentence[verb.end() :], maxsplit=1)[0]
    room = max(_FEWEST, most - len(subject.split()))
    told = told if len(told.split()) <= room else broken_off(told, room)
    room = most - len(told.split())
    if len(subject.split()) > room:
        return None if _LIMITS.search(subject) else f"{_broken_off(subject, room)} {told}"
    return f"{subject}{'…' if aside else ''} {told}"


def has_main_verb(text: str) -> bool:
    """True where a verb stands outside of the clauses of "qui", "que" and the like."""
    clauses = _CLAUSE.findall(text)
    verbs = _ANY_VERB.findall(text)
    return len(verbs) > len(clauses) or _ANY_VERB.search(_CLAUSE.split(text, maxsplit=1)[0]) is not None


def main_clause(sentence: str, most: int) -> str | None:
    """What stands behind the circumstance that a long sentence begins with; None where its first `most` words have a
    verb of their own, or it is unsure where the main clause begins."""
    circumstance = _CIRCUMSTANCE.match(sentence)
    if circumstance is None or has_main_verb(broken_off(sentence, most)) or _LIMITS.search(circumstance.group()):
        return None
    main = sentence[circumstance.end() :]
    main = main[:1].upper() + main[1:]
    return main if _SUBJECT.match(main) and has_main_verb(main.partition(",")[0]) else None


def subject_of(sentence: str) -> str | None:
    """What a sentence begins with up to its first comma, where its subject is there; else None."""
    return sentence.partition(",")[0] if _SUBJECT.match(sentence) else None


def _broken_off(subject: str, most: int) -> str:
    """A subject's first words, without a participle whose "par" is cut off ("Le débat voulu par l'Élysée")."""
    shown = broken_off(subject, most)
    words, count = subject.split(), len(shown.split())
    is_open = words[count : count + 1] == ["par"] and re.search(r"(?:é|u|i[st]?)e?s?$", words[count - 1])
    return broken_off(subject, count - 1) if is_open and count > _LEAST_SUBJECT else shown


def _verb_of(sentence: str) -> re.Match[str] | None:
    """Where the predicate begins of the subject that stands in front; None where that is unsure."""
    for verb in _VERB.finditer(sentence):
        *asides, last = sentence[: verb.start()].rstrip(",").split(", ")
        is_behind = verb["comma"] is not None
        if not is_behind and asides and _CLAUSE.search(last):
            continue  # the verb of "qui"
        outside = " ".join(asides if _CLAUSE.search(last) and asides else (*asides, last))
        is_sure = not _CLAUSE.search(outside) and not _OTHER_VERB.search(outside) and is_behind == bool(asides)
        is_report = is_behind and _REPORTS.match(sentence, verb.end())
        return verb if is_sure and not is_report else None
    return None
