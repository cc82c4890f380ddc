"""What is typed about a call for input, and what people answer to it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms

from wapentake.design.forms import DateParts, GovForm
from wapentake.foundation.calendars import long_date
from wapentake.organisations.models import Organisation
from wapentake.places.models import Ward
from wapentake.places.queries import ward_for_postcode

from ..models import InputAnswer, InputCall, Priority
from ..queries import bodies_to_ask, communities_on
from ..rules import AnswerWords, CallWords
from ..states import AnswerChannel, CallState
from .lists import NarrowForm

MOST_QUESTIONS = 3
LONGEST = 3000
UNMARKED = "none-yet"
WHO_IS_ASKED = [("yes", "Residents: anybody may answer on the public page"), ("no", "Only those ticked below")]
QUOTED = [("yes", "Yes, without my name"), ("no", "No")]
SPOKEN = [AnswerChannel.PAPER, AnswerChannel.TELEPHONE, AnswerChannel.SPOKEN]


class AnswersFilterForm(NarrowForm):
    """What narrows the answers to a call."""

    q = forms.CharField(label="Search", help_text="Words of an answer", required=False, max_length=100)
    channel = forms.ChoiceField(label="How it came", required=False, choices=[("", "Any way"), *AnswerChannel.choices])
    speaks = forms.ChoiceField(label="Speaks to", required=False)

    def __init__(self, priorities: Sequence[Priority], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = [(UNMARKED, "Not marked yet"), *((one.slug, one.title) for one in priorities)]
        self.offer("speaks", "Any priority", marks)


class CallsFilterForm(NarrowForm):
    """What narrows the calls of every ward."""

    q = forms.CharField(label="Search", help_text="Words, or a ward", required=False, max_length=100)
    state = forms.ChoiceField(label="How it stands", required=False, choices=[("", "Any"), *CallState.choices])


class CallForm(GovForm):
    """What is asked, of whom, from when to when, and how the answers are used."""

    title = forms.CharField(
        label="What is it about?", max_length=100, help_text="A few words, like “Parks and play in the next plan”.",
        error_messages={"required": "Enter in a few words what it is about"},
    )  # fmt: skip
    why = forms.CharField(
        label="Why do you ask?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What is being decided, and what is settled already. It is published.",
        error_messages={"required": "Enter why you ask"},
    )  # fmt: skip
    use = forms.CharField(
        label="How are the answers used?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who reads them, and what they lead to. It is published.",
        error_messages={"required": "Enter how the answers are used"},
    )  # fmt: skip
    question_1 = forms.CharField(
        label="First question", max_length=300, error_messages={"required": "Enter at least one question"}
    )
    question_2 = forms.CharField(label="Second question", max_length=300, required=False)
    question_3 = forms.CharField(label="Third question", max_length=300, required=False)
    opens_on = DateParts(label="Opens on", help_text="For example, 1 12 2026.")
    closes_on = DateParts(label="Closes on", help_text="Answers are taken until the end of this day.")
    residents = forms.ChoiceField(
        label="Who is asked?", choices=WHO_IS_ASKED, widget=forms.RadioSelect,
        error_messages={"required": "Choose who is asked"},
    )  # fmt: skip
    bodies = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label="Services, partners and parish councils asked by name", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Each gets an e-mail when it opens, and one before it closes.",
    )  # fmt: skip

    def __init__(self, *args: Any, call: InputCall | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _as_drafted(call) if call else {"residents": "yes"})
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in bodies_to_ask()]
        rows = Organisation.objects.filter(pk__in=keys).order_by("kind", "name")
        self.fields["bodies"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        opens_on, closes_on = said.get("opens_on"), said.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", "Closing date must be the day of opening or a later one")
        if said.get("residents") == "no" and not said.get("bodies"):
            self.add_error("bodies", "Choose at least one, or ask residents")
        return said

    @property
    def words(self) -> CallWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return CallWords(
            **{name: said[name] for name in ("title", "why", "use", "opens_on", "closes_on")},
            questions=tuple(said[f"question_{number}"] for number in range(1, MOST_QUESTIONS + 1)),
            residents=said["residents"] == "yes", bodies=tuple(said["bodies"]),
        )  # fmt: skip


def _as_drafted(call: InputCall) -> dict[str, Any]:
    said = {name: getattr(call, name) for name in ("title", "why", "use", "opens_on", "closes_on")}
    said |= {f"question_{one.number}": one.text for one in call.questions.all()}
    said["bodies"] = [one.body for one in call.asked.select_related("body")]
    return said | {"residents": "yes" if call.residents else "no"}


class AnswerForm(GovForm):
    """Answers to the questions of a call. Nothing but one answer is needed."""

    def __init__(self, call: InputCall, on: dt.date, *args: Any, old: InputAnswer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_as_answered(old) | {"key": str(uuid4())}, **kwargs)
        self.call = call
        self.asked = {f"answer_{one.pk}": one for one in call.questions.all()}
        for name, question in self.asked.items():
            self.fields[name] = forms.CharField(
                label=question.text, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
            )
        self.of_person(on)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "Open the page anew"})

    def of_person(self, on: dt.date) -> None:
        """Add what people may say of themselves; none of it is needed."""
        self.fields["postcode"] = forms.CharField(
            label="Your postcode", required=False, max_length=20,
            widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
            help_text="It tells us which ward you live in. We keep the ward, not the postcode.",
        )  # fmt: skip
        self.fields["name"] = forms.CharField(
            label="Your name", required=False, max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
        self.fields["email"] = forms.EmailField(
            label="Your e-mail address", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            help_text="We send you a link by which you can change your answer or take it back.",
            error_messages={"invalid": "Enter an e-mail address in the correct format, like name@example.com"},
        )  # fmt: skip
        self.fields["communities"] = forms.MultipleChoiceField(
            label="Do you belong to any of these?", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), str(one)) for one in communities_on(on)],
            help_text="It helps us see whom we have not heard. We never show it with your answer.",
        )  # fmt: skip
        self.fields["may_quote"] = forms.ChoiceField(
            label="May we publish words of your answer?", choices=QUOTED, widget=forms.RadioSelect, required=False
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first = next(iter(self.asked))
        if not self.errors and not any(said.get(name, "").strip() for name in self.asked):
            self.add_error(first, "Answer at least one question")
        return said

    def clean_postcode(self) -> Ward | None:
        text = self.cleaned_data["postcode"]
        if not text.strip():
            return None
        found = ward_for_postcode(text)
        if found.kind == found.kind.MALFORMED:
            raise forms.ValidationError("Enter a whole postcode, like S60 1AE, or leave it empty")
        return found.ward

    @property
    def words(self) -> AnswerWords:
        """What was typed; after `is_valid` only."""
        said = self.cleaned_data
        return AnswerWords(
            texts={one.pk: said[name] for name, one in self.asked.items()}, name=said.get("name", ""),
            email=said.get("email", ""), ward=said.get("postcode"), channel=said.get("channel", AnswerChannel.ONLINE),
            communities=tuple(int(key) for key in said.get("communities", ())),
            may_quote=said.get("may_quote") == "yes", received_on=said.get("received_on"),
        )  # fmt: skip

    @property
    def key(self) -> UUID:
        """What makes a form that is sent twice one answer."""
        found: UUID = self.cleaned_data["key"]
        return found

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What was typed, as the page that checks it shows it: (question, answer)."""
        said = self.cleaned_data
        rows = [(question.text, said[name]) for name, question in self.asked.items()]
        chosen = {key: label for key, label in self.fields["communities"].choices}  # type: ignore[attr-defined]
        rows += [
            ("Ward that you live in", said["postcode"].name if said["postcode"] else ""),
            ("Your name", said["name"]), ("Your e-mail address", said["email"]),
            ("Groups that you belong to", "; ".join(chosen[key] for key in said["communities"])),
            ("Your words may be published", dict(QUOTED).get(said["may_quote"], "No")),
        ]  # fmt: skip
        return [(question, text or "Not answered") for question, text in rows]

    @property
    def as_sent(self) -> list[tuple[str, str]]:
        """Every field as it was typed, to be sent again from the page that checks it."""
        names = [(name, self.data.getlist(name)) for name in self.fields]  # type: ignore[attr-defined]
        return [(name, value) for name, values in names for value in values]


