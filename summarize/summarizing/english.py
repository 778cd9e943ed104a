"""What an English sentence refers to that stands outside it; see `references`, which asks this for English.

Input: a sentence, the text that will stand before it, and the article. Output: a code of `references`, or None.
"""

from __future__ import annotations

import re

from ..text.dates import MONTHS, WEEKDAYS
from ..text.document import Document
from ..text.quotations import HEAD, without_speech
from ..text.words import WORD, has_stem

_LINKS = re.compile(
    r"(?:but|and|or|nor|however|also|meanwhile|then|yet|so|moreover|in addition)(?![\w'-])(?! (?:far|many|much)\b)|"
    r"(?:the (?:former|latter|pair|couple|two|three|duo|trio)|both (?:sides|men|women|teams|parties|leaders))\b"
    r"(?! (?:[a-z]+ )?(?:of|from|who|in)\b)|(?:no|yes|indeed|exactly|sure|okay), |"
    r"(?:neither|none|all|some|most|many|few|several|both|each|either|one|two|three|half|part|much|any) of "
    r"(?:(?:it|them)\b(?! (?:[a-z]+ed|[a-z]+ing|who|present|in|from|with|at|on)\b)|(?:this|that|these|those) (?:is|are"
    r"|was|were|has|have|had|will|would|can|could|did|do|does|came|got|went)\b)(?!.{0,40}\b(?:true|false)\b)|"
    r"neither (?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)\b(?!.*\bnor\b)|"
    r"there (?:(?:is|are|was|were) also|also (?:is|are|was|were))\b|"
    r"which (?:is|was|means)\b|the answer(?! (?:to|of|is)\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:[\w.' -]{2,30} ?: )?(?:good (?:morning|afternoon|evening)|hello|welcome back|hi there)\b", re.IGNORECASE
)
#: "A voice is then heard", "He has since died".
_AFTER_THAT = re.compile(r"\b(?:is|are|was|were|has|have|had) (?:then|since)\b|\b(?:since|until|by) then\b")
_SAID = r"(?:said|says|added|adds|told|tells|wrote|insisted|argued|claimed|warned|admitted|joked|replied|recalled)"
_EN_DATES = "|".join(day.capitalize() for day in (*WEEKDAYS["en"], *MONTHS["en"]))
#: Who acts or speaks, or whose something is.
_ACTOR = re.compile(
    r"(?:he|she|they|his|her|their|its)(?![\w-])(?! (?:majesty|royal|holiness|excellency)\b)|"
    rf"it (?:{_SAID}|[a-z]+ed)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(r"(?:it|this|these|those|that)\b", re.IGNORECASE)
_DAY = (
    rf"(?:the|early|late|mid|same|\d{{1,4}}|weeks?|months?|years?|night|morning|afternoon|evening|weekend|summer|winter|"
    rf"spring|autumn|court|{_EN_DATES})"
)
#: What stands before the subject and says who told it, where or when: "According to the BBC, ", "On Monday ".
_FRONT = re.compile(
    r"(?:(?:according|thanks|next) to|in|on|at|during|near|from|throughout|under|over|within|around|across|inside|"
    r"outside|last|next|every|(?:\w+ ){1,3}(?:later|earlier|ago))\b[^,.;:!?]{1,80}, |"
    r"(?:after|before|since|until|by|with|without|for|as|once|despite|following|like|unlike|of|about|due to|prior to)\b"
    rf"(?-i:(?:[^A-Z,.;:!?]|\b(?:{_EN_DATES})\b){{1,80}}), |"
    rf"(?:on|in|last|this|next|by|since|until|from|at) (?:{_DAY},? ){{1,4}}|"
    r"(?:yesterday|today|tonight|tomorrow|now|here|there|later|earlier|instead|again|once|perhaps|maybe|officially|"
    r"reportedly|allegedly|apparently|finally|eventually|initially|recently|previously|currently|privately|publicly|"
    r"suddenly|fortunately|unfortunately|sadly|originally|subsequently|shortly|ultimately|similarly|consequently),? |"
    r"(?:\w+ ){1,3}(?:later|earlier|ago),? ",
    re.IGNORECASE,
)
#: ", it was announced on Monday": said of what stands before.
_TOLD_BEHIND = re.compile(
    r"it (?:is|was|has been) (?:\w+ )?(?:announced|reported|revealed|claimed|confirmed|said|alleged|"
    r"understood|believed)\b(?! that\b)",
    re.IGNORECASE,
)
#: Such parts of a sentence that are looked behind: "On Monday, in a letter to the court, ".
_MOST_FRONT = 3
_CLAUSE = r"\b[^.;:]{0,60}? (?:that|who|whose|whether|how|why|what|where|when|if)\b"
#: "It is not true that", "It emerged on Monday that", "This year's", "Those who", "That Ann Lee lied".
_POINTS_AT_NOTHING = re.compile(
    r"it(?:'s| (?:is|was|isn't|wasn't|has been|had been|has not been|will be|would be|may be|seems|remains|became))"
    r"(?: (?:\w+ly|not|never|now|still|also|yet|too|so|more))* (?:"
    r"(?:true|untrue|false|clear|unclear|certain|uncertain|likely|unlikely|possible|impossible|known|unknown|understood|"
    r"thought|believed|reported|alleged|claimed|announced|confirmed|revealed|feared|hoped|expected|estimated|said|"
    r"decided|agreed|obvious|important|vital|wrong|right|doubtful|an? (?:lie|myth|fact)|no (?:secret|surprise|wonder))"
    rf"{_CLAUSE}|"
    r"(?:legal|illegal|forbidden|possible|impossible|necessary|time|early|late|soon|a crime|an offence) to\b|"
    r"not until\b|raining\b|snowing\b)|"
    rf"it (?:emerged|transpired|turns out|turned out|seems|seemed|appears|appeared){_CLAUSE}|"
    r"it (?:took|takes|will take) [^.;:,]{1,60} (?:minutes|hours|days|weeks|months|years|decades)\b|"
    r"it (?:rained|snowed)\b|"
    r"this (?:year|week|month|season|morning|afternoon|evening|summer|winter|spring|autumn|weekend|century|decade)\b|"
    rf"those (?:who|living|affected|accused)\b|that (?:the|an?|no|(?!(?:{_EN_DATES})\b)(?-i:[A-Z])\w+)\b",
    re.IGNORECASE,
)
#: "The convoy was hit": a subject of which the sentence says nothing more, where the world has more than one such.
_BARE_ENGLISH = re.compile(
    r"The (?P<noun>[a-z]+) (?:(?:also|then|later|now|still|never) )?(?:was|were|is|are|has|had|have|will|would|can|"
    r"could|may|might|must|should|does|did|said|says|came|comes|went|goes|began|took|takes|made|makes|gave|gives|left|"
    r"met|won|lost|told|fell|rose|hit|struck|spoke|ran|broke|became|brought|found|held|kept|led|sent|shot|stood|[a-z]+ed)"
    r"\b"
)
#: Somebody whom a title tells: "The suspected attacker, 45, later took his own life."
_SOMEBODY = re.compile(
    r"The (?:[\w-]+ ){0,2}(?P<noun>attacker|assailant|gunman|shooter|killer|suspect|perpetrator|driver|pilot|victim|"
    r"defendant|man|woman|boy|girl|teenager|couple|striker|midfielder|defender|goalkeeper|singer|actor|actress|rapper)"
    r"s?(?:,(?! (?:[A-ZÀ-Þ]|an? |who|which|accused|named|identified|from))| (?:(?:also|then|later) )?(?:was|were|is|"
    r"are|has|had|have|died|fled|took|told|[a-z]+ed(?! (?:of|by|in|for|with|as|to|at|on|from|after)\b))\b)"
)
_UNIQUE = frozenset(
    """
    government president police pope king queen parliament senate country world economy weather sun moon earth internet
    church army navy state nation public media press dollar euro pound rich poor young old elderly unemployed
    """.split()
)
#: "Donald Trump did not win it": the subject deals with something before the sentence names another thing.
_OBJECT = re.compile(
    r"(?:The |An? )?(?:(?!(?:an?|the|of|in|on|at|by|for|from|to|with|after|before|and|or|that|who|which|when|if|his|"
    r"her|their|its|said|says)\b)[\w'-]+ ){2,6}(?:it|him|them|her)(?=[.,;!?]|$| (?:for|in|on|at|by|to|as|with|after|"
    r"before|from|over|when|because|and|again|until|last|this|yesterday|today)\b)"
)
#: "In all three cases, …", "Two years later, …", "When it is fried, it is good": links in any sentence but the first.
_LATER_LINKS = re.compile(
    r"in (?:both|all (?:two|three|four|five|\d+)|either) cases?\b|"
    r"(?:\w+ )?(?:minutes|hours|days|weeks|months|years) later,|"
    r"(?:when|if|as|since|after|before|while|although|though|because|once) (?P<who>it|he|she|they)(?:['’]\w+)? "
    r"(?!comes? to\b)[^;:]{1,80}, (?P=who)\b",
    re.IGNORECASE,
)
#: "Goats ruled this island", of things that the world or a page has more than one of.
_INNER_POINTER = re.compile(
    r"(?<![\w-])(?:this|these) (?!(?:\w+ )?(?:days?|weeks?|months?|years?|mornings?|afternoons?|evenings?|nights?|"
    r"summer|winter|spring|autumn|fall|weekends?|century|decade|season|term|time|moment|point|way|kinds?|sorts?|types?|page|"
    r"article|post|story|stories|list|blog|site|video|recipe|world|country|planet|earth|age|quarter|date|writing|past|"
    rf"coming|is|was|are|were|will|may|can|could|would|has|have|{_EN_DATES.lower()}|christmas|easter)\b)"
    r"(?:(?:new|latest|two|three|four) )?(?P<noun>(?![a-z]+ly\b)[a-z]{3,})\b(?![:'’]| (?:that|who|which|where)\b)",
    re.IGNORECASE,
)
#: Before it, the end of the first clause, or a name of what it may point at: "Granville's fishermen asked for these".
_CLAUSE_END = re.compile(
    rf"[,;:–—()?!]|\b(?:and|or|that|but|who|which)\b|(?<= )(?!I\b|(?:{_EN_DATES})\b)[A-ZÀ-Þ]\w|^[A-ZÀ-Þ]\w+['’]s "
)
_THEY_SAID = re.compile(rf"(?:^|[,\"] ?)(?:he|she|they|it) (?:\w+ )?{_SAID}\b|\b{_SAID} (?:he|she|they)[.,]")
_NAME = rf"(?!I\b|(?:{_EN_DATES})\b)[A-ZÀ-Þ]\w"
_NAMED = re.compile(rf"(?<=[\s\"'(-]){_NAME}")
#: "She never took drugs, her coach said of Kamila Valieva."
_NAMED_LATER = re.compile(rf"[,:][^,:]{{0,80}} {_NAME}")
#: "These elections were not free, observers said"
_TELLS_ALL = re.compile(rf"(?<=[\s\"'(-]){_NAME}|, [^,]{{1,60}} (?:{_SAID}|ruled|found|announced|confirmed)\b")
_SPEAKS = re.compile(r"\b(?:I(?:'\w+| [a-z]+)|[Ww]e|[Mm]y|[Oo]ur(?! (?:verdict|rating|ruling)\b))\b")
_WHOSE_WORDS = re.compile(
    rf"(?:th[eo]se (?:are|were) the (?:\w+ )?words of|so (?:says|said)|that (?:is|was) (?:how|the (?:\w+ ){{1,3}}of)) "
    rf"(?-i:{_NAME})",
    re.IGNORECASE,
)
_QUOTED_FIRST = re.compile(r"(?P<quoted>[\"“][^\"“”]+[\"”]) (?P<whose>.+)")
#: A quotation in single marks; an apostrophe inside a word closes none.
_SINGLE_QUOTED = re.compile(r"(?<![\w.])'(?=\w)(?:[^']|'(?=\w))*'(?!\w)")
_SPEECH_FIRST = re.compile(r'"…",? (?=\w)')
_SINGLE_MARK = re.compile(r"^\s*'(?=\w)|[.!?…]'\s*$")
_ENDED = re.compile(r"[.!…][\"'”’)\s]*$")
#: A sentence and what turns it: an acquittal or denial behind who is accused, a verdict behind a claim or plan, a verb
#: with "not".
_CLAUSES = r"but|while|after|because|when|that|said|says|told|as|and|he|she|they|it|which"
_AUXILIARIES = "is|are|was|were|has|have|had|will|would|does|do|did|can|could|should"
_CLAIM_OR_PLAN = (
    r"(?:(?:An?|The) )?(?:\w+ )?(?i:claims?|rumours?|allegations?|plans?|proposals?|bids?|conviction|ban|appeal) "
    r"(?:that|to|of|for|on)"
)
ENGLISH_TURN = (
    rf"(?:(?P<head>(?:(?:[\w.,'’-]+ ){{1,8}}?(?:who|accused|charged|suspected|arrested|convicted)|{_CLAIM_OR_PLAN})\b"
    rf"(?:(?! (?:{_CLAUSES}) ).)+? )(?P<turn>(?:(?:was|were|is|are|has been|have been) (?:\w+ )?"
    r"(?:cleared|acquitted|exonerated|freed|found not guilty|released without charge|quashed|overturned|rejected|"
    r"refused|thrown out|blocked|scrapped|untrue|false|unfounded|wrong)|"
    r"(?:has|have) had (?:his|her|their) convictions? (?:quashed|overturned)|(?:has |have )?den(?:y|ies|ied))\b)"
    rf"|(?P<subject>(?:(?!(?:{_CLAUSES}|{_AUXILIARIES}|who|if|\w+ed) )[\w’'£$€%.,-]*[\w%’'] )+)"
    rf"(?P<not>(?:(?:{_AUXILIARIES}) not|cannot|\w+n['’]t) \w+))"
)
#: Whose claim a sentence is, behind its last comma: ", a court has heard.", ", a lawsuit claims."
_NO_SOURCE = r"(?!(?:that|who|whom|which|what|where|when|how|why|as|and|but|or|while|if|because)\b)"
_CLAIMED = re.compile(
    rf", (?P<source>(?!(?:in|on|at|by|for|from|with|to|of|under|not|including|saying)\b)(?:{_NO_SOURCE}[\w'’.-]+ )"
    r"{1,5}(?:heard|(?:was|were|been) told|told (?:police|officers|(?:an?|the) (?:court|jury|judge|tribunal|"
    r"inquest|inquiry|hearing))|"
    r"(?:lawsuit|suit|complaint|report|police|prosecutors?|union|company|family|he|she|they) claims?|"
    r"claimed|alleges?|alleged|believes?)\b[^,;:]{0,40}\.|"
    r"(?:[\w'’-]+ )?(?:prosecutors?|prosecution|lawyers?|critics|campaigners|opponents|rivals|republicans|democrats|"
    r"rebels) (?:have |has )?(?:says?|said|argued?|warned)\.|"
    r"according to [^,;:]{0,40}\b(?:mice|rats|animals|lawsuit|complaint|indictment|prosecutors?|lawyers?|rumou?rs?|"
    r"leaked \w+|(?:early|preliminary|provisional) \w+)\.)$",
    re.IGNORECASE,
)
#: Words of it at most.
_MOST_SOURCE = 8
#: Words from which on a sentence says something, and from which on it may open a summary without a name or figure.
_FEWEST_WORDS, _FEW_WORDS = 3, 9
#: Words of a line above the first sentence from which on it is a title, which is shown where something points at it.
_TITLE_WORDS = 4
#: Characters of an article in which its first sentence begins.
_HEAD_LENGTH = 1_000


def english_dangling(own: str, before: str, article: Document, *, follows: bool) -> str | None:
    """The first reference of an English sentence that finds nothing, as a code: see `references.dangling`.

    What an article's own first sentence points at may follow: "These elections were not free, the OSCE said of the
    vote in Belarus."
    """
    if _GREETING.match(own):
        return "comment"
    if follows:  # "Why did the dam fail? Nobody knows."
        return "answer" if before.rstrip().endswith("?") and _is_bare(own) else None
    if _goes_on_quotation(own, article):
        return "pronoun"
    if len(WORD.findall(own)) < _FEWEST_WORDS:
        return "comment"
    sentence = own.replace("’", "'").replace("‘", "'")
    told = _SINGLE_QUOTED.sub('"…"', without_speech(sentence))
    if not WORD.search(told) or _SINGLE_MARK.search(told) or (_THEY_SAID.search(told) and not _NAMED.search(told)):
        return "pronoun"
    titles, line = above(own, article)
    is_first = not before and not line and titles is not None
    # Under a title, the sentence is shown with it.
    may_point = is_first and not any(len(title.split()) >= _TITLE_WORDS for title in titles or ())
    speech = _SPEECH_FIRST.match(told)  # "They killed my son," Maria Lopez said.
    head = _from_pronoun(told[speech.end() :] if speech else HEAD.sub("", sentence).lstrip("'"))
    is_of_speech = speech is not None and names_speaker(head)
    if _LINKS.match(head) and not is_of_speech:
        return "link"
    if not (is_of_speech or _POINTS_AT_NOTHING.match(head)):
        is_told = may_point and (_NAMED_LATER if _ACTOR.match(head) else _TELLS_ALL).search(head)
        if (_ACTOR.match(head) or _POINTING.match(head)) and not is_told:
            return "link"
    if line.endswith("?"):
        return "answer"
    if is_first:
        return "noun" if titles and not may_point and _SOMEBODY.match(head) else None
    return _english_inside(told, before)


def names_speaker(sentence: str) -> bool:
    """True for what says whose words stand before it: "Those are the words of Emma Foxley, who …"."""
    return _WHOSE_WORDS.match(sentence) is not None


def quotation_of(text: str) -> tuple[str, str] | None:
    """A quotation and the sentence behind it that says whose it is; None for other texts."""
    found = _QUOTED_FIRST.match(text)
    return (found["quoted"], found["whose"]) if found and names_speaker(found["whose"]) else None


def _goes_on_quotation(sentence: str, article: Document) -> bool:
    """True for a paragraph that opens with a mark under one that ends in a quotation, of which it may be the next
    paragraph."""
    place = article.text.find(sentence) if sentence[:1] in ('"', "“") else 0
    if place <= 0 or article.text[place - 1] != "\n":
        return False
    line = article.text[max(0, place - _HEAD_LENGTH) : place].rstrip().rpartition("\n")[2]
    return line.endswith(('"', "”"))


def source_of_claim(sentence: str) -> tuple[str, str] | None:
    """A claim and the few words behind its last comma that say whose it is; None for other sentences."""
    found = _CLAIMED.search(sentence)
    is_short = found is not None and len(found["source"].split()) <= _MOST_SOURCE
    return (sentence[: found.start()], found["source"]) if found and is_short else None


def _from_pronoun(head: str) -> str:
    """A sentence from its subject on, where that is a pronoun behind a place, a time or a source; else the sentence."""
    place = 0
    for _ in range(_MOST_FRONT):
        if (front := _FRONT.match(head, place)) is None:
            break
        place = front.end()
        if (_ACTOR.match(head, place) or _POINTING.match(head, place)) and not _TOLD_BEHIND.match(head, place):
            return head[place:]
    return head


def _english_inside(told: str, before: str) -> str | None:
    """The same of a sentence that is not its article's first."""
    head = HEAD.sub("", told)
    if _AFTER_THAT.search(told):
        return "time"
    if _SPEAKS.search(told) or _OBJECT.match(head):
        return "pronoun"
    if _LATER_LINKS.match(head):
        return "link"
    pointer = _INNER_POINTER.search(head)
    is_inner = pointer is not None and not _CLAUSE_END.search(head, 0, pointer.start())
    if pointer and is_inner and not has_stem(pointer["noun"], f"{head[: pointer.start()]} {before}"):
        return "demonstrative"
    noun = _BARE_ENGLISH.match(head) or _SOMEBODY.match(head)
    if noun and noun["noun"] not in _UNIQUE and not has_stem(noun["noun"], before):
        return "noun"
    return "comment" if _is_bare(head) and not before else None


def _is_bare(text: str) -> bool:
    """True for a few words without a name or figure."""
    return len(WORD.findall(text)) < _FEW_WORDS and not _NAMED.search(text) and not re.search(r"\d", text)


def above(sentence: str, article: Document) -> tuple[list[str] | None, str]:
    """The lines above a sentence, if it stands in the article and they are no sentences, and what is before it in its
    own line."""
    place = article.text.find(sentence)
    if place < 0:
        return None, ""
    *lines, line = article.text[max(0, place - _HEAD_LENGTH) : place].split("\n")
    is_head = place < _HEAD_LENGTH and not any(_ENDED.search(own) for own in lines)
    return [own for own in lines if own.strip()] if is_head else None, line.strip()
