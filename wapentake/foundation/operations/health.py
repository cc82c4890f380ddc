"""Is this installation ready: do the database and a worker answer?"""

from django.db import DatabaseError, connection

from wapentake.foundation.supervisor.working import worker_answers


def state() -> dict[str, bool]:
    """Return whether the database answers, and whether any worker has answered lately."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"database": False, "worker": False}
    return {"database": True, "worker": worker_answers()}
