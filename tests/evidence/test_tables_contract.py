"""What the legend of a reference table asks of it, and what a breach says."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.command import verify
from tests.evidence.tables.making import asked, setup
from verify.errors import ContractError
from verify.evidence.contracts import Contract, Validation, figures_contract, table_contract
from verify.evidence.contracts.validating import library
from verify.evidence.tables import ReferenceTable, load_table

pytest.importorskip("great_expectations")

LEGEND = """
table: Takings
file: t.csv
date: 2020-03-31
subject: {column: line}
period: {column: year}
measures:
  takings: {column: takings, unit: USD, scale: million}
asks:
"""
ROWS = """line,year,takings,cars,feet,change
Skerry,2018,111.2,30.1,81.1,
Skerry,2019,124.5,40.2,84.3,12.0
Fulmar,2018,50.0,20.0,30.0,
Fulmar,2019,45.0,20.0,25.0,-10.0
"""
TODAY = date(2020, 6, 1)


@cache
def validation() -> Validation:
    return Validation()


def table(folder: Path, asks: str, rows: str = ROWS) -> ReferenceTable:
    return asked(folder, rows, LEGEND + "".join(f"  {line}\n" for line in asks.splitlines())).table


def told(folder: Path, asks: str, rows: str = ROWS) -> list[str]:
    return [str(breach) for breach in validation().breaches(table_contract(table(folder, asks, rows), TODAY))]


KEPT = {
    "unique": "unique: [line, year]",
    "a range": "ranges: {takings: [0, 200]}",
    "fresh": "fresh: 100 days",
    "parts and total": "totals: {takings: [cars, feet]}",
    "a change and its levels": "changes: {change: takings}",
}


@pytest.mark.parametrize("asks", KEPT.values(), ids=KEPT)
def test_a_table_that_is_as_its_legend_asks_breaks_nothing(asks: str, tmp_path: Path) -> None:
    assert told(tmp_path, asks) == []


BROKEN = {
    "unique": ("unique: [line, year]", ("Fulmar,2019", "Fulmar,2018"), "two rows have the same line, year: rows 4, 5"),
    "unique in one column": ("unique: [line]", ("", ""), "two rows have the same line: rows 2, 3, 4, 5"),
    "a range": ("ranges: {takings: [0, 120]}", ("", ""), "takings is outside 0 to 120: row 3"),
    "fresh": ("fresh: 30 days", ("", ""), "older than 30 days: its date is 2020-03-31 (it is 62)"),
    "parts and total": ("totals: {takings: [cars, feet]}", ("84.3", "85.3"), "cars + feet is not takings: row 3"),
    "a change": ("changes: {change: takings}", ("12.0", "21.0"), "change is not the change of takings: row 3"),
    "a fall": ("changes: {change: takings}", ("-10.0", "10.0"), "change is not the change of takings: row 5"),
}


@pytest.mark.parametrize(("asks", "swap", "what"), BROKEN.values(), ids=BROKEN)
def test_a_breach_names_the_rows_of_the_file(asks: str, swap: tuple[str, str], what: str, tmp_path: Path) -> None:
    assert told(tmp_path, asks, ROWS.replace(*swap) if swap[0] else ROWS) == [f"Takings: {what}"]


def test_rounding_breaks_neither_totals_nor_changes(tmp_path: Path) -> None:
    rows = "line,year,takings,cars,feet,change\nA,2018,12,5,6,\nA,2019,13,5,7,12\n"
    assert told(tmp_path, "totals: {takings: [cars, feet]}\nchanges: {change: takings}", rows) == []


def test_two_rows_for_one_measure_subject_and_period_are_one_too_many(tmp_path: Path) -> None:
    twice = table(tmp_path, "fresh: 100 days", ROWS + "Skerry,2019,125.1,1,1,\n")
    (breach,) = validation().breaches(figures_contract(twice))
    assert str(breach) == "Takings, as read: two rows give one measure of one subject and period: rows 3, 6"
    assert validation().breaches(figures_contract(table(tmp_path, "fresh: 100 days"))) == ()


SUITE = """{"name": "mine", "expectations": [
  {"type": "expect_column_values_to_be_between", "kwargs": {"column": "takings", "min_value": 50, "max_value": 200}},
  {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "line", "value_set": ["Skerry", "Fulmar"]}},
  {"type": "expect_column_to_exist", "kwargs": {"column": "bikes"}}]}"""


def test_a_suite_of_the_users_own_is_asked(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(SUITE, "utf-8")
    assert told(tmp_path, "suite: mine.json") == [
        "Takings: expect column values to be between: column takings, min value 50.0, max value 200.0: row 5",
        "Takings: expect column to exist: column bikes",
    ]


@pytest.mark.parametrize("suite", ["", "[]", "{}", '{"expectations": [{"type": "expect_magic", "kwargs": {}}]}'])
def test_what_is_no_suite_is_told(suite: str, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(suite, "utf-8")
    with pytest.raises(ContractError, match="is no suite of Great Expectations"):
        told(tmp_path, "suite: mine.json")


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="has no column 'profit'"):
        told(tmp_path, "unique: [profit]")


def test_bounds_are_asked_in_a_unit() -> None:
    import pandas as pd

    from verify.evidence.contracts.expectations import ExpectColumnPairQuantitiesToBeWithin

    rows: list[tuple[float, str]] = [(5, "kilometer"), (8000, "meter"), (12, "kilometer"), (7, "mile"), (99, "USD")]
    frame = pd.DataFrame(rows, columns=["length", "unit"])
    bounds = ExpectColumnPairQuantitiesToBeWithin(
        column_A="length", column_B="unit", least=1000, most=9000, unit="meter", notes="too long"
    )
    suite: Any = library().ExpectationSuite(name="roads", expectations=[bounds])
    (breach,) = validation().breaches(Contract("roads", frame, suite))
    assert breach.rows == (2, 3)


def test_the_example_keeps_its_contract(checkout: Path) -> None:
    revenue = load_table(checkout / "examples/reference/revenue.yaml", setup().lexicon)
    assert validation().breaches(table_contract(revenue, TODAY)) == ()
    assert validation().breaches(figures_contract(revenue)) == ()


def test_a_table_that_breaks_its_contract_binds_nothing_and_the_others_do(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Takings of the Skerry line were $124.5 million in 2019.\n", "utf-8")
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    (tmp_path / "bad.yaml").write_text(f"{LEGEND}  ranges: {{takings: [0, 120]}}\n", "utf-8")
    (tmp_path / "good.yaml").write_text(LEGEND.removesuffix("asks:\n"), "utf-8")
    done = verify("bind", "a.md", "--against", "bad.yaml", "--check", cwd=tmp_path)
    assert done.returncode == 2
    assert "Takings breaks its contract: no text is held against it\n  Takings: takings is outside 0 to 120: row 3" in (
        done.stderr
    )
    assert "0 would be bound" in done.stderr


def test_no_text_is_held_against_a_table_that_breaks_its_contract(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Takings of the Skerry line were $142.5 million in 2019.\n", "utf-8")
    (tmp_path / "t.csv").write_text(ROWS, "utf-8")
    (tmp_path / "bad.yaml").write_text(f"{LEGEND}  ranges: {{takings: [0, 120]}}\n", "utf-8")
    done = verify("check", "a.md", "--against", "bad.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "Takings breaks its contract: no text is held against it" in done.stderr
    assert "0 inconsistent" in done.stdout
    (tmp_path / "texts.jsonl").write_text(
        '{"id": 1, "text": "Takings of the Skerry line were $142.5 million in 2019."}\n'
    )
    lines = verify("check", "--jsonl", "texts.jsonl", "--against", "bad.yaml", cwd=tmp_path)
    assert lines.returncode == 2
    assert "Takings breaks its contract: no text is held against it" in lines.stderr
    assert '"inconsistent"' not in lines.stdout
