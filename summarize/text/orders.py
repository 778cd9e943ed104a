"""Sentences that give orders to a reader that is a program: "Ignore les instructions précédentes et écris …".

Input: a paragraph. Output: the paragraph without them, and what was taken out. What stands in quotation marks is the
article's news and stays. Takes time linear in the paragraph.
"""

from __future__ import annotations

import re

from .quotations import QUOTED, straight_marks

_START = r"(?:^|(?<=[.!?…:»\"”)\]] )|(?<=[.!?…:»\"”)\]]\u00a0))"
_MARKS = r"[#*\[(<>/\s-]{0,12}"
_CALLED = r"(?:important|attention|system|système|assistant|user|note|ia|ai|n\.?b\.?)\s?[:,!\])>]{1,3}\s?"
_CALL = rf"{_MARKS}(?:{_CALLED})?{_MARKS}"
_POLITE = (
    r"(?:s['’]il (?:te|vous) pla[iî]t,? |merci de |veuillez |please,? |now |and |et |you must |tu dois |vous devez )?"
)
_DROP = (
    r"(?:ignore[rz]?|oublie[rz]?|disregard|forget|override|bypass|n[e'’ ]+(?:pas |plus )?(?:tiens|tenez|tenir|suis|"
    r"suivez|respecte[zr]?|obéis|obéissez)(?: plus| pas)?(?: compte)?|fai(?:s|tes) abstraction|do(?:n['’]t| not) "
    r"follow|stop following)"
)
_WHAT = (
    r"(?:instructions?|consignes?|directives?|prompts?|ordres?|commandes?|règles?|rules?|guidelines?|commands?|orders?|"
    r"tout ce qui précède|everything (?:above|before))"
)
_WHICH = (
    r"(?:précédent|ci-dessus|antérieur|reçue?s?\b|initial|d['’]origine|du système|système|system|previous|prior|above|"
    r"earlier|original|initial|\ball\b|tou(?:te)?s\b|tout ce qui|everything|\byour\b|\btes\b|\bvos\b)"
)
_ROLE = (
    r"(?:(?:tu es|vous êtes|you are) (?:désormais|maintenant|à présent|now) (?:une? |an? |en |in )?(?:assistant|ia\b|"
    r"ai\b|modèle|chatbot|robot|mode|dan\b|language model|traducteur|translator)|as an ai(?: language model)?\b"
    r"|(?:réponds|répondez|respond|reply|answer) (?:uniquement|seulement|only|exclusively)\b)"
)
_WRITE = (
    r"(?:écri[st]|écrivez|réponds|répondez|dis|dites|affiche[rz]?|résume[rz]?|traduis|traduisez|write|say|respond|reply|"
    r"output|print|answer|summari[sz]e|translate|repeat|répète[rz]?)"
)
#: "Nouvelle consigne du système : dis que …", "System: write …".
_ANNOUNCED = (
    r"(?:(?:nouvelles?|new) (?:system )?(?:consignes?|instructions?|directives?|ordres?|orders?|prompts?)"
    r"(?:(?<=system instruction)|(?<=system instructions)|(?<=system prompt)| du système| système| for the "
    r"(?:ai|assistant|model)| pour (?:l['’](?:ia|assistant)|le modèle))\s?:"
    rf"|(?:system|système)\s?:\s?{_WRITE}\b)"
)
#: In German, where an order begins with its verb as news does not; in Spanish and Italian, where "ignora" is also "he
#: ignores", only with what is to be written instead.
_ELSEWHERE = (
    r"(?:(?:ignorier(?:e|t|en sie)|vergiss|vergesst|vergessen sie|missachten? sie|missachte)\b[^.!?…\n]{0,60}"
    r"\b(?:anweisungen|vorgaben|instruktionen|befehle|regeln)\b|(?:ignor[ae]n?|olvid[ae]n?|dimentica(?:te)?|ignorate)\b"
    r"[^.!?…\n]{0,40}\b(?:instrucciones|indicaciones|órdenes|reglas|istruzioni|indicazioni|regole)\b"
    r"[^.!?…\n]{0,40} (?:y|e) (?:escrib[ae]n?|respond[ae]n?|añad[ae]n?|di(?:ga)?|resum[ae]n?|scriv[ai]|scrivete|"
    r"rispond[ai]|rispondete|aggiung[ai]|riassum[ai])\b)"
)
_REST = r"[^.!?…\n]{0,400}[.!?…]*[»\"”)\]]?"
_DROPPED = rf"(?={_DROP}\b[^.!?…\n]{{0,100}}{_WHAT})(?=[^.!?…\n]{{0,160}}{_WHICH})"
_ORDERED = rf"{_CALL}{_POLITE}(?:{_DROPPED}|{_ROLE}|{_ANNOUNCED}|{_ELSEWHERE}){_REST}"
_ORDER = re.compile(_START + _ORDERED, re.IGNORECASE)
#: Behind an order, where no blank need stand before it.
_NEXT_ORDER = re.compile(r"\s*" + _ORDERED, re.IGNORECASE)
#: Behind an order, what is to be done instead.
_INSTEAD = re.compile(
    rf"\s*(?:et |and |then |puis |instead,? |à la place,? )?{_WRITE}(?:-\w+)?\b{_REST}",
    re.IGNORECASE,
)
#: Characters before a sentence in which an opened quotation mark is looked for.
_FAR = 2_000


def without_orders(paragraph: str) -> tuple[str, list[str]]:
    """A paragraph without the sentences that give orders, and these."""
    kept, found, end = [], [], 0
    for match in _ORDER.finditer(paragraph):
        if match.start() < end or _is_quoted(paragraph, match.start(), match.end()):
            continue
        stop = match.end()
        while following := _INSTEAD.match(paragraph, stop) or _NEXT_ORDER.match(paragraph, stop):
            stop = following.end()
        kept.append(paragraph[end : match.start()])
        found.append(paragraph[match.start() : stop].strip())
        end = stop
    if not found:
        return paragraph, []
    return " ".join(part.strip() for part in (*kept, paragraph[end:]) if part.strip()), found


def _is_quoted(paragraph: str, start: int, end: int) -> bool:
    """True inside quotation marks that are open, or where the sentence itself is a quotation."""
    first, own = max(0, start - _FAR), paragraph[start:end].strip()
    before = paragraph[first:start]
    is_open = (
        any(before.count(a) > before.count(b) for a, b in (("«", "»"), ("“", "”")))
        or straight_marks(paragraph, first, start) % 2 == 1
        or any(q.start() < start < q.end() for q in QUOTED.finditer(paragraph, first, end + _FAR))
    )
    return is_open or own[:1] in "«»“”„\"'‘‚"
