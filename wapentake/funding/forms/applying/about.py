"""About the group: who it is, whose account takes the money, whether it sells, whom to write to."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.organisations.states import CHARITY_NUMBER, NO_CHARITY_NUMBER, OrganisationKind

from .answers import Answers, StepForm, YesNoField

SECTION = "About you"
# Who may ask. A council's own service or a business does not use this form.
KINDS = (
    OrganisationKind.GROUP,
    OrganisationKind.CHARITY,
    OrganisationKind.PARISH_COUNCIL,
    OrganisationKind.PARTNER,
)
# As Companies House writes them: eight figures, or two letters and six figures.
COMPANY_NUMBER = re.compile(r"\d{8}|[A-Z]{2}\d{6}", re.ASCII)
PHONE = re.compile(r"\+?[\d ()-]{9,25}", re.ASCII)


class GroupForm(StepForm):
    section = SECTION
    heading = "Your group"
    group = forms.CharField(
        label="Name of the group", max_length=200, error_messages={"required": "Enter the name of the group"}
    )
    kind = forms.ChoiceField(
        label="What kind of group is it?",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
    )
    charity_number = forms.CharField(
        label="Charity number",
        help_text="Only if it has one, like 1123456.",
        max_length=12,
        required=False,
    )
    company_number = forms.CharField(
        label="Company number",
        help_text="Only if it has one, like 01234567.",
        max_length=12,
        required=False,
    )

    def clean_charity_number(self) -> str:
        number = str(self.cleaned_data["charity_number"]).replace(" ", "").upper()
        if number and not CHARITY_NUMBER.fullmatch(number):
            raise forms.ValidationError(NO_CHARITY_NUMBER)
        return number

    def clean_company_number(self) -> str:
        number = str(self.cleaned_data["company_number"]).replace(" ", "").upper()
        if number.isascii() and number.isdigit() and len(number) == 7:
            number = f"0{number}"
        if number and not COMPANY_NUMBER.fullmatch(number):
            raise forms.ValidationError("Enter a company number of eight characters, like 01234567 or OC123456")
        return number


class AccountForm(StepForm):
    section = SECTION
    name = "Your bank account"
    heading = "The account that takes the money"
    task_hint = "In the group’s name, with two signatories who are not related"
    depends = ("held_by", "signatory_one", "signatory_two", "unrelated")
    own_account = YesNoField(
        label="Does the group have an account in its own name?",
        help_text="We ask for the number of the account only when money is awarded. Do not write it here.",
    )
    held_by = forms.CharField(
        label="If not, which body would take the money for it?",
        help_text="For example the parish council. Never one person.",
        max_length=200,
        required=False,
    )
    signatory_one = forms.CharField(
        label="Name of one person who signs for the account", max_length=150, required=False
    )
    signatory_two = forms.CharField(label="Name of a second person who signs", max_length=150, required=False)
    unrelated = YesNoField(
        label="Are the two unrelated, and do they live at different addresses?",
        help_text="Two people who do not share a home protect the group, and each other.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own = cleaned.get("own_account")
        if own == "no" and not cleaned.get("held_by"):
            self.add_error("held_by", "Enter the body that would take the money, or ask your co-ordinator for one")
        if own == "yes":
            self._two_people(cleaned)
        return cleaned

    def _two_people(self, cleaned: dict[str, Any]) -> None:
        one, two = cleaned.get("signatory_one", ""), cleaned.get("signatory_two", "")
        if not one:
            self.add_error("signatory_one", "Enter the name of one person who signs for the account")
        if not two:
            self.add_error("signatory_two", "Enter the name of a second person who signs for the account")
        elif one.casefold().split() == two.casefold().split():
            self.add_error("signatory_two", "Enter a second person: one alone is not enough")
        if not cleaned.get("unrelated"):
            self.add_error("unrelated", "Say whether the two are unrelated and live at different addresses")


class TradingForm(StepForm):
    section = SECTION
    name = "Whether you sell"
    heading = "Whether your group sells"
    depends = ("sold",)
    sells = YesNoField(
        label="Does the group sell goods or services?",
        help_text="A café, tickets, lettings, membership that buys something. Money for a body that sells may be a "
        "subsidy. Small sums are exempt (Subsidy Control Act 2022, section 36), so we ask.",
    )
    sold = forms.CharField(label="If so, what?", help_text="In a few words.", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sells") == "yes" and not cleaned.get("sold"):
            self.add_error("sold", "Say in a few words what the group sells")
        return cleaned


class ContactForm(StepForm):
    section = SECTION
    heading = "How we can reach you"
    contact_name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    contact_email = forms.EmailField(
        label="Your e-mail address",
        help_text="We write to you when it is decided. It is never published.",
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )
    phone = forms.CharField(
        label="Your telephone number",
        help_text="Only if we may call you. It is never published.",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    postal_address = forms.CharField(
        label="Your postal address",
        help_text="Only if you have no e-mail address: we write to you by post. It is never published.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
    )

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(asking, data)
        # Entered for a group by an officer: it may have no address, and is written to by letter then.
        self.fields["contact_email"].required = not asking.entered
        if not asking.entered:
            del self.fields["postal_address"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        by_post = "postal_address" in self.fields and not cleaned.get("contact_email")
        if by_post and "contact_email" not in self.errors and not cleaned.get("postal_address"):
            self.add_error("postal_address", "Enter an e-mail address, or the postal address that letters go to")
        return cleaned

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError("Enter a telephone number, like 01709 000 000 or 07700 900 982")
        return phone
