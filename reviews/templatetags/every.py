"""Many rows of one shape: {% every row rows %}…{{ row.name }}…{% endevery %}."""

import re
from collections.abc import Iterable
from typing import Any, Final

from django import template
from django.template import Context, NodeList
from django.template.base import FilterExpression, Node, Parser, Token
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

# No text of the page around a row holds these.
BEGIN, END = "\ue000", "\ue001"
FIELD: Final = re.compile(f"{BEGIN}(\\w+){END}")


class Shape:
    """In place of a row: each of its fields says where it goes."""

    def __getitem__(self, name: str) -> SafeString:
        return SafeString(f"{BEGIN}{name}{END}")


class Every(Node):
    """Renders its body once and fills it for every row: fifty times the body would
    take a third of the page's time. So nothing in it may depend on a row but its
    fields, which stand there as they are."""

    def __init__(self, name: str, rows: FilterExpression, body: NodeList) -> None:
        self.name, self.rows, self.nodelist = name, rows, body

    def render(self, context: Context) -> SafeString:
        with context.push(**{self.name: Shape()}):
            shape = self.nodelist.render(context)
        # Text, field, text, field, …, text.
        pieces = FIELD.split(shape)
        rows: Iterable[Any] = self.rows.resolve(context)
        return SafeString("".join(part for row in rows for part in fill(pieces, row)))


def fill(pieces: list[str], row: Any) -> Iterable[str]:
    for at, piece in enumerate(pieces):
        yield conditional_escape(getattr(row, piece)) if at % 2 else piece


@register.tag
def every(parser: Parser, token: Token) -> Every:
    _tag, name, rows = token.split_contents()
    body = parser.parse(("endevery",))
    parser.delete_first_token()
    return Every(name, parser.compile_filter(rows), body)
