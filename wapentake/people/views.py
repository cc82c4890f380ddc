"""Signing in: allauth's views with what the house adds."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wapentake.foundation import calendars

from . import actions
from .access import SecondStepAdapter


class SignIn(LoginView):
    """With a password, a passkey, or the council's own accounts where they are set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = settings.OIDC_NAME if settings.OIDC_SERVER_URL else ""
        return {**super().get_context_data(**kwargs), "council_sign_in": name}


class SetUpApp(ActivateTOTPView):
    """Whoever sets up an app has just shown a code of it: this session has given its second step."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        actions.end_other_sessions(self.request, "an app was set up", at=calendars.now())
        return response


class RemoveApp(DeactivateTOTPView):
    """Whoever removes the app ends every other session of theirs."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        actions.end_other_sessions(self.request, "the app was removed", at=calendars.now())
        return response


class AddKey(AddWebAuthnView):
    """Whoever adds a passkey has just used it: this session has given its second step."""

    def form_valid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        actions.end_other_sessions(self.request, "a passkey was added", at=calendars.now())
        return response


class RemoveKey(RemoveWebAuthnView):
    """The only second step stays where one is compulsory."""

    def form_valid(self, form: Form) -> HttpResponse:
        adapter = SecondStepAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, f"{adapter.error_messages['cannot_delete_authenticator']}.")
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        actions.end_other_sessions(self.request, "a passkey was removed", at=calendars.now())
        return response


class RecoveryCodes(ViewRecoveryCodesView):
    """Codes are never kept by a cache."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Cache-Control"] = "no-store"
        return response


@login_not_required
def council_sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the council's own accounts. Their libraries are loaded where they are set up, or here."""
    from allauth.socialaccount.providers.openid_connect.views import login

    answer: HttpResponse = login(request, provider_id)
    return answer


@login_not_required
def council_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the council's own accounts."""
    from allauth.socialaccount.providers.openid_connect.views import callback

    answer: HttpResponse = callback(request, provider_id)
    return answer


@login_not_required
def unknown(request: HttpRequest) -> HttpResponse:
    """The council's sign-in knows somebody whom we do not."""
    return render(request, "people/unknown.html", status=403)
