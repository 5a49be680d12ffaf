"""The command line. Commands import what they need: `verify --help` must not pay for lexicons and rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from verify._version import __version__
from verify.errors import UsageError, VerifyError
from verify.options import BASELINE, FAIL_ON, document_options, language_option, report_options, rules_option

if TYPE_CHECKING:
    from verify.model import Document
    from verify.pipeline import Setup
    from verify.reporting import CheckedReport
    from verify.reporting.forms import Style
    from verify.trials import Trial

FOUND, FAILED, INTERRUPTED = 1, 2, 130
"""Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run, 130 stopped by the user."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="verify")
def main() -> None:
    """Check the numbers in prose: which figures agree, which cannot, which follow, which nobody could check.

    Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run.
    """


@main.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@report_options
@click.option("--fail-on", type=click.Choice(FAIL_ON), default=None,
              help="Exit with 1 when there is such a finding.  [default: inconsistent]")  # fmt: skip
@click.option("--baseline", is_flag=False, flag_value=BASELINE, default=None, metavar="[=FILE]",
              help=f"Tell only what `verify baseline` has not recorded.  [file: {BASELINE}]")  # fmt: skip
@click.option("--diff", default="", metavar="REV", help="Tell only what touches lines that changed since REV (git).")
@document_options
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Check the texts of a JSON lines file.")
def check(
    files: tuple[str, ...],
    jsonl: IO[bytes] | None,
    forms: tuple[str, ...],
    output: str,
    fail_on: str | None,
    baseline: str | None,
    verbose: bool,
    quiet: bool,
    color: bool | None,
    **wishes: Any,
) -> None:
    r"""Check the figures of FILES and report.

    A FILE may be a folder or a glob; `-` is standard input. Settings are found upwards from each document, in
    verify.toml or [tool.verify] of pyproject.toml.

    \b
    verify check article.md
    verify check docs/ --exclude drafts --format github --format sarif=verify.sarif
    verify check docs/ --diff main --fail-on approximate

    Exit codes: 0 nothing at or above the threshold, 1 findings, 2 could not run (what went wrong in one document hides
    nothing of the others).
    """
    with _told():
        if jsonl is not None:
            if files or forms:
                raise UsageError(
                    "--jsonl goes with no file and no --format", mend="it writes a JSON line for each text"
                )
            _check_lines(jsonl, wishes["rules"], wishes["language"] or "en", fail_on or FAIL_ON[0], output)
        if not files:
            raise UsageError("no file was named", mend="verify check FILE, or - for standard input")
        import gc

        gc.disable()  # until the setup is loaded: see runs/loading.py
        from verify.runs.output import deliver, targets
        from verify.runs.run import Wishes, run

        goals = targets(forms, output)
        result = run(
            files,
            Wishes(fail_on=fail_on or "", baseline=Path(baseline) if baseline else None, quiet=quiet, **wishes),
            _tell,
        )
        style = _style(result.fail_on, verbose, quiet, color)
        if result.reports:
            deliver(goals, result.reports, style, _print, _tell, result.problems)
            if any(goal.form == "github" for goal in goals):
                _add_summary(result.reports, result.fail_on)
        for problem in result.problems:
            _tell(problem)
        if result.gone and not quiet:
            are = "finding of the baseline is" if result.gone == 1 else "findings of the baseline are"
            _tell(f"{result.gone} {are} gone: record it anew with `verify baseline`")
        from verify.reporting.alarms import fails

        found = any(fails(f, result.fail_on) for report in result.reports for f in report.findings)
        sys.exit(FAILED if result.failed or result.problems else FOUND if found else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=BASELINE, show_default=True, metavar="FILE",
              help="Write the baseline here, over the one that is there.")  # fmt: skip
@document_options
def baseline(files: tuple[str, ...], output: Path, **wishes: Any) -> None:
    """Record what FILES say wrong today, so that `verify check --baseline` tells only what is new.

    A finding is known by its document, its rule and the words of its figures: edits elsewhere do not bring it back.
    """
    with _told():
        from verify.reporting.wording import many
        from verify.runs.baseline import recorded
        from verify.runs.output import save
        from verify.runs.run import Wishes, run

        result = run(files, Wishes(**wishes, without_baseline=True), _tell)
        text = recorded(result.reports, output)
        save(text, output)
        known, documents = text.count('{"document":'), len(result.reports)
        _tell(f"{output}: {many(known, 'finding')} of {many(documents, 'document')} recorded")
        for problem in result.problems:
            _tell(problem)
        sys.exit(FAILED if result.failed or result.problems else 0)


