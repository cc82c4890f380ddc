"""The program's own command, without the room that brings it."""

from wapentake.foundation.management.commands.worker import Command

__all__ = ["Command"]
