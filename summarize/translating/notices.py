"""What a caller should know of a translation, as Notices: which checks failed, what was lost or added.

Input: a Translation, and what of its original it lacks (`Comparison`). Output: Notices with stable codes.
"""

from __future__ import annotations

from ..checking import Comparison
from ..result import Notice
from .translate import Translation

_TEXTS = {
    "translation_numbers": "numbers differ between summary and translation",
    "translation_dates": "days or months differ between summary and translation",
    "translation_names": "names differ between summary and translation",
    "translation_quotations": "the translation lacks quotation marks of the summary",
    "translation_doubtful": "the translation failed a check and is shown as it is; compare it with the summary",
    "translation_withheld": "the translation failed a check and is withheld",
    "translation_partial": "the translation ends before the sentence that failed a check",
    "translation_unchecked": "whether the translation keeps words, names and negation is only checked between French "
    "and English; compare it with the summary",
}
#: What helps where a translation is withheld.
_BETTER = (
    "; another translator may pass (translator=, `summarize models list` names some), and "
    'doubtful="show" (--doubtful show) gives this one as it is'
)
_MOST_SHOWN, _MOST_NUMBERS = 80, 20


def withheld_notice(translation: Translation, *, is_partial: bool) -> Notice:
    """Why a translation, or the rest of it, is withheld, and what helps."""
    return _failure_notice("translation_partial" if is_partial else "translation_withheld", translation, _BETTER)


def translation_notices(translation: Translation, compared: Comparison, *, of: str = "summary") -> list[Notice]:
    """What was lost or added on the way, by kind, and which check failed or could not be made.

    Args:
        translation: a summary's or a text's.
        compared: with its original.
        of: what the original is called.
    """
    found = []
    for kind in ("number", "date", "name", "quotation"):
        lost = ", ".join(item.text for item in compared.lost if item.kind == kind)
        added = ", ".join(item.text for item in compared.added if item.kind == kind)
        says = [f"{how}: {what}" for how, what in (("lost", lost), ("added", added)) if what]
        if says:
            code = f"translation_{kind}s"
            found.append(Notice(code, f"{_TEXTS[code]} ({'; '.join(says)})"))
    if translation.failed:
        found.append(_failure_notice("translation_doubtful", translation, of=of))
    elif not translation.is_checked:
        found.append(Notice("translation_unchecked", _text("translation_unchecked", of)))
    return found


def _text(code: str, of: str) -> str:
    return _TEXTS[code].replace("the summary", f"the {of}")


def _failure_notice(code: str, translation: Translation, fix: str = "", *, of: str = "summary") -> Notice:
    """Which sentence of a translation failed which check, of the first that did, and which others did, by number."""
    first, *others = translation.failed
    reasons = "; ".join(f"{fault.code}: {fault.detail}" for fault in first.faults)
    numbers = ", ".join(str(other.number) for other in others[:_MOST_NUMBERS])
    numbers += " …" if len(others) > _MOST_NUMBERS else ""
    more = f", and {len(others)} more of its sentences (number {numbers})" if others else ""
    return Notice(code, f"{_text(code, of)}: {_shortened(first.sentence)!r} ({reasons}){more}{fix}")


def _shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _MOST_SHOWN else sentence[: _MOST_SHOWN - 1].rstrip() + "…"
