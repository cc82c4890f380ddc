"""The smallest site, with an application that does not load."""

from .settings import *  # noqa: F403

WSGI_APPLICATION = "wapentake.foundation.tests.tinysite.site.there_is_none"
