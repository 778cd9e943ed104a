"""One text as it came in: cleaned, its language told, or why no summary is made of it.

Input: what a caller gave as a text, and Options. Output: an Intake. Raises nothing: what is no text, is too long or is
an address is the intake's `error`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .documents import NO_FETCHING, kind_of_address
from .engines.routes import Route
from .errors import InputError, SummarizeError
from .given import how_to_fix, require_size
from .languages import UNDETERMINED
from .options import Options
from .result import Status
from .text.clean import CleanText, clean
from .text.detect import Detection, detect_language
from .text.words import UNSPACED

#: A longer text is no address.
_LONGEST_ADDRESS = 3_000
_UNSPACED = re.compile(f"[{UNSPACED}]")
_NOTHING = CleanText("", ())
_UNTOLD = Detection(UNDETERMINED, 0.0)
_FIX_OF_ADDRESS = {
    "url": f"URL; {NO_FETCHING}",
    "path": "file's name; read it first: read_document(path).text",
}


@dataclass(frozen=True, slots=True)
class Intake:
    """A text, `cleaned`, and the language it is in. `status` says why no summary is made of it; None where one is,
    by the models of `route`. `translators` are those of the text that is shown."""

    cleaned: CleanText
    detection: Detection = _UNTOLD
    is_named: bool = False  #: the caller named the language
    status: Status | None = None
    error: SummarizeError | None = None
    route: Route | None = None
    translators: tuple[str, ...] = ()
    untranslated: str | None = None  #: why no model here translates it; None where one does, or need not

    @property
    def text(self) -> str:
        """What is shown where no summary is made: a text that is too short, else nothing."""
        return self.cleaned.text.replace("\n", " ") if self.status == "too_short" else ""

    @property
    def language(self) -> str:
        """Of the text that is shown."""
        return self.route.language if self.route else self.detection.language

    @property
    def way_in(self) -> tuple[tuple[str, ...], str, str] | None:
        """The translators before the summary, and the languages of the article and of its summary; None without one."""
        return (self.route.before, self.detection.language, self.route.language) if self.route else None

    @property
    def way_out(self) -> tuple[tuple[str, ...], str] | None:
        """The translators of what is shown, and its language; None where nothing is translated."""
        return (self.translators, self.language) if self.translators else None


def take_in(text: object, options: Options) -> Intake:
    """Clean a text, and see whether there is anything to summarise; the language is not told yet."""
    try:
        cleaned = clean(_required(text, options.max_characters))
    except InputError as error:
        return Intake(_NOTHING, status="error", error=error)
    if not any(c.isalpha() for c in cleaned.text):
        return Intake(cleaned, status="empty")
    return Intake(cleaned, status="too_short" if _words_in(cleaned.text) < options.min_words else None)


def with_language(intake: Intake, options: Options) -> Intake:
    """An intake with the language that the caller names, or else the text tells."""
    if options.language:
        return replace(intake, detection=Detection(options.language, 1.0), is_named=True)
    if intake.status in ("empty", "error"):
        return intake
    detection = detect_language(intake.cleaned.text)
    is_undetermined = intake.status is None and detection.language == UNDETERMINED
    return replace(intake, detection=detection, status="undetermined" if is_undetermined else intake.status)


def _required(text: object, max_characters: int) -> str:
    if not isinstance(text, str):
        raise InputError(f"a text must be a str, not {type(text).__name__}; {how_to_fix(text, 'summarize')}.")
    require_size(text, max_characters)
    if len(text) < _LONGEST_ADDRESS and (kind := kind_of_address(text)):
        raise InputError(f"{text.strip()[:200]!r} is no article but a {_FIX_OF_ADDRESS[kind]}.")
    return text


def _words_in(text: str) -> int:
    """Words by spaces; in scripts that write none (Chinese, Japanese, Thai, Lao, Khmer), two characters are one."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2
