"""`verify bind`, as a user runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import verify

TEXT = "# Globex\n\nGlobex's revenue rose by 14% to $124 billion in 2019.\n"
YEAR = "<!-- figure: revenue.csv#company=Globex,year=2019,measure=revenue,unit=USD"
BOUND = TEXT.replace("14%", f"14%{YEAR} vs year=2018 -->").replace("$124 billion", f"$124 billion{YEAR} -->")


@pytest.fixture
def folder(tmp_path: Path, checkout: Path) -> Path:
    for name in ("revenue.csv", "revenue.yaml"):
        shutil.copy(checkout / "examples" / "reference" / name, tmp_path / name)
    (tmp_path / "README.md").write_text(TEXT, "utf-8")
    return tmp_path


def test_comments_are_written_once(folder: Path) -> None:
    first = verify("bind", "README.md", "--against", "revenue.yaml", cwd=folder)
    assert (first.returncode, (folder / "README.md").read_text("utf-8")) == (0, BOUND)
    assert "README.md: 2 bound, 0 told anew, 0 mended, 0 wrong" in first.stderr
    second = verify("bind", "README.md", "--against", "revenue.yaml", "--check", cwd=folder)
    assert (second.returncode, (folder / "README.md").read_text("utf-8")) == (0, BOUND)


def test_check_writes_nothing(folder: Path) -> None:
    assert verify("bind", "README.md", "--against", "revenue.yaml", "--check", cwd=folder).returncode == 1
    assert (folder / "README.md").read_text("utf-8") == TEXT


def test_what_is_wrong_is_told_and_mended_on_request(folder: Path) -> None:
    spoiled = BOUND.replace("$124 billion", "$142 billion")
    (folder / "README.md").write_text(spoiled, "utf-8")
    told = verify("bind", "README.md", "--against", "revenue.yaml", cwd=folder)
    assert told.returncode == 1
    assert "README.md:3:124: $142 billion is not what it is bound to in Revenue of Globex" in told.stderr
    assert (folder / "README.md").read_text("utf-8") == spoiled
    assert verify("bind", "README.md", "--against", "revenue.yaml", "--fix", cwd=folder).returncode == 0
    assert (folder / "README.md").read_text("utf-8") == BOUND


def test_a_byte_order_mark_and_the_ends_of_lines_stay(folder: Path) -> None:
    (folder / "README.md").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert verify("bind", "README.md", "--against", "revenue.yaml", cwd=folder).returncode == 0
    assert (folder / "README.md").read_bytes() == b"\xef\xbb\xbf" + BOUND.replace("\n", "\r\n").encode()


def test_pages_are_bound_too(folder: Path) -> None:
    page = (
        "<!DOCTYPE html><html><body><p>Globex&#39;s revenue was <b>$124&nbsp;billion</b> in 2019, or $124 billion.</p>"
    )
    (folder / "page.html").write_text(page, "utf-8")
    assert verify("bind", "page.html", "--against", "revenue.yaml", cwd=folder).returncode == 0
    assert page == (folder / "page.html").read_text("utf-8").replace(f"{YEAR} -->", "")
    assert f"or $124 billion{YEAR} -->" in (folder / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("text.txt", TEXT.encode(), "has no comments that could bind a figure"),
        ("gone.md", None, "there is no such file"),
        ("utf16.md", TEXT.encode("utf-16"), "save it as UTF-8"),
        ("loose.md", b"Globex grew. <!-- figure: revenue.csv#year=2019 -->\n", "loose.md:1:14: binds no figure"),
    ],
)
def test_what_cannot_be_bound_is_told(name: str, data: bytes | None, message: str, folder: Path) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    result = verify("bind", name, "README.md", "--against", "revenue.yaml", cwd=folder)
    assert result.returncode == 2
    assert message in result.stderr
    assert (folder / "README.md").read_text("utf-8") == BOUND  # the others are bound all the same
