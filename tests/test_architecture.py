"""The layout of the source: which parts may import which, and that CONTRIBUTING's tree shows the folders there are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import summarize

PACKAGE = Path(summarize.__file__).parent
#: Modules and folders of the package, the lowest first: each imports only from its own level and those below it.
LEVELS = (
    {"errors", "tables", "languages", "options", "forks", "quiet", "terminal", "robots", "fetching", "work"},
    {"page_head", "text", "webpages", "feeds", "office", "documents", "given", "result", "shown", "schema", "pages"},
    {"checking", "metrics"},
    {"engines"},
    {"translating", "summarizing", "intake"},
    {"assembly"},
    {"pipeline"},
    {"summarizer"},
    {"api"},
    {"batch", "serve", "spacy_component"},
    {"doctor", "commands", "cli"},
    {"__init__", "__main__"},
)


def _level(module: str) -> int:
    return next(number for number, names in enumerate(LEVELS) if module.split(".")[0] in names)


def _is_module(name: str) -> bool:
    path = PACKAGE.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def _modules() -> dict[str, Path]:
    """Dotted name without "summarize." -> file; a folder's own file has the folder's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)] = path
    return found


def _imports(path: Path) -> Iterator[str]:
    """What a file imports of the package, imports inside functions too, as dotted names without "summarize."."""
    package = ["summarize", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("summarize.") for alias in node.names if "summarize." in alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            full = [*base, *(node.module or "").split(".")] if node.module else base
            if full[0] != "summarize":
                continue
            inside = ".".join(full[1:])
            names = [f"{inside}.{alias.name}".lstrip(".") for alias in node.names]
            yield from (name if _is_module(name) else inside or "__init__" for name in names)


def test_imports_are_read() -> None:
    found = set(_imports(PACKAGE / "checking" / "adequacy.py"))
    assert {"result", "text.document", "checking.wordlists", "checking.comparison"} <= found
    assert {"text.clean", "api"} <= set(_imports(PACKAGE / "commands" / "texts.py")), "those inside functions too"
    assert "text.french" in set(_imports(PACKAGE / "summarizing" / "units.py")), "a module is told from a name"


def test_every_module_has_one_level() -> None:
    present = {name.split(".")[0] for name in _modules()}
    assert present == set().union(*LEVELS) and len(present) == sum(map(len, LEVELS))


@pytest.mark.parametrize("module", _modules())
def test_no_module_imports_a_higher_one(module: str) -> None:
    # The version stands in the package's own file, which imports nothing before it is asked to.
    targets = {target for target in _imports(_modules()[module]) if target != "__init__"}
    higher = {(module, target) for target in targets if _level(target) > _level(module)}
    assert not higher


@pytest.mark.parametrize("folder", ["summarizing", "checking"])
def test_no_file_of_the_rules_is_long(folder: str) -> None:
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in (PACKAGE / folder).rglob("*.py")}
    assert not {name: lines for name, lines in lengths.items() if lines >= 350}
    assert (PACKAGE / "pipeline.py").read_text(encoding="utf-8").count("\n") < 200


def _tree(root: Path) -> dict[str, list[str]]:
    """CONTRIBUTING's tree: each top folder -> the files and folders shown inside it."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown: dict[str, list[str]] = {}
    for line in text.split("```")[1].splitlines():
        if match := re.match(r"( {0,2})([\w.]+/|\w+\.py)(?: |$)", line):
            if match[1]:
                shown[list(shown)[-1]].append(match[2])
            else:
                shown[match[2]] = []
    return shown


def test_the_tree_shows_the_folders_there_are(root: Path) -> None:
    with_files = {f"{path.name}/" for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"}
    built = {"build/", "dist/"}
    assert set(_tree(root)) == {name for name in with_files - built if not name.endswith(".egg-info/")}


def test_the_tree_shows_what_is_in_the_package(root: Path) -> None:
    folders = {f"{path.name}/" for path in PACKAGE.iterdir() if any(path.glob("*.py"))}
    present = folders | {path.name for path in PACKAGE.glob("*.py") if path.name != "__main__.py"}
    shown = _tree(root)["summarize/"]
    assert set(shown) == present and len(shown) == len(set(shown))
