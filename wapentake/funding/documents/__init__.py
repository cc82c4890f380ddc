"""Statements and awards as bytes: CSV, spreadsheets, PDF, 360Giving, and the Transparency Code's file."""

from wapentake.foundation.files import FORMULA, plain_cell

from .agreement import disagreements
from .bundle import Bundle, Wanted, bundle_of
from .files import Download, download_of
from .giving import giving_csv, giving_json, may_be_given
from .infrastructure import infrastructure_faults, infrastructure_of
from .letter import letter_pdf
from .levy import developments_csv
from .offer import offer_pdf
from .outside import other_funds_csv
from .payments import payment_file_name, payment_lines
from .refused import refused_lines
from .transparency import FIELDS, awards_lines, grants_lines
from .underspend import underspend_csv

__all__ = [
    "FIELDS",
    "FORMULA",
    "Bundle",
    "Download",
    "Wanted",
    "awards_lines",
    "bundle_of",
    "developments_csv",
    "disagreements",
    "download_of",
    "giving_csv",
    "giving_json",
    "grants_lines",
    "infrastructure_faults",
    "infrastructure_of",
    "letter_pdf",
    "may_be_given",
    "offer_pdf",
    "other_funds_csv",
    "payment_file_name",
    "payment_lines",
    "plain_cell",
    "refused_lines",
    "underspend_csv",
]
