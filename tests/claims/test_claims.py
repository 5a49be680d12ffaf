"""A corpus of sayings: what a figure is understood to mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import verify
from verify.model import Claim, Period, Standing, Term

CORPUS = Path(__file__).parent.parent / "corpus" / "claims" / "claims.yaml"
SAYINGS = yaml.safe_load(CORPUS.read_text("utf-8"))


def said(field: Term | Period) -> str:
    if field.standing is Standing.UNKNOWN:
        return "-"
    return f"({field.words})" if field.standing is Standing.INHERITED else field.words


def field_of(claim: Claim, name: str) -> str:
    value = getattr(claim, name)
    return said(value) if isinstance(value, Term | Period) else str(value)


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: f"{saying['figure']} in {saying['text'][:40]}")
def test_a_figure_is_understood(saying: dict[str, str]) -> None:
    report = verify.check(saying["text"])
    (claim,) = (claim for claim in report.claims if claim.figure.quote == saying["figure"])
    wanted = {name: value for name, value in saying.items() if name not in ("text", "figure")}
    assert {name: field_of(claim, name) for name in wanted} == wanted
