"""One frozen Options object: what may be asked, every default and every unit; checked once, where they are given."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from inspect import Parameter, cleandoc, signature
from typing import Any, Literal, TypedDict, TypeVar, get_args

from .errors import OptionError, UnknownLanguageError
from .languages import UNDETERMINED, normalise_language

#: Before the name of a model that a server runs, and the variable that names the server where no option does.
SERVER_PREFIX, SERVER_VARIABLE = "server:", "SUMMARIZE_SERVER"
NamedLength = Literal["headline", "short", "medium", "long"]
Length = NamedLength | int
Doubtful = Literal["withhold", "show"]
Engine = Literal["auto", "ctranslate2", "transformers"]
Device = Literal["auto", "cpu", "cuda"]
ComputeType = Literal["auto", "int8", "int8_float32", "float32", "float16", "bfloat16"]
#: More beams cost time and find nothing better.
MOST_BEAMS = 16
_LENGTHS = get_args(NamedLength)
#: Options that take one of some values; whole numbers from least to most; switches. The others are names.
_ALLOWED = {"doubtful": Doubtful, "engine": Engine, "device": Device, "compute_type": ComputeType}
_RANGES = {
    "beam_size": (1, MOST_BEAMS),
    "threads": (1, 256),
    "batch_articles": (1, 4096),
    "max_characters": (1, 10**9),
    "max_translation_characters": (1, 10**9),
    "min_words": (0, 10**6),
    "context_tokens": (1024, 10**7),
    "requests_at_once": (1, 256),
    "max_requests": (1, 10**9),
    "max_tokens": (1, 10**12),
}
_SWITCHES = ("offline", "strict", "verify", "reproducible")
_SEE_OPTIONS = re.compile(r"    \*\*options: see `Options`.*(?:\n {5,}.*)*")
_Call = TypeVar("_Call", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of a summariser. Languages are ISO 639-1 once `validated`.

    Attributes:
        language: of the text (code or name, in English or French); None detects it; what a caller gives is final.
        to: language of a translation of the summary; None translates nothing.
        length: "headline", "short", "medium", "long", or a number of sentences from 1 to 20.
        model: registry name (see `available_models`), hub id, folder or server:NAME: that model writes; None takes the
            article's own sentences, or, in other languages than French, a fetched model that reads the language.
        translator: the same for the translation.
        doubtful: "withhold" ends a translation before the first sentence that failed a check, "show" gives it all
            with status "doubtful".
        offline: True never touches the network; None asks SUMMARIZE_OFFLINE and HF_HUB_OFFLINE.
        device: "auto", "cpu" or "cuda".
        engine: "auto", "ctranslate2" or "transformers"; "auto" takes what the model ships for.
        compute_type: "int8", "int8_float32", "float32", "float16", "bfloat16", or "auto" (int8 on a CPU).
        strict: True raises SupportError instead of giving a doubtful summary or the article's opening as it is.
        verify: False takes the model's first candidate unchecked; the result carries a warning.
        beam_size: 1 to 16; None takes the model's own setting.
        threads: CPU threads, 1 to 256; None takes the cores this process may use.
        max_characters: longer input is refused, not cut.
        max_translation_characters: a longer text that is translated whole is refused, not cut.
        min_words: shorter input is returned as it is, with status "too_short".
        batch_articles: articles taken through the steps together, 1 to 4096.
        server: address of the server of model="server:NAME", as http://localhost:11434; None asks SUMMARIZE_SERVER.
        prompt: file with a prompt of one's own for that model; {text} stands for the article, or for a sentence that is
            translated.
        context_tokens: of that model: prompt, text and answer together, 1024 to 10 000 000.
        timeout_seconds: for one answer of the server, up to 86 400.
        requests_at_once: to the server, 1 to 256.
        max_requests: to the server in all, those sent again included; then ServerError. None sets no limit.
        max_tokens: the same for tokens read and written, as the server counts them.
        reproducible: True gives the same bytes on every x86-64 processor, for several times the time of a model; see
            docs/reproducible.md. A process uses models in this way or in the other, else EngineError.
    """

    language: str | None = None
    to: str | None = None
    length: Length = "medium"
    model: str | None = None
    translator: str | None = None
    doubtful: Doubtful = "withhold"
    offline: bool | None = None
    device: Device = "auto"
    engine: Engine = "auto"
    compute_type: ComputeType = "auto"
    strict: bool = False
    verify: bool = True
    beam_size: int | None = None
    threads: int | None = None
    max_characters: int = 1_000_000
    max_translation_characters: int = 100_000
    min_words: int = 20
    batch_articles: int = 16
    server: str | None = None
    prompt: str | None = None
    context_tokens: int = 4096
    timeout_seconds: float = 300.0
    requests_at_once: int = 4
    max_requests: int | None = None
    max_tokens: int | None = None
    reproducible: bool = False

    def validated(self) -> Options:
        """Return a copy with normalised languages.

        Raises:
            OptionError: a value is out of range or of the wrong type; the message lists the allowed ones.
            UnknownLanguageError: a language is none that the library knows.
        """
        for option in fields(self):
            value = getattr(self, option.name)
            if value is None and option.default is None:
                continue
            if fault := _fault(option.name, value):
                raise OptionError(f"{option.name}={value!r}: {fault}.")
        if self.reproducible:
            self._require_reproducible()
        language, to = _language("language", self.language), _language("to", self.to)
        server, is_asked = self.server, uses_server(self)
        for name in ("server", "prompt"):
            if getattr(self, name) is not None and not is_asked:
                raise OptionError(
                    f"{name}= is given, and no model of a server: name one by model='server:NAME' (--model)."
                )
        if server is None and is_asked:
            server = os.environ.get(SERVER_VARIABLE, "").strip() or None
        return replace(self, language=language, to=to, server=server)

    def _require_reproducible(self) -> None:
        """Refuse what does not compute the same on every processor."""
        for name, allowed in (
            ("compute_type", ("auto", "float32")),
            ("engine", ("auto", "ctranslate2")),
            ("device", ("auto", "cpu")),
        ):
            if getattr(self, name) not in allowed:
                said = " or ".join(map(repr, allowed))
                raise OptionError(f"{name}={getattr(self, name)!r} with reproducible=True: give {said}, or neither.")
        for name in ("model", "translator"):
            if is_by_server(getattr(self, name)):
                raise OptionError(
                    f"{name}={getattr(self, name)!r} with reproducible=True: a server may compute anyhow."
                )


