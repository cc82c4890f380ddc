"""Where bank details stand, and how a second person made sure of them."""

from django.db.models import TextChoices

from wapentake.foundation.lifecycle import Lifecycle


class PayeeState(TextChoices):
    GIVEN = "given", "Bank details to be checked"
    CHECKED = "checked", "Bank details checked"
    REFUSED = "refused", "Bank details refused"
    REPLACED = "former", "Bank details replaced by others that were checked"


PAYEE = Lifecycle(
    "bank details",
    {
        PayeeState.GIVEN: {PayeeState.CHECKED, PayeeState.REFUSED},
        # A fraud that comes to light before the payment.
        PayeeState.CHECKED: {PayeeState.REFUSED, PayeeState.REPLACED},
        PayeeState.REFUSED: set(),
        PayeeState.REPLACED: set(),
    },
)


class CheckedBy(TextChoices):
    """How bank details were checked; each way starts from something that was known before."""

    CALL = "call", "I called the group on a number that was known before"
    STATEMENT = "statement", "I saw a bank statement in the group’s name"
    BANK = "bank", "The bank confirmed the name of the account (Confirmation of Payee)"


class PaidTo(TextChoices):
    """Whether an award to a group waits for bank details."""

    CHECKED = "checked", "Only to bank details that a second person has checked"
    KNOWN = "known", "As the group was paid before, or by journal, where it gives none"
