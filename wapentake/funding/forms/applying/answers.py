"""What has been answered so far, and what every page of questions can do."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from wapentake.design.forms import GovForm, PoundsField
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds
from wapentake.office.models import Councillor
from wapentake.office.queries import live_terms, members_of
from wapentake.places.models import Cluster, Edition, Ward
from wapentake.plans.models import Priority
from wapentake.plans.queries import published_priorities

from ...models import Application, Attachment, Draft, Entered, Fund
from ...queries import Pot, RuleSet, clusters_to_ask, fund_for_groups, funds_for_groups, pots, rule_set, rule_sets
from ...states import HolderKind

LONGEST = 2000  # characters of any answer
# A fund that can be asked, with whose part of it.
Askable = tuple[Fund, Ward, Councillor | None]


def _storable(typed: str) -> str:
    """Return what was typed without what no text of a database holds: the character nought, halves of pairs."""
    return typed.replace("\x00", "").encode("utf-8", "ignore").decode()


@dataclass
class Answers:
    """An application as far as it has been written, on a day. Answers that no longer hold count as not given."""

    draft: Draft
    on: dt.date

    def answer(self, step: str) -> Mapping[str, Any]:
        """Return what was typed at a step, as it was typed."""
        return dict(self.draft.answers.get(step, {}))

    @cached_property
    def funds(self) -> list[Fund]:
        """The funds that groups can ask."""
        return funds_for_groups()

    @cached_property
    def fund(self) -> Fund | None:
        """The fund that was chosen, or the only one, or a councillor's own where a councillor is asked."""
        key = self.answer("fund").get("fund")
        chosen = next((fund for fund in self.funds if fund.key == key), None)
        if chosen or len(self.funds) == 1:
            return chosen or self.funds[0]
        return fund_for_groups() if self.answer("councillor") else None

    @cached_property
    def asks_councillor(self) -> bool:
        """Whether the fund is a councillor's own, so that one of them is asked."""
        return self.fund is None or self.fund.holder_kind == HolderKind.COUNCILLOR

    @cached_property
    def rules(self) -> RuleSet:
        """The fund's rules that are in force on the day."""
        return rule_set(self.fund, self.on) if self.fund else RuleSet({})

    @cached_property
    def _rules(self) -> dict[int, RuleSet]:
        return rule_sets(self.funds, self.on)

    def rules_of(self, fund: Fund) -> RuleSet:
        """Return the rules of a fund that groups can ask."""
        return self._rules[fund.pk]

    @cached_property
    def askable(self) -> dict[str, tuple[str, Askable]]:
        """Whoever can be asked for a part, by a key, in words: the own ward's first, then ward by ward. One query."""
        terms = live_terms(self.on).filter(ward__in=self.wards).select_related("councillor")
        members: dict[int, list[Councillor]] = {}
        for term in terms.order_by("councillor__name"):
            members.setdefault(term.ward_id, []).append(term.councillor)
        found: dict[str, tuple[str, Askable]] = {}
        for ward in sorted(self.wards, key=lambda one: (one != self.ward, one.name)):
            for fund in (one for one in self.funds if one.holder_kind != HolderKind.CLUSTER):
                own = fund.holder_kind == HolderKind.COUNCILLOR
                for member in members.get(ward.pk, []) if own else [None]:
                    key = ":".join(filter(None, [fund.key, ward.slug, member.slug if member else ""]))
                    found[key] = (f"{ward}: {f'{member}, ' if member else ''}{fund}", (fund, ward, member))
        return found

    @cached_property
    def wards(self) -> list[Ward]:
        return list(Ward.objects.filter(edition__in=Edition.objects.on(self.on)).order_by("name"))

    @cached_property
    def ward(self) -> Ward | None:
        slug = self.answer("ward").get("ward")
        return next((ward for ward in self.wards if ward.slug == slug), None)

    @cached_property
    def members(self) -> list[Councillor]:
        return members_of(self.ward, self.on) if self.ward else []

    @cached_property
    def councillor(self) -> Councillor | None:
        if not self.asks_councillor:
            return None
        slug = self.answer("councillor").get("councillor")
        return next((member for member in self.members if member.slug == slug), None)

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The clusters of the ward whose pots the fund can be asked from; none where no cluster holds it."""
        if self.fund is None or self.ward is None:
            return []
        return clusters_to_ask(self.fund, self.ward, FinancialYear.of(self.on).starts_in, self.on)

    @cached_property
    def cluster(self) -> Cluster | None:
        """The cluster that is asked: the only one, or the one that was chosen."""
        slug = self.answer("cluster").get("cluster")
        found = self.clusters if len(self.clusters) == 1 else [one for one in self.clusters if one.slug == slug]
        return found[0] if found else None

    @cached_property
    def priorities(self) -> list[Priority]:
        return published_priorities(self.ward, self.on) if self.ward else []

    @cached_property
    def entered(self) -> bool:
        """Whether an officer enters it for the group."""
        return Entered.objects.filter(draft=self.draft).exists()

    @cached_property
    def attached(self) -> list[Attachment]:
        """The papers that were given so far."""
        return list(self.draft.attachments.select_related("file"))

    @property
    def whom(self) -> str:
        """Whom the group asks, in a sentence."""
        if self.councillor is not None:
            return str(self.councillor)
        return f"the {self.fund} of {self.cluster or self.ward}" if self.fund and self.ward else ""

    @property
    def deciders(self) -> str:
        """Who decides first, in words, as an application has it."""
        return Application(councillor=self.councillor, cluster=self.cluster).deciders

    def pot(self, councillor: Councillor | None) -> Pot:
        """Return what stands in a councillor's fund this year or, without one, in the ward's or the cluster's."""
        funds, year = [self.fund] if self.fund else [], FinancialYear.of(self.on)
        if self.cluster is not None:
            return pots(year, cluster=self.cluster, funds=funds)[0]
        return pots(year, ward=self.ward, councillor=councillor, funds=funds)[0]


