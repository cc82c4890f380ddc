"""Prepared questions answer as Django's querysets do, and refuse what they could not answer rightly."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, models, transaction

from tests.querycount import count_queries
from wapentake.foundation.models import Hold
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.models import Councillor, Term
from wapentake.office.tests import factories as make
from wapentake.places.models import Ward, WardLocality

TODAY = dt.date(2026, 11, 24)


@prepared
def terms(ward: Any, on: Any) -> Any:
    """Related rows, a subquery, a condition that is true in two ways, an order."""
    places = WardLocality.objects.on(on).filter(ward=ward).values("ward")
    rows = Term.objects.on(on).filter(models.Q(ward=ward) | models.Q(ward__in=places))
    return rows.select_related("councillor", "ward__edition").order_by("councillor__name")


@prepared
def in_wards(wards: Any) -> Any:
    return Term.objects.filter(one_of("ward", wards)).order_by("pk")


@prepared
def counted(edition: Any) -> Any:
    rows = Ward.objects.filter(edition=edition).order_by("number")
    return rows.annotate(members=models.Count("pk", distinct=True)).only("name")


@prepared
def names(slug: Any) -> Any:
    return Ward.objects.filter(slug=slug).values_list("name", "number")


@prepared
def with_their_users() -> Any:
    """A related row that may not be there, and a column that a field of Django's makes something else of."""
    rows = Councillor.objects.select_related("user").order_by("name")
    return rows.annotate(said=models.Value({"seats": [3]}, models.JSONField()))


@prepared
def keys() -> Any:
    return Ward.objects.order_by("pk").values_list("pk", flat=True)


@prepared
def holds(refs: Any, at: Any) -> Any:
    return Hold.objects.filter(models.Q(refs=[]) | models.Q(refs__overlap=refs), starts__lte=at)


def test_it_answers_as_the_queryset_does(db):
    ward, other = make.make_ward(), make.make_ward("Keppel")
    for name in ("Ann Lee", "Bo Hall"):
        make.make_councillor(ward, name=name)
    make.make_councillor(other, name="Cy Wood")
    for place in (ward, other):
        plain = Term.objects.on(TODAY).filter(ward=place).select_related("councillor").order_by("councillor__name")
        found = terms(ward=place.pk, on=TODAY)
        assert found == list(plain)
        assert [term.councillor.name for term in found] == [term.councillor.name for term in plain]
    assert in_wards(wards=[ward.pk, other.pk]) == list(Term.objects.order_by("pk"))
    assert in_wards(wards=[]) == []
    assert [(row.name, row.members) for row in counted(edition=ward.edition_id)] == [(ward.name, 1), (other.name, 1)]
    assert names(slug=other.slug) == [(other.name, other.number)]
    assert keys() == [ward.pk, other.pk]
    assert keys.first() == ward.pk
    assert names.first(slug="nowhere") is None
    assert holds(refs=["ward:x"], at=dt.datetime.now(dt.UTC)) == []


def test_related_rows_come_with_it_in_one_query(db):
    ward = make.make_ward()
    make.make_councillor(ward, name="Ann Lee")
    terms(ward=ward.pk, on=TODAY)
    asked = count_queries(lambda: [(term.councillor.name, term.ward.edition.name) for term in terms_of(ward)])
    assert len(asked) == 1


def test_what_is_not_there_is_none_and_values_are_of_their_fields(db):
    make.make_councillor(make.make_ward(), name="Ann Lee")
    Councillor.objects.update(user=None)
    [found] = with_their_users()
    asked = count_queries(lambda: [found.user, found.said, found.pk])
    assert (found.user, found.said, asked) == (None, {"seats": [3]}, [])
    assert found._state.adding is False


def test_only_the_question_is_kept_never_an_answer(db):
    ward = make.make_ward()
    assert terms_of(ward) == []
    with transaction.atomic():
        make.make_councillor(ward, name="Ann Lee")
        assert [term.councillor.name for term in terms_of(ward)] == ["Ann Lee"]
        transaction.set_rollback(True)
    assert terms_of(ward) == []
    make.make_councillor(ward, name="Bo Hall")
    Councillor.objects.update(name="Bo Hall-Lee")
    assert [term.councillor.name for term in terms_of(ward)] == ["Bo Hall-Lee"]


def test_every_thread_asks_over_its_own_connection(committed_db):
    ward = make.make_ward()

    def asked(_: int) -> tuple[list[tuple[str, int]], int]:
        try:
            return names(slug=ward.slug), id(connection.connection)
        finally:
            connection.close()

    names(slug=ward.slug)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(asked, range(4)))
    assert {tuple(rows) for rows, _ in found} == {((ward.name, ward.number),)}
    assert id(connection.connection) not in {key for _, key in found}


@pytest.mark.parametrize("values", [{}, {"ward": 1}, {"ward": 1, "on": None}, {"ward": 1, "on": TODAY, "more": 2}])
def test_every_value_must_be_given(values: dict[str, Any]):
    with pytest.raises(TypeError, match="with a value for each of: on, ward"):
        terms(**values)


def test_a_question_that_cannot_be_written_once_is_refused():
    forgets = prepared(lambda slug: Ward.objects.all())
    several = prepared(lambda slug: Ward.objects.filter(slug=slug).prefetch_related("localities"))
    for question, why in ((forgets, "does not use slug"), (several, "several")):
        with pytest.raises(TypeError, match=why):
            question(slug="keppel")


def terms_of(ward: Ward) -> list[Term]:
    return terms(ward=ward.pk, on=TODAY)
