"""The command line. Commands import what they need: `verify --help` must not pay for lexicons and rules."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from verify._version import __version__
from verify.errors import UsageError, VerifyError

if TYPE_CHECKING:
    from verify.model import Document
    from verify.pipeline import Setup
    from verify.reading import Furniture
    from verify.reporting import CheckedReport
    from verify.trials import Trial

FOUND, FAILED = 1, 2
"""Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run."""

FORMATS = ("terminal", "markdown", "html", "json")
THRESHOLDS = {"inconsistent": ("inconsistent",), "approximate": ("inconsistent", "approximate"), "never": ()}

_rules_option = click.option(
    "--rules", "rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help="A folder or file of further rules; may be given several times.",
)  # fmt: skip
_language_option = click.option(
    "--language", default="en", show_default=True, metavar="CODE",
    help="Language of the texts; of others than English figures are read and nothing is checked.",
)  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="verify")
def main() -> None:
    """Check the numbers in prose: which figures agree, which cannot, which follow, which nobody could check."""


@main.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True, help="Form of the report."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report here; a folder, for several pages or JSON reports.",
)
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Check the texts of a JSON lines file.")
@_rules_option
@_language_option
@click.option("--fail-on", type=click.Choice(list(THRESHOLDS)), default="inconsistent", show_default=True,
              help="Exit with 1 when there is such a finding.")  # fmt: skip
@click.option("--suppressions", type=click.Path(path_type=Path), metavar="FILE",
              help="What to ignore, besides what the documents and the files beside them say.")  # fmt: skip
@click.option("--encoding", metavar="NAME", help="Encoding of the files, where they are not UTF-8.")
@click.option("--verbose", "-v", is_flag=True, help="List what agrees and what follows, too.")
@click.option("--color/--no-color", default=None, help="Colour on a terminal; NO_COLOR is honoured.")
def check(
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    jsonl: IO[bytes] | None,
    rules: tuple[Path, ...],
    language: str,
    fail_on: str,
    suppressions: Path | None,
    encoding: str | None,
    verbose: bool,
    color: bool | None,
) -> None:
    """Check the figures of FILES (`-` is standard input) and report."""
    with _told():
        setup = _prepare(rules, language)
        for limit in setup.limits:
            click.echo(limit, err=True)
        if jsonl is not None:
            from verify.bulk import check_lines

            if files or form != "terminal":
                raise UsageError(
                    "--jsonl goes with no file and no --format", mend="it writes a JSON line for each text"
                )
            sys.exit(_print_lines(check_lines(jsonl, setup), fail_on, output))
        if not files:
            raise UsageError("no file was named", mend="verify check FILE, or - for standard input")
        reports, failed = _reports(files, setup, encoding, suppressions)
        if len(reports) > 1 and form in ("html", "json"):
            _write_each(reports, form, output, setup)
        elif reports:
            _write("".join(_render(report, form, output, verbose, color, setup) for report in reports), output)
        for problem in setup.problems:
            click.echo(problem, err=True)
        found = any(f.verdict.value in THRESHOLDS[fail_on] for report in reports for f in report.standing)
        sys.exit(FAILED if failed or setup.problems else FOUND if found else 0)


@main.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Read the texts of a JSON lines file.")
@_language_option
def extract(files: tuple[str, ...], jsonl: IO[bytes] | None, language: str) -> None:
    """Print the quantities of FILES, or of the texts in a JSON lines file, as JSON lines."""
    with _told():
        from verify.bulk import extract_lines, quantity
        from verify.figures import find_figures, load_lexicon

        lexicon = load_lexicon(language)
        if jsonl is not None:
            if files:
                raise UsageError("--jsonl goes with no file", mend="name the files, or --jsonl FILE")
            sys.exit(_print_lines(extract_lines(jsonl, lexicon), "never"))
        if not files:
            raise UsageError("no file was named", mend="verify extract FILE, or --jsonl FILE")
        for name in files:
            document = _read(name, None)
            found = [quantity(figure) for figure in find_figures(document, lexicon) if figure.is_quantity]
            _print_lines([{"id": document.name, "quantities": found}], "never")


@main.command()
@click.argument("text")
@_rules_option
@_language_option
def explain(text: str, rules: tuple[Path, ...], language: str) -> None:
    """Show every figure of TEXT as read, and why each rule did or did not match. `-` reads standard input."""
    with _told():
        from verify.explaining import explain_text

        setup = _prepare(rules, language)
        click.echo(explain_text(sys.stdin.read() if text == "-" else text, setup), nl=False)


@main.group()
def rules() -> None:
    """List, show and test rules, or print their JSON Schema."""


@rules.command("list")
@_rules_option
def list_rules(rules: tuple[Path, ...]) -> None:
    """List the rules in force."""
    with _told():
        setup = _prepare(rules)
        width = max((len(compiled.rule.id) for compiled in setup.book.rules), default=0)
        for compiled in setup.book.rules:
            rule = compiled.rule
            click.echo(f"{rule.id:<{width}}  {rule.level.value:<7}  {rule.title}")
        _tell_problems(setup)


@rules.command("show")
@click.argument("name")
@_rules_option
def show_rule(name: str, rules: tuple[Path, ...]) -> None:
    """Show the rule NAME with its reasons and examples."""
    with _told():
        from verify.explaining import describe_rule
        from verify.sourced import nearest

        setup = _prepare(rules)
        known = {compiled.rule.id: compiled.rule for compiled in setup.book.rules}
        if name not in known:
            raise UsageError(f"there is no rule '{name}'", mend=nearest(name, list(known)))
        click.echo(describe_rule(known[name]), nl=False)


@rules.command("test")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]…")
@click.option("--only", default="", metavar="RULE", help="Test this rule alone.")
def test_rules(places: tuple[Path, ...], only: str) -> None:
    """Run the examples of the shipped rules, or of those in DIR beside them."""
    with _told():
        from verify.checking import rule_files
        from verify.pipeline import rule_path
        from verify.trials import try_rules

        setup = _prepare(places)
        mine = {path.resolve() for path in rule_files(places)}
        trials = [
            trial for trial in try_rules(setup, only)
            if not places or rule_path(trial.rule) in mine
        ]  # fmt: skip
        for trial in trials:
            if not trial.passed:
                click.echo(_trial_line(trial))
        failed = sum(not trial.passed for trial in trials)
        tried = len({trial.rule.id for trial in trials})
        click.echo(f"{len(trials) - failed} of {len(trials)} examples of {tried} rules are as their authors say")
        _tell_problems(setup)
        sys.exit(FAILED if setup.problems else FOUND if failed else 0)


@rules.command("words")
@_rules_option
def list_words(rules: tuple[Path, ...]) -> None:
    """List the word lists that sentences may name in CAPITALS."""
    with _told():
        setup = _prepare(rules)
        for name, words in sorted(setup.language.vocabulary.lists.items()):
            sign = {1: " (+)", -1: " (-)"}.get(words.sign, "")
            click.echo(f"{name}{sign}: {', '.join(words.phrases)}")
        _tell_problems(setup)


@rules.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a rule, for editors."""
    from verify.checking.schema import rule_schema

    click.echo(rule_schema(), nl=False)


