"""The form by which a person adds a Source (pasted text, a file, or an address), and
taking in what it gave."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from claims.ingest.entrance import ingest_bytes, ingest_text
from claims.ingest.fetching import fetch
from claims.ingest.refusals import SourceRefused
from claims.models import Source


class SourceForm(forms.Form):
    """What is left out is read from the text or page, where it says so."""

    outlet = forms.CharField(
        label=_("Outlet"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        required=False,
        help_text=_(
            "Who publishes it. A new name adds the outlet; for a page to fetch, the "
            "page may say it."
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Without one, the first line is used."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_(
            "Paste plain text or HTML. Leave it empty to send a file or to have the "
            "page fetched from its address."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Plain text or HTML, saved as UTF-8."),
    )
    url = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write the whole address, as https://example.org/report.")
        },
    )
    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=12,
        help_text=_("A code such as en or de. Without one, it is recognised."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind, required=False)
    supersedes = forms.IntegerField(
        label=_("Newer version of source"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_(
            "Its number. One of the same outlet and address is found without it."
        ),
    )

    def clean_text(self) -> str:
        # Browsers send every line break as two characters; the text has one.
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        return text if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        text, file = given.get("text"), given.get("file")
        if text and file:
            self.add_error("text", _("Send the text or the file, not both."))
        brought = text or file or self.errors.keys() & {"text", "file"}
        if not brought and not given.get("url") and "url" not in self.errors:
            self.add_error(
                "text",
                _("Paste the text, choose a file, or give the address to fetch."),
            )
        elif brought and not given.get("outlet") and "outlet" not in self.errors:
            self.add_error("outlet", _("Name who publishes the text."))
        return given

    def refuse(self, refusal: SourceRefused) -> None:
        """Say why the source was not taken in, beside what it was to be read from."""
        field, words = refusal.field, refusal.say
        if field not in self.fields or field == "text":
            ways = ("text", "file", "url")
            field = next(name for name in ways if self.cleaned_data[name])
        self.add_error(field, words[:1].upper() + words[1:])


def take_in(given: dict[str, Any], person: Any) -> tuple[Source, bool]:
    """Ingest what the form gave, or the page at its address; raises SourceRefused."""
    about = {
        name: given[name]
        for name in (
            "outlet",
            "title",
            "url",
            "published_on",
            "language",
            "kind",
            "supersedes",
        )
    }
    about["received_by"] = person if isinstance(person, User) else None
    if upload := given["file"]:
        return ingest_bytes(upload.read(), name=upload.name, **about)
    if given["text"]:
        return ingest_text(given["text"], **about)
    return ingest_text(fetch(given["url"]).text, **about)
