"""What the headline of a report counts."""

from __future__ import annotations

import pytest

from verify.model import (
    NUMBER,
    Claim,
    Document,
    Figure,
    Finding,
    Interval,
    Kind,
    Level,
    Part,
    Report,
    Span,
    Stance,
    Verdict,
)


def figure(index: int, kind: Kind = Kind.NUMBER) -> Figure:
    span = Span(2 * index, 2 * index + 1)
    value = Interval.exactly(index)
    return Figure(
        index=index,
        span=span,
        quote=str(index),
        extent=span,
        low=index,
        high=index,
        strict=value,
        coarse=value,
        unit=NUMBER,
        kind=kind,
    )


def finding(verdict: Verdict, *figures: int, derives: int | None = None) -> Finding:
    return Finding(
        id=f"{verdict}-{figures}",
        rule="a-rule",
        verdict=verdict,
        level=Level.ERROR,
        message="",
        derives=derives,
        parts=tuple(
            Part(f"slot{place}", index, figure(index).span, str(index), Interval.exactly(index), NUMBER)
            for place, index in enumerate(figures)
        ),
    )


@pytest.fixture
def report() -> Report:
    """Seven figures, the last a date; four findings that take in the first five."""
    figures = (*(figure(index) for index in range(6)), figure(6, Kind.DATE))
    claims = tuple(
        Claim(one, stance=Stance.ESTIMATED if one.index in (2, 5) else Stance.STATED)
        for one in figures
        if one.is_quantity
    )
    findings = (
        finding(Verdict.INCONSISTENT, 0, 1, derives=1),
        finding(Verdict.APPROXIMATE, 1, 2),
        finding(Verdict.IMPLIED, 4),
        finding(Verdict.CONSISTENT, 2, 3, derives=2),
    )
    return Report(Document("a.txt", "0 1 2 3 4 5 6"), figures, claims, findings)


def test_the_counts(report: Report) -> None:
    assert report.counts == {
        "inconsistent": 1,
        "approximate": 1,
        "consistent": 1,
        "implied": 1,
        "suppressed": 0,
        "derived": 1,
        "estimated": 2,
        "unchecked": 2,
        "claims": 6,
        "figures": 7,
    }


def test_what_an_implied_figure_rests_on_is_not_thereby_checked(report: Report) -> None:
    assert [claim.index for claim in report.unchecked] == [4, 5]


def test_a_figure_is_derived_only_where_the_check_holds(report: Report) -> None:
    assert [claim.index for claim in report.derived] == [2]


def test_findings_are_found_by_figure_and_by_verdict(report: Report) -> None:
    assert [one.verdict for one in report.by_figure[1]] == [Verdict.INCONSISTENT, Verdict.APPROXIMATE]
    assert 5 not in report.by_figure
    assert [one.parts[0].figure for one in report.with_verdict(Verdict.IMPLIED)] == [4]


def test_the_places_of_a_finding_are_in_the_order_of_the_text() -> None:
    assert finding(Verdict.CONSISTENT, 3, 1, 3).spans == (Span(2, 3), Span(6, 7))
