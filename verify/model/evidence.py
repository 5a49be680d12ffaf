"""Evidence: what a text is held against besides itself, and what that makes of a figure."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from .document import Place
from .interval import Interval
from .unit import Unit


class Support(StrEnum):
    """What the evidence makes of a figure of the text."""

    SUPPORTED = "supported"
    """The evidence states it, as finely or finer."""
    DERIVABLE = "derivable"
    """It follows from figures of the evidence."""
    CONTRADICTED = "contradicted"
    """The evidence states another value for the same measure, subject and period."""
    NOT_FOUND = "not found"


class Witness(Struct, frozen=True):
    """A figure of the evidence: one that stands in a source document, or a cell of a reference table."""

    source: str
    """The name of the document or table."""
    where: str
    """For a person: "page 12, line 3", "row 7, column revenue"."""
    quote: str
    """As the source writes it, with the words round it."""
    value: Interval
    """In `unit`."""
    unit: Unit
    place: Place | None = None
    """Where it stands in the file, None where lines and pages cannot tell it."""


class Held(Struct, frozen=True):
    """One figure of the text held against the evidence."""

    figure: int
    """Index of the figure in the report."""
    support: Support
    witnesses: tuple[Witness, ...] = ()
    """What speaks for it or against it, the best first; for a derivable figure those of its formula, in its order."""
    formula: str = ""
    """For a derivable figure, with the witnesses as quoted: `$124 million - $111 million`."""
    finding: str = ""
    """Id of the finding that says so; "" where it was not found."""
