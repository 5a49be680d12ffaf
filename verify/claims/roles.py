"""In which role: whether a figure is a change, a share, a rate, a bound or a size, and which way a change goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from verify.model import Direction, Figure, Kind, Phase, Role

from .language import direction_of
from .measures import Reading, Row

FORESIGHT = 16
"""Tokens before a figure in which a word makes it what is to come."""
_SHARES = (Kind.PERCENT, Kind.RATIO)


class Part(NamedTuple):
    """What a figure is in its sentence."""

    role: Role
    phase: Phase = Phase.UNKNOWN
    direction: Direction = Direction.NONE


def part_of(token: int, row: Row, reading: Reading, others: Mapping[int, Part]) -> Part:
    """Return the role of the figure at `token`, the phase that "to" or "from" give it, and the direction of a change.

    "fell <3%> to <$5m> from <$6m>" -> change, down; level, now; level, before. `others` holds the parts before it.
    """
    figure = row.figures[row.passage.figures[token]]
    anchor = reading.anchor
    if anchor.link == "(" and anchor.first in others:
        return others[anchor.first]
    sign = _sign_of_change(token, row, reading, others)
    if sign or figure.kind is Kind.PERCENTAGE_POINT:
        return Part(Role.CHANGE, Phase.UNKNOWN, direction_of(sign))
    phase = {"T": Phase.NOW, "R": Phase.BEFORE}.get(anchor.link, Phase.UNKNOWN)
    if anchor.link == "T" and not _moves(row, reading):
        phase = Phase.UNKNOWN
    if phase is Phase.UNKNOWN and anchor.verb > 0 and row.passage.words[anchor.verb - 1] in row.words.past_perfect:
        phase = Phase.BEFORE
    return Part(_role(token, row, reading, figure), phase)


def _sign_of_change(token: int, row: Row, reading: Reading, others: Mapping[int, Part]) -> int:
    words, known, letters = row.passage.words, row.words, row.letters
    signs = known.signs
    figure = row.figures[row.passage.figures[token]]
    before = words[token - 1] if token else ""
    if before in known.bounds:
        return 0
    if before in known.ways and before in signs and words[token - 2] not in known.up_verbs:
        return signs[before]
    after = words[token + 1] if token + 1 < len(words) else ""
    if after in known.after_ways and figure.kind in (Kind.PERCENT, Kind.MONEY):
        return signs[after]
    sized = reading.measure.head in known.sizes and figure.kind is Kind.MONEY
    if reading.beside == "moved" and reading.sign and not sized:
        return reading.sign
    anchor = reading.anchor
    if anchor.verb >= 0 and anchor.link in ("", "Y"):
        verb = words[anchor.verb]
        direct = all(letter in "DY" for letter in letters[anchor.verb + 1 : token])
        plain = figure.kind is Kind.MONEY and not anchor.link and verb in known.plain_verbs
        if (direct and not plain) or (anchor.link == "Y" and anchor.kind == "object"):
            return signs.get(verb, 0)
    if anchor.kind == "same" and anchor.link == "" and anchor.first in others:
        other = others[anchor.first]
        gap = letters[anchor.first + 1 : token]
        alike = row.figures[row.passage.figures[anchor.first]].kind is figure.kind or gap == ",C"
        if other.role is Role.CHANGE and alike and "C" in gap:
            return {Direction.UP: 1, Direction.DOWN: -1}.get(other.direction, 0)
    return 0


def _moves(row: Row, reading: Reading) -> bool:
    """Whether "to" leads to where something moved: "fell to <5%>", "rose 3% to <5%>"."""
    anchor = reading.anchor
    if anchor.kind == "same":
        return True
    return anchor.verb >= 0 and row.passage.words[anchor.verb] in row.words.signs


def _role(token: int, row: Row, reading: Reading, figure: Figure) -> Role:
    words = row.passage.words
    if "/" in figure.unit.name:
        return Role.RATE
    if token and words[token - 1] in row.words.bounds:
        return Role.BOUND
    if token + 1 < len(words) and words[token + 1] in row.words.marks:
        return Role.BOUND
    if figure.kind not in _SHARES:
        return Role.LEVEL
    head = reading.measure.head
    if reading.beside == "of" or head in row.words.stakes:
        return Role.SHARE
    return Role.LEVEL if head in row.words.rates or reading.anchor.link in ("T", "R") else Role.SHARE


def is_forecast(token: int, row: Row) -> bool:
    """Whether a word before the figure, in its clause, makes it what is to come: "is expected to reach <5m>"."""
    words, letters = row.passage.words, row.letters
    known = row.words.forecasting
    begin = max(0, token - FORESIGHT)
    if known.isdisjoint(words[begin:token]):
        return False
    position = token - 1
    while position >= begin:
        word = words[position]
        if letters[position] in ".;" or word in ("but", "while", "whereas"):
            return False
        if word in known and words[position - 1 : position] not in (("than",), ("as",), ("had",)):
            return True
        position -= 1
    return False
