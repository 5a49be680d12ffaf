"""YAML whose every value knows its file, line and column: what is refused, and where it is said to stand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from verify.errors import LexiconError, RuleError, VerifyError
from verify.model import Place
from verify.sourced import File, Items, Node, Table, Text, documents, nearest, read_file


def only(text: str) -> Node:
    (document,) = documents(File("rules/a.yaml", text))
    return document


def fault(text: str) -> VerifyError:
    with pytest.raises(RuleError) as raised:
        list(documents(File("rules/a.yaml", text)))
    return raised.value


@pytest.mark.parametrize(
    "written",
    ["NO", "no", "on", "012", "1:30", "1_000", "0x10", "1e3", ".5", "~", "null", "2019-01-01", "=", "<<", "5.10"],
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert only(f"value: {written}") == {"value": written}


def test_a_key_without_a_value_holds_the_empty_text() -> None:
    assert only("a:\nb: 1") == {"a": "", "b": "1"}


def test_every_value_and_every_key_knows_its_place() -> None:
    table = only("rule: name\nfind:\n  - one\n  - [two, {three: 3}]\n")
    assert isinstance(table, Table)
    find = table[table.key("find")]
    assert isinstance(find, Items)
    nested = find[1]
    assert isinstance(nested, Items)
    inner = nested[1]
    assert isinstance(inner, Table)
    places = [table, table.key("rule"), table[table.key("rule")], table.key("find"), find, find[0], nested[0], inner]
    assert [(value.line, value.column) for value in places] == [
        (1, 1),
        (1, 1),
        (1, 7),
        (2, 1),
        (3, 3),
        (3, 5),
        (4, 6),
        (4, 11),
    ]
    assert str(inner.place) == "rules/a.yaml:4:11"
    assert inner.place.source == "  - [two, {three: 3}]"


def test_columns_count_letters_not_bytes() -> None:
    assert fault("größe: {é: 1, é: 2}").where == Place("rules/a.yaml", 1, 15, "größe: {é: 1, é: 2}")


def test_a_file_may_hold_several_documents() -> None:
    assert list(documents(File("a.yaml", "a: 1\n---\nb: 2\n"))) == [{"a": "1"}, {"b": "2"}]
    assert list(documents(File("a.yaml", ""))) == []
    assert list(documents(File("a.yaml", "# nothing but a comment\n"))) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "what", "mend"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1, "'a' is given twice", "remove one"),
        ("a: {b: 1, b: 2}", 1, 11, "'b' is given twice", "remove one"),
        ("a: &x [1]\nb: *x", 1, 4, "alias", "write the value out"),
        ("- &a [*a]", 1, 3, "alias", "write the value out"),
        ("a: !!python/object/apply:os.system [id]", 1, 4, "tag", "remove it"),
        ("a: !mine 5", 1, 4, "tag !mine", "remove it"),
        ("? [a, b]\n: c", 1, 3, "a key must be a word", "write `name: value`"),
        ("a:\n\tb: 1", 2, 1, "cannot start any token", "not with tabs"),
        ("title: Sales: up", 1, 13, "mapping values are not allowed", "in quotes"),
        ("a: 'open", 1, 9, "end of stream", "check quotes"),
        ("a: [1, 2\nb: 3", 2, 2, "expected ',' or ']'", "check quotes"),
        ("a: 1\nb: \x07", 2, 4, "U+0007", "remove this character"),
        ("a: \x00", 1, 4, "U+0000", "remove this character"),
        ("a: 1\nb: \ud800", 2, 4, "U+D800", "remove this character"),
        ("a: " + "[" * 30 + "]" * 30, 1, 24, "nested too deeply", "flatten it"),
    ],
)
def test_what_is_refused_is_refused_with_place_and_mend(
    text: str, line: int, column: int, what: str, mend: str
) -> None:
    raised = fault(text)
    assert raised.where is not None
    assert (raised.where.line, raised.where.column) == (line, column)
    assert what in raised.what
    assert mend in raised.mend


def test_the_first_documents_of_a_broken_file_are_still_read() -> None:
    stream = documents(File("a.yaml", "a: 1\n---\nb: 2\nb: 3\n"))
    assert next(stream) == {"a": "1"}
    with pytest.raises(RuleError, match="given twice"):
        next(stream)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a0: &a0 [x, x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)),
    ],
    ids=["brackets", "braces", "dashes", "aliases"],
)
def test_a_bomb_ends_at_once_in_an_error(bomb: str) -> None:
    begun = time.process_time()
    fault(bomb)
    assert time.process_time() - begun < 2


def test_the_error_is_the_one_that_the_file_is_read_for() -> None:
    with pytest.raises(LexiconError):
        list(documents(File("a.yaml", "a: [", LexiconError)))


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read: No such file") as raised:
        read_file(tmp_path / "missing.yaml")
    assert raised.value.file == str(tmp_path / "missing.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("größe: 1".encode("latin-1"))
    with pytest.raises(RuleError, match="not UTF-8"):
        read_file(latin)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1")
    assert list(documents(read_file(path))) == [{"a": "1"}]


def test_the_nearest_word_is_offered_and_all_of_them_where_none_is_near() -> None:
    assert nearest("exmples", ["examples", "find"]) == "did you mean 'examples'?"
    assert nearest("zzz", ["examples", "find"]) == "known here: examples, find"


def test_a_text_is_a_str_with_a_place() -> None:
    value = only("- five")
    assert isinstance(value, Items)
    assert isinstance(value[0], Text)
    assert value[0].upper() == "FIVE"
