"""Which rows of a table of claims can be used, and what is told of the others; the corpus is `rows.yaml`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.errors import ClaimsError, UsageError
from verify.exchange import read_claims
from verify.model import Report, Role, Standing
from verify.pipeline import Others, Setup, check_text, prepare

CORPUS = yaml.safe_load(Path(__file__).with_name("rows.yaml").read_text("utf-8"))
TEXT = "Sales at Northgate rose to $124 million in 2019 from $111 million. Of the 40 shops 12 closed; 12 more opened."


@cache
def setup() -> Setup:
    return prepare()


def checked(tmp_path: Path, *rows: Any, text: str = TEXT) -> tuple[Report, list[str]]:
    """Return the report of a text by a table of claims, and everything that is told of the table."""
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows), "utf-8")
    file = read_claims(path)
    report = check_text(text, setup(), others=Others(file))
    return report, [*map(str, file.faults), *report.problems]


@pytest.mark.parametrize("row", CORPUS["used"].values(), ids=CORPUS["used"])
def test_a_row_becomes_the_one_claim(row: dict[str, Any], tmp_path: Path) -> None:
    report, told = checked(tmp_path, {"document": "<text>", **row})
    assert not told
    assert len(report.claims) == 1


@pytest.mark.parametrize(("row", "told"), CORPUS["refused"].values(), ids=CORPUS["refused"])
def test_a_row_that_cannot_be_used_is_told_and_loses_no_other(row: dict[str, Any], told: str, tmp_path: Path) -> None:
    report, faults = checked(tmp_path, {"quote": "$111 million"}, row)
    (fault,) = faults
    assert told in fault
    assert "claims.jsonl:row 2: " in fault
    assert "to mend: " in fault
    assert [claim.figure.quote for claim in report.claims] == ["$111 million"]


def test_what_is_no_row_is_told(tmp_path: Path) -> None:
    _, told = checked(tmp_path, {"quote": "$111 million"}, "[1]\n", "{oops\n", '"words"\n', "[" * 9000 + "\n")
    assert [line.partition("\n")[0].partition("claims.jsonl:")[2] for line in told] == [
        "row 2: is no object",
        "row 3: is no JSON: Expecting property name enclosed in double quotes at column 2",
        "row 4: is no object",
        "row 5: is no object",
    ]


def test_two_rows_of_one_figure_are_one_too_many(tmp_path: Path) -> None:
    report, told = checked(tmp_path, {"quote": "$124 million"}, {"quote": "124 million"})
    assert "row 2: its figure has a row already" in told[0]
    assert len(report.claims) == 1


def test_a_row_says_what_a_figure_is_of(tmp_path: Path) -> None:
    row = {"quote": "$124 million", "measure": "the company's annual revenue", "subject": "Northgate", "role": "total"}
    report, _ = checked(tmp_path, {**row, "period": "the third quarter of 2018"})
    (claim,) = report.claims
    assert (claim.measure.key, claim.measure.standing) == (("annual", "revenue"), Standing.STATED)
    assert claim.subject.key == ("northgate",)
    assert claim.role is Role.TOTAL
    assert claim.period.words == "the third quarter of 2018"
    assert claim.period.end is not None


def test_what_a_row_leaves_open_is_as_we_read_it(tmp_path: Path) -> None:
    report, _ = checked(tmp_path, {"quote": "$124 million"})
    ours = {claim.figure.quote: claim for claim in check_text(TEXT, setup()).claims}
    assert report.claims == (ours["$124 million"],)


def test_the_value_of_a_row_counts(tmp_path: Path) -> None:
    text = "Sales rose by a dozen percent to $50 million, from $40 million."
    rows = [
        {"quote": "a dozen percent", "low": 12, "unit": "percent"},
        {"quote": "$50 million"},
        {"quote": "$40 million"},
    ]
    report, told = checked(tmp_path, *rows, text=text)
    assert not told
    assert report.findings[0].verdict.value == "inconsistent"


def test_rules_ask_nothing_of_what_is_not_claimed(tmp_path: Path) -> None:
    text = "Sales rose by 25% to $50 million, from $30 million."
    assert check_text(text, setup()).findings
    report, _ = checked(tmp_path, {"quote": "$50 million"}, {"quote": "$30 million"}, text=text)
    assert not [finding for finding in report.findings if finding.verdict.value == "inconsistent"]


def test_a_table_of_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="has no claim of <text>"):
        checked(tmp_path, {"document": "other.md", "quote": "$111 million"})


@pytest.mark.parametrize("name", ["claims.xls", "claims"])
def test_a_file_of_another_kind_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="claims are no"):
        read_claims(tmp_path / name)


@pytest.mark.parametrize(("name", "data"), [("a.jsonl", b"\xff{}"), ("a.csv", b"\xff"), ("a.parquet", b"PAR?")])
def test_a_broken_file_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ClaimsError, match="is no"):
        read_claims(tmp_path / name)
