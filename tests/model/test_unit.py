"""Units by example; tests/properties holds the laws."""

from __future__ import annotations

from verify.model import PERCENT, PERCENTAGE_POINT, Interval, Kind, Unit, counted, currency


def test_percent_and_percentage_point_are_both_hundredths_but_not_the_same_unit() -> None:
    assert PERCENT.to_base(Interval(12, 12)) == PERCENTAGE_POINT.to_base(Interval(12, 12)) == Interval(0.12, 0.12)
    assert PERCENT != PERCENTAGE_POINT


def test_every_currency_is_a_dimension_of_its_own() -> None:
    assert currency("USD").dimension != currency("EUR").dimension
    cent = currency("USD", 0.01)
    assert cent.dimension == currency("USD").dimension
    assert cent.to_base(Interval(65, 65)) == Interval(0.65, 0.65)


def test_a_count_is_a_pure_number_that_carries_its_noun() -> None:
    assert counted("partner").dimension == ()
    assert counted("partner") != counted("customer")


def test_a_temperature_has_an_offset() -> None:
    celsius = Unit("degree_Celsius", Kind.TEMPERATURE, (("[temperature]", 1),), 1.0, 273.15)
    assert celsius.to_base(Interval(0, 100)) == Interval(273.15, 373.15)
    assert celsius.from_base(Interval(273.15, 373.15)) == Interval(0, 100)
