"""Units named once for two figures: "fell 32 cents to $51.43 a barrel", "to 2.06 mln tonnes from 2.57 mln"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import overload

from msgspec.structs import replace

from verify.model import Figure, Kind
from verify.model.unit import currency

from .ties import Tie


_SCALED = re.compile(r"\d\s?[a-z]+$|[a-z]{2,} [a-z]+$")
"""A bare number with its scale: "2.57 mln", "six billion"."""


def sharing_units(tie: Tie, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures of a tie in the units that its other figures lend them; the same figures where none does.

    "$51.43 a barrel" beside "32 cents" -> $51.43; the denominator goes for both, so that the two can be compared.
    "2.57 mln" beside "2.06 mln tonnes" -> 2.57 million tonnes.
    """
    plain = {figures[index].unit.name: figures[index].unit for index in tie.figures}
    lent = [unit for unit in plain.values() if unit.kind in (Kind.MONEY, Kind.MEASURE)]
    changed: dict[int, Figure] = {}
    for index in tie.figures:
        figure = figures[index]
        numerator, slash, _ = figure.unit.name.partition("/")
        unit = None
        if slash:
            unit = plain.get(numerator.strip()) or (currency(numerator) if figure.unit.kind is Kind.MONEY else None)
        if figure.unit.kind is Kind.NUMBER and len(lent) == 1 and _SCALED.search(figure.quote):
            unit = lent[0]
        if unit is not None:
            changed[index] = replace(figure, unit=unit)
    return _Amended(figures, changed) if changed else figures


class _Amended(Sequence[Figure]):
    """Figures of which a few are replaced, without copying the others."""

    def __init__(self, figures: Sequence[Figure], changed: Mapping[int, Figure]) -> None:
        self._figures = figures
        self._changed = changed

    def __len__(self) -> int:
        return len(self._figures)

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | Sequence[Figure]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        return self._changed.get(index) or self._figures[index]