class StepForm(GovForm):
    """One page of questions. `section` stands above the heading, `heading` is the page's when it asks several.

    `name` is what the task list calls it, `task_hint` what it says below.
    """

    section = ""
    name = ""
    heading = ""
    task_hint = ""
    lead = ""
    # Fields that depend on another answer: not marked as optional, though they may be empty.
    depends: tuple[str, ...] = ()

    def __init__(self, asking: Answers, data: Mapping[str, Any] | None = None) -> None:
        self.asking = asking
        super().__init__(data)

    @classmethod
    def applies(cls, asking: Answers) -> bool:
        """Say whether this is asked at all, as far as the answers before it tell."""
        return True

    @property
    def more_wanted(self) -> bool:
        """Whether what was pressed only changes the page: another row, a row less."""
        return False

    @property
    def names(self) -> list[tuple[int, list[str]]]:
        """Where a page asks for several things of one kind: each row's number with the names of its fields."""
        return []

    @property
    def sums(self) -> list[tuple[str, str]]:
        """What the rows come to."""
        return []

    @property
    def as_typed(self) -> dict[str, Any]:
        """What was typed, to be kept in the draft: without spaces around it, and no longer than any answer may be.

        Of several boxes, those that were ticked.
        """
        typed: dict[str, Any] = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField) and isinstance(self.data, QueryDict):
                typed[name] = [_storable(each)[:LONGEST] for each in self.data.getlist(name)]
            elif name in self.data:
                typed[name] = _storable(str(self.data.get(name, ""))).strip()[:LONGEST]
        return typed

    @property
    def said(self) -> list[tuple[str, str]]:
        """Every question with its answer in words, for the page that checks them. Only of a form that is valid."""
        return [(str(field.label), self._in_words(name, field)) for name, field in self.fields.items()]

    def _in_words(self, name: str, field: forms.Field) -> str:
        value = self.cleaned_data.get(name)
        if isinstance(field, PoundsField):
            return pounds(value) if value else "Not said"
        if isinstance(field, forms.ChoiceField):
            chosen = value if isinstance(value, list) else [value]
            choices: Any = field.choices
            labels = {str(key): str(label) for key, label in choices}
            return ", ".join(labels[str(each)] for each in chosen if str(each) in labels) or "None"
        return str(value if value not in (None, "") else "Not said")


YES_NO = [("yes", "Yes"), ("no", "No")]


class YesNoField(forms.ChoiceField):
    """A question to be answered yes or no; its value is a text, `yes` or `no`."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=YES_NO, **kwargs)
