"""What people type about a ward's plan, as clean values."""

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
    "CycleForm",
    "CycleLengthForm",
    "DraftForm",
    "PriorityForm",
    "ProgressForm",
    "QuestionForm",
    "TakeBackForm",
    "WithdrawForm",
]
