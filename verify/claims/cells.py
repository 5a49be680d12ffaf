"""The numbers of tables as claims: of what their row says, when their column says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from verify.model import Claim, Figure, Kind, Period, Role, Standing, Term

from .grids import Line, Panel

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def with_cells(claims: Sequence[Claim], panels: Sequence[Panel], figures: Sequence[Figure]) -> tuple[Claim, ...]:
    """Return the claims of the prose together with those of the cells, in the order of the text."""
    cells = [claim for panel in panels for claim in _cells(panel, figures)]
    return tuple(sorted((*claims, *cells), key=lambda claim: claim.index)) if cells else tuple(claims)


def years_of(line: Line) -> frozenset[int]:
    """Return the years that the name of a row or column names.

    >>> sorted(years_of(Line(0, "Fiscal year ended June 1, 2019", ())))
    [2019]
    """
    return frozenset(int(year) for year in _YEAR.findall(line.words))


def _cells(panel: Panel, figures: Sequence[Figure]) -> Iterator[Claim]:
    periods = [_period(line) for line in panel.columns]
    for (row, column), index in panel.figures.items():
        line = panel.rows[row]
        figure = figures[index]
        named = Term(line.words, line.tokens, Standing.STATED, line.spans[0]) if line.tokens and line.spans else Term()
        yield Claim(
            figure=figure,
            measure=named,
            period=periods[column],
            role=Role.SHARE if figure.kind is Kind.PERCENT else Role.LEVEL,
            sentence=-1,
            paragraph=-1,
        )


def _period(line: Line) -> Period:
    years = years_of(line)
    if len(years) != 1:
        return Period()
    (year,) = years
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return Period(line.words, float(first), float(last), standing=Standing.STATED, span=line.spans[-1])
