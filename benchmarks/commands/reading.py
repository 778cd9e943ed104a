"""Two systems judged by a reader, and a run as a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import cli_options as options
from benchmarks import report
from benchmarks.choice import Choice
from benchmarks.cli_options import Targets
from benchmarks.console import deliver, progress, say
from benchmarks.errors import BenchmarkError

app = typer.Typer(no_args_is_help=True)
read = typer.Typer(no_args_is_help=True, help="Have two systems judged by a reader who does not know which is which.")
app.add_typer(read, name="read")


@read.command("make")
def make_sheet(
    data: options.Data,
    first_system: Annotated[
        str,
        typer.Option(
            help="lead-K or another extractive system; shipped, the library as it is; OPTION=VALUE,... (model=NAME, "
            "length=short, to=en), the library with options; FILE.jsonl with id, text and, if any, translation."
        ),
    ],
    second_system: Annotated[str, typer.Option(help="The same.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for sheet.html, sheet.txt and key.json.")],
    articles: Annotated[int, typer.Option(min=1, help="How many articles are drawn.")] = 60,
    seed: Annotated[int, typer.Option(help="Decides the articles drawn and the blind order.")] = 7,
    source: options.Source = None,
    title: Annotated[str | None, typer.Option(help="A column of titles, which are put above the articles.")] = None,
    data_dir: options.DataDir = None,
) -> None:
    """Make a sheet: articles with two summaries in blind order, a form for each, and the key."""
    from benchmarks.reading import sheet, systems

    sheet.check_folder(output)
    if first_system == second_system:
        raise BenchmarkError(f"both systems are {first_system!r}; give two that differ")
    for name in (first_system, second_system):
        systems.check(name)
    choice = Choice(data, data_dir)
    column, _ = choice.columns(source, [], ("article",))
    loaded = choice.load(required=[column], nullable=[title] if title else [])
    written = sheet.make_sheet(
        sheet.under_titles(loaded, column, title) if title else loaded,
        source=column,
        names=(first_system, second_system),
        articles=articles,
        seed=seed,
        folder=output,
        progress=progress,
    )
    for path in written:
        print(path)


@read.command("count")
def count_answers(
    answers: Annotated[Path, typer.Argument(help="Answers that the page saved, or a filled sheet.txt.")],
    key: Annotated[Path, typer.Argument(help="The sheet's key.json.")],
    json_file: options.Json = None,
    save_answers: Annotated[
        Path | None, typer.Option(help="Write the answers here as JSON Lines, without the articles; a new file.")
    ] = None,
) -> None:
    """Count a reader's answers by system, with 95 % intervals; answers that do not fit the key are refused."""
    from benchmarks.reading.answers import fit, read_answers, read_key
    from benchmarks.reading.count import count

    if save_answers is not None and save_answers.exists():
        raise BenchmarkError(f"{save_answers} exists; name a file that is not there")
    Targets(json_file, outputs=save_answers).check(str(answers), str(key))
    known = read_key(key)
    rows = fit(read_answers(answers), known)
    deliver(count(rows, known), json_file)
    if save_answers is not None:
        report.write_text(save_answers, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows.values()))


@app.command("report")
def html_report(
    run_file: Annotated[Path, typer.Argument(metavar="RUN.json", help="A run, as --json wrote it.")],
    outputs: Annotated[Path | None, typer.Option(help="Its outputs, as --outputs wrote them.")] = None,
    target: Annotated[
        Path | None, typer.Option("--html", "-o", help="The HTML file; RUN.html beside the run if not given.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of the articles, ISO 639-1, for screen readers.")] = "",
    articles: Annotated[
        int | None, typer.Option(min=1, help="Only so many go into the reader; all if not given.")
    ] = None,
) -> None:
    """Make one HTML file of a run, to look at offline: scores, tests, distributions, speed, and a reader."""
    from benchmarks.html_report import write_report

    path = target or run_file.with_suffix(".html")
    size = write_report(run_file, outputs, path, language=language, articles=articles)
    say(f"{path}: {size / 1e6:.1f} MB")
