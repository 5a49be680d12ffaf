"""Reports put down by hand: figures, claims and findings one after another over a text."""

from __future__ import annotations

import math
import re

from msgspec.structs import replace

from verify.model import (
    Claim,
    Document,
    Figure,
    Finding,
    Interval,
    Kind,
    Part,
    Qualifier,
    Region,
    RegionKind,
    Report,
    Rule,
    SourceMap,
    Span,
    Standing,
    Term,
    Unit,
)


class Sketch:
    """Figures, claims and findings put down one after another over a text."""

    def __init__(self, text: str, name: str = "ferries.md") -> None:
        self.text, self.name = text, name
        self.figures: list[Figure] = []
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []
        self._position = 0

    def figure(
        self,
        quote: str,
        low: float,
        unit: Unit,
        room: float,
        *,
        hedge: str = "",
        noun: str = "",
        form: str = "",
        kind: Kind | None = None,
        qualifier: Qualifier = Qualifier.EXACT,
        coarse: Interval | None = None,
    ) -> Figure:
        """Read the next `quote` in the text as `low` give or take `room`."""
        start = self.text.index(quote, self._position)
        self._position = start + len(quote)
        extent = Span(start - len(hedge) - 1 if hedge else start, self._position + (len(noun) + 1 if noun else 0))
        strict = Interval.around(low, room)
        if qualifier is Qualifier.MORE_THAN:
            strict = Interval(low, math.inf)
        made = Figure(
            index=len(self.figures),
            span=Span(start, self._position),
            quote=quote,
            extent=extent,
            low=low,
            high=low,
            strict=strict,
            coarse=coarse or strict,
            unit=unit,
            kind=kind or unit.kind,
            qualifier=qualifier,
            hedge=hedge,
            noun=tuple(noun.split()),
            form=form,
            step=2 * room,
        )
        self.figures.append(made)
        return made

    def claim(self, figure: Figure, **fields: object) -> None:
        """Understand a figure; fields that are not given stay unknown."""
        self.claims.append(replace(Claim(figure), **fields))  # type: ignore[arg-type]

    def term(self, words: str, standing: Standing = Standing.STATED) -> Term:
        """Return a field in the words of the text."""
        start = self.text.find(words)
        return Term(
            words, tuple(words.lower().split()), standing, Span(start, start + len(words)) if start >= 0 else None
        )

    def regions(self) -> tuple[Region, ...]:
        """Return the blocks of the text by their first characters."""
        kinds = {"#": RegionKind.HEADING, "-": RegionKind.LIST_ITEM, ">": RegionKind.QUOTE}
        made: list[Region] = []
        for found in re.finditer(r"^(?:([#>-]) )?(.+(?:\n(?![-\n]).+)*)", self.text, re.MULTILINE):
            kind = RegionKind.DEBRIS if found[2].startswith("You may") else kinds.get(found[1], RegionKind.PARAGRAPH)
            made.append(
                Region(kind, Span(*found.span(2)), 1 if kind in (RegionKind.HEADING, RegionKind.LIST_ITEM) else 0)
            )
        return tuple(made)

    def report(self, rules: tuple[Rule, ...] = (), problems: tuple[str, ...] = ()) -> Report:
        """Return what was put down."""
        document = Document(self.name, self.text, self.regions(), SourceMap(self.text))
        return Report(
            document, tuple(self.figures), tuple(self.claims), tuple(self.findings), rules, problems, version="0.1.0"
        )


def part(
    name: str, figure: Figure, computed: Interval | None = None, repair: str = "", value: Interval | None = None
) -> Part:
    """Return a figure in its slot."""
    return Part(name, figure.index, figure.span, figure.quote, value or figure.strict, figure.unit, computed, repair)
