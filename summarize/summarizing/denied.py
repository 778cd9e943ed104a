"""What denies a claim, or judges it, in other languages than French; `denials` knows French ones.

Input: a sentence. Output: True or False.
"""

from __future__ import annotations

import re

from ..text.document import Document

#: What is rejected in German by who denies it.
_ACCUSATION = r"(?:vorw[uü]rfe?|anschuldigung(?:en)?|berichte?|darstellung|behauptung(?:en)?|meldung(?:en)?|gerüchte)"
#: A short denial of the sentence before, or a verdict on it, by language.
_TAKES_BACK = {
    language: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for language, pattern in {
        "en": r"den(?:y|ies|ied)(?! (?:bail|entry|access|boarding|parole|permission)\b)|acquitted|exonerated|"
        r"not guilty|(?:was|were|been) (?:cleared|wrong)|"
        r"false(?! \w+(?:ment|ing)\b| (?:passports?|names?|teeth|start|documents?)\b)|faked?|hoax|untrue|not true|"
        r"\w+n['’]t true|(?:a|just) (?:joke|prank)|(?:sent|issued|published|posted) in error|never happened|"
        r"(?:conviction|verdict|ruling|sentence|decision)s? (?:was|were|has been|have been) overturned|"
        r"(?:charges?|case|(?:law)?suit|complaint|indictment) [^,;:]{0,30}(?:dropped|dismissed|withdrawn)|"
        r"debunked|retracted|fabricated|doctored|satir(?:e|ical)|baseless|unfounded|deep-?fakes?|ai-generated|"
        r"(?:video|clip|footage|image|picture|photo|photograph|audio|recording|screenshot)s? [^,;:]{0,20}"
        r"(?:altered|manipulated|(?:generated|created|made) (?:with|by|using) (?:ai|artificial intelligence))|"
        r"no (?:truth|foundation|substance) (?:in|for|to)|no such thing(?! as\b)|"
        r"withdr(?:aw|ew|awn) (?:the|this|that) (?:allegation|accusation|claim|suggestion)s?|not the case|"
        r"th(?:at|is) (?:is|was) not what|(?:never|not) (?:say|said|do|did|done) (?:it|this|so)(?=[.!])|"
        r"no evidence (?:(?:for|of) (?:it|this|that|the claims?)|that (?:he|she|they) (?:ever )?(?:said|did))|"
        r"(?:is|are) (?:\w+ )?alive|none of (?:it|this|that) (?:is|was) true|"
        r"reject(?:s|ed)? (?:the|these|those|all|any) (?:\w+ )?(?:allegation|accusation|claim|charge)s?",
        "es": r"fals[oa]s?|niegan?|negó|negaron|desm[ie]+nt\w+|absuelt[oa]s?|absolvió|montaje|bulo|mentira|broma|"
        r"no es (?:cierto|verdad)|(?:publicad|enviad|emitid)[oa]s? por error|rectific(?:ó|aron)(?! (?:al|a la)\b)|"
        r"(?:era|fue|trataba de) (?:solo |sólo )?un(?:a réplica| simulacro)|se trataba de un ejercicio|"
        r"nada de (?:eso|esto|ello) (?:es|era|sea) (?:cierto|verdad)|"
        r"rechaz(?:an?|ó|aron) (?:[a-z]+ )?(?:las?|esas?|estas?|sus?) "
        r"(?:acusaci(?:ón|ones)|denuncias?|imputaci(?:ón|ones))",
        "it": r"fals[oaie]|nega(?:no|to)?|smenti\w+|assolt[oaie]|prosciolt[oaie]|bufala|scherzo|fake news|"
        r"infondat[oaie]|priv[oaie] di (?:ogni )?fondamento|inesatt[oaie]|non è (?:vero|così|(?:corrett|esatt)[oa])|"
        r"è (?:questa |solo |quest[oa'’] ?)?(?:l['’]ipotesi|la (?:tesi|versione|ricostruzione)|l['’]accusa) d\w*|"
        r"lo (?:sosti(?:ene|engono)|afferma(?:no)?)|(?:pubblicat|inviat|diffus)[oaie] per errore|"
        r"niente di (?:tutto )?(?:questo|ciò) (?:è|era|sia) vero|"
        r"resping(?:e|ono) (?:[a-z]+ )?(?:le|queste|quelle) accuse|ha(?:nno)? respinto (?:le|queste|quelle) accuse",
        "pt": r"fals[oa]s?|nega(?:m|ram)?|negou|desm[ei]nt\w+|absolvid[oa]s?|boato|mentira|não é verdade|"
        r"(?:publicad|enviad|divulgad)[oa]s? por engano|retific(?:ou|aram)(?! (?:em|para)\b)|"
        r"(?:era|foi|tratava-se de) (?:só |apenas )?um(?:a réplica| simulacro)|tratava-se de um exercício|"
        r"nada disso (?:é|era|seja) verdade|"
        r"rejeit(?:am?|ou|aram) (?:[a-z]+ )?(?:as|essas|estas) (?:acusações|alegações)",
        "de": r"falsch|falschmeldung|bestreite[nt]|bestritt(?:en)?|dementier\w+|freigesprochen|nicht wahr|fälschung|"
        r"scherz|satire|stimm[et] (?:aber |jedoch |so )?nicht|"
        r"(?:irrtümlich|versehentlich) (?:veröffentlicht|verschickt|gemeldet)|"
        rf"w(?:ies|eist)(?:en)? (?:[^.;:]{{0,40}}\b{_ACCUSATION} [^.;:]{{0,40}}|(?:das|dies) (?:am \w+ )?)zurück|"
        rf"(?:{_ACCUSATION}|das|dies) w(?:ies|eist)(?:en)? [^.;:]{{0,40}}zurück|"
        rf"{_ACCUSATION} [^.;:]{{0,40}}zurückgewiesen|"
        r"(?:streite[nt]|stritt(?:en)?) [^.;:]{0,40} ab(?=[.,!])|(?<!nie )(?<!nicht )abgestritten|"
        r"widersprach(?:en)?|dem widerspricht|"
        r"treff(?:e|en) (?:so )?nicht zu|trifft (?:aber |jedoch |so )?nicht zu|unzutreffend|unwahr|haltlos|nichts dran|"
        r"frei erfunden|(?:video|clip|bild|foto|aufnahme|audio)s? [^.;:]{0,30}(?:manipuliert|gefälscht)|"
        r"mit (?:ki|künstlicher intelligenz) (?:erstellt|erzeugt|generiert)|ki-generiert|deepfake|"
        r"(?:dafür|hierfür) gibt es (?:\w+ )?kein(?:e|erlei)? (?:belege?|beweise?)|"
        r"daraus wird (?:\w+ )?nichts|es (?:kam|kommt) (?:\w+ )?anders|"
        r"(?:nun|jetzt|doch) w(?:ird|urde) \w+ (?:verschoben|abgesagt)|nichts davon (?:ist|war|sei|stimmt)",
        "nl": r"onjuist|onwaar|niet waar|niets van (?:waar|aan)|ontken\w+|vrijgesproken|nep(?:nieuws)?|(?-i:grap)|"
        r"klopt niet|vals|onzin|loos alarm|tegengesproken|spr(?:eekt|eken|ak|aken) (?:dat|dit|het) tegen|"
        r"(?:dat|dit) (?:beweert|beweren|stelt|stellen)|(?:dat|dit) is (?:althans )?(?:het verwijt|de lezing) van|"
        r"per ongeluk (?:gepubliceerd|verstuurd|verzonden)",
    }.items()
}
#: A title may say the opposite: the acquittal, the hoax or the satire stands in the text below it.
_TURNS = re.compile(
    r"\b(?:cleared|innocent\w*|invented|fooled|pranks?|(?:created|made|altered) (?:with|by|on) (?:an? )?comput\w+|"
    r"called off|without charge|look-?alikes?|freigelassen|freie[mn] fuß|"
    r"scherz\w*|satir\w*|inventat\w*|creat[ao] con|erfunden\w*|entlastet|unschuldig\w*|burla|invent[óa]d?[oa]?|"
    r"parodi\w*|relaxée?s?|acquittée?s?|blanchie?s?|canular|démen\w+|faux|fausse|alive|lebt noch)\b",
    re.IGNORECASE,
)
#: Characters of an article that are looked at for what may turn its title: in its place, and where it stands above.
_HEAD, BEGINNING = 1_500, 700
#: Words of the longest short denial.
_MOST_DENIAL = 12


def denies_or_judges(text: str, language: str) -> bool:
    """True where a text, of some other language than French, denies or judges something that it has said."""
    return language in _TAKES_BACK and _TAKES_BACK[language].search(text) is not None


def may_be_denied(article: Document, characters: int = _HEAD) -> bool:
    """True where an article's beginning may say of what its title tells that it is not so."""
    head = article.text[:characters]
    return _TURNS.search(head) is not None or denies_or_judges(head, article.language)


def takes_back(text: str, language: str) -> bool:
    """True for a short sentence of such a language that denies the one before it or judges it."""
    return len(text.split()) <= _MOST_DENIAL and denies_or_judges(text, language)
