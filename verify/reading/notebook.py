"""Jupyter notebooks: the Markdown cells as prose, the code as code, and what it printed as text.

The format is JSON (nbformat 4, and 3 with its worksheets), so no library is needed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from verify.errors import DocumentError
from verify.model import Document, Place, RegionKind, SourceMap

from .composing import Composer, Run
from .html import html_document
from .markdown import markdown_document
from .pipes import pipe_tables
from .plain import plain_regions

_ESCAPE = re.compile("\x1b\\[[0-9;]*[A-Za-z]")
_MEND = "open it in Jupyter and save it again"


def notebook_document(text: str, name: str) -> Document:
    """Return the document of a notebook; its places are "cell 3, line 2" and "cell 3, output 1, line 2".

    Raises DocumentError where it is no notebook.
    """
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as trouble:
        where = Place(name, trouble.lineno, trouble.colno)
        raise DocumentError(f"is no Jupyter notebook: {trouble.msg}", mend=_MEND, where=where) from None
    except RecursionError:
        raise DocumentError("is no Jupyter notebook: it is nested too deeply", mend=_MEND, file=name) from None
    composer = Composer(name)
    try:
        for number, cell in enumerate(_cells(notebook), 1):
            _add_cell(composer, cell, f"cell {number}")
    except (AttributeError, KeyError, TypeError):
        raise DocumentError(
            "is no Jupyter notebook: its cells are not as they should be", mend=_MEND, file=name
        ) from None
    return composer.document()


def _cells(notebook: Any) -> Iterator[Any]:
    if "cells" not in notebook:  # nbformat 3
        for sheet in notebook["worksheets"]:
            yield from sheet["cells"]
        return
    yield from notebook["cells"]


def _add_cell(composer: Composer, cell: Any, spot: str) -> None:
    source = _joined(cell.get("source", cell.get("input", "")))
    match cell["cell_type"]:
        case "markdown":
            composer.embed(markdown_document(source, composer.name), spot)
        case "heading":
            composer.block(RegionKind.HEADING, [Run(source, spot=(spot, None))], int(cell.get("level", 1)))
        case "code":
            composer.block(RegionKind.CODE, [Run(source, spot=(spot, None))])
            for number, output in enumerate(cell.get("outputs", ()), 1):
                shown = _shown(output)
                if shown is not None:
                    composer.embed(shown, f"{spot}, output {number}")


def _shown(output: Any) -> Document | None:
    """Return what an output shows as text; None where it is a picture or an error."""
    if output.get("output_type") in ("error", "pyerr"):
        return None
    data = output.get("data", output)
    page = _joined(data.get("text/html", data.get("html", "")))
    if "<table" in page:  # the frames of pandas; their plain form is cut
        return html_document(page, "")
    if marked := _joined(data.get("text/markdown", "")):
        return markdown_document(marked, "")
    text = _ESCAPE.sub("", _joined(data.get("text/plain", data.get("text", ""))))
    regions = plain_regions(text)
    return replace(Document("", text, regions, SourceMap(text)), tables=pipe_tables(text, regions))


def _joined(written: str | list[str]) -> str:
    """Return a text, which a notebook may hold in lines."""
    return written if isinstance(written, str) else "".join(written)
