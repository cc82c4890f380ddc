"""How much a file of areas may hold. The web process asks before it starts the child that reads the file."""

from wapentake.foundation.files import MEGABYTE

MOST_BYTES = 24 * MEGABYTE
MOST_BRACKETS = 450_000
MOST_COMMAS = 1_200_000
DEEPEST = 40
