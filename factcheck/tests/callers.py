"""Programs that call the API, for the tests of every app."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from knox.models import AuthToken


def token_of(person: User) -> str:
    _, token = AuthToken.objects.create(person)
    return str(token)


def caller(person: User) -> Client:
    """A client that sends this person's token; errors come back as answers."""
    client = Client(headers={"authorization": f"Bearer {token_of(person)}"})
    client.raise_request_exception = False
    return client


def post(client: Client, path: str, body: Any, **headers: str) -> Any:
    return client.post(path, body, content_type="application/json", headers=headers)


def walk(client: Client, address: str) -> list[int]:
    """The ids of a list's items, from page to page to its end."""
    seen: list[int] = []
    following: str | None = address
    while following:
        page = client.get(following).json()
        seen += [item["id"] for item in page["items"]]
        following = page["next"]
    return seen


def code_of(response: Any) -> str:
    """The type of problem; also: every problem is whole, and names its request."""
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert problem["status"] == response.status_code
    assert problem["instance"] == f"urn:request:{response['X-Request-Id']}"
    assert problem["title"]
    assert problem["detail"]
    return str(problem["type"].rpartition("#")[2])
