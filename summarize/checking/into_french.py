"""What an English sentence says and its French translation does not: hearsay, names, the subject of a clause.

Input: an English sentence and its French translation. Output: codes of faults, each with what is wrong. These are what
a small translator from English into French gets wrong without any sign of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.document import Document
from ..text.words import fold
from .comparison import has_name_in
from .wordlists import word_list

#: What gives something as hearsay in English, and what may in French; an accusation is one in both.
_ENGLISH_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|apparently|supposedly|purportedly|alleged(?! (?:that|the|he|she|they|in|on|by|Mr)\b)|"
    r"(?:is|are|was|were|be|been) (?:not |also |now |still |widely )?(?:said|believed|thought|reported|alleged|"
    r"understood|rumou?red|feared|suspected|presumed|claimed|assumed) to)\b",
    re.IGNORECASE,
)
_FRENCH_HEARSAY = re.compile(
    r"\b(?:\w+rai(?:s|t|ent)|apparemment|vraisemblabl\w+|manifestement|visiblement|soi-disant|dit-on|on dit|dit|disent|"
    r"selon|sembl\w+|para[iî]\w+|présum\w+|préten\w+|suppos\w+|soupçon\w+|suspect\w+|accus\w+|allég\w+|rapport\w+|"
    r"estim\w+|considér\w+|pens\w+|cru|croi\w+|crain\w+|rumeurs?|probabl\w+|possibl\w+|peut-être|réputé\w*|censé\w*|"
    r"signal\w+|attribu\w+|présentée?s?)\b|\bd['’]après\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"\baccused (?:\w+ ){0,3}?of\b", re.IGNORECASE)
_FRENCH_ACCUSED = re.compile(
    r"\b(?:accus\w+|inculp\w+|mis\w* en (?:examen|cause)|soupçon\w+|suspect\w+|poursuivi\w*|reproch\w+|"
    r"attribu\w+|jugée?s?|prévenue?s?|\w+rai(?:en)?t)\b",
    re.IGNORECASE,
)
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
#: "Will" that opens a sentence which asks nothing is a name; so are the like.
_WILL = re.compile(r"^(Will|May|Mark|Grant|Chase|Rob|Sue|Drew|Pat|Nick|Frank) [A-Z][a-z]+ [a-z][^?]*$")
#: A word with a capital, and no plural, that is alone the subject of what companies and clubs do: "Next reported".
_COMPANY = re.compile(
    r"^(?P<name>[A-Z][a-z]+(?<![^s]s)) (?:reported|posted|announced|filed|bought|sold|closed|opened|launched|recalled|"
    r"raised|cut|warned|beat|drew|lost to|won|said (?:its?|sales|profits?|revenues?))\b(?!['’])"
)
#: These have no article in English, and are no names.
_NO_COMPANY = frozenset(
    "there you police staff parliament congress management research government nobody everybody everyone someone "
    "anyone both each many most all some few this that it he she they we who investigators hamas labour people crowds "
    "reform competition demand inflation recession business industry".split()
)
#: Behind these no name stands alone; those are no names, or French has another word for them.
_NO_NAME_AFTER = frozenset(
    "the a an its his her their our my your this these those some any no every each all both".split()
)
_TRANSLATED = frozenset(
    """
    labour english christian government internet press parliament east west north south earth god heaven state street
    road park day justice mayor chief chancellor speaker president chairman minister secretary judge commissioner
    foundation hospital school prize university college airport house library director oct dec nov sept rep sen prof
    republican democrat conservative jihadists westerners manager aids communism education no remain leave
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
#: English words that the translator often takes for others or leaves out, and what French may say for them.
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_EASILY_LOST = tuple(
    (re.compile(rf"\b(?:{english})", re.IGNORECASE), re.compile(rf"\b(?:{french})", re.IGNORECASE))
    for english, french in (
        # A fraction, not who comes third.
        (
            r"(?:an?|one|two)[ -]thirds?(?= (?:of|to|from|in|on|since|over|more|less)\b|[.,;]|$)",
            r"tiers\b|sur (?:trois|3)\b|(?:33|66|67)\b",
        ),
        (rf"(?:\d{{1,4}}|{_FEW}) inch(?:es)?\b", r"pouce|centim|cm\b"),
        (
            rf"(?:\d{{1,4}}|{_FEW}) stone(?=[.,;]|$| (?:in|since|after|and|by|lighter|heavier)\b)",
            r"kilo|livres\b|kg\b",
        ),
        (r"(?:last|second|third) but (?:one|two)\b", "avant-dern|pénulti"),
        (r"(?-i:lightning)\b(?! cables?)", "foudr|éclair"),
        (
            r"(?:miss|sav|scor|award|convert|conced)(?:es?|ed|ing)? (?:a|the|his|her|two|three) penalt(?:y|ies)\b|"
            r"on penalties\b|penalty (?:shoot|spot|kick)",
            r"pénalt|penalt|tirs? au",
        ),
        (r"(?:in|to|for) a (?:\d-\d )?draw(?=[.,;]| (?:with|against|at|by|in|on)\b|$)", r"nuls?\b|égalité|tirage"),
        (r"in extra time\b|after extra time\b", "prolong"),
        (r"on loan (?:at|to|from)\b", r"prêtée?s?(?= (?:à|par|au)\b)|en prêt\b"),
        (r"boats? sank\b", "coul|sombr|naufrag|perdus? en mer"),
        (r"(?:ran|runs?|running) aground\b", "échou|échoué|ensabl"),
        (r"close calls?\b", r"serré|justesse|échapp|failli|de peu\b|belle\b"),
        (r"wickets?\b", "batteu|guichet"),
        (r"(?:bowled|lbw|all out for)\b", "élimin|batteu"),
        (r"\d+ runs\b", r"points?\b|runs\b"),
        (r"scored an? (?:half[ -])?century\b", r"points?\b|runs\b"),
        (r"(?-i:Lord Mayor)\b", r"lord[ -]?maire\b"),
        (
            r"(?-i:(?<!South )(?<!Jimmy )Wales)\b",
            r"pays de galles\b|gallois|prince(?:sse)? de galles\b|galles du (?:nord|sud)\b",
        ),
        (
            r"showers\b(?=.*\b(?:rain|snow|weather|forecast|expected|north|south|east|west|afternoon)\b)",
            r"averse|pluie|pluvi|neige|giboulée",
        ),
    )
)
#: "Staff were told", "the mayor was shown the plans": who is told or shown, which a French passive cannot say.
_TOLD = re.compile(
    r"(?<!truth )(?<!story )(?<!lie )(?<!joke )(?<!tale )\b(?:was|were|been|being|be) (?:told|informed)\b",
    re.IGNORECASE,
)
_FRENCH_TOLD = re.compile(
    r"\bété (?:dite?s?|racontée?s?)(?= (?:qu|de\b|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|[.,]|$)"
)
_GIVEN_SOMETHING = re.compile(
    r"\b(?:was|were|been|being|be) (?:shown|sent|taught|handed|awarded|denied|refused|given|offered|promised)\b",
    re.IGNORECASE,
)
_FRENCH_GIVEN = re.compile(
    r"\bété (?:montr|envoy|enseign|décern|démenti|ni|refus|donn|offert|promis|remis)(?:ée?s?|e?s?)"
    r"(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))? (?:(?:un|une|des|les|son|sa|ses|leur|leurs)\b|"
    r"le (?!\d|mois|jour|lendemain|week-end|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|"
    r"la (?!semaine|veille|nuit|même)|l['’](?!an\b|année|été\b|hiver|automne|après))",
    re.IGNORECASE,
)
#: Words that are no French together: "a coûte", "est 12 ans", "à l'âge de 94".
_NO_FRENCH = re.compile(
    r"\b(?:a|ont|avait|avaient) coûte(?:nt)?\b|\best \d+ ans\b|\bl['’]âge de \d+(?= ?[.;:]|$)", re.IGNORECASE
)
#: A French figure of years, and what in English makes one of a bare figure.
_YEARS = re.compile(r"\b(\d+) ans\b")
_AGE_OF = (
    r"\b(?:years?|yrs?|aged?|ages|old|older|younger|birthday|decades?|century|under|over)\b|^(?!.*\b{n}\b)|"
    r"(?:[,(] ?|\b(?:is|was|be|am|are|were|been|turn\w*|(?<!stands )(?<!stood )at|only|just|until|before) ){n}\b|"
    r"\b(?:boys?|girls?|child|children|m[ae]n|wom[ae]n|teenagers?|sons?|daughters?|pupils?|adults?|people)\b"
    r"[^.;]{0,20} (?:of|between|from|and|to) {n}\b|\bboth {n}\b"
)
_IS_PRONOUN = re.compile(r"he|she|it|they")
#: The subject of "said" alone: no pronoun, and no second person.
_ONE_NOUN = re.compile(
    r"(?!.*\b(?:I|he|she|it|they|we|you|and|with|to|by|after|before|when|while)\b)[^,;:]{1,60}$", re.IGNORECASE
)


