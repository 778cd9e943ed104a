"""Which models a text goes through, by language: a pure choice over the registry, made before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import UnknownLanguageError, UnsupportedLanguageError
from ..languages import language_name, normalise_language
from .registry import Entry

PIVOT = "en"


@dataclass(frozen=True, slots=True)
class Route:
    """Names of models in the order of use: `before` (translators), `summariser`, `after` (translators)."""

    before: tuple[str, ...]
    summariser: str | None  #: None takes the article's own sentences
    language: str  #: of what is summarised, and of its summary
    after: tuple[str, ...]


def plan_route(language: str, to: str | None, entries: Sequence[Entry], is_usable: Callable[[Entry], bool]) -> Route:
    """Choose a summariser for a source language, and translators around it.

    A native summariser comes first; else the text is translated into a language that has one. Shipped models come
    before others, in the registry's order.

    Args:
        language: of the source, ISO 639-1.
        to: language wanted besides the summary's own, or None.
        entries: of the registry, and of models that the caller named; two for two tasks may have one name.
        is_usable: says whether a model may be used now (on this machine, or to be fetched).

    Raises:
        UnsupportedLanguageError: no chain of usable models leads there; the message says what would.
    """
    usable = [e for e in entries if is_usable(e)]
    summarisers = [e for e in usable if e.task == "summarization"]
    for entry in [e for e in summarisers if language in e.languages]:
        after = translation_chain(language, to, usable) if to else ()
        if after is not None:
            return Route((), entry.name, language, after)
    for entry in summarisers:
        for native in entry.languages[:1]:
            before = translation_chain(language, native, usable)
            after = translation_chain(native, to, usable) if to else translation_chain(native, language, usable) or ()
            if before and after is not None:
                return Route(before, entry.name, native, after)
    raise UnsupportedLanguageError(_advice(language, to, entries, usable))


def plan_default(language: str, to: str | None, entries: Sequence[Entry], is_usable: Callable[[Entry], bool]) -> Route:
    """The route where the caller names no summariser: the summary's language is the article's.

    The first usable summariser of the registry that reads the language writes; where there is none, or where its entry
    says that it does not write by default, the article's own sentences are taken. Arguments as in `plan_route`.

    Raises:
        UnsupportedLanguageError: no chain of usable translators leads to `to`.
    """
    usable = [e for e in entries if is_usable(e)]
    native = next((e for e in usable if e.task == "summarization" and language in e.languages), None)
    after = translation_chain(language, to, usable)
    if after is None:
        raise UnsupportedLanguageError(_translation_advice(language, str(to), entries, usable))
    return Route((), native.name if native and native.by_default else None, language, after)


def translation_chain(source: str, target: str | None, usable: Sequence[Entry]) -> tuple[str, ...] | None:
    """Translators from `source` to `target`: () if equal, one, or two through English; None if there is no way.

    Of two for the same languages the first is taken; those that do not translate by default are passed over.
    """
    if target is None or source == target:
        return ()
    pairs = {
        (e.languages[0], e.languages[1]): e.name
        for e in reversed(usable)
        if e.task == "translation" and e.by_default and len(e.languages) == 2
    }
    if (source, target) in pairs:
        return (pairs[source, target],)
    if (source, PIVOT) in pairs and (PIVOT, target) in pairs:
        return (pairs[source, PIVOT], pairs[PIVOT, target])
    return None


def require_direction(translator: Entry, source: str, target: str) -> None:
    """Refuse a translator that goes from or to another language; what is not known of its languages is not compared.

    Args:
        translator: that the caller named.
        source: of what is translated, ISO 639-1.
        target: wanted, ISO 639-1.

    Raises:
        UnsupportedLanguageError: it goes another way.
    """
    if len(translator.languages) != 2:
        return
    if all(
        own in (wanted, None) for own, wanted in zip(map(_code, translator.languages), (source, target), strict=True)
    ):
        return
    own_way, way = (" into ".join(map(_named, pair)) for pair in (translator.languages, (source, target)))
    raise UnsupportedLanguageError(
        f"{translator.name!r} translates {own_way}, not {way}; name a translator that does (`summarize models list`), "
        "or none, and one that is on this machine is taken."
    )


def _code(language: str) -> str | None:
    """ISO 639-1; None for what is no language: ids end in groups of languages too ("opus-mt-roa-en")."""
    try:
        return normalise_language(language)
    except UnknownLanguageError:
        return None


def _named(code: str) -> str:
    return f"{language_name(code)} ({code})"


def _advice(language: str, to: str | None, entries: Sequence[Entry], usable: Sequence[Entry]) -> str:
    reads = sorted({lang for e in usable if e.task == "summarization" for lang in e.languages})
    if language in reads and to:
        return _translation_advice(language, to, entries, usable)
    says = f"no model on this machine summarises {_named(language)}; those here read: {', '.join(reads) or 'none'}"
    wanted = tuple(e.name for e in entries if e.task == "summarization" and language in e.languages)[:1]
    return f"{says}. {_fix(wanted, usable)}"


def _translation_advice(language: str, to: str, entries: Sequence[Entry], usable: Sequence[Entry]) -> str:
    says = f"no model on this machine translates {_named(language)} into {_named(to)}"
    instead = f"Without to= (--to) the summary comes in {language_name(language)}, and no translation"
    return f"{says}. {instead}. {_fix(translation_chain(language, to, entries) or (), usable)}"


def _fix(wanted: Sequence[str], usable: Sequence[Entry]) -> str:
    """What the caller may do to have models of these names."""
    missing = [name for name in wanted if name not in {e.name for e in usable}]
    pulls = " and ".join(f"summarize models pull {name}" for name in missing)
    fix = f"run: {pulls}" if pulls else "pass model= or translator= with a hub id, or a folder"
    return f"Where there is a network, {fix}. If the language was told wrongly, pass language= (--language)."
