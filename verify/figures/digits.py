"""Reading numbers in digits, in every grouping, with powers of ten, fractions and scale words.

"1,234.5" · "1 234" · "12,34,567" · "1.3x10^6" · "2-1/2" · "⅔" · "1.2 million" · "2 and a half thousand"
"""

from __future__ import annotations

import math
import re

from .lexicon import Lexicon
from .number_words import HUNDRED, LARGEST, NEXT, and_more
from .numbers import Number, part

LONGEST = 40
"""A longer run of digits is a key or a checksum, and no prose."""

LARGEST_POWER = 300
"""10 to a larger power is beyond every float; such a text is a puzzle, and no measurement."""

_BLANKS = " \u00a0\u2009\u202f"
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
VULGAR = "".join(_VULGAR)

_DENOMINATORS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100))
"""Denominators that are written with a slash; "9/11" and "24/7" are no fractions."""

_DIGITS = re.compile(r"\d{1,41}(?:[.,'’]\d{1,41}){0,12}")
_GROUPED = re.compile(
    r"""(?P<english>\d{1,3}(?:,\d{3})+(?:\.\d+)?)
      | (?P<decimal>\d+\.\d+)
      | (?P<comma>\d+,\d{1,2}|0,\d+)
      | (?P<indian>\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?)
      | (?P<swiss>\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?)
      | (?P<european>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})""",
    re.VERBOSE,
)
_GROUPED_COMMA = re.compile(
    r"""(?P<european>[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?)
      | (?P<comma>\d+,\d+)
      | (?P<decimal>\d+\.\d+)
      | (?P<swiss>\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?)
      | (?P<english>\d{1,3}(?:,\d{3})+(?:\.\d+)?)""",
    re.VERBOSE,
)
_GROUPINGS = {".": _GROUPED, ",": _GROUPED_COMMA}
"""By the decimal sign of the language, which settles what could be read in two ways: "1.234"."""
_TO_POINT: dict[str, dict[str, str | None]] = {
    "english": {",": None},
    "indian": {",": None},
    "comma": {",": "."},
    "swiss": {"'": None, "’": None, ",": "."},
    "european": {".": None, ",": "."},
    "decimal": {},
}
"""What becomes of the separators of a grouping, so that `float` can read it."""
_TRANSLATIONS = {style: str.maketrans(table) for style, table in _TO_POINT.items()}

