"""What people type about items and the bulletin, as clean values."""

from .approving import ApprovalForm, ApproveForm, ReasonForm, SendBackForm
from .items import EventForm, ItemForm
from .subscribing import ConfirmForm, GettingForm, Offers, PreferencesForm, SubscribeForm
from .subscriptions import (
    AddressForm,
    FigureForm,
    ListColumnsForm,
    ListFileForm,
    SubscriptionsFilterForm,
)

__all__ = [
    "AddressForm",
    "ApprovalForm",
    "ApproveForm",
    "ConfirmForm",
    "EventForm",
    "FigureForm",
    "GettingForm",
    "ItemForm",
    "ListColumnsForm",
    "ListFileForm",
    "Offers",
    "PreferencesForm",
    "ReasonForm",
    "SendBackForm",
    "SubscribeForm",
    "SubscriptionsFilterForm",
]
