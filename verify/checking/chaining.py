"""What a rule implies is a claim too: rules whose claims ask for the gifts of other rules (`of: rule.gift`).

"€40m ($43.6m)" implies 1.08 to 1.11 dollars a euro, and so does "€25m ($27.2m)" elsewhere: a rule may join the two.
Such a rule takes part once all others have spoken, and none takes what another one of them implies: no cycle, one step
deep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verify.claims import Passage
from verify.model import EVERYTHING, Claim, Figure, Finding, Implied, Interval, Part, Phase, Slip, Verdict

from .diagnosis import MOST_SLIPS, distance, explained, figure_slips, repair
from .formula import Formula, parse_check
from .judging import judge
from .rulebook import CompiledRule, RuleBook
from .solving import holds, solve, value
from .statements import Statements
from .tie import Amended, Tie
from .ties import Members, barred, complete

MOST = 40
"""Figures that one gift of one rule brings into a document's joins; a text with more of them is a table in disguise."""

OF = "of"
"""The key of a claim that asks for what another rule implies."""


class Link(Struct, frozen=True):
    """An implied figure that takes part, with the finding that it comes from."""

    figure: Figure
    claim: Claim
    tie: Tie
    finding: Finding
    entry: Implied


def chained(
    book: RuleBook,
    found: Sequence[tuple[Tie, Finding]],
    passages: Sequence[Passage],
    figures: Sequence[Figure],
    claims: Sequence[Claim],
) -> Iterator[Finding]:
    """Yield the findings of the rules that join implied figures; `parts` are the stated figures behind them.

    Implied figures are given indexes behind those of the text, so that ties, formulas and messages treat them alike.
    """
    wanted = {name for rule in book.chaining for claim in rule.rule.claims for name in claim.fields.get(OF, ())}
    if not wanted:
        return
    links = _links(wanted, found, figures, {claim.index: claim for claim in claims})
    if not links:
        return
    by_index = {link.figure.index: link for link in links}
    everything = [*figures, *(link.figure for link in links)]
    statements = Statements(book.likeness, passages, claims)
    everyone = Members(everything, (*claims, *(link.claim for link in links)), statements)
    seen: set[tuple[str, frozenset[str]]] = set()
    for rule in book.chaining:
        for tie in complete(Tie(rule, {}), everyone):
            sources = [by_index[index].finding.id if index in by_index else f"#{index}" for index in tie.figures]
            key = (rule.rule.id, frozenset(sources))
            # Of two findings one tie, whichever of them comes first; none of a finding with itself.
            stated = _stated(tie, by_index)
            if len(key[1]) < len(sources) or key in seen or len(set(stated)) < len(stated):
                continue
            seen.add(key)
            if _silenced(rule, set(stated), passages, figures):
                continue
            finding = judge(tie, everything, f"{rule.rule.id}:{'+'.join(sorted(sources))}")
            if finding is not None:
                yield _grounded(finding, tie, by_index, everything)


def _links(
    wanted: set[str],
    found: Sequence[tuple[Tie, Finding]],
    figures: Sequence[Figure],
    claims: Mapping[int, Claim],
) -> list[Link]:
    links: list[Link] = []
    brought: Counter[str] = Counter()
    for tie, finding in found:
        if finding.verdict is Verdict.INCONSISTENT:
            continue
        for entry in finding.implied:
            name = f"{finding.rule}.{entry.name}"
            like = next((claims[i] for i in tie.figures if i in claims and figures[i].unit == entry.unit), None)
            base = like or next((claims[index] for index in tie.figures if index in claims), None)
            if name not in wanted or base is None or brought[name] >= MOST:
                continue
            brought[name] += 1
            figure = _figure(len(figures) + len(links), name, tie, entry, figures)
            claim = replace(base, figure=figure)
            if entry.name in tie.rule.kinds:
                # A slot that was left open is another figure of the same thing. Its period is that of what implies it.
                claim = replace(claim, phase=Phase.UNKNOWN)
            links.append(Link(figure, claim, tie, finding, entry))
    return links


