"""The words that patterns name, and the coding of tokens as single characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field

from verify.model import Figure, Kind

from .inflection import Inflection

SENTENCE_END = "."
"""The token between two sentences of a passage."""

KINDS: dict[str, str] = {
    # One character for each sort of figure, and the sorts that a slot of each kind takes.
    "money": "M",
    "percent": "P",
    "points": "Q",
    "count": "CN",
    "number": "NR",
    "measure": "L",
    "duration": "D",
    "age": "A",
    "temperature": "T",
    "multiplier": "X",
    "fraction": "F",
    "ratio": "XFR",
    "share": "PF",
    "year": "Y",
    "date": "YZW",
    "dated": "YZ",
    "day": "W",
    "ordinal": "O",
    "name": "B",
    "statistic": "S",
    "degrees": "G",
    "probability": "V",
    "amount": "MCNLTDR",
    "level": "MCNLTDRP",
    "figure": "MPQCNLDATXFR",
}
"""Slot kind to the characters of the figures that it takes."""

FIGURES = "MPQCNLDATXFRYZWOBUSGV"
SIGNS = ",();:/&%"
_FIRST_WORD = 0x4E00
_LAST_WORD = 0xD7FF


def sort_of(figure: Figure) -> str:
    """Return the character that stands for a figure in a coded passage."""
    match figure.kind:
        case Kind.COUNT:
            return "C"
        case Kind.NUMBER:
            return _OF_TESTS.get(figure.form, "N")
        case Kind.DURATION:
            return "A" if figure.form == "age" else "D"
        case Kind.RATIO:
            return {"multiplier": "X", "fraction": "F"}.get(figure.form, "R")
        case Kind.DATE:
            return {"year": "Y", "day-month": "W"}.get(figure.form, "Z")
        case Kind.OTHER:
            return "B" if figure.form == "name" else "U"
    return _SORTS[figure.kind]


_OF_TESTS = {"statistic": "S", "degrees": "G", "probability": "V"}
"""Forms of the numbers in a reported test, see `results.py`; they are numbers for nothing else."""

_SORTS = {
    Kind.MONEY: "M",
    Kind.PERCENT: "P",
    Kind.PERCENTAGE_POINT: "Q",
    Kind.MEASURE: "L",
    Kind.TEMPERATURE: "T",
    Kind.ORDINAL: "O",
}


class WordList(NamedTuple):
    """A list that patterns name in CAPITALS."""

    phrases: tuple[str, ...]
    sign: int = 0
    """+1 or -1 where its words say which way a change goes."""


class Vocabulary(Struct):
    """A character for each word that some pattern names; grows while patterns are compiled, then codes passages."""

    inflection: Inflection
    lists: dict[str, WordList] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)

    def code(self, form: str) -> str:
        """Return the character of one form of a word, a new one if need be."""
        found = self._codes.get(form)
        if found is None:
            if _FIRST_WORD + len(self._codes) > _LAST_WORD:
                raise ValueError("the patterns name too many different words")
            found = self._codes[form] = chr(_FIRST_WORD + len(self._codes))
        return found

    def word_class(self, word: str) -> str:
        """Return the characters of all forms of a word."""
        return "".join(self.code(form) for form in self.inflection.forms(word))

    def encode(self, words: Sequence[str], marks: Sequence[int], figures: Sequence[Figure]) -> str:
        """Return one character a token: `x` for words that no pattern names, dashes as commas.

        `marks` holds the index of the figure that a token is, -1 for other tokens.
        """
        codes = self._codes
        row: list[str] = []
        for word, mark in zip(words, marks, strict=True):
            if mark >= 0:
                row.append(sort_of(figures[mark]))
            elif word in SIGNS or word == SENTENCE_END:
                row.append(word)
            else:
                row.append(codes.get(word) or ("," if word[0] in "-–—" else "x"))
        return "".join(row)
