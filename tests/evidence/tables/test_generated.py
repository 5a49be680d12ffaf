"""Two hundred texts about tables, half of them with one figure spoiled.

Issue 7 asks that 95% of those be found, and that no more than 1% of the other figures be accused.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

from verify.evidence.tables import Asked
from verify.evidence.tables.texts import judge_text
from verify.model import Support

from .generating import LEGEND, Made, table, text
from .making import asked, checked


class Score(NamedTuple):
    spoiled: int
    found: int
    right: int
    accused: int
    supported: int
    missed: list[str]
    wrong: list[str]


def accused_in(made: Made, against: Asked) -> tuple[list[str], int, int]:
    """Return the figures of a text that a table contradicts, how many it supports, and how many there are."""
    accused, supported = [], 0
    report = checked(made.text)
    for index, judged in judge_text(report.claims, report.document, against).items():
        if judged.support is Support.CONTRADICTED:
            accused.append(report.figures[index].quote)
        supported += judged.support in (Support.SUPPORTED, Support.DERIVABLE)
    return accused, supported, len(report.claims)


def score(folder: Path, texts: int, seed: int) -> Score:
    draw = random.Random(seed)
    csv, values = table(draw)
    against = asked(folder, csv, LEGEND)
    spoiled = found = right = accused = supported = 0
    missed, wrong = [], []
    for number in range(texts):
        made = text(values, draw, spoil=number % 2 == 0)
        named, held, total = accused_in(made, against)
        hit = bool(made.spoiled) and made.spoiled in named
        spoiled += bool(made.spoiled)
        found += hit
        right += total - bool(made.spoiled)
        accused += len(named) - hit
        supported += held
        if made.spoiled and not hit:
            missed.append(f"{made.spoiled}: {made.text}")
        if len(named) > hit:
            wrong.append(f"{named} ({made.spoiled}): {made.text}")
    return Score(spoiled, found, right, accused, supported, missed, wrong)


def test_spoiled_figures_are_found_and_right_ones_left_alone(tmp_path: Path) -> None:
    result = score(tmp_path, texts=200, seed=1)
    assert result.found >= 0.95 * result.spoiled, result.missed
    assert result.accused <= 0.01 * result.right, result.wrong
