"""Choices and lifecycles of the plans room."""

from .actions import ACTION, ActionState
from .asks import ASK, AskState, MadeFrom
from .bulk import CHANGEABLE, NEEDED, PROGRESS_COLUMNS, ProgressFileState
from .commitments import COMMITMENT, CommitmentState, SourceKind
from .frameworks import FrameworkKind
from .input_asked import CALL, AnswerChannel, CallState
from .measures import Sureness, Wanted
from .priorities import PRIORITY, PriorityState
from .service_notices import NOTICE, NoticeKind, NoticeState
from .ward_plans import WARD_PLAN, PlanState, PlanWordKind

__all__ = [
    "ACTION",
    "ASK",
    "CALL",
    "CHANGEABLE",
    "COMMITMENT",
    "NEEDED",
    "NOTICE",
    "PRIORITY",
    "PROGRESS_COLUMNS",
    "WARD_PLAN",
    "ActionState",
    "AnswerChannel",
    "AskState",
    "CallState",
    "CommitmentState",
    "FrameworkKind",
    "MadeFrom",
    "NoticeKind",
    "NoticeState",
    "PlanState",
    "PlanWordKind",
    "PriorityState",
    "ProgressFileState",
    "SourceKind",
    "Sureness",
    "Wanted",
]
