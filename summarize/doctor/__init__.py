"""`summarize doctor`: what is installed, whether it works, and the command that fixes what does not.

Input: this process, this machine and the cache. Output: a Report. What is damaged is reported; nothing is raised and no
network used. A model whose files differ from their recorded hashes is not run.
"""

from __future__ import annotations

from ..engines.registry import registry
from ..errors import SummarizeError
from .advice import about_cache, about_machine, about_models, about_offline, about_registry, about_versions
from .findings import Canary, Installed, Report
from .lines import report_lines
from .machine import cache, engines, this_machine, versions
from .models import models_here, works_offline

__all__ = ["Canary", "Installed", "Report", "examine", "report_lines"]


def examine() -> Report:
    """Look at everything; runs every local model once, so it takes some seconds a model."""
    packages, needed, folder = engines(), versions(), cache()
    advice = [*about_versions(needed), *about_cache(folder)]
    try:
        entries = registry()
    except SummarizeError as error:
        entries = {}
        advice.append(about_registry(error))
    models = models_here(entries)
    computer, offline = this_machine(), works_offline(entries, models)
    advice += [*about_machine(computer), *about_models(models, packages), *about_offline(offline)]
    return Report(needed, packages, computer, folder, models, offline, tuple(advice))
