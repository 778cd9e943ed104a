"""What the words of the report mean, in a sentence or two each.

Enters: a label as it stands in a table. Leaves: its explanation, None for a label unknown here.
"""

from __future__ import annotations

_TERMS = {
    "R-1": "ROUGE-1 F1 (Lin 2004): single words shared with the reference. Precision is the share of the summary's "
    "words found there, recall the share of the reference's words found here, F1 their harmonic mean.",
    "R-2": "ROUGE-2 F1: as R-1, counting pairs of neighbouring words. It rewards wording as well as content.",
    "R-L": "ROUGE-L F1: the longest sequence of words that summary and reference have in the same order, gaps allowed.",
    "R-Lsum": "ROUGE-Lsum F1: as R-L, found sentence by sentence and joined.",
    "BLEU": "Shared runs of one to four words with the reference translation, over the whole corpus (Papineni 2002).",
    "chrF": "Shared runs of one to six characters with the reference translation (Popović 2015).",
    "TER": "Edits that turn the translation into its reference, for each word of the reference (Snover 2006). Lower is "
    "better.",
    "interval": "The 95 % bootstrap interval: articles are drawn anew with replacement a thousand times, and 95 % of "
    "the means lie inside. Two intervals that overlap may still differ: see the paired tests.",
    "difference": "Mean score of the row's system less that of the column's, x100.",
    "approximate randomisation": "If two systems did not differ, each article's two scores could be exchanged. p is "
    "the share of random exchanges whose difference is at least the one observed (Noreen 1989).",
    "paired bootstrap": "Articles are drawn anew, the same for both systems; p is how often the resampled difference "
    "strays from its own mean by more than the one observed (Koehn 2004).",
    "Holm": "With many pairs, some differences look real by chance. Holm's correction (1979) raises each p so that a "
    "false alarm among all pairs of a metric is as rare as one says.",
    "signature": "Everything a score depends on: metric | package and version | tokenizer | number of rows | seed and "
    "resamples of the interval | first digits of the data's SHA-256, and the columns compared with | settings of the "
    "system. Scores compare where "
    "all but the last agree.",
    "new-1": "Share of the summary's words that its article lacks: 0 for a copy.",
    "new-2": "Share of the summary's pairs of neighbouring words that its article lacks.",
    "coverage": "Share of the summary's words that lie in fragments copied from the article (Grusky 2018).",
    "density": "Mean length of the copied fragment that a word of the summary lies in (Grusky 2018): high for copies.",
    "compression": "Words of the article for one word of the summary.",
    "length": "Words of the summary, as the tokenizer counts them.",
    "repetition": "Share of summaries in which three words in a row come three times or more.",
    "unfinished": "Share of summaries that do not end on a full sentence.",
    "flawed": "Share of summaries with a repetition, or unfinished, or both.",
    "empty": "Share of summaries without any text.",
    "unsupported": "Share of summaries with a number, date or name that the article lacks. It is a check of words: a "
    "wrong verb or a lost negation escapes it.",
    "fallback": "Share of articles for which no summary of the model passed the check, so that the article's own "
    "opening was given instead.",
    "refused": "Share of articles for which the system gave no summary: too short, empty, or in no language it could "
    "tell.",
    "articles/s": "Articles summarised in a second on the machine of the run, loading not counted. It compares within "
    "one run only.",
    "sentences/s": "Sentences translated in a second on the machine of the run. It compares within one run only.",
    "numbers kept": "Share of the source's numbers that stand in the translation.",
    "shared words": "Runs of words that two texts have in common, compared in lower case with accents. Runs of two "
    "words or more say more than single ones: every French text has “de”.",
    "source sentence": "The sentence of the article that shares most words and pairs of words with a sentence of the "
    "summary. It shows where to check; it proves nothing.",
}


def explain(label: str) -> str | None:
    """What a label means, None where this report does not know it; "R-1 fr-v1" is explained as "R-1"."""
    if label.startswith("in ") and len(label) == 5:
        return f"Share of outputs that langdetect takes for the language {label[3:]!r}."
    return _TERMS.get(label) or _TERMS.get(label.split(" ")[0])
