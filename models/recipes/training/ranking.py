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


def examples(folder: Path, articles: Sequence[tuple[str, str]]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each (article, abstract): features (choices, features) and ROUGE (choices, 3) of all its choices."""
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
                yield np.array([rank.features(article, c, wanted) for c in choices]), np.array(scores)
        print(f"{min(start + BATCH, len(articles))} of {len(articles)} articles", flush=True)


def fit_weights(found: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Ridge weights of the features, shape (features,), for scores centred within each article."""
    x = np.concatenate([f - f.mean(axis=0) for f, _ in found])
    y = np.concatenate(
        [s @ np.array(list(TARGET.values())) - (s @ np.array(list(TARGET.values()))).mean() for _, s in found]
    )
    spread = x.std(axis=0) + 1e-9
    scaled = x / spread
    return np.linalg.solve(scaled.T @ scaled + PENALTY * np.eye(x.shape[1]), scaled.T @ y) / spread


def expected(found: Sequence[tuple[np.ndarray, np.ndarray]], bonus: float, folds: int = 5) -> list[float]:
    """Mean ROUGE-1, -2, -L (0-1) and share of new word pairs of what weights fitted on other articles choose."""
    novel = rank.FEATURES.index("novel")
    chosen = []
    for fold in range(folds):
        weights = fit_weights([row for i, row in enumerate(found) if i % folds != fold])
        for features, scores in found[fold::folds]:
            best = int(np.argmax(features @ weights + bonus * features[:, novel]))
            chosen.append([*scores[best], features[best, novel]])
    return [float(v) for v in np.mean(chosen, axis=0)]


def fit_ranker(
    folder: Path, articles: Sequence[tuple[str, str]], *, novelty_bonus: float, pronoun_penalty: float
) -> None:
    """Fit on (article, abstract) pairs and write `ranker.json`, with what cross-validation expects of it."""
    (folder / "ranker.json").unlink(missing_ok=True)
    found = list(examples(folder, articles))
    for bonus in sorted({0.0, 0.2, 0.4, 0.6, 0.8, novelty_bonus}):
        r1, r2, rl, new = (100 * v for v in expected(found, bonus))
        print(f"novelty bonus {bonus:.2f}: R-1 {r1:.2f} R-2 {r2:.2f} R-L {rl:.2f}, new bigrams {new:.1f} %", flush=True)
    values = {
        "weights": {n: round(float(w), 5) for n, w in zip(rank.FEATURES, fit_weights(found), strict=True)},
        "novelty_bonus": novelty_bonus,
        "pronoun_penalty": pronoun_penalty,
        "fitted_on_articles": len(found),
        "target": TARGET,
    }
    (folder / "ranker.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    record_hashes(folder)
