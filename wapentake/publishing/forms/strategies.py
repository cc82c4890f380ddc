"""What is typed of a strategy, and of who decides what."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.places.models import Ward

from ..models import Strategy, StrategyVersion
from ..rules import BodyWords, LinkWords, VersionWords
from ..states import LineKind, Tier

MOST_LINES = 60
LONGEST = 500


class VersionForm(GovForm):
    """A version of a strategy, with its commitments and sign-offs a line each."""

    title = forms.CharField(label="Title", max_length=120, error_messages={"required": "Enter the title"})
    summary = forms.CharField(
        label="In a sentence", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter a sentence that sums it up"},
    )  # fmt: skip
    body = forms.CharField(
        label="The text", max_length=30_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="An empty line begins a paragraph. ## begins a heading, - a line of a list.",
        error_messages={"required": "Enter the text"},
    )  # fmt: skip
    commitments = forms.CharField(
        label="What it commits the council to", required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="A line each. Put the aim before it if there is one: “Ward budgets: keep them devolved.”",
    )  # fmt: skip
    sign_offs = forms.CharField(
        label="Who signed it off", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A line each, with the day: “Cabinet, 19 November 2018”.",
    )  # fmt: skip
    adopted_on = DateParts(label="Adopted on", help_text="For example, 19 11 2018.")
    ends_on = DateParts(
        label="Last day that it is meant for", required=False, help_text="Leave it empty if none is set."
    )
    source = forms.CharField(
        label="Where was it decided?", max_length=200, help_text="The meeting and its minute.",
        error_messages={"required": "Say where it was decided"},
    )  # fmt: skip

    def clean_commitments(self) -> tuple[tuple[str, str], ...]:
        """Read a line as its aim and its words."""
        return tuple(_aim_and_words(line) for line in self._lines("commitments"))

    def clean_sign_offs(self) -> tuple[str, ...]:
        """Read a line as who, and when."""
        return tuple(self._lines("sign_offs"))

    def clean(self) -> dict[str, Any]:
        """See that it ends after it begins."""
        said = super().clean() or {}
        begins, ends = said.get("adopted_on"), said.get("ends_on")
        if begins and ends and ends <= begins:
            self.add_error("ends_on", "It ends before it is adopted: give a later day, or none.")
        return said

    def _lines(self, name: str) -> list[str]:
        lines = [line.strip() for line in str(self.cleaned_data[name] or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"There are {len(lines)} lines, and {MOST_LINES} at most: join some.")
        if long := next((line for line in lines if len(line) > LONGEST), ""):
            raise forms.ValidationError(f"“{long[:40]}…” has more than {LONGEST} letters: make two lines of it.")
        return lines

    def words(self, strategy: Strategy | None) -> VersionWords:
        """What was written, for the action."""
        said = self.cleaned_data
        return VersionWords(
            strategy, strategy.name if strategy else said["title"], said["title"], said["summary"], said["body"],
            said["adopted_on"], said["ends_on"], said["source"], said["commitments"], said["sign_offs"],
        )  # fmt: skip

    @staticmethod
    def initial_of(version: StrategyVersion) -> dict[str, Any]:
        """The form's fields for a version."""
        kept = ("title", "summary", "body", "adopted_on", "ends_on", "source")
        lines = list(version.lines.all())
        promised = [line for line in lines if line.kind == LineKind.COMMITMENT]
        return {
            **{name: getattr(version, name) for name in kept},
            "commitments": "\n".join(": ".join(filter(None, (line.heading, line.text))) for line in promised),
            "sign_offs": "\n".join(line.text for line in lines if line.kind == LineKind.SIGN_OFF),
        }


class OfWardsForm(GovForm):
    """Something about every ward, or about those named a line each, and the day on which somebody looked."""

    wards = forms.CharField(
        label="In which wards?", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A ward’s name on each line, or nothing for every ward.",
    )  # fmt: skip
    checked_on = DateParts(label="Checked on", help_text="For example, 12 10 2026.")

    def __init__(self, *args: Any, wards: list[Ward], on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_name, self.on = {ward.name.casefold(): ward for ward in wards}, on

    def clean_wards(self) -> tuple[Ward, ...]:
        """Read a ward's name on each line."""
        names = [" ".join(line.split()) for line in str(self.cleaned_data["wards"]).splitlines() if line.strip()]
        if wrong := next((name for name in names if name.casefold() not in self.by_name), ""):
            raise forms.ValidationError(f"No ward is called “{wrong[:60]}”. Check its spelling.")
        return tuple(self.by_name[name.casefold()] for name in names)

    def clean_checked_on(self) -> dt.date:
        """Nobody has checked it on a day to come."""
        day: dt.date = self.cleaned_data["checked_on"]
        if day > self.on:
            raise forms.ValidationError("That day has not come yet: give the day on which you looked.")
        return day


class DecidingBodyForm(OfWardsForm):
    """Who decides what."""

    field_order = ("tier", "name", "decides", "link", "wards", "source", "checked_on")
    tier = forms.ChoiceField(label="Who is it?", choices=Tier.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter its name"})
    decides = forms.CharField(
        label="What does it decide?", max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what it decides"},
    )  # fmt: skip
    link = forms.URLField(label="Its website", required=False, assume_scheme="https")
    source = forms.CharField(
        label="Where does that stand?", max_length=200, error_messages={"required": "Say where that stands"}
    )

    @property
    def words(self) -> BodyWords:
        """What was written, for the action."""
        return BodyWords(**self.cleaned_data)


class UsefulLinkForm(OfWardsForm):
    """A link that helps residents."""

    field_order = ("title", "href", "about", "wards", "checked_on")
    title = forms.CharField(label="What is it called?", max_length=100, error_messages={"required": "Enter its name"})
    href = forms.URLField(
        label="Address", max_length=200, assume_scheme="https", help_text="It begins with https://",
        error_messages={"required": "Enter its address"},
    )  # fmt: skip
    about = forms.CharField(
        label="What does it help with?", max_length=200, error_messages={"required": "Say what it helps with"}
    )

    @property
    def words(self) -> LinkWords:
        """What was written, for the action."""
        return LinkWords(**self.cleaned_data)


def _aim_and_words(line: str) -> tuple[str, str]:
    aim, colon, words = line.partition(": ")
    return (aim.strip(), words.strip()) if colon and len(aim) <= 120 and words.strip() else ("", line)
