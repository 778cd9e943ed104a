"""The ranker of a summariser, fitted: which of its candidates' features go with a better ROUGE.

In: an exported model folder, articles with their abstracts that the model was not trained on. Out: `ranker.json` in the
folder (see summarize/stages/rank). Ridge regression on differences within an article, so that an article's own
difficulty does not count; five-fold cross-validation over articles says what to expect.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from summarize.engine import Model, load_model
from summarize.options import make_options
from summarize.stages import abstract, rank
from summarize.store import record_hashes
from summarize.text.clean import clean
from summarize.text.sentences import split_sentences

from .rouge import TARGET, Rouge

PENALTY = 50.0
BATCH = 32


#: Of one article: features (choices, features), ROUGE (choices, 3) and the least likely pieces' mean log-probability of
#: each part (choices, 2; 0 where there is none) of all its choices.
Example = tuple[np.ndarray, np.ndarray, np.ndarray]


def examples(folder: Path, articles: Sequence[tuple[str, str]]) -> Iterator[Example]:
    """What the model could have written of each (article, abstract), measured."""
    model = load_model(str(folder), "summarization", make_options())
    selector = rank.Selector.load(folder)
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
            rouge = Rouge(gold)
            scores = [rouge.of(text) for text in texts]
            wanted = abstract.words_wanted("medium")
            if choices:
                rows = np.array(rank.all_features(article, wanted, choices, selector))
                yield rows, np.array(scores), least_likely(model, job.text, choices)
        print(f"{min(start + BATCH, len(articles))} of {len(articles)} articles", flush=True)


def least_likely(model: Model, text: str, choices: Sequence[Sequence[rank.Unit]]) -> np.ndarray:
    """`rank.least_likely` of the parts of each choice, shape (choices, 2); 0 for copies and where there is no part."""
    units = list({unit: None for choice in choices for unit in choice if unit.kind == "abstract"})
    control = model.entry.controls.get("abstract")
    scores = model.backend.score([text] * len(units), [unit.scored for unit in units], control)
    known = {unit: rank.least_likely(row) for unit, row in zip(units, scores, strict=True)}
    return np.array([[known.get(unit, 0.0) for unit in choice] + [0.0] * (2 - len(choice)) for choice in choices])


def fit_weights(found: Sequence[Example]) -> np.ndarray:
    """Ridge weights of the features, shape (features,), for scores centred within each article."""
    x = np.concatenate([features - features.mean(axis=0) for features, _, _ in found])
    totals = [scores @ np.array(list(TARGET.values())) for _, scores, _ in found]
    y = np.concatenate([total - total.mean() for total in totals])
    spread = x.std(axis=0) + 1e-9
    scaled = x / spread
    return np.linalg.solve(scaled.T @ scaled + PENALTY * np.eye(x.shape[1]), scaled.T @ y) / spread


def expected(
    found: Sequence[Example], *, novelty_bonus: float, falter_penalty: float, falter_below: float, folds: int = 5
) -> list[float]:
    """Mean ROUGE-1, -2, -L (0-1), share of new word pairs, and share of summaries in which the model faltered, of what
    weights fitted on other articles choose."""
    novel = rank.FEATURES.index("novel")
    chosen = []
    for fold in range(folds):
        weights = fit_weights([row for i, row in enumerate(found) if i % folds != fold])
        for features, scores, likelihoods in found[fold::folds]:
            faltering = np.maximum(0.0, falter_below - likelihoods).sum(axis=1)
            worth = features @ weights + novelty_bonus * features[:, novel] - falter_penalty * faltering
            best = int(np.argmax(worth))
            chosen.append([*scores[best], features[best, novel], float(faltering[best] > 0)])
    return [float(v) for v in np.mean(chosen, axis=0)]


def fit_ranker(folder: Path, articles: Sequence[tuple[str, str]], wishes: Mapping[str, float]) -> None:
    """Fit on (article, abstract) pairs and write `ranker.json` with the `wishes` (see rank.Ranker); print what
    cross-validation expects of it."""
    (folder / "ranker.json").unlink(missing_ok=True)
    found = list(examples(folder, articles))
    asked = {name: wishes[name] for name in ("novelty_bonus", "falter_penalty", "falter_below")}
    for other in ({}, {"novelty_bonus": 0.0}, {"novelty_bonus": 0.6}, {"falter_penalty": 0.0}):
        tried = asked | other
        r1, r2, rl, new, faltered = (100 * v for v in expected(found, **tried))
        print(
            f"{', '.join(f'{name} {value:.2f}' for name, value in tried.items())}: R-1 {r1:.2f} R-2 {r2:.2f} "
            f"R-L {rl:.2f}, new bigrams {new:.1f} %, faltered {faltered:.1f} %",
            flush=True,
        )
    values = {
        "weights": {n: round(float(w), 5) for n, w in zip(rank.FEATURES, fit_weights(found), strict=True)},
        **wishes,
        "fitted_on_articles": len(found),
        "target": TARGET,
    }
    (folder / "ranker.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    record_hashes(folder)
