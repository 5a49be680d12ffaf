"""Rule files: every mistake is told with file, line, column and mend, and spoils no other rule."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from verify.checking import load_rulebook
from verify.checking.loading import KEYS
from verify.checking.schema import rule_schema
from verify.claims import load_language
from verify.pipeline import shipped_rules
from verify.sourced import File, Items, Table, Text, documents

GOOD = """
rule: price-times-quantity
title: Price times quantity is the revenue
find: "<count quantity> ... at <money price> each ... <money revenue>"
check: price * quantity = revenue
examples:
  consistent: [ "They bought 350 tablets at $420 each, a bill of $147,000." ]
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    book = load_rulebook([path], load_language())
    return [str(fault).replace(str(path), "mine.yaml") for fault in book.faults]


def test_a_good_rule_loads(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("change", "place", "words", "mend"),
    [
        (("title:", "titel:"), "3:1", "'titel' is no key of a rule", "did you mean 'title'?"),
        (("rule: price-times-quantity", "rule: Price Times"), "2:7", "is no name for a rule", "with-hyphens"),
        (("<count quantity>", "<cuont quantity>"), "4:8", "no figure is of the kind 'cuont'", "did you mean 'count'?"),
        (("at <money", "ATT <money"), "4:29", "no word list is called ATT", "known here"),
        (("price * quantity = revenue", "price * quantiy = revenue"), "5:16", "called 'quantiy'", "'quantity'"),
        (("price * quantity = revenue", "price + quantity = revenue"), "5:14", "cannot fit", "multiplied"),
        (("price * quantity = revenue", "price * quantity"), "5:8", "compares nothing", "write a comparison"),
        (("check: price * quantity = revenue\n", ""), "2:7", "neither check nor gives", "add `check:`"),
        (("  consistent: [", "  consistant: ["), "7:3", "'consistant' is no key of examples", "'consistent'"),
        (("examples:\n  consistent: [", "examples:\n  ignored: ["), "6:1", "no example makes the rule", "inconsistent"),
        (("title: Price", 'title: "Price'), "", "is no YAML", "quotes"),
        (("each ...", "each [..."), "4:51", "'[' is never closed", "close it with ]"),
        (("title: Price", "title: Again\ntitle: Price"), "4:1", "'title' is given twice", "remove one"),
        (("check:", "message: <revenu> is wrong\ncheck:"), "5:11", "speaks of 'revenu'", "'revenue'"),
        (("price * quantity = revenue", "revenue = price * fn(2)"), "5:26", "no function fn", "the functions are"),
        (("price * quantity = revenue", "1 = price; 2 = quantity"), "5:17", "the formula is no formula", "use names"),
        (("price * quantity = revenue", '"price * quantiy = revenue"'), "5:17", "called 'quantiy'", "'quantity'"),
        (("price * quantity = revenue", ">\n  price\n  * quantiy\n  = revenue"), "7:5", "called 'quantiy'", "quantity"),
        (("check:", "where: same measure, sbject\ncheck:"), "5:22", "the field 'sbject'", "the fields are"),
        (("<money revenue>", "<money price>"), "4:55", "has two slots 'price'", "write two sentences"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_the_mend(
    tmp_path: Path, change: tuple[str, str], place: str, words: str, mend: str
) -> None:
    assert change[0] in GOOD
    (found,) = faults(tmp_path, GOOD.replace(*change, 1))
    assert found.startswith(f"mine.yaml:{place}")
    assert words in found
    assert mend in found


def test_six_mistakes_in_one_file_leave_the_good_rule_whole(tmp_path: Path) -> None:
    broken = [
        GOOD.replace("title:", "titel:"),
        GOOD.replace("<count", "<cuont"),
        GOOD.replace("= revenue", "= revenues"),
        GOOD.replace("  consistent:", "  consistant:"),
        GOOD.replace("title: Price", "title: 'Price"),
        "just a text\n",
    ]
    path = tmp_path / "mine.yaml"
    path.write_text("---\n".join([*broken, GOOD.replace("price-times-quantity", "the-good-one")]), "utf-8")
    book = load_rulebook([path], load_language())
    assert [compiled.rule.id for compiled in book.rules] == ["the-good-one"]
    assert len(book.faults) == 6


def test_two_rules_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, GOOD + "---" + GOOD)
    assert "'price-times-quantity' is taken: mine.yaml:2:7" in found


def test_both_suffixes_count(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD, "utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("price-times", "second-price-times"), "utf-8")
    assert len(load_rulebook([tmp_path], load_language()).rules) == 2


def test_a_join_without_a_key_is_refused(tmp_path: Path) -> None:
    text = """
rule: pairs
title: Pairs
claims: {a: amount, b: amount}
where: a earlier than b
check: a <= b
examples: {consistent: [ "There were 8 then." ]}
"""
    (found,) = faults(tmp_path, text)
    assert "nothing ties the claim 'b'" in found


def test_the_schema_knows_the_keys_that_the_loader_knows_and_takes_the_shipped_rules() -> None:
    import json

    schema = json.loads(rule_schema())
    assert set(schema["$defs"]["rule"]["properties"]) == set(KEYS)
    validator = jsonschema.Draft202012Validator(schema)
    for path in sorted(shipped_rules().glob("*.yaml")):
        for root in documents(File(path.name, path.read_text("utf-8"))):
            if not isinstance(root, Text):
                validator.validate(plain(root))


def plain(node: Text | Items | Table) -> object:
    if isinstance(node, Table):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, Items) else str(node)
