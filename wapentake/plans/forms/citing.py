"""Which figure is cited and what it says, and which finding."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.evidence.models import Finding

from ..rules import Beside, name_said, value_said


class CiteForm(GovForm):
    """One of the ward's newest figures."""

    indicator = forms.ChoiceField(
        label="Which figure?",
        help_text="Its value, period, method and error are kept as they stand now, whatever is published later.",
        error_messages={"required": "Choose a figure", "invalid_choice": "Choose a figure from the list"},
    )
    says = forms.CharField(
        label="What does it say?", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="A sentence that residents read beside it.",
    )  # fmt: skip

    def __init__(self, figures: Sequence[Beside], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose one"), *((str(one.indicator.pk), _said(one)) for one in figures)]


class CiteFindingForm(GovForm):
    """One of the findings that stand of the ward."""

    finding = forms.ChoiceField(
        label="Which finding?",
        help_text="Residents read it beside the priority only where the finding itself is public.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a finding", "invalid_choice": "Choose a finding from the list"},
    )

    def __init__(self, findings: Sequence[Finding], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["finding"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), f"{one.text} {one.source}.") for one in findings]


def _said(figure: Beside) -> str:
    reading = figure.reading
    return f"{name_said(figure.indicator)}: {value_said(figure.indicator, reading.value)} ({reading.period})"
