"""The forms of a report by their names on the command line: how each is written, how many documents it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from importlib import import_module

from msgspec import Struct

from verify.model import Report


class Style(Struct, frozen=True):
    """How a user wants the reports told; a form takes from it what concerns it."""

    fail_on: str = "inconsistent"
    verbose: bool = False
    quiet: bool = False
    color: bool = False
    width: int = 100
    date: str = ""
    """Of the check, in words; "" where nobody knows it."""


class Holds(Enum):
    """How many documents go into one file."""

    ONE = "one"
    """Each has a file of its own."""
    MANY = "many"
    """One after the other, as they come."""
    ALL = "all"
    """Their reports are made into one."""


class Form(Struct, frozen=True):
    """One form of the report."""

    suffix: str
    """Of its files."""
    module: str
    """Within this package; it holds `to_<name of the form>`."""
    holds: Holds = Holds.ALL
    takes: tuple[str, ...] = ()
    """What of the style is an argument of its function."""
    beside_errors: bool = False
    """Whether it is read beside standard error, which tells what is wrong with the rules once for all documents."""


FORMS: Mapping[str, Form] = {
    "terminal": Form("txt", "terminal", takes=("fail_on", "verbose", "quiet", "color", "width"), beside_errors=True),
    "markdown": Form("md", "markdown", Holds.MANY),
    "html": Form("html", "page", Holds.ONE, takes=("date",)),
    "json": Form("json", "saved", Holds.ONE),
    "sarif": Form("sarif", "sarif", takes=("fail_on", "verbose")),
    "junit": Form("xml", "junit", takes=("fail_on",)),
    "github": Form("txt", "github", takes=("fail_on", "verbose")),
    "csv": Form("csv", "sheet"),
    "claimreview": Form("jsonld", "claimreview", takes=("fail_on", "verbose")),
}


def write(name: str, reports: Sequence[Report], style: Style) -> str:
    """Return the reports in the form called `name`; a form that holds one document takes one report."""
    form = FORMS[name]
    function = getattr(import_module(f".{form.module}", __package__), f"to_{name}")
    arguments = {argument: getattr(style, argument) for argument in form.takes}
    if form.holds is Holds.ALL:
        return str(function(*reports, **arguments))
    return "".join(function(report, **arguments) for report in reports)
