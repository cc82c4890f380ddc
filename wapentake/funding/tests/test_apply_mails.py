"""What strangers can have us send: a link back to a draft goes to few mailboxes, and to each a few times a day."""

from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from .test_applying import begin
from .world import World


def test_a_draft_does_not_write_to_strangers_without_end(world: World, client: Client, settings):
    """One draft would send its link to any number of addresses, and to one mailbox under any number of names."""
    settings.ACCOUNT_RATE_LIMITS = {"apply_start": "60/h/ip", "apply_later": "9/h/ip", "apply_mail": "2/d/key"}
    draft = begin(client)
    for number in range(5):
        answer = client.post(f"{draft}later/", {"email": f"Pat+{number}@example.org"})
    assert mails_to("pat+") == 2
    assert "none can be sent now" in answer.content.decode()
    for number in range(9):
        client.post(f"{draft}later/", {"email": f"stranger{number}@example.org"})
    assert mails_to("stranger") == 4, "from one place nine in an hour, with those that the mailbox did not take"


def mails_to(begins: str) -> int:
    jobs_waiting = ProcrastinateJob.objects.filter(task_name__endswith="send_mail")
    return sum(job.args["to"][0].casefold().startswith(begins) for job in jobs_waiting)