@main.command(hidden=True)
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("target", type=click.Path(path_type=Path))
def examples(source: Path, target: Path) -> None:
    """Check every document in SOURCE and write its reports, in all forms, into TARGET."""
    with _told():
        setup = _prepare(())
        target.mkdir(parents=True, exist_ok=True)
        suffixes = {"terminal": "txt", "markdown": "md", "html": "html", "json": "json"}
        for path in sorted(source.glob("*.md")):
            reports, failed = _reports((str(path),), setup, None)
            for form, suffix in suffixes.items():
                for report in reports:
                    _write(_render(report, form, target, True, False, setup), target / f"{path.stem}.report.{suffix}")
            if failed:
                sys.exit(FAILED)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a user can mend into a message and exit code 2."""
    try:
        yield
    except VerifyError as trouble:
        _fail(str(trouble))
    except BrokenPipeError:
        sys.exit(0)
    except OSError as trouble:
        _fail(f"{trouble.filename or ''}: {trouble.strerror or trouble}")


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(FAILED)


def _prepare(rules: tuple[Path, ...], language: str = "en") -> Setup:
    """Load what a run needs; it lives to the end, so the collector need not look at it: a tenth of a short run."""
    import atexit
    import gc

    gc.disable()
    from verify.pipeline import CLAIMED, prepare

    if rules and language != CLAIMED:
        raise UsageError(f"--rules goes with texts in '{CLAIMED}'", mend="leave out --rules or --language")
    setup = prepare(rules, language=language)
    gc.freeze()
    gc.enable()
    atexit.register(gc.freeze)
    return setup


def _tell_problems(setup: Setup) -> None:
    for problem in setup.problems:
        click.echo(problem, err=True)
    if setup.problems:
        sys.exit(FAILED)


def _reports(
    files: Iterable[str], setup: Setup, encoding: str | None, suppressions: Path | None = None
) -> tuple[list[CheckedReport], bool]:
    """Return the reports of the files that can be read, and whether one could not: it loses nothing else."""
    from verify.checking import load_requests
    from verify.pipeline import check_document, check_file

    reports: list[CheckedReport] = []
    failed = False
    for name in files:
        try:
            asked = [load_requests(suppressions, name)] if suppressions else []
            if name == "-":
                reports.append(check_document(_read(name, encoding, setup.furniture), setup, asked))
            else:
                reports.append(check_file(Path(name), setup, encoding=encoding, suppressions=asked))
        except VerifyError as trouble:
            click.echo(str(trouble), err=True)
            failed = True
    return reports, failed


def _read(name: str, encoding: str | None, furniture: Furniture | None = None) -> Document:
    from verify import reading

    if name == "-":
        return reading.read_bytes(sys.stdin.buffer.read(), "<stdin>", encoding=encoding, furniture=furniture)
    return reading.read(name, encoding=encoding, furniture=furniture)


def _render(
    report: CheckedReport, form: str, output: Path | None, verbose: bool, color: bool | None, setup: Setup
) -> str:
    match form:
        case "markdown":
            return report.to_markdown()
        case "html":
            return report.to_html()
        case "json":
            return report.to_json()
    from msgspec.structs import replace

    # Those of the rules go to standard error, once for all files.
    report = replace(report, problems=tuple(told for told in report.problems if told not in setup.problems))
    return report.to_terminal(color=_wants_color(color, output), width=_width(), verbose=verbose)


def _wants_color(color: bool | None, output: Path | None) -> bool:
    import os

    if color is not None:
        return color
    return output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _width() -> int:
    import shutil

    return min(120, shutil.get_terminal_size((100, 24)).columns)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
        click.echo(f"wrote {output}", err=True)
    except OSError as trouble:
        raise UsageError(
            f"cannot be written: {trouble.strerror}", mend="choose another --output", file=str(output)
        ) from None


def _write_each(reports: Sequence[CheckedReport], form: str, output: Path | None, setup: Setup) -> None:
    """Write one file a report into the folder `output`, named after the documents."""
    if output is None or output.is_file():
        raise UsageError(
            f"{len(reports)} reports do not go into one {form} file",
            mend="name a folder: --output FOLDER",
            file="--output",
        )
    output.mkdir(parents=True, exist_ok=True)
    for report in reports:
        _write(_render(report, form, output, False, False, setup), output / f"{Path(report.document.name).name}.{form}")


def _print_lines(answers: Iterable[dict[str, Any]], fail_on: str, output: Path | None = None) -> int:
    """Write each answer as a JSON line and return the exit code: a line that could not be used outweighs findings."""
    import json

    found = failed = False
    with output.open("w", encoding="ascii") if output else nullcontext(sys.stdout) as stream:
        for answer in answers:
            failed = failed or "error" in answer
            found = found or any(
                finding["verdict"] in THRESHOLDS[fail_on] and not finding["suppressed"]
                for finding in answer.get("findings", ())
            )
            # ASCII, since a text may hold half of a surrogate pair, which no encoding can write.
            stream.write(json.dumps(answer, separators=(",", ":")) + "\n")
    return FAILED if failed else FOUND if found else 0


def _trial_line(trial: Trial) -> str:
    return f"{trial.example.place}: {trial.rule.id} {trial.fault}\n    {trial.example.text}"
