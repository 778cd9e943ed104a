"""Summaries scored: the seed, columns of outputs, systems, the OrangeSum table, the gate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from benchmarks import cli_options as options
from benchmarks import evaluate, gate, report, tables
from benchmarks.choice import Choice
from benchmarks.cli_options import Targets, one_of
from benchmarks.console import progress
from benchmarks.errors import BenchmarkError
from benchmarks.orangesum import SHOWN, orangesum_table
from benchmarks.outputs import write_rows
from benchmarks.seed import score_seed
from benchmarks.systems import column_of
from summarize.metrics.rouge import KINDS
from summarize.metrics.tokenizers import TOKENIZER_NAMES

app = typer.Typer(no_args_is_help=True)


@app.command()
def seed(
    model: Annotated[str, typer.Option(help="A summarisation model; summarize: the default.")] = "summarize",
    json_file: options.Json = None,
) -> None:
    """Summarise and translate the seed article, and score the result against its references."""
    targets = Targets(json_file)
    targets.check()
    targets.write(score_seed(model=model, progress=progress))


@app.command()
def score(
    data: options.Data,
    hypothesis: Annotated[
        list[str],
        typer.Option(
            help="A column of outputs; repeat it. All systems where --data is what --outputs wrote.",
            callback=options.distinct,
        ),
    ] = [],  # noqa: B006 - typer reads the default, nothing changes it
    reference: options.References = [],  # noqa: B006
    tokenizer: options.Tokenizer = "fr-v1",
    stemmer: options.Stemmer = None,
    source: Annotated[str | None, typer.Option(help="A column of articles: measures novelty and support too.")] = None,
    metric: options.Metric = list(KINDS),  # noqa: B006
    aggregate: options.Aggregate = "best",
    output_language: options.OutputLanguage = "fr",
    data_dir: options.DataDir = None,
    config: options.HubConfig = None,
    split: options.HubSplit = "test",
    revision: options.HubRevision = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    results_dir: options.ResultsDir = None,
    markdown: options.Markdown = None,
    latex: options.Latex = None,
    outputs: options.Outputs = None,
) -> None:
    """Score columns of outputs with ROUGE, 95 % intervals, and tests of every system against every other."""
    targets = Targets(json_file, results_dir, markdown, latex, outputs)
    targets.check(data)
    choice = Choice(data, data_dir, config, split, revision, limit)
    _, references = choice.columns(source, reference, ("article", "abstract"))
    hypotheses = hypothesis or choice.systems
    if not hypotheses:
        raise BenchmarkError(f"name a column of outputs with --hypothesis: {data} is not what --outputs wrote")
    found = evaluate.score_columns(
        choice.load(required=[source] if source else [], nullable=hypotheses, lists=references),
        references=references,
        hypotheses=hypotheses,
        scoring=_scoring(tokenizer, metric, aggregate, stemmer, output_language),
        source=source,
        progress=progress,
    )
    _deliver_evaluation(found, targets)


@app.command()
def run(
    data: options.Data,
    system: Annotated[
        list[str],
        typer.Option(
            help="lead-K, random-K, oracle, textrank-K, lexrank-K, lsa-K, kl-K, column:NAME, or a model: a name of the "
            "registry, a hub id, a folder. Repeat it.",
            callback=options.distinct,
        ),
    ],
    source: options.Source = None,
    reference: options.References = [],  # noqa: B006
    tokenizer: options.Tokenizer = "fr-v1",
    stemmer: options.Stemmer = None,
    metric: options.Metric = list(KINDS),  # noqa: B006
    aggregate: options.Aggregate = "best",
    language: options.Language = None,
    output_language: options.OutputLanguage = "fr",
    data_dir: options.DataDir = None,
    config: options.HubConfig = None,
    split: options.HubSplit = "test",
    revision: options.HubRevision = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    results_dir: options.ResultsDir = None,
    markdown: options.Markdown = None,
    latex: options.Latex = None,
    outputs: options.Outputs = None,
) -> None:
    """Run systems over articles; score, time and describe what they make."""
    targets = Targets(json_file, results_dir, markdown, latex, outputs)
    targets.check(data)
    choice = Choice(data, data_dir, config, split, revision, limit)
    source_column, references = choice.columns(source, reference, ("article", "abstract"))
    columns = [column for name in system if (column := column_of(name)) is not None]
    found = evaluate.score_systems(
        choice.load(required=[source_column], nullable=columns, lists=references),
        systems=system,
        source=source_column,
        references=references,
        scoring=_scoring(tokenizer, metric, aggregate, stemmer, output_language),
        progress=progress,
        language=language,
    )
    _deliver_evaluation(found, targets)


@app.command("tokenizers")
def tokenizers_compared(
    data: options.Data,
    hypothesis: Annotated[list[str], typer.Option(help="A column of outputs; repeat it.", callback=options.distinct)],
    reference: options.References = [],  # noqa: B006
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    markdown: options.Markdown = None,
) -> None:
    """Score the same outputs under every tokenizer, and count the words that rouge-score cuts or confuses."""
    targets = Targets(json_file, markdown=markdown)
    targets.check(data)
    choice = Choice(data, data_dir, limit=limit)
    _, references = choice.columns(None, reference, ("article", "abstract"))
    from benchmarks.compare_tokenizers import compare_tokenizers

    found = compare_tokenizers(
        choice.load(required=references, nullable=hypothesis),
        references=references,
        hypotheses=hypothesis,
        scorings=[
            evaluate.Scoring("rouge-score"),
            evaluate.Scoring("unicode"),
            evaluate.Scoring("fr-v1"),
            evaluate.Scoring("fr-v1", stemmer="fr"),
        ],
        progress=progress,
    )
    targets.write(found)


@app.command()
def orangesum(
    folder: Annotated[Path, typer.Option("--results-dir", help="Where the JSON and Markdown files go.")],
    model: Annotated[list[str], typer.Option(help="A summarisation model; repeat it.")] = ["fr-news-mini"],  # noqa: B006
    tokenizer: Annotated[
        list[str], typer.Option(callback=one_of(TOKENIZER_NAMES), help="A tokenizer of ROUGE; repeat it.")
    ] = ["fr-v1", "rouge-score"],  # noqa: B006
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
    outputs: options.Outputs = None,
) -> None:
    """Make the whole OrangeSum table: published, extractive and our systems on the test split, every output scored."""
    stem = "orangesum-test" if limit is None else f"orangesum-test-{limit}"
    targets = Targets(results_dir=folder, outputs=outputs)
    targets.check()
    for name in ("fr-v1.json", "rouge-score.json", "md"):
        report.check_target(folder / (f"{stem}.md" if name == "md" else f"{stem}-{name}"))
    found = orangesum_table(Choice("", data_dir, limit=limit), model, tokenizer, progress=progress)
    for name, evaluation in found.items():
        print(evaluation.report.text(), end="\n\n")
        report.write_json(folder / f"{stem}-{name}.json", evaluation.report)
    text = [f"Tokenizer {n}:\n\n{tables.overview(e.report, SHOWN)}\n\n" for n, e in found.items()]
    report.write_text(folder / f"{stem}.md", [*text, *(tables.markdown(e.report) + "\n" for e in found.values())])
    if outputs is not None:
        write_rows(outputs, next(iter(found.values())).articles)


@app.command("gate")
def run_gate(
    small: Annotated[bool, typer.Option("--small", help="Only the seed and 50 validation articles.")] = False,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Set the floors to what is measured now, lower too.")] = False,
    data_dir: options.DataDir = None,
) -> None:
    """Measure the shipped models, and fail where a score is below its floor (benchmarks/floors.json)."""
    change: gate.Change = "lower" if lower else "update" if update else None
    results = gate.run_gate(small=small, change=change, data_dir=data_dir, progress=progress)
    for result in results:
        print("\n".join(result.lines))
    if any(result.outcome == "failed" for result in results):
        raise BenchmarkError("the gate is closed: " + ", ".join(r.check for r in results if r.outcome == "failed"))


@app.command()
def told(
    data: options.Data = "orangesum-abstract:valid",
    headline: Annotated[str, typer.Option(help="The column of headlines.")] = "title",
    abstract: Annotated[str, typer.Option(help="The column of abstracts.")] = "abstract",
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    system: Annotated[list[str], typer.Option(help="As in run; repeat it.")] = ["summarize"],  # noqa: B006
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
) -> None:
    """Measure what share of an article's headline and abstract a summary says, beside its first sentences."""
    report.check_target(json_file)
    from dataclasses import asdict

    from benchmarks.told import lines, tell

    loaded = Choice(data, data_dir, limit=limit).load(required=[source, headline, abstract])
    found = tell(loaded, source=source, headline=headline, abstract=abstract, systems=system)
    print("\n".join(lines(found)))
    if json_file:
        values = {"data": loaded.name, "sha256": loaded.sha256, "told": {name: asdict(t) for name, t in found.items()}}
        report.write_text(json_file, [json.dumps(values, indent=2, ensure_ascii=False), "\n"])


