"""What a group, a councillor or an officer typed becomes clean values here."""

from .applying import STEPS, Asking, StepForm
from .desk import ConfirmGroupForm, DecideForm, FilterForm, PayForm, ReturnForm, WithdrawForm, key_of
from .funds import AllotForm, FundForm, MoveForm, ReasonForm, TopUpForm
from .oversight import BundleForm, CloseReviewForm, DayForm
from .returning import AddressForm
from .rules import WRITABLE, BecauseForm, CloseForm, EndRuleForm, FiguresForm, RuleForm, WhatIfForm, initial_of

__all__ = [
    "STEPS",
    "WRITABLE",
    "AddressForm",
    "AllotForm",
    "Asking",
    "BecauseForm",
    "BundleForm",
    "CloseForm",
    "CloseReviewForm",
    "ConfirmGroupForm",
    "DayForm",
    "DecideForm",
    "EndRuleForm",
    "FiguresForm",
    "FilterForm",
    "FundForm",
    "MoveForm",
    "PayForm",
    "ReasonForm",
    "ReturnForm",
    "RuleForm",
    "StepForm",
    "TopUpForm",
    "WhatIfForm",
    "WithdrawForm",
    "initial_of",
    "key_of",
]
