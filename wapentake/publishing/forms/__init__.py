"""What people type about items, as clean values."""

from .approving import ApprovalForm, ApproveForm, ReasonForm, SendBackForm
from .items import EventForm, ItemForm

__all__ = ["ApprovalForm", "ApproveForm", "EventForm", "ItemForm", "ReasonForm", "SendBackForm"]
