"""Settings of the smallest site."""

from wapentake.foundation.supervisor import settings_for_database

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": settings_for_database()}
INSTALLED_APPS = ["procrastinate.contrib.django", "wapentake.foundation.tests.tinysite"]
ROOT_URLCONF = "wapentake.foundation.tests.tinysite.site"
WSGI_APPLICATION = "wapentake.foundation.tests.tinysite.site.application"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "site"
USE_TZ = True
