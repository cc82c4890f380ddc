"""What happens to items and bulletins. Each act: lock, verdict, write, audit, news."""

from .bounces import take_bounce
from .bulletins import (
    add_part,
    approve_bulletin,
    change_heading,
    comment,
    consult,
    edit_part,
    move_part,
    put_back_part,
    send_test,
    take_back_bulletin,
    take_out_part,
    withdraw_bulletin,
    write_bulletin,
)
from .clicks import count_click, count_open
from .corrections import correct
from .deciding import add_deciding_body, end_deciding_body
from .guidance import publish_guidance, withdraw_guidance, write_guidance
from .holds import let_go_on
from .items import approve, discard, draft_item, edit_item, keep_draft, propose, send_back, take_back, withdraw
from .links import add_useful_link, remove_useful_link
from .measured import keep_measures
from .moved import lead_on_from_ended_wards, move_address
from .outbox import Lane, send_some
from .photos import add_photo, set_alt
from .sending import (
    SEND,
    call_lane,
    call_lanes,
    finish_sending,
    go_on_sending,
    hold_sending,
    pause_sending,
    resume_all_sending,
    send_despite_hold,
    start_due,
    start_sending,
)
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
    "SEND",
    "Lane",
    "add_deciding_body",
    "add_part",
    "add_photo",
    "add_up_day",
    "add_useful_link",
    "approve",
    "approve_bulletin",
    "ask_to_subscribe",
    "call_lane",
    "call_lanes",
    "change_heading",
    "change_preferences",
    "comment",
    "confirm",
    "consult",
    "correct",
    "count_click",
    "count_open",
    "discard",
    "discard_list",
    "discard_version",
    "draft_item",
    "draft_version",
    "drop_old_wishes",
    "edit_item",
    "edit_part",
    "edit_version",
    "end_deciding_body",
    "enter_published_figure",
    "enter_subscription",
    "erase_subscriber",
    "erase_subscriber_again",
    "erase_subscribers_due",
    "finish_sending",
    "follow_boundaries",
    "go_on_sending",
    "hold_sending",
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
    "move_part",
    "pause_sending",
    "propose",
    "publish_guidance",
    "publish_version",
    "put_back_part",
    "remove_useful_link",
    "resume_all_sending",
    "send_back",
    "send_despite_hold",
    "send_some",
    "send_test",
    "set_alt",
    "set_approval",
    "stage_list",
    "start_due",
    "start_sending",
    "suppress",
    "suppress_again",
    "take_back",
    "take_back_bulletin",
    "take_bounce",
    "take_out_part",
    "withdraw",
    "withdraw_bulletin",
    "withdraw_guidance",
    "write_bulletin",
    "write_guidance",
    "write_to_confirm",
]