_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f]\d{3}){1,8}(?:\.\d{1,9}|,\d{1,2})?(?!\d|[.,]\d)")
_POWER = re.compile(
    r"\s?[×x·⋅*]\s?(?P<base>10|2(?=\^))(?:\s?(?:\^|\*\*)?\s?\(?(?P<sign>[-−–+]?)\s?(?P<plain>\d{1,3})(?!\d)\)?|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
    r"|(?:e|(?<=\.\d)E|(?<=\.\d\d)E|E(?=[-−–+]))(?P<mark>[-−–+]?)(?P<short>\d{1,3})(?!\w|\.\d)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_FLATTENED = re.compile(r"−(\d)(?![\d.])")
"""The exponent of "10⁻⁷" where a page was flattened to "10−7": a range would go up."""

_MIXED = re.compile(
    rf"(?:[ \u00a0]{{0,2}}|-)(?:(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,3}})(?![\d/]|[.,]\d)|(?P<sign>[{VULGAR}]))"
)
_SPOKEN = re.compile(r" (\d{1,3})(?!\w|[.,:/-]\d)")
_LOWER = re.compile(r" (?:(?P<and>[a-z]{1,4}) )?(?P<digits>\d{1,3})(?![\d%]|[.,:/]\d)(?: (?P<scale>[a-z]+))?")
"""What may be the next lower part of a number that a scale word ends; only numbers below the last scale go on."""

_BELOW = re.compile(r"[/⁄](\d{1,3})(?![\w/⁄]|[.,]\d)")


def read_digits(text: str, at: int, lexicon: Lexicon) -> Number | None:
    """Read the number that begins with a digit or a vulgar fraction at `at`; None where it is no number ("1.2.3")."""
    match = _DIGITS.match(text, at)
    if match is None:
        above, below = _VULGAR.get(text[at : at + 1], (0, 1))
        return _scaled(text, part(at, at + 1, above / below), lexicon) if above else None
    written, end = match.group(), match.end()
    if len(written) > LONGEST or text[end : end + 1].isdigit():
        return None
    if not written.isdigit():
        grouped = _GROUPINGS[lexicon.decimal].fullmatch(written)
        if grouped is None:
            return None
        written = written.translate(_TRANSLATIONS[grouped.lastgroup or "decimal"])
    elif len(written) < 4 and text[end : end + 1] in _BLANKS and (spaced := _SPACED.match(text, end)):
        written, end = re.sub(r"[^\d.,]", "", written + spaced.group()).replace(",", "."), spaced.end()
    value = float(written)
    decimals = len(written) - written.index(".") - 1 if "." in written else 0
    step = 10.0**-decimals
    zeros = len(written) - len(written.rstrip("0")) if not decimals and value else 0
    number = Number(at, end, value, step, step * 10**zeros, written)
    following = text[end : end + 2]
    if following:
        if following[0] in "eE×x·⋅*−" or following[1:] in ("×", "x", "·", "⋅", "*"):
            number = _with_power(text, number)
        elif not decimals and (following[0] in "-/⁄ \u00a0" or following[0] in _VULGAR):
            number = _with_fraction(text, number)
    return _scaled(text, number, lexicon)


def _with_power(text: str, number: Number) -> Number:
    """Take in the power of "1.3x10^6", "1e-3", "5×10⁻³"."""
    if number.digits == "10" and (flattened := _FLATTENED.match(text, number.end)):
        return number._replace(value=1.0, step=1.0, coarse=1.0).times(10.0 ** -int(flattened[1]), flattened.end())
    match = _POWER.match(text, number.end)
    if match is None:
        return number
    if match["raised"]:
        power = int(match["raised"].translate(_RAISED))
    else:
        if _is_size(match, number):
            return number
        sign = match["sign"] or match["mark"] or "+"
        power = int(match["plain"] or match["short"]) * (1 if sign == "+" else -1)
    base = float(match["base"] or 10)
    return number.times(base**power, match.end()) if abs(power) <= LARGEST_POWER else number


def _is_size(match: re.Match[str], number: Number) -> bool:
    """Say whether a power without its sign is the other side of a size: "1920x1080"; "1.3x106" has lost its "^"."""
    plain = match["plain"] or ""
    if not plain or match.group().strip()[1:].lstrip() != f"10{plain}" or "." in number.digits:
        return False
    return len(plain) > 1 or plain == "0" or number.value >= HUNDRED


def _with_fraction(text: str, number: Number) -> Number:
    """Take in the fraction of "2-1/2" and "2 ½", or the denominator of "1/2"."""
    below = _BELOW.match(text, number.end)
    if below is not None:
        divisor = int(below[1])
        if divisor not in _DENOMINATORS or number.value >= divisor:
            return number
        return part(number.start, below.end(), number.value / divisor)
    match = _MIXED.match(text, number.end)
    if match is None:
        return number
    numerator, divisor = _VULGAR[match["sign"]] if match["sign"] else (int(match["above"]), int(match["below"]))
    if not numerator < divisor or divisor not in _DENOMINATORS:
        return number
    return number.plus(numerator / divisor, 1 / divisor, match.end())


def _scaled(text: str, number: Number, lexicon: Lexicon, below: float = math.inf) -> Number:
    """Take in the words behind digits: "1.2 million", "8,500 thousand", "2 and a half thousand", "10k", "5 bn".

    A lower part takes only scales `below` that of the part before it, so that parts within parts come to an end.
    """
    match = NEXT.match(text, number.end)
    if match is None:
        return number
    word = match[1].lower()
    if (factor := lexicon.abbreviations.get(f"{word}.")) is not None and text[match.end() : match.end() + 1] == ".":
        return number.times(factor, match.end() + 1)
    if (factor := lexicon.abbreviations.get(word)) is not None:
        # "10 k" is a place in a list more often than 10,000; "10-k" is a race.
        alone = match.start(1) == number.end or (len(word) > 1 and text[number.end] != "-")
        return number.times(factor, match.end()) if alone else number
    while match is not None and number.scale * lexicon.scales.get(word, math.inf) < below and number.value < LARGEST:
        number = number.times(lexicon.scales[word], match.end())
        match = NEXT.match(text, number.end)
        word = match[1].lower() if match else ""
    if number.scale >= HUNDRED and number.value % 1 == 0 and (more := _LOWER.match(text, number.end)):
        lower = _lower(text, number, more, lexicon)
        if lower is not None:
            return lower
    if match is not None and lexicon.glue.get(word) == "point" and number.scale == 1:
        return _pointed(text, number, match.end())
    if match is not None and lexicon.glue.get(word) == "and":
        return and_more(text, number, match.start(1), lexicon)
    return number


def _pointed(text: str, number: Number, at: int) -> Number:
    """Take in the decimals of "1 point 25"."""
    spoken = _SPOKEN.match(text, at)
    if spoken is None or "." in number.digits:
        return number
    step = 10.0 ** -len(spoken[1])
    return number.plus(int(spoken[1]) * step, step, spoken.end())


def _lower(text: str, number: Number, more: re.Match[str], lexicon: Lexicon) -> Number | None:
    """Take in the next lower part: the thousands of "2 lakh 50 thousand", the end of "3 hundred and 21"."""
    scale = lexicon.scales.get(more["scale"], 0.0) if more["scale"] else 0.0
    said_and = lexicon.glue.get(more["and"] or "") == "and"
    if more["and"] and not said_and:
        return None
    value = float(more["digits"])
    if HUNDRED <= scale < number.scale and value * scale < number.scale:
        part_of = Number(more.start("digits"), more.end("digits"), value, 1.0, 1.0, more["digits"])
        lower = _scaled(text, part_of, lexicon, below=number.scale)
        return number._replace(end=lower.end, value=number.value + lower.value, step=lower.step, coarse=lower.coarse)
    if said_and and number.scale == HUNDRED and value < HUNDRED and not scale:
        return number._replace(end=more.end("digits"), value=number.value + value, step=1.0, coarse=1.0, scale=1.0)
    return None
