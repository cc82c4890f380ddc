"""The forms of the desk: a decision, a payment, money that came back, and what filters the queue."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm, PoundsField
from wapentake.organisations.models import Organisation
from wapentake.places.models import Edition, Ward

from ..models import Fund
from ..states import ApplicationState
from ..states.footing import FAILS
from ..states.routing import VoteChoice


def new_key() -> str:
    """Return a key for a form that is shown: sent twice, it acts once."""
    return uuid.uuid4().hex


# Nothing but what `new_key` makes: the program keeps keys of its own (withdraw:…, move:…) in the same column.
KEY = re.compile(r"[0-9a-f]{32}")


def key_of(typed: Mapping[str, str]) -> str:
    """Return the key that a form was sent with, or nothing where no form of ours made it."""
    key = typed.get("key", "")
    return key if KEY.fullmatch(key) else ""


class NotSplitForm(GovForm):
    """Why several applications of one group are no splitting."""

    why = forms.CharField(
        label="Why is it not splitting?",
        help_text="Kept with the application. For example: two projects, at two places, with accounts of their own.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )


class ActForm(GovForm):
    """A form that moves money: it carries the key under which it does so once."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key)

    def clean_key(self) -> str:
        key = key_of(self.cleaned_data)
        if not key:
            raise forms.ValidationError("This form came back changed. Open the page again and fill it in anew")
        return key


VOTES = {
    "support": ("Support", "Do not support", "Do you support it?"),
    "check": ("Check it: another officer then approves it", "Decline", "Is it within the rules?"),
    "approve": ("Approve", "Decline", "Do you approve it?"),
}


# What a no is where a councillor decided under section 236.
SEND_BACK = ("send_back", "Send it back: it cannot be carried out")
OFFICER_WITH_INTEREST = "You cannot decide on this. Declare your interest, and leave it to another officer"
WITH_INTEREST = {
    "support": "You cannot decide on this. Declare your interest under “Interests”, and tell your co-ordinator: "
    "the group can ask a colleague of your ward instead",
    "check": OFFICER_WITH_INTEREST,
    "approve": OFFICER_WITH_INTEREST,
}


UNDER = "You may decide all the same, under dispensation {}. It is published with your decision."


def nature_field() -> forms.CharField:
    """Return the question after the nature of an interest, which is kept with the declaration."""
    return forms.CharField(
        label="If you have, what is it?",
        help_text="A few words for the Monitoring Officer, like “I am a trustee”. Not published.",
        max_length=500,
        required=False,
    )


