"""Texts for a rule on trial: its sentences with other figures, drawn so that they fit its formula or do not.

Hypothesis draws a sentence, the figures of all slots but one, and their styles. The formula says what the last one may
be; it is drawn from there, or from well beyond. Of a rule without a formula all figures are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from verify.checking import CompiledRule
from verify.checking.formula import Formula
from verify.checking.solving import Values, holds, solve, value
from verify.model import EVERYTHING, Figure, Interval

from .numerals import Drawn, draw
from .templates import Hole, Said, Template

SIGN = "sign"
LARGEST_SHARE = 100.0
"""Percent: where the author's own figure is no more, none that is drawn is."""

NOWHERE = -1


class Case(Struct, frozen=True):
    """A text, and what is known of its figures."""

    text: str
    said: Mapping[int, Said]
    """Where each figure stands, and what it says."""
    fits: bool
    """Whether its figures agree."""
    sure: bool
    """Whether the rule has to say so where they do not."""
    given: Mapping[str, float] = {}
    """What a rule without a check must give, in the base unit."""


class Target(Struct, frozen=True):
    """A hole whose figure follows from the others; `NOWHERE` of a rule that ties none of them to the others."""

    place: int
    sign: float


def targets_of(rule: CompiledRule, template: Template) -> list[Target]:
    """Return the holes that the formula can be solved for, by the way the sentence goes; without one, none of them."""
    if not rule.formula:
        return [Target(NOWHERE, 1.0)]
    signs = [sign for sign in (1.0, -1.0) if _holds(rule, template, sign)] if template.holds else []
    if not template.holds:
        signs = [1.0]
    if rule.uses_sign and (len(signs) != 1 or not template.holds):
        return []  # nobody says which way it goes
    sign = signs[0] if signs else 1.0
    own = _values(template, {}, sign, "strict")
    names = [hole.slot for hole in template.holes]
    return [
        Target(place, sign)
        for place, hole in enumerate(template.holes)
        if hole.styles and names.count(hole.slot) == 1 and _allowed(rule, own, hole) != EVERYTHING
    ]


def _formula(rule: CompiledRule) -> Formula:
    if rule.formula is None:
        raise ValueError(f"the rule {rule.rule.id} has no check")
    return rule.formula


def _holds(rule: CompiledRule, template: Template, sign: float) -> bool:
    return holds(_formula(rule), _values(template, {}, sign, "coarse"))


def _values(template: Template, drawn: Mapping[int, Drawn], sign: float, reading: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, hole in enumerate(template.holes):
        value = _value(drawn.get(place), hole.figure, reading)
        found.setdefault(hole.slot, []).append(hole.figure.unit.to_base(value))
    values = {name: tuple(several) if len(several) > 1 else several[0] for name, several in found.items()}
    return {**values, SIGN: Interval.exactly(sign)}


def _value(drawn: Drawn | None, figure: Figure, reading: str) -> Interval:
    if drawn:
        return {"written": drawn.written, "strict": drawn.strict, "coarse": drawn.coarse}[reading]
    return {"written": Interval(figure.low, figure.high), "strict": figure.strict, "coarse": figure.coarse}[reading]


def _allowed(rule: CompiledRule, values: Values, hole: Hole) -> Interval:
    """Return what the formula lets a hole be, in its unit."""
    found = solve(_formula(rule), {**values, hole.slot: Interval(0.0, math.inf)}).get(hole.slot, EVERYTHING)
    return hole.figure.unit.from_base(found)


def cases_of(rule: CompiledRule, usable: Sequence[tuple[Template, Sequence[Target]]]) -> Any:
    """Return the strategy of texts; the simplest is the author's first, with as few other figures as will do."""
    from hypothesis import assume, reject  # noqa: PLC0415 - an extra
    from hypothesis import strategies as st  # noqa: PLC0415

    told = [one for one in (*rule.conditions, *rule.sure) if one.kind == "formula"]
    numbers = st.tuples(st.integers(-60, 150), st.integers(0, 3), st.integers(0, 7))

    def written(hole: Hole, value: float, digits: int, style: int) -> Drawn:
        drawn = draw(hole.figure, hole.styles[style % len(hole.styles)], value, 4 - digits)
        if drawn is None:
            reject()
        small = hole.figure.unit.name != "percent" or hole.figure.low > LARGEST_SHARE
        assume(small or drawn.written.low <= LARGEST_SHARE)
        return drawn

    @st.composite
    def cases(choose: st.DrawFn) -> Case:
        template, targets = choose(st.sampled_from(usable))
        target = choose(st.sampled_from(targets))
        fits = choose(st.booleans())
        drawn: dict[int, Drawn] = {}
        for place, hole in enumerate(template.holes):
            if hole.styles and place != target.place:
                percent, digits, style = choose(numbers)
                drawn[place] = written(hole, hole.figure.low * (1 + percent / 100), digits, style)
        if target.place == NOWHERE:
            given = _given(rule, _values(template, drawn, target.sign, "written"))
            assume(given and all(one.holds({}, _values(template, drawn, target.sign, "strict")) for one in told))
            return Case(*template.filled(drawn), True, True, given)
        hole = template.holes[target.place]
        exact = _allowed(rule, _values(template, drawn, target.sign, "written"), hole)
        wide = _allowed(rule, _values(template, drawn, target.sign, "coarse"), hole)
        percent, digits, style = choose(numbers)
        value = _within(exact, abs(percent) / 150) if fits else _beyond_it(wide, percent)
        drawn[target.place] = written(hole, value, digits, style)
        strict = _values(template, drawn, target.sign, "strict")
        values = strict if fits else _values(template, drawn, target.sign, "coarse")
        assume(any(holds(formula, values) for formula in rule.formulas) is fits)
        assume(all(one.holds({}, strict) for one in told))
        return Case(*template.filled(drawn), fits, not rule.layout and (not rule.sure or not template.holds))

    return cases()


def _given(rule: CompiledRule, values: Values) -> dict[str, float]:
    """Return the figures that a rule gives of what is written, in their base units."""
    usable = {
        name: one.node for name, one in rule.gifts.items() if SIGN not in one.names and values.keys() >= {*one.names}
    }
    exact = {name: value(node, values).middle for name, node in usable.items()}
    return {name: number for name, number in exact.items() if math.isfinite(number) and number > 0}


def _within(allowed: Interval, part: float) -> float:
    """Return a value that is allowed; `part` of the way from its middle to the end, or from the end onwards."""
    if allowed.bounded:
        return allowed.middle
    return allowed.low * (1.2 + 2 * part) if math.isinf(allowed.high) else allowed.high * (0.8 - 0.7 * part)


def _beyond_it(allowed: Interval, percent: int) -> float:
    """Return a value that is not allowed, and misses by a half at least: above for a positive `percent`."""
    upwards = percent >= 0 if allowed.bounded else math.isinf(allowed.low)
    away = 1.5 + abs(percent) / 50
    return allowed.high * away if upwards else allowed.low / away
