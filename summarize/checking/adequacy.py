"""Faults of a translated sentence: what can be told without understanding it.

Input: the Documents of a sentence and of its translation, the translator's scores, and the limits of these. Output:
faults, in the order of the checks; empty where none was found, which is no proof that the translation is right. Words,
negation, names and days are checked between French and English alone, the rest between any two languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

from ..result import Unsupported
from ..text.document import Document, Token
from ..text.words import LETTERS, bare, fold, parts, repeats_itself, stuttered_pairs, words_of
from .comparison import KNOWN, compare, has_name_in
from .comparison import names_of as claimed_names
from .false_friends import false_friend
from .into_french import lost_into_french
from .meaning import (
    changed_direction,
    changed_gender,
    changed_hearsay,
    changed_negation,
    changed_part_of_month,
    changed_restriction,
)
from .wordlists import WordList, word_list

#: Behind a figure: "3,5 Md$".
_SCALES = ("Md", "Mds")
#: A sign of a currency or a figure may become its word.
_WORDS_OF_SIGNS = {
    sign: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for sign, words in (
        ("$", r"dollars?\b"),
        ("€", r"euros?\b"),
        ("£", r"(?:pounds?|livres?)\b"),
        ("¥", r"(?:yens?|yuans?)\b"),
        ("−", r"(?:minus|moins) (?=\d)"),
        ("~", r"(?:about|around|roughly|some|approximately|environ|près de|à peu près) (?=[€$£]?\d)"),
        ("½", r"(?:half|demie?s?)\b"),
        ("¼", r"(?:quarters?|quarts?)\b"),
        ("¾", r"(?:three[- ]quarters?|trois[- ]quarts?)\b"),
    )
}
#: A figure below zero whose sign is a hyphen, and how a translation may say so.
_BELOW_ZERO = re.compile(r"(?<![\w)\]%°.,/-])-(\d+)")
_SAID_BELOW_ZERO = re.compile(
    r"(?:(?<!\w)[-−–]|\b(?:minus|moins) )(\d+)|(?<!\d)(\d+)(?!\d)\D{0,12}\b(?:below|dessous)\b", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufffe\uffff]|▁|<unk>|</?s>")
#: By the code of the fault; each takes a text, its translation and their languages, and says what is wrong, or None.
_MEANING: Mapping[str, Callable[[str, str, str, str], str | None]] = {
    "negation": changed_negation,
    "restriction": changed_restriction,
    "direction": changed_direction,
    "gender": changed_gender,
    "part_of_month": changed_part_of_month,
    "hearsay": changed_hearsay,
    "false_friend": false_friend,
}
#: French abbreviations that English has another for: left as they are, they are French.
_OTHER_IN_ENGLISH = frozenset("otan onu oms fmi ocde".split())
#: English words that French takes over, and its list lacks.
_SAME_IN_FRENCH = frozenset("mile miles yard yards".split())
_ABBREVIATION = re.compile(r"[A-ZÀ-Þ]{2,5}s?")
#: What stands before a French noun, be it written with a capital, and what follows the first word of a longer name.
_ARTICLE = re.compile(r"(?:\b[ld]['’]|\b(?:de|du|des|la|le|les|à|au|aux|et|cette|ce) )[^\W\d_]+$", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(r"[ -][A-ZÀ-Þ]")
#: The names behind a French title; what stands for a nation or a party there is none.
_TITLED = re.compile(
    r"\b(?:MM?\.|Mmes?|Mlles?|Me|Maître|Monsieur|Madame|Dr|[Dd]octeur|[Pp]rofesseure?|ministre|[Pp]résidente?|députée?|"
    r"sénateur|sénatrice|[Mm]aire|préfète?|procureure?|juge|avocate?|général|colonel|capitaine|commissaire|lieutenant|"
    r"commandant|adjudant|brigadier|sergent|entraîneur|sélectionneur|chancelier)((?: [A-ZÀ-Þ][^\W\d_]+){1,3})"
)
_NO_SURNAME = re.compile(r"(?:[ao]is|ien(?:ne)?|ain|ol|que|iste|tique|ste)e?s?$")
#: In a translation, quotations inside others may stand between single marks.
_MARK, _SINGLE_MARKS = re.compile(r"[«»“”\"]"), re.compile(r"(?<!\w)['‘](?=\w)[^'‘’\n]{1,200}['’](?!\w)")
#: A translation has at least and at most this share of the original's characters, give or take some.
_LEAST_LENGTH, _MOST_LENGTH, _LENGTH_SLACK = 0.5, 1.6, 12


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a translated sentence: a stable `code`, and a `detail` for people; `may_be_none` for a name or a word
    that the lists cannot place, which may be right all the same."""

    code: str
    detail: str
    may_be_none: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a translator's scores must reach, in nats a token, and what an estimate may be; None checks nothing.

    `score` is the mean log-probability of the translation's tokens; `least_sure` that of the three of which the
    translator was least sure; `doubt` is the most that a model which estimates quality may have of it (0-1).
    """

    score: float | None = None
    least_sure: float | None = None
    doubt: float | None = None


def can_check(source: str, target: str) -> bool:
    """True where every check knows both languages; else words, negation, names and days are not checked."""
    return source in KNOWN and target in KNOWN


def find_faults(
    text: Document,
    translation: Document,
    *,
    said: Document | None = None,
    score: float | None = None,
    own: Sequence[float] | None = None,
    doubt: float | None = None,
    limits: Limits = Limits(),
) -> tuple[Fault, ...]:
    """Find the faults of a sentence's translation.

    Args:
        text: one sentence.
        translation: of it.
        said: the sentence in the words that the translator was given; claims and words are compared with these. None
            where those are its own.
        score: the translator's mean log-probability a token of the translation, nats; None is not checked.
        own: the translator's log-probabilities of the translation's tokens; None is not checked.
        doubt: of a model that estimates quality, 0-1; None is not checked.
        limits: of these three.
    """
    found = [*_untouched(text, translation)]
    text, given, translation = text.words_alone, (said or text).words_alone, translation.words_alone
    found += _form(text, translation)
    if not found:
        found += _claims(given, translation)
    if can_check(text.language, translation.language):
        found += _meaning(text, translation)
        if (text.language, translation.language) == ("en", "fr"):
            found += [Fault(code, what) for code, what in lost_into_french(text, translation)]
        words = word_list(translation.language)
        if words:
            found += _words(translation.text, given, words)
    if score is not None and limits.score is not None and score < limits.score:
        found.append(Fault("score", f"the translator was unsure ({score:.2f} nats a token)"))
    if own and limits.least_sure is not None and weakest(own) < limits.least_sure:
        found.append(Fault("unsure", f"the translator was unsure of some words ({weakest(own):.2f} nats a token)"))
    return (*found, *quality_faults(doubt, limits))


def quality_faults(doubt: float | None, limits: Limits) -> tuple[Fault, ...]:
    """The fault of a translation whose estimated quality is doubted too much (0-1); none where it was not estimated."""
    if doubt is None or limits.doubt is None or doubt <= limits.doubt:
        return ()
    return (Fault("quality", f"a model that estimates quality doubts it ({doubt:.2f}, shown up to {limits.doubt:g})"),)


def weakest(scores: Sequence[float]) -> float:
    """The mean of the three least of a translation's log-probabilities."""
    least = sorted(scores)[:3]
    return sum(least) / len(least)


