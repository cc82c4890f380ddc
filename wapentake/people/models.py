"""Users: whoever signs in. What they may do comes from the roles they hold (office), not from here."""

import datetime as dt
import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now


class UserManager(BaseUserManager["User"]):
    """Makes and finds users by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in. Pseudonymised when they ask to be forgotten, never deleted: records point here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail address", max_length=254)
    name = models.CharField("full name", max_length=150)
    is_active = models.BooleanField(default=True)
    # house: accounts are made by allauth's own forms too, which know no clock but this one.
    joined_at = models.DateTimeField(auto_now_add=True)
    # house: for the same reason.
    open_since = models.DateTimeField(default=now, help_text="When the account was made or last opened again.")
    pseudonymised_at = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0, help_text="How often all sessions were ended at once.")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        """How audit names this user."""
        return f"user:{self.pk}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must match to go on: the password, and how often all sessions were ended at once."""
        found = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # Django's stubs leave it out
        return f"{found}.{self.sessions_ended}" if self.sessions_ended else str(found)

    @property
    def last_used_at(self) -> dt.datetime:
        """When somebody last signed in, or the account was made or opened again."""
        return max(self.last_login or self.open_since, self.open_since)
