"""Speed, memory, faults, and the same bits: what runs cost and survive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import cli_options as options
from benchmarks import report
from benchmarks.choice import Choice
from benchmarks.cli_options import one_of
from benchmarks.console import deliver, say
from benchmarks.engines import compare_engines
from benchmarks.errors import BenchmarkError

app = typer.Typer(no_args_is_help=True)


@app.command()
def engines(
    data: options.Data,
    source: options.Source = None,
    reference: options.References = [],  # noqa: B006
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini",
    language: options.Language = None,
    exact_rows: Annotated[int, typer.Option(min=1, help="Rows on which the engines' texts are compared.")] = 50,
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
) -> None:
    """Compare ctranslate2 with transformers text by text, and int8 with float32 by ROUGE."""
    choice = Choice(data, data_dir, limit=limit)
    column, references = choice.columns(source, reference, ("article", "abstract"))
    loaded = choice.load(required=[column, *references])
    found = compare_engines(
        loaded, source=column, reference=references[0], model=model, language=language, exact_rows=exact_rows
    )
    print(found.text())


@app.command()
def speed(
    part: Annotated[
        list[str],
        typer.Option(
            callback=one_of(("engines", "sentences", "writer", "cold", "scaling", "batches", "roofline")),
            help="Repeat it.",
        ),
    ] = ["engines", "cold", "batches", "scaling", "roofline"],  # noqa: B006 - typer reads the default, nothing changes it
    rounds: Annotated[int, typer.Option(min=1, help="Of every comparison, after one that warms up.")] = 3,
    threads: Annotated[int | None, typer.Option(min=1, help="Of every system; all cores if not given.")] = None,
    most_articles: Annotated[int, typer.Option(min=10, help="Where the scaling by number of articles ends.")] = 1000,
    folder: Annotated[Path, typer.Option(help="Where the random model of BARThez's shape is kept.")] = Path(
        ".work/barthez-shape"
    ),
    json_file: options.Json = None,
) -> None:
    """Measure speed and memory beside transformers and CTranslate2 by hand, all in turn in one run."""
    report.check_target(json_file)
    from benchmarks.speed.measure import measure

    found = measure(part, rounds=rounds, threads=threads, most_articles=most_articles, folder=folder, say=say)
    deliver(found, json_file)


@app.command("batch")
def batch_jobs(
    data: options.Data,
    column: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    articles: Annotated[int, typer.Option(min=100, help="For the throughput, shared out to the rounds.")] = 2000,
    rounds: Annotated[int, typer.Option(min=1, help="Of the throughput.")] = 4,
    memory: Annotated[
        list[int] | None, typer.Option(help="Also the peak memory of a batch of so many articles; repeat it.")
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Of every system; all cores if not given.")] = None,
    json_file: options.Json = None,
) -> None:
    """Measure batch jobs beside a plain loop and beside the engine driven by hand, all in turn in one run."""
    report.check_target(json_file, [data])
    from benchmarks.speed.measure import measure_jobs

    texts = Choice(data, limit=max([articles, *(memory or [])])).load(required=[column]).columns[column]
    found = measure_jobs(texts, articles=articles, memory_counts=memory or [], rounds=rounds, threads=threads, say=say)
    deliver(found, json_file)


@app.command()
def stress(
    minutes: Annotated[float, typer.Option(min=0.05, help="Of the load by 16 threads.")] = 5.0,
    part: Annotated[
        list[str], typer.Option(callback=one_of(("threads", "starts", "kills", "cache", "forks")), help="Repeat it.")
    ] = ["threads", "starts", "kills", "cache", "forks"],  # noqa: B006 - typer reads the default, nothing changes it
    tries: Annotated[
        int, typer.Option(min=1, help="Kills, deletions, full disks and forks, each; a quarter as many starts.")
    ] = 40,
    articles: Annotated[int, typer.Option(min=1, help="That the threads go through.")] = 100,
    data_dir: options.DataDir = None,
    json_file: options.Json = None,
) -> None:
    """Use the library hard: threads, starts at once, kills, broken caches, forks; fails where anything is lost."""
    report.check_target(json_file)
    from benchmarks.stress.measure import run_stress

    found = run_stress(part, minutes=minutes, tries=tries, articles=articles, data_dir=data_dir, say=say)
    deliver(found, json_file)
    if found.wrong():
        raise BenchmarkError(f"something was lost or differed: {'; '.join(found.wrong())}")


@app.command()
def memory(
    data: options.Data,
    column: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    summaries: Annotated[int, typer.Option(min=1, help="With a translation, in one process.")] = 10_000,
    articles: Annotated[int, typer.Option(min=1, help="Through batch.")] = 20_000,
    minutes: Annotated[float, typer.Option(min=0.1, help="At most, half for each.")] = 60.0,
    translator: Annotated[str | None, typer.Option(help="A translator's name; the shipped one by default.")] = None,
    json_file: options.Json = None,
) -> None:
    """Sample memory, descriptors and threads over long runs; fails where they grow."""
    report.check_target(json_file, [data])
    from benchmarks.memory import run_memory, to_json
    from benchmarks.reproducible import shipped_translator

    texts = Choice(data, limit=max(summaries, articles)).load(required=[column]).columns[column]
    found = run_memory(
        texts, summaries=summaries, articles=articles, minutes=minutes,
        translator=translator or shipped_translator("fr", "en"), say=say,
    )  # fmt: skip
    print(to_json(found))
    if json_file:
        json_file.write_text(to_json(found) + "\n", encoding="utf-8")
    growing = [run.part for run in found if not run.is_flat]
    if growing:
        raise BenchmarkError(f"not flat: {'; '.join(growing)}")


@app.command()
def reproducible(
    data: options.Data,
    column: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    articles: Annotated[int, typer.Option(min=1, help="Three outputs each.")] = 67,
    json_file: options.Json = None,
) -> None:
    """Compare outputs on this processor with fewer instructions, with reproducible=True and without; fails where the
    former differ."""
    report.check_target(json_file, [data])
    from benchmarks.reproducible import run_processors, to_json

    texts = Choice(data, limit=articles).load(required=[column]).columns[column]
    found = run_processors(texts, say)
    print(to_json(found))
    if json_file:
        json_file.write_text(to_json(found) + "\n", encoding="utf-8")
    differing = [run for run in found if run.reproducible and run.equal < run.outputs]
    if differing:
        raise BenchmarkError(f"reproducible=True gave other outputs on {differing[0].processor}")


@app.command()
def faults(
    rounds: Annotated[int, typer.Option(min=1, help="Batches that are disturbed, a seed.")] = 20,
    seed: Annotated[list[int], typer.Option(help="Decides what happens when; one after the other.")] = [1, 2],  # noqa: B006
    json_file: options.Json = None,
) -> None:
    """Disturb batches by signals, killed workers, full files, a failing disk, removed folders, a clock set back; fails
    where a row is lost or anything is left."""
    report.check_target(json_file)
    from benchmarks.faults import run_faults

    found = [run_faults(rounds, one, say) for one in seed]
    text = json.dumps([run.to_dict() for run in found], indent=1, ensure_ascii=False)
    print(text)
    if json_file:
        json_file.write_text(text + "\n", encoding="utf-8")
    wrong = [what for run in found for what in run.wrong]
    if wrong:
        raise BenchmarkError(f"{len(wrong)} faults, the first: {wrong[0]}")
