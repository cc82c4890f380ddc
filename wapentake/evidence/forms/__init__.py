"""What the evidence room asks at the desk."""

from .columns import ColumnsForm, IndicatorForm, IndicatorsForm
from .files import FilesFilterForm, ReadingFileForm, WithdrawFileForm
from .findings import (
    FindingFilterForm,
    FindingForm,
    WithdrawFindingForm,
)

__all__ = [
    "ColumnsForm",
    "FilesFilterForm",
    "FindingFilterForm",
    "FindingForm",
    "IndicatorForm",
    "IndicatorsForm",
    "ReadingFileForm",
    "WithdrawFileForm",
    "WithdrawFindingForm",
]
