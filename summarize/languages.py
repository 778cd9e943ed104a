"""Languages by ISO 639-1 code, normalised once, where they are given.

Input: a code in any case ("FR", "fr-CA", "fra", "nob") or a name in English or French. Output: the ISO 639-1 code.
Raises for: anything else, with UnknownLanguageError. "und" (undetermined) is a code here too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from .errors import UnknownLanguageError
from .tables import rows_of

UNDETERMINED = "und"

#: ISO 639-1; ISO 639-3, 639-2/B and former codes, members of a macrolanguage; English names; French names. Every living
#: language that has a two-letter code; names as the Unicode CLDR has them, and others in use.
TABLE = Path(__file__).resolve().parent / "text" / "data" / "languages.tsv"


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.strip().lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def language_names() -> Mapping[str, str]:
    """ISO 639-1 -> English name, of every language of the table, and "und"."""
    return {UNDETERMINED: "undetermined"} | {code: english.split(", ")[0] for code, _, english, _ in rows_of(TABLE, 4)}


@cache
def _codes() -> Mapping[str, str]:
    """Codes and names of every kind, folded -> ISO 639-1."""
    found = {UNDETERMINED: UNDETERMINED}
    for code, others, english, french in rows_of(TABLE, 4):
        found |= {_fold(key): code for key in (code, *others.split(), *english.split(", "), *french.split(", "))}
    return found


def normalise_language(language: str) -> str:
    """Return the ISO 639-1 code of a code or name.

    Args:
        language: such as "fr", "FR", "fr-CA", "fr_FR", "fra", "French", "français".

    Raises:
        UnknownLanguageError: the value is none of these.
    """
    key = _fold(language[:100])
    codes = _codes()
    code = codes.get(key) or codes.get(key.replace("_", "-").split("-")[0] if len(key) <= 12 else "")
    if code is None:
        near = get_close_matches(key, codes, n=1) if len(key) > 3 else []
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise UnknownLanguageError(
            f"{language[:40]!r} is not a language this library knows.{meant} Give an ISO 639 code or an English or "
            f"French name, such as 'fr', 'fra', 'French' or 'français'."
        )
    return code


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code; the code itself where it is not in the table."""
    return language_names().get(code, code)
