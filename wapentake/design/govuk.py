"""GOV.UK Frontend's macros, called from templates and from Python: `govuk.date_input(id="start", …)`.

They live in an environment of their own, because they ask about parameters that are not there, which ours refuses.
Text given as HTML (`html`, `titleHtml`, …) is escaped unless it is Markup: nobody's words become tags by mistake.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, TemplateNotFound
from markupsafe import Markup, escape

PACKAGE = "govuk_frontend_jinja"


@cache
def _environment() -> Environment:
    loader = PrefixLoader({PACKAGE: PackageLoader(PACKAGE)})
    return Environment(loader=loader, autoescape=True, undefined=ChainableUndefined)


@cache
def _macro(component: str) -> Callable[..., Markup]:
    path = f"{PACKAGE}/components/{component.replace('_', '-')}/macro.html"
    name = "govuk" + "".join(part.capitalize() for part in component.split("_"))
    try:
        macro: Callable[..., Markup] = getattr(_environment().get_template(path).module, name)
    except TemplateNotFound:
        raise AttributeError(f"GOV.UK Frontend has no component {component}.") from None
    return macro


def render(component: str, params: dict[str, Any], caller: Callable[[], Markup] | None = None) -> Markup:
    """Return a component's HTML. `component` is its name with underscores, like `character_count`."""
    extra = {"caller": caller} if caller else {}
    return Markup(_macro(component)(_safe(params), **extra).strip())  # noqa: S704  made by an escaping macro


def _safe(value: Any, name: str = "") -> Any:
    """Escape what would be written as it stands: text under a name that ends in html, and ready-made attributes."""
    if isinstance(value, dict):
        return {key: _safe(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(item, name) for item in value]
    if (
        isinstance(value, str)
        and not isinstance(value, Markup)
        and (name.lower().endswith("html") or name == "attributes")
    ):
        return escape(value)
    return value


class Govuk:
    """The components as attributes: `govuk.button(text="Save")`, or with one dictionary of parameters."""

    def __getattr__(self, component: str) -> Callable[..., Markup]:
        _macro(component)

        def component_of(
            params: dict[str, Any] | None = None, caller: Callable[[], Markup] | None = None, **more: Any
        ) -> Markup:
            return render(component, {**(params or {}), **more}, caller)

        return component_of


govuk = Govuk()
