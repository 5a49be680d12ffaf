"""What authors ask to have ignored, with a reason: in comments of the document, and in a file beside it.

    <!-- verify: ignore change-to-level "The accounts were restated." -->
    <!-- verify: ignore part-within-whole, of-which at "14" "Two boats are hired." -->
    <!-- verify: ignore-start share-of-total "Shares overlap." --> … <!-- verify: ignore-end share-of-total -->
    <!-- verify: ignore-file same-exchange-rate "Rates of two days." -->

The first two hold for the block they stand in (a paragraph, a heading, an item, a table), or for the one below them.
Beside `report.md`, `report.md.verify.yaml` may say the same of that document, and `.verify.yaml` of any in its folder.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from msgspec import Struct, field
from msgspec.structs import replace

from verify.errors import SuppressionError, VerifyError
from verify.model import Comment, Document, Place, Region, RegionKind, Span
from verify.sourced import Items, Node, Table, Text, documents, nearest, read_file

BESIDE = ".verify.yaml"
"""What the file beside a document adds to its name; by itself, the name of the file for a whole folder."""

HERE, START, END, FILE = "ignore", "ignore-start", "ignore-end", "ignore-file"
KEYS = ("rule", "figure", "finding", "reason")
FOLDER_KEYS = (*KEYS, "file")
FORM = '<!-- verify: ignore RULE "reason" -->'

_OURS = re.compile(r"\s*verify\s*:\s*([\w-]+)", re.IGNORECASE)
_RULES = re.compile(r"\s+[a-z][\w-]*(?:\s*,\s*[a-z][\w-]*)*")
_FIGURE = re.compile(r"""\s+at\s+["“]([^"”]+)["”]""")
_REASON = re.compile(r"""\s+["“]([^"”]*)["”]""")


class Request(Struct, frozen=True):
    """That findings of one rule be laid aside."""

    rule: str
    reason: str
    place: Place
    figure: str = ""
    """Only those with a figure that reads so: "$12 billion"."""
    finding: str = ""
    """Only the one with this id."""
    within: Span | None = None
    """Only those with a figure in this stretch of the text; None is all of it."""
    shared: bool = False
    """Whether it speaks for several documents: one that has no use for it says nothing against it."""


class Requests(Struct, frozen=True):
    """What is asked for, and what could not be understood."""

    asked: list[Request] = field(default_factory=list)
    faults: list[VerifyError] = field(default_factory=list)


def requests_in(document: Document) -> Requests:
    """Return what the comments of a document ask for."""
    found = Requests()
    begun: dict[str, Request] = {}
    """Rule to the `ignore-start` that no `ignore-end` has met yet."""
    for comment in document.comments:
        ours = _OURS.match(comment.words)
        if ours is None:
            continue
        place = document.place_of(comment)
        try:
            for request in _parsed(ours, comment, place):
                _take(request, ours[1].lower(), comment, document, begun, found.asked)
        except SuppressionError as fault:
            found.faults.append(fault)
    for request in begun.values():
        mend = f"write <!-- verify: {END} {request.rule} --> where it should end; now it ends with the document"
        found.faults.append(SuppressionError(f"{START} {request.rule} never ends", mend=mend, where=request.place))
        found.asked.append(request)
    return found


def requests_beside(path: Path) -> Requests:
    """Return what the file beside a document, and that of its folder, ask for; most documents have neither."""
    found = Requests()
    for beside in (path.with_name(path.name + BESIDE), path.with_name(BESIDE)):
        if beside.is_file():
            more = load_requests(beside, path.name, FOLDER_KEYS if beside.name == BESIDE else KEYS)
            found.asked.extend(more.asked)
            found.faults.extend(more.faults)
    return found


def load_requests(path: Path, document: str, keys: Sequence[str] = FOLDER_KEYS) -> Requests:
    """Return what a file asks for a document of this name; its faults are told, none is raised."""
    found = Requests()
    try:
        for root in documents(read_file(path, SuppressionError)):
            for entry in _entries(root):
                try:
                    found.asked.extend(_read_entry(entry, PurePath(document).name, keys))
                except VerifyError as fault:
                    found.faults.append(fault)
    except VerifyError as fault:
        found.faults.append(fault)
    return found


