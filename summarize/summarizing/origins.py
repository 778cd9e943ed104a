"""Where each sentence of a summary comes from in the article.

Input: the summary and the article. Output: an Origin a sentence of the summary: the article's sentence that has most
neighbouring words in common with it, and how much of it stands there in the same order: of a sentence of more than 500
words, how much of its first 500, since the comparison takes time in the square. Neighbouring words that stand in more
than 100 sentences of the article count in the first 100 of them alone.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

from ..result import Origin
from ..text.document import Document
from ..text.words import fold, words_of

#: Of a sentence, that are compared in their order.
_MOST_WORDS = 500
#: Sentences in which two neighbouring words are looked up.
_MOST_PLACES = 100


def origins(summary: Document, article: Document) -> tuple[Origin, ...]:
    """An Origin for each sentence of a summary, in order."""
    places: dict[tuple[str, str], list[int]] = {}
    known = [_words(sentence.text) for sentence in article.sentences]
    for number, words in enumerate(known):
        for pair in set(pairwise(words)):
            found_in = places.setdefault(pair, [])
            if len(found_in) < _MOST_PLACES:
                found_in.append(number)
    found = []
    for own in summary.sentences:
        words, end = _words(own.text), own.start + len(own.text)
        held = Counter(n for pair in set(pairwise(words)) for n in places.get(pair, ()))
        if not held:
            found.append(Origin(own.start, end, None, 0.0, False))
            continue
        place = max(held, key=lambda n: (held[n], -n))
        source = article.sentences[place]
        share = _share_in_order(words[:_MOST_WORDS], known[place][:_MOST_WORDS])
        span = (source.start, source.start + len(source.text))
        found.append(Origin(own.start, end, span, share, own.text.replace("’", "'") == source.text.replace("’", "'")))
    return tuple(found)


def _share_in_order(words: list[str], there: list[str]) -> float:
    blocks = SequenceMatcher(None, there, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(words))


def _words(text: str) -> list[str]:
    return [fold(word) for word in words_of(text)]
