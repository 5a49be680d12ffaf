"""The report as JUnit XML: a suite for each document, a case for each finding, a failure for each alarm."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from verify.model import Document, Finding, Report

from .alarms import fails
from .wording import by_place, gap, laid_aside, one_line, place_of, printable, repairs

_NO_XML = re.compile("[\ufffe\uffff]")  # the rest of what XML forbids is not printable either


def to_junit(*reports: Report, fail_on: str = "inconsistent") -> str:
    """Return the findings as test cases: what makes the run fail has failed, what is suppressed is skipped.

    A document without findings is a suite without cases.
    """
    root = Element("testsuites", name="verify")
    for report in reports:
        suite = SubElement(root, "testsuite", name=_clean(report.document.name))
        for finding in report.findings:
            _case(suite, report.document, finding, fail_on)
        _count(suite, report.findings, fail_on)
    _count(root, [finding for report in reports for finding in report.findings], fail_on)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _count(element: Element, findings: tuple[Finding, ...] | list[Finding], fail_on: str) -> None:
    element.set("tests", str(len(findings)))
    element.set("failures", str(sum(fails(finding, fail_on) for finding in findings)))
    element.set("errors", "0")
    element.set("skipped", str(sum(finding.suppressed is not None for finding in findings)))


def _case(suite: Element, document: Document, finding: Finding, fail_on: str) -> None:
    parts = by_place(finding)
    case = SubElement(
        suite, "testcase", classname=_clean(document.name), name=_clean(f"{finding.rule} {finding.id}"), time="0"
    )
    if parts:
        case.set("file", _clean(document.name))
        if not document.source_map.spots:
            case.set("line", str(document.source_map.line_and_column(parts[0].span.start)[0]))
    if finding.suppressed:
        SubElement(case, "skipped", message=_clean(laid_aside(finding.suppressed)))
    elif fails(finding, fail_on):
        failure = SubElement(case, "failure", type=finding.verdict.value, message=_clean(finding.message))
        failure.text = _clean(_told(document, finding))
        return
    SubElement(case, "system-out").text = _clean(_told(document, finding))


def _told(document: Document, finding: Finding) -> str:
    """Return the finding in words: its figures in their places, the working, the mend."""
    lines = [f"{finding.verdict.value}: {one_line(finding.message)}"]
    lines += [
        f"{place_of(document, part.span)}: {one_line(part.quote)} ({one_line(part.name)})" for part in by_place(finding)
    ]
    if finding.working:
        steps = (finding.working.formula, finding.working.filled, gap(finding.working))
        lines.append(f"working: {one_line(' · '.join(step for step in steps if step))}")
    if mends := [f"{part.repair} for {part.quote} ({part.name})" for part in repairs(finding)]:
        lines.append(f"to mend: write {one_line(', or '.join(mends))}")
    lines += [f"implied: {one_line(f'{implied.name} = {implied.text}')}" for implied in finding.implied]
    lines += [f"slip: {one_line(f'{slip.name}: {slip.explanation}')}" for slip in finding.slips]
    return "\n".join(lines)


def _clean(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", "\n".join(map(printable, text.split("\n"))))
