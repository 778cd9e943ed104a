"""Words of a title that decide what it tells: an outcome, a denial, a suspicion; who it names.

Input: a title, what a summary says of it. Output: True where the summary lacks such a word or name.
"""

from __future__ import annotations

import re

from ..text.words import has_stem, whole_words

#: What became of something, that it is denied, an error or a mere suspicion, by language.
_DECIDES = whole_words(
    {
        "fr": r"(?:annul|suspen|renonc|abandonn|retir|libér|relâch|relax|acquitt|innocent|blanchi|condamn|décè|décéd|"
        r"retrouv|sauv|échou|rejet|refus|bloqu|interdi|dément|renvers|recul|élimin|supprim|valid|prolong|"
        r"soupçonn|suspect|accus|présum|confirm|fabriqu)\w*|report(?:e|ent|ée?s?)|mort(?:e?s?|el\w*)|meur(?:t|ent)|"
        r"tuée?s?|faux|fausses?|nie|nient|niée?s?|exclut|écart(?:e|ée?s?)|irrecevable|irresponsable|sursis|forfait|"
        r"levée?s?|s['’]incline(?:nt)?|per(?:d|dent|du)|gagn(?:e|ent|é)|bat(?:tent|tue?s?)?|aurai(?:t|ent)|"
        r"pourrai(?:t|ent)|finalement|à tort|par erreur",
        "en": r"(?:cancel|postpon|drop|kill|reject|scrap|convict|acquit|overturn|quash|fabricat|block|suspend|"
        r"confirm|allege|accus)\w*|called off|dead|dies|died|freed|released|clear(?:s|ed)|fail(?:s|ed)?|guilty|false|"
        r"fake|hoax|wrong(?:ly)?|den(?:y|ies|ied)|rules? out|ruled out|thrown out|throws? out|lifted|suspected|feared|"
        r"could|may|might|alive|beat(?:en|s)?|w[io]ns?|los(?:es?|t)|barred|spared",
        "es": r"(?:cancel|absuel|exculp|aplaz|rechaz|conden|suspend|anul|archiv|paraliz|descart|desm[ie]+n|fallec|"
        r"confirm|presunt|acus)\w*|mue(?:re|rto|rta|rtos|rtas|ren)|fals[oa]s?|bulo|estafa|niegan?|negó|"
        r"por error|podrían?|pierden?|ganan?|ganó|irá|libres?",
        "it": r"(?:assol|condann|annull|sospe|rinvi|respin|archivi|squalific|smenti|conferm|presunt|accus|liber)\w*|"
        r"mort[oaie]|muore|muoiono|fals[oaie]|bufala|nega(?:no)?|per errore|potrebbe(?:ro)?|perd(?:e|ono)|"
        r"vinc(?:e|ono)",
        "pt": r"(?:cancel|absolv|conden|suspen|anul|arquiv|rejeit|adia|desment|confirm|acus|ilibad)\w*|mort[oa]s?|"
        r"morre(?:m|u)?|fals[oa]s?|nega(?:m|ram)?|negou|por engano|poderiam?|perde(?:m|u)?|vence(?:m|u)?|"
        r"suspeit[oa]s?",
        "de": r"abgesagt|verschoben|gestoppt|freigesprochen|verurteilt|gestorben|tot|getötet|gescheitert|abgelehnt|"
        r"aufgehoben|eingestellt|bestätigt|mutmaßlich\w*|angeblich\w*|verdächtig\w*|falsch\w*|irrtümlich|"
        r"könnten?|verlier(?:t|en)|gewinn(?:t|en)|bestreitet|dementier\w*",
    }
)
#: The half of a title behind "but".
_HALF = re.compile(r" (?:mais|but|pero|ma|mas|aber|doch) (.+)")
_WORD = re.compile(r"\w{4,}")
#: Somebody by first and last name, and where it happened.
_NAMED = re.compile(
    r"(?:(?<![\w-])[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)? (?:(?:de|du|van|von|al) )?|(?<=\w )(?:à|en) )"
    r"(?P<name>[A-ZÀ-Þ][a-zà-ÿ-]{2,})(?![\w-])"
)


def lacks_outcome(title: str, said: str, language: str) -> bool:
    """True where a title has a word that decides what it tells, or a half behind "but", and `said` does not."""
    deciding = _DECIDES[language].findall(title) if language in _DECIDES else []
    behind = _HALF.search(title)
    half = _WORD.findall(behind[1]) if behind else []
    unsaid = [word for word in half if not has_stem(word, said)]
    return 2 * len(unsaid) > len(half) or any(not has_stem(found.split()[-1], said) for found in deciding)


def lacks_name(title: str, said: str) -> bool:
    """True where a title has somebody by first and last name, or "à" or "en" a place, and `said` does not."""
    return any(not has_stem(match["name"], said) for match in _NAMED.finditer(title))
