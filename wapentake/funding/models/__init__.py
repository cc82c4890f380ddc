"""Funds, the ledger, applications and decisions. Amounts are integer pence."""

from .applications import Application, Decision, Draft, Reached
from .attachments import Attachment, Entered, Invitation, NotSplit
from .funds import Fund, FundRule, FundYear, WardFigure
from .imports import AwardImport, ColumnMapping, ImportLine, ImportProgress
from .ledger import Account, Balance, Entry, Move, Transfer
from .particulars import CostLine, OtherMoney, Particulars
from .reviews import ReviewClosed

__all__ = [
    "Account",
    "Application",
    "Attachment",
    "AwardImport",
    "Balance",
    "ColumnMapping",
    "CostLine",
    "Decision",
    "Draft",
    "Entered",
    "Entry",
    "Fund",
    "FundRule",
    "FundYear",
    "ImportLine",
    "ImportProgress",
    "Invitation",
    "Move",
    "NotSplit",
    "OtherMoney",
    "Particulars",
    "Reached",
    "ReviewClosed",
    "Transfer",
    "WardFigure",
]
