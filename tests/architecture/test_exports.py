"""No export holds a formula or what is private: every text of the borough is a word of its own, to be looked for.

A new export is found without being named; a new text field that reaches one is named in `MAY_STAND` below.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests import databases
from tests.architecture import access, exports
from tests.architecture.exports import Export
from tests.architecture.samples import samples
from wapentake.foundation.verdicts import Verdict
from wapentake.funding import rules
from wapentake.funding.documents import cells, giving, sheets
from wapentake.funding.queries import payees

pytestmark = pytest.mark.timeout(700)

# The fields whose texts may stand in what everybody can download. All others are private until they are listed here.
MAY_STAND = {
    "evidence_indicator.name",
    "evidence_indicator.note",
    "evidence_source.attribution",
    "evidence_source.licence",
    "evidence_source.licence_link",
    "evidence_source.link",
    "evidence_source.publisher",
    "evidence_source.title",
    "funding_application.serves",
    "funding_application.title",
    "funding_decision.payee_name",
    "funding_development.site",
    "funding_fund.name",
    "funding_neighbourhoodplan.name",
    "funding_outsidefund.giver",
    "funding_outsidefund.link",
    "funding_outsidefund.name",
    "funding_outsidefund.purpose",
    "funding_statementfigure.source",
    "office_councillor.name",
    "organisations_organisation.name",
    "places_cluster.name",
    "places_locality.name",
    "places_namedplace.name",
    "places_parish.name",
    "places_ward.name",
    "places_ward.ons_name",
    "plans_framework.name",
    "plans_inputcall.title",
    "plans_outcome.name",
    "plans_priority.title",
    "plans_progressnote.text",
    "publishing_bulletin.opening",
    "publishing_bulletin.subject",
    "publishing_item.body",
    "publishing_item.summary",
    "publishing_item.title",
    "publishing_item.venue",
}  # fmt: skip
# Personal: by the model that keeps it, and by what its column is called, in models of today and to come.
PERSONAL_TABLES = ("organisations_contact", "funding_particulars", "funding_draft", "funding_entered")
PERSONAL_COLUMNS = ("phone", "email", "e_mail", "address", "contact", "account", "sort_code", "iban", "signator",
                    "held_by", "typed_", "withheld", "person", "date_of_birth")  # fmt: skip
# Councillors give these to be reached by, and bodies theirs.
PUBLIC = {"office_councillor.public_email", "office_councillor.public_phone", "organisations_organisation.public_email"}
# Who gets what is personal, of which export, and why.
ON_PURPOSE = {
    ("funding:held", "*"): "what is held on a person, given to them by the administrator (UK GDPR, article 15)",
    ("funding:bundle", "anita"): "the Monitoring Officer's bundle has the groups' contacts: rules.may_read_contacts",
    ("funding:payment_file", "*"): "the file by which finance pays, with the accounts it is paid to",
    ("funding:offer_pdf", "*"): "a group's own letter, behind its secret address",
    ("funding:letter_pdf", "*"): "a group's own letter, with its address, for whoever posts it",
    ("wapentake export-actions", "*"): "what each priority's public page says of its actions, their owners with it",
    ("funding:refused_lines", "*"): "the lines of a file as it was, for whoever brought it",
}
# Functions of views that answer with a file which is no export of ours.
NO_EXPORT = {
    ("wapentake/funding/views/papers.py", "paper"): "a group's own file, for those who decide",
    ("wapentake/site/views.py", "readyz"): "whether the program is up",
}


def personal() -> dict[str, str]:
    """Return the words of what is personal, with the field of each."""
    return {word: name for name, word in exports.words().items() if _is_personal(name)}


def _is_personal(name: str) -> bool:
    table, _, column = name.partition(".")
    return name not in PUBLIC and (table in PERSONAL_TABLES or any(part in column for part in PERSONAL_COLUMNS))


@pytest.fixture(scope="module")
def borough(cast_template: str, django_db_blocker: Any) -> Iterator[dict[str, dict[str, Any]]]:
    """The demonstration borough with words in every field. Yields the samples of its addresses."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ACCOUNT_RATE_LIMITS", False)
        databases.make("exports", cast_template)
        with databases.pointing_at("exports"):
            arguments = samples()
            assert exports.fill() > 1000
            yield arguments
        databases.drop("exports")


@pytest.fixture(scope="module")
def taken(borough: dict[str, dict[str, Any]]) -> tuple[list[Export], list[Export]]:
    """Every export, of everybody who gets it, and every public page."""
    return exports.everything(borough)


def formulas(found: list[Export]) -> list[str]:
    return [f"{each.name} as {each.person}: {fault}" for each in found for fault in each.formulas()]


def private(found: list[Export]) -> list[str]:
    """Return what nobody may read in what these people got."""
    names = {word: name for name, word in exports.words().items()}
    secret = personal()
    return [
        f"{each.name} as {each.person}: {names[word]}"
        for each in found
        for word in sorted(each.words)
        if _withheld(each, names[word], word in secret)
    ]


def _withheld(export: Export, field: str, secret: bool) -> bool:
    if {(export.name, export.person), (export.name, "*")} & ON_PURPOSE.keys():
        return False
    return secret or (export.person == access.NOBODY and field not in MAY_STAND and export.name not in at_secrets())


