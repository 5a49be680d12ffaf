"""What one rule implies meets what another implies, or states."""

from __future__ import annotations

from pathlib import Path

import verify
from verify.checking import load_rulebook
from verify.claims import load_language
from verify.model import Finding, Verdict

PAIRS = "The mill pays €40m ($43.6m) now. Wages are €9m. It will pay a further €25m ($31.2m) later."

LEVELS = """
rule: rise-to-level
title: A rise to a level implies the level before
find: "rise by <percent change> to <amount after> [from <amount before>]"
check: after = before * (1 + change)
examples:
  implied: [ "Sales rose by 10% to $110m." ]
---
rule: level-before
title: The level that is implied is the one that is stated
claims:
  implied: {of: rise-to-level.before}
  stated: {is: amount, phase: before}
where: same measure, unit
check: implied = stated
examples:
  consistent: [ "Sales rose by 10% to $110m. Sales were $100m last year." ]
"""


def joined(text: str) -> list[Finding]:
    return [finding for finding in verify.check(text).findings if finding.rule == "same-exchange-rate"]


def test_two_implied_rates_that_differ_are_inconsistent() -> None:
    (finding,) = joined(PAIRS)
    assert finding.verdict is Verdict.INCONSISTENT


def test_its_parts_are_the_figures_of_the_text_and_its_chain_names_what_it_rests_on() -> None:
    report = verify.check(PAIRS)
    (finding,) = joined(PAIRS)
    assert [part.quote for part in finding.parts] == ["€40m", "$43.6m", "€25m", "$31.2m"]
    assert [report.figures[part.figure].quote for part in finding.parts] == [part.quote for part in finding.parts]
    assert sorted(finding.chain) == sorted(f.id for f in report.findings if f.rule == "currency-in-brackets")


def test_each_figure_behind_it_is_told_what_would_mend_it() -> None:
    (finding,) = joined(PAIRS)
    repairs = {part.quote: part.computed for part in finding.parts}
    assert repairs["$31.2m"] is not None
    assert 27e6 in repairs["$31.2m"]


def test_pairs_that_share_a_figure_say_nothing_of_one_another() -> None:
    assert joined("The mill pays €40m ($43.6m; £35m) now.") == []


def test_three_pairs_are_compared_two_by_two() -> None:
    pairs = "It pays €40m ($43.6m) now, €25m ($27.2m) in May. It will pay €10m ($10.9m) later."
    assert [finding.verdict for finding in joined(pairs)] == [Verdict.CONSISTENT] * 3


def test_an_implied_level_meets_a_stated_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(LEVELS, "utf-8")
    verdicts = {
        stated: [f.verdict for f in verify.check(_levels(stated), rules=(path,)).findings if f.rule == "level-before"]
        for stated in ("$100m", "$120m")
    }
    assert verdicts == {"$100m": [Verdict.CONSISTENT], "$120m": [Verdict.INCONSISTENT]}


def _levels(stated: str) -> str:
    return f"Sales rose by 10% to $110m. Sales were {stated} last year."


def test_a_rule_that_asks_for_what_no_rule_implies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(LEVELS.replace("rise-to-level.before}", "rise-to-level.befor}"), "utf-8")
    (fault,) = load_rulebook([path], load_language()).faults
    assert "no rule implies 'rise-to-level.befor'" in str(fault)
    assert "rise-to-level.before" in str(fault)
