"""The picture of how the figures hang together: a line for each figure, and each tie a thread across the lines.

Threads rather than arrows between dots: a tie has two, three or ten figures, the figures keep the order of the text,
and nothing has to be placed by luck. Only the geometry is made here, in pixels; the same report, the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verify.model import Finding, Report

LINE, THREAD, LETTER, EDGE = 26, 26, 7.4, 8
"""Pixels: between two lines, between two threads, for a letter of a name (at its widest, on average), round it all."""

MOST = 60
"""Figures in one picture; of more, the weightiest ties are drawn."""

MOST_IN_ALL = 240
LONGEST_QUOTE, LONGEST_MEASURE = 22, 20


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
    names: int
    """Where the names end and the lines begin."""
    width: int
    height: int


def pictures(report: Report) -> tuple[tuple[Picture, ...], int]:
    """Return a picture for each set of figures that ties connect, the weightiest first, and how many are left out."""
    groups = _connected(report.standing)
    kept: list[list[tuple[int, Finding]]] = []
    drawn: set[int] = set()
    for group in groups:
        heavy = _weightiest(group)
        drawn.update(figure for numbered in heavy for figure in _figures(numbered))
        if kept and len(drawn) > MOST_IN_ALL:
            break
        kept.append(heavy)
    names = _names(report, {figure for group in kept for numbered in group for figure in _figures(numbered)})
    longest = max((len(f"{measure} {quote}") for quote, measure in names.values()), default=0)
    edge = round(longest * LETTER) + EDGE  # one for all, so that they stand below one another
    made = tuple(
        _picture(report, some, len(all_) - len(some), names, edge) for some, all_ in zip(kept, groups, strict=False)
    )
    return made, len(groups) - len(made)


def _names(report: Report, figures: set[int]) -> dict[int, tuple[str, str]]:
    """Return the words of each figure, and of what it is."""
    measures = {claim.index: claim.measure.words for claim in report.claims if claim.index in figures}
    named = {}
    for figure in (report.figures[index] for index in sorted(figures)):
        measure = measures.get(figure.index) or " ".join(figure.noun)
        named[figure.index] = _short(figure.quote, LONGEST_QUOTE), _short(measure, LONGEST_MEASURE)
    return named


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


def _picture(
    report: Report,
    group: Sequence[tuple[int, Finding]],
    left_out: int,
    names: dict[int, tuple[str, str]],
    edge: int,
) -> Picture:
    members = {figure for numbered in group for figure in _figures(numbered)}
    figures = sorted(members, key=lambda index: (report.figures[index].span, index))[: 2 * MOST]
    lines = {figure: EDGE + LINE // 2 + at * LINE for at, figure in enumerate(figures)}
    nodes = tuple(Node(figure, *names[figure], lines[figure]) for figure in figures)
    ties = tuple(_threads(group, lines, edge + EDGE + THREAD // 2))
    width = max((tie.x for tie in ties), default=edge) + THREAD // 2 + EDGE
    return Picture(nodes, ties, left_out, edge, width, 2 * EDGE + LINE * len(nodes))


def _threads(group: Sequence[tuple[int, Finding]], lines: dict[int, int], start: int) -> Iterator[Tie]:
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
        yield Tie(number, verdict, start + track * THREAD, tuple(ys))


def _short(words: str, longest: int) -> str:
    words = " ".join(words[: 4 * longest].split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
