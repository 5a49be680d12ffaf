"""How a figure may have been meant: the slips of the hand that turn one number into another.

The words and factors are data: scale words stand in `SCALES`, units that are taken for one another in
`data/confusions.yaml`. Whether a slip explains anything is for `diagnosis.py` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from verify.errors import LexiconError
from verify.model import Figure, Interval, Kind
from verify.sourced import File, Table, Text, documents

SWAPPED, MISSING, DOUBLED, MORE = "digits swapped", "a digit missing", "a digit doubled", "a digit too many"
ZERO_MISSING, ZERO_MORE = "a zero missing", "a zero too many"
POINT, SIGN, YEAR = "decimal point misplaced", "wrong sign", "wrong year"
TYPED = "a wrong digit"
INVERTED = "converted the wrong way"

SCALES = (("thousand", "million", "billion", "trillion"), ("k", "m", "bn", "tn"), ("mln", "bln"))
"""Words for thousandfolds, each a thousand times the one before it."""

FEWEST = 3
"""Digits of a number of which one may be told to be wrong."""

YEAR_LENGTH = 365.2425
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


class Meant(Struct, frozen=True):
    """A figure as it may have been meant."""

    slip: str
    figure: Figure
    """With the quote that would have stood there."""


def digit_slips(figure: Figure) -> Iterator[Meant]:
    """Yield what the first run of digits may have been: neighbours swapped, zeros, the decimal point, a doubled digit.

    >>> from verify.figures import find_figures, load_lexicon
    >>> from verify.model import Document
    >>> (figure,) = find_figures(Document("a", "1,100 boats"), load_lexicon())
    >>> [(meant.slip, meant.figure.quote) for meant in digit_slips(figure)]
    [('digits swapped', '1,010'), ('a zero missing', '11,000'), ('a zero too many', '110'), ('a digit doubled', '100')]
    """
    found = _DIGITS.search(figure.quote)
    if not found or not figure.is_quantity or figure.low != figure.high or not _number(found.group()):
        return
    digits = found.group()
    for swapped in _swapped(digits):
        yield from _with_digits(SWAPPED, swapped, figure, found)
    bare = digits.replace(",", "")
    grouped = "," in digits
    if "." not in bare:
        yield from _with_digits(ZERO_MISSING, _grouped(bare + "0", grouped), figure, found)
        if bare.endswith("0"):
            yield from _with_digits(ZERO_MORE, _grouped(bare[:-1], grouped), figure, found)
    else:
        value = float(bare)
        yield from _with_digits(POINT, f"{value * 10:.12g}", figure, found)
        yield from _with_digits(POINT, f"{value / 10:.12g}", figure, found)
    doubled = [place for place, (one, two) in enumerate(pairwise(bare)) if one == two != "0"]
    for place in doubled:
        yield from _with_digits(DOUBLED, _grouped(bare[:place] + bare[place + 1 :], grouped), figure, found)
    for place in range(len(bare) if not grouped and len(bare) > 1 else 0):
        if bare[place].isdigit() and place not in doubled:
            yield from _with_digits(MORE, bare[:place] + bare[place + 1 :], figure, found)


def typed_slips(figure: Figure) -> Iterator[Meant]:
    """Yield the figure with another digit in the place of one: what a sum to the last digit tells, and no tie in prose.

    Of a number with fewer than three digits any other would do.
    """
    found = _DIGITS.search(figure.quote)
    if not found or not figure.is_quantity or not _number(found.group()):
        return
    digits = found.group()
    for place, one in enumerate(digits if sum(map(str.isdigit, digits)) >= FEWEST else ""):
        for other in "0123456789" if one.isdigit() else "":
            if other != one:
                yield from _with_digits(TYPED, digits[:place] + other + digits[place + 1 :], figure, found)


def scale_slips(figure: Figure) -> Iterator[Meant]:
    """Yield the figure with its scale word taken for the one above or below it: "$4m" for "$4bn"."""
    for word, other, factor in _SCALES:
        pattern = rf"(?<=[\d\s]){word}\b"
        if re.search(pattern, figure.quote):
            yield Meant(f"{word} for {other}", scaled(figure, factor, re.sub(pattern, other, figure.quote)))


def year_slips(figure: Figure) -> Iterator[Meant]:
    """Yield the year with two digits swapped, and those a year, ten or a hundred away."""
    found = re.search(r"\b\d{4}\b", figure.quote)
    if figure.kind is not Kind.DATE or not found:
        return
    year = int(found[0])
    meant = [(SWAPPED, int(swapped)) for swapped in _swapped(found[0])]
    for slip, other in (*meant, *((YEAR, year + years) for years in (1, -1, 10, -10, 100, -100))):
        quote = f"{figure.quote[: found.start()]}{other}{figure.quote[found.end() :]}"
        yield Meant(slip, _shifted(figure, (other - year) * YEAR_LENGTH, quote))


def sign_slips(figure: Figure) -> Iterator[Meant]:
    """Yield the figure with the other sign, where it has one or may have lost it."""
    if figure.low != figure.high or not figure.low or figure.kind not in (Kind.NUMBER, Kind.TEMPERATURE):
        return
    quote = figure.quote[1:] if figure.quote[0] in "-−" else f"−{figure.quote}"
    yield Meant(SIGN, _shifted(figure, -2 * figure.low, quote))


def unit_slips(figure: Figure, other: Figure) -> Iterator[Meant]:
    """Yield what a figure would be if it was converted from `other` by the inverse factor, or that of another mile."""
    if figure.unit == other.unit or figure.unit.dimension != other.unit.dimension or not figure.unit.dimension:
        return
    if figure.unit.kind is Kind.MEASURE and figure.unit.factor != other.unit.factor:
        meant = scaled(figure, (other.unit.factor / figure.unit.factor) ** 2, "")
        yield Meant(INVERTED, meant)
    number = figure.quote.rstrip("abcdefghijklmnopqrstuvwxyz. ")
    for name, factor in _confusions().get(figure.unit.name, {}).items():
        kind = figure.unit.name.replace("_", " ")
        yield Meant(f"{kind} for {name}", scaled(figure, factor, f"{number} {name}s"))


def scaled(figure: Figure, factor: float, quote: str) -> Figure:
    """Return the figure times a factor, its room for rounding with it."""
    ends = (figure.strict.low * factor, figure.strict.high * factor)
    return replace(
        figure,
        quote=quote,
        low=figure.low * factor,
        high=figure.high * factor,
        strict=Interval(*ends),
        coarse=Interval(figure.coarse.low * factor, figure.coarse.high * factor),
        step=figure.step * factor,
    )


def _shifted(figure: Figure, by: float, quote: str) -> Figure:
    """Return the figure moved, its room for rounding as wide as before."""
    return replace(
        figure,
        quote=quote,
        low=figure.low + by,
        high=figure.high + by,
        strict=Interval(figure.strict.low + by, figure.strict.high + by),
        coarse=Interval(figure.coarse.low + by, figure.coarse.high + by),
    )


def _swapped(digits: str) -> Iterator[str]:
    places = [place for place, char in enumerate(digits) if char.isdigit()]
    for first, second in pairwise(places):
        if digits[first] != digits[second]:
            swapped = list(digits)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield "".join(swapped)


def _with_digits(slip: str, digits: str, figure: Figure, found: re.Match[str]) -> Iterator[Meant]:
    """Yield the figure with other digits in the place of those that were found, unless no writer would write them."""
    leading_zero = digits[:1] == "0" and len(digits) > 1 and digits[1] != "."
    old, new = _number(found.group()), _number(digits)
    if new and not leading_zero and digits[-1:].isdigit():
        quote = figure.quote[: found.start()] + digits + figure.quote[found.end() :]
        yield Meant(slip, _shifted(figure, figure.low * (new / old - 1), quote))


def _grouped(bare: str, grouped: bool) -> str:
    return f"{int(bare):,}" if grouped and bare.isdigit() else bare


def _number(digits: str) -> float:
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return 0.0


SlipKind: TypeAlias = Callable[[Figure], Iterator[Meant]]

KINDS: tuple[SlipKind, ...] = (digit_slips, scale_slips, year_slips, sign_slips)
"""What may have become of any figure."""
KINDS_IN_TABLES: tuple[SlipKind, ...] = (digit_slips, typed_slips, sign_slips)
"""What may have become of a figure that is tied to the last digit."""

_SCALES = [
    pair for words in SCALES for lower, upper in pairwise(words) for pair in ((lower, upper, 1e3), (upper, lower, 1e-3))
]


@cache
def _confusions() -> Mapping[str, Mapping[str, float]]:
    """Return, by unit, those it is taken for, with the factor between them; read where a conversion is wrong."""
    name = "data/confusions.yaml"
    file = File(name, resources.files(__package__).joinpath(name).read_text("utf-8"), LexiconError)
    return {
        str(unit): {str(other): float(factor) for other, factor in others.items() if isinstance(factor, Text)}
        for root in documents(file)
        if isinstance(root, Table)
        for unit, others in root.items()
        if isinstance(others, Table)
    }
