"""What we give as 360Giving is valid against the standard's own schema, 1.4.3, as JSON and as the table turned back."""

import csv
import datetime as dt
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
import time_machine
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from wapentake.funding import documents

from .world import AT, YEAR, World
from .year import awarded, body, year_of_all_kinds

FOLDER = os.environ.get("WAPENTAKE_OPEN_DATA", "")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (Path(FOLDER) / "360giving").is_dir(), reason="WAPENTAKE_OPEN_DATA names no such folder"),
]


@pytest.fixture(autouse=True)
def november() -> None:
    with time_machine.travel(AT, tick=False):
        yield


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(FOLDER) / "360giving" / "schema" / f"{name}.json").read_text())
    return found


def validator() -> Draft202012Validator:
    """The package's schema names the grants' schema by an address: here it is the file beside it."""
    package, grants = schema("360-giving-package-schema"), schema("360-giving-schema")
    wanted = package["properties"]["grants"]["items"]["$ref"]
    registry = Registry().with_resources([(wanted, Resource(grants, DRAFT202012))])
    formats = FormatChecker()
    formats.checks("date-time", ValueError)(_is_moment)
    return Draft202012Validator(package, registry=registry, format_checker=formats)


def _is_moment(text: object) -> bool:
    """A date alone is no date and time (RFC 3339); the checker knows that only with one more library."""
    return "T" in str(text) and dt.datetime.fromisoformat(str(text)) is not None


def codes(name: str) -> set[str]:
    file = Path(FOLDER) / "360giving" / "codelists" / f"{name}.csv"
    return {row[0] for row in csv.reader(file.read_text(encoding="utf-8-sig").splitlines())}


def a_year(world: World) -> None:
    year_of_all_kinds(world)
    awarded(world, 4_321, organisation=body("A Charity", "voluntary", charity_number="1234567"), serves="Parks")
    awarded(world, 100, organisation=body("A Company", "voluntary", company_number="01234567"))
    awarded(world, 200, organisation=body("Jo Invented", "voluntary", kind="person"))


def test_the_package_is_valid(world: World) -> None:
    a_year(world)
    package = json.loads("".join(documents.giving_json(YEAR, on=AT.date())))
    assert [error.message for error in validator().iter_errors(package)] == []
    assert len(package["grants"]) == 4
    assert len({grant["id"] for grant in package["grants"]}) == 4
    assert "Jo Invented" not in json.dumps(package)
    assert sum("recipientIndividual" in grant for grant in package["grants"]) == 1
    for grant in package["grants"]:
        assert grant["beneficiaryLocation"][0]["geoCodeType"] in codes("geoCodeType")
        assert grant["locationScope"] in codes("locationScope")
        assert grant["currency"] in codes("currency")


def test_a_grant_without_its_recipient_is_found(world: World) -> None:
    a_year(world)
    package = json.loads("".join(documents.giving_json(YEAR, on=AT.date())))
    del package["grants"][0]["recipientOrganization"]
    assert list(validator().iter_errors(package))


def test_the_table_turns_back_into_the_same_grants(world: World) -> None:
    a_year(world)
    package = json.loads("".join(documents.giving_json(YEAR, on=AT.date())))
    rows = list(csv.DictReader(io.StringIO("".join(documents.giving_csv(YEAR)), newline="")))
    titles = _titles(schema("360-giving-schema"))
    grants = [_grant(row, titles) for row in rows]
    assert grants == package["grants"]
    assert [error.message for error in validator().iter_errors({**package, "grants": grants})] == []


def _titles(grants: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return each column of the spreadsheet form with its path and type, from the titles in the schema."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for name, prop in grants["properties"].items():
        ref = (prop.get("items") or prop).get("$ref", "").rpartition("/")[2]
        if name == "currency":
            found["Currency"] = ((name,), "string")
        elif not ref:
            found[prop.get("title", name)] = ((name,), prop.get("type", "string"))
        else:
            for part, inner in grants["$defs"][ref]["properties"].items():
                found[f"{prop.get('title', name)}:{inner.get('title', part)}"] = (
                    (name, part),
                    inner.get("type", "string"),
                )
    return found


def _grant(row: dict[str, str], titles: dict[str, tuple[tuple[str, ...], str]]) -> dict[str, Any]:
    grant: dict[str, Any] = {}
    for title, text in row.items():
        path, kind = titles[title]
        if text == "":
            continue
        value: Any = json.loads(text) if kind == "number" else text
        if len(path) == 1:
            grant[path[0]] = value
        elif path[0] == "recipientIndividual":  # the one that is an object and no list
            grant.setdefault(path[0], {})[path[1]] = value
        else:
            grant.setdefault(path[0], [{}])[0][path[1]] = value
    return grant
