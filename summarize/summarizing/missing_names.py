"""Names that a sentence of a summary lacks: of a person whom it calls by the family name alone, where the article
introduces them in full, of a newspaper or magazine ("raconte-t-elle au magazine"), and of who speaks ("a précisé le
magistrat").

Input: a sentence, what stands before it in the summary; for persons the article too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..checking import word_list
from ..text import french
from ..text.document import Document
from ..text.words import WORD, fold, has_stem

_TITLED = re.compile(r"(?<![\w'-])(?:MM?\.|Mmes?|Mme|Mlle|Me)\s+(?P<name>[A-ZÀ-Þ][\w'’-]+)")
#: ", précise le quotidien", and no daily life ("les objets du quotidien"), no factory ("que compte le site").
_MEDIUM = re.compile(
    r"(?<![\w'-])(?:(?:(?:[Ll]e|(?:colonnes|informations|site|supplément) du) (quotidien))|"
    r"(?:(?<!compte )(?<!emploie )(?:[Ll]e|[Ll]a|du|au) |[Ll]')"
    r"(journal|magazine|hebdomadaire|mensuel|revue|site))(?=[,.;]|$)"
)
#: The first word of a sentence and a verb behind it.
_FIRST = re.compile(
    rf"(?P<word>[^\W\d_]{{3,}}) (?=(?P<verb>(?:{french.one_of(french.FINITE | french.PRESENT)})(?![\w'’-]))?)"
)
#: What stands without an article before a verb, and is no name.
_NO_NAMES = (
    french.FUNCTION_WORDS
    | french.VERBS
    | frozenset(
        """
        certains certaines beaucoup plusieurs certain nul nulle personne rien tout tous toutes chacun chacune aucun
        aucune autres ceci ainsi quiconque peu seul seule seuls seules telle tels telles rares nombreux nombreuses
        trois quatre cinq sept huit neuf onze douze quinze vingt trente quarante cinquante cent mille maintenant demain
        hier demeure voilà voici reste tant combien pourquoi comment mieux pis davantage suffit bref résultat preuve
        """.split()
    )
)
#: Behind a name it tells nothing: "Barcelone face à la menace.", "Barcelone endeuillée."
_NO_VERB = re.compile(
    r"(?:face|en|à|aux?|sous|sans|dans|pour|contre|et|ou|sur|après|avant|d[eu]|d['’]\w+|des|entre|par|vers|chez|\w+ée?s?)\b"
)
#: "Orange augmente ses tarifs.", but "Victoire surprise de Lens", "Exit la réforme".
_TRANSITIVE = re.compile(
    r"(?P<verb>[a-zà-ÿ]{2,}(?:e|ent|it|[nr]d|at|ît|ut)) (?=(?:ses|son|sa|leurs?|l[ea]s?|une?|deux|trois|\d+) |l['’]|$)"
)
_NO_VERBS = frozenset("contre outre comme voire toute malgré suite même entre parmi encore presque pendant".split())
_OF_INFINITIVES = ("er", "ir", "re")
#: What is denied, nothing behind it that tells it.
_DENIED = re.compile(
    rf"(?<!\w)(?:{french.DENIES}|rejet\w+)(?: \w+){{0,3}}? (?:(?:l[ea]s?|ces|cette) |l['’])"
    r"(?:rumeur|information|accusation|nouvelle|allégation|affirmation)s?(?=[,.;])"
)
#: Who speaks, by an office or a trade that others have too.
_SPEAKER = re.compile(
    rf"(?<![\w'-])(?:{french.one_of(french.SAYING)}) (?:(?:le|la|ce|cette) |l'|cet )"
    r"(?P<noun>magistrate?|juge|ministre|product(?:eur|rice)|couturier|styliste|édile|journaliste|tweet|message|"
    r"syndicaliste|avocate?|députée?|sénat(?:eur|rice)|eurodéputée?|candidate?|artiste|cinéaste|"
    r"réalisat(?:eur|rice)|chant(?:eur|euse)|act(?:eur|rice)|comédien(?:ne)?|humoriste|animat(?:eur|rice)|"
    r"écrivaine?|romanci(?:er|ère)|cherch(?:eur|euse)|histori(?:en|enne)|sociologue|économiste|politologue|"
    r"infectiologue|épidémiologiste|virologue|spécialiste|responsable|dirigeante?|patronn?e?|porte-parole|militante?|"
    r"entraîn(?:eur|euse)|jou(?:eur|euse)|footballeu(?:r|se)|championn?e?|quinquagénaire|quadragénaire|trentenaire)"
    r"(?: et [a-zà-ÿ]+)?(?=[,.;:]|$| (?:à|au|dans|lors|sur|en|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche)\b)"
)
#: By the first letters of an office, whom alone it may mean; the others may mean anybody.
_OWN_KIN = {
    **dict.fromkeys(("mag", "jug"), r"magistrat|juges?\b|procureu|parquet|avocate? général"),
    "syn": r"syndic|délégué|secrétaire|CGT|CFDT|CFTC|CGC|Unsa|UNSA|FSU|SUD|Sud|FO\b|FNSEA|Alliance|SGP",
    "avo": r"avocat|M(?:e|aître) [A-ZÀ-Þ]|défense|conseil de",
}
#: Somebody: by name, by title, as one of a kind, or by an office.
_SOMEBODY = re.compile(
    r"(?!(?:L[ea]s?|Une?|Des?|Du|Aux?|En|À|Pour|Dans|Sur|Selon|Et|Mais|C(?:e|et|ette|es))\b)(?<![\w-])"
    r"[A-ZÀ-Þ][\w'’.-]+ (?:(?:de|d'|du|la|le|van|von|ben|el|al) ?)*[A-ZÀ-Þ]|(?<!\w)M(?:\.|me|lle|e)s? [A-ZÀ-Þ]|"
    r"(?<![\w'-])une? (?:[\w-]+ )?(?:homme|femme|garçon|fille|élève|ministre|"
    r"\w+(?:eur|euse|trice|iste|ien|ienne|aire|ier|ière|ant|ante|ogue|naute))(?![\w-])"
)
#: Somebody told before: "le suspect", "le maire", "Macron", which no preposition makes a place.
_TOLD = re.compile(
    rf"(?<![\w'-])(?:(?:le|la|les|au|aux|du|des) |l')(?:{french.one_of(french.ANAPHORIC)}|"
    r"\w+(?:eur|trice|euse|iste|ien|ienne|aire|ier|ière|ant|ante)|président|père|mère|fils|fille|mari|épouse|chef|roi|"
    r"reine|prince|prêtre|pape|évêque)e?s?(?![\w'-])|\bqu(?:e |'|i )|"
    r"(?<!-)(?<!\bde )(?<!\bd')(?<!\bdu )(?<!\bà )(?<!\ben )(?<!\bla )[A-ZÀ-Þ]\w"
)
_COURT = re.compile(
    r"(?:^|, )(?:(?:le|la|les|un|une|des) |l')(?:parquet|procureure?|juges?|tribunal|cour|justice|police|policiers|"
    r"gendarmes|gendarmerie|enquêteurs|magistrate?s?|ministère public|préfet|avocate? générale?)(?![\w'-])"
)
#: With whom a court or the police deals, or what of his it deals with.
_DEALT_WITH = re.compile(
    r"(?<![\w'-])(?:(?:contre|chez|sur|avec|pour|envers) (?:lui|elles?|eux)|à (?:son|leur) encontre|"
    r"(?:son|sa|ses|leurs?) (?:placement|maintien|incarcération|interpellation|arrestation|garde à vue|extradition|"
    r"renvoi|domiciles?|audition|libération|expulsion|mise en|détention|transfert|internement|hospitalisation|relaxe|"
    r"acquittement|condamnation|inéligibilité|contrôle judiciaire|logement|appartement|téléphone|ordinateur|véhicule))"
    r"(?![\w'-])"
)
#: The same in the passive: "ont été saisis chez lui", "a été déposée contre elle".
_DONE_TO = re.compile(
    r"\bété (?:saisi|découvert|retrouvé|trouvé|déposé|ouvert|retenu|prononcé|requis|engagé|lancé|porté)e?s? "
    r"(?:[a-zà-ÿ]+ )?(?:(?:chez|contre) (?:lui|elles?|eux)|à (?:son|leur) (?:encontre|domicile)|"
    r"dans (?:son|sa|ses|leurs?) "
    r"(?:voiture|véhicule|chambre|appartement|logement|maison|garage|cave|jardin|sac|téléphone|ordinateur))(?![\w'-])"
)
#: A medium by its name: "selon Closer", "Le Monde", "à Paris Match"; "à Clermont" is a place.
_NAMED = re.compile(
    r"\b(?:(?:[Ss]elon|[Dd]'après|dans|au|par) (?:[Ll]e |[Ll]a |[Ll]')?|L[ea] |L'|Les |The )[A-ZÀ-Þ]|"
    r"\bà (?:[A-ZÀ-Þ]\w+[ -][A-ZÀ-Þ\d]|[Ll]['’][A-ZÀ-Þ]|Closer|Gala|Libération|Marianne|Voici|Public|Mediapart)"
)


def opens_with_name(text: str) -> bool:
    """True where a French sentence begins with a name of one word: one that is in no list of words, or a noun without
    its article before a verb ("Carrefour va fermer"). The word may be in lower case, as nothing else in front is."""
    match = _FIRST.match(text)
    if not match:
        return False
    word = match["word"].lower()
    known = word_list("fr")
    if known is not None and not known.has(word) and not _NO_VERB.match(text, match.end()):
        return True
    is_subject = match["verb"] is not None or _has_object(text, match.end())
    return is_subject and word not in _NO_NAMES and not word.endswith(_OF_INFINITIVES)


def _has_object(text: str, place: int) -> bool:
    """True where a word that may be a verb of the third person stands there, with a determiner behind it."""
    match = _TRANSITIVE.match(text, place)
    return match is not None and match["verb"] not in french.FUNCTION_WORDS | _NO_VERBS


def denies_unsaid(text: str, before: str) -> bool:
    """True for a denial of a rumour, an information or an accusation that neither the sentence nor the text before it
    tells: "Le club a démenti la rumeur, née sur X."."""
    denied = _DENIED.search(text)
    return denied is not None and not before


def is_of_another(text: str) -> bool:
    """True for a sentence, its first letter small, in which a court or the police deals with somebody whom it does not
    name: "le parquet a requis contre lui dix mois de prison", "le juge a ordonné son placement en détention"."""
    if done := _DONE_TO.search(text):
        return not _person_in(text[: done.start()])
    court = _COURT.search(text)
    person = _DEALT_WITH.search(text, court.end()) if court else None
    return bool(court and person and not _person_in(text[: court.start()] + text[court.end() : person.start()]))


def _person_in(text: str) -> bool:
    return bool(_SOMEBODY.search(text) or _TOLD.search(text) or opens_with_name(text))


def is_unnamed(text: str, before: str) -> bool:
    """True for a newspaper or magazine of which the sentence and the text before it do not tell the name, and for a
    speaker ("le magistrat") of whom they tell nothing, where there is such a text."""
    medium = _MEDIUM.search(text)
    if medium is not None and not (has_stem(medium[1] or medium[2], before) or _NAMED.search(f"{before} {text}")):
        return True
    speaker = _SPEAKER.search(text)
    if speaker is None or not before:
        return False
    noun, earlier = speaker["noun"], f"{before} {text[: speaker.start()]}"
    own = _OWN_KIN.get(noun[:3])
    return not (has_stem(noun, earlier) or (re.search(own, earlier) if own else _SOMEBODY.search(earlier)))


def missing_name(text: str, before: str, article: Document) -> str | None:
    """ "name" for a person's family name whose full name the article gives, and the summary does not; None for none."""
    introduced = _full_names(article)
    said = before + " "
    for match in WORD.finditer(text):
        word = match.group()
        if not word[:1].isupper():
            continue
        own = fold(word)
        titled = _TITLED.search(text[max(0, match.start() - 6) : match.end()])
        following = text[match.end() : match.end() + 24]
        if (own not in introduced and not titled) or re.match(
            r" (?:(?:de|el|al|ben|van|von|le|la) )?[A-ZÀ-Þ]\w", following
        ):
            continue
        known = has_stem(word, said + text[: match.start()])
        follows_name = re.search(
            r"[A-ZÀ-Þ][\w'’-]+ (?:(?:de|d'|du|le|la|van|von|ben|el|al) ?)?$", text[: match.start()]
        )
        if not known and (titled or not follows_name):
            return "name"
    return None


@lru_cache(maxsize=64)
def _full_names(article: Document) -> frozenset[str]:
    """Family names, folded, that the article gives with a first name where it first gives them."""
    seen: set[str] = set()
    found = set()
    tokens = article.tokens
    for i, token in enumerate(tokens):
        if not token.is_capital or token.folded in seen:
            continue
        seen.add(token.folded)
        last = tokens[i - 1] if i else None
        gap = article.text[last.end : token.start] if last else ""
        if not (last and last.is_capital and gap == " " and len(last.folded) > 2):
            continue
        opens = _opens_sentence(article, last.start)
        is_word = last.folded in french.TITLES or (opens and last.folded in french.FUNCTION_WORDS)
        if not is_word and (opens or not article.as_it_stands(token).isupper()):
            found.add(token.folded)
    return frozenset(found)


def _opens_sentence(article: Document, place: int) -> bool:
    return any(sentence.start == place for sentence in article.sentences)
