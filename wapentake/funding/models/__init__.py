"""Funds, the ledger, applications and decisions. Amounts are integer pence."""

from .applications import Application, Decision, Draft, Reached
from .funds import Fund, FundRule, FundYear, WardFigure
from .ledger import Account, Balance, Entry, Move, Transfer

__all__ = [
    "Account",
    "Application",
    "Balance",
    "Decision",
    "Draft",
    "Entry",
    "Fund",
    "FundRule",
    "FundYear",
    "Move",
    "Reached",
    "Transfer",
    "WardFigure",
]
