"""What tables make of texts: the corpus in tables.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from .making import asked, judged

CASES = yaml.safe_load(Path(__file__).with_name("tables.yaml").read_text("utf-8"))
SAID = [(case, text) for case in CASES for text in case["texts"]]


@pytest.mark.parametrize(("case", "text"), SAID, ids=lambda part: str(part.get("says", ""))[:60])
def test_a_table_makes_of_each_figure_what_the_corpus_says(case: Any, text: Any, tmp_path: Path) -> None:
    found = judged(text["says"], asked(tmp_path, case["table"], case["legend"]))
    assert {quote: "-" if one is None else one.support.value for quote, one in found.items()} == {
        str(quote): expected.partition("; ")[0] for quote, expected in text["makes"].items()
    }
    for quote, expected in text["makes"].items():
        if words := expected.partition("; ")[2]:
            one = found[str(quote)]
            assert one is not None
            assert words in one.message
