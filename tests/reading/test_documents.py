"""Word, Excel, PDF, CSV, notebooks, e-mail: what stands in them, and where."""

from __future__ import annotations

import email.message
import io
import json
from itertools import pairwise

import docx
import openpyxl
import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Font

from verify.model import Document, RegionKind
from verify.reading import read_bytes

from .makers import Page, add_table, repacked, saved

SALES = [["", "2019", "2018"], ["Hats", "1,234", "1,000"], ["Total", "1,234", "1,000"]]


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(region.kind.value, document.quote(region.span)) for region in document.regions]


def places(document: Document) -> list[str]:
    return [document.source_map.where(region.span.start) for region in document.regions]


def cell_places(document: Document) -> dict[str, str]:
    return {
        document.quote(cell.span): document.source_map.where(cell.span.start)
        for table in document.tables
        for cell in table.cells
    }


# Word


def test_a_word_file_has_paragraphs_lists_headings_and_tables() -> None:
    made = docx.Document()
    made.add_heading("Sales soar", 0)
    made.add_heading("In 2019", 2)
    made.add_paragraph("Revenue rose by 12% to $124 million.")
    made.add_paragraph("12 boats", style="List Bullet")
    made.add_paragraph("13 crews", style="List Number 2")
    made.add_paragraph("We sold 14.", style="Intense Quote")
    add_table(made, SALES)
    made.add_paragraph("After it.")
    document = read_bytes(saved(made), "a.docx")
    table = "|  | 2019 | 2018 |\n| Hats | 1,234 | 1,000 |\n| Total | 1,234 | 1,000 |"
    assert blocks(document) == [
        ("heading", "Sales soar"),
        ("heading", "In 2019"),
        ("paragraph", "Revenue rose by 12% to $124 million."),
        ("list_item", "12 boats"),
        ("list_item", "13 crews"),
        ("quote", "We sold 14."),
        ("table", table),
        ("paragraph", "After it."),
    ]
    assert [region.level for region in document.regions[:5]] == [1, 2, 0, 1, 2]
    assert places(document)[2:4] == ["paragraph 3", "paragraph 4"]
    assert cell_places(document)["1,234"] == "table 1, row 3, column 2"
    assert places(document)[-1] == "paragraph 7"


def test_cells_of_a_word_table_may_span_rows_and_columns() -> None:
    made = docx.Document()
    table = add_table(made, [["Item", "Sales", ""], ["", "2019", "2018"], ["Hats", "5", "6"]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    (read,) = read_bytes(saved(made), "a.docx").tables
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in read.cells][:3] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
    ]
    assert (read.rows, read.columns, read.head_rows) == (3, 3, 1)


def test_what_was_changed_under_review_is_read_as_if_accepted() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Sales rose by ")
    run = '<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
    for element, tag, words in (("del", "delText", "12"), ("ins", "t", "14")):
        inner = run.format(tag=tag, words=words)
        paragraph._p.append(parse_xml(f'<w:{element} {nsdecls("w")} w:id="1" w:author="a">{inner}</w:{element}>'))
    paragraph.add_run("% in ")
    paragraph.add_run("2019").font.hidden = True
    paragraph.add_run("May, over 5 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" and 7%")
    paragraph.add_run("1").font.superscript = True
    content = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>In a control: 9.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made.element.body.insert(1, parse_xml(content))
    assert blocks(read_bytes(saved(made), "a.docx")) == [
        ("paragraph", "Sales rose by 14% in May, over 5 km² and 7%"),
        ("paragraph", "In a control: 9."),
    ]


def test_a_word_file_with_macros_is_read_like_any_other() -> None:
    made = docx.Document()
    made.add_paragraph("Sales rose by 12%.")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    changed = repacked(saved(made), {"[Content_Types].xml": lambda part: part.replace(plain, macros)})
    assert read_bytes(changed, "a.docm").text == "Sales rose by 12%."


def test_footnotes_of_a_word_file_come_last() -> None:
    made = docx.Document()
    made.add_paragraph("Sales rose by 12%.")
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Of 40 shops.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    named = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    related = f'<Relationship Id="n1" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    changes = {
        "word/footnotes.xml": lambda _: notes.encode(),
        "[Content_Types].xml": lambda part: part.replace(b"</Types>", named.encode()),
        "word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", related.encode()),
    }
    document = read_bytes(repacked(saved(made), changes), "a.docx")
    assert blocks(document) == [("paragraph", "Sales rose by 12%."), ("footnote", "Of 40 shops.")]
    assert places(document) == ["paragraph 1", "footnote 1"]


