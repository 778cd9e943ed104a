"""Articles from files, folders, tables, standard input and data sets, one after the other, in bounded memory."""

from .find import SourceOptions, count, files_read, read, require_network_for, require_switches
from .items import Item

__all__ = ["Item", "SourceOptions", "count", "files_read", "read", "require_network_for", "require_switches"]
