"""What people type about a ward's plan, as clean values."""

from .actions import ActionsFilterForm, DueDateForm, ProgressForm
from .borough import BoroughFilterForm
from .bulk import ProgressFileForm
from .carrying import CarryForm
from .citing import CiteForm
from .commitments import ChangeCommitmentForm, CommitmentForm, CommitmentsFilterForm, ServesForm, TakeBackCommitmentForm
from .frameworks import EndFrameworkForm, FrameworkForm, OutcomeForm
from .lists import NarrowForm, OnceForm
from .measures import BecauseForm, EvidenceMeasureForm, HandMeasureForm, ReadingForm, TargetForm
from .plan_rule import PlanRuleForm
from .priorities import (
    ROWS,
    ActionForm,
    AgreeForm,
    CycleForm,
    CycleLengthForm,
    DraftForm,
    PriorityForm,
    QuestionForm,
    TakeBackForm,
    WithdrawForm,
)
from .reminders import ReminderForm
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
    "ActionsFilterForm",
    "AgreeForm",
    "AgreePlanForm",
    "AskForm",
    "BecauseForm",
    "BoroughFilterForm",
    "CallOffForm",
    "CarryForm",
    "ChangeCommitmentForm",
    "ChangeNoticeForm",
    "CiteForm",
    "CommitmentForm",
    "CommitmentsFilterForm",
    "CycleForm",
    "CycleLengthForm",
    "DraftForm",
    "DueDateForm",
    "EndFrameworkForm",
    "EngagementForm",
    "EvidenceMeasureForm",
    "FrameworkForm",
    "HandMeasureForm",
    "NarrowForm",
    "NoticeFilterForm",
    "NoticeForm",
    "NoticeRuleForm",
    "OnceForm",
    "OutcomeForm",
    "PlanQuestionForm",
    "PlanRuleForm",
    "PlanWordsForm",
    "PriorityForm",
    "ProgressFileForm",
    "ProgressForm",
    "QuestionForm",
    "ReadingForm",
    "RefusePlanForm",
    "ReminderForm",
    "ReplyForm",
    "ServesForm",
    "TakeBackCommitmentForm",
    "TakeBackForm",
    "TargetForm",
    "WithdrawForm",
]
