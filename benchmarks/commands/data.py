"""Data sets: listed, fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks import catalogue, report
from benchmarks import cli_options as options
from benchmarks.console import say

app = typer.Typer(no_args_is_help=True)


@app.command("data")
def data_sets(data_dir: options.DataDir = None) -> None:
    """List the data sets by name: their splits, rows, licence, and whether they are on this machine."""
    rows = []
    for name in catalogue.names():
        dataset, _ = catalogue.find(name)
        for split_name, split in dataset.splits.items():
            title = f"{name}:{split_name}"
            there = "yes" if catalogue.is_available(title, data_dir) else "no"
            rows.append([title, str(split.rows), there, dataset.facts.get("licence", "not stated")])
    print(report.table(["data", "rows", "here", "licence"], rows))


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="A data set's name, or NAME:SPLIT.")],
    dest: Annotated[Path | None, typer.Option(help="Folder for --data-dir; the library's cache if not given.")] = None,
) -> None:
    """Download a data set, check its hash, and put it in place; a wrong one is refused."""
    from benchmarks.fetch import fetch as fetch_files

    for path in fetch_files(name, dest or catalogue.fetched_folder(), say=say):
        print(path)
