"""A reference table of a million rows, and a thousand claims: issue 7 asks for their answers in two seconds.

The tests take a tenth of the rows; `python -m tests.benchmarks.test_reference_tables` takes all and prints the times.
"""

from __future__ import annotations

import random
import tempfile
import time
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from verify.evidence.tables import Asked, ask_tables
from verify.evidence.tables.deriving import judge_change
from verify.evidence.tables.judging import judge_level
from verify.evidence.tables.sentence import Claimed, claimed
from verify.pipeline import check_text, prepare

SYLLABLES = "ba ko ri mu ta ne lo di fe gu".split()
MEASURES = "revenue profit tax debt cash assets exports imports dividends savings".split()
LEGEND = """\
file: t.csv
subject: {column: company}
period: {column: year}
measure: {column: measure}
value: {column: value}
unit: USD
"""


class Times(NamedTuple):
    """Seconds."""

    loading: float
    asking: float
    answered: int


def table(folder: Path, rows: int) -> Asked:
    """Write and read a table of companies, ten measures and ten years each."""
    draw = random.Random(7)
    names = ["".join(name).capitalize() for name in islice(product(SYLLABLES, repeat=4), rows // 100)]
    with (folder / "t.csv").open("w", encoding="utf-8") as file:
        file.write("company,year,measure,value\n")
        for name in names:
            for year in range(2010, 2020):
                file.writelines(f"{name},{year},{measure},{draw.randint(1000, 999_999)}\n" for measure in MEASURES)
    (folder / "t.yaml").write_text(LEGEND, "utf-8")
    setup = prepare()
    return ask_tables([folder / "t.yaml"], setup.lexicon, setup.language)[0]


def claims_about(asked: Asked, count: int) -> list[Claimed]:
    """Return claims that the table states or contradicts, levels and changes."""
    draw = random.Random(8)
    said = []
    for number in range(count):
        entry = draw.choice(asked.table.entries)
        year = entry.period.words if entry.period else ""
        if number % 2:
            said.append(f"In {year}, {entry.subject} had {entry.measure} of ${int(entry.number):,}.")
        else:
            said.append(f"The {entry.measure} of {entry.subject} rose by {draw.randint(1, 90)}% in {year}.")
    setup = prepare()
    report = check_text("\n\n".join(said), setup, "text.md")
    return claimed(report.claims, report.document, setup.language)


def measure(folder: Path, rows: int, count: int) -> Times:
    """Return the times of a table with so many rows."""
    start = time.perf_counter()
    asked = table(folder, rows)
    loaded = time.perf_counter()
    claims = claims_about(asked, count)
    begin = time.perf_counter()
    answered = sum((judge_level(one, asked) or judge_change(one, asked)) is not None for one in claims)
    return Times(loaded - start, time.perf_counter() - begin, answered)


def test_a_thousand_claims_are_answered_in_less_than_two_seconds(tmp_path: Path) -> None:
    times = measure(tmp_path, rows=100_000, count=1000)
    assert times.asking < 2.0
    assert times.answered >= 900


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place), rows=1_000_000, count=1000))
