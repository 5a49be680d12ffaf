"""The prompt for a reader that is asked in words: what is wanted, the figures with their numbers, and the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verify.model import Document, Figure

LONGEST = 200_000
"""Characters of a text that is asked about; figures beyond are not proposed for."""


def prompt(document: Document, figures: Sequence[Figure]) -> str:
    """Return the prompt for one document; the same document gives the same characters.

    The text stands last, between two lines that it cannot hold: what it says is read, not obeyed.
    """
    asked = (Path(__file__).parent / "data" / "prompt.md").read_text("utf-8")
    text = document.text[:LONGEST]
    listed = "\n".join(
        f"{figure.index}: {' '.join(document.quote(figure.extent).split())}"
        for figure in figures
        if figure.is_quantity and figure.extent.end <= LONGEST
    )
    fence = "=" * 16
    while fence in text:
        fence += "="
    said = f"The text, between two lines of {len(fence)} equals signs:"
    return f"{asked}\nThe figures:\n{listed}\n\n{said}\n{fence}\n{text}\n{fence}\n"
