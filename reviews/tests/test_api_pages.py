"""The API's pages in a browser: nothing the policy refuses, nothing in the way."""

import pytest

from factcheck.api.schema import schema

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/problems"])
def test_the_reference_is_for_everybody(path, visit):
    visitor = visit()
    page = visitor.open(path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert visitor.faults() == []


def test_requests_can_be_tried_under_the_strict_policy(visit):
    visitor = visit()
    page = visitor.open("/api/docs/try/")
    page.wait_for_selector(".opblock-summary-path", timeout=15_000)
    operations = sum(map(len, schema()["paths"].values()))
    assert page.locator(".opblock").count() == operations

    page.locator("#operations-whoami-whoami .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.wait_for_selector(".responses-table.live-responses-table")

    answer = page.locator(".live-responses-table .response-col_status").last
    assert answer.inner_text().startswith("401")
    assert visitor.violations == visitor.elsewhere == []
