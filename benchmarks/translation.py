"""Translations measured: BLEU, chrF, TER, and the numbers that are kept.

Enters: loaded data and the name of a translation model. Leaves: a report. Refused: what the metrics and the library
refuse.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.data import DataFile
from benchmarks.describe import VERSION
from benchmarks.evaluate import Progress
from benchmarks.report import Measure, Report, Section
from benchmarks.systems import translate_texts
from summarize.metrics import statistics
from summarize.metrics.numbers import numbers_kept
from summarize.metrics.signature import BOOTSTRAP, signature
from summarize.metrics.statistics import Interval, bootstrap_ratio
from summarize.metrics.translation import score_translations

_LABELS = {"bleu": "BLEU", "chrf2": "chrF", "ter": "TER"}


def score_translation(
    data: DataFile, *, source: str, reference: str, model: str, languages: tuple[str, str], progress: Progress
) -> Report:
    """Translate a column and score it: BLEU, chrF, TER, and the share of the source's numbers that were kept.

    Args:
        data: holds both columns.
        source: column to translate.
        reference: column of reference translations; its own share of kept numbers is shown for comparison.
        model: name of a translation model.
        languages: ISO 639-1 codes of source and target.
        progress: see `Progress`.
    """
    texts, references = data.columns[source], data.columns[reference]
    with progress(model, data.rows) as tick:
        found = translate_texts(texts, source=languages[0], target=languages[1], model=model, tick=tick)
    rate = data.rows / found.seconds if found.seconds else 0.0
    speed = signature("sentences/s", version=VERSION, tokenizer="none", rows=data.rows, seed="none", sha256=data.sha256)
    measures = [
        *translation_measures(
            found.texts, [[text] for text in references], data, columns=(source, reference), system=found.settings
        ),
        _numbers_measure(texts, found.texts, languages, data, system=found.settings),
        Measure("sentences/s", Interval(rate, rate, rate), "sentences_per_second", speed, has_interval=False),
    ]
    human = [_numbers_measure(texts, references, languages, data)]
    section = Section("translation x100, 95 % intervals", {model: measures, f"reference ({reference})": human})
    return Report("translate", data.name, data.sha256, data.rows, [section])


def translation_measures(
    translations: Sequence[str],
    references: Sequence[Sequence[str]],
    data: DataFile,
    *,
    columns: Sequence[str] = (),
    system: str | None = None,
) -> list[Measure]:
    """BLEU, chrF and TER of translations (TER counts edits: less is better), with intervals where there are rows.

    Args:
        translations: in the data's order.
        references: of each translation, the same number everywhere.
        data: what was translated.
        columns: of the data, those translated and compared with; they stand in signatures.
        system: what the translations depend on, None for somebody's.
    """
    measures = []
    for score in score_translations(translations, references):
        seed = score.seed if score.seed == "none" else f"{score.seed}x{statistics.RESAMPLES}"
        line = signature(
            score.name,
            version=score.version,
            tokenizer=score.tokenizer,
            rows=data.rows,
            seed=seed,
            sha256=data.sha256,
            columns=columns,
            system=system,
        )
        measures.append(Measure(_LABELS[score.name], score.interval, "share", line, has_interval=seed != "none"))
    return measures


def _numbers_measure(
    sources: Sequence[str],
    translations: Sequence[str],
    languages: tuple[str, str],
    data: DataFile,
    *,
    system: str | None = None,
) -> Measure:
    kept, found = numbers_kept(sources, translations, source_language=languages[0], target_language=languages[1])
    line = signature(
        "numbers-kept",
        version=VERSION,
        tokenizer="none",
        rows=data.rows,
        seed=BOOTSTRAP,
        sha256=data.sha256,
        system=system,
    )
    return Measure("numbers kept", bootstrap_ratio(kept, found), "share", line)
