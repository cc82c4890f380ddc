"""What people type about a ward's plan, as clean values."""

from .borough import BoroughFilterForm
from .frameworks import EndFrameworkForm, FrameworkForm, OutcomeForm
from .priorities import (
    ROWS,
    ActionForm,
    AgreeForm,
    CycleForm,
    CycleLengthForm,
    DraftForm,
    PriorityForm,
    ProgressForm,
    QuestionForm,
    TakeBackForm,
    WithdrawForm,
)

__all__ = [
    "ROWS",
    "ActionForm",
    "AgreeForm",
    "BoroughFilterForm",
    "CycleForm",
    "CycleLengthForm",
    "DraftForm",
    "EndFrameworkForm",
    "FrameworkForm",
    "OutcomeForm",
    "PriorityForm",
    "ProgressForm",
    "QuestionForm",
    "TakeBackForm",
    "WithdrawForm",
]
