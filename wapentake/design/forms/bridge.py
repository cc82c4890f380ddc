"""From a Django form field to the GOV.UK component that asks for it, with its parameters."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html
from markupsafe import Markup

from ..govuk import render
from .fields import PARTS, DateParts, DatePartsWidget, ManyBoxes, PoundsField

Params = dict[str, Any]
HEADING = "wt-title wt-title--task"
# Attributes of a widget that the components have parameters of their own for, or that must not be written.
TAKEN = {"autocomplete", "inputmode", "spellcheck", "pattern", "rows", "cols", "class", "id", "required"}
TAKEN |= {"maxlength", "minlength", "min", "max", "step"}
TYPED = ("email", "tel", "search")
BLANK = "---------"


def form_field(form: forms.BaseForm, name: str, **options: Any) -> Markup:
    """Return the HTML of a form's field with its label, hint and error. See README.md for the options."""
    bound = form[name]
    if bound.is_hidden:
        attributes = flatatt({"type": "hidden", "name": bound.html_name, "value": _text(bound.value())})
        return Markup(format_html("<input{}>", attributes))  # noqa: S704  escaped by format_html
    component, params = field_params(bound, **options)
    return render(component, params)


def form_fields(form: forms.BaseForm) -> Markup:
    """Return all fields of a form, in its order, hidden ones last."""
    ordered = [*form.visible_fields(), *form.hidden_fields()]
    return Markup("\n").join(form_field(form, bound.name) for bound in ordered)


def field_params(bound: BoundField, **options: Any) -> tuple[str, Params]:
    """Return the component that asks for a field, and its parameters; TypeError for an option that it does not have."""
    asked = Asked(bound, options)
    for widgets, build in BUILDERS:
        if isinstance(asked.widget, widgets):
            component, params = build(asked)
            break
    else:
        component, params = _input(asked)
    if asked.options:
        raise TypeError(f"The field {bound.name} has no option {', '.join(sorted(asked.options))}.")
    return component, params


class Asked:
    """A field, the options that a page gave for it, and the parameters that every component shares."""

    def __init__(self, bound: BoundField, options: Params) -> None:
        self.bound, self.field, self.widget = bound, bound.field, bound.field.widget
        self.options = dict(options)
        self.id = bound.auto_id or bound.html_name
        self.attrs: dict[str, Any] = {**self.widget.attrs}

    def take(self, name: str, default: Any = None) -> Any:
        """Return an option and cross it off."""
        return self.options.pop(name, default)

    def label(self) -> Params:
        """The label, or a group's legend: text, size, and whether it is the page's heading."""
        text = str(self.take("label") or self.bound.label)
        optional = self.take("optional", not self.field.required)
        single_box = isinstance(self.widget, forms.CheckboxInput)
        text = f"{text} (optional)" if optional and not single_box else text
        size, heading = self.take("size", ""), self.take("heading", False)
        classes = {"classes": HEADING} if heading else {"classes": self._size(size)} if size else {}
        return {"text": text, **classes, **({"isPageHeading": True} if heading else {})}

    def _size(self, size: str) -> str:
        grouped = isinstance(self.widget, forms.RadioSelect | forms.CheckboxSelectMultiple | DatePartsWidget)
        return f"govuk-fieldset__legend--{size}" if grouped else f"govuk-label--{size}"

    def shared(self) -> Params:
        """Hint and error, as every component takes them."""
        hint, error = self.take("hint", self.bound.help_text), first_error(self.bound)
        return {
            **({"hint": {"text": str(hint)}} if hint else {}),
            **({"errorMessage": {"text": error}} if error else {}),
        }

    def extra(self) -> Params:
        """Attributes that a form gave its widget and that no parameter covers."""
        left = {name: value for name, value in self.attrs.items() if name not in TAKEN and value not in (None, False)}
        return {"attributes": {name: "" if value is True else value for name, value in left.items()}} if left else {}

    def control(self) -> Params:
        """Id, name, label, hint and error of a single control."""
        disabled = {"disabled": True} if self.field.disabled else {}
        return {
            "id": self.id,
            "name": self.bound.html_name,
            "label": self.label(),
            **self.shared(),
            **disabled,
            **self.extra(),
        }

    def width(self, default: int | str = "") -> str:
        """The class of a control's width: a number of characters, or a part of the column."""
        width = self.take("width", default)
        if not width:
            return ""
        return f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"

    def affixes(self, prefix: str = "", suffix: str = "") -> Params:
        """What stands before and after a box."""
        before, after = self.take("prefix", prefix), self.take("suffix", suffix)
        return {**({"prefix": {"text": before}} if before else {}), **({"suffix": {"text": after}} if after else {})}


