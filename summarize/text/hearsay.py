"""The French conditional of hearsay: "Le maire aurait reçu un don" tells what others say, and no condition.

`as_hearsay` says it in words ("a apparemment reçu"), which translators keep; `hearsay_in` finds it. Both leave a
sentence alone that holds what makes a conditional a true one: a condition ("si", "sans"), a supposition, a wish, a
speaker who speaks of himself ("ma voix aurait"), another conditional verb ("signifierait").
"""

from __future__ import annotations

import re

#: What makes a conditional of the sentence a true one.
_TRUE = re.compile(
    r"\b(?:si|sinon|sans|sauf|jamais|imagin\w+|pourrai\w+|devrai\w+|faudrai\w+|sondages?|preuves?|cru|crai(?:gn|nt)\w*|"
    r"redout\w+|(?:croy|pens|espér)(?:ai\w+|e|ent|ons)|souhait\w+ qu\w*|bien passée?|on aurait|"
    r"(?:selon|d['’]après) (?:la|une|cette) (?:hypothèse|théorie))\b|^avec\b|\bs['’]ils?\b|"
    r"\brumeurs?\b.{0,40}\b(?:selon|que|qu['’])|\b(?!aurai|serai)\w+[eid]rai(?:en)?t\b",
    re.IGNORECASE,
)
#: What opens a sentence on what would have been. "Sans" and "avec" further on say how something was done.
_CONDITION = re.compile(
    r"[\W_]*(?:sans (?!doute)|faute d|si (?!bien)|s['’]ils?\b|en d['’]autres temps|(?:avec |à )?(?:une?|quelques) \w+ "
    r"(?:de plus|près|plus tôt|plus tard)|une? tel(?:le)? \w+ (?:\w+ )?(?=aurai)|avec (?:une?|des|son|sa|leurs?) "
    r"[^,;:]{1,60}, [^,;:]{1,60} aurai(?:en)?t (?:survécu|évité|été (?:sauvé|évité|épargné))e?s?\b)",
    re.IGNORECASE,
)
_NOT_DONE = r"(?:bloqué|rejeté|refusé|retiré|abandonné|annulé|invalidé|repoussé|avorté|enterré|censuré|déjoué)e?s?\b"
_PLAN = (
    r"\b(?:accord|fusion|amendement|projet|réforme|loi|texte|plan|mesure|rachat|contrat|traité|offre|proposition|"
    r"article|décret|attentat|attaque|taxe)s?\b"
)
#: What came to nothing, whom a rule would not have concerned, the age of somebody dead, and a future of the past:
#: "aurait" tells what would have been.
_CAME_TO_NOTHING = re.compile(
    rf"{_PLAN}[^,;:]{{0,60}}, (?:\w+ment )?{_NOT_DONE}[^,;:]{{0,60}}, (?:aurai|se serai)|"
    rf"^{_NOT_DONE}[^,;:]{{0,60}}, (?:l[ea]s? |l['’]|ce |cet |cette |un |une ){_PLAN}[^;:]{{0,60}} aurai|"
    rf"{_PLAN}[^,;:]{{0,60}} aurai(?:en)?t\b[^,;:]{{1,90}}, mais [^;:]{{0,60}}(?:\bl['’](?:a|ont)|(?:a|ont) été) "
    rf"(?:\w+ment )?{_NOT_DONE}|"
    r"\bn['’]aurai(?:en)?t pas été (?:concerné|soumis)e?s?\b|"
    r"\baurai(?:en)?t (?:eu|fêté|célébré|soufflé) (?:ses )?\d{1,3} (?:ans|bougies)\b(?! (?:en plein|malgré|avec|au|à|"
    r"lors|quand|sans|chez|dans (?:une?|l[ea]|son|sa)) )|"
    r"(?:annoncé|déclaré|promis|assuré|affirmé) qu['’](?:ils?|elles?) aurai(?:en)?t [^,;:]{1,60} (?:d['’]ici|"
    r"avant (?:Noël|l['’]été|la fin|la rentrée|fin|le \d|20\d\d))\b",
    re.IGNORECASE,
)
#: The words for hearsay in English that stand before what can follow "would have".
_REPORTEDLY = re.compile(
    r"\b(?:(?:(?P<is>was|were|is|are)|has|have|had) )?(?:reportedly|apparently) (?=(?:\w+ed|been|(?(is)\d+|been))\b)"
)
_REPORTEDLY_NOT = re.compile(r"\b(?:was|were) (?:reportedly|apparently) not\b")
#: Who speaks of himself, or to somebody, does not report hearsay.
_SPEAKER = re.compile(r"\b(?:moi|toi|nous|vous|mon|ma|mes|notre|nos|je(?= )|(?-i:me)(?= ))\b|\b[jm]['’]", re.IGNORECASE)
#: What is quoted and holds no such conditional itself: whose "je" it holds does not matter.
_QUOTED = re.compile(r"[\"«“](?:(?!(?:aur|ser)ai)[^\"»”])*(?:[\"»”]|$)", re.IGNORECASE)
#: What stands behind "aurait" in a true conditional, a future of the past or a phrase.
_NOT_AFTER = (
    r"(?! (?:pas |été |bien )*(?:dû|pu|voulu|aimé|préféré|souhaité|fallu|lieu|mérité|capable|possible|"
    r"impossible|contraire|préférable|nécessaire|utile|inutile|facile|difficile|logique|normal|suffisant|mieux|plus|trop|bien|une?|du|lui|le|la|en|à|"
    r"de)\b)"
)
_BETWEEN = r"(?P<between>(?: (?:été|eu|déjà|également|aussi|ainsi|encore))*)"
_PARTICIPLE = r"(?P<participle> \w+(?:é|i|u|is|it|ert)e?s?)\b"
_GONE = r"mort|née?|décédée?|parti|tombée?|entrée?|arrivée?|venue?|restée?"
#: What is said of others, and the same in words.
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{said}", re.IGNORECASE), in_words)
    for said, in_words in (
        (rf"n['’]aurait pas{_NOT_AFTER}{_BETWEEN}{_PARTICIPLE}", r"n'a apparemment pas\g<between>\g<participle>"),
        (rf"aurait{_NOT_AFTER}{_BETWEEN}{_PARTICIPLE}", r"a apparemment\g<between>\g<participle>"),
        (rf"auraient{_NOT_AFTER}{_BETWEEN}{_PARTICIPLE}", r"ont apparemment\g<between>\g<participle>"),
        (rf"se serait{_BETWEEN}{_PARTICIPLE}", r"s'est apparemment\g<between>\g<participle>"),
        (rf"se seraient{_BETWEEN}{_PARTICIPLE}", r"se sont apparemment\g<between>\g<participle>"),
        (rf"(?P<who>qui|il|elle) serait (?P<gone>(?:{_GONE})e?)\b", r"\g<who> est apparemment \g<gone>"),
        (r"envisagerait\b", "envisage apparemment"),
    )
)
#: "serait" is hearsay only where a source opens the sentence; these make it something else there.
_SOURCE_FIRST = re.compile(r"(?:selon|d['’]après)\b", re.IGNORECASE)
_IS_SAID_TO_BE = re.compile(r"\bserait\b", re.IGNORECASE)
_NOT_TO_BE = re.compile(
    r"\b(?:(?:ce|ça) serait|il serait (?:temps|possible|souhaitable|question|préférable))\b|enquête|étude|calcul|"
    r"crédité|\bque\b.*\bserait",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    rf"\b(?:aurai(?:en)?t{_NOT_AFTER}(?: pas)?|serai(?:en)?t(?: pas)?){_BETWEEN} "
    r"(?:\w+(?:é|i|u|is|it|ert|en|à)|mort)e?s?\b",
    re.IGNORECASE,
)


