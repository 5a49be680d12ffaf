"""The contract of a table of claims: what its rows must be before anything is judged by them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .validating import Contract, library, suite_of

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

_ORDERED = (
    ("high", "low", "low is above high", True),
    ("strict_high", "strict_low", "strict_low is above strict_high", True),
    ("coarse_high", "coarse_low", "coarse_low is above coarse_high", True),
    ("strict_low", "coarse_low", "the coarse reading is narrower than the strict one", True),
    ("coarse_high", "strict_high", "the coarse reading is narrower than the strict one", True),
    ("end", "start", "its span ends before it begins", False),
    ("text_length", "end", "its span lies outside the text", True),
)
"""Column that must be the greater, the lesser one, what it means if it is not, whether they may be equal."""

COLDEST = -273.15
"""Degrees Celsius."""

_DTYPES = {"string": "str", "Int64": "int64", "Float64": "float64"}


def claims_contract(
    name: str,
    rows: Sequence[tuple[int, Mapping[str, Any]]],
    columns: Mapping[str, str],
    choices: Mapping[str, frozenset[str]],
) -> Contract:
    """Return the contract for the rows of a table, each with its number.

    `columns` are names and dtypes, `choices` the words that some of them hold. The frame has besides, for the
    expectations, the length of the text where the table carries it.
    """
    library()
    import pandas

    lengths: dict[Any, int] = {
        row.get("document"): len(row["text"]) for _, row in rows if isinstance(row.get("text"), str) and row["text"]
    }
    kept = {column: dtype for column, dtype in columns.items() if column != "text"}
    frame = pandas.DataFrame(
        {column: pandas.array([row.get(column) for _, row in rows], dtype=dtype) for column, dtype in kept.items()},
        index=[number for number, _ in rows],
    )
    frame["text_length"] = pandas.array([lengths.get(row.get("document")) for _, row in rows], dtype="Int64")
    return Contract(name, frame, claims_suite(kept, choices))


def claims_suite(columns: Mapping[str, str], choices: Mapping[str, frozenset[str]]) -> ExpectationSuite:
    """Return what is expected of a table of claims."""
    gxe = library().expectations
    from .expectations import ExpectColumnPairQuantitiesToBeWithin, ExpectColumnPairUnitsToBeKnown

    both = {"ignore_row_if": "either_value_is_missing"}
    expected: list[Any] = [
        gxe.ExpectColumnValuesToBeOfType(column=column, type_=_DTYPES[dtype], notes=f"{column} is no {dtype}")
        for column, dtype in columns.items()
    ]
    expected += [
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=greater, column_B=lesser, or_equal=equal, notes=what, **both
        )
        for greater, lesser, what, equal in _ORDERED
    ]
    expected += [
        gxe.ExpectColumnValuesToBeInSet(
            column=column, value_set=sorted(map(str, words)), notes=f"{column} is none of its words"
        )
        for column, words in choices.items()
    ]
    expected += [
        gxe.ExpectColumnValuesToBeBetween(column="start", min_value=0, notes="its span begins before the text"),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["document", "start", "end"],
            ignore_row_if="any_value_is_missing",
            notes="two rows are of one figure",
        ),
        ExpectColumnPairUnitsToBeKnown(column_A="unit", column_B="kind", notes="its unit is not known", **both),
        ExpectColumnPairQuantitiesToBeWithin(
            column_A="high",
            column_B="unit",
            least=COLDEST,
            unit="degree_Celsius",
            notes="colder than anything can be",
            **both,
        ),
    ]
    return suite_of("claims-1.0", expected)


def claims_suite_json(columns: Mapping[str, str], choices: Mapping[str, frozenset[str]]) -> str:
    """Return the suite as JSON, for whoever validates tables of claims in a pipeline of their own."""
    saved = claims_suite({name: kind for name, kind in columns.items() if name != "text"}, choices).to_json_dict()
    for expectation in saved["expectations"]:
        expectation.pop("id", None)
    saved.pop("id", None)
    saved["meta"] = {}
    return json.dumps(saved, indent=2) + "\n"
