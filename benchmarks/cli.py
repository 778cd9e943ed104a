"""The commands of `python -m benchmarks`: parse, call, print.

Enters: the command line. Leaves: tables on standard output, progress and errors on standard error, JSON where asked.
Exit codes: 0 done, 1 failed (one line says why), 2 misuse.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, TypeVar, cast

import typer

from benchmarks import data as data_files
from benchmarks import evaluate, report
from benchmarks.engines import compare_engines
from benchmarks.errors import BenchmarkError
from benchmarks.metrics.rouge import KINDS
from benchmarks.metrics.tokenizers import TOKENIZER_NAMES
from benchmarks.outputs import write_rows
from benchmarks.systems import column_of

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Measure summaries and translations.",
)

Given = TypeVar("Given", str, list[str])


def _one_of(allowed: Sequence[str]) -> Callable[[Given], Given]:
    def check(given: Given) -> Given:
        names = [given] if isinstance(given, str) else given
        for name in names:
            if name not in allowed:
                raise typer.BadParameter(f"{name!r} is none of: {', '.join(allowed)}")
        return given

    return check


def _distinct(names: list[str]) -> list[str]:
    # Systems are told apart by name: a second one of the same name would overwrite the first.
    if len(set(names)) != len(names):
        raise typer.BadParameter("the same name was given twice")
    return names


DataOption = Annotated[Path, typer.Option("--data", help="A .jsonl, .csv or .parquet file.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Read this many rows from the start.")]
JsonOption = Annotated[Path | None, typer.Option("--json", help="Write the scores here too, as JSON.")]
OutputsOption = Annotated[
    Path | None, typer.Option("--outputs", help="Write every article with its outputs here, as JSON Lines.")
]
StemmerOption = Annotated[
    str | None, typer.Option(help="Cut words to their stems before ROUGE: fr, the French Snowball stemmer.")
]
OutputLanguageOption = Annotated[
    str, typer.Option(help="The language that outputs should be in, ISO 639-1; its share is measured.")
]
MetricOption = Annotated[
    list[str], typer.Option("--metric", callback=_one_of(KINDS), help="A ROUGE to compute; repeat it.")
]
AggregateOption = Annotated[
    str, typer.Option(callback=_one_of(("best", "mean")), help="Over several references: best or mean.")
]


def _tokenizer_option() -> object:
    names = ", ".join(TOKENIZER_NAMES)
    return typer.Option("--tokenizer", callback=_one_of(TOKENIZER_NAMES), help=f"One of: {names}.")


TokenizerOption = Annotated[str, _tokenizer_option()]


@app.command()
def seed(
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini", json_file: JsonOption = None
) -> None:
    """Summarise and translate the seed article, and score the result against its references."""
    report.check_target(json_file)
    _deliver(evaluate.score_seed(model=model, progress=_progress), json_file)


@app.command()
def score(
    data: DataOption,
    reference: Annotated[list[str], typer.Option(help="A column of references; repeat it for several.")],
    hypothesis: Annotated[list[str], typer.Option(help="A column of outputs; repeat it.", callback=_distinct)],
    tokenizer: TokenizerOption = "fr-v1",
    source: Annotated[str | None, typer.Option(help="A column of articles: measures novelty too.")] = None,
    metric: MetricOption = list(KINDS),  # noqa: B006 - typer reads the default, nothing changes it
    aggregate: AggregateOption = "best",
    stemmer: StemmerOption = None,
    output_language: OutputLanguageOption = "fr",
    limit: LimitOption = None,
    json_file: JsonOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Score columns of outputs with ROUGE, 95 % intervals, and tests of every system against every other."""
    _check_targets(json_file, outputs)
    required = [*reference, *([source] if source else [])]
    loaded = data_files.load(data, required=required, nullable=hypothesis, limit=limit)
    found = evaluate.score_columns(
        loaded,
        references=reference,
        hypotheses=hypothesis,
        scoring=evaluate.Scoring(
            tokenizer, tuple(metric), cast(Literal["best", "mean"], aggregate), stemmer, output_language
        ),
        source=source,
        progress=_progress,
    )
    _deliver(found.report, json_file)
    _deliver_outputs(found, outputs)


@app.command()
def run(
    data: DataOption,
    system: Annotated[
        list[str], typer.Option(help="lead-K, column:NAME or a model's name; repeat it.", callback=_distinct)
    ],
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    reference: Annotated[list[str], typer.Option(help="A column of references; repeat it for several.")] = ["abstract"],  # noqa: B006
    tokenizer: TokenizerOption = "fr-v1",
    metric: MetricOption = list(KINDS),  # noqa: B006 - typer reads the default, nothing changes it
    language: Annotated[str | None, typer.Option(help="Of the articles; detected one by one if not given.")] = None,
    aggregate: AggregateOption = "best",
    stemmer: StemmerOption = None,
    output_language: OutputLanguageOption = "fr",
    limit: LimitOption = None,
    json_file: JsonOption = None,
    outputs: OutputsOption = None,
) -> None:
    """Run systems over articles; score and describe what they make."""
    _check_targets(json_file, outputs)
    columns = [column for name in system if (column := column_of(name)) is not None]
    loaded = data_files.load(data, required=[source, *reference], nullable=columns, limit=limit)
    found = evaluate.score_systems(
        loaded,
        systems=system,
        source=source,
        references=reference,
        scoring=evaluate.Scoring(
            tokenizer, tuple(metric), cast(Literal["best", "mean"], aggregate), stemmer, output_language
        ),
        progress=_progress,
        language=language,
    )
    _deliver(found.report, json_file)
    _deliver_outputs(found, outputs)


