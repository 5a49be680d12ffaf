"""`verify rules …`: for those who write rules; and the examples of this repository."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verify.errors import UsageError
from verify.options import rules_option

from .telling import FAILED, FOUND, prepare, tell, tell_problems, told

if TYPE_CHECKING:
    from verify.trials import Trial


@click.group()
def rules() -> None:
    """Write, test, fuzz, list and show rules, or print their JSON Schema."""


@rules.command("list")
@rules_option
def list_rules(rules: tuple[Path, ...]) -> None:
    """List the rules in force."""
    with told():
        setup = prepare(rules)
        width = max((len(compiled.rule.id) for compiled in setup.book.rules), default=0)
        for compiled in setup.book.rules:
            rule = compiled.rule
            click.echo(f"{rule.id:<{width}}  {rule.level.value:<7}  {rule.title}")
        tell_problems(setup)


@rules.command("show")
@click.argument("name")
@rules_option
def show_rule(name: str, rules: tuple[Path, ...]) -> None:
    """Show the rule NAME with its reasons and examples."""
    with told():
        from verify.explaining import describe_rule
        from verify.sourced import nearest

        setup = prepare(rules)
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
    with told():
        from verify.authoring.drafting import draft_rule, write_draft

        draft = draft_rule(sentence, prepare(rules), name)
        for slot in draft.slots:
            tell(f"{slot.text or '...'}  {slot.quote}")
        if output:
            write_draft(draft, output)
            tell(f"{output}: rule {draft.name} written; `verify rules test {output}` runs its examples")
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
    with told():
        from verify.checking import rule_files
        from verify.pipeline import rule_path
        from verify.trials import by_verdict, to_paste, try_rules

        setup = prepare(places)
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
                tell(problem)
            unread = bool(covered.problems)
        tell_problems(setup)
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
    with told():
        from verify.authoring.fuzzing import fuzz, fuzz_line
        from verify.sourced import nearest

        setup = prepare(rules)
        known = {compiled.rule.id: compiled for compiled in setup.book.rules}
        for name in names:
            if name not in known:
                raise UsageError(f"there is no rule '{name}'", mend=nearest(name, list(known)))
        erred = False
        for name in names:
            trial = fuzz(known[name], setup, examples, seed)
            erred = erred or trial.err is not None
            click.echo(fuzz_line(trial))
        tell_problems(setup)
        sys.exit(FOUND if erred else 0)


@rules.command("words")
@rules_option
def list_words(rules: tuple[Path, ...]) -> None:
    """List the word lists that sentences may name in CAPITALS."""
    with told():
        setup = prepare(rules)
        for name, words in sorted(setup.language.vocabulary.lists.items()):
            sign = {1: " (+)", -1: " (-)"}.get(words.sign, "")
            click.echo(f"{name}{sign}: {', '.join(words.phrases)}")
        tell_problems(setup)


@rules.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a rule, for editors."""
    from verify.checking.schema import rule_schema

    click.echo(rule_schema(), nl=False)


@click.command(hidden=True)
@click.argument("source", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("target", type=click.Path(path_type=Path))
def examples(source: Path, target: Path) -> None:
    """Check every document in SOURCE and write its reports, in all forms, into TARGET."""
    with told():
        from verify.reporting.forms import FORMS, Style, write
        from verify.runs.output import save
        from verify.runs.run import Wishes, run

        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.glob("*.md")):
            result = run((str(path),), Wishes(isolated=True), tell)
            for form in ("terminal", "markdown", "html", "json"):
                text = write(form, result.reports, Style(verbose=True))
                save(text, target / f"{path.stem}.report.{FORMS[form].suffix}")
            if result.failed:
                sys.exit(FAILED)


def _trial_lines(trial: Trial, paste: str) -> str:
    head = f"  {trial.example.place}: {trial.rule.id} {trial.fault}\n    {trial.example.text}"
    return head + "\n    if the rule is right, paste:\n" + "\n".join(f"      {line}" for line in paste.splitlines())
