"""A trained translator's own candidates for its training pairs, judged against their references.

In: (source, reference) texts and an exported translator. Out: what `training.risk` learns from. The risk of a candidate
is one minus the mean of its sentence BLEU and chrF.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .risk import Judged

#: Pairs handed to the engine at once, and the most tokens of a side.
PORTION, MOST_TOKENS = 1_000, 96


def risk_of(candidate: str, reference: str) -> float:
    """One minus the mean of sentence BLEU (order as long as the sentence allows) and chrF: 0 for the reference."""
    from sacrebleu import sentence_bleu, sentence_chrf

    bleu = sentence_bleu(candidate, [reference], use_effective_order=True).score
    return round(1 - (bleu + sentence_chrf(candidate, [reference]).score) / 200, 4)


def judge_candidates(
    pairs: Sequence[tuple[str, str]], translator: Path, tokenizer_file: Path, beam_size: int, end_id: int
) -> Iterator[Judged]:
    """Yield each pair with the beam's hypotheses and their risks; pairs of one hypothesis or too many tokens go."""
    import ctranslate2
    import sentencepiece

    engine = ctranslate2.Translator(str(translator / "ctranslate2"), inter_threads=1, intra_threads=1)
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer_file))
    started = time.monotonic()
    for start in range(0, len(pairs), PORTION):
        portion = pairs[start : start + PORTION]
        found = engine.translate_batch(
            [[*tokenizer.encode(source, out_type=str), "</s>"] for source, _ in portion],
            beam_size=beam_size,
            num_hypotheses=beam_size,
            no_repeat_ngram_size=3,
            max_decoding_length=MOST_TOKENS,
            max_batch_size=2048,
            batch_type="tokens",
        )
        for (source, reference), result in zip(portion, found, strict=True):
            texts = list(dict.fromkeys(tokenizer.decode(result.hypotheses)))
            ids = [[*row, end_id] for row in tokenizer.encode([source, reference, *texts])]
            if len(texts) > 1 and max(map(len, ids)) <= MOST_TOKENS:
                yield Judged(ids[0], ids[1], ids[2:], [risk_of(text, reference) for text in texts])
        print(f"{start + len(portion)} pairs, {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
