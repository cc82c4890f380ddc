"""How lists are narrowed: what can be read of an address is asked for, the rest is left out."""

import uuid
from typing import Any

from django import forms

from wapentake.design.forms import GovForm

EXAMPLE = "For example, 26 2 2027."


class NarrowForm(GovForm):
    """What narrows a list."""

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be read."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}

    def offer(self, name: str, first: str, choices: list[tuple[str, str]]) -> None:
        """Give a field its choices, after one that narrows nothing."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first), *choices]

    def chip(self, name: str, value: str) -> str:
        """Return a filter that is on as its chip says it."""
        choices: Any = getattr(self.fields[name], "choices", None)
        return f"“{value}”" if choices is None else str(dict(choices).get(value, value))


class OnceForm(GovForm):
    """A form that makes something: it carries the key under which that is made once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4,
        error_messages={"required": "Open the page again and fill it in anew", "invalid": "Open the page again"},
    )  # fmt: skip
