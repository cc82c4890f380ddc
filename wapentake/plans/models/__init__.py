"""A ward's priorities, the actions under them, who agreed, and what has come of them."""

from .actions import DueDateChange
from .asks import AnswerTime, Ask, Protocol, ProtocolAgreement
from .bulk import ProgressFile
from .citations import Citation, FindingCited
from .commitments import Commitment, EarlierWords
from .frameworks import Framework, Outcome
from .input_asked import (
    AnswerMark,
    AnswerText,
    InputAnswer,
    InputAsked,
    InputCall,
    InputExtension,
    InputQuestion,
    InputRule,
)
from .measures import Measure, MeasureReading, MeasureTarget
from .priorities import Action, Agreement, Cycle, CycleLength, Priority, ProgressNote
from .reminders import Reminder, ReminderRule
from .service_notices import NoticeChange, NoticeQuestion, NoticeReply, NoticeRule, NoticeTold, ServiceNotice
from .ward_plans import Engagement, ParishPriority, PlanLine, PlanRule, PlanWord, WardPlan

__all__ = [
    "Action",
    "Agreement",
    "AnswerMark",
    "AnswerText",
    "AnswerTime",
    "Ask",
    "Citation",
    "Commitment",
    "Cycle",
    "CycleLength",
    "DueDateChange",
    "EarlierWords",
    "Engagement",
    "FindingCited",
    "Framework",
    "InputAnswer",
    "InputAsked",
    "InputCall",
    "InputExtension",
    "InputQuestion",
    "InputRule",
    "Measure",
    "MeasureReading",
    "MeasureTarget",
    "NoticeChange",
    "NoticeQuestion",
    "NoticeReply",
    "NoticeRule",
    "NoticeTold",
    "Outcome",
    "ParishPriority",
    "PlanLine",
    "PlanRule",
    "PlanWord",
    "Priority",
    "ProgressFile",
    "ProgressNote",
    "Protocol",
    "ProtocolAgreement",
    "Reminder",
    "ReminderRule",
    "ServiceNotice",
    "WardPlan",
]
