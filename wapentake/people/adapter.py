"""How sign-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: accounts are made by an administrator."""

    def is_open_for_signup(self, request: object) -> bool:
        return False