def _untouched(text: Document, translation: Document) -> Iterator[Fault]:
    """Characters that no text has; what must not be touched, and was changed, lost or made up."""
    if (found := _CONTROL.search(translation.text)) and found.group() not in text.text:
        yield Fault("characters", f"holds {found.group()!r}")
    signs = {sign for sign, words in _WORDS_OF_SIGNS.items() if words.search(f"{text.text} {translation.text}")}
    own, there = (
        Counter((s.text, bool(s.figure)) for s in t.untouched if s.text not in signs) for t in (text, translation)
    )
    said = {figure for match in _SAID_BELOW_ZERO.finditer(translation.text) for figure in match.groups()}
    own += Counter((f"-{n}", True) for n in _BELOW_ZERO.findall(text.text) if n not in said)
    lost, added = own - there, there - own
    if lost or added:
        says = [f"{how} {' '.join(s for s, _ in what)}" for how, what in (("lost", lost), ("added", added)) if what]
        yield Fault("untouched", "; ".join(says))


def _form(original: Document, translated: Document) -> Iterator[Fault]:
    """Faults that show without reading: nothing, too much or too little, control characters, repetition."""
    text, translation = original.text, translated.text
    if not translation.strip():
        yield Fault("empty", "nothing came out")
        return
    sizes = len(text), len(translation)
    if not _LEAST_LENGTH * sizes[0] - _LENGTH_SLACK <= sizes[1] <= _MOST_LENGTH * sizes[0] + _LENGTH_SLACK:
        yield Fault("length", f"{sizes[0]} characters became {sizes[1]}")
    if (count := len(translated.sentences)) > (before := max(1, len(original.sentences))):
        yield Fault("sentences", f"{before} became {count}")
    if (repeats_itself(translation) and not repeats_itself(text)) or (twice := _repeated(text, translation)):
        yield Fault("repetition", "words are repeated" if repeats_itself(translation) else f"{twice!r} is repeated")


