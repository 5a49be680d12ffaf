"""Readers that stand beside ours: whatever is installed under the entry point `verify.readers`.

[project.entry-points."verify.readers"]
mine = "my_package:MyReader"      # called without arguments
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Protocol

from verify.errors import UsageError
from verify.model import Document, Figure
from verify.sourced import nearest

from .proposing import Proposals

GROUP = "verify.readers"


class Reader(Protocol):
    """Whoever reads a text beside us; what it proposes is held to the text, and its verdicts are ours."""

    def propose(self, document: Document, figures: Sequence[Figure]) -> Proposals:
        """Return claims and ties over `figures`, each named by its index and its quotation."""
        ...


def reader_named(name: str) -> Reader:
    """Return the installed reader of that name; raises UsageError where there is none, or it does not load."""
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        mend = nearest(name, sorted(found)) if found else f"install a package with an entry point `{GROUP}`"
        raise UsageError(f"no reader is called '{name}'", mend=mend, file="--reader")
    try:
        made: Reader = found[name].load()()
    except Exception as trouble:  # it is not ours: whatever it raises, it cannot be used
        what = f"the reader '{name}' does not load: {type(trouble).__name__}: {str(trouble)[:200]}"
        raise UsageError(what, mend=f"see to {found[name].value}", file="--reader") from None
    return made
