"""The short form that posts something."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.calendars import LONDON
from wapentake.places.models import Ward
from wapentake.plans.models import Priority

from ..models import Item
from ..rules import ItemWords
from ..states import ItemKind
from .times import TimeOfDay, moment_of
from .writing import body_field, summary_field


class ItemForm(GovForm):
    """News, or a case study."""

    title = forms.CharField(
        label="What is the news?",
        max_length=100,
        help_text="A headline that says it, like “New swings at Clifton Park open on Saturday”.",
        error_messages={"required": "Enter a headline"},
    )
    summary = summary_field("Lists, feeds and the bulletin show it.")
    body = body_field(10_000, rows=12)
    photo = forms.FileField(
        label="Photo", required=False, help_text="JPEG or PNG. Where and when it was taken is left out of it."
    )
    alt = forms.CharField(
        label="What does the photo show?",
        required=False,
        max_length=200,
        help_text="For people who do not see it, like “Children on the new swings”.",
    )
    wards = forms.MultipleChoiceField(label="Which wards is it about?", widget=forms.CheckboxSelectMultiple)
    priority = forms.ChoiceField(label="Which priority does it serve?", required=False)
    factual = forms.BooleanField(
        label="It only gives notice or records a decision",
        required=False,
        help_text="Then it goes out in the weeks before an election too. Whatever promotes or names a candidate waits.",
    )
    kind: str = ItemKind.NEWS

    def __init__(
        self, *args: Any, wards: Sequence[Ward], priorities: Sequence[Priority], anywhere: bool,
        item: Item | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.known = {ward.slug: ward for ward in wards}
        self.priorities = {str(one.pk): one for one in priorities}
        self.has_photo = item is not None and hasattr(item, "photo")
        chosen, serves = self.fields["wards"], self.fields["priority"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        assert isinstance(serves, forms.ChoiceField)
        chosen.choices = [(slug, ward.name) for slug, ward in self.known.items()]
        chosen.required = not anywhere
        if len(self.known) == 1 and not anywhere:
            chosen.initial = list(self.known)
        chosen.help_text = "Tick none if it is about every ward." if anywhere else ""
        chosen.error_messages["required"] = "Choose the wards that it is about"
        serves.choices = [("", "None"), *((key, f"{one.title} ({one.ward})") for key, one in self.priorities.items())]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "alt" in self.fields and (said.get("photo") or self.has_photo) and not said.get("alt"):
            self.add_error("alt", "Say what the photo shows, for people who do not see it")
        return said

    @property
    def words(self) -> ItemWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return ItemWords(
            said["title"], said["summary"], said["body"].replace("\r\n", "\n"), self.kind,
            tuple(self.known[slug] for slug in said.get("wards", ())), self.priorities.get(said.get("priority", "")),
            said.get("factual", False), **self.event(said),
        )  # fmt: skip

    def event(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what only this kind has: an event its times, an explained decision who decided."""
        return {}

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        """Return what the form shows of a draft."""
        return {
            "title": item.title, "summary": item.summary, "body": item.body, "factual": item.factual,
            "wards": [ward.slug for ward in item.wards.all()], "priority": str(item.priority_id or ""),
            "alt": item.photo.alt if hasattr(item, "photo") else "",
        }  # fmt: skip


class EventForm(ItemForm):
    """An event: what, when, where."""

    kind = ItemKind.EVENT
    day = DateParts(label="Date", help_text="For example, 12 12 2026.")
    begins = TimeOfDay(
        label="From",
        max_length=10,
        help_text="Like 10am or 6:30pm.",
        error_messages={"required": "Enter when it begins"},
    )
    ends = TimeOfDay(label="Until", max_length=10, required=False)
    venue = forms.CharField(label="Where is it?", max_length=160, error_messages={"required": "Enter where it is"})
    field_order = ("title", "day", "begins", "ends", "venue", "summary", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = "What is the event?"
        self.fields["title"].help_text = "Like “Winter fair at the Unity Centre”."
        self.fields["title"].error_messages["required"] = "Enter what the event is"

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", "It ends later than it begins")
        return said

    def event(self, said: Mapping[str, Any]) -> dict[str, Any]:
        until = moment_of(said["day"], said["ends"]) if said["ends"] else None
        return {"happens_at": moment_of(said["day"], said["begins"]), "happens_until": until, "venue": said["venue"]}

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        begins, ends = _local(item.happens_at), _local(item.happens_until)
        return ItemForm.initial_of(item) | {
            "day": begins.date() if begins else None, "begins": f"{begins:%H:%M}" if begins else "",
            "ends": f"{ends:%H:%M}" if ends else "", "venue": item.venue,
        }  # fmt: skip


def _local(at: dt.datetime | None) -> dt.datetime | None:
    return at.astimezone(LONDON) if at else None