def _repeated(text: str, translation: str) -> str | None:
    """A long word that stands oftener in a translation than any does in the text, or twice in a row."""
    for twice in (stuttered_pairs, _alike):
        if twice(translation) and not twice(text):
            return twice(translation)[0][0]
    own, before = (Counter(fold(w) for w in words_of(t) if len(w) > 4) for t in (translation, text))
    most = max(before.values(), default=0)
    return next((word for word, n in own.items() if n > most + 1), None)


def _alike(text: str) -> list[tuple[str, str]]:
    """Neighbouring words that begin alike: "testimony testimonies"."""
    words = [word.lower() for word in words_of(text)]
    return [(a, b) for a, b in pairwise(words) if min(len(a), len(b)) >= 6 and a[:6] == b[:6]]


def _claims(text: Document, translation: Document) -> Iterator[Fault]:
    """Numbers, days, names and quotations that were lost or added."""
    compared = compare(text, translation)
    for kind in ("number", "date", "name", "quotation"):
        lost = [item.text for item in compared.lost if item.kind == kind and not _is_common(item, text)]
        added = [item.text for item in compared.added if item.kind == kind and not _is_common(item, translation)]
        says = [f"{how} {', '.join(what)}" for how, what in (("lost", lost), ("added", added)) if what]
        if says:
            # One for another, or one that nobody knows, is a mistake of the translator.
            may_be_none = kind == "name" and len(says) == 1 and _are_known(added, translation.language)
            yield Fault(f"{kind}s", "; ".join(says), may_be_none)
        elif kind == "name" and (translated := _translated_surnames(text, translation)):
            yield Fault("names", f"lost {', '.join(translated)}")
        elif kind == "quotation" and _has_fewer_marks(text.text, translation.text):
            yield Fault("quotations", "quotation marks were lost")


def _are_known(names: Sequence[str], language: str) -> bool:
    """True where the list of a language has all parts of some names."""
    words = word_list(language)
    return words is not None and all(words.has(part) for name in names for part in parts(bare(name)))


def _translated_surnames(text: Document, translation: Document) -> list[str]:
    """Names behind a French title that are common words, and that a translation does not leave: "M. Noir"."""
    words = word_list("fr") if (text.language, translation.language) == ("fr", "en") else None
    if words is None:
        return []
    names = [name for match in _TITLED.finditer(text.text) for name in match[1].split()]
    return [
        name
        for name in names
        if name.lower() in words.words and not _NO_SURNAME.search(name) and fold(name) not in translation.words
    ]


def _has_fewer_marks(text: str, translation: str) -> bool:
    """True where quotation marks were lost, be it one of a pair: quotations inside others are compared by these. A
    sentence out of a longer quotation has one mark alone, which its translation may leave out."""
    own = len(_MARK.findall(text))
    there = len(_MARK.findall(translation)) + 2 * len(_SINGLE_MARKS.findall(translation))
    return there < own - own % 2


