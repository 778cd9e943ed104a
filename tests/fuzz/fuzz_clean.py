"""Fuzz `clean`: any text."""

from tests.fuzz.harness import fuzz, invariants, text_of

if __name__ == "__main__":
    fuzz(lambda data: invariants.check_clean(text_of(data)))
