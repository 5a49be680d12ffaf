"""A text held against a source document."""

from __future__ import annotations

import pytest

import verify
from verify.model import Support
from verify.reporting.reopened import from_json

SOURCE = "In 2019 the sales of the Berlin office came to $54.2 million."


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Sales of the Berlin office rose to $54 million in 2019.", Support.SUPPORTED),
        ("Sales of the Berlin office rose to $45.2 million in 2019.", Support.CONTRADICTED),
        ("Sales of the Berlin office rose to $45.2 million in 2018.", Support.NOT_FOUND),
        ("The canteen cost $45.2 million in 2019.", Support.NOT_FOUND),
    ],
)
def test_a_figure_is_held_against_its_source(text: str, support: Support) -> None:
    report = verify.check(text, against=[SOURCE])
    assert [held.support for held in report.held] == [support]
    accused = [f for f in report.findings if f.rule == "as-the-source-says" and f.verdict == "inconsistent"]
    assert bool(accused) == (support is Support.CONTRADICTED)
    assert from_json(report.to_json()).held == report.held


def test_without_a_source_nothing_is_held() -> None:
    assert verify.check(SOURCE).held == ()
