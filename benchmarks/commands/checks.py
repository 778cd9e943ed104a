"""What stands before and after a model: cleaning, detection, long documents, the check of summaries; two checkouts
compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import cli_options as options
from benchmarks import report
from benchmarks.choice import Choice
from benchmarks.cli_options import Targets
from benchmarks.console import progress, say

app = typer.Typer(no_args_is_help=True)


@app.command()
def verify(
    model: Annotated[list[str], typer.Option(help="A summarisation model; repeat it.")] = ["fr-news-mini"],  # noqa: B006
    seed: Annotated[int, typer.Option(help="Of what is corrupted, and how.")] = 12_345,
    flags: Annotated[
        Path | None, typer.Option(help="Write every flag of the untouched abstracts here, to be judged.")
    ] = None,
    data_dir: options.DataDir = None,
    limit: options.Limit = None,
    json_file: options.Json = None,
    markdown: options.Markdown = None,
) -> None:
    """Measure the check of summaries: recall on corrupted abstracts, false alarms, what systems' outputs hold."""
    targets = Targets(json_file, markdown=markdown)
    targets.check()
    report.check_target(flags)
    from benchmarks.verification.measure import describe_flags, measure

    found, checked = measure(Choice("", data_dir, limit=limit), model, seed=seed, progress=progress)
    targets.write(found)
    if flags is not None:
        report.write_text(flags, [json.dumps(row, ensure_ascii=False) + "\n" for row in describe_flags(checked)])


@app.command()
def detection(
    texts: Annotated[int, typer.Option(min=1, help="Of each language and length; French has all it can.")] = 100,
    data_dir: options.DataDir = None,
    json_file: options.Json = None,
    markdown: options.Markdown = None,
) -> None:
    """Measure language detection by length of text, beside py3langid and lingua: accuracy and speed."""
    targets = Targets(json_file, markdown=markdown)
    targets.check()
    from benchmarks.detection import measure_detection

    targets.write(measure_detection(Choice("", data_dir), texts=texts, progress=progress))


@app.command()
def removals(
    data: options.Data = "orangesum-abstract:valid",
    limit: options.Limit = 300,
    data_dir: options.DataDir = None,
) -> None:
    """Measure what cleaning takes out of clean articles; every removal is printed, for a person to judge."""
    from benchmarks.removals import measure_removals

    for way, found in measure_removals(Choice(data, data_dir, limit=limit), progress=progress).items():
        print(
            f"{way}: {len(found.removed)} removals from {found.sentences:,} sentences; "
            f"{100 * found.paragraphs:.1f} % of the paragraphs came back as they were"
        )
        for removal in found.removed:
            print(f"  {removal.kind}: {removal.text[:300]!r}")


@app.command("long")
def long_documents(
    data: options.Data,
    source: options.Source = None,
    reference: options.References = [],  # noqa: B006
    model: Annotated[str, typer.Option(help="A summarisation model.")] = "fr-news-mini",
    parts: Annotated[int, typer.Option(min=2, max=20, help="Articles of a document.")] = 5,
    documents: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    data_dir: options.DataDir = None,
    json_file: options.Json = None,
    markdown: options.Markdown = None,
) -> None:
    """Measure long documents (related French articles, joined): read whole, cut off, and part by part."""
    targets = Targets(json_file, markdown=markdown)
    targets.check(data)
    choice = Choice(data, data_dir)
    column, references = choice.columns(source, reference, ("article", "abstract"))
    from benchmarks.long_documents import measure_long_documents

    found = measure_long_documents(
        choice.load(required=[column, *references]),
        source=column,
        reference=references[0],
        model=model,
        parts=parts,
        documents=documents,
        progress=progress,
    )
    targets.write(found.report)


@app.command("same")
def same_outputs(
    other: Annotated[Path, typer.Argument(help="The root of another checkout of this repository.")],
    data: options.Data = "orangesum-abstract:valid",
    source: Annotated[str, typer.Option(help="The column of articles.")] = "article",
    rows: Annotated[int, typer.Option(min=1, help="The first rows that are read.")] = 200,
    model: Annotated[str | None, typer.Option(help="Writes the summaries; else the articles' own sentences.")] = None,
    keep: Annotated[Path, typer.Option(help="Results are kept here: a second call goes on from them.")] = Path(
        ".work/same"
    ),
    data_dir: options.DataDir = None,
) -> None:
    """Summarise and translate the same texts with another checkout and with this one; exit code 1 if they differ."""
    from benchmarks.same_outputs import compare_checkouts

    loaded = Choice(data, data_dir).load(required=[source])
    count, found = compare_checkouts(other, loaded, source, rows, keep=keep, model=model, say=say)
    for difference in found:
        print(f"{difference.text}: {difference.field}\n  there {difference.there!r}\n  here  {difference.here!r}")
    print(f"{len({difference.text for difference in found})} of {count} texts differ")
    if found:
        raise typer.Exit(1)


@app.command("same-speed")
def same_speed(
    other: Annotated[Path, typer.Argument(help="The root of another checkout of this repository.")],
    rounds: Annotated[int, typer.Option(min=1, help="Of each part; the two checkouts take turns.")] = 7,
) -> None:
    """Time an import and a summary with its translation in another checkout and in this one, by turns."""
    from benchmarks.same_speed import compare_speed

    compare_speed(other, rounds=rounds, say=print)
