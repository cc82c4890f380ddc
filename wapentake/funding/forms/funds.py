"""What a finance officer types to run the funds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from wapentake.design.forms import DateParts, GovForm, PoundsField
from wapentake.foundation.money import pounds_short

from ..models import Account
from ..queries import Whose, whose
from ..rules.clusters import VOTERS, kind_fits
from ..states import FundKind, HolderKind
from ..states.fund_rules import Decider
from ..states.rotherham import FundRow, RuleRow
from .desk import ActForm

PER = {
    "per_councillor": "each councillor",
    "per_seat": "each seat of a ward",
    "per_ward": "each ward, the same",
    "per_cluster": "each cluster, the same",
}


# By what the holders of a pot can be given money: a cluster by what its wards bring, too.
GIVEN_BY = {
    HolderKind.COUNCILLOR: ("per_councillor",),
    HolderKind.WARD: ("per_seat", "per_ward"),
    HolderKind.CLUSTER: ("per_cluster", "per_seat", "per_ward"),
}

PER_OTHERS = "Choose the councillor for a councillor’s pot, and the seat or the ward for a ward’s"
PER_CLUSTER = "Choose the cluster, or the seat or the ward of its wards, for a cluster’s pot"


class FundForm(GovForm):
    """A fund of the council's own, with the amount that its holders are given."""

    name = forms.CharField(
        label="Name of the fund", max_length=60, error_messages={"required": "Enter the name of the fund"}
    )
    letters = forms.RegexField(
        r"^[A-Z]{2,6}$",
        label="What its reference numbers begin with",
        help_text="Two to six capital letters. With WCF, the first award of 2026 is WCF-2026-0001.",
        error_messages={"invalid": "Enter two to six capital letters, like WCF"},
    )
    kind = forms.ChoiceField(label="What kind of money is it?", choices=FundKind.choices, widget=forms.RadioSelect)
    holder_kind = forms.ChoiceField(label="Whose pot is it?", choices=HolderKind.choices, widget=forms.RadioSelect)
    amount = PoundsField(
        label="How much is given a year",
        help_text="Leave it empty if the amount is different for every holder: you then give it to them one by one.",
        at_least=1,
        required=False,
    )
    per = forms.ChoiceField(label="To", choices=[("", "Choose one"), *PER.items()], required=False)
    from_date = DateParts(label="First day of this amount", help_text="For example, 1 4 2026.")
    source = forms.CharField(
        label="Where this is laid down",
        help_text="Shown to everybody beside the rule. For example, Cabinet, 10 February 2026, item 7.",
        max_length=200,
    )
    takes_applications = forms.BooleanField(
        label="Groups apply to it on the public pages",
        help_text="Only for funds of councillors.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        per, amount, holder = cleaned.get("per"), cleaned.get("amount"), cleaned.get("holder_kind")
        if amount and not per:
            self.add_error("per", "Choose to whom the amount is given")
        if per and holder and per not in GIVEN_BY[holder]:
            self.add_error("per", PER_CLUSTER if holder == HolderKind.CLUSTER else PER_OTHERS)
        if holder and (fits := kind_fits(cleaned.get("kind", ""), holder)).reason:
            self.add_error("holder_kind", fits.reason)
        if "name" in cleaned and not slugify(cleaned["name"]):
            self.add_error("name", "Enter a name with letters in it")
        return cleaned

    @property
    def row(self) -> FundRow:
        """The fund as it was typed. Call it once the form is sound."""
        said = self.cleaned_data
        return FundRow(
            key=slugify(said["name"])[:50], name=said["name"], kind=FundKind(said["kind"]), prefix=said["letters"],
            holder_kind=HolderKind(said["holder_kind"]), rules=self._rules(),
            takes_applications=said["takes_applications"],
        )  # fmt: skip

    def _rules(self) -> tuple[RuleRow, ...]:
        said = self.cleaned_data
        value = {said["per"]: said["amount"]} if said["amount"] else {}
        amount = RuleRow("amount", value, amount_words(value), said["source"], said["from_date"])
        if said["holder_kind"] != HolderKind.CLUSTER:
            return (amount,)
        words = f"{VOTERS} If they differ, most of them decide."
        chain = [Decider.UNANIMOUS.value, Decider.MAJORITY.value]
        return (amount, RuleRow("decided_by", chain, words, said["source"], said["from_date"]))


def amount_words(value: Mapping[str, int]) -> str:
    """Return an amount rule as its users read it."""
    said = [f"{pounds_short(pence)} for {PER[per].removesuffix(', the same')}" for per, pence in value.items()]
    return f"{' and '.join(said)}." if said else "The amount is given to each holder singly."


class AllotForm(GovForm):
    """The year's money as it was shown: what is confirmed is what was seen."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)


class TopUpForm(ActForm):
    """Money for one holder: a councillor who came in mid-year, a development's levy, a correction upwards."""

    holder = forms.ChoiceField(label="To whom")
    amount = PoundsField(label="Amount", at_least=1)
    note = forms.CharField(label="Why", help_text="Kept with the posting.", max_length=200)

    def __init__(self, holders: Sequence[Whose], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {_key(one): one for one in holders}
        field = self.fields["holder"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, f"{one.place}: {one.councillor}" if one.councillor else one.named)
                 for key, one in self.holders.items()]  # fmt: skip
        field.choices = [("", "Choose one"), *named]


def _key(one: Whose) -> str:
    ward, member, cluster = one.holder_key
    return f"cluster-{cluster}" if cluster else f"{ward}-{member or ''}"


class MoveForm(GovForm):
    """Money from one pot to another, which a second person then confirms."""

    source = forms.ChoiceField(label="From")
    target = forms.ChoiceField(label="To")
    amount = PoundsField(label="Amount", at_least=1)
    reason = forms.CharField(label="Why", help_text="The second person decides by it.", widget=forms.Textarea)

    def __init__(self, sources: Sequence[Account], targets: Sequence[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(account.pk): account for account in (*sources, *targets)}
        for name, found in (("source", sources), ("target", targets)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Choose one"), *((str(one.pk), pot_name(one)) for one in found)]


def pot_name(account: Account) -> str:
    """Return whose pot an account is, as a choice: the fund, and the holder."""
    return f"{account.fund}: {whose(account).in_full}"


class ReasonForm(GovForm):
    """Why something is corrected."""

    reason = forms.CharField(label="What was wrong", help_text="Kept with the correction.", max_length=500)
