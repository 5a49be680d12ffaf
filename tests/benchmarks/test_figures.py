"""How fast figures are found in news, beside the extractors that others use: kB of text a second, and the ratios.

`nox -s compare` installs the others and prints the table; without them only our own line is measured.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from verify.figures import find_figures, load_lexicon
from verify.model import Document

PAGE = """
Harbour freight rises 8% on new cranes

Freight through the port of Eastmere rose by 8% to 14.2 million tonnes last year, the harbour board said on Friday, as
the cranes that were bought to serve the new generation of container ships came into use and the weather was kind to
them. The board employs about 1,350 people along the river and in the old customs house, where the archives are still
kept and where visitors are welcome on most days. It expects the yard to be busier still when the railway is finished.

Net profit fell slightly, to £18.6m, because wages grew faster than fees and because a storm damaged the northern pier.
"We had hoped for more, but the customers have stayed with us and the order book has never looked healthier," said Ann
Lowry, who has led the board for over ten years and who will hand over to her deputy when the annual meeting has agreed.

Rival ports along the coast reported declines. At Skerry Point, once the largest of them, traffic has halved since 1998,
and the town council has asked the government for help with the upkeep of a dock that hardly anybody uses. Analysts who
follow the group say that one in five shippers plans to move before the summer, and that the others are waiting to see
whether the promised discounts appear; their report is careful to add that nobody can tell how the currency will behave.
"""
PAGES = 20
NEWS = PAGE * PAGES

Extractor = Callable[[str], Iterable[Any]]


def quantulum3() -> Extractor:
    """Its default way: with the classifier that settles ambiguous units, where scikit-learn is installed."""
    parser = imported("quantulum3.parser")
    parse: Extractor = parser.parse
    return parse


def recognizers() -> Extractor:
    """All of Recognizers-Text that reads quantities; its models are made once, as it does itself."""
    numbers = imported("recognizers_number")
    units = imported("recognizers_number_with_unit")
    english = imported("recognizers_text").Culture.English
    models = [
        numbers.NumberRecognizer(english).get_number_model(),
        numbers.NumberRecognizer(english).get_percentage_model(),
        units.NumberWithUnitRecognizer(english).get_currency_model(),
        units.NumberWithUnitRecognizer(english).get_dimension_model(),
        units.NumberWithUnitRecognizer(english).get_age_model(),
        units.NumberWithUnitRecognizer(english).get_temperature_model(),
    ]
    return lambda text: [found for model in models for found in model.parse(text)]


def ours() -> Extractor:
    lexicon = load_lexicon()
    return lambda text: find_figures(Document("news", text), lexicon)


def imported(name: str) -> Any:
    """Import what only the `bench` extra installs; without it the test is skipped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs, and no business of this test
        return pytest.importorskip(name)


@pytest.fixture(scope="module")
def speeds() -> Iterator[dict[str, float]]:
    """Collect kB/s by extractor, and print them at the end with how many times faster ours is."""
    measured: dict[str, float] = {}
    yield measured
    for name, speed in measured.items():
        ratio = (
            f"  ours is {measured['ours'] / speed:.0f} times as fast" if name != "ours" and "ours" in measured else ""
        )
        print(f"\n{name:12} {speed:8.1f} kB/s{ratio}", end="")
    print()


ROUNDS = {ours: 50, quantulum3: 3, recognizers: 3}
"""The others take seconds for what takes ours milliseconds."""


@pytest.mark.parametrize("extractor", [ours, quantulum3, recognizers])
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning", "ignore::UserWarning")
def test_finding_figures_in_news(
    benchmark: BenchmarkFixture, extractor: Callable[[], Extractor], speeds: dict[str, float]
) -> None:
    """Every extractor reads the same text, once unmeasured and then several times; the median counts."""
    read = extractor()
    read(NEWS)
    found = benchmark.pedantic(read, (NEWS,), rounds=ROUNDS[extractor])
    assert len(list(found)) > 4 * PAGES
    if benchmark.stats is not None:
        speeds[extractor.__name__] = benchmark.extra_info["kB/s"] = len(NEWS) / 1000 / benchmark.stats.stats.median