# Excel


def test_a_sheet_shows_its_values_as_they_are_formatted() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales 2019"
    sheet["A1"] = "Sales by product (in millions)"
    sheet["A1"].font = Font(bold=True)
    for row in ([None, 2019, 2018], ["Hats", 1234.56, -1000.4], ["Change", 0.1234, None]):
        sheet.append(row)
    sheet["B3"].number_format = sheet["C3"].number_format = '"$"#,##0.0_);("$"#,##0.0)'
    sheet["B4"].number_format = "0.0%"
    sheet["A6"] = "Figures may not add up, since each of them was rounded by itself."
    book.create_sheet("Notes")["B2"] = "Nothing else."
    book.create_sheet("Old").sheet_state = "hidden"
    document = read_bytes(saved(book), "a.xlsx")
    assert blocks(document) == [
        ("heading", "Sales 2019"),
        ("heading", "Sales by product (in millions)"),
        ("table", "|  | 2019 | 2018 |\n| Hats | $1,234.6 | ($1,000.4) |\n| Change | 12.3% |  |"),
        ("paragraph", "Figures may not add up, since each of them was rounded by itself."),
        ("heading", "Notes"),
        ("paragraph", "Nothing else."),
    ]
    assert cell_places(document)["12.3%"] == "'Sales 2019'!B4"
    assert places(document)[-1] == "Notes!B2"
    assert document.notes == ("the sheet 'Old' is hidden, and not read",)


def test_a_formula_counts_with_its_stored_value_or_is_said_to_have_none() -> None:
    book = openpyxl.Workbook()
    for row in (["Hats", 12], ["Caps", 13], ["Total", "=B1+B2"]):
        book.active.append(row)
    made = saved(book)
    document = read_bytes(made, "a.xlsx")
    assert "Total" in document.text
    assert "formulas without a stored value, which are not read: 1" in document.notes[0]
    part = "xl/worksheets/sheet1.xml"
    stored = repacked(made, {part: lambda xml: xml.replace(b"<v></v>", b"<v>25</v>").replace(b"<v/>", b"<v>25</v>")})
    document = read_bytes(stored, "a.xlsx")
    assert document.text.endswith("| Total | 25 |")
    assert document.notes == ()


def test_merged_cells_of_a_sheet_span_columns() -> None:
    book = openpyxl.Workbook()
    for row in ([None, "Sales", None], ["Item", 2019, 2018], ["Hats", 5, 6]):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    (table,) = read_bytes(saved(book), "a.xlsx").tables
    assert (table.cells[0].column, table.cells[0].columns) == (1, 2)


# CSV


def test_every_cell_of_a_csv_file_keeps_its_line_and_column() -> None:
    text = 'Sales by product\r\nproduct,2019,2018\r\n"Hats, and ""caps""","1,234",5\r\n\r\nTotal,"1,234",5\r\n'
    document = read_bytes(text.encode(), "a.csv")
    assert blocks(document) == [
        ("heading", "Sales by product"),
        ("table", '| product | 2019 | 2018 |\n| Hats, and "caps" | 1,234 | 5 |\n| Total | 1,234 | 5 |'),
    ]
    assert document.tables[0].head_rows == 1
    for cell in document.tables[0].cells:
        line, column = document.source_map.line_and_column(cell.span.start)
        assert text.split("\r\n")[line - 1][column - 1 :].startswith(document.quote(cell.span)[:5])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a;b;c\n1,5;2;3\n", "a.csv"),
        ("a\tb\tc\n1,5\t2\t3\n", "a.tsv"),
        ("a|b|c\n1,5|2|3\n", "a.csv"),
        ('a,b,c\n"1,5",2,3', "a.csv"),
    ],
)
def test_the_separator_is_the_one_that_fits(text: str, name: str) -> None:
    assert read_bytes(text.encode(), name).text == "| a | b | c |\n| 1,5 | 2 | 3 |"


def test_a_quote_that_never_closes_is_a_letter() -> None:
    assert read_bytes(b'a,b\n"5,6\n7,8\n', "a.csv").text == '| a | b |\n| "5 | 6 |\n| 7 | 8 |'


# PDF


