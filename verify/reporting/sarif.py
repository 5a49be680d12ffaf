"""The report as SARIF 2.1.0, the format of code scanning: an alarm in its place, with its other figures and its fixes.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns count characters; places are those of the
source file, or the names of its pages and cells where it has no lines. Every repair in a text is a fix of its own: they
are alternatives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from verify.model import Document, Finding, Level, Part, Report, Rule, Span, Suppression, Verdict

from .alarms import told
from .wording import by_place, gap, one_line, printable, replacements

Object = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "verifyFinding/v1"

_KINDS = {Verdict.APPROXIMATE: "review", Verdict.IMPLIED: "informational", Verdict.CONSISTENT: "pass"}
_HAS_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def to_sarif(*reports: Report, fail_on: str = "inconsistent", verbose: bool = False) -> str:
    """Return one log of one run over the documents of `reports`.

    A result is an alarm (see `alarms.told`); `verbose` adds what is approximate, implied, consistent or suppressed, as
    the kinds `review`, `informational`, `pass`, and with its suppression.
    """
    results = [(report.document, finding) for report in reports for finding in told(report, fail_on, verbose=verbose)]
    known = {rule.id: rule for report in reversed(reports) for rule in report.rules}
    names = list(dict.fromkeys(finding.rule for _, finding in results))
    version = reports[0].version if reports else ""
    driver = {
        "name": "verify",
        **({"version": version} if version else {}),
        "rules": [_rule(known[name]) if name in known else {"id": _id(name)} for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolConfigurationNotifications": [
                    {"level": "warning", "message": {"text": printable(problem)}}
                    for problem in dict.fromkeys(problem for report in reports for problem in report.problems)
                ],
            }
        ],
        "artifacts": [
            {"location": _artifact(report.document), "encoding": report.document.encoding} for report in reports
        ],
        "results": [_result(document, finding, names) for document, finding in results],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=True) + "\n"


def uri(name: str) -> str:
    """Return the name of a document as the reference that SARIF asks for: relative where the name is.

    >>> uri("docs/a b.md"), uri("/srv/a.md")
    ('docs/a%20b.md', 'file:///srv/a.md')
    """
    path = PurePath(name)
    shown = quote(path.as_posix().encode("utf-8", "replace"), safe="/")
    return f"file://{'' if shown.startswith('/') else '/'}{shown}" if path.is_absolute() else shown


def _result(document: Document, finding: Finding, names: Sequence[str]) -> Object:
    parts = by_place(finding)
    wrong = finding.verdict is Verdict.INCONSISTENT
    result: Object = {
        "ruleId": _id(finding.rule),
        "ruleIndex": names.index(finding.rule),
        "kind": "fail" if wrong else _KINDS[finding.verdict],
        "level": finding.level.value if wrong else "none",
        "message": {"text": _message(finding)},
        "locations": [_location(document, part) for part in parts[:1]] or [{"physicalLocation": _file(document)}],
        "partialFingerprints": {FINGERPRINT: one_line(finding.id)},
        "properties": _properties(finding),
    }
    if parts[1:]:
        result["relatedLocations"] = [
            {"id": number, **_location(document, part), "message": {"text": _named(part)}}
            for number, part in enumerate(parts[1:], 1)
        ]
    if not document.source_map.spots and (fixes := [_fix(document, part) for part in replacements(finding)]):
        result["fixes"] = fixes
    if finding.suppressed:
        result["suppressions"] = [_suppression(document, finding.suppressed)]
    return result


def _message(finding: Finding) -> str:
    lines = [one_line(finding.message), *(one_line(f"{slip.name}: {slip.explanation}") for slip in finding.slips)]
    return " ".join(line if line.endswith((".", "!", "?")) else f"{line}." for line in lines)


def _named(part: Part) -> str:
    return f"{one_line(part.quote)} ({one_line(part.name)})"


def _properties(finding: Finding) -> Mapping[str, object]:
    kept: Object = {"verdict": finding.verdict.value, "reading": finding.reading.value}
    if finding.working:
        working = finding.working
        kept["formula"] = one_line(working.formula)
        kept["filled"] = one_line(working.filled)
        kept["sides"] = [one_line(working.left_text), one_line(working.right_text)]
        kept["gap"] = one_line(gap(working))
    if finding.implied:
        kept["implied"] = [one_line(f"{implied.name} = {implied.text}") for implied in finding.implied]
    if finding.chain:
        kept["chain"] = [one_line(identity) for identity in finding.chain]
    return kept


def _fix(document: Document, part: Part) -> Object:
    return {
        "description": {"text": f"Write {one_line(part.repair)} for {_named(part)}."},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(document),
                "replacements": [
                    {"deletedRegion": _region(document, part.span), "insertedContent": {"text": one_line(part.repair)}}
                ],
            }
        ],
    }


def _suppression(document: Document, suppression: Suppression) -> Object:
    place = suppression.place
    physical: Object = {"artifactLocation": {"uri": uri(place.file)}}
    if place.file != document.name or not document.source_map.spots:
        physical["region"] = _start(place.line, place.column)
    return {
        "kind": "inSource" if place.file == document.name else "external",
        "justification": one_line(suppression.reason),
        "location": {"physicalLocation": physical},
    }


def _location(document: Document, part: Part) -> Object:
    if spot := document.source_map.spot(part.span.start):
        return {"physicalLocation": _file(document), "logicalLocations": [{"name": printable(spot.name)}]}
    region = {**_region(document, part.span), "snippet": {"text": printable(document.quote(part.span))}}
    return {"physicalLocation": {**_file(document), "region": region}}


def _region(document: Document, span: Span) -> Object:
    """Return where `span` stands in the source; its end is the place behind its last character."""
    line, column = document.source_map.line_and_column(span.start)
    last_line, last_column = document.source_map.line_and_column(max(span.end - 1, span.start))
    return {**_start(line, column), "endLine": last_line, "endColumn": last_column + (span.end > span.start)}


def _start(line: int, column: int) -> Object:
    return {"startLine": max(line, 1), "startColumn": max(column, 1)}


def _file(document: Document) -> Object:
    return {"artifactLocation": _artifact(document)}


def _artifact(document: Document) -> Object:
    return {"uri": uri(document.name)}


def _rule(rule: Rule) -> Object:
    why = one_line(rule.why) or one_line(rule.title)
    told: Object = {
        "id": _id(rule.id),
        "shortDescription": {"text": one_line(rule.title)},
        "fullDescription": {"text": why},
        "help": {"text": "\n".join(_help(rule, "{}")), "markdown": "\n\n".join(_help(rule, "`{}`"))},
        "defaultConfiguration": {"level": Level(rule.level).value},
    }
    if _HAS_SCHEME.match(rule.source):
        told["helpUri"] = quote(one_line(rule.source), safe=":/?#[]@!$&'()*+,;=%~")
    if rule.pack:
        told["properties"] = {"tags": [one_line(rule.pack)]}
    return told


def _help(rule: Rule, code: str) -> Iterable[str]:
    yield one_line(rule.title)
    if rule.why:
        yield one_line(rule.why)
    if rule.check:
        yield f"It checks {code.format(one_line(rule.check).replace('`', ' '))}."
    if rule.source:
        yield f"Source: {one_line(rule.source)}"
    yield f"More: {code.format('verify rules show ' + one_line(rule.id).replace('`', ' '))}"


def _id(name: str) -> str:
    return one_line(name)
