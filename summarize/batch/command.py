"""`summarize batch`: the command line of a batch.

Input: arguments. Output: an output file, remarks on stderr, an exit status: 0 done, 1 failed, 2 misuse, 3 finished with
failed records, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import OptionError
from ..terminal import printable_json, say

if TYPE_CHECKING:
    from .report import Report

# Options that a single text takes too.
Length = Annotated[str, typer.Option(help="headline, short, medium, long, or a number of sentences.")]
Doubtful = Annotated[str, typer.Option(help="Sentences that failed a check: withhold or show.")]
Server = Annotated[
    str | None,
    typer.Option(
        help="Address of the server for --model server:NAME, such as http://localhost:11434; or SUMMARIZE_SERVER."
    ),
]
Prompt = Annotated[
    str | None,
    typer.Option(help="File with a prompt of one's own for the server's model; {text} stands for the article."),
]
ContextTokens = Annotated[
    int, typer.Option(help="Tokens that the server's model has room for: prompt, article and answer.")
]
TimeoutSeconds = Annotated[float, typer.Option(help="For one answer of the server.")]
Engine = Annotated[str, typer.Option(help="auto, ctranslate2 or transformers.")]
Device = Annotated[str, typer.Option(help="auto, cpu or cuda.")]
Offline = Annotated[bool | None, typer.Option("--offline/--online", help="Never use the network, or use it freely.")]
Reproducible = Annotated[
    bool, typer.Option("--reproducible", help="The same bytes on every x86-64 processor; models take longer.")
]

HELP = """Summarise every article of folders and tables into one JSONL, CSV, XLSX or Parquet file.

\b
summarize batch articles/ -o out.jsonl                     every article of a folder
summarize batch articles/ --recursive --glob '*.html' -o out.jsonl
summarize batch news.csv -o out.csv                        for a spreadsheet: the table's own columns go along
summarize batch api.json --text-column 'articles[].content' -o out.jsonl
summarize batch news.parquet --text-column body --id-column url --to en -o out.parquet
cat articles.jsonl | summarize batch - -o out.jsonl        JSONL from standard input
summarize batch articles/ -o out.jsonl                     again: goes on, or computes what is new
summarize batch articles/ -o out.jsonl --retry-failed      only the failed ones again
summarize batch articles/ -o out.jsonl --fresh             all again; the older output becomes out.jsonl.old-1
summarize batch articles/ -o out.jsonl --limit 20          try it on the first 20
summarize batch articles/ -o out.jsonl --report out.html   also a page: lengths, languages, failures
summarize batch articles/ -o out.jsonl --json-progress     a line of JSON a second on stderr
summarize batch --fetch https://phare.example/fil.rss -o out.jsonl
summarize batch --fetch --linked-pages 20 https://phare.example/fil.rss -o out.jsonl
summarize batch s3://in/2024/ -r -o s3://out/2024.parquet  any address that fsspec reads (pip install s3fs)
summarize batch articles/ -o out.jsonl --model server:gemma3:4b --server http://localhost:11434
RAY_ADDRESS=head:6379 summarize batch /shared/articles/ -o out.parquet --executor ray

\b
Reads  .txt .md .html .pdf .docx .srt .vtt .eml .mhtml .json .jsonl .csv .tsv .xlsx .parquet .xml .rss .atom,
       also .gz .bz2 .xz .zst .zip; - ; hub:OWNER/NAME (pages, feeds, PDF, Office: summarize[documents])
Writes one record per article, in the order of the input; an article that cannot be summarised
       is a record with status "error" and error_code, error_message.
Stops  with Ctrl-C after the chunks in flight. However it ends, kill and full disk included,
       the same command goes on: OUT.ledger holds what was computed, and nothing is computed
       twice as long as text, options and models stay the same. OUT appears when it is complete;
       until then the records are in OUT.part. For an OUT at an address, both stand in the user's
       cache folder, or in --work-dir.
Keeps  every file that no batch made: an output, report or file beside them that is an input, or
       was there before, is refused (exit 2); --fresh moves it aside. OUT has the records of the
       inputs given: one that has others, of inputs now gone, becomes OUT.old-1. Nothing is lost.
