"""What another reader proposes of our figures: claims and ties, never values and never verdicts.

`proposing.py` is what a proposal may be, `prompting.py` asks for one, `accepting.py` holds it to the text, `readers.py`
finds the readers that stand beside ours, `endpoint.py` is the one that asks a language model over the network.
"""

from .accepting import Accepted, accepted, together
from .prompting import prompt
from .proposing import (
    Mention,
    Proposals,
    ProposedClaim,
    ProposedTie,
    parse_proposals,
    proposals_schema,
    proposals_text,
    read_proposals,
)

__all__ = [
    "Accepted",
    "Mention",
    "Proposals",
    "ProposedClaim",
    "ProposedTie",
    "accepted",
    "parse_proposals",
    "prompt",
    "proposals_schema",
    "proposals_text",
    "read_proposals",
    "together",
]
