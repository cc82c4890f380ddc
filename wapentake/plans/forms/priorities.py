"""What people type about a ward's plan, as clean values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wapentake.design.forms import DateParts, GovForm, reason_field
from wapentake.foundation.numbers import whole
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation

from ..models import Action, Framework, Outcome, Priority
from ..rules import MOST_ACTIONS, ActionWords, PriorityWords

ROWS = "rows"


class PriorityForm(GovForm):
    """The words of a priority."""

    title = forms.CharField(
        label="What is the priority?",
        max_length=100,
        help_text="A few words that residents would use, like “Slower, safer streets”.",
        error_messages={"required": "Enter the priority in a few words"},
    )
    summary = forms.CharField(
        label="What is it about, in a sentence?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter a sentence that says what it is about"},
    )
    why = forms.CharField(
        label="Why did you choose it?",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What figures, services and residents told you. It is published.",
    )
    overarching = forms.BooleanField(
        label="It runs through all the other priorities", required=False, help_text="A ward has one like that at most."
    )

    def __init__(self, *args: Any, frameworks: Sequence[Framework] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"list_{one.key}": {str(each.pk): each for each in one.outcomes.all()} for one in frameworks}
        for one in frameworks:
            self.fields[f"list_{one.key}"] = forms.MultipleChoiceField(
                label=one.name, required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(each.pk), each.name) for each in one.outcomes.all()],
                help_text=f"{one.about} Source: {one.source}.".strip(),
                error_messages={"invalid_choice": "Choose from the list"},
            )  # fmt: skip

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What is ticked; after `is_valid` only."""
        return tuple(there[key] for name, there in self.offered.items() for key in self.cleaned_data[name])


