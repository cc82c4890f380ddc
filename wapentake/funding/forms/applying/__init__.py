"""The questions of an application, a page each, in the order of the task list.

To add one: write a form in the file of its section, and name it in `STEPS`. Where its answer is to be kept with the
application, add it to `rules.More` and to `More` in `asking.py`.
"""

from .answers import Answers, StepForm
from .asking import STEPS, Asking

__all__ = ["STEPS", "Answers", "Asking", "StepForm"]
