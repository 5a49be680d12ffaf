"""The table of units: names of pint and of currencies, single or compound, become `Unit`s.

A compound is written as pint writes it, `kilogram / meter ** 3`; money keeps a plain slash, `USD/day`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from verify.model import NUMBER, PERCENT, PERCENTAGE_POINT, Dimension, Kind, Unit, currency

TEMPERATURES = frozenset({"degree_Celsius", "degree_Fahrenheit", "kelvin"})
BASIS_POINT = Unit("basis_point", Kind.PERCENTAGE_POINT, (), 0.0001)
_PURE = {unit.name: unit for unit in (NUMBER, PERCENT, PERCENTAGE_POINT, BASIS_POINT)}
_FACTOR = re.compile(r"\s*(\*|/)?\s*(1|[^\W\d]\w*)(?:\s*\*\*\s*(-?\d{1,2}))?")

Powers = tuple[tuple[str, int], ...]
"""Unit names with their powers, in the order read: `(("kilometer", 1), ("hour", -1))`."""


class UnitTable(Struct, frozen=True):
    """Every unit that has a name here, its prefixed forms included."""

    bases: Mapping[str, tuple[Dimension, float, float]]
    """Name to dimension, factor and offset."""
    prefixes: Mapping[str, float]
    """"kilo" to 1000."""
    symbols: Mapping[str, str]
    """"kilo" to "k"."""
    currencies: frozenset[str]
    _made: dict[str, Unit | None] = field(default_factory=dict)
    """What was asked for before: a memory, no state; a unit is the same whenever it is made."""

    def unit(self, name: str) -> Unit | None:
        """Return the unit of a canonical name, None where it is none.

        "kilometer / hour", "USD", "USD/day", "percent", "degree_Celsius".
        """
        try:
            return self._made[name]
        except KeyError:
            made = self._made[name] = self._make(name)
            return made

    def compound(self, powers: Powers) -> Unit | None:
        """Return the unit of several factors: `(("kilometer", 1), ("hour", -1))`."""
        return self.unit(compound_name(powers, self.currencies))

    def _make(self, name: str) -> Unit | None:
        if name in _PURE:
            return _PURE[name]
        if name in self.currencies:
            return currency(name)
        known = self._base(name)
        if known is not None:
            dimension, factor, offset = known
            return Unit(name, _kind(name, dimension), dimension, factor, offset)
        return self._make_compound(name)

    def _make_compound(self, name: str) -> Unit | None:
        total: dict[str, int] = {}
        factor, position, money = 1.0, 0, False
        while position < len(name):
            match = _FACTOR.match(name, position)
            if match is None:
                return None
            position = match.end()
            sign = -1 if match[1] == "/" else 1
            if match[2] == "1":
                continue
            power = sign * int(match[3] or 1)
            money = money or match[2] in self.currencies
            known = (((match[2], 1),), 1.0, 0.0) if match[2] in self.currencies else self._base(match[2])
            if known is None:
                return None
            factor *= known[1] ** power
            for base, exponent in known[0]:
                total[base] = total.get(base, 0) + exponent * power
        dimension = tuple(sorted((base, exponent) for base, exponent in total.items() if exponent))
        return Unit(name, Kind.MONEY if money else Kind.MEASURE, dimension, factor)

    def _base(self, name: str) -> tuple[Dimension, float, float] | None:
        if name in self.bases:
            return self.bases[name]
        for prefix, factor in self.prefixes.items():
            if name.startswith(prefix) and name[len(prefix) :] in self.bases:
                dimension, base, _ = self.bases[name[len(prefix) :]]
                return dimension, factor * base, 0.0
        return None


def compound_name(powers: Powers, currencies: frozenset[str] = frozenset()) -> str:
    """Write factors as pint does: numerators by the alphabet, then each denominator behind its slash.

    >>> compound_name((("meter", 1), ("kilogram", 1), ("second", -2)))
    'kilogram * meter / second ** 2'
    """
    total: dict[str, int] = {}
    for name, power in powers:
        total[name] = total.get(name, 0) + power
    above = [name if power == 1 else f"{name} ** {power}" for name, power in sorted(total.items()) if power > 0]
    below = [name if power == -1 else f"{name} ** {-power}" for name, power in sorted(total.items()) if power < 0]
    slash = "/" if any(name in currencies for name in total) else " / "
    return slash.join([" * ".join(above) or "1", *below])


def _kind(name: str, dimension: Dimension) -> Kind:
    if name in TEMPERATURES:
        return Kind.TEMPERATURE
    return Kind.DURATION if dimension == (("[time]", 1),) else Kind.MEASURE
