"""The small change of reading: letters, words, tokens."""

from __future__ import annotations

import re

WINDOW = 48
"""Characters looked at before an anchor."""

LETTER = "[^\\W\\d_²³¹⁰⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
"""One letter; Python counts superscripts and vulgar fractions as word characters too."""

NEXT_WORD = re.compile(rf"[ \u00a0\n-]*({LETTER}*)")
"""The word behind a place, "" where none is."""

TOKEN = re.compile(rf"(?:{LETTER}\.){{2,}}|{LETTER}+|[^\w\s]")
"""A word, an abbreviation with its points, or a single sign."""


def tokens(saying: str) -> list[str]:
    """Return the tokens of a saying: "°C" is two, "U.S. dollar" is two."""
    return TOKEN.findall(saying)


def words_before(text: str, at: int) -> list[str]:
    """Return the words before an anchor, of its own paragraph."""
    start = max(0, at - WINDOW)
    return text[max(start, text.rfind("\n\n", start, at) + 1) : at].split()
