"""What the evidence room asks: at the desk, and which wards to set side by side."""

from .columns import ColumnsForm, IndicatorForm, IndicatorsForm
from .files import FilesFilterForm, ReadingFileForm, WithdrawFileForm
from .findings import (
    FindingFilterForm,
    FindingForm,
    WithdrawFindingForm,
)
from .side_by_side import SideBySideForm

__all__ = [
    "ColumnsForm",
    "FilesFilterForm",
    "FindingFilterForm",
    "FindingForm",
    "IndicatorForm",
    "IndicatorsForm",
    "ReadingFileForm",
    "SideBySideForm",
    "WithdrawFileForm",
    "WithdrawFindingForm",
]
