"""`wapentake confirm-roles`: after a restore, open the desk again where no administrator is left to do it."""

from typing import Any

from django.core.management.base import BaseCommand

from wapentake.foundation import calendars, switches
from wapentake.office.actions import confirm_roles


class Command(BaseCommand):
    help = "Say after a restore that everybody holds what the records say, so that the desk opens again."

    def handle(self, *args: Any, **options: Any) -> None:
        if switches.is_on(switches.ROLES):
            self.stdout.write("Who holds which role is confirmed already.")
            return
        confirm_roles(reason="Confirmed by hand.", by=None, at=calendars.now())
        self.stdout.write("The desk is open again to everybody for what they hold.")
