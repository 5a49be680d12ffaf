"""A Document becomes Figures: `find_figures` reads, `written` writes. The words of a language are YAML in `data/`."""

from .finding import find_figures
from .lexicon import Lexicon
from .loading import load_lexicon
from .suiting import hedge_names, with_home, with_widths
from .writing import written

__all__ = ["Lexicon", "find_figures", "hedge_names", "load_lexicon", "with_home", "with_widths", "written"]
