"""The characters of a page become pieces of lines, and pieces that stand side by side rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from verify.model import Box

from .raised import raised

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HYPHENS = "-\u2010\u00ad\x02"
"""U+0002 is what PDFium writes for a hyphen at the end of a line."""
_WIDE = 0.85
"""Of the height of the letters: a wider gap parts columns or cells."""
_JUSTIFIED = 3.0
"""The same between words with a blank of their own between them, which a narrow column may stretch."""
_APART = 0.25
"""The same where the file has blanks, but none here."""
_BLANK = 0.2
"""A gap this wide is a blank, where the file has none."""
_SMALL = 0.88
"""A letter this much lower than those before it and above their foot is raised."""


GENERATED = "\t"
"""A blank that the file does not have; PDFium puts one where it sees a gap."""


class Letter(NamedTuple):
    """A character on a page, in points from the upper left corner; blanks have no extent of their own."""

    character: str
    left: float
    top: float
    right: float
    bottom: float


class Piece(NamedTuple):
    """Words that stand on a line without a wide gap."""

    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of most of its letters."""
    bold: bool = False

    @property
    def box(self) -> Box:
        """Where it stands, to a tenth of a point."""
        return round(self.left, 1), round(self.top, 1), round(self.right, 1), round(self.bottom, 1)


Row = tuple[Piece, ...]
"""Pieces side by side, from left to right."""


def pieces_of(letters: Sequence[tuple[Letter, bool]]) -> list[Piece]:
    """Return the pieces of a page in the order of the file; each letter comes with whether it is bold."""
    blanks = Counter(letter.character == GENERATED for letter, _ in letters if letter.character.isspace())
    wide = _APART if blanks[False] > blanks[True] / 4 else _WIDE
    found: list[Piece] = []
    open_piece: _Open | None = None
    for letter, bold in letters:
        if open_piece is not None and not open_piece.takes(letter, wide):
            found.extend(open_piece.closed())
            open_piece = None
        if open_piece is None:
            if not letter.character.isspace():
                open_piece = _Open(letter, bold)
        else:
            open_piece.add(letter)
    if open_piece is not None:
        found.extend(open_piece.closed())
    return found


class _Open:
    """A piece while letters are added to it."""

    def __init__(self, letter: Letter, bold: bool) -> None:
        self.parts: list[str] = [letter.character]
        self.left, self.top, self.right, self.bottom = letter[1:]
        self.last = letter.left
        self.size = letter.bottom - letter.top
        self.heights = Counter({round(self.size, 1): 1})
        self.bold = bold
        self.blank = False
        self.blanks = 0
        """How many the file has since the last letter."""
        self.small: list[str] = []

    def takes(self, letter: Letter, wide: float) -> bool:
        """Say whether a letter goes on in this piece; a gap without a blank in the file that is `wide` ends it."""
        if letter.character.isspace():
            return True
        middle = (letter.top + letter.bottom) / 2
        same_line = self.top - 0.3 * self.size <= middle <= self.bottom + 0.2 * self.size
        gap = letter.left - self.right
        if letter.left == self.last:  # "f" and "i" of one sign
            return same_line
        if self.blanks:
            between_words = self.blanks == 1 and self.parts[-1][-1:].isalpha() and letter.character.isalpha()
            wide = _JUSTIFIED if between_words else _WIDE
        return same_line and -0.6 * self.size < gap < wide * self.size

    def add(self, letter: Letter) -> None:
        """Add a letter that this piece takes."""
        if letter.character.isspace():
            self.blank = True
            self.blanks += letter.character != GENERATED
            return
        height = letter.bottom - letter.top
        is_raised = height < _SMALL * self.size and letter.bottom < self.bottom - 0.12 * self.size
        self.last = letter.left
        self.heights[round(height, 1)] += 1
        if self.small and not is_raised:
            self._close_small()
        if self.blank or letter.left - self.right > _BLANK * self.size:
            if not self.small:
                self.parts.append(" ")
            self.blank, self.blanks = False, 0
        if is_raised:
            self.small.append(letter.character)
        else:
            self.parts.append(letter.character)
            if height > self.size * 1.15 and len(self.parts) < 4:  # a raised or small letter came first
                self.size, self.top, self.bottom = height, letter.top, letter.bottom
        self.right = max(self.right, letter.right)

    def _close_small(self) -> None:
        self.parts.append(raised("".join(self.small), "".join(self.parts[-6:])))
        self.small.clear()

    def closed(self) -> Iterable[Piece]:
        """Return the piece, if there is anything in it."""
        if self.small:
            self._close_small()
        words = "".join(self.parts).translate(_LIGATURES).strip()
        if words:
            size = max(self.heights, key=self.heights.__getitem__)
            yield Piece(words, self.left, self.top, self.right, self.bottom, size, self.bold)


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom and _beside(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [tuple(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _beside(row: list[Piece], piece: Piece) -> bool:
    return all(piece.left >= other.right - 1 or piece.right <= other.left + 1 for other in row[-8:])


def joined_lines(lines: Sequence[str], known: frozenset[str] = frozenset()) -> list[str]:
    """Return the lines as they follow one another, what was parted at their ends made whole.

    `known` are the words with a hyphen that the document has within a line.

    >>> "".join(joined_lines(["a reve-", "nue of 2019-", "20 and long-", "term debt"], frozenset({"long-term"})))
    'a revenue of 2019-20 and long-term debt'
    """
    made = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        made.append(line + " " if following else line)
        if following and line[-1:] in _HYPHENS and line[-2:-1].isalpha():
            first, last = re.match(r"[\w’']*", following), re.search(r"[\w’']+\Z", line[:-1])
            compound = f"{last[0] if last else ''}-{first[0] if first else ''}".lower()
            keeps = not following[0].islower() or compound in known
            made[-1] = f"{line[:-1]}-" if keeps else line[:-1]
        elif following and line[-1:] in _HYPHENS and line[-2:-1].isdigit():
            made[-1] = f"{line[:-1]}-"
    return made
