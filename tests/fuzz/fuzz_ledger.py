"""Fuzz a batch's ledger: the bytes are changes to the file, and are what its tables hold."""

from tests.fuzz.harness import fuzz, invariants

if __name__ == "__main__":
    fuzz(invariants.check_ledger)
