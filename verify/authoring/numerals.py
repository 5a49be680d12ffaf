"""Other numbers in the place of a figure, in the styles in which a writer could have put them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from verify.model import Figure, Interval, Kind

_QUOTE = re.compile(
    r"(?P<before>[^\d\s.]{0,4})(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)(?P<scale>\s?(?:thousand|million|billion|trillion|bn|m|tn|k)\b)?"
    r"(?P<after>\D*)"
)
_SCALES = (("", 1), (" million", 10**6), (" billion", 10**9), ("m", 10**6), ("bn", 10**9))
_PERCENT = ("%", " percent", " per cent")
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_WITH_DECIMALS = ("statistic", "probability")
"""Forms of numbers that are not counted one by one."""
_SCALED = (Kind.MONEY, Kind.COUNT, Kind.NUMBER)
YEARS = (1000, 2200)
"""A bare whole number between these could be a year; it is written with its group: 1,950."""
UNGROUPED = 10**6
"""From here on nobody leaves the groups out."""
COARSEST = 0.06
"""How far a round number is taken for a rounded one, a little more than the engine allows (DESIGN §4)."""
SMALL = 1000
"""What is counted below this is counted exactly."""
OLDEST = 100
DECIMALS = 3
LARGEST = Decimal(10) ** 13


class Style(Struct, frozen=True):
    """A way to write a number: "$" + "1,200", "1.2" + " million" + " euros"."""

    before: str
    after: str
    scale: Decimal
    """What the written number is multiplied by, to be in the unit of the figure."""
    grouped: bool = True
    spelt: bool = False
    pointed: bool = False
    """".05" and not "0.05", as statistics are written."""


class Drawn(Struct, frozen=True):
    """A number, written, with every value that it may stand for, in the unit of its figure."""

    text: str
    written: Interval
    """What is written, without any room."""
    strict: Interval
    coarse: Interval


def styles_of(figure: Figure) -> tuple[Style, ...]:
    """Return the styles for other numbers in the place of `figure`, its own first; none where it is no plain number."""
    found = _QUOTE.fullmatch(figure.quote)
    if figure.low != figure.high or figure.low <= 0 or figure.kind in (Kind.DATE, Kind.ORDINAL, Kind.OTHER):
        return ()
    if not found:
        spelt = figure.quote.lower() in _WORDS and figure.kind in (Kind.COUNT, Kind.NUMBER)
        return (Style("", "", Decimal(1), spelt=True), Style("", "", Decimal(1))) if spelt else ()
    number = float(found["digits"].replace(",", ""))
    if not number:
        return ()
    # Thousandths and the like are what a unit makes of them ("8 in 1,000"): such a figure has no style of ours.
    scale = figure.low / number
    if not math.isclose(scale, 10 ** round(math.log10(scale)), rel_tol=1e-9):
        return ()
    pointed, power = found["digits"][0] == ".", Decimal(10) ** round(math.log10(scale))
    own = Style(found["before"], (found["scale"] or "") + found["after"], power, pointed=pointed)
    if figure.is_cell:
        return (own,)  # the cells of a table are written alike
    return tuple(dict.fromkeys([own, *_others(figure, found["before"], found["after"], own)]))


def _others(figure: Figure, before: str, after: str, own: Style) -> Iterator[Style]:
    if figure.kind is Kind.PERCENT and after in _PERCENT:
        yield from (Style(before, said, own.scale) for said in _PERCENT)
    elif figure.kind in _SCALED and figure.form == "":
        for word, scale in _SCALES:
            # "5m" alone is five metres.
            if before or word[:1] in ("", " "):
                yield Style(before, word + after, Decimal(scale))
        yield Style(before, after, Decimal(1), grouped=False)
        if not before and not after and figure.kind is Kind.COUNT:
            yield Style("", "", Decimal(1), spelt=True)


def draw(figure: Figure, style: Style, value: float, digits: int) -> Drawn | None:
    """Write `value`, in the unit of `figure`, with so many significant digits; None where nobody would write it so."""
    if not 0 < value < LARGEST or not math.isfinite(value):
        return None
    wanted = Decimal(repr(value)) / style.scale
    exponent = max(wanted.adjusted() - digits + 1, -DECIMALS)
    if _is_whole(figure, style):
        exponent = max(exponent, 0)
    number = round(wanted.scaleb(-exponent)) * Decimal(10) ** exponent
    text = _written(number, exponent, style)
    scaled = style.scale > 1 and not 1 <= number < 1000  # nobody writes $0.02 billion
    lone = number < 2 and _is_whole(figure, style)  # "1 priorities" is no English
    aged = figure.form == "age" and number > OLDEST
    if not number or not text or scaled or lone or aged:
        return None
    step = float(style.scale * Decimal(1).scaleb(min(exponent, 0)))
    meant = float(number * style.scale)
    # A p of 1 is rounded: it may be 0.6.
    plain = figure.kind in (Kind.COUNT, Kind.NUMBER) and figure.form not in _WITH_DECIMALS
    counted = plain and style.scale == 1 and exponent >= 0
    room = 0.0 if counted and meant < SMALL else step / 2
    rounding = float(style.scale * Decimal(10) ** int(number.normalize().as_tuple().exponent)) / 2
    coarse = max(room, min(rounding, COARSEST * meant))
    return Drawn(text, Interval.exactly(meant), Interval.around(meant, room), Interval.around(meant, coarse))


def _is_whole(figure: Figure, style: Style) -> bool:
    """Whether it counts things one by one, or would be another thing with decimals."""
    whole = figure.kind is Kind.COUNT or figure.form not in ("", *_WITH_DECIMALS) or style.spelt
    return style.scale == 1 and (whole or (figure.kind is Kind.NUMBER and figure.step >= 1))


def _written(number: Decimal, exponent: int, style: Style) -> str:
    places = max(0, -exponent)
    if style.spelt:
        small = number == int(number) and 2 <= number < len(_WORDS)
        return style.before + _WORDS[int(number)] + style.after if small else ""
    if style.pointed:
        return f"{style.before}{number:.{places}f}{style.after}".replace("0.", ".", 1) if number < 1 and places else ""
    if not style.grouped and (YEARS[0] <= number <= YEARS[1] or number >= UNGROUPED):
        return ""
    return f"{style.before}{number:{',' if style.grouped else ''}.{places}f}{style.after}"
