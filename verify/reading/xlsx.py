"""Excel files: every sheet, its cells as they are shown, parted into titles, notes and tables by blank rows.

A formula counts with the value that was stored with it; one without is said so.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from verify.errors import DocumentError
from verify.model import Document, RegionKind

from .archive import check_archive, damaged, missing
from .composing import Composer, Draft, Run, check_size
from .forms import Form
from .numberformats import shown

_UNSTORED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*\Z")
_LONG_TITLE = 80


class _Filled(NamedTuple):
    """A cell that holds something."""

    row: int
    column: int
    words: str
    name: str
    level: int
    bold: bool


def xlsx_document(data: bytes, name: str) -> Document:
    """Return the document of an Excel file; its places are "Sheet1!B7".

    Raises DocumentError where the file is damaged, encrypted or too large, or openpyxl is not installed.
    """
    what = Form.XLSX.value
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise missing(name, what, "openpyxl", "xlsx") from None
    check_archive(data, name, what)
    composer = Composer(name)
    try:
        import warnings  # noqa: PLC0415 - of openpyxl, on what it leaves out

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        check_size(sum(sheet.max_row * sheet.max_column for sheet in book.worksheets), name)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                _add_sheet(composer, sheet)
            else:
                composer.notes.append(f"the sheet '{sheet.title}' is hidden, and not read")
        if unstored := _unstored(data):
            composer.notes.append(
                f"formulas without a stored value, which are not read: {unstored:,}; open and save it in a spreadsheet"
            )
    except DocumentError:
        raise
    except Exception as trouble:  # whatever expat, zipfile and openpyxl raise on a broken part
        raise damaged(name, what) from trouble
    document = composer.document()
    if not document.text:
        raise DocumentError(f"is {what} without a value", mend="; ".join(document.notes) or "fill its cells", file=name)
    return document


def _add_sheet(composer: Composer, sheet: Any) -> None:
    prefix = sheet.title if _PLAIN_NAME.match(sheet.title) else "'" + sheet.title.replace("'", "''") + "'"
    merged = {(part.min_row, part.min_col): part for part in sheet.merged_cells.ranges}
    first = True
    for block in _blocks(_rows(sheet)):
        if first and len(sheet.parent.worksheets) > 1:
            composer.block(RegionKind.HEADING, [Run(sheet.title, spot=(prefix, None))], 1)
        first = False
        if all(len(row) == 1 and row[0].column == block[0][0].column for row in block):
            for (cell,) in block:
                is_title = cell.bold or (len(cell.words) <= _LONG_TITLE and not cell.words.endswith((".", ":", ";")))
                kind = RegionKind.HEADING if is_title else RegionKind.PARAGRAPH
                composer.block(kind, [_run(cell, prefix)], 2 if is_title else 0)
            continue
        drafts = []
        for row in block:
            for cell in row:
                part = merged.get((cell.row, cell.column))
                rows, columns = (part.max_row - cell.row + 1, part.max_col - cell.column + 1) if part else (1, 1)
                drafts.append(
                    Draft(
                        (_run(cell, prefix),), cell.row, cell.column - 1, min(rows, 2000), min(columns, 200), False,
                        cell.level,
                    )
                )  # fmt: skip
        left = min(draft.column for draft in drafts)
        composer.table(draft._replace(column=draft.column - left) for draft in drafts)


def _rows(sheet: Any) -> Iterator[list[_Filled]]:
    styles: dict[int, tuple[str, int, bool]] = {}
    for cells in sheet.iter_rows():
        row = []
        for cell in cells:
            if cell.value is None:
                continue
            style = styles.get(cell.style_id)
            if style is None:  # asking a cell for each of these costs more than all the rest
                style = cell.number_format, int(cell.alignment.indent or 0), bool(cell.font.b)
                styles[cell.style_id] = style
            pattern, level, bold = style
            words = shown(cell.value, pattern)
            if words.strip():  # in hidden rows too: totals count them
                level += len(words) - len(words.lstrip(" \u00a0\u2003"))
                row.append(_Filled(cell.row, cell.column, " ".join(words.split()), cell.coordinate, level, bold))
        yield row


def _run(cell: _Filled, sheet: str) -> Run:
    return Run(cell.words, spot=(f"{sheet}!{cell.name}", None))


def _blocks(rows: Iterator[list[_Filled]]) -> Iterator[list[list[_Filled]]]:
    """Part the rows at blank ones; titles above a table and notes below it are blocks of their own."""
    block: list[list[_Filled]] = []
    for row in rows:
        if row:
            block.append(row)
        elif block:
            yield from _parts(block)
            block = []
    if block:
        yield from _parts(block)


def _parts(block: list[list[_Filled]]) -> Iterator[list[list[_Filled]]]:
    left = min(cell.column for row in block for cell in row)
    # A cell by itself is a title only where names stand; elsewhere it is a head over columns.
    wide = [number for number, row in enumerate(block) if len(row) > 1 or row[0].column > left]
    if not wide:
        yield block
        return
    first, last = wide[0], wide[-1]
    for part in (block[:first], block[first : last + 1], block[last + 1 :]):
        if part:
            yield part


def _unstored(data: bytes) -> int:
    """Return how many formulas have no value beside them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(
            len(_UNSTORED.findall(archive.read(name)))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )
