"""The record of every rule on the labelled texts, as Markdown: `python -m tests.benchmarks.record > record.md`.

How often it spoke, and how often it was right: an *inconsistent* is right where it points at a planted error or at a
labelled inconsistency, and wrong anywhere else; what holds or follows is right where it lies on a labelled tie. The
unread texts are counted apart, and nothing of them is shown. A rule that says *inconsistent* and is wrong more than one
time in ten is to be mended, made a warning, or dropped: it is marked. (Filings may hold real errors: judge each.)

    --write       write the counts of the texts that may be read to rules/record.json, for `rules show` and the page
    --list RULE   also tell where, in the texts that may be read, that rule was wrong or off every tie
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.labelled import DATA, READ, UNREAD, Group, Labelled, labelled
from verify.checking.records import RECORD, records_text
from verify.model import Finding, Record, Verdict
from verify.pipeline import Setup, check_text, prepare, shipped_rules

MOST_WRONG = 0.1
"""Share of wrong accusations beyond which a rule is marked."""

COLUMNS = ("right", "wrong", "on a tie", "off")


def judged(finding: Finding, text: Labelled) -> str:
    """Return what a finding is worth: one of COLUMNS, "" where the labels do not say.

    A finding that implies a figure, or holds, is right on a labelled tie; where not every tie is labelled, elsewhere it
    is not judged.
    """

    def on(groups: Sequence[Group]) -> bool:
        return any(group.covered(finding.spans) for group in groups)

    if finding.verdict is Verdict.INCONSISTENT:
        return "right" if on(text.wrong) else "" if on(text.open) else "wrong"
    return "on a tie" if on(text.ties) else "off" if text.complete else ""


def record(texts: Iterable[Labelled], setup: Setup, shown: str = "") -> dict[str, Counter[str]]:
    """Return, rule by rule, how often it spoke with each verdict and how often it was right.

    An article comes several times, each time with another error: what is found in it again and again counts once.
    """
    made: dict[str, Counter[str]] = defaultdict(Counter)
    told: set[tuple[str, str, str]] = set()
    for text in texts:
        for finding in check_text(text.text, setup, text.id).findings:
            worth = judged(finding, text)
            known = (text.article, finding.id, worth)
            if known in told:
                continue
            told.add(known)
            made[finding.rule].update([finding.verdict.value, worth])
            if finding.rule == shown and worth in ("wrong", "off"):
                print(f"{text.id}: {worth}: {finding.verdict}: {finding.message}")
    return made


def is_marked(counts: Counter[str]) -> bool:
    """Whether a rule accuses wrongly too often."""
    return counts["wrong"] > MOST_WRONG * (counts["right"] + counts["wrong"])


def table(rules: Sequence[str], read: dict[str, Counter[str]], unread: dict[str, Counter[str]]) -> Iterator[str]:
    """Yield the lines of the Markdown table, the rules that speak most first."""
    columns = [*(verdict.value for verdict in Verdict), *COLUMNS]
    yield f"| rule | {' | '.join(columns)} | unread: {' | unread: '.join(COLUMNS)} | |"
    yield "| --- |" + " ---: |" * (len(columns) + len(COLUMNS)) + " --- |"
    by_voice = sorted(rules, key=lambda rule: (-read[rule].total() - unread[rule].total(), rule))
    total = [sum(part.values(), Counter[str]()) for part in (read, unread)]
    rows = [(f"`{rule}`", read[rule], unread[rule]) for rule in by_voice]
    for name, seen, apart in (*rows, ("**all**", *total)):
        cells = [seen[column] for column in columns] + [apart[column] for column in COLUMNS]
        mark = "**wrong too often**" if is_marked(seen + apart) else "" if sum(cells) else "never spoke"
        yield f"| {name} | {' | '.join(str(cell) if cell else '' for cell in cells)} | {mark} |"


def write(rules: Sequence[str], setup: Setup, data: Path) -> None:
    """Write the record that lies beside the shipped rules, of the texts that may be read."""
    texts = [text for name in READ for text in labelled(name, data)]
    made = record(texts, setup)
    articles = len({text.article for text in texts})
    counted = {rule: Record(articles, *(made[rule][column] for column in COLUMNS)) for rule in rules}
    (shipped_rules() / RECORD).write_text(records_text(articles, counted), "utf-8")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--list", default="", metavar="RULE")
    arguments = parser.parse_args()
    setup = prepare()
    if arguments.write:
        write([compiled.rule.id for compiled in setup.book.rules], setup, arguments.data)
        return
    read, unread = (
        record((text for name in names for text in labelled(name, arguments.data)), setup, shown)
        for names, shown in ((READ, arguments.list), (UNREAD, ""))
    )
    print("\n".join(table([compiled.rule.id for compiled in setup.book.rules], read, unread)))


if __name__ == "__main__":
    main()
