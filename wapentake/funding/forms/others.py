"""What an officer types about what others gave to an award."""

from django import forms

from wapentake.design.forms import GovForm, PoundsField

from ..rules import Other

KINDS = [("money", "Money"), ("kind", "In kind: work, rooms, things, at what they would have cost")]
SURE = [("yes", "It has come, or is promised in writing"), ("no", "It is expected")]


class MatchForm(GovForm):
    """What somebody else gave."""

    who = forms.CharField(
        label="Who gave it?", max_length=120, help_text="An organisation, not a person’s name."
    )  # fmt: skip
    amount = PoundsField(label="How much?", at_least=1)
    kind = forms.ChoiceField(label="Money or in kind?", choices=KINDS, widget=forms.RadioSelect)
    sure = forms.ChoiceField(
        label="Is it confirmed?", choices=SURE, widget=forms.RadioSelect,
        help_text="Only what is confirmed counts as drawn in.",
    )  # fmt: skip

    @property
    def other(self) -> Other:
        """What was given. Call it once the form is sound."""
        said = self.cleaned_data
        return Other(said["who"], said["amount"], said["kind"] == "kind", said["sure"] == "yes")


class ConfirmMatchForm(GovForm):
    """How much of what was expected has come."""

    amount = PoundsField(label="How much of it has come?", at_least=1)
