"""The report as Markdown, for a comment on a pull request: the counts, what is wrong in its words, the rest folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verify.model import Claim, Document, Finding, Report, Span, Verdict

from .excerpt import blocks_of, excerpt
from .wording import (
    SIGNS,
    UNCHECKED,
    by_place,
    gap,
    group_message,
    group_of,
    headline,
    laid_aside,
    many,
    one_line,
    place_of,
    repairs,
)

LONGEST = 60_000
"""GitHub refuses comments beyond 65,536 characters."""

QUOTED = 240

# `$` begins a formula on GitHub and GitLab, `~` strikes out; a backslash before any ASCII punctuation is CommonMark.
_PUNCTUATION = re.compile(r"[\\`*_\[\]<>|~&$]|^([#=+-]+|\d+[.)])(?=\s|$)")
# These would notify a person or link an issue though the article only mentions them; a comment parts the two.
_REFERENCES = re.compile(r"@(?=\w)|#(?=\d)|(?<![\w&])GH-(?=\d)|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.")


def to_markdown(report: Report) -> str:
    """Return the report as GitHub-flavoured Markdown, shortened with a note where a comment could not hold it."""
    counts = headline(report)
    lines = [
        f"### verify: {escaped(report.document.name)}",
        "",
        "| " + " | ".join(f"{count.sign} {_label(count.name)}" for count in counts) + " |",
        "|" + " :-: |" * len(counts),
        "| " + " | ".join(f"**{count.number:,}**" if count.number else "0" for count in counts) + " |",
        "",
    ]
    for problem in report.problems:
        lines.append(f"> **Problem:** {escaped(problem)}\n")
    for note in report.document.notes:
        lines.append(f"> **Note:** {escaped(note)}\n")
    blocks = list(_accusations(report))
    if not blocks:
        lines.append("Nothing in the text contradicts itself, as far as its figures could be checked.\n")
    lines.extend(_that_fit(blocks, LONGEST - 4_000))
    room = LONGEST - sum(map(len, lines)) - 4_000
    for verdict in (Verdict.APPROXIMATE, Verdict.IMPLIED, Verdict.CONSISTENT):
        found = [_finding(report.document, finding) for finding in report.with_verdict(verdict)]
        folded = _folded(f"{SIGNS[verdict]} {len(found)} {verdict}", found, room)
        lines.extend(folded)
        room -= sum(map(len, folded))
    aside = [_finding(report.document, finding) for finding in report.suppressed]
    folded = _folded(f"{SIGNS['suppressed']} {len(aside)} suppressed", aside, max(room, 0))
    lines.extend(folded)
    room -= sum(map(len, folded))
    unchecked = [_claim(report.document, claim) for claim in report.unchecked]
    lines.extend(_folded(f"{SIGNS['unchecked']} {many(len(unchecked), 'figure')} {UNCHECKED}", unchecked, max(room, 0)))
    lines.append(f"<sub>verify {escaped(report.version)} · {many(len(report.rules), 'rule')}</sub>")
    return "\n".join(lines) + "\n"


def escaped(text: str, limit: int = 300) -> str:
    r"""Return `text` on one line, so that Markdown shows it as it is: no markup, no mentions, no formulas.

    >>> escaped("a *b* for $5 by @carol")
    'a \\*b\\* for \\$5 by @<!-- -->carol'
    """
    shown = _PUNCTUATION.sub(_with_backslash, one_line(text, limit))
    return _REFERENCES.sub(lambda found: f"{found[0]}<!-- -->", shown)


def code(text: str, limit: int = 300) -> str:
    """Return `text` on one line as a code span, in a fence longer than any that it holds."""
    shown = one_line(text, limit)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    room = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{fence}{room}{shown}{room}{fence}"


def _with_backslash(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"  # "1." is a list by its dot


def _label(name: str) -> str:
    return "nothing could check" if name == "unchecked" else name


def _accusations(report: Report) -> Iterator[str]:
    """Yield what is inconsistent, the findings that have a figure in common under a line that names it."""
    groups = group_of(report)
    for finding in report.with_verdict(Verdict.INCONSISTENT):
        group = groups.get(finding.id)
        head = ""
        if group and group.findings[0] == finding.id:
            shared = report.figures[group.figure]
            place = place_of(report.document, shared.span)
            head = f"{code(place)} **{escaped(shared.quote)}** {escaped(group_message(report, group))}:\n\n"
        yield head + _finding(report.document, finding)


def _finding(document: Document, finding: Finding) -> str:
    parts = by_place(finding)
    place = f"{code(place_of(document, parts[0].span))} " if parts else ""
    weight = f" {finding.level}" if finding.verdict is Verdict.INCONSISTENT and not finding.suppressed else ""
    sign = SIGNS["suppressed" if finding.suppressed else finding.verdict.value]
    lines = [f"- **{sign}{weight}** {place}{escaped(finding.message)} ({code(finding.rule)})"]
    lines += [f"  > {quotation}  " for quotation in _quotations(document, [part.span for part in parts])]
    lines.append("")
    if finding.suppressed:
        lines.append(f"  - laid aside: {escaped(laid_aside(finding.suppressed))}")
    mends = [f"{escaped(part.repair)} for {escaped(part.quote)} ({escaped(part.name)})" for part in repairs(finding)]
    if mends:
        lines.append(f"  - to mend: write {', or '.join(mends)}")
    lines += [f"  - {escaped(slip.name)}: {escaped(slip.explanation)}" for slip in finding.slips]
    lines += [f"  - implied: {escaped(implied.name)} = {escaped(implied.text)}" for implied in finding.implied]
    if finding.working:
        working = finding.working
        steps = [f"{code(working.formula)}: {code(working.filled)}"]
        if working.left_text:
            steps.append(f"{escaped(working.left_text)} against {escaped(working.right_text)}")
        if missed := gap(working):
            steps.append(escaped(missed))
        lines.append(f"  - working: {'; '.join(steps)}")
    return "\n".join(lines) + "\n"


def _quotations(document: Document, spans: list[Span]) -> Iterable[str]:
    """Yield the figures in their words, block by block; their place is told where it is not the first one's."""
    for number, (block, inside) in enumerate(blocks_of(document, spans)):
        pieces = excerpt(document.text, block, inside, QUOTED)
        quoted = "".join(
            f"**{escaped(piece.text)}**" if piece.span else _between(piece.text) for piece in pieces if piece.text
        )
        yield f"{code(place_of(document, inside[0]))}: {quoted.strip()}" if number else quoted.strip()


def _between(text: str) -> str:
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{escaped(text)}{' ' if after and text.strip() else ''}"


def _claim(document: Document, claim: Claim) -> str:
    quoted = escaped(document.quote(claim.figure.extent), 120)
    return f"- {code(place_of(document, claim.figure.span))} {quoted}"


def _folded(title: str, blocks: list[str], room: int) -> list[str]:
    if not blocks:
        return []
    return [f"<details><summary>{title}</summary>\n", *_that_fit(blocks, room), "\n</details>\n"]


def _that_fit(blocks: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for number, block in enumerate(blocks):
        room -= len(block)
        if room < 0:
            return [*kept, f"- … and {len(blocks) - number:,} more, which a comment could not hold"]
        kept.append(block)
    return kept