def test_a_pdf_has_headings_paragraphs_and_pages() -> None:
    page = Page()
    page.add_page()
    page.heading("Sales soar")
    page.paragraph("Revenue at the line rose by 12% to $124 million last year, and " * 4 + "it fell.")
    page.add_page()
    page.paragraph("All 14 of our 12 boats sailed.")
    document = read_bytes(page.bytes(), "a.pdf")
    kinds = [region.kind for region in document.regions]
    assert kinds == [RegionKind.HEADING, RegionKind.PARAGRAPH, RegionKind.PARAGRAPH]
    assert places(document) == ["page 1", "page 1", "page 2"]
    assert document.text.count("Revenue at the line rose by 12% to $124 million last year, and") == 4
    spots = document.source_map.spots
    for left, top, right, bottom in (spot.box for spot in spots if spot.box):
        assert 0 < left < right < 596
        assert 0 < top < bottom < 842
    lines = [spot.box[1] for spot in spots if spot.name == "page 1" and spot.box]
    assert all(above < below for above, below in pairwise(lines)), "each line has its own box"


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.add_page()
    page.heading("A title that stands across both columns of the page")
    left = "The left column tells of 12 boats that sailed all winter, and of the many crews they had. " * 4
    right = "The right column tells of 15 trains that were late in spring, and of the few who took them. " * 4
    top = page.get_y()
    for x, words in ((10, left), (110, right)):
        page.set_xy(x, top)
        page.multi_cell(85, text=words, align="J")
    page.set_y(page.get_y() + 6)
    page.paragraph("What stands below them comes last, and it stands across the page, from one side to the other one.")
    text = read_bytes(page.bytes(), "a.pdf").text
    assert text.split("\n\n") == [
        "A title that stands across both columns of the page",
        left.strip(),
        right.strip(),
        "What stands below them comes last, and it stands across the page, from one side to the other one.",
    ]


def test_words_parted_at_the_end_of_a_line_are_whole() -> None:
    page = Page()
    page.add_page()
    for line in ("The reve-", "nue of the long-term plan, of long-", "term debt and of 2019-", "20 rose by 12%."):
        page.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    text = read_bytes(page.bytes(), "a.pdf").text
    assert text == "The revenue of the long-term plan, of long-term debt and of 2019-20 rose by 12%."


def test_what_every_page_repeats_is_no_text() -> None:
    page = Page(head="Annual report 2019", foot="Page # of 3")
    for boats in ("twelve", "thirteen", "fourteen"):
        page.add_page()
        page.paragraph(f"There were {boats} boats in the harbour that morning.")
    assert read_bytes(page.bytes(), "a.pdf").text == "\n\n".join(
        f"There were {boats} boats in the harbour that morning." for boats in ("twelve", "thirteen", "fourteen")
    )


def test_a_paragraph_goes_on_over_the_page() -> None:
    page = Page(foot="#")
    page.add_page()
    page.paragraph("It began on the first page and")
    page.add_page()
    page.paragraph("ended on the second.")
    document = read_bytes(page.bytes(), "a.pdf")
    assert document.text == "It began on the first page and ended on the second."
    assert document.source_map.where(document.text.index("second")) == "page 2"


def test_a_simple_table_of_a_pdf() -> None:
    page = Page()
    page.add_page()
    page.paragraph("The table shows the sales of the line in millions of dollars.")
    for row in [["", "2019", "2018"], ["Hats and caps", "$1,234", "(1,000)"], ["Total", "1,234", "1,000"]]:
        for words, width in zip(row, (80, 35, 35), strict=True):
            page.cell(width, text=words, align="L" if width == 80 else "R")
        page.ln()
    page.ln()
    page.paragraph("After it.")
    document = read_bytes(page.bytes(), "a.pdf")
    assert blocks(document)[1:] == [
        ("table", "|  | 2019 | 2018 |\n| Hats and caps | $1,234 | (1,000) |\n| Total | 1,234 | 1,000 |"),
        ("paragraph", "After it."),
    ]
    assert cell_places(document)["(1,000)"] == "page 1"


