"""Long wordings to short ones of the same meaning: dates, prepositions, units.

Enters: a sentence without its quotations. Leaves: the same, shorter where a wording has a short form. Refuses nothing.
The wordings are those that guides to plain French name ("afin de" to "pour", "décédé" to "mort").
"""

from __future__ import annotations

import re

from .grammar import any_of, upper_first

DAY = any_of("lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
MONTH = any_of("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre")
_DAY_OF_MONTH = r"(?:1er|[1-9]\d?)"
DATE = (
    rf"(?:(?:ce )?{DAY}(?: (?:matin|midi|soir|après-midi))?(?: \d+(?:er)? {MONTH})?(?: dernier)?|"
    rf"le {_DAY_OF_MONTH} {MONTH}|ce (?:matin|soir))"
)
#: What follows "de" or "à" in a long preposition, and what follows the short one instead.
ARTICLES = {"du ": "le ", "des ": "les ", "de la ": "la ", "de l'": "l'", "d'": "", "de ": ""}
ARTICLES |= {"au ": "le ", "aux ": "les ", "à la ": "la ", "à l'": "l'", "à ": ""}
_WEEKDAY_AND_DATE = re.compile(
    rf"\b(?P<before>(?:(?:de |à |dès )?ce|le|de|du|à|au) )?{DAY} (?P<date>{_DAY_OF_MONTH} {MONTH})\b", re.IGNORECASE
)
_BEFORE_DATE = {"de ": "du ", "du ": "du ", "à ": "au ", "au ": "au "}
_BEFORE_DATE |= {"de ce ": "du ", "à ce ": "au ", "dès ce ": "dès le "}
_FROM_DAY_TO_DAY = re.compile(
    rf"\b(?:de|du) {DAY} ({_DAY_OF_MONTH}(?: {MONTH})?) (?:à|au) {DAY} ({_DAY_OF_MONTH} {MONTH})\b"
)
_THIS_WEEKDAY = re.compile(rf"(?<!en )\bce ({DAY})\b(?! \d)", re.IGNORECASE)
_NEAREST = re.compile(rf"\b({DAY}|{MONTH}) (?:dernier|prochain)\b")
#: "Vient de publier", "vient d'être": not of verbs that take "être" ("vient d'arriver").
_JUST_DONE = re.compile(
    r"\b(vient|viennent) (?:de |d')"
    r"(?:(?!(?:pass|rest|arriv|entr|rentr|tomb|mont|retourn|all|remont|retomb)er)(?=[^\W\d_]{4})(\w+)er\b(?! et )|"
    r"être (?=\w+(?:é|ée|és|ées|is|ise|it|ite|u|ue|us)\b))"
)
_OWN = "(?:ce|cette|cet|ces|son|sa|ses|leurs?)"
#: "Avec sa mère et de son frère": what goes on with "de" cannot lose the first one.
_ALONE = r"(?![^;:]{0,80}?(?: et| ou|,) (?:de |du |des |d'))"
_DE = rf"{_ALONE}(?P<article>du |des |de la |de l'|d'(?=une? )|de (?=(?:{_OWN}|\d+) ))"
_DE_NAME = rf"{_ALONE}(?P<article>du |des |de la |de l'|d'(?=une? |[A-ZÀ-Þ])|de (?={_OWN} |[A-ZÀ-Þ]))"
_D = r"(?=d(?:u|e|es|'une?)\b)"
_SOURCE = "(?:selon|d'après) (?:une|des|les) informations? (?:exclusives? )?"
_AFTER_BEING = "(?<=est )|(?<=sont )|(?<=tait )|(?<=taient )|(?<=tre )"
_NOT_AFTER_BEING = r"(?<=\w )(?<!est )(?<!tait )(?<!sont )(?<!taient )(?<!tre )(?<!'hui )(?<!ors )(?<!mais )"
#: "Le décès a été annoncé": a participle would have to change too.
_NO_AGREEMENT = r"(?!.*\b(?:est|était|sera|été) \w+(?:é|i|u)\b)(?!.*, \w+(?:é|i|u)\b)"
#: (long form in any case, what must follow it, short form)
_PLAIN = [
    ("(?:à l'issue|à la suite|au terme) ", _DE, "après "),
    (r"(?<!\w )suite ", r"(?P<article>au |aux |à la |à l'|à (?=un))", "après "),
    ("par le biais ", _DE, "via "),
    ("au sein ", r"(?P<article>du |de la |de l')", "dans "),
    ("à l'encontre ", _DE_NAME, "contre "),
    ("à l'aide ", _DE, "avec "),
    ("(?:au micro|à l'antenne|sur le plateau) ", r"(?P<article>de )(?=[A-ZÀ-Þ]|franceinfo)", "sur "),
    (_SOURCE, r"(?P<article>de la |de l'|de (?=[A-ZÀ-Þ]))(?=[^,]*(?:$|, [^cr]))", "selon "),
    (f"{_SOURCE}du ", "(?=[A-ZÀ-Þ][^,]*$)", "selon Le "),
    ("(?:selon|d'après) un communiqué ", _DE, "selon "),
    ("à l'occasion ", _D, "lors "),
    ("à proximité ", _D, "près "),
    ("(?:afin|dans le but) (?:de |d')", "", "pour "),
    ("dans le cadre ", "d'(?=une (?:enquête|information|affaire|opération|procédure|instruction|campagne))", "dans "),
    ("à partir de ", rf"(?=\d+ ?h|{DAY}|(?:19|20)\d\d\b|{MONTH})", "dès "),
    ("à partir du ", rf"(?={_DAY_OF_MONTH} {MONTH})", "dès le "),
    (rf"{_NOT_AFTER_BEING}âgée?s? de ", r"(?=\d+ ans\b)", "de "),
    ("à l'âge de ", r"(?=\d+ ans\b)", "à "),
    ("(?:aux alentours|aux environs) de ", r"(?=\d+ ?h)", "vers "),
    ("à l'heure actuelle", r"\b", "actuellement"),
    ("d'ores et déjà", r"\b", "déjà"),
    ("un certain nombre de ", "", "plusieurs "),
    ("sur (?:son|leur) compte (?:officiel )?", "(?=Twitter|Facebook|Instagram)", "sur "),
    ("sur le réseau social ", "(?=[A-Z])", "sur "),
    ("dans un (?:tweet|message) (?:publié|posté) sur ", "", "sur "),
    ("président de la République ", "(?=(?:Emmanuel|François|Nicolas|Jacques) [A-Z])", "président "),
    ("a fait savoir ", "(?=qu)", "a dit "),
    ("ont fait savoir ", "(?=qu)", "ont dit "),
    (r"(?<=\d )(?:kilomètres(?:[ -]heure| par heure| à l'heure)|km à l'heure)", r"\b", "km/h"),
    (r"(?<=\d )kilomètres", r"\b(?! ?carrés)", "km"),
    (r"(?<=\d )(?:kilogrammes|kilos)", r"\b", "kg"),
    ("(?:le|ce) décès ", rf"(?=d){_NO_AGREEMENT}", "la mort "),
    ("du décès ", "(?=d)", "de la mort "),
    ("au décès ", "(?=d)", "à la mort "),
    ("son décès", rf"\b{_NO_AGREEMENT}", "sa mort"),
    (r"(?<=\d )décès", r"\b", "morts"),
    *((rf"(?:{_AFTER_BEING}|(?<=, ))décédé{ending}", r"\b", f"mort{ending}") for ending in ("", "e", "s", "es")),
]
_HAVING = r"(?:(?<=\ba )|(?<=\bont )|(?<=avait )|(?<=avaient ))"
_PLACE = "(?=(?:à|dans|en|sur|près|au|aux|entre) )"
_TIME_OR_PLACE = rf"(?=(?: (?:à|dans|en|sur|au|aux|entre|le|du|jusqu|chaque|ce|{DAY})\b|$))"
_NOUN = r"(?=(?:une?|l[ea]s?|des|ce|cette|ces|son|sa|ses|leurs?|plusieurs|\d+) |l')"
_INFINITIVE = r"(?=\w+(?:er|ir|re|oir)\b)"
_FIGURE = r"(?=\d|plus de |près de |environ )"
#: The same, of verbs and of what is said with them.
_PLAIN += [
    (rf"{_HAVING}(?:indiqué|déclaré|affirmé|précisé|assuré|ajouté) ", "(?=qu[e']|avoir |être )", "dit "),
    ("(?:indique|affirme|assure|précise|déclare) ", "(?=qu[e'])", "dit "),
    ("(?:indiquent|affirment|assurent|précisent|déclarent) ", "(?=qu[e'])", "disent "),
    (rf"{_HAVING}débuté", r"\b", "commencé"),
    *((f"début{ending}", r"\b", f"commenc{ending}") for ending in ("e", "ent", "era", "eront", "er")),
    ("(?<!ne )s'est déroulée?", _TIME_OR_PLACE, "a eu lieu"),
    ("(?<!ne )se sont déroulée?s", _TIME_OR_PLACE, "ont eu lieu"),
    ("(?<!ne )se déroule", _TIME_OR_PLACE, "a lieu"),
    ("(?<!ne )se déroulent", _TIME_OR_PLACE, "ont lieu"),
    ("(?<!ne )se déroulait", _TIME_OR_PLACE, "avait lieu"),
    ("(?<!ne )se déroulera", _TIME_OR_PLACE, "aura lieu"),
    ("(?<!ne )se dérouleront", _TIME_OR_PLACE, "auront lieu"),
    ("se dérouler", _TIME_OR_PLACE, "avoir lieu"),
    *(
        (f"{long} ", "(?=(?:dans|chez|sur) |(?:à|en) [A-ZÀ-Þ])", f"{short} ")
        for long, short in (
            ("se rend", "va"),
            ("(?<!ne )se rendra", "ira"),
            ("(?<!ne )se rendront", "iront"),
            ("se rendre", "aller"),
        )
    ),
    *((f"(?<!ne )s'est rendu{e} ", "(?=(?:dans|chez|sur) |(?:à|en) [A-ZÀ-Þ])", f"est allé{e} ") for e in ("", "e")),
    *((f"se sont rendu{e} ", "(?=(?:dans|chez|sur) |(?:à|en) [A-ZÀ-Þ])", f"sont allé{e} ") for e in ("s", "es")),
    *(
        (f"{being} (?:contrainte?s?|obligée?s?) (?:de |d')", _INFINITIVE, f"{short} ")
        for being, short in (
            ("a été", "a dû"),
            ("ont été", "ont dû"),
            ("est", "doit"),
            ("sont", "doivent"),
            ("était", "devait"),
            ("étaient", "devaient"),
        )
    ),
    *(
        (f"{being} en mesure (?:de |d')", _INFINITIVE, f"{short} ")
        for being, short in (("est", "peut"), ("sont", "peuvent"), ("sera", "pourra"), ("seront", "pourront"))
    ),
    *(
        (f"{long} ", rf"(?:{_INFINITIVE}|(?=qu[e']))", f"{short} ")
        for long, short in (
            ("(?<!je )souhaite", "veut"),
            ("souhaitent", "veulent"),
            ("(?<!je )souhaitait", "voulait"),
            ("souhaitaient", "voulaient"),
            ("(?<!je )souhaiterait", "voudrait"),
        )
    ),
    *(
        (f"(?<!ne )s'élèv{long} à ", _FIGURE, f"atteign{short} ")
        for long, short in (("ent", "ent"), ("ait", "ait"), ("aient", "aient"))
    ),
    ("(?<!ne )s'élève à ", _FIGURE, "atteint "),
    *(
        (f"(?<!ne )se {long} ", _PLACE, f"{short} ")
        for long, short in (("trouve", "est"), ("trouvent", "sont"), ("trouvait", "était"), ("trouvaient", "étaient"))
    ),
    ("(?<!se )(?<!ne )constitue ", "(?=une? |l[ea] |l')", "est "),
    ("(?<!se )constituent ", "(?=une? |des |les )", "sont "),
    (rf"{_HAVING}effectué ", _NOUN, "fait "),
    ("effectuer ", _NOUN, "faire "),
    ("a pris la parole", r"\b", "a parlé"),
    ("prendra la parole", r"\b", "parlera"),
    ("prendre la parole", r"\b", "parler"),
    ("mis un terme à ", "", "mis fin à "),
    ("au cours ", _DE, "pendant "),
    ("(?:en raison|du fait) ", r"(?=d(?:u|e|es)\b|d')", "à cause "),
    *((f"à {number} reprises", r"\b", f"{number} fois") for number in ("plusieurs", "deux", "trois", "quatre")),
    ("(?:au sujet|à propos) ", _DE_NAME, "sur "),
    (r"(?<!\ble )(?<!\bla )(?<!\bles )concernant ", _NOUN, "sur "),
    ("en vue (?:de |d')", _INFINITIVE, "pour "),
    ("afin ", "(?=qu[e'])", "pour "),
    ("(?:en compagnie|aux côtés) ", _DE_NAME, "avec "),
    (rf"{_NOT_AFTER_BEING}accompagnée?s? ", rf"{_ALONE}(?P<article>de (?={_OWN} )|d'(?=une? )|du )", "avec "),
    ("(?:vis-à-vis|à l'égard) ", _DE_NAME, "envers "),
    ("d'un montant de ", r"(?=\d)", "de "),
    ("d'une durée de ", r"(?=\d|une? |deux |trois |quatre |cinq |six )", "de "),
    (rf"{_NOT_AFTER_BEING}située?s? ", _PLACE, ""),
    ("dans un premier temps", r"\b", "d'abord"),
    ("telle?s que ", "(?=l[ea] |l'|les |une? |des |[A-ZÀ-Þ])", "comme "),
    ("(?<!es )quelque ", r"(?=\d)", "environ "),
    ("d'ici à ", r"(?=\d|la |l')", "d'ici "),
    ("à compter du ", rf"(?={_DAY_OF_MONTH} {MONTH})", "dès le "),
    ("un grand nombre ", "(?=de |d')", "beaucoup "),
    ("à l'intérieur ", _DE, "dans "),
    ("en direction ", _DE_NAME, "vers "),
    ("l'ensemble du ", "", "tout le "),
    ("l'ensemble de la ", "", "toute la "),
    ("dans l'Hexagone", r"\b", "en France"),
]
_GROUP = r"\((?:[^()]|\([^()]*\))*\)"


def _needles(long: str) -> tuple[str, ...]:
    """Plain pieces of a pattern, in lower case, of which a text must hold one for the pattern to match it."""
    bare = re.sub(r"\(\?<[=!][^()]*\)", "", long)

    def longest(part: str) -> str:
        return max(re.split(rf"{_GROUP}\??|.[?*]|[|\\()\[\]{{}}^$]", part), key=len).lower()

    outside = longest(bare)
    if len(outside.strip()) > 3:
        return (outside,)
    choices = [tuple(map(longest, group[3:].strip("()").split("|"))) for group in re.findall(_GROUP, bare)]
    return max([(outside,), *choices], key=lambda words: min(map(len, words)))


#: (pieces to look for first, pattern, short form): most patterns do not match, and looking for a piece is quick.
_PATTERNS = [(_needles(long), re.compile(rf"(?<![\w'-])(?i:{long}){then}"), short) for long, then, short in _PLAIN]


def short_dates(text: str) -> str:
    """ "Ce mercredi 18 septembre" to "le 18 septembre", "ce mercredi" to "mercredi"."""
    text = _FROM_DAY_TO_DAY.sub(r"du \1 au \2", text)

    def shorter(match: re.Match[str]) -> str:
        if re.search(r"(?:\d(?: et| ou)?|\bun|\bchaque) $", match.string[: match.start()]):
            return match.group()
        return _opening(match, _BEFORE_DATE.get((match["before"] or "").lower(), "le ") + match["date"])

    text = _WEEKDAY_AND_DATE.sub(shorter, text)
    text = _THIS_WEEKDAY.sub(lambda match: _opening(match, match[1]), text)
    return _NEAREST.sub(r"\1", text)


def plain_words(text: str) -> str:
    """ "À l'issue du procès" to "après le procès", "vient d'annoncer" to "a annoncé"."""

    def done(match: re.Match[str]) -> str:
        return f"{'a' if match[1] == 'vient' else 'ont'} {match[2] + 'é' if match[2] else 'été '}"

    text = _JUST_DONE.sub(done, text)
    lower = text.lower()
    for needles, pattern, short in _PATTERNS:
        if any(needle in lower for needle in needles):
            text = pattern.sub(lambda match, short=short: _plain(match, short), text)  # type: ignore[misc]
            lower = text.lower()
    return text


def _plain(match: re.Match[str], short: str) -> str:
    plain = short + ARTICLES.get(match.groupdict().get("article") or "", "")
    return upper_first(plain) if match.group()[0].isupper() else plain


def _opening(match: re.Match[str], text: str) -> str:
    """A text in the place of a match, capitalised where it opens the sentence."""
    return text if match.start() else upper_first(text)
