"""Raised letters: the power of a unit, the end of an ordinal, or the number of a note."""

from __future__ import annotations

import re

_POWER = re.compile(r"(?:\b10|\b(?:[kcdmnµ]?m|ft|in|mi|yd|s|sec|sq))$")
"""What a raised number is the power of; anywhere else it is the number of a note."""
_FORMULA = re.compile(r"[^\W\d_]\s?[-+−*/]\s?\d{1,3}|\d{1,3}[^\W\d_]")
"""An exponent that is to be worked out: "n−1", "2k"."""
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def raised(words: str, before: str) -> str:
    """Return what raised words say after what stands `before` them: nothing, if they number a note.

    >>> raised("2", "5 km"), raised("th", "the 19"), raised("1", "a rise of 12%"), raised("n−1", "2")
    ('²', 'th', '', '^n−1')
    """
    bare = words.strip()
    if re.fullmatch(r"[-+−]?\d{1,2}", bare):
        return bare.translate(_RAISED) if _POWER.search(before) else ""
    if bare.isalpha():
        return words if 1 < len(bare) <= 3 else ""
    return f"^{bare}" if _FORMULA.fullmatch(bare) and before[-1:].isalnum() else ""