def lost_into_french(text: Document, translation: Document) -> Iterator[tuple[str, str]]:
    """What is wrong of an English sentence's French translation: the code of a fault, and what it is."""
    own, french = text.text, translation.text
    if hearsay := lost_hearsay(own, french):
        yield "hearsay", f"hearsay became a fact ({hearsay!r})"
    if clause := lost_subject(own, french):
        yield "subject", f"the subject of a clause was lost ({clause!r})"
    if names := lost_plain_names(text, translation):
        yield "names", f"lost {', '.join(names)}"
    if article := added_article(own, french):
        yield "names", f"added an article ({article!r})"
    for english, passive in ((_TOLD, _FRENCH_TOLD), (_GIVEN_SOMETHING, _FRENCH_GIVEN)):
        if english.search(own) and (found := passive.search(french)):
            yield "words", f"a passive that French does not have ({found.group()!r})"
    for english, there in _EASILY_LOST:
        if (lost := english.search(own)) and not there.search(french):
            yield "words", f"lost {lost.group()!r}"
    if wrong := _NO_FRENCH.search(french):
        yield "words", f"no French ({wrong.group()!r})"
    if (years := _YEARS.search(french)) and not re.search(_AGE_OF.replace("{n}", years[1]), own, re.IGNORECASE):
        yield "numbers", f"added years ({years.group()!r})"


