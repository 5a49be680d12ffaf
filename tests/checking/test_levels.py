"""How much an inconsistency weighs: the rule's level, or error where its `grave` comparison fails as well."""

from __future__ import annotations

import pytest

from verify.model import Level, Verdict
from verify.pipeline import check_text, prepare

SETUP = prepare()


@pytest.mark.parametrize(
    ("text", "verdict", "level"),
    [
        ("Walkers slept longer, t(38) = 2.42, p = .04.", Verdict.INCONSISTENT, Level.WARNING),
        ("Walkers slept longer, t(38) = 2.42, p = .06.", Verdict.INCONSISTENT, Level.ERROR),
        ("Walkers slept longer, t(38) = 1.42, p < .05.", Verdict.INCONSISTENT, Level.ERROR),
        ("Walkers slept no longer, t(38) = 2.42, ns.", Verdict.INCONSISTENT, Level.ERROR),
        ("Walkers slept longer, t(38) = 2.42, p = .02.", Verdict.CONSISTENT, Level.WARNING),
    ],
)
def test_a_p_on_the_other_side_of_significance_is_an_error(text: str, verdict: Verdict, level: Level) -> None:
    (finding,) = check_text(text, SETUP).findings
    assert (finding.verdict, finding.level) == (verdict, level)
