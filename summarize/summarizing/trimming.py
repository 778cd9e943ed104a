"""What can be taken out of a French sentence and leave the rest as true and as French as it was.

Input: a sentence as the article has it. Output: the same, shorter where a rule fits. Words go, none is put in or
changed. A rule says what goes, under which condition, and shows it on an example that is its test. What a rule cannot
tell apart safely stays: no rule takes out a relative clause ("qui clame son innocence") or who reports ("Comme
l'explique son avocat"), since these may deny, limit or attribute the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..text import french
from ..text.dates import FRENCH_DAY, FRENCH_WEEKDAY, WEEKDAYS
from ..text.number_words import FIGURES
from ..text.quotations import straight_marks
from ..text.words import OPEN_WORDS, bare, has_words, words_of

_WORKING_DAY = "|".join(WEEKDAYS["fr"][:5])
_DATE = rf"(?:(?:ce |le )?{FRENCH_WEEKDAY}(?: (?:matin|midi|soir|après-midi))?(?: {FRENCH_DAY}(?: \d{{4}})?)?)"
#: Words without which what was said is not what was meant.
_HEDGED = re.compile(
    r"\b\w+(?:rait|raient)\b|\bselon\b|\bd'après\b|\bprésumé|\bpeut-être\b|[«»\"“”]|\bque\b|\bqu'", re.IGNORECASE
)
_FEWEST_WORDS = 8
#: Words that wait for what follows.
OPEN = french.FINITE | frozenset(
    """
    de d' du des la le les l' un une à au aux en sur sous dans par pour avec sans et ou mais que qu' qui dont où ne
    n' se s' si ce cet cette ces son sa ses leur leurs plus moins très être avoir été ayant étant comme entre vers
    chez contre veut va vont doit peut fait permet permettre demande décidé annoncé décide annonce appelle accusé
    accuse estime jugé juge déclaré déclare affirmé affirme assuré assure indiqué indique souhaite près lors afin
    quelque environ sauf hormis selon
    """.split()
)
#: Words that stand before a noun, a figure or a name: no end for what is broken off.
_BEFORE_NOUNS = (
    frozenset(FIGURES)
    | french.TITLES
    | frozenset(
        """
    grand grande grands grandes gros grosse petit petite petits petites jeune jeunes nouveau nouvel nouvelle nouveaux
    nouvelles ancien ancienne anciens anciennes bon bonne bons bonnes mauvais mauvaise beau belle vieux vieille long
    longue haut haute forte légère vif vive futur future ex vrai vraie faux fausse seul seule même mêmes autre autres
    certain certaine certains certaines plusieurs quelques chaque tout toute tous toutes aucun aucune quel quelle quels
    quelles tel telle divers diverses nombreux nombreuses différents différentes premier première premiers premières
    second seconde deuxième troisième dernier dernière derniers dernières prochain prochaine principal principale
    principaux principales véritable important importante cent cents mille million millions milliard milliards vingtaine
    dizaine centaine millier milliers moitié quart tiers pendant durant depuis après avant dès devant derrière malgré
    jusqu jusque lors outre parmi ni non pas puis car donc or quand lorsque lorsqu puisque afin trop aussi si assez tant
    peu beaucoup bien fort alors il ils elle elles on y lequel laquelle lesquels lesquelles auxquels auxquelles n° st
    ste saint sainte via hors
    """.split()
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes: what `pattern` matches, but for its group "keep". `example` is a sentence and what is left of it."""

    name: str
    pattern: re.Pattern[str]
    example: tuple[str, str]
    allows: Callable[[str, re.Match[str]], bool] = lambda text, match: True


def _has_no_claim(text: str, match: re.Match[str]) -> bool:
    """No name, number, title or negation in what goes."""
    gone = match.group()
    words = [bare(word) for word in words_of(gone)]
    return not any(
        w[0].isupper() or w[0].isdigit() or w.lower() in FIGURES or w.lower() in french.NEGATIONS | french.TITLES
        for w in words
    ) and not re.search(r"[«»\"“”\d]|\bn['’]", gone)


def _is_plain_statement(text: str, match: re.Match[str]) -> bool:
    """The rest is said as a fact: no conditional, quotation, second source or reported clause."""
    rest = text[: match.start()]
    return not _HEDGED.search(rest) and has_words(rest, _FEWEST_WORDS)


def _is_own_aside(text: str, match: re.Match[str]) -> bool:
    """The article's aside, not a word put into a quotation ("les marchés (étaient) renforcés")."""
    before = text[: match.start()]
    is_quoted = (
        straight_marks(before) % 2 or before.count("«") > before.count("»") or before.count("“") > before.count("”")
    )
    return not is_quoted and _has_no_claim(text, match)


