"""What a resident types: a postcode."""

from typing import Any

from django import forms

from wapentake.design.forms import GovForm

from ..queries import PostcodeAnswer, ward_for_postcode
from ..states import AnswerKind


class PostcodeForm(GovForm):
    """The question of a postcode. A whole postcode has its answer in `answer`; anything else is an error here."""

    answer: PostcodeAnswer | None = None
    postcode = forms.CharField(label="Your postcode", required=False, strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The field's id is `postcode`, as the question has it on every page."""
        super().__init__(*args, auto_id="%s", **kwargs)

    def clean_postcode(self) -> str:
        """Ask for the ward; what is not a postcode is said at the field."""
        answer = ward_for_postcode(self.cleaned_data["postcode"])
        if answer.kind is AnswerKind.MALFORMED:
            raise forms.ValidationError(answer.sentence)
        self.answer = answer
        return answer.postcode
