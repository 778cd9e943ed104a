"""Which of the texts at hand is the summary: what a model wrote, or the article's own sentences.

Input: an article, what can be taken from it (`Extract`), and what a model wrote (none, where none was asked). Output: a
Choice. What is written and what is copied pass the same gates. What is written is preferred unless it tells less of the
news than the article's own sentences do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..checking import find_unsupported
from ..checking.wordlists import word_list
from ..engines.backend import Candidate
from ..options import Length
from ..result import Kind
from ..text.document import Document
from ..text.untouched import addresses
from ..text.words import content_stems, is_finished, repeats_itself, words_of
from .extract import Extract
from .headline import headline
from .lengths import size_of
from .references import dangling

#: Share of the news that a written summary must say.
_LEAST_TOLD = 0.7
#: Share of a written summary's stems that the article may lack.
_MOST_INVENTED = 0.2
_FEWEST_WORDS = 5
#: Share of a written sentence's stems that one sentence of the article must hold, or two that follow each other.
_LEAST_TOGETHER = 0.75
#: Share of a sentence's stems which another must say for the two to say the same.
_ECHO = 0.8
#: A French conditional, nouns that look like one, and words that leave a matter open without it.
_CONDITIONAL = re.compile(r"\b\w{2,}(?:rait|raient)\b", re.IGNORECASE)
_NO_CONDITIONAL = frozenset("trait attrait extrait portrait retrait soustrait abstrait distrait".split())
_DOUBT = re.compile(r"\b(?:selon|d'après|rumeurs?|soupçonn\w+|présumée?s?|accusée?s?|peut-être)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Choice:
    """A `summary` and its `kind`; `departure`, why it does not begin as the article does (None where it does, and
    for what a model wrote); `passes`, whether it passed every gate; the model's `score`; what others failed."""

    summary: Document
    kind: Kind
    departure: str | None
    passes: bool
    score: float | None = None
    failures: Counter[str] = field(default_factory=Counter)


def choose(
    article: Document, opening: Extract, written: Sequence[Candidate] = (), *, length: Length = "medium"
) -> Choice:
    """The summary of an article.

    Args:
        article: what every text is checked against.
        opening: the article's own sentences for that length.
        written: what a model wrote, best first; texts of whole sentences.
        length: see `Options.length`.
    """
    failures: Counter[str] = Counter()
    news = news_told(article, opening)
    for candidate in written:
        own = fitted(candidate.text, article.language, length)
        reason = failure(own, article, length) or written_failure(own, article)
        if reason is None and has_address(own, opening):
            reason = "address"
        if reason is None and len(own.stems & news) < _LEAST_TOLD * len(news):
            reason = "tells_less"
        if reason is None:
            copied = all(s.text.rstrip(".!?…") in article.text for s in own.sentences)
            kind: Kind = "extractive" if copied else "abstractive"
            return Choice(own, kind, None, True, candidate.score, failures)
        failures[reason] += 1
    return _copied(article, opening, length, failures)


def _copied(article: Document, opening: Extract, length: Length, failures: Counter[str]) -> Choice:
    kind: Kind = "opening" if opening.is_opening else "extractive"
    if length == "headline":
        text = Document(headline(article, opening.units), article.language)
        return Choice(text, kind, opening.departure, opening.stands, None, failures)
    if not opening.stands:
        return Choice(Document(opening.text, article.language), kind, opening.departure, False, None, failures)
    # A trimmed sentence whose claims the check does not find again is shown as the article has it.
    shown = [
        t if t in (u.text, f"{u.text}.") or not find_unsupported(Document(t, article.language), article) else u.text
        for t, u in zip(opening.shown, opening.units, strict=True)
    ]
    return Choice(Document(" ".join(shown), article.language), kind, opening.departure, opening.stands, None, failures)


def failure(text: Document, article: Document, length: Length) -> str | None:
    """The first gate that a text fails, as a stable code; None where it passes all."""
    words = text.text.split()
    if len(words) < (2 if length == "headline" else _FEWEST_WORDS):
        return "too_short"
    if length == "headline" and len(words) > size_of(length).most:
        return "too_long"
    if length != "headline" and not is_finished(text.text):
        return "unfinished"
    if repeats_itself(text.text):
        return "repetition"
    if len(text.stems - article.stems) > _MOST_INVENTED * len(text.stems):
        return "invented"
    unsupported = find_unsupported(text, article)
    if unsupported:
        return f"unsupported_{unsupported[0].kind}"
    before = ""
    for sentence in text.sentences:
        missing = dangling(sentence.text, before, article, follows=bool(before))
        if missing:
            return f"dangling_{missing}"
        before += " " + sentence.text
    return None


