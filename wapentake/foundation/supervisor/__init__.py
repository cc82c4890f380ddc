"""The one owner of processes: PostgreSQL, web workers and the background worker. Needs no Django."""
