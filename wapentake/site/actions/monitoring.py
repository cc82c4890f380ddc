"""The demonstration's monitoring forms: most came back, some are to be read, a few are late."""

import datetime as dt

from wapentake.funding import actions as funding
from wapentake.funding.models import Monitoring

from .world import World, moment

DONE = (
    "We bought what we said, and it is in use every week. Three people who came to help have joined us.",
    "It took longer than planned because of the rain, and then it was finished in two Saturdays.",
    "Everything was spent on the session leader and the room. Families asked for it to go on.",
    "The tools are in the store, and every street has had them once.",
)


def load_monitoring(world: World) -> int:
    """Let the groups send their forms back; of those due by now every fifth has not. Returns how many there are."""
    rows = Monitoring.objects.select_related("application__ward").order_by("due_on", "pk")
    forms = list(rows)
    for number, form in enumerate(forms):
        if number % 5 != 0:
            _come_back(world, form, number)
    return len(forms)


def _come_back(world: World, form: Monitoring, number: int) -> None:
    day = form.asked_on + dt.timedelta(days=60 + number * 17 % 90)
    if day >= world.on:
        return
    done, people = DONE[number % len(DONE)], 8 + number * 13 % 140
    spent = form.application.pence - (number % 4 == 0) * (form.application.pence // 20 // 100 * 100)
    came = funding.send_monitoring(form, done=done, people=people, spent_pence=spent, at=moment(day, number % 480))
    read_on = day + dt.timedelta(days=9)
    if read_on < world.on and number % 7:
        funding.accept_monitoring(came, by=world.people["colin"], at=moment(read_on, number % 480))
