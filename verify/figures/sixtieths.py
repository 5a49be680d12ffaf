"""Amounts whose parts are told by their signs: 5′10″, 12°30′45″, "1h30m"."""

from __future__ import annotations

import re

from .drafts import Draft
from .lexicon import Lexicon
from .numbers import Number

BEGINS = ("'", "’", "′", "°", "º", "h", " °", " º", " h")
"""What stands behind the first number of such an amount."""

_HEIGHT = re.compile(r"(\d{1,3})['’′] ?(\d{1,2})(?:[\"”″]|''|’’)")
_ANGLE = re.compile(r"(\d{1,3}) ?[°º] ?(\d{1,2}) ?['’′](?!['’′])(?: ?(\d{1,2}(?:\.\d{1,6})?) ?(?:[\"”″]|''|’’|′′))?")
_LASTING = re.compile(r"(\d{1,3}) ?h(?:rs?)? ?([0-5]?\d) ?m(?:ins?)?(?: ?([0-5]?\d) ?s)?(?![\w/])")


def read_parts(text: str, at: int, lexicon: Lexicon) -> Draft | None:
    """Read feet and inches, degrees, minutes and seconds of arc, or hours and minutes, from their first digit.

    5′10″ is 70 inches, 12°30′ is 750 arc minutes, 12°30′45″ is 45,045 arc seconds, "1h30m" is 90 minutes and no metres.
    """
    if match := _HEIGHT.match(text, at):
        return _draft(match, 12 * float(match[1]) + float(match[2]), "inch", lexicon)
    for pattern, minute, second in ((_ANGLE, "arcminute", "arcsecond"), (_LASTING, "minute", "second")):
        if match := pattern.match(text, at):
            minutes = 60 * float(match[1]) + float(match[2])
            if match[3] is None:
                return _draft(match, minutes, minute, lexicon)
            return _draft(match, 60 * minutes + float(match[3]), second, lexicon)
    return None


def _draft(match: re.Match[str], value: float, unit: str, lexicon: Lexicon) -> Draft:
    draft = Draft.of(Number(match.start(), match.end(), value, 1.0, 1.0))
    draft.unit = lexicon.unit(unit)
    return draft