def test_a_table_of_a_pdf_with_heads_over_columns_and_names_of_several_lines() -> None:
    page = Page()
    page.add_page()
    top = 40.0
    lines = [
        (0, [(115, "Years ended 30 June")]),
        (8, [(112, "2019"), (142, "2018")]),
        (16, [(20, "Hats"), (105, "$"), (112, "1,234"), (142, "1,000")]),
        (24, [(20, "Gloves, mittens and"), (114, "12%"), (142, "(5)")]),
        (28, [(20, "all that is knitted")]),
        (36, [(20, "Total"), (108, "12,345,678"), (140, "10,995")]),
    ]
    for below, words in lines:
        for left, said in words:
            page.text(left, top + below, said)
    assert read_bytes(page.bytes(), "a.pdf").text.split("\n") == [
        "|  | Years ended 30 June |  |",
        "|  | 2019 | 2018 |",
        "| Hats | $1,234 | 1,000 |",
        "| Gloves, mittens and all that is knitted | 12% | (5) |",
        "| Total | 12,345,678 | 10,995 |",
    ]
    (table,) = read_bytes(page.bytes(), "a.pdf").tables
    assert (table.cells[0].column, table.cells[0].columns) == (1, 2)


def test_a_list_of_contents_is_debris() -> None:
    page = Page()
    page.add_page()
    for title, number in (("Sales", 3), ("Costs", 12)):
        page.cell(text=f"{title} {'. ' * 40}{number}", new_x="LMARGIN", new_y="NEXT")
    page.ln()
    page.paragraph("Sales rose by 12%.")
    kinds = [region.kind.value for region in read_bytes(page.bytes(), "a.pdf").regions]
    assert kinds == ["debris", "debris", "paragraph"]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_it_is_shown(turned: int) -> None:
    page = Page()
    page.add_page()
    with page.rotation(turned, 105, 148):
        page.set_xy(50, 130)
        for row in (["Hats", "1,234", "1,000"], ["Total", "1,234", "1,000"]):
            for words in row:
                page.cell(35, text=words)
            page.ln()
            page.set_x(50)
    pdf = pypdfium2.PdfDocument(page.bytes())
    pdf[0].set_rotation(turned)
    out = io.BytesIO()
    pdf.save(out)
    assert read_bytes(out.getvalue(), "a.pdf").text == "| Hats | 1,234 | 1,000 |\n| Total | 1,234 | 1,000 |"


# Notebooks and e-mail


def test_a_notebook_has_prose_code_and_what_was_printed() -> None:
    page = "<style>td {x: 5}</style><table><tr><th>a</th><th>b</th></tr><tr><td>7</td><td>8</td></tr></table>"
    cells = [
        {"cell_type": "markdown", "source": ["# Sales\n", "\n", "Up **5%** to 7. <!-- note -->"]},
        {
            "cell_type": "code",
            "source": "x = 99",
            "outputs": [
                {"output_type": "stream", "text": ["There are\n", "\x1b[31m12\x1b[0m boats.\n"]},
                {"output_type": "execute_result", "data": {"text/html": page, "text/plain": "a b"}},
                {"output_type": "error", "traceback": ["Error 13"]},
                {"output_type": "display_data", "data": {"image/png": "AAAA"}},
            ],
        },
    ]
    document = read_bytes(json.dumps({"nbformat": 4, "cells": cells}).encode(), "a.ipynb")
    assert blocks(document) == [
        ("heading", "Sales"),
        ("paragraph", "Up **5%** to 7. <!-- note -->"),
        ("code", "x = 99"),
        ("paragraph", "There are\n12 boats."),
        ("table", "| a | b |\n| 7 | 8 |"),
    ]
    assert places(document)[:4] == ["cell 1, line 1", "cell 1, line 3", "cell 2", "cell 2, output 1, line 1"]
    assert document.source_map.where(document.text.index("12 boats")) == "cell 2, output 1, line 2"
    assert document.place_of(document.comments[0]).spot == "cell 1, line 3"


@pytest.mark.parametrize("html_too", [False, True])
def test_an_e_mail_is_read_in_its_plain_form(html_too: bool) -> None:
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = "Sales rose by 12% – good", "Ana <ana@example.org>"
    message.set_content("Revenue rose to £5 million.\n\n> It was 4.\n", charset="iso-8859-1")
    if html_too:
        message.add_alternative("<p>Revenue rose to £6 million.</p>", subtype="html")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    document = read_bytes(bytes(message), "a.eml")
    assert blocks(document) == [
        ("heading", "Sales rose by 12% – good"),
        ("metadata", "Ana <ana@example.org>"),
        ("paragraph", "Revenue rose to £5 million."),
        ("quote", "It was 4."),
    ]
    assert places(document) == ["subject", "from", "text, line 1", "text, line 3"]
    assert document.notes == (("the attachment 'report.pdf' is not read",) if html_too else ())
