"""Gives the suite a PostgreSQL of its own before Django reads its settings.

The first process of a run starts the cluster; the workers of pytest-xdist inherit its address and each make a database
of their own in it. With TEST_DATABASE_URL the suite uses that server instead.
"""

import contextlib
import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from wapentake.foundation.supervisor.testing import temporary_cluster

# A busy machine is no reason to fail: figures are measured by the benchmarks.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

# The suite looks at what is written, not at how the server tidies up, and its templates are analysed once.
SETTINGS = {"autovacuum": "off", "max_wal_size": "256MB"}
SELDOM = (20_000, 20, 50)  # how much is made before the collector looks
COMPILED = Path(__file__).resolve().parents[1] / "build" / "compiled"

_open: contextlib.ExitStack | None = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the cluster, once for a whole run."""
    global _open
    os.environ.setdefault("WAPENTAKE_DEMO", "true")
    os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
    os.environ["EMAIL_URL"] = "memory:"
    # Some hundred processes start in a run, and each would compile the whole program again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(COMPILED)
    # Playwright keeps an event loop in the thread of the tests, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if "PYTEST_XDIST_WORKER" in os.environ or "WAPENTAKE_TEST_CLUSTER" in os.environ:
        return
    if outside := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = outside
        return
    _open = contextlib.ExitStack()
    cluster = _open.enter_context(temporary_cluster(in_memory=True, **SETTINGS))
    os.environ["DATABASE_URL"] = cluster.url("wapentake", "wapentake_owner")
    os.environ["WAPENTAKE_TEST_CLUSTER"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    """Serve static files from where they are built, under plain names: the suite needs no collected ones."""
    from django.conf import settings as django_settings  # only now is the database known

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}
    django_settings.WHITENOISE_AUTOREFRESH = django_settings.WHITENOISE_USE_FINDERS = True
    from tests import html  # it imports Django, which only now may be

    html.watch()


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage among what tests leave, and seldom: not among 4,000 tests and the whole program each time."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the cluster at the end of the run."""
    if _open is not None:
        _open.close()
