"""What people type about items and the bulletin, as clean values."""

from .approving import ApprovalForm, ApproveForm, ReasonForm, SendBackForm
from .items import EventForm, ItemForm
from .subscribing import ConfirmForm, GettingForm, Offers, PreferencesForm, SubscribeForm

__all__ = [
    "ApprovalForm",
    "ApproveForm",
    "ConfirmForm",
    "EventForm",
    "GettingForm",
    "ItemForm",
    "Offers",
    "PreferencesForm",
    "ReasonForm",
    "SendBackForm",
    "SubscribeForm",
]
