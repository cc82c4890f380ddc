"""When a letter was posted."""

from wapentake.design.forms import DateParts, GovForm


class PostedForm(GovForm):
    """The day on which a letter went."""

    posted_on = DateParts(label="On which day was it posted?", help_text="For example, 20 11 2026.")
