"""The short forms of a bulletin: which month, its heading, a part, whom to ask until when, and a comment."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.calendars import months_after
from wapentake.places.models import Ward

from ..models import BulletinPart
from ..states import BulletinState, Flag, PartKind, PartWords
from .times import TimeOfDay, moment_of

ALL = "all"


class WriteForm(GovForm):
    """Whose bulletin, and of which month."""

    ward = forms.ChoiceField(label="Whose bulletin is it?", widget=forms.RadioSelect)
    month = forms.ChoiceField(label="Which month is it for?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, wards: Sequence[Ward], anywhere: bool, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {ward.slug: ward for ward in wards}
        whose, month = self.fields["ward"], self.fields["month"]
        assert isinstance(whose, forms.ChoiceField)
        assert isinstance(month, forms.ChoiceField)
        whose.choices = [*((slug, ward.name) for slug, ward in self.known.items()), *([(ALL, "Every ward")] * anywhere)]
        months = [months_after(on.replace(day=1), step) for step in (0, 1, -1)]
        month.choices = [(f"{day:%Y-%m}", f"{day:%B %Y}") for day in months]
        month.initial = f"{months[0]:%Y-%m}"

    @property
    def chosen(self) -> tuple[Ward | None, dt.date]:
        """The ward, or none for every ward, and the month's first day; after `is_valid` only."""
        said = self.cleaned_data
        return self.known.get(said["ward"]), dt.date.fromisoformat(f"{said['month']}-01")


class BulletinsFilterForm(GovForm):
    """What narrows the list of bulletins: whose, where they stand, of which month."""

    ward = forms.ChoiceField(label="Ward", required=False)
    state = forms.ChoiceField(
        label="Where it stands", required=False, choices=[("", "Anywhere"), *BulletinState.choices]
    )
    month = forms.ChoiceField(label="Month", required=False)

    def __init__(self, *args: Any, wards: Sequence[Ward], months: Sequence[dt.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose, month = self.fields["ward"], self.fields["month"]
        assert isinstance(whose, forms.ChoiceField)
        assert isinstance(month, forms.ChoiceField)
        whose.choices = [("", "Any"), *((ward.slug, ward.name) for ward in wards), (ALL, "Of every ward together")]
        month.choices = [("", "Any"), *((f"{day:%Y-%m}", f"{day:%B %Y}") for day in months)]

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by field; what is not among the choices narrows nothing."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}


class HeadingForm(GovForm):
    """The subject of the mail, and the words that it opens with."""

    subject = forms.CharField(label="Subject", max_length=120, help_text="It stands in the list of people’s mail.")
    opening = forms.CharField(
        label="Opening words", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Left empty, it says which month it is of, and who your councillors are.",
    )  # fmt: skip


class PartForm(GovForm):
    """A part of a bulletin."""

    kind = forms.ChoiceField(label="What is it about?", choices=PartKind.choices)
    title = forms.CharField(label="Headline", max_length=120)
    text = forms.CharField(
        label="Text", max_length=3_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="An empty line begins a paragraph, - a line of a list; **words** stand out.",
    )  # fmt: skip
    on = DateParts(label="Date", required=False, help_text="Only for something that has a day.")
    link = forms.CharField(
        label="Link", required=False, max_length=400, help_text="It begins with https://, or with / on this site."
    )
    link_words = forms.CharField(label="Words of the link", required=False, max_length=80)
    flag = forms.ChoiceField(
        label="Is it one of these?", choices=Flag.choices, required=False, widget=forms.RadioSelect,
        help_text="Then it goes only to people who agreed to such items, since it counts as direct marketing.",
    )  # fmt: skip

    @property
    def words(self) -> PartWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return PartWords(
            said["kind"], said["title"], said["text"].replace("\r\n", "\n"), said["link"].strip(),
            said["link_words"], said["flag"], said["on"],
        )  # fmt: skip

    @staticmethod
    def initial_of(part: BulletinPart) -> dict[str, Any]:
        """Return what the form shows of a part."""
        names = ("kind", "title", "text", "on", "link", "link_words", "flag")
        return {name: getattr(part, name) for name in names}


class ConsultForm(GovForm):
    """Until when the members can say what they think."""

    comments_by = DateParts(label="Last day for comments", help_text="For example, 4 12 2026.")


class CommentForm(GovForm):
    """What somebody thinks of a draft."""

    text = forms.CharField(
        label="What should change?", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It is kept under your name. The ward’s team and the other members read it.",
    )  # fmt: skip
    content = forms.BooleanField(label="I have read it and am content", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("text") and not said.get("content") and "text" not in self.errors:
            self.add_error("text", "Enter what should change, or tick that you are content")
        return said


class ApproveBulletinForm(GovForm):
    """When it is to go out."""

    when = forms.ChoiceField(
        label="When is it sent?", initial="hand", widget=forms.RadioSelect,
        choices=[("hand", "When somebody presses Send"), ("later", "By itself, at the time below")],
    )  # fmt: skip
    day = DateParts(label="Day on which it is sent", required=False, help_text="Only where it goes by itself.")
    time = TimeOfDay(label="Time", required=False, max_length=10, help_text="Like 9am.")
    read = forms.CharField(widget=forms.HiddenInput, required=False)  # names the words that were read

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "later" and not said.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day on which it is sent")
        return said

    @property
    def send_at(self) -> dt.datetime | None:
        """The moment, or none where somebody presses the button. After `is_valid` only."""
        said = self.cleaned_data
        return moment_of(said["day"], said["time"]) if said["when"] == "later" else None


class WhyForm(GovForm):
    """Why something is done; the reason is kept."""

    reason = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="Kept with it.",
        error_messages={"required": "Enter why"},
    )  # fmt: skip
