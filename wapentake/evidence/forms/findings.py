"""What people type about what is known of a ward."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.places.models import Ward
from wapentake.places.queries import wards_on

from ..models import Finding
from ..rules import FindingWords, names_nobody
from ..states import Topic
from ..states.findings import Confidence, SaidBy

NOBODY = "Write nothing about a person: no name, e-mail address, telephone number or whole postcode."
WHO_SEES = [("yes", "Everybody: beside the figures on the ward’s profile"), ("no", "Only councillors and officers")]
STANDS = {"stands": "What stands", "old": "To be looked at again", "closed": "Replaced or withdrawn", "all": "All"}


class FindingForm(GovForm):
    """What is known, by whom, and how surely."""

    text = forms.CharField(
        label="What is known?", max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text=NOBODY,
        error_messages={"required": "Enter what is known"},
    )  # fmt: skip
    topic = forms.ChoiceField(label="What is it about?", choices=Topic.choices, widget=forms.RadioSelect)
    said_by = forms.ChoiceField(label="Who knows it?", choices=SaidBy.choices, widget=forms.RadioSelect)
    source = forms.CharField(
        label="Where does it come from?", max_length=200,
        help_text="A service, a meeting, a walk or a survey: “Ward walk of 12 October 2026”. Never a resident’s name.",
        error_messages={"required": "Enter where it comes from"},
    )  # fmt: skip
    confidence = forms.ChoiceField(label="How sure is it?", choices=Confidence.choices, widget=forms.RadioSelect)
    known_on = DateParts(label="Day on which it was so", help_text="For example, 12 10 2026.")
    look_again_on = DateParts(
        label="Day to look at it again", required=False,
        help_text="From then on it is marked as old. Leave it empty for a year later.",
    )  # fmt: skip
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.none(), label="Of which wards?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one ward"},
    )  # fmt: skip
    place = forms.CharField(
        label="Where exactly?", required=False, max_length=200, help_text="Streets, a building or a park."
    )
    public = forms.ChoiceField(
        label="Who may read it?", choices=WHO_SEES, widget=forms.RadioSelect,
        error_messages={"required": "Choose who may read it"},
    )  # fmt: skip

    def __init__(self, on: dt.date, *args: Any, finding: Finding | None = None, **kwargs: Any) -> None:
        if finding is not None:
            kwargs.setdefault("initial", _known(finding))
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["wards"].queryset = wards_on(on)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("text", "source", "place"):
            if not (verdict := names_nobody(said.get(name) or "")):
                self.add_error(name, verdict.reason.removesuffix("."))
        known, again = said.get("known_on"), said.get("look_again_on")
        if known and known > self.on:
            self.add_error("known_on", "Day on which it was so cannot be still to come")
        if known and again and again <= known:
            self.add_error("look_again_on", "Day to look at it again must be later than the day on which it was so")
        return said

    @property
    def words(self) -> FindingWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        known = said["known_on"]
        return FindingWords(
            text=said["text"], topic=Topic(said["topic"]), said_by=SaidBy(said["said_by"]), source=said["source"],
            confidence=Confidence(said["confidence"]), wards=tuple(said["wards"]), known_on=known,
            look_again_on=said["look_again_on"] or known + dt.timedelta(days=365), place=said["place"],
            public=said["public"] == "yes",
        )  # fmt: skip


def _known(finding: Finding) -> dict[str, Any]:
    names = ("text", "topic", "said_by", "source", "confidence", "known_on", "look_again_on", "place")
    public = "yes" if finding.public else "no"
    return {name: getattr(finding, name) for name in names} | {"wards": list(finding.wards.all()), "public": public}


class WithdrawFindingForm(GovForm):
    """Why a finding is taken back."""

    why = forms.CharField(
        label="Why is it withdrawn?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with it.", error_messages={"required": "Enter why it is withdrawn"},
    )  # fmt: skip


class FindingFilterForm(GovForm):
    """What narrows the list of findings. What cannot be read counts as not asked."""

    q = forms.CharField(label="Search", help_text="Words, a source or a place", required=False, max_length=100)
    ward = forms.ChoiceField(label="Ward", required=False)
    topic = forms.ChoiceField(label="Topic", required=False, choices=[("", "All topics"), *Topic.choices])
    said_by = forms.ChoiceField(label="Who knows it", required=False, choices=[("", "Anybody"), *SaidBy.choices])
    sure = forms.ChoiceField(label="How sure", required=False, choices=[("", "Any"), *Confidence.choices])
    stands = forms.ChoiceField(label="Stands", required=False, choices=list(STANDS.items()))

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wards = [("", "All wards"), *((ward.slug, ward.name) for ward in wards_on(on))]
        self.fields["ward"].choices = wards  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
