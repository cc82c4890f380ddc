"""Funds, the ledger, applications and decisions. Amounts are integer pence."""

from .applications import Application, Decision, Draft, Reached
from .funds import Fund, FundRule, FundYear, WardFigure
from .ledger import Account, Balance, Entry, Move, Transfer
from .particulars import CostLine, OtherMoney, Particulars

__all__ = [
    "Account",
    "Application",
    "Balance",
    "CostLine",
    "Decision",
    "Draft",
    "Entry",
    "Fund",
    "FundRule",
    "FundYear",
    "Move",
    "OtherMoney",
    "Particulars",
    "Reached",
    "Transfer",
    "WardFigure",
]
