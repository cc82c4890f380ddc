"""What is typed at the desk about subscriptions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.files import MEGABYTE
from wapentake.places.models import Ward

from ..states import NEEDED_COLUMNS, FigureKind, JoinedBy, ListColumn
from .subscribing import GettingForm

MOST = 12 * MEGABYTE


def _fits(sent: UploadedFile) -> None:
    if (sent.size or 0) > MOST:
        raise forms.ValidationError(f"A page takes files of up to {MOST // MEGABYTE} MB: split it")


class SubscriptionsFilterForm(GovForm):
    """What narrows the figures."""

    ward = forms.ChoiceField(label="Ward", required=False)
    source = forms.ChoiceField(label="Came from", required=False, choices=[("", "Anywhere"), *JoinedBy.choices])

    def __init__(self, wards: Sequence[Ward], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward"].choices = [("", "Every ward"), *((one.slug, one.name) for one in wards)]  # type: ignore[attr-defined]


class ListFileForm(GovForm):
    """A file of an earlier list."""

    file = forms.FileField(
        label="Earlier list of subscribers",
        help_text="CSV, XLSX or ODS, one address on a line, with headings in the first row: e-mail, wards, consent "
        "evidence, agreed on; postcode if you have it.",
        validators=[_fits], error_messages={"empty": "The file is empty", "required": "Choose the file"},
        max_length=200,
    )  # fmt: skip


class ListColumnsForm(GovForm):
    """Which column of a list holds what."""

    def __init__(self, headings: Sequence[str], columns: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what in ListColumn:
            self.fields[what.value] = forms.ChoiceField(
                label=what.label, required=False, initial=columns.get(what.value, ""),
                choices=[("", "No column"), *((heading, heading) for heading in dict.fromkeys(headings))],
                help_text="Every line has it." if what in NEEDED_COLUMNS else "",
            )  # fmt: skip


class FigureForm(GovForm):
    """A figure as it was published, or a target."""

    kind = forms.ChoiceField(label="What", choices=FigureKind.choices, widget=forms.RadioSelect)
    on = DateParts(label="On which day", help_text="Of a target, the day by which. For example, 31 3 2022.")
    value = forms.IntegerField(
        label="The figure", min_value=0, max_value=2_000_000_000, help_text="Whole, without a per cent sign: 80."
    )
    source = forms.CharField(label="Where it was published", max_length=300, help_text="It is shown beside the figure.")


class SubscriptionRuleForm(GovForm):
    """How subscribers are asked and kept, from a day on."""

    hours_between = forms.IntegerField(
        label="Hours between two confirmations to one address", min_value=1, max_value=720,
        help_text="However often somebody asks: nobody is flooded.",
    )  # fmt: skip
    days_to_confirm = forms.IntegerField(
        label="Days in which the link confirms", min_value=1, max_value=60, help_text="Then what was asked is erased."
    )
    seconds_at_least = forms.IntegerField(
        label="Seconds that a person needs to fill the form in", min_value=0, max_value=30,
        help_text="What is sent faster is a machine’s. 0 asks nothing.",
    )  # fmt: skip
    months_kept = forms.IntegerField(
        label="Months for which the address of who left is kept", min_value=0, max_value=120,
        help_text="It holds for those who left before, too.",
    )  # fmt: skip
    from_date = DateParts(label="Date from which it holds", help_text="Today or later.")
    source = forms.CharField(
        label="Where was it decided?", max_length=300, help_text="Residents read it under “What happens with your "
        "address”, such as: Retention schedule, Cabinet, 12 October 2026.",
    )  # fmt: skip


class EnterForm(GettingForm):
    """A subscription that came on paper, by telephone or face to face."""

    most = 9
    email = forms.CharField(
        label="E-mail address", max_length=254, error_messages={"required": "Enter the address"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    source = forms.ChoiceField(
        label="How did it come?", widget=forms.RadioSelect,
        choices=[(JoinedBy.PAPER, "On a paper form"), (JoinedBy.DESK, "By telephone or face to face")],
        error_messages={"required": "Choose how it came"},
    )  # fmt: skip
    evidence = forms.CharField(
        label="How they agreed", min_length=3, max_length=300,
        help_text="Which form, where it is kept, or who took the call. Write no names of residents: it stays for good.",
    )  # fmt: skip
    agreed_on = DateParts(label="On which day did they agree?", help_text="For example, 26 11 2026.")


class AddressForm(GovForm):
    """Somebody's address, as they asked about it."""

    email = forms.CharField(
        label="E-mail address", max_length=254, error_messages={"required": "Enter the address"},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
