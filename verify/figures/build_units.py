"""Write data/units.json: every unit of data/units.yaml with its dimension, factor and offset, as pint knows them.

Run as `python -m verify.figures.build_units` after a change of units.yaml. pint is the authority, but it is asked here
and not at run time: its start alone takes longer than a whole check of an article.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

import pint

from verify.sourced import Items

from .pages import page, section

# pint's root units drop the offset of a temperature scale, so it is written here: base = factor * value + offset.
OFFSETS = {"degree_Celsius": (1.0, 273.15), "degree_Fahrenheit": (5 / 9, 459.67 * 5 / 9)}

MEANING = re.compile(r"(\d\S*) (\w+)")
"""The last item of a unit that pint has not, or has otherwise: so many of another."""

MISSING = ("permille = 1e-3", "ppb = 1e-9", "jansky = 1e-26 * watt / meter ** 2 / hertz")

PREFIXES = {
    "quetta": "Q", "ronna": "R", "yotta": "Y", "zetta": "Z", "exa": "E", "peta": "P", "tera": "T", "giga": "G",
    "mega": "M", "kilo": "k", "hecto": "h", "deca": "da", "deci": "d", "centi": "c", "milli": "m", "micro": "µ",
    "nano": "n", "pico": "p", "femto": "f", "atto": "a", "zepto": "z", "yocto": "y",
}  # fmt: skip


def build() -> dict[str, Any]:
    """Return the table: `prefixes` by name (symbol, factor) and `units` by name (dimension, factor, offset)."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry()
    for definition in MISSING:
        registry.define(definition)
    units: dict[str, Any] = {}
    sayings = page("units.yaml")
    for part in ("prefixed", "plain", "short", "defined"):
        for name, said in section(sayings, part).items():
            meaning = MEANING.fullmatch(str(said[-1])) if isinstance(said, Items) else None
            units[name] = _asked(registry, meaning[2], float(meaning[1])) if meaning else _asked(registry, name)
    prefixes = {name: [symbol, registry.Quantity(1, f"{name}meter").m_as("meter")] for name, symbol in PREFIXES.items()}
    return {"prefixes": prefixes, "units": units}


def text() -> str:
    """Return units.json as it must be, a unit a line."""
    table = build()
    parts = []
    for part in ("prefixes", "units"):
        lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in table[part].items())
        parts.append(f' "{part}": {{\n{lines}\n }}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _asked(registry: pint.UnitRegistry[Any], name: str, amount: float = 1.0) -> list[Any]:
    unit = registry.parse_units(name)
    dimension = {str(base): int(str(power)) for base, power in sorted(unit.dimensionality.items())}
    if name in OFFSETS:
        return [dimension, *OFFSETS[name]]
    factor = amount * registry.Quantity(1, unit).to_root_units().magnitude
    # pint multiplies in floats: a foot comes out as 0.30479999999999996.
    return [dimension, float(f"{factor:.13g}"), 0.0]


if __name__ == "__main__":  # pragma: no cover - writes into the package
    target = resources.files("verify.figures") / "data" / "units.json"
    with open(str(target), "w", encoding="utf-8") as out:
        out.write(text())
