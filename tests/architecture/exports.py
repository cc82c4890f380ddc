"""Every export of the program, found by asking, with a word of its own in every text field of the borough.

An export is what answers with anything but a page, and what a command writes that the documents make. Nobody lists
them: addresses come from the resolver with every ending that they take, and commands from their folders.
"""

import ast
import csv
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern
from psycopg import sql

from architecture import source
from tests import hostile
from tests.architecture import access
from wapentake.foundation.calendars import FinancialYear, today
from wapentake.funding.models import (
    Application,
    AwardImport,
    BankAccount,
    Decision,
    Draft,
    ImportLine,
    Particulars,
    PayeeDetails,
)
from wapentake.funding.states.imports import Outcome
from wapentake.office.models import Interest
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind
from wapentake.people.models import User
from wapentake.plans.models import Action
from wapentake.site.readers import cast

# What a spreadsheet may read as a formula, written out here once more: the guard does not examine itself.
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", " =", "  +")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
WORD = re.compile(r"wt\d{3}x")
# Numbers in public registers: their own patterns keep formulas out, and the exports do so again.
NUMBERS = (
    "organisations_organisation.charity_number", "organisations_organisation.company_number",
    "funding_decision.payee_number",
)  # fmt: skip
JSON = ((Draft, "answers"), (AwardImport, "headings"), (ImportLine, "cells"), (ImportLine, "problems"),
        (Particulars, "signatories"))  # fmt: skip
WITHHELD = "office_interest.description, withheld"
# The name of the account that is sealed in the rows of bank details.
ACCOUNT = "funding_payeedetails.account, sealed"
PERSON, PAYEE = "organisations_organisation.name, of a person", "funding_decision.payee_name, of a person"
# What an address needs to be asked with, beside what stands in it.
ASKED = {"api:point": {"lat": "53.43", "lon": "-1.35"}, "funding:underspend_csv": {"on": ""}}
IMAGES = ("image/", "text/css", "text/javascript", "font/")


@dataclass(frozen=True)
class Export:
    """What somebody got: by which address or command, who it was, what it is called, and its text and bytes."""

    name: str
    person: str
    file: str
    data: bytes
    made_in: frozenset[tuple[str, str]] = frozenset()

    @property
    def words(self) -> set[str]:
        """The words of fields that stand in it, however it is packed."""
        return set(WORD.findall(" ".join(_texts(self.file, self.data))))

    def formulas(self) -> Iterator[str]:
        """Yield every cell that a spreadsheet would work out."""
        yield from _formulas(self.file, self.data)


# --- Words in every field ---------------------------------------------------------------------------------------------


def words() -> dict[str, str]:
    """Return the word of each field, by its table and column."""
    found = [f"{field.model._meta.db_table}.{field.column}" for field in hostile.fields()]
    found += [
        *NUMBERS,
        *(f"{model._meta.db_table}.{column}" for model, column in JSON),
        WITHHELD,
        PERSON,
        PAYEE,
        ACCOUNT,
    ]
    return {name: f"wt{number:03d}x" for number, name in enumerate(found)}


def fill() -> int:
    """Write each field's word over every text, as a formula; return how many were written."""
    known = words()
    written = hostile.fill(lambda field: _values(known[f"{field.model._meta.db_table}.{field.column}"], field))
    with connection.cursor() as cursor:
        for name in NUMBERS:
            table, _, column = name.partition(".")
            change = sql.SQL("ALTER TABLE {t} DISABLE TRIGGER USER; UPDATE {t} SET {c} = {v} WHERE {c} <> ''")
            back = sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table))
            names = {"t": sql.Identifier(table), "c": sql.Identifier(column)}
            cursor.execute(change.format(**names, v=sql.Literal(f"={known[name]}")))
            cursor.execute(back)
    for model, column in JSON:
        _fill_json(model, column, known[f"{model._meta.db_table}.{column}"])
    withheld = Interest.objects.filter(sensitive=True)
    assert withheld.update(description=f"={known[WITHHELD]}")
    assert _seal_accounts(known) > 5
    _refuse_a_line(known)
    _make_people(known)
    return written


def _seal_accounts(known: Mapping[str, str]) -> int:
    """Seal other accounts, whose names may stand in the payment file and nowhere else."""
    sealed = [BankAccount(f"{prefix}{known[ACCOUNT]}", "309950", "00781234").sealed() for prefix in PREFIXES]
    rows = list(PayeeDetails.objects.order_by("pk"))
    for number, row in enumerate(rows):
        PayeeDetails.objects.filter(pk=row.pk).update(sealed=sealed[number % len(sealed)])
    return len(rows)


