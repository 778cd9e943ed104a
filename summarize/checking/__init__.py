"""Checks of a translated sentence beside its original.

Input: a sentence, its translation, their languages, and what two translators' scores say. Output: faults, each with a
stable code. Everything here is independent of the model that translated.
"""

from .adequacy import Fault, Limits, can_check, find_faults
from .wordlists import WordList, word_list

__all__ = ["Fault", "Limits", "WordList", "can_check", "find_faults", "word_list"]
