"""Proposals as they come in: JSON by a strict schema, in which nothing can be a value or a verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from verify.errors import ClaimsError

LARGEST = 8 * 1024 * 1024
"""Bytes of a file of proposals, or of an answer."""
MOST = 2000
"""Claims, and ties, that are looked at."""


class Mention(Struct, frozen=True, forbid_unknown_fields=True):
    """A figure as a proposal names it: by its number and by its words, which must be those of the text."""

    figure: int
    quote: str
    name: str = ""
    """Its name in the formula of a tie: `before`."""


class ProposedClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """What a figure is of, in words of the text; "" for what the reader leaves open."""

    figure: int
    quote: str
    measure: str = ""
    subject: str = ""
    period: str = ""
    role: str = ""
    """A `Role`, or "" where it is none of them."""


class ProposedTie(Struct, frozen=True, forbid_unknown_fields=True):
    """A formula over figures that the text itself ties together."""

    formula: str
    """`after = before * (1 + change)`."""
    figures: tuple[Mention, ...]
    sentence: str = ""
    """The words of the text that make the tie; they must stand in it."""


class Proposals(Struct, frozen=True, forbid_unknown_fields=True):
    """What one reader proposes of one document."""

    reader: str = "an unnamed reader"
    document: str = ""
    """Name of the document; "" for whichever is checked."""
    claims: tuple[ProposedClaim, ...] = ()
    ties: tuple[ProposedTie, ...] = ()


def proposals_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer: strict, so that an endpoint can hold a model to it."""
    path = Path(__file__).parent / "schema" / "proposals-1.0.schema.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def proposals_text(proposals: Proposals) -> str:
    """Return proposals as a file of them holds them; the same proposals give the same characters."""
    return json.dumps(msgspec.to_builtins(proposals), indent=1, ensure_ascii=True) + "\n"


def read_proposals(path: Path) -> Proposals:
    """Read a file of proposals; raises ClaimsError where it is none."""
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise ClaimsError(f"cannot be read: {trouble.strerror}", mend="check the name", file=str(path)) from None
    return parse_proposals(data, str(path))


def parse_proposals(data: bytes, name: str, **known: str) -> Proposals:
    """Return what an answer proposes; `known` says who reads and which document, where the answer does not.

    Models like to put a fence round their JSON: it is taken off. Raises ClaimsError where the answer is no proposal.
    """
    if len(data) > LARGEST:
        raise ClaimsError(f"is larger than {LARGEST >> 20} MB", mend="ask for less", file=name)
    text = data.decode("utf-8-sig", "replace").strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    mend = "`verify read --schema` prints the form; it has no place for values and verdicts"
    try:
        found = msgspec.json.decode(text.encode("utf-8", "replace"), type=Proposals)
    except (msgspec.DecodeError, RecursionError) as trouble:
        raise ClaimsError(f"is no proposal: {str(trouble)[:200]}", mend=mend, file=name) from None
    if max(len(found.claims), len(found.ties)) > MOST:
        raise ClaimsError(f"proposes more than {MOST} claims or ties", mend="ask for less", file=name)
    if found.reader == Proposals().reader and "reader" in known:
        found = msgspec.structs.replace(found, reader=known["reader"])
    if not found.document and "document" in known:
        found = msgspec.structs.replace(found, document=known["document"])
    return found
