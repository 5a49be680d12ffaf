"""Documents as evidence: a press release, a report, the article that a summary was made of."""

from .source import SourceDocument

__all__ = ["SourceDocument"]
