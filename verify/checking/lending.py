"""Units named once for two figures: "fell 32 cents to $51.43 a barrel", "to 2.06 mln tonnes from 2.57 mln"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from verify.model import Figure, Kind
from verify.model.unit import currency

from .tie import Amended, Tie

_LENDING = (Kind.MONEY, Kind.MEASURE, Kind.DURATION)


def sharing_units(tie: Tie, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return the figures in the units that they lend one another, where the rule says `same scale` of them.

    "$51.43 a barrel" beside "32 cents" -> $51.43; the denominator goes for both, so that the two can be compared.
    "2.57 mln" beside "2.06 mln tonnes" -> 2.57 million tonnes.
    """
    alike = {
        index
        for condition in tie.rule.conditions
        if "scale" in condition.fields
        for name in condition.names
        for index in tie.slots.get(name, ())
    }
    plain = {figures[index].unit.name: figures[index].unit for index in alike}
    lent = [unit for unit in plain.values() if unit.kind in _LENDING]
    # "36 to 21 days", but "212,000 in the three months to June, from 230,000": there it says when.
    last = max((index for index in alike if figures[index].unit.kind is Kind.DURATION), default=len(figures))
    changed: dict[int, Figure] = {}
    for index in alike:
        figure, unit = figures[index], None
        numerator, slash, _ = figure.unit.name.partition("/")
        if slash:
            unit = plain.get(numerator.strip()) or (currency(numerator) if figure.unit.kind is Kind.MONEY else None)
        elif figure.unit.kind is Kind.NUMBER and len(lent) == 1 and index < last:
            unit = lent[0]
        if unit is not None:
            changed[index] = replace(figure, unit=unit)
    return Amended(figures, changed) if changed else figures
