"""docs/reference-tables.md keeps its word: its legends can be read, and the example says what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.evidence.tables import ask_tables, read_legend

from .making import judged, setup

DOCS = Path(__file__).parents[3] / "docs" / "reference-tables.md"
EXAMPLES = Path(__file__).parents[3] / "examples" / "reference"
LEGENDS = re.findall(r"^```yaml\n(.*?)^```", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("legend", LEGENDS)
def test_the_legends_of_the_documentation_can_be_read(legend: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(legend, "utf-8")
    assert read_legend(tmp_path / "t.yaml").data


def test_every_key_of_a_legend_is_told() -> None:
    known = set(
        "table file database query sheet holds source date licence decimal subject period covers measure value unit "
        "scale measures base quote words asks".split()
    )
    told = set(re.findall(r"^(\w+):", "\n".join(LEGENDS), re.MULTILINE)) | set(
        re.findall(r"`(\w+)`", DOCS.read_text("utf-8"))
    )
    assert known <= told


def test_the_example_says_of_both_figures_what_the_table_makes_of_them() -> None:
    (table,) = ask_tables([EXAMPLES / "revenue.yaml"], setup().lexicon, setup().language)
    made = judged((EXAMPLES / "globex.md").read_text("utf-8"), table)
    supports = {quote: one.support.value for quote, one in made.items() if one}
    assert supports == {"12%": "contradicted", "$124 billion": "supported", "$109 billion": "supported"}
    change = made["12%"]
    assert change is not None
    assert "$124.3 billion / $109 billion - 1 = 14%" in change.message
    assert "CN¥858.8 billion / CN¥721.2 billion - 1 = 19.1%" in change.message
    assert ask_tables([EXAMPLES / "rates.yaml"], setup().lexicon, setup().language)[0].table.problems == ()
