"""Fuzz `split_sentences` and `pack_windows`: two bytes choose language and budget, the rest is the text."""

from tests.fuzz.harness import fuzz, invariants, text_of

LANGUAGES = ("fr", "en", "de", "ja", "ar", "und")


def check(data: bytes) -> None:
    """Check the cover of a text."""
    if len(data) > 2:
        invariants.check_segment(text_of(data[2:]), LANGUAGES[data[0] % len(LANGUAGES)], data[1] + 1)


if __name__ == "__main__":
    fuzz(check)