Exit   0 done, 1 failed, 2 misuse, 3 finished with failed records, 130 stopped.
"""


def batch(
    inputs: Annotated[
        list[str], typer.Argument(metavar="IN…", help="Files, folders, globs, tables, s3://…, - or hub:OWNER/NAME.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="OUT.jsonl, .csv, .xlsx or .parquet; or an address.")],
    to: Annotated[str | None, typer.Option(help="Language of a translation of each summary, such as en.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the articles; detected in each by default.")] = None,
    length: Length = "medium",
    model: Annotated[
        str | None, typer.Option(help="Model that writes: name, hub id, folder or server:NAME; none by default.")
    ] = None,
    translator: Annotated[str | None, typer.Option(help="Translator: name, hub id, folder or server:NAME.")] = None,
    doubtful: Doubtful = "withhold",
    recursive: Annotated[bool, typer.Option("--recursive", "-r", help="Read folders within folders too.")] = False,
    glob: Annotated[str | None, typer.Option(help="Read only files of folders that match, such as '*.html'.")] = None,
    text_column: Annotated[
        str | None, typer.Option(help="Column of the text, or a path: article.body, articles[].text; found by default.")
    ] = None,
    id_column: Annotated[
        str | None, typer.Option(help="Column of the id; one called id, url … by default, else path#row.")
    ] = None,
    keep: Annotated[
        list[str] | None, typer.Option(help="A column of tables carried into the output; repeat it. All by default.")
    ] = None,
    no_keep: Annotated[bool, typer.Option("--no-keep", help="Carry no column into the output.")] = False,
    delimiter: Annotated[
        str | None, typer.Option(help="Delimiter of CSV files, such as ';'; found by default.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Process only the first N articles.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Number of processes; as many as cores by default.")
    ] = None,
    batch_tokens: Annotated[
        int | None,
        typer.Option(min=1, help="About how many source tokens a worker takes at once: 32,000; by server 4,000."),
    ] = None,
    server: Server = None,
    prompt: Prompt = None,
    context_tokens: ContextTokens = 4096,
    timeout_seconds: TimeoutSeconds = 300.0,
    requests_at_once: Annotated[int, typer.Option(help="To the server.")] = 4,
    max_requests: Annotated[
        int | None, typer.Option(help="To the server in this run; then it ends, and the same command goes on.")
    ] = None,
    max_tokens: Annotated[int | None, typer.Option(help="The same for tokens read and written.")] = None,
    executor: Annotated[
        str, typer.Option(help="Where articles are computed: local, or ray (a cluster; needs summarize[ray]).")
    ] = "local",
    engine: Engine = "auto",
    device: Device = "auto",
    reproducible: Reproducible = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Compute failed articles again.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew; the older output becomes OUT.old-1.")] = False,
    on_error: Annotated[str, typer.Option(help="keep: write an error record and go on; stop: end the run.")] = "keep",
    work_dir: Annotated[
        Path | None, typer.Option(help="Folder for the ledger of an OUT at an address; a cache folder by default.")
    ] = None,
    offline: Offline = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch pages and feeds at http(s) addresses, as robots.txt allows.")
    ] = False,
    linked_pages: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="With --fetch: of each feed, fetch the pages that its first N entries link to."
        ),
    ] = 0,
    json_progress: Annotated[
        bool, typer.Option("--json-progress", help="Print progress as JSON lines on stderr.")
    ] = False,
    report_file: Annotated[Path | None, typer.Option("--report", help="Write an HTML page about the run too.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing on stderr but errors.")] = False,
) -> None:
    """What HELP says."""
    from ..options import make_options
    from .job import run
    from .plan import Plan, own_files, passing_over
    from .progress import shown
    from .sources import SourceOptions, count

    if keep and no_keep:
        raise OptionError("--keep NAME and --no-keep contradict each other; give one of them.")
    plan = Plan(
        workers=workers, batch_tokens=batch_tokens, retry_failed=retry_failed, fresh=fresh,
        on_error=on_error, executor=executor, work_dir=str(work_dir) if work_dir else None,  # type: ignore[arg-type]
    )  # fmt: skip
    sources = SourceOptions(
        recursive=recursive, glob=glob, text_column=text_column, id_column=id_column, limit=limit,
        fetch=fetch, linked_pages=linked_pages, keep=() if no_keep else tuple(keep) if keep else None,
        delimiter={"\\t": "\t", "tab": "\t"}.get(delimiter or "", delimiter),
    )  # fmt: skip
    options: dict[str, Any] = {
        "to": to, "language": language, "length": length_of(length), "model": model, "translator": translator,
        "doubtful": doubtful, "engine": engine, "device": device, "reproducible": reproducible,
        "server": server, "prompt": prompt, "context_tokens": context_tokens, "timeout_seconds": timeout_seconds,
        "requests_at_once": requests_at_once, "max_requests": max_requests, "max_tokens": max_tokens,
    }  # fmt: skip
    plan.validated()
    make_options(**options)  # refused before the inputs are looked at
    total = count(inputs, passing_over(sources, output, own_files(output, plan, report_file)))
    with shown(total=total, as_json=json_progress, quiet=quiet) as progress:
        report = run(
            inputs, output, plan=replace(plan, tally=progress.tally if progress else None), sources=sources,
            offline=offline, page=report_file, progress=progress,
            on_stop=None if quiet or json_progress else _say_that_it_stops, **options,
        )  # fmt: skip
    _end(report, total, as_json=json_progress, quiet=quiet)


def length_of(given: str) -> Any:
    """The value of --length: a name as it is, a number as a number."""
    return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else given


def _say_that_it_stops() -> None:
    say("stopping after the articles in hand …")


def _end(report: Report, total: int | None, *, as_json: bool, quiet: bool) -> None:
    """Say what a run did; its exit status where that is not 0."""
    from .progress import closing

    if as_json:
        say(printable_json({"event": "end", **report.to_dict()}, encoding=getattr(sys.stderr, "encoding", None)))
    elif not quiet:
        say("\n".join(closing(report, total)))
    if not report.finished:
        raise typer.Exit(130)
    if report.failed:
        raise typer.Exit(3)
