"""Claims and rules become findings: loading, matching, interval equations, diagnosis."""

from .check import check
from .loading import rule_files
from .rulebook import CompiledRule, RuleBook, book_of, load_rulebook

__all__ = ["CompiledRule", "RuleBook", "book_of", "check", "load_rulebook", "rule_files"]
