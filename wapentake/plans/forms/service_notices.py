"""What people type about what is coming, as clean values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward
from wapentake.places.queries import localities_with_wards, wards_on

from ..models import ServiceNotice
from ..queries import services_with_notices
from ..rules import NoticeWords
from ..states import NoticeKind

EVERY_WARD = "all"
WHO_READS = [("yes", "Everybody: it stands on the wards’ public pages"), ("no", "Only councillors and officers")]
WHEN = {
    "ahead": "Now and coming", "coming": "Coming", "now": "Now", "past": "Over", "cancelled": "Called off",
    "draft": "Drafts", "all": "All",
}  # fmt: skip
OPEN_NOTICES = {"mine": "Not acknowledged by me", "any": "Not acknowledged by every member"}


class NoticeForm(GovForm):
    """What is coming: which service, what, where, when, and who is told."""

    service = forms.ChoiceField(label="Which service?")
    kind = forms.ChoiceField(label="What kind of thing is it?", choices=NoticeKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(
        label="What is coming?", max_length=100, help_text="A few words, like “Wellgate closed to traffic”.",
        error_messages={"required": "Enter what is coming in a few words"},
    )  # fmt: skip
    what = forms.CharField(
        label="What happens, and what does it mean for residents?", max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}), help_text="Write nothing about a person: it may be published.",
        error_messages={"required": "Enter what happens, and what it means for residents"},
    )  # fmt: skip
    begins_on = DateParts(label="First day", help_text="For example, 7 12 2026.")
    ends_on = DateParts(label="Last day", required=False, help_text="Leave it empty while it is not known.")
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.none(), label="Which wards does it come to?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each member of these wards is told, and the wards’ teams.",
    )  # fmt: skip
    area = forms.ChoiceField(label="Or a whole area", required=False, help_text="Its wards are added to those ticked.")
    place = forms.CharField(
        label="Where exactly?", required=False, max_length=200, help_text="Streets, a building or a park."
    )
    contact = forms.CharField(
        label="Whom can members reach?", required=False, max_length=200,
        help_text="A name with a telephone number or an e-mail address. Never published.",
    )  # fmt: skip
    link = forms.URLField(
        label="Where to read more", required=False, assume_scheme="https", max_length=200,
        error_messages={"invalid": "Enter an address, like www.example.org/works"},
    )  # fmt: skip
    public = forms.ChoiceField(
        label="Who may read it?", choices=WHO_READS, widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read it"},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        on: dt.date,
        services: Sequence[Organisation],
        notice: ServiceNotice | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", _told_so_far(notice) if notice else _first_choice(services))
        super().__init__(*args, **kwargs)
        self.services = {str(one.pk): one for one in services}
        self.areas = _areas(on)
        self.fields["wards"].queryset = wards_on(on)  # type: ignore[attr-defined]
        self._choose("service", [("", "Choose one"), *((key, one.name) for key, one in self.services.items())])
        self._choose("area", [("", "No other wards"), *((key, label) for key, (label, _) in self.areas.items())])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        _, more = self.areas.get(said.get("area", ""), ("", []))
        said["every_ward"] = tuple(sorted({*said.get("wards", ()), *more}, key=lambda ward: ward.number))
        if not said["every_ward"] and "wards" not in self.errors:
            self.add_error("wards", "Choose at least one ward, or a whole area")
        begins_on, ends_on = said.get("begins_on"), said.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", "Last day must be the first day or a later one")
        return said

    @property
    def words(self) -> NoticeWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        names = ("title", "what", "begins_on", "ends_on", "place", "contact", "link")
        return NoticeWords(
            service=self.services[said["service"]], kind=NoticeKind(said["kind"]), wards=said["every_ward"],
            public=said["public"] == "yes", **{name: said[name] for name in names},
        )  # fmt: skip


class ChangeNoticeForm(NoticeForm):
    """A notice that was given, said anew, and why."""

    why = forms.CharField(
        label="Why does it change?", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A sentence. The members are told it, with what changed.",
        error_messages={"required": "Enter why it changes"},
    )  # fmt: skip


def _told_so_far(notice: ServiceNotice) -> dict[str, Any]:
    names = ("kind", "title", "what", "begins_on", "ends_on", "place", "contact", "link")
    said = {name: getattr(notice, name) for name in names}
    public = "yes" if notice.public else "no"
    return said | {"service": str(notice.service_id), "wards": list(notice.wards.all()), "public": public}


def _first_choice(services: Sequence[Organisation]) -> dict[str, Any]:
    return {"service": str(services[0].pk)} if len(services) == 1 else {}


def _areas(on: dt.date) -> Mapping[str, tuple[str, list[Ward]]]:
    localities = {
        f"locality-{locality.pk}": (f"All wards of {locality.name}", wards)
        for locality, wards in localities_with_wards(on)
        if wards
    }
    return localities | {EVERY_WARD: ("All wards", list(wards_on(on)))}


class NoticeFilterForm(GovForm):
    """What narrows the list of notices. What cannot be read counts as not asked."""

    q = forms.CharField(label="Search", help_text="Words, a street or a building", required=False, max_length=100)
    ward = forms.ChoiceField(label="Ward", required=False)
    service = forms.ChoiceField(label="Service", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *NoticeKind.choices])
    when = forms.ChoiceField(label="When", required=False, choices=list(WHEN.items()))
    open = forms.ChoiceField(label="Acknowledged", required=False, choices=[("", "Either"), *OPEN_NOTICES.items()])

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = [("", "All wards"), *((ward.slug, ward.name) for ward in wards_on(on))]
        services = [("", "All services"), *((one.slug, one.name) for one in services_with_notices())]
        self.fields["ward"].choices = wards  # type: ignore[attr-defined]
        self.fields["service"].choices = services  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CallOffForm(GovForm):
    """Why what was given does not come."""

    why = forms.CharField(
        label="Why is it called off?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The members are told it.", error_messages={"required": "Enter why it is called off"},
    )  # fmt: skip


class AskForm(GovForm):
    """A question about a notice."""

    text = forms.CharField(
        label="What do you want to know?", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The service answers here. Councillors and officers can read both; write nothing about a resident.",
        error_messages={"required": "Enter what you want to know"},
    )  # fmt: skip


class ReplyForm(GovForm):
    """What is said on a question."""

    text = forms.CharField(
        label="Your answer", max_length=3000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Councillors and officers can read it; write nothing about a resident.",
        error_messages={"required": "Enter your answer"},
    )  # fmt: skip


class NoticeRuleForm(GovForm):
    """How long a warning and an answer take, from a day on."""

    warning = forms.IntegerField(label="Working days of warning", min_value=1, max_value=130)
    answer = forms.IntegerField(label="Working days for an answer", min_value=1, max_value=60)
    from_date = DateParts(label="Date from which it holds", help_text="For example, 1 4 2027.")
    source = forms.CharField(label="Where was it decided?", max_length=300, help_text="Such as Cabinet, and the date.")
