"""The small site behind the front. Its clock can be set by a file: seconds since 1970."""

import os
import time
from pathlib import Path

from django.core.wsgi import get_wsgi_application


def clock():
    """The front's clock: what the file says or, without one, the machine's."""
    try:
        return float(Path(os.environ["PAGESITE_CLOCK"]).read_text())
    except (KeyError, OSError, ValueError):
        return time.time()


django_application = get_wsgi_application()

from wapentake.foundation.published import front  # noqa: E402  the settings are read by now

application = front.around(django_application, clock=clock)
