"""A case study, and what was wrong with what is out."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm
from wapentake.funding.models import Application
from wapentake.funding.queries import awards
from wapentake.office.models import SevenRole
from wapentake.plans.models import Action

from ..models import Item
from ..states import ItemKind
from .decisions import DecisionForm
from .items import EventForm, ItemForm


class CaseStudyForm(ItemForm):
    """A case study: what was done, and what it tells of."""

    kind = ItemKind.CASE_STUDY
    action = forms.ChoiceField(label="Which action does it tell of?", required=False)
    award = forms.CharField(
        label="Which award does it tell of?",
        max_length=20,
        required=False,
        help_text="Its reference, as its page under Money shows it.",
    )
    role = forms.ChoiceField(label="Which role of the councillor does it show?", required=False)

    def __init__(self, *args: Any, actions: Sequence[Action], roles: Sequence[SevenRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions, self.roles = {str(one.pk): one for one in actions}, {one.key: one for one in roles}
        for name, found in (
            ("action", [(key, f"{one.text} ({one.priority.ward})") for key, one in self.actions.items()]),
            ("role", [(key, one.name) for key, one in self.roles.items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "None"), *found]
        self.fields["title"].label = "What does it tell?"
        self.fields["title"].help_text = "Like “How Wellgate’s traders planted their street”."

    def clean_award(self) -> Application | None:
        """Return the award of this reference; an error if there is none."""
        reference = self.cleaned_data["award"].strip()
        found = awards().filter(reference__iexact=reference).first() if reference else None
        if reference and found is None:
            raise forms.ValidationError("No award has this reference: copy it from the award’s page")
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not any(said.get(name) for name in ("priority", "action", "award", "role")) and "award" not in self.errors:
            self.add_error("priority", "Say what it tells of: a priority, an action, an award or a role")
        return said

    def event(self, said: Any) -> dict[str, Any]:
        return {
            "award": said["award"], "action": self.actions.get(said["action"]), "role": self.roles.get(said["role"]),
        }  # fmt: skip

    @staticmethod
    def initial_of(item: Item) -> dict[str, Any]:
        return ItemForm.initial_of(item) | {
            "award": item.award.reference if item.award else "", "action": str(item.action_id or ""),
            "role": item.role.key if item.role else "",
        }  # fmt: skip


STAYS = ("photo", "alt", "wards", "priority", "factual")


class _Correcting(GovForm):
    """What a correction adds to the form of an item, and what it leaves out."""

    what = forms.CharField(
        label="What is corrected?",
        max_length=200,
        help_text="Residents read it under the item, like “The fair begins at 11am, not 10am”.",
        error_messages={"required": "Enter what is corrected"},
    )


class CorrectForm(_Correcting, ItemForm):
    """Other words for news or a case study that is out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, wards=(), priorities=(), anywhere=True, **kwargs)
        _leave_out(self)


class CorrectEventForm(_Correcting, EventForm):
    """Other words or times for an event that is out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, wards=(), priorities=(), anywhere=True, **kwargs)
        _leave_out(self)


class CorrectDecisionForm(_Correcting, DecisionForm):
    """Other words for an explained decision that is out, or who decided it, when, and where that stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, wards=(), priorities=(), anywhere=True, **kwargs)
        _leave_out(self)


def _leave_out(form: forms.BaseForm) -> None:
    for name in STAYS:
        del form.fields[name]
