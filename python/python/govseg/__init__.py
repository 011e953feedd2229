"""What kind of contact a person, a firm or an agency has with government: decided exactly and explained.

>>> import govseg
>>> govseg.decide(customer="citizen", capacity="private", duty="audit").segment
<Segment.DUTIFUL: 'dutiful'>
"""

from govseg._errors import GovsegError, GovsegWarning
from govseg._govseg import Decision, Facts, Interview, Policy, Recipe, TextModel, __version__, decide, decide_many

# What takes longer to load than all of the above stands in modules that are loaded when they are first asked for: a
# program that decides single contacts starts without them.
_LATER = {
    "_words": (
        "Benefit",
        "Capacity",
        "Channel",
        "Charge",
        "Content",
        "CustomerType",
        "Determination",
        "Direction",
        "Duty",
        "Fact",
        "Obligation",
        "Occurrence",
        "Outcome",
        "Segment",
    ),
    "_costs": ("LabelCosts", "label_costs"),
    "_knowledge": ("Code", "Crosswalk", "catalog", "crosswalk"),
    "_measure": ("SetAside", "measure"),
    "_measures": ("Choice", "Fit", "Fitting", "measures_for"),
    "_table": ("classify",),
    "_text": ("Near", "Score", "Suggestion", "TextEvaluation", "Word", "evaluate_texts", "suggest", "train_texts"),
    "_tiers": ("assign_tiers",),
    "_analysis": ("Check", "Diff", "Finding", "Group"),
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "Decision",
    "Facts",
    "GovsegError",
    "GovsegWarning",
    "Interview",
    "Policy",
    "Recipe",
    "TextModel",
    "__version__",
    "decide",
    "decide_many",
    *_MODULE_OF,
]


def __getattr__(name: str):
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'govseg' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"govseg.{module}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
