"""`wapentake load-postcodes FILE… | --district CODE`: postcodes and the wards that they lie in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wapentake.foundation import calendars
from wapentake.foundation.files import BadFile
from wapentake.foundation.verdicts import Refused
from wapentake.places import actions
from wapentake.places.actions import PostcodeLoad
from wapentake.places.queries import wards_of_postcodes
from wapentake.places.readers import postcodes as readers
from wapentake.places.rules import LoadedPostcode

SHOWN = 5


class Command(BaseCommand):
    help = "Load postcodes from Code-Point Open files, or from the package of postcodes (--district)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="Code-Point Open CSV files")
        parser.add_argument("--district", metavar="CODE", help="a council's GSS code: take the package's postcodes")
        parser.add_argument("--all", action="store_true", help="with --district: every postcode of the country too")
        parser.add_argument("--many-ended", action="store_true", help="take a file that leaves out many live postcodes")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["files"]) == bool(options["district"]):
            raise CommandError("Give Code-Point Open files, or --district with a council's GSS code.")
        try:
            if options["files"]:
                self._from_files(options["files"], many_ended=options["many_ended"])
            else:
                self._from_package(options["district"], everything=options["all"])
        except Refused as error:
            raise CommandError(
                f"{', '.join(path.name for path in options['files']) or 'The package'}: {error}"
            ) from error
        except BadFile as error:
            raise CommandError(str(error)) from error

    def _from_files(self, files: list[Path], *, many_ended: bool) -> None:
        rows, source = readers.read_code_point(files)
        published: dict[str, str] = {}
        load = actions.load_postcodes(
            _remembering(rows, published), source, live=True, on=calendars.today(), by=None, at=calendars.now(),
            many_ended=many_ended,
        )  # fmt: skip
        self._say(load)
        self._compare(published)

    @transaction.atomic
    def _from_package(self, district: str, *, everything: bool) -> None:
        outward, source = readers.read_outward_codes()
        rows, source = readers.read_package(district, outward, everything=everything)
        now = calendars.now()
        load = actions.load_postcodes(rows, source, live=False, on=calendars.today(), by=None, at=now)
        self._say(load)
        changed = actions.load_outward_codes(outward, source, by=None, at=now)
        self.stdout.write(f"{len(outward):,} first halves of postcodes with their councils, {changed:,} changed.")

    def _say(self, load: PostcodeLoad) -> None:
        said = f"{load.added:,} added, {load.changed:,} changed, {load.ended:,} no longer in use"
        self.stdout.write(f"{load.read:,} postcodes read: {said}; {load.replaced_wards:,} have a new ward.")

    def _compare(self, published: dict[str, str]) -> None:
        """Say how many of our postcodes lie in the ward that the file names."""
        computed = wards_of_postcodes(published)
        if not computed:
            return
        other = {code: ward for code, ward in sorted(computed.items()) if ward != published[code]}
        right = len(computed) - len(other)
        self.stdout.write(f"{right:,} of our {len(computed):,} lie in the ward that the file names.")
        for code in list(other)[:SHOWN]:
            self.stdout.write(f"  {code}: the file says {published[code]}, its point lies in {other[code]}.")
        elsewhere = Counter(other.values()).total() - SHOWN
        if elsewhere > 0:
            self.stdout.write(f"  and {elsewhere:,} more.")


def _remembering(rows: Iterable[LoadedPostcode], published: dict[str, str]) -> Iterator[LoadedPostcode]:
    """Pass rows on, and keep the published wards of our own council's."""
    for row in rows:
        if row.ward and row.council == settings.WAPENTAKE_COUNCIL_CODE:
            published[row.code] = row.ward
        yield row
