"""Why figures disagree: each slip is named where it was made, and none where none explains anything."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from verify.model import Report, Verdict
from verify.pipeline import check_text, prepare
from verify.reporting.wording import repairs

CORPUS = yaml.safe_load((Path(__file__).parent.parent / "corpus" / "slips" / "slips.yaml").read_text("utf-8"))
SAID = [(slip, text, meant) for slip, cases in CORPUS.items() for text, meant in cases]


def report(text: str) -> Report:
    return check_text(text, prepare())


@pytest.mark.parametrize(("slip", "text", "meant"), SAID, ids=lambda value: str(value)[:40])
def test_a_slip_is_named_with_what_was_meant(slip: str, text: str, meant: str) -> None:
    wrong = report(text).with_verdict(Verdict.INCONSISTENT)
    assert (slip, meant) in [(named.name, named.meant) for finding in wrong for named in finding.slips]


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose by 12% to $137 million from $111 million.",
        "The museum bought 350 tablets at $420 each, a bill of $165,000.",
        "The parcel weighs 5 kg (13.4 lb).",
        "Of the 1,860 patients invited, 565 (25%) did not come.",
    ],
)
def test_what_no_slip_explains_is_given_none(text: str) -> None:
    (finding,) = report(text).with_verdict(Verdict.INCONSISTENT)
    assert finding.slips == ()


@pytest.mark.parametrize(
    ("text", "gap", "stated"),
    [
        ("The museum bought 350 tablets at $420 each, a bill of $174,000.", 26_500, 174_000),
        ("She scored 612 points in 34 games last season, an average of 21.0 a night.", 2.95, 21),
        ("Income rose by 12% to $124,000, from $105,000.", 4_812.5, 124_000),
    ],
)
def test_a_gap_is_told_in_percent_of_the_figure_that_is_stated(text: str, gap: float, stated: float) -> None:
    (finding,) = report(text).with_verdict(Verdict.INCONSISTENT)
    assert finding.working is not None
    assert finding.working.gap_percent == pytest.approx(100 * gap / stated)


def test_an_order_is_not_explained_by_what_sends_the_levels_apart() -> None:
    (finding,) = report("Freight rose to 85,000 tonnes from 91,000 tonnes.").with_verdict(Verdict.INCONSISTENT)
    assert [slip.name for slip in finding.slips] == ["wrong direction"]


def test_the_likeliest_figure_is_named_first_with_what_was_meant() -> None:
    (finding,) = report("The museum bought 350 tablets at $420 each, a bill of $174,000.").findings
    assert [(part.quote, part.repair) for part in repairs(finding)] == [
        ("$174,000", "$147,000"),
        ("350", "414"),
        ("$420", "$497"),
    ]


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("Income rose by 12% to $124,000, from $105,000.", ["18%", "$118,000", "$111,000"]),
        ("Income rose by 12% to $124,050, from $105,000.", ["18%", "$117,600", "$111,000"]),
        (
            "Income rose by 12.00% to $124,050, from $105,000.",
            ["18.14%", "$117,600", "$110,759"],
        ),  # 111,000 would not do
    ],
)
def test_a_repair_is_as_round_as_its_figure(text: str, mends: list[str]) -> None:
    (finding,) = report(text).with_verdict(Verdict.INCONSISTENT)
    assert [part.repair for part in repairs(finding)] == mends


def test_a_figure_that_is_confirmed_elsewhere_is_less_suspect() -> None:
    sales = "Sales rose by 12% to $154 million from $111 million."
    text = f"{sales} Some 25% of sales of $154 million, or $38.5 million, is tea."
    (finding,) = report(text).with_verdict(Verdict.INCONSISTENT)
    assert [part.quote for part in repairs(finding)][-1] == "$154 million"
