"""The report: all that a run found out about one document."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from msgspec import Struct

from .claim import Claim, Stance
from .document import Document
from .evidence import Held
from .figure import Figure
from .finding import Finding, Group, Verdict
from .rule import Rule

SCHEMA_VERSION = "1.0"


class Report(Struct, frozen=True, dict=True):
    """One document, its figures, the claims they became, and the findings of the rules."""

    document: Document
    figures: tuple[Figure, ...]
    """Every figure read, dates and names included; `figures[i].index == i`."""
    claims: tuple[Claim, ...]
    """The quantities among the figures, understood, in the order of the text."""
    findings: tuple[Finding, ...]
    """By weight: inconsistent (those of a group first), approximate, implied, consistent; within that by place. Last,
    what is suppressed."""
    rules: tuple[Rule, ...] = ()
    """The rules that were in force."""
    problems: tuple[str, ...] = ()
    """What could not be done (a rule that did not load, a suppression of no use); nothing else was lost."""
    version: str = ""
    """Version of verify that made it."""
    groups: tuple[Group, ...] = ()
    """The figures that several inconsistent findings have in common, the most accused first."""
    held: tuple[Held, ...] = ()
    """Figures held against evidence, in the order of the text; empty where none was given."""

    @cached_property
    def standing(self) -> tuple[Finding, ...]:
        """The findings that count: all that are not suppressed."""
        return tuple(finding for finding in self.findings if finding.suppressed is None)

    @cached_property
    def suppressed(self) -> tuple[Finding, ...]:
        """The findings that an author has laid aside, with a reason."""
        return tuple(finding for finding in self.findings if finding.suppressed is not None)

    @cached_property
    def by_figure(self) -> dict[int, tuple[Finding, ...]]:
        """Standing findings by the index of each figure that takes part."""
        table: dict[int, list[Finding]] = {}
        for finding in self.standing:
            for index in dict.fromkeys(part.figure for part in finding.parts):
                table.setdefault(index, []).append(finding)
        return {index: tuple(found) for index, found in table.items()}

    def with_verdict(self, verdict: Verdict) -> tuple[Finding, ...]:
        """Return the standing findings with `verdict`, in the report's order."""
        return tuple(finding for finding in self.standing if finding.verdict is verdict)

    @cached_property
    def derived(self) -> tuple[Claim, ...]:
        """The claims that follow from other figures of the text, as a finding that holds says."""
        held = {f.derives for f in self.standing if f.verdict in (Verdict.CONSISTENT, Verdict.APPROXIMATE)}
        return tuple(claim for claim in self.claims if claim.index in held)

    @cached_property
    def estimated(self) -> tuple[Claim, ...]:
        """The claims that the text itself calls estimates."""
        return tuple(claim for claim in self.claims if claim.stance is Stance.ESTIMATED)

    @cached_property
    def unchecked(self) -> tuple[Claim, ...]:
        """The claims that nothing could check: no finding, suppressed or not, holds them against another figure."""
        checked = {
            part.figure for finding in self.findings if finding.verdict is not Verdict.IMPLIED for part in finding.parts
        }
        return tuple(claim for claim in self.claims if claim.index not in checked)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The headline: findings by verdict, claims by what is known of them."""
        verdicts = Counter(finding.verdict for finding in self.standing)
        return {
            "inconsistent": verdicts[Verdict.INCONSISTENT],
            "approximate": verdicts[Verdict.APPROXIMATE],
            "consistent": verdicts[Verdict.CONSISTENT],
            "implied": verdicts[Verdict.IMPLIED],
            "suppressed": len(self.suppressed),
            "derived": len(self.derived),
            "estimated": len(self.estimated),
            "unchecked": len(self.unchecked),
            "claims": len(self.claims),
            "figures": len(self.figures),
        }
