"""What is posted and who reads it as files: mail, calendars, papers to print, and figures as CSV."""

from .bulletin import To, mail_domain, mail_html, mail_text, mould_of, moulds_of, site_address, test_message
from .calendars import calendar
from .printed import flyer_pdf, newsletter_pdf, press_pdf
from .sheets import left_out_csv, subscriptions_csv, views_csv

__all__ = [
    "To",
    "calendar",
    "flyer_pdf",
    "left_out_csv",
    "mail_domain",
    "mail_html",
    "mail_text",
    "mould_of",
    "moulds_of",
    "newsletter_pdf",
    "press_pdf",
    "site_address",
    "subscriptions_csv",
    "test_message",
    "views_csv",
]
