"""Bearer tokens: hashed, expiring, and the same answer whatever is wrong with one."""

import re
from typing import Any, Final

from django.contrib.auth.models import User
from knox.auth import TokenAuthentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

# What knox makes is hexadecimal; nothing else is worth a query.
TOKEN: Final = re.compile(rb"bearer\s+([0-9a-z_]{8,128})", re.IGNORECASE)


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # knox has no types
    def authenticate(self, request: Request) -> tuple[User, Any] | None:
        header = get_authorization_header(request).strip()
        if not header.lower().startswith(b"bearer"):
            return None
        found = TOKEN.fullmatch(header)
        if found is None:
            raise AuthenticationFailed
        person, token = self.authenticate_credentials(found[1])
        return person, token
