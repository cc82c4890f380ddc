"""What an officer says of each check that is still to be made."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from ..models import FundCheck
from ..rules.ticking import Tick


class TickForm(GovForm):
    """Each check to be ticked, or said not to apply, with a note; those that are left stay open."""

    def __init__(self, checks: Iterable[FundCheck], found: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = {check.pk: check for check in checks}
        for key, check in self.checks.items():
            said = f"{found[key]} " if found.get(key) else ""
            self.fields[f"yes_{key}"] = forms.BooleanField(
                label=check.words, help_text=f"{said}Source: {check.source}.", required=False
            )
            if check.may_not_apply:
                self.fields[f"no_{key}"] = forms.BooleanField(label=f"“{check.words}” does not apply", required=False)
            label = "Note; or why it does not apply, which is published" if check.may_not_apply else "Note"
            self.fields[f"note_{key}"] = forms.CharField(label=label, max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one, for the reason of each that does not apply, and for one answer to each."""
        clean: dict[str, Any] = super().clean() or {}
        for key in self.checks:
            if clean.get(f"yes_{key}") and clean.get(f"no_{key}"):
                self.add_error(f"no_{key}", "Tick the check, or say that it does not apply")
            elif clean.get(f"no_{key}") and not clean.get(f"note_{key}", "").strip():
                self.add_error(f"note_{key}", "Say why it does not apply")
        if self.checks and not self.errors and not self.ticks_of(clean):
            self.add_error(f"yes_{next(iter(self.checks))}", "Tick at least one check")
        return clean

    def ticks_of(self, clean: dict[str, Any]) -> list[Tick]:
        """Return what was said, without what is not said yet."""
        return [
            Tick(check, bool(clean.get(f"yes_{key}")), clean.get(f"note_{key}", "").strip())
            for key, check in self.checks.items()
            if clean.get(f"yes_{key}") or clean.get(f"no_{key}")
        ]

    @property
    def ticks(self) -> list[Tick]:
        """What was said, once it is sound."""
        return self.ticks_of(self.cleaned_data)
