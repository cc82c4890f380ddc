"""What narrows the borough's view."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from ..models import Cycle, Framework, Outcome


class BoroughFilterForm(GovForm):
    """List, theme and cycle."""

    list = forms.ChoiceField(label="List", required=False)
    outcome = forms.ChoiceField(label="Theme, aim or outcome", required=False)
    cycle = forms.ChoiceField(label="Cycle", required=False)

    def __init__(
        self, on: dt.date, cycles: Iterable[Cycle], frameworks: Sequence[Framework], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = {str(one.pk): one for each in frameworks for one in each.outcomes.all()}
        self.cycles = {str(one.pk): one for one in cycles if one.from_date <= on}
        self._offer("list", "All lists", {one.key: one.name for one in frameworks})
        self._offer("outcome", "All", {key: one.name for key, one in self.outcomes.items()})
        self._offer("cycle", "What stands today", {key: one.name for key, one in self.cycles.items()})

    def _offer(self, name: str, everything: str, offered: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *offered.items()]

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def outcome_chosen(self) -> Outcome | None:
        """The theme, aim or outcome that was chosen."""
        return self.outcomes.get(self.asked.get("outcome", ""))

    @property
    def cycle_chosen(self) -> Cycle | None:
        """The cycle that was chosen."""
        return self.cycles.get(self.asked.get("cycle", ""))

    def label(self, name: str) -> str:
        """Return what was chosen of a field, in words."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return dict(field.choices)[self.asked[name]]  # type: ignore[arg-type]
