"""Bytes become text: UTF-8, what a byte order mark says, or an honest error.

Nothing is guessed in silence: a wrong guess turns "£5" into "Â£5", and the figure is lost. What a file looks like is
said in the error, with the command that converts it.
"""

from __future__ import annotations

import codecs
import re
import shlex
from typing import NamedTuple

from verify.errors import DocumentError, UsageError
from verify.model import Place

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TO_TEXT = "save or export it as DOCX, PDF, HTML, Markdown or plain text first"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the stream in which an encrypted DOCX or XLSX lies."""
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive, and neither DOCX nor XLSX", _TO_TEXT),
    (_OLE, "an old Office document", "save it as DOCX or XLSX first"),
    (b"{\\rtf", "an RTF document", _TO_TEXT),
    (b"\x89PNG\r\n", "a PNG picture", "give verify its text"),
    (b"\xff\xd8\xff", "a JPEG picture", "give verify its text"),
    (b"GIF8", "a GIF picture", "give verify its text"),
    (b"\x1f\x8b", "a gzip file", "unpack it first: gunzip FILE"),
    (b"BZh", "a bzip2 file", "unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first: unxz FILE"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"\x7fELF", "a program", "name a text"),
    (b"SQLite format 3\x00", "an SQLite database", "export a text first"),
    (b"PAR1", "a Parquet file", "export its texts as JSON lines and name them with --jsonl"),
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER_OR_HIGH = re.compile(rb"[A-Za-z\x80-\xff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_SAMPLE = 65_536


class Decoded(NamedTuple):
    """A text and what it took to read it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    r"""Return the text in `data`; raises DocumentError where it holds none that can be read for certain.

    A given `encoding` (any name that Python knows) is believed, and UsageError raised where Python does not know it.

    >>> decode("5 €".encode("utf-16"), "a.txt").encoding
    'utf-16-le'
    """
    _refuse_known_formats(data, name)
    if encoding is not None:
        return _decode_as(data, name, encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, len(mark), marked, name)
    _refuse_binary(data, name)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as trouble:
        raise _not_utf8(data, name, trouble.start) from None


def _refuse_known_formats(data: bytes, name: str) -> None:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise DocumentError(
            "is an Office document that is encrypted",
            mend="open it with its password and save a copy without one",
            file=name,
        )
    for signature, what, mend in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"is {what}, not a text", mend=mend.replace("FILE", shlex.quote(name)), file=name)


def _refuse_binary(data: bytes, name: str) -> None:
    nul = data.find(0)
    if nul >= 0:
        wide = _wide_encoding(data[:_SAMPLE])
        if wide:
            raise DocumentError(
                f"looks like {wide.upper()} without a byte order mark", mend=_conversion(wide, name), file=name
            )
        raise DocumentError(f"is not a text: byte {nul} is NUL", mend="name a text file", file=name)
    sample = data[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 10 > len(sample):
        raise DocumentError("is not a text: it is full of control characters", mend="name a text file", file=name)


def _wide_encoding(sample: bytes) -> str:
    """Return the encoding of a text in which nearly every other byte is NUL, "" for anything else."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) * 10 >= half * 7 and sample[0::2].count(0) * 10 < half:
        return "utf-16-le"
    if half and sample[0::2].count(0) * 10 >= half * 7 and sample[1::2].count(0) * 10 < half:
        return "utf-16-be"
    return ""


def _decode_as(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        known = codecs.lookup(encoding)
        text = data.decode(known.name)
    except UnicodeDecodeError as trouble:
        raise DocumentError(
            f"is not {encoding}: byte {trouble.start} (0x{data[trouble.start]:02x}) has no meaning in it",
            mend="name the encoding it was saved in, or leave --encoding out to be told what it looks like",
            file=name,
        ) from None
    except (LookupError, ValueError):  # ValueError: a NUL in the name, a codec that makes no text
        raise UsageError(
            f"the encoding '{encoding}' is unknown", mend="name one that Python knows: utf-8, windows-1252, shift_jis …"
        ) from None
    return Decoded(text.removeprefix("\ufeff"), known.name, (f"read as {known.name}, as asked",))


def _decode_marked(data: bytes, skip: int, encoding: str, name: str) -> Decoded:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as trouble:
        raise DocumentError(
            f"begins with the byte order mark of {encoding.upper()} but byte {skip + trouble.start} is none",
            mend="save it again as UTF-8, or name its encoding with --encoding",
            file=name,
        ) from None
    return Decoded(text, encoding, (f"read as {encoding.upper()}, as its byte order mark says",))


def _not_utf8(data: bytes, name: str, at: int) -> DocumentError:
    before = data[:at].decode()
    broken = list(re.finditer(r"\r\n?|\n", before))
    start = broken[-1].end() if broken else 0
    looks = _looks_like(data[:_SAMPLE] if at < _SAMPLE else data[at : at + _SAMPLE])
    rest = re.split(rb"[\r\n]", data[at : at + 240], maxsplit=1)[0].decode(looks or "ascii", errors="replace")
    column = len(before) - start + 1
    # Only the neighbourhood of the spot is shown, so the line may be as long as it likes.
    where = Place(name, len(broken) + 1, column, before[start:] + rest if column < 240 else "")
    what = f"is not UTF-8: byte {at} (0x{data[at]:02x}) is none"
    if looks:
        return DocumentError(f"{what}; it looks like {looks.upper()}", mend=_conversion(looks, name), where=where)
    return DocumentError(
        f"{what}, and nothing else that can be told for certain",
        mend="save it as UTF-8, or name its encoding with --encoding",
        where=where,
    )


def _looks_like(sample: bytes) -> str:
    """Return the Western encoding that the sample may be in, "" where too much of it lies beyond ASCII.

    In Western text at most a few letters in a hundred have an accent; more is another script, or no text.
    """
    if len(_HIGH.findall(sample)) * 4 > len(_LETTER_OR_HIGH.findall(sample)):
        return ""
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    return "windows-1252" if _C1.search(sample) else "iso-8859-1"


def _conversion(encoding: str, name: str) -> str:
    file = shlex.quote(name)
    name_for_iconv = encoding.upper()
    return (
        f"convert it: iconv -f {name_for_iconv} -t UTF-8 {file} > {shlex.quote(name + '.utf-8')}"
        f" (or read it as it is: --encoding {encoding})"
    )
