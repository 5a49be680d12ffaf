"""Word files: paragraphs, headings, lists, tables and notes, each with its number.

python-docx opens the package and knows its styles; its own view of a paragraph leaves out what was inserted under
review and what stands in content controls, so the elements are walked here. What was deleted under review is not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from verify.errors import DocumentError
from verify.model import Document, RegionKind

from .archive import check_archive, damaged, missing
from .composing import Composer, Draft, Run
from .forms import Form
from .raised import raised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_SHOWN = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNREAD = frozenset([_W + "del", _W + "moveFrom", _W + "instrText", _W + "txbxContent", _W + "delText", _FALLBACK])
_WRAPPERS = frozenset([_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")])
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_DEEPEST = 50

Element = Any
"""Of lxml, which has no types of its own."""


def docx_document(data: bytes, name: str) -> Document:
    """Return the document of a Word file; its places are "paragraph 12", "table 2, row 3, column 1", "footnote 4".

    Raises DocumentError where the file is damaged, encrypted or too large, or python-docx is not installed.
    """
    what = Form.DOCX.value
    try:
        import docx  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise missing(name, what, "python-docx", "docx") from None
    check_archive(data, name, what)
    try:
        composer = _Walk(name, _opened(data)).composed()
    except DocumentError:
        raise
    except Exception as trouble:  # whatever lxml, zipfile and python-docx raise on a broken part
        raise damaged(name, what) from trouble
    document = composer.document()
    if not document.text:
        raise DocumentError(
            f"is {what} without text", mend="if it holds pictures of text, recognise it first", file=name
        )
    return document


def _opened(data: bytes) -> Any:
    """Return the document in a package; python-docx itself refuses those with macros and templates."""
    from docx.opc.part import PartFactory  # noqa: PLC0415 - an extra
    from docx.package import Package  # noqa: PLC0415
    from docx.parts.document import DocumentPart  # noqa: PLC0415

    for kind in _KINDS:
        PartFactory.part_type_for.setdefault(kind, DocumentPart)
    return Package.open(io.BytesIO(data)).main_document_part.document


class _Walk:
    """The body from top to bottom, then the notes."""

    def __init__(self, name: str, package: Any) -> None:
        self.composer = Composer(name)
        self.part = package.part
        self.body = package.element.body
        self.styles = {style.style_id: style for style in package.styles if style.style_id}
        self.paragraphs = self.tables = 0

    def composed(self) -> Composer:
        """Read everything."""
        for block in _blocks(self.body):
            if block.tag == _W + "p":
                self.paragraphs += 1
                self._paragraph(block, f"paragraph {self.paragraphs}")
            else:
                self._table(block)
        for kind in ("footnotes", "endnotes"):
            self._notes(kind)
        return self.composer

    def _paragraph(self, paragraph: Element, spot: str) -> None:
        kind, level = self._kind(paragraph)
        self.composer.block(kind, [_run(_words(paragraph), spot)], level)
        for box in _boxes(paragraph):
            for block in _blocks(box):
                if block.tag == _W + "p":
                    self._paragraph(block, f"{spot}, text box")
                else:
                    self._table(block)

    def _table(self, table: Element) -> None:
        self.tables += 1
        number = self.tables
        inner: list[Element] = []
        drafts: list[Draft] = []
        spans: dict[int, int] = {}  # the column, and which draft spans rows in it
        heads = 0
        for row, line in enumerate(_children(table, "tr")):
            heads += heads == row and _has(line, "trPr/tblHeader")
            column = int(_value(line, "trPr/gridBefore") or 0)
            for cell in _children(line, "tc"):
                columns = min(max(int(_value(cell, "tcPr/gridSpan") or 1), 1), 200)
                merge = cell.find("/".join(_W + step for step in ("tcPr", "vMerge")))
                if merge is not None and merge.get(_W + "val") != "restart" and column in spans:
                    at = spans[column]
                    drafts[at] = drafts[at]._replace(rows=row - drafts[at].row + 1)
                else:
                    spans.pop(column, None)
                    if merge is not None:
                        spans[column] = len(drafts)
                    words = " ".join(_words(block) for block in _blocks(cell) if block.tag == _W + "p")
                    spot = f"table {number}, row {row + 1}, column {column + 1}"
                    words = re.sub(r"\s*[\n\t]\s*", " ", words)
                    drafts.append(Draft((_run(words, spot),), row, column, 1, columns, False, _indent(cell)))
                    inner.extend(block for block in _blocks(cell) if block.tag == _W + "tbl")
                column += columns
        self.composer.table(drafts, heads)
        for table_within in inner:
            self._table(table_within)

    def _notes(self, kind: str) -> None:
        for relation in self.part.rels.values():
            if relation.reltype != _NOTES + kind or relation.is_external:
                continue
            from docx.oxml.parser import parse_xml  # noqa: PLC0415 - an extra

            root = parse_xml(relation.target_part.blob)
            notes = [note for note in _children(root, kind[:-1]) if note.get(_W + "type") is None]  # others: rules
            for number, note in enumerate(notes, 1):
                words = "\n".join(_words(block) for block in _blocks(note) if block.tag == _W + "p")
                self.composer.block(RegionKind.FOOTNOTE, [_run(words, f"{kind[:-1]} {number}")])

    def _kind(self, paragraph: Element) -> tuple[RegionKind, int]:
        """Return what a paragraph is, by its own properties and by its style and those that the style is based on."""
        numbered, level = _numbering(paragraph)
        style = self.styles.get(_value(paragraph, "pPr/pStyle") or "")
        for _ in range(12):  # a style may be based on itself in a broken file
            if style is None:
                break
            said = (style.name or "").lower()
            if found := _HEADING.match(said):
                return RegionKind.HEADING, int(found[1])
            if said in _TITLES:
                return RegionKind.HEADING, _TITLES[said]
            if "quote" in said:
                return RegionKind.QUOTE, 1
            if said.startswith(("toc ", "table of figures")):
                return RegionKind.DEBRIS, 0
            if said.startswith("list ") and numbered is None and "paragraph" not in said and "continue" not in said:
                digits = said.rpartition(" ")[2]
                return RegionKind.LIST_ITEM, int(digits) if digits.isdigit() else 1
            if numbered is None:
                numbered, level = _numbering(style.element)
            style = style.base_style
        return (RegionKind.LIST_ITEM, level + 1) if numbered else (RegionKind.PARAGRAPH, 0)


def _run(words: str, spot: str) -> Run:
    return Run(words, spot=(spot, None))


def _blocks(parent: Element, depth: int = 0) -> Iterator[Element]:
    """Yield paragraphs and tables in order, those in content controls and the like too."""
    for child in parent:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _children(parent: Element, name: str, depth: int = 0) -> Iterator[Element]:
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in _WRAPPERS and depth < _DEEPEST:
            yield from _children(child, name, depth + 1)


def _words(paragraph: Element) -> str:
    """Return the text of a paragraph as it reads when all changes are accepted."""
    parts: list[str] = []
    stack = [(iter(paragraph), False)]
    while stack:
        children, is_raised = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            continue
        if child.tag in _UNREAD or not isinstance(child.tag, str):
            continue
        name = child.tag.removeprefix(_W)
        if name in _SHOWN:
            words = _SHOWN[name] or child.text or ""
            parts.append(raised(words, parts[-1] if parts else "") if is_raised else words)
        elif name != "rPr" and not (name == "r" and _has(child, "rPr/vanish")):
            stack.append((iter(child), name == "r" and _is_raised(child)))
    return "".join(parts)


def _is_raised(run: Element) -> bool:
    position = _value(run, "rPr/position") or ""  # in half points; so writes LibreOffice
    return _value(run, "rPr/vertAlign") == "superscript" or (position.isdigit() and int(position) >= 4)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes that hang on a paragraph."""
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield box


