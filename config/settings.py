"""Settings, read from the environment. `wapentake write-reference` makes docs/reference/settings.md from this file.

Every `env.…("NAME", …)` below is one setting; the comment above it is its description there.
"""

import os
from pathlib import Path

from environs import Env

from wapentake.design.csp import JS_ENABLED_HASH, tiles_host
from wapentake.foundation.operations.logs import logging_settings
from wapentake.foundation.supervisor.database import settings_for_database
from wapentake.foundation.supervisor.folders import kept_secret

ROOT = Path(__file__).resolve().parent.parent
env = Env()

# --- What this installation is --------------------------------------------------------------------------------------

# Load and show the demonstration borough: invented people, one-click sign-in at /demo/. Never with real data.
WAPENTAKE_DEMO = env.bool("WAPENTAKE_DEMO", False)
# Show tracebacks. Never on a real installation: `check-deploy` refuses it.
DEBUG = env.bool("DEBUG", False)
# A folder of open data (boundaries, postcodes); with it the demonstration shows official boundaries.
WAPENTAKE_OPEN_DATA = env.str("WAPENTAKE_OPEN_DATA", "")
# The council's name, as the pages say it.
WAPENTAKE_COUNCIL = env.str("WAPENTAKE_COUNCIL", "Rotherham")
# The GSS code of the council.
WAPENTAKE_COUNCIL_CODE = env.str("WAPENTAKE_COUNCIL_CODE", "E08000018")
COUNCIL_GIVEN = all(os.environ.get(name) for name in ("WAPENTAKE_COUNCIL", "WAPENTAKE_COUNCIL_CODE"))
# The council in the register of organisations, for open data about grants: https://org-id.guide/list/GB-LAE. Without it
# no 360Giving data are made; the demonstration has Rotherham's.
WAPENTAKE_ORG_ID = env.str("WAPENTAKE_ORG_ID", "GB-LAE-ROT" if WAPENTAKE_DEMO else "")
# What begins the identifier of every grant. 360Giving gives a council its own; until then this one.
WAPENTAKE_GRANT_PREFIX = env.str("WAPENTAKE_GRANT_PREFIX", "360G-wapentake")
# What the council calls its area in a sentence: borough, district, city or county.
WAPENTAKE_AREA = env.str("WAPENTAKE_AREA", "borough")
# The team of the council that works with the wards and answers for the site.
WAPENTAKE_TEAM = env.str("WAPENTAKE_TEAM", "Neighbourhoods Team")
# A postcode of the area, as the example beside the question for one.
WAPENTAKE_POSTCODE = env.str("WAPENTAKE_POSTCODE", "S60 1AE")
# The name of the site, in the header and in page titles.
WAPENTAKE_SITE_NAME = env.str("WAPENTAKE_SITE_NAME", "Rotherham neighbourhoods")
# Whom residents may write to about the site.
WAPENTAKE_CONTACT_EMAIL = env.str("WAPENTAKE_CONTACT_EMAIL", "neighbourhoods@example.gov.uk")
# Where residents may call, for another format or language too; empty for no number.
WAPENTAKE_CONTACT_PHONE = env.str("WAPENTAKE_CONTACT_PHONE", "01632 960147" if WAPENTAKE_DEMO else "")
# Where somebody complains to the council; without it, they are asked to write to the address above.
WAPENTAKE_COMPLAINTS = env.str("WAPENTAKE_COMPLAINTS", "")
# Where somebody turns who is not content with the council's answer: for England, the Local Government and Social Care
# Ombudsman.
WAPENTAKE_OMBUDSMAN = env.str("WAPENTAKE_OMBUDSMAN", "https://www.lgo.org.uk/make-a-complaint")
# The brand colour (bands, headings on stone), as #rrggbb.
WAPENTAKE_BRAND = env.str("WAPENTAKE_BRAND", "#0e4045")
# The colour of links and main buttons; refused under a contrast of 4.5 to 1.
WAPENTAKE_BRAND_LINK = env.str("WAPENTAKE_BRAND_LINK", "#0b5a60")
# The warm colour: this ward, today, late, you.
WAPENTAKE_BRAND_WARM = env.str("WAPENTAKE_BRAND_WARM", "#a3420f")
# The path of the council's logo, an SVG or PNG that is drawn 36 pixels high; empty for the program's own mark.
WAPENTAKE_LOGO = env.str("WAPENTAKE_LOGO", "")
# Where tiles of a map of streets come from, an https address with {z}, {x} and {y}. With it the map of the wards has a
# button "Show streets"; without it the map is a drawing, and nothing of that is loaded.
WAPENTAKE_TILES = env.str("WAPENTAKE_TILES", "")
# Whom that map names as having drawn it, as plain text, like © OpenStreetMap contributors.
WAPENTAKE_TILES_ATTRIBUTION = env.str("WAPENTAKE_TILES_ATTRIBUTION", "")
# The address of the site, for links in e-mails, like https://neighbourhoods.example.gov.uk.
WAPENTAKE_ADDRESS = env.str("WAPENTAKE_ADDRESS", f"http://127.0.0.1:{env.int('PORT', 8000)}")

