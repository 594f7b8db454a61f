"""A person's own page: language, time zone, theme, pace and keys."""

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from reviews.admin.people import person_of, see_other
from reviews.keys import HEADINGS, KEYS, REBOUND, refuse_key, refuse_together
from reviews.names import Words
from reviews.preferences import Preferences, language_for, preferences_of

UNPROCESSABLE: Final = 422


def preference_paths(site: AdminSite) -> list[URLPattern]:
    """The route ``admin:preferences``."""
    view = site.admin_view(show_preferences)
    return [path("preferences/", view, {"site": site}, name="preferences")]


def show_preferences(request: HttpRequest, *, site: AdminSite) -> HttpResponse:
    person = person_of(request)
    kept = preferences_of(person)
    wanted = kept if kept.pk else Preferences(person=person)
    form = PreferencesForm(request.POST or None, instance=wanted, label_suffix="")
    if request.method == "POST" and form.is_valid():
        wanted = form.save()
        with translation.override(wanted.language or language_for(request)):
            said = str(_("Saved. This is how your desk looks now."))
        messages.success(request, said)
        return see_other("admin:preferences")
    context = site.each_context(request) | {"title": _("Your desk"), "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return TemplateResponse(request, "reviews/preferences.html", context, status=status)


def zones() -> list[tuple[str, str]]:
    known = sorted(zone for zone in available_timezones() if "/" in zone)
    ours = _("The newsroom’s: %(zone)s") % {"zone": settings.TIME_ZONE}
    return [("", ours), ("UTC", "UTC"), *((zone, zone) for zone in known)]


class PreferencesForm(forms.ModelForm[Preferences]):
    """Every wish is one field; the keys that may be changed are one field each."""

    language = forms.ChoiceField(label=_("Language"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False)

    class Meta:
        model = Preferences
        fields = (
            "language",
            "time_zone",
            "theme",
            "after_saving",
            "fast",
            "keys_on",
        )
        labels = {
            "theme": _("Light or dark"),
            "after_saving": _("After saving"),
            "fast": _("A rating’s digit saves at once"),
            "keys_on": _("Single keys work"),
        }
        help_texts = {
            "fast": _("One key for a decision; a slip is undone with one key too."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("The newsroom’s")), *settings.LANGUAGES]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["time_zone"].choices = zones()  # type: ignore[attr-defined]  # a ChoiceField
        bound = self.instance.bound
        for name in REBOUND:
            self.fields[f"key_{name}"] = forms.CharField(
                label=str(KEYS[name].does),
                initial=bound[name],
                max_length=1,
                required=False,
                widget=forms.TextInput(attrs={"size": 2, "autocomplete": "off"}),
            )

    def key_fields(self) -> Iterator[tuple[Words, list[forms.BoundField]]]:
        """Under the name of the pages that the keys work on."""
        for pages, heading in HEADINGS.items():
            names = [name for name in REBOUND if KEYS[name].pages == pages]
            yield heading, [self[f"key_{name}"] for name in names]

    def wish_fields(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = {
            name: given.get(f"key_{name}", "").lower() or KEYS[name].key
            for name in REBOUND
        }
        for name, key in chosen.items():
            if problem := refuse_key(key):
                self.add_error(f"key_{name}", str(problem))
        for name, problem in refuse_together(chosen).items():
            self.add_error(f"key_{name}", str(problem))
        self.instance.keys = {
            name: key for name, key in chosen.items() if key != KEYS[name].key
        }
        return given
