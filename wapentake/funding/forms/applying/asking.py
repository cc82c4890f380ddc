"""The task list's order, and the whole of an application as clean values."""

from typing import Any

from wapentake.organisations.states import OrganisationKind

from ... import rules
from ...rules import Asked, Group, More
from ...states import Community
from .about import AccountForm, ContactForm, GroupForm, TradingForm
from .answers import Answers, StepForm
from .before import ClusterForm, CouncillorForm, EligibleForm, FundForm, WardForm
from .fund_questions import DemandsForm, TenantsForm
from .money import AmountForm, AssetForm, CostsForm, OthersForm, lines_of
from .papers import FilesForm
from .parts import ALL, PartsForm, TogetherForm, parts_of
from .project import CommunitiesForm, ConsultedForm, PeopleForm, PriorityForm, ProjectForm

STEPS: dict[str, type[StepForm]] = {
    "eligible": EligibleForm,
    "ward": WardForm,
    "fund": FundForm,
    "cluster": ClusterForm,
    "councillor": CouncillorForm,
    "group": GroupForm,
    "account": AccountForm,
    "trading": TradingForm,
    "contact": ContactForm,
    "project": ProjectForm,
    "people": PeopleForm,
    "communities": CommunitiesForm,
    "consulted": ConsultedForm,
    "priority": PriorityForm,
    "demands": DemandsForm,
    "tenants": TenantsForm,
    "costs": CostsForm,
    "amount": AmountForm,
    "parts": PartsForm,
    "together": TogetherForm,
    "others": OthersForm,
    "asset": AssetForm,
    "files": FilesForm,
}


class Asking(Answers):
    """An application as far as it has been written, with the form of every question that it is asked."""

    @property
    def steps(self) -> dict[str, type[StepForm]]:
        """The questions that are asked here, in their order."""
        return {step: form for step, form in STEPS.items() if form.applies(self)}

    def form(self, step: str) -> StepForm:
        """Return a step's form, filled with the answer that was given."""
        return STEPS[step](self, self.answer(step) or None)

    def is_done(self, step: str) -> bool:
        """Say whether a step has an answer that holds."""
        return self.form(step).is_valid()

    @property
    def missing(self) -> list[str]:
        """The steps without an answer that holds, in their order."""
        return [step for step in self.steps if not self.is_done(step)]

    def after(self, step: str) -> str | None:
        """Return the next step of the same section without an answer, or nothing: then the task list is next."""
        steps = list(self.steps)
        section, later = STEPS[step].section, steps[steps.index(step) + 1 :] if step in steps else []
        return next((one for one in later if STEPS[one].section == section and not self.is_done(one)), None)

    def asked(self) -> Asked:
        """Return the whole of it as clean values; call it only when nothing is missing."""
        clean: dict[str, Any] = {}
        for step in self.steps:
            form = self.form(step)
            form.full_clean()
            clean |= form.cleaned_data
        if self.fund is None or self.ward is None:
            raise ValueError("An application is sent when every question has been answered.")
        served = [priority for priority in self.priorities if str(priority.pk) in clean["priority"]]
        lines = lines_of(self)
        return Asked(
            fund=self.fund, ward=self.ward, councillor=self.councillor, cluster=self.cluster,
            organisation=Group(clean["group"], OrganisationKind(clean["kind"]), clean["charity_number"]),
            priority=served[0] if served else None, title=clean["title"], purpose=clean["purpose"],
            pence=clean["amount"], who_benefits=clean["who_benefits"], who_was_asked=clean["who_was_asked"],
            contact_name=clean["contact_name"], contact_email=clean["contact_email"],
            cost_pence=rules.sum_of_lines(lines), costs=rules.kind_of(lines, self.rules),
            reached={key: clean[key] for key in Community.values if clean.get(key)},
            more=self._more(clean, lines, served), parts=parts_of(self), needs_all=clean.get("needs") == ALL,
            whole_borough=clean.get("everywhere") == "yes",
        )  # fmt: skip

    def _more(self, clean: dict[str, Any], lines: tuple[rules.Line, ...], served: list[Any]) -> More:
        others = self.form("others")
        assert isinstance(others, OthersForm)
        others.full_clean()
        signs = (clean["signatory_one"], clean["signatory_two"]) if clean["own_account"] == "yes" else ()
        return More(
            company_number=clean["company_number"], phone=clean["phone"],
            postal_address=clean.get("postal_address", ""), own_account=clean["own_account"] == "yes",
            held_by=clean["held_by"] if clean["own_account"] == "no" else "", signatories=signs,
            unrelated=clean["unrelated"] == "yes" if signs else None, sells=clean["sells"] == "yes",
            sold=clean["sold"], delivered_with=clean["delivered_with"], people=clean["people"],
            owner=clean.get("owner", ""), insurer=clean.get("insurer", ""), maintainer=clean.get("maintainer", ""),
            also_serves=tuple(served[1:]),
            lines=lines, others=others.rows, demands=clean.get("demands", ""),
            tenant_benefit=clean.get("tenant_benefit", ""), tenants=clean.get("tenants"),
        )  # fmt: skip
