"""``manage.py demo``: six reports of one event, worked on by five people.

Nothing is inserted: the reports come in through ingest, a running Celery worker
finds the claims, and the people make their moves through the workflow. What has
been done already is left alone, so the command can be run again."""

import json
import os
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from knox.models import AuthToken
from knox.settings import CONSTANTS

from claims.ingest.entrance import ingest_file
from claims.models import Claim, Extraction, Mention, Outlet, Source
from reviews.given import Given
from reviews.models import Event, Rating
from reviews.workflow import move, open_reviews

FIXTURES = settings.BASE_DIR / "fixtures"
PATIENCE_SECONDS = 90
API_CLIENT = "demo-api"


class Command(BaseCommand):
    help = "Load the demo through the real entrances. Needs a running Celery worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000/")
        parser.add_argument(
            "--write", type=Path, help="Where url, token and logins go, as JSON."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        people = read("people.json")
        accounts = {each["username"]: make_person(each) for each in people}
        for about in read("outlets.json"):
            self.say(f"Reading {about['outlet']} …")
            wait_for_extraction(ingest_report(about))
        open_reviews()
        for act in read("demo.json"):
            self.say(f"{accounts[act['who']].first_name}: {act['verb']} …")
            replay(act, accounts[act["who"]])
        if options["write"]:
            write_summary(options["write"], options["url"], people)
        self.say(f"{Claim.objects.count()} claims, {Event.objects.count()} events.")

    def say(self, line: str) -> None:
        self.stderr.write(line)
        self.stderr.flush()


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FIXTURES / name).read_text())
    return rows


def make_person(about: dict[str, Any]) -> User:
    user, is_new = User.objects.get_or_create(
        username=about["username"],
        defaults={
            "first_name": about["first_name"],
            "last_name": about["last_name"],
            "is_staff": True,
        },
    )
    if is_new:
        user.set_password(about["password"])
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=about["role"]))
    return user


def ingest_report(about: dict[str, Any]) -> Source:
    Outlet.objects.get_or_create(
        name=about["outlet"],
        defaults={"domain": about["domain"], "owner": about["owner"]},
    )
    source, _ = ingest_file(
        FIXTURES / about["file"],
        outlet=about["outlet"],
        title=about["title"],
        url=about["url"],
        language=about["language"],
        published_on=date.fromisoformat(about["published_on"]),
    )
    return source


def wait_for_extraction(source: Source) -> None:
    """One report after the other: each claim keeps the words of its first report."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    run = Extraction.objects.filter(source=source)
    while not run.filter(status=Extraction.Status.DONE).exists():
        if failed := run.filter(status=Extraction.Status.FAILED).first():
            raise CommandError(f"{source}: {failed.error}")
        if time.monotonic() > deadline:
            raise CommandError(
                f"No worker has read '{source}' in {PATIENCE_SECONDS} s. Start one: "
                "celery -A factcheck worker --beat"
            )
        time.sleep(0.1)


def replay(act: dict[str, Any], actor: User) -> None:
    mention = Mention.objects.filter(quote__contains=act["claim_contains"]).first()
    if mention is None:
        raise CommandError(f"No claim says '{act['claim_contains']}'.")
    claim = mention.claim_id
    cited = [
        Mention.objects.filter(claim=claim, source__outlet__name=outlet).earliest("pk")
        for outlet in act["cite_outlets"]
    ]
    done = Event.objects.filter(claim=claim, actor=actor, verb=act["verb"])
    if act["verb"] == "mark":
        done = done.filter(data__mention=cited[0].pk)
    if done.exists():
        return
    given: Given = {"reason": act["reason"]} if act["reason"] else {}
    if act["verb"] == "mark":
        given |= {"mention": cited[0].pk, "stance": act["stance"]}
    elif act["verb"] == "decide":
        given |= {
            "outcome": act["outcome"],
            "rating": Rating.objects.get(word=act["rating"]).pk,
            "mentions": [mention.pk for mention in cited],
        }
    move(claim, act["verb"], actor=actor, **given)


def write_summary(path: Path, url: str, people: list[dict[str, Any]]) -> None:
    logins = [
        {key: each[key] for key in ("username", "password", "role")} for each in people
    ]
    summary = {"url": url, "token": api_token(path), "logins": logins}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    os.chmod(path, 0o600)  # noqa: PTH101  # an older file may have been wider
    path.write_text(json.dumps(summary, indent=2) + "\n")


def api_token(path: Path) -> str:
    """The token of the last run while it is good, else a new one: only its hash is
    in the database."""
    client, is_new = User.objects.get_or_create(username=API_CLIENT)
    if is_new:
        client.set_unusable_password()
        client.save(update_fields=["password"])
        client.groups.set(Group.objects.filter(name__in=["reviewer", "sync client"]))
    if path.exists():
        known = str(json.loads(path.read_text()).get("token", ""))
        key = known[: CONSTANTS.TOKEN_KEY_LENGTH]
        if known and AuthToken.objects.filter(user=client, token_key=key).exists():
            return known
    return str(AuthToken.objects.create(user=client)[1])
