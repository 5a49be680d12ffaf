"""The corpus of sayings: every way to say a figure is read as the one figure that it is.

A corpus file lists groups of `said` with the value, unit and kind that all of them have; «…» marks the phrase where a
sentence stands around it, and without marks the whole saying is the phrase.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.figures import Lexicon, find_figures
from verify.model import Document, Figure

CORPUS = Path(__file__).parents[1] / "corpus" / "figures"
QUANTITIES = ("money", "percent", "measures", "counts", "numbers", "hedges", "ranges", "rounding")


def groups(*names: str) -> list[dict[str, Any]]:
    return [group for name in names for group in yaml.safe_load((CORPUS / f"{name}.yaml").read_text("utf-8"))]


def sayings(*names: str) -> list[Any]:
    return [pytest.param(str(said), group, id=str(said)[:60]) for group in groups(*names) for said in group["said"]]


def read(said: str, lexicon: Lexicon) -> tuple[str, tuple[Figure, ...], tuple[int, int]]:
    """The text without its marks, its figures, and the marked stretch."""
    start = max(said.find("«"), 0)
    text = said.replace("«", "").replace("»", "")
    end = said.index("»") - 1 if "»" in said else len(text)
    return text, find_figures(Document("corpus", text), lexicon), (start, end)


def the_one(said: str, lexicon: Lexicon) -> Figure:
    _, figures, phrase = read(said, lexicon)
    (figure,) = [each for each in figures if each.extent.overlaps(each.extent.__class__(*phrase))]
    assert tuple(figure.extent) == phrase
    return figure


@pytest.mark.parametrize(("said", "group"), sayings(*QUANTITIES))
def test_a_saying_is_read_as_its_group_says(said: str, group: dict[str, Any], lexicon: Lexicon) -> None:
    figure = the_one(said, lexicon)
    low, high = group["value"] if isinstance(group["value"], list) else (group["value"], group["value"])
    assert (figure.low, figure.high) == pytest.approx((float(low), float(high)))
    assert figure.unit.name == group.get("unit", "")
    assert figure.kind == group["kind"]
    if "hedged" not in group and group.get("qualifier", "exact") != "any":
        assert figure.qualifier == group.get("qualifier", "exact")
    assert figure.is_quantity
    if "noun" in group:
        assert figure.noun == tuple(group["noun"])
    if "form" in group:
        assert figure.form == group["form"]
    for reading in ("strict", "coarse"):
        if reading in group:
            interval = getattr(figure, reading)
            assert (interval.low, interval.high) == pytest.approx(tuple(map(float, group[reading])))


@pytest.mark.parametrize(("said", "group"), sayings("not-quantities"))
def test_what_is_no_quantity_is_known_for_what_it_is(said: str, group: dict[str, Any], lexicon: Lexicon) -> None:
    figure = the_one(said, lexicon)
    assert (figure.kind, figure.form) == (group["kind"], group["form"])
    assert not figure.is_quantity
    if "days" in group:
        first, last = (day if isinstance(day, date) else date.fromisoformat(str(day)) for day in group["days"])
        assert (figure.low, figure.high) == (first.toordinal(), last.toordinal())
        assert figure.unit.name == "day"


@pytest.mark.parametrize("text", yaml.safe_load((CORPUS / "nothing.yaml").read_text("utf-8")))
def test_no_quantity_is_read_where_none_stands(text: str, lexicon: Lexicon) -> None:
    assert [figure.quote for figure in find_figures(Document("corpus", text), lexicon) if figure.is_quantity] == []


@pytest.mark.parametrize("group", groups("several"), ids=lambda group: group["text"][:60])
def test_a_sentence_gives_each_of_its_figures(group: dict[str, Any], lexicon: Lexicon) -> None:
    found = [figure for figure in find_figures(Document("corpus", group["text"]), lexicon) if figure.is_quantity]
    assert [(figure.quote, figure.unit.name) for figure in found] == [
        (quote, unit) for quote, _, unit in group["gives"]
    ]
    assert [figure.low for figure in found] == pytest.approx([float(value) for _, value, _ in group["gives"]])


def test_a_list_that_is_named_by_its_size_keeps_size_and_words(lexicon: Lexicon) -> None:
    _, figures, _ = read("used by 58 of the Fortune Global 100", lexicon)
    name = figures[1]
    assert (name.form, name.noun, name.strict.low, name.strict.high) == ("name", ("fortune", "global"), 100, 100)
