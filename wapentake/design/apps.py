from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks


class DesignConfig(AppConfig):
    name = "wapentake.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(colours_can_be_read)


def colours_can_be_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to start with colours that people could not read."""
    from .branding import BadColour, brand

    try:
        _ = brand.palette
    except BadColour as error:
        return [checks.Error(str(error), hint="Set WAPENTAKE_BRAND, _LINK and _WARM.", id="design.E001")]
    return []