def _make_people(known: Mapping[str, str]) -> None:
    """Let every third body that was paid be a person, whose name may stand nowhere."""
    paid = Organisation.objects.filter(pk__in=Application.objects.values("organisation"))
    paid = paid.exclude(kind__in=(OrganisationKind.SERVICE, OrganisationKind.PARTNER))
    paid = paid.exclude(pk__in=Action.objects.exclude(owner=None).values("owner"))  # no person owns an action
    people = list(paid.order_by("pk").values_list("pk", flat=True))[::3]
    Organisation.objects.filter(pk__in=people).update(kind=OrganisationKind.PERSON, name=f"={known[PERSON]}")
    of_them = Decision.objects.filter(application__organisation__in=people).exclude(payee_name="")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE funding_decision DISABLE TRIGGER USER")
        assert of_them.update(payee_name=f"={known[PAYEE]}") > 10
        cursor.execute("ALTER TABLE funding_decision ENABLE TRIGGER USER")


def _refuse_a_line(known: Mapping[str, str]) -> None:
    """Add a refused line to the newest file of past awards, so that there is one to be given back."""
    newest = AwardImport.objects.order_by("-pk")[0]
    said = dict.fromkeys(("column", "value", "why"), f"={known['funding_importline.problems']}")
    cells = [f"{prefix}{known['funding_importline.cells']}" for prefix in PREFIXES]
    ImportLine.objects.create(of=newest, number=900_000, outcome=Outcome.REFUSED, problems=[said], cells=cells)


def _values(word: str, field: models.Field) -> list[str]:
    if isinstance(field, models.EmailField):
        return [f"={word}@example.org"]
    if isinstance(field, models.URLField):
        return [f"https://example.org/{word}"]
    return [prefix + word for prefix in PREFIXES]


def _fill_json(model: Any, column: str, word: str) -> None:
    def over(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: over(each) for key, each in value.items()}
        if isinstance(value, list):
            return [over(each) for each in value]
        return f"={word}" if isinstance(value, str) else value

    for row in model.objects.all():
        model.objects.filter(pk=row.pk).update(**{column: over(getattr(row, column))})


# --- Finding them -----------------------------------------------------------------------------------------------------


def everything(
    arguments: Mapping[str, Mapping[str, Any]], only: Collection[str] = (), by: str = ""
) -> tuple[list[Export], list[Export]]:
    """Return every export, of everybody who gets it, and every public page; or only some addresses, by one person."""
    table, exports, pages = access.read(), list[Export](), list[Export]()
    with _seeing_where_answers_are_made(), _pdf_as_its_words():
        for name, pattern in sorted(dict(access.routes()).items()):
            if only and name not in only:
                continue
            for given in _variants(name, pattern, arguments):
                get, post = (_open_to(table.get((name, method), {}), by) for method in access.METHODS)
                where = access.address(name, pattern, {name: given})
                found = _asked(name, where, get, {})
                exports += [each for each in found if not _is_page(each)]
                pages += [each for each in found if _is_page(each) and each.person == access.NOBODY]
                for form in FORMS.get(name, list)():
                    # Files that are made of a whole year: as who comes first and last of those who get them.
                    asking = [*post[:1], *post[1:][-1:]]
                    exports += [each for each in _asked(name, where, asking, form) if not _is_page(each)]
    return exports + ([] if only else list(_by_commands())), pages


def _open_to(row: Mapping[str, int], by: str) -> list[str]:
    """Return whom an address is open to; nobody stands for everybody."""
    found = [person for person, status in row.items() if status == 200 and (not by or person == by)]
    return [access.NOBODY] if access.NOBODY in found else found