@main.command()
@click.argument("saved", nargs=-1, required=True, metavar="SAVED…")
@report_options
@click.option("--fail-on", type=click.Choice(FAIL_ON), default=None, help="Exit with 1 when there is such a finding.")
def report(
    saved: tuple[str, ...],
    forms: tuple[str, ...],
    output: str,
    fail_on: str | None,
    verbose: bool,
    quiet: bool,
    color: bool | None,
) -> None:
    """Write reports that were SAVED as JSON in other forms, without checking again.

    SAVED may be a folder of them. It exits with 0 unless --fail-on is given.
    """
    with _told():
        from verify.reporting.alarms import fails
        from verify.runs.output import deliver, targets
        from verify.runs.saved import reopened

        goals = targets(forms, output)
        reports = reopened(saved)
        style = _style(fail_on or FAIL_ON[0], verbose, quiet, color)
        deliver(goals, reports, style, _print, _tell)
        if any(goal.form == "github" for goal in goals):
            _add_summary(reports, style.fail_on)
        found = any(fails(finding, fail_on or "never") for report in reports for finding in report.findings)
        sys.exit(FOUND if found else 0)


@main.command()
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help="Read the texts of a JSON lines file.")
@language_option
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
            document = _read(name)
            found = [quantity(figure) for figure in find_figures(document, lexicon) if figure.is_quantity]
            _print_lines([{"id": document.name, "quantities": found}], "never")


@main.command()
@click.argument("text")
@rules_option
@language_option
def explain(text: str, rules: tuple[Path, ...], language: str) -> None:
    """Show every figure of TEXT as read, and why each rule did or did not match.

    TEXT may be the name of a file; `-` reads standard input.
    """
    with _told():
        from verify.explaining import explain_file, explain_text

        setup = _prepare(rules, language)
        if text != "-" and os.path.isfile(text):  # a text too long for a name is none, and no error
            click.echo(explain_file(Path(text), setup), nl=False)
        else:
            click.echo(explain_text(sys.stdin.read() if text == "-" else text, setup), nl=False)


@main.group()
def rules() -> None:
    """Write, test, fuzz, list and show rules, or print their JSON Schema."""


@rules.command("list")
@rules_option
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
@rules_option
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


@rules.command("new")
@click.argument("sentence")
@click.option("--name", default="", metavar="NAME", help="Name of the rule.  [default: made of its slots]")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the rule here, after those that are there, instead of to standard output.")  # fmt: skip
@rules_option
def new_rule(sentence: str, name: str, output: Path | None, rules: tuple[Path, ...]) -> None:
    r"""Write a rule from SENTENCE, whose figures must agree: its pattern, formula and examples.

    \b
    verify rules new "The museum bought 350 tablets at $420 each, a bill of $147,000." -o my-rules/bill.yaml
    """
    with _told():
        from verify.authoring.drafting import draft_rule, write_draft

        draft = draft_rule(sentence, _prepare(rules), name)
        for slot in draft.slots:
            _tell(f"{slot.text or '...'}  {slot.quote}")
        if output:
            write_draft(draft, output)
            _tell(f"{output}: rule {draft.name} written; `verify rules test {output}` runs its examples")
        else:
            click.echo(draft.yaml, nl=False)


@rules.command("test")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]…")
@click.option("--only", default="", metavar="RULE", help="Test this rule alone.")
@click.option("--coverage", multiple=True, type=click.Path(), metavar="FILE",
              help="Count besides how often each rule speaks in these documents: a file, a folder, a glob, JSON lines; "
                   "may be given several times.")  # fmt: skip
def test_rules(places: tuple[Path, ...], only: str, coverage: tuple[str, ...]) -> None:
    """Run the examples of the shipped rules, or of those in DIR beside them, grouped by verdict.

    For an example that is not as its author says, what to paste is printed should the rule be right.
    """
    with _told():
        from verify.checking import rule_files
        from verify.pipeline import rule_path
        from verify.trials import by_verdict, to_paste, try_rules

        setup = _prepare(places)
        mine = {path.resolve() for path in rule_files(places)}
        tested = [one.rule for one in setup.book.rules if only in ("", one.rule.id)]
        tested = [rule for rule in tested if not places or rule_path(rule) in mine]
        if only and not tested:
            from verify.sourced import nearest

            known = [one.rule.id for one in setup.book.rules]
            raise UsageError(f"there is no rule '{only}' to test", mend=nearest(only, known))
        names = {rule.id for rule in tested}
        trials = [trial for trial in try_rules(setup, only) if trial.rule.id in names]
        for verdict, group in by_verdict(trials).items():
            click.echo(f"{verdict}: {sum(trial.passed for trial in group)} of {len(group)}")
            for trial in group:
                if not trial.passed:
                    click.echo(_trial_lines(trial, to_paste(trial)))
        failed = sum(not trial.passed for trial in trials)
        click.echo(f"{len(trials) - failed} of {len(trials)} examples of {len(names)} rules are as their authors say")
        unread = False
        if coverage:
            from verify.authoring.coverage import cover, coverage_table

            covered = cover(coverage, setup)
            click.echo("\n" + coverage_table(covered, sorted(names)), nl=False)
            for problem in covered.problems:
                _tell(problem)
            unread = bool(covered.problems)
        _tell_problems(setup)
        sys.exit(FAILED if setup.problems or unread else FOUND if failed else 0)


