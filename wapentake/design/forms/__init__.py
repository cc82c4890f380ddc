"""Django forms in GOV.UK's components: fields, the bridge to the macros, and the error summary."""

from .asking import Action, Question, ask
from .bridge import error_href, error_items, error_summary, field_params, form_field, form_fields, has_errors
from .fields import DateParts, DatePartsWidget, GovForm, ManyBoxes, PoundsField, reason_field, what_is_missing

__all__ = [
    "Action",
    "DateParts",
    "DatePartsWidget",
    "GovForm",
    "ManyBoxes",
    "PoundsField",
    "Question",
    "ask",
    "error_href",
    "error_items",
    "error_summary",
    "field_params",
    "form_field",
    "form_fields",
    "has_errors",
    "reason_field",
    "what_is_missing",
]
