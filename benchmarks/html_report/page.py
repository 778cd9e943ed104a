"""The page: values and texts into one HTML file that loads nothing.

Enters: paths of a run, of its outputs where there are any, and of the report. Leaves: the report, whole or not at all.
Refused: what `benchmarks.html_report.inputs` refuses, and a target that is one of the inputs or cannot be written.

Texts reach the page twice, both times as text: through jinja2's autoescape, and as JSON in a script element that no
browser runs, every `<`, `>` and `&` of it escaped. The Content-Security-Policy allows the one style sheet and the two
scripts of this folder, by their hashes, and nothing else: no network, no inline handler, no form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from benchmarks.errors import BenchmarkError
from benchmarks.html_report import view
from benchmarks.html_report.inputs import Article, Output, Run, check_match, read_articles, read_run
from benchmarks.html_report.terms import explain
from benchmarks.html_report.view import System
from benchmarks.report import ALPHA, check_target, write_text
from summarize.pages import BASE, asset, policy

_FOLDER = Path(__file__).parent
_BREAKS = re.compile(r"([/_|])(?=.)")
#: Words that the page itself explains, beside the labels of the run.
_OWN_TERMS = (
    "interval",
    "signature",
    "difference",
    "approximate randomisation",
    "paired bootstrap",
    "Holm",
    "shared words",
    "source sentence",
    "length",
    "articles/s",
)
#: JSON allows them in a string, JavaScript once did not; escaped, they are safe wherever the text is pasted.
_LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


def write_report(
    run_path: Path, outputs_path: Path | None, target: Path, *, language: str = "", articles: int | None = None
) -> int:
    """Write the HTML report of a run.

    Args:
        run_path: JSON that a command of `python -m benchmarks` wrote with `--json`.
        outputs_path: JSON Lines of the same run, written with `--outputs`; None leaves out what needs them.
        target: the HTML file; an older one is replaced once the new one is whole.
        language: of the articles, ISO 639-1, for screen readers; empty where unknown.
        articles: only so many, from the start, go into the reader, and the page says so; None for all. Distributions
            are of all articles.

    Returns:
        Size of the file in bytes.

    Raises:
        BenchmarkError: an input is missing, cut short, of another shape or of another run, or the target cannot be
            written.
    """
    for path in (run_path, outputs_path):
        if path is not None and path.resolve() == target.resolve():
            raise BenchmarkError(f"the report would overwrite its own input {path}; name another file with -o")
    check_target(target, [path for path in (run_path, outputs_path) if path])
    run = read_run(run_path)
    found = None if outputs_path is None else read_articles(outputs_path)
    if found is not None and outputs_path is not None:
        check_match(run, found, run_path=run_path, outputs_path=outputs_path)
    page = render(run, found, language=language, articles=articles)
    write_text(target, [page])
    return len(page.encode())


def render(run: Run, found: Sequence[Article] | None, *, language: str = "", articles: int | None = None) -> str:
    """The page as a string; the arguments are those of `write_report`, read."""
    systems = view.name_systems(dict.fromkeys([*run.systems(), *_other_systems(run, found)]))
    sections = view.score_sections(run, systems)
    terms = _terms(run)
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda value: f"{value:,}"
    environment.filters["breakable"] = _breakable
    shown = None if found is None else found[:articles]
    return environment.get_template("report.html.j2").render(
        **_assets(),
        run=run,
        systems=systems,
        sections=sections,
        tests=view.tests(run, systems),
        alpha=f"{100 * ALPHA:g} %",
        distributions=[] if found is None else view.score_distributions(found, systems),
        lengths=None if found is None else view.length_distribution(found, systems),
        length_tokenizer=view.LENGTH_TOKENIZER,
        speeds=view.speed_charts(run, systems),
        speed_height=view.SPEED_HEIGHT,
        terms=terms,
        term_ids={label: f"term-{number}" for number, label in enumerate(terms)},
        article_count=None if found is None else len(found),
        shown_count=None if shown is None else len(shown),
        data=None if shown is None else _embedded(_reader_data(shown, systems, language)),
    )


def _other_systems(run: Run, found: Sequence[Article] | None) -> Iterable[str]:
    yield from (name for pairs in run.pairs or () for name in pairs.systems)
    yield from found[0].systems if found else ()


def _terms(run: Run) -> dict[str, str]:
    """Explanations of all words the page explains, by label."""
    labels = [s.label for table in run.sections for scores in table.systems.values() for s in scores]
    explained = {label: explain(label) for label in dict.fromkeys([*labels, *_OWN_TERMS])}
    return {label: text for label, text in explained.items() if text is not None}


def _assets() -> dict[str, Any]:
    """Style sheet and scripts, as they stand in the page, and the policy that allows them by their hashes."""
    files = {name: (_FOLDER / "static" / name).read_text(encoding="utf-8") for name in _STATIC.values()}
    files[_STATIC["css"]] = asset(BASE) + files[_STATIC["css"]]
    allowed = policy(files[_STATIC["css"]], [files[_STATIC[name]] for name in ("theme_js", "report_js")])
    # Markup: the project's own files, in which no end tag stands, are the only text that is not escaped.
    return {"policy": allowed, **{name: Markup(files[file]) for name, file in _STATIC.items()}}


_STATIC = {"css": "report.css", "theme_js": "theme.js", "report_js": "report.js"}


def _breakable(name: str) -> Markup:
    """A name, escaped, that may break after a slash, a bar or an underscore."""
    return Markup(_BREAKS.sub(r"\1<wbr>", str(escape(name))))


def _embedded(values: Any) -> Markup:
    """Values as JSON that may stand in a script element: no `<`, `>`, `&`, and no line ends of JavaScript."""
    text = htmlsafe_json_dumps(values, dumps=json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(str(text).translate(_LINE_ENDS))


def _reader_data(articles: Sequence[Article], systems: Mapping[str, System], language: str) -> dict[str, Any]:
    """What the reader's script draws; lists instead of objects where rows repeat, which halves the file."""
    names = [name for name in systems if name in articles[0].systems]
    labels = list(dict.fromkeys(label for name in names for label in articles[0].systems[name].scores))
    rows = [
        [a.id, a.source, a.references, [_output_row(a.systems[name], a.source or "", labels) for name in names]]
        for a in articles
    ]
    keyed = [{"key": systems[name].key, "prefix": systems[name].prefix, "name": systems[name].name} for name in names]
    return {"language": language, "systems": keyed, "labels": labels, "articles": rows}


def _output_row(output: Output, source: str, labels: Sequence[str]) -> list[Any]:
    scores = [round(output.scores[label], 4) if label in output.scores else None for label in labels]
    places, source_places = _utf16_places(output.text), _utf16_places(source)
    claims = [[places[c.start], places[c.end], c.kind, c.text] for c in output.unsupported]
    support = (
        None
        if output.support is None
        else [
            [places[s.start], places[s.end], source_places[s.source_start], source_places[s.source_end]]
            for s in output.support
        ]
    )
    return [output.text, scores, output.status, output.translation, claims, support]


def _utf16_places(text: str) -> Sequence[int]:
    """Where each character starts (and the last ends) as JavaScript counts, in UTF-16 units."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    return list(accumulate((2 if character > "\uffff" else 1 for character in text), initial=0))
