"""Documents that are damaged, encrypted, huge, mislabelled or without text: each is told what it is, none crashes."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import DocumentError, VerifyError
from verify.model import Document
from verify.reading import read_bytes

from .makers import Page, docx_table, html_table, repacked, saved, xlsx_table

ROWS = [["", "2019"], ["Hats", "12"], ["Total", "12"]]


def pdf(words: str = "Sales rose by 12%.", **options: str) -> bytes:
    page = Page()
    page.add_page()
    page.paragraph(words)
    if options:
        page.set_encryption(**options)
    return page.bytes()


def fault(data: bytes, name: str) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        read_bytes(data, name)
    assert raised.value.mend
    assert raised.value.file == name
    return raised.value


MAKERS = {"a.docx": lambda: docx_table(ROWS), "a.xlsx": lambda: xlsx_table(ROWS), "a.pdf": pdf}


@pytest.mark.parametrize("name", MAKERS)
def test_a_file_that_was_cut_off_is_said_to_be_damaged(name: str) -> None:
    whole = MAKERS[name]()
    for end in (12, 200, len(whole) // 2, len(whole) - 40):
        outcome = outcome_of(whole[:end], name)
        assert isinstance(outcome, Document) or "damaged or cut off" in outcome.what, "PDFium mends some"
    assert "damaged or cut off" in fault(whole[: len(whole) // 2], name).what


@pytest.mark.parametrize(
    ("name", "part"),
    [("a.docx", "word/document.xml"), ("a.xlsx", "xl/worksheets/sheet1.xml"), ("a.xlsx", "xl/workbook.xml")],
)
def test_a_part_that_is_no_xml_is_said_to_be_damaged(name: str, part: str) -> None:
    broken = repacked(MAKERS[name](), {part: lambda xml: xml[: len(xml) // 2]})
    assert "damaged or cut off" in fault(broken, name).what


def test_an_encrypted_pdf_is_said_to_be() -> None:
    owned = {"owner_password": "a"}
    assert fault(pdf(**owned, **{"user_password": "b"}), "a.pdf").what == "is a PDF that is encrypted"
    assert read_bytes(pdf(**owned), "a.pdf").text == "Sales rose by 12%.", "whoever may read it may check it"


def test_an_encrypted_word_file_is_an_old_archive_with_a_new_one_inside() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert "is encrypted" in fault(ole, "a.docx").what
    assert "old Office document" in fault(ole[:400], "a.doc").what


def test_an_archive_with_encrypted_parts() -> None:
    made = bytearray(docx_table(ROWS))
    at = made.rindex(b"PK\x01\x02")
    made[at + 8] |= 1
    assert "is encrypted" in fault(bytes(made), "a.docx").what


def test_a_scan_has_no_text() -> None:
    def pages(*texts: str) -> bytes:
        page = Page()
        for text in texts:
            page.add_page()
            page.rect(10, 10, 50, 50, style="F")
            page.set_y(80)
            page.paragraph(text)
        return page.bytes()

    error = fault(pages("", ""), "a.pdf")
    assert error.what == "is a PDF that has no text: its 2 pages are pictures, or empty"
    assert "ocrmypdf" in error.mend
    mixed = read_bytes(pages("", "Sales rose by 12%.", ""), "a.pdf")
    assert mixed.notes == ("holds no text on pages 1, 3: what is there are pictures",)
    assert mixed.source_map.where(0) == "page 2"


def test_empty_documents() -> None:
    assert "without text" in fault(saved(docx.Document()), "a.docx").what
    assert "without a value" in fault(saved(openpyxl.Workbook()), "a.xlsx").what
    assert "e-mail without text" in fault(b"Subject: Sales\n\n", "a.eml").what
    assert read_bytes(b"<p></p>", "a.html").regions == ()


def bomb(part: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a/>")
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open(part, "w", force_zip64=True) as stream:
            for _ in range(size // 1_000_000):
                stream.write(bytes(1_000_000))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "part", "size"), [("a.docx", "media/image.png", 300_000_000), ("a.xlsx", "word/more.xml", 60_000_000)]
)
def test_what_would_unpack_to_too_much_is_not_unpacked(name: str, part: str, size: int) -> None:
    begun = time.process_time()
    packed = bomb(part, size)
    made = time.process_time()
    assert len(packed) < 1_000_000
    assert f"would unpack to {size / 1024**2:,.0f} MB" in fault(packed, name).what
    assert time.process_time() - made < max(1, made - begun)


def test_entities_that_grow_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "12">{laughs}]>'
    for name, part, old in (("a.docx", "word/document.xml", b"Hats"), ("a.xlsx", "xl/sharedStrings.xml", b"Hats")):

        def change(xml: bytes, old: bytes = old) -> bytes:
            body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
            return text.encode() + body.replace(old, b"&a11;")

        outcome = outcome_of(repacked(MAKERS[name](), {part: change}), name)
        assert isinstance(outcome, VerifyError) or len(outcome.text) < 1000


def outcome_of(data: bytes, name: str) -> Document | VerifyError:
    try:
        return read_bytes(data, name)
    except VerifyError as refused:
        return refused


@pytest.mark.parametrize(
    ("data", "name", "note", "text"),
    [
        (pdf(), "a.txt", "is named .txt but is a PDF, and read as such", "Sales rose by 12%."),
        (docx_table(ROWS), "a.pdf", "is named .pdf but is a Word file (DOCX), and read as such", None),
        (xlsx_table(ROWS), "a.docx", "is named .docx but is an Excel file (XLSX), and read as such", None),
        (html_table(ROWS), "a.docx", "is named .docx but is HTML, and read as such", None),
        (html_table(ROWS), "a.txt", "is named .txt but is HTML, and read as such", None),
        (b"Sales rose by 12%.", "a.pdf", "is named .pdf but is plain text, and read as such", "Sales rose by 12%."),
    ],
)
def test_a_file_is_read_as_what_it_is(data: bytes, name: str, note: str, text: str | None) -> None:
    document = read_bytes(data, name)
    assert document.notes == (note,)
    assert document.text == text or document.tables


def test_what_is_neither_a_document_nor_a_text() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Sales")
    assert "ZIP archive" in fault(out.getvalue(), "a.zip").what
    assert "ZIP archive" in fault(out.getvalue(), "a.docx").what
    assert "no Jupyter notebook" in fault(b'{"cells": 5}', "a.ipynb").what
    assert "no Jupyter notebook" in fault(b'{"a": []}', "a.ipynb").what
    error = fault(b'{"cells": [\n}', "a.ipynb")
    assert error.where is not None
    assert error.where.line == 2
    assert "nested too deeply" in fault(b'{"cells": ' + b"[" * 200_000, "a.ipynb").what


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    for declared in (
        '<meta charset="windows-1252">',
        "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
    ):
        document = read_bytes(f"<html>{declared}<p>Sales: £5m – good".encode("cp1252"), "a.html")
        assert (document.text, document.encoding) == ("Sales: £5m – good", "cp1252")
    assert read_bytes('<meta charset="klingon"><p>£5m'.encode(), "a.html").text == "£5m"
    error = fault('<meta charset="utf-8"><p>£5m'.encode("cp1252"), "a.html")
    assert "is not UTF-8" in error.what


LIBRARIES = {"a.docx": ("docx", "docx"), "a.xlsx": ("openpyxl", "xlsx"), "a.pdf": ("pypdfium2", "pdf")}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_that_is_not_there_is_named_with_the_command_that_installs_it(
    name: str, tmp_path: Path, checkout: Path
) -> None:
    library, extra = LIBRARIES[name]
    path = tmp_path / name
    path.write_bytes(MAKERS[name]())
    code = f"import sys; sys.modules[{library!r}] = None; from verify.cli import main; main(['check', {str(path)!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=checkout, check=False)
    assert done.returncode == 2
    assert "is not installed" in done.stderr
    assert f"to mend: pip install 'verify-figures[{extra}]'" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        "<!--" * 60_000,
        "<!-- x>" * 30_000,
        "<a" * 80_000,
        '<a href="' * 30_000,
        '<a x=">" ' * 30_000 + ">",
        "<p x='" + "<b>" * 60_000,
        "<div>" * 60_000 + "</x>" * 60_000,
        "<div>" * 30_000 + "</p>" * 30_000,
        "<table><tr><td>" * 20_000,
        "<table><tr>" + "<td colspan=9999 rowspan=9999>5" * 3_000,
        "<li>" * 60_000 + "5",
        "<b><p>" * 30_000 + "</b>",
        "<a>x</a>" * 60_000,
        "&" * 100_000,
        "&amp" * 60_000,
        "<![CDATA[" * 30_000,
        "<? " * 60_000,
        "</" * 80_000,
        "<script>" * 30_000,
        "<h1>" * 30_000,
        "x<sup>2" * 30_000,
    ],
    ids=lambda text: text[:16],
)
def test_no_page_takes_longer_than_its_length(hostile: str) -> None:
    begun = time.process_time()
    outcome_of(hostile.encode(), "a.html")
    assert time.process_time() - begun < 4


MARKS = (
    "<p>|</p>|<table>|</table>|<tr>|<td>|<td rowspan=3 colspan=2>|<th>|</td>|<li>|<ul>|</ul>|<h2>|</h3>|<b>|</b>|<a>|"
    "<!-- a -->|<!--|-->|<script>|</script>|<pre>|</pre>|<sup>|</sup>|<br>|<main>|<article>|</article>|<nav>|</nav>|&|"
    "&amp;|12%|$|5|)| |words of |\n|<|>|\"|'|<caption>|<thead>|<code>|</code>|<div hidden>|</div>|<p class='x|\xa0|"
    "<blockquote>|</a>"
)
wild_pages = st.lists(st.sampled_from(MARKS.split("|")), max_size=40).map("".join)


@given(page=wild_pages)
def test_every_word_of_a_page_leads_back_to_its_source(page: str) -> None:
    document = read_bytes(f"<p>5</p>{page}".encode(), "a.html")
    source = document.source_map.source
    before = 0
    for region in document.regions:
        assert before <= region.span.start < region.span.end <= len(document.text)
        before = region.span.end
        for hole in region.holes:
            assert region.span.start <= hole.start < hole.end <= region.span.end
        for at in range(*region.span):
            if document.text[at] in "125words":
                assert source[document.source_map.offset(at)] == document.text[at]
    for table in document.tables:
        places = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert len({(cell.row, cell.column) for cell in table.cells}) == len(table.cells)
        assert places
        assert all(table.span.start <= cell.span.start < cell.span.end <= table.span.end for cell in table.cells)


ANY: dict[str, Callable[[], bytes]] = {**MAKERS, "a.html": lambda: html_table(ROWS)}


@settings(max_examples=60)
@given(data=st.data(), name=st.sampled_from([*ANY, "a.csv", "a.ipynb", "a.eml", "a.rst", "a.tsv"]))
def test_no_bytes_crash_a_reader(data: st.DataObject, name: str) -> None:
    made = bytearray(ANY[name]()) if name in ANY else bytearray(data.draw(st.binary(max_size=300)))
    for _ in range(data.draw(st.integers(0, 12))):
        if made:
            made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    outcome = outcome_of(bytes(made), name)
    assert isinstance(outcome, Document) or outcome.mend
