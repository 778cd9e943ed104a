"""The commands of `python -m benchmarks`: parse, call, print.

Enters: the command line. Leaves: tables on standard output, progress and errors on standard error, files where asked.
Exit codes: 0 done, 1 failed (one line says why), 2 misuse.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from benchmarks import catalogue, evaluate, gate, report, tables
from benchmarks import cli_options as options
from benchmarks.choice import Choice
from benchmarks.cli_options import Targets, one_of
from benchmarks.engines import compare_engines
from benchmarks.errors import BenchmarkError
from benchmarks.metrics.rouge import KINDS
from benchmarks.metrics.tokenizers import TOKENIZER_NAMES
from benchmarks.orangesum import SHOWN, orangesum_table
from benchmarks.outputs import write_rows
from benchmarks.seed import score_seed
from benchmarks.systems import column_of
from benchmarks.translation import score_translation

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Measure summaries and translations.",
)
read_app = typer.Typer(
    no_args_is_help=True, help="Have two systems judged by a reader who does not know which is which."
)
app.add_typer(read_app, name="read")


@app.command()
def seed(
    model: Annotated[str, typer.Option(help="A summarisation model; summarize: the default.")] = "summarize",
    json_file: options.Json = None,
) -> None:
    """Summarise and translate the seed article, and score the result against its references."""
    targets = Targets(json_file)
    targets.check()
    targets.write(score_seed(model=model, progress=_progress))


@app.command()
def score(
    data: options.Data,
    hypothesis: Annotated[list[str], typer.Option(help="A column of outputs; repeat it.", callback=options.distinct)],
    reference: options.References = [],  # noqa: B006 - typer reads the default, nothing changes it
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
    found = evaluate.score_columns(
        choice.load(required=[*references, *([source] if source else [])], nullable=hypothesis),
        references=references,
        hypotheses=hypothesis,
        scoring=_scoring(tokenizer, metric, aggregate, stemmer, output_language),
        source=source,
        progress=_progress,
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
        choice.load(required=[source_column, *references], nullable=columns),
        systems=system,
        source=source_column,
        references=references,
        scoring=_scoring(tokenizer, metric, aggregate, stemmer, output_language),
        progress=_progress,
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
        progress=_progress,
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
    found = orangesum_table(Choice("", data_dir, limit=limit), model, tokenizer, progress=_progress)
    for name, evaluation in found.items():
        print(evaluation.report.text(), end="\n\n")
        report.write_json(folder / f"{stem}-{name}.json", evaluation.report)
    text = [f"Tokenizer {n}:\n\n{tables.overview(e.report, SHOWN)}\n\n" for n, e in found.items()]
    report.write_text(folder / f"{stem}.md", [*text, *(tables.markdown(e.report) + "\n" for e in found.values())])
    if outputs is not None:
        write_rows(outputs, next(iter(found.values())).articles)


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

    for path in fetch_files(name, dest or catalogue.fetched_folder(), say=_say):
        print(path)


@app.command("gate")
def run_gate(
    small: Annotated[bool, typer.Option("--small", help="Only the seed and 50 validation articles.")] = False,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="Set the floors to what is measured now, lower too.")] = False,
    data_dir: options.DataDir = None,
) -> None:
    """Measure the shipped models, and fail where a score is below its floor (benchmarks/floors.json)."""
    change: gate.Change = "lower" if lower else "update" if update else None
    results = gate.run_gate(small=small, change=change, data_dir=data_dir, progress=_progress)
    for result in results:
        print("\n".join(result.lines))
    if any(result.outcome == "failed" for result in results):
        raise BenchmarkError("the gate is closed: " + ", ".join(r.check for r in results if r.outcome == "failed"))


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
        progress=_progress,
    )
    targets.write(found)


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

    found, checked = measure(Choice("", data_dir, limit=limit), model, seed=seed, progress=_progress)
    targets.write(found)
    if flags is not None:
        report.write_text(flags, [json.dumps(row, ensure_ascii=False) + "\n" for row in describe_flags(checked)])


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

    targets.write(measure_gate(Choice("", data_dir), articles=articles, translator=translator, progress=_progress))


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

    targets.write(measure_detection(Choice("", data_dir), texts=texts, progress=_progress))


@app.command()
def removals(
    data: options.Data = "orangesum-abstract:valid",
    limit: options.Limit = 300,
    data_dir: options.DataDir = None,
) -> None:
    """Measure what cleaning takes out of clean articles; every removal is printed, for a person to judge."""
    from benchmarks.removals import measure_removals

    for way, found in measure_removals(Choice(data, data_dir, limit=limit), progress=_progress).items():
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
        progress=_progress,
    )
    targets.write(found.report)


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
    """Measure models with the library's checks and without: ROUGE, news told, unsupported claims, seconds."""
    Targets(json_file, outputs=outputs).check(data)
    from dataclasses import asdict

    from benchmarks.checked import check_models, lines

    loaded = Choice(data, data_dir, limit=limit).load(required=[source, headline, abstract])
    asked = {"prompt": prompt, "beam_size": beam_size, "timeout_seconds": timeout_seconds}
    found, articles = check_models(
        loaded, system, options=asked, source=source, headline=headline, abstract=abstract, progress=_progress
    )
    print("\n".join(lines(found)))
    if json_file:
        values = {
            "data": loaded.name, "rows": loaded.rows, "sha256": loaded.sha256, "asked": asked,
            "checked": {name: asdict(one) for name, one in found.items()},
        }  # fmt: skip
        report.write_text(json_file, [json.dumps(values, indent=2, ensure_ascii=False), "\n"])
    if outputs is not None:
        write_rows(outputs, articles)


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
    count, found = compare_checkouts(other, loaded, source, rows, keep=keep, model=model, say=_say)
    for difference in found:
        print(f"{difference.text}: {difference.field}\n  there {difference.there!r}\n  here  {difference.here!r}")
    print(f"{len({difference.text for difference in found})} of {count} texts differ")
    if found:
        raise typer.Exit(1)


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


