"""What people type about items and bulletins, as clean values."""

from .approving import ApprovalForm, ApproveForm, GoOnForm, NewsletterForm, ReasonForm, SendBackForm, WithdrawForm
from .bulletins import (
    ApproveBulletinForm,
    BulletinsFilterForm,
    CommentForm,
    ConsultForm,
    HeadingForm,
    PartForm,
    WhyForm,
    WriteForm,
)
from .case_studies import CaseStudyForm, CorrectDecisionForm, CorrectEventForm, CorrectForm
from .decisions import DecisionForm
from .guidance import GuidanceForm, PublishGuidanceForm
from .items import EventForm, ItemForm
from .moved import MoveAddressForm
from .strategies import DecidingBodyForm, UsefulLinkForm, VersionForm
from .subscribing import ConfirmForm, GettingForm, Offers, PreferencesForm, SubscribeForm
from .subscriptions import (
    AddressForm,
    EnterForm,
    FigureForm,
    ListColumnsForm,
    ListFileForm,
    SubscriptionRuleForm,
    SubscriptionsFilterForm,
)
from .views import ViewsForm

__all__ = [
    "AddressForm",
    "ApprovalForm",
    "ApproveBulletinForm",
    "ApproveForm",
    "BulletinsFilterForm",
    "CaseStudyForm",
    "CommentForm",
    "ConfirmForm",
    "ConsultForm",
    "CorrectDecisionForm",
    "CorrectEventForm",
    "CorrectForm",
    "DecidingBodyForm",
    "DecisionForm",
    "EnterForm",
    "EventForm",
    "FigureForm",
    "GettingForm",
    "GoOnForm",
    "GuidanceForm",
    "HeadingForm",
    "ItemForm",
    "ListColumnsForm",
    "ListFileForm",
    "MoveAddressForm",
    "NewsletterForm",
    "Offers",
    "PartForm",
    "PreferencesForm",
    "PublishGuidanceForm",
    "ReasonForm",
    "SendBackForm",
    "SubscribeForm",
    "SubscriptionRuleForm",
    "SubscriptionsFilterForm",
    "UsefulLinkForm",
    "VersionForm",
    "ViewsForm",
    "WhyForm",
    "WithdrawForm",
    "WriteForm",
]