def _parsed(ours: re.Match[str], comment: Comment, place: Place) -> Iterator[Request]:
    verb, rest = ours[1].lower(), ours.end()
    if verb not in (HERE, START, END, FILE):
        raise SuppressionError(
            f"verify does not know '{ours[1]}'", mend=nearest(verb, [HERE, START, END, FILE]), where=place
        )
    rules = _RULES.match(comment.words, rest)
    if rules is None:
        raise SuppressionError(f"{verb} names no rule", mend=f"write {FORM.replace(HERE, verb)}", where=place)
    figure = _FIGURE.match(comment.words, rules.end())
    reason = _REASON.match(comment.words, (figure or rules).end())
    rest = (reason or figure or rules).end()
    if comment.words[rest:].strip():
        said = " ".join(comment.words[rest:].split())
        raise SuppressionError(f"'{said}' cannot be understood here", mend=f"write {FORM}", where=place)
    if verb != END and not (reason and reason[1].strip()):
        raise SuppressionError(f"{verb} gives no reason", mend='add one in quotes: "…"', where=place)
    words = " ".join(reason[1].split()) if reason else ""
    for rule in rules[0].split(","):
        yield Request(rule.strip(), words, place, figure[1] if figure else "")


def _take(
    request: Request,
    verb: str,
    comment: Comment,
    document: Document,
    begun: dict[str, Request],
    asked: list[Request],
) -> None:
    if verb == HERE:
        asked.append(replace(request, within=scope(comment, document.regions)))
    elif verb == FILE:
        asked.append(request)
    elif verb == START:
        begun[request.rule] = replace(request, within=Span(comment.span.end, len(document.text)))
    elif (start := begun.pop(request.rule, None)) and start.within:
        asked.append(replace(start, within=Span(start.within.start, comment.span.start)))
    else:
        what, mend = f"no {START} {request.rule} stands before this {END}", "remove it, or write where it starts"
        raise SuppressionError(what, mend=mend, where=request.place)


def scope(comment: Comment, regions: Sequence[Region]) -> Span:
    """Return the block that a comment stands in, or else the next one below it; nothing where there is none."""
    apart = (RegionKind.METADATA, RegionKind.CODE)
    at = bisect_left(regions, comment.span.end, key=lambda region: region.span.end)
    for region in regions[at:]:
        if region.kind not in apart:
            return region.span
    return Span(comment.span.end, comment.span.end)


def _entries(root: Node) -> Iterator[Node]:
    if isinstance(root, Text) and not root.strip():
        return
    if not isinstance(root, Table):
        raise root.file.fault(root, "is no mapping", "begin it with `ignore:`")
    for key, entries in root.items():
        if key != "ignore":
            raise key.file.fault(key, f"'{key}' is no key of it", nearest(key, ["ignore"]))
        if not isinstance(entries, Items):
            raise entries.file.fault(entries, "'ignore' is no list", "begin each entry with a hyphen")
        yield from entries


def _read_entry(entry: Node, document: str, keys: Sequence[str]) -> Iterator[Request]:
    if not isinstance(entry, Table):
        raise entry.file.fault(entry, "an entry is no mapping", "write {rule: NAME, reason: …}")
    said: dict[str, Text] = {}
    for key, value in entry.items():
        if key not in keys:
            raise key.file.fault(key, f"'{key}' is no key of an entry", nearest(key, list(keys)))
        if not isinstance(value, Text) or not value.strip():
            raise value.file.fault(value, f"'{key}' must be one text", "write `key: text`")
        said[str(key)] = value
    for needed, mend in (("rule", "add `rule:` with its name"), ("reason", "add `reason:` with a sentence")):
        if needed not in said:
            raise entry.file.fault(entry, f"an entry has no {needed}", mend)
    files = str(said.get("file", "*"))
    if not fnmatchcase(document, files):
        return
    rule = said["rule"]
    yield Request(
        rule=str(rule),
        reason=" ".join(said["reason"].split()),
        place=rule.place,
        figure=str(said.get("figure", "")),
        finding=str(said.get("finding", "")),
        shared="file" in keys and files != document,
    )