def _figure(index: int, name: str, tie: Tie, entry: Implied, figures: Sequence[Figure]) -> Figure:
    """Return an implied figure as a figure: its words are those in which a report tells it."""
    strict, coarse = (_computed(entry.name, tie, figures, reading) for reading in ("strict", "coarse"))
    source = figures[tie.figures[0]]
    shown = entry.value if strict is None else entry.unit.from_base(strict)
    return Figure(
        index=index,
        span=source.span,
        quote=entry.text,
        extent=source.extent,
        low=shown.low,
        high=shown.high,
        strict=shown,
        coarse=shown if coarse is None else shown.hull(entry.unit.from_base(coarse)),
        unit=entry.unit,
        kind=entry.unit.kind,
        form=name,
        step=0.0,
    )


def _computed(name: str, tie: Tie, figures: Sequence[Figure], reading: str) -> Interval | None:
    values = tie.values(figures, reading)
    gift = tie.rule.gifts.get(name)
    if gift is not None:
        return value(gift.node, values)
    return solve(tie.rule.formula, {**values, name: EVERYTHING}).get(name) if tie.rule.formula else None


def _stated(tie: Tie, links: Mapping[int, Link]) -> list[int]:
    """Return the figures of the text behind a tie; where one is named twice, the two say nothing of one another."""
    return [index for figure in tie.figures for index in (links[figure].tie.figures if figure in links else (figure,))]


def _silenced(rule: CompiledRule, stated: set[int], passages: Sequence[Passage], figures: Sequence[Figure]) -> bool:
    """Whether what the rule has under `unless:` stands in the sentences around the figures."""
    if not rule.barring:
        return False
    for passage in passages:
        tokens = [token for token, index in enumerate(passage.figures) if index in stated]
        if tokens and barred(rule, passage, (tokens[0], tokens[-1] + 1), figures):
            return True
    return False


def _grounded(finding: Finding, tie: Tie, links: Mapping[int, Link], figures: Sequence[Figure]) -> Finding:
    """Return a finding whose parts are figures of the text, with the findings that it rests on."""
    behind: list[Part] = []
    for part in finding.parts:
        behind += _behind(part, links[part.figure], finding, figures) if part.figure in links else [part]
    wrong = finding.verdict is Verdict.INCONSISTENT
    slips = _slips(finding, tie, links, figures) if wrong else ()
    parts, slips = explained(tuple(behind), slips, figures, tie.rule.formula)
    return replace(
        finding,
        parts=parts,
        slips=slips,
        chain=tuple(links[part.figure].finding.id for part in finding.parts if part.figure in links),
    )


def _slips(finding: Finding, tie: Tie, links: Mapping[int, Link], figures: Sequence[Figure]) -> tuple[Slip, ...]:
    """Return the slips in stated figures that would explain a finding, those behind an implied one among them."""
    formula = tie.rule.formula
    if formula is None:
        return ()

    def trial(index: int, meant: Figure) -> float | None:
        changed = {index: meant}
        amended = Amended(figures, changed)
        for place in tie.figures:
            if place in links and index in links[place].tie.figures:
                link = links[place]
                changed[place] = _figure(place, link.figure.form, link.tie, link.entry, amended)
        values = tie.values(amended)
        return distance(formula, values) if holds(formula, values) else None

    found = figure_slips(dict.fromkeys(_stated(tie, links)), figures, trial)
    return (*(slip for slip in finding.slips if slip.figure is None), *found)[:MOST_SLIPS]


def _behind(part: Part, link: Link, finding: Finding, figures: Sequence[Figure]) -> Iterator[Part]:
    """Yield the figures behind an implied one; what that may be says what each of them may be."""
    formula, name = _formula(link)
    target = link.entry.unit.to_base(part.computed) if part.computed else EVERYTHING
    allowed = solve(formula, {**link.tie.values(figures, finding.reading.value), name: target})
    for inner in link.finding.parts:
        figure = figures[inner.figure]
        found = allowed.get(inner.name)
        computed = figure.unit.from_base(found) if found else None
        mended = repair(figure, computed) if finding.verdict is Verdict.INCONSISTENT and computed else ""
        yield replace(inner, name=f"{part.name}.{inner.name}", computed=computed, repair=mended)


def _formula(link: Link) -> tuple[Formula, str]:
    """Return the formula that ties an implied figure to those behind it, and its name there."""
    gift = link.tie.rule.gifts.get(link.entry.name)
    if gift is None and link.tie.rule.formula is not None:
        return link.tie.rule.formula, link.entry.name
    return parse_check(f"implied_figure = {gift.text if gift else link.entry.name}"), "implied_figure"
