"""Hostile words in every text field of the rooms, and how to see on a page that one of them became more than words."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

# Each fits in the shortest field that takes it. `x-wt`, `data-wt` and wt49 stand in no page of ours.
WORDS = (
    "<x-wt onload=alert(1)>",
    "<x-wt><script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'><x-wt>",
    "' onmouseover='alert(1)' data-wt='",
    '" autofocus onfocus="alert(1)" data-wt="',
    "` onclick=alert(1) data-wt=1 ",
    "javascript:alert(1)//<x-wt>",
    "wt{{ 7*7 }}{# 7 #}${7*7}<x-wt>",
    "</title></textarea></script><x-wt>",
    "\u202egnp.<svg/onload=alert(1)><x-wt>",
    "--><x-wt><!--",
    "]]><a href=javascript:alert(1)><x-wt>",
    "&lt;x-wt&gt;&#60;x-wt&#62;\u2028<x-wt>",
    "\\u003cx-wt\\u003e\\x3cx-wt\\x3e</x-wt>",
)
# What passes the validators of these fields.
E_MAIL = '"<x-wt onload=alert(1)>"@example.org'
LINK = 'https://example.org/"onclick="alert(1)"data-wt="1"><x-wt>'
FORMED = (models.SlugField, models.UUIDField, models.FileField)
# Fields that hold no words, and why.
NO_WORDS = {
    "people_user.password": "a hash",
    "people_user.email": "the cast is found by it; other addresses are attacked",
    "places_ward.code": "a GSS code",
    "places_parish.code": "a GSS code",
    "places_boundary.code": "a GSS code",
    "places_boundary.path": "drawn by our own code from checked numbers",
    "places_boundaryset.sha256": "a hash",
    "places_postcode.code": "a postcode, by its own pattern",
    "places_postcode.council_code": "a GSS code",
    "places_outwardcode.code": "half a postcode, by its own pattern",
    "plans_citation.area": "a GSS code, as the reading has it",
    "plans_citation.period": "a month or a year, as the reading has it",
    "evidence_stagedreading.area": "a GSS code",
    "evidence_stagedreading.period": "a month or a year, by its own pattern",
    "evidence_reading.area": "a GSS code",
    "evidence_reading.period": "a month or a year, by its own pattern",
    "evidence_replacedreading.area": "a GSS code",
    "evidence_replacedreading.period": "a month or a year, by its own pattern",
    "evidence_reading.category": "no two are the same of one area",
    "evidence_areashare.area": "a GSS code",
    "evidence_areashare.ward_code": "a GSS code",
    "evidence_arealookup.code": "a GSS code",
    "evidence_arealookup.into": "a GSS code",
    "evidence_wardreading.area": "a GSS code",
    "evidence_wardreading.period": "a month or a year, by its own pattern",
    "evidence_wardreading.category": "no two are the same of one ward",
    "evidence_readingfile.sha256": "a hash",
    "evidence_layoutmapping.signature": "a hash",
    "evidence_fitting.rests_on": "a hash",
    "publishing_bounce.known_by": "a hash",
    "publishing_domainpace.domain": "no two are the same",
    "publishing_bulletinlink.target": "no two are the same of one bulletin",
    "plans_action.blocked_by": "only what is blocked says by what: a constraint",
    "plans_action.unblocks": "only what is blocked says who could clear the way: a constraint",
    "plans_progressfile.sha256": "a hash",
    "plans_measure.ended_because": "only what is ended has a reason: a constraint",
    "organisations_organisation.charity_number": "checked by its own pattern",
    "organisations_organisation.company_number": "checked by its own pattern",
    "funding_application.typed_number": "checked by its own pattern",
    "funding_particulars.company_number": "checked by its own pattern",
    "funding_development.reference": "no two are the same, and there are more of them than words",
    "funding_development.withdrawn_why": "only what is withdrawn has a reason: a constraint",
    "funding_levyreceipt.key": "a key of ours",
    "funding_statementfigure.item": "no two of a figure and year are the same; its source is attacked",
    "funding_importline.key": "an identifier, no two of which are brought in",
    "funding_importline.contents": "a hash",
    "funding_awardimport.sha256": "a hash",
    "funding_awardimport.fingerprint": "a hash",
    "funding_invitation.code": "made by us, in addresses",
    "funding_decision.payee_number": "an organisation's, as it was when the award was approved",
    "funding_fund.prefix": "letters of a reference, in addresses",
    "funding_transfer.key": "a key of ours; no row may change",
    "funding_transfer.kind": "a word of ours; no row may change",
    "funding_application.reference": "made by us, in addresses",
    "funding_decision.key": "a key of ours",
    "funding_vote.key": "a key of ours",
    "funding_declaredinterest.key": "a key of ours",
    "funding_recovery.key": "a key of ours",
    "publishing_dailyviews.path": "an address of a page, as the front counted it",
    "publishing_dailyviews.host": "made by us",
    "publishing_dayaddedup.host": "made by us",
    "publishing_measuredfile.address": "an address that the program made",
    "publishing_measuredfile.sha256": "a hash",
    "publishing_movedaddress.old": "an address of the site, by a constraint",
    "publishing_movedaddress.new": "an address of the site, by a constraint",
    "publishing_subscriber.email": "an address, no two of which are the same",
    "publishing_subscriber.secret": "made by us, in addresses",
    "publishing_subscriber.postcode": "a postcode, by its own pattern",
    "publishing_wish.postcode": "a postcode, by its own pattern",
    "publishing_subscriberlist.sha256": "a hash",
    "publishing_consent.ip_hash": "a hash",
    "office_dispensation.reference": "the Monitoring Officer's, no two of which are the same",
}


def fields() -> Iterator[models.Field]:
    """Yield the text fields of the rooms above foundation that take words."""
    for model in apps.get_models():
        if not model.__module__.startswith("wapentake.") or model._meta.app_label == "foundation":
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and not field.choices and _takes_words(field):
                yield field


def _takes_words(field: models.Field) -> bool:
    name = f"{field.model._meta.db_table}.{field.column}"
    return not isinstance(field, FORMED) and name not in NO_WORDS


def words_for(field: models.Field) -> list[str]:
    """Return the hostile words that a field takes."""
    if isinstance(field, models.EmailField):
        return [E_MAIL]
    if isinstance(field, models.URLField):
        return [LINK]
    return [word for word in WORDS if field.max_length is None or len(word) <= field.max_length]


def fill(words: Callable[[models.Field], list[str]] = words_for) -> int:
    """Write hostile words over every text of the database in use, row by row another; return how many were written."""
    by_table: dict[str, list[models.Field]] = {}
    for field in fields():
        by_table.setdefault(field.model._meta.db_table, []).append(field)
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in by_table.items():
            name = sql.Identifier(table)
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
            choose = sql.SQL("{} = (%s::text[])[1 + abs(hashtext(ctid::text || %s)) %% %s]")
            sets = sql.SQL(", ").join(choose.format(sql.Identifier(field.column)) for field in columns)
            values = [
                part for field in columns for part in (_list(words(field), field), field.column, len(words(field)))
            ]
            cursor.execute(sql.SQL("UPDATE {} SET {}").format(name, sets), values)
            written += cursor.rowcount * len(columns)
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
        cursor.execute("UPDATE funding_draft SET answers = %s", [json.dumps(_answers())])
    return written


def _list(found: list[str], field: models.Field) -> list[str]:
    assert found, f"No hostile words fit into {field}: add shorter ones."
    return found


def _answers() -> dict[str, dict[str, str]]:
    names = {
        "group": ("name", "group", "purpose"),
        "project": ("title", "purpose"),
        "people": ("who_benefits", "who_was_asked"),
        "amount": ("pounds", "amount"),
        "contact": ("contact_name", "contact_email", "name", "email"),
    }
    return {step: {name: WORDS[place % len(WORDS)] for place, name in enumerate(of)} for step, of in names.items()}


def traces(page: str) -> Iterator[str]:
    """Yield what became an element, an attribute, a link or a figure that only hostile words can have meant."""
    if "wt49" in page:
        yield "a template was worked out"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _element(element)


def _element(element: Any) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag == "x-wt" or (tag == "img" and element.get("src") == "x"):
        yield f"<{tag}>"
    if tag == "script" and "alert(" in (element.text or ""):
        yield "a script"
    for name, value in element.attrib.items():
        plain = str(name).rpartition("}")[2].lower()
        if plain.startswith("on") or plain == "data-wt":
            yield f"{plain}= on <{tag}>"
        if plain in ("href", "src", "action", "formaction") and value.strip().lower().startswith("javascript:"):
            yield f"{plain}={value}"
