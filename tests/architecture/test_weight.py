"""What every web process has loaded when it begins to serve: nothing that only points, files or the API need."""

import json
import subprocess
import sys
from importlib import import_module

# Each costs a process 3 to 20 MB. The code that needs one imports it inside the function that uses it.
SELDOM = {
    "numpy", "shapely", "pyproj", "openpyxl", "typst", "python_calamine", "PIL",
    "ninja", "pydantic",  # the API's: config.urls leads to it by `SeldomAsked`
    "requests",  # of the council's own accounts, where those are set up
}  # fmt: skip
BEGIN = "import json, sys, django; django.setup(); {}; print(json.dumps(sorted(sys.modules)))"


def test_no_web_process_loads_what_few_requests_need():
    modules = loaded_by("from wapentake.foundation.published.marking import families; assert families()")
    assert {"config.urls", "wapentake.site.views", "wapentake.places.views.maps"} <= modules
    assert not modules & SELDOM


def test_what_is_loaded_is_seen():
    """The negative control: a process that has been asked about a point has the libraries."""
    modules = loaded_by("from wapentake.places.queries import AreaIndex; AreaIndex([])")
    assert {"numpy", "shapely"} <= modules


def test_the_api_is_there_when_it_is_asked_for_and_holds_no_published_page():
    modules = loaded_by("from django.urls import resolve, reverse; assert resolve(reverse('api:wards'))")
    assert {"config.api", "ninja", "pydantic"} <= modules
    assert not [one for one in import_module("config.api").urlpatterns if hasattr(one.callback, "published_family")]


def loaded_by(words: str) -> set[str]:
    """Return the modules of a fresh process that has done something."""
    done = subprocess.run([sys.executable, "-c", BEGIN.format(words)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return set(json.loads(done.stdout.splitlines()[-1]))
