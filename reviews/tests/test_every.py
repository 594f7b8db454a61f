"""A list of many rows of one shape."""

from types import SimpleNamespace

from django.template import Context, Template
from django.utils.safestring import SafeString

LIST = "{% load every %}{% every row rows %}[{{ row.a }}{% if on %}|{{ row.b }}{% endif %}]{% endevery %}"  # noqa: E501  # one line, no blanks


def shown(*rows, on=True):
    return Template(LIST).render(Context({"rows": rows, "on": on}))


def test_every_row_is_filled_in_and_escaped():
    rows = [
        SimpleNamespace(a="<1>", b=SafeString("<b>2</b>")),
        SimpleNamespace(a=3, b="\ue000a\ue001"),
    ]

    assert shown(*rows) == "[&lt;1&gt;|<b>2</b>][3|\ue000a\ue001]"
    assert shown(*rows, on=False) == "[&lt;1&gt;][3]"
    assert shown() == ""