def at_secrets() -> set[str]:
    """Return the addresses that a secret opens: each is read by whom it is about alone."""
    return {name for name, pattern in access.routes() if "token" in pattern.pattern.converters}


def test_no_cell_of_any_export_is_a_formula(taken: tuple[list[Export], list[Export]]):
    found, _ = taken
    assert not formulas(found), "\n".join(formulas(found))
    assert len({each.file.rpartition(".")[2] for each in found} & {"csv", "xlsx", "ods", "pdf", "json", "zip"}) == 6


def test_nothing_private_is_in_any_export(taken: tuple[list[Export], list[Export]]):
    found, _ = taken
    faults = sorted(set(private(found)))
    assert not faults, "Private, or not in MAY_STAND of this file:\n" + "\n".join(faults)
    looked = set().union(*(each.words for each in found))
    assert len(looked) >= 20, "words of so few fields stood in the exports that none may have been looked into"


def test_nothing_personal_is_on_any_page_that_everybody_reads(taken: tuple[list[Export], list[Export]]):
    _, pages = taken
    secret = personal()
    own = at_secrets()
    faults = {f"{each.name}: {secret[word]}" for each in pages for word in each.words & secret.keys()}
    assert not {fault for fault in faults if fault.partition(": ")[0] not in own}
    assert len(pages) >= 30


def test_every_answer_that_is_no_page_was_taken(taken: tuple[list[Export], list[Export]]):
    found, _ = taken
    seen = {place for each in found for place in each.made_in}
    missed = exports.written() - seen - NO_EXPORT.keys()
    assert not missed, f"Not asked for, so give samples.py or exports.FORMS what they take: {sorted(missed)}"
    assert exports.written() >= NO_EXPORT.keys(), "NO_EXPORT names what is gone"
    assert {"export_360giving", "export_transparency"} <= set(exports.commands())


def test_every_field_has_a_word_of_its_own():
    known = exports.words()
    assert len(known) < 1000, "wt000x has three figures: give it four"
    secret = set(personal().values())
    assert {"organisations_contact.phone", "funding_particulars.signatories", exports.WITHHELD} <= secret
    assert exports.ACCOUNT in secret
    assert not secret & MAY_STAND


def test_what_was_added_last_was_looked_into(taken: tuple[list[Export], list[Export]]):
    """Letters, offers, payment files, bundles and the levy's statement: each with the words that it is made of."""
    found, _ = taken
    for name, endings in LATELY.items():
        of_it = [each for each in found if each.name == name]
        assert {each.file.rpartition(".")[2] for each in of_it} == endings, name
        assert set().union(*(each.words for each in of_it)), f"no word of the borough stands in {name}"
    account = exports.words()[exports.ACCOUNT]
    told = {each.name for each in found if account in each.words}
    assert {"funding:payment_file"} <= told <= {"funding:payment_file", "funding:held"}


LATELY = {
    "funding:letter_pdf": {"pdf"}, "funding:offer_pdf": {"pdf"}, "funding:payment_file": {"csv"},
    "funding:bundle": {"zip"}, "funding:held": {"json"}, "funding:infrastructure_file": {"csv", "xlsx", "ods", "pdf"},
}  # fmt: skip


# --- The controls: each guard off, and the same look finds it -------------------------------------------------------


def again(borough: dict[str, dict[str, Any]], *names: str, by: str = "") -> list[Export]:
    """Take some exports anew, as everybody or as one person."""
    return exports.everything(borough, only=names, by=by)[0]


@pytest.mark.parametrize("name", ["funding:statement_file", "funding:awards_csv", "funding:bundle"])
def test_without_the_guard_there_are_formulas(
    borough: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setattr(cells, "plain_cell", lambda text: text)
    monkeypatch.setattr(sheets, "_cell", _as_openpyxl_would)
    found = formulas(again(borough, name, by="colin" if name == "funding:bundle" else ""))
    assert {"csv", "xlsx"} <= {each.split(".")[1].split(":")[0] for each in found} if "file" in name else found


def _as_openpyxl_would(cell: Any, value: Any) -> Any:
    cell.value = sheets.UNFIT.sub("", value) if isinstance(value, str) else value
    return cell


def test_without_the_rule_contacts_are_found_in_the_bundle(
    borough: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rules, "may_read_contacts", lambda roles: Verdict.yes())
    found = private(again(borough, "funding:bundle", by="colin"))
    assert "funding:bundle as colin: funding_application.contact_email" in found


def test_without_the_rule_people_are_found_in_every_file(
    borough: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(payees, "OrganisationKind", SimpleNamespace(PERSON="nobody is one"))
    found = private(again(borough, "funding:statement_file", "api:awards"))
    assert {each.partition(" ")[0] for each in found if each.endswith(exports.PAYEE)} == {
        "funding:statement_file", "api:awards",
    }  # fmt: skip


def test_what_nobody_listed_is_found_in_open_data(borough: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(giving, "_description", lambda line: line.fund.rules.first().text)
    assert any("funding_fundrule" in fault for fault in private(again(borough, "funding:statement_file")))
