"""Many texts in one go: JSON lines in, JSON lines out, in the form of DESIGN §8. A bad line is an error of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from verify.errors import VerifyError
from verify.figures import Lexicon, find_figures
from verify.model import Figure, Finding, Held, Report
from verify.pipeline import Setup, check_document
from verify.reading import read_text

if TYPE_CHECKING:
    from verify.evidence import Evidence

Answer = dict[str, Any]


def extract_lines(lines: Iterable[bytes], lexicon: Lexicon) -> Iterator[Answer]:
    """Yield `{"id", "quantities"}` for each line `{"id", "text"}`; a bad line gives `{"id", "error"}`."""

    def work(text: str, identity: str) -> Answer:
        figures = find_figures(read_text(text, identity), lexicon)
        return {"quantities": [quantity(figure) for figure in figures if figure.is_quantity]}

    return _each(lines, work)


def check_lines(lines: Iterable[bytes], setup: Setup, against: Sequence[Evidence] = ()) -> Iterator[Answer]:
    """Yield `{"id", "findings", "figures"}` for each line `{"id", "text"}`; a bad line gives `{"id", "error"}`.

    Where there is evidence, `held` says what it makes of each claim, by the number of its figure.
    """

    def work(text: str, identity: str) -> Answer:
        report = check_document(read_text(text, identity, furniture=setup.furniture), setup, against=against)
        problems = [problem for problem in report.problems if problem not in setup.problems]
        return {
            "findings": [finding_line(finding) for finding in report.findings],
            "figures": [figure_line(figure, report) for figure in report.figures],
            **({"held": [held_line(held) for held in report.held]} if against else {}),
            **({"problems": problems} if problems else {}),
        }

    return _each(lines, work)


def quantity(figure: Figure) -> Answer:
    """Return a figure as `extract` prints it: the written value or range, in `unit`, without rounding."""
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "low": figure.low,
        "high": figure.high,
        "value": figure.low if figure.low == figure.high else None,
        "unit": "time" if figure.form == "multiplier" else figure.unit.name or None,
        "kind": figure.kind.value,
        "qualifier": figure.qualifier.value,
    }


def figure_line(figure: Figure, report: Report) -> Answer:
    """Return a figure of a checked text, with the verdicts of the standing findings that it takes part in."""
    verdicts = sorted({finding.verdict.value for finding in report.by_figure.get(figure.index, ())})
    return {**quantity(figure), "form": figure.form, "verdicts": verdicts}


def finding_line(finding: Finding) -> Answer:
    """Return a finding in the bulk form."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict.value,
        "level": finding.level.value,
        "spans": [list(span) for span in finding.spans],
        "message": finding.message,
        "implied": [
            {"name": entry.name, "low": _finite(entry.value.low), "high": _finite(entry.value.high), "text": entry.text}
            for entry in finding.implied
        ],
        "slips": [slip.name for slip in finding.slips],
        "suppressed": finding.suppressed.reason if finding.suppressed else None,
    }


def held_line(held: Held) -> Answer:
    """Return what evidence makes of a figure in the bulk form."""
    return {
        "figure": held.figure,
        "support": held.support.value,
        "formula": held.formula,
        "finding": held.finding or None,
        "witnesses": [
            {"source": witness.source, "where": witness.where, "quote": witness.quote} for witness in held.witnesses
        ],
    }


def _each(lines: Iterable[bytes], work: Callable[[str, str], Answer]) -> Iterator[Answer]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            row = json.loads(line)
            identity = row["id"]
            if not isinstance(row["text"], str):
                raise TypeError("text")
            yield {"id": identity, **work(row["text"], str(identity))}
        except (ValueError, KeyError, TypeError) as trouble:
            yield {"id": identity, "error": f"line {number}: {_what(trouble)}"}
        except VerifyError as trouble:
            yield {"id": identity, "error": f"line {number}: {trouble.what}"}
        except Exception as trouble:  # a defect in one text must not lose the answers of the others
            yield {"id": identity, "error": f"line {number}: internal error, please report: {trouble!r}"}


def _what(trouble: Exception) -> str:
    if isinstance(trouble, UnicodeDecodeError):
        return f"is not UTF-8 (byte {trouble.start})"
    if isinstance(trouble, json.JSONDecodeError):
        return f"is no JSON: {trouble.msg} at column {trouble.colno}"
    return 'must be an object with "id" and a string "text"'


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None
