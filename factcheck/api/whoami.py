"""Who a token speaks for, and what that account may do."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api.fields import Output
from factcheck.api.schema import documented
from factcheck.api.views import ApiView


class WhoOutput(Output):
    id = serializers.IntegerField(
        help_text="What a move takes as `to`, to assign a claim to yourself."
    )
    username = serializers.CharField()
    name = serializers.CharField()
    permissions = serializers.ListField(child=serializers.CharField())
    token_expires_at = serializers.DateTimeField(
        allow_null=True, help_text="Null for a browser's session."
    )


class WhoAmI(ApiView):
    @documented("whoami", answers={200: WhoOutput})
    def get(self, request: Request) -> Response:
        """Who you are here, and what you may do."""
        person = self.person
        return Response(
            {
                "id": person.pk,
                "username": person.get_username(),
                "name": person.get_full_name(),
                "permissions": sorted(person.get_all_permissions()),
                "token_expires_at": getattr(request.auth, "expiry", None),
            }
        )
