"""The work of a long filing grows with its length: twice the tables and the prose, about twice the work."""

from __future__ import annotations

import random

from tests.benchmarks.counting import calls
from verify.pipeline import check_text, prepare

CHAPTERS = 30


def _chapter(number: int, dice: random.Random) -> str:
    """Return a chapter of a filing: a heading, prose that repeats a cell, and a table that adds up."""
    parts = [f"{name} {number}" for name in ("Mills", "Quarries", "Ferries", "Orchards", "Leases")]
    rows = {name: [dice.randint(100, 9999) for _ in range(3)] for name in parts}
    name = parts[number % len(parts)]
    now, before, _ = rows[name]
    rows[f"Total of chapter {number}"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    table = "\n".join(f"| {name} | {a:,} | {b:,} | {c:,} |" for name, (a, b, c) in rows.items())
    return (
        f"## Chapter {number}\n\n{name} brought in ${now:,} thousand in 2023, from ${before:,} thousand in 2022. "
        f"The board met {dice.randint(3, 12)} times and visited {dice.randint(2, 40)} sites.\n\n"
        f"| (in thousands) | 2023 | 2022 | 2021 |\n| --- | --- | --- | --- |\n{table}\n\n"
    )


def test_twice_the_filing_takes_twice_the_work() -> None:
    dice = random.Random(7)
    chapters = [_chapter(number, dice) for number in range(2 * CHAPTERS)]
    setup = prepare()
    short, long = "".join(chapters[:CHAPTERS]), "".join(chapters)
    check_text(short, setup)
    assert calls(lambda: check_text(long, setup)) < 2.4 * calls(lambda: check_text(short, setup))