@rules.command("fuzz")
@click.argument("names", nargs=-1, required=True, metavar="RULE…")
@click.option("--examples", "-n", type=click.IntRange(1, 100_000), default=100, show_default=True, metavar="N",
              help="Texts to write for each rule.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="The same seed, the same texts.")
@rules_option
def fuzz_rules(names: tuple[str, ...], examples: int, seed: int, rules: tuple[Path, ...]) -> None:
    """Try RULEs with other figures in their own sentences, and show the smallest text on which one errs.

    Half of the figures fit the formula, half do not. Needs Hypothesis: pip install 'verify-figures[fuzz]'.
    """
    with _told():
        from verify.authoring.fuzzing import fuzz, fuzz_line
        from verify.sourced import nearest

        setup = _prepare(rules)
        known = {compiled.rule.id: compiled for compiled in setup.book.rules}
        for name in names:
            if name not in known:
                raise UsageError(f"there is no rule '{name}'", mend=nearest(name, list(known)))
        erred = False
        for name in names:
            trial = fuzz(known[name], setup, examples, seed)
            erred = erred or trial.err is not None
            click.echo(fuzz_line(trial))
        _tell_problems(setup)
        sys.exit(FOUND if erred else 0)


@rules.command("words")
@rules_option
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
        from verify.reporting.forms import FORMS, Style, write
        from verify.runs.output import save
        from verify.runs.run import Wishes, run

        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.glob("*.md")):
            result = run((str(path),), Wishes(isolated=True), _tell)
            for form in ("terminal", "markdown", "html", "json"):
                text = write(form, result.reports, Style(verbose=True))
                save(text, target / f"{path.stem}.report.{FORMS[form].suffix}")
            if result.failed:
                sys.exit(FAILED)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a user can mend into a message and exit code 2; a defect of ours too, for 1 means findings."""
    try:
        yield
    except VerifyError as trouble:
        _fail(str(trouble))
    except BrokenPipeError:
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as trouble:
        _fail(f"{trouble.filename or ''}: {trouble.strerror or trouble}")
    except Exception as trouble:
        from verify.errors import defect

        _fail(defect(trouble))


def _fail(message: str) -> NoReturn:
    _tell(message)
    sys.exit(FAILED)


def _tell(message: str) -> None:
    click.echo(message, err=True)


def _print(text: str) -> None:
    click.echo(text, nl=False)


def _prepare(rules: tuple[Path, ...], language: str = "en") -> Setup:
    from verify.runs.loading import load

    return load(rules, language)


def _tell_problems(setup: Setup) -> None:
    for problem in setup.problems:
        _tell(problem)
    if setup.problems:
        sys.exit(FAILED)


def _read(name: str) -> Document:
    from verify import reading

    return reading.read_bytes(sys.stdin.buffer.read(), "<stdin>") if name == "-" else reading.read(name)


def _style(fail_on: str, verbose: bool, quiet: bool, color: bool | None) -> Style:
    """Return how to tell the reports; colour is for standard output alone, where it is a terminal."""
    import shutil

    from verify.reporting.forms import Style

    if verbose and quiet:
        raise UsageError("--verbose and --quiet contradict each other", mend="leave one of them out")
    if color is None:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(120, shutil.get_terminal_size((100, 24)).columns)
    return Style(fail_on, verbose, quiet, color, width)


def _add_summary(reports: Sequence[CheckedReport], fail_on: str) -> None:
    """Append to the summary of the step, where GitHub Actions names a file for it."""
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        from verify.reporting.github import to_summary

        with Path(place).open("a", encoding="utf-8") as file:
            file.write(to_summary(*reports, fail_on=fail_on))


def _check_lines(jsonl: IO[bytes], rules: tuple[Path, ...], language: str, fail_on: str, output: str) -> NoReturn:
    from verify.bulk import check_lines

    setup = _prepare(rules, language)
    for limit in setup.limits:
        _tell(limit)
    sys.exit(_print_lines(check_lines(jsonl, setup), fail_on, Path(output) if output else None))


def _print_lines(answers: Iterable[dict[str, Any]], fail_on: str, output: Path | None = None) -> int:
    """Write each answer as a JSON line and return the exit code: a line that could not be used outweighs findings."""
    import json

    from verify.reporting.alarms import THRESHOLDS

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


def _trial_lines(trial: Trial, paste: str) -> str:
    head = f"  {trial.example.place}: {trial.rule.id} {trial.fault}\n    {trial.example.text}"
    return head + "\n    if the rule is right, paste:\n" + "\n".join(f"      {line}" for line in paste.splitlines())
