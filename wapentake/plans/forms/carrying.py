"""What is chosen to be carried forward."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from ..models import Action, Priority
from ..queries import Offered


class CarryForm(GovForm):
    """A box for each priority that can be carried forward, and for each of its unfinished actions."""

    def __init__(self, offered: Sequence[Offered], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"take_{one.priority.pk}": one for one in offered}
        for name, one in self.offered.items():
            self.fields[name] = forms.BooleanField(
                label=f"Carry forward “{one.priority}”", required=False, help_text=_where(one)
            )
            if one.actions:
                self.fields[_actions_of(name)] = forms.MultipleChoiceField(
                    label="With these actions, which are not finished", required=False,
                    widget=forms.CheckboxSelectMultiple,
                    choices=[(str(action.pk), action.text) for action in one.actions],
                    initial=[str(action.pk) for action in one.actions],
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in self.offered):
            raise forms.ValidationError("Choose at least one priority to carry forward")
        return said

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The names of each priority's box and, where it has unfinished actions, of theirs."""
        return [(name, _actions_of(name) if one.actions else "") for name, one in self.offered.items()]

    @property
    def chosen(self) -> list[tuple[Priority, list[Action]]]:
        """The priorities that are ticked, each with its ticked actions."""
        said = self.cleaned_data
        found = []
        for name, one in self.offered.items():
            if said.get(name):
                ticked = set(said.get(_actions_of(name), ()))
                found.append((one.priority, [action for action in one.actions if str(action.pk) in ticked]))
        return found


def _actions_of(name: str) -> str:
    return name.replace("take_", "actions_")


def _where(offered: Offered) -> str:
    priority = offered.priority
    if offered.own:
        return f"{priority.summary} Of {priority.cycle}."
    part = "" if offered.share is None else f": {offered.share:.0%} of its addresses are here"
    return f"{priority.summary} Of the earlier ward {priority.ward}{part}."
