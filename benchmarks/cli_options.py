"""Options that several commands share: their types, their help, and what is refused at once as misuse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from benchmarks import report, tables
from benchmarks.errors import BenchmarkError
from summarize.metrics.rouge import KINDS
from summarize.metrics.tokenizers import STEMMER_NAMES, TOKENIZER_NAMES

Given = TypeVar("Given", str, list[str], str | None)


def one_of(allowed: Sequence[str]) -> Callable[[Given], Given]:
    """A check that refuses values which are not among those allowed; None passes."""

    def check(given: Given) -> Given:
        names = given if isinstance(given, list) else [given]
        for name in names:
            if name is not None and name not in allowed:
                raise typer.BadParameter(f"{name!r} is none of: {', '.join(allowed)}")
        return given

    return check


def distinct(names: list[str]) -> list[str]:
    """Refuse a name given twice: systems are told apart by name, and a second one would overwrite the first."""
    if len(set(names)) != len(names):
        raise typer.BadParameter("the same name was given twice")
    return names


Data = Annotated[
    str,
    typer.Option(
        "--data",
        help="A data set's name or NAME:SPLIT (see `data`), a .jsonl, .csv or .parquet file, or hub:OWNER/NAME.",
    ),
]
DataDir = Annotated[Path | None, typer.Option(help="Folder of local copies; else SUMMARIZE_DATA.")]
HubConfig = Annotated[str | None, typer.Option("--config", help="Of a hub data set.")]
HubSplit = Annotated[str, typer.Option("--split", help="Of a hub data set.")]
HubRevision = Annotated[str | None, typer.Option("--revision", help="Of a hub data set: branch, tag or commit.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Read this many rows from the start.")]
Source = Annotated[str | None, typer.Option(help="The column of articles; the data set's own, else article.")]
References = Annotated[
    list[str],
    typer.Option(
        "--reference",
        help="A column of references, a text or a list of texts a row; repeat it for several columns. The data set's "
        "own, else abstract.",
    ),
]
Language = Annotated[str | None, typer.Option(help="Of the articles; detected one by one if not given.")]
OutputLanguage = Annotated[
    str, typer.Option(help="The language that outputs should be in, ISO 639-1; the share that are is measured.")
]
Metric = Annotated[list[str], typer.Option("--metric", callback=one_of(KINDS), help="A ROUGE to compute; repeat it.")]
Tokenizer = Annotated[
    str,
    typer.Option("--tokenizer", callback=one_of(TOKENIZER_NAMES), help=f"One of: {', '.join(TOKENIZER_NAMES)}."),
]
Stemmer = Annotated[
    str | None,
    typer.Option(callback=one_of(STEMMER_NAMES), help="Cut words to their stems before ROUGE: fr, French Snowball."),
]
Aggregate = Annotated[
    str, typer.Option(callback=one_of(("best", "mean")), help="Over several references: best or mean.")
]
Json = Annotated[Path | None, typer.Option("--json", help="Write the scores here too, as JSON.")]
ResultsDir = Annotated[
    Path | None, typer.Option(help="Write the scores here too, as JSON, in a file named by what was measured.")
]
Markdown = Annotated[Path | None, typer.Option(help="Write the tables here too, as Markdown.")]
Latex = Annotated[Path | None, typer.Option(help="Write the tables here too, as LaTeX (booktabs).")]
Outputs = Annotated[
    Path | None, typer.Option("--outputs", help="Write every article with its outputs here, as JSON Lines.")
]


@dataclass(frozen=True, slots=True)
class Targets:
    """The files that a command was asked to write besides its standard output."""

    json_file: Path | None = None
    results_dir: Path | None = None
    markdown: Path | None = None
    latex: Path | None = None
    outputs: Path | None = None

    def check(self, *read: str) -> None:
        """Refuse, before anything is computed, what could not be written, or must not be.

        Args:
            *read: what the command reads, paths among other names.

        Raises:
            BenchmarkError: a folder is missing, a file is a folder, two would be the same file, or a file is read, or
                is none that the benchmarks wrote.
        """
        files = [path.resolve() for path in (self.json_file, self.markdown, self.latex, self.outputs) if path]
        if len(set(files)) != len(files):
            raise BenchmarkError(f"the same file was given twice: {max(files, key=files.count)}; give each its own")
        for path in (self.json_file, self.markdown, self.latex, self.outputs):
            report.check_target(path, read)
        if self.results_dir is not None:
            report.check_target(self.results_dir / "results.json")

    def write(self, found: report.Report) -> None:
        """Print the report, and write it wherever it was asked for.

        Raises:
            BenchmarkError: a file cannot be written.
        """
        print(found.text())
        if self.json_file is not None:
            report.write_json(self.json_file, found)
        if self.results_dir is not None:
            report.write_json(self.results_dir / tables.file_name(found), found)
        if self.markdown is not None:
            report.write_text(self.markdown, [tables.markdown(found)])
        if self.latex is not None:
            report.write_text(self.latex, [tables.latex(found)])
