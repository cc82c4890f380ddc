"""Subscribing, confirming, and changing what one gets. Only what a page offers can be chosen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer

from wapentake.design.forms import GovForm, ManyBoxes
from wapentake.places.models import NamedPlace, Ward
from wapentake.places.queries import normalise, written
from wapentake.plans.models import Priority

from ..models import SubscriptionRule
from ..queries import normalised
from ..rules import OPENS_WORDS, PROMOTIONS_WORDS, Wanted

BEGAN = Signer(salt="publishing.began", sep=".")
YES = "yes"


@dataclass(frozen=True)
class Offers:
    """What can be chosen on a page."""

    wards: tuple[Ward, ...] = ()
    everywhere: bool = False
    priorities: tuple[Priority, ...] = ()
    places: tuple[NamedPlace, ...] = ()


class GettingForm(GovForm):
    """What somebody wants to get."""

    postcode = ""
    most = 40  # boxes that stand open: more of them scroll

    def __init__(self, offers: Offers, *args: Any, wanted: Wanted | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _ticked(wanted or Wanted()) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.offers = offers
        self.tick("wards", "Wards", [(one.slug, one.name) for one in offers.wards])
        whole = [(YES, f"The whole {settings.WAPENTAKE_AREA}")] if offers.everywhere else []
        self.tick("everywhere", f"News of the whole {settings.WAPENTAKE_AREA}", whole)
        named = [(str(one.pk), f"{one.title} ({one.ward})") for one in offers.priorities]
        self.tick("priorities", "Priorities that you follow", named)
        self.tick("places", "Places that you follow", [(one.slug, one.name) for one in offers.places])

    def tick(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        """Offer boxes to tick, where there are any."""
        if choices:
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False,
                widget=ManyBoxes if len(choices) > self.most else forms.CheckboxSelectMultiple,
            )  # fmt: skip

    @property
    def wanted(self) -> Wanted:
        """What was ticked; after `is_valid` only."""
        said = self.cleaned_data
        return Wanted(
            wards=tuple(one for one in self.offers.wards if one.slug in said.get("wards", ())),
            everywhere=bool(said.get("everywhere")),
            priorities=tuple(one for one in self.offers.priorities if str(one.pk) in said.get("priorities", ())),
            places=tuple(one for one in self.offers.places if one.slug in said.get("places", ())),
            postcode=said.get("postcode", ""),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.wanted.nothing:
            first = next(name for name in ("wards", "everywhere", "priorities", "places") if name in self.fields)
            self.add_error(first, "Choose at least one")
        return said


class SubscribeForm(GettingForm):
    """An address and what is wanted for it. The rest is asked of whoever reads that address's mail."""

    email = forms.CharField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your e-mail address"},
    )  # fmt: skip
    keep = forms.MultipleChoiceField(
        label="If wards are drawn anew", required=False, widget=forms.CheckboxSelectMultiple
    )
    began = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, offers: Offers, rule: SubscriptionRule, at: dt.datetime, *args: Any, found: str = "", **kwargs: Any
    ) -> None:
        super().__init__(offers, *args, initial={"began": BEGAN.sign(at.isoformat())}, **kwargs)
        self.rule, self.at = rule, at
        if found:
            self.fields["keep"].choices = kept_choices(found)  # type: ignore[attr-defined]
        else:
            del self.fields["keep"]

    def clean_email(self) -> str:
        address = normalised(self.cleaned_data["email"])
        if address is None:
            raise forms.ValidationError("Enter an e-mail address in the correct format, like name@example.com")
        return address

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and self._too_fast(said.get("began", "")):
            self.add_error(None, "That came faster than a person types. Look it over, then press the button again.")
        said["postcode"] = normalise(next(iter(said.get("keep", ())), "")) or ""
        return said

    def _too_fast(self, began: str) -> bool:
        try:
            shown = dt.datetime.fromisoformat(BEGAN.unsign(began))
        except (BadSignature, ValueError):
            return False  # of an older page: it is no hurry
        return self.at - shown < dt.timedelta(seconds=self.rule.seconds_at_least)


class AgreeingForm(GettingForm):
    """What else may be agreed to. Nothing that needs a yes is ticked beforehand."""

    promotions = forms.BooleanField(label=PROMOTIONS_WORDS, required=False)
    opens = forms.BooleanField(label=OPENS_WORDS, required=False)


class ConfirmForm(AgreeingForm):
    """What was asked for, the postcode that was to be kept too: whoever reads the mail says what of it holds."""

    keep = forms.MultipleChoiceField(
        label="If wards are drawn anew", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, offers: Offers, *args: Any, wanted: Wanted | None = None, **kwargs: Any) -> None:
        super().__init__(offers, *args, wanted=wanted, **kwargs)
        if wanted is not None and wanted.postcode:
            self.fields["keep"].choices = kept_choices(written(wanted.postcode))  # type: ignore[attr-defined]
            self.initial["keep"] = [written(wanted.postcode)]
        else:
            del self.fields["keep"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said["postcode"] = normalise(next(iter(said.get("keep", ())), "")) or ""
        return said


class PreferencesForm(AgreeingForm):
    """All that can be got and agreed to."""

    postcode = forms.CharField(  # type: ignore[assignment]
        label="Your postcode", required=False, max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        help_text="If wards are drawn anew, the bulletin follows your address; without it, the ward.",
    )  # fmt: skip

    def clean_postcode(self) -> str:
        text = self.cleaned_data["postcode"].strip()
        code = normalise(text) if text else ""
        if code is None:
            raise forms.ValidationError("Enter a whole postcode, like S60 1AE, or leave it empty")
        return code


def kept_choices(postcode: str) -> list[tuple[str, str]]:
    """Return the box that keeps a postcode."""
    return [(postcode, f"Keep my postcode, {postcode}, so that the bulletin follows my address")]


def _ticked(wanted: Wanted) -> dict[str, Any]:
    return {
        "wards": [one.slug for one in wanted.wards], "everywhere": [YES] if wanted.everywhere else [],
        "priorities": [str(one.pk) for one in wanted.priorities], "places": [one.slug for one in wanted.places],
        "postcode": wanted.postcode,
    }  # fmt: skip
