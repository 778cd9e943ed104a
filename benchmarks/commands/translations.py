"""Translations scored, and the check of translations."""

from __future__ import annotations

from typing import Annotated

import typer

from benchmarks import cli_options as options
from benchmarks.choice import Choice
from benchmarks.cli_options import Targets
from benchmarks.console import progress
from benchmarks.translation import score_translation

app = typer.Typer(no_args_is_help=True)


@app.command()
def translate(
    data: options.Data,
    source: Annotated[str | None, typer.Option(help="The column to translate; the data set's own, else fr.")] = None,
    reference: Annotated[
        str | None, typer.Option(help="The column of reference translations; the data set's own, else en.")
    ] = None,
    model: Annotated[str, typer.Option(help="A translation model.")] = "fr-en-opus",
    source_language: Annotated[str, typer.Option(help="ISO 639-1 code.")] = "fr",
    target_language: Annotated[str, typer.Option(help="ISO 639-1 code.")] = "en",
    data_dir: options.DataDir = None,
    config: options.HubConfig = None,
    split: options.HubSplit = "test",
    revision: options.HubRevision = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    results_dir: options.ResultsDir = None,
    markdown: options.Markdown = None,
    latex: options.Latex = None,
) -> None:
    """Translate a column and score it: BLEU, chrF, TER, numbers kept."""
    targets = Targets(json_file, results_dir, markdown, latex)
    targets.check(data)
    choice = Choice(data, data_dir, config, split, revision, limit)
    column, references = choice.columns(source, [reference] if reference else [], ("fr", "en"))
    found = score_translation(
        choice.load(required=[column, *references]),
        source=column,
        reference=references[0],
        model=model,
        languages=(source_language, target_language),
        progress=progress,
    )
    targets.write(found)


@app.command("gate-translations")
def gate_translations(
    articles: Annotated[int, typer.Option(min=0, help="Summarise and translate so many validation articles too.")] = 0,
    translator: Annotated[str, typer.Option(help="The model that translates these.")] = "fr-en-opus",
    data_dir: options.DataDir = None,
    json_file: options.Json = None,
    markdown: options.Markdown = None,
) -> None:
    """Measure the check of translations by judged sentences: wrong ones caught, adequate ones caught too."""
    targets = Targets(json_file, markdown=markdown)
    targets.check()
    from benchmarks.judged_translations import measure_gate

    targets.write(measure_gate(Choice("", data_dir), articles=articles, translator=translator, progress=progress))
