from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks


class DesignConfig(AppConfig):
    name = "wapentake.design"
    label = "design"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(brand_can_be_used)
        checks.register(tiles_can_be_used)


def brand_can_be_used(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to start with colours that people could not read, or a logo that cannot be shown."""
    from .branding import BadColour, BadLogo, brand

    try:
        _ = brand.palette, brand.logo
    except (BadColour, BadLogo) as error:
        hint = "Set WAPENTAKE_BRAND, WAPENTAKE_BRAND_LINK, WAPENTAKE_BRAND_WARM and WAPENTAKE_LOGO."
        return [checks.Error(str(error), hint=hint, id="design.E001")]
    return []


def tiles_can_be_used(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Say what is wrong with the address of tiles. The site starts all the same, and its map stays a drawing."""
    from django.conf import settings

    from .csp import tiles_fault

    if fault := tiles_fault(settings.WAPENTAKE_TILES):
        return [checks.Warning(fault, id="design.W001")]
    if settings.WAPENTAKE_TILES and not settings.WAPENTAKE_TILES_ATTRIBUTION:
        said = "Set WAPENTAKE_TILES_ATTRIBUTION to whoever draws the tiles: their licence asks for the name."
        return [checks.Warning(said, id="design.W002")]
    return []
