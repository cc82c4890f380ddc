"""What the desk's pages of ward plans show."""

from .borough import (
    BoroughPage,
    DeskBorough,
    OutcomePage,
    borough_page,
    borough_paths,
    cycle_of,
    desk_borough,
    outcome_of,
    outcome_page,
    outcome_paths,
)
from .compared import Changed, Piece, parts_changed, words_changed
from .cycles import CyclesPage, cycles_page
from .frameworks import FrameworkPage, FrameworksPage, framework_page, frameworks_page
from .notice_report import (
    NoticeReport,
    NoticeRulesPage,
    ServiceLine,
    notice_report,
    notice_rules_page,
    report_year,
    service_lines,
)
from .priority import PriorityPage, priority_page, state_tag
from .question import Question, question
from .service_notice import NoticePage, notice_page
from .service_notices import NoticesPage, narrowed_notices, notices_page, rule_words
from .ward import WardChoice, WardPlan, ward_choice, ward_plan
from .whole import (
    PlanChanges,
    WholePlan,
    changed_paths,
    changes_page,
    desk_plan,
    plan_paths,
    public_plan,
    public_version,
)

__all__ = [
    "BoroughPage",
    "Changed",
    "CyclesPage",
    "DeskBorough",
    "FrameworkPage",
    "FrameworksPage",
    "NoticePage",
    "NoticeReport",
    "NoticeRulesPage",
    "NoticesPage",
    "OutcomePage",
    "Piece",
    "PlanChanges",
    "PriorityPage",
    "Question",
    "ServiceLine",
    "WardChoice",
    "WardPlan",
    "WholePlan",
    "borough_page",
    "borough_paths",
    "changed_paths",
    "changes_page",
    "cycle_of",
    "cycles_page",
    "desk_borough",
    "desk_plan",
    "framework_page",
    "frameworks_page",
    "narrowed_notices",
    "notice_page",
    "notice_report",
    "notice_rules_page",
    "notices_page",
    "outcome_of",
    "outcome_page",
    "outcome_paths",
    "parts_changed",
    "plan_paths",
    "priority_page",
    "public_plan",
    "public_version",
    "question",
    "report_year",
    "rule_words",
    "service_lines",
    "state_tag",
    "ward_choice",
    "ward_plan",
    "words_changed",
]
