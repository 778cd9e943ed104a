"""What --data says: a data set by name, a file, or something on the hub; and which of its columns are read.

Enters: the options of a command. Leaves: the columns' names and the data. Refused: what `benchmarks.catalogue` and
`benchmarks.data` refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import catalogue, data
from benchmarks.data import DataFile

HUB = "hub:"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which data: `name` as --data has it, and the options that go with it.

    `config`, `split` and `revision` are for the hub alone; `data_dir` is for data sets by name.
    """

    name: str
    data_dir: Path | None = None
    config: str | None = None
    split: str = "test"
    revision: str | None = None
    limit: int | None = None

    def columns(
        self, source: str | None, references: Sequence[str], usual: tuple[str, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """The columns of sources and references: those given, else the data set's own, else the usual ones.

        Args:
            source: as --source has it.
            references: as --reference has them.
            usual: for files: the source's, then those of references.
        """
        own_source, own_references = usual[0], usual[1:]
        if catalogue.is_name(self.name):
            dataset, _ = catalogue.find(self.name)
            own_source, own_references = dataset.source, dataset.references
        elif self.systems:
            own_source, own_references = "source", ("references",)
        return source or own_source, tuple(references) or own_references

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems of a file that `--outputs` wrote; none of any other."""
        return () if self.name.startswith(HUB) else data.systems_of(Path(self.name))

    def load(
        self, *, required: Sequence[str] = (), nullable: Sequence[str] = (), lists: Sequence[str] = ()
    ) -> DataFile:
        """Read columns; see `benchmarks.data.load`.

        Raises:
            BenchmarkError: the data cannot be had or read, or are not as asked.
        """
        if self.name.startswith(HUB):
            return data.load_from_hub(
                self.name.removeprefix(HUB),
                required=required,
                nullable=nullable,
                lists=lists,
                limit=self.limit,
                config=self.config,
                split=self.split,
                revision=self.revision,
            )
        path = Path(self.name)
        if catalogue.is_name(self.name) or (path.suffix.lower() not in data.READERS and not path.exists()):
            return catalogue.load_named(
                self.name, required=required, nullable=nullable, lists=lists, limit=self.limit, data_dir=self.data_dir
            )
        return data.load(path, required=required, nullable=nullable, lists=lists, limit=self.limit)
