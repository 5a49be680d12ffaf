"""Claims and rules become findings."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from verify.claims import Panel, Passage
from verify.model import Claim, Figure, Finding, Verdict

from .chaining import chained
from .judging import judge
from .normal import normal_form
from .rulebook import RuleBook
from .tables import count_ties, prose_ties, table_ties
from .tie import Tie
from .ties import find_ties

_WEIGHT = {Verdict.INCONSISTENT: 0, Verdict.APPROXIMATE: 1, Verdict.IMPLIED: 2, Verdict.CONSISTENT: 3}


def check(
    book: RuleBook,
    passages: Sequence[Passage],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    panels: Sequence[Panel] = (),
) -> tuple[Finding, ...]:
    """Return the findings of all rules, by weight and place; the same figures and formula give one finding.

    "12 of the 40 sites" -> the rule `part-within-whole` ties 12 and 40 -> 12 <= 40: consistent.
    """
    book = book.for_reports if panels else book
    kept: dict[int, tuple[Tie, Finding]] = {}
    by_figure: dict[int, set[int]] = defaultdict(set)
    claims = [claim for claim in claims if not claim.figure.is_cell]  # what stands in tables is tied by their rules
    ties = [
        *find_ties(book, passages, figures, claims),
        *table_ties(book.tabular, panels, figures),
        *prose_ties(book.speaking, panels, passages, figures),
        *count_ties(book.counting, panels, passages, figures),
    ]
    for number, tie in enumerate(ties):
        finding = judge(tie, figures, _fingerprint(tie, figures))
        if finding is None:
            continue
        near = set().union(*(by_figure[index] for index in tie.figures))
        rivals = [other for other in near if _rivals(tie, finding, *kept[other])]
        if any(_better(*kept[other], tie, finding) for other in rivals):
            continue
        for other in rivals:
            for index in kept.pop(other)[0].figures:
                by_figure[index].discard(other)
        kept[number] = (tie, finding)
        for index in tie.figures:
            by_figure[index].add(number)
    seen: Counter[str] = Counter()
    found: list[Finding] = []
    told = [finding for _, finding in kept.values()]
    told += chained(book, list(kept.values()), passages, figures, claims)
    for finding in told:
        seen[finding.id] += 1
        number = seen[finding.id]
        found.append(finding if number == 1 else replace(finding, id=f"{finding.id}-{number}"))
    return by_weight(found)


def by_weight(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of a report: by weight and place."""
    return tuple(sorted(findings, key=lambda finding: (_WEIGHT[finding.verdict], finding.spans, finding.rule)))


def _rivals(tie: Tie, finding: Finding, other: Tie, rival: Finding) -> bool:
    """Whether two ties say the same: of the same figures by the same formula, or of fewer of them.

    Two formulas over the same figures are two findings, else one that holds would hide one that does not; but a rule
    reads its figures in one way, and what is only implied gives way to what is judged.
    """
    mine, theirs = set(tie.figures), set(other.figures)
    if mine == theirs:
        judged = Verdict.IMPLIED not in (finding.verdict, rival.verdict)
        return not judged or tie.rule is other.rule or normal_form(tie) == normal_form(other)
    same_formula = tie.rule.rule.check == other.rule.rule.check and bool(tie.rule.rule.check)
    return same_formula and (mine < theirs or theirs < mine)


def _better(tie: Tie, finding: Finding, other: Tie, rival: Finding) -> bool:
    """Whether the finding already kept is at least as good as its rival.

    More figures are better, then a verdict than an implied figure, the user's rule than ours, the longer sentence.
    """

    def rank(one: Tie, found: Finding) -> tuple[int, bool, int, int]:
        return (len(set(one.figures)), found.verdict is not Verdict.IMPLIED, one.rule.rank, one.length)

    return rank(tie, finding) >= rank(other, rival)


def _fingerprint(tie: Tie, figures: Sequence[Figure]) -> str:
    """Return an id made of the rule and the words of its figures: it survives edits elsewhere in the text."""
    return fingerprint(tie.rule.rule.id, [figures[index].quote for index in tie.figures])


def fingerprint(rule: str, quotes: Sequence[str]) -> str:
    """Return the id of a finding, made of its rule and the words of its figures."""
    words = "\x1f".join([rule, *(" ".join(quote.split()) for quote in quotes)])
    data = words.encode("utf-8", "replace")
    # Two checksums of zlib tell the findings of a text apart; hashlib would load OpenSSL at every start.
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"
