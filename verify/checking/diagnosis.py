"""Why figures disagree: the value that would repair each, and the typical slip that would explain it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import permutations

from msgspec.structs import replace

from verify.figures import written
from verify.model import Figure, Interval, Part, Slip

from . import slips as made
from .formula import Formula, Number, Relation
from .rulebook import SIGN
from .slips import Meant
from .solving import Values, holds, value
from .tie import Amended, Tie

MOST_SLIPS = 3
"""More explanations than this explain nothing."""

NEAR = 0.3
"""Powers of ten. Sides of an inequality that are so near once a slip is mended may have been nearer before."""
FAR = 0.5
"""Powers of ten. Sides that are farther apart than this are less likely to be what was meant."""

WRONG_WAY = "wrong direction"

Trial = Callable[[int, Figure], float | None]
"""How far apart, in powers of ten, the sides are once a figure is meant otherwise; None where they disagree still."""


def repair(figure: Figure, computed: Interval, allowed: Interval | None = None) -> str:
    """Return the value, written like the figure, that the others allow; "" where none or too many would do.

    It is as round as the figure where the others, `allowed` their rounding, let it be: "$111,000 for $105,000", not
    "$110,714". The number in a name is what it is: nobody repairs "Fortune Global 100".
    """
    if not figure.is_quantity or (computed.high < 0 and not figure.is_cell):
        return ""
    if not computed.bounded:
        return written(computed, figure.unit, like=figure)
    middle = (computed.low + computed.high) / 2
    rounded = round(middle / figure.step) * figure.step if figure.step else middle
    if allowed and (rounder := _as_round(middle, figure)) and rounder in allowed:
        rounded = rounder
    return written(Interval.exactly(rounded or middle), figure.unit, like=figure)


def _as_round(value: float, figure: Figure) -> float:
    """Return a value with as many zeros at its end as the figure has; 0.0 where that says nothing of it."""
    if not figure.step or not figure.low or figure.low != figure.high or "." in figure.quote:
        return 0.0  # "12.00" is not round: its zeros were measured
    steps, unit = round(figure.low / figure.step), 1
    while steps and steps % (10 * unit) == 0:
        unit *= 10
    return round(value / (unit * figure.step)) * unit * figure.step


def diagnose(formula: Formula, tie: Tie, figures: Sequence[Figure]) -> tuple[Slip, ...]:
    """Return the slips that would each by itself explain an inconsistent tie, the likeliest first."""

    def trial(index: int, meant: Figure) -> float | None:
        values = tie.values(Amended(figures, {index: meant}))
        return distance(formula, values) if holds(formula, values) else None

    derived = tie.slots.get(tie.rule.rule.derives, ())
    ordered = sorted(dict.fromkeys(tie.figures), key=lambda index: index not in derived)
    values = tie.values(figures)
    nearest = math.inf if is_equation(formula) else distance(formula, values)
    kinds = made.KINDS_IN_TABLES if tie.rule.layout else made.KINDS
    found = [*_rule_slips(tie, values), *figure_slips(ordered, figures, trial, nearest, kinds)]
    return tuple(found[:MOST_SLIPS])


def figure_slips(
    indexes: Collection[int],
    figures: Sequence[Figure],
    trial: Trial,
    nearest: float = math.inf,
    kinds: Sequence[made.SlipKind] = made.KINDS,
) -> list[Slip]:
    """Return the slips in single figures that would explain a tie, the likeliest first, one of a figure and kind.

    Many a change would put two levels in order; one that sends them farther apart than `nearest`, which they are as
    they stand, explains nothing.
    """
    found: list[tuple[float, Slip]] = []
    if len(indexes) == 2:
        for index, other in permutations(indexes):
            found += _first(made.unit_slips(figures[index], figures[other]), index, figures, trial, nearest)
    for kind in kinds:
        for index in indexes:
            found += _first(kind(figures[index]), index, figures, trial, nearest)
    return [slip for _, slip in sorted(found, key=lambda pair: pair[0] > FAR)]


def distance(formula: Formula, values: Values) -> float:
    """Return how far apart the sides of a formula lie, in powers of ten; endless where they differ in sign."""
    return max(_distance(relation, values) for relation in formula.relations)


def _distance(relation: Relation, values: Values) -> float:
    left, right = (value(side, values).middle for side in (relation.left, relation.right))
    return abs(math.log10(left / right)) if left * right > 0 and math.isfinite(left * right) else math.inf


def _first(
    candidates: Iterable[Meant], index: int, figures: Sequence[Figure], trial: Trial, nearest: float
) -> Iterator[tuple[float, Slip]]:
    """Yield the first of some slips in one figure that explains the tie, with how far apart its sides are then."""
    for meant in candidates:
        apart = trial(index, meant.figure)
        if apart is not None and apart <= max(nearest, NEAR):
            quote = " ".join(figures[index].quote.split())
            would = " ".join(meant.figure.quote.split()) or repair(figures[index], meant.figure.strict)
            yield apart, Slip(meant.slip, index, f"{would} would agree; the text has {quote}.", would)
            return


def _rule_slips(tie: Tie, values: Values) -> Iterator[Slip]:
    for name, slip in tie.rule.slips.items():
        if all(used in values for used in slip.names) and holds(slip, values):
            yield Slip(name, None, f"The figures agree by {slip.text}.")
    check, sign = tie.rule.formula, values[SIGN]
    if check and tie.rule.uses_sign and isinstance(sign, Interval) and holds(check, {**values, SIGN: -sign}):
        way = "down" if tie.sign > 0 else "up"
        yield Slip(WRONG_WAY, None, f"The figures go {way}; the words say the opposite.")


def explained(
    parts: tuple[Part, ...], slips: tuple[Slip, ...], figures: Sequence[Figure], formula: Formula | None
) -> tuple[tuple[Part, ...], tuple[Slip, ...]]:
    """Return the parts of a finding and the slips that explain it, made to fit one another.

    What a slip says was meant is a better repair than the middle of what would do; and a repair that only adds a digit
    is a slip of its own.
    """
    if formula is None or not any(part.repair for part in parts) or not is_equation(formula):
        return parts, slips
    meant = {slip.figure: slip.meant for slip in reversed(slips) if slip.meant}
    told = list(slips)
    for part in parts:
        quote = " ".join(part.quote.split())
        if part.figure not in meant and (would := missing_digit(figures[part.figure], part.repair)):
            told.append(Slip(made.MISSING, part.figure, f"{would} would agree; the text has {quote}.", would))
    mended = (replace(part, repair=meant.get(part.figure, part.repair)) if part.repair else part for part in parts)
    return tuple(mended), tuple(told[:MOST_SLIPS])


def missing_digit(figure: Figure, mended: str) -> str:
    """Return the mended value where the figure is the same without one of its digits, "" where it is not.

    >>> from verify.figures import find_figures, load_lexicon
    >>> from verify.model import Document
    >>> (figure,) = find_figures(Document("a", "$14 million"), load_lexicon())
    >>> missing_digit(figure, "$124 million"), missing_digit(figure, "$125 million")
    ('$124 million', '')
    """
    ours, theirs = (re.sub(r"[^\d.]", "", text) for text in (figure.quote, mended))
    words = (re.sub(r"[\d,.]", "", text) for text in (figure.quote, mended))
    if len(ours.replace(".", "")) < 2 or len(theirs) != len(ours) + 1 or len(set(words)) > 1:
        return ""
    return mended if any(theirs[:at] + theirs[at + 1 :] == ours for at in range(len(theirs))) else ""


def is_equation(formula: Formula) -> bool:
    """Whether a formula says what its figures are, and not only which of them is the larger.

    >>> from verify.checking.formula import parse_check
    >>> [is_equation(parse_check(text)) for text in ("a = b + c", "a <= b", "0.95 <= a / b <= 1.05")]
    [True, False, True]
    """
    ends = (formula.relations[0].left, formula.relations[-1].right)
    if len(formula.relations) > 1 and all(isinstance(end, Number) for end in ends):
        return True
    return any(relation.op == "=" for relation in formula.relations)
