"""Bank details as a group gives them, and how a second person made sure of them."""

import re

from django import forms

from wapentake.design.forms import GovForm

from ..models import BankAccount
from ..states.payees import CheckedBy

SEPARATORS = re.compile(r"[\s\-–]+")
CODE_DIGITS, NUMBER_DIGITS = 6, 8


def _digits(label: str, wanted: int, help_text: str) -> forms.CharField:
    field = forms.CharField(label=label, help_text=help_text, max_length=20)
    field.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"})
    field.error_messages["required"] = f"Enter the {label.lower()}"
    field.error_messages["length"] = f"Enter the {wanted} digits of the {label.lower()}"
    return field


class PayeeForm(GovForm):
    """Where an award is to be paid. Only the form of the numbers can be checked here; a person checks the rest."""

    account_name = forms.CharField(
        label="Name on the account",
        help_text="As it stands on the statement. It must be the group’s own account, not one person’s.",
        max_length=100,
        error_messages={"required": "Enter the name on the account"},
    )
    sort_code = _digits("Sort code", CODE_DIGITS, "6 digits, for example 30 99 50.")
    account_number = _digits("Account number", NUMBER_DIGITS, "8 digits. Put noughts in front of a shorter one.")

    def clean_sort_code(self) -> str:
        return self._clean_digits("sort_code", CODE_DIGITS)

    def clean_account_number(self) -> str:
        return self._clean_digits("account_number", NUMBER_DIGITS)

    def _clean_digits(self, name: str, wanted: int) -> str:
        digits = SEPARATORS.sub("", self.cleaned_data[name])
        if not re.fullmatch(rf"[0-9]{{{wanted}}}", digits):
            raise forms.ValidationError(self.fields[name].error_messages["length"])
        return digits

    @property
    def account(self) -> BankAccount:
        """The account that was given. Call it once the form is sound."""
        said = self.cleaned_data
        return BankAccount(said["account_name"], said["sort_code"], said["account_number"])


class CheckDetailsForm(GovForm):
    """How a second person made sure of bank details."""

    how = forms.ChoiceField(
        label="How did you make sure of them?",
        choices=CheckedBy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you made sure of them"},
    )
    said = forms.CharField(
        label="Whom did you ask, and where? Or what did you see?",
        help_text="Use a number from the application, the charity register or an earlier award. Never one that came "
        "with the bank details.",
        max_length=300,
        error_messages={"required": "Say whom you asked and where, or what you saw"},
    )


class RefuseDetailsForm(GovForm):
    """Why bank details are refused."""

    why = forms.CharField(
        label="Why do you refuse them?",
        help_text="Kept here. The group is asked to give its bank details again.",
        max_length=300,
        error_messages={"required": "Say why you refuse them"},
    )
