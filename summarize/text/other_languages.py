"""Languages that langdetect does not know, told by their script, by a letter of theirs or by words that no other has.

Input: a sample of a text, and what langdetect says of it. Output: the languages, the likeliest first; nothing where
langdetect's own stay as they are.
"""

from __future__ import annotations

import re

from ..languages import UNDETERMINED
from .votes import votes
from .words import LETTERS

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3041-\u30ff\uac00-\ud7af]")
#: Scripts that langdetect has no profile for, and would give to any language at all; None where several languages
#: use one (Ethiopic: Amharic and Tigrinya).
_OTHER_SCRIPTS: dict[str, str | None] = {
    "\u0530-\u058f": "hy", "\u10a0-\u10ff": "ka", "\u1780-\u17ff": "km", "\u0e80-\u0eff": "lo", "\u1000-\u109f": "my",
    "\u0d80-\u0dff": "si", "\u0b00-\u0b7f": "or", "\u0f00-\u0fff": "bo", "\u1200-\u137f": None,
}  # fmt: skip
#: Letters that no language of langdetect has, and theirs; None where several languages use them.
_OTHER_LETTERS: dict[str, str | None] = {
    "әғқңҗұүһөҳҷӣӯ": None, "ђћ": "sr", "ў": "be", "ə": "az", "ħ": "mt", "ټځڅډړږښڼ": "ps", "ڭۇۆۈېەڕڵێ": None,
}  # fmt: skip
#: Words, in lower case, of languages that langdetect has no profile for, and that hardly any other has. Two in a text
#: of few words make it unsure; more of them than function words of the language told tell such a language.
_OTHER_WORDS = {
    "yi": "דער|דעם|דאס|דאָס|האט|האָט|איז|נישט|ניט|פון|פֿון|אויף|געווען|וועגן|זענען|ווערט|האבן|האָבן|דורך|געווארן",
    "ga": r"agus|tá|bhí|dúirt|níl|faoi|chun|inniu|taoiseach|siad|raibh|sna|ón|mbeidh|(?:gc|bhf|dt|bp)[a-záéíóú]{3,}",
    "gd": "agus|tha|bha|anns|thuirt|airson|bho|riaghaltas|bhith|gum|dhan",
    "br": "hag|evit|emañ|hervez|anezhañ|nevez|gouarnamant|eo|bezañ",
    "eu": "eta|dute|zuen|ditu|dira|izan|baina|gaur|duen|baten|berria|gobernuak|egin|dago",
    "oc": r"uèi|aquò|çò|fòrça|tanben|pòd\w*|nòstr\w|puèi|dempuèi|novèl\w*|govèrn\w*|[a-z]{3,}èt",
    "co": r"oghje|dettu|dopu|ghj\w+|chì|pè|ancu|nantu|quessa|cullettività",
    "lb": "datt|huet|vun|gouf|déi|wéi|hunn|awer|méi|haut",
    "gsw": "hät|isch|nöd|gsi|gseit|hend|hüt|wänd|öppis",
    "is": r"að|með|við|eftir|fyrir|ekki|sér|gær|segir|hefur|verður|vegna|þ(?:að|ess|etta|eir|ar|egar)|\w+ráðherra",
    "fo": "hevur|tað|ikki|fyri|teir|hetta|verður|løgmaðurin|landsstýrið|føroya",
}
#: The share of a text's words that they are at least.
_LEAST_OTHER_WORDS = 0.08
#: The same for languages that one of langdetect's is much like: Croatian and Serbian in Latin letters, Indonesian and
#: Malay, English and Scots. Words of theirs alone, and the share of them.
_LIKE = {
    "hr": (
        "sr",
        r"juče|posle|pre|gde|ovde|takođe|šta|saopšt\w+|opštin\w*|hiljad\w*|evra|evrop\w+|predlog\w*|predsed\w+|sednic\w+|"
        r"nedelj\w*|vreme(?:na|nu)?|mest[oau]|dve|deo|del(?:a|ovi|ova)|dec[aeu]|čovek\w*|uvek|bezbed\w+|obezbed\w+|"
        r"zvaničn\w+|preduzeć\w*|fudbal\w*|saobraćaj\w*|porodic\w*|uče(?:sni|stvova)\w+|univerzitet\w*|izvešta\w+|"
        r"promen\w+|primen\w+|rešenj\w*|rešen\w*|zahtev\w*|cen[aeu]|lekar\w*|sprove\w+|uslov\w*|premijerk\w+|"
        r"oktobr\w+|januar\w*|februar\w*|mart[au]?|april\w*|avgust\w*|jul[au]?|juna?|septembr\w+|novembr\w+|decembr\w+",
    ),
    "id": (
        "ms",
        r"bahawa|kerana|kerajaan|bajet|baharu|hadapan|polis|selepas|ialah|beliau|mesyuarat|wang|syarikat|hospital|"
        r"perkhidmatan|pelbagai|sekiranya|majlis|menerusi|pengerusi|dijangka|kebangsaan|datuk|semasa|ogos|julai|disember|"
        r"khamis|jumaat|isnin|rompakan|esok|ekoran|kemalangan|mangsa|universiti|kualiti|aktiviti|parlimen|timbalan|"
        r"berkata|awam|kanak-kanak|sen|petrol|kewangan|kenyataan|perlawanan|bola sepak|minggu (?:ini|lalu)|"
        r"lebuhraya|parti",
    ),
    "en": (
        "sco",
        r"tae|wi|fae|frae|nae|dinna\w*|canna\w*|wis|wad|wha|whit|aye|ken|fowk|mair|ane|twa|hae|haes|hiv|gie|gaun|doon|toun|"
        r"hoose|heid|oot|aboot|noo|ower|guid|weel|gey|leid|thon|ither|mony|auld|pairt|pairlament|govrenment|bairns?|nicht|"
        r"richt|thocht|o(?!['’])|yin|whaur|mak|tak|cam|wark|warld|isna|wisna|wasna",
    ),
}
_LEAST_LIKE = 0.04
_OTHER_WORD_PATTERNS = {language: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for language, words in _OTHER_WORDS.items()}
_LIKE_PATTERNS = {told: {own: re.compile(rf"(?<!\w)(?:{words})(?!\w)")} for told, (own, words) in _LIKE.items()}
#: The share of a text's letters that such letters are at least.
_LEAST_OTHER = 0.003
_SCRIPT_PATTERNS = [(re.compile(f"[{span}]"), language) for span, language in _OTHER_SCRIPTS.items()]
#: Confidence of a language that is not sure.
UNSURE = 0.89
#: Words from which on a text has function words.
RUNNING_TEXT = 20
#: Languages, the likeliest first, with their confidence 0-1.
Candidates = tuple[tuple[str, float], ...]


