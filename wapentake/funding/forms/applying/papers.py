"""The papers that a group gives: those that the fund's rules ask for at this amount, and any other."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ...queries import InForce
from ...states.fund_rules import Papers
from ...states.papers import Paper
from .answers import Answers, StepForm
from .money import SECTION, AmountForm
from .parts import parts_of


class FilesForm(StepForm):
    """A file is checked and kept by the page itself, so it stays whatever else is wrong; this says what is missing."""

    section = SECTION
    name = "Papers"
    heading = "Papers that go with it"
    task_hint = "Quotes, accounts, pictures: if you have them"
    lead = (
        "Add a PDF, a picture or an office document of up to 5 MB, one at a time. Only those who decide and check see "
        "them. What a picture says of where and when it was taken is removed."
    )
    depends = ("paper", "file")
    paper = forms.ChoiceField(label="What is it?", choices=Paper.choices, required=False)
    file = forms.FileField(label="The file", required=False)

    @property
    def wanted(self) -> list[tuple[Paper, InForce]]:
        """The papers that the fund asks for at this amount and that are not here yet, with the rule."""
        return wanted_papers(self.asking)

    @property
    def as_typed(self) -> dict[str, Any]:
        return {"sent": "yes"}

    @property
    def said(self) -> list[tuple[str, str]]:
        names = [f"{one.get_kind_display()}: {one.file.name}" for one in self.asking.attached]
        return [("Papers", "\n".join(names) or "None")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for paper, rule in self.wanted:
            self.add_error("file", f"Add this paper: {paper.label.lower()}. {rule.cited}".removesuffix("."))
        return cleaned


def wanted_papers(asking: Answers) -> list[tuple[Paper, InForce]]:
    """Return the papers that the funds' rules ask for, at what all parts come to, and that are not given yet."""
    amount, parts = _amount(asking, asking.answer("amount")), parts_of(asking)
    total, given = amount + sum(part.pence for part in parts), {one.kind for one in asking.attached}
    wanted: dict[Paper, InForce] = {}
    for asked in [asking.rules, *(asking.rules_of(part.fund) for part in parts)]:
        found = asked.one("papers", Papers)
        if found is None or not amount:
            continue
        for each, pence in found[0].pence.items():
            if total >= pence and each not in given:
                wanted.setdefault(Paper(each), found[1])
    return list(wanted.items())


def _amount(asking: Answers, typed: Mapping[str, Any]) -> int:
    form = AmountForm(asking, typed or None)
    form.full_clean()
    return int(form.cleaned_data.get("amount") or 0) if form.is_bound else 0
