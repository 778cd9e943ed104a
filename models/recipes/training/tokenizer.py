"""The sentencepiece tokenizer of a recipe, with one normalisation rule for training and for use.

The rule is compiled into the tokenizer file, so every engine that loads it applies the same: typographic
apostrophes and double quotes to ASCII, no-break spaces to spaces, Latin letters with combining accents to
their composed form (NFC), soft hyphens and zero-width characters dropped. Accents, case, guillemets,
ligatures and digits stay as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece

APOSTROPHES = "\u2018\u2019\u201b\u02bc\u2032\u00b4"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033"
SPACES = "\t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def normalisation_rules() -> dict[str, str]:
    """Map of character sequences to their replacement, as the module's docstring says."""
    rules = dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DOUBLE_QUOTES, '"')
    rules |= dict.fromkeys(SPACES, " ") | dict.fromkeys(DROPPED, "")
    rules |= {"\u2026": "...", "\u2010": "-", "\u2011": "-", "\u2212": "-", "\ufb01": "fi", "\ufb02": "fl"}
    for code in range(0xC0, 0x250):
        decomposed = unicodedata.normalize("NFD", chr(code))
        if len(decomposed) > 1:
            rules[decomposed] = chr(code)
    return rules


def train_tokenizer(
    texts: Iterable[str], model_path: Path, *, vocab_size: int, special_ids: dict[str, int], symbols: Sequence[str] = ()
) -> None:
    """Train a unigram tokenizer with byte fallback and write it to `model_path`.

    Args:
        texts: one sentence or short paragraph each.
        model_path: the `.model` file to write.
        vocab_size: tokens in all, special ones included.
        special_ids: ids of unk, bos, eos and pad; -1 leaves one out.
        symbols: tokens that always stand for themselves (control tokens).
    """
    rule_path = model_path.with_suffix(".rule.tsv")
    with open(rule_path, "w", encoding="utf-8") as file:
        for source, target in normalisation_rules().items():
            file.write(f"{_hex(source)}\t{_hex(target)}\n")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(model_path.with_suffix("")),
        model_type="unigram",
        vocab_size=vocab_size,
        character_coverage=0.9995,
        byte_fallback=True,
        normalization_rule_tsv=str(rule_path),
        user_defined_symbols=list(symbols),
        **{f"{name}_id": number for name, number in special_ids.items()},
        num_threads=2,
        max_sentence_length=8192,
        minloglevel=1,
    )


def _hex(text: str) -> str:
    return " ".join(f"{ord(c):X}" for c in text)
