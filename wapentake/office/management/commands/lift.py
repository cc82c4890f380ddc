"""`wapentake lift`: end a publicity hold now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.foundation.models import Hold
from wapentake.foundation.verdicts import Refused
from wapentake.office import actions
from wapentake.office.queries import holds, moment_words, open_holds, places_of

from ..publicity import who_acts


class Command(BaseCommand):
    """Without a number it lifts the only hold that there is, or says which there are."""

    help = "Lift a publicity hold at once; one that has not begun never does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("hold", nargs="?", type=int, metavar="NUMBER", help="the hold’s number")
        parser.add_argument("--reason", required=True, help="why: it is kept in the record")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the Monitoring Officer’s address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find it, lift it, say so."""
        by = who_acts(options["by"])
        found = _named(options["hold"]) if options["hold"] is not None else _only()
        try:
            actions.lift_hold(found, reason=options["reason"], by=by, at=calendars.now())
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(f"Hold {found.pk} is lifted: {_line(found)}.")


def _named(number: int) -> Hold:
    if (found := holds().filter(pk=number).first()) is None:
        raise CommandError(f"There is no hold {number}. {_choice()}")
    return found


def _only() -> Hold:
    found = list(open_holds(calendars.now()))
    if len(found) != 1:
        raise CommandError(_choice())
    return found[0]


def _choice() -> str:
    found = list(open_holds(calendars.now()))
    if not found:
        return "No hold is on or to come."
    return "Give the number of the hold to lift:\n" + "\n".join(f"  {one.pk}: {_line(one)}" for one in found)


def _line(hold: Hold) -> str:
    until = f" until {moment_words(hold.ends)}" if hold.ends else ""
    return f"{places_of([hold])[hold.pk]}, from {moment_words(hold.starts)}{until}"
