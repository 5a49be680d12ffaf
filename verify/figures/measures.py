"""Reading what stands behind a number: a unit, simple or compound, or the name of a currency.

"kilometres per hour" · "mg/L" · "m s-1" · "square feet" · "percentage points" · "Australian dollars" · "barrels a day"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Kind, Unit

from .lexicon import Lexicon, Saying
from .symbols import stands_alone
from .text import LETTER, NEXT_WORD, TOKEN

MOST_FACTORS = 5
"""Factors of a compound unit."""

SHORTEST_WORD = 3
"""Letters of a unit behind "a": "$2 a day" is a rate, "5 m a s" is nothing."""

AROUND = 60
"""Characters on both sides of a prime in which words tell an angle from a length."""

_LEAD = re.compile(r"[ \u00a0\u2009\u202f]{1,2}|[ \n]?[-‐‑] ?|\n")
_POWER = re.compile(
    r"(?:\^|\*\*)?\s?\(?(?P<minus>[-−–⁻])\s?(?P<low>[1-6¹²³⁴⁵⁶])\)?(?!\d|\.\d)|(?:(?:\^|\*\*)(?=[2-6])|(?=[23²³⁴]))(?P<high>[2-6²³⁴])(?!\d|[.,]\d)"
)
_RAISED = str.maketrans("¹²³⁴⁵⁶", "123456")
_SLASH = re.compile(r"\s?[/⁄∕]\s?")
_PRODUCT = re.compile(rf"\s?(?P<dot>[·⋅*×])\s?|[ \u00a0\u2009.](?={LETTER})")
_FLATTENED = re.compile(r" ([23])(?=[\s.,;:)/]|$)")
"""The power of "mg/m²" where a page was flattened to "mg/m 2"."""

_GLUED = frozenset("%°$€£\"'′″")
_MAY_GO_ON = frozenset("/⁄∕ ·⋅*×-.\n\u00a0\u2009")
_BLANKS = frozenset(" -\u00a0\n")
_ARCS = {"′": "arcminute", "'": "arcminute", "″": "arcsecond", '"': "arcsecond"}
_LENGTHS = {"′": "foot", "'": "foot", "″": "inch", '"': "inch"}
_WORD = re.compile(rf"{LETTER}{{3,}}")


class Measure(NamedTuple):
    """A unit read behind a number."""

    unit: Unit
    end: int
    factor: float = 1.0
    """What one of the written unit is worth in `unit`: 0.01 for cents, told in dollars."""


class _Factor(NamedTuple):
    name: str
    end: int
    power: int = 1
    worth: float = 1.0
    symbol: bool = False
    powered: bool = False
    """Whether a power is written: only then does a blank join the factor to one before it."""


def read_unit(text: str, at: int, lexicon: Lexicon, already: str = "") -> Measure | None:
    """Read the unit that begins at `at`, behind the number and at most a blank or a hyphen.

    With `already` the money that was read before the number, what follows is that money's name or its denominator:
    "$30 a barrel".
    """
    if already:
        price = _compound(text, _Factor(already, at), lexicon)
        if price is not None:
            return price
    glued = True
    if text[at : at + 1] not in _GLUED and (lead := _LEAD.match(text, at)):
        at, glued = lead.end(), False
    first = _factor(text, at, lexicon, glued=glued)
    if first is None:
        return None if already or glued else _rate(text, at - 1, lexicon)
    whole = _compound(text, first, lexicon)
    if whole is not None:
        return whole
    unit = lexicon.unit(first.name) if first.power == 1 else lexicon.table.compound(((first.name, first.power),))
    if unit is None or (unit.name == "degree" and _is_of(text, first.end, lexicon)):  # degrees of freedom
        return None
    return Measure(unit, first.end, first.worth)


def _rate(text: str, at: int, lexicon: Lexicon) -> Measure | None:
    """Read the unit of a bare rate: "0.3 per second", "four per minute"."""
    per = lexicon.patterns.per.match(text, at)
    below = _factor(text, per.end(), lexicon, glued=False) if per else None
    unit = lexicon.table.compound(((below.name, -below.power),)) if below else None
    if below is None or unit is None or unit.kind is Kind.MONEY:
        return None
    return Measure(unit, below.end, 1 / below.worth)


def _primed(text: str, at: int, end: int, token: str, lexicon: Lexicon) -> _Factor:
    """Tell minutes and seconds of arc from feet and inches, which have the same primes, by the words around them."""
    around = {word.lower() for word in _WORD.findall(text, max(0, at - AROUND), end + AROUND)}
    if not around.isdisjoint(lexicon.usage.sky) or text[max(0, at - AROUND) : at].rfind("°") >= 0:
        return _Factor(_ARCS[token], end)
    following = NEXT_WORD.match(text, end)
    sized = token in "'\"" or (following is not None and following[1] in lexicon.usage.inches)
    return _Factor((_LENGTHS if sized else _ARCS)[token], end)


def _is_of(text: str, at: int, lexicon: Lexicon) -> bool:
    word = NEXT_WORD.match(text, at)
    return word is not None and lexicon.glue.get(word[1]) == "of"


def _factor(text: str, at: int, lexicon: Lexicon, *, glued: bool) -> _Factor | None:
    """Read one factor: a unit with its power."""
    match = TOKEN.match(text, at)
    if match is None:
        return None
    token = match.group()
    power = lexicon.powers.get(token.lower())
    if power is not None:
        return _raised(text, match.end(), power, lexicon)
    found = _saying(text, match, lexicon)
    if found is None:
        return None
    saying, end = found
    # "us" alone is a word more often than a microsecond; "us dollars" is not.
    if end == match.end() and not stands_alone(text, at, end, token, lexicon, glued=glued):
        return None
    if token in _ARCS and end == match.end():
        return _primed(text, at, end, token, lexicon)
    after = TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
    if after is not None and (power := lexicon.powers.get(after.group())) and after.group() in lexicon.powers_behind:
        return _Factor(saying.name, after.end(), power, saying.factor, powered=True)
    exponent = _POWER.match(text, end) if saying.symbol else None
    if exponent and exponent["minus"] and text.startswith(token, exponent.end() + text.startswith(" ", exponent.end())):
        exponent = None  # "2 km–3 km"
    if exponent is None or text[exponent.end() : exponent.end() + 1].isalpha():
        if text[end : end + 1].isdigit() and token.isalpha():
            return None  # "5 H2O", "C/2012 S1"
        return _Factor(saying.name, end, 1, saying.factor, saying.symbol)
    raised = int((exponent["low"] or exponent["high"]).translate(_RAISED))
    power = -raised if exponent["minus"] else raised
    return _Factor(saying.name, exponent.end(), power, saying.factor, symbol=True, powered=True)


def _raised(text: str, at: int, power: int, lexicon: Lexicon) -> _Factor | None:
    """Read the unit behind "square": "square feet", "sq. km"."""
    word = NEXT_WORD.match(text, at + (text[at : at + 1] == "."))
    inner = TOKEN.match(text, word.start(1)) if word else None
    found = _saying(text, inner, lexicon) if inner else None
    return _Factor(found[0].name, found[1], power, found[0].factor, powered=True) if found else None


def _saying(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[Saying, int] | None:
    """Return the longest saying that begins with a token, and its end: as written, else without its capitals."""
    token = match.group()
    found = _longest(text, token, match.end(), lexicon)
    if found is None and len(token) > 2 and (lower := token.lower()) != token:
        found = _longest(text, lower, match.end(), lexicon)
    return found if found is not None and found[0].name else None


def _longest(text: str, said: str, position: int, lexicon: Lexicon) -> tuple[Saying, int] | None:
    reach = lexicon.reach.get(said)
    if reach is None:
        return None
    best, end = lexicon.sayings.get(said), position
    for _ in range(reach - 1):
        if text[position : position + 1] in _BLANKS:
            position += 1
        match = TOKEN.match(text, position)
        if match is None:
            break
        following = match.group()
        said = f"{said} {following if len(following) < 3 else following.lower()}"
        position = match.end()
        if (found := lexicon.sayings.get(said)) is not None:
            best, end = found, position
    return (best, end) if best is not None else None


def _compound(text: str, first: _Factor, lexicon: Lexicon) -> Measure | None:
    """Read on behind the first factor; None where nothing follows that belongs to it."""
    factors = [first]
    below = False
    while len(factors) < MOST_FACTORS:
        last = factors[-1]
        if text[last.end : last.end + 1] not in _MAY_GO_ON:
            break
        slash = _SLASH.match(text, last.end) or lexicon.patterns.per.match(text, last.end)
        if slash and (group := _group(text, slash.end(), lexicon)):
            factors += group
            below = True
            continue
        each = None if slash or below else lexicon.patterns.each.match(text, last.end)
        product = None if slash or each else _PRODUCT.match(text, last.end)
        link = slash or each or product
        found = _factor(text, link.end(), lexicon, glued=False) if link else None
        if each and found and lexicon.patterns.past.match(text, found.end):
            break
        if found is None or (
            each and link and not (found.end - link.end() >= SHORTEST_WORD and _is_rate(first, found, lexicon))
        ):
            break
        # A blank joins symbols only where a power shows that it does: "m s-1", "kg m−3", but not "5 m s".
        if product and (
            not found.symbol or not (last.symbol or found.power < 0) or not (product["dot"] or found.powered)
        ):
            break
        if slash and found.symbol and not found.powered and (square := _FLATTENED.match(text, found.end)):
            found = found._replace(power=int(square[1]), end=square.end())
        divides = product is None or (below and product["dot"] and not found.powered)  # "W/m·K" is W/(m K)
        below = below or product is None
        factors.append(found._replace(power=-found.power) if divides else found)
    if len(factors) == 1:
        return None
    unit = lexicon.table.compound(tuple((factor.name, factor.power) for factor in factors))
    if unit is None or unit.name.startswith("percent"):
        return None
    worth = 1.0
    for factor in factors:
        worth *= factor.worth**factor.power
    return Measure(unit, factors[-1].end, worth)


def _group(text: str, at: int, lexicon: Lexicon) -> list[_Factor]:
    """Read the denominators of "J/(kg K)" from their bracket, each with its negative power; an empty list for none."""
    factors: list[_Factor] = []
    position = at + 1
    while text[at : at + 1] == "(" and len(factors) < MOST_FACTORS:
        found = _factor(text, position, lexicon, glued=False)
        if found is None or not found.symbol:
            break
        factors.append(found._replace(power=-found.power))
        if text[found.end : found.end + 1] == ")":
            factors[-1] = factors[-1]._replace(end=found.end + 1)
            return factors
        position = found.end + 1
    return []


def _is_rate(first: _Factor, second: _Factor, lexicon: Lexicon) -> bool:
    """Say whether "a" or "each" divides: "$2 a day", "$30 a barrel", "4 barrels a day", but not "5 km a mile"."""
    unit, base = lexicon.unit(first.name), lexicon.unit(second.name)
    if unit is None or base is None or unit.kind is Kind.DURATION:
        return False
    return base.kind is Kind.DURATION or (unit.kind is Kind.MONEY and base.kind is Kind.MEASURE)
