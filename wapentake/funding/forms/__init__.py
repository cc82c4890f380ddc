"""What a group, a councillor or an officer typed becomes clean values here."""

from .alerts import AlertRuleForm
from .applying import STEPS, Asking, StepForm
from .award_tests import AwardTestsForm
from .cancellations import CancelForm, ConfirmCancelForm
from .corrections import CorrectForm
from .desk import (
    AsideForm,
    ConfirmGroupForm,
    DecideForm,
    FilterForm,
    NotSplitForm,
    PayForm,
    ReturnForm,
    VoteForm,
    WithdrawForm,
    key_of,
)
from .footing import CopyForm
from .freezes import AwardFreezeForm, DatesForm, FreezeRuleForm, LiftForm, OverrideFreezeForm, TurnDownForm
from .funds import AllotForm, FundForm, MoveForm, ReasonForm, TopUpForm
from .helping import EnterForm, InviteForm
from .housing import SignOffForm
from .imports import AwardFileForm, DevelopmentFileForm, MapForm, WhyForm
from .instalments import InstalmentsForm, SeenForm, ShowForm
from .joint import TakeUpForm
from .letters import PostedForm
from .levy import (
    ChangeSiteForm,
    DwellingsForm,
    LevyFilterForm,
    PlanForm,
    PublishForm,
    PutBackForm,
    ReceiptForm,
    SiteForm,
    TakeBackForm,
    WithdrawSiteForm,
)
from .monitoring import AcceptForm, MonitoringForm, MonitoringReasonForm
from .offers import OfferForm
from .others import ConfirmMatchForm, MatchForm
from .outside import BidForm, BidResultForm, OtherFundsFilterForm, OutsideFundForm
from .oversight import BundleForm, CloseReviewForm, DayForm
from .payee_details import CheckDetailsForm, PayeeForm, RefuseDetailsForm
from .payments import PaidFileForm, RunForm, SettleForm
from .privacy import HeldForm
from .purposes import AnswerPurposeForm, PurposeForm
from .recoveries import AskBackForm, RecoverForm, SettleWriteOffForm, TakeInForm, WriteOffForm
from .returning import AddressForm
from .rules import WRITABLE, BecauseForm, CloseForm, EndRuleForm, FiguresForm, RuleForm, WhatIfForm, initial_of
from .statement_figures import FigureForm
from .subsidies import SellsForm

__all__ = [
    "STEPS",
    "WRITABLE",
    "AcceptForm",
    "AddressForm",
    "AlertRuleForm",
    "AllotForm",
    "AnswerPurposeForm",
    "AsideForm",
    "AskBackForm",
    "Asking",
    "AwardFileForm",
    "AwardFreezeForm",
    "AwardTestsForm",
    "BecauseForm",
    "BidForm",
    "BidResultForm",
    "BundleForm",
    "CancelForm",
    "ChangeSiteForm",
    "CheckDetailsForm",
    "CloseForm",
    "CloseReviewForm",
    "ConfirmCancelForm",
    "ConfirmGroupForm",
    "ConfirmMatchForm",
    "CopyForm",
    "CorrectForm",
    "DatesForm",
    "DayForm",
    "DecideForm",
    "DevelopmentFileForm",
    "DwellingsForm",
    "EndRuleForm",
    "EnterForm",
    "FigureForm",
    "FiguresForm",
    "FilterForm",
    "FreezeRuleForm",
    "FundForm",
    "HeldForm",
    "InstalmentsForm",
    "InviteForm",
    "LevyFilterForm",
    "LiftForm",
    "MapForm",
    "MatchForm",
    "MonitoringForm",
    "MonitoringReasonForm",
    "MoveForm",
    "NotSplitForm",
    "OfferForm",
    "OtherFundsFilterForm",
    "OutsideFundForm",
    "OverrideFreezeForm",
    "PaidFileForm",
    "PayForm",
    "PayeeForm",
    "PlanForm",
    "PostedForm",
    "PublishForm",
    "PurposeForm",
    "PutBackForm",
    "ReasonForm",
    "ReceiptForm",
    "RecoverForm",
    "RefuseDetailsForm",
    "ReturnForm",
    "RuleForm",
    "RunForm",
    "SeenForm",
    "SellsForm",
    "SettleForm",
    "SettleWriteOffForm",
    "ShowForm",
    "SignOffForm",
    "SiteForm",
    "StepForm",
    "TakeBackForm",
    "TakeInForm",
    "TakeUpForm",
    "TopUpForm",
    "TurnDownForm",
    "VoteForm",
    "WhatIfForm",
    "WhyForm",
    "WithdrawForm",
    "WithdrawSiteForm",
    "WriteOffForm",
    "initial_of",
    "key_of",
]
