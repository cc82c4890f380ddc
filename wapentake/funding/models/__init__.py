"""Funds, the ledger, applications and decisions. Amounts are integer pence."""

from .alerts import AlertRule, MoneyAlert
from .applications import Application, Decision, Draft, Reached
from .attachments import Attachment, Entered, Invitation, NotSplit
from .award_tests import LevyAnswer, TenantBenefit
from .cancellations import Cancellation
from .corrections import CorrectedRecord
from .declared import DeclaredInterest
from .footing import CopyGiven
from .freezes import AwardFreeze, FreezeOverride, FreezeRule
from .funds import Fund, FundRule, FundYear, WardFigure
from .imports import AwardImport, ColumnMapping, ImportLine, ImportProgress
from .infrastructure import InfrastructureStatement
from .instalments import Instalment
from .joint import JointPurchase
from .ledger import Account, Balance, Entry, Move, Transfer
from .letters import Letter
from .levy import AreaDwellings, Development, LevyReceipt, NeighbourhoodPlan
from .minutes import Minute
from .monitoring import Monitoring
from .offers import OfferAnswer
from .officer_checks import FundCheck, OfficerCheck
from .outside import OutsideBid, OutsideFollow, OutsideFund
from .particulars import CostLine, OtherMoney, Particulars
from .payees import BankAccount, PayeeDetails
from .payments import PaymentLine, PaymentRun
from .projects import Project
from .purposes import PurposeAnswer, PurposeChange
from .receipts import Receipt
from .records_checks import RecordsCheck
from .recoveries import Recovery, RecoveryReceipt, WriteOff
from .reviews import ReviewClosed
from .statement_figures import StatementFigure
from .votes import Turn, Vote

__all__ = [
    "Account",
    "AlertRule",
    "Application",
    "AreaDwellings",
    "Attachment",
    "AwardFreeze",
    "AwardImport",
    "Balance",
    "BankAccount",
    "Cancellation",
    "ColumnMapping",
    "CopyGiven",
    "CorrectedRecord",
    "CostLine",
    "Decision",
    "DeclaredInterest",
    "Development",
    "Draft",
    "Entered",
    "Entry",
    "FreezeOverride",
    "FreezeRule",
    "Fund",
    "FundCheck",
    "FundRule",
    "FundYear",
    "ImportLine",
    "ImportProgress",
    "InfrastructureStatement",
    "Instalment",
    "Invitation",
    "JointPurchase",
    "Letter",
    "LevyAnswer",
    "LevyReceipt",
    "Minute",
    "MoneyAlert",
    "Monitoring",
    "Move",
    "NeighbourhoodPlan",
    "NotSplit",
    "OfferAnswer",
    "OfficerCheck",
    "OtherMoney",
    "OutsideBid",
    "OutsideFollow",
    "OutsideFund",
    "Particulars",
    "PayeeDetails",
    "PaymentLine",
    "PaymentRun",
    "Project",
    "PurposeAnswer",
    "PurposeChange",
    "Reached",
    "Receipt",
    "RecordsCheck",
    "Recovery",
    "RecoveryReceipt",
    "ReviewClosed",
    "StatementFigure",
    "TenantBenefit",
    "Transfer",
    "Turn",
    "Vote",
    "WardFigure",
    "WriteOff",
]
