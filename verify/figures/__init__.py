"""A Document becomes Figures: `find_figures` reads, `written` writes. The words of a language are YAML in `data/`."""

from .finding import find_figures
from .lexicon import Lexicon
from .loading import load_lexicon
from .writing import written

__all__ = ["Lexicon", "find_figures", "load_lexicon", "written"]
