"""Who may read what over the API. What is not published stays with those who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from knox.models import AuthToken

from factcheck.tests.callers import caller, code_of, post, token_of

READS = {
    "/api/v1/claims/": "view_claim",
    "/api/v1/claims/{id}/": "view_claim",
    "/api/v1/claims/{id}/events/": "view_review",
    "/api/v1/sources/": "view_source",
    "/api/v1/sources/{source}/": "view_source",
    "/api/v1/ratings/": "view_review",
    "/api/v1/replies/": "view_review",
    "/api/v1/verdicts/changes": "sync_verdicts",
    "/api/v1/verdicts/digest": "sync_verdicts",
    "/api/v1/webhooks/": "sync_verdicts",
    "/api/v1/whoami/": "",
}
WRITES = ("/api/v1/claims/{id}/moves/", "/api/v1/claims/next/", "/api/v1/sources/")
ROLES = ("rosa", "ana", "carla", "dora", "sync")


def at(path, claim):
    return path.format(id=claim.pk, source=claim.mentions.get().source_id)


@pytest.fixture
def claim(stated):
    return stated(outlets=("The Lantern",))


PUBLISHED = ("/api/v1/verdicts/1/", "/api/v1/verdicts/1/claimreview")


@pytest.mark.parametrize("path", [*READS, *WRITES, *PUBLISHED])
def test_nobody_reads_or_writes_without_an_account(path, claim):
    send = Client().post if path in WRITES else Client().get

    response = send(at(path, claim))

    assert response.status_code == 401
    assert code_of(response) == "unauthenticated"
    assert response["WWW-Authenticate"] == "Bearer"
    assert "homes" not in response.content.decode()


@pytest.mark.parametrize("path", READS)
def test_each_role_reads_what_its_permissions_say(path, claim, people):
    for name in ROLES:
        held = {one.partition(".")[2] for one in people[name].get_all_permissions()}
        may = not READS[path] or READS[path] in held

        response = caller(people[name]).get(at(path, claim))

        assert response.status_code == (200 if may else 403), (name, path)
        assert may or code_of(response) == "forbidden"


@pytest.mark.parametrize("path", WRITES)
def test_a_program_that_syncs_may_write_nothing(path, claim, people):
    body = {"verb": "take"} if "moves" in path else {}

    response = post(caller(people["sync"]), at(path, claim), body, if_match="*")

    assert response.status_code == 403
    claim.refresh_from_db()
    assert claim.events.count() == claim.version == 1


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer x",
        "Bearer " + "0" * 64,
        "Bearer two words",
        "Bearer \xff\xfe",
        "Bearer abc\0def12345",
        "Basic YW5hOmFuYQ==",
        "Bearer " + "a" * 5000,
    ],
)
def test_every_bad_token_gets_the_same_answer(header, people):
    expired = AuthToken.objects.create(people["sync"])[1]
    AuthToken.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    known = Client().get(
        "/api/v1/verdicts/changes", headers={"authorization": f"Bearer {expired}"}
    )

    response = Client().get(
        "/api/v1/verdicts/changes", headers={"authorization": header}
    )

    assert response.status_code == known.status_code == 401
    assert response["WWW-Authenticate"] == known["WWW-Authenticate"] == "Bearer"
    assert response.json()["detail"] == known.json()["detail"]


def test_a_token_ends_with_its_account(people):
    client = caller(people["sync"])
    people["sync"].is_active = False
    people["sync"].save()

    response = client.get("/api/v1/verdicts/changes")

    assert code_of(response) == "unauthenticated"


def test_a_browser_may_use_its_session_but_writes_need_the_csrf_token(claim, people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people["ana"])

    read = browser.get("/api/v1/claims/")
    written = post(browser, f"/api/v1/claims/{claim.pk}/moves/", {"verb": "take"})

    assert read.status_code == 200
    assert code_of(written) == "forbidden"
    assert "CSRF" in written.json()["detail"]
    claim.refresh_from_db()
    assert claim.version == 1


def test_whoami_says_who_and_what_may_be_done(people):
    response = caller(people["sync"]).get("/api/v1/whoami/")

    assert response.json()["id"] == people["sync"].pk
    assert response.json()["username"] == "sync"
    assert response.json()["permissions"] == ["reviews.sync_verdicts"]
    assert response.json()["token_expires_at"] is not None


def test_answers_are_kept_apart_by_account(people):
    response = caller(people["ana"]).get("/api/v1/claims/")

    assert response["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))


def test_a_token_is_made_on_the_command_line_and_works(people, capsys):
    call_command("issue_token", "sync", "--days", "2")

    token = capsys.readouterr().out.strip()
    client = Client(headers={"authorization": f"Bearer {token}"})
    assert client.get("/api/v1/whoami/").json()["username"] == "sync"
    left = AuthToken.objects.get().expiry - timezone.now()
    assert timedelta(days=1) < left <= timedelta(days=2)


def test_an_account_for_a_program_is_made_with_its_token(people, capsys):
    call_command("issue_token", "partner", "--role", "sync client")

    token = capsys.readouterr().out.strip()
    client = Client(headers={"authorization": f"Bearer {token}"})
    who = client.get("/api/v1/whoami/").json()
    assert (who["username"], who["permissions"]) == (
        "partner",
        ["reviews.sync_verdicts"],
    )
    assert not User.objects.get(username="partner").has_usable_password()
    with pytest.raises(CommandError, match="Leave out --role"):
        call_command("issue_token", "ana", "--role", "editor")
    assert not people["ana"].groups.filter(name="editor").exists()


def test_a_token_that_got_out_is_revoked(people, capsys):
    leaked, others = token_of(people["sync"]), token_of(people["ana"])

    call_command("revoke_tokens", "sync")

    assert capsys.readouterr().out == "Ended: 1. Still good: 0.\n"
    assert who_is(leaked).status_code == 401
    assert who_is(others).status_code == 200


def test_a_token_is_changed_without_a_gap(people, capsys):
    old, new = token_of(people["sync"]), token_of(people["sync"])

    call_command("revoke_tokens", "sync", "--keep-newest")

    assert capsys.readouterr().out == "Ended: 1. Still good: 1.\n"
    assert who_is(old).status_code == 401
    assert who_is(new).status_code == 200
    with pytest.raises(CommandError, match="no account named 'nobody'"):
        call_command("revoke_tokens", "nobody")


def who_is(token):
    client = Client(headers={"authorization": f"Bearer {token}"})
    return client.get("/api/v1/whoami/")


def test_no_token_for_an_account_that_is_not_there(people):
    with pytest.raises(CommandError, match=r"no active account named 'nobody'.*--role"):
        call_command("issue_token", "nobody")

    assert AuthToken.objects.count() == 0
    assert token_of(people["sync"])
