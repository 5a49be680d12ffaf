"""What rows and columns are called, and what heads say of the numbers under them."""

from __future__ import annotations

import pytest

import verify
from verify.claims import load_language, panels, with_heads
from verify.figures import find_figures, load_lexicon
from verify.model import Figure
from verify.reading import read_text

LEXICON, WORDS = load_lexicon(), load_language().tables


def cells(text: str) -> list[Figure]:
    document = read_text(text)
    figures = find_figures(document, LEXICON)
    return [f for f in with_heads(document, figures, panels(document, figures, WORDS), LEXICON, WORDS) if f.is_cell]


def test_heads_stand_over_several_columns() -> None:
    document = read_text(
        "| | Home | | Abroad | |\n| --- | --- | --- | --- | --- |\n| | 2023 | 2022 | 2023 | 2022 |\n"
        "| Shops: | | | | |\n| Towns | 1 | 2 | 3 | 4 |\n"
    )
    (panel,) = panels(document, find_figures(document, LEXICON), WORDS)
    assert [line.words for line in panel.columns] == ["Home 2023", "Home 2022", "Abroad 2023", "Abroad 2022"]
    assert [(line.words, line.opens) for line in panel.rows] == [("Towns", True)]


@pytest.mark.parametrize(
    ("head", "row", "cell", "unit", "value"),
    [
        ("2023 €m", "Sales", "12", "EUR", 12e6),
        ("2023 $'000", "Sales", "12", "USD", 12e3),
        ("US$ in thousands", "Sales", "12", "USD", 12e3),
        ("2023 (in millions of dollars)", "Sales", "12", "USD", 12e6),
        ("2023 (in millions)", "Sales", "$12", "USD", 12e6),
        ("$m, except per share", "Income per share", "$1.20", "USD", 1.2),
        ("$m", "Shares outstanding", "12", "", 12e6),
        ("$m", "Gross margin (%)", "33.3", "percent", 33.3),
        ("Change (%)", "Sales", "3.3", "percent", 3.3),
        ("2023", "Sales", "12", "", 12),
    ],
)
def test_heads_give_money_and_scale(head: str, row: str, cell: str, unit: str, value: float) -> None:
    (figure,) = cells(f"| | {head} |\n| --- | --- |\n| {row} | {cell} |")
    assert (figure.unit.name, figure.low) == (unit, pytest.approx(value))


def test_the_sentence_before_a_table_gives_its_scale() -> None:
    (figure,) = cells("Sales were as follows (in thousands):\n\n| | 2023 |\n| --- | --- |\n| Sales | $12 |")
    assert (figure.low, figure.scale, figure.step) == (12e3, 1e3, 1e3)


def test_a_cell_is_a_claim_of_its_row_and_column() -> None:
    report = verify.check("| | 2023 |\n| --- | --- |\n| Net sales | $12 |")
    (claim,) = report.claims
    assert (claim.measure.words, claim.period.words) == ("Net sales", "2023")
    assert report.unchecked == (claim,)
