"""The German catalogue is whole: nothing unmarked, nothing missing, nothing stale."""

import gettext
import re
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from factcheck.catalogue import (
    CATALOGUE,
    ROOT,
    Key,
    Unreadable,
    entries,
    find_marked,
    german_of,
    missing,
    product_files,
    read_catalogue,
    read_module,
    read_template,
    renewed,
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>|%(?=[sd])")
# Names, what is typed into a terminal, and the class of a page.
SAID_IN_EVERY_LANGUAGE = re.compile(r"Factcheck|CSV|JSON|<code>.*?</code>")
CLASS_OF_PAGE = re.compile(r"{% block bodyclass %}.*?{% endblock %}")
SPOKEN = r'(?:aria-label|title|placeholder|alt|data-label|data-heading)="([^"]*)"'


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue()


def test_every_marked_string_is_in_the_catalogue_and_nothing_else(catalogue):
    assert {each.key for each in find_marked()} == set(entries(catalogue))


def test_every_string_has_its_german(catalogue):
    assert missing(catalogue) == []


def test_no_placeholder_is_lost_in_german(catalogue):
    lost = [
        key.text
        for key, message in entries(catalogue).items()
        for said in german_of(message)
        if set(PLACEHOLDER.findall(said))
        - set(PLACEHOLDER.findall(key.text + key.plural))
        or set(PLACEHOLDER.findall(key.plural or key.text))
        != set(PLACEHOLDER.findall(said))
    ]

    assert lost == []


def test_what_the_server_reads_is_the_catalogue(catalogue):
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for key, message in entries(catalogue).items():
        assert said_by(compiled, key) == message.string, "run `make messages`"


def said_by(compiled, key):
    if not key.plural:
        found = compiled.pgettext(key.context, key.text)
        return found if key.context else compiled.gettext(key.text)
    forms = key.text, key.plural
    if key.context:
        return tuple(compiled.npgettext(key.context, *forms, n) for n in (1, 2))
    return tuple(compiled.ngettext(*forms, n) for n in (1, 2))


def test_renewing_keeps_what_is_known_and_drops_what_is_gone(catalogue):
    marked = find_marked()

    fewer = entries(renewed(catalogue, marked[:10]))

    assert set(fewer) == {each.key for each in marked[:10]}
    assert all(
        message.string == entries(catalogue)[key].string
        for key, message in fewer.items()
    )


def test_strings_are_read_from_templates_and_code(tmp_path):
    template, module = tmp_path / "page.html", tmp_path / "page.py"
    template.write_text(
        '{% load i18n %}{% translate "Say so" %} {{ none|default:_("None") }}'
        "{% blocktranslate count n=n %}{{ n }} claim{% plural %}{{ n }} claims"
        '{% endblocktranslate %}{% translate "Filter" context "noun" %}'
    )
    module.write_text('_("One " "line")\npgettext("verb", "take")\n_(words[0])\n')

    assert list(read_template(template)) == [
        Key("Say so", "", ""),
        Key("None", "", ""),
        Key("%(n)s claim", "%(n)s claims", ""),
        Key("Filter", "", "noun"),
    ]
    assert list(read_module(module)) == [
        Key("One line", "", ""),
        Key("take", "", "verb"),
    ]


def test_a_string_made_at_run_time_cannot_be_marked(tmp_path):
    module = tmp_path / "page.py"
    module.write_text('_(f"{count} claims")\n')

    with pytest.raises(Unreadable, match="line 1"):
        list(read_module(module))


def unmarked(path: Path) -> list[str]:
    """The words of a template that stand outside every translation."""
    shown, within = [], ""
    for token in Lexer(CLASS_OF_PAGE.sub("", path.read_text())).tokenize():
        if token.token_type == TokenType.TEXT and not within:
            shown.append(token.contents)
            continue
        shown.append("\x00")
        if token.token_type == TokenType.BLOCK:
            name = token.split_contents()[0]
            if name in ("comment", "blocktranslate"):
                within = f"end{name}"
            elif name == within:
                within = ""
    page = SAID_IN_EVERY_LANGUAGE.sub("", "".join(shown))
    words = [*re.findall(SPOKEN, page), *re.sub(r"<[^>]*>", "\x00", page).split("\x00")]
    return [each.strip() for each in words if re.search(r"[A-Za-z]{2}", each)]


@pytest.mark.parametrize(
    "path",
    [path for path in product_files() if path.suffix == ".html"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_template_says_anything_unmarked(path):
    assert unmarked(path) == []


@pytest.mark.parametrize(
    "path",
    [path for path in product_files() if path.suffix == ".html"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_days_are_written_as_the_language_writes_them(path):
    formats = re.findall(r'\|date:"([^"]+)"', path.read_text())

    assert not [each for each in formats if re.search(r"[jdDlFMNY] ", each)]
