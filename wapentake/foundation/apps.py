from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "wapentake.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"
