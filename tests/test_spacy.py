"""The component for spaCy: found by its entry point, the library's own summaries, errors that stop nothing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from summarize import summarize
from summarize.errors import SummarizeError

ARTICLE = (
    "La mairie de Tours a inauguré lundi une bibliothèque de quartier. Le bâtiment a coûté deux millions d'euros et "
    "accueillera mille lecteurs. Les habitants l'attendaient depuis dix ans, selon le maire."
)


@pytest.fixture
def nlp() -> Any:
    spacy: Any = pytest.importorskip("spacy", reason="spaCy is not installed: pip install spacy")
    return spacy.blank("fr")


def test_the_entry_point_names_a_module_of_the_package(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["summarize"].partition(":")
    assert (root / module.replace(".", "/")).with_suffix(".py").is_file() and name == "make"


def test_without_spacy_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['spacy'] = None; import summarize.spacy_component"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install spacy" in done.stderr


def test_docs_get_the_librarys_own_summaries(nlp: Any) -> None:
    import_module("summarize.spacy_component")  # as the entry point does in an installed package
    nlp.add_pipe("summarize", config={"options": {"length": "short"}})
    expected = summarize(ARTICLE, length="short")
    assert nlp(ARTICLE)._.summary.text == expected.text
    texts = [ARTICLE, "", f"{ARTICLE} Oui.", "x" * 1_000_001]
    nlp.max_length = 10_000_000
    found = [doc._.summary for doc in nlp.pipe(texts, batch_size=2)]
    assert [summary.status for summary in found] == ["ok", "empty", "ok", "error"]
    assert found[0].text == expected.text


def test_an_option_that_cannot_be_is_refused(nlp: Any) -> None:
    import_module("summarize.spacy_component")
    with pytest.raises(SummarizeError, match="Did you mean 'length'"):
        nlp.add_pipe("summarize", config={"options": {"lenght": "short"}})
