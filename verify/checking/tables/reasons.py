"""Why a rule over tables found nothing to say, for its author: how far its slots came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.claims import Panel
from verify.model import Figure

from ..layout import ROWS, Slot
from ..rulebook import CompiledRule
from .picks import fits
from .sheet import Sheet
from .trying import layout_of


def why_silent(rule: CompiledRule, panels: Sequence[Panel], figures: Sequence[Figure]) -> str:
    """Return why a rule over tables has no finding in these panels, as half a sentence."""
    if not panels:
        return "there is no table with numbers in the text"
    layout = layout_of(rule)
    if layout.said:
        return "no sentence near a table names a row and says, or all but says, what the rule makes of its cells"
    if layout.counted:
        return "no sentence counts the rows of the table below it, or the table may list something else"
    sheets = [Sheet(panel, axis, figures) for panel in panels for axis in layout.axes]
    if layout.whole:
        heads = [line for sheet in sheets if sheet.axis == ROWS for line in sheet.across]
        must = layout.whole.must
        if must is not None and not any(must.search(head.words) for head in heads):
            return f"no column is named as '{layout.whole.name}' must be"
        return "columns are there, but not all rows have a number of the kind, or nothing says that none is left out"
    missing = min((list(_missing(sheet, layout.singles, figures)) for sheet in sheets), key=len)
    if missing:
        names = " and ".join(f"'{name}'" for name in missing)
        return f"no row or column has the name and the kind of numbers that {names} must have"
    return "rows and columns are there, but no choice of them holds in most of the lines across, beyond chance"


def _missing(sheet: Sheet, slots: Sequence[Slot], figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the slots that no line of a sheet may fill."""
    for slot in slots:
        if not any(fits(sheet, slot, line, figures) for line in range(len(sheet.lines))):
            yield slot.name
