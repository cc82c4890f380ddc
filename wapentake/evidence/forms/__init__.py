"""What the evidence room asks at the desk."""

from .columns import ColumnsForm, IndicatorForm, IndicatorsForm
from .files import FilesFilterForm, ReadingFileForm, WithdrawFileForm

__all__ = ["ColumnsForm", "FilesFilterForm", "IndicatorForm", "IndicatorsForm", "ReadingFileForm", "WithdrawFileForm"]
