"""What a table of claims says of claims: of what, whose, when, in which role, how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from verify.claims import Phrases
from verify.model import Claim, Direction, Figure, Period, Phase, Role, Stance, Standing, Term

from .files import Row
from .given import Claimed

_ENUMS: tuple[tuple[str, type[Role | Phase | Direction | Stance]], ...] = (
    ("role", Role),
    ("phase", Phase),
    ("direction", Direction),
    ("stance", Stance),
)


def spoken(claims: Sequence[Claim], figures: Sequence[Figure], claimed: Claimed, phrases: Phrases) -> tuple[Claim, ...]:
    """Return the claims with what the rows of a table say of them; `claimed` has been settled among `figures`.

    What a row leaves open stays as it was read. Words that it gives are read as those of the text are, and count as
    stated unless it says otherwise.
    """
    by_figure = {claim.index: claim for claim in claims}
    at = {figure.span.start: figure.index for figure in figures if figure.is_quantity}
    starts = sorted(at)
    place = 0
    for one in claimed.given:
        while place < len(starts) and figures[at[starts[place]]].span.end <= one.span.start:
            place += 1
        if place == len(starts):
            break
        figure = figures[at[starts[place]]]
        by_figure[figure.index] = amended(
            by_figure.get(figure.index, Claim(figure, sentence=-1, paragraph=-1)), one.row, phrases
        )
    return tuple(by_figure[index] for index in sorted(by_figure))


def amended(claim: Claim, row: Row, phrases: Phrases) -> Claim:
    """Return a claim with the fields that a row gives."""
    changes: dict[str, Any] = {
        name: enum(row.text(name))
        for name, enum in _ENUMS
        if name in row.values and row.values[name] != getattr(claim, name)
    }
    measure = _term(claim.measure, "measure", row, phrases)
    subject = _term(claim.subject, "subject", row, phrases)
    period = _period(claim.period, row, phrases)
    if measure != claim.measure:
        changes["measure"] = measure
    if subject != claim.subject:
        changes["subject"] = subject
    if period != claim.period:
        changes["period"] = period
    if "attribution" in row.values and row.text("attribution") != claim.attribution:
        changes["attribution"] = row.text("attribution")
    return replace(claim, **changes) if changes else claim


def _term(term: Term, name: str, row: Row, phrases: Phrases) -> Term:
    if name in row.values and row.text(name) != term.words:
        words = row.text(name)
        key = phrases.measure_key(words) if name == "measure" else phrases.subject_key(words)
        term = Term(words, key, Standing.STATED if key else Standing.UNKNOWN)
    return replace(term, standing=_standing(f"{name}_standing", term.standing, row))


def _period(period: Period, row: Row, phrases: Phrases) -> Period:
    if "period" in row.values and row.text("period") != period.words:
        words = row.text("period")
        period = replace(phrases.period(words), words=words) if words else Period()
    start, end = _day("period_start", period.start, row), _day("period_end", period.end, row)
    given = replace(
        period,
        start=start,
        end=end,
        ago=row.values.get("period_ago", period.ago),
        length=row.values.get("period_length", period.length),
        part=row.values.get("period_part", period.part),
    )
    if given.key != period.key and given.is_known and given.standing is Standing.UNKNOWN:
        given = replace(given, standing=Standing.STATED)
    return replace(given, standing=_standing("period_standing", given.standing, row))


def _standing(name: str, standing: Standing, row: Row) -> Standing:
    return Standing(row.text(name) or standing)


def _day(name: str, day: float | None, row: Row) -> float | None:
    if not row.text(name):
        return day
    return float(date.fromisoformat(row.text(name)).toordinal())
