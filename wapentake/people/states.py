"""Choices and limits of the people room."""

import datetime as dt

# An account that nobody has used for so long is closed until an administrator opens it again.
IDLE_AFTER = dt.timedelta(days=45)
