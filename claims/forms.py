"""The form by which a person adds a Source: pasted text, or a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Source


class SourceForm(forms.Form):
    """What is left out is read from the text or page, where it says so."""

    outlet = forms.CharField(
        label=_("Outlet"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
        help_text=_("Who publishes it. A new name adds the outlet."),
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
        help_text=_("Paste plain text or HTML. Leave it empty to send a file."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Plain text or HTML, saved as UTF-8."),
    )
    url = forms.URLField(
        label=_("Address"), required=False, max_length=2000, assume_scheme="https"
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

    def clean_text(self) -> str:
        # Browsers send every line break as two characters; the text has one.
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        return text if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "text" in given and bool(given["text"]) == bool(given.get("file")):
            both = _("Send the text or the file, not both.")
            neither = _("Paste the text, or choose a file.")
            self.add_error("text", both if given["text"] else neither)
        return given