def _language(name: str, value: str | None) -> str | None:
    """The ISO 639-1 code of the value of an option; None where none is given."""
    if value is None:
        return None
    if value.strip().lower() == "auto":
        without = "the language is detected" if name == "language" else "nothing is translated"
        raise UnknownLanguageError(f"{name}={value!r} is no language; without {name}= (--{name}) {without}.")
    code = normalise_language(value)
    if code == UNDETERMINED and name == "to":
        raise UnknownLanguageError(f"to={value!r} is no language that can be translated into; give one, such as 'en'.")
    return code


def _fault(name: str, value: Any) -> str | None:
    """What to give for an option instead of a value; None where the value may be given."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if name == "length":
        fits = value in _LENGTHS or (is_whole and 1 <= value <= 20)
        return None if fits else f"give one of {', '.join(_LENGTHS)}, or 1 to 20 sentences"
    if name in _ALLOWED:
        allowed = get_args(_ALLOWED[name])
        return None if value in allowed else f"give one of {', '.join(allowed)}"
    if name in _RANGES:
        least, most = _RANGES[name]
        return None if is_whole and least <= value <= most else f"give a whole number from {least} to {most}"
    if name == "timeout_seconds":
        fits = (is_whole or isinstance(value, float)) and 0 < value <= 86_400
        return None if fits else "give seconds, over 0 and up to 86400"
    if name in _SWITCHES:
        return None if isinstance(value, bool) else f"give True or False{', or None' if name == 'offline' else ''}"
    return None if isinstance(value, str) and value.strip() else "give a name as a str, or None"


def is_by_server(name: str | None) -> bool:
    """True for the name of a model that a server runs, such as "server:gemma3:4b"."""
    return name is not None and name.startswith(SERVER_PREFIX)


def uses_server(options: Options) -> bool:
    """True where a server runs a model of these options."""
    return is_by_server(options.model) or is_by_server(options.translator)


class ModelValues(TypedDict, total=False):
    """The options of a translation alone as keyword arguments, for type checkers."""

    offline: bool | None
    device: Device
    engine: Engine
    compute_type: ComputeType
    threads: int | None
    max_translation_characters: int
    server: str | None
    prompt: str | None
    context_tokens: int
    timeout_seconds: float
    requests_at_once: int
    max_requests: int | None
    max_tokens: int | None
    reproducible: bool


class OptionValues(ModelValues, total=False):
    """All options as keyword arguments, for type checkers."""

    language: str | None
    to: str | None
    length: Length
    model: str | None
    translator: str | None
    doubtful: Doubtful
    strict: bool
    verify: bool
    beam_size: int | None
    max_characters: int
    min_words: int
    batch_articles: int


def takes_options(values: type) -> Callable[[_Call], _Call]:
    """For a function or class that takes options as `**options`: help() and notebooks show them one by one, with the
    defaults and the meaning that `Options` gives; type checkers read the same names from `values`."""

    def decorate(call: _Call) -> _Call:
        """Give a call the signature and the docstring in which its options stand one by one."""
        own, meaning = signature(call), _meanings()
        own_parameters = [p for p in own.parameters.values() if p.kind is not Parameter.VAR_KEYWORD]
        options = [f for f in fields(Options) if f.name in values.__annotations__]
        shown = [Parameter(f.name, Parameter.KEYWORD_ONLY, default=f.default, annotation=f.type) for f in options]
        call.__signature__ = own.replace(parameters=[*own_parameters, *shown])  # type: ignore[attr-defined]
        listed = "\n".join(meaning.get(f.name, "") for f in options)
        call.__doc__ = _SEE_OPTIONS.sub(lambda line: listed, cleandoc(call.__doc__ or ""))
        return call

    return decorate


def _meanings() -> dict[str, str]:
    """Option -> its lines in the docstring of `Options`; empty where Python runs without docstrings (-OO)."""
    entries = re.split(r"\n(?=    \w+: )", cleandoc(Options.__doc__ or "").partition("Attributes:")[2])
    return {entry.split(":")[0].strip(): entry for entry in entries[1:]}


def make_options(**values: Any) -> Options:
    """Build validated Options; an unknown name is an OptionError that lists the known ones."""
    known = [f.name for f in fields(Options)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise unknown_option(unknown[0], known)
    return Options(**values).validated()


def unknown_option(name: str, known: Sequence[str]) -> OptionError:
    """The error of an option that there is not, with the one that was meant."""
    near = get_close_matches(name, known, n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return OptionError(f"unknown option {name!r}.{meant} The options are: {', '.join(known)}.")
