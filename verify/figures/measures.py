"""Reading what stands behind a number: a unit, simple or compound, or the name of a currency.

    "kilometres per hour" · "mg/L" · "m s-1" · "square feet" · "percentage points" · "Australian dollars" · "barrels a day"
"""

from __future__ import annotations

import re
from typing import NamedTuple

from verify.model import Kind, Unit

from .lexicon import Lexicon, Saying
from .text import LETTER, TOKEN
from .units import Powers

_LEAD = re.compile(r"[ \u00a0\u2009\u202f]{1,2}|[ \n]?[-‐‑] ?|\n")
_POWER = re.compile(r"(?:\^|\*\*)?\s?\(?(?P<minus>[-−–⁻])\s?(?P<low>[1-6¹²³⁴⁵⁶])\)?(?![\d.]\d|\d)|(?:\^|\*\*)?(?P<high>[2-6²³⁴])(?![\d.,]?\d)")
_RAISED = str.maketrans("¹²³⁴⁵⁶", "123456")
_LINK = re.compile(rf"(?P<slash>\s?[/⁄∕]\s?)|(?P<per>[ -]per[ -])|(?P<article> an? | each | every )|(?P<dot>\s?[·⋅*×]\s?|[ \u00a0.\u2009](?={LETTER}))")
_NEXT_WORD = re.compile(rf" ({LETTER}+)")
_AFTER_FEET = re.compile(r"(?:ft|foot|feet)\.?,? \d[\d.]* $")
_AREAS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}
_AFTER_AREAS = {"squared": 2, "cubed": 3}


QUOTED = 400
"""Characters before a double quote that are looked at to tell an inch from the end of a quotation."""


class Measure(NamedTuple):
    """A unit read behind a number."""

    unit: Unit
    end: int
    factor: float = 1.0
    """What one of the written unit is worth in `unit`: 0.01 for cents, told in dollars."""


class _Factor(NamedTuple):
    name: str
    power: int
    end: int
    worth: float
    symbol: bool
    powered: bool


def read_unit(text: str, at: int, lexicon: Lexicon, already: str = "") -> Measure | None:
    """Read the unit that begins at `at`, behind the number and at most a blank or a hyphen.

    With `already` the money that was read before the number, what follows is that money's name or its denominator:
    "$30 a barrel".
    """
    if already:
        first = _Factor(already, 1, at, 1.0, False, False)
        if text[at : at + 1] in _MAY_GO_ON and text[at : at + 1] and (price := _compound(text, first, lexicon)):
            return price
    glued = True
    if text[at : at + 1] not in _SIGNS:
        lead = _LEAD.match(text, at)
        if lead is not None:
            at, glued = lead.end(), False
    first = _factor(text, at, lexicon, glued)
    if first is None:
        return None
    end = first.end
    following = text[end : end + 1]
    if following and following in _MAY_GO_ON:
        whole = _compound(text, first, lexicon)
        if whole is not None:
            return whole
    if first.name == "degree" and text.startswith(" of ", end):
        return None  # degrees of freedom
    if first.power != 1:
        unit = lexicon.table.compound(((first.name, first.power),))
        return Measure(unit, end, first.worth) if unit else None
    unit = lexicon.unit(first.name)
    return Measure(unit, end, first.worth) if unit else None


_STOPS = ("", ".", ",", ";", ")")
_SIGNS = frozenset("%°$€£\"")
_BLANKS = frozenset(" -\u00a0\n")
_MAY_GO_ON = frozenset("/⁄∕ ·⋅*×-.\u00a0\u2009")


def _factor(text: str, at: int, lexicon: Lexicon, glued: bool) -> _Factor | None:
    match = TOKEN.match(text, at)
    if match is None:
        return None
    token = match.group()
    area = _AREAS.get(token.lower())
    if area:
        inner = TOKEN.match(text, match.end() + (text[match.end() : match.end() + 1] in " .-"))
        inner = inner and TOKEN.match(text, inner.end() + 1) if inner and inner.group() == "." else inner
        found = _saying(text, inner.start(), lexicon) if inner else None
        return _Factor(found[0].name, area, found[1], found[0].factor, False, True) if found else None
    found = _saying(text, at, lexicon)
    if found is None:
        return None
    saying, end = found
    if not _stands_alone(text, at, end, token, glued, lexicon):
        return None
    if not saying.symbol or text[end : end + 2] == " s":
        after = TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
        if after and after.group() in _AFTER_AREAS:
            return _Factor(saying.name, _AFTER_AREAS[after.group()], after.end(), saying.factor, False, True)
        if not saying.symbol:
            return _Factor(saying.name, 1, end, saying.factor, False, False)
    power = _POWER.match(text, end)
    if power is None or text[power.end() : power.end() + 1].isalpha():
        return _Factor(saying.name, 1, end, saying.factor, True, False)
    raised = int((power["low"] or power["high"]).translate(_RAISED))
    return _Factor(saying.name, -raised if power["minus"] else raised, power.end(), saying.factor, True, True)


