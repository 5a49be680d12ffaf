"""What other readers say, as the command line names it: a table of claims, files of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verify.exchange import read_claims
from verify.pipeline import NO_OTHERS, Others
from verify.proposals import read_proposals

from .contracts import Contracts


def others(claims: Path | None, proposals: Sequence[Path], contracts: Contracts) -> Others:
    """Read what other readers say; raises ClaimsError where a file cannot be used.

    Rows that break the contract of a table of claims are left out and told, the others count.
    """
    if claims is None and not proposals:
        return NO_OTHERS
    file = contracts.kept(read_claims(claims)) if claims else None
    return Others(file, tuple(read_proposals(path) for path in proposals))
