"""What became of each figure: the one word by which the text shows it."""

from __future__ import annotations

from enum import StrEnum

from verify.model import Report, Verdict


class Outcome(StrEnum):
    """From the heaviest to the lightest."""

    INCONSISTENT = "inconsistent"
    APPROXIMATE = "approximate"
    CONSISTENT = "consistent"
    SUPPRESSED = "suppressed"
    """Accused only by what an author has laid aside."""
    UNCHECKED = "unchecked"
    """A claim that no finding holds against another figure, though something may follow from it."""
    NO_CLAIM = "no_claim"
    """A date, a name, an ordinal, or a figure that is none of the author's."""


def outcomes(report: Report) -> tuple[Outcome, ...]:
    """Return the outcome of every figure, by its index: the worst verdict that it had a part in.

    An implied figure says nothing about those that it follows from, so it leaves them unchecked; the marks in the text
    and the headline count of unchecked figures are one and the same.
    """
    made = [Outcome.NO_CLAIM] * len(report.figures)
    for claim in report.claims:
        made[claim.index] = Outcome.UNCHECKED
    for finding in report.suppressed:
        for part in finding.parts:
            made[part.figure] = Outcome.SUPPRESSED
    for verdict in (Verdict.CONSISTENT, Verdict.APPROXIMATE, Verdict.INCONSISTENT):  # the worse overwrites the better
        for finding in report.with_verdict(verdict):
            for part in finding.parts:
                made[part.figure] = Outcome(verdict.value)
    return tuple(made)
