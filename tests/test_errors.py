"""An error shows where, what, and how to mend it."""

from __future__ import annotations

import pytest

from verify.errors import DocumentError, LexiconError, RuleError, UsageError, VerifyError
from verify.model import Place


def test_the_spot_is_shown_with_a_caret_under_it() -> None:
    error = RuleError("'chek' is no key", mend="did you mean 'check'?", where=Place("r.yaml", 3, 3, "  chek: a = b"))
    assert str(error).splitlines() == [
        "r.yaml:3:3: 'chek' is no key",
        "      chek: a = b",
        "      ^",
        "  to mend: did you mean 'check'?",
    ]


def test_tabs_before_the_spot_stay_tabs_so_that_the_caret_stays_under_it() -> None:
    error = VerifyError("wrong", mend="mend it", where=Place("a", 1, 3, "\ta b"))
    assert str(error).splitlines()[1:3] == ["    \ta b", "    \t ^"]


def test_a_long_line_is_cut_round_the_spot() -> None:
    error = VerifyError("wrong", mend="mend it", where=Place("a", 1, 151, "x" * 150 + "!" + "y" * 80))
    shown, caret = str(error).splitlines()[1:3]
    assert len(shown) <= 124
    assert shown[len(caret) - 1] == "!"


@pytest.mark.parametrize("place", [Place("a", 1, 5000, "only the line's beginning"), Place("a", 7, 1, "")])
def test_a_spot_that_the_excerpt_does_not_reach_gets_no_caret(place: Place) -> None:
    error = VerifyError("wrong", mend="mend it", where=place)
    assert str(error).splitlines() == [f"{place}: wrong", "  to mend: mend it"]


def test_a_whole_file_needs_no_line() -> None:
    assert (
        str(DocumentError("is empty", mend="write a text", file="a.txt")) == "a.txt: is empty\n  to mend: write a text"
    )
    assert str(UsageError("no files", mend="name one")) == "no files\n  to mend: name one"


@pytest.mark.parametrize("kind", [DocumentError, LexiconError, RuleError, UsageError])
def test_one_except_catches_what_a_user_can_mend(kind: type[VerifyError]) -> None:
    with pytest.raises(VerifyError, match="to mend: mend it"):
        raise kind("wrong", mend="mend it")


def test_the_file_is_known_from_the_place() -> None:
    assert VerifyError("wrong", mend="mend it", where=Place("a.md", 1, 1)).file == "a.md"
