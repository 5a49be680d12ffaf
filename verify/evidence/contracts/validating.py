"""Great Expectations at work: contracts in, breaches out."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from verify.errors import ContractError, UsageError

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.data_context import EphemeralDataContext
    from pandas import DataFrame

MOST_ROWS = 8
"""Rows that a message names."""


class Contract(Struct, frozen=True):
    """A table and what is expected of it; `frame.index` holds the rows as a person counts them."""

    name: str
    frame: DataFrame
    suite: ExpectationSuite


class Breach(Struct, frozen=True):
    """An expectation that is not met."""

    contract: str
    what: str
    """For a person: "low is above high"."""
    rows: tuple[int, ...] = ()
    """Which rows, as a person counts them; empty where it is the table as a whole."""

    def __str__(self) -> str:
        if not self.rows:
            return f"{self.contract}: {self.what}"
        named = ", ".join(str(row) for row in self.rows[:MOST_ROWS])
        more = f" and {len(self.rows) - MOST_ROWS:,} more" if len(self.rows) > MOST_ROWS else ""
        return f"{self.contract}: {self.what}: {'row' if len(self.rows) == 1 else 'rows'} {named}{more}"


def is_there() -> bool:
    """Whether Great Expectations is installed."""
    return find_spec("great_expectations") is not None


def library() -> Any:
    """Return Great Expectations, silent and offline; raises UsageError where it is not installed."""
    os.environ["GX_ANALYTICS_ENABLED"] = "False"  # read at import: nothing is sent anywhere
    try:
        with _silent():
            import great_expectations
            import great_expectations.expectations
    except ImportError:
        raise UsageError(
            "Great Expectations is not installed", mend="pip install 'verify-figures[expectations]'"
        ) from None
    return great_expectations


class Validation:
    """The one validation of a run: each table once, and the Data Docs of all of them."""

    def __init__(self) -> None:
        """Make a context in memory; raises UsageError where Great Expectations is not installed."""
        self._gx = library()
        self._results: list[tuple[str, Any]] = []
        with _silent():
            self._context = _context(self._gx)

    def breaches(self, contract: Contract) -> tuple[Breach, ...]:
        """Return what a table breaks, in the order of its suite.

        An expectation that cannot be asked (its column is not there, or holds what it cannot compare) is broken.
        """
        with _silent():
            result = _batch(self._context, contract).validate(
                contract.suite, result_format={"result_format": "COMPLETE", "include_unexpected_rows": False}
            )
            self._results.append((contract.name, result))
            return tuple(_breaches(contract, result))

    def write_docs(self, folder: Path) -> None:
        """Write the Data Docs of what was validated; raises UsageError where they cannot be written."""
        from .docs import write_docs

        with _silent():
            write_docs(self._results, folder)


def _context(gx: Any) -> EphemeralDataContext:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _batch(context: EphemeralDataContext, contract: Contract) -> Any:
    source = context.data_sources.add_or_update_pandas(contract.name)
    asset = source.add_dataframe_asset(contract.name)
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": contract.frame})


def _breaches(contract: Contract, result: Any) -> Iterator[Breach]:
    for told in result.results:
        if told.success:
            continue
        asked = told.expectation_config
        notes = asked.notes if isinstance(asked.notes, str) else ""
        said = notes or _said(asked.type, asked.kwargs)
        rows = told.result.get("unexpected_index_list") or ()
        failed = _exception(told.exception_info)
        if failed:
            said = f"{said} (cannot be asked: {failed})"
        elif not rows and "observed_value" in told.result:
            said = f"{said} (it is {str(told.result['observed_value'])[:80]})"
        yield Breach(contract.name, said, tuple(dict.fromkeys(int(row) for row in rows)))


def _said(kind: str, kwargs: dict[str, Any]) -> str:
    """Return an expectation as words: "expect column values to be between: column revenue, min value 0"."""
    given = ", ".join(
        f"{name.replace('_', ' ')} {value}"
        for name, value in kwargs.items()
        if name not in ("batch_id",) and value is not None
    )
    return f"{kind.replace('_', ' ')}: {given}" if given else kind.replace("_", " ")


def _exception(info: Any) -> str:
    """Return what went wrong where an expectation could not be asked; GX nests it by metric."""
    if not isinstance(info, dict):
        return ""
    if "exception_message" in info:
        return str(info["exception_message"] or "")[:160] if info.get("raised_exception") else ""
    return next((found for entry in info.values() if (found := _exception(entry))), "")


def suite_of(name: str, expected: Sequence[Any], own: Path | None = None) -> ExpectationSuite:
    """Return a suite of what is `expected`, after what stands in a suite of the user's own, saved as JSON.

    Raises ContractError where `own` is no suite, or holds an expectation that there is not: Great Expectations itself
    would pass over that one.
    """
    gx = library()
    if own is None:
        return gx.ExpectationSuite(name=name, expectations=list(expected))
    import json

    try:
        saved = json.loads(own.read_text("utf-8"))["expectations"]
        with _silent():
            suite = gx.ExpectationSuite(name=name, expectations=[*saved, *expected])
    except OSError as trouble:
        raise ContractError(f"cannot be read: {trouble.strerror}", mend="check the name", file=str(own)) from None
    except Exception as trouble:  # GX raises errors of many kinds, pydantic's among them
        what = f"is no suite of Great Expectations: {type(trouble).__name__}: {' '.join(str(trouble).split())[:200]}"
        raise ContractError(what, mend="save it as JSON: suite.to_json_dict()", file=str(own)) from None
    known = [expectation.expectation_type for expectation in suite.expectations]
    unknown = [str(entry.get("type")) for entry in saved if entry.get("type") not in known]
    if unknown:
        what = f"is no suite of Great Expectations: there is no expectation '{unknown[0]}'"
        raise ContractError(what, mend="take it out, or correct its name", file=str(own))
    return suite


@contextmanager
def _silent() -> Iterator[None]:
    """Keep warnings and log lines of the library to itself."""
    logger = logging.getLogger("great_expectations")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
