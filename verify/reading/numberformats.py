"""How a spreadsheet shows a value: the number formats of Excel, as far as they change a figure.

ECMA-376 part 1, §18.8.31. Only what is shown is claimed: 0.1234 as "0.0%" says 12.3%.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*")|(?P<escaped>\\.)|_(?P<blank>.)|\*.|(?P<bracket>\[[^\]]*\])"""
    r"""|(?P<general>General|@)|(?P<digits>[0#?][0#?,. ]*(?:[0#?]|(?<=[0#?])[,.])*)|(?P<power>E[+-]0+)|(?P<other>.)""",
    re.DOTALL | re.IGNORECASE,
)
_CURRENCY = re.compile(r"\[\$([^\]-]*)")
_MOST_DIGITS = 11
"""Of a number in the format "General"."""


class _Section(NamedTuple):
    """One part of a format: for positive numbers, negative ones, or zero."""

    before: str
    after: str
    decimals: int
    whole: int
    grouped: bool
    scale: float
    has_digits: bool
    power: bool
    general: bool


def shown(value: object, pattern: str) -> str:
    """Return a value as its cell shows it.

    >>> shown(0.1234, "0.0%"), shown(-1234567.0, '"$"#,##0,_);("$"#,##0,)'), shown(1234.5, "General")
    ('12.3%', '($1,235)', '1234.5')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if not isinstance(value, int | float):
        return str(value)
    sections = _sections(pattern)
    if value < 0 and len(sections) > 1:
        return _number(-value, sections[1])
    if value == 0 and len(sections) > 2:
        return _number(value, sections[2])
    sign = "-" if value < 0 else ""
    text = _number(abs(value), sections[0])
    return sign + text


def _number(value: float, section: _Section) -> str:
    if section.general:
        return f"{section.before}{_general(value)}{section.after}"
    if not section.has_digits:
        return section.before + section.after
    if section.power:
        return f"{section.before}{value:.{section.decimals}e}{section.after}"
    scaled = value * section.scale
    # Half away from zero, as spreadsheets round; 15 digits first, since 1.005 is stored as a little less.
    rounded = float(f"{scaled:.15g}")
    step = 10.0**-section.decimals
    nudged = rounded + step * 1e-9 if section.decimals < 12 else rounded
    digits = f"{nudged:,.{section.decimals}f}" if section.grouped else f"{nudged:.{section.decimals}f}"
    whole, point, rest = digits.partition(".")
    return f"{section.before}{whole.rjust(section.whole, '0')}{point}{rest}{section.after}"


def _general(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value)) if abs(value) < 10**_MOST_DIGITS else f"{value:.6g}"
    return f"{value:.10g}"


@lru_cache(maxsize=512)
def _sections(pattern: str) -> tuple[_Section, ...]:
    return tuple(_section(part) for part in re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', pattern)[:3]) or (
        _section("General"),
    )


def _section(part: str) -> _Section:
    before, after, digits, scale, power, general = "", "", "", 1.0, False, False
    for found in _TOKEN.finditer(part):
        literal = ""
        if found["quoted"] or found["escaped"]:
            literal = (found["quoted"] or "")[1:-1] or (found["escaped"] or "")[1:]
        elif found["bracket"]:
            named = _CURRENCY.match(found["bracket"])
            literal = named[1] if named else ""
        elif found["digits"]:
            digits += found["digits"]
        elif found["power"]:
            power = True
        elif found["general"]:
            general = True
        elif found["other"]:
            literal = found["other"]
            scale *= 100.0 if literal == "%" else 1.0
        if digits or general:
            after += literal
        else:
            before += literal
    whole, _, decimals = digits.strip().partition(".")
    scale *= 1000.0 ** -(len(digits) - len(digits.rstrip(",")))
    whole = whole.rstrip(",")
    return _Section(
        before=before,
        after=after,
        decimals=sum(decimals.count(mark) for mark in "0#?"),
        whole=whole.count("0"),
        grouped="," in whole,
        scale=scale,
        has_digits=bool(digits),
        power=power,
        general=general,
    )
