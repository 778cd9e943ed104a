"""A translation beside its original: what was lost on the way, and what was added.

Input: the Documents of a text and of its translation. Output: what one has and the other lacks. Numbers are compared
by value, in figures or words; names by their letters, by the tables of names that change with the language, and by
their consonants ("Poutine", "Putin"); of quotations only the number, since their words change. Names, days and number
words are compared between French and English alone, figures between all languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..result import Unsupported
from ..text.dates import DATE_MEANING, FULL_DATES
from ..text.document import Document
from ..text.numbers import Quantity
from ..text.words import WORD, bare, fold, parts
from . import names
from .claims import has_number
from .wordlists import word_list

#: Languages whose words are compared; of others, only figures and the number of quotations.
KNOWN = frozenset({"fr", "en"})
#: Other languages than French and English write numbers up to this one in words that are not read here.
_WRITTEN_OUT = 12
_SPELLINGS = (("ph", "f"), ("ou", "u"), ("kh", "k"), ("tch", "k"), ("ch", "k"))
_SOUNDS = str.maketrans({"c": "k", "q": "k", "y": "i", "z": "s", "v": "f", "w": "f", "j": "i", "x": "s"})
_ROMAN_NUMBER = re.compile(r"[ivxlc]+(?:e|er|re|eme|th|nd|st)?")
_RANK = re.compile(r"(?:e|er|re|eme|th|nd|st)$")
_DECADE = re.compile(r"\bannées |\d0s$", re.IGNORECASE)
_LAST_NIGHT = re.compile(r"hier (?:soir|après-midi)\b", re.IGNORECASE)
_ROUND_WORDS = (
    frozenset({"hundred", "hundreds", "centaine", "centaines"}),
    frozenset({"thousand", "thousands", "millier", "milliers"}),
    frozenset({"dozen", "dozens", "douzaine", "dizaine", "dizaines"}),
)
_GREAT_WORDS = (
    frozenset({"million", "millions"}),
    frozenset({"milliard", "milliards", "billion", "billions"}),
)
_FRACTIONS = (frozenset({"third", "thirds", "tiers"}), frozenset({"quarter", "quarters", "quart", "quarts"}))
_HOURS_BEFORE = re.compile(r"(\d{1,2}) (?:hours?|heures?),? (?:(?:and|et) )?$")
_ONE = frozenset({"un", "one", "a", "million", "millions", "milliard", "milliards", "billion", "billions"})

#: An English word with a capital that stands alone behind a small word, and before the end of its phrase: "in Reading".
_ALONE = re.compile(
    r"(?:\b(?P<first>\w+) )?\b(?P<before>[a-z]+) (?P<name>[A-Z][\w-]+)(?=[.,;:!?)\"'’]|$| (?:on|in|at|and|or|after|"
    r"before|for|to|from|with|by|was|were|is|are|has|had|have|will|would|said|says|when|where|while|as|but|who|which|"
    r"that|last|this|next|during|over|yesterday|today|tonight|late|early|left|met|won|lost|beat|[a-z]+ed)\b)"
)
#: The same behind a first name or a title: "Will Young".
_GIVEN = (
    r"Will|Mark|Rose|Bill|Grace|Faith|Hope|Jack|Frank|Rich|Pat|Sue|Penny|Art|Rob|Nick|Gene|Tiger|"
    r"Robin|Dale|Miles|Guy|Drew|Chase|Grant|Victor|Dean|Earl|Duke|Ray|Rod|Pearl|Ruby|Amber|Iris|"
    r"Lily|Daisy|Violet|Heather|Ivy|Holly|Olive|Joy|Melody|Dawn|Austin|Jordan|Brooke|Carol|Harry|"
    r"Tom|John|James|George|David|Paul|Peter|Andrew|Simon|Richard|Robert|Michael|Tony|Gordon|Mary|"
    r"Jane|Anne|Elizabeth|Kate|Emma|Sarah|Charles|William|Thomas|Joe|Donald|Ben|Sam|Tim|Jim|Jeremy|"
    r"Chris|Steve|Alan|Brian|Kevin|Gary|Theresa|Boris|Angela"
)
_PERSON = re.compile(rf"\b(?:Mrs?|Ms|Miss|Sir|Lord|Lady|Dame|Dr|(?P<given>{_GIVEN}))\.? (?P<family>[A-Z][a-z]+)")
#: Behind these no name stands alone; those are no names, or French has another word for them.
_NO_NAME_AFTER = frozenset(
    "the a an its his her their our my your this these those some any no every each all both".split()
)
_TRANSLATED = frozenset(
    """
    labour english christian government internet press parliament east west north south earth god heaven state street
    road park day justice mayor chief chancellor speaker president chairman minister secretary judge commissioner
    foundation hospital school prize university college airport house library director oct dec nov sept rep sen prof
    republican democrat conservative jihadists westerners manager aids communism education no
    """.split()
)
_TWICE = re.compile(r"(.)\1")
#: An article that French set before the name of a person or a town: "le Tiger Woods", "les Leeds".
_ARTICLE = re.compile(rf"\b(?:les (?P<town>[A-Z][a-z]+)|[Ll][ea] (?P<person>(?:{_GIVEN}) [A-Z][a-z]+))\b")
_IN_A_TOWN = r"\b(?:in|at|from|near|to|hits?|struck|outside|around|across|for) "

#: By what links them: an English clause with a subject of its own, what of English French renders by an infinitive, and
#: that infinitive, which has the subject of the sentence.
_PRONOUN = r"n['’]|l['’]|s['’]|m['’]|les |lui |leur |la |le |en |y |se |ne pas |ne plus |ne jamais |ne "
_SUBJECT = r"(?: that)? (?P<subject>I|he|she|it|we|they|you|(?:his|her|their|its|my|our|the|an?) \w+|[A-Z]\w+)\b"
_SAID = (
    r"(?:said|says?|claim(?:s|ed)?|believe[sd]?|thinks?|thought|denie[sd]|deny|admit(?:s|ted)?|insist(?:s|ed)?|"
    r"told \w+(?: \w+)?|added|announced|confirmed)"
)
_CLAUSES = tuple(
    (re.compile(rf"\b{link}{_SUBJECT}"), re.compile(same, re.IGNORECASE), re.compile(infinitive, re.IGNORECASE))
    for link, same, infinitive in (
        ("[Aa]fter", r"\b(?:after|since|having|once) \w+", rf"\baprès (?:{_PRONOUN})*(?:avoir|être)\b"),
        (
            "[Bb]efore",
            r"\b(?:before|then|until|ahead of|prior to) \w+",
            rf"\bavant (?:de |d['’])(?:{_PRONOUN})*\w+(?:er|ir|re|oir)\b",
        ),
        ("because", r"\bfor \w+ing\b", rf"\bpour (?:{_PRONOUN})*(?:avoir|être)\b"),
        (
            _SAID,
            r"\b(?:claim\w*|sa(?:id|ys?)|report\w*|den\w+|admit\w*) (?:to|having|\w+ing)\b",
            r"\b(?:dit|disent|disait|affirm\w+|assur\w+|déclar\w+|estim\w+|croi\w+|croyait|pens\w+|reconn\w+|ni(?:e|é|ent)|"
            r"confirm\w+|admet\w*|admis|avou\w+|prétend\w*|indiqu\w+|soutien\w+|soutenu|expliqu\w+|ajout\w+|précis\w+|"
            rf"jur\w+|annonc\w+) (?:{_PRONOUN})*(?:avoir|être)\b",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a text its translation lacks (`lost`, offsets in the text) and what it has besides (`added`, offsets in
    the translation)."""

    lost: tuple[Unsupported, ...] = ()
    added: tuple[Unsupported, ...] = ()


