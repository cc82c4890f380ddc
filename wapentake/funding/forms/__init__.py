"""What a group, a councillor or an officer typed becomes clean values here."""

from .applying import STEPS, Asking, StepForm
from .desk import DecideForm, FilterForm, PayForm, ReturnForm, WithdrawForm
from .funds import AllotForm, FundForm, MoveForm, ReasonForm, TopUpForm

__all__ = [
    "STEPS",
    "AllotForm",
    "Asking",
    "DecideForm",
    "FilterForm",
    "FundForm",
    "MoveForm",
    "PayForm",
    "ReasonForm",
    "ReturnForm",
    "StepForm",
    "TopUpForm",
    "WithdrawForm",
]
