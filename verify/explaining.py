"""`verify explain`: figures as read, and why each rule did or did not match. `verify rules show`: a rule as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from verify.checking import CompiledRule
from verify.checking.tables import why_silent
from verify.claims import Panel, Passage, Pattern
from verify.figures import written
from verify.model import Claim, Document, Figure, Rule, Standing
from verify.pipeline import Setup, check_document, rows_of, tables_of
from verify.reading import read, read_text
from verify.reporting.wording import record_words


def explain_text(text: str, setup: Setup) -> str:
    """Return what verify sees in a text: see `explain_document`."""
    return explain_document(read_text(text, furniture=setup.furniture), setup)


def explain_file(path: Path, setup: Setup) -> str:
    """Return what verify sees in a file; raises DocumentError where it cannot be read."""
    return explain_document(read(path, furniture=setup.furniture), setup)


def explain_document(document: Document, setup: Setup) -> str:
    """Return what verify sees: figures, claims, the rules that spoke, and how near the others came."""
    report = check_document(document, setup)
    figures, claims = report.figures, report.claims
    tables = tables_of(document, figures, setup)
    rows = rows_of(document, figures, tables, setup)
    lines = ["Figures"]
    by_index = {claim.index: claim for claim in claims}
    for figure in figures:
        lines += _figure_lines(figure, by_index.get(figure.index))
    lines.append("" if figures else "  none")
    if setup.limits:
        return "\n".join([*lines, *setup.limits]) + "\n"
    lines.append("Rules that spoke")
    lines += [f"  {f.rule}: {f.verdict.value}. {f.message}" for f in report.findings] or ["  none"]
    lines.append("")
    lines.append("Rules that did not, and why")
    spoke = {finding.rule for finding in report.findings}
    reasons: dict[str, list[str]] = {}
    for compiled in setup.book.rules:
        if compiled.rule.id not in spoke:
            reasons.setdefault(_why_not(compiled, rows, tables, figures), []).append(compiled.rule.id)
    # What came nearest first: few rules share its reason.
    for reason, names in sorted(reasons.items(), key=lambda item: len(item[1])):
        lines += [f"  {reason}:", *(f"    {name}" for name in names)]
    return "\n".join(lines) + "\n"


def describe_rule(rule: Rule) -> str:
    """Return a rule as a page for a reader: reasons, sentences, formula, examples."""
    return "\n".join(_rule_lines(rule)) + "\n"


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id} ({rule.level.value}): {rule.title}"
    if rule.why:
        yield f"\n{' '.join(rule.why.split())}"
    if rule.source:
        yield f"\nSource: {rule.source}"
    if rule.record:
        yield f"\nRecord: {record_words(rule.record)}"
    for title, entries in (("Sentences", rule.find), ("Claims", [f"{c.name}: {c.kind}" for c in rule.claims]),
                           ("Table", [f"{line.name}: {line.at}" for line in rule.table]),
                           ("Evidence", [rule.evidence] if rule.evidence else []), ("Where", rule.where)):  # fmt: skip
        if entries:
            yield f"\n{title}"
            yield from (f"  {entry}" for entry in entries)
    if rule.check:
        yield f"\nCheck\n  {rule.check}"
    if rule.gives:
        yield "\nGives"
        yield from (f"  {gift.name} = {gift.formula}" for gift in rule.gives)
    yield "\nExamples"
    for example in rule.examples:
        yield f"  {example.verdict}: {' '.join(example.text.split())}"
        if example.against:
            yield f"    against: {' '.join(example.against.split())}"
    if rule.place:
        yield f"\n{rule.place.file}:{rule.place.line}"


def _figure_lines(figure: Figure, claim: Claim | None) -> list[str]:
    value = written(figure.strict, figure.unit, like=figure)
    noun = f" of {' '.join(figure.noun)}" if figure.noun else ""
    form = f", {figure.form}" if figure.form else ""
    lines = [
        f"  {figure.index}: {figure.quote!r} is {figure.kind.value}{form}{noun}, {figure.qualifier.value}: {value}"
    ]
    if claim is None:
        return [*lines, "     no claim"]
    said = [f"role {claim.role.value}"]
    if claim.direction.value:
        said.append(claim.direction.value)
    for name, words, standing in (
        ("measure", claim.measure.words, claim.measure.standing),
        ("subject", claim.subject.words, claim.subject.standing),
        ("period", claim.period.words, claim.period.standing),
    ):
        said.append(f"{name} {'unknown' if standing is Standing.UNKNOWN else f'{words!r} ({standing.value})'}")
    return [*lines, f"     {', '.join(said)}, {claim.stance.value}"]


def _why_not(
    compiled: CompiledRule, rows: Sequence[Passage], tables: Sequence[Panel], figures: Sequence[Figure]
) -> str:
    if compiled.rule.evidence:
        return "the text was held against no evidence (`verify check --against SOURCE`)"
    if compiled.layout:
        return why_silent(compiled, tables, figures)
    if not rows:
        return "there are no figures in the text"
    if not compiled.patterns:
        return "no claims met the conditions"
    if any(True for pattern in compiled.patterns for row in rows for _ in pattern.find(row, figures)):
        return "a sentence matched, but its conditions or units did not, or another rule says more of the same figures"
    if any(_has_all(pattern, row) for row in rows for pattern in compiled.patterns):
        return "words and figures are there, but not in the order of any of the sentences"
    return "the text has not all the words and kinds of figures that one of the sentences needs"


def _has_all(pattern: Pattern, row: Passage) -> bool:
    return not any(row.whole.present.isdisjoint(chars) for chars in pattern.needs)
