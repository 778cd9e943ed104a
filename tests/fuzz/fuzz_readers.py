"""Fuzz the readers of batches: the first byte chooses the file's name and its columns, the rest is the file."""

from tests.fuzz.harness import fuzz, invariants


def check(data: bytes) -> None:
    """Check the rows of a file."""
    if data:
        ending = invariants.ENDINGS[data[0] % len(invariants.ENDINGS)]
        columns = ("text", "id") if data[0] >= 128 else (None, None)
        invariants.check_readers(data[1:], ending, columns)


if __name__ == "__main__":
    fuzz(check)
