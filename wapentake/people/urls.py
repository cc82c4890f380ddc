"""Addresses of signing in. Allauth finds its own pages by name, so these stand outside the room's namespace.

Only what is used here is routed: nobody signs up, or manages addresses or connections, by themselves.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path, re_path

from . import views

public: list[URLPattern] = []
desk: list[URLPattern] = []

_PASSWORD = [
    path("password/", account.password_change, name="account_change_password"),
    path("password/choose/", account.password_set, name="account_set_password"),
    path("forgotten/", login_not_required(account.password_reset), name="account_reset_password"),
    path("forgotten/sent/", login_not_required(account.password_reset_done), name="account_reset_password_done"),
    path(
        "forgotten/done/",
        login_not_required(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        login_not_required(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]

_SECOND_STEP = [
    path("second-step/", mfa.index, name="mfa_index"),
    path("second-step/ask/", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path("second-step/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/", views.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-step/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("second-step/codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-step/keys/add/", views.AddKey.as_view(), name="mfa_add_webauthn"),
    path("second-step/keys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-step/keys/sign-in/", login_not_required(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("second-step/keys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-step/keys/<int:pk>/remove/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"),
]

# The council's own accounts. Without the setting OIDC_SERVER_URL these answer 404.
_COUNCIL = [
    path("council/unknown/", views.unknown, name="account_unknown"),
    path("council/stopped/", login_not_required(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("council/<slug:provider_id>/", views.council_sign_in, name="openid_connect_login"),
    path("council/<slug:provider_id>/back/", views.council_back, name="openid_connect_callback"),
]

sign_in: list[URLPattern | URLResolver] = [
    path("", login_not_required(views.SignIn.as_view()), name="account_login"),
    path("out/", login_not_required(account.logout), name="account_logout"),
    path("closed/", login_not_required(account.account_inactive), name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    *_PASSWORD,
    *_SECOND_STEP,
    *_COUNCIL,
]
