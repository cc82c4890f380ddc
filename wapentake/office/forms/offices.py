"""What administrators and councillors type, made into clean values."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import search
from wapentake.people.models import User
from wapentake.people.queries import user_by_email
from wapentake.places.models import Edition, Locality, Parish, Ward

from ..models import Councillor, Interest
from ..queries import current_terms
from ..rules import Dispensing, Entry, lasts_rightly
from ..states import GrantedBy, Ground, Holder, InterestCategory, Lifts, PollKind, RoleKind, TermEnd

Place = Ward | Locality | Organisation | None
AN_EMAIL = "Enter an e-mail address, like name@example.gov.uk"
GIVEN = [(kind.value, kind.label) for kind in RoleKind if kind is not RoleKind.WARD_COUNCILLOR]
ENDS = [(end.value, end.label) for end in TermEnd if end is not TermEnd.POLL]
UNKNOWN_BODY = (
    "The council knows no organisation of this name. Check the spelling, or leave this empty and write the full name "
    "under What it is"
)
UNKNOWN_TO_COUNCIL = "The council knows no organisation of this name. Check the spelling, or try its number"
# More names than this in a message help nobody.
MOST_NAMES = 5


def _email(label: str = "E-mail address", **more: Any) -> forms.EmailField:
    return forms.EmailField(label=label, max_length=254, error_messages={"invalid": AN_EMAIL}, **more)


def _first_day(label: str) -> DateParts:
    return DateParts(label=label, help_text="For example, 24 11 2026.")


class PersonForm(GovForm):
    """A new account, or another name and address for one."""

    name = forms.CharField(label="Full name", max_length=150)
    email = _email(help_text="They sign in with it.")


class SearchForm(GovForm):
    """A list of people, narrowed."""

    q = forms.CharField(label="Name or e-mail address", required=False, max_length=100)
    kind = forms.ChoiceField(label="Role", required=False, choices=[("", "Any"), *RoleKind.choices])


class RoleForm(GovForm):
    """A role for a person."""

    kind = forms.ChoiceField(label="Role", choices=[("", "Choose one"), *GIVEN])
    title = forms.CharField(
        label="Title", required=False, max_length=120, help_text="Such as Cabinet Member for Neighbourhood Working."
    )
    place = forms.ChoiceField(label="Where", required=False, help_text="Leave it for a role of the whole council.")
    from_date = _first_day("First day")
    to_date = DateParts(
        label="First day on which they no longer hold it",
        required=False,
        help_text="Leave it empty if that is not known.",
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = _places(on)
        labels = [(key, label) for key, (label, _) in self.places.items()]
        self.fields["place"].choices = [("", "The whole council"), *labels]  # type: ignore[attr-defined]

    def clean_place(self) -> Place:
        """Return the ward, locality or organisation that was chosen; None for the whole council."""
        return self.places[key][1] if (key := self.cleaned_data["place"]) else None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begins, ends = found.get("from_date"), found.get("to_date")
        if begins and ends and ends <= begins:
            self.add_error("to_date", "This day must come after the first day")
        return found


def _places(on: dt.date) -> dict[str, tuple[str, Place]]:
    """Every place that a role may be held in on a day, by a key that a form can send."""
    wards = Ward.objects.filter(edition__in=_editions(on)).order_by("name")
    found: dict[str, tuple[str, Place]] = {f"ward-{ward.pk}": (f"Ward: {ward}", ward) for ward in wards}
    found |= {f"locality-{one.pk}": (f"Locality: {one}", one) for one in Locality.objects.on(on)}
    bodies = search().filter(kind__in=("service", "partner", "parish_council"))
    return found | {f"organisation-{one.pk}": (one.name, one) for one in bodies}


def _editions(on: dt.date) -> list[int]:
    return list(Edition.objects.on(on).values_list("pk", flat=True))


class WhoForm(GovForm):
    """Somebody with an account, by e-mail address."""

    email = _email("E-mail address of the person", help_text="They must have an account.")

    def clean_email(self) -> User:
        """Return the account. It is an error if there is none, or a closed one."""
        user = user_by_email(self.cleaned_data["email"])
        if user is None or not user.is_active:
            raise forms.ValidationError("No open account has this address: add the person first")
        return user


class HandOverForm(WhoForm):
    """Who takes a role over, when, and what they should know."""

    on = _first_day("Their first day")
    note = forms.CharField(
        label="What they should know", required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=5000
    )


class CoverForm(WhoForm):
    """Who covers for a role, and how long."""

    from_date = _first_day("First day of cover")
    to_date = DateParts(label="First day without cover", help_text="The day on which the holder is back.")


class DayForm(GovForm):
    """A day from which something is so."""

    on = _first_day("From which day")


class EndRoleForm(DayForm):
    """When a role ends, and what whoever comes next should know."""

    on = _first_day("First day without the role")
    note = forms.CharField(
        label="What the next holder should know",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )


class EndTermForm(GovForm):
    """How and when a term ended."""

    how = forms.ChoiceField(label="How the term ended", choices=ENDS, widget=forms.RadioSelect)
    on = DateParts(label="First day out of office", help_text="A resignation counts from when the council receives it.")


class SuspendForm(GovForm):
    """For how long a councillor may not act, and why."""

    from_date = _first_day("First day of the suspension")
    to_date = DateParts(label="First day on which they may act again", required=False)
    reason = forms.CharField(label="Reason", max_length=200, help_text="For the council’s record. It is not published.")


class PollForm(GovForm):
    """A poll."""

    kind = forms.ChoiceField(label="What kind of poll", choices=PollKind.choices, widget=forms.RadioSelect)
    on = DateParts(label="Day of the poll", help_text="It may lie ahead: terms then end by themselves.")
    ward = forms.ModelChoiceField(
        Ward.objects.none(), label="Ward of a by-election", required=False, empty_label="All wards"
    )
    parish = forms.ModelChoiceField(
        Parish.objects.order_by("name"), label="Parish of a parish election", required=False, empty_label="None"
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].queryset = Ward.objects.filter(edition__in=_editions(on))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        by_election = found.get("kind") == PollKind.BY_ELECTION
        if by_election and not found.get("ward"):
            self.add_error("ward", "Choose the ward of the by-election")
        if not by_election and found.get("ward"):
            self.add_error("ward", "Only a by-election is of one ward: choose All wards")
        of_parish = found.get("kind") == PollKind.PARISH
        if of_parish and not found.get("parish"):
            self.add_error("parish", "Choose the parish that elects")
        if not of_parish and found.get("parish"):
            self.add_error("parish", "Only a parish election is of one parish: choose None")
        return found


class MovePollForm(GovForm):
    """Another day for a poll."""

    on = _first_day("New day of the poll")


class ElectForm(GovForm):
    """Somebody who was elected. An account is made for an address that has none."""

    name = forms.CharField(label="Name, without Cllr", max_length=150)
    email = _email(help_text="An account is made if this address has none.")
    ward = forms.ModelChoiceField(Ward.objects.none(), label="Ward", empty_label="Choose one")
    group = forms.CharField(label="Political group", required=False, max_length=60)

    def __init__(self, *args: Any, on: dt.date, ward: Ward | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = Ward.objects.filter(edition__in=_editions(on))
        self.fields["ward"].queryset = wards.filter(pk=ward.pk) if ward else wards  # type: ignore[attr-defined]


class CouncillorForm(GovForm):
    """How residents reach a councillor."""

    group = forms.CharField(label="Political group", required=False, max_length=60)
    public_email = _email("E-mail address for residents", required=False)
    public_phone = forms.CharField(label="Telephone number for residents", required=False, max_length=30)
    surgery = forms.CharField(
        label="Surgery", required=False, max_length=200, help_text="When and where residents can meet you."
    )


class ReasonForm(GovForm):
    """Why an account is closed."""

    reason = forms.CharField(label="Why", max_length=100, help_text="Such as: left the council.")


class LookedForm(GovForm):
    """What somebody looked at before they confirm who holds which role."""

    reason = forms.CharField(
        label="What did you look at?", max_length=200,
        help_text="Such as: the list of people, beside the minutes since the backup. It is kept in the record.",
        error_messages={"required": "Say what you looked at: it is kept in the record"},
    )  # fmt: skip


class InterestForm(GovForm):
    """One entry of the register."""

    category = forms.ChoiceField(
        label="What kind of interest", choices=InterestCategory.choices, widget=forms.RadioSelect
    )
    holder = forms.ChoiceField(label="Whose interest it is", choices=Holder.choices, widget=forms.RadioSelect)
    description = forms.CharField(label="What it is", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    body = forms.CharField(
        label="Organisation",
        required=False,
        max_length=200,
        help_text="If the council may know it, such as a group that asks for money: its name or number.",
    )
    arose_on = DateParts(label="When it arose", help_text="The 28 days run from this day.")
    sensitive = forms.BooleanField(
        label="Ask the Monitoring Officer to withhold it from the published register",
        required=False,
        help_text="If publishing it could lead to violence or intimidation. It is not published until that is settled.",
    )

    def __init__(self, *args: Any, on: dt.date, interest: Interest | None = None, **kwargs: Any) -> None:
        if interest is not None:
            kwargs.setdefault("initial", _said_by(interest))
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_body(self) -> Organisation | None:
        """Return the organisation of that name or number, None if nothing was typed. What is not known is refused."""
        return _body(self.cleaned_data["body"], UNKNOWN_BODY)

    def clean_arose_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["arose_on"]
        if day > self.on:
            raise forms.ValidationError("Register an interest once it has arisen: this day lies ahead")
        return day

    def entry(self) -> Entry:
        """Return the entry as it was typed."""
        said = self.cleaned_data
        return Entry(
            category=said["category"],
            holder=said["holder"],
            description=said["description"],
            arose_on=said["arose_on"],
            organisation=said["body"],
            sensitive=said["sensitive"],
        )


def _body(text: str, unknown: str) -> Organisation | None:
    """Return the organisation of a name or number, nothing without one. What is not known, or is many, is refused."""
    text = text.strip()
    if not text:
        return None
    found = list(search(text)[: MOST_NAMES + 1])
    exact = [one for one in found if one.name.casefold() == text.casefold()]
    if len(exact or found) > 1:
        raise forms.ValidationError(f"Which one? {'; '.join(one.name for one in found[:MOST_NAMES])}")
    if not found:
        raise forms.ValidationError(unknown)
    return (exact or found)[0]


def _said_by(interest: Interest) -> dict[str, Any]:
    body = interest.organisation.name if interest.organisation else ""
    fields = ("category", "holder", "description", "arose_on", "sensitive")
    return {**{field: getattr(interest, field) for field in fields}, "body": body}


class WithholdForm(GovForm):
    """Whether an interest is withheld from publication."""

    agreed = forms.ChoiceField(
        label="What you decide",
        choices=[("yes", "Withhold it: publishing it could lead to violence or intimidation"), ("no", "Publish it")],
        widget=forms.RadioSelect,
    )


class DispensationForm(GovForm):
    """That a member with an interest may take part: who, for which body, in what, why, and how long."""

    councillor = forms.ModelChoiceField(Councillor.objects.none(), label="Councillor", empty_label="Choose one")
    body = forms.CharField(
        label="Organisation", max_length=200, help_text="In what concerns this one only. Its name or number."
    )
    lifts = forms.ChoiceField(
        label="What it lets them do",
        help_text="The Act names voting and speaking where members decide together. Whether a member who has a "
        "disclosable pecuniary interest may ever decide alone is for your legal advice.",
        choices=Lifts.choices,
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(label="On what ground", choices=Ground.choices, widget=forms.RadioSelect)
    granted_by = forms.ChoiceField(
        label="Granted by",
        help_text="Whoever the council lets grant dispensations. Printed on each record of a decision made under it.",
        choices=GrantedBy.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="The reason",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Published with each decision made under it. Say nothing of an interest that is withheld.",
    )
    reference = forms.CharField(label="Your reference", max_length=40, help_text="For example, MO/2026/14.")
    asked_on = DateParts(label="When the member asked in writing")
    from_date = _first_day("First day")
    to_date = DateParts(
        label="First day on which it no longer counts",
        help_text="Four years after the first day at the latest (Localism Act 2011, section 33).",
    )

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        sitting = Councillor.objects.filter(pk__in=[term.councillor_id for term in current_terms(on)])
        self.fields["councillor"].queryset = sitting.order_by("name")  # type: ignore[attr-defined]

    def clean_body(self) -> Organisation | None:
        """Return the organisation of that name or number. What is not known is refused."""
        return _body(self.cleaned_data["body"], UNKNOWN_TO_COUNCIL)

    def clean(self) -> dict[str, Any]:
        """Say at the day that is wrong what is wrong with it."""
        found = super().clean() or {}
        if all(found.get(name) for name in ("asked_on", "from_date", "to_date", "body")):
            lasts = lasts_rightly(self.said(), self.on)
            if not lasts:
                at = "asked_on" if found["asked_on"] > self.on else "to_date"
                self.add_error("from_date" if found["from_date"] < self.on else at, lasts.reason.removesuffix("."))
        return found

    def said(self) -> Dispensing:
        """Return the dispensation as it was typed."""
        said = self.cleaned_data
        names = ("lifts", "ground", "granted_by", "reference", "reason", "asked_on", "from_date", "to_date")
        return Dispensing(organisation=said["body"], **{name: said.get(name, "") for name in names})


class BecauseForm(GovForm):
    """Why a dispensation is withdrawn."""

    because = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class EndInterestForm(GovForm):
    """When an interest ended."""

    on = DateParts(label="When it ended", help_text="From this day on it counts no more.")


class AsAtForm(GovForm):
    """The day as at whose end a register is read."""

    on = DateParts(label="As at the end of", help_text="For example, 24 11 2026.")