#: A participle before an "également" that may say "equally", and what is behind it then.
_PARTICIPLE = re.compile(r"(?:é|i|u|is|it|us)e?s?$")
_EQUALLY = re.compile(r" (?:à|aux?|en|par|selon)\b|[.,]")
_BETWEEN = re.compile(r"(?: \w+)? entre\b")
#: What is done equally.
_SHARED = (
    r"(?:trait|pay|pai|rémunér|partag|répart|distribu|divis|lég[uè]|hérit|indemnis|responsabl|coupabl|protég|réduit)"
)
_IS_EQUAL = re.compile(rf"\b{_SHARED}\w*(?: \S+){{0,3}} également\b|\bégalement (?:\w+ )?{_SHARED}")


def _says_too(text: str, match: re.Match[str]) -> bool:
    """False where "également" may say "equally": "ne sont pas payés également", "partagée également entre"."""
    before, end = text[: match.start()], match.end()
    is_equal = (_PARTICIPLE.search(before) and _EQUALLY.match(text, end)) or _BETWEEN.match(text, end)
    return not (is_equal or _IS_EQUAL.search(text) or re.search(r"\b(?:ne |n['’])", before))


RULES = (
    Rule(
        "note of the page in brackets",
        # No other bracket: "(sauf ceux de nuit)", "(vidéo manipulée)" say how far the rest is true.
        re.compile(
            r" \((?:(?:photos?|vidéos?|images?|illustrations?|infographies?)"
            r"(?: d['’]illustration| ci-(?:dessus|dessous|contre|joint\w*)| à (?:droite|gauche)| en (?:haut|bas))?|"
            r"(?:voir|lire) (?:ci-|aussi|notre|nos|par ailleurs|photos?|vidéos?|images?|infographies?)[^()]{0,60}|"
            r"(?:notre|nos) (?:photos?|vidéos?|images?|infographies?)[^()]{0,60})\)",
            re.IGNORECASE,
        ),
        (
            "Le cargo (photo d'illustration) s'est échoué mardi au large de Brest.",
            "Le cargo s'est échoué mardi au large de Brest.",
        ),
        _is_own_aside,
    ),
    Rule(
        "learnt from nobody named",
        re.compile(rf", a-t-on appris(?: {_DATE})?(?=\.$)"),
        (
            "Un homme de 30 ans a été tué par balle à Nantes, a-t-on appris mardi.",
            "Un homme de 30 ans a été tué par balle à Nantes.",
        ),
        _is_plain_statement,
    ),
    Rule(
        "a link inside a verb",
        re.compile(
            r"(?<=\b)(?P<keep>(?:a|ont|avait|avaient|est|sont|était|étaient|sera|seront) )"
            r"(?:également|par ailleurs|d'ailleurs|en outre) "
            r"(?=\w+(?:é|ée|és|ées|i|is|ie|it|u|us|ue|ert)\b(?! entre\b))"
        ),
        (
            "Un pêcheur de 44 ans est par ailleurs porté disparu depuis samedi à Cassis.",
            "Un pêcheur de 44 ans est porté disparu depuis samedi à Cassis.",
        ),
        lambda text, match: not _IS_EQUAL.search(text),
    ),
    Rule(
        "également",
        re.compile(
            r"(?<=[a-zà-ÿ])(?<!\bmais)(?<!\bet)(?<!\bou)(?<!\bnon)(?<!\bplus) également(?= [a-zà-ÿ«\"]|[.,])(?! que\b)"
        ),
        (
            "La fermeture de 53 radios ôte également à des millions de Philippins leur source d'information.",
            "La fermeture de 53 radios ôte à des millions de Philippins leur source d'information.",
        ),
        _says_too,
    ),
    Rule(
        "a link between commas",
        re.compile(
            r", (?:également|par ailleurs|d'ailleurs|en effet|en outre|quant à (?:lui|elle|eux|elles)|"
            r"pour sa part|pour leur part|de son côté|de leur côté),(?= (?:a|ont|est|sont|avait|avaient) )"
        ),
        (
            "Le syndicat des transports, de son côté, a appelé à une grève lundi prochain.",
            "Le syndicat des transports a appelé à une grève lundi prochain.",
        ),
    ),
    Rule(
        "weekday beside a date",
        # "Ce 28 mars" for "ce mardi 28 mars" reads as clipped; that shops open on a Sunday may be the news.
        re.compile(rf"\b(?P<keep>(?:[Ll]e|[Dd]u|[Aa]u) )(?:{_WORKING_DAY}) (?={FRENCH_DAY}\b)"),
        (
            "Le procès s'ouvrira le lundi 4 novembre devant la cour d'assises de Caen.",
            "Le procès s'ouvrira le 4 novembre devant la cour d'assises de Caen.",
        ),
    ),
)
_LONGEST = 5_000


