"""What happens to items. Each act: lock, verdict, write, audit, news."""

from .items import approve, discard, draft_item, edit_item, keep_draft, propose, send_back, take_back, withdraw
from .photos import add_photo, set_alt
from .settings import set_approval
from .subscriber_care import (
    drop_old_wishes,
    erase_subscriber,
    erase_subscriber_again,
    erase_subscribers_due,
    follow_boundaries,
    leave_for,
    lift_suppression,
)
from .subscriber_lists import (
    discard_list,
    enter_published_figure,
    import_list,
    map_list,
    stage_list,
)
from .subscribers import (
    ask_to_subscribe,
    change_preferences,
    confirm,
    leave,
    leave_again,
    suppress,
    suppress_again,
    write_to_confirm,
)

__all__ = [
    "add_photo",
    "approve",
    "ask_to_subscribe",
    "change_preferences",
    "confirm",
    "discard",
    "discard_list",
    "draft_item",
    "drop_old_wishes",
    "edit_item",
    "enter_published_figure",
    "erase_subscriber",
    "erase_subscriber_again",
    "erase_subscribers_due",
    "follow_boundaries",
    "import_list",
    "keep_draft",
    "leave",
    "leave_again",
    "leave_for",
    "lift_suppression",
    "map_list",
    "propose",
    "send_back",
    "set_alt",
    "set_approval",
    "stage_list",
    "suppress",
    "suppress_again",
    "take_back",
    "withdraw",
    "write_to_confirm",
]
