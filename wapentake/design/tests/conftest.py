"""Pages of the tests are rendered with plain static addresses: the built files need not have been collected."""

from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import pytest
from django.template import loader
from django.test import override_settings

PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True)
def plain_static() -> Iterator[None]:
    with override_settings(STORAGES=PLAIN):
        yield


@pytest.fixture
def page() -> Callable[..., str]:
    """Render a template, refuse it when a strict parser would, and return it."""

    def render(template: str, **context: Any) -> str:
        html = loader.get_template(template).render(context)
        html5lib.HTMLParser(strict=True).parse(html)
        return html

    return render


@pytest.fixture
def draw() -> Callable[..., str]:
    """Call a macro of a component file, like draw("money.html", "money_bar", bar)."""

    def call(file: str, macro: str, *args: Any, **kwargs: Any) -> str:
        template = loader.get_template(f"design/components/{file}").template
        return str(getattr(template.module, macro)(*args, **kwargs))

    return call
