from govseg._analysis import Check as Check
from govseg._analysis import Diff as Diff
from govseg._analysis import Finding as Finding
from govseg._analysis import Group as Group
from govseg._costs import LabelCosts as LabelCosts
from govseg._costs import label_costs as label_costs
from govseg._errors import GovsegError as GovsegError
from govseg._errors import GovsegWarning as GovsegWarning
from govseg._govseg import Decision as Decision
from govseg._govseg import Facts as Facts
from govseg._govseg import Interview as Interview
from govseg._govseg import Policy as Policy
from govseg._govseg import Recipe as Recipe
from govseg._govseg import TextModel as TextModel
from govseg._govseg import __version__ as __version__
from govseg._govseg import decide as decide
from govseg._govseg import decide_many as decide_many
from govseg._knowledge import Code as Code
from govseg._knowledge import Crosswalk as Crosswalk
from govseg._knowledge import catalog as catalog
from govseg._knowledge import crosswalk as crosswalk
from govseg._measure import SetAside as SetAside
from govseg._measure import measure as measure
from govseg._measures import Choice as Choice
from govseg._measures import Fit as Fit
from govseg._measures import Fitting as Fitting
from govseg._measures import measures_for as measures_for
from govseg._table import classify as classify
from govseg._text import Near as Near
from govseg._text import Score as Score
from govseg._text import Suggestion as Suggestion
from govseg._text import TextEvaluation as TextEvaluation
from govseg._text import Word as Word
from govseg._text import evaluate_texts as evaluate_texts
from govseg._text import suggest as suggest
from govseg._text import train_texts as train_texts
from govseg._tiers import assign_tiers as assign_tiers
from govseg._words import Benefit as Benefit
from govseg._words import Capacity as Capacity
from govseg._words import Channel as Channel
from govseg._words import Charge as Charge
from govseg._words import Content as Content
from govseg._words import CustomerType as CustomerType
from govseg._words import Determination as Determination
from govseg._words import Direction as Direction
from govseg._words import Duty as Duty
from govseg._words import Fact as Fact
from govseg._words import Obligation as Obligation
from govseg._words import Occurrence as Occurrence
from govseg._words import Outcome as Outcome
from govseg._words import Segment as Segment

__all__ = [
    "Benefit",
    "Capacity",
    "Channel",
    "Charge",
    "Check",
    "Choice",
    "Code",
    "Content",
    "Crosswalk",
    "CustomerType",
    "Decision",
    "Determination",
    "Diff",
    "Direction",
    "Duty",
    "Fact",
    "Facts",
    "Finding",
    "Fit",
    "Fitting",
    "GovsegError",
    "GovsegWarning",
    "Group",
    "Interview",
    "LabelCosts",
    "Near",
    "Obligation",
    "Occurrence",
    "Outcome",
    "Policy",
    "Recipe",
    "Score",
    "Segment",
    "SetAside",
    "Suggestion",
    "TextEvaluation",
    "TextModel",
    "Word",
    "__version__",
    "assign_tiers",
    "catalog",
    "classify",
    "crosswalk",
    "decide",
    "decide_many",
    "evaluate_texts",
    "label_costs",
    "measure",
    "measures_for",
    "suggest",
    "train_texts",
]
