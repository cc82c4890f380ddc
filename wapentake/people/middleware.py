"""Every page needs a signed-in person unless its view is listed as public."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Closed unless listed."""
