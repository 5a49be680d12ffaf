"""`verify claims`, `verify read`: claims as data, and what another reader proposes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from verify.errors import UsageError
from verify.options import document_options, language_option, others_options

from .telling import FAILED, prepare, read, show, tell, told


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the claims here: .jsonl, .csv, .parquet; else JSON lines on standard output.")  # fmt: skip
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a row, and do nothing else.")
@click.option("--suite", is_flag=True, help="Print the contract of the table, a suite of Great Expectations.")
@others_options
@document_options
def claims(files: tuple[str, ...], output: Path | None, schema: bool, suite: bool, **wishes: Any) -> None:
    r"""Write the claims of FILES as a table: what each figure is worth, of what, whose, when, and what became of it.

    \b
    verify claims report.md --output claims.parquet
    verify check report.md --claims claims.parquet
    """
    with told():
        import json

        from verify.exchange import claims_schema, write_claims
        from verify.exchange.files import lines
        from verify.reporting.wording import many
        from verify.runs.run import Wishes, run

        if schema:
            show(json.dumps(claims_schema(), indent=2, ensure_ascii=False) + "\n")
            return
        if suite:
            from verify.evidence.contracts import claims_suite_json
            from verify.exchange import CHOICES, COLUMNS

            show(claims_suite_json(COLUMNS, CHOICES))
            return
        if not files and not wishes["claims"]:
            raise UsageError("no file was named", mend="verify claims FILE --output claims.jsonl")
        result = run(files, Wishes(**wishes, without_baseline=True), tell)
        if output:
            tell(f"wrote {output}: {many(write_claims(result.reports, output), 'claim')}")
        else:
            for line in lines(result.reports):
                show(line)
        for problem in result.problems:
            tell(problem)
        sys.exit(FAILED if result.failed or result.problems else 0)


@click.command()
@click.argument("file", required=False)
@click.option("--prompt", "only_prompt", is_flag=True, help="Print the prompt for FILE, for whatever model you use.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the answer, and do nothing else.")
@click.option("--reader", metavar="NAME", help="Ask an installed reader (entry point `verify.readers`).")
@click.option("--endpoint", metavar="URL", help="Ask an OpenAI-compatible endpoint: https://…/v1. The only network.")
@click.option("--model", metavar="NAME", help="The model to ask there.")
@click.option("--key-from", metavar="VARIABLE", help="The environment variable that holds the key, if one is needed.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, help="Seconds.")
@click.option("--price", type=(float, float), metavar="IN OUT", help="Price of a million tokens, read and written.")
@click.option("--cache", type=click.Path(path_type=Path), default=".verify-readings", show_default=True, metavar="DIR",
              help="Where answers are kept: the same question is asked once.")  # fmt: skip
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write the proposals here.")
@language_option
def read_by(
    file: str | None,
    only_prompt: bool,
    schema: bool,
    reader: str | None,
    endpoint: str | None,
    model: str | None,
    key_from: str | None,
    timeout: float,
    price: tuple[float, float] | None,
    cache: Path,
    output: Path | None,
    language: str,
) -> None:
    r"""Let another reader propose what the figures of FILE are of and which belong together.

    Nothing is asked of anyone unless --reader or --endpoint says whom. What comes back is no more than a proposal:
    `verify check FILE --proposals ANSWER` holds it to the text and does the arithmetic.

    \b
    verify read article.md --prompt > prompt.txt
    verify read article.md --endpoint http://localhost:8000/v1 --model small -o answer.json
    verify check article.md --proposals answer.json
    """
    with told():
        import json

        from verify.pipeline import figures_of
        from verify.proposals import prompt, proposals_schema, proposals_text

        if schema:
            show(json.dumps(proposals_schema(), indent=2) + "\n")
            return
        if file is None:
            raise UsageError("no file was named", mend="verify read FILE --prompt")
        if sum([only_prompt, bool(reader), bool(endpoint)]) != 1:
            raise UsageError("it is not said who reads", mend="choose one of --prompt, --reader NAME, --endpoint URL")
        document = read(file)
        figures = figures_of(document, prepare((), language))
        if only_prompt:
            show(prompt(document, figures))
            return
        if endpoint:
            if not model:
                raise UsageError("no model was named", mend="--model NAME, as the endpoint calls it")
            from verify.proposals.endpoint import Endpoint

            key = os.environ.get(key_from, "") if key_from else ""
            asked = Endpoint(endpoint, model, key, timeout, cache, price)
            proposals = asked.propose(document, figures)
            tell(asked.told)
        else:
            from verify.proposals.readers import reader_named

            proposals = reader_named(reader or "").propose(document, figures)
        text = proposals_text(proposals)
        if output:
            from verify.runs.output import save

            save(text, output)
            tell(f"wrote {output}: {len(proposals.claims)} claims, {len(proposals.ties)} ties proposed")
        else:
            show(text)


read_by.name = "read"
