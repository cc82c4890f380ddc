"""The Jinja2 environment of every page: strict about names, escaping everything."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape

from . import words
from .branding import brand
from .forms import error_summary, form_field, form_fields, has_errors
from .govuk import govuk

ROOMS = Path(__file__).resolve().parent.parent


def url(name: str, *args: Any, query: Mapping[str, str] | None = None, **kwargs: Any) -> str:
    """Return the address of a page by its name; raises NoReverseMatch, so that no link leads nowhere."""
    return reverse(name, args=args or None, kwargs=kwargs or None, query=query)


def environment(**options: Any) -> Environment:
    """Return the environment, for Django's Jinja2 backend. Templates are in each room's `jinja` folder."""
    rooms = FileSystemLoader(sorted(str(folder) for folder in ROOMS.glob("*/jinja")))
    given = options.pop("loader", None)
    options.update(
        loader=ChoiceLoader([rooms, given]) if given else rooms,
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html", "xml", "svg"), default_for_string=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env = Environment(**options)  # noqa: S701  autoescape is set above
    env.globals.update(
        static=static,
        url=url,
        brand=brand,
        govuk=govuk,
        form_field=form_field,
        form_fields=form_fields,
        error_summary=error_summary,
        has_errors=has_errors,
        htmx_script=htmx_script,
        **words.NAMES,
    )
    env.filters.update(words.FILTERS)
    return env
