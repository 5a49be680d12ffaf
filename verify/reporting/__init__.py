"""Findings become something to read: for a terminal, a pull request, a program, a fact-checker.

Every form is a pure function of one `Report`, shows the same findings in the same order, and gives the same bytes for
the same input. All text that comes from outside is made harmless for its form. JSON can be read back, so a saved report
gives every other form too.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .checked import CheckedReport

if TYPE_CHECKING:
    from .claimreview import to_claimreview
    from .frame import to_frame
    from .github import to_github
    from .junit import to_junit
    from .markdown import to_markdown
    from .page import to_html
    from .pinted import quantities
    from .reopened import from_json
    from .sarif import to_sarif
    from .saved import report_as_dict, to_json
    from .sheet import to_csv
    from .terminal import to_terminal

__all__ = [
    "CheckedReport",
    "from_json",
    "quantities",
    "report_as_dict",
    "to_claimreview",
    "to_csv",
    "to_frame",
    "to_github",
    "to_html",
    "to_json",
    "to_junit",
    "to_markdown",
    "to_sarif",
    "to_terminal",
]

_MODULES = {
    "from_json": "reopened",
    "quantities": "pinted",
    "report_as_dict": "saved",
    "to_claimreview": "claimreview",
    "to_csv": "sheet",
    "to_frame": "frame",
    "to_github": "github",
    "to_html": "page",
    "to_json": "saved",
    "to_junit": "junit",
    "to_markdown": "markdown",
    "to_sarif": "sarif",
    "to_terminal": "terminal",
}


def __getattr__(name: str) -> Any:
    """Import a form when it is asked for: a check on the terminal does not pay for the page."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)
