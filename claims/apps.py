from importlib import import_module

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "What we know"

    def ready(self) -> None:
        import_module("claims.checks")