def _as_answered(old: InputAnswer | None) -> dict[str, Any]:
    if old is None:
        return {}
    texts = {f"answer_{one.question_id}": one.text for one in old.texts.all()}
    said = {"name": old.name, "email": old.email, "may_quote": "yes" if old.may_quote else "no"}
    return texts | said | {"communities": [str(one.pk) for one in old.communities.all()]}


class EnterAnswerForm(AnswerForm):
    """What a resident said on paper, by telephone or face to face, as an officer enters it."""

    def of_person(self, on: dt.date) -> None:
        """Add how it came, and what the person said of themselves."""
        self.fields["channel"] = forms.ChoiceField(
            label="How did it come?", choices=[(one.value, one.label) for one in SPOKEN], widget=forms.RadioSelect,
            error_messages={"required": "Choose how it came"},
        )  # fmt: skip
        self.fields["received_on"] = DateParts(
            label="When did it come?", initial=on,
            help_text=f"What came by {long_date(self.call.closes_on)} counts, also if you enter it later.",
        )  # fmt: skip
        super().of_person(on)
        for name in ("postcode", "name", "email", "may_quote"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # of somebody else, not of whoever types
            self.fields[name].label = str(self.fields[name].label).replace("Your", "Their").replace("your", "their")
        self.fields["communities"].label = "Do they belong to any of these?"
        self.fields["communities"].help_text = "Ask only if they want to say."
        self.fields["postcode"].help_text = "It tells us the ward. We keep the ward, not the postcode."
        self.fields["email"].help_text = "They get the link by which they can change their answer or take it back."


class BodyAnswerForm(AnswerForm):
    """What a service, a partner or a parish council answers."""

    def __init__(self, call: InputCall, on: dt.date, bodies: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        self.bodies = {str(one.pk): one for one in bodies}
        super().__init__(call, on, *args, **kwargs)

    def of_person(self, on: dt.date) -> None:
        """Add for whom it answers."""
        self.fields["body"] = forms.ChoiceField(
            label="For whom do you answer?", choices=[(key, one.name) for key, one in self.bodies.items()]
        )

    @property
    def words(self) -> AnswerWords:
        """What was typed, as it came at the desk."""
        texts = {one.pk: self.cleaned_data[name] for name, one in self.asked.items()}
        return AnswerWords(texts=texts, channel=AnswerChannel.DESK, may_quote=True)

    @property
    def body(self) -> Organisation:
        """For whom it answers."""
        return self.bodies[self.cleaned_data["body"]]


class ExtendCallForm(GovForm):
    """Until when a call stays open, and why."""

    closes_on = DateParts(label="New closing date", help_text="Answers are taken until the end of this day.")
    why = forms.CharField(
        label="Why does it stay open for longer?", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Residents read it.", error_messages={"required": "Enter why it stays open for longer"},
    )  # fmt: skip


class CallReasonForm(GovForm):
    """Why a call is closed early or taken back."""

    why = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Residents read it.",
        error_messages={"required": "Enter why"},
    )  # fmt: skip


class HeardForm(GovForm):
    """What was heard, and what was decided."""

    heard = forms.CharField(
        label="You said", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What was heard, in your own words. No names, and nothing by which a person could be known. Quote "
        "only those who agreed to it.",
        error_messages={"required": "Enter what was heard"},
    )  # fmt: skip
    decided = forms.CharField(
        label="We did", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What was decided. Where nothing changes, say why.",
        error_messages={"required": "Enter what was decided"},
    )  # fmt: skip


class MarkForm(GovForm):
    """Which priorities an answer speaks to, and whether it may ever be quoted."""

    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(), label="Which priorities does it speak to?", required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Choose all that it speaks to, or none.",
    )  # fmt: skip

    def __init__(self, priorities: Sequence[Priority], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Priority.objects.filter(pk__in=[one.pk for one in priorities])
        self.fields["priorities"].queryset = rows  # type: ignore[attr-defined]


class WithholdForm(GovForm):
    """Why an answer is never quoted."""

    why = forms.CharField(
        label="Why must it never be quoted?", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Such as: it tells of a neighbour’s illness. Say nothing of that itself. Empty, it may be quoted "
        "again, where the person agreed.",
    )  # fmt: skip
