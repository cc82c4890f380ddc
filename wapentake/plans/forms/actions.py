"""What people type about an action, as clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward

from ..models import Action
from ..states import ACTION, ActionState


class ProgressForm(GovForm):
    """How an action goes."""

    state = forms.ChoiceField(label="How does it stand?", widget=forms.RadioSelect)
    blocked_by = forms.CharField(
        label="What blocks it?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only for what is blocked: what it waits for. Residents read it.",
    )
    unblocks = forms.CharField(
        label="Who could clear the way?", required=False, max_length=200, help_text="Only for what is blocked."
    )
    done_on = DateParts(label="Date done", required=False, help_text="Only for what is done. Leave it empty for today.")
    note = forms.CharField(
        label="What has come of it?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence or two. Residents read it.",
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        stands = {"state": action.state, "blocked_by": action.blocked_by, "unblocks": action.unblocks}
        super().__init__(*args, initial=stands, **kwargs)
        self.action = action
        possible = {action.state, *ACTION.transitions[action.state]}
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(state.value, state.label) for state in ActionState if state in possible]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        state = said.get("state")
        if state == ActionState.BLOCKED:
            for name, what in (("blocked_by", "Enter what blocks it"), ("unblocks", "Enter who could clear the way")):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, what)
        if state == self.action.state and not said.get("note") and not self.says_anew:
            self.add_error("note", "Enter what has come of it, or choose another state")
        return said

    @property
    def says_anew(self) -> bool:
        """Whether a blocked action is said to wait for something else, or for somebody else."""
        said = self.cleaned_data
        told = (said.get("blocked_by", ""), said.get("unblocks", ""))
        blocked = ActionState.BLOCKED == said.get("state") == self.action.state
        return blocked and told != (self.action.blocked_by, self.action.unblocks)


class DueDateForm(GovForm):
    """Another date for an action, and why."""

    due_on = DateParts(label="New date", help_text="For example, 26 2 2027.")
    because = forms.CharField(
        label="Why is the date moved?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Residents read it, beside the date that it had.",
    )


class ActionsFilterForm(GovForm):
    """By what the list of actions is narrowed."""

    q = forms.CharField(
        label="Words", required=False, max_length=100, help_text="Of the action, its priority or owner."
    )
    ward = forms.ChoiceField(label="Ward", required=False)
    owner = forms.ChoiceField(label="Owner", required=False)

    def __init__(self, wards: list[Ward], owners: list[Organisation], data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.wards, self.owners = wards, owners
        self._offer("ward", "All wards", [(one.slug, one.name) for one in wards])
        self._offer("owner", "Everybody", [(one.slug, one.name) for one in owners])

    def _offer(self, name: str, everything: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are on and can be read."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