def _is_common(item: Unsupported, text: Document) -> bool:
    """True for words that are no names for all their capitals: "the City Council", "Affaire Bygmalion", "l'État"."""
    if item.text in _SCALES:
        return True
    words = word_list(text.language)
    if item.kind != "name" or words is None:
        return False
    own = [part.lower() for part in parts(bare(item.text).replace("’", "'"))]
    if text.language == "en":
        return all(part in words.words or len(part) == 1 for part in own)
    before, after = text.text[: item.start], text.text[item.end : item.end + 3]
    if not all(part in words.words for part in own) or bare(item.text).isupper():
        return False
    return not before.strip(' "«“') or bool(_ARTICLE.search(before + item.text) and not _NAME_FOLLOWS.match(after))


def _meaning(text: Document, translation: Document) -> Iterator[Fault]:
    """What a single word turns round: negation and the like, and French words taken for English ones."""
    if text.language == translation.language:
        return
    for code, check in _MEANING.items():
        if detail := check(text.text, translation.text, text.language, translation.language):
            yield Fault(code, detail)


def _words(translation: str, original: Document, words: WordList) -> Iterator[Fault]:
    """Words that the target language does not know: those of the source that were left, and those that nobody knows."""
    names = _names(original)
    left, unknown = [], []
    is_inside_name = cache(partial(_is_inside_name, translation=translation, original=original))
    opens = bool(original.tokens) and original.tokens[0].folded in names
    for place, word in enumerate(words_of(translation)):
        if original.language == "fr" and (
            french := {fold(p) for p in parts(word)} & _OTHER_IN_ENGLISH & original.words
        ):
            left += sorted(french)
            continue
        if _is_known(word, words) or any(c.isdigit() for c in word):
            continue
        for part in parts(word):
            if len(part) < 2 or _is_known(part, words) or fold(part) in names or _ABBREVIATION.fullmatch(part):
                continue
            if original.language == "en" and part in _SAME_IN_FRENCH:
                continue
            if fold(part) in original.words:
                if not (part.islower() and is_inside_name(part)):
                    left.append(part)
            elif not (part[:1].isupper() and names and has_name_in(part, original) and not (place == 0 and not opens)):
                unknown.append(part)
    if left:
        may_be_none = not any(word in _OTHER_IN_ENGLISH for word in left)
        yield Fault("source_words", f"left as they were: {', '.join(left)}", may_be_none)
    if unknown:
        yield Fault("unknown_words", f"known to no word list: {', '.join(unknown)}")


def _is_inside_name(particle: str, translation: str, original: Document) -> bool:
    """True where a small word stands in the same name in both texts wherever it stands: "rue de Grenelle"."""
    if len(particle) > 3:
        return False
    inside = re.compile(rf"[^\W\d_]+['’ -]{re.escape(particle)}['’ -](?:l['’]|la )?[A-ZÀ-Þ][\w-]*")
    kept = [match.group() for match in inside.finditer(translation)]
    return len(kept) == len(re.findall(rf"(?<![\w]){re.escape(particle)}(?![\w])", translation)) and all(
        name in original.text for name in kept
    )


def _names(original: Document) -> set[str]:
    """Folded words of the original with a capital, and their parts, less those that merely open a sentence."""
    known, named = word_list(original.language), claimed_names(original)
    openers = {
        sentence.start + first.start() for sentence in original.sentences if (first := LETTERS.search(sentence.text))
    }

    def is_name(token: Token) -> bool:
        if token.folded in named or token.start not in openers or known is None:
            return True
        return not known.has(original.as_it_stands(token).lower())

    return {p for t in original.capitals if is_name(t) for p in (t.folded, *parts(t.folded))}


def _is_known(word: str, words: WordList) -> bool:
    """True for a word of the list, or the plural of one."""
    own = bare(word)
    singulars = [own.removesuffix(ending) for ending in ("s", "es") if len(own) > 5 and own.endswith(ending)]
    return any(words.has(form) for form in (word, own, *singulars))
