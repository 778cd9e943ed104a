"""One frozen Options object: every default and every unit, checked once, where they are given."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any, Literal, TypedDict

from .errors import OptionError
from .languages import normalise_language

#: Before the name of a model that a server runs, and the variable that names the server where no option does.
SERVER_PREFIX, SERVER_VARIABLE = "server:", "SUMMARIZE_SERVER"
LENGTHS = ("headline", "short", "medium", "long")
Length = Literal["headline", "short", "medium", "long"] | int
Doubtful = Literal["withhold", "show"]
Engine = Literal["auto", "ctranslate2", "transformers"]
Device = Literal["auto", "cpu", "cuda"]
ComputeType = Literal["auto", "int8", "int8_float32", "float32", "float16", "bfloat16"]
#: More beams cost time and find nothing better.
MOST_BEAMS = 16


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of a summariser. Languages are ISO 639-1 once `validated`."""

    model: str | None = None  #: registry name, hub id or folder of a model that writes; None: see `summarize.summarize`
    translator: str | None = None  #: the same, for the translation
    language: str | None = None  #: of the source; None detects it; what a caller gives is final
    to: str | None = None  #: language of the translation; None translates nothing
    doubtful: Doubtful = "withhold"  #: "show" gives a translation that failed a check all the same
    length: Length = "medium"  #: "headline", "short", "medium", "long", or a number of sentences (1-20)
    engine: Engine = "auto"  #: "ctranslate2" (int8, CPU) or "transformers"; "auto" takes what the model ships for
    device: Device = "auto"  #: "cpu", "cuda" or "auto"
    compute_type: ComputeType = "auto"  #: "int8", "float32" or "auto" (int8 on a CPU); ctranslate2 only
    offline: bool | None = None  #: True never touches the network; None asks SUMMARIZE_OFFLINE and HF_HUB_OFFLINE
    strict: bool = False  #: raise SupportError instead of falling back
    verify: bool = True  #: check every candidate against the source; False takes the model's first
    beam_size: int | None = None  #: None takes the model's own setting
    threads: int | None = None  #: CPU threads; None takes the cores this process may use
    max_characters: int = 1_000_000  #: longer input is refused, not cut
    max_translation_characters: int = 100_000  #: the same, for a text that is translated whole
    min_words: int = 20  #: shorter input is returned as it is, with status "too_short"
    batch_articles: int = 16  #: articles taken through the stages together
    server: str | None = None  #: address of the server for model="server:NAME"; None asks SUMMARIZE_SERVER
    prompt: str | None = None  #: file with a prompt of one's own for it; None takes the wheel's
    context_tokens: int = 4096  #: of the server's model, for prompt, article and answer together
    timeout_seconds: float = 300.0  #: for one answer of the server
    requests_at_once: int = 4  #: to the server
    max_requests: int | None = None  #: to the server in all, those sent again included; then ServerError
    max_tokens: int | None = None  #: the same for tokens read and written, as the server counts them
    reproducible: bool = False  #: the same bytes on every x86-64 processor: float32, one text and one thread at a time

    def validated(self) -> Options:
        """Return a copy with normalised languages.

        Raises:
            OptionError: a value is out of range or of the wrong type; the message lists the allowed ones.
        """
        if isinstance(self.length, bool) or not (
            self.length in LENGTHS or (isinstance(self.length, int) and 1 <= self.length <= 20)
        ):
            raise OptionError(f"length={self.length!r}: give one of {', '.join(LENGTHS)}, or 1 to 20 sentences.")
        for name, allowed in (
            ("engine", ("auto", "ctranslate2", "transformers")),
            ("doubtful", ("withhold", "show")),
            ("device", ("auto", "cpu", "cuda")),
            ("compute_type", ("auto", "int8", "int8_float32", "float32", "float16", "bfloat16")),
        ):
            if getattr(self, name) not in allowed:
                raise OptionError(f"{name}={getattr(self, name)!r}: give one of {', '.join(allowed)}.")
        for name, low, high in (
            ("beam_size", 1, MOST_BEAMS),
            ("threads", 1, 256),
            ("batch_articles", 1, 4096),
            ("max_characters", 1, 10**9),
            ("max_translation_characters", 1, 10**9),
            ("min_words", 0, 10**6),
            ("context_tokens", 1024, 10**7),
            ("requests_at_once", 1, 256),
            ("max_requests", 1, 10**9),
            ("max_tokens", 1, 10**12),
        ):
            value = getattr(self, name)
            if value is None and name in ("beam_size", "threads", "max_requests", "max_tokens"):
                continue
            if isinstance(value, bool) or not (isinstance(value, int) and low <= value <= high):
                raise OptionError(f"{name}={value!r}: give a whole number from {low} to {high}.")
        for name in ("model", "translator", "language", "to", "server", "prompt"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, str) and value.strip()):
                raise OptionError(f"{name}={value!r}: give a name as a str, or None.")
        for name in ("offline", "strict", "verify", "reproducible"):
            value = getattr(self, name)
            if not (isinstance(value, bool) or (value is None and name == "offline")):
                raise OptionError(f"{name}={value!r}: give True or False{', or None' if name == 'offline' else ''}.")
        seconds = self.timeout_seconds
        if isinstance(seconds, bool) or not (isinstance(seconds, int | float) and 0 < seconds <= 86_400):
            raise OptionError(f"timeout_seconds={seconds!r}: give seconds, over 0 and up to 86400.")
        if self.reproducible:
            self._require_reproducible()
        language = normalise_language(self.language) if self.language else None
        server, is_asked = self.server, is_by_server(self.model) or is_by_server(self.translator)
        if server is not None and not is_asked:
            raise OptionError("server= is given, and no model of it: name one by model='server:NAME' (--model).")
        if server is None and is_asked:
            server = os.environ.get(SERVER_VARIABLE, "").strip() or None
        return replace(self, language=language, to=normalise_language(self.to) if self.to else None, server=server)

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


def is_by_server(name: str | None) -> bool:
    """True for the name of a model that a server runs, such as "server:gemma3:4b"."""
    return name is not None and name.startswith(SERVER_PREFIX)


class OptionValues(TypedDict, total=False):
    """The options as keyword arguments; what each means stands in `Options`."""

    model: str | None
    translator: str | None
    language: str | None
    to: str | None
    doubtful: Doubtful
    length: Length
    engine: Engine
    device: Device
    compute_type: ComputeType
    offline: bool | None
    strict: bool
    verify: bool
    beam_size: int | None
    threads: int | None
    max_characters: int
    max_translation_characters: int
    min_words: int
    batch_articles: int
    server: str | None
    prompt: str | None
    context_tokens: int
    timeout_seconds: float
    requests_at_once: int
    max_requests: int | None
    max_tokens: int | None
    reproducible: bool


def make_options(**values: Any) -> Options:
    """Build validated Options; an unknown name is an OptionError that lists the known ones."""
    known = [f.name for f in fields(Options)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        near = get_close_matches(unknown[0], known, n=1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise OptionError(f"unknown option {unknown[0]!r}.{meant} The options are: {', '.join(known)}.")
    return Options(**values).validated()
