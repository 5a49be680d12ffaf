"""What flows through the pipeline, as small frozen values. Imports nothing of ours.

`Interval` and `Unit` make a `Figure`, a `Figure` understood is a `Claim`, a `Rule` over claims gives a `Finding`, and a
`Report` holds them all beside the `Document`.
"""

from .claim import Claim, Direction, Period, Phase, Position, Role, Stance, Standing, Term
from .document import Box, Comment, Document, Place, Region, RegionKind, SourceMap, Spot
from .evidence import Held, Support, Witness
from .figure import Figure, Qualifier
from .finding import Finding, Group, Implied, Part, Reading, Slip, Suppression, Verdict, Working
from .interval import EVERYTHING, TINY, Answer, Interval, at_most, close, equal, less_than
from .report import SCHEMA_VERSION, Report
from .rule import ClaimPattern, Example, Gift, Level, LinePattern, Record, Rule
from .span import Span
from .table import Cell, Table
from .unit import NUMBER, PERCENT, PERCENTAGE_POINT, RATIO, Dimension, Kind, Unit, counted, currency

__all__ = [
    "EVERYTHING",
    "NUMBER",
    "PERCENT",
    "PERCENTAGE_POINT",
    "RATIO",
    "SCHEMA_VERSION",
    "TINY",
    "Answer",
    "Box",
    "Cell",
    "Claim",
    "ClaimPattern",
    "Comment",
    "Dimension",
    "Direction",
    "Document",
    "Example",
    "Figure",
    "Finding",
    "Gift",
    "Group",
    "Held",
    "Implied",
    "Interval",
    "Kind",
    "Level",
    "LinePattern",
    "Part",
    "Period",
    "Phase",
    "Place",
    "Position",
    "Qualifier",
    "Reading",
    "Record",
    "Region",
    "RegionKind",
    "Report",
    "Role",
    "Rule",
    "Slip",
    "SourceMap",
    "Span",
    "Spot",
    "Stance",
    "Standing",
    "Support",
    "Suppression",
    "Table",
    "Term",
    "Unit",
    "Verdict",
    "Witness",
    "Working",
    "at_most",
    "close",
    "counted",
    "currency",
    "equal",
    "less_than",
]
