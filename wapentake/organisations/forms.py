"""What is typed about an organisation."""

import re
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.places.models import Ward
from wapentake.places.queries import current_edition

from .models import Organisation
from .queries import by_number, search
from .rules import Details
from .states import CHARITY_NUMBER, NO_CHARITY_NUMBER, OrganisationKind, Sector

SORTS = {"name": "Name", "-pk": "Newest first", "kind": "Kind"}
COMPANY = re.compile(r"[A-Z]{2}\d{6}|\d{8}")


class SearchForm(GovForm):
    """The list, narrowed and sorted."""

    q = forms.CharField(label="Name or number", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), *OrganisationKind.choices])
    sort = forms.ChoiceField(label="Sort by", required=False, choices=list(SORTS.items()))


class OrganisationForm(GovForm):
    """What is known of an organisation."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(
        label="What kind of organisation", choices=OrganisationKind.choices, widget=forms.RadioSelect
    )
    sector = forms.ChoiceField(label="Sector", choices=Sector.choices, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label="What it is for", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    charity_number = forms.CharField(label="Charity number", required=False, help_text="Like 1234567.", max_length=12)
    company_number = forms.CharField(label="Company number", required=False, help_text="Like 01234567.", max_length=8)
    website = forms.URLField(label="Website", required=False, assume_scheme="https", max_length=200)
    public_email = forms.EmailField(label="E-mail address that may be published", required=False, max_length=254)
    wards = forms.ModelMultipleChoiceField(
        Ward.objects.none(), label="Wards it works in", required=False, widget=forms.CheckboxSelectMultiple
    )
    known = forms.BooleanField(label="It is another organisation: add it all the same", required=False)

    def __init__(self, *args: Any, on: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation is not None:
            kwargs.setdefault("initial", _said_of(organisation))
        super().__init__(*args, **kwargs)
        edition = current_edition(on)
        wards = edition.wards.order_by("name") if edition else Ward.objects.none()
        self.fields["wards"].queryset = wards  # type: ignore[attr-defined]
        self.fields["website"].error_messages["invalid"] = "Enter an address, like www.example.org"
        self.fields["public_email"].error_messages["invalid"] = "Enter an e-mail address, like name@example.org"

    def clean_charity_number(self) -> str:
        return _number(self.cleaned_data["charity_number"].upper(), CHARITY_NUMBER, NO_CHARITY_NUMBER)

    def clean_company_number(self) -> str:
        return _number(self.cleaned_data["company_number"].upper(), COMPANY, "Enter a company number, like 01234567")

    def details(self) -> Details:
        """Return what was typed, but for the wards."""
        said = self.cleaned_data
        names = ("name", "kind", "sector", "purpose", "charity_number", "company_number", "website", "public_email")
        return Details(**{name: said[name] for name in names})


def _number(text: str, shape: re.Pattern[str], reason: str) -> str:
    tidy = text.replace(" ", "")
    if tidy and not shape.fullmatch(tidy):
        raise forms.ValidationError(reason)
    return tidy


def _said_of(organisation: Organisation) -> dict[str, Any]:
    fields = ("name", "kind", "sector", "purpose", "charity_number", "company_number", "website", "public_email")
    said: dict[str, Any] = {field: getattr(organisation, field) for field in fields}
    return {**said, "wards": [ward.pk for ward in organisation.wards.all()]}


class MergeForm(GovForm):
    """Into which organisation this one is merged."""

    into = forms.CharField(
        label="Which organisation stands for both?", max_length=200, help_text="Its full name, or its charity number."
    )

    def clean_into(self) -> Organisation:
        """Return the one organisation of that name or number."""
        text = self.cleaned_data["into"].strip()
        numbered = by_number(charity=text)
        found = [numbered] if numbered else list(search(text)[:6])
        exact = [one for one in found if one.name.casefold() == text.casefold()] or found
        if not exact:
            raise forms.ValidationError("No organisation has this name or number. Check its spelling")
        if len(exact) > 1:
            raise forms.ValidationError(f"Which one? {'; '.join(one.name for one in exact[:5])}")
        return exact[0]


class CloseForm(GovForm):
    """When an organisation closed."""

    on = DateParts(label="When it closed")


class ContactForm(GovForm):
    """A person to reach."""

    name = forms.CharField(label="Name", max_length=150)
    role = forms.CharField(label="What they do there", required=False, max_length=100)
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    phone = forms.CharField(label="Telephone number", required=False, max_length=30)


class ConfirmForm(GovForm):
    """Nothing to type: the button is the answer."""