def letters_in(text: str) -> int:
    """How many letters a text has."""
    return sum(c.isalpha() for c in text)


def by_script(sample: str, letters: int) -> Candidates:
    """The language that the script or a letter tells by itself, with its confidence: langdetect takes Chinese without
    Korean letters for Korean, and a language that it does not know for another."""
    for pattern, language in _SCRIPT_PATTERNS:
        share = letters_in("".join(pattern.findall(sample))) / letters
        if share > 0.5:
            return ((language or UNDETERMINED, round(share, 4)),)
    han = len(_HAN.findall(sample))
    if han > 0.5 * letters and len(_KANA_OR_HANGUL.findall(sample)) < 0.05 * han:
        # A Japanese headline may have no kana.
        return (("zh", 1.0 if han >= RUNNING_TEXT else UNSURE),)
    lower = sample.lower()
    for own, language in _OTHER_LETTERS.items():
        if sum(map(lower.count, own)) > _LEAST_OTHER * letters:
            return ((language or UNDETERMINED, 1.0),)
    return ()


def by_other_words(sample: str, candidates: Candidates) -> Candidates:
    """langdetect's languages, unsure, or before them one that it does not know, where words of such a one stand in a
    text; else empty."""
    lower = sample.lower()
    told, confidence = candidates[0] if candidates else ("", 0.0)
    own, like = votes(lower).get(told, 0.0), _LIKE_PATTERNS.get(told, {})
    for language, pattern in (_OTHER_WORD_PATTERNS | like).items():
        found = pattern.findall(lower)
        least = _LEAST_LIKE if language in like else _LEAST_OTHER_WORDS
        if len(set(found)) >= 2 and len(found) >= least * len(LETTERS.findall(lower)):
            if len(found) > own or not candidates:
                return ((language, UNSURE), *candidates)
            return ((told, min(confidence, UNSURE)), *candidates[1:])
    return ()
