"""What the heads of a table say of its numbers: their money and scale, and whether they are percentages.

"(in millions, except per share)" in a title, "€m" above a column, "Gross margin (%)" beside a row. The nearest word
counts: the cell's own sign, the column's head, the row's name, the table's title, the sentences round the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from verify.figures import Lexicon
from verify.model import PERCENT, Document, Figure, Interval, Kind, RegionKind, Span, Unit

from .grids import Panel, TableWords

_MONEY = re.compile(r"(?<![\w$€£¥₹])((?:[A-Z]{1,3}\s?)?[$€£¥₹]|[A-Z]{3}\b|[A-Z]{3}(?=[m’'‘\s\d]))", re.UNICODE)
_GLUED = re.compile(r"(?:[$€£¥₹]|\b[A-Z]{3})\s?(mm|mn|m|M|bn|b|B|k|K)\b")
_WORDS = re.compile(r"(?<!\d)(?<!\d )\b([a-z]+)\b", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|In|IN)\s(?:[\w.]+\s|[$€£¥]\s?){0,3}?([a-z]+)\b|\(([^()]{0,60})\)")
_NEAR = 2
"""Regions before and after a table in which its scale is looked for."""
_LETTERS = {"m": 1e6, "mm": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "k": 1e3}


class Said(NamedTuple):
    """What some words say of numbers."""

    money: str = ""
    """The code of a currency."""
    scale: float = 0.0
    """0 where nothing is said."""
    percent: bool = False


def read_head(said: str, lexicon: Lexicon, words: TableWords) -> Said:
    """Return what a head says.

    "US$ in thousands" is money of the USA, scale 1000; "Change (%)" is percent.
    """
    return Said(_money(said, lexicon), _scale(said, lexicon, words), words.percent.search(said) is not None)


def with_heads(
    document: Document, figures: Sequence[Figure], panels: Sequence[Panel], lexicon: Lexicon, words: TableWords
) -> tuple[Figure, ...]:
    """Return the figures with those of the panels in the unit and the scale that their heads say."""
    changed: dict[int, Figure] = {}
    around: dict[int, Said] = {}
    for panel in panels:
        if panel.table not in around:
            around[panel.table] = _around(document, panel.span, lexicon, words)
        _read_panel(panel, figures, around[panel.table], changed, lexicon, words)
    if not changed:
        return tuple(figures)
    return tuple(changed.get(figure.index, figure) for figure in figures)


def _read_panel(
    panel: Panel,
    figures: Sequence[Figure],
    around: Said,
    changed: dict[int, Figure],
    lexicon: Lexicon,
    words: TableWords,
) -> None:
    title = read_head(panel.context, lexicon, words)
    columns = [read_head(line.words, lexicon, words) for line in panel.columns]
    rows = [read_head(f"{line.section} {line.words}", lexicon, words) for line in panel.rows]
    names = [read_head(line.words, lexicon, words) for line in panel.rows]
    percents = _percent_columns(panel, figures, columns)
    counting = {
        column
        for column, line in enumerate(panel.columns)
        if words.counted_heads.search(line.words)
        and not words.unscaled.search(line.words)
        and not columns[column].money
    }
    signed = _money_of_cells(panel, figures)
    above: dict[int, Unit | None] = {}
    """What the last cell of each column that says its unit says; None after a row with units of its own."""
    lines = (panel.rows, panel.columns)
    own_rows, own_columns = ({n for n, line in enumerate(part) if words.own_units.search(line.words)} for part in lines)
    bare_rows, bare_columns = (
        {n for n, line in enumerate(part) if words.unscaled.search(line.words)} for part in lines
    )
    own_columns |= counting
    for (row, column), index in sorted(panel.figures.items()):
        figure = figures[index]
        own = figure.unit if figure.unit.name else None
        if own is not None:
            above[column] = own
        unit = own
        if unit is None and (column in percents or (names[row].percent and not names[row].money)):
            unit = PERCENT
        if unit is None and (row in own_rows or column in own_columns):
            if column in above:
                above[column] = None
        elif unit is None:
            inherited = above.get(column, figure.unit)
            code = names[row].money or columns[column].money or title.money or around.money or signed
            unit = lexicon.unit(code) if code and inherited is not None else None
            if inherited is not None and inherited.kind is Kind.MONEY:
                unit = inherited
        scale = 1.0
        if (unit is None or unit.kind is Kind.MONEY) and not (row in bare_rows or column in bare_columns):
            scale = rows[row].scale or columns[column].scale or title.scale or around.scale or 1.0
        changed[index] = scaled(figure, unit or figure.unit, scale)


def scaled(figure: Figure, unit: Unit, scale: float) -> Figure:
    """Return the figure of a cell in `unit`, its printed number multiplied."""
    if scale == 1.0 and unit is figure.unit:
        return figure
    value = figure.low * scale
    step = figure.step * scale
    allowed = Interval(value - step / 2, value + step / 2)
    return replace(
        figure,
        low=value,
        high=value,
        strict=allowed,
        coarse=allowed,
        unit=unit,
        kind=unit.kind,
        step=step,
        scale=scale,
    )


def _percent_columns(panel: Panel, figures: Sequence[Figure], heads: Sequence[Said]) -> set[int]:
    """Return the columns of percentages: their heads say so, or the first number has the sign and none is money."""
    signs: dict[int, list[Kind]] = {}
    for (_, column), index in sorted(panel.figures.items()):
        signs.setdefault(column, []).append(figures[index].kind)
    return {
        column
        for column, kinds in signs.items()
        if Kind.MONEY not in kinds and ((heads[column].percent and not heads[column].money) or kinds[0] is Kind.PERCENT)
    }


def _money_of_cells(panel: Panel, figures: Sequence[Figure]) -> str:
    """Return the currency whose sign stands in cells, "" where there are none or several."""
    codes = {figures[index].unit.name for index in panel.figures.values() if figures[index].kind is Kind.MONEY}
    return codes.pop() if len(codes) == 1 else ""


def _money(said: str, lexicon: Lexicon) -> str:
    for found in _MONEY.finditer(said):
        sign = found[1].replace(" ", "")
        code = lexicon.money.get(sign) or (lexicon.money.get(sign[-1]) if sign[-1] in "$€£¥₹" else None)
        if code:
            return code
    for found in _WORDS.finditer(said):
        saying = lexicon.sayings.get(found[1].lower())
        if saying is not None and saying.name in lexicon.table.currencies and found[1].lower().endswith("s"):
            return saying.name
    return ""


def _scale(said: str, lexicon: Lexicon, words: TableWords) -> float:
    if words.thousands.search(said):
        return 1e3
    if glued := _GLUED.search(said):
        return _LETTERS[glued[1].lower()]
    for found in _WORDS.finditer(said):
        scale = _scale_word(found[1], lexicon)
        if scale:
            return scale
    return 0.0


def _scale_word(word: str, lexicon: Lexicon) -> float:
    lower = word.lower()
    scale = lexicon.scales.get(lower) or lexicon.scales.get(lower.removesuffix("s")) or 0.0
    return scale if scale >= 1e3 else 0.0


def _around(document: Document, span: Span, lexicon: Lexicon, words: TableWords) -> Said:
    """Return what the prose round a table says: "as follows (in thousands):"; what stands before it counts first."""
    first = bisect_left(document.regions, span.start, key=lambda region: region.span.end)
    last = bisect_left(document.regions, span.end, key=lambda region: region.span.start)
    before, after = document.regions[max(0, first - _NEAR) : first], document.regions[last : last + _NEAR]
    for region in (*reversed(before), *after):
        if region.kind is RegionKind.TABLE:
            continue
        for found in _IN.finditer(document.text, *region.span):
            said = found[1] or found[2]
            scale = _scale(said, lexicon, words)
            if scale:
                return Said(_money(found[0], lexicon), scale)
    return Said()
