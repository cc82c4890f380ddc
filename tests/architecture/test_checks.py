"""Each house rule is shown to catch what is planted, and to leave alone what is right. `make check` asks this house."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern

from architecture import audited, budgets, clock, openness, pages, relations, source, tree, words, writes
from architecture.source import Problem

Check = Callable[[Path], Iterator[Problem]]
FIELD = "from django.db import models\nclass Thing(models.Model):\n    wards = models.ManyToManyField('x.Ward')\n"


def found(check: Check, root: Path, files: dict[str, str]) -> list[str]:
    """Write files into an empty house and return what a check says."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return [str(problem) for problem in check(root)]


WRITES = [
    ("queries", "def f(row): row.save()"),
    ("views", "from .models import Thing\ndef f(): Thing.objects.create(name='x')"),
    ("rules", "def f(rows): rows.filter(a=1).update(b=2)"),
    ("jobs", "def f(rows): rows.all().delete()"),
    ("forms", "def f(rows): rows.bulk_create([])"),
    ("pages", "def f(rows): rows.get_or_create(a=1)"),
    ("queries/deep", "def f(thing, ward): thing.wards.add(ward)"),
    ("views", "SQL = '''\n  UPDATE plans_priority SET state = 'x'\n'''"),
    ("management/commands/load", "def f(c): c.execute('INSERT INTO a VALUES (1)')"),
    ("readers", "def f(c): c.execute('truncate plans_priority')"),
    ("queries", "def f(c): c.execute('UPDATE plans_priority AS p SET state = 1')"),
    ("queries", "def f(c): c.execute('WITH old AS (SELECT 1) DELETE FROM plans_priority')"),
    ("pages", "def f(c): c.execute('SELECT funding_post(1)')"),
]


@pytest.mark.parametrize(("floor", "text"), WRITES)
def test_a_write_outside_actions(tmp_path: Path, floor: str, text: str):
    [said] = found(writes.problems, tmp_path, {"wapentake/plans/models.py": FIELD, f"wapentake/plans/{floor}.py": text})
    assert said.startswith(f"wapentake/plans/{floor}.py:")
    assert "only actions write" in said


def test_what_writes_by_right_or_does_not_write(tmp_path: Path):
    text = "def f(row): row.save()\n"
    right = {
        "wapentake/plans/actions.py": text,
        "wapentake/funding/actions/ledger.py": text,
        "wapentake/foundation/audit.py": text,
        "wapentake/plans/migrations/0001.py": text,
        "wapentake/plans/tests/test_x.py": text,
        "wapentake/plans/queries.py": (
            "def f(d, h, seen, widget):\n    d.update({'a': 1})\n    h.update(b'x')\n    seen.add(1)\n"
            "    widget.attrs.update(rows=2)\n    return 'Update the plan, then create a priority'\n"
        ),
        "wapentake/plans/views.py": "def f(row):\n    row.save()  # house: the session's own row, as Django keeps it\n",
    }
    assert found(writes.problems, tmp_path, right) == []
    assert len(found(writes.problems, tmp_path, {"wapentake/foundation/money.py": text})) == 1


CLOCKS = [
    "from wapentake.foundation import calendars\ndef f(): return calendars.today()",
    "from wapentake.foundation.calendars import now\ndef f(): return now()",
    "from wapentake.foundation.calendars import today as day\ndef f(): return day()",
    "import datetime as dt\ndef f(): return dt.datetime.now(dt.UTC)",
    "import datetime\ndef f(): return datetime.date.today()",
    "from datetime import date\ndef f(): return date.today()",
    "from django.utils import timezone\ndef f(): return timezone.now()",
    "from django.utils.timezone import localdate\ndef f(): return localdate()",
    "import time\ndef f(): return time.time()",
    "from time import time\ndef f(): return time()",
    "from datetime import datetime as when\ndef f(): return when.now()",
    "import wapentake.foundation.calendars as days\ndef f(): return days.today()",
    "from django.db.models.functions import Now\ndef f(rows): return rows.filter(at__lt=Now())",
    "from django.db import models\nat = models.DateTimeField(auto_now_add=True)",
]


@pytest.mark.parametrize("text", CLOCKS)
def test_a_clock_below_the_views(tmp_path: Path, text: str):
    [said] = found(clock.problems, tmp_path, {"wapentake/plans/rules.py": text})
    assert said.startswith("wapentake/plans/rules.py:2:")


def test_a_stored_moment_s_day_in_utc(tmp_path: Path):
    wrong = {
        "wapentake/plans/views.py": "def f(one):\n    return one.published_at.date()\n",
        "wapentake/plans/pages.py": "def f(one):\n    return f'{one.asked_at:%d %B}'\n",
        "wapentake/plans/actions.py": "def f(at):\n    return at.date()\n",
        "wapentake/plans/jinja/plans/one.html": "<p>{{ one.saved_at.date()|long_date }}</p>\n",
    }
    assert len(found(clock.problems, tmp_path, wrong)) == len(wrong)


