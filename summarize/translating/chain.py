"""Texts through one translator, or through two that meet in English.

Input: texts, and the names of translators or the languages. Output: a Translation or a TranslatedText for each, in
order. Raises for: a text that is too long, a pair of languages that no translator at hand knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..checking import Comparison
from ..engines.pool import ModelPool, shared_pool
from ..engines.registry import find_entry, registry
from ..engines.routes import require_direction, translation_chain
from ..engines.store import is_local
from ..errors import InputError, UnsupportedLanguageError
from ..given import require_size
from ..options import make_options
from ..result import TranslatedText
from .notices import translation_notices
from .quality import estimator_at_hand
from .translate import Translation, translate_texts


def translate_through(
    texts: Sequence[str], names: Sequence[str], language: str, models: ModelPool, *, check: bool = True
) -> list[Translation]:
    """Take texts through translators one after the other; the failed sentences of all are kept.

    Args:
        texts: any, blank ones included.
        names: of the translators, in the order of use; without any, each text is its own translation.
        language: of the texts, ISO 639-1.
        models: where the translators come from.
        check: False looks for no faults: for an article that is translated to be read, not to be shown.
    """
    found = [Translation(text, sound=text) for text in texts]
    for name in names:
        model = models.translator(name)
        entry = models.with_languages(model.entry, language)
        new = translate_texts(
            [one.text for one in found],
            model.backend,
            entry,
            source_language=language,
            check=check,
            estimator=estimator_at_hand(models, entry.languages[:2], entry.name) if check else None,
        )
        found = [
            Translation(
                own.text,
                before.failed + own.failed,
                before.is_checked and own.is_checked,
                own.sound if not before.failed else "",
            )
            for before, own in zip(found, new, strict=True)
        ]
        language = entry.languages[-1] if entry.languages else language
    return found


def translate_many(
    texts: Sequence[str], *, source: str, target: str, model: str | None = None, **options: Any
) -> list[TranslatedText]:
    """Translate texts from one language to another through the registry's models; see `summarize.translate`."""
    models = shared_pool(make_options(translator=model, language=source, to=target, **options))
    source_code, target_code = models.options.language, models.options.to
    if source_code is None or target_code is None:
        raise InputError("translate needs source= and target=, such as translate(text, source='fr', target='en').")
    names = (_agreed(model, source_code, target_code),) if model else _chain(source_code, target_code, models)
    for text in texts:
        require_size(text, models.options.max_translation_characters, "max_translation_characters")
    # Lone surrogates are replaced: a text to translate does not pass through `clean`.
    readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    return [_with_status(found) for found in translate_through(readable, names, source_code, models)]


def _agreed(model: str, source: str, target: str) -> str:
    """The name of a model's entry, which goes from one language to the other."""
    entry = find_entry(model, "translation")
    require_direction(entry, source, target)
    return entry.name


def _chain(source: str, target: str, models: ModelPool) -> tuple[str, ...]:
    entries = registry()
    names = translation_chain(source, target, [entry for entry in entries.values() if models.is_usable(entry)])
    if names is not None:
        return names
    wanted = translation_chain(source, target, list(entries.values())) or ()
    pulls = " and ".join(f"summarize models pull {name}" for name in wanted if not is_local(entries[name]))
    fix = f"where there is a network, run: {pulls}" if pulls else "pass model= with a hub id, or a folder"
    raise UnsupportedLanguageError(f"no translator here goes from {source} to {target}; {fix}.")


def _with_status(translation: Translation) -> TranslatedText:
    notices = tuple(translation_notices(translation, Comparison(), of="text"))
    return TranslatedText(translation.text, "doubtful" if notices else "ok", notices)
