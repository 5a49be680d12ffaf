"""Writing an interval for a person, in the style of prose: "$109.8 to 111.7 billion", "at least 25%", "23 years"."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import NamedTuple

from verify.model import Figure, Interval, Kind, Unit

OPEN_DIGITS = 3
"""Significant digits of a bound; whole things keep one more."""

LOPSIDED = 100
"""A range whose ends are so far apart is written with a scale word for each end, and rounds each by itself."""

SCALED_DIGITS = 4
"""Significant digits of an exact value with a scale word; with more it is written out: 1,234,567."""

NARROW = 1e-3
"""A range of shares that is no wider than this part of them is written as one share: nobody needs 24.993 to 25.007%."""

PLAIN_DIGITS = 12
"""Significant digits of an exact value: more are float noise."""

_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "CN¥",
    "INR": "₹",
    "AUD": "A$",
    "CAD": "C$",
    "HKD": "HK$",
    "NZD": "NZ$",
}
_SHARES = (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO)
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SHORT = {"trillion": "tn", "billion": "bn", "million": "m"}
_SYMBOLS = {
    "percent": "%",
    "degree_Celsius": " °C",
    "degree_Fahrenheit": " °F",
    "kelvin": " K",
    "degree": "°",
    "permille": "‰",
    "ppm": " ppm",
    "ppb": " ppb",
}
_PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "hertz": "hertz",
    "siemens": "siemens",
    "lux": "lux",
    "henry": "henries",
}
_GLUED_SCALE = re.compile(r"\d(?:bn|m|tn|k)\b", re.IGNORECASE)
_MARK = re.compile(r"^[-−]?([^\d\s-]{1,4})\d")


_CELL_DIGITS = re.compile(r"[\d.,\u00a0\u202f]*\d")
_UNGROUPED = re.compile(r"\d{4}")
_NO_SIGN = str.maketrans("", "", "+-−–()\u00a0")


class _Style(NamedTuple):
    prefix: str
    suffix: str
    """Behind the number; of the plural where the unit is a word."""
    one: str
    """Behind the number 1."""
    short: bool
    """Whether scales are written "bn"."""
    whole: bool
    """Whether whole things are counted."""


def written(value: Interval, unit: Unit, *, like: Figure | None = None) -> str:
    """Write an interval in `unit` for a person, in the manner of `like` where one is given.

    A bound is rounded outward, so that it stays true: lower ends down, upper ends up. The ends of a range are rounded
    to a tenth of its width. Values of day ordinals are written as dates where `like` is a date.

    >>> from verify.model import PERCENT, currency
    >>> written(Interval(109.776e9, 111.659e9), currency("USD"))
    '$109.8 to 111.7 billion'
    >>> written(Interval(24.993, 25.007), PERCENT)
    '25%'
    >>> written(Interval(25.0, math.inf), PERCENT)
    'at least 25%'
    """
    if like is not None and like.kind is Kind.DATE and value.bounded:
        return _written_date(value)
    if like is not None and like.is_cell and value.bounded and unit.name == like.unit.name:
        return _written_cell(value, like)
    style = _style(unit, like)
    if not value.bounded:
        if math.isinf(value.low) and math.isinf(value.high):
            return "any value"
        upper = math.isinf(value.low)
        end = _outward(value.high if upper else value.low, up=upper, whole=style.whole)
        return f"{'at most' if upper else 'at least'} {_with_unit(end, style)}"
    low, high = _whole(value, unit, like)
    if unit.kind in _SHARES and 0 < high - low < NARROW * abs(low):
        low = high = float(f"{(low + high) / 2:.{SCALED_DIGITS}g}")
    if high > low and not math.isclose(low, high, rel_tol=1e-9):
        room = 10.0 ** math.floor(math.log10((high - low) / 10 * 1.0000001))
        low, high = _nearest(low, room), _nearest(high, room)
        if abs(low) * LOPSIDED < abs(high):
            low = _nearest(value.low, 10.0 ** math.floor(math.log10(abs(value.low) or 1) - 1))
    if math.isclose(low, high, rel_tol=1e-9):
        return _with_unit(high, style)
    return _written_range(low, high, style)


def _written_cell(value: Interval, like: Figure) -> str:
    """Write a number as it would stand in a cell beside `like`: "(1,040)" and no "-$1.04 million"."""
    exact = math.isclose(value.low, value.high, rel_tol=1e-9, abs_tol=like.step / 1e3)
    decimals = max(0, -math.floor(math.log10(like.step / like.scale) + 1e-9)) + (not exact)
    ends = [value.middle] if exact else [value.low, value.high]
    return " to ".join(_cell(end / like.scale, decimals, like.quote) for end in ends)


def _cell(number: float, decimals: int, quote: str) -> str:
    digits = _CELL_DIGITS.search(quote)
    before, after = (quote[: digits.start()], quote[digits.end() :]) if digits else ("", "")
    money = before.translate(_NO_SIGN).strip()
    percent = "%" if "%" in after else ""
    grouped = "," in quote or not _UNGROUPED.search(quote)
    written_out = f"{abs(number):,.{decimals}f}" if grouped else f"{abs(number):.{decimals}f}"
    if number >= 0 or not float(written_out.replace(",", "")):
        return f"{money}{written_out}{percent}"
    if any(sign in before for sign in "-−–"):
        return f"-{money}{written_out}{percent}"
    return f"{money}({written_out}){percent}"


def _whole(value: Interval, unit: Unit, like: Figure | None) -> tuple[float, float]:
    """Return the ends of a range, of things that are counted the whole ones within it."""
    counted = unit.kind is Kind.COUNT or (unit.kind is Kind.NUMBER and like is not None and like.step == 1)
    low, high = math.ceil(value.low - 1e-9), math.floor(value.high + 1e-9)
    return (low, high) if counted and low <= high else (value.low, value.high)


def _written_range(low: float, high: float, style: _Style) -> str:
    scale, word = _scale(max(abs(low), abs(high)))
    if abs(low) * LOPSIDED < scale or low < 0 < high:
        return f"{_with_unit(low, style)} to {_with_unit(high, style)}"
    sign = "-" if low < 0 else ""
    first = f"{sign}{style.prefix}{_digits(abs(low) / scale)}"
    return f"{first} to {_digits(high / scale)}{_scale_word(word, style)}{style.suffix}"


def _with_unit(value: float, style: _Style) -> str:
    scale, word = _scale(abs(value))
    if not math.isclose(float(f"{value / scale:.{SCALED_DIGITS}g}"), value / scale, rel_tol=1e-12):
        scale, word = 1.0, ""
    sign = "-" if value < 0 else ""
    digits = _digits(abs(value) / scale)
    suffix = style.one if digits == "1" and not word else style.suffix
    return f"{sign}{style.prefix}{digits}{_scale_word(word, style)}{suffix}"


def _scale(value: float) -> tuple[float, str]:
    return next(((scale, word) for scale, word in _SCALES if value >= scale * (1 - 1e-12)), (1.0, ""))


def _scale_word(word: str, style: _Style) -> str:
    if not word:
        return ""
    return _SHORT[word] if style.short else f" {word}"


def _digits(value: float) -> str:
    """Write a number plainly, thousands apart, without float noise."""
    if value and (abs(value) < 1e-5 or abs(value) >= 1e15):
        return f"{value:.6g}"
    exact = float(f"{value:.{PLAIN_DIGITS}g}")
    written_out = f"{exact:,.{PLAIN_DIGITS}f}"
    return written_out.rstrip("0").rstrip(".")


def _nearest(value: float, room: float) -> float:
    return round(value / room) * room


def _outward(value: float, *, up: bool, whole: bool) -> float:
    """Round a bound so that it stays true: an upper one up, a lower one down."""
    if value == 0:
        return 0.0
    digits = OPEN_DIGITS + 1 if whole else OPEN_DIGITS
    room = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    if whole:
        room = max(room, 1.0)
    steps = value / room
    nearest = round(steps)
    if math.isclose(steps, nearest, rel_tol=1e-9):  # 25.000000000000004 is 25
        return nearest * room
    return (math.ceil(steps) if up else math.floor(steps)) * room


def _written_date(value: Interval) -> str:
    first, last = date.fromordinal(max(1, round(value.low))), date.fromordinal(max(1, round(value.high)))
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _style(unit: Unit, like: Figure | None) -> _Style:
    quote = like.quote if like is not None and like.unit.name == unit.name else ""
    short = _GLUED_SCALE.search(quote) is not None
    head, _, below = unit.name.partition("/") if unit.kind is Kind.MONEY else (unit.name, "", "")
    if unit.kind is Kind.MONEY:
        mark = _MARK.match(quote)
        prefix = mark[1] if mark else _SIGNS.get(head, f"{head} ")
        tail = f" per {below.strip().replace('_', ' ')}" if below else ""
        return _Style(prefix, tail, tail, short, whole=False)
    if unit.kind is Kind.RATIO:
        return _Style("", " times", " time", False, whole=False)
    if unit.kind in (Kind.COUNT, Kind.NUMBER):
        return _Style("", "", "", short, whole=unit.kind is Kind.COUNT)
    symbol = _SYMBOLS.get(unit.name)
    if unit.kind is Kind.PERCENT and (said := quote.lstrip("-−+±0123456789.,")) in (" percent", " per cent", " pct"):
        symbol = said
    if symbol is not None:
        return _Style("", symbol, symbol, False, whole=False)
    return _Style("", f" {_words(unit.name, plural=True)}", f" {_words(unit.name, plural=False)}", False, whole=False)


def _words(name: str, *, plural: bool) -> str:
    """Write pint's name of a unit: "kilometer / hour" is "kilometers per hour"."""
    above, *below = name.split(" / ")
    said = " ".join(_power(factor) for factor in above.split(" * "))
    if plural:
        head, _, last = said.rpartition(" ")
        stem, _, core = last.rpartition("_")
        many = _PLURALS.get(core, core if core.endswith("s") else f"{core}s")
        said = f"{head} {stem}_{many}".strip() if stem else f"{head} {many}".strip()
    return " per ".join([said, *(_power(factor) for factor in below)]).replace("_", " ")


def _power(factor: str) -> str:
    name, _, power = factor.partition(" ** ")
    return (
        f"{ {'2': 'square ', '3': 'cubic '}.get(power, '') }{name}"
        if power in ("", "2", "3")
        else f"{name} to the {power}"
    )
