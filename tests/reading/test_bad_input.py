"""Whatever is no text is refused with what it is, where, and how to mend it; nothing crashes."""

from __future__ import annotations

import codecs
import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verify.errors import DocumentError, UsageError, VerifyError
from verify.model import Document
from verify.reading import read, read_bytes, reader

TEXT = "Umsatz stieg um 5 € – “stark”, sagt Zoë.\n"


def fault(data: bytes, name: str = "a.txt", encoding: str | None = None) -> VerifyError:
    with pytest.raises(VerifyError) as raised:
        read_bytes(data, name, encoding=encoding)
    return raised.value


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
)
def test_a_byte_order_mark_is_honoured_and_told_of(encoding: str) -> None:
    mark = {"le": "\ufeff", "be": "\ufeff"}.get(encoding[-2:], "")
    document = read_bytes((mark + TEXT).encode(encoding), "a.txt")
    assert document.text == TEXT
    assert document.encoding.startswith(encoding.removesuffix("-sig"))
    assert "byte order mark" in document.notes[0]


def test_utf_8_needs_no_note() -> None:
    document = read_bytes(TEXT.encode(), "a.txt")
    assert (document.text, document.encoding, document.notes) == (TEXT, "utf-8", ())


def test_another_encoding_is_not_guessed_but_named_with_its_place_and_the_command_that_mends_it() -> None:
    error = fault("Sales rose\r\nby £5m to £6m.\r\n".encode("latin-1"), "my report.txt")
    assert error.where is not None
    assert (error.where.line, error.where.column, error.where.source) == (2, 4, "by £5m to £6m.")
    assert error.what == "is not UTF-8: byte 15 (0xa3) is none; it looks like ISO-8859-1"
    assert "iconv -f ISO-8859-1 -t UTF-8 'my report.txt' > 'my report.txt.utf-8'" in error.mend
    assert "--encoding iso-8859-1" in error.mend


def test_typographic_quotes_tell_windows_1252_from_latin_1() -> None:
    assert "it looks like WINDOWS-1252" in fault("He said “yes” to a rise of 5%.".encode("cp1252")).what


def test_another_script_is_not_called_western() -> None:
    assert "nothing else that can be told" in fault("Продажи выросли на 5%.".encode("cp1251")).what


@pytest.mark.parametrize(
    ("encoding", "known"), [("latin-1", "iso8859-1"), ("cp1252", "cp1252"), ("UTF-16-LE", "utf-16-le")]
)
def test_an_encoding_that_is_named_is_believed_and_noted(encoding: str, known: str) -> None:
    document = read_bytes("Sales rose by £5m.".encode(encoding), "a.txt", encoding=encoding)
    assert document.text == "Sales rose by £5m."
    assert document.encoding == known
    assert document.notes == (f"read as {known}, as asked",)


@pytest.mark.parametrize("encoding", ["klingon", "utf-8\0", "", "base64", "hex"])
def test_an_encoding_that_nobody_knows_is_refused(encoding: str) -> None:
    error = fault(b"Sales rose.", encoding=encoding)
    assert isinstance(error, UsageError)
    assert "is unknown" in error.what


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    assert "byte 3 (0xff) has no meaning in it" in fault(b"abc\xff", encoding="utf-8").what
    assert "is not ascii" in fault("5 €".encode(), encoding="ascii").what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n\x0c", "nothing but blanks"),
        (codecs.BOM_UTF8 + b"\n", "nothing but blanks"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
        (b"{\\rtf1 Sales rose.}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"Sales rose by 5%.\x00\x01\x02", "byte 17 is NUL"),
        (TEXT.encode("utf-16-le"), "looks like UTF-16-LE without a byte order mark"),
        (TEXT.encode("utf-16-be"), "looks like UTF-16-BE without a byte order mark"),
        (b"\x01\x02\x03\x04Sales", "full of control characters"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "byte order mark of UTF-16-LE but byte 4"),
        (codecs.BOM_UTF8 + b"a\xff", "byte order mark of UTF-8 but byte 4"),
    ],
)
def test_what_is_no_text_is_called_by_its_name(data: bytes, what: str) -> None:
    error = fault(data)
    assert isinstance(error, DocumentError)
    assert what in error.what
    assert error.mend
    assert error.file == "a.txt"


def test_a_missing_file_a_folder_and_a_name_that_is_none(tmp_path: Path) -> None:
    for path, what in [
        (tmp_path / "missing.md", "there is no such file"),
        (tmp_path, "is a folder"),
        ("a\0b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("\ud800", "cannot be read|there is no such file"),
    ]:
        with pytest.raises(DocumentError, match=what):
            read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Sales rose.")
    path.chmod(0)
    with pytest.raises(DocumentError, match="may not be read"):
        read(path)


def test_a_device_without_an_end_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 1_000_000)
    with pytest.raises(DocumentError, match="larger than"):
        read("/dev/zero")


def test_a_file_is_named_as_the_user_named_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("# Sales\n")
    monkeypatch.chdir(tmp_path)
    assert read("./a.md").name == "./a.md"
    assert read(Path("a.md")).name == "a.md"


def test_a_pipe_is_read_like_a_file() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"Sales rose.")
    os.close(writing)
    try:
        assert read(f"/dev/fd/{reading}").text == "Sales rose."
    finally:
        os.close(reading)


@pytest.mark.slow
@pytest.mark.parametrize("markdown", [False, True])
def test_a_line_of_20_megabytes_is_read_as_it_is(tmp_path: Path, markdown: bool) -> None:
    path = tmp_path / ("a.md" if markdown else "a.txt")
    path.write_text("Sales rose by 5% to 3.2. " * 800_000)
    begun = time.process_time()
    document = read(path)
    assert len(document.regions) == 1
    assert document.source_map.line_and_column(19_000_000) == (1, 19_000_001)
    assert time.process_time() - begun < 5


@given(
    data=st.binary(max_size=300),
    encoding=st.sampled_from([None, None, "latin-1", "utf-16", "utf-7", "idna", "punycode"]),
)
@example(data=b"+", encoding="utf-7")
@example(data=b"\xef\xbb\xbf\x00", encoding=None)
def test_no_bytes_crash_the_reader(data: bytes, encoding: str | None) -> None:
    for name in ("a.txt", "a.md"):
        outcome: Document | VerifyError
        try:
            outcome = read_bytes(data, name, encoding=encoding)
        except VerifyError as refused:
            outcome = refused
        said = outcome.text if isinstance(outcome, Document) else outcome.mend
        assert said
