"""What a person has decided on a finding, as the page writes it into the file beside the document."""

from __future__ import annotations

from enum import StrEnum

from verify.model import Document, Finding

FALSE_ALARM = "False alarm"
"""How the reason begins where verify was wrong; `desk.js` writes and reads it so too."""

_BY_HAND = (".yaml", ".yml")


class Decision(StrEnum):
    """Whose mistake it is, if anybody's."""

    OPEN = "open"
    ACCEPTED = "accepted"
    """The figures are as they are, for a reason."""
    FALSE_ALARM = "false alarm"
    """They are not tied as verify believed."""


def decision(finding: Finding, document: Document) -> Decision:
    """Return what was decided in the document or in a file beside it; what a baseline knows, nobody has judged."""
    aside = finding.suppressed
    if aside is None or not (aside.place.file == document.name or aside.place.file.endswith(_BY_HAND)):
        return Decision.OPEN
    is_false = aside.reason == FALSE_ALARM or aside.reason.startswith(f"{FALSE_ALARM}:")
    return Decision.FALSE_ALARM if is_false else Decision.ACCEPTED
