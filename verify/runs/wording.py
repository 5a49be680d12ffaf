"""How a project wants words to be read: the language, whose dollars "$" means, how wide "about" is."""

from __future__ import annotations

from msgspec import Struct

from verify.model import Place


class Currency(Struct, frozen=True):
    """Whose money a name or a sign means that several currencies share."""

    code: str
    place: Place | None = None


class Width(Struct, frozen=True):
    """How far the hedges of a class reach."""

    hedge: str
    """The name of the class: "about"."""
    share: float
    """Part of the figure."""
    place: Place | None = None


class Wording(Struct, frozen=True):
    """How the words of a document are to be read."""

    language: str = ""
    """The code of a lexicon; "" where it is not said."""
    currency: Currency | None = None
    hedges: tuple[Width, ...] = ()
    """Later ones win."""

    def then(self, other: Wording) -> Wording:
        """Return this with what `other` says on top."""
        return Wording(other.language or self.language, other.currency or self.currency, (*self.hedges, *other.hedges))
