"""A figure: a number in the text with its unit and every value that its wording allows."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from .interval import Interval
from .span import Span
from .unit import Kind, Unit


class Qualifier(StrEnum):
    """How firmly the number is said."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"


class Figure(Struct, frozen=True, kw_only=True):
    """A number in the text, read: "more than 1,100 companies", "12%", "$124 billion", but also "2019" and "5G"."""

    index: int
    """Its place among the document's figures, from 0; claims and findings refer to it."""
    span: Span
    """The number with its sign, currency, scale word and unit of measure, without hedge and counted noun."""
    quote: str
    """The words at `span`."""
    extent: Span
    """The whole phrase: hedge before, number, counted noun and hedge after."""
    low: float
    high: float
    """What is written, in `unit`: equal ends, or the two ends of a range. "More than 5" is written 5."""
    strict: Interval
    """Every value that rounds to what is written: half a unit of the last digit, both ends in; a bound opens an end."""
    coarse: Interval
    """The wider reading of trailing zeros and hedges; never narrower than `strict`."""
    unit: Unit
    kind: Kind
    qualifier: Qualifier = Qualifier.EXACT
    hedge: str = ""
    """The words that soften or bound it: "about", "more than", "or so"."""
    noun: tuple[str, ...] = ()
    """What is counted, lemmatised, head last: ("certify", "specialist"); empty where nothing is named."""
    form: str = ""
    """Finer than the kind: "year", "date", "time", "name", "version", "phone", "age", "multiplier", "fraction"."""
    step: float = 1.0
    """One unit of the last written digit, in `unit`: 0.1 for "3.2", 1e9 for "$124 billion", when the unit is USD."""

    scale: float = 0.0
    """Of a table's cell, what its heads multiply the printed number by ("in millions"); 0 for a figure of prose."""

    @property
    def is_cell(self) -> bool:
        """Whether it is the number of a table's cell."""
        return self.scale > 0

    @property
    def is_quantity(self) -> bool:
        """Whether it can become a claim: dates, ordinals, names and codes cannot."""
        return self.kind not in (Kind.DATE, Kind.ORDINAL, Kind.OTHER)
