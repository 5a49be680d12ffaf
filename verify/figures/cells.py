"""Reading the cells of a table: a cell that is a number is one figure, whatever prose would make of its signs.

"(1,040)" is negative, "(13)%" and "(8.4%)" are percent, "$  35" is money, "17,116 (1)" has a note; years of a head stay
dates, since nothing but a number is read here. What a head says of the cells below it is for `claims` to add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.model import NUMBER, PERCENT, Cell, Document, Figure, Interval, Span, Table, Unit

from .dates import PLAINLY_YEARS
from .digits import read_digits
from .lexicon import Lexicon

_NUMBER = re.compile(
    r"""(?P<sign>[+\-−–]?)\s*(?P<open>\(?)\s*(?P<money>[^\W\d]{0,4}\s?[^\w\s()+\-−–.,%]?\s?)\s*(?P<inner>\(?)\s*(?P<minus>[+\-−–]?)\s*
        (?P<digits>\d{1,3}(?:\ \d{3})+(?:[.,]\d+)?|\.?\d[\d,.'’\u00a0\u202f]*)\s*
        (?P<close>\)?)\s*(?P<percent>%?)\s*(?P<late>\)?)
        (?P<notes>(?:\s?(?:\(\w{1,2}\)|\[\w{1,2}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{1,3}))*)""",
    re.VERBOSE,
)
_MINUS = "-−–"
_LONGEST = 48
"""Characters of a cell that is but a number."""
_YEAR = re.compile(r"\d{4}")


def cell_figures(table: Table, document: Document, lexicon: Lexicon) -> Iterator[tuple[Cell, Figure | None]]:
    """Yield each cell of a table with its figure, None where it is no plain number and is to be read as prose.

    Rows in which all numbers are plain years are heads: their years are left to prose, which reads dates.
    """
    read = [(cell, read_cell(document, cell.span, lexicon)) for cell in table.cells]
    dated = _dated_rows(read)
    for cell, figure in read:
        heads = cell.is_head or cell.row in dated or (cell.column == 0 and _is_year(figure))
        yield cell, None if heads else figure


def read_cell(document: Document, span: Span, lexicon: Lexicon) -> Figure | None:
    """Return the number that a cell is, None where it holds anything else; the index is still to be given."""
    if span.end - span.start > _LONGEST:
        return None
    words = document.quote(span)
    found = _NUMBER.fullmatch(words)
    if found is None:
        return None
    unit = _unit(found, lexicon)
    number = read_digits(words, found.start("digits") + (words[found.start("digits")] == "."), lexicon)
    if (
        unit is None
        or number is None
        or number.digits.startswith("00")
        or number.end < len(words[: found.end("digits")].rstrip(" \u00a0\u202f"))
    ):
        return None
    value, step = number.value, number.step
    if words[found.start("digits")] == ".":
        value, step = float(f".{number.digits}"), 10.0 ** -len(number.digits)
    opened = found["open"] or found["inner"]
    signs = {found["sign"], found["minus"]} - {""}
    if opened or any(sign in _MINUS for sign in signs):
        value = -value
    allowed = Interval(value - step / 2, value + step / 2)
    end = span.start + found.start("notes")
    quote = document.text[span.start : end].rstrip()
    return Figure(
        index=0,
        span=Span(span.start, span.start + len(quote)),
        quote=quote,
        extent=span,
        low=value,
        high=value,
        strict=allowed,
        coarse=allowed,  # the zeros of a table are as good as its other digits
        unit=unit,
        kind=unit.kind,
        step=step,
        scale=1.0,
    )


def _unit(found: re.Match[str], lexicon: Lexicon) -> Unit | None:
    """Return what the signs in a cell say, None where they are no signs of money."""
    if found["percent"]:
        return None if found["money"].strip() else PERCENT
    sign = found["money"].strip()
    if not sign:
        return NUMBER
    code = lexicon.money.get(sign) or lexicon.money.get(sign.upper())
    if code is None and sign[:-1].rstrip().upper():
        code = lexicon.money.get(f"{sign[:-1].rstrip().upper()}{sign[-1]}")
    return lexicon.unit(code) if code else None


def _is_year(figure: Figure | None) -> bool:
    if figure is None or figure.unit is not NUMBER or not _YEAR.fullmatch(figure.quote):
        return False
    return figure.low in PLAINLY_YEARS


def _dated_rows(read: list[tuple[Cell, Figure | None]]) -> set[int]:
    """Return the rows in which there is a year and no other number."""
    years: set[int] = set()
    others: set[int] = set()
    for cell, figure in read:
        if figure is not None:
            (years if _is_year(figure) else others).add(cell.row)
    return years - others
