"""What stands before a number and belongs to it: a decimal point, a minus, a sign or the name of money."""

from __future__ import annotations

import re

from verify.model import Kind

from .drafts import Draft
from .lexicon import Lexicon
from .measures import Measure, read_unit
from .text import LETTER

WIDEST = 6
"""Characters of the longest sign of money: "U.S. $"."""

THOUSAND = 1000

LONGEST_NAME = 24
"""Characters of the name of a currency before a number: "malaysian ringgit"."""

_NAMED = re.compile(rf"(?<!\w)({LETTER}{{1,4}})( [a-z]{{2,9}})?(?: ?[=<>≤≥~∼≈±-]{{1,2}})?$")
"""A unit that may stand before its number: "pH 7", "pH of 7", "pH > 7"."""
_LABEL = re.compile(r"(?<!\d)(?<!\bper)[\s(]([^\s(),;:]{1,16})\)? ?: ?$")
"""What may be a unit before a colon; that of a number before it is none: "62 percent: 310,000 of the 500,000"."""
_MINUS = "-−–"
_MONEY = frozenset("$€£¥")
_BLANKS = (" ", "\u00a0")


def take_sign(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Take in a decimal point, a minus and the sign or code of money before the number; nothing before `floor`."""
    start = draft.start
    before = text[start - 1] if start > floor else ""
    if before == "." and draft.number.digits:
        draft.times(10.0 ** -len(draft.number.digits))
        draft.start = start = start - 1
        before = text[start - 1] if start > floor else ""
    if before and before in _MINUS and text[start - 2 : start - 1] in _MONEY and start - 1 > floor:  # "$-5m"
        draft.negate()
        start -= 1
        before = text[start - 1]
    at = start - 1 if before in _BLANKS else start
    if at > floor and text[at - 1] in lexicon.money_ends:
        code, width, worth = _money(text[max(floor, at - WIDEST) : at], lexicon)
        if code and not (width == 1 and text[at - 1].isalpha() and _is_code(text, draft, lexicon)):
            draft.unit, draft.money = lexicon.unit(code), True
            draft.times(worth)
            draft.start = start = at - width
            before = text[start - 1] if start > floor else ""
    if before and (before in _MINUS or before in "+±"):
        outer = text[start - 2 : start - 1] if start > 1 else ""
        if not outer or not (outer.isalnum() or outer in ")%"):
            draft.start = start - 1
            if before in _MINUS:
                draft.negate()
    elif before == " " and (word := lexicon.patterns.negative.search(text, max(floor, start - WIDEST - 3), start)):
        draft.start = word.start()
        draft.negate()
    draft.left = min(draft.left, draft.start)


def _is_code(text: str, draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether one letter before few digits is a code: "R2", "simulation R15", but "R15m", "R12.50", "R500"."""
    digits = draft.number.digits
    if draft.number.scale > 1 or not digits.isdigit() or len(digits) == 3:
        return False
    scale = text[draft.end : draft.end + 1].lower()
    return text[draft.start : draft.end] == digits and scale not in lexicon.money_abbreviations


def _money(window: str, lexicon: Lexicon) -> tuple[str, int, float]:
    """Return the currency whose sign ends the window, the width of the sign, and what one of it is worth.

    "US$", "hk $", "EUR" and "mxn$" are worth 1, "MSEK" and "TEUR" a million and a thousand.
    """
    for width in range(len(window), 0, -1):
        sign = window[-width:]
        outer = window[-width - 1 : -width]
        if sign[0].isalpha() and (outer.isalnum() or outer in (".", "'", "’")):  # "the sector's $124 billion"
            continue
        code = lexicon.money.get(sign)
        if code is None and width > 1 and sign[-1] == "$" and sign[0].isalpha():
            letters = sign[:-1].rstrip()
            # "a $4 billion deal" is no Australian one; "A$4 billion" is.
            if letters not in lexicon.glue and (width == len(letters) + 1 or letters.lower() not in lexicon.glue):
                code = lexicon.money.get(f"{letters.upper()}$") or lexicon.money.get(letters.upper())
        if code is not None:
            return code, width, 1.0
        saying = lexicon.sayings.get(sign)
        if saying is not None and saying.factor >= THOUSAND and saying.name in lexicon.table.currencies:
            return saying.name, width, saying.factor
    return "", 0, 1.0


def take_named_unit(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Take in a unit that stands before the number, where nothing else says what it is: "ringgit 42", "pH 7.5"."""
    window = max(floor, draft.start - LONGEST_NAME)
    left = text[window : draft.start].rstrip()
    named = _NAMED.search(left)
    valued = named is not None and (not named[2] or named[2].strip() in lexicon.usage.valued)
    leading = lexicon.leading.get(named[1]) if named and valued else None
    if leading is not None:
        draft.unit = lexicon.unit(leading)
        return
    if left.endswith(":"):
        measure = label_before(text, draft.start, lexicon)
        if measure is not None:
            draft.unit, draft.labelled = measure.unit, True
            draft.times(measure.factor)
        return
    left = left.lower()
    words = left.split()
    for size in (2, 1):
        saying = lexicon.sayings.get(" ".join(words[-size:])) if len(words) >= size else None
        if (
            saying is None
            or saying.factor != 1
            or saying.name not in lexicon.table.currencies
            or lexicon.many(words[-1])
        ):
            continue
        draft.unit = lexicon.unit(saying.name)
        draft.start = draft.left = window + left.rindex(words[-size])
        return


def label_before(text: str, at: int, lexicon: Lexicon) -> Measure | None:
    """Return the unit of a label before `at`: "IR, cm-1: 3440", "Weight (kg): 5"."""
    label = _LABEL.search(text, max(0, at - LONGEST_NAME), at)
    measure = read_unit(text, label.start(1), lexicon) if label else None
    if label is None or measure is None or measure.end != label.end(1):
        return None
    said = measure.unit.kind is Kind.DURATION and "(" not in label.group()  # "last year: 9,270"
    return None if said else measure
