"""What became of one text, put together as a Summary.

Input: the Intake, the Draft and the Translation, each None where there is none. Output: a Summary, with its Notices.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from .checking import Comparison, compare
from .engines.pool import ModelPool
from .errors import SummarizeError
from .intake import Intake
from .languages import UNDETERMINED
from .options import Options
from .result import Notice, Summary, TranslationStatus
from .summarizing.draft import Draft
from .summarizing.origins import origins
from .text.document import Document
from .translating.notices import translation_notices, withheld_notice
from .translating.translate import Translation

_NOTICES = {
    "fallback": "no sentence of the article surely stands by itself; this is its opening as it is",
    "extractive": "no model here summarises this language; these are the article's own sentences, chosen by position "
    "and by what the article repeats; references that find nothing are not looked for",
    "too_short": "the text is no longer than a summary; it is returned as it is",
    "empty": "there is no text to summarise",
    "undetermined": "the language could not be told; give language=",
    "unsure_language": "the language was told with a confidence under 0.9; give language=",
    "mixed_language": "the text is in two languages; it was read as if all of it were in the first",
    "unverified": "the checks were switched off by verify=False",
    "translated_source": "the article was translated before it was read; the checks compare the summary with that "
    "translation, whose mistakes they cannot see",
    "not_translated": "the article is in the language asked for; there is nothing to translate",
    "replaced_characters": "control characters or broken Unicode were replaced",
}

#: Ends a translation of which the rest is withheld.
_CUT = "[…]"
#: Fewest words that are shown without the rest; a shorter beginning, or speech without its speaker, tells too little.
_FEWEST_SHOWN = 12
_QUOTES = ('"', "“", "«")


def failed(error: SummarizeError, language: str = UNDETERMINED) -> Summary:
    """What stands in the place of a text that cannot be summarised."""
    notice = Notice(type(error).__name__, str(error))
    return Summary(text="", status="error", language=language, warnings=(notice,), error=str(error))


def assembled(
    intake: Intake,
    draft: Draft | None,
    translation: Translation | None,
    *,
    models: ModelPool,
    timing: Mapping[str, float],
    usage: Mapping[str, float],
) -> Summary:
    """The Summary of one text.

    Args:
        intake: of the text.
        draft: of its summary; None where none is made.
        translation: of what is shown; None where none is asked for or can be had.
        models: those that were used.
        timing: seconds by step, of this text.
        usage: of servers, its share.
    """
    if error := intake.error or (draft.error if draft else None):
        return failed(error, intake.detection.language)
    started = time.perf_counter()
    options = models.options
    status = "withheld" if intake.untranslated else _translation_status(translation, options)
    compared = _compared(intake, draft, translation, options) if status == "doubtful" else Comparison()
    summary = Summary(
        text=intake.text,
        status=intake.status or "error",
        translation=_translated(translation, status),
        translation_status=status,
        language=intake.detection.language,
        language_confidence=None if intake.is_named else intake.detection.confidence,
        language_candidates=intake.detection.candidates,
        removed=intake.cleaned.removed,
        unsupported=compared.added,
        warnings=(
            *_notices(intake, draft, options, is_translated=translation is not None),
            *_doubted(intake, draft, models),
            *_refused(draft, options),
            *_of_translation(translation, status, compared),
            *([Notice("no_translator", intake.untranslated)] if intake.untranslated else []),
        ),
        clean_text=intake.cleaned.text,
        usage=dict(usage),
    )
    if draft:
        summary = _with_draft(summary, draft)
    summary = _with_models(summary, intake, models, is_translated=translation is not None)
    return replace(summary, timing={**timing, "verify": time.perf_counter() - started})


def _with_draft(summary: Summary, draft: Draft) -> Summary:
    """The same of a text of which a summary was made."""
    return replace(
        summary,
        text=draft.summary.text,
        status=draft.status,
        kind=draft.choice.kind,
        departure=draft.choice.departure,
        coverage=round(draft.written.coverage, 4),
        windows=draft.written.windows,
        source_tokens=draft.written.tokens,
        sentences=origins(draft.summary, draft.article),
        supported=draft.supported,
        unsupported=draft.unsupported + summary.unsupported,
        clean_text=draft.article.text,
        score=draft.choice.score,
    )


def _with_models(summary: Summary, intake: Intake, models: ModelPool, *, is_translated: bool) -> Summary:
    """The same with the models on the way; the engine is that of the one that writes, else of the translator."""
    route = intake.route
    writer = models.writer(route) if route else None
    translator = models.translator(intake.translators[-1]) if is_translated else None
    used = next((model.backend for model in (writer, translator) if model), None)
    arithmetic = used.arithmetic if used else None
    return replace(
        summary,
        route=models.steps(route) if route else (),
        model=writer.entry.name if writer else None,
        model_revision=writer.revision if writer else None,
        translator=translator.entry.name if translator else None,
        translator_revision=translator.revision if translator else None,
        engine=used.name if used else None,
        compute_type=arithmetic.compute_type if arithmetic else None,
        instruction_set=arithmetic.instruction_set if arithmetic else None,
        threads=arithmetic.threads if arithmetic else None,
    )


def _compared(intake: Intake, draft: Draft | None, translation: Translation | None, options: Options) -> Comparison:
    """What is shown beside its translation."""
    if translation is None:
        return Comparison()
    shown = draft.summary if draft else Document(intake.text, intake.language)
    return compare(shown, Document(translation.text, options.to or ""))


def _translation_status(translation: Translation | None, options: Options) -> TranslationStatus | None:
    if translation is None:
        return None
    if translation.failed and options.doubtful == "withhold":
        tells = len(translation.sound.split()) >= _FEWEST_SHOWN and not translation.sound.lstrip().startswith(_QUOTES)
        return "partial" if tells and translation.is_checked else "withheld"
    return "doubtful" if translation.failed or not translation.is_checked else "ok"


def _translated(translation: Translation | None, status: TranslationStatus | None) -> str | None:
    """What is shown of a translation."""
    if translation is None or status == "withheld":
        return None
    return f"{translation.sound.rstrip()} {_CUT}" if status == "partial" else translation.text


def _notices(intake: Intake, draft: Draft | None, options: Options, *, is_translated: bool) -> list[Notice]:
    detection, is_drafted = intake.detection, draft is not None
    happened = {
        str(draft.status if draft else intake.status): draft is None or draft.status not in ("ok", "doubtful"),
        "unsure_language": is_drafted and not intake.is_named and not detection.also and detection.is_unsure,
        "mixed_language": detection.also is not None,
        "not_translated": intake.language == options.to and not is_translated,
        "unverified": is_drafted and not options.verify,
        "translated_source": is_drafted and intake.route is not None and bool(intake.route.before),
        "replaced_characters": any(removal.kind == "control" for removal in intake.cleaned.removed),
    }
    return [Notice(code, _NOTICES[code]) for code, did in happened.items() if did]


def _doubted(intake: Intake, draft: Draft | None, models: ModelPool) -> list[Notice]:
    """How often what a model writes is wrong although it passes the checks."""
    is_doubtful = draft is not None and draft.status == "doubtful"
    writer = models.writer(intake.route) if is_doubtful and intake.route else None
    if writer is None:
        return []
    told = f"readers found {writer.entry.found_wrong} such summaries by {writer.entry.name} wrong"
    return [Notice("doubtful", f"a model wrote it, and wrong verbs pass the checks: {told}; read the article")]


def _refused(draft: Draft | None, options: Options) -> list[Notice]:
    """Why the article's own sentences stand where a model was named to write."""
    if draft is None or options.model is None or draft.choice.kind == "abstractive" or not draft.choice.failures:
        return []
    failed = ", ".join(f"{n} x {reason}" for reason, n in draft.choice.failures.most_common())
    return [Notice("not_written", f"what the model wrote did not pass the checks ({failed})")]


def _of_translation(
    translation: Translation | None, status: TranslationStatus | None, compared: Comparison
) -> list[Notice]:
    if translation is None:
        return []
    if status in ("partial", "withheld"):
        return [withheld_notice(translation, is_partial=status == "partial")]
    return translation_notices(translation, compared)
