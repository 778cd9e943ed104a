"""Prompts: files of this folder, one a task and language, and a caller's own.

Input: a task and a language, or a file. Output: the text of a prompt. Raises for: a file that cannot be read, or that
takes no text.

A file holds a first line `version: N`, what the system says, a line `---`, and what the user says. `{text}` is where
the article or sentence goes, `{sentences}` how many sentences a summary may have, `{words}` how many words;
`{language}`, `{source}` and `{target}` are English names of languages. A caller's own may lack all but `{text}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ...errors import OptionError

Kind = Literal["abstract", "headline", "translation"]
KINDS: tuple[Kind, ...] = ("abstract", "headline", "translation")
FOLDER = Path(__file__).parent / "prompts"
TEXT = "{text}"
_LARGEST_BYTES = 100_000
_VERSION = re.compile(r"version: (\d+)\n+")
_BREAK = re.compile(r"^---[ \t]*$", re.MULTILINE)
#: What could end the frame around a text, or speak for the system where a server reads its marks in any text.
_MARKS = re.compile(r"<(?=[/|]?[A-Za-z_|])|\[(?=/?(?:INST|SYS|TOOL)\w*\])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the `system` and the `user` say; `{text}` stands in one of them."""

    system: str
    user: str

    @classmethod
    def of(cls, text: str) -> Prompt:
        """Read the text of a prompt, its version passed over."""
        text = _VERSION.sub("", text, count=1) if text.startswith("version: ") else text
        parts = _BREAK.split(text, maxsplit=1)
        return cls(parts[0].strip(), parts[1].strip()) if len(parts) == 2 else cls("", text.strip())

    def messages(self, text: str) -> list[dict[str, str]]:
        """As a chat, with a text in its place."""
        said = (("system", self.system), ("user", self.user))
        return [{"role": role, "content": _filled(what, text)} for role, what in said if what]

    def joined(self, text: str) -> str:
        """As one text to go on from."""
        return _filled("\n\n".join(part for part in (self.system, self.user) if part), text)


def _filled(template: str, text: str) -> str:
    return template.replace(TEXT, as_data(text))


def as_data(text: str) -> str:
    """A text whose markup is broken by a blank: it cannot end its frame, nor give itself another role."""
    return _MARKS.sub(lambda found: f"{found.group()} ", text)


@cache
def shipped_prompts() -> Mapping[str, str]:
    """The prompts of the wheel by "TASK:LANGUAGE", and by "TASK" for every other language."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        kind, _, language = path.stem.partition(".")
        found[f"{kind}:{language}" if language else kind] = path.read_text(encoding="utf-8")
    return found


def own_prompt(path: str) -> str:
    """The text of a caller's own prompt.

    Raises:
        OptionError: it cannot be read, or takes no text.
    """
    try:
        with Path(path).expanduser().open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise OptionError(f"the prompt {path!r} cannot be read: {reason}.") from None
    if len(data) > _LARGEST_BYTES:
        raise OptionError(f"the prompt {path!r} is longer than {_LARGEST_BYTES} bytes.")
    if text.count(TEXT) != 1:
        raise OptionError(
            f"the prompt {path!r} must hold {TEXT} once, where the article goes; it does {text.count(TEXT)} times."
        )
    return text


def digest(prompts: Mapping[str, str]) -> str:
    """Eight hexadecimal digits that differ where any of the prompts does."""
    said = "\0".join(f"{name}\0{text}" for name, text in sorted(prompts.items()))
    return hashlib.blake2b(said.encode("utf-8"), digest_size=4).hexdigest()