# For how many days an application that a group began is kept after it was last saved.
WAPENTAKE_KEEP_DRAFTS = env.int("WAPENTAKE_KEEP_DRAFTS", 30)
# The columns of a payment run's file, in their order: as many of these as the finance system wants, and no other.
WAPENTAKE_PAYMENT_COLUMNS = env.list(
    "WAPENTAKE_PAYMENT_COLUMNS", default=["Reference", "Payee", "Sort code", "Account number", "Amount", "Date"]
)
# How many papers an application takes.
WAPENTAKE_MOST_PAPERS = env.int("WAPENTAKE_MOST_PAPERS", 5)

# Count how many people read each public page: a line a view, hashed with a salt that is destroyed each day.
WAPENTAKE_COUNT_VIEWS = env.bool("WAPENTAKE_COUNT_VIEWS", True)

# --- Where things are ----------------------------------------------------------------------------------------------

# The PostgreSQL to use, like postgres://user:secret@host/name. Without it the program runs its own.
DATABASE_URL = env.str("DATABASE_URL", "")
DATABASES = {"default": settings_for_database()}
# The folder that holds what this installation keeps: the database, published pages, files.
DATA_DIR = env.str("DATA_DIR", "")
# The key that signs sessions and links. Without it one is made once and kept in DATA_DIR; several hosts must share one.
SECRET_KEY_GIVEN = bool(env.str("SECRET_KEY", ""))
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret("secret-key")
# The names that the site answers to, separated by commas.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
# Addresses of forms behind a proxy, like https://neighbourhoods.example.gov.uk.
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# Serve over HTTPS only: secure cookies, HSTS. The demonstration is plain HTTP on this machine.
HTTPS = env.bool("HTTPS", False)

# --- The house ------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "wapentake.foundation",
    "wapentake.design",
    "wapentake.places",
    "wapentake.people",
    "wapentake.organisations",
    "wapentake.office",
    "wapentake.evidence",
    "wapentake.plans",
    "wapentake.funding",
    "wapentake.publishing",
    "wapentake.site",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wapentake.foundation.operations.requests.EveryRequest",
    "wapentake.publishing.access.OldAddresses",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wapentake.people.access.SignInRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wapentake.office.access.DeskAccess",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "people.User"
# An e-mail address belongs to one user whatever its case: a constraint on its lower case, which the check cannot see.
# The content security policy's frame-ancestors stands for X-Frame-Options.
SILENCED_SYSTEM_CHECKS = ["auth.W004", "security.W002"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "wapentake.design.environment.environment",
            "context_processors": ["wapentake.design.frame.frame"],
        },
    },
    # Third-party applications bring Django templates of their own; ours come first.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# What the frame around every page says.
WAPENTAKE_FRAME = {
    name: f"config.frame.{name}"
    for name in (
        "navigation",
        "desk_navigation",
        "footer_links",
        "desk_footer_links",
        "sections",
        "who",
        "sign_out_href",
        "attribution",
    )
}

