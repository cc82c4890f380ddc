"""`wapentake write-reference`: the generated pages of docs/reference."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from wapentake.foundation.operations import reference
from wapentake.foundation.operations.permissions import permissions_page


class Command(BaseCommand):
    help = "Make docs/reference again."

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.ROOT)
        for name, text in pages(root).items():
            changed = reference.write(root / "docs" / "reference" / name, text)
            self.stdout.write(f"docs/reference/{name}: {'written' if changed else 'as it was'}")


def pages(root: Path) -> dict[str, str]:
    """Return every generated page by its file name."""
    found = reference.settings_in((root / "config" / "settings.py").read_text())
    tables = [import_string(path) for path in settings.WAPENTAKE_LIFECYCLES]
    return {
        "settings.md": reference.settings_page(found),
        "lifecycles.md": reference.lifecycles_page(tables),
        "permissions.md": permissions_page((root / "tests/architecture/access.csv").read_text().splitlines()),
    }
