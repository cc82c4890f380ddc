"""Funds, the ledger, applications and decisions. Amounts are integer pence."""

from .applications import Application, Decision, Draft, Reached
from .funds import Fund, FundRule, FundYear, WardFigure
from .imports import AwardImport, ColumnMapping, ImportLine, ImportProgress
from .ledger import Account, Balance, Entry, Move, Transfer
from .particulars import CostLine, OtherMoney, Particulars

__all__ = [
    "Account",
    "Application",
    "AwardImport",
    "Balance",
    "ColumnMapping",
    "CostLine",
    "Decision",
    "Draft",
    "Entry",
    "Fund",
    "FundRule",
    "FundYear",
    "ImportLine",
    "ImportProgress",
    "Move",
    "OtherMoney",
    "Particulars",
    "Reached",
    "Transfer",
    "WardFigure",
]