def compare(text: Document, translation: Document) -> Comparison:
    """Compare a translation with its original, each by its own language."""
    lost = _lacking(text, translation, where="text")
    added = _lacking(translation, text, where="translation")
    quoted, requoted = text.quotations, translation.quotations
    if len(requoted) < len(quoted):
        lost += [Unsupported("quotation", q.text, q.start, q.end, "text") for q in quoted[len(requoted) :]]
    return Comparison(tuple(lost), tuple(added))


def added_names(translation: Document, original: Document) -> list[str]:
    """Names of a translation that the original has in no form; French and English alone are known."""
    if not (original.language in KNOWN and translation.language in KNOWN):
        return []
    found = [word.text for word in translation.mentions if word.kind(translation.language) == "name"]
    return [name for name in found if not has_name_in(name, original)]


def lost_numbers(text: Document, translation: Document) -> list[str]:
    """Figures of a text that its translation lacks; a figure may have become a word, and "1 000" may be "1,000"."""
    return [q.text for q in text.figures if not _stands(q, translation)]


def lost_dates(text: Document, translation: Document) -> list[str]:
    """Days and months of a French text that an English translation lacks, or the other way; others are not known."""
    there = {DATE_MEANING.get(bare(m.group()).lower()) for m in WORD.finditer(translation.text)}
    return [
        m.group()
        for m in WORD.finditer(text.text)
        if (w := bare(m.group()).lower()) in FULL_DATES and DATE_MEANING[w] not in there
    ]


