"""What an Event says happened."""

from django import template
from django.utils.safestring import SafeString

from reviews.desk.history import say_event
from reviews.models import Event

register = template.Library()


@register.filter
def said(event: Event) -> SafeString:
    return say_event(event)