def lost_hearsay(english: str, french: str) -> str | None:
    """The words of an English sentence that give something as hearsay or as an accusation, where its French translation
    does neither; else None."""
    for own, there in ((_ENGLISH_HEARSAY, _FRENCH_HEARSAY), (_ACCUSED, _FRENCH_ACCUSED)):
        if (found := own.search(english)) and not there.search(french):
            return found.group()
    return None


def lost_plain_names(text: Document, translation: Document) -> list[str]:
    """Names of an English sentence that are ordinary words besides ("Reading", "Will Young") and that its French
    translation lacks, or spells with a letter twice; a headline in capitals has none."""
    known = word_list("en")
    will = [m[1] for m in _WILL.finditer(text.text) if not has_name_in(m[1], translation)]
    words = [word for word in text.text.split() if word[:1].isalpha()]
    if known is None or 2 * sum(word[:1].isupper() for word in words) > len(words) + 2:
        return will
    own = {m["name"] for m in _ALONE.finditer(text.text) if not _is_of_title(m)}
    own |= {name for m in _PERSON.finditer(text.text) for name in (m["given"], m["family"]) if name}
    claimed = {w.text for w in text.mentions if w.kind("en") == "name"}
    found = [name for name in own & claimed if not name.isupper() and fold(name) not in _TRANSLATED]
    found = [name for name in found if not has_name_in(name, translation)]
    company = _COMPANY.match(text.text)
    if company and not {fold(company["name"])} & (_NO_COMPANY | translation.words):
        found.append(company["name"])
    doubled = {_once(token.folded) for token in translation.capitals} - translation.words
    found += [name for name in claimed if fold(name) in doubled]
    return sorted(name for name in {*will, *found} if known.has(name.lower()))


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
    infinitive ("Elle dit avoir menti"), or None. A pronoun behind "said" may stand for the one noun before it ("The
    minister said she had resigned")."""
    for clause, same, infinitive in _CLAUSES:
        if len(infinitive.findall(translation)) <= len(same.findall(clause.sub(" ", text))):
            continue
        for found in clause.finditer(text):
            before = text[: found.start()]
            is_same = re.search(rf"\b{found['subject']}\b", before, re.IGNORECASE)
            is_only = clause is _CLAUSES[-1][0] and _IS_PRONOUN.fullmatch(found["subject"]) and _ONE_NOUN.match(before)
            if not is_same and not is_only:
                return found.group()
    return None
