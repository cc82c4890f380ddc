"""The plans room's background work."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


@app.periodic(cron="25 7 * * 1-5")
@app.task(queue="default", queueing_lock="remind-owners-of-actions")
def remind_owners_of_actions(timestamp: int) -> None:
    """Every working morning: write to whoever has an action late or soon due and was not told this week."""
    actions.remind_owners(at=calendars.now())


@app.periodic(cron="35 7 * * *")
@app.task(queue="default", queueing_lock="look-after-input")
def look_after_input(timestamp: int) -> None:
    """Every morning: remind those asked by name who have not answered, and erase what the rule says."""
    at = calendars.now()
    actions.remind_of_input(at=at)
    actions.erase_answers(at=at)


@app.periodic(cron="45 7 * * *")
@app.task(queue="default", queueing_lock="remind-of-asks")
def remind_of_asks(timestamp: int) -> None:
    """Every morning: remind the services whose answers to wards are due soon."""
    actions.remind_of_asks(at=calendars.now())


@app.periodic(cron="15 7 * * *")
@app.task(queue="default", queueing_lock="tell-new-members")
def tell_new_members(timestamp: int) -> None:
    """Every morning: tell whoever has come to sit for a ward what services announced for it before."""
    actions.tell_new_members(at=calendars.now())