def trimmed(sentence: str) -> str:
    """A French sentence without what the rules take out; a rule that would leave under eight words is passed over.

    One of more than 5,000 characters is left as it is, since it is read again for whatever is taken out.
    """
    if len(sentence) > _LONGEST:
        return sentence
    text = sentence
    for rule in RULES:
        text = _applied(rule, text)
    return text


def _applied(rule: Rule, text: str) -> str:
    start = 0
    while match := rule.pattern.search(text, start):
        kept = match.groupdict().get("keep") or ""
        shorter = text[: match.start()] + kept + text[match.end() :]
        if rule.allows(text, match) and has_words(shorter, _FEWEST_WORDS):
            text, start = shorter, match.start()
        else:
            start = match.end()
    return text


#: What a title may say of all that is told under it: that it is false, invented, taken back, an opinion, or a promise.
_LIMITS = (
    re.compile(
        rf"(?<![\w-])(?:{french.FALSE}|rumeurs?|complots?|complotis\w+|conspirationnis\w+|canulars?|hoax|désinformation|"
        r"dément(?:i|is|ie|ent)?|poissons? d['’]avril|parodi\w+|satir\w+|humour|"  # "conteste" is news by itself
        r"fictions?|fictifs?|fictives?|romans?|exercices?|simulations?|non(?= ?[,:!])|"
        rf"{french.RETRACTS}|{french.CLEARED}|remise?s? en liberté|dénonciation calomnieuse)(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:tribune|opinion|point de vue|éditorial|édito|billet|chronique|carte blanche|libre propos)(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!\w)(?:prome(?:t|ttent)|promesses?|propose(?:nt)?|programme d\w+|"
        r"(?:s['’]ils?|si [^,]{1,40}) (?:est|sont|était) élue?s?)(?!\w)",
        re.IGNORECASE,
    ),
)


def lacks_limit(title: str, said: str) -> bool:
    """True where a French title says that what is told is false, invented, taken back, an opinion or a promise, and a
    text does not."""
    return any(limit.search(title) and not limit.search(said) for limit in _LIMITS)


#: A verb, or a source.
_TELLS = re.compile(rf"(?<![\w-])(?:{french.one_of(french.VERBS)}|selon|d['’]après|\w+-t-\w+)(?![\w-])")
#: `OPEN` for English.
_OPEN_ENGLISH = frozenset(
    """
    a an and another any are as at be been before but by can could for from had has have he her his if in including
    into is its may more most my no not of on or our over said says she should since so some than that the their these
    they this those to under unless until was we were when where which while who whose will with would
    """.split()
)
#: Words that mean another without their "de": "le président des Républicains", "la victoire de Lens", "à partir de".
_OF_WHOM = frozenset("président présidente victoire défaite succès échec égard encontre partir".split())
#: For whom, and the adjective that says which of them: "pour les clients professionnels".
_FOR_WHICH = re.compile(
    r"(?:pour|chez) (?:les|des) \w+ \w{2,}(?:els|elles|iques|ifs|ives|aux|ales|aires|euses|iens|iennes|ables|és|ées)\b"
)
_NE = re.compile(r"(?<![\w'’-])(?:ne |n['’])", re.IGNORECASE)
#: What closes a denial that "ne" opens: no "plus de 75 ans", no "une personne".
_NOT = re.compile(
    rf"(?<![\w-])(?:pas|(?<!\bde )(?<!\ben )(?<!\ble )(?<!\bla )(?<!\bles )plus(?! de (?:\d|{french.one_of(FIGURES)}))|"
    r"jamais|rien|(?<!\bune )(?<!\bla )(?<!\bpar )personne|guère|(?<!\bun )(?<!\bau )(?<!\ble )point|ni|aucune?|"
    r"nulle?)(?![\w-])",
    re.IGNORECASE,
)
#: Stand before a "ne" that they deny: "aucun élu ne croit que".
_DENIED = re.compile(r"(?<![\w-])(?:aucune?|personne|rien|nulle?|jamais|pas une?)(?![\w-])[^,.;:]*$", re.IGNORECASE)
_QUE = re.compile(
    r"(?<![\w'’-])(?<!avant )(?<!après )(?<!afin )(?<!pour )(?<!tant )(?<!alors )(?<!parce )(?<!bien )(?<!sans )"
    r"(?<!à ce )(?<!moins )(?<!dès )(?<!tandis )(?<!ainsi )qu(?:e |['’])",
    re.IGNORECASE,
)
#: The "que" of "ne … que", where a clause with a "que" of its own may stand between the two.
_ONLY = re.compile(
    rf"{_QUE.pattern}(?=(?:à|aux?|en|dans|sur|sous|pour|par|du|de|avec|après|avant|pendant|depuis|dès|lors|lorsqu\w+|"
    rf"quand|si|une|\d+|{french.one_of(FIGURES)}|le (?:{FRENCH_WEEKDAY}|\d+|soir|matin|week-end))(?![\w-])|d['’])",
    re.IGNORECASE,
)
_MOST_DENIED, _FEWEST_BROKEN_OFF = 60, 4
_END_OF_CLAUSE = re.compile(r"[.;:!?](?=\s|$)|[«»\"]")