@app.command()
def checked(
    system: Annotated[
        list[str], typer.Option(help="summarize, a model's name, or server:NAME. Repeat it.", callback=options.distinct)
    ],
    data: options.Data = "orangesum-abstract:valid",
    headline: Annotated[str, typer.Option(help="The column of headlines.")] = "title",
    abstract: Annotated[str, typer.Option(help="The column of abstracts.")] = "abstract",
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    prompt: Annotated[str | None, typer.Option(help="A prompt of one's own for models by server.")] = None,
    beam_size: Annotated[int | None, typer.Option(min=1, help="Answers asked of a server for each article.")] = None,
    timeout_seconds: Annotated[float, typer.Option(help="For one answer of a server.")] = 300.0,
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    outputs: options.Outputs = None,
) -> None:
    """Measure models with the library's checks and without: ROUGE, news told, unsupported claims, seconds.

    The JSON file is written after each system; a later run on the same articles adds its systems to it.
    """
    Targets(json_file, outputs=outputs).check(data)
    from benchmarks.checked import Results, check_models, lines

    loaded = Choice(data, data_dir, limit=limit).load(required=[source, headline, abstract])
    asked = {"prompt": prompt, "beam_size": beam_size, "timeout_seconds": timeout_seconds}
    results = Results(json_file, loaded, asked)
    found, articles = check_models(
        loaded, system, options=asked, source=source, headline=headline, abstract=abstract, progress=progress,
        keep=results.add,
    )  # fmt: skip
    print("\n".join(lines(found)))
    if outputs is not None:
        write_rows(outputs, articles)


@app.command()
def examples(
    data: options.Data,
    row: Annotated[list[int], typer.Option(min=0, help="A row, counted from 0; repeat it.")],
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    reference: Annotated[str, typer.Option(help="The column of references.")] = "abstract",
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini",
    translator: Annotated[str, typer.Option(help="A translation model.")] = "fr-en-opus",
    to: Annotated[str, typer.Option(help="ISO 639-1 code of the translation.")] = "en",
) -> None:
    """Print articles beside our summary, its translation, the reference and what verify says, as Markdown."""
    from benchmarks.examples import examples as made

    loaded = Choice(data).load(required=[source, reference])
    print(made(loaded, row, source=source, reference=reference, model=model, translator=translator, target=to))


def _deliver_evaluation(found: evaluate.Evaluation, targets: Targets) -> None:
    targets.write(found.report)
    if targets.outputs is not None:
        write_rows(targets.outputs, found.articles)


def _scoring(
    tokenizer: str, metric: Sequence[str], aggregate: str, stemmer: str | None, language: str
) -> evaluate.Scoring:
    return evaluate.Scoring(tokenizer, tuple(metric), cast(Literal["best", "mean"], aggregate), stemmer, language)
