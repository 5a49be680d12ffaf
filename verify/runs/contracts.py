"""The contracts of a run: what other tables must be before a text is judged by them, asked in one validation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from verify.errors import ContractError
from verify.exchange import CHOICES, COLUMNS, ClaimsFile, exchanged
from verify.exchange.files import fault
from verify.model import Report
from verify.pipeline import Setup, load_evidence

if TYPE_CHECKING:
    from verify.evidence import Evidence
    from verify.evidence.contracts import Validation
    from verify.evidence.tables import Asked


class Contracts:
    """Asks Great Expectations, which is imported when the first contract is asked."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._asked: Validation | None = None

    @property
    def validation(self) -> Validation:
        """The one validation of this run; raises UsageError where Great Expectations is not installed."""
        if self._asked is None:
            from verify.evidence.contracts import Validation

            self._asked = Validation()
        return self._asked

    def kept(self, file: ClaimsFile) -> ClaimsFile:
        """Return a table of claims without the rows that break its contract, which are told in its faults.

        Without Great Expectations the table comes back as it is: a row that cannot be used is then refused by the
        document that it is of.
        """
        from verify.evidence.contracts import claims_contract, is_there

        if not is_there():
            return file
        rows = [(row.number, row.values) for row in file.rows]
        broken: dict[int, list[str]] = defaultdict(list)
        for breach in self.validation.breaches(claims_contract(file.name, rows, COLUMNS, CHOICES)):
            for number in breach.rows:
                broken[number].append(breach.what)
        faults = [
            fault(file.name, number, f"breaks the contract of claims: {'; '.join(dict.fromkeys(whats))}",
                  "correct the row, or leave it out")
            for number, whats in sorted(broken.items())
        ]  # fmt: skip
        left = tuple(row for row in file.rows if row.number not in broken)
        return replace(file, rows=left, faults=(*file.faults, *faults))

    def sound(self, tables: Sequence[Asked]) -> tuple[list[Asked], list[str]]:
        """Return the tables that keep what their legends ask of them, and what is told of the others.

        A text is not held against a table that breaks its contract; the other tables count. Great Expectations is
        asked only where a legend asks something.
        """
        from verify.evidence.contracts import asks_anything, figures_contract, table_contract

        kept: list[Asked] = []
        told: list[str] = []
        for asked in tables:
            table = asked.table
            if not asks_anything(table):
                kept.append(asked)
                continue
            try:
                contracts = [table_contract(table, date.today()), figures_contract(table)]
                broken = [str(breach) for contract in contracts for breach in self.validation.breaches(contract)]
            except ContractError as trouble:
                broken = [str(trouble)]
            if broken:
                left_out = f"{table.name} breaks its contract: no text is held against it"
                told.append("\n".join([left_out, *(f"  {line}" for line in broken)]))
            else:
                kept.append(asked)
        return kept, told

    def evidence(self, path: Path, setup: Setup, today: date | None) -> tuple[Evidence | None, list[str]]:
        """Return what a file says, as evidence; None for a table that breaks its contract, and what is told of it."""
        from verify.evidence.tables import TableEvidence

        piece = load_evidence(path, setup, today=today)
        if not isinstance(piece, TableEvidence):
            return piece, []
        kept, told = self.sound([piece.asked])
        return piece if kept else None, told

    def documented(self, reports: Sequence[Report], folder: Path) -> list[str]:
        """Validate the claims of the reports, write the Data Docs of all that was asked, and return the breaches."""
        from verify.evidence.contracts import claims_contract

        rows = list(enumerate(exchanged(reports), 1))
        breaches = self.validation.breaches(claims_contract("claims of this run", rows, COLUMNS, CHOICES))
        self.validation.write_docs(folder)
        return [str(breach) for breach in breaches]
