"""A cell as a number, with the digit down to which it is given."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

MISSING = frozenset(["", "-", "–", "—", ".", "..", "...", "n/a", "na", "n.a.", "nan", "null", "none", "nil"])
_WRITTEN = {
    # By the sign that parts the decimals; thousands are parted by any other one, the same all through.
    decimal: re.compile(
        rf"""(?P<open>\()?\s*(?P<sign>[-−–+])?\s*[^\W\d_]{{0,3}}[€£¥₹$]?\s*(?P<inner>[-−–])?
            (?P<whole>\d{{1,3}}(?P<group>[{grouping}'\u0020\u00a0\u202f\u2009])\d{{3}}(?:(?P=group)\d{{3}})*|\d+)?
            (?P<rest>[{decimal}]\d*)?(?P<power>[eE][-+]?\d{{1,3}})?\s*[%€£¥₹$]?\s*(?P<close>\))?""",
        re.VERBOSE | re.ASCII,
    )
    for decimal, grouping in ((".", ","), (",", "."))
}
_DIGITS = 12
"""Significant digits of a float that count; more are noise of the arithmetic that made it."""


class Number(NamedTuple):
    """A number as written."""

    value: float
    step: float
    """One unit of its last digit."""


def read_number(cell: Any, decimal: str = ".") -> Number | None:
    """Return the number in a cell; None where there is none. What counts as missing is for `is_missing` to say.

    A whole number that came as a float is given to the unit: spreadsheets and frames write 800 as 800.0.

    >>> read_number("(1,234.50)"), read_number(8588.3), read_number("12,5", ",")
    (Number(value=-1234.5, step=0.01), Number(value=8588.3, step=0.1), Number(value=12.5, step=0.1))
    """
    if isinstance(cell, str):
        return _of_text(cell, decimal)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return Number(float(cell), 1.0) if abs(cell) < 10**300 else None
    try:
        value = float(cell)  # a float, a Decimal, what numpy holds
    except (TypeError, ValueError, OverflowError):
        return None
    if not abs(value) < float("inf"):
        return None
    if not isinstance(cell, float):
        return _of_text(str(cell), ".") or Number(value, 1.0)
    return _of_text(f"{value:.{_DIGITS}g}", ".")


def is_missing(cell: Any) -> bool:
    """Whether a cell says that there is no value, rather than something that could not be read."""
    if isinstance(cell, str):
        return cell.strip().lower() in MISSING
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def _of_text(text: str, decimal: str) -> Number | None:
    try:  # most cells are plain digits
        if decimal == "." and text.isascii() and "_" not in text:
            value = float(text)
            return Number(value, _step(text)) if abs(value) < float("inf") else None
    except ValueError:
        pass
    found = _WRITTEN[decimal].fullmatch(text.strip())
    if found is None or (found["whole"] is None and len(found["rest"] or "") < 2):
        return None
    whole, rest = found["whole"] or "0", found["rest"] or ""
    if bool(found["open"]) != bool(found["close"]):
        return None
    digits = re.sub(r"\D", "", whole) + "." + rest[1:] + (found["power"] or "")
    value = float(digits)
    if not value < float("inf"):
        return None
    negative = bool(found["open"]) or (found["sign"] or found["inner"] or "+") != "+"
    return Number(-value if negative else value, _step(digits))


def _step(digits: str) -> float:
    mantissa, _, power = digits.lower().partition("e")
    places = len(mantissa.strip().partition(".")[2])
    exponent = int(power or 0) - places
    return 10.0**exponent if exponent > -300 else 1e-300
