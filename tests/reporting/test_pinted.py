"""Claims as a column that knows its unit."""

from __future__ import annotations

import pytest

import verify
from verify.errors import UsageError
from verify.reporting import quantities

TEXT = "The road is 3.5 km long, 12 miles less than the 40 km before; it cost $4 million and took 5 years."


def test_what_can_be_converted_is_and_the_rest_is_missing() -> None:
    pytest.importorskip("pint_pandas")
    found = quantities(verify.check(TEXT).to_frame().claims, "meter")
    assert str(found.dtype).startswith("pint[meter]")
    assert [round(value.magnitude) for value in found.dropna()] == [3500, 19312, 40000]
    assert list(found.isna()) == [False, False, False, True, True]


@pytest.mark.parametrize("unit", ["USD", "blorp", "meter **"])
def test_what_pint_does_not_know_is_refused(unit: str) -> None:
    pytest.importorskip("pint_pandas")
    with pytest.raises(UsageError, match="no unit of pint's"):
        quantities(verify.check(TEXT).to_frame().claims, unit)
