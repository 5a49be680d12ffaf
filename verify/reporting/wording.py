"""The words and signs that every form of the report shares."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from verify.model import Document, Finding, Group, Part, Record, Report, Span, Suppression, Working

SIGNS = {
    "inconsistent": "✗",
    "approximate": "≈",
    "consistent": "✓",
    "implied": "→",
    "suppressed": "⊘",
    "derived": "=",
    "estimated": "~",
    "unchecked": "○",
    "no_claim": "",
}
"""A sign beside each word, so that no meaning hangs on a colour."""

MEANINGS = {
    "inconsistent": "cannot all be true, whatever the rounding",
    "approximate": "agree only through a hedge or a coarser reading",
    "consistent": "agree",
    "implied": "follow from the text, which does not state them",
    "suppressed": "are laid aside, with a reason",
    "derived": "follow from other figures of the text",
    "estimated": "are estimates in the text's own words",
    "unchecked": "figures that nothing could check",
    "no_claim": "dates, names and the like, which claim nothing",
}

UNCHECKED = "that nothing could check"

# One character for one, so that offsets and carets keep their places. Escapes could drive a terminal, and the
# bidirectional overrides could make a report read other than it is; tabs and newlines stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Count(NamedTuple):
    """One headline count."""

    name: str
    number: int
    sign: str
    meaning: str


def headline(report: Report) -> tuple[Count, ...]:
    """Return the counts in the order in which every form shows them, the unchecked figures always among them."""
    aside = ("suppressed",) if report.counts["suppressed"] else ()
    names = ("inconsistent", "approximate", "consistent", "implied", *aside, "derived", "estimated", "unchecked")
    return tuple(Count(name, report.counts[name], SIGNS[name], MEANINGS[name]) for name in names)


def record_words(record: Record) -> str:
    """Return how often a rule was right, as a sentence.

    >>> record_words(Record(texts=2000, right=7, wrong=1, tied=30, untied=2))
    'On the 2,000 labelled texts that it was developed on, 7 of its 8 accusations were right, and 30 of 32 other ties.'
    """
    told = []
    if accused := record.right + record.wrong:
        told.append(f"{record.right:,} of its {many(accused, 'accusation')} {'was' if accused == 1 else 'were'} right")
    if found := record.tied + record.untied:
        other = "other " if told else ""
        right = "" if told else f" that it found {'was' if found == 1 else 'were'} right"
        told.append(f"{record.tied:,} of {many(found, f'{other}tie')}{right}")
    texts = f"the {many(record.texts, 'labelled text')} that it was developed on"
    return f"On {texts}, {', and '.join(told) or 'it never spoke'}."


def many(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> many(1, "figure"), many(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def summary(*reports: Report) -> str:
    """Return the closing line: what was read, what was found, and what nothing could check, in all of the reports."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update(report.counts)
    read = f"{many(counts['figures'], 'figure')}, {many(counts['claims'], 'claim')}"
    found = ", ".join(f"{counts[name]:,} {name}" for name in ("inconsistent", "approximate", "consistent", "implied"))
    found += f"; {counts['suppressed']:,} suppressed" if counts["suppressed"] else ""
    also = f"{counts['derived']:,} derived, {counts['estimated']:,} estimated"
    return f"{read}: {found}; {also}; {many(counts['unchecked'], 'figure')} {UNCHECKED}"


def printable(text: str) -> str:
    """Return `text` with every character that could drive a terminal or turn the reading order made visible."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str, limit: int = 600) -> str:
    """Return `text` printable, on one line, and cut in the middle where it is longer than `limit`."""
    # Hostile texts are long: cut before the white space is looked at.
    shown = " ".join(printable(text if len(text) <= 4 * limit else f"{text[: 2 * limit]} {text[-2 * limit :]}").split())
    if len(shown) <= limit:
        return shown
    return f"{shown[: limit * 2 // 3]} … {shown[-limit // 4 :]}"


def place_of(document: Document, span: Span) -> str:
    """Return the file and where in it the first character of `span` stands: "a.md:12:5", "a.pdf:page 3"."""
    return printable(f"{document.name}:{document.source_map.where(span.start)}")


def spot_of(document: Document, span: Span) -> str:
    """Return where in its file the first character of `span` stands, in words: "line 12, column 5", "page 3"."""
    spot = document.source_map.spot(span.start)
    return printable(
        spot.name if spot else "line {}, column {}".format(*document.source_map.line_and_column(span.start))
    )


def by_place(finding: Finding) -> tuple[Part, ...]:
    """Return the parts of a finding in the order of the text, each figure once."""
    once = {part.figure: part for part in reversed(finding.parts)}
    return tuple(sorted(once.values(), key=lambda part: (part.span, part.figure)))


def gap(working: Working) -> str:
    """Return by how much the sides miss each other: absolute, in percent, in units of rounding; "" where they meet."""
    if not working.gap:
        return ""
    # A ratio of computed figures has no last digit.
    steps = f", {number(working.gap_steps)} × the last digit" if working.gap_steps else ""
    percent = number(working.gap_percent)
    return f"they miss each other by {working.gap_text or number(working.gap)} ({percent}% of the stated side{steps})"


def number(value: float) -> str:
    """Return a plain number with three significant digits, whole ones in full.

    >>> number(4.2857), number(0.01234), number(123456.0)
    ('4.29', '0.0123', '123,456')
    """
    if abs(value) >= 1e15 or 0 < abs(value) < 1e-6:
        return f"{value:.3g}"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


MOST_NAMED = 6
"""Figures that a group names; a reader finds the others below."""


def group_message(report: Report, group: Group) -> str:
    """Return what is said above the findings that have one figure in common, behind that figure."""
    members = set(group.findings)
    parts = [part for finding in report.findings if finding.id in members for part in by_place(finding)]
    others = list(dict.fromkeys(part.quote for part in parts if part.figure != group.figure))
    named, more = others[:MOST_NAMED], len(others) - MOST_NAMED
    *first, last = [*named, f"{more} more"] if more > 0 else (named or ["itself"])
    listed = f"{', '.join(first)} and {last}" if first else last
    mend = f"; {group.repair} would agree with all" if group.repair else ""
    return f"disagrees in {len(members)} findings, with {listed}{mend}"


def laid_aside(suppression: Suppression) -> str:
    """Return why a finding does not count, and where that is written."""
    return f"{suppression.reason} ({printable(str(suppression.place))})"


def group_of(report: Report) -> dict[str, Group]:
    """Return the group of each finding that is in one, by its id."""
    return {name: group for group in report.groups for name in group.findings}


def repairs(finding: Finding) -> tuple[Part, ...]:
    """Return the parts for which a value is known that would mend the finding, the likeliest first."""
    rank = {index: number for number, index in enumerate(finding.suspects)}
    mended = (part for part in finding.parts if part.repair)
    return tuple(sorted(mended, key=lambda part: rank.get(part.figure, len(rank))))


def replacements(finding: Finding) -> tuple[Part, ...]:
    """Return the parts whose repair can stand in the text as it is: "$12 million", but not "at most $12 million"."""
    return tuple(part for part in repairs(finding) if not part.repair.startswith(("at least ", "at most ")))
