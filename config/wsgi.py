"""The web application: the front answers from stored pages, Django answers the rest."""

import gc
import os

from django.core.wsgi import get_wsgi_application

gc.disable()  # until everything is loaded (see apps of foundation)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from wapentake.design.views import error_page  # noqa: E402  the settings are read by now
from wapentake.foundation.published import front  # noqa: E402

application = front.around(django_application, error_page)
gc.collect()
gc.freeze()  # what is loaded by now is here to stay: no request pays for the collector's looking at it