def _variants(name: str, pattern: URLPattern, arguments: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the sample of an address with every ending that it may have: csv, xlsx, ods …"""
    given = dict(arguments.get(name, {}))
    for key, converter in pattern.pattern.converters.items():
        if "|" in converter.regex:
            for ending in converter.regex.replace("\\", "").split("|"):
                yield given | {key: ending}
            return
    yield given


FORMS: dict[str, Callable[[], list[dict[str, str]]]] = {
    "funding:bundle": lambda: [{"year": FinancialYear.of(today()).slug}],
    "funding:held": lambda: [{"text": words()["organisations_contact.phone"], "act": "give"}],
    "funding:payment_file": lambda: [{"save": "yes"}],
}


def _asked(name: str, where: str, people: list[str], form: dict[str, str]) -> list[Export]:
    """Ask as everybody: a page as the first of them, a file as each."""
    found: list[Export] = []
    emails = {member.key: member.email for member in cast()}
    for person in people:
        client = Client(raise_request_exception=False)
        if person in emails:
            client.force_login(User.objects.get(email=emails[person]))
        with transaction.atomic():
            answer = client.post(where, form) if form else client.get(where, ASKED.get(name, {}))
            data = answer.getvalue() if answer.status_code == 200 else b""
            transaction.set_rollback(True)
        kind = answer.headers.get("Content-Type", "")
        if data and not kind.startswith(IMAGES):
            found.append(Export(name, person, _called(answer, kind), data, answer.made_in))
        if kind.startswith("text/html"):
            break
    return found


def _called(answer: HttpResponse, kind: str) -> str:
    named = re.search(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", answer.headers.get("Content-Disposition", ""))
    endings = {"text/csv": "csv", "text/html": "html", "application/json": "json", "application/pdf": "pdf"}
    return named[1] if named else f"answer.{endings.get(kind.partition(';')[0], 'txt')}"


def _is_page(export: Export) -> bool:
    return export.file == "answer.html"


def commands() -> Iterator[str]:
    """Yield the commands that write what the documents make."""
    for each in source.sources(source.ROOT):
        if "commands" in each.parts and each.path.stem != "__init__" and _exports(each.tree):
            yield each.path.stem


def _exports(tree: ast.Module) -> bool:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    return bool(names & {"documents", "ExportCommand"}) and "disagreements" not in ast.dump(tree)


def _by_commands() -> Iterator[Export]:
    for name in sorted(commands()):
        for more in ([], ["--csv"]):
            said = io.StringIO()
            try:
                call_command(name, *more, stdout=said)
            except Exception as error:
                if more and "unrecognized" in str(error):
                    continue
                raise
            ending = "json" if said.getvalue().startswith("{") else "csv"
            yield Export(
                f"wapentake {name.replace('_', '-')}", access.NOBODY, f"out.{ending}", said.getvalue().encode()
            )


@contextmanager
def _seeing_where_answers_are_made() -> Iterator[None]:
    """Let every answer carry the functions of views that it was made in."""
    before = HttpResponseBase.__init__

    def made(self: HttpResponseBase, *args: Any, **more: Any) -> None:
        before(self, *args, **more)
        self.made_in = frozenset(_frames())  # type: ignore[attr-defined]  # ours, for a test

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpResponseBase, "__init__", made)
        yield


def _frames() -> Iterator[tuple[str, str]]:
    frame = sys._getframe(2)
    while frame is not None:
        path = PurePath(frame.f_code.co_filename)
        if path.is_relative_to(source.ROOT) and {"views", "views.py"} & set(path.parts):
            yield path.relative_to(source.ROOT).as_posix(), frame.f_code.co_name
        frame = frame.f_back  # type: ignore[assignment]  # the outermost has none


@contextmanager
def _pdf_as_its_words() -> Iterator[None]:
    """Give instead of a PDF the words that it is made of: nothing else of the borough can stand in it."""
    import typst

    class Words:
        def __init__(self, *args: Any, **more: Any) -> None: ...

        def compile(self, *args: Any, sys_inputs: Mapping[str, str], **more: Any) -> bytes:
            return json.dumps(dict(sys_inputs)).encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "Compiler", Words)
        _forget_compilers()
        try:
            yield
        finally:
            _forget_compilers()


def _forget_compilers() -> None:
    """Let every document make its compiler anew: they are kept once they are made."""
    for name, module in list(sys.modules.items()):
        if name.startswith("wapentake.") and (".documents" in name or name.endswith(".typeset")):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def written() -> set[tuple[str, str]]:
    """Return the functions of views, file and name, whose source answers with something else than a page."""
    return {
        (each.name, function.name)
        for each in source.sources(source.ROOT)
        if each.floor == "views"
        for function in ast.walk(each.tree)
        if isinstance(function, ast.FunctionDef) and _answers_with_a_file(function)
    }


def _answers_with_a_file(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and node.value == "Content-Disposition":
            return True
        if isinstance(node, ast.Call) and source.dotted(node.func) in ANSWERS:
            return True
    return False


ANSWERS = {"FileResponse", "StreamingHttpResponse", "JsonResponse"}


# --- Reading them -----------------------------------------------------------------------------------------------------


def _texts(file: str, data: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from _texts(name, archive.read(name))
    else:
        yield file
        yield data.decode(errors="replace")


def _formulas(file: str, data: bytes) -> Iterator[str]:
    if file.endswith(".csv"):
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            bad = [cell for cell in row if cell.lstrip(" ").startswith(FORMULA) and not NUMBER.fullmatch(cell)]
            yield from (f"{file}: {cell!r}" for cell in bad)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                inner = archive.read(name)
                if re.search(rb"<f[ >]|table:formula", inner):
                    yield f"{file}: a formula in {name}"
                yield from _formulas(name, inner)
