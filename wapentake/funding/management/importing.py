"""Commands that keep a file, say what it would change, and bring it in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.design.words import count_of
from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.money import pounds
from wapentake.foundation.tables import reading
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import actions, queries, rules
from ..models import AwardImport, ColumnMapping
from ..states.imports import ImportOf, Outcome

SHOWN = 50


class ImportCommand(BaseCommand):
    """Keep a file of a kind and, with --apply, bring it in."""

    of = ImportOf.AWARDS
    line = "award"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, read how, in whose name, and how far to go."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="email", required=True, help="e-mail address of the finance officer who acts")
        parser.add_argument("--mapping", default="", help="the name of a layout whose columns are remembered")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and keep nothing")
        parser.add_argument("--apply", action="store_true", help="bring it in, all that is new or nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep, compare, and bring in."""
        user = User.objects.filter(email=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            with reading(options["file"]) as table, transaction.atomic():
                mapping, at = self._mapping(options["mapping"]), calendars.now()
                found = actions.stage_import(
                    table.lines(), table.headings, table.source, by=user, at=at, mapping=mapping, of=self.of
                )
                self._tell(found)
                if options["apply"]:
                    found = actions.apply_import(found, shown=rules.print_of_import(found), by=user, at=at)
                    self.stdout.write(f"Brought in: {count_of(found.counts.get('new', 0), self.line)}.")
                if options["dry_run"]:
                    transaction.set_rollback(True)
                    self.stdout.write("Nothing was changed: this was a dry run.")
        except (Refused, BadFile) as error:
            raise CommandError(str(error)) from error

    def _mapping(self, name: str) -> ColumnMapping | None:
        if not name:
            return None
        found = ColumnMapping.objects.filter(name=name).first()
        if found is None:
            known = ", ".join(ColumnMapping.objects.values_list("name", flat=True)) or "none yet"
            raise CommandError(f"No layout is remembered as {name}. Remembered are: {known}.")
        return found

    def _tell(self, found: AwardImport) -> None:
        """Say what would become of the lines, and what is wrong with those that are refused."""
        self.stdout.write(f"{found.name}, import {found.pk}: {found.lines_read} lines.")
        for outcome in Outcome:
            self.stdout.write(f"  {outcome.label}: {found.counts.get(outcome, 0)}")
        for missing in rules.columns_missing(found):
            self.stdout.write(f"  No column is named for the {missing}.")
        for one in queries.sums_of(found):
            self.stdout.write(f"  {one.year.label}, {one.ward}: {one.awards} new, {pounds(one.pence)}")
        for short in found.counts.get("short", []):
            self.stdout.write(f"  {short}")
        for line in queries.lines_of(found, Outcome.REFUSED)[:SHOWN]:
            for problem in line.problems:
                said = f" “{problem['value']}”" if problem["value"] else ""
                self.stdout.write(f"  Line {line.number}, {problem['column']}{said}: {problem['why']}")
        if (more := found.counts.get(Outcome.REFUSED, 0) - SHOWN) > 0:
            self.stdout.write(f"  And {more} more refused lines: download them from the import’s page.")
