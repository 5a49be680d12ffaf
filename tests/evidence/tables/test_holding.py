"""`verify check --against TABLE.yaml`, as a user runs it, and the report that comes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.command import verify

BOUND = "<!-- figure: revenue.csv#year=2019,measure=revenue,unit=USD -->"


@pytest.fixture
def folder(tmp_path: Path, checkout: Path) -> Path:
    shutil.copytree(checkout / "examples" / "reference", tmp_path, dirs_exist_ok=True)
    return tmp_path


def held(folder: Path, text: str, *arguments: str) -> tuple[dict[str, str], Any]:
    """Return what became of each figure of a text, and the report."""
    (folder / "text.md").write_text(text, "utf-8")
    result = verify("check", "text.md", *arguments, "--format", "json", cwd=folder)
    assert result.returncode in (0, 1), result.stderr
    report = json.loads(result.stdout)
    quotes = {figure["index"]: figure["quote"] for figure in report["figures"]}
    return {quotes[one["figure"]]: one["support"] for one in report["held"]}, report


def test_the_example_is_told_with_its_working(folder: Path) -> None:
    result = verify("check", "globex.md", "--against", "revenue.yaml", "--verbose", cwd=folder)
    assert result.returncode == 1
    assert "12% does not follow from Revenue of Globex: $124.3 billion / $109 billion - 1 = 14%" in result.stdout
    assert "CN¥858.8 billion / CN¥721.2 billion - 1 = 19.1%" in result.stdout
    assert "write 14% for 12%" in result.stdout
    assert (
        "$124 billion is what Revenue of Globex says: revenue of Globex, 2019: $124.3 billion (row 3" in result.stdout
    )


def test_a_report_says_of_every_figure_what_the_table_makes_of_it(folder: Path) -> None:
    text = "Globex's revenue increased by 12% to $124 billion in 2019. It has 40 sites.\n"
    supports, report = held(folder, text, "--against", "revenue.yaml")
    assert supports == {"12%": "contradicted", "$124 billion": "supported", "40": "not found"}
    (level,) = [one for one in report["held"] if one["support"] == "supported"]
    assert "Globex annual reports for 2018 and 2019 (made up), 2020-03-31" in level["witnesses"][0]["source"]
    assert level["witnesses"][0]["where"] == "row 3, column revenue_usd"


def test_a_bound_figure_is_held_against_its_row_alone(folder: Path) -> None:
    supports, _ = held(folder, f"It took $109 billion{BOUND} in all.\n", "--against", "revenue.yaml")
    assert supports == {"$109 billion": "contradicted"}
    supports, _ = held(folder, f"It took $124 billion{BOUND} in all.\n", "--against", "revenue.yaml")
    assert supports == {"$124 billion": "supported"}


def test_a_comment_that_binds_nothing_is_told(folder: Path) -> None:
    text = "It took $124 billion<!-- figure: revenue.csv#jahr=2019 --> in all.\n"
    _, report = held(folder, text, "--against", "revenue.yaml", "--against", "rates.yaml")
    assert [problem.partition("\n")[0] for problem in report["problems"]] == [
        "text.md:1:21: Revenue of Globex has no column 'jahr'"
    ]


def test_pairs_are_held_against_rates_at_the_date_of_the_text(folder: Path) -> None:
    pair, against = "They pay €10 million ($13.1 million).\n", ("--against", "rates.yaml")
    dated = f"---\ndate: 2018-06-10\n---\n\n{pair}"
    assert held(folder, pair, *against)[0] == {"€10 million": "not found", "$13.1 million": "not found"}
    assert held(folder, dated, *against)[0]["$13.1 million"] == "contradicted"
    assert held(folder, pair, *against, "--date", "2018-06-10")[0]["$13.1 million"] == "contradicted"
    assert (
        held(folder, pair.replace("13.1", "11.8"), *against, "--date", "2018-06-10")[0]["$11.8 million"] == "derivable"
    )
    assert held(folder, dated, *against, "--date", "2008-06-10")[0]["$13.1 million"] == "not found"


def test_a_table_that_cannot_be_read_ends_the_run(folder: Path) -> None:
    (folder / "bad.yaml").write_text("file: ../revenue.csv\n", "utf-8")
    result = verify("check", "globex.md", "--against", "bad.yaml", cwd=folder)
    assert result.returncode == 2
    assert "bad.yaml:1:7: '../revenue.csv' lies outside the folder of this legend" in result.stderr
