"""A hundred claims decided in a row, by keyboard in a real browser.

    python -m factcheck.local exec -- python -m benchmarks.hundred --claims 100

Refuses to report unless each decision is in the database once. Prints milliseconds
(median, 95th percentile) from the key that saves to the next claim ready for keys, and
kB of HTML and statements per page. Compare rows of one run."""

import argparse
import json
import math
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.conf import settings  # noqa: E402  # after setup
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from playwright.sync_api import Page, Response, sync_playwright  # noqa: E402

from claims.models import (  # noqa: E402
    Claim,
    Extraction,
    Mention,
    Origin,
    Outlet,
    Source,
    Wording,
)
from factcheck.local.commands import WEB  # noqa: E402
from reviews.models import Event, Reading, Review  # noqa: E402
from reviews.workflow import open_reviews  # noqa: E402

HOST: Final = "127.0.0.1"
PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
QUEUE: Final = "/admin/reviews/review/"
WORKSPACE: Final = f"{QUEUE}claim/"
STATEMENTS: Final = "X-Statements"
REASON: Final = "So the register."
RATINGS: Final = ("1", "4")  # the keys of two ratings, in turn
# Ready is when the script at the end of the page has run and the form takes keys.
READY: Final = """(before) => document.readyState === "complete"
    && location.pathname !== before && document.title.startsWith("Saved")
    && (document.getElementById("decide") || document.querySelector(".queue"))"""

Respond = Callable[[HttpRequest], HttpResponse]


def count_statements(get_response: Respond) -> Respond:
    """Middleware: how many SQL statements a response took, in a header of it."""

    def respond(request: HttpRequest) -> HttpResponse:
        made = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal made
            made += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response[STATEMENTS] = str(made)
        return response

    return respond


def fill(claims: int) -> User:
    """That many claims in the queue, each stated by two outlets, and one reviewer."""
    call_command("migrate", verbosity=0)
    reviewer = User.objects.create(username="ana", is_staff=True)
    reviewer.groups.add(Group.objects.get(name="reviewer"))
    outlets = [Outlet.objects.create(name=name) for name in ("Lantern", "Ledger")]
    for number in range(claims):
        text = f"{4000 + number} homes were flooded in Town{number}."
        claim = Claim.objects.create(worth=1 - number / claims)
        fingerprint = sha256(text.encode()).digest()
        Wording.objects.create(
            claim=claim, text=text, language="en", fingerprint=fingerprint
        )
        for outlet in outlets:
            mention(claim, outlet, text)
    while open_reviews():
        pass
    return reviewer


def mention(claim: Claim, outlet: Outlet, text: str) -> None:
    body = f"{outlet.name}, report {claim.pk}.\n\n{text}\n"
    source = Source.objects.create(
        outlet=outlet,
        title=f"{outlet.name} reports",
        text=body,
        text_sha256=sha256(body.encode()).digest(),
    )
    run = Extraction.objects.create(
        source=source, extractor="plain", version="1", status="done"
    )
    start = body.index(text)
    Mention.objects.create(
        claim=claim,
        first_claim=claim,
        source=source,
        extraction=run,
        origin=Origin.objects.create(reason=outlet.name),
        start=start,
        end=start + len(text),
        quote=text,
        linked_by="extraction",
    )


def build_application() -> WSGIHandler:
    """The product, with its statements counted and its files not collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    override_settings(
        ALLOWED_HOSTS=[HOST],
        MIDDLEWARE=[f"{__name__}.count_statements", *settings.MIDDLEWARE],
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        STATIC_ROOT=settings.STATICFILES_DIRS[0],
        WHITENOISE_USE_FINDERS=True,
    ).enable()
    return get_wsgi_application()


@contextmanager
def serve() -> Iterator[str]:
    """The product's own web server at an address of this machine."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", *WEB[:-1], "--host", HOST, "--port", str(port)]
    command += [
        "--no-ws",
        "--no-log",
        "--factory",
        "benchmarks.hundred:build_application",
    ]
    server = subprocess.Popen(command)  # noqa: S603  # our own words
    try:
        wait_for(server, port)
        yield f"http://{HOST}:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the port answers; raises ``SystemExit`` when it never does."""
    for _ in range(300):
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("The web server did not start.")


