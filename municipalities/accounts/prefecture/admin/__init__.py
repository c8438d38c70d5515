"""Prefecture IT's pages: towns, their staff, the operators themselves, the log."""

from . import log, operators, towns  # noqa: F401  (they register themselves)
