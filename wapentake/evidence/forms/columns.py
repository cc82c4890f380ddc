"""What the columns of a file hold, of which indicators its figures are, and a new indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from .. import queries
from ..models import Indicator
from ..rules import Columns, NewIndicator, NewSource, may_read_by, period_of
from ..states import Better, Geography, Shape, Spread, Topic, Unit

NONE = [("", "None")]
NEW = "new"
EXAMPLE = 40
LSOAS = [
    (Geography.LSOA21.value, "2021, as most figures of today"),
    (Geography.LSOA11.value, "2011, as many figures of before 2023"),
]


class ColumnsForm(GovForm):
    """Which column holds what."""

    shape = forms.ChoiceField(
        label="How do the figures stand?", choices=Shape.choices, widget=forms.RadioSelect,
        help_text="Where each period has a column, their headings tell them: 2025-04, Apr 2025, 2021, 2024/25.",
    )  # fmt: skip
    area = forms.ChoiceField(
        label="Column of the area’s code", help_text="A code like E05012996 or E01007694, not a name."
    )
    values = forms.MultipleChoiceField(
        label="Columns of figures", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="One, or one for each category or indicator. Not needed where each period has a column.",
    )  # fmt: skip
    period = forms.ChoiceField(label="Column of the period", required=False)
    fixed = forms.CharField(
        label="Or the period of all its figures", required=False, max_length=20,
        help_text="A month as 2025-04, a year as 2021 or two years as 2024/25.",
    )  # fmt: skip
    category = forms.ChoiceField(
        label="Column of the category",
        required=False,
        help_text="Where each area has several figures: by age, by kind.",
    )
    lsoa = forms.ChoiceField(
        label="Lower super output areas are those of", choices=LSOAS,
        help_text="It matters only for a file by these areas.",
    )  # fmt: skip
    others = forms.BooleanField(
        label="The file is about other councils too: leave their lines out", required=False,
        help_text="Otherwise an area that is not ours is an error in its line.",
    )  # fmt: skip

    def __init__(
        self, headings: Sequence[str], sample: Sequence[str], columns: Columns, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings, self.before = headings, columns
        choices = [(one, _with_example(one, sample, place)) for place, one in enumerate(headings)]
        self.fields["area"].choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]
        self.fields["values"].choices = choices  # type: ignore[attr-defined]
        for name in ("period", "category"):
            self.fields[name].choices = [*NONE, *choices]  # type: ignore[attr-defined]
        self.initial = {**columns.kept(), **self.initial}

    def clean_fixed(self) -> str:
        """A period, as it is kept."""
        said = str(self.cleaned_data["fixed"]).strip()
        if said and not period_of(said):
            raise forms.ValidationError("Write a month as 2025-04, a year as 2021 or two years as 2024/25")
        return period_of(said)

    def clean(self) -> dict[str, Any]:
        """All of it together can be read by."""
        said = super().clean() or {}
        if not self.errors and not (verdict := may_read_by(self.columns, self.headings)):
            self.add_error(None, verdict.reason.removesuffix("."))
        return said

    @property
    def columns(self) -> Columns:
        """What was said. Call it once each field is sound."""
        said = self.cleaned_data
        found = replace(
            self.before, shape=said["shape"], area=said["area"], period=said["period"], fixed=said["fixed"],
            category=said["category"], lsoa=said["lsoa"], others=said["others"],
            values=() if said["shape"] == Shape.PERIODS else tuple(said["values"]),
        )  # fmt: skip
        kept = {one: key for one, key in self.before.indicators.items() if one in found.asked}
        return replace(found, indicators=kept)


def _with_example(heading: str, sample: Sequence[str], place: int) -> str:
    example = sample[place] if place < len(sample) else ""
    return f"{heading} (as {example[:EXAMPLE]})" if example else heading


class IndicatorsForm(GovForm):
    """Of which indicator the figures are, of each column or of all."""

    def __init__(self, columns: Columns, known: Sequence[Indicator], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {f"of-{place}": heading for place, heading in enumerate(columns.asked)}
        choices = [
            ("", "Choose one"), (NEW, "A new one: describe it next"),
            *((one.key, f"{one.name} ({one.source.title})") for one in known),
        ]  # fmt: skip
        for name, heading in self.slots.items():
            self.fields[name] = forms.ChoiceField(
                label=f"What “{heading}” measures" if heading else "What the figures measure", choices=choices,
                initial=columns.indicators.get(heading, "" if known else NEW),
                error_messages={"required": "Choose an indicator, or a new one"},
            )  # fmt: skip

    @property
    def indicators(self) -> dict[str, str]:
        """The keys by heading, without those that are still to be described."""
        said = {heading: self.cleaned_data[name] for name, heading in self.slots.items()}
        return {heading: key for heading, key in said.items() if key != NEW}

    @property
    def new(self) -> str | None:
        """The heading of the first column whose indicator is still to be described; None without any."""
        return next((heading for name, heading in self.slots.items() if self.cleaned_data[name] == NEW), None)


class IndicatorForm(GovForm):
    """What is measured, and who publishes it."""

    name = forms.CharField(label="What it measures", max_length=160, help_text="As it stands on the ward’s profile.")
    unit = forms.ChoiceField(label="Unit", choices=Unit.choices, widget=forms.RadioSelect)
    spread = forms.ChoiceField(
        label="How it lies over an area", choices=Spread.choices, widget=forms.RadioSelect,
        help_text="By this an area that lies in two wards is shared between them.",
    )  # fmt: skip
    topic = forms.ChoiceField(label="Heading on the ward’s profile", choices=Topic.choices)
    better = forms.ChoiceField(label="Which way is good?", choices=Better.choices, initial=Better.NEITHER)
    decimals = forms.IntegerField(label="Decimals that are shown", min_value=0, max_value=4, initial=0)
    note = forms.CharField(label="What a reader must know to read it rightly", max_length=300, required=False)
    source = forms.ChoiceField(label="Whose figures they are")
    publisher = forms.CharField(
        label="Publisher of a new source", max_length=120, required=False, help_text="Such as NHS England."
    )
    title = forms.CharField(
        label="Title of a new source", max_length=160, required=False, help_text="Such as Patients registered with GPs."
    )
    licence = forms.CharField(
        label="Licence of a new source", max_length=100, required=False,
        help_text="Such as Open Government Licence v3.0. What it is for stays with every figure.",
    )  # fmt: skip
    link = forms.URLField(label="Address of a new source", max_length=200, required=False, assume_scheme="https")
    attribution = forms.CharField(label="Words that its licence asks for", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted(queries.known_sources().items(), key=lambda one: one[1])
        self.fields["source"].choices = [("", "Choose one"), (NEW, "A new source, described below"), *known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new source has a publisher, a title and a licence."""
        said = super().clean() or {}
        if said.get("source") == NEW:
            for name in ("publisher", "title", "licence"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter the {name} of the new source")
        return said

    def said(self, heard: Mapping[str, Any]) -> NewIndicator:
        """Return what was said of the indicator."""
        names = ("publisher", "title", "licence", "link", "attribution")
        source = NewSource(**{name: heard[name] for name in names}) if heard["source"] == NEW else heard["source"]
        plain = ("name", "unit", "spread", "topic", "better", "decimals", "note")
        return NewIndicator(source=source, **{name: heard[name] for name in plain})