def written_failure(text: Document, article: Document) -> str | None:
    """The first gate for written text alone that it fails: words of no list, words put together, a hedge lost."""
    if unknown_words(text, article):
        return "unknown_word"
    if is_scattered(text, article):
        return "scattered"
    return "hedge_lost" if loses_hedge(text, article) else None


def has_address(text: Document, opening: Extract) -> bool:
    """True where a text gives an address or a telephone number that the article's own sentences do not: in the rest of
    an article these are no news, but what its readers are asked to do."""
    shown = opening.text.lower()
    return any(address.lower() not in shown for address in addresses(text.text))


def unknown_words(text: Document, article: Document) -> list[str]:
    """Words in lower case that neither the article has nor a list of its language's words; none without a list."""
    known = word_list(article.language or "")
    if known is None:
        return []
    there = article.spoken
    parts = [part for word in words_of(text.text) for part in re.split(r"['’-]", word)]
    return [part for part in parts if part.islower() and part not in there and not known.has(part)]


def loses_hedge(text: Document, article: Document) -> bool:
    """True where a sentence says as a fact what the article's sentence nearest to it says with a conditional."""
    told = list(zip(article.sentences, article.sentence_stems, strict=True))
    for sentence, own in zip(text.sentences, text.sentence_stems, strict=True):
        drawn, _ = max(told, key=lambda pair: len(own & pair[1]), default=(None, None))
        if drawn and _is_hedged(drawn.text) and not (_is_hedged(sentence.text) or _DOUBT.search(sentence.text)):
            return True
    return False


def _is_hedged(text: str) -> bool:
    return any(word.lower() not in _NO_CONDITIONAL for word in _CONDITIONAL.findall(text))


def is_scattered(text: Document, article: Document) -> bool:
    """True where a sentence puts together what the article says in places apart: subject of one, verb of another.

    Its stems must stand in one sentence of the article, but for a share, or in two that follow each other.
    """
    stems = article.sentence_stems
    places = [*stems, *(a | b for a, b in pairwise(stems))]
    for own in text.sentence_stems:
        if own and max((len(own & place) for place in places), default=0) < _LEAST_TOGETHER * len(own):
            return True
    return False


def news_told(article: Document, opening: Extract) -> frozenset[str]:
    """Stems of the opening's first sentence that the rest of the article says again: its names and nouns."""
    first = content_stems(opening.shown[0]) if opening.shown else frozenset[str]()
    rest = Counter(stem for stems in article.sentence_stems for stem in stems)
    again = frozenset(s for s in first if rest[s] > 1)
    return again or first


def fitted(text: str, language: str, length: Length, *, with_echoes: bool = False) -> Document:
    """As many sentences of what a model wrote as the length allows; a last one that breaks off goes if it is not the
    only one.

    Args:
        text: an output.
        language: of it, ISO 639-1.
        length: see `Options.length`; a headline is one sentence, however many there are.
        with_echoes: keep the sentences that say nothing which a neighbour does not say.
    """
    own = Document(" ".join(text.split()), language)
    sentences = [sentence.text for sentence in own.sentences]
    kept = sentences if with_echoes else _without_echoes(sentences, own.sentence_stems)
    if length != "headline":
        kept = kept[: size_of(length).sentences]
        if len(kept) > 1 and not is_finished(kept[-1]):
            kept = kept[:-1]
    joined = own.text if length == "headline" and kept is sentences else " ".join(kept)
    return own if joined == own.text else Document(joined, language)


def _without_echoes(sentences: Sequence[str], stems: Sequence[frozenset[str]]) -> list[str]:
    """Sentences without those that say nothing which the next one, or the one before it, does not say.

    A headline and the abstract under it often say the same.
    """
    kept: list[tuple[str, frozenset[str]]] = []
    for sentence, own in zip(sentences, stems, strict=True):
        last = kept[-1][1] if kept else frozenset[str]()
        if kept and len(own & last) >= _ECHO * len(own):
            continue
        if kept and len(own & last) >= _ECHO * len(last):
            kept.pop()
        kept.append((sentence, own))
    return [sentence for sentence, _ in kept]
