"""A stretch of the text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character offsets into `Document.text`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
