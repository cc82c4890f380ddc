"""How an address is made to lead on."""

from django import forms

from wapentake.design.forms import GovForm

from ..rules import sound_address


class MoveAddressForm(GovForm):
    """The address before, the address now, and why."""

    old = forms.CharField(
        label="Address before", max_length=300, help_text="Such as /wards/rawmarsh/",
        error_messages={"required": "Enter the address before"},
    )  # fmt: skip
    new = forms.CharField(
        label="Address now", max_length=300, help_text="Such as /wards/rawmarsh-east/",
        error_messages={"required": "Enter the address now"},
    )  # fmt: skip
    because = forms.CharField(label="Why", max_length=200, error_messages={"required": "Say why it leads on"})

    def clean_old(self) -> str:
        """Take only an address of this site."""
        return self._within("old")

    def clean_new(self) -> str:
        """Take only an address of this site."""
        return self._within("new")

    def _within(self, name: str) -> str:
        path = str(self.cleaned_data[name]).strip()
        if not (verdict := sound_address(path)).allowed:
            raise forms.ValidationError(verdict.reason)
        return path
