"""The article that the project began with: what must be found in it, and in copies with one figure changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import verify
from verify.model import Finding, Report, Verdict

ARTICLE = Path(__file__).parent.parent.parent / "shared" / "data" / "seed" / "vendor-conference.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists() and "CI" not in os.environ, reason="../shared is not there")


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_text("utf-8")


@pytest.fixture(scope="module")
def report(text: str) -> Report:
    return verify.check(text)


def finding(report: Report, rule: str, *quotes: str) -> Finding:
    """Return the one finding of a rule over figures that are quoted so."""
    (found,) = (f for f in report.findings if f.rule == rule and {p.quote for p in f.parts} >= set(quotes))
    return found


def test_nothing_is_inconsistent(report: Report) -> None:
    assert report.with_verdict(Verdict.INCONSISTENT) == ()


def test_revenue_the_year_before_is_implied(report: Report) -> None:
    found = finding(report, "change-to-level", "12%", "$124 billion")
    (before,) = found.implied
    assert found.verdict is Verdict.IMPLIED
    assert before.value.low == pytest.approx(109.8e9, rel=1e-3)
    assert before.value.high == pytest.approx(111.7e9, rel=1e-3)
    assert before.unit.name == "USD"


def test_the_divisions_revenue_is_estimated_derived_and_consistent(report: Report) -> None:
    found = finding(report, "share-of-measure", "10%", "$124 billion", "$12 billion")
    assert found.verdict is Verdict.CONSISTENT
    assert [claim.figure.quote for claim in report.derived] == ["$12 billion"]
    assert "$12 billion" in [claim.figure.quote for claim in report.estimated]


def test_the_numbers_of_big_customers_are_within_the_bounds_of_their_lists(report: Report) -> None:
    for part in ("228", "58"):
        assert finding(report, "bound-by-name", part).verdict is Verdict.CONSISTENT
    assert finding(report, "named-bounds-nest", "228", "58").verdict is Verdict.CONSISTENT


def test_customers_before_are_implied_with_the_rounding_of_the_percentage(report: Report) -> None:
    (before,) = finding(report, "change-to-level", "16%").implied
    assert before.text == "at least 944"


def test_one_year_of_research_is_within_ten(report: Report) -> None:
    found = finding(report, "year-within-span", "$18 billion", "$90 billion")
    assert found.verdict is Verdict.CONSISTENT
    assert [entry.name for entry in found.implied] == ["average", "share"]


def test_partners_and_specialists_grew_by_at_least(report: Report) -> None:
    partners = finding(report, "level-then-and-now", "800", "1000")
    assert partners.implied[0].text == "at least 25%"
    specialists = finding(report, "level-then-and-now", "1.5 thousand", "5600")
    growth, factor = specialists.implied
    assert 260 <= growth.value.low <= 262
    assert factor.value.low == pytest.approx(3.6, abs=0.02)


def test_what_nothing_checks_is_listed(report: Report) -> None:
    unchecked = [claim.figure.quote for claim in report.unchecked]
    assert {"a thousand", "37", "20", "70"} <= set(unchecked)


def test_years_names_and_the_debris_are_no_claims(report: Report) -> None:
    claimed = {claim.figure.quote for claim in report.claims}
    assert not claimed & {"2019", "5G", "5"}
    debris = report.document.text.index("A propos de")
    assert all(figure.span.start < debris for figure in report.figures)


@pytest.mark.parametrize(
    ("old", "new", "rule", "slip"),
    [
        ("12% to $124 billion.", "21% to $124 billion, from $111 billion.", "change-to-level", "digits swapped"),
        ("approximately $12 billion", "approximately $21 billion", "share-of-measure", "digits swapped"),
        ("and 58 Fortune", "and 158 Fortune", "bound-by-name", "a digit too many"),
        ("exceeded $90 billion", "exceeded $9 billion", "year-within-span", "a zero missing"),
    ],
)
def test_one_figure_changed_gives_exactly_the_right_finding(
    text: str, old: str, new: str, rule: str, slip: str
) -> None:
    assert text.count(old) == 1
    (found,) = verify.check(text.replace(old, new)).with_verdict(Verdict.INCONSISTENT)
    assert found.rule == rule
    assert slip in [entry.name for entry in found.slips]
