"""`wapentake import-awards FILE`: keep a file of past awards, say what it would change, bring it in."""

from ..importing import ImportCommand


class Command(ImportCommand):
    help = "Keep a CSV, XLSX or ODS file of past awards, say what it would change and, with --apply, bring it in."
