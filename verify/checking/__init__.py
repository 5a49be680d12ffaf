"""Claims and rules become findings: loading, matching, interval equations, diagnosis."""

from .check import by_weight, check, fingerprint
from .compiling import load_rulebook
from .loading import rule_files
from .rulebook import CompiledRule, RuleBook, book_of
from .suppressing import ACCUSING, suppress
from .suppressions import BESIDE, Request, Requests, load_requests, requests_beside, requests_in
from .suspecting import suspect

__all__ = [
    "ACCUSING",
    "BESIDE",
    "CompiledRule",
    "Request",
    "Requests",
    "RuleBook",
    "book_of",
    "by_weight",
    "check",
    "fingerprint",
    "load_requests",
    "load_rulebook",
    "requests_beside",
    "requests_in",
    "rule_files",
    "suppress",
    "suspect",
]
