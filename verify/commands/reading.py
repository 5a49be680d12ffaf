"""`verify extract`, `verify explain`: what is read of a text, and why."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

import click

from verify.errors import UsageError
from verify.options import language_option, rules_option

from .telling import prepare, print_lines, read, told


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Read the texts of a JSON lines file.")
@language_option
def extract(files: tuple[str, ...], jsonl: IO[bytes] | None, language: str) -> None:
    """Print the quantities of FILES, or of the texts in a JSON lines file, as JSON lines."""
    with told():
        from verify.bulk import extract_lines, quantity
        from verify.figures import find_figures, load_lexicon

        lexicon = load_lexicon(language)
        if jsonl is not None:
            if files:
                raise UsageError("--jsonl goes with no file", mend="name the files, or --jsonl FILE")
            sys.exit(print_lines(extract_lines(jsonl, lexicon), "never"))
        if not files:
            raise UsageError("no file was named", mend="verify extract FILE, or --jsonl FILE")
        for name in files:
            document = read(name)
            found = [quantity(figure) for figure in find_figures(document, lexicon) if figure.is_quantity]
            print_lines([{"id": document.name, "quantities": found}], "never")


@click.command()
@click.argument("text")
@rules_option
@language_option
def explain(text: str, rules: tuple[Path, ...], language: str) -> None:
    """Show every figure of TEXT as read, and why each rule did or did not match.

    TEXT may be the name of a file; `-` reads standard input.
    """
    with told():
        from verify.explaining import explain_file, explain_text

        setup = prepare(rules, language)
        if text != "-" and os.path.isfile(text):  # a text too long for a name is none, and no error
            click.echo(explain_file(Path(text), setup), nl=False)
        else:
            click.echo(explain_text(sys.stdin.read() if text == "-" else text, setup), nl=False)