# Which news of lower rooms goes to which functions of higher ones: see foundation/changes.py.
WAPENTAKE_NEWS = {
    "*": ["wapentake.foundation.published.refresh.pages_that_show"],
    "councillor": ["wapentake.funding.jobs.look_again", "wapentake.funding.jobs.put_on_again"],
    "cluster": ["wapentake.funding.jobs.put_on_again"],
    "digest": ["wapentake.office.jobs.send_digests"],
    "ground": ["wapentake.evidence.jobs.look_again", "wapentake.publishing.jobs.follow_again"],
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = None

# What a restored database must prove before it is used; each answers with sentences about what is wrong.
WAPENTAKE_PROOFS = [
    "wapentake.foundation.operations.backups.audit_faults",
    "wapentake.funding.queries.checks.ledger_faults",
]
# What a restore must not bring back, who was erased and who had left, and the function that does it again.
WAPENTAKE_ERASURES = {
    "user": "wapentake.people.actions.pseudonymise_again",
    "account": "wapentake.people.actions.close_again",
    "role": "wapentake.office.actions.end_role_again",
    "term": "wapentake.office.actions.end_term_again",
    "application": "wapentake.funding.actions.erase_application_again",
    "contact": "wapentake.organisations.actions.forget_contact_again",
    "subscriber": "wapentake.publishing.actions.erase_subscriber_again",
    "left": "wapentake.publishing.actions.leave_again",
    "suppressed": "wapentake.publishing.actions.suppress_again",
}
# Where each room may hold words about a person; the search for what is held on somebody looks everywhere.
WAPENTAKE_HELD = [
    "wapentake.people.queries.HELD",
    "wapentake.organisations.queries.HELD",
    "wapentake.office.queries.held.HELD",
    "wapentake.evidence.queries.FINDINGS_HELD",
    "wapentake.plans.queries.HELD",
    "wapentake.plans.queries.asks.HELD",
    "wapentake.plans.queries.commitments.HELD",
    "wapentake.plans.queries.NOTICES_HELD",
    "wapentake.plans.queries.HELD_IN_INPUT",
    "wapentake.plans.queries.HELD_IN_PLANS",
    "wapentake.funding.queries.held.HELD",
    "wapentake.publishing.queries.HELD",
    "wapentake.publishing.queries.HELD_IN_PAGES",
    "wapentake.foundation.operations.held.HELD",
]
# How `wapentake anonymise` makes a copy without people, beside what is overwritten by WAPENTAKE_HELD: more places and
# words, rows to delete, secrets to empty or to draw anew, and folders of DATA_DIR to empty.
WAPENTAKE_COPIES = {
    "places": ["wapentake.funding.queries.PLACES"],
    "words": [
        "funding.Draft.answers",
        "funding.Draft.email",
        "funding.PaymentRun.unmatched",
        # Addresses of pages, made of names and titles.
        "office.Councillor.slug",
        "organisations.Organisation.slug",
        "publishing.Item.slug",
        "plans.Priority.slug",
    ],
    "deleted": [
        "procrastinate.ProcrastinateJob",
        "sessions.Session",
        "mfa.Authenticator",
        "account.EmailConfirmation",
        "account.EmailAddress",
        "socialaccount.SocialToken",
        "socialaccount.SocialAccount",
        "funding.Invitation",
        "foundation.AuditPersonal",
        "foundation.PublishedPage",
    ],
    "emptied": [
        "people.User.password",
        "funding.PayeeDetails.sealed",
        "publishing.Subscriber.postcode",
        "publishing.Wish.postcode",
        "publishing.Consent.ip_hash",
    ],
    "drawn": [
        "funding.Draft.token",
        "funding.Application.token",
        "plans.InputAnswer.token",
        "publishing.Subscriber.secret",
    ],
    "folders": ["files", "made", "published", "views"],
}
# The lifecycles that docs/reference draws.
WAPENTAKE_LIFECYCLES = [
    "wapentake.evidence.states.LOAD",
    "wapentake.evidence.states.findings.FINDING",
    "wapentake.plans.states.PRIORITY",
    "wapentake.plans.states.ACTION",
    "wapentake.plans.states.ASK",
    "wapentake.plans.states.COMMITMENT",
    "wapentake.plans.states.NOTICE",
    "wapentake.plans.states.CALL",
    "wapentake.plans.states.WARD_PLAN",
    "wapentake.places.states.SET_LIFE",
    "wapentake.funding.states.APPLICATION",
    "wapentake.funding.states.MOVE",
    "wapentake.funding.states.freezes.AWARD_FREEZE",
    "wapentake.funding.states.imports.IMPORT",
    "wapentake.funding.states.cancellations.CANCELLATION",
    "wapentake.funding.states.instalments.INSTALMENT",
    "wapentake.funding.states.monitoring.MONITORING",
    "wapentake.funding.states.outside.BID",
    "wapentake.funding.states.payees.PAYEE",
    "wapentake.funding.states.payments.PAYMENT_LINE",
    "wapentake.funding.states.purposes.PURPOSE",
    "wapentake.funding.states.recoveries.RECOVERY",
    "wapentake.funding.states.recoveries.WRITE_OFF",
    "wapentake.publishing.states.GUIDANCE",
    "wapentake.publishing.states.ITEM",
    "wapentake.publishing.states.SUBSCRIBER",
    "wapentake.publishing.states.SUBSCRIBER_LIST",
    "wapentake.publishing.states.STRATEGY",
    "wapentake.publishing.states.BULLETIN",
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# --- Sign-in ---------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "wapentake.people.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a person is told when how they sign in is changed
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can have us write to strangers
ACCOUNT_FORMS = {
    "login": "wapentake.people.forms.SignIn",
    "reauthenticate": "wapentake.people.forms.SignInAgain",
    "reset_password": "wapentake.people.forms.Forgotten",
    "reset_password_from_key": "wapentake.people.forms.ChoosePassword",
    "set_password": "wapentake.people.forms.FirstPassword",
    "change_password": "wapentake.people.forms.ChangePassword",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "wapentake.people.access.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "wapentake.people.forms.SecondStep",
    "reauthenticate": "wapentake.people.forms.SecondStepAgain",
    "activate_totp": "wapentake.people.forms.SetUpApp",
    "add_webauthn": "wapentake.people.forms.AddKey",
    "edit_webauthn": "wapentake.people.forms.NameKey",
}
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute out
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# A second factor is compulsory for everybody with a desk; the demonstration is the only exception.
WAPENTAKE_SECOND_FACTOR = env.bool("WAPENTAKE_SECOND_FACTOR", not WAPENTAKE_DEMO)
# Sign-in with the council's own accounts (Entra ID and others): the OpenID Connect address; empty for none.
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", "")
# The client that the council's identity provider knows.
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
# Its secret.
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
# The directory is the council's own, so its e-mail addresses count as verified. Entra ID needs this: it does not say.
OIDC_EMAIL_IS_VERIFIED = env.bool("OIDC_EMAIL_IS_VERIFIED", False)
# What the button says.
OIDC_NAME = env.str("OIDC_NAME", "your council account")
# That sign-in asks for a second factor itself, so ours is not asked for as well.
OIDC_GIVES_SECOND_FACTOR = env.bool("OIDC_GIVES_SECOND_FACTOR", False)
SOCIALACCOUNT_ADAPTER = "wapentake.people.access.CouncilSignInAdapter"
if OIDC_SERVER_URL:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")  # costs a process 11 MB, so only here
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "council",
                    "name": OIDC_NAME,
                    "client_id": OIDC_CLIENT_ID,
                    "secret": OIDC_CLIENT_SECRET,
                    "settings": {"server_url": OIDC_SERVER_URL, "verified_email": OIDC_EMAIL_IS_VERIFIED},
                }
            ]
        }
    }

