"""Does the diagnosis name what was planted? `python -m tests.benchmarks.mending`

Of the planted errors that a finding points at: how often the mends name the planted figure, name it first, and allow
the value that stood there; how often a mend or a slip says it; how often the slip that was made is named, or only
another one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.labelled import DATA, Labelled, labelled
from verify.figures import find_figures
from verify.model import Figure, Finding, Part, Report, Verdict
from verify.pipeline import Setup, check_text, prepare
from verify.reading import read_text
from verify.reporting.wording import repairs

SETS = ("relations", "tables")
NAMES = {
    "transposition": ("digits swapped",),
    "scale": ("million for billion", "billion for million", "thousand for million", "million for thousand",
              "a zero missing", "a zero too many", "m for bn", "bn for m"),
    "sign_flip": ("wrong direction",),
}  # fmt: skip
"""What we call the slips that the planted texts are labelled with; a shift is no slip."""
LINES = (
    "mends name the figure", "first of all", "allow the old value", "say the old value", "say it first",
    "name the slip", "name another slip",
)  # fmt: skip


def diagnosed(text: Labelled, setup: Setup) -> Iterator[str]:
    """Yield which of LINES are true of a planted text, "caught" before them; nothing where it was not caught."""
    report = check_text(text.text, setup, text.id)
    found = [finding for finding in report.with_verdict(Verdict.INCONSISTENT) if _points(finding, text)]
    if not found or text.planted is None:
        return
    yield "caught"
    finding = found[0]
    flipped = text.planted.get("slip") == "sign_flip"
    mends = repairs(finding)
    mine = [part for part in mends if _touches(part, text)]
    if mine and not flipped:
        yield "mends name the figure"
        old = _old(report.figures[mine[0].figure], text, setup)
        if mine[0] is mends[0]:
            yield "first of all"
        if old and any(part.computed and part.computed.meet(old.strict) for part in mine):
            yield "allow the old value"
        was = " ".join(text.planted["old"].split())
        meant = [slip.meant for slip in finding.slips if slip.meant]
        if was in (*meant, *(part.repair for part in mends)):
            yield "say the old value"
        if was in (mends[0].repair, *meant[:1]):
            yield "say it first"
    named = {slip.name for slip in finding.slips if slip.figure is None or _is_planted(report, slip.figure, text)}
    if named & set(NAMES.get(text.planted.get("slip", ""), ())):
        yield "name the slip"
    elif finding.slips:
        yield "name another slip"


def _points(finding: Finding, text: Labelled) -> bool:
    return any(group.covered(finding.spans) for group in text.wrong)


def _touches(part: Part, text: Labelled) -> bool:
    assert text.planted is not None
    return part.span.start < text.planted["end"] and text.planted["start"] < part.span.end


def _is_planted(report: Report, index: int, text: Labelled) -> bool:
    assert text.planted is not None
    span = report.figures[index].span
    return span.start < text.planted["end"] and text.planted["start"] < span.end


def _old(figure: Figure, text: Labelled, setup: Setup) -> Figure | None:
    """Return the figure that stood in the place of a planted one."""
    assert text.planted is not None
    start = text.planted["start"]
    before = text.text[:start] + text.planted["old"] + text.text[text.planted["end"] :]
    place = start + max(0, figure.span.start - start)
    found = find_figures(read_text(before), setup.lexicon)
    return next((one for one in found if one.span.start <= place < one.span.end), None)


def count(texts: Iterable[Labelled], setup: Setup) -> dict[str, Counter[str]]:
    """Return, by the slip that was made, how many were caught and what was said of them."""
    made: dict[str, Counter[str]] = {}
    for text in texts:
        if text.planted:
            kind = text.planted.get("slip") or text.planted["type"]
            made.setdefault(kind, Counter()).update(diagnosed(text, setup))
    return made


def table(made: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield the lines of the Markdown table."""
    yield f"| slip | caught | {' | '.join(LINES)} |"
    yield "| --- |" + " ---: |" * (len(LINES) + 1)
    for kind, counts in (*sorted(made.items()), ("**all**", sum(made.values(), Counter[str]()))):
        shares: Sequence[str] = [
            f"{counts[line]} ({100 * counts[line] / (counts['caught'] or 1):.0f}%)" for line in LINES
        ]
        yield f"| {kind} | {counts['caught']} | {' | '.join(shares)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("sets", nargs="*", default=SETS)
    arguments = parser.parse_args()
    for name in arguments.sets:
        print(f"\n{name}\n")
        print("\n".join(table(count(labelled(name, arguments.data), prepare()))))


if __name__ == "__main__":
    main()
