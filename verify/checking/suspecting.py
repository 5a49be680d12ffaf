"""Which figure is wrong: of those in one accusation the likeliest, and of several accusations the one they share.

A figure that other findings accuse as well is suspect, one that other findings confirm is less so, and one that a slip
of the hand would mend is more so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from verify.model import Figure, Finding, Group, Interval, Verdict

from .diagnosis import repair

LEAST = 2
"""Findings that make a group."""


def suspect(findings: Sequence[Finding], figures: Sequence[Figure]) -> tuple[tuple[Finding, ...], tuple[Group, ...]]:
    """Return the findings with their suspects, and the groups of those that have a figure in common.

    The findings of a group come before the others of their weight, one after another. €35m ($83.2m) against €40m
    ($43.6m) and against €25m ($27.2m) -> both, under $83.2m: as $38.2m, two digits swapped, it would agree with both.
    """
    accused = [f for f in findings if f.verdict is Verdict.INCONSISTENT and f.suppressed is None]
    if not accused:
        return tuple(findings), ()
    accusations = _counted(accused)
    confirmations = _counted([f for f in findings if f.verdict in (Verdict.CONSISTENT, Verdict.APPROXIMATE)])

    groups = _groups(accused, figures, confirmations)
    shared = {name: group.figure for group in groups for name in group.findings}

    def suspects(finding: Finding) -> tuple[int, ...]:
        slips = Counter(slip.figure for slip in finding.slips)
        mended = dict.fromkeys(part.figure for part in finding.parts if part.repair)
        return tuple(
            sorted(
                mended,
                key=lambda at: (at != shared.get(finding.id), -accusations[at], confirmations[at], -slips[at]),
            )
        )

    order = {name: number for number, name in enumerate(shared)}
    told = [
        replace(finding, suspects=suspects(finding)) if finding.verdict is Verdict.INCONSISTENT else finding
        for finding in findings
    ]
    told.sort(key=lambda finding: order.get(finding.id, len(order)))
    return tuple(told), groups


def _counted(findings: Sequence[Finding]) -> Counter[int]:
    return Counter(index for finding in findings for index in {part.figure for part in finding.parts})


def _groups(
    accused: Sequence[Finding], figures: Sequence[Figure], confirmations: Mapping[int, int]
) -> tuple[Group, ...]:
    """Return the figures that findings share; a finding is in one group, that of the figure that mends the most."""
    by_figure: dict[int, list[Finding]] = defaultdict(list)
    for finding in accused:
        for index in dict.fromkeys(part.figure for part in finding.parts):
            by_figure[index].append(finding)
    shared = {index: found for index, found in by_figure.items() if len(found) >= LEAST}
    meant = {index: _meant(index, found) for index, found in shared.items()}
    mends = {index: meant[index] or _repair(index, found, figures) for index, found in shared.items()}
    groups: list[Group] = []
    taken: set[str] = set()
    for index in sorted(
        shared,
        key=lambda at: (-len(shared[at]), not mends[at], confirmations[at], not meant[at], figures[at].span),
    ):
        free = [finding for finding in shared[index] if finding.id not in taken]
        if len(free) >= LEAST:
            whole = len(free) == len(shared[index])
            mend = mends[index] if whole else _meant(index, free) or _repair(index, free, figures)
            groups.append(Group(index, tuple(finding.id for finding in free), mend))
            taken.update(finding.id for finding in free)
    return tuple(groups)


def _meant(index: int, findings: Sequence[Finding]) -> str:
    """Return the value that a slip of the hand would have had for its origin in all the findings, "" where none."""
    said = [{slip.meant: None for slip in finding.slips if slip.figure == index} for finding in findings]
    return next((value for value in said[0] if value and all(value in others for others in said)), "")


def _repair(index: int, findings: Sequence[Finding], figures: Sequence[Figure]) -> str:
    """Return the value of one figure that would mend all the findings, "" where none would."""
    common: Interval | None = None
    for part in (part for finding in findings for part in finding.parts if part.figure == index):
        if part.computed is None or part.unit != figures[index].unit:
            return ""
        common = part.computed if common is None else common.meet(part.computed)
        if common is None:
            return ""
    return repair(figures[index], common) if common else ""