def test_clocks_where_they_belong(tmp_path: Path):
    read = CLOCKS[0]
    right = {
        f"wapentake/plans/{floor}.py": read
        for floor in ("views", "jobs", "api/wards", "management/commands/x", "access")
    }
    assert found(clock.problems, tmp_path, right) == []
    other = "import time\ndef f(at):\n    time.monotonic()\n    return at.isoformat()\n"
    assert found(clock.problems, tmp_path, {"wapentake/plans/queries.py": other}) == []


ACTION = "from wapentake.foundation import audit\n"
AUDITED = [
    ("none at all", "def agree(x): x.save()", "writes no audit record"),
    ("two in a row", "def agree(x):\n    audit.record('a')\n    audit.record('b')", "several audit records"),
    (
        "once by hand, once by a helper",
        "def agree(x):\n    _tell(x)\n    audit.record('b')\ndef _tell(x): audit.record('a')",
        "several",
    ),
    ("in a loop", "def agree(xs):\n    for x in xs:\n        audit.record(x)\n    audit.record('all')", "several"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in AUDITED], ids=[row[0] for row in AUDITED])
def test_an_action_without_one_record(tmp_path: Path, text: str, said: str):
    [problem] = found(audited.problems, tmp_path, {"wapentake/plans/actions.py": ACTION + text})
    assert said in problem


def test_one_record_on_every_way(tmp_path: Path):
    text = ACTION + (
        "def agree(x):\n    if x:\n        audit.record('a')\n        return 1\n    audit.record('b')\n"
        "def publish(x):\n    if not x:\n        raise ValueError\n    return _tell(x)\n"
        "def _tell(x):\n    with x:\n        return audit.record('c')\n"
        "def both(x):\n    agree(x)\n    publish(x)\n"  # each act has its own record
        "# house: a draft is nobody's act\n@atomic\ndef begin(x): x.save()\n"
        "def _quiet(x): x.save()\n"
    )
    ledger = "from .ledger import post\ndef pay(x): post(x)\n"
    package = {
        "__init__": "from .paying import pay\n",
        "paying": ledger,
        "ledger": "def post(x): x.execute('SELECT 1')\n",
    }
    files = {f"wapentake/funding/actions/{name}.py": body for name, body in package.items()}
    assert found(audited.problems, tmp_path, {"wapentake/plans/actions.py": text, **files}) == []


def test_what_a_package_exports_is_an_action(tmp_path: Path):
    files = {
        "wapentake/plans/actions/__init__.py": "from .a import agree\n",
        "wapentake/plans/actions/a.py": "def agree(x): helper(x)\ndef helper(x): x.save()\n",
    }
    assert ["agree" in line for line in found(audited.problems, tmp_path, files)] == [True]


def test_budgets_of_files_functions_views_and_templates(tmp_path: Path):
    long = "def f(x):\n" + "    x += 1\n" * 40
    files = {
        "wapentake/plans/rules.py": long,
        "wapentake/plans/views.py": "def v(x):\n" + "    x += 1\n" * 25,
        "wapentake/plans/queries.py": "x = 1\n" * 401,
        "wapentake/plans/forms/__init__.py": "from .one import one\n" * 400 + "x = 1\n",
        "wapentake/plans/tests/test_long.py": "x = 1\n" * 401,
        "wapentake/plans/jinja/plans/page.html": "<p>x</p>\n" * 151,
    }
    assert [line.split(": ")[0] for line in found(budgets.problems, tmp_path, files)] == [
        "wapentake/plans/forms/__init__.py:1",
        "wapentake/plans/queries.py:1",
        "wapentake/plans/tests/test_long.py:1",
        "wapentake/plans/rules.py:1",
        "wapentake/plans/views.py:1",
        "wapentake/plans/jinja/plans/page.html:1",
    ]


def test_what_is_within_its_budget_or_says_why_it_is_not(tmp_path: Path):
    files = {
        "wapentake/plans/rules.py": "def f(x):\n" + '    """Say."""\n' + "    x += 1\n" * 39,
        "wapentake/plans/views.py": "def v(x):  # house: one long table, read top to bottom\n" + "    x += 1\n" * 30,
        "wapentake/plans/queries.py": "x = 1\n" * 400,
        "wapentake/plans/actions/__init__.py": '"""Say."""\n' + "from .one import one\n" * 400 + '__all__ = ["one"]\n',
        "wapentake/plans/jinja/plans/page.html": "<p>x</p>\n" * 150,
        "wapentake/plans/jinja/plans/long.html": "{# house: a form of the law's own words #}\n" + "<p>x</p>\n" * 150,
    }
    assert found(budgets.problems, tmp_path, files) == []


