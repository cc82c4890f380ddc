"""What is typed about a commitment, and what narrows the list of them."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, ManyBoxes, reason_field
from wapentake.organisations.models import Organisation
from wapentake.places.models import NamedPlace, Ward
from wapentake.places.queries import wards_on

from ..models import Commitment, Outcome, Priority
from ..queries import places_on, priorities_to_serve, services, themes
from ..rules import CommitmentWords
from ..states import CommitmentState, SourceKind
from .lists import EXAMPLE, NarrowForm, OnceForm
from .priorities import QuestionForm

WHEN = {"late": "Late", "soon": "Due within three months", "later": "Due later", "over": "Kept or taken back"}


class CommitmentForm(OnceForm):
    """What a service or a partner will do."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who will do it?", empty_label="Choose one",
        error_messages={"required": "Choose the service or partner", "invalid_choice": "Choose one from the list"},
    )  # fmt: skip
    text = forms.CharField(
        label="What will be done?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence that a resident would understand. All staff see it.",
        error_messages={"required": "Enter what will be done"},
    )  # fmt: skip
    due_on = DateParts(label="By when?", help_text=EXAMPLE)
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.none(), label="For which wards?", required=False, widget=ManyBoxes,
        help_text="Tick none if it is for every ward, or for the places below only.",
    )  # fmt: skip
    places = forms.ModelMultipleChoiceField(
        NamedPlace.objects.none(), label="For which places?", required=False, widget=ManyBoxes
    )
    themes = forms.ModelMultipleChoiceField(
        Outcome.objects.none(), label="On which themes?", required=False, widget=ManyBoxes
    )
    source_kind = forms.ChoiceField(
        label="Where is it written?", choices=SourceKind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of document"},
    )  # fmt: skip
    source_title = forms.CharField(
        label="Title of the document", max_length=200, help_text="With its page or paragraph, so that others find it."
    )
    source_on = DateParts(label="Date of the document", help_text="The day on which it was agreed or published.")
    source_link = forms.URLField(
        label="Where it can be read", required=False, assume_scheme="https", max_length=500,
        error_messages={"invalid": "Enter an address, like www.example.gov.uk/plan"},
    )  # fmt: skip

    def __init__(self, on: dt.date, *args: Any, commitment: Commitment | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_known(commitment) if commitment else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._rows("organisation", services())
        self._rows("wards", wards_on(on))
        self._rows("places", places_on(on))
        self._rows("themes", themes())
        for name in ("places", "themes"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]

    def _rows(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def words(self) -> CommitmentWords:
        """What was typed. Call it once the form is sound."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "reason")}
        return CommitmentWords(**said)


class ChangeCommitmentForm(CommitmentForm):
    """A commitment that all staff have read is changed with a reason."""

    reason = reason_field("Why does it change?", "Shown beside it, with what it said before.", "Enter why it changes")


def _known(commitment: Commitment) -> dict[str, Any]:
    names = ("organisation", "text", "due_on", "source_kind", "source_title", "source_on", "source_link", "key")
    known = {name: getattr(commitment, name) for name in names}
    return known | {name: getattr(commitment, name).all() for name in ("wards", "places", "themes")}


class TakeBackCommitmentForm(QuestionForm):
    """Why a commitment is taken back."""

    reason = reason_field("Why is it taken back?", "Shown with it to all staff.", "Enter why it is taken back")


class ServesForm(QuestionForm):
    """Which priorities of a ward a commitment serves."""

    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(), label="Which priorities does it serve?", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Those that stand published. Tick none if it serves none.",
    )  # fmt: skip

    def __init__(self, ward: Ward, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priorities"].queryset = priorities_to_serve(ward)  # type: ignore[attr-defined]


class CommitmentsFilterForm(NarrowForm):
    """What narrows the list of commitments."""

    q = forms.CharField(label="Words in what will be done, or in the document", max_length=100, required=False)
    service = forms.ChoiceField(label="Service or partner", required=False)
    ward = forms.ChoiceField(label="Ward", required=False)
    place = forms.ChoiceField(label="Place", required=False)
    theme = forms.ChoiceField(label="Theme", required=False)
    source = forms.ChoiceField(label="Kind of document", required=False)
    state = forms.ChoiceField(label="State", required=False)
    when = forms.ChoiceField(label="When", choices=[("", "At any time"), *WHEN.items()], required=False)

    def __init__(self, on: dt.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", "All services and partners", [(one.slug, one.name) for one in services()])
        self.offer("ward", "All wards", [(ward.code, ward.name) for ward in wards_on(on)])
        self.offer("place", "All places", [(place.slug, place.name) for place in places_on(on)])
        self.offer("theme", "All themes", [(str(theme.pk), theme.name) for theme in themes()])
        self.offer("source", "All kinds", [(str(value), str(label)) for value, label in SourceKind.choices])
        self.offer("state", "All states", [(str(value), str(label)) for value, label in CommitmentState.choices])
