from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "wapentake.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
