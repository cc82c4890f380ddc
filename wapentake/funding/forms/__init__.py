"""What a group, a councillor or an officer typed becomes clean values here."""

from .applying import STEPS, Asking, StepForm
from .desk import DecideForm, FilterForm, PayForm, ReturnForm, WithdrawForm

__all__ = [
    "STEPS",
    "Asking",
    "DecideForm",
    "FilterForm",
    "PayForm",
    "ReturnForm",
    "StepForm",
    "WithdrawForm",
]