@app.command()
def speed(
    part: Annotated[
        list[str],
        typer.Option(callback=one_of(("engines", "cold", "scaling", "batches", "roofline")), help="Repeat it."),
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

    found = measure(part, rounds=rounds, threads=threads, most_articles=most_articles, folder=folder, say=_say)
    _deliver(found, json_file)


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
    found = measure_jobs(texts, articles=articles, memory_counts=memory or [], rounds=rounds, threads=threads, say=_say)
    _deliver(found, json_file)


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

    found = run_stress(part, minutes=minutes, tries=tries, articles=articles, data_dir=data_dir, say=_say)
    _deliver(found, json_file)
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

    texts = Choice(data, limit=1500).load(required=[column]).columns[column]
    found = run_memory(
        texts, summaries=summaries, articles=articles, minutes=minutes,
        translator=translator or shipped_translator("fr", "en"), say=_say,
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
    found = run_processors(texts, _say)
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
    """Disturb batches by signals, killed workers, full files and removed folders; fails where a row is lost or anything
    is left."""
    report.check_target(json_file)
    from benchmarks.faults import run_faults

    found = [run_faults(rounds, one, _say) for one in seed]
    text = json.dumps([run.to_dict() for run in found], indent=1, ensure_ascii=False)
    print(text)
    if json_file:
        json_file.write_text(text + "\n", encoding="utf-8")
    wrong = [what for run in found for what in run.wrong]
    if wrong:
        raise BenchmarkError(f"{len(wrong)} faults, the first: {wrong[0]}")


@read_app.command("make")
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
    loaded = choice.load(required=[column, *([title] if title else [])])
    written = sheet.make_sheet(
        sheet.under_titles(loaded, column, title) if title else loaded,
        source=column,
        names=(first_system, second_system),
        articles=articles,
        seed=seed,
        folder=output,
        progress=_progress,
    )
    for path in written:
        print(path)


@read_app.command("count")
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
    _deliver(count(rows, known), json_file)
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
    _say(f"{path}: {size / 1e6:.1f} MB")


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


def _scoring(
    tokenizer: str, metric: Sequence[str], aggregate: str, stemmer: str | None, language: str
) -> evaluate.Scoring:
    return evaluate.Scoring(tokenizer, tuple(metric), cast(Literal["best", "mean"], aggregate), stemmer, language)


def _deliver_evaluation(found: evaluate.Evaluation, targets: Targets) -> None:
    targets.write(found.report)
    if targets.outputs is not None:
        write_rows(targets.outputs, found.articles)


def _deliver(found: report.HasText, json_file: Path | None) -> None:
    print(found.text())
    if json_file is not None:
        report.write_json(json_file, found)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _progress(description: str, total: int) -> Iterator[Callable[[int], object]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as display:
        task = display.add_task(description, total=total)
        yield lambda done: display.advance(task, done)
