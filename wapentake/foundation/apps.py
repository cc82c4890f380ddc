import gc

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "wapentake.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the collector run again, which whoever starts the program holds back while models are loaded.

        Looking for garbage among what is here to stay took more than a quarter of every start.
        """
        gc.freeze()
        gc.enable()
