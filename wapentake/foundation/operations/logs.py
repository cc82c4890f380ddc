"""Logs: one JSON object a line, without personal data."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
_TOKEN = re.compile(r"[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}")
_QUERY = re.compile(r"(\?)[^\s\"']+")
# UK postcodes and telephone numbers, in case a message repeats what somebody typed.
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}[0-9][0-9A-Za-z]?\s*[0-9][A-Za-z]{2}\b")
_PHONE = re.compile(r"(?<![\w.:-])(\+44|0)( ?\d){9,10}\b")
# What PostgreSQL quotes of the rows and values that a statement failed at.
_VALUES = re.compile(r"(?m)^(\s*)(DETAIL|CONTEXT):.*$")


def redacted(text: str) -> str:
    """Return a text without e-mail addresses, telephone numbers, postcodes, tokens and what came after a `?`."""
    for pattern, put in (
        (_EMAIL, "[e-mail]"),
        (_TOKEN, "[token]"),
        (_QUERY, r"\1[query]"),
        (_PHONE, "[telephone]"),
        (_POSTCODE, "[postcode]"),
        (_VALUES, r"\1\2: [values]"),
    ):
        text = pattern.sub(put, text)
    return text


def redact(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Redact every text of a log record, and of what is written as one: a request, say. A processor of structlog."""
    for key, value in event.items():
        if key not in {"timestamp", "level", "logger"} and not isinstance(value, int | float | None):
            event[key] = redacted(str(value))
    return event


_SHARED = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
]


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error as JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    redact,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Each refusal and missing page is an ordinary event; the front counts them.
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
        },
    }