def first_error(bound: BoundField) -> str:
    """Return a field's first error, or nothing."""
    return str(bound.errors[0]) if bound.errors else ""


def wrong_parts(bound: BoundField) -> list[str]:
    """Return the boxes of a date that are wrong: those that its error names, or all of them."""
    found = bound.form.errors.get(bound.name)
    if not found:
        return []
    params = found.as_data()[0].params or {}
    return list(params.get("parts", PARTS))


# No page may hold these, so what was typed comes back without them.
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def _text(value: Any) -> str:
    return "" if value is None else str(value).translate(CONTROLS)


def _input(asked: Asked) -> tuple[str, Params]:
    kind = getattr(asked.widget, "input_type", "text") or "text"
    short = isinstance(asked.field, PoundsField) or kind == "number"
    # A field of one line: what a program wrote over several is shown as a browser would send it again.
    params = asked.control() | {"value": " ".join(_text(asked.bound.value()).splitlines())} | _typing(asked, kind)
    params |= asked.affixes("£" if isinstance(asked.field, PoundsField) else "")
    if kind in TYPED:
        params["type"] = kind
    classes = " ".join(filter(None, [asked.width(5 if short else ""), asked.attrs.get("class", "")]))
    return "input", params | ({"classes": classes} if classes else {})


def _typing(asked: Asked, kind: str) -> Params:
    """How a box is typed into: what the kind of field suggests, then what its form says."""
    suggested: Params = {"spellcheck": False} if kind in ("email", "url", "number") else {}
    if kind in ("email", "tel"):
        suggested["autocomplete"] = kind
    if kind == "url":  # not a type: a box of that type may not hold the mistyped address that we give back
        suggested["inputmode"] = kind
    if isinstance(asked.field, PoundsField):
        suggested = {"inputmode": "decimal", "spellcheck": False}
    elif kind == "number":
        part = isinstance(asked.field, forms.FloatField | forms.DecimalField)
        suggested["inputmode"] = "decimal" if part else "numeric"
    said = {
        name: asked.attrs[name]
        for name in ("autocomplete", "inputmode", "pattern", "spellcheck")
        if name in asked.attrs
    }
    if "spellcheck" in said:
        said["spellcheck"] = str(said["spellcheck"]).lower() == "true"
    return suggested | said


def _password(asked: Asked) -> tuple[str, Params]:
    params = asked.control() | {"autocomplete": asked.attrs.get("autocomplete", "current-password")}
    width = asked.width()
    return "password_input", params | ({"classes": width} if width else {})


def _textarea(asked: Asked) -> tuple[str, Params]:
    rows, count = asked.take("rows", asked.attrs.get("rows", 5)), asked.take("count", False)
    params = asked.control() | {"value": _text(asked.bound.value()), "rows": int(rows)}
    longest = getattr(asked.field, "max_length", None)
    if count and longest:
        return "character_count", params | {"maxlength": longest}
    return "textarea", params


def _file(asked: Asked) -> tuple[str, Params]:
    multiple = getattr(asked.widget, "allow_multiple_selected", False)
    return "file_upload", asked.control() | ({"multiple": True} if multiple else {})


def _select(asked: Asked) -> tuple[str, Params]:
    chosen = _chosen(asked)
    items = [
        {"value": value, "text": "Choose one" if not value and text == BLANK else text, "selected": value in chosen}
        for value, text in _choices(asked.widget.choices)
    ]
    width = asked.width()
    return "select", asked.control() | {"items": items} | ({"classes": width} if width else {})


