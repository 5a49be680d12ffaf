"""Names of money that several countries share: the rupees of a text about Sri Lanka are not India's."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from verify.model import Figure, Kind, Unit

from .lexicon import Lexicon
from .text import tokens


def place_money(figures: list[Figure], text: str, lexicon: Lexicon) -> list[Figure]:
    """Give money with a shared name the currency of the country that the text names most.

    Where it names none of those countries, or two of them as often, the currency stays that is meant in most texts.
    """
    named: Counter[str] | None = None
    placed = []
    for figure in figures:
        codes = _sharing(figure, lexicon) if figure.kind is Kind.MONEY else frozenset()
        if codes and named is None:  # the text is searched only where a name is shared
            named = Counter(lexicon.places[place] for place in lexicon.place.findall(text))
        placed.append(_placed(figure, codes, named, lexicon) if codes and named is not None else figure)
    return placed


def _sharing(figure: Figure, lexicon: Lexicon) -> frozenset[str]:
    """Return the currencies that the words of a figure may mean; none where they say which."""
    code, before = figure.unit.name[:3], ""
    for word in tokens(figure.quote.lower()):
        codes = lexicon.shared.get(word)
        if codes and code in codes:  # "US$5" and "5 US dollars" say which
            named = before and (f"{before.upper()}{word}" in lexicon.money or f"{before} {word}" in lexicon.sayings)
            return frozenset() if named else codes
        before = word
    return frozenset()


def _placed(figure: Figure, codes: frozenset[str], named: Counter[str], lexicon: Lexicon) -> Figure:
    usual = figure.unit.name[:3]
    first, *rest = sorted(codes, key=lambda code: -named[code])
    if first == usual or named[first] == max(named[code] for code in rest):
        return figure
    unit: Unit | None = lexicon.unit(first + figure.unit.name[3:])
    return figure if unit is None else replace(figure, unit=unit)
