"""Claims as a column that knows its unit. Needs pint-pandas, an extra: `pip install 'verify-figures[pint]'`.

A column of pint-pandas has one unit, a table of claims has many: so a column is made for each unit that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def quantities(claims: DataFrame, unit: str, column: str = "low") -> Series:
    """Return a column of a frame of claims in `unit`, of dtype `pint[unit]`, with the index of the frame.

    Every claim whose unit can be converted is converted ("3.5 km" is 3500 in "meter"), the others are missing; so are
    money and counted nouns, which are no units of pint's. Raises UsageError where pint-pandas is not installed, or
    does not know the unit.
    """
    try:
        import pint  # noqa: PLC0415 - for the few who ask for it
        import pint_pandas  # noqa: PLC0415
    except ImportError:
        raise UsageError("pint-pandas is not installed", mend="pip install 'verify-figures[pint]'") from None
    registry = pint_pandas.PintType.ureg
    try:
        wanted = registry.Unit(unit)
    except (pint.PintError, ValueError, AssertionError, TypeError):  # its parser asserts where others would raise
        raise UsageError(f"'{unit}' is no unit of pint's", mend="write meter, degree_Celsius, …") from None
    values = [float("nan")] * len(claims)
    for name, rows in claims.reset_index(drop=True).groupby("unit").groups.items():
        kinds = claims["kind"].iloc[list(rows)]
        if not name or (kinds == "money").any() or (kinds == "count").any():
            continue
        try:
            given = registry.Unit(str(name))
        except pint.PintError:
            continue
        if given.dimensionality != wanted.dimensionality:
            continue
        numbers = claims[column].iloc[list(rows)].astype(float).to_numpy()
        for row, value in zip(rows, registry.Quantity(numbers, given).to(wanted).magnitude, strict=True):
            values[row] = float(value)
    import pandas  # noqa: PLC0415

    return pandas.Series(pint_pandas.PintArray(values, dtype=f"pint[{wanted}]"), index=claims.index, name=column)
