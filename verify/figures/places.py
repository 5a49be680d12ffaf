"""Names of money that several countries share: the rupees of a text about Sri Lanka are not India's."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from verify.model import Figure, Kind

from .lexicon import Lexicon
from .text import tokens


def place_money(figures: list[Figure], text: str, lexicon: Lexicon) -> list[Figure]:
    """Give money with a shared name the currency of the country that the text names most.

    Where it names none of those countries, or two of them as often, the currency stays that is meant in most texts.
    """
    named: dict[str, Counter[str]] = {}
    for index, figure in enumerate(figures):
        usual = figure.unit.name[:3]
        if figure.kind is not Kind.MONEY or usual not in lexicon.place:
            continue
        if usual not in named:  # the text is searched once, and only where a name is shared
            named[usual] = Counter(map(lexicon.places[usual].__getitem__, lexicon.place[usual].findall(text)))
        if named[usual] and (codes := _sharing(figure, usual, lexicon)):
            figures[index] = _placed(figure, codes, named[usual], lexicon)
    return figures


def _sharing(figure: Figure, usual: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the currencies that the words of a figure may mean; none where they say which: "US$5", "5 US dollars"."""
    before = ""
    for word in tokens(figure.quote.lower()):
        codes = lexicon.shared.get(word)
        if codes and usual in codes:
            named = before and (f"{before.upper()}{word}" in lexicon.money or f"{before} {word}" in lexicon.sayings)
            return frozenset() if named else codes
        before = word
    return frozenset()


def _placed(figure: Figure, codes: frozenset[str], named: Counter[str], lexicon: Lexicon) -> Figure:
    usual = figure.unit.name[:3]
    first, *rest = sorted(codes, key=lambda code: -named[code])
    if first == usual or named[first] == max(named[code] for code in rest):
        return figure
    unit = lexicon.unit(first + figure.unit.name[3:])
    return figure if unit is None else replace(figure, unit=unit)
