"""The contract of a table of claims, as Great Expectations holds it; and that a run is silent about it."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from tests.command import verify
from verify.evidence.contracts import Breach, Validation, claims_contract, claims_suite_json
from verify.exchange import CHOICES, COLUMNS, exchanged
from verify.pipeline import check_text, prepare

pytest.importorskip("great_expectations")

TEXT = "Sales at Northgate rose by 12% to $124 million in 2019, and the road of 3.5 km took more than 800 workers.\n"


@cache
def validation() -> Validation:
    return Validation()


@cache
def good() -> tuple[dict[str, Any], ...]:
    return tuple(exchanged([check_text(TEXT, prepare(), "a.md")]))


def breaches(*rows: dict[str, Any]) -> tuple[Breach, ...]:
    return validation().breaches(claims_contract("claims", list(enumerate(rows, 1)), COLUMNS, CHOICES))


def test_what_we_write_keeps_the_contract() -> None:
    assert len(good()) == 4
    assert breaches(*good()) == ()


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "ends in no order": ({"low": 9e12}, "low is above high"),
    "a reading in no order": ({"strict_low": 9e12, "coarse_low": -9e12}, "strict_low is above strict_high"),
    "a coarse reading that is narrower": ({"coarse_low": 1.24e8}, "the coarse reading is narrower than the strict one"),
    "a span that ends before it begins": ({"start": 60, "end": 50}, "its span ends before it begins"),
    "a span before the text": ({"start": -4}, "its span begins before the text"),
    "a span behind the text": ({"end": 4000}, "its span lies outside the text"),
    "an unknown unit": ({"unit": "blorp", "kind": "measure"}, "its unit is not known"),
    "an unknown role": ({"role": "boss"}, "role is none of its words"),
    "colder than anything": (
        {
            "unit": "kelvin", "kind": "temperature", "low": -4.0, "high": -4.0,
            "strict_low": -4.5, "strict_high": -3.5, "coarse_low": -4.5, "coarse_high": -3.5,
        },
        "colder than anything can be",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "what"), WRONG.values(), ids=WRONG)
def test_a_breach_says_what_and_names_the_row(wrong: dict[str, Any], what: str) -> None:
    first, second, *others = good()
    assert (what, (2,)) in [(breach.what, breach.rows) for breach in breaches(first, {**second, **wrong}, *others)]


def test_two_rows_of_one_figure_are_both_named() -> None:
    (breach,) = breaches(*good(), good()[1])
    assert str(breach) == "claims: two rows are of one figure: rows 2, 5"


def test_what_is_left_open_breaks_nothing() -> None:
    assert breaches({"document": "a.md", "quote": "12%"}, {"document": "a.md", "quote": "$124 million"}) == ()


def test_a_noun_that_is_counted_is_no_unknown_unit() -> None:
    assert breaches({"quote": "40 glorps", "unit": "glorp", "kind": "count"}) == ()


def test_the_suite_is_plain_json_and_the_same_each_time() -> None:
    pytest.importorskip("great_expectations")
    text = claims_suite_json(COLUMNS, CHOICES)
    assert text == claims_suite_json(COLUMNS, CHOICES)
    kinds = {entry["type"] for entry in json.loads(text)["expectations"]}
    assert {"expect_column_pair_units_to_be_known", "expect_compound_columns_to_be_unique"} <= kinds


@pytest.mark.slow
def test_ten_thousand_claims_take_less_than_a_second() -> None:
    rows = [(number, {**good()[number % 4], "document": f"{number}.md", "text": None}) for number in range(10_000)]
    breaches(*good())  # the units are read, and the library warm
    began = process_time()
    assert validation().breaches(claims_contract("many", rows, COLUMNS, CHOICES)) == ()
    assert process_time() - began < 2  # 0.6 s on a quiet machine


def test_data_docs_fetch_nothing(tmp_path: Path) -> None:
    breaches(*good())
    validation().write_docs(tmp_path)
    pages = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert "expectations met" in pages["index.html"]
    assert len(pages) > 1
    for page in pages.values():
        assert not re.search(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)


class TestACommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "a.md").write_text(TEXT, "utf-8")
        rows = [{"quote": "12%"}, {"quote": "$124 million", "low": 5, "high": 4}, {"quote": "3.5 km"}]
        (tmp_path / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return tmp_path

    def test_a_row_that_breaks_it_is_left_out_and_nothing_else(self, folder: Path) -> None:
        done = verify("check", "a.md", "--claims", "claims.jsonl", cwd=folder)
        assert done.returncode == 2
        assert "claims.jsonl:row 2: breaks the contract of claims: low is above high" in done.stderr
        assert "2 claims" in done.stdout
        assert not re.search("great.?expectations|warn|Calculating|%\\|", done.stderr, re.IGNORECASE)

    def test_gx_docs_are_written_for_the_claims_of_a_run(self, folder: Path) -> None:
        done = verify("check", "a.md", "--gx-docs", "docs", cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert {path.name for path in (folder / "docs").iterdir()} == {"index.html", "1-claims-of-this-run.html"}


def test_nothing_is_loaded_where_no_contract_is_asked(checkout: Path) -> None:
    import subprocess

    code = "import sys, verify.runs.run, verify.commands.exchanging as _; print('great_expectations' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=checkout)
    assert done.stdout == "False\n"
