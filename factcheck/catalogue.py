"""The German catalogue, kept complete: every marked string of templates and code, and
its compiled twin. ``make messages`` runs this; gettext's tools are not needed."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("claims", "factcheck", "reviews")
# The reference of the API is English, as the API is.
NO_PAGES: Final = ROOT / "factcheck" / "templates" / "api"
CATALOGUE: Final = ROOT / "factcheck" / "locale" / "de" / "LC_MESSAGES" / "django.po"
WIDTH: Final = 88

# What each function is given before its string: a context, and after it: a plural.
FUNCTIONS: Final[dict[str, tuple[bool, bool]]] = {
    name: (name.startswith(("p", "np")), name.startswith("n"))
    for base in ("gettext", "ngettext", "pgettext", "npgettext")
    for name in (base, f"{base}_lazy", f"{base}_noop")
} | {"_": (False, False)}
# A call as templatize writes it, and the strings it begins with.
CALL: Final = re.compile(r" (n?p?gettext|_)\((?=u?[\"'])")
STRING: Final = re.compile(
    r"""u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')(?=\s*(,\s*)?)""", re.DOTALL
)


class Key(NamedTuple):
    """What a translation is looked up by; ``plural`` is "" where none is counted."""

    text: str
    plural: str
    context: str


@dataclass(frozen=True)
class Marked:
    """A string that is marked for translation, and the file it stands in."""

    key: Key
    path: Path


class Unreadable(Exception):
    """A string is marked that nobody can translate: it is put together at run time."""


def find_marked() -> list[Marked]:
    """Every marked string of the product; raises ``Unreadable``."""
    found = []
    for path in product_files():
        read = read_template if path.suffix == ".html" else read_module
        try:
            found += [Marked(key, path.relative_to(ROOT)) for key in read(path)]
        except Unreadable as problem:
            raise Unreadable(f"{path.relative_to(ROOT)}: {problem}") from problem
    return found


def product_files() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            left_out = {"tests", "migrations"} & set(path.parts)
            if left_out or NO_PAGES in path.parents:
                continue
            if path.suffix in (".py", ".html"):
                yield path


def read_template(path: Path) -> Iterator[Key]:
    code = templatize(path.read_text())
    for call in CALL.finditer(code):
        yield key_of(call[1], list(leading_strings(code, call.end())))


def leading_strings(code: str, at: int) -> Iterator[str]:
    while found := STRING.match(code, at):
        yield ast.literal_eval(found[0])
        at = found.end(1) if found[1] else len(code)


def read_module(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in FUNCTIONS and is_written(node):
            given = (each.value for each in node.args if isinstance(each, ast.Constant))
            try:
                yield key_of(node.func.id, [str(each) for each in given])
            except Unreadable as problem:
                raise Unreadable(f"line {node.lineno}, {problem}") from problem


def is_written(call: ast.Call) -> bool:
    """Whether the call marks a string; not when it looks up what was marked before."""
    return not isinstance(call.args[0], ast.Name | ast.Attribute | ast.Subscript)


def key_of(function: str, strings: list[str]) -> Key:
    has_context, has_plural = FUNCTIONS[function]
    if len(strings) < 1 + has_context + has_plural:
        raise Unreadable(f"{function}: mark strings as they are, not made at run time")
    text = strings[has_context]
    plural = strings[has_context + 1] if has_plural else ""
    return Key(text, plural, strings[0] if has_context else "")


def key_of_message(message: Message) -> Key:
    """The key of an entry of the catalogue."""
    text, plural = message.id if isinstance(message.id, tuple) else (message.id, "")
    return Key(str(text), str(plural), message.context or "")


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="de", domain="django")


def entries(catalogue: Catalog) -> dict[Key, Message]:
    return {key_of_message(each): each for each in catalogue if each.id}


def renewed(catalogue: Catalog, marked: Iterable[Marked]) -> Catalog:
    """``catalogue`` with exactly what is marked: what is new has no translation yet,
    what is gone goes."""
    known = entries(catalogue)
    new = Catalog(locale="de", domain="django", fuzzy=False)
    for each in marked:
        key, message = each.key, known.get(each.key)
        new.add(
            (key.text, key.plural) if key.plural else key.text,
            message.string if message else None,
            context=key.context or None,
            locations=[(str(each.path), 0)],
        )
    return new


def german_of(message: Message) -> tuple[str, ...]:
    """Its translation: one form, or one for each number."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def missing(catalogue: Catalog) -> list[Key]:
    """What has no translation, or an unsure one."""
    return [
        key
        for key, message in entries(catalogue).items()
        if message.fuzzy or not all(german_of(message))
    ]


def compiled(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def save(catalogue: Catalog, path: Path = CATALOGUE) -> None:
    """The catalogue under the head that it has, and beside it what the server reads."""
    head, _, _ = path.read_text().partition("\n\n")
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=WIDTH,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
    )
    path.write_text(f"{head}\n\n{body.getvalue().decode().strip()}\n")
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def main() -> int:
    catalogue = renewed(read_catalogue(), find_marked())
    save(catalogue)
    waiting = missing(catalogue)
    for key in waiting:
        sys.stdout.write(f"No German yet: {key.text}\n")
    sys.stdout.write(f"{len(entries(catalogue))} strings, {len(waiting)} to do.\n")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
