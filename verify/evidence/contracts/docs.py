"""Data Docs: the pages that Great Expectations makes of its results, as files that open without a network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from verify.errors import UsageError

_OUTSIDE = re.compile(
    r"""<script\b[^>]*\bsrc\s*=[^>]*>\s*</script>|<(?:link|img)\b[^>]*\b(?:href|src)\s*=\s*["'](?:https?:)?//[^>]*>""",
    re.IGNORECASE,
)
"""What a page would fetch from elsewhere: the scripts, styles and pictures of its frame. It reads well without."""

_STYLE = """<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:72rem}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
nav,footer,.fa,.popover{display:none}</style>"""


def write_docs(results: Sequence[tuple[str, Any]], folder: Path) -> None:
    """Write a page for each result, and an index; raises UsageError where the folder cannot be written."""
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    lines = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, (name_of, result) in enumerate(results, 1):
            rendered = ValidationResultsPageRenderer().render(result)
            page = DefaultJinjaPageView().render(rendered)
            name = f"{number}-{re.sub(r'[^A-Za-z0-9]+', '-', name_of).strip('-') or 'table'}.html"
            (folder / name).write_text(offline(page), "utf-8")
            met = sum(bool(one.success) for one in result.results)
            told = f"{met} of {len(result.results)} expectations met"
            lines.append(f'<li><a href="{name}">{escape(name_of)}</a>: {told}</li>')
        head = f"<!doctype html><meta charset=utf-8><title>Contracts</title>{_STYLE}"
        (folder / "index.html").write_text(f"{head}<h1>Contracts</h1><ul>{''.join(lines)}</ul>", "utf-8")
    except OSError as trouble:
        raise UsageError(
            f"cannot be written: {trouble.strerror}", mend="choose another folder", file=str(folder)
        ) from None


def offline(page: str) -> str:
    """Return a page without what it would fetch, and with a plain style of its own."""
    return _OUTSIDE.sub("", page).replace("</head>", f"{_STYLE}</head>", 1)
