"""Writing an interval for a person, in the style of prose."""

from __future__ import annotations

from verify.model import Figure, Interval, Unit


def written(value: Interval, unit: Unit, *, like: Figure | None = None) -> str:
    """Write an interval for a person."""
    return f"{value.low:g} to {value.high:g} {unit.name}"
