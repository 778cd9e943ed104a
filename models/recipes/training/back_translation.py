"""Pairs whose target was written by people and whose source by the model of the other direction.

In: news articles in the language to be learnt, an exported translator the other way round. Out: (article sentence, its
machine translation) pairs. Sennrich, Haddow and Birch 2016, arXiv 1511.06709: the
target side is real news, of which the parallel sets hold little; that the source side is faulty does little harm.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

#: Words of a sentence that is taken, and the most its translation may be longer or shorter.
LEAST_WORDS, MOST_WORDS, MOST_RATIO = 6, 40, 1.8
#: Sentences handed to the engine at once; it sorts them by length itself.
PORTION = 2_000


def news_sentences(articles: Sequence[str], seed: int) -> Iterator[str]:
    """Whole sentences of the articles, the articles in a seeded order; headlines and scraps left out."""
    from summarize.text.clean import clean
    from summarize.text.sentences import split_sentences

    for i in np.random.default_rng(seed).permutation(len(articles)):
        for sentence in split_sentences(clean(articles[i]).text):
            text = sentence.text
            if (
                LEAST_WORDS <= len(text.split()) <= MOST_WORDS
                and text[0] in '«"“' + text[0].upper()
                and text[-1] in '.!?»"”'
            ):
                yield text


def is_plausible(source: str, target: str) -> bool:
    """True where both sides are of like length, and no word stands four times in a row."""
    words = source.lower().split(), target.split()
    if not words[0] or max(map(len, words)) > MOST_RATIO * min(map(len, words)):
        return False
    return not any(len(set(words[0][i : i + 4])) == 1 for i in range(len(words[0]) - 3))


def back_translate(sentences: Iterator[str], translator: Path, most: int, minutes: float) -> Iterator[tuple[str, str]]:
    """Yield (sentence, translation) by greedy decoding until `most` pairs or `minutes` are reached.

    `translator` is a shipped folder; its language is the sentences'.
    """
    import ctranslate2

    from summarize.engines.tokenization import load_tokenizer

    engine = ctranslate2.Translator(str(translator / "ctranslate2"), inter_threads=1, intra_threads=1)
    tokenizer = load_tokenizer(translator)
    started, made = time.monotonic(), 0
    while made < most and time.monotonic() - started < 60 * minutes:
        portion = list(islice(sentences, PORTION))
        if not portion:
            return
        found = engine.translate_batch(
            tokenizer.encode(portion), beam_size=1, max_batch_size=4096, batch_type="tokens", max_decoding_length=120
        )
        for sentence, result in zip(portion, found, strict=True):
            (translation,) = tokenizer.decode(result.hypotheses[:1])
            if is_plausible(translation, sentence):
                made += 1
                yield sentence, translation
        print(f"{made} sentences back-translated, {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
