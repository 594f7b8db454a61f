"""The newsroom's scale: a word in use is never edited, only retired."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models import Rating


class RatingForm(forms.ModelForm[Rating]):
    """Retiring is a tick; when it happened is not for people to choose."""

    retired = forms.BooleanField(
        label=_("Retired"),
        required=False,
        help_text=_("Not offered any more. Verdicts keep it."),
    )

    class Meta:
        model = Rating
        fields = ["word", "outcome", "position", "replaced_by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["retired"].initial = self.instance.retired_at is not None
        if "replaced_by" in self.fields:
            # Without the buttons that open windows of their own.
            choices = self.fields["replaced_by"].widget.choices
            self.fields["replaced_by"].widget = forms.Select(choices=choices)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        if not self.cleaned_data["retired"]:
            self.instance.retired_at = None
        elif self.instance.retired_at is None:
            self.instance.retired_at = timezone.now()
        return super().save(commit=commit)


@admin.register(Rating)
class RatingAdmin(admin.ModelAdmin[Rating]):
    """Editors add and retire words; the order is the digit that chooses each."""

    form = RatingForm
    list_display = ["word", "outcome", "position", "retired_at"]
    show_full_result_count = False
    actions = None
    fields = ["word", "outcome", "position", "retired", "replaced_by"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(
            request, {"title": _("Ratings"), **(extra_context or {})}
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Rating | None = None
    ) -> list[str]:
        in_use = obj is not None and obj.readings.exists()
        return ["word", "outcome"] if in_use else []

    def has_delete_permission(
        self, request: HttpRequest, obj: Rating | None = None
    ) -> bool:
        return False
