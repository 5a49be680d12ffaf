"""Sentences that count the rows of the table that they lead to: "the following seven plants" and a table of six.

A table may list other things than the sentence counts. It is accused only where its heads name what is counted, or
the sentence names the table; where all its rows are of one kind; and where it misses by little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from verify.claims import Panel, Passage
from verify.claims.grids import singular, tokens_of
from verify.model import Figure

from ..layout import Slot
from ..rulebook import CompiledRule
from ..tie import Tie
from ..ties import barring, within_reach
from .trying import layout_of

REACH = 300
"""Characters from the end of a match to the table that it leads to: the rest of the sentence, and a caption."""
SLACK = 3
"""A table that misses the count by more than a row in so many lists something else."""


def count_ties(
    rules: Sequence[CompiledRule], panels: Sequence[Panel], passages: Sequence[Passage], figures: Sequence[Figure]
) -> Iterator[Tie]:
    """Yield the ties between counts of the prose and the rows of the next table."""
    if not rules or not panels:
        return
    parts = Counter(panel.table for panel in panels)
    starts = [passage.places[0][0] if passage.places else 0 for passage in passages]
    before = 0
    for panel in panels:
        if parts[panel.table] == 1:
            first = max(0, bisect_left(starts, max(before, panel.span.start - 10 * REACH)) - 1)
            last = bisect_left(starts, panel.span.start)
            for rule in rules:
                for passage in passages[first:last]:
                    yield from _in_passage(rule, panel, before, passage, figures)
        before = panel.span.end


def _in_passage(
    rule: CompiledRule, panel: Panel, before: int, passage: Passage, figures: Sequence[Figure]
) -> Iterator[Tie]:
    slot = layout_of(rule).counted
    if slot is None:
        return
    bars: list[tuple[int, int]] | None = None
    for pattern in rule.patterns:
        for match in pattern.find(passage, figures):
            start, end = passage.span(*match.span)
            if start < before or not 0 <= panel.span.start - end <= REACH:
                continue
            bars = list(barring(rule, passage, figures)) if bars is None else bars
            if bars and within_reach(bars, passage, match.span):
                continue
            slots = {name: group for name, group in match.slots.items() if name in rule.used}
            counts = [figures[group[0]] for group in slots.values() if len(group) == 1]
            rows = _rows(panel, slot)
            if len(counts) == 1 and rows and _speaks(counts[0], rows, panel, slot, passage.words):
                yield Tie(rule, {**slots, slot.name: rows}, length=len(pattern.required))


def _rows(panel: Panel, slot: Slot) -> tuple[int, ...]:
    """Return the first figure of each row that counts; none where the rows are of several kinds, or one has none."""
    kept = [number for number, line in enumerate(panel.rows) if _counts(line.words, slot)]
    lines = [panel.rows[number] for number in kept]
    if len({line.level for line in lines}) > 1 or any(line.section for line in lines):
        return ()
    if len({line.words for line in lines}) < len(lines):
        return ()
    firsts: dict[int, int] = {}
    for (row, _), index in sorted(panel.figures.items()):
        firsts.setdefault(row, index)
    return tuple(firsts[row] for row in kept) if all(row in firsts for row in kept) else ()


def _counts(name: str, slot: Slot) -> bool:
    return bool(name) and (slot.never is None or not slot.never.search(name))


def _speaks(count: Figure, rows: Sequence[int], panel: Panel, slot: Slot, words: Sequence[str]) -> bool:
    """Whether a count may be held against the rows: it is their number, or surely meant to be.

    Of rows like "Other" nobody knows whether they were counted.
    """
    off = abs(count.low - len(rows))
    if off == 0:
        return True
    doubtful = sum(slot.may is not None and slot.may.search(line.words) is not None for line in panel.rows)
    if off <= doubtful or count.low == len(panel.columns) or off > max(1, len(rows) // SLACK):
        return False
    heads = {singular(token) for token in tokens_of(panel.context)}
    return (bool(count.noun) and singular(count.noun[-1]) in heads) or not set(slot.named).isdisjoint(words)
