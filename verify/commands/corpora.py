"""`verify corpus …`: many documents checked at once, and questions to what came of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from verify.options import language_option, rules_option

from .telling import FAILED, FOUND, tell, told


class _Group(click.Group):
    """`verify corpus IN OUT` checks; only what is no command of the group is an IN."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            args = ["check", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"ignore_unknown_options": True}, invoke_without_command=False)
def corpus() -> None:
    r"""Check many documents, and ask what came of it.

    \b
    verify corpus articles.jsonl checked/
    verify corpus 'archive/*.parquet' checked/ --workers 8
    verify corpus query checked/ worst_first
    """


@corpus.command()
@click.argument("source", metavar="IN")
@click.argument("output", type=click.Path(path_type=Path, file_okay=False), metavar="OUT")
@click.option("--workers", "-j", type=click.IntRange(1), default=None, metavar="N",
              help="Processes at work.  [default: one a core]")  # fmt: skip
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Work on the Dask cluster with this scheduler instead."
)
@click.option("--include", multiple=True, metavar="GLOB", help="Which files of a folder are documents.")
@click.option("--id-column", default="id", show_default=True, metavar="NAME", help="Field of a row with its id.")
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="Field of a row with its text.")
@click.option("--source-column", default="source", show_default=True, metavar="NAME",
              help="Field of a row with who published it.")  # fmt: skip
@click.option("--date-column", default="date", show_default=True, metavar="NAME", help="Field of a row with its date.")
@rules_option
@language_option
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def check(
    source: str,
    output: Path,
    workers: int | None,
    scheduler: str,
    include: tuple[str, ...],
    rules: tuple[Path, ...],
    language: str,
    quiet: bool,
    **columns: str,
) -> None:
    """Check the texts of IN and write what comes of it to OUT.

    IN is a folder, a file or a glob: JSON lines or Parquet with a text a row, or documents; anything that fsspec opens
    (s3://…). OUT becomes a folder of Parquet shards with the tables documents, claims, findings and errors. A run that
    was stopped goes on where it was; what has not changed is not done again.

    Exit codes: 0 nothing inconsistent, 1 something is, 2 could not run or could not read some text.
    """
    with told():
        from verify.corpus.checking import Work
        from verify.corpus.querying import VIEWS, ask, views
        from verify.corpus.running import run
        from verify.corpus.shards import Columns, shards_in
        from verify.corpus.store import Store
        from verify.runs.output import save
        from verify.runs.settings import INCLUDE

        named = Columns(*(columns[f"{name}_column"] for name in ("id", "text", "source", "date")))
        work = Work(tuple(str(path) for path in rules), language, named)
        shards = shards_in(source, include or INCLUDE)
        output.mkdir(parents=True, exist_ok=True)
        store = Store(str(output.resolve()))
        outcome = run(shards, store, work, workers=workers or 0, scheduler=scheduler, quiet=quiet)
        store.keep_only(shards)
        save(views(store.root), output / VIEWS)
        for trouble in outcome.failed.values():
            tell(trouble)
        (documents, errors, inconsistent, conflicts) = ask(str(output), COUNTS).fetchall()[0]
        tell(
            f"{output}: {documents:,} documents in {len(shards):,} shards ({outcome.kept:,} kept); "
            f"{inconsistent:,} inconsistent findings, {conflicts:,} conflicts between documents, {errors:,} errors"
        )
        sys.exit(FAILED if outcome.failed or errors else FOUND if inconsistent else 0)


COUNTS = """
SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM errors),
       (SELECT coalesce(sum(inconsistent), 0)::BIGINT FROM documents), (SELECT count(*) FROM conflicts)
"""


@corpus.command()
@click.argument("output", metavar="OUT")
@click.argument("question", default="", metavar="[QUESTION]")
@click.option(
    "--format", "-f", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True
)
def query(output: str, question: str, form: str) -> None:
    """Ask a checked corpus: a ready-made QUESTION or SQL; without one, list what can be asked.

    The SQL has the views documents, claims, findings, errors and one of each ready-made question.
    """
    with told():
        from verify.corpus.querying import ask, questions
        from verify.corpus.telling import lines

        if not question:
            for name, asks in questions().items():
                click.echo(f"{name:<22}{asks}")
            return
        for line in lines(ask(output, question), form):
            click.echo(line)
