"""`wapentake export-actions [--ward SLUG] [--service SLUG]`: the published actions as CSV."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wapentake.foundation import calendars
from wapentake.organisations.models import Organisation
from wapentake.places.queries import ward_by_slug

from ... import documents, queries


class Command(BaseCommand):
    help = "Write the published actions, of a ward, a service or all, in the shape in which progress is given back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ward", default="", metavar="SLUG", help="of one ward, as its address has it")
        parser.add_argument("--service", default="", metavar="SLUG", help="of one service, partner or group")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = queries.published_actions().order_by("priority__ward__name", "priority__number", "position", "pk")
        if slug := options["ward"]:
            if ward_by_slug(slug, calendars.today()) is None:
                raise CommandError(f"No ward has the address “{slug}”.")
            rows = rows.filter(priority__ward__slug=slug)
        if slug := options["service"]:
            if not Organisation.objects.filter(slug=slug).exists():
                raise CommandError(f"No service, partner or group has the address “{slug}”.")
            rows = rows.filter(owner__slug=slug)
        for line in documents.actions_csv(rows):
            self.stdout.write(line, ending="")
