"""What people type about items and the bulletin, as clean values."""

from .approving import ApprovalForm, ApproveForm, ReasonForm, SendBackForm
from .items import EventForm, ItemForm
from .moved import MoveAddressForm
from .strategies import DecidingBodyForm, VersionForm
from .subscribing import ConfirmForm, GettingForm, Offers, PreferencesForm, SubscribeForm
from .subscriptions import (
    AddressForm,
    EnterForm,
    FigureForm,
    ListColumnsForm,
    ListFileForm,
    SubscriptionsFilterForm,
)
from .views import ViewsForm

__all__ = [
    "AddressForm",
    "ApprovalForm",
    "ApproveForm",
    "ConfirmForm",
    "DecidingBodyForm",
    "EnterForm",
    "EventForm",
    "FigureForm",
    "GettingForm",
    "ItemForm",
    "ListColumnsForm",
    "ListFileForm",
    "MoveAddressForm",
    "Offers",
    "PreferencesForm",
    "ReasonForm",
    "SendBackForm",
    "SubscribeForm",
    "SubscriptionsFilterForm",
    "VersionForm",
    "ViewsForm",
]
