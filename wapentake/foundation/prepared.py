"""Questions that are put into SQL once in a process, and asked many times.

Django writes a statement anew each time that it is asked. For a page of twenty questions that takes longer than
PostgreSQL's answers. A prepared question is written once, with a mark where each value goes, and PostgreSQL keeps its
plan for as long as the connection lives. Nothing of an answer is kept: it is as new as the question.

    @prepared
    def _terms(ward, on):
        return Term.objects.on(on).filter(ward=ward).select_related("councillor")

    terms = _terms(ward=ward.pk, on=on)  # a list
    first = _terms.first(ward=ward.pk, on=on)  # a row, or None

The function is called once, with marks in place of values, so it must not look at them: no `if`, no arithmetic, no list
of values. A question that may be put in several ways, or with None, stays an ordinary queryset. For rows whose field is
one of a list of keys there is `one_of`: `filter(one_of("ward", wards))`, asked with `wards=[1, 2, 3]`.
"""

import inspect
from collections.abc import Callable
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Expression, F, Func, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Mark(Expression):
    """Where a value goes. It stands among the statement's parameters until the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return one place, with this mark as its parameter."""
        return "%s", (self,)


def one_of(field: str, keys: Any) -> Func:
    """Return the condition that a field is one of a list that is given later."""
    return Func(F(field), keys, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


class Prepared(Generic[Row]):
    """A question that is written once; calling it with its values, by name, returns the rows."""

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build, self.names = build, frozenset(inspect.signature(build).parameters)

    def __call__(self, **values: Any) -> list[Row]:
        if values.keys() != self.names or None in values.values():
            raise TypeError(f"Ask {self.build.__name__} with a value for each of: {', '.join(sorted(self.names))}.")
        asked = _Asked(self._written, values)
        if self._models is not None:
            return self._models.read(asked)
        queryset = SimpleNamespace(
            db=DEFAULT_DB_ALIAS, query=SimpleNamespace(get_compiler=lambda *_, **__: asked), _fields=self._rows._fields
        )
        return list(self._rows._iterable_class(queryset))

    def first(self, **values: Any) -> Row | None:
        """Return the first row, or nothing. The question says itself in which order, and fetches few rows."""
        return next(iter(self(**values)), None)

    @cached_property
    def _rows(self) -> Any:
        rows: Any = self.build(**{name: Mark(name) for name in self.names})
        if rows._prefetch_related_lookups:
            raise TypeError(f"{self.build.__name__} is several questions: prepare each of them.")
        return rows

    @cached_property
    def _models(self) -> "_Models | None":
        return _Models(self._written) if self._rows._iterable_class is ModelIterable else None

    @cached_property
    def _written(self) -> SQLCompiler:
        compiler = self._rows.query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.statement = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        compiler.converters = compiler.get_converters(columns)
        marked = {one.name for one in compiler.statement[1] if isinstance(one, Mark)}
        if marked != self.names:
            raise TypeError(f"{self.build.__name__} does not use {', '.join(sorted(self.names - marked))}.")
        return compiler


class _Models:
    """How rows become objects of their models, worked out once: Django's `ModelIterable` does so at each asking."""

    def __init__(self, written: SQLCompiler) -> None:
        info: Any = written.klass_info
        fields = info["select_fields"]
        self.model, self.own = info["model"], slice(fields[0], fields[-1] + 1)
        self.names = [column.target.attname for column, *_ in written.select[self.own]]
        # The stubs are of a Django to come, whose function takes one thing more.
        self.related = get_related_populators(info, written.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        self.more = (written.annotation_col_map or {}).items()
        self.converters = vars(written)["converters"]

    def read(self, asked: "_Asked") -> list[Any]:
        """Ask, and return an object for each row, with those that `select_related` names."""
        [rows] = asked.execute_sql()
        if self.converters:
            rows = asked.apply_converters(rows, self.converters)
        return [self._object(row) for row in rows]

    def _object(self, row: Any) -> Any:
        found = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for each in self.related:
            each.populate(row, found)
        for name, place in self.more:
            setattr(found, name, row[place])
        return found


class _Asked(SQLCompiler):
    """One asking. Django's own readers of rows find in it what they look for in the compiler of a queryset."""

    def __init__(self, written: SQLCompiler, values: dict[str, Any]) -> None:
        vars(self).update(vars(written))
        self.connection, self.values = connections[DEFAULT_DB_ALIAS], values

    def get_converters(self, _: Any) -> Any:
        """Return what makes Python's values of the columns: it is of their fields, and the same at each asking."""
        return vars(self)["converters"]

    def execute_sql(self, *_: Any, **__: Any) -> Any:
        """Put the values into their places and return the rows, as one chunk."""
        sql, parameters = vars(self)["statement"]
        given = [self.values[one.name] if isinstance(one, Mark) else one for one in parameters]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, given)
            return [cursor.fetchall()]


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Make a question of a function that returns a queryset: see the top of this module."""
    return Prepared(build)
