"""Units of formulas: what can fit, and what a computed figure is measured in."""

from __future__ import annotations

import pytest

from verify.checking.dimensions import Dimensions
from verify.checking.formula import FormulaError, parse_check, parse_expression

USD = (("USD", 1),)
EUR = (("EUR", 1),)
METRE = (("[length]", 1),)
SECOND = (("[time]", 1),)


def test_the_open_slot_takes_the_unit_of_the_others() -> None:
    found = Dimensions({"after": USD, "before": None, "change": ()})
    found.fit(parse_check("after = before * (1 + change)"))
    assert found.of("before") == USD


def test_a_rate_is_a_unit_per_time() -> None:
    found = Dimensions({"whole": USD, "years": SECOND})
    assert found.of_node(parse_expression("whole / years").node) == (("USD", 1), ("[time]", -1))


@pytest.mark.parametrize(
    ("check", "known"),
    [
        ("after = before * (1 + change)", {"after": USD, "before": EUR, "change": ()}),
        ("whole = a + b", {"whole": USD, "a": USD, "b": METRE}),
        ("part <= whole", {"part": METRE, "whole": SECOND}),
        ("speed = way * time", {"speed": (("[length]", 1), ("[time]", -1)), "way": METRE, "time": SECOND}),
        ("a = 1 + b", {"a": USD, "b": USD}),
    ],
)
def test_units_that_cannot_fit_are_refused(check: str, known: dict[str, tuple[tuple[str, int], ...]]) -> None:
    with pytest.raises(FormulaError, match="cannot fit"):
        Dimensions(known).fit(parse_check(check))


def test_price_times_quantity_is_money() -> None:
    found = Dimensions({"price": USD, "quantity": (), "revenue": None})
    found.fit(parse_check("revenue = price * quantity"))
    assert found.of("revenue") == USD
