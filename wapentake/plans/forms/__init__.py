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
from .service_notices import (
    AskForm,
    CallOffForm,
    ChangeNoticeForm,
    NoticeFilterForm,
    NoticeForm,
    NoticeRuleForm,
    ReplyForm,
)

__all__ = [
    "ROWS",
    "ActionForm",
    "AgreeForm",
    "AskForm",
    "BoroughFilterForm",
    "CallOffForm",
    "ChangeNoticeForm",
    "CycleForm",
    "CycleLengthForm",
    "DraftForm",
    "EndFrameworkForm",
    "FrameworkForm",
    "NoticeFilterForm",
    "NoticeForm",
    "NoticeRuleForm",
    "OutcomeForm",
    "PriorityForm",
    "ProgressForm",
    "QuestionForm",
    "ReplyForm",
    "TakeBackForm",
    "WithdrawForm",
]
