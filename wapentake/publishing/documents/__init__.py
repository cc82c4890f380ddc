"""What is posted and who reads it as files: calendars, papers to print, and figures as CSV."""

from .calendars import calendar
from .printed import flyer_pdf, newsletter_pdf, press_pdf
from .sheets import left_out_csv, subscriptions_csv, views_csv

__all__ = [
    "calendar",
    "flyer_pdf",
    "left_out_csv",
    "newsletter_pdf",
    "press_pdf",
    "subscriptions_csv",
    "views_csv",
]
