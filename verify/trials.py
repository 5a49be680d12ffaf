"""Rules on trial: the examples that every rule carries, run through the whole pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verify.model import Example, Finding, Report, Rule, Verdict
from verify.pipeline import Setup, check_text, evidence_of
from verify.reading import read_text

VERDICTS = ("inconsistent", "approximate", "consistent", "implied", "ignored")


class Trial(Struct, frozen=True):
    """One example of a rule and what came of it."""

    rule: Rule
    example: Example
    findings: tuple[Finding, ...]
    """What the rule found in the example."""
    fault: str
    """Why the trial failed, "" where it passed."""

    @property
    def passed(self) -> bool:
        """Whether the rule did what its author says."""
        return not self.fault


def try_rules(setup: Setup, only: str = "") -> Iterator[Trial]:
    """Run the examples of all rules, or of one."""
    for compiled in setup.book.rules:
        if only in ("", compiled.rule.id):
            for example in compiled.rule.examples:
                yield try_example(compiled.rule, example, setup)


def try_example(rule: Rule, example: Example, setup: Setup) -> Trial:
    """Run one example: the rule must give the verdict, and no other rule may call the text inconsistent."""
    source = [evidence_of(read_text(example.against, "<source>"), setup)] if example.against else []
    report = check_text(example.text, setup, against=source)
    # By itself: where another rule says more of the same figures, its finding alone stands in a report.
    alone = check_text(example.text, replace(setup, book=setup.book.only(rule.id)), against=source).findings
    mine = tuple(finding for finding in alone if finding.rule == rule.id)
    return Trial(rule, example, mine, _fault(example, mine, report))


def by_verdict(trials: Sequence[Trial]) -> dict[str, list[Trial]]:
    """Return trials by the verdict that their examples ask for, in the order of a report."""
    groups: dict[str, list[Trial]] = {verdict: [] for verdict in VERDICTS}
    for trial in trials:
        groups[trial.example.verdict].append(trial)
    return {verdict: found for verdict, found in groups.items() if found}


def to_paste(trial: Trial) -> str:
    """Return the example as YAML under the verdict that the rule gives it, for an author who agrees with the rule."""
    text = _quoted(trial.example.text)
    if not trial.findings:
        return f"ignored:\n  - {text}"
    finding = trial.findings[0]
    verdict = finding.verdict.value
    if finding.verdict is Verdict.IMPLIED and finding.implied:
        given = finding.implied[0]
        return f"{verdict}:\n  - text: {text}\n    gives: {_quoted(f'{given.name} = {given.text}')}"
    if finding.verdict is Verdict.INCONSISTENT and finding.slips:
        return f"{verdict}:\n  - text: {text}\n    slip: {finding.slips[0].name}"
    return f"{verdict}:\n  - {text}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which YAML reads as it stands


def _fault(example: Example, mine: tuple[Finding, ...], report: Report) -> str:
    verdicts = sorted({finding.verdict.value for finding in mine})
    accused = {part.figure for finding in mine if finding.verdict is Verdict.INCONSISTENT for part in finding.parts}
    wrong = report.with_verdict(Verdict.INCONSISTENT)
    others = [finding for finding in wrong if accused.isdisjoint(part.figure for part in finding.parts)]
    if example.verdict == "ignored":
        return f"must be ignored, but is {', '.join(verdicts)}: {mine[0].message}" if mine else ""
    if example.verdict not in verdicts:
        said = f"is {', '.join(verdicts)}" if verdicts else "is not noticed"
        return f"must be {example.verdict}, but {said}"
    if "inconsistent" in verdicts and example.verdict != "inconsistent":
        return f"must be {example.verdict}, but something in it is inconsistent too"
    if others:
        return f"another rule, {others[0].rule}, calls it inconsistent: {others[0].message}"
    if example.gives:
        given = [f"{entry.name} = {entry.text}" for finding in mine for entry in finding.implied]
        if example.gives not in given:
            return f"must give '{example.gives}', but gives {'; '.join(given) or 'nothing'}"
    if example.slip:
        named = [slip.name for finding in mine for slip in finding.slips]
        if example.slip not in named:
            return f"must name the slip '{example.slip}', but names {', '.join(named) or 'none'}"
    return ""
