"""What a summary takes from its article and how it is made: novelty, extraction, compression, repetition, endings.

Enters: tokens of the summary and of its source, or the summary's text. Leaves: shares between 0 and 1, `density` in
tokens, a ratio, and true or false. Refuses nothing: an empty summary has novelty, coverage and density 0. Every
function takes time linear in the tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import MetricError

_FINISHED = re.compile(r"[.!?…][\"'”’»)\]\s]{0,8}$")


def ngrams(tokens: Sequence[str], n: int) -> list[tuple[str, ...]]:
    """The n-grams of `tokens` in order; empty where there are fewer than `n` tokens.

    Raises:
        MetricError: `n` is below 1.
    """
    if n < 1:
        raise MetricError(f"n must be 1 or more, received {n}")
    return list(zip(*(tokens[start:] for start in range(n)), strict=False))


def novel_ngram_share(summary: Sequence[str], source: Sequence[str], n: int) -> float:
    """Share of the summary's n-grams, each occurrence counted, that its source does not hold.

    Args:
        summary: tokens of the summary.
        source: tokens of the article, by the same tokenizer.
        n: length of the n-grams.

    Returns:
        Between 0 (all taken over) and 1 (all new); 0 for a summary of fewer than `n` tokens.
    """
    grams = ngrams(summary, n)
    known = set(ngrams(source, n))
    return sum(gram not in known for gram in grams) / len(grams) if grams else 0.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """`coverage`: share of summary tokens inside copied fragments; `density`: mean squared length of those, tokens."""

    coverage: float
    density: float


def extraction(summary: Sequence[str], source: Sequence[str]) -> Extraction:
    """Extractive coverage and density (Grusky et al. 2018, https://aclanthology.org/N18-1065, section 3.1).

    Args:
        summary: tokens of the summary.
        source: tokens of the article, by the same tokenizer.

    Returns:
        Both 0 for an empty summary; a verbatim copy of n tokens has coverage 1 and density n.
    """
    lengths = fragment_lengths(summary, source)
    if not summary:
        return Extraction(0.0, 0.0)
    return Extraction(sum(lengths) / len(summary), sum(length**2 for length in lengths) / len(summary))


def compression(summary: Sequence[str], source: Sequence[str]) -> float:
    """Tokens of the article for each token of its summary (Grusky et al. 2018); 0 for an empty summary."""
    return len(source) / len(summary) if summary else 0.0


def fragment_lengths(summary: Sequence[str], source: Sequence[str]) -> list[int]:
    """Lengths of the fragments shared with the source, found greedily from left to right (figure 2 of the paper).

    The paper compares every place of the summary with every place of the article. A suffix automaton of the article
    finds the same longest matches in linear time.
    """
    transitions = _suffix_automaton(source)
    lengths: list[int] = []
    state = length = 0
    for token in summary:
        following = transitions[state].get(token)
        if following is None and length:
            lengths.append(length)
            state = length = 0
            following = transitions[0].get(token)
        if following is not None:
            state, length = following, length + 1
    return [*lengths, length] if length else lengths


def _suffix_automaton(tokens: Sequence[str]) -> list[dict[str, int]]:
    """Transitions of the smallest automaton that reads every run of `tokens`; state 0 is its start.

    Blumer et al. 1985, https://doi.org/10.1016/0304-3975(85)90157-4.
    """
    transitions: list[dict[str, int]] = [{}]
    links, longest = [-1], [0]
    last = 0
    for token in tokens:
        new = len(transitions)
        transitions.append({})
        links.append(0)
        longest.append(longest[last] + 1)
        state, last = last, new
        while state >= 0 and token not in transitions[state]:
            transitions[state][token] = new
            state = links[state]
        if state < 0:
            continue
        target = transitions[state][token]
        if longest[target] > longest[state] + 1:
            clone = len(transitions)
            transitions.append(dict(transitions[target]))
            links.append(links[target])
            longest.append(longest[state] + 1)
            links[target] = clone
            while state >= 0 and transitions[state].get(token) == target:
                transitions[state][token] = clone
                state = links[state]
            target = clone
        links[new] = target
    return transitions


def has_repetition(tokens: Sequence[str], *, n: int = 3, times: int = 3) -> bool:
    """Whether some n-gram occurs at least `times` times: the mark of a decoder that loops."""
    return max(Counter(ngrams(tokens, n)).values(), default=0) >= times


def is_unfinished(text: str) -> bool:
    """Whether a text breaks off: it has words, and does not end on a full stop, "!", "?" or "…", closing marks aside.

    Empty text is not unfinished; count it apart.
    """
    stripped = text.strip()
    return bool(stripped) and _FINISHED.search(stripped[-16:]) is None
