"""An account's webhooks: where it is rung when something was published."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.ingest.fetching import PORTS, find_place, split
from claims.ingest.refusals import SourceRefused
from factcheck.api.fields import Input, Output
from factcheck.api.schema import documented, path_id
from factcheck.api.views import ApiView, read_body
from factcheck.problems import Problem
from reviews.api.verdicts import SYNC
from reviews.webhooks import AT_MOST, UNREACHED, Webhook, newest_seq

WEBHOOK_ID = path_id("webhook", "The webhook's id.")


class WebhookInput(Input):
    url = serializers.URLField(
        max_length=500,
        help_text="What is asked with POST. A public server, or one that the "
        "newsroom's settings name.",
        error_messages={"invalid": "Send the address of a server, with its https://."},
    )


class WebhookOutput(Output):
    id = serializers.IntegerField(source="pk")
    url = serializers.CharField()
    created_at = serializers.DateTimeField()
    rung_seq = serializers.IntegerField(
        help_text="How far the feed went when it last answered 2xx."
    )
    failures = serializers.IntegerField(help_text="Failed calls since then.")
    error = serializers.CharField(help_text="What was wrong with the last one.")
    next_at = serializers.DateTimeField(help_text="It is not called again before.")
    silenced = serializers.BooleanField(
        help_text="It answered 410 and is called no more: delete it."
    )


class NewWebhookOutput(WebhookOutput):
    secret = serializers.CharField(help_text="Told this once. Check signatures by it.")


class WebhooksOutput(Output):
    items = WebhookOutput(many=True)
    next = serializers.URLField(allow_null=True)


class Webhooks(ApiView):
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC, "POST": SYNC}

    @documented("webhooks_list", needs=SYNC, answers={200: WebhooksOutput})
    def get(self, request: Request) -> Response:
        """Your account's webhooks, and whether they can be reached."""
        rows: Any = Webhook.objects.filter(account=self.person).order_by("pk")
        return Response({"items": WebhookOutput(rows, many=True).data, "next": None})

    @documented(
        "webhooks_add",
        needs=SYNC,
        body=WebhookInput,
        answers={201: NewWebhookOutput},
    )
    def post(self, request: Request) -> Response:
        """Have a server rung from now on when something is published. The answer holds
        the secret that its rings are signed with, this once."""
        url = read_body(request, WebhookInput)["url"]
        refuse_address(url)
        if Webhook.objects.filter(account=self.person).count() >= AT_MOST:
            raise wrong_url("too_many", f"You have {AT_MOST} webhooks. Delete one.")
        try:
            with transaction.atomic():
                hook = Webhook.objects.create(
                    account=self.person, url=url, rung_seq=newest_seq()
                )
        except IntegrityError as error:
            raise wrong_url(
                "exists",
                "This address is rung already. To renew its secret, delete it.",
            ) from error
        hook.refresh_from_db()
        where = reverse("webhook", args=[hook.pk])
        return Response(
            NewWebhookOutput(hook).data, status=201, headers={"Location": where}
        )


class OneWebhook(ApiView):
    http_method_names = ["get", "head", "delete"]
    needs: ClassVar[Mapping[str, str]] = {"GET": SYNC, "DELETE": SYNC}

    @documented(
        "webhooks_read",
        needs=SYNC,
        parameters=(WEBHOOK_ID,),
        answers={200: WebhookOutput},
        problems=(404,),
    )
    def get(self, request: Request, webhook: int) -> Response:
        """One of your webhooks."""
        return Response(WebhookOutput(self.find(webhook)).data)

    @documented(
        "webhooks_delete",
        needs=SYNC,
        parameters=(WEBHOOK_ID,),
        answers={204: None},
        problems=(404,),
    )
    def delete(self, request: Request, webhook: int) -> HttpResponse:
        """Have it rung no more."""
        self.find(webhook).delete()
        return HttpResponse(status=204)

    def find(self, webhook: int) -> Webhook:
        hook = Webhook.objects.filter(account=self.person, pk=webhook).first()
        if hook is None:
            raise Http404
        return hook


def refuse_address(url: str) -> None:
    """Raises Problem for what could not be called."""
    try:
        parts = split(url)
        port = urlsplit(url).port or PORTS[parts.scheme]
        find_place(parts.hostname or "", port, inside=settings.WEBHOOKS_INSIDE)
    except SourceRefused as refusal:
        raise wrong_url(refusal.code, UNREACHED[refusal.code]) from refusal


def wrong_url(code: str, detail: str) -> Problem:
    error = {"pointer": "/url", "code": code, "detail": detail}
    return Problem("validation", "Nothing was saved. See errors.", errors=[error])