class Watched:
    """The pages a browser was sent: bytes and statements of each kind."""

    def __init__(self, page: Page) -> None:
        self.sizes: dict[str, list[int]] = defaultdict(list)
        self.statements: dict[str, list[int]] = defaultdict(list)
        page.on("response", self.hear)

    def hear(self, response: Response) -> None:
        made = response.headers.get(STATEMENTS.lower())
        if made is None or QUEUE not in response.url:
            return
        kind = kind_of(response)
        self.statements[kind].append(int(made))
        if length := response.headers.get("content-length"):
            self.sizes[kind].append(int(length))


def kind_of(response: Response) -> str:
    path = response.url.split("?")[0].partition(QUEUE)[2].rstrip("/")
    part = path.rpartition("/")[2]
    name = "queue" if not path else "workspace" if part.isdecimal() else part
    return f"{response.request.method} {name}"


def decide_all(page: Page, address: str, claims: int) -> list[float]:
    """Milliseconds from Enter to the next page ready, for each claim in turn."""
    page.goto(address + QUEUE)
    page.keyboard.press("s")
    page.wait_for_selector("#decide")
    page.wait_for_load_state()
    times = []
    for number in range(claims):
        before = page.evaluate("location.pathname")
        page.keyboard.press(RATINGS[number % 2])
        page.keyboard.press("n")
        page.keyboard.type(REASON)
        page.keyboard.press("Escape")
        started = time.perf_counter()
        page.keyboard.press("Enter")
        page.wait_for_function(READY, arg=before)
        times.append((time.perf_counter() - started) * 1000)
    return times


def refuse_lost_or_doubled(reviewer: User, claims: int) -> None:
    """Raises ``SystemExit`` unless each claim was read once, moved on once, and as its
    key said."""
    read = Counter(Reading.objects.values_list("review__claim", flat=True))
    decided = Event.objects.filter(verb="decide", actor=reviewer)
    events = Counter(decided.values_list("claim", flat=True))
    lost = claims - len(read)
    doubled = sum(times - 1 for times in (*read.values(), *events.values()))
    words = Reading.objects.order_by("pk").values_list("rating__position", "reason")
    wanted = [(int(RATINGS[at % 2]), REASON) for at in range(claims)]
    moved = Review.objects.filter(stage="second_reading").count()
    if lost or doubled or read != events or moved != claims or list(words) != wanted:
        sys.exit(f"{lost} lost, {doubled} doubled, {moved} of {claims} moved on.")


def report(times: list[float], watched: Watched, *, as_json: bool) -> None:
    slow = sorted(times)[math.ceil(len(times) * 0.95) - 1]
    found: dict[str, Any] = {
        "claims": len(times),
        "lost": 0,
        "doubled": 0,
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(slow, 1),
        "pages": {
            kind: {
                "count": len(made),
                "bytes": statistics.median(watched.sizes[kind] or [0]),
                "statements": statistics.median(made),
                "most_statements": max(made),
            }
            for kind, made in sorted(watched.statements.items())
        },
    }
    if as_json:
        print(json.dumps(found, indent=2))  # noqa: T201  # the report
        return
    print(  # noqa: T201  # the report
        f"{found['claims']} claims decided, 0 lost, 0 doubled\n"
        f"key to next ready: median {found['median_ms']} ms, p95 {found['p95_ms']} ms\n"
        f"{'':<18}{'count':>6}{'kB':>8}{'SQL':>5}{'most':>6}"
    )
    for kind, row in found["pages"].items():
        print(  # noqa: T201  # the report
            f"{kind:<18}{row['count']:>6}{row['bytes'] / 1000:8.1f}"
            f"{row['statements']:5.0f}{row['most_statements']:6}"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print(f"Skipped: none of {', '.join(PROGRAMS)} is installed.")  # noqa: T201  # the report
        return
    reviewer = fill(wanted.claims)
    client = Client()
    client.force_login(reviewer)
    session = client.cookies["sessionid"].value
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        context = browser.new_context()
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        page = context.new_page()
        watched = Watched(page)
        times = decide_all(page, address, wanted.claims)
        browser.close()
    refuse_lost_or_doubled(reviewer, wanted.claims)
    report(times, watched, as_json=wanted.json)


if __name__ == "__main__":
    main()
