"""Shared by all tests: no network, a cache of this run's own, the seed article, tiny models."""

from __future__ import annotations

import os

# huggingface_hub reads these when it is imported, so they come before everything else.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["SUMMARIZE_OFFLINE"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# Slow machines must not fail a test: no deadline, and the same examples in every run.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache of this run; the user's own is neither read nor written."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARIZE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seed_text() -> str:
    return (ROOT / "seeds" / "article.fr.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tiny_models import build_marian

    return build_marian(tmp_path_factory.mktemp("models") / "tiny-marian-fr-en")


@pytest.fixture(scope="session")
def tiny_marian_bin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tiny_models import build_marian

    return build_marian(tmp_path_factory.mktemp("models") / "tiny-marian-bin-fr-en", as_pickle=True)


@pytest.fixture(scope="session")
def tiny_barthez(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tiny_models import build_barthez

    return build_barthez(tmp_path_factory.mktemp("models") / "tiny-barthez")


@pytest.fixture(scope="session")
def tiny_barthez_terse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a config.json that, like BARThez's own, does not say normalize_before."""
    from tiny_models import build_barthez

    return build_barthez(tmp_path_factory.mktemp("models") / "tiny-barthez-terse", say_normalize_before=False)


@pytest.fixture(scope="session")
def tiny_mt5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tiny_models import build_mt5

    return build_mt5(tmp_path_factory.mktemp("models") / "tiny-mt5")