def _denial(sentence: str, ne: re.Match[str]) -> re.Match[str] | None:
    """The "pas" or "que" that belongs to a "ne"; None where the clause has none behind it."""
    if _DENIED.search(sentence, max(0, ne.start() - _MOST_DENIED), ne.start()):
        return None
    stop = _END_OF_CLAUSE.search(sentence, ne.end())
    end = stop.start() if stop else len(sentence)
    following = _NE.search(sentence, ne.end(), end)
    negation = _NOT.search(sentence, ne.end(), following.start() if following else end)
    return negation or _ONLY.search(sentence, ne.end(), end) or _QUE.search(sentence, ne.end(), end)


def only_of(sentence: str) -> tuple[int, int] | None:
    """Where "ne" and "que" of the first French "ne … que" ("n'est ouverte, l'hiver, que le lundi") begin."""
    for ne in _NE.finditer(sentence):
        denial = _denial(sentence, ne)
        if denial and denial.group()[:1] in "qQ":
            return ne.start(), denial.start()
    return None


def _open_denial(sentence: str, end: int) -> int:
    """Where the last "ne" before an end begins whose "pas" or "que" stands behind this end; the end where none does."""
    for ne in list(_NE.finditer(sentence, 0, end))[-1:]:
        denial = _denial(sentence, ne)
        if denial and denial.start() >= end:
            return ne.start()
    return end


def broken_off(sentence: str, most: int, language: str = "fr") -> str:
    """The first words of a sentence, marked as broken off; no figure, word that leaves a phrase open or part of a name
    ends them, nor the one to three first words of a phrase behind a comma and a verb. No denial is cut in two."""
    every = sentence.split()
    words, is_open = every[:most], {"fr": OPEN | _BEFORE_NOUNS, "en": _OPEN_ENGLISH}.get(language, OPEN_WORDS)

    def is_bare(number: int) -> bool:
        """True for a word that no headline may end on."""
        word = every[number]
        last = re.split(r"['’]", word.lower().strip(",;:"))[-1]
        is_year = re.fullmatch(r"en (?:19|20)\d\d", " ".join(every[number - 1 : number + 1]))
        is_figure = re.fullmatch(r"\W*\d[\d.,/-]*", last) and word[-1] not in ",;:" and not is_year
        if last in is_open or is_figure or word == "«":
            return True
        is_name = re.match(r"(?:\w+['’])?[A-ZÀ-Þ][a-zà-ÿ]", word) and word[-1].isalpha()
        following = (*every, "")[number + 1]
        if language == "fr" and _FOR_WHICH.match(" ".join(every[number - 2 : number + 2])):
            return True
        if language != "fr" and re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿ]{1,4}\.", word) and following[:1].isupper():
            return True  # "Brig." of "Brig. Gen. Moore"
        is_cut = is_name and re.match(r"[A-ZÀ-Þ][a-zà-ÿ]|\d$", following)
        return bool(is_cut or (last in _OF_WHOM and re.match(r"d(?:e|u|es)$|d['’]", following)))

    while len(words) > 5 and is_bare(len(words) - 1):
        words.pop()
    for count in (1, 2, 3) if language == "fr" else ():
        kept, rest = words[:-count], " ".join(words[-count:]).lower()
        is_phrase = len(kept) > _FEWEST_WORDS and kept[-1].endswith(",") and not _TELLS.search(rest)
        if is_phrase and _TELLS.search(" ".join(kept).lower()):
            words = kept
            break
    if language == "fr":
        own, text = " ".join(words), " ".join(every)
        before = text[: _open_denial(text, len(own))].split()
        words = before if len(before) >= _FEWEST_BROKEN_OFF else words
    return " ".join(words).rstrip(" ,;:–-.«“(") + "…"
