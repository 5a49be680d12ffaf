"""What all forms share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from msgspec.structs import replace

import verify.reporting
from verify.model import Finding, Interval, Level, Report, Verdict, Working
from verify.reporting import to_html, to_json, to_markdown, to_terminal
from verify.reporting.drawing import drawing
from verify.reporting.outcome import Outcome, outcomes

from .samples import empty, ferries, hostile

FORMS = pytest.mark.parametrize("form", [to_html, to_json, to_markdown, to_terminal])


def test_everything_public_is_listed() -> None:
    assert verify.reporting.__all__ == sorted(verify.reporting.__all__)
    assert all(callable(getattr(verify.reporting, name)) for name in verify.reporting.__all__)


def test_importing_it_loads_no_template_engine() -> None:
    code = "import sys, verify.reporting; print([name for name in ('jinja2', 'markupsafe') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@FORMS
@pytest.mark.parametrize("make", [ferries, empty, hostile])
def test_the_same_input_gives_the_same_text(form: Callable[[Report], str], make: Callable[[], Report]) -> None:
    assert form(make()) == form(make())


@FORMS
def test_a_finding_without_figures_or_working_is_still_told(form: Callable[[Report], str]) -> None:
    bare = Finding(id="1", rule="r", verdict=Verdict.INCONSISTENT, level=Level.ERROR, message="no figures", parts=())
    assert "no figures" in form(replace(empty(), findings=(bare,)))


def test_a_figure_is_marked_by_its_worst_finding() -> None:
    report = ferries()
    became = dict(zip([figure.quote for figure in report.figures], outcomes(report), strict=True))
    assert became["$124 million"] is Outcome.INCONSISTENT  # though another finding holds
    assert became["8,900 tonnes"] is Outcome.APPROXIMATE
    assert became["$12 million"] is Outcome.CONSISTENT
    assert became["37"] is Outcome.UNCHECKED
    assert became["2019"] is Outcome.NO_CLAIM
    assert became["$50"] is Outcome.NO_CLAIM  # in the debris


def test_the_marks_and_the_count_of_unchecked_figures_are_one() -> None:
    for report in (ferries(), hostile(), replace(ferries(), findings=ferries().with_verdict(Verdict.IMPLIED))):
        assert outcomes(report).count(Outcome.UNCHECKED) == report.counts["unchecked"]


class TestDrawing:
    """Two bars on one axis."""

    @staticmethod
    def of(
        left: Interval, right: Interval, verdict: Verdict = Verdict.CONSISTENT, formula: str = "a = b * c"
    ) -> Finding:
        working = Working(formula, formula, left, right, "l", "r", 1.0, "$1")
        return replace(ferries().findings[0], verdict=verdict, working=working)

    def test_sides_that_meet_share_a_band(self) -> None:
        drawn = drawing(self.of(Interval(10, 20), Interval(15, 30)))
        assert drawn is not None
        assert drawn.band is not None
        assert drawn.band.meets
        assert drawn.band.start == pytest.approx(drawn.right.start)
        assert drawn.band.start + drawn.band.width == pytest.approx(drawn.left.start + drawn.left.width, abs=0.02)

    def test_sides_that_miss_show_the_gap_whichever_is_larger(self) -> None:
        for left, right in ((Interval(1, 2), Interval(4, 9)), (Interval(4, 9), Interval(1, 2))):
            drawn = drawing(self.of(left, right, Verdict.INCONSISTENT))
            assert drawn is not None
            assert drawn.band is not None
            assert not drawn.band.meets
            low, high = sorted((drawn.left, drawn.right), key=lambda bar: bar.start)
            assert drawn.band.start == pytest.approx(low.start + low.width, abs=0.02)
            assert drawn.band.start + drawn.band.width == pytest.approx(high.start, abs=0.02)

    def test_open_ends_run_to_the_edge(self) -> None:
        drawn = drawing(self.of(Interval(-float("inf"), float("inf")), Interval(5, float("inf"))))
        assert drawn is not None
        assert (drawn.left.open_low, drawn.left.open_high) == (True, True)
        assert (drawn.right.open_low, drawn.right.open_high) == (False, True)
        assert drawn.left.start < drawn.right.start
        assert drawn.left.start + drawn.left.width == drawn.right.start + drawn.right.width == 99.0

    def test_an_exact_value_can_be_seen(self) -> None:
        drawn = drawing(self.of(Interval(7, 7), Interval(7, 7)))
        assert drawn is not None
        assert drawn.left.width > 0

    @pytest.mark.parametrize("ends", [(0, 0), (-1e308, 1e308), (1e-300, 2e-300), (-float("inf"), float("inf"))])
    def test_nothing_leaves_the_drawing(self, ends: tuple[float, float]) -> None:
        drawn = drawing(self.of(Interval(*ends), Interval(0, 1), Verdict.APPROXIMATE))
        assert drawn is not None
        for bar in (drawn.left, drawn.right):
            assert bar.start >= 0
            assert bar.start + bar.width <= 100

    def test_sides_of_an_inequality_need_not_meet(self) -> None:
        drawn = drawing(self.of(Interval(12, 12), Interval(40, 40), formula="part <= whole"))
        assert drawn is not None
        assert drawn.band is None
        assert drawn.left.label == "part"

    def test_what_is_implied_has_nothing_to_be_held_against(self) -> None:
        assert drawing(ferries().with_verdict(Verdict.IMPLIED)[0]) is None