def names_of(text: Document) -> set[str]:
    """Folded capitalised words of a text that do not merely open a sentence; French days are none."""
    return {fold(word.text) for word in text.mentions if word.kind("fr") == "name"}


def lost_plain_names(text: Document, translation: Document) -> list[str]:
    """Names of an English sentence that are ordinary words besides ("Reading", "Will Young") and that its French
    translation lacks, or spells with a letter twice; a headline in capitals has none."""
    known = word_list("en")
    words = [word for word in text.text.split() if word[:1].isalpha()]
    if known is None or 2 * sum(word[:1].isupper() for word in words) > len(words) + 2:
        return []
    own = {m["name"] for m in _ALONE.finditer(text.text) if not _is_of_title(m)}
    own |= {name for m in _PERSON.finditer(text.text) for name in (m["given"], m["family"]) if name}
    claimed = {w.text for w in text.mentions if w.kind("en") == "name"}
    found = [name for name in own & claimed if not name.isupper() and fold(name) not in _TRANSLATED]
    found = [name for name in found if not has_name_in(name, translation)]
    doubled = {_once(token.folded) for token in translation.capitals} - translation.words
    found += [name for name in claimed if fold(name) in doubled]
    return sorted(name for name in set(found) if known.has(name.lower()))


def _is_of_title(match: re.Match[str]) -> bool:
    """True for "the House of Lords" and "Arts and Crafts", where no name stands alone."""
    before = match["before"]
    return before in _NO_NAME_AFTER or (before in ("of", "and") and (match["first"] or "A")[:1].isupper())


def _once(word: str) -> str:
    """A word with each doubled letter once."""
    return _TWICE.sub(r"\1", word)


def added_article(text: str, translation: str) -> str | None:
    """The article of "les Leeds" or "le Tiger Woods", names that have none in an English text; None for no such."""
    for match in _ARTICLE.finditer(translation):
        own = rf"{_IN_A_TOWN}{match['town']}\b" if match["town"] else rf"(?<!the ){match['person']}\b"
        if re.search(own, text):
            return match.group()
    return None


def lost_subject(text: str, translation: str) -> str | None:
    """A clause of an English text whose subject is another than the sentence's ("She said he lied") where French has an
    infinitive ("Elle dit avoir menti"), or None."""
    for clause, same, infinitive in _CLAUSES:
        if len(infinitive.findall(translation)) <= len(same.findall(clause.sub(" ", text))):
            continue
        for found in clause.finditer(text):
            if not re.search(rf"\b{found['subject']}\b", text[: found.start()], re.IGNORECASE):
                return found.group()
    return None


