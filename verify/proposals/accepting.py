"""Proposals held to the text: what is not in it is refused, units must fit, and the arithmetic is ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verify.checking import CompiledRule, by_weight, fingerprint
from verify.checking.formula import Formula, FormulaError, Number, parse_check, walk
from verify.checking.judging import judge
from verify.checking.tie import Tie
from verify.claims import Phrases
from verify.errors import ClaimsError
from verify.exchange.files import Row
from verify.exchange.speaking import amended
from verify.model import Claim, Document, Figure, Finding, Level, Place, Role, Rule, Standing, Verdict

from .fitting import mixed
from .proposing import Mention, Proposals, ProposedClaim, ProposedTie

RULE = Rule(
    id="proposed",
    title="A tie that another reader proposed",
    check="",
    level=Level.WARNING,
    why="The figures were tied by a reader beside ours; the formula, its units and the arithmetic were checked here.",
    pack="proposals",
)
NUMBERS = frozenset([*range(13), 24, 52, 60, 100, 365, 1000])
"""What may stand in a proposed formula: a reader that could write any number could write values."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")


class Accepted(Struct, frozen=True):
    """What is left of the proposals for one document."""

    claims: tuple[Claim, ...]
    """All claims, with what was proposed of some of them."""
    readers: tuple[str, ...] = ()
    ties: tuple[Finding, ...] = ()
    """The findings of the proposed ties."""
    faults: tuple[ClaimsError, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rule that stands for what was proposed."""
        return (RULE,) if self.readers else ()


def accepted(
    proposals: Sequence[Proposals],
    document: Document,
    figures: Sequence[Figure],
    claims: Sequence[Claim],
    phrases: Phrases,
) -> Accepted:
    """Return what holds of the proposals that are about `document`; the others are told in `faults`."""
    by_figure = {claim.index: claim for claim in claims}
    ties: list[Finding] = []
    faults: list[ClaimsError] = []
    mine = [one for one in proposals if one.document in ("", document.name)]
    for one in mine:
        for number, claim in enumerate(one.claims, 1):
            try:
                by_figure[claim.figure] = _claim(claim, by_figure, document, figures, phrases)
            except ClaimsError as trouble:
                faults.append(_told(trouble, one, f"claim {number}"))
        for number, tie in enumerate(one.ties, 1):
            try:
                ties.append(_finding(tie, one.reader, document, figures))
            except (ClaimsError, FormulaError) as trouble:
                faults.append(_told(trouble, one, f"tie {number}"))
    left = tuple(by_figure[index] for index in sorted(by_figure))
    return Accepted(left, tuple(dict.fromkeys(one.reader for one in mine)), tuple(ties), tuple(faults))


def together(found: Sequence[Finding], again: Sequence[Finding], accepted: Accepted) -> tuple[Finding, ...]:
    """Return our findings, those that proposed claims brought, and those of proposed ties, by weight and place.

    `again` are the findings over the claims with what was proposed of them. Proposals add and take nothing away: no
    reader can talk a finding out of the report. What our rules say of the same figures is said once, by them.
    """
    by = " and ".join(accepted.readers)
    known = {finding.id for finding in found}
    brought = [_marked(finding, f"as {by} reads the claims") for finding in again if finding.id not in known]
    told = [*found, *brought]
    judged = {_figures(finding) for finding in told if finding.verdict is not Verdict.IMPLIED}
    told += [finding for finding in accepted.ties if _figures(finding) not in judged]
    seen: Counter[str] = Counter()
    numbered = []
    for finding in told:
        seen[finding.id] += 1
        again_met = seen[finding.id] > 1
        numbered.append(replace(finding, id=f"{finding.id}-{seen[finding.id]}") if again_met else finding)
    return by_weight(numbered)


def _marked(finding: Finding, who: str) -> Finding:
    level = Level.WARNING if finding.level is Level.ERROR else finding.level
    return replace(finding, level=level, message=f"{finding.message} ({who})")


def _figures(finding: Finding) -> frozenset[int]:
    return frozenset(part.figure for part in finding.parts)


def _told(trouble: ClaimsError | FormulaError, one: Proposals, which: str) -> ClaimsError:
    what = str(trouble) if isinstance(trouble, FormulaError) else trouble.what
    if isinstance(trouble, FormulaError):
        what = f"the formula {what}"
    return ClaimsError(what, mend=trouble.mend, where=Place(f"proposals of {one.reader}", 1, 1, spot=which))


def _named(mention: Mention | ProposedClaim, document: Document, figures: Sequence[Figure]) -> Figure:
    """Return the figure that is meant; raises ClaimsError where its number and its words do not belong together."""
    figure = figures[mention.figure] if 0 <= mention.figure < len(figures) else None
    if figure is None or not figure.is_quantity:
        raise ClaimsError(f"there is no figure {mention.figure}", mend="take a number of the prompt's list")
    if _plain(mention.quote) not in (_plain(figure.quote), _plain(document.quote(figure.extent))):
        what = f"figure {mention.figure} reads {document.quote(figure.extent)!r}, not {mention.quote[:60]!r}"
        raise ClaimsError(what, mend="quote the figure as the text has it")
    return figure


def _claim(
    proposed: ProposedClaim,
    claims: dict[int, Claim],
    document: Document,
    figures: Sequence[Figure],
    phrases: Phrases,
) -> Claim:
    figure = _named(proposed, document, figures)
    values: dict[str, str | int | float] = {}
    for name in ("measure", "subject", "period"):
        words = getattr(proposed, name)
        if not words:
            continue
        if not _stands(words, document):
            raise ClaimsError(f"the text has no {words[:60]!r}", mend=f"take the words of the {name} from the text")
        values[name] = words
    if proposed.role:
        if proposed.role not in set(Role):
            raise ClaimsError(f"'{proposed.role}' is no role", mend=f"the roles are {', '.join(Role)}")
        values["role"] = proposed.role
    claim = claims.get(figure.index, Claim(figure, sentence=-1, paragraph=-1))
    told = amended(claim, Row(0, values), phrases)
    # What the text states beside the figure is not talked away, only what is open is filled.
    return replace(
        told,
        measure=claim.measure if claim.measure.standing is Standing.STATED else told.measure,
        subject=claim.subject if claim.subject.standing is Standing.STATED else told.subject,
        period=claim.period if claim.period.standing is Standing.STATED else told.period,
    )


def _finding(tie: ProposedTie, reader: str, document: Document, figures: Sequence[Figure]) -> Finding:
    """Return our judgement of a proposed tie; raises ClaimsError or FormulaError where it cannot be accepted."""
    formula = parse_check(tie.formula)
    if tie.sentence and not _stands(tie.sentence, document):
        raise ClaimsError(f"the text has no {tie.sentence[:60]!r}", mend="quote the sentence as the text has it")
    slots = dict(_slots(tie, formula, document, figures))
    for number in _numbers(formula):
        if number not in NUMBERS:
            what = f"the formula holds the number {number:g}, which could be a value"
            raise ClaimsError(what, mend="write formulas over figures")
    apart = mixed(formula, {name: figures[index] for name, (index,) in slots.items()})
    if apart:
        raise ClaimsError(f"{apart[0]} and {apart[1]} are added or compared", mend="their units cannot fit")
    quotes = [figures[index].quote for (index,) in slots.values()]
    rule = CompiledRule(replace(RULE, check=tie.formula), (), formula, {}, {}, (), dict.fromkeys(slots, "figure"))
    found = judge(Tie(rule, slots), figures, fingerprint(RULE.id, [tie.formula, *quotes]))
    if found is None:
        raise ClaimsError(f"the units of {', '.join(quotes)} do not fit {tie.formula}", mend="check the formula")
    return replace(found, message=f"{found.message} (tie proposed by {reader})")


def _slots(
    tie: ProposedTie, formula: Formula, document: Document, figures: Sequence[Figure]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    named = {mention.name: _named(mention, document, figures) for mention in tie.figures}
    if len({figure.index for figure in named.values()}) < max(2, len(tie.figures)):
        raise ClaimsError("ties fewer than two figures, or one twice", mend="give each name a figure of its own")
    for name in formula.names:
        if name not in named or not _NAME.fullmatch(name):
            raise ClaimsError(f"'{name[:40]}' names no figure", mend="list every name of the formula under `figures`")
        yield name, (named[name].index,)
    unused = [name for name in named if name not in formula.names]
    if unused:
        raise ClaimsError(f"the formula does not use '{unused[0][:40]}'", mend="leave the figure out")


def _numbers(formula: Formula) -> Iterator[float]:
    for relation in formula.relations:
        for side in (relation.left, relation.right):
            yield from (node.number for node in walk(side) if isinstance(node, Number))


def _stands(words: str, document: Document) -> bool:
    return _plain(words) in _plain(document.text)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
