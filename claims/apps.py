from importlib import import_module
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = _("What we know")

    def ready(self) -> None:
        import_module("claims.checks")
        if settings.WORTH_MODEL:
            use_own_model(settings.WORTH_MODEL)


def use_own_model(path: str) -> None:
    """Judge by the newsroom's own model; raises ImproperlyConfigured."""
    worth_model = import_module("claims.extraction.worth.worth_model")
    try:
        worth_model.use_model(Path(path))
    except (OSError, ValueError) as problem:
        raise ImproperlyConfigured(
            f"WORTH_MODEL is {path!r}, which is no model: {problem}. Name a file that "
            "manage.py retrain_worth wrote, or leave it empty."
        ) from problem
