"""Arrays written out at once arrive as they left."""

import pytest
from django.db import connection

from claims.arrays import array_of_bytes, array_of_numbers, array_of_texts


def read_back(array: str, kind: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s::{kind}[]", [array])
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_any_text_arrives_as_it_left() -> None:
    texts = ["", "NULL", 'a "b"', r"c\d", "{e,f}", " g ", "h\ni", "ü’“„", "'; --", "%s"]

    assert read_back(array_of_texts(texts), "text") == texts


@pytest.mark.django_db
def test_numbers_and_bytes_arrive_as_they_left() -> None:
    assert read_back(array_of_numbers([-(2**63), 0, 7]), "bigint") == [-(2**63), 0, 7]
    assert read_back(array_of_numbers([0.1, 1e-17]), "float8") == [0.1, 1e-17]
    assert read_back(array_of_bytes([b"", b"\0\\\xff"]), "bytea") == [b"", b"\0\\\xff"]


@pytest.mark.django_db
def test_an_empty_array_is_empty() -> None:
    assert read_back(array_of_texts([]), "text") == []
