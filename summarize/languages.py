"""Languages by ISO 639-1 code, normalised once at the door.

Enters: a code in any case ("FR", "fr-CA", "fra") or a name in English or French. Leaves: the ISO 639-1 code.
Refuses: anything else, with UnknownLanguageError. "und" (undetermined) is a code here too.
"""

from __future__ import annotations

import unicodedata

from .errors import UnknownLanguageError

UNDETERMINED = "und"

#: ISO 639-1 | ISO 639-3 (and 639-2/B) | English name | French name. All that langdetect tells apart, and a few more.
_TABLE = """
af|afr|Afrikaans|afrikaans
ar|ara|Arabic|arabe
bg|bul|Bulgarian|bulgare
bn|ben|Bengali|bengali
ca|cat|Catalan|catalan
cs|ces cze|Czech|tchèque
cy|cym wel|Welsh|gallois
da|dan|Danish|danois
de|deu ger|German|allemand
el|ell gre|Greek|grec
en|eng|English|anglais
es|spa|Spanish Castilian|espagnol
et|est|Estonian|estonien
eu|eus baq|Basque|basque
fa|fas per|Persian Farsi|persan
fi|fin|Finnish|finnois
fr|fra fre|French|français
ga|gle|Irish|irlandais
gl|glg|Galician|galicien
gu|guj|Gujarati|gujarati
he|heb|Hebrew|hébreu
hi|hin|Hindi|hindi
hr|hrv|Croatian|croate
hu|hun|Hungarian|hongrois
hy|hye arm|Armenian|arménien
id|ind|Indonesian|indonésien
is|isl ice|Icelandic|islandais
it|ita|Italian|italien
ja|jpn|Japanese|japonais
ka|kat geo|Georgian|géorgien
kn|kan|Kannada|kannada
ko|kor|Korean|coréen
lt|lit|Lithuanian|lituanien
lv|lav|Latvian|letton
mk|mkd mac|Macedonian|macédonien
ml|mal|Malayalam|malayalam
mr|mar|Marathi|marathi
ms|msa may|Malay|malais
ne|nep|Nepali|népalais
nl|nld dut|Dutch Flemish|néerlandais
no|nor|Norwegian|norvégien
pa|pan|Punjabi|pendjabi
pl|pol|Polish|polonais
pt|por|Portuguese|portugais
ro|ron rum|Romanian|roumain
ru|rus|Russian|russe
sk|slk slo|Slovak|slovaque
sl|slv|Slovenian|slovène
so|som|Somali|somali
sq|sqi alb|Albanian|albanais
sr|srp|Serbian|serbe
sv|swe|Swedish|suédois
sw|swa|Swahili|swahili
ta|tam|Tamil|tamoul
te|tel|Telugu|télougou
th|tha|Thai|thaï
tl|tgl|Tagalog|tagalog
tr|tur|Turkish|turc
uk|ukr|Ukrainian|ukrainien
ur|urd|Urdu|ourdou
vi|vie|Vietnamese|vietnamien
zh|zho chi|Chinese|chinois
"""


def _fold(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.strip().lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_CODES: dict[str, str] = {UNDETERMINED: UNDETERMINED}
_NAMES: dict[str, str] = {UNDETERMINED: "undetermined"}
for _row in _TABLE.split("\n")[1:-1]:
    _code, _long, _english, _french = _row.split("|")
    _NAMES[_code] = _english.split()[0]
    for _key in (_code, *_long.split(), *_english.split(), _french):
        _CODES[_fold(_key)] = _code


def normalise_language(language: str) -> str:
    """Return the ISO 639-1 code of a code or name.

    Args:
        language: such as "fr", "FR", "fr-CA", "fr_FR", "fra", "French", "français".

    Raises:
        UnknownLanguageError: the value is none of these.
    """
    key = _fold(language)
    code = _CODES.get(key) or _CODES.get(key.replace("_", "-").split("-")[0] if len(key) <= 12 else "")
    if code is None:
        raise UnknownLanguageError(
            f"{language[:40]!r} is not a language this library knows; give an ISO 639 code or an English or French "
            f"name, such as 'fr', 'fra', 'French' or 'français'."
        )
    return code


def language_name(code: str) -> str:
    """English name of an ISO 639-1 code; the code itself where it is not in the table."""
    return _NAMES.get(code, code)
