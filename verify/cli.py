"""The command line. Commands import what they need: `verify --help` must not pay for lexicons and rules."""

from __future__ import annotations

import click

from verify._version import __version__
from verify.commands import authoring, binding, checking, corpora, exchanging, reading


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="verify")
def main() -> None:
    """Check the numbers in prose: which figures agree, which cannot, which follow, which nobody could check.

    Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run.
    """


for command in (
    checking.check,
    checking.baseline,
    checking.report,
    binding.bind,
    reading.extract,
    reading.explain,
    exchanging.claims,
    exchanging.read_by,
    authoring.rules,
    authoring.examples,
    corpora.corpus,
):
    main.add_command(command)
