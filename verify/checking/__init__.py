"""Claims and rules become findings: loading, matching, interval equations, diagnosis."""

from .check import check
from .loading import rule_files
from .rulebook import CompiledRule, RuleBook, load_rulebook

__all__ = ["CompiledRule", "RuleBook", "check", "load_rulebook", "rule_files"]
