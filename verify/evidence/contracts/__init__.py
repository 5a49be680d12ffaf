"""Contracts: what a table must be before a text is judged by it, as suites of Great Expectations.

`claims.py` is the contract of a table of claims, `tables.py` that of a reference table; `validating.py` asks Great
Expectations, once a run, without telemetry and without a word; `expectations.py` holds ours where the built-in ones say
less. Nothing here is imported until a contract is asked for: Great Expectations takes seconds to load.
"""

from .claims import claims_contract, claims_suite_json
from .tables import asks_anything, figures_contract, table_contract
from .validating import Breach, Contract, Validation, is_there

__all__ = [
    "Breach",
    "Contract",
    "Validation",
    "asks_anything",
    "claims_contract",
    "claims_suite_json",
    "figures_contract",
    "is_there",
    "table_contract",
]
