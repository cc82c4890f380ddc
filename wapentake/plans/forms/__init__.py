"""What people type about a ward's plan, as clean values."""

from .borough import BoroughFilterForm
from .carrying import CarryForm
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
from .ward_plans import AgreePlanForm, EngagementForm, PlanQuestionForm, PlanWordsForm, RefusePlanForm

__all__ = [
    "ROWS",
    "ActionForm",
    "AgreeForm",
    "AgreePlanForm",
    "AskForm",
    "BoroughFilterForm",
    "CallOffForm",
    "CarryForm",
    "ChangeNoticeForm",
    "CycleForm",
    "CycleLengthForm",
    "DraftForm",
    "EndFrameworkForm",
    "EngagementForm",
    "FrameworkForm",
    "NoticeFilterForm",
    "NoticeForm",
    "NoticeRuleForm",
    "OutcomeForm",
    "PlanQuestionForm",
    "PlanWordsForm",
    "PriorityForm",
    "ProgressForm",
    "QuestionForm",
    "RefusePlanForm",
    "ReplyForm",
    "TakeBackForm",
    "WithdrawForm",
]