@app.command()
def engines(
    data: DataOption,
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    reference: Annotated[str, typer.Option(help="The column of references.")] = "abstract",
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini",
    language: Annotated[str | None, typer.Option(help="Of the articles; detected one by one if not given.")] = None,
    exact_rows: Annotated[int, typer.Option(min=1, help="Rows on which the engines' texts are compared.")] = 50,
    limit: LimitOption = None,
) -> None:
    """Compare ctranslate2 with transformers text by text, and int8 with float32 by ROUGE."""
    loaded = data_files.load(data, required=[source, reference], limit=limit)
    found = compare_engines(
        loaded, source=source, reference=reference, model=model, language=language, exact_rows=exact_rows
    )
    print(found.text())


@app.command()
def translate(
    data: DataOption,
    source: Annotated[str, typer.Option(help="The column to translate.")] = "fr",
    reference: Annotated[str, typer.Option(help="The column of reference translations.")] = "en",
    model: Annotated[str, typer.Option(help="A translation model.")] = "fr-en-mini",
    source_language: Annotated[str, typer.Option(help="ISO 639-1 code.")] = "fr",
    target_language: Annotated[str, typer.Option(help="ISO 639-1 code.")] = "en",
    limit: LimitOption = None,
    json_file: JsonOption = None,
) -> None:
    """Translate a column and score it: BLEU, chrF, numbers kept."""
    report.check_target(json_file)
    loaded = data_files.load(data, required=[source, reference], limit=limit)
    found = evaluate.score_translation(
        loaded,
        source=source,
        reference=reference,
        model=model,
        languages=(source_language, target_language),
        progress=_progress,
    )
    _deliver(found, json_file)


@app.command()
def examples(
    data: DataOption,
    row: Annotated[list[int], typer.Option(min=0, help="A row, counted from 0; repeat it.")],
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    reference: Annotated[str, typer.Option(help="The column of references.")] = "abstract",
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini",
    translator: Annotated[str, typer.Option(help="A translation model.")] = "fr-en-mini",
    to: Annotated[str, typer.Option(help="ISO 639-1 code of the translation.")] = "en",
) -> None:
    """Print articles beside our summary, its translation, the reference and what verify says, as Markdown."""
    from benchmarks.examples import examples as made

    loaded = data_files.load(data, required=[source, reference])
    print(made(loaded, row, source=source, reference=reference, model=model, translator=translator, target=to))


@app.command()
def speed(
    part: Annotated[
        list[str],
        typer.Option(callback=_one_of(("engines", "cold", "scaling", "batches", "roofline")), help="Repeat it."),
    ] = ["engines", "cold", "batches", "scaling", "roofline"],  # noqa: B006 - typer reads the default, nothing changes it
    rounds: Annotated[int, typer.Option(min=1, help="Of every comparison, after one that warms up.")] = 3,
    threads: Annotated[int | None, typer.Option(min=1, help="Of every system; all cores if not given.")] = None,
    most_articles: Annotated[int, typer.Option(min=10, help="Where the scaling by number of articles ends.")] = 1000,
    folder: Annotated[Path, typer.Option(help="Where the random model of BARThez's shape is kept.")] = Path(
        ".work/barthez-shape"
    ),
    json_file: JsonOption = None,
) -> None:
    """Measure speed and memory beside transformers and CTranslate2 by hand, all in turn in one run."""
    report.check_target(json_file)
    from benchmarks.speed.measure import measure

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    found = measure(part, rounds=rounds, threads=threads, most_articles=most_articles, folder=folder, say=say)
    _deliver(found, json_file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: the command line without the program's name; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 failed, 2 misuse.
    """
    try:
        app(args=None if arguments is None else list(arguments), prog_name="python -m benchmarks")
    except BenchmarkError as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except SystemExit as finished:
        return finished.code if isinstance(finished.code, int) else 0
    return 0


def _check_targets(*paths: Path | None) -> None:
    for path in paths:
        report.check_target(path)


def _deliver_outputs(found: evaluate.Evaluation, path: Path | None) -> None:
    if path is not None:
        write_rows(path, found.articles)


def _deliver(found: report.HasText, json_file: Path | None) -> None:
    print(found.text())
    if json_file is not None:
        report.write_json(json_file, found)


@contextmanager
def _progress(description: str, total: int) -> Iterator[Callable[[int], object]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as display:
        task = display.add_task(description, total=total)
        yield lambda done: display.advance(task, done)