class ActionForm(GovForm):
    """One action of a draft. A row that is left empty, or marked to be removed, is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label="What will be done?", required=False, max_length=300)
    owner = forms.ChoiceField(label="Who will do it?", required=False, help_text="A service, a partner or a group.")
    community = forms.CharField(
        label="Or who of the community, in words?",
        required=False,
        max_length=100,
        help_text="Such as “Neighbours of Boston Park”. Names no single person.",
    )
    lead = forms.ChoiceField(label="Which councillor leads on it?", required=False)
    due_on = DateParts(label="Date due", required=False, help_text="For example, 26 2 2027.")
    remove = forms.BooleanField(label="Remove this action", required=False)

    def __init__(
        self, *args: Any, owners: Mapping[str, Organisation], leads: Mapping[str, Councillor], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owners, self.leads = owners, leads
        self._offer("owner", owners)
        self._offer("lead", leads)

    def _offer(self, name: str, offered: Mapping[str, object]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Not decided yet"), *((key, str(value)) for key, value in offered.items())]
        field.error_messages["invalid_choice"] = "Choose one from the list, or leave it open"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        others = [said.get(name) for name in ("pk", "owner", "community", "lead", "due_on")]
        if not said.get("text") and any(others) and not said.get("remove"):
            self.add_error("text", "Enter what will be done, or tick “Remove this action”")
        return said

    @property
    def words(self) -> ActionWords | None:
        """What the row says, or None where it says nothing."""
        said = self.cleaned_data
        if said["remove"] or not said["text"]:
            return None
        owner, lead = self.owners.get(said["owner"]), self.leads.get(said["lead"])
        return ActionWords(said["text"], owner, lead, said["due_on"], said["pk"], said["community"])


class DraftForm:
    """A priority and its rows of actions, read and shown together. One more row can be asked for without a script."""

    def __init__(
        self,
        owners: list[Organisation],
        leads: list[Councillor],
        *,
        data: Mapping[str, Any] | None = None,
        priority: Priority | None = None,
        frameworks: Sequence[Framework] = (),
    ) -> None:
        self.frameworks = frameworks
        self.offered: dict[str, Any] = {
            "owners": {str(one.pk): one for one in owners},
            "leads": {str(one.pk): one for one in leads},
        }
        self.adding = data is not None and "add" in data
        if data is None:
            self._from_record(priority)
        elif self.adding:
            self._as_typed(data)
        else:
            self.main = PriorityForm(data, frameworks=frameworks)
            self.rows = [self._row(i, data=data) for i in range(_count(data))]

    def _from_record(self, priority: Priority | None) -> None:
        actions = list(priority.actions.order_by("position")) if priority else []
        self.main = PriorityForm(initial=_initial(priority) if priority else None, frameworks=self.frameworks)
        self.rows = [self._row(i, initial=_initial_action(action)) for i, action in enumerate(actions)]
        if not self.rows:
            self.rows = [self._row(0)]

    def _as_typed(self, data: Mapping[str, Any]) -> None:
        """Show again what was typed, right or wrong, with an empty row more."""
        typed = _typed(PriorityForm(data, frameworks=self.frameworks))
        self.main = PriorityForm(initial=typed, frameworks=self.frameworks)
        rows = [self._row(i, initial=_typed(self._row(i, data=data))) for i in range(_count(data))]
        self.rows = [*rows, self._row(len(rows))] if len(rows) < MOST_ACTIONS else rows

    def _row(self, number: int, **kwargs: Any) -> ActionForm:
        return ActionForm(prefix=f"action-{number}", **kwargs, **self.offered)

    @property
    def forms(self) -> list[forms.BaseForm]:
        """Every form, for the error summary."""
        return [self.main, *self.rows]

    @property
    def can_add(self) -> bool:
        """Whether there may be a row more."""
        return len(self.rows) < MOST_ACTIONS

    def is_valid(self) -> bool:
        """Read everything. Asking for another row is never ready to be saved."""
        return not self.adding and all([form.is_valid() for form in self.forms])

    @property
    def words(self) -> PriorityWords:
        """What was typed; after `is_valid` only."""
        said = self.main.cleaned_data
        actions = tuple(words for row in self.rows if (words := row.words))
        return PriorityWords(
            said["title"], said["summary"], said["why"], said["overarching"], actions, self.main.outcomes
        )


def _count(data: Mapping[str, Any]) -> int:
    return min(whole(str(data.get(ROWS, "1")), 1), MOST_ACTIONS)


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _initial(priority: Priority) -> dict[str, Any]:
    named: dict[str, list[str]] = {}
    for outcome in priority.outcomes.select_related("framework"):
        named.setdefault(f"list_{outcome.framework.key}", []).append(str(outcome.pk))
    return {name: getattr(priority, name) for name in ("title", "summary", "why", "overarching")} | named


def _initial_action(action: Action) -> dict[str, Any]:
    return {
        "pk": action.pk, "text": action.text, "owner": str(action.owner_id or ""), "lead": str(action.lead_id or ""),
        "due_on": action.due_on, "community": action.community,
    }  # fmt: skip


class QuestionForm(GovForm):
    """A question that is answered by its button alone."""


class AgreeForm(QuestionForm):
    """Agreement to the very words that were read."""

    read_at = forms.CharField(widget=forms.HiddenInput)

    def clean_read_at(self) -> dt.datetime:
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["read_at"])
        except ValueError:
            raise forms.ValidationError("Open the page again and read the words before you agree") from None


class TakeBackForm(QuestionForm):
    """Why a proposal goes back to draft."""

    reason = forms.CharField(
        label="What should change?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever writes on sees it.",
    )


class WithdrawForm(QuestionForm):
    """Why a priority is withdrawn."""

    reason = reason_field("Why is it withdrawn?", "Kept with the priority.", "Enter why it is withdrawn")


class CycleForm(GovForm):
    """The day on which a cycle begins."""

    starts_on = DateParts(label="Date on which it begins", help_text="For example, 1 7 2026.")


class CycleLengthForm(GovForm):
    """How long cycles last from a day on."""

    years = forms.IntegerField(label="How many years?", min_value=1, max_value=5)
    from_date = DateParts(label="Date from which it holds", help_text="For cycles that begin on that day or later.")
    source = forms.CharField(label="Where was it decided?", max_length=200, help_text="Such as Cabinet, and the date.")