def _saying(text: str, at: int, lexicon: Lexicon) -> tuple[Saying, int] | None:
    """Return the longest saying that begins at `at`, and its end: as written, else without its capitals."""
    match = TOKEN.match(text, at)
    if match is None:
        return None
    token, end = match.group(), match.end()
    found = _longest(text, token, end, lexicon)
    if found is None and len(token) > 2 and (lower := token.lower()) != token:
        found = _longest(text, lower, end, lexicon)
    return found


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
        found = lexicon.sayings.get(said)
        if found is not None:
            best, end = found, position
    return (best, end) if best is not None else None


def _stands_alone(text: str, start: int, end: int, token: str, glued: bool, lexicon: Lexicon) -> bool:
    """Say whether a short symbol is one, and no word or name: "5 A" but not "Table 5 A new"."""
    after = text[end : end + 1]
    if after and token[0].isalnum() and (after.isalnum() or after == "&" or (after in "'’" and text[end + 1 : end + 2].isalpha())):
        return False
    if (token in "$€£¥" and text[end : end + 2].strip()[:1].isdigit()) or (token.isupper() and after.isdigit()):
        return False  # "1 $10 bill", "3 USD50 cards"
    if token == '"':
        return glued and text.count('"', max(0, start - QUOTED), start) % 2 == 0
    if token == "C" and glued and after == "/":
        return False
    if token in lexicon.glued_only:
        return glued or token == "in" and _is_inch(text, start, end, lexicon)
    if token in lexicon.never_glued:
        return not glued and not (after == " " and text[end + 1 : end + 2].islower() and token == "A")
    return True


def _is_inch(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether "in" behind a blank is a unit: "5 ft 2 in", "2 in thick"."""
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return text[end : end + 1] in _STOPS
    return _AFTER_FEET.search(text[max(0, start - 12) : start]) is not None or word[1] in lexicon.usage.inches


def _compound(text: str, first: _Factor, lexicon: Lexicon) -> Measure | None:
    """Read on behind the first factor; None where nothing follows that belongs to it."""
    factors = [first]
    below = False
    while len(factors) < 5:
        last = factors[-1]
        link = _LINK.match(text, last.end)
        if link is None:
            break
        divides = link["slash"] is not None or link["per"] is not None or link["article"] is not None
        found = _factor(text, link.end(), lexicon, glued=False)
        if found is None:
            break
        if divides:
            if link["article"] and (below or not _is_rate(first, found, lexicon)):
                break
            below = True
        else:
            # A blank joins symbols only where a power shows that it does: "m s-1", "kg m−3", but not "5 m s".
            blank = link["dot"].strip() in ("", ".")
            if not found.symbol or not (last.symbol or found.power < 0) or (blank and not found.powered):
                break
        sign = -1 if divides or (below and found.power > 0 and not found.powered and link["slash"]) else 1
        factors.append(found._replace(power=sign * found.power))
    if len(factors) == 1:
        return None
    powers: Powers = tuple((factor.name, factor.power) for factor in factors)
    worth = 1.0
    for factor in factors:
        worth *= factor.worth**factor.power
    unit = lexicon.table.compound(powers)
    if unit is None or unit.name.startswith("percent"):
        return None
    return Measure(unit, factors[-1].end, worth)


def _is_rate(first: _Factor, second: _Factor, lexicon: Lexicon) -> bool:
    """Say whether "a" or "each" divides: "$2 a day", "$30 a barrel", "4 barrels a day", but not "5 km a mile"."""
    unit, base = lexicon.unit(first.name), lexicon.unit(second.name)
    if unit is None or base is None or unit.kind is Kind.DURATION or second.symbol:
        return False
    return base.kind is Kind.DURATION or (unit.kind is Kind.MONEY and base.kind is Kind.MEASURE)
