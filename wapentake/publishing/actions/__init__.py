"""What happens to items. Each act: lock, verdict, write, audit, news."""

from .corrections import correct
from .deciding import add_deciding_body, end_deciding_body
from .guidance import publish_guidance, withdraw_guidance, write_guidance
from .holds import let_go_on
from .items import approve, discard, draft_item, edit_item, keep_draft, propose, send_back, take_back, withdraw
from .links import add_useful_link, remove_useful_link
from .measured import keep_measures
from .moved import lead_on_from_ended_wards, move_address
from .photos import add_photo, set_alt
from .settings import set_approval
from .strategies import discard_version, draft_version, edit_version, publish_version
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
    enter_subscription,
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
from .views import add_up_day

__all__ = [
    "add_deciding_body",
    "add_photo",
    "add_up_day",
    "add_useful_link",
    "approve",
    "ask_to_subscribe",
    "change_preferences",
    "confirm",
    "correct",
    "discard",
    "discard_list",
    "discard_version",
    "draft_item",
    "draft_version",
    "drop_old_wishes",
    "edit_item",
    "edit_version",
    "end_deciding_body",
    "enter_published_figure",
    "enter_subscription",
    "erase_subscriber",
    "erase_subscriber_again",
    "erase_subscribers_due",
    "follow_boundaries",
    "import_list",
    "keep_draft",
    "keep_measures",
    "lead_on_from_ended_wards",
    "leave",
    "leave_again",
    "leave_for",
    "let_go_on",
    "lift_suppression",
    "map_list",
    "move_address",
    "propose",
    "publish_guidance",
    "publish_version",
    "remove_useful_link",
    "send_back",
    "set_alt",
    "set_approval",
    "stage_list",
    "suppress",
    "suppress_again",
    "take_back",
    "withdraw",
    "withdraw_guidance",
    "write_guidance",
    "write_to_confirm",
]
