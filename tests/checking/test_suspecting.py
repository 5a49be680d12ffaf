"""Where one figure disagrees with several others, it is named first, with the value that would mend all."""

from __future__ import annotations

import pytest

from verify.model import Report, Verdict
from verify.pipeline import check_text, prepare
from verify.reporting import to_html, to_markdown, to_terminal

RATES = "They paid €40m ($43.6m) for a boat, €25m ($27.2m) for two, €30m ($32.7m) for three, €35m ($83.2m) for four."


def report(text: str) -> Report:
    return check_text(text, prepare(), "a.md")


def shared(found: Report) -> list[tuple[str, int, str]]:
    return [(found.figures[group.figure].quote, len(group.findings), group.repair) for group in found.groups]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("All 14 of our 12 boats sailed.", []),
        ("All 14 of our 12 boats sailed. All 16 of our 15 cars drove.", []),
        (
            "Sales rose by 12% to $412 million, from $111 million. About 10% of sales of $412 million, or $12 million, "
            "came from tea.",
            [],
        ),
        (RATES, [("$83.2m", 3, "$38.2m")]),
    ],
)
def test_the_figure_that_findings_have_in_common(text: str, groups: list[tuple[str, int, str]]) -> None:
    assert shared(report(text)) == groups


def test_what_is_laid_aside_is_in_no_group() -> None:
    asked = '<!-- verify: ignore same-exchange-rate at "€40m" "Another year." -->'
    assert [count for _, count, _ in shared(report(f"{RATES} {asked}"))] == [2]


def test_the_findings_of_a_group_come_first_and_one_after_another() -> None:
    found = report(f"All 14 of our 12 boats sailed.\n\n{RATES}")
    (group,) = found.groups
    wrong = found.with_verdict(Verdict.INCONSISTENT)
    assert [finding.id for finding in wrong][:3] == list(group.findings)
    assert wrong[3].rule == "part-within-whole"


def test_every_form_names_the_figure_once_before_its_findings() -> None:
    found = report(RATES)
    for form in (to_terminal, to_markdown, to_html):
        text = form(found).replace("\\", "")
        said = "disagrees in 3 findings, with"
        assert text.count(said) == 1
        assert text.index("$83.2m") < text.index(said) < text.index("implies $1.075 to 1.105 per EUR")


def test_its_repair_comes_first_in_each_of_its_findings() -> None:
    for line in to_terminal(report(RATES)).splitlines():
        if "to mend" in line:
            assert line.split(" (")[0].endswith(" for $83.2m")
