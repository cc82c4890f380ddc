"""A copy of the council's records without people, to try things out on, to train with, or to look for a fault.

What rooms name as places of words about a person is overwritten in every row, by what it is and the row's key:
“Contact name 12”. Secrets are emptied or drawn anew, so that no link or password of the council's own installation is
in the copy. What waits to be sent is dropped. Money, dates, states and wards stay, and with them every sum.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils.module_loading import import_string
from psycopg import sql

from wapentake.foundation import audit, switches
from wapentake.foundation.supervisor.folders import data_dir
from wapentake.foundation.verdicts import Verdict

from .held import places

NOWHERE = "example.invalid"  # RFC 2606, section 2: no mail ever arrives there
Say = Callable[[str], object]


def may_anonymise() -> Verdict:
    """Only where sending is off, as a restore leaves it: the council's own records are never overwritten by mistake."""
    if not switches.is_on(switches.SENDING):
        return Verdict.yes()
    return Verdict.no(
        "Mail goes out from here, so this may be the council’s own installation. Restore a backup into a DATA_DIR of "
        "its own, and anonymise that: after a restore sending is off."
    )


def anonymise(*, at: dt.datetime, say: Say = lambda text: None) -> int:
    """Overwrite every word about a person, in one transaction, then delete files and stored pages.

    Returns how many rows were overwritten, told table by table to `say`. Raises `Refused`.
    """
    may_anonymise().demand()
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in settings.WAPENTAKE_COPIES["deleted"]:
            say(f"{name}: {_deleted(apps.get_model(name))} rows deleted")
        for table, columns in sorted(changes().items()):
            # Records that nothing may change are changed here, in a copy, and nowhere else.
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
            cursor.execute(_update(table, columns))
            say(f"{table}: {cursor.rowcount} rows without words")
            written += cursor.rowcount
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
        audit.record("copy", "anonymised", by=None, at=at, facts={"rows": written})
        transaction.on_commit(_delete_files)
    return written


def _deleted(model: type[models.Model]) -> int:
    return model._default_manager.all().delete()[0]


def changes() -> dict[str, dict[str, sql.Composable]]:
    """Return what is written into each column, by its table."""
    found: dict[str, dict[str, sql.Composable]] = {}
    for field, value in _written():
        found.setdefault(field.model._meta.db_table, {})[_column(field)] = value
    return found


def _column(field: models.Field) -> str:
    return str(field.column)


def _update(table: str, columns: dict[str, sql.Composable]) -> sql.Composed:
    pairs = [sql.SQL("{} = {}").format(sql.Identifier(column), value) for column, value in columns.items()]
    return sql.SQL("UPDATE {} SET {}").format(sql.Identifier(table), sql.SQL(", ").join(pairs))


def _written() -> Iterator[tuple[models.Field, sql.Composable]]:
    for field in _words():
        if not field.choices:
            yield field, _instead(field)
    for name in settings.WAPENTAKE_COPIES["emptied"]:
        field = _field(name)
        yield field, sql.SQL("NULL") if field.null else sql.SQL("''")
    for name in settings.WAPENTAKE_COPIES["drawn"]:
        yield _field(name), _drawn(_field(name))


def _words() -> Iterator[models.Field]:
    every = [*places(), *(one for name in settings.WAPENTAKE_COPIES["places"] for one in import_string(name))]
    for place in every:
        # What stands in another table has its own place there.
        yield from (_field(f"{place.model._meta.label}.{name}") for name in place.fields if "__" not in name)
    yield from map(_field, settings.WAPENTAKE_COPIES["words"])


def _field(name: str) -> models.Field:
    model, _, column = name.rpartition(".")
    field = apps.get_model(model)._meta.get_field(column)
    assert isinstance(field, models.Field), name
    return field


def _drawn(field: models.Field) -> sql.Composable:
    drawn = sql.SQL("gen_random_uuid()")
    return drawn if isinstance(field, models.UUIDField) else sql.SQL("replace({}::text, '-', '')").format(drawn)


EMPTY_JSON = """
CASE jsonb_typeof({column}) WHEN 'array' THEN '[]'::jsonb WHEN 'object' THEN '{{}}'::jsonb ELSE '""'::jsonb END
"""


def _instead(field: models.Field) -> sql.Composable:
    """Return what stands in a field afterwards; where nothing stood, nothing does."""
    column = sql.Identifier(_column(field))
    if isinstance(field, models.JSONField):
        return sql.SQL(EMPTY_JSON).format(column=column)
    if isinstance(field, models.BinaryField):
        return sql.SQL("''::bytea")
    if not isinstance(field, models.CharField | models.TextField):
        return sql.SQL("'{{}}'").format()  # a list of words
    numbered = sql.SQL("{before} || {key}::text || {after}").format(
        before=sql.Literal(_before(field)),
        key=sql.Identifier(_column(field.model._meta.pk)),
        after=sql.Literal(f"@{NOWHERE}" if _is_address(field) else ""),
    )
    if field.max_length and not _is_address(field):
        numbered = sql.SQL("right({}, {})").format(numbered, sql.Literal(field.max_length))
    return sql.SQL("CASE WHEN {column} = '' THEN '' WHEN {column} IS NULL THEN NULL ELSE {numbered} END").format(
        column=column, numbered=numbered
    )


def _is_address(field: models.Field) -> bool:
    return isinstance(field, models.EmailField) or field.name == "email" or field.name.endswith("_email")


def _before(field: models.Field) -> str:
    if isinstance(field, models.URLField):
        return f"https://{NOWHERE}/"
    words = str(field.verbose_name).replace("-", " ")
    if _is_address(field):
        return f"{field.name.replace('_', '-')}-"
    if isinstance(field, models.SlugField):
        return f"{field.model._meta.model_name}-"
    return f"{words[:1].upper()}{words[1:]} "


def _delete_files() -> None:
    """Delete what people sent, and the pages that are kept for when the database is away."""
    for folder in settings.WAPENTAKE_COPIES["folders"]:
        for path in sorted((data_dir() / folder).rglob("*"), reverse=True):
            _remove(path)


def _remove(path: Path) -> None:
    path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
