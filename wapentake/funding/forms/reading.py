"""A form that says yes to what stands on its page: it comes back with the print of what was read."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm


class ReadForm(GovForm):
    """`read` is the print of what the page shows now. A form of before is not taken, and carries the new one then."""

    changed = "What is shown here has changed since you opened this page. Read it again, and then send your answer."
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, read: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read, self.fields["seen"].initial = read, read

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("seen") != self.read:
            self.errors.pop("seen", None)
            self.add_error(None, self.changed)
            again: Any = self.data
            self.data = again = again.copy()
            again[self.add_prefix("seen")] = self.read
        return said
