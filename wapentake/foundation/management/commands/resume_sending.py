"""`wapentake resume-sending`: after a restore, let mail out again."""

from typing import Any

from django.core.management.base import BaseCommand

from wapentake.foundation import calendars, switches


class Command(BaseCommand):
    help = "Let mail go out again after a restore."

    def handle(self, *args: Any, **options: Any) -> None:
        if switches.is_on(switches.SENDING):
            self.stdout.write("Sending is on already.")
            return
        switches.turn(switches.SENDING, on=True, reason="Resumed by hand.", by=None, at=calendars.now())
        self.stdout.write("Sending is on. What was waiting goes out within minutes.")
