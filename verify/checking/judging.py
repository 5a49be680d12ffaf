"""A tie becomes a finding: does its formula hold, under which reading, and what follows that the text does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from verify.model import Dimension, Figure, Finding, Implied, Kind, Level, Part, Reading, Slip, Verdict, Working

from .diagnosis import diagnose, explained, repair
from .dimensions import Dimensions
from .formula import Formula
from .implying import gifts, open_slot
from .lending import sharing_units
from .rulebook import SIGN
from .solving import Allowed, holds, solve
from .tie import Amended, Tie
from .wording import message, working


class Outcome(Struct, frozen=True):
    """What came of a tie, before it is put into words."""

    verdict: Verdict
    reading: Reading = Reading.STRICT
    work: Working | None = None
    meant: Allowed = field(default_factory=dict)
    """What each slot would have to be if the others were exactly what is written: for repairs."""
    allowed: Allowed = field(default_factory=dict)
    """What each slot may be by the others."""
    implied: tuple[Implied, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the figures agree, if only roughly."""
        return self.verdict in (Verdict.CONSISTENT, Verdict.APPROXIMATE)


def judge(tie: Tie, figures: Sequence[Figure], identity: str) -> Finding | None:
    """Return the finding of a tie, None where its units do not fit or nothing follows from it."""
    if tie.amended:
        figures = Amended(figures, tie.amended)
    dimensions = _fit(tie, figures)
    if dimensions is None or _pure_measure(tie, figures):
        figures = sharing_units(tie, figures)
        dimensions = _fit(tie, figures)
    if dimensions is None:
        return None
    formula = tie.rule.formula
    missing = [name for name in formula.names if name not in tie.slots and name != SIGN] if formula else []
    if formula and not missing:
        outcome = _check(formula, tie, figures, dimensions)
        return _finding(tie, figures, identity, outcome) if outcome.held or tie.sure else None
    implied = tuple(gifts(tie, figures, dimensions))
    if formula and len(missing) == 1:
        implied = (*open_slot(formula, missing[0], tie, figures, dimensions), *implied)
    return _finding(tie, figures, identity, Outcome(Verdict.IMPLIED, implied=implied)) if implied else None


def _pure_measure(tie: Tie, figures: Sequence[Figure]) -> bool:
    """Whether a measure without dimension is among the figures, "22 degrees below 100": a bare number would fit it."""
    units = (figures[index].unit for members in tie.slots.values() for index in members)
    return any(unit.kind is Kind.MEASURE and not unit.dimension for unit in units)


def _check(formula: Formula, tie: Tie, figures: Sequence[Figure], dimensions: Dimensions) -> Outcome:
    """Return the outcome for a tie whose slots are all filled."""
    values = tie.values(figures)
    if holds(formula, values):
        verdict, reading = Verdict.CONSISTENT, Reading.STRICT
    else:
        values = tie.values(figures, Reading.COARSE.value)
        agrees = holds(formula, values)
        verdict, reading = Verdict.APPROXIMATE if agrees else Verdict.INCONSISTENT, Reading.COARSE
    wrong = verdict is Verdict.INCONSISTENT
    return Outcome(
        verdict,
        reading,
        work=working(formula, tie, figures, values),
        allowed=solve(formula, values),
        meant=solve(formula, tie.values(figures, "written")) if wrong else {},
        implied=() if wrong else tuple(gifts(tie, figures, dimensions)),
        slips=diagnose(formula, tie, figures) if wrong else (),
    )


def _finding(tie: Tie, figures: Sequence[Figure], identity: str, outcome: Outcome) -> Finding:
    rule = tie.rule.rule
    parts, slips = explained(tuple(_parts(tie, figures, outcome)), outcome.slips, figures, tie.rule.formula)
    return Finding(
        id=identity,
        rule=rule.id,
        verdict=outcome.verdict,
        level=_level(tie, figures, outcome),
        message=message(tie, figures, outcome.verdict, parts, outcome.implied, outcome.work),
        parts=parts,
        working=outcome.work,
        reading=outcome.reading,
        implied=outcome.implied,
        slips=slips,
        derives=tie.slots[rule.derives][0] if outcome.held and rule.derives in tie.slots else None,
    )


def _level(tie: Tie, figures: Sequence[Figure], outcome: Outcome) -> Level:
    """Return the rule's level, or error where its `grave` comparison fails as well."""
    grave = tie.rule.grave
    if grave is None or outcome.verdict is not Verdict.INCONSISTENT:
        return tie.rule.rule.level
    values = tie.values(figures)
    if any(name not in values for name in grave.names):
        return tie.rule.rule.level
    return tie.rule.rule.level if holds(grave, values) else Level.ERROR


def _fit(tie: Tie, figures: Sequence[Figure]) -> Dimensions | None:
    """Return the dimensions of the tie's formulas, None where its units cannot fit: dollars and euros never add up."""
    found: list[Dimension | None] = []
    for name in tie.rule.kinds:
        group = tie.slots.get(name)
        dimension = figures[group[0]].unit.dimension if group else None
        if group and any(figures[index].unit.dimension != dimension for index in group[1:]):
            return None
        found.append(dimension)
    return tie.rule.fitting(tuple(found))


def _parts(tie: Tie, figures: Sequence[Figure], outcome: Outcome) -> Iterator[Part]:
    for name, group in tie.slots.items():
        for place, index in enumerate(group):
            figure = figures[index]
            slot = f"{name}.{place}" if len(group) > 1 else name
            found, meant = outcome.allowed.get(slot), outcome.meant.get(slot)
            computed = figure.unit.from_base(found) if found else None
            mended = repair(figure, figure.unit.from_base(meant), computed) if meant else ""
            value = figure.strict if outcome.reading is Reading.STRICT else figure.coarse
            yield Part(name, index, figure.span, figure.quote, value, figure.unit, computed, mended)