# How many proxies stand before the program; wrong tries are counted by the address that the first of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)
# How many subscriptions are taken in an hour from one address of the internet. A library's computers share one.
WAPENTAKE_SUBSCRIBE_FROM_ONE_PLACE = env.int("WAPENTAKE_SUBSCRIBE_FROM_ONE_PLACE", 20)
# How many are taken in an hour from everywhere together.
WAPENTAKE_SUBSCRIBE_IN_ALL = env.int("WAPENTAKE_SUBSCRIBE_IN_ALL", 600)
# How often one address may do what costs others something: begin an application (a draft is kept for weeks), send one
# (mails go out), have links back sent, and have mails of applications, or receipts of answers, sent to one mailbox.
# `login_failed_anywhere`: wrong passwords for one account from places where its owner has not signed in lately.
ACCOUNT_RATE_LIMITS = {
    "apply_start": "60/h/ip",
    "apply_send": "20/h/ip",
    "apply_later": "30/h/ip",
    "apply_mail": "5/d/key",
    "input_send": "30/h/ip",
    "input_mail": "5/d/key",
    "subscribe": f"{WAPENTAKE_SUBSCRIBE_FROM_ONE_PLACE}/h/ip",
    "subscribe_all": f"{WAPENTAKE_SUBSCRIBE_IN_ALL}/h/key",
    "subscribe_mailbox": "5/d/key",
    "login_failed_anywhere": "50/h/key",
}
# Wrong tries are counted in a table, so that every process and host counts the same.
# Room for many: what is crowded out is forgotten, and a forgotten count is a fresh start for whoever guesses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wapentake.site.views.csrf_failure"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", JS_ENABLED_HASH],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
if OIDC_SERVER_URL:
    # The button is a form, and leads to the council's own sign-in.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("/".join(OIDC_SERVER_URL.split("/")[:3]))
