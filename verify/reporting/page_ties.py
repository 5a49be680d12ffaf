"""The picture of how the figures hang together: a line for each figure, and each tie a thread across the lines.

Threads rather than arrows between dots: a tie has two, three or ten figures, the figures keep the order of the text,
and nothing has to be placed by luck. Only the geometry is made here, in pixels; the same report, the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verify.model import Finding, Report

LINE, THREAD, NAMES, EDGE = 26, 26, 300, 14
"""Pixels: between two lines, between two threads, for the names, and round it all."""

MOST = 60
"""Figures in one picture; of more, the weightiest ties are drawn."""

MOST_IN_ALL = 240
LONGEST_QUOTE, LONGEST_MEASURE = 24, 22


class Node(Struct, frozen=True):
    """A figure, on a line of its own."""

    figure: int
    quote: str
    measure: str
    y: int


class Tie(Struct, frozen=True):
    """A finding, as a thread through its figures."""

    number: int
    """Of the finding on the page, from 1."""
    verdict: str
    x: int
    ys: tuple[int, ...]


class Picture(Struct, frozen=True):
    """Figures that hang together."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int
    """Ties that would have made it too large."""
    width: int
    height: int
    names: int = NAMES


def pictures(report: Report) -> tuple[tuple[Picture, ...], int]:
    """Return a picture for each set of figures that ties connect, the weightiest first, and how many are left out."""
    made: list[Picture] = []
    drawn = 0
    groups = _connected(report.standing)
    for group in groups:
        kept = _weightiest(group)
        drawn += len({figure for finding in kept for figure in _figures(finding)})
        if made and drawn > MOST_IN_ALL:
            break
        made.append(_picture(report, kept, len(group) - len(kept)))
    return tuple(made), len(groups) - len(made)


def _connected(findings: Sequence[Finding]) -> list[list[tuple[int, Finding]]]:
    """Return the findings, numbered from 1, in sets that share figures; in the order of the report."""
    root: dict[int, int] = {}

    def find(figure: int) -> int:
        while root.setdefault(figure, figure) != figure:
            root[figure] = figure = root[root[figure]]
        return figure

    tied = [(number, finding) for number, finding in enumerate(findings, 1) if len(_figures((number, finding))) > 1]
    for numbered in tied:
        first, *others = _figures(numbered)
        for other in others:
            root[find(other)] = find(first)
    groups: dict[int, list[tuple[int, Finding]]] = {}
    for numbered in tied:
        groups.setdefault(find(_figures(numbered)[0]), []).append(numbered)
    return list(groups.values())


def _figures(numbered: tuple[int, Finding]) -> list[int]:
    return list(dict.fromkeys(part.figure for part in numbered[1].parts))


def _weightiest(group: Sequence[tuple[int, Finding]]) -> list[tuple[int, Finding]]:
    kept: list[tuple[int, Finding]] = []
    figures: set[int] = set()
    for numbered in group:
        more = figures | set(_figures(numbered))
        if len(more) <= MOST or not kept:
            figures = more
            kept.append(numbered)
    return kept


def _picture(report: Report, group: Sequence[tuple[int, Finding]], left_out: int) -> Picture:
    members = {figure for numbered in group for figure in _figures(numbered)}
    figures = sorted(members, key=lambda index: (report.figures[index].span, index))[: 2 * MOST]
    lines = {figure: EDGE + LINE // 2 + at * LINE for at, figure in enumerate(figures)}
    measures = {claim.index: claim.measure.words for claim in report.claims if claim.index in members}
    nodes = tuple(
        Node(
            figure,
            _short(report.figures[figure].quote, LONGEST_QUOTE),
            _short(measures.get(figure, ""), LONGEST_MEASURE),
            lines[figure],
        )
        for figure in figures
    )
    ties = tuple(_threads(group, lines))
    width = max((tie.x for tie in ties), default=NAMES) + THREAD // 2 + EDGE
    return Picture(nodes, ties, left_out, width, 2 * EDGE + LINE * len(nodes))


def _threads(group: Sequence[tuple[int, Finding]], lines: dict[int, int]) -> Iterator[Tie]:
    """Yield the ties, each on the first track where no other one is in its way; short ones stay near the names."""
    spread = []
    for number, finding in group:
        ys = sorted(lines[figure] for figure in _figures((number, finding)) if figure in lines)
        spread.append((ys[-1] - ys[0], ys, number, finding.verdict.value))
    tracks: list[list[tuple[int, int]]] = []
    for _, ys, number, verdict in sorted(spread):
        free = (at for at, track in enumerate(tracks) if all(ys[-1] < low or high < ys[0] for low, high in track))
        track = next(free, len(tracks))
        if track == len(tracks):
            tracks.append([])
        tracks[track].append((ys[0], ys[-1]))
        yield Tie(number, verdict, NAMES + EDGE + THREAD // 2 + track * THREAD, tuple(ys))


def _short(words: str, longest: int) -> str:
    words = " ".join(words[: 4 * longest].split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
