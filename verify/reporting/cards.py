"""What the page tells of a figure when it is chosen: as read, as understood. Data; the page's script shows it."""

from __future__ import annotations

import math
from datetime import date

from verify.figures import written
from verify.model import Claim, Direction, Figure, Interval, Period, Phase, Report, Standing

from .outcome import Outcome
from .wording import spot_of

Row = tuple[str, str, str]
"""Label, value, and how the value is known ("" where that is no question)."""


def cards(report: Report, became: tuple[Outcome, ...]) -> list[dict[str, object]]:
    """Return a card for each figure, by its index."""
    claims = {claim.index: claim for claim in report.claims}
    return [
        {
            "quote": report.document.quote(figure.extent) or figure.quote,
            "place": spot_of(report.document, figure.span),
            "outcome": became[figure.index].value,
            "value": [_finite(figure.low), _finite(figure.high), figure.unit.name],
            "read": _as_read(figure),
            "claim": _as_understood(claims[figure.index]) if figure.index in claims else [],
        }
        for figure in report.figures
    ]


def _finite(end: float) -> float | None:
    return end if math.isfinite(end) else None


def _as_read(figure: Figure) -> list[Row]:
    kind = ("kind", (figure.form or figure.kind.value).replace("_", " "), "")
    if not figure.is_quantity:
        return [kind]
    noun = " ".join(figure.noun)
    rows = [
        ("value", written(Interval(figure.low, figure.high), figure.unit, like=figure), ""),
        ("allows", written(figure.strict, figure.unit, like=figure), ""),
        (
            "read coarsely",
            written(figure.coarse, figure.unit, like=figure) if figure.coarse != figure.strict else "",
            "",
        ),
        kind,
        ("unit", figure.unit.name.replace("_", " ") or "none", ""),
        ("counts", noun if noun != figure.unit.name else "", ""),
        ("hedge", figure.hedge or "none", ""),
    ]
    return [row for row in rows if row[1]]


def _as_understood(claim: Claim) -> list[Row]:
    role = claim.role.value if claim.direction is Direction.NONE else f"{claim.role.value}, {claim.direction.value}"
    said = f"{claim.stance.value}: {claim.attribution}" if claim.attribution else claim.stance.value
    rows = [
        ("measure", claim.measure.words, claim.measure.standing.value),
        ("subject", claim.subject.words, claim.subject.standing.value),
        ("period", _period(claim.period), claim.period.standing.value),
        ("role", role, ""),
        ("phase", "" if claim.phase is Phase.UNKNOWN else claim.phase.value, ""),
        ("stance", said, ""),
    ]
    return [row for row in rows if row[1] or row[2]]


def _period(period: Period) -> str:
    days = [_day(end) for end in (period.start, period.end) if end is not None]
    if period.standing is Standing.UNKNOWN and not period.words:
        return ""
    return f"{period.words} ({' to '.join(days)})".strip() if any(days) else period.words


def _day(ordinal: float) -> str:
    return date.fromordinal(int(ordinal)).isoformat() if 1 <= ordinal <= date.max.toordinal() else ""
