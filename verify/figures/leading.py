"""What stands before and right behind a number and belongs to it: sign, money, unit, age."""

from __future__ import annotations

import re

from verify.model import Kind

from .drafts import AGED, Draft
from .lexicon import Lexicon
from .measures import Measure, read_unit
from .nouns import read_noun
from .text import LETTER

WIDEST_SIGN = 6
"""Characters of the longest sign of money: "U.S. $"."""

_OF_A = re.compile(r"(?: of)? an? | of one | of (?=\w)")
_OLD = re.compile(r"[ -]olds?\b|[ -]of[ -]age\b")
_SPREAD = re.compile(r"\s?\(\s?(?:±|\+/-)\s?(\d{1,9}(?:\.\d{1,9})?)\s?\)")
_WORD = re.compile(rf"[ \u00a0\n-]*({LETTER}*)")
_SHORT = re.compile(rf"[ \u00a0]?({LETTER}{{1,2}})(?!\w)")
_NEGATIVES = re.compile(r"(?:minus|negative) $", re.IGNORECASE)


def take_sign(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Take in a decimal point, a minus and the sign or code of money before the number; nothing before `floor`."""
    start = draft.start
    before = text[start - 1] if start > floor else ""
    if before == "." and draft.number.digits:
        draft.times(10.0 ** -len(draft.number.digits))
        draft.start = start = start - 1
        before = text[start - 1] if start > floor else ""
    at = start - 1 if before in (" ", "\u00a0") else start
    if at > floor and not text[at - 1].isspace():
        code, width = _money(text[max(floor, at - WIDEST_SIGN) : at], lexicon)
        if code and _is_money(draft, text[at - width : at], lexicon):
            draft.unit, draft.money = lexicon.unit(code), True
            draft.start = start = at - width
            before = text[start - 1] if start > floor else ""
    if before and before in "-−–+±":
        outer = text[start - 2 : start - 1] if start > 1 else ""
        if not outer or not (outer.isalnum() or outer in ")%"):
            draft.start = start - 1
            if before in "-−–":
                draft.negate()
    elif before == " " and (word := _NEGATIVES.search(text, max(floor, start - 9), start)):
        draft.start = word.start()
        draft.negate()
    draft.left = min(draft.left, draft.start)


def _money(window: str, lexicon: Lexicon) -> tuple[str, int]:
    """Return the currency whose sign ends the window, and the width of the sign: "US$", "hk $", "EUR", "mxn$"."""
    for width in range(len(window), 0, -1):
        sign = window[-width:]
        outer = window[-width - 1 : -width]
        if sign[0].isalpha() and (outer.isalnum() or outer == "."):
            continue
        code = lexicon.money.get(sign)
        if code is None and width > 1 and sign[-1] == "$" and sign[0].isalpha():
            letters = sign[:-1].rstrip().upper()
            if lexicon.glue.get(sign[:-1].strip()) is None:  # "a $4 billion deal" is no Australian one
                code = lexicon.money.get(f"{letters}$") or lexicon.money.get(letters)
        if code is not None:
            return code, width
    return "", 0


def _is_money(draft: Draft, sign: str, lexicon: Lexicon) -> bool:
    """Say whether a sign of letters is money here: one letter before one digit is a name ("R2")."""
    return len(sign) > 1 or not sign.isalpha() or len(draft.number.digits) > 1


def take_unit(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the scale letters of money and the unit behind the number."""
    spread = _SPREAD.match(text, draft.end)
    if spread is not None:  # "4 (± 2) nM"
        draft.tolerance, draft.end = float(spread[1]), spread.end()
    if draft.number.digits and draft.number.scale == 1:
        _take_money_scale(text, draft, lexicon)
    measure = _measure(text, draft, lexicon)
    if measure is None:
        return
    if draft.unit is None:
        draft.unit, draft.end = measure.unit, measure.end
        draft.times(measure.factor)
        if measure.unit.kind is Kind.MONEY and draft.number.scale == 1:
            _take_late_scale(text, draft, lexicon)
    elif measure.unit.name.partition("/")[0] == draft.unit.name or text.startswith("$", draft.number.start - 1) and measure.unit.kind is Kind.MONEY:
        draft.unit, draft.end = measure.unit, measure.end  # "$30 dollars", "$5 Canadian dollars"
    draft.right = max(draft.right, draft.end)
    if draft.unit.kind is Kind.DURATION and (old := _OLD.match(text, draft.end)):
        draft.form, draft.end = AGED, old.end()


def _measure(text: str, draft: Draft, lexicon: Lexicon) -> Measure | None:
    at = draft.end
    if draft.money:  # "$30 a barrel": the unit behind is what the money is for
        return _price(text, draft, lexicon)
    if draft.number.fraction and (of := _OF_A.match(text, at)):
        return read_unit(text, of.end() - 1, lexicon)
    measure = read_unit(text, at, lexicon)
    if measure is None:
        word = _WORD.match(text, at)
        if word is not None and word[1] in lexicon.usage.between:
            measure = read_unit(text, word.end(), lexicon)
    elif measure.unit.name == "GBP" and text.startswith("pound", measure.end - 6) and _is_weight(text, draft, measure, lexicon):
        unit = lexicon.unit("pound")
        return measure._replace(unit=unit) if unit else measure
    return measure


def _is_weight(text: str, draft: Draft, measure: Measure, lexicon: Lexicon) -> bool:
    """Say whether pounds are a weight: a word of weighing stands before them, or "of meat" behind."""
    left = text[max(0, draft.start - 40) : draft.start].lower().split()
    return any(word in lexicon.usage.weighing for word in left) or text[measure.end : measure.end + 4] == " of " and text[measure.end + 4 : measure.end + 8] not in ("the ", "this")


def _price(text: str, draft: Draft, lexicon: Lexicon) -> Measure | None:
    if draft.unit is None or text.startswith(("-", "–"), draft.end):
        return None
    return read_unit(text, draft.end, lexicon, already=draft.unit.name)


def _take_money_scale(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in "m" of "$5m", "30m euros", "39m cases", which elsewhere is a metre."""
    word = _SHORT.match(text, draft.end)
    factor = lexicon.money_abbreviations.get(word[1].lower()) if word else None
    if word is None or factor is None:
        return
    if draft.unit is None and not _counts_millions(text, draft, word, lexicon):
        return
    draft.scale(factor, word.end())


def _counts_millions(text: str, draft: Draft, word: re.Match[str], lexicon: Lexicon) -> bool:
    measure = read_unit(text, word.end(), lexicon)
    glued = word.start(1) == draft.end and word[1] in "mMbB"
    if measure is not None:
        return measure.unit.kind is Kind.MONEY or (glued and measure.end - word.end() > 4)  # "1m barrels"
    return glued and read_noun(text, word.end(), lexicon, single=False) is not None


def take_named_money(text: str, draft: Draft, floor: int, lexicon: Lexicon) -> None:
    """Take in the name of a currency before the number, where nothing else says what it is: "ringgit 42"."""
    window = max(floor, draft.start - 24)
    left = text[window : draft.start].lower()
    words = left.split()
    for size in (2, 1):
        saying = lexicon.sayings.get(" ".join(words[-size:])) if len(words) >= size else None
        if saying is not None and len(saying.name) == 3 and saying.factor == 1 and not words[-1].endswith("s"):
            unit = lexicon.unit(saying.name)
            if unit is not None and unit.kind is Kind.MONEY:
                draft.unit = unit
                draft.start = draft.left = window + left.rindex(words[-size])
                return


def _take_late_scale(text: str, draft: Draft, lexicon: Lexicon) -> None:
    """Take in the scale of "75 USD million"."""
    word = _WORD.match(text, draft.end)
    if word is not None and word[1].lower() in lexicon.scales:
        draft.scale(lexicon.scales[word[1].lower()], word.end())
