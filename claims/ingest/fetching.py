"""A page read from its address: from the public net alone, no larger than a Source may
be, and in the time a person waits for a form.

The address is somebody's input and the program stands inside the house's network:
every host is looked up here, each of its addresses has to be public, and the connection
goes to the very address that was looked at. Each redirect starts over."""

import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
from django.conf import settings
from django.utils.translation import gettext
from trafilatura.utils import decode_file
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from claims.ingest.refusals import SourceRefused
from factcheck.formats import grouped

SECONDS: Final = 10
SECONDS_SILENT: Final = 5
REDIRECTS_AT_MOST: Final = 5
CHUNK: Final = 64 * 1024
PORTS: Final = {"http": 80, "https": 443}
READABLE: Final = ("text/html", "text/plain", "application/xhtml+xml")
# Addresses in which another one is hidden, which may be of the house.
TRANSLATED: Final = tuple(
    map(ip_network, ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"))
)
MOVED: Final = (301, 302, 303, 307, 308)
NO_SUCH_METHOD: Final = (405, 501)
SENT: Final = {
    "User-Agent": "Factcheck",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """The text under an address, and the address that it was found at in the end."""

    text: str
    url: str


def fetch(address: str) -> Fetched:
    """The text of a page. Raises SourceRefused, which says what to do instead."""
    stop_at = monotonic() + SECONDS
    response, place = follow("GET", address)
    try:
        return Fetched(read(response, stop_at), place)
    except (HTTPError, OSError) as problem:
        raise unreachable(problem) from problem
    finally:
        response.close()


def find_status(address: str) -> int:
    """What a server answers for the page now; raises SourceRefused where none does."""
    response, place = follow("HEAD", address)
    response.close()
    if response.status in NO_SUCH_METHOD:
        response = ask("GET", place)
        response.close()
    return response.status


def follow(
    method: str, address: str, *, headers: Mapping[str, str] = SENT
) -> tuple[BaseHTTPResponse, str]:
    """The answer that redirects lead to, its body not read yet, and where it was given.
    Raises SourceRefused."""
    if not settings.FETCH_PAGES:
        raise SourceRefused(
            "fetching_off",
            "url",
            gettext(
                "this desk reads no pages by itself. Paste the text, or send a file."
            ),
        )
    stop_at = monotonic() + SECONDS
    for _ in range(REDIRECTS_AT_MOST + 1):
        response = ask(method, address, headers=headers)
        if response.status not in MOVED:
            return response, address
        response.close()
        if monotonic() > stop_at:
            raise too_slow()
        address = urljoin(address, response.headers.get("Location", ""))
    raise SourceRefused(
        "too_many_redirects",
        "url",
        gettext("leads on more than %(times)d times. Paste the text instead.")
        % {"times": REDIRECTS_AT_MOST},
    )


def ask(
    method: str,
    address: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] = SENT,
    inside: Collection[str] = (),
) -> BaseHTTPResponse:
    """One request, the body of its answer not read yet. The hosts ``inside`` need not
    be public. Raises SourceRefused."""
    parts = split(address)
    host = (parts.hostname or "").encode("idna").decode()
    port = parts.port or PORTS[parts.scheme]
    place = find_place(host, port, inside=inside)
    timeout = Timeout(connect=SECONDS_SILENT, read=SECONDS_SILENT)
    if parts.scheme == "https":
        pool: HTTPConnectionPool = HTTPSConnectionPool(
            place,
            port,
            timeout=timeout,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
            server_hostname=host,
            assert_hostname=host,
        )
    else:
        pool = HTTPConnectionPool(place, port, timeout=timeout)
    named = host if port == PORTS[parts.scheme] else f"{host}:{port}"
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        return pool.urlopen(
            method,
            target if target.startswith("/") else f"/{target}",
            body=body,
            headers={**headers, "Host": named},
            redirect=False,
            retries=False,
            preload_content=False,
        )
    except (HTTPError, OSError) as problem:
        raise unreachable(problem) from problem


def split(address: str) -> SplitResult:
    """The parts of the address of a web page; raises SourceRefused for any other."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in PORTS and parts.hostname and parts.port != 0
        # Marks that turn round what is written have no place in an address.
        known = known and address.isprintable()
        (parts.hostname or "").encode("idna")
    except (UnicodeError, ValueError):
        known = None
    if not known:
        raise SourceRefused(
            "wrong_address",
            "url",
            gettext("is no address of a web page. Begin it with https://."),
        )
    # It may be a password, and addresses are published.
    if "@" in parts.netloc:
        raise SourceRefused(
            "names_user",
            "url",
            gettext("names a user. Leave out what stands before the @."),
        )
    return parts


def find_place(host: str, port: int, *, inside: Collection[str] = ()) -> str:
    """The address of a public server, or of one ``inside``; raises SourceRefused for
    any other."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise SourceRefused(
            "no_such_host",
            "url",
            gettext("there is no server %(host)s. Check the address.") % {"host": host},
        ) from problem
    places = [str(each[4][0]) for each in found]
    if host not in inside and not all(is_public(place) for place in places):
        raise SourceRefused(
            "not_public",
            "url",
            gettext(
                "%(host)s is not in the public net. Paste the text, or send a file."
            )
            % {"host": host},
        )
    return places[0]