def _numbering(element: Element) -> tuple[bool | None, int]:
    """Return whether a paragraph or style is numbered or bulleted (None where it does not say) and how deep."""
    number = _value(element, "pPr/numPr/numId")
    level = _value(element, "pPr/numPr/ilvl") or "0"
    return (None if number is None else number != "0"), int(level) if level.isdigit() else 0


def _indent(cell: Element) -> int:
    """Return how far the words of a cell are indented, in twentieths of a point."""
    paragraph = cell.find(_W + "p")
    indent = None if paragraph is None else paragraph.find("/".join(_W + step for step in ("pPr", "ind")))
    written = "" if indent is None else indent.get(_W + "left") or indent.get(_W + "start") or ""
    text = "" if paragraph is None else _words(paragraph)
    blanks = len(text) - len(text.lstrip(" \u00a0\u2002\u2003"))
    return (int(written) if written.isdigit() else 0) + 100 * blanks


def _has(element: Element, path: str) -> bool:
    found = element.find("/".join(_W + step for step in path.split("/")))
    return found is not None and found.get(_W + "val") not in ("0", "false", "off")


def _value(element: Element, path: str) -> str | None:
    found = element.find("/".join(_W + step for step in path.split("/")))
    value: str | None = None if found is None else found.get(_W + "val")
    return value
