"""Where an award is paid to: bank details, encrypted."""

import base64
import hashlib
import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from wapentake.people.models import User

from ..states.payees import CheckedBy, PayeeState
from .applications import Application


@dataclass(frozen=True)
class BankAccount:
    """An account as a group gives it: six digits of sort code, eight of account number."""

    name: str
    sort_code: str
    number: str

    @property
    def masked(self) -> str:
        """What may be shown to whoever need not know it."""
        return f"Account ending {self.number[-3:]}"

    def sealed(self) -> bytes:
        """Return it encrypted, as it is kept."""
        return _cipher().encrypt(json.dumps(asdict(self)).encode())

    @classmethod
    def opened(cls, sealed: bytes) -> "BankAccount | None":
        """Return what was sealed; nothing once it was erased, or every key that it was sealed with is lost."""
        try:
            return cls(**json.loads(_cipher().decrypt(sealed)))
        except InvalidToken:
            return None


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [hashlib.sha256(b"bank-details:" + str(key).encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


class PayeeDetails(models.Model):
    """Where an award is to be paid, encrypted. The newest row that was not refused counts, once it is checked."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payee_details")
    sealed = models.BinaryField(help_text="Encrypted with a key made from the site's secret key. Empty once erased.")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty: the group, by its link."
    )
    state = models.CharField(max_length=7, choices=PayeeState.choices, default=PayeeState.GIVEN)
    how = models.CharField(max_length=9, choices=CheckedBy.choices, blank=True)
    said = models.TextField(blank=True, help_text="Who was asked and where, or why they were refused.")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # Two people, held by the database too.
            models.CheckConstraint(
                condition=~Q(state=PayeeState.CHECKED) | Q(given_by=None) | ~Q(settled_by=F("given_by")),
                name="payee_details_need_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=PayeeState.GIVEN, settled_by=None, settled_at=None)
                | (~Q(state=PayeeState.GIVEN) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="payee_details_say_who_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state=PayeeState.CHECKED) | ~Q(how=""), name="payee_details_say_how_checked"
            ),
        ]

    def __str__(self) -> str:
        return f"Bank details of {self.application.reference}"

    @property
    def account(self) -> BankAccount | None:
        return BankAccount.opened(bytes(self.sealed))

    @property
    def masked(self) -> str:
        """What may be shown to whoever need not know it."""
        if not self.sealed:
            return "Erased"
        account = self.account
        return account.masked if account else "They can no longer be read"
