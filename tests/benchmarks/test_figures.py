"""How fast figures are found in news, beside the extractors that others use; prints kB of text a second.

`pytest tests/benchmarks/test_figures.py --benchmark-enable -s`; the peers run where they are installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from verify.figures import find_figures, load_lexicon
from verify.model import Document

NEWS = (
    """
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
    * 20
)


def quantulum3() -> Callable[[str], Iterable[Any]]:
    parser = pytest.importorskip("quantulum3.parser")
    parse: Callable[[str], Iterable[Any]] = parser.parse
    return parse


def recognizers() -> Callable[[str], Iterable[Any]]:
    units = pytest.importorskip("recognizers_number_with_unit")
    culture = pytest.importorskip("recognizers_text").Culture.English

    def read(text: str) -> list[Any]:
        return units.recognize_currency(text, culture) + units.recognize_dimension(text, culture)

    return read


def ours() -> Callable[[str], Iterable[Any]]:
    lexicon = load_lexicon()
    return lambda text: find_figures(Document("news", text), lexicon)


@pytest.mark.parametrize("extractor", [ours, quantulum3, recognizers])
def test_finding_figures_in_news(
    benchmark: BenchmarkFixture, extractor: Callable[[], Callable[[str], Iterable[Any]]]
) -> None:
    read = extractor()
    text = NEWS if extractor is ours else NEWS[: len(NEWS) // 20]
    found = benchmark(read, text)
    assert len(list(found)) > 10
    if benchmark.stats is not None:
        benchmark.extra_info["kB/s"] = round(len(text) / 1000 / benchmark.stats.stats.median)
        print(f"\n{extractor.__name__}: {benchmark.extra_info['kB/s']} kB/s")
