"""`wapentake export-transparency`: grants to voluntary bodies with the Transparency Code's fields."""

from typing import Any

from ... import documents
from ..exporting import ExportCommand


class Command(ExportCommand):
    help = "Write the grants to voluntary, community and social enterprise bodies as the Transparency Code 2015 asks."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        self.write(documents.grants_lines(self.year(options)), options["to"])
