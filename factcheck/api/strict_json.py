"""One parser for every body: what it lets through can be stored and means one thing."""

import codecs
import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import IO, Any, Final, NoReturn

from rest_framework.parsers import BaseParser

from factcheck.problems import Problem, escape

MAX_BYTES: Final = 6 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_INTEGER: Final = 2**53 - 1
MAX_DIGITS: Final = 4300
CHARSET: Final = re.compile(r"charset\s*=\s*\"?([^\";\s]*)", re.IGNORECASE)
NOT_TEXT: Final = re.compile("[\0\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """UTF-8, one object, each key once, numbers that every client can hold."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        request = (parser_context or {})["request"]
        refuse_encodings(request.content_type, request.headers)
        raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise Problem(
                "body-too-large",
                f"The body may have {MAX_BYTES:,} bytes.",
                limit=MAX_BYTES,
            )
        return read_object(raw)


def refuse_encodings(content_type: str, headers: Mapping[str, str]) -> None:
    if "*" in content_type:
        raise unsupported("The body must be 'Content-Type: application/json'.")
    for charset in CHARSET.findall(content_type):
        try:
            is_utf8 = codecs.lookup(charset).name == "utf-8"
        except (LookupError, ValueError):
            is_utf8 = False
        if not is_utf8:
            raise unsupported(f"The charset '{charset}' is not read here. Send UTF-8.")
    if headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise unsupported("Send the body without Content-Encoding.")


def unsupported(detail: str) -> Problem:
    return Problem("unsupported-media-type", detail, accepted=["application/json"])


def read_object(raw: bytes) -> dict[str, Any]:
    """The object in ``raw``; raises Problem."""
    if not raw.strip():
        raise Problem("malformed-json", "The body is empty. Send a JSON object.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            "malformed-json", f"The body is not UTF-8, from byte {error.start}."
        ) from error
    value = read_value(text)
    if not isinstance(value, dict):
        raise Problem("malformed-json", "Expected an object: {…}.")
    refuse_inside(value)
    return value


def read_value(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=unique_pairs,
            parse_constant=refuse_constant,
            parse_int=read_integer,
            parse_float=read_float,
        )
    except json.JSONDecodeError as error:
        raise Problem(
            "malformed-json",
            f"{error.msg}, at line {error.lineno}, column {error.colno}.",
            line=error.lineno,
            column=error.colno,
        ) from error
    except RecursionError:
        raise too_deep() from None


def too_deep() -> Problem:
    return Problem("json-too-deep", f"Nest {MAX_DEPTH} levels at most.")


class Twice(dict[str, Any]):
    """An object in which ``key`` appears twice. Where it stands is known later."""

    key = ""


def unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice = Twice(found)
    [(twice.key, _)] = Counter(key for key, _ in pairs).most_common(1)
    return twice


def refuse_constant(name: str) -> NoReturn:
    raise Problem("malformed-json", f"{name} is not a number in JSON.")


def read_integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise Problem("malformed-json", f"A number has {len(digits):,} digits.")
    return int(digits)


def read_float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise Problem("malformed-json", f"The number {digits[:20]} is too large.")
    return number


def refuse_inside(value: dict[str, Any]) -> None:
    """Refuse what is too deep, named twice, or cannot be stored, wherever it stands."""
    to_do: list[tuple[str, int, dict[str, Any] | list[Any]]] = [("", 1, value)]
    while to_do:
        at, depth, inner = to_do.pop()
        if depth > MAX_DEPTH:
            raise too_deep()
        if isinstance(inner, dict):
            refuse_names(inner, at)
        named = inner.items() if isinstance(inner, dict) else enumerate(inner)
        for name, one in named:
            if isinstance(one, list | dict):
                to_do.append((f"{at}/{escape(str(name))}", depth + 1, one))
            # A place is only written down where there is something to say of it.
            elif wrong := wrong_with(one):
                code, detail = wrong
                raise wrong_at(f"{at}/{escape(str(name))}", code, detail)


def refuse_names(value: dict[str, Any], at: str) -> None:
    if isinstance(value, Twice):
        shown = NOT_TEXT.sub("?", value.key[:80])
        detail = f"The key '{shown}' appears twice."
        raise wrong_at(f"{at}/{escape(shown)}", "duplicate-json-key", detail)
    for name in value:
        if wrong := wrong_with(name):
            raise wrong_at(at, *wrong)


def wrong_with(value: object) -> tuple[str, str] | None:
    """The problem with a text or number by itself, and what to say of it."""
    if isinstance(value, str) and (found := NOT_TEXT.search(value)):
        what = "a NUL" if found[0] == "\0" else "half of a surrogate pair"
        detail = f"There is {what} at character {found.start()}. Remove it."
        return "text-encoding", detail
    if type(value) is int and abs(value) > MAX_INTEGER:
        detail = f"The integer {str(value)[:20]} is beyond {MAX_INTEGER}."
        return "validation", detail
    return None


def wrong_at(pointer: str, code: str, detail: str) -> Problem:
    named = "out_of_range" if code == "validation" else code.replace("-", "_")
    error = {"pointer": pointer, "code": named, "detail": detail}
    return Problem(code, detail, errors=[error])