def is_public(place: str) -> bool:
    address = ip_address(place.partition("%")[0])
    if any(address in network for network in TRANSLATED):
        return False
    return address.is_global and not address.is_multicast


def read(response: BaseHTTPResponse, stop_at: float) -> str:
    """The text of a page that was asked for; raises SourceRefused."""
    content, rest = read_bytes(response, stop_at, kinds=READABLE)
    return decode(content, rest)


def read_bytes(
    response: BaseHTTPResponse, stop_at: float, *, kinds: Collection[str]
) -> tuple[bytes, str]:
    """The body, if it is of one of these media types, and the type's parameters; raises
    SourceRefused."""
    if response.status >= 400 or response.status < 200:
        raise SourceRefused(
            "not_served",
            "url",
            gettext(
                "the server answers %(status)d. Open the page yourself and paste its "
                "text."
            )
            % {"status": response.status},
        )
    kind, _, rest = response.headers.get("Content-Type", READABLE[0]).partition(";")
    if kind.strip().lower() not in kinds:
        raise SourceRefused(
            "wrong_kind",
            "url",
            gettext("is %(kind)s, not a page of text. Save its text and send that.")
            % {"kind": kind.strip()[:80]},
        )
    content = bytearray()
    for chunk in response.stream(CHUNK, decode_content=True):
        content += chunk
        if len(content) > settings.MAX_SOURCE_BYTES:
            raise SourceRefused(
                "too_large",
                "url",
                gettext(
                    "has more than the %(most)s bytes allowed. Paste the part that "
                    "matters."
                )
                % {"most": grouped(settings.MAX_SOURCE_BYTES)},
            )
        if monotonic() > stop_at:
            raise too_slow()
    return bytes(content), rest


def decode(content: bytes, parameters: str) -> str:
    """By what the server says, else by what the bytes look like."""
    _, _, charset = parameters.lower().partition("charset=")
    try:
        return content.decode(charset.split(";")[0].strip(" \"'"))
    except (LookupError, ValueError):
        return decode_file(content, settings.MAX_SOURCE_BYTES)


def too_slow() -> SourceRefused:
    return SourceRefused(
        "too_slow",
        "url",
        gettext(
            "did not arrive within %(seconds)d seconds. Try again, or paste the text."
        )
        % {"seconds": SECONDS},
    )


def unreachable(problem: Exception) -> SourceRefused:
    kind = type(problem).__name__
    return SourceRefused(
        "unreachable",
        "url",
        gettext(
            "the server cannot be reached (%(kind)s). Check the address, or paste the "
            "text."
        )
        % {"kind": kind},
    )
