"""The ranker of a summariser, fitted: which of its candidates' features go with a better ROUGE.

In: an exported model folder, articles with their abstracts that the model was not trained on. Out: `ranker.json` in the
folder (see summarize/stages/rank.py). Ridge regression on differences within an article, so that an article's own
difficulty does not count; five-fold cross-validation over articles says what to expect.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from summarize.engine import load_model
from summarize.options import make_options
from summarize.stages import abstract, rank
from summarize.stages.clean import clean
from summarize.stages.segment import split_sentences
from summarize.store import record_hashes

#: What is fitted: ROUGE F1 with these weights.
TARGET = {"rouge1": 1.0, "rouge2": 0.5, "rougeL": 1.0}
PENALTY = 50.0
BATCH = 32


#: Of one article: features (choices, features), ROUGE (choices, 3) and hesitations (choices,) of all its choices.
Example = tuple[np.ndarray, np.ndarray, np.ndarray]


def examples(folder: Path, articles: Sequence[tuple[str, str]]) -> Iterator[Example]:
    """What the model could have written of each (article, abstract), measured."""
    from rouge_score.rouge_scorer import RougeScorer

    model = load_model(str(folder), "summarization", make_options())
    scorer = RougeScorer(list(TARGET))
    writing = abstract.Writing("medium", None, True, model.words)
    for start in range(0, len(articles), BATCH):
        part = articles[start : start + BATCH]
        cleaned = [clean(text).text for text, _ in part]
        candidates = abstract.candidates(
            [(t, split_sentences(t)) for t in cleaned], model.backend, model.entry, writing
        )
        for (job, abstracts, extracts), (_, gold) in zip(candidates, part, strict=True):
            choices = abstract.compose(job, abstracts, extracts, "medium", Counter())
            article = rank.Article.of(job.sentences)
            texts = [" ".join(unit.text for unit in choice) for choice in choices]
            scores = [[scorer.score(gold, text)[kind].fmeasure for kind in TARGET] for text in texts]
            wanted = abstract.words_wanted("medium")
            if choices:
                rows = np.array([rank.features(article, c, wanted) for c in choices])
                yield rows, np.array(scores), np.array(rank.hesitations(choices))
        print(f"{min(start + BATCH, len(articles))} of {len(articles)} articles", flush=True)


def fit_weights(found: Sequence[Example], hesitation_penalty: float = 0.0) -> np.ndarray:
    """Ridge weights of the features, shape (features,), for scores centred within each article.

    What the penalty set by hand explains is taken off first, so that the weights make up for what it costs.
    """
    x = np.concatenate([features - features.mean(axis=0) for features, _, _ in found])
    totals = [scores @ np.array(list(TARGET.values())) + hesitation_penalty * gaps for _, scores, gaps in found]
    y = np.concatenate([total - total.mean() for total in totals])
    spread = x.std(axis=0) + 1e-9
    scaled = x / spread
    return np.linalg.solve(scaled.T @ scaled + PENALTY * np.eye(x.shape[1]), scaled.T @ y) / spread


def expected(
    found: Sequence[Example], *, novelty_bonus: float, hesitation_penalty: float = 0.0, folds: int = 5
) -> list[float]:
    """Mean ROUGE-1, -2, -L (0-1) and share of new word pairs of what weights fitted on other articles choose."""
    novel = rank.FEATURES.index("novel")
    chosen = []
    for fold in range(folds):
        weights = fit_weights([row for i, row in enumerate(found) if i % folds != fold], hesitation_penalty)
        for features, scores, gaps in found[fold::folds]:
            worth = features @ weights + novelty_bonus * features[:, novel] - hesitation_penalty * gaps
            best = int(np.argmax(worth))
            chosen.append([*scores[best], features[best, novel]])
    return [float(v) for v in np.mean(chosen, axis=0)]


def fit_ranker(
    folder: Path,
    articles: Sequence[tuple[str, str]],
    *,
    novelty_bonus: float,
    pronoun_penalty: float,
    hesitation_penalty: float,
) -> None:
    """Fit on (article, abstract) pairs and write `ranker.json`; print what cross-validation expects of it."""
    (folder / "ranker.json").unlink(missing_ok=True)
    found = list(examples(folder, articles))
    for bonus in sorted({0.0, 0.4, 0.8, novelty_bonus}):
        for penalty in sorted({0.0, hesitation_penalty}):
            r1, r2, rl, new = (100 * v for v in expected(found, novelty_bonus=bonus, hesitation_penalty=penalty))
            print(
                f"novelty bonus {bonus:.2f}, hesitation penalty {penalty:.2f}: "
                f"R-1 {r1:.2f} R-2 {r2:.2f} R-L {rl:.2f}, new bigrams {new:.1f} %",
                flush=True,
            )
    weights = fit_weights(found, hesitation_penalty)
    values = {
        "weights": {n: round(float(w), 5) for n, w in zip(rank.FEATURES, weights, strict=True)},
        "novelty_bonus": novelty_bonus,
        "pronoun_penalty": pronoun_penalty,
        "hesitation_penalty": hesitation_penalty,
        "fitted_on_articles": len(found),
        "target": TARGET,
    }
    (folder / "ranker.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    record_hashes(folder)
