"""When the proper officer had the copy of a member's own decision."""

from wapentake.design.forms import DateParts, GovForm


class CopyForm(GovForm):
    """The day on which the proper officer had it."""

    on = DateParts(label="Day on which the proper officer had the copy", help_text="For example, 24 11 2026.")
