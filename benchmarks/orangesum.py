"""The OrangeSum table: published systems, extractive ones and ours on the paper's test split, in one command.

Enters: where the data are, and the models to set beside the published systems. Leaves: an evaluation for each
tokenizer, of the same outputs. Refused: what `benchmarks.catalogue` and the systems refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.choice import Choice
from benchmarks.evaluate import Evaluation, Progress, Scoring, evaluate_runs, reference_rows, run_systems
from benchmarks.systems import Asked

DATA = "orangesum-abstract:test"
#: The four systems of the paper, by what they wrote; it stands in the data.
PUBLISHED = tuple(f"column:output_{name}" for name in ("barthez", "mbarthez", "mbart", "camembert2camembert"))
EXTRACTIVE = ("lead-1", "lead-2", "lead-3", "random", "textrank", "lexrank", "lsa", "kl", "oracle")
#: What a README shows of it, in this order.
SHOWN = ("R-1", "R-2", "R-L", "new-2", "unsupported", "length", "flawed", "in fr", "articles/s")


def orangesum_table(
    choice: Choice, models: Sequence[str], tokenizers: Sequence[str], *, progress: Progress
) -> dict[str, Evaluation]:
    """Run every system once, and score the outputs under each tokenizer.

    Args:
        choice: where the data are, and how many rows are read; its name is not looked at.
        models: names of summarisation models, set last.
        tokenizers: names of tokenizers.
        progress: see `benchmarks.evaluate.Progress`.

    Returns:
        Tokenizer -> evaluation, in the order asked for.
    """
    columns = [name.removeprefix("column:") for name in PUBLISHED]
    data = replace(choice, name=DATA).load(required=["article", "abstract"], nullable=columns)
    references = ["abstract"]
    asked = Asked(data.columns, reference_rows(data, references), language="fr")
    systems = [*PUBLISHED, *EXTRACTIVE, *models]
    runs = run_systems(data, systems, source="article", asked=asked, progress=progress)
    return {
        tokenizer: evaluate_runs(
            "orangesum", runs, data, references, "article", scoring=Scoring(tokenizer), progress=progress
        )
        for tokenizer in tokenizers
    }