def _group(asked: Asked, component: str) -> tuple[str, Params]:
    """Radios or checkboxes: a legend, and items with hints, hidden questions and a divider."""
    chosen, hints = _chosen(asked), asked.take("hints", {})
    conditional, divider = asked.take("conditional", {}), asked.take("divider", ("", ""))
    items: list[Params] = []
    for value, text in _choices(asked.widget.choices):
        if not value and text == BLANK:
            continue
        if value == divider[0] and divider[1]:
            items.append({"divider": divider[1]})
        item: Params = {"value": value, "text": text, "checked": value in chosen}
        if value in hints:
            item["hint"] = {"text": hints[value]}
        if value in conditional:
            item["conditional"] = {"html": form_field(asked.bound.form, conditional[value])}
        items.append(item | ({"disabled": True} if asked.field.disabled else {}))
    name = component.replace("_", "-")
    wanted = [f"govuk-{name}--{how}" for how in ("inline", "small") if asked.take(how, False)]
    params: Params = {
        "idPrefix": asked.id,
        "name": asked.bound.html_name,
        "fieldset": {"legend": asked.label()},
        **asked.shared(),
        "items": items,
    }
    return component, params | ({"classes": " ".join(wanted)} if wanted else {})


def _radios(asked: Asked) -> tuple[str, Params]:
    return _group(asked, "radios")


def _checkboxes(asked: Asked) -> tuple[str, Params]:
    component, params = _group(asked, "checkboxes")
    if isinstance(asked.widget, ManyBoxes):
        params["classes"] = "govuk-checkboxes--small wt-many"
    return component, params


def _checkbox(asked: Asked) -> tuple[str, Params]:
    """One box that says yes: its label stands beside it, its hint under that."""
    shared, label = asked.shared(), asked.label()
    item: Params = {"value": "on", "text": label["text"], "checked": bool(asked.bound.value())}
    if "hint" in shared:
        item["hint"] = shared.pop("hint")
    return "checkboxes", {"idPrefix": asked.id, "name": asked.bound.html_name, "items": [item], **shared}


def _date(asked: Asked) -> tuple[str, Params]:
    wrong, values = wrong_parts(asked.bound), asked.bound.value()
    items = [
        {
            "name": part,
            "value": value,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, value in zip(PARTS, values, strict=True)
    ]
    if asked.attrs.get("autocomplete") == "bday":
        for item in items:
            item["autocomplete"] = f"bday-{item['name']}"
    fieldset = {"fieldset": {"legend": asked.label()}}
    return "date_input", {
        "id": asked.id,
        "namePrefix": asked.bound.html_name,
        **fieldset,
        **asked.shared(),
        "items": items,
    }


def _choices(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Return (value, text), groups opened out."""
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from _choices(text)
        else:
            yield _text(value), str(text)


def _chosen(asked: Asked) -> set[str]:
    value = asked.bound.value()
    many = value if isinstance(value, list | tuple | set) else [value]
    return {_text(getattr(one, "value", one)) for one in many}


Builder = Callable[[Asked], tuple[str, Params]]
BUILDERS: list[tuple[Any, Builder]] = [
    (DatePartsWidget, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
]


def error_href(bound: BoundField) -> str:
    """Return where the error summary leads: the first control that is wrong."""
    target = bound.auto_id or bound.html_name
    if isinstance(bound.field, DateParts):
        return f"#{target}-{(wrong_parts(bound) or PARTS)[0]}"
    return f"#{target}"


def error_items(*some: forms.BaseForm) -> list[Mapping[str, str]]:
    """Return the errors of forms as the summary lists them: those of the form first, then each field's first."""
    items: list[Mapping[str, str]] = []
    for form in some:
        items += [{"text": str(error)} for error in form.non_field_errors()]
        items += [
            {"text": first_error(bound), "href": error_href(bound)}
            for bound in form
            if bound.errors and not bound.is_hidden
        ]
        items += [{"text": str(error)} for bound in form.hidden_fields() for error in bound.errors]
    return items


def error_summary(*some: forms.BaseForm) -> Markup:
    """Return GOV.UK's summary of what is wrong, linked to the fields; nothing when all is well."""
    items = error_items(*some)
    return render("error_summary", {"titleText": "There is a problem", "errorList": items}) if items else Markup("")


def has_errors(*some: forms.BaseForm) -> bool:
    """Say whether any of the forms came back with errors, for the page's title."""
    return any(form.errors for form in some)
