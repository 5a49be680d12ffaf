"""Why figures disagree: the value that would repair each, and the typical slip that would explain it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct
from msgspec.structs import replace

from verify.figures import written
from verify.model import Figure, Interval, Slip

from .formula import Formula
from .solving import holds
from .tie import Tie, read_value

MOST_SLIPS = 3
"""More explanations than this explain nothing."""

FEWEST = 3
"""Digits of a number of which one may be told to be wrong; for a shorter one any number would do."""

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


class Change(Struct, frozen=True):
    """A figure as it may have been meant."""

    name: str
    factor: float
    """Meant value over written value."""
    meant: str
    """The quote with the change made."""


def repair(figure: Figure, computed: Interval) -> str:
    """Return the value, written like the figure, that the others allow; "" where none or too many would do.

    The number in a name is what it is: nobody repairs "Fortune Global 100".
    """
    if not figure.is_quantity or (computed.high < 0 and not figure.is_cell):
        return ""
    if not computed.bounded:
        return written(computed, figure.unit, like=figure)
    middle = (computed.low + computed.high) / 2
    rounded = round(middle / figure.step) * figure.step if figure.step else middle
    return written(Interval.exactly(rounded or middle), figure.unit, like=figure)


def diagnose(formula: Formula, tie: Tie, figures: Sequence[Figure]) -> tuple[Slip, ...]:
    """Return the slips that would each by itself explain an inconsistent tie, the likeliest first."""
    found = list(_rule_slips(tie, figures))
    derived = tie.slots.get(tie.rule.rule.derives, ())
    quantities = [index for index in tie.figures if figures[index].is_quantity]
    ordered = sorted(quantities, key=lambda index: index not in derived)
    found += [
        slip
        for name in ("", "scale")
        for index in ordered
        for slip in _figure_slips(formula, tie, index, figures, name)
    ]
    return tuple(found[:MOST_SLIPS])


def _rule_slips(tie: Tie, figures: Sequence[Figure]) -> Iterator[Slip]:
    values = tie.values(figures)
    for name, formula in tie.rule.slips.items():
        if all(used in values for used in formula.names) and holds(formula, values):
            yield Slip(name, None, f"The figures agree by {formula.text}.")


def _figure_slips(formula: Formula, tie: Tie, index: int, figures: Sequence[Figure], group: str) -> Iterator[Slip]:
    figure = figures[index]
    if tie.rule.layout is not None:
        changes = chain(_digit_changes(figure), _other_digits(figure)) if group == "" else iter(())
    else:
        changes = _scale_changes(figure) if group == "scale" else _digit_changes(figure)
    for change in changes:
        values = dict(tie.values(figures))
        meant = _meant(figure, change.factor)
        for name, members in tie.slots.items():
            if index in members:
                own = read_value(meant, "strict", tie.rule.rule.bounds)
                held = values[name]
                values[name] = (
                    tuple(own if member == index else part for member, part in zip(members, held, strict=True))
                    if isinstance(held, tuple)
                    else own
                )
        if holds(formula, values):
            yield Slip(change.name, index, f"{change.meant} would agree; the text has {figure.quote}.")
            return


def _meant(figure: Figure, factor: float) -> Figure:
    """Return the figure as if written with another number; its rounding keeps the width of the last digit."""
    shift_low = figure.strict.low - figure.low
    shift_high = figure.strict.high - figure.high
    low, high = figure.low * factor, figure.high * factor
    return replace(figure, low=low, high=high, strict=Interval(low + shift_low, high + shift_high))


def _digit_changes(figure: Figure) -> Iterator[Change]:
    """Two neighbours swapped, a digit too many, a zero too few, of the first run of digits in the quote."""
    found = _DIGITS.search(figure.quote)
    if not found or figure.low != figure.high:
        return
    digits = found.group()
    written_value = _number(digits)
    if not written_value:
        return
    places = [place for place, char in enumerate(digits) if char.isdigit()]
    for first, second in pairwise(places):
        if digits[first] != digits[second]:
            swapped = list(digits)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield from _change("digits swapped", "".join(swapped), written_value, figure, found)
    if "," not in digits and len(places) > 1:
        for place in places:
            yield from _change("a digit too many", digits[:place] + digits[place + 1 :], written_value, figure, found)
    if "." not in digits and "," not in digits:
        yield from _change("a zero missing", digits + "0", written_value, figure, found)
    elif "." in digits:
        yield Change("decimal point misplaced", 10.0, _replaced(figure, found, f"{written_value * 10:g}"))
        yield Change("decimal point misplaced", 0.1, _replaced(figure, found, f"{written_value / 10:g}"))


def _other_digits(figure: Figure) -> Iterator[Change]:
    """Another digit in the place of one: what a sum to the last digit can tell, and no tie in prose."""
    found = _DIGITS.search(figure.quote)
    if not found or len(found.group()) < FEWEST or not _number(found.group()):
        return
    digits = found.group()
    for place, written_digit in enumerate(digits):
        for other in "0123456789" if written_digit.isdigit() else "":
            if other != written_digit:
                changed = digits[:place] + other + digits[place + 1 :]
                yield from _change("a wrong digit", changed, _number(digits), figure, found)


def _scale_changes(figure: Figure) -> Iterator[Change]:
    """Thousand, million, billion taken for one another; percent for percentage points is the rules' own affair."""
    for word, other, factor in _SCALES:
        pattern = rf"(?<=[\d\s]){word}\b"
        if re.search(pattern, figure.quote):
            yield Change(f"{word} for {other}", factor, re.sub(pattern, other, figure.quote))


_SCALES = [
    (word, other, factor)
    for words in (("thousand", "million", "billion", "trillion"), ("k", "m", "bn", "tn"))
    for place, word in enumerate(words)
    for other, factor in (
        *([(words[place + 1], 1e3)] if place + 1 < len(words) else []),
        *([(words[place - 1], 1e-3)] if place else []),
    )
]


def _change(name: str, digits: str, written_value: float, figure: Figure, found: re.Match[str]) -> Iterator[Change]:
    leading_zero = digits[0] == "0" and len(digits) > 1 and digits[1].isdigit()
    value = _number(digits)
    if value and not leading_zero:
        yield Change(name, value / written_value, _replaced(figure, found, digits))


def _replaced(figure: Figure, found: re.Match[str], digits: str) -> str:
    return figure.quote[: found.start()] + digits + figure.quote[found.end() :]


def _number(digits: str) -> float:
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return 0.0