PAGES = [
    "<p>{{ text|safe }}</p>",
    "<p>{{ text | safe }}</p>",
    '<p style="color: red">x</p>',
    "<p\n  style='x'>x</p>",
    "<style>p {}</style>",
    "<script>alert(1)</script>",
    '<button onclick="go()">x</button>',
    '<a href="javascript:go()">x</a>',
    "{% autoescape false %}x{% endautoescape %}",
]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_that_goes_around_escaping_or_the_policy(tmp_path: Path, text: str):
    assert len(found(pages.problems, tmp_path, {"wapentake/plans/jinja/plans/page.html": text})) == 1


MARKED = [
    "from django.utils.safestring import mark_safe",
    "from markupsafe import Markup\ndef f(x): return Markup(x)",
    "from django.utils import safestring\ndef f(x): return safestring.mark_safe(x)",
]


@pytest.mark.parametrize("text", MARKED)
def test_text_that_is_marked_as_safe(tmp_path: Path, text: str):
    assert len(found(pages.problems, tmp_path, {"wapentake/plans/views.py": text})) == 1


def test_pages_that_are_right(tmp_path: Path):
    files = {
        "wapentake/plans/jinja/plans/page.html": (
            '{# |safe and <style> may be spoken of #}<script src="x.js"></script><p class="wt-style">On = safe</p>'
        ),
        "wapentake/design/govuk.py": "from markupsafe import Markup\nx = Markup('<p>')\n",
    }
    assert found(pages.problems, tmp_path, files) == []
    assert len(
        found(pages.problems, tmp_path, {"wapentake/design/a.py": "from django.utils.safestring import mark_safe"})
    )


def test_a_councils_area_is_its_own_word(tmp_path: Path):
    files = {
        "docs/words.md": "",
        "wapentake/plans/rules.py": '"""Of the borough."""\nx = "Never the whole borough."\ny = f"Of {area}."\n',
        "wapentake/site/actions/load.py": 'x = "The demonstration borough."\n',
        "wapentake/plans/jinja/plans/a.html": "{# the borough #}\n<p>Across the borough</p>\n<p>{{ i.borough }}</p>\n",
    }
    said = found(words.problems, tmp_path, files)
    assert [line.split(": ")[0] for line in said] == [
        "wapentake/plans/rules.py:2",
        "wapentake/plans/jinja/plans/a.html:2",
    ]
    assert "WAPENTAKE_AREA" in said[0]


def test_words_that_nobody_explained(tmp_path: Path):
    files = {
        "docs/words.md": "| word | what |\n|---|---|\n| Draft / Agreed | x |\n| Ward plan | y |\n",
        "wapentake/plans/states.py": (
            "class S(TextChoices):\n    DRAFT = 'draft', 'Draft'\n    AGREED = 'a', 'Agreed'\n"
            "    LOST = 'lost', 'Lost'\n"
        ),
        "wapentake/plans/models.py": (
            "class WardPlan(models.Model): pass\nclass Muddle(Dated): pass\n"
            "class Base(models.Model):\n    class Meta:\n        abstract = True\n"
        ),
    }
    said = found(words.problems, tmp_path, files)
    assert [line.split("“")[1].split("”")[0] for line in said] == ["Muddle", "Lost"]


@pytest.mark.parametrize(
    "text",
    [
        "# the organization's plan\n",
        '"""Summarize it."""\n',
        "x = 'Choose a color for the ward'\n",
        "# our coordinators\n",
    ],
)
def test_american_spelling(tmp_path: Path, text: str):
    files = {"docs/words.md": "", "wapentake/plans/rules.py": text}
    assert len(found(words.problems, tmp_path, files)) == 1
    page = {"wapentake/plans/rules.py": "", "wapentake/plans/jinja/plans/p.html": "<p>Our neighbors</p>"}
    assert "neighbour" in found(words.problems, tmp_path, page)[0]


def test_names_of_code_may_be_american(tmp_path: Path):
    text = (
        "def normalize(color):\n    '''See `color` and organisation.'''\n    return serializer.center(color='gray')\n"
    )
    html = '<p class="center" color="x">{{ page.color }} catalogue, colours</p>'
    files = {"docs/words.md": "", "wapentake/a/rules.py": text, "wapentake/a/jinja/a/p.html": html}
    assert found(words.problems, tmp_path, files) == []


