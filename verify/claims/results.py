"""Results of statistical tests: "t(38) = 2.42, p = .02" as figures that rules can put into their sentences.

The numbers of a result are read anew, as nothing in it is prose: "(38)" is no note, ".02" no code, "N = 1985" no year.
Their forms are `degrees`, `statistic` and `probability`; other numbers of a result ("N = 129", "MSE = 6.61") are plain.
The signs belong to the numbers as hedges do: "< .05" is less than .05, and "ns" is more than .05.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from msgspec.structs import replace

from verify.model import NUMBER, Document, Figure, Interval, Kind, Qualifier, Span

ALPHA = 0.05
"""What "not significant" is about where nothing else is said."""

_OPEN = 1e-6
"""Part of a bound by which "less than .05" stays below .05; far below any printed digit."""

_SIGN = re.compile(r"[=<>≤≥]")
_COMPARE = r"(?:[<>]=|[=<>≤≥])"
_AMOUNT = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?(?![\d.])|\d{1,9}(?:\.\d{1,20})?|\.\d{1,20})"
_NUMBER = rf"[-−–]?\s?{_AMOUNT}"
_DEGREES = r"(?:[lI](?=\s?,)|\d{1,9}(?:\.\d{1,9})?)"
_MARKUP = r"[*_]{0,3}"
_NAME = rf"(?<![^\W\d_]){_MARKUP}(?:[^\W\d_]{{1,9}}|\?){_MARKUP}(?:[²2]|\s?\^\s?2\^?)?{_MARKUP}"
_ASIDE = re.compile(rf"[=<>]\s?{_NUMBER}")
_FORMS = {
    "above": "degrees",
    "below": "degrees",
    "degrees": "degrees",
    "n": "",
    "statistic": "statistic",
    "p": "probability",
}
_QUALIFIERS = {
    "<": Qualifier.LESS_THAN,
    ">": Qualifier.MORE_THAN,
    "≤": Qualifier.AT_MOST,
    "≥": Qualifier.AT_LEAST,
}


@cache
def _result() -> re.Pattern[str]:
    """Return what a result looks like; compiled when a text first has a sign of one, for it takes its time."""
    return re.compile(
        rf"""{_NAME}\s?
    (?:\(\s?(?P<above>{_DEGREES})\s?(?:,\s?(?P<below>\d{{1,9}}(?:\.\d{{1,9}})?)\s?)?
       (?:,\s?{_MARKUP}[Nn]{_MARKUP}\s?=\s?(?P<n>\d{{1,9}}(?:,\d{{3}}){{0,3}})\s?)?\)\s?)?
    (?P<statistic>{_COMPARE}\s?{_NUMBER})
    (?:\s?[,;]\s?{_MARKUP}d\.?f\.?{_MARKUP}\s?(?P<degrees>=\s?{_DEGREES}))?
    (?P<asides>(?:\s?[,;]\s?{_MARKUP}[^\W\d_][\w²*]{{0,9}}\s?[=<>]\s?{_NUMBER}){{0,2}}?)
    \s?[,;]\s?(?:{_MARKUP}[pP]s?{_MARKUP}(?:[- ]?value)?\s?(?P<p>(?:{_COMPARE}|b(?=\.))\s?{_AMOUNT})
              |(?P<ns>[nN]\.?[sS](?![^\W_])))""",
        re.VERBOSE,
    )


def with_results(document: Document, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of a document with those of test results in the place of whatever was read there."""
    spans: list[Span] = []
    found: list[Figure] = []
    for region in document.regions:
        if not region.kind.is_prose or not _SIGN.search(document.text, region.span.start, region.span.end):
            continue
        for match in _result().finditer(document.text, region.span.start, region.span.end):
            pieces = sorted(_pieces(match), key=lambda figure: figure.span)
            if not any(hole.overlaps(figure.extent) for hole in region.holes for figure in pieces):
                spans.append(Span(*match.span()))
                found += pieces
    if not found:
        return tuple(figures)
    others = [figure for figure in figures if not any(span.overlaps(figure.extent) for span in spans)]
    merged = sorted(chain(others, found), key=lambda figure: figure.span)
    return tuple(replace(figure, index=index) for index, figure in enumerate(merged))


def _pieces(match: re.Match[str]) -> Iterator[Figure]:
    for name, form in _FORMS.items():
        if match[name]:
            yield _figure(match[name], match.start(name), form)
    for aside in _ASIDE.finditer(match.string, *match.span("asides")):
        yield _figure(aside.group(), aside.start(), "")
    if match["ns"]:
        above = Interval(ALPHA * (1 + _OPEN), 1.0)
        yield _made(match["ns"], match.start("ns"), match.start("ns"), ALPHA, ">", above, "probability")


def _figure(said: str, start: int, form: str) -> Figure:
    """Read "< .05", "= −2.42", "38" or "l", which a scanner made of 1."""
    digits = said.lstrip("=<>≤≥b \u00a0\n")
    sign = said[: len(said) - len(digits)].strip()
    first = start + len(said) - len(digits)
    plain = re.sub(r"[\s,]", "", digits).replace("−", "-").replace("–", "-").replace("l", "1").replace("I", "1")
    value = float(plain)
    step = _step(digits)
    compared = {"=": "=", "": "=", "b": "<", "<=": "≤", ">=": "≥"}.get(sign, sign)
    match form:
        case "degrees":
            allowed = Interval.exactly(value)
        case "probability":
            allowed = _probability(value, step, compared)
        case _:
            allowed = _statistic(value, step, compared)
    return _made(said, start, first, value, compared, allowed, form)


def _made(said: str, start: int, first: int, value: float, compared: str, allowed: Interval, form: str) -> Figure:
    end, quote = start + len(said), said[first - start :]
    return Figure(
        index=0,
        span=Span(first, end),
        quote=quote,
        extent=Span(start, end),
        low=value,
        high=value,
        strict=allowed,
        coarse=allowed,  # who reports a test writes the digits on purpose: 2.20 is not 2.2
        unit=NUMBER,
        kind=Kind.NUMBER,
        qualifier=_QUALIFIERS.get(compared, Qualifier.EXACT),
        hedge="" if compared == "=" else compared,
        form=form,
        step=_step(quote),
    )


def _step(digits: str) -> float:
    """Return one unit of the last written digit."""
    return 10.0 ** -sum(char.isdigit() for char in digits.partition(".")[2])


def _statistic(value: float, step: float, compared: str) -> Interval:
    """Bounds are about the size: "t(38) < 1" says that t lies between -1 and 1, and its p is that of 0 to 1."""
    if compared in "<≤":
        return Interval(0.0, value) if value >= 0 else Interval(-math.inf, value)
    if compared in ">≥":
        return Interval(value, math.inf) if value >= 0 else Interval(value, 0.0)
    return Interval(value - step / 2, value + step / 2)


def _probability(value: float, step: float, compared: str) -> Interval:
    """No test gives p = 0, so ".000" is no rounded p: it is nothing, and "< .000" as well."""
    if compared in "<≤":
        return Interval(0.0, value * (1 - _OPEN) if compared == "<" else value)
    if compared in ">≥":
        return Interval(value * (1 + _OPEN) if compared == ">" else value, max(1.0, value))
    return Interval(max(0.0, value - step / 2), value + step / 2) if value else Interval.exactly(0.0)
