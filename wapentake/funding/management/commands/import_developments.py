"""`wapentake import-developments FILE`: keep a file of the levy's developments, say what it changes, bring it in."""

from ...states.imports import ImportOf
from ..importing import ImportCommand


class Command(ImportCommand):
    help = "Keep a CSV, XLSX or ODS file of developments and their receipts and, with --apply, bring it in."
    of = ImportOf.DEVELOPMENTS
    line = "receipt"
