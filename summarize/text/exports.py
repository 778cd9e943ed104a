"""Articles as a press database or an agency sends them, each line behind the code or the name of its field.

Input: a text. Output: the same, where it is no such export; else the title, the lead and the text below it, without
their codes. Factiva's codes: HD headline, LP lead paragraph, TD text following, WC word
count, PD date, SN source, and so on. Others set names of fields above the article: "Source : …", "Longueur : 243 mots".
"""

from __future__ import annotations

import re

from .boilerplate import ANY_DATE, SENTENCE, kind_of_line
from .removal import Removal, taken_out

_FIELD = re.compile(
    r"[ \t]*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CX|ART|CLM|CO|IN|NS|RE|IPC|IPD|PUB|AN|RF|CT)(?:[ \t]+|$)"
)
#: Fields that are the article's own words, and those without which a text is no export.
_TEXT, _NEEDED = frozenset({"HD", "LP", "TD"}), frozenset({"HD", "LP"})
_FEWEST_FIELDS = 5
#: What only such an export says of an article: its number, its length, its section, its transmission, its slug.
_OF_EXPORT = re.compile(
    r"document \d+ (?:de|sur|of) \d+$|(?:longueur|length|taille)\s?: ?\d+ (?:mots|words|signes|caractères)\b|"
    r"(?:(?:nombre de )?(?:mots|signes)|word count|words|palabras|wörter|parole|palavras|woorden)\s?: ?\d+(?: mots)?$|"
    r"(?:n° de document|numéro de document|rubrique|section|sección|sezione|seção|secção|rubriek|ressort|slug|"
    r"load-date)\s?: ?\S|transmission\s?: ?\d|"
    r"(?-i:(?!.*-(?:EN|SUR|SOUS|L[EÈ]S?|LA|DE|DU)-)[A-ZÀ-Þ\d]{2,}(?:[-/_][A-ZÀ-Þ\d’' ]{2,}){2,}$)",
    re.IGNORECASE,
)
#: Fields beside these; those that are the article's own words.
_BESIDE = re.compile(
    r"(?:source|(?:date|heure)(?: de (?:publication|parution|diffusion))?|publié(?: le)?|édition|pages?|auteurs?|"
    r"signature|author|byline|publication|urgence|priorité|catégorie|desk|mots[- ]clés|keywords|langue|"
    r"référence|copyright|id|medium|média|parution|dateline|edition|fuente|fecha|página|autor(?:a|in|e|ice)?|edición|quelle|datum|seite|fonte|data|"
    r"pagina|autrice|edizione|edição|bron|auteur)\s?: ?\S",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:titre|sur-?titre|sous-titre|chap(?:ô|o|eau)|texte|headline|title|lead|body)\s?: ?", re.IGNORECASE
)
#: Of these, what a sheet on a book, a product or an alert says too.
_OF_SHEET = re.compile(
    r"(?:catégorie|référence|urgence|autor\w*|auteurs?|author|autrice|[ée]dition|edición|edizione|edição|publication)\s?:",
    re.IGNORECASE,
)
#: Fields that together are an export's: the newspaper, and its day.
_OF_NEWSPAPER = re.compile(r"(?:publication|m[ée]di(?:a|um))\s?: ?[^\d\n]+$", re.IGNORECASE)
_OF_DAY = re.compile(
    rf"(?:date(?: de (?:publication|parution|diffusion))?|publié(?: le)?|datum|fecha|data)"
    rf"\s?: ?(?:[a-zà-ÿ]+ )?{ANY_DATE}",
    re.IGNORECASE,
)
#: Characters of the longest field, fewest fields of a head, fewest without one that only an export has, and lines that
#: may stand above it: a title.
_LONGEST_FIELD, _FEWEST_IN_HEAD, _FEWEST_BESIDE, _MOST_ABOVE = 160, 2, 3, 1


def without_fields(text: str, removed: list[Removal]) -> str:
    """Take the fields out of an export that are no text of its article; each field goes up to the next one.

    Args:
        text: with line feeds only.
        removed: what is taken out is added here.
    """
    lines = text.split("\n")
    firsts: dict[str, int] = {}
    for i, line in enumerate(lines):
        if match := _FIELD.match(line):
            firsts.setdefault(match[1], i)
    if len(firsts) < _FEWEST_FIELDS or not firsts.keys() >= _NEEDED:
        return text
    starts = {i: code for code, i in firsts.items()}
    kept, code = [], "HD"
    for i, line in enumerate(lines):
        code = starts.get(i, code)
        if code not in _TEXT:
            kept.append("" if not line.strip() else taken_out(removed, "notice", line))
        elif i in starts:
            kept += ["", line[len(code) + line.index(code) :].lstrip()]
        else:
            kept.append(line)
    return "\n".join(kept)


def without_head(text: str, removed: list[Removal]) -> str:
    """Take the fields out that stand above an article, each on a line behind its name, or below its title.

    A head has a field that only an export has, a newspaper with its day, or several others, and a sentence stands below
    it; it goes up to the first line that is no field and no boilerplate. The names of the title and the standfirst go,
    what they say stays.

    Args:
        text: with line feeds only.
        removed: what is taken out is added here.
    """
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line.strip()]
    start = next((n for n, i in enumerate(filled[: _MOST_ABOVE + 1]) if _is_field(lines[i])), len(filled))
    head: list[int] = []
    for i in filled[start:]:
        if _is_field(lines[i]):
            head.append(i)
        elif not kind_of_line(lines[i].strip(), is_above=True):
            break
    names = {i: _OWN.match(lines[i].strip()) for i in head}
    own = [lines[i] for i, name in names.items() if name] + lines[head[-1] + 1 :] if head else []
    is_sure = len(head) >= _FEWEST_IN_HEAD and any(_OF_EXPORT.match(lines[i].strip()) for i in head)
    beside = [i for i, name in names.items() if not (name or _OF_SHEET.match(lines[i].strip()))]
    is_newspaper = all(any(p.match(lines[i].strip()) for i in head) for p in (_OF_NEWSPAPER, _OF_DAY))
    is_export = is_sure or (is_newspaper and len(head) >= _FEWEST_BESIDE) or len(beside) >= _FEWEST_BESIDE
    if not is_export or not any(map(SENTENCE.match, own)):
        return text
    for i, name in names.items():
        lines[i] = f"\n{lines[i].strip()[name.end() :]}\n" if name else taken_out(removed, "notice", lines[i])
    return "\n".join(lines)


def _is_field(line: str) -> bool:
    line = line.strip()
    if _OWN.match(line):
        return True
    return len(line) <= _LONGEST_FIELD and any(p.match(line) for p in (_OF_EXPORT, _BESIDE))
