"""What is typed about guidance."""

from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm

from ..models import Guidance
from ..rules import GuidanceWords
from .writing import body_field, summary_field


class GuidanceForm(GovForm):
    """A page of guidance."""

    title = forms.CharField(
        label="What is it about?",
        max_length=100,
        help_text="Like “Hold a street party”.",
        error_messages={"required": "Enter what it is about"},
    )
    summary = summary_field("The list of guidance shows it.")
    body = body_field(20_000, rows=16)
    owner = forms.CharField(
        label="Who answers for it?",
        max_length=120,
        help_text="A team or a post, like “Neighbourhoods Team”. Residents read it.",
        error_messages={"required": "Enter who answers for it"},
    )
    review_on = DateParts(label="By when does somebody look at it again?", help_text="For example, 30 11 2027.")
    position = forms.IntegerField(
        label="Where does it stand in the list?",
        min_value=1,
        max_value=999,
        initial=10,
        help_text="The lowest number stands first.",
        error_messages={"required": "Enter a number", "invalid": "Enter a whole number, like 10"},
    )

    @property
    def words(self) -> GuidanceWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return GuidanceWords(
            said["title"], said["summary"], said["body"].replace("\r\n", "\n"), said["owner"], said["position"],
            said["review_on"],
        )  # fmt: skip

    @staticmethod
    def initial_of(guidance: Guidance) -> dict[str, Any]:
        """Return what the form shows of a page."""
        names = ("title", "summary", "body", "owner", "position", "review_on")
        return {name: getattr(guidance, name) for name in names}


class PublishGuidanceForm(GovForm):
    """What is new in a version."""

    what = forms.CharField(
        label="What is new?",
        max_length=200,
        required=False,
        help_text="Residents read it with the version. Leave it empty for the first one.",
    )