def as_hearsay(sentence: str) -> str:
    """A French sentence whose conditional of hearsay is said in words: "aurait reçu" as "a apparemment reçu"."""
    if "rai" not in sentence or _is_true(sentence.replace("envisagerait", "")):
        return sentence
    for said, in_words in _SAID:
        sentence = said.sub(in_words, sentence)
    if _SOURCE_FIRST.match(sentence) and not _NOT_TO_BE.search(sentence):
        sentence = _IS_SAID_TO_BE.sub("est apparemment", sentence)
    return sentence


def hearsay_in(sentence: str) -> str | None:
    """The words of a French sentence that give something as hearsay, or None."""
    found = None if _is_true(sentence) else _HEARSAY.search(sentence)
    return found.group() if found else None


def condition_in(sentence: str) -> str | None:
    """The words of a French sentence that tell what would have been ("sans casque, il serait mort"), or None."""
    found = _HEARSAY.search(sentence) if _is_unreal(sentence) else None
    return found.group() if found else None


def as_condition(sentence: str, english: str) -> str:
    """The English of a French sentence that tells what would have been, with "would have created" for "reportedly
    created"."""
    if not condition_in(sentence):
        return english
    english = _REPORTEDLY_NOT.sub("would not have been", english)
    return _REPORTEDLY.sub(lambda match: "would have been " if match["is"] else "would have ", english)


def _is_unreal(sentence: str) -> bool:
    return bool(_CONDITION.match(sentence) or _CAME_TO_NOTHING.search(sentence))


def _is_true(sentence: str) -> bool:
    """True where a conditional of the sentence tells what would be, not what others say."""
    return bool(_is_unreal(sentence) or _TRUE.search(sentence) or _SPEAKER.search(_QUOTED.sub(" ", sentence)))
