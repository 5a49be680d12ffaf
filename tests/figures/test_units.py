"""The table of units is what pint says, and the sayings in it mean what a reader means."""

from __future__ import annotations

import pytest

from verify.figures import Lexicon
from verify.figures.build_units import text
from verify.figures.pages import text_of
from verify.figures.units import compound_name
from verify.model import Interval, Kind

pint = pytest.importorskip("pint")


def test_units_json_is_what_the_script_would_write() -> None:
    assert text_of("units.json") == text()


@pytest.mark.parametrize(
    ("name", "value", "base"),
    [
        ("kilometer", 2.0, 2000.0),
        ("kilometer / hour", 36.0, 10.0),
        ("kilogram / meter ** 3", 1.0, 1000.0),
        ("degree_Celsius", 20.0, 293.15),
        ("degree_Fahrenheit", 212.0, 373.15),
        ("foot ** 2", 1.0, 0.09290304),
        ("decade", 1.0, 315576000.0),
        ("percent", 12.0, 0.12),
        ("basis_point", 25.0, 0.0025),
        ("USD/day", 86400.0, 1.0),
    ],
)
def test_a_unit_leads_to_its_base(name: str, value: float, base: float, lexicon: Lexicon) -> None:
    unit = lexicon.unit(name)
    assert unit is not None
    assert unit.name == name
    assert unit.to_base(Interval.exactly(value)).low == pytest.approx(base)


def test_every_compound_name_is_the_one_that_pint_writes(lexicon: Lexicon) -> None:
    registry = pint.UnitRegistry()
    for powers in (
        (("meter", 1), ("second", -1)),
        (("kilogram", 1), ("meter", 1), ("second", -2)),
        (("second", -1),),
        (("milliliter", 1), ("minute", -1), ("kilogram", -1)),
        (("foot", 2),),
    ):
        name = compound_name(powers)
        expression = " * ".join(f"{base} ** {power}" for base, power in powers)
        assert name == str(registry.parse_units(expression))
        assert lexicon.unit(name) is not None


@pytest.mark.parametrize("saying", ["pp", "bp", "bps", "B", "a"])
def test_sayings_that_pint_would_read_otherwise(saying: str, lexicon: Lexicon) -> None:
    """pint reads pp and bp as typographic points, bps as baud, B as byte only by luck, a as a year."""
    expected = {"pp": "percentage_point", "bp": "basis_point", "bps": "basis_point", "B": "byte"}
    found = lexicon.sayings.get(saying)
    assert (found.name if found else None) == expected.get(saying)


def test_every_saying_leads_to_a_unit(lexicon: Lexicon) -> None:
    for saying, meaning in lexicon.sayings.items():
        unit = lexicon.unit(meaning.name)
        assert unit is not None, saying
        assert unit.kind is not Kind.COUNT


@pytest.mark.parametrize("name", ["", "no such", "kilometer / parsnip", "*", "meter **"])
def test_what_is_no_unit_gives_none_or_a_bare_number(name: str, lexicon: Lexicon) -> None:
    unit = lexicon.unit(name)
    assert unit is None or unit.kind is Kind.NUMBER
