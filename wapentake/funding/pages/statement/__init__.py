"""The yearly budget statement of the borough and of each ward: where the money went, row by row, to the penny."""

from .addresses import TOTAL, rows_href, statement_href, statement_paths, ward_statement_paths
from .statements import Agreement, Statement, statement, ward_statement
from .tables import SECTORS, ratio, share_of, used, whole_percents

__all__ = [
    "SECTORS",
    "TOTAL",
    "Agreement",
    "Statement",
    "ratio",
    "rows_href",
    "share_of",
    "statement",
    "statement_href",
    "statement_paths",
    "used",
    "ward_statement",
    "ward_statement_paths",
    "whole_percents",
]
