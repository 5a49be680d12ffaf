"""How fast news is checked, and that a long text takes as much work as its parts together.

Seconds are only measured (`nox -s benchmarks`; `docs/performance.md` has those of one machine). What a test asserts is
counted in calls, the same on every machine however busy.
"""

from __future__ import annotations

import random
from itertools import product

from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.counting import calls
from tests.benchmarks.test_figures import NEWS, PAGE, PAGES
from verify.figures import find_figures
from verify.model import Document
from verify.pipeline import check_text, prepare

SENTENCES = (
    "At {firm}, {thing} rose {few}% to ${many} million in the last year, the company told its owners on a quiet day.",
    "{firm} employed {many} people at {few} sites, most of them in the north, where wages are lower than elsewhere.",
    "Of the {more} members of the board of {firm}, {few} voted for the plan to sell the old yard to a rival.",
)
"""Two figures and about twenty words each."""
FIRMS = [first + last for first, last in product(("Nord", "Ost", "Alt", "Neu", "Ober"), ("lund", "berg", "tal", "see"))]
THINGS = ("revenue", "profit", "net debt", "turnover", "the order book", "export income")


def long_text(figures: int) -> str:
    """Return a text of so many figures, ten to a paragraph, ten words to a figure, the same at every call."""
    draw = random.Random(1)
    said = []
    for _ in range(figures // 2):
        few = draw.randint(2, 40)
        words = {"firm": draw.choice(FIRMS), "thing": draw.choice(THINGS), "few": few, "more": few + 30}
        said.append(draw.choice(SENTENCES).format(many=draw.randint(41, 900), **words))
    return "\n\n".join(" ".join(said[at : at + 5]) for at in range(0, len(said), 5))


def test_checking_news(benchmark: BenchmarkFixture) -> None:
    setup = prepare()
    check_text(NEWS, setup)
    report = benchmark.pedantic(check_text, (NEWS, setup), rounds=20)
    assert len(report.claims) > 4 * PAGES
    if benchmark.stats is not None:
        benchmark.extra_info["kB/s"] = len(NEWS) / 1000 / benchmark.stats.stats.median


def test_checking_10_000_figures(benchmark: BenchmarkFixture) -> None:
    setup = prepare()
    check_text(PAGE, setup)
    figures = 10_000 if benchmark.enabled else 500
    report = benchmark.pedantic(check_text, (long_text(figures), setup), rounds=1)
    assert len(report.figures) == figures


def test_a_check_costs_a_few_times_what_finding_the_figures_does() -> None:
    setup = prepare()
    check_text(NEWS, setup)
    finding = calls(lambda: find_figures(Document("news", NEWS), setup.lexicon))
    assert calls(lambda: check_text(NEWS, setup)) < 12 * finding


def test_twice_the_figures_take_twice_the_work() -> None:
    """What tries all pairs takes four times."""
    setup = prepare()
    short, long = long_text(1000), long_text(2000)
    check_text(short, setup)
    assert calls(lambda: check_text(long, setup)) < 2.4 * calls(lambda: check_text(short, setup))