class DecideForm(ActForm):
    """Yes or no, with the reasons that are published. `yes` is what a yes is called: support, check or approve.

    `alone`: it is decided, under section 236 or for the executive, and not only recommended. Then what else was
    considered is said of a no too, and who gains or loses of a yes.
    """

    interest = forms.ChoiceField(
        label="Do you have an interest in this?",
        help_text="You, your partner or your close family: as a member, trustee, employee, supplier or neighbour of "
        "the group or its project. If you have, do not decide: declare it, and let somebody else decide.",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have an interest in this"},
    )
    nature = nature_field()
    vote = forms.ChoiceField(label="Your decision", widget=forms.RadioSelect)
    equality = forms.CharField(
        label="Who gains, and could anybody lose?",
        help_text="Published with an award. Does it remove disadvantage, help people take part, or bring different "
        "groups together? Could anybody lose, and what would lessen that? Think of age, disability, gender "
        "reassignment, pregnancy and maternity, race, religion or belief, sex and sexual orientation (Equality "
        "Act 2010, section 149).",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
    )
    reasons = forms.CharField(
        label="Your reasons",
        help_text="Published with the decision. Two or three sentences. Name no private person, and in a refusal not "
        "the group either.",
        widget=forms.Textarea,
        max_length=2000,
    )
    alternatives = forms.CharField(
        label="What else was considered, and why not?",
        help_text="Published with the decision. If nothing else was put forward, say so.",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    failed = forms.ChoiceField(
        label="If it cannot be carried out, what stops it?",
        choices=[("", "Choose what stops it"), *((kind, said.capitalize()) for kind, said in FAILS.items())],
        required=False,
    )

    def __init__(
        self, yes: str, *args: Any, dispensation: str = "", alone: bool = False, sends_back: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.yes, self.dispensed = yes, bool(dispensation)
        self.full = yes == "approve" or (alone and yes == "support")
        self.records = self.full or yes == "check"
        if dispensation:
            self.fields["interest"].help_text = UNDER.format(dispensation)
        vote = self.fields["vote"]
        assert isinstance(vote, forms.ChoiceField)
        words = VOTES[yes]
        self.no = SEND_BACK[0] if sends_back else "decline"
        vote.choices = [(yes, words[0]), SEND_BACK if sends_back else ("decline", words[1])]
        if not sends_back:
            del self.fields["failed"]
        vote.label = words[2]
        vote.error_messages["required"] = "Choose what you decide"
        self.fields["reasons"].error_messages["required"] = "Give your reasons: they are published with the decision"
        self.fields["alternatives"].required = False
        if not self.records:
            del self.fields["alternatives"]

    def clean_interest(self) -> bool:
        """Whoever has an interest goes no further than to declare it (Localism Act 2011, section 31)."""
        declared = self.cleaned_data["interest"] == "yes"
        if declared and not self.dispensed:
            raise forms.ValidationError(WITH_INTEREST[self.yes])
        return declared

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.no == SEND_BACK[0] == cleaned.get("vote") and not cleaned.get("failed"):
            self.add_error("failed", "Choose what stops it from being carried out")
        full = self.full and cleaned.get("vote") == self.yes
        recorded = full or (self.records and cleaned.get("vote") == "decline")
        if recorded and not cleaned.get("alternatives", "").strip():
            self.add_error("alternatives", "Say what else was considered, and why not. If nothing was, say so")
        if full and not cleaned.get("equality", "").strip():
            self.add_error("equality", "Say who gains, and whether anybody could lose. If nobody could, say so")
        return cleaned


class VoteForm(ActForm):
    """A member's vote on the ward's money, by name, with the own declaration first."""

    interest = forms.ChoiceField(
        label="Do you have an interest in this?",
        help_text="You, your partner or your close family: as a member, trustee, employee, supplier or neighbour of "
        "the group or its project. If you have, you stand aside, and your colleagues decide without you.",
        choices=[("no", "No"), ("yes", "Yes: I stand aside")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have an interest in this"},
    )
    nature = nature_field()
    choice = forms.ChoiceField(
        label="Your vote",
        help_text="You can change it until it is decided. Votes are published by name with the decision.",
        choices=[(VoteChoice.FOR, VoteChoice.FOR.label), (VoteChoice.AGAINST, VoteChoice.AGAINST.label)],
        widget=forms.RadioSelect,
        required=False,
    )
    reasons = forms.CharField(
        label="Your reasons",
        help_text="Published with your vote. Think of who gains, and whether anybody could lose: age, disability, sex, "
        "race, religion and the other protected characteristics (Equality Act 2010, section 149).",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("interest") == "no":
            if not cleaned.get("choice"):
                self.add_error("choice", "Choose how you vote")
            if not cleaned.get("reasons", "").strip():
                self.add_error("reasons", "Give your reasons: they are published with your vote")
        return cleaned


class AsideForm(ActForm):
    """Only the key: whoever decides alone has an interest, and it goes to the next."""


ANOTHER = "another"


class ConfirmGroupForm(GovForm):
    """Which body a group is that may be one of several."""

    body = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, name: str, bodies: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(body.pk): body for body in bodies}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, f"The same as {body} in the council’s list") for key, body in self.bodies.items()]
        field.choices = [*named, (ANOTHER, "Another body, which is not one of those named above")]
        field.label = f"Who is “{name}”?"
        field.error_messages["required"] = "Choose who the group is"

    @property
    def body_meant(self) -> Organisation | None:
        """The body that was chosen; nothing where it is none of them. Call it once the form is sound."""
        return self.bodies.get(self.cleaned_data["body"])


class PayForm(ActForm):
    """The key, and which instalment is meant: what is paid, and to whom, stands in the award."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=100)


class WithdrawForm(GovForm):
    """Nothing to ask: withdrawing twice is withdrawing once."""


class ReturnForm(ActForm):
    """Money that a group sent back."""

    amount = PoundsField(label="Amount that came back", at_least=1)
    reason = forms.CharField(label="Why it came back", max_length=200)


STAGES = {
    ApplicationState.SUBMITTED: "Councillor’s decision",
    ApplicationState.SUPPORTED: "Approval",
    ApplicationState.APPROVED: "Payment",
    ApplicationState.PAID: "Paid",
    ApplicationState.DECLINED: "Declined",
    ApplicationState.WITHDRAWN: "Withdrawn",
    ApplicationState.CANCELLED: "Cancelled",
}
AMOUNTS = (("", "Any amount"), ("25000", "£250 and over"), ("50000", "£500 and over"), ("100000", "£1,000 and over"))


class FilterForm(GovForm):
    """What narrows the queue. What cannot be read counts as not asked."""

    q = forms.CharField(label="Search", help_text="Reference, group or project", required=False, max_length=100)
    ward = forms.ChoiceField(label="Ward", required=False)
    fund = forms.ChoiceField(label="Fund", required=False)
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "Any stage"), *STAGES.items()])
    least = forms.ChoiceField(label="Amount", required=False, choices=AMOUNTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = Ward.objects.filter(edition__in=Edition.objects.filter(to_date=None)).values_list("slug", "name")
        for name, first, found in (
            ("ward", "All wards", wards),
            ("fund", "All funds", Fund.objects.values_list("key", "name")),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *found]

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are on, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
