"""When something goes out, and why it does not."""

import datetime as dt
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, reason_field

from ..states import Approval
from .times import TimeOfDay, moment_of


class ApproveForm(GovForm):
    """From when and until when an item is out."""

    when = forms.ChoiceField(
        label="When does it go out?",
        choices=[("now", "Now"), ("later", "Later, on the day below")],
        initial="now",
        widget=forms.RadioSelect,
    )
    day = DateParts(label="Day on which it goes out", required=False, help_text="Only for later.")
    time = TimeOfDay(label="Time", required=False, max_length=10, help_text="Like 9am. Without one, as the day begins.")
    last = DateParts(
        label="Last day", required=False, help_text="Leave it empty and it stays. It is taken down as the day ends."
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)  # names the words that were read

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "later" and not said.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day on which it goes out")
        return said

    @property
    def times(self) -> dict[str, dt.datetime | None]:
        """From when, and until when; nothing for now and for ever. After `is_valid` only."""
        said = self.cleaned_data
        begins = moment_of(said["day"], said["time"]) if said["when"] == "later" else None
        ends = moment_of(said["last"] + dt.timedelta(days=1), None) if said["last"] else None
        return {"out_from": begins, "out_until": ends}


class ReasonForm(GovForm):
    """Why something is withdrawn."""

    reason = reason_field("Why is it withdrawn?", "Kept with it. Residents do not see it.", "Enter why it is withdrawn")


class WithdrawForm(ReasonForm):
    """Why an item is withdrawn, and what its address says instead."""

    shown = forms.CharField(
        label="What do residents read at its address?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Like “The fair is called off”. Leave it empty to say only that it was withdrawn, and when.",
    )


class GoOnForm(GovForm):
    """Why an item goes on while publicity is held."""

    reason = reason_field(
        "Why does it promote nobody?",
        "Kept with it, with your name. Residents do not see it.",
        "Enter why it promotes nobody",
    )


class NewsletterForm(GovForm):
    """What a newsletter has."""

    chosen = forms.MultipleChoiceField(
        label="What stands in it?",
        widget=forms.CheckboxSelectMultiple,
        help_text="In the order of the list. What is coming up is added by itself.",
        error_messages={"required": "Choose at least one thing"},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices


class SendBackForm(GovForm):
    """What should change first."""

    reason = reason_field("What should change?", "Whoever drafted it reads it.", "Enter what should change")


class ApprovalForm(GovForm):
    """Whose yes an item needs, from a day on."""

    by = forms.ChoiceField(label="Whose yes does an item need?", choices=Approval.choices, widget=forms.RadioSelect)
    from_date = DateParts(label="Date from which it holds", help_text="Today or later.")
    source = forms.CharField(label="Where was it decided?", max_length=200, help_text="Such as Cabinet, and the date.")
