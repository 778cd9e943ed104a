"""Fuzz model folders: the first byte chooses one of their JSON files, the rest is that file."""

from tests.fuzz.harness import fuzz, invariants


def check(data: bytes) -> None:
    """Check a folder with such a file."""
    if data:
        invariants.check_folder(invariants.FOLDER_FILES[data[0] % len(invariants.FOLDER_FILES)], data[1:])


if __name__ == "__main__":
    fuzz(check)
