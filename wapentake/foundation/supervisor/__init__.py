"""The one owner of processes: PostgreSQL, web workers and the background worker. Needs no Django."""

from .database import database_url, settings_for_database
from .folders import data_dir
from .trouble import Trouble

__all__ = ["Trouble", "data_dir", "database_url", "settings_for_database"]