def _lacking(text: Document, there: Document, *, where: str) -> list[Unsupported]:
    """Claims of one text that the other lacks."""
    known = text.language in KNOWN and there.language in KNOWN
    found = [
        Unsupported("number", n.text, n.start, n.end, where)
        for n in (text.stated if known else text.figures)
        if n.is_claim
        and (known or _is_in_figures(n))
        and not (has_number(n, there) or _stands(n, there) or (known and _is_written_otherwise(n, text.text, there)))
    ]
    for word in text.mentions if known else ():
        kind = word.kind(text.language)
        if kind == "date":
            last_night = _LAST_NIGHT.match(text.text, word.start) is not None and "last" in there.words
            has = last_night or names.has_date(word.text, there)
        else:
            has = kind is None or has_name_in(word.text, there) or _is_roman(word.text, there)
        if not has:
            found.append(Unsupported(str(kind), word.text, word.start, word.end, where))
    return sorted(found, key=lambda item: item.start)


def _stands(number: Quantity, there: Document) -> bool:
    """True where the value stands in the other text, whatever its unit there; of a time with minutes, all of it."""
    return any(value in there.numbers for value in (*number.values, *(v for v in number.also if ":" in v)))


def _is_written_otherwise(number: Quantity, text: str, there: Document) -> bool:
    """True for what the two languages write in ways that are no figures: "XVIIIe" and "18th", "les années 60" and "the
    1960s", "quelques centaines" and "a few hundred", "un milliard" and "a billion", "2h15" and "2 hours and
    15 minutes"."""
    value = number.values[0]
    roman = _roman(int(value)) if value.isdigit() and len(value) < 3 else ""
    if roman and any(_RANK.sub("", t.folded) == roman for t in there.tokens if _ROMAN_NUMBER.fullmatch(t.folded)):
        return True
    if _DECADE.search(text[max(0, number.start - 12) : number.end + 1]):
        return any(v.endswith(value[-2:]) for v in there.numbers)
    hour, _, minutes = value.partition(":")
    if hour in there.numbers and "minute" in there.numbers.get(minutes, ()):
        return True
    hours = _HOURS_BEFORE.search(text[max(0, number.start - 16) : number.start])
    if hours and f"{int(hours[1])}:{value:0>2}" in there.numbers:
        return True
    own = number.text.lower()
    if any(own.split()[-1] in words and words & there.words for words in _FRACTIONS):
        return True
    return any(own in words and words & there.words for words in _ROUND_WORDS) or any(
        own.split()[-1] in words and words & there.words and own.split()[0] in _ONE for words in _GREAT_WORDS
    )


def _is_roman(word: str, there: Document) -> bool:
    """True for "XVIIIe" where the other text has 18."""
    own = _RANK.sub("", fold(word))
    return bool(_ROMAN_NUMBER.fullmatch(own)) and any(
        value.isdigit() and len(value) < 3 and _roman(int(value)) == own for value in there.numbers
    )


def _roman(number: int) -> str:
    found = ""
    for value, letters in ((90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        found += letters * (number // value)
        number %= value
    return found


def _is_in_figures(number: Quantity) -> bool:
    """True for a number that other languages write in figures too."""
    value = number.values[0]
    return not (value.isdigit() and len(value) < 3 and int(value) <= _WRITTEN_OUT)


def has_name_in(word: str, there: Document) -> bool:
    """True where a text has a name in one form or another, spelt as the other language spells it too."""
    if names.has_name(word, there):
        return True
    pieces = [p for p in parts(fold(bare(word))) if len(p) > 1]
    heard = {_sound(t.folded) for t in there.capitals}
    return bool(pieces) and all(names.has_name(p, there) or (len(p) > 3 and _sound(p) in heard) for p in pieces)


def _sound(word: str) -> str:
    """First letter and consonants, those that transliterations interchange alike: "poutine" and "putin" are "ptn"."""
    for spelling, sound in _SPELLINGS:
        word = word.replace(spelling, sound)
    word = word.translate(_SOUNDS)
    kept = word[:1] + "".join(c for c in word[1:] if c not in "aeiouh")
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])
