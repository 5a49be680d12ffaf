"""`verify bind`: figures of a text bound to the rows of reference tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verify.errors import VerifyError

from .telling import FAILED, FOUND, prepare, tell, told


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--against", multiple=True, required=True, type=click.Path(path_type=Path), metavar="TABLE",
              help="The YAML of a reference table; may be given several times.")  # fmt: skip
@click.option("--fix", is_flag=True, help="Put the table's values into the text, in the style of the text.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something would be written.")
def bind(files: tuple[Path, ...], against: tuple[Path, ...], fix: bool, check: bool) -> None:
    r"""Bind the figures of FILES to the rows that state them, in comments behind the figures.

    \b
    verify bind README.md --against data/revenue.yaml
    verify bind README.md --against data/revenue.yaml --fix

    Comments that are there are told anew. FILES are Markdown or HTML, in UTF-8.

    Exit codes: 0 all bound figures are as their rows have them, 1 some are not, 2 could not run.
    """
    with told():
        from verify.evidence.tables import ask_tables
        from verify.runs.contracts import Contracts
        from verify.runs.rewriting import rewrite

        setup = prepare(())
        tables, broken = Contracts().sound(ask_tables(against, setup.lexicon, setup.language))
        found, failed = False, bool(broken)
        for line in broken:
            tell(line)
        for asked in tables:
            for problem in asked.table.problems:
                tell(problem)
        for file in files:
            try:
                result = rewrite(file, setup, tables, fix=fix, check=check)
            except VerifyError as trouble:
                tell(str(trouble))
                failed = True
                continue
            for line in (*result.mended, *result.wrong, *map(str, result.faults)):
                tell(line)
            would = " would be" if check else ""
            tell(f"{file}: {result.written}{would} bound, {result.refreshed}{would} told anew, "
                 f"{len(result.mended)}{would} mended, {len(result.wrong)} wrong")  # fmt: skip
            found = found or bool(result.wrong) or (check and bool(result.edits))
            failed = failed or bool(result.faults)
        sys.exit(FAILED if failed else FOUND if found else 0)