TREE = [
    "/" + "work/somewhere/x.py",
    "see /" + "home/jo/notes",
    "index-url = https://arti" + "factory.example.org/simple",
    "--index-url https://ne" + "xus.example.net/simple",
    "-----BEGIN " + "RSA PRIVATE KEY-----",
    "as Clau" + "de said",
]


@pytest.mark.parametrize("text", TREE)
def test_what_must_not_be_in_the_tree(tmp_path: Path, text: str):
    (tmp_path / "a.md").write_text(f"fine\n{text}\n")
    [problem] = tree.problems(tmp_path, ["a.md"])
    assert problem.line == 2


def test_a_tree_that_is_right(tmp_path: Path):
    (tmp_path / "a.md").write_text(
        "/wards/boston-castle/ and /desk/ and ~/x; https://registry.npmjs.org/x; framework/x; session cookies\n"
    )
    assert list(tree.problems(tmp_path, ["a.md"])) == []


def test_subjects_of_commits(tmp_path: Path):
    def git(*words: str) -> None:
        who = ["-c", "user.name=Jo", "-c", "user.email=jo@example.org"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    git("commit", "--allow-empty", "-m", "x" * 60)
    assert list(tree.subjects(tmp_path)) == []
    git("commit", "--allow-empty", "-m", "x" * 61)
    assert len(list(tree.subjects(tmp_path))) == 1


def model(name: str, room: str, **fields: models.Field) -> type[models.Model]:
    """Make a model as if it stood in a room; nothing of it is stored."""
    meta = type("Meta", (), {"app_label": f"planted_{room}"})
    attributes = {"__module__": f"wapentake.{room}.models", "Meta": meta, **fields}
    return type(name, (models.Model,), attributes)


@pytest.fixture
def no_registry(monkeypatch: pytest.MonkeyPatch):
    """Keep planted models out of the registry of models."""
    from django.apps import apps

    monkeypatch.setattr(apps, "register_model", lambda label, model: None)
    monkeypatch.setattr(apps, "do_pending_operations", lambda model: None)


HEIGHTS = {"places": 1, "plans": 2, "funding": 3, "casework": 3}
PROTECT, CASCADE = models.PROTECT, models.CASCADE


@pytest.mark.parametrize(
    ("room", "options", "said"),
    [
        ("funding", {"related_name": "+", "on_delete": PROTECT}, []),
        ("funding", {"related_name": "things", "on_delete": PROTECT}, ['needs related_name="+"']),
        ("funding", {"on_delete": PROTECT}, ['needs related_name="+"']),
        ("funding", {"related_name": "+", "on_delete": CASCADE}, ["needs on_delete=PROTECT"]),
        ("places", {"related_name": "+", "on_delete": PROTECT}, ["not below places"]),
        ("plans", {"on_delete": CASCADE}, []),
    ],
)
def test_relations(no_registry: None, room: str, options: dict, said: list[str]):
    plan = model("Plan", "plans")
    thing = model("Thing", room, plan=models.ForeignKey(plan, **options))
    faults = [str(problem) for problem in relations.problems([thing], HEIGHTS)]
    assert len(faults) == len(said)
    assert all(what in fault for what, fault in zip(said, faults, strict=True))


def test_neighbours_have_no_relation(no_registry: None):
    case = model("Case", "casework")
    award = model("Award", "funding", case=models.ForeignKey(case, on_delete=PROTECT, related_name="+"))
    assert "not below funding" in str(next(relations.problems([award], HEIGHTS)))


def test_the_heights_come_from_the_import_contract():
    heights = relations.rooms()
    assert heights["foundation"] == 0 < heights["places"] < heights["plans"] < heights["funding"] < heights["site"]
    assert heights["funding"] == heights["casework"]


@login_not_required
def shown(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def closed(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_views_are_closed_unless_listed(tmp_path: Path):
    inner = include(([path("a/", shown, name="a"), path("b/", closed, name="b")], "plans"))
    resolver = URLResolver(RegexPattern("^"), [path("x/", closed, name="x"), path("p/", inner)])
    (tmp_path / "architecture").mkdir()
    listed = tmp_path / openness.LISTED
    listed.write_text("# why\nplans:a\n")
    assert list(openness.problems(tmp_path, resolver)) == []
    listed.write_text("plans:b\n")
    assert [str(problem).split(": ", 1)[1].split()[0] for problem in openness.problems(tmp_path, resolver)] == [
        "plans:a",
        "plans:b",
    ]


def test_an_excuse_needs_a_reason(tmp_path: Path):
    for line, excused in (
        ("x = 1  # house: as Django's own form does", True),
        ("x = 1  # house:", False),
        ("x = 1", False),
    ):
        file = tmp_path / "wapentake" / "a.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(line + "\n")
        assert source.Source(tmp_path, file).excused(1) is excused
