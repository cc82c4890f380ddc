"""Settings of the small published site."""

from wapentake.foundation.supervisor import settings_for_database

SECRET_KEY = "only for tests"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {"default": settings_for_database()}
INSTALLED_APPS = [
    "wapentake.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "wapentake.foundation.tests.pagesite.pages"
WSGI_APPLICATION = "wapentake.foundation.tests.pagesite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "board.html": "<!DOCTYPE html><html lang='en'><head><title>{{ words }}</title></head><body>"
                        "<main><h1>Board</h1><p>{{ words }}</p>{% if promotion %}<p>{{ promotion }}</p>{% endif %}"
                        "<ul>{% for item in items %}<li>{{ item }}</li>{% endfor %}</ul>{{ extra|safe }}</main>"
                        "<footer>Published {{ published_at.isoformat }}</footer></body></html>"
                    },
                )
            ]
        },
    }
]
WAPENTAKE_ADDRESS = "http://localhost"
WAPENTAKE_COUNT_VIEWS = False
WAPENTAKE_NEWS = {"*": ["wapentake.foundation.published.refresh.pages_that_show"]}
HTTPS = False
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'none'"], "style-src": ["'self'"]}}
SECURE_REFERRER_POLICY = "same-origin"
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "Europe/London"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
