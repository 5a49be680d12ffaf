"""PDF files with a text layer: their pages read column by column, without what every page repeats.

PDFium gives the letters and their places; what stands where on a page is worked out in `pagelines`, `pagecolumns` and
`pageblocks`. A scan holds pictures of letters only, and says so.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from verify.errors import DocumentError
from verify.model import Document, RegionKind

from .archive import damaged, missing
from .composing import Composer, Run
from .forms import Form
from .pageblocks import Line, PageBlock, blocks_of_flow, measures_of, usual_height
from .pagecolumns import in_reading_order
from .pagelines import GENERATED, Letter, Row, joined_lines, pieces_of, rows_of

MOST_PAGES = 5000
MOST_LETTERS = 200_000
"""Of one page."""
_EDGE_ROWS = 3
"""At the top and at the bottom of a page: what every page repeats stands there."""
_PAGE_NUMBER = re.compile(
    r"(?:page\s+|[-–—]\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)
_COMPOUND = re.compile(r"\b[^\W\d_]+-[^\W\d_]+\b")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_PASSWORD = 4
"""FPDF_ERR_PASSWORD"""


def pdf_document(data: bytes, name: str) -> Document:
    """Return the document of a PDF; its places are "page 3", with the box of the line.

    Raises DocumentError where it is damaged, encrypted, too long or a scan, or pypdfium2 is not installed.
    """
    what = Form.PDF.value
    try:
        import pypdfium2  # noqa: PLC0415 - an extra
    except ImportError:
        raise missing(name, what, "pypdfium2", "pdf") from None
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        if getattr(trouble, "err_code", None) == _PASSWORD or "password" in str(trouble).lower():
            raise DocumentError(
                f"is {what} that is encrypted", mend="save a copy without its password, or export its text", file=name
            ) from None
        raise damaged(name, what) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentError(f"is {what} of {len(pdf):,} pages", mend="split it", file=name)
        pages, heights, empty = _pages(pdf, pypdfium2)
    finally:
        pdf.close()
    if not any(pages):
        raise DocumentError(
            f"is {what} that has no text: its {len(pages)} pages are pictures, or empty",
            mend="have its text recognised first: ocrmypdf FILE out.pdf",
            file=name,
        )
    document = _composed(name, _without_repeated(pages), usual_height(heights))
    notes = (f"holds no text on {_listed(empty)}: what is there are pictures",) if empty else ()
    return replace(document, notes=notes)


def _pages(pdf: Any, pypdfium2: Any) -> tuple[list[list[Row]], list[float], list[int]]:
    """Return the rows and the height of each page, and the numbers of those that hold pictures and no text."""
    pages: list[list[Row]] = []
    heights: list[float] = []
    empty: list[int] = []
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pypdfium2.PdfiumError:
            pages.append([])
            empty.append(number + 1)
            continue
        rows = rows_of(pieces_of(list(_letters(page, pypdfium2.raw))))
        pages.append(rows)
        heights.append(page.get_height())
        if not rows and next(iter(page.get_objects(max_depth=1)), None) is not None:
            empty.append(number + 1)
        page.close()
    return pages, heights, empty


def _letters(page: Any, raw: Any) -> Iterator[tuple[Letter, bool]]:
    """Yield the letters of a page, in points from its upper left corner as it is shown."""
    text = page.get_textpage()
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    turned = page.get_rotation()
    left, bottom, right, top = page.get_bbox()
    handle, unicode, loose = text.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    generated = raw.FPDFText_IsGenerated
    bold, is_new_word = False, True
    for index in range(min(text.count_chars(), MOST_LETTERS)):
        character = chr(unicode(handle, index) or 32)
        if character.isspace() or not loose(handle, index, at):
            if character not in "\r\n":  # PDFium ends a line at every raised letter; the places tell where lines end
                yield Letter(GENERATED if generated(handle, index) else " ", 0, 0, 0, 0), bold
            is_new_word = True
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        if is_new_word:
            bold, is_new_word = _is_bold(handle, index, raw), False
        match turned:
            case 90:
                place = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
            case 180:
                place = (right - x1, y0 - bottom, right - x0, y1 - bottom)
            case 270:
                place = (top - y1, right - x1, top - y0, right - x0)
            case _:
                place = (x0 - left, top - y1, x1 - left, top - y0)
        yield Letter(character, *place), bold
    text.close()


def _is_bold(handle: Any, index: int, raw: Any) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(flags))
    return _BOLD.search(name.value) is not None


def _without_repeated(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Leave out the heads and feet that pages repeat, and page numbers."""
    seen = Counter(key for rows in pages for key in {_key(row) for row in _edges(rows)})
    often = max(2, len(pages) // 2 if len(pages) < 8 else len(pages) // 4)
    repeated = {key for key, count in seen.items() if count >= often}
    kept = []
    for rows in pages:
        edges = {id(row) for row in _edges(rows) if _key(row) in repeated and len(rows) > 1}
        rest = [row for row in rows if id(row) not in edges]
        for at in (0, -1):
            if len(rest) > 1 and len(rest[at]) == 1 and _PAGE_NUMBER.fullmatch(rest[at][0].words):
                del rest[at]
        kept.append(rest)
    return kept


def _edges(rows: Sequence[Row]) -> list[Row]:
    return [*rows[:_EDGE_ROWS], *rows[max(_EDGE_ROWS, len(rows) - _EDGE_ROWS) :]]


def _key(row: Row) -> tuple[str, int]:
    """Return what is the same in the heads of all pages: the words but for numbers, and how high they stand."""
    return re.sub(r"\d+", "#", " ".join(piece.words for piece in row)), round(row[0].bottom / 3)


def _composed(name: str, pages: Sequence[Sequence[Row]], height: float) -> Document:
    usual = measures_of(pages, height)
    known = frozenset(
        found.lower() for rows in pages for row in rows for piece in row for found in _COMPOUND.findall(piece.words)
    )
    composer = Composer(name)
    held: PageBlock | None = None
    for number, rows in enumerate(pages, 1):
        for flow in in_reading_order(rows):
            for block in blocks_of_flow(flow, number, usual):
                if held is not None and _goes_on(held, block):
                    held = held._replace(lines=(*held.lines, *block.lines))
                    continue
                if held is not None:
                    _add(composer, held, known)
                held = block
    if held is not None:
        _add(composer, held, known)
    return composer.document()


def _goes_on(before: PageBlock, block: PageBlock) -> bool:
    """Say whether a paragraph goes on in the next column or on the next page."""
    if block.kind is not RegionKind.PARAGRAPH or before.kind not in (RegionKind.PARAGRAPH, RegionKind.LIST_ITEM):
        return False
    last, first = before.lines[-1].piece, block.lines[0].piece
    moved = before.lines[-1].page != block.lines[0].page or first.top < last.top
    return (
        moved
        and abs(first.size - last.size) < 1
        and first.words[0].islower()
        and not last.words.endswith((".", "?", "!"))
    )


def _add(composer: Composer, block: PageBlock, known: frozenset[str]) -> None:
    if block.kind is RegionKind.TABLE:
        composer.table(block.cells)
        return
    words = joined_lines([line.piece.words for line in block.lines], known)
    runs = [Run(said, spot=_spot(line)) for said, line in zip(words, block.lines, strict=True)]
    composer.block(block.kind, runs, block.level)


def _spot(line: Line) -> tuple[str, tuple[float, float, float, float]]:
    return f"page {line.page}", line.piece.box


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
