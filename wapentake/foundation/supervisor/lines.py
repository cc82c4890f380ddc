"""What the supervisor and granian say: one line each, plain at a terminal, JSON where nobody watches."""

import datetime
import json
import logging
import os
import sys
from typing import Any


def as_json() -> bool:
    """Lines are JSON unless somebody watches; `WAPENTAKE_LOG=plain` or `json` settles it."""
    chosen = os.environ.get("WAPENTAKE_LOG", "")
    return chosen == "json" or (chosen != "plain" and not sys.stdout.isatty())


def formatted(process: str, message: str, level: str = "info") -> str:
    """One line in the form chosen."""
    if not as_json():
        return f"{process:>8} | {message}"
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    return json.dumps({"timestamp": at, "level": level, "process": process, "event": message}, ensure_ascii=False)


def say(message: str, process: str = "serve") -> None:
    """Print a line at once."""
    print(formatted(process, message), flush=True)


class LineFormatter(logging.Formatter):
    """Records as lines of the process named in WAPENTAKE_PROCESS."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; a traceback stays in it, escaped in JSON."""
        message = record.getMessage()
        if record.exc_info:
            message += "\n" + self.formatException(record.exc_info)
        return formatted(os.environ.get("WAPENTAKE_PROCESS", "web"), message, record.levelname.lower())


def granian_logging() -> dict[str, Any]:
    """Granian's logging in our lines; its requests are logged by the site, if at all."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LineFormatter}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"}},
        "loggers": {
            "_granian": {"handlers": ["out"], "level": "INFO", "propagate": False},
            "granian.access": {"handlers": ["out"], "level": "INFO", "propagate": False},
        },
    }
