"""What a caller gets: a frozen Summary that says where each value came from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from .text.removal import Removal
from .webpages import Source

Status = Literal["ok", "doubtful", "fallback", "extractive", "too_short", "empty", "undetermined", "error"]
TranslationStatus = Literal["ok", "partial", "doubtful", "withheld"]
#: "abstractive": written by a model; "opening": the article's first sentences, trimmed; "extractive": others of its own
#: sentences, trimmed.
Kind = Literal["abstractive", "extractive", "opening"]
#: Characters of a summary that its repr shows.
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A claim that has no source: of the summary in the article, of the translation in the summary.

    `kind` is "number", "date", "name" or "quotation"; `text` as it stands in `where` ("text" or "translation"), from
    character `start` to `end` there.
    """

    kind: str
    text: str
    start: int
    end: int
    where: str = "text"


@dataclass(frozen=True, slots=True)
class Supported:
    """A claim of the summary that the article has: `kind`, `text` and place as in Unsupported.

    `sources` holds up to three spans (start, end) of the Summary's `clean_text`; none where it is known by another word
    ("Otan", "Alliance atlantique").
    """

    kind: str
    text: str
    start: int
    end: int
    sources: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sentence of the summary comes from: what of the article it says, and what it leaves out.

    `start` and `end` are its place in the text. `source` is the span (start, end) of the article's sentence that it has
    most in common with, counted as in Supported; None where it has no two neighbouring words of any. `share` is the
    share of its words that stand there in the same order, 0-1. `copied` says that it is that sentence letter by letter,
    typographic apostrophes aside.
    """

    start: int
    end: int
    source: tuple[int, int] | None
    share: float
    copied: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a caller should know: a stable `code`, and a `message` for people."""

    code: str
    message: str


class TranslatedText(str):
    """A translated text: a str that also knows its `status` ("ok" or "doubtful") and its `warnings`.

    `status` is "doubtful" where a sentence failed a check, or where the languages are not among those that every check
    knows; then `warnings` (Notices) say which sentence and which check. A plain str made of it, or of a part of it,
    knows neither.
    """

    status: TranslationStatus
    warnings: tuple[Notice, ...]

    def __new__(cls, text: str, status: TranslationStatus = "ok", warnings: tuple[Notice, ...] = ()) -> TranslatedText:
        """A text with its status."""
        made = super().__new__(cls, text)
        made.status, made.warnings = status, warnings
        return made


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """The summary of one article. `str(summary)` is its text.

    Status:
        ok: it stands by itself, and every number, date, name and quotation of it stands in the source; `kind` says
            whether a model wrote it or the article did.
        doubtful: a model wrote it of whose summaries readers found too many wrong, although they passed every check;
            `warnings` say how many.
        fallback: no sentence of the article surely stands by itself; `text` is its opening as it is.
        extractive: in a language that no model here summarises: the article's own sentences, less checked.
        too_short: the article is no longer than a summary; `text` is the article.
        empty: nothing to summarise came in, or nothing but boilerplate.
        undetermined: the language could not be told; `text` is empty. Give `language=`.
        error: only in streams and batches; `error` says what happened.

    Translation status:
        ok: every sentence of the translation passed every check.
        doubtful: it is shown although a check failed (`doubtful="show"` was asked for), or although its languages are
            not among those that every check knows; `warnings` say which.
        partial: it ends, by "[…]", before the first sentence that failed a check; `warnings` say which sentence and
            which check.
        withheld: a sentence failed a check, and what stands before it tells too little, so `translation` is None;
            `warnings` say which sentence and which check.
    """

    text: str
    status: Status
    kind: Kind | None = None  #: None where there is no summary: the article is returned, or nothing
    departure: str | None = None  #: why a copied summary does not begin with the article's first sentence, a code
    translation: str | None = None  #: in the language asked for by `to`; None too where it is withheld
    translation_status: TranslationStatus | None = None  #: see above; None where no translation was asked for
    language: str = "und"  #: of the source, ISO 639-1, or "und"
    language_confidence: float | None = None  #: 0-1; None where the caller named the language
    language_candidates: tuple[tuple[str, float], ...] = ()
    route: tuple[str, ...] = ()  #: the steps, such as ("summarise:fr-news-mini", "translate:fr-en-opus")
    model: str | None = None
    model_revision: str | None = None  #: of a hub model; sha256 prefix of a shipped or local one
    translator: str | None = None
    translator_revision: str | None = None
    engine: str | None = None
    compute_type: str | None = (
        None  #: of the model's numbers, such as "int8_float32"; None where no model here was used
    )
    instruction_set: str | None = None  #: of the processor that the model was computed with, such as "AVX2"
    threads: int | None = None  #: of the CPU, given to the model
    coverage: float = 0.0  #: share of the cleaned article's characters that were read, 0-1
    windows: int = 0  #: of the model's input that the article would fill; 1 where no model wrote
    source_tokens: int = 0  #: of the cleaned article, by the writing model's tokenizer; 0 where no model wrote
    removed: tuple[Removal, ...] = ()  #: boilerplate taken out before reading
    sentences: tuple[Origin, ...] = ()  #: of the text, each with the article's sentence it comes from
    supported: tuple[Supported, ...] = ()  #: claims of the text, each with where the article says it
    unsupported: tuple[Unsupported, ...] = ()  #: claims without a source, in the text or the translation
    warnings: tuple[Notice, ...] = ()
    clean_text: str = ""  #: what spans count in: the cleaned article, or its translation where that was read
    score: float | None = None  #: the model's mean log-probability per token, in nats
    #: seconds by stage; shared equally within a batch
    timing: dict[str, float] = field(default_factory=dict, hash=False)
    #: requests, prompt_tokens, output_tokens that a server counted; shared in the same way
    usage: dict[str, float] = field(default_factory=dict, hash=False)
    error: str | None = None
    source: Source | None = None  #: what the page that was read says of itself; None where it was no page

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        start = self.text if len(self.text) <= _MOST_SHOWN else f"{self.text[: _MOST_SHOWN - 1]}…"
        parts = [self.status, self.kind or "no summary", self.language, f"{len(self.text.split())} words"]
        if self.translation_status:
            parts.append(f"translation {self.translation_status}")
        return f"<Summary {', '.join(parts)}: {start!r}>"

    def _repr_html_(self) -> str:
        """For notebooks: each sentence a link to the article's sentence it comes from, flags in colour."""
        from .shown import as_html

        return as_html(self)

    @property
    def ok(self) -> bool:
        """True where the text stands by itself and passed every check."""
        return self.status == "ok"

    def to_dict(self) -> dict[str, Any]:
        """Plain values only, in a documented and stable order; safe for json.dumps."""
        data = asdict(self)
        data["timing"] = {name: round(seconds, 4) for name, seconds in self.timing.items()}
        data["usage"] = {name: round(count, 4) for name, count in self.usage.items()}
        data["language_candidates"] = [list(pair) for pair in self.language_candidates]
        for claim in data["supported"]:
            claim["sources"] = [list(span) for span in claim["sources"]]
        for origin in data["sentences"]:
            origin["source"] = list(origin["source"]) if origin["source"] else None
            origin["share"] = round(origin["share"], 4)
        for name in ("route", "removed", "sentences", "supported", "unsupported", "warnings"):
            data[name] = list(data[name])
        return data

    def to_json(self, indent: int | None = None) -> str:
        """`to_dict` as JSON text, accents kept."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
