"""Small files in the formats of offices, made of our own texts by the libraries that write them."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
from fpdf import FPDF

Rows = Sequence[Sequence[str]]


def markdown_table(rows: Rows) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return ("\n".join(lines) + "\n").encode()


def html_table(rows: Rows) -> bytes:
    head, *body = rows
    cells = [
        "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"
        for tag, part in (("th", [head]), ("td", body))
        for row in part
    ]
    return f"<!doctype html><table>{cells[0]}{''.join(cells[1:])}</table>".encode()


def csv_table(rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def docx_table(rows: Rows) -> bytes:
    document = docx.Document()
    add_table(document, rows)
    return saved(document)


def xlsx_table(rows: Rows) -> bytes:
    """Cells as texts: what a sheet shows, and not the number behind it, is what its author claims."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


TABLES: dict[str, Callable[[Rows], bytes]] = {
    "a.md": markdown_table,
    "a.html": html_table,
    "a.csv": csv_table,
    "a.docx": docx_table,
    "a.xlsx": xlsx_table,
}
"""A table in each format, by the name of its file."""


def add_table(document: docx.document.Document, rows: Rows) -> docx.table.Table:
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    return table


def saved(document: docx.document.Document | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Page(FPDF):
    """A PDF of plain pages; what every page repeats is given by `head` and `foot`."""

    def __init__(self, head: str = "", foot: str = "") -> None:
        super().__init__()
        self.head, self.foot = head, foot
        self.set_font("Helvetica", size=11)

    def header(self) -> None:
        if self.head:
            self.set_font("Helvetica", size=9)
            self.cell(text=self.head, new_x="LMARGIN", new_y="NEXT")
            self.ln(6)
            self.set_font("Helvetica", size=11)

    def footer(self) -> None:
        if self.foot:
            self.set_y(-15)
            self.set_font("Helvetica", size=9)
            self.cell(text=self.foot.replace("#", str(self.page_no())), align="C", w=0)

    def heading(self, words: str) -> None:
        self.set_font("Helvetica", size=16)
        self.cell(text=words, new_x="LMARGIN", new_y="NEXT")
        self.set_font("Helvetica", size=11)
        self.ln(4)

    def paragraph(self, words: str) -> None:
        self.multi_cell(0, text=words, new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def bytes(self) -> bytes:
        return bytes(self.output())


def repacked(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return an archive in which some parts were rewritten; a part that it lacks is made of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda part: part)(old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name](b""))
    return out.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