if TILES_HOST := tiles_host(WAPENTAKE_TILES):
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(TILES_HOST)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- Mail -----------------------------------------------------------------------------------------------------------

# The mail server, like smtp://user:secret@host:587/?tls=true. Without it mails are written to the log.
_email = env.dj_email_url("EMAIL_URL", "console:")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST", "")
EMAIL_PORT = _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 60  # a mail that is asked after too soon may be sent twice; shorter than a bulletin's lease
# The address that mails come from.
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Neighbourhoods <neighbourhoods@example.gov.uk>")

# Who carries bulletins: …smtp.Smtp (the mail server above), …notify.Notify (GOV.UK Notify), …providers.Log
# (nobody), or a class of your own with the same four methods. Without a mail server nobody does.
WAPENTAKE_MAIL_PROVIDER = env.str(
    "WAPENTAKE_MAIL_PROVIDER", f"wapentake.foundation.mail.{'smtp.Smtp' if EMAIL_HOST else 'providers.Log'}"
)
# The address that mail servers send bounces of bulletins to; without it they come back to the address mails come from.
WAPENTAKE_BOUNCES = env.str("WAPENTAKE_BOUNCES", "")
# The secret under which GOV.UK Notify calls back about mails, at /b/called-back/; without it nobody may.
WAPENTAKE_CALLBACK_SECRET = env.str("WAPENTAKE_CALLBACK_SECRET", "")
# After how many mails that could not be delivered somebody is not written to any more.
WAPENTAKE_SOFT_BOUNCES = env.int("WAPENTAKE_SOFT_BOUNCES", 4)
# Within how many days.
WAPENTAKE_SOFT_BOUNCE_DAYS = env.int("WAPENTAKE_SOFT_BOUNCE_DAYS", 60)
# How many workers send one bulletin at a time, at most.
WAPENTAKE_BULLETIN_LANES = env.int("WAPENTAKE_BULLETIN_LANES", 2)
# For how many seconds a worker has mails to itself. Those of a worker that died are taken over after it.
WAPENTAKE_BULLETIN_LEASE = env.int("WAPENTAKE_BULLETIN_LEASE", 120)
# How many mails a minute go to domains that slow down who sends too much, like gmail.com=300,outlook.com=120.
WAPENTAKE_MAIL_PER_MINUTE: dict[str, int] = env.dict("WAPENTAKE_MAIL_PER_MINUTE", default={}, subcast_values=int)
# How often a mail is tried that was refused for now.
WAPENTAKE_MAIL_TRIES = env.int("WAPENTAKE_MAIL_TRIES", 7)
# How many seconds it waits the first time; four times as long each time after, six hours at most.
WAPENTAKE_MAIL_WAIT = env.int("WAPENTAKE_MAIL_WAIT", 60)
# The API key of the council's service at GOV.UK Notify.
WAPENTAKE_NOTIFY_KEY = env.str("WAPENTAKE_NOTIFY_KEY", "")
# The template there; its subject is ((subject)) and its text ((body)).
WAPENTAKE_NOTIFY_TEMPLATE = env.str("WAPENTAKE_NOTIFY_TEMPLATE", "")
# Where Notify answers.
WAPENTAKE_NOTIFY_ADDRESS = env.str("WAPENTAKE_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")

# --- Logs -----------------------------------------------------------------------------------------------------------

# How much is logged: DEBUG, INFO, WARNING or ERROR.
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = logging_settings(LOG_LEVEL)
