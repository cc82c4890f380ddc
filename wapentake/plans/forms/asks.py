"""What is typed about an ask and its answer, and what narrows the list of them."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, reason_field
from wapentake.organisations.models import Organisation
from wapentake.places.queries import wards_on

from ..models import Action, Priority
from ..queries import services
from ..rules import AskWords
from ..states import AskState, MadeFrom
from .lists import EXAMPLE, NarrowForm, OnceForm
from .priorities import QuestionForm

STATES = {"open": "Waiting for an answer", "late": "Late", **{str(value): label for value, label in AskState.choices}}


class WardAskForm(OnceForm):
    """What a ward asks of a service."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which service or partner?", empty_label="Choose one",
        error_messages={"required": "Choose the service or partner", "invalid_choice": "Choose one from the list"},
    )  # fmt: skip
    text = forms.CharField(
        label="What does the ward ask for?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One thing, in a sentence. All staff see it.",
        error_messages={"required": "Enter what the ward asks for"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What figures, residents and councillors say. Name no resident.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = services()  # type: ignore[attr-defined]

    def words(self, priority: Priority | None, action: Action | None) -> AskWords:
        """What was typed, and what it is made from. Call it once the form is sound."""
        said = self.cleaned_data
        return AskWords(said["organisation"], said["text"], said["why"], priority, action)


class AcceptForm(QuestionForm):
    """What a service will do, by when."""

    promise = forms.CharField(
        label="What will be done?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It becomes a commitment of yours, for all staff to see.",
        error_messages={"required": "Enter what will be done"},
    )  # fmt: skip
    due_on = DateParts(label="By when?", help_text=EXAMPLE)


class DeclineForm(QuestionForm):
    """Why a service does not do it."""

    reason = reason_field(
        "Why can it not be done?", "The ward’s members read it. Say what could be done instead.",
        "Enter the reasons: an ask is never declined without",
    )  # fmt: skip


class MoreTimeForm(QuestionForm):
    """Until when, and why."""

    until = DateParts(label="By when will you answer?", help_text=EXAMPLE)
    reason = reason_field("Why is more time needed?", "The ward’s members read it.", "Enter why more time is needed")


class CallOffAskForm(QuestionForm):
    """Why a ward asks for it no more."""

    reason = reason_field("Why does the ward ask for it no more?", "The service reads it.", "Enter the reason")


class AsksFilterForm(NarrowForm):
    """What narrows the list of asks."""

    q = forms.CharField(label="Words in what is asked, or in the answer", max_length=100, required=False)
    service = forms.ChoiceField(label="Service or partner", required=False)
    ward = forms.ChoiceField(label="Ward", required=False)
    state = forms.ChoiceField(label="State", choices=[("", "All states"), *STATES.items()], required=False)
    source = forms.ChoiceField(label="Made from", choices=[("", "Anything"), *MadeFrom.choices], required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", "All services and partners", [(one.slug, one.name) for one in services()])
        self.offer("ward", "All wards", [(ward.code, ward.name) for ward in wards_on(on)])


class ProtocolForm(GovForm):
    """A new version of the protocol."""

    text = forms.CharField(
        label="What is agreed?", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Who asks, who answers, by when, and what happens when an answer is late.",
        error_messages={"required": "Enter what is agreed"},
    )  # fmt: skip
    from_date = DateParts(label="From when does it hold?", help_text=EXAMPLE)
    source = forms.CharField(label="Where was it decided?", max_length=200, help_text="Such as Cabinet, and the date.")


class ProtocolAgreementForm(GovForm):
    """Who agreed for a service."""

    name = forms.CharField(label="Who agrees for the service?", max_length=150, help_text="Name and post.")
    on = DateParts(label="Day on which they agreed", help_text=EXAMPLE)


class AnswerTimeForm(GovForm):
    """In how many days a service answers."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Which service or partner?", required=False,
        empty_label="All that have no time of their own",
    )  # fmt: skip
    working_days = forms.IntegerField(label="Working days to answer", min_value=1, max_value=120)
    remind_days = forms.IntegerField(
        label="Working days before that it is reminded", min_value=0, max_value=60, initial=3
    )
    from_date = DateParts(label="From when?", help_text=EXAMPLE)
    source = forms.CharField(
        label="Where was it decided?", max_length=200, help_text="Such as the protocol, section 3."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = services()  # type: ignore[attr-defined]
