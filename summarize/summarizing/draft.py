"""One article's summary with its status, before any translation.

Input: an article, what can be taken from it, what a model wrote of it, Options. Output: a Draft, which says for each
claim where the article has it. Raises nothing: what strict=True refuses is the draft's `error`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..checking.support import support_of
from ..errors import SupportError
from ..options import Options
from ..result import Status, Supported, Unsupported
from ..text.document import Document
from .choosing import Choice, choose, fitted
from .extract import Extract
from .references import RULED
from .writing import Written


@dataclass(frozen=True, slots=True)
class Draft:
    """The summary of an `article` by a `choice`, and which of its claims the article supports."""

    article: Document
    written: Written
    choice: Choice
    status: Status
    supported: tuple[Supported, ...]
    unsupported: tuple[Unsupported, ...]
    error: SupportError | None = None

    @property
    def summary(self) -> Document:
        """The text that was chosen."""
        return self.choice.summary


def draft_of(
    article: Document, own: Extract, written: Written, options: Options, *, is_doubtful: bool = False
) -> Draft:
    """Choose the summary of an article, and look up what it says.

    Args:
        article: cleaned, with at least one sentence.
        own: what can be taken from it.
        written: of it, by a model; NOTHING_WRITTEN where none was asked.
        options: length, verify and strict are used.
        is_doubtful: whether what that model writes passes the checks and is wrong too often.
    """
    choice = _choice(article, own, written, options)
    supported, unsupported = support_of(choice.summary, article)
    status = _status(choice, article, is_supported=not unsupported or not options.verify)
    if status == "ok" and is_doubtful and choice.kind == "abstractive":
        status = "doubtful"
    error = _refusal(choice, status) if status in ("fallback", "doubtful") and options.strict else None
    return Draft(article, written, choice, "error" if error else status, supported, unsupported, error)


def _choice(article: Document, own: Extract, written: Written, options: Options) -> Choice:
    if written.candidates and not options.verify:
        first = written.candidates[0]
        text = fitted(first.text, article.language, options.length, with_echoes=True)
        return Choice(text, "abstractive", None, True, first.score)
    return choose(article, own, written.candidates, length=options.length)


def _status(choice: Choice, article: Document, *, is_supported: bool) -> Status:
    if not (choice.passes and is_supported):
        return "fallback"
    is_unruled = article.language not in RULED and choice.kind != "abstractive"
    return "extractive" if is_unruled else "ok"


def _refusal(choice: Choice, status: Status) -> SupportError:
    if status == "doubtful":
        return SupportError("a model wrote it that is wrong too often; without strict it is given as doubtful.")
    failed = ", ".join(f"{n} x {reason}" for reason, n in choice.failures.most_common())
    why = f"; of what the model wrote: {failed}" if failed else ""
    return SupportError(
        f"no sentence of the article surely stands by itself ({choice.departure or 'unsupported'}){why}; "
        "without strict its opening is given as it is."
    )
