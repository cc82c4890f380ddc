"""HTTP in, one action or one page, HTTP out."""

from .applying import apply, apply_check, apply_later, apply_sent, apply_step, follow
from .desk import application, queue
from .public import award, awards_csv, money
from .reviews import reviews

__all__ = [
    "application",
    "apply",
    "apply_check",
    "apply_later",
    "apply_sent",
    "apply_step",
    "award",
    "awards_csv",
    "follow",
    "money",
    "queue",
    "reviews",
]
