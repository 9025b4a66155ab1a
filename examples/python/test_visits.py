import os

import pytest
import requests

SERVER = (os.environ.get("TMS_SANDBOX_URL") or "http://localhost:4010").rstrip("/")
ADMIN_TOKEN = os.environ.get("TMS_SANDBOX_ADMIN_TOKEN")


def record_visit(base_url, visit, wait):
    """The program under test: it records a visit, and waits where it is told to. Yours is elsewhere."""
    while True:
        reply = requests.post(
            f"{base_url}/training-plans/DEMO-TP04/visits",
            headers={"Authorization": "Bearer demo-token-9001", "EID": "9001"},
            json=visit,
        )
        if reply.status_code != 429:
            return reply.status_code
        wait(int(reply.headers["Retry-After"]))


def admin(method, url, body=None):
    """Asks the sandbox's own API: the clock, faults, the journal."""
    headers = {"Authorization": f"Bearer {ADMIN_TOKEN}"} if ADMIN_TOKEN else {}
    try:
        reply = requests.request(method, url, json=body, headers=headers)
    except requests.RequestException as error:
        raise AssertionError(
            f"No sandbox answers at {url}. Start it with npm start, or put the address that it prints, with its http://,"
            f" into TMS_SANDBOX_URL. ({error})"
        ) from None
    assert reply.ok, f"{method} {url} was answered with {reply.status_code}: {reply.text}"
    return reply.json() if reply.text else None


def assert_status(sandbox, expected, status):
    """Where the program got another status than expected, says why the sandbox answered so."""
    if status != expected:
        why = admin("GET", f"{sandbox['url']}/__admin/requests/last/explain")
        pytest.fail(f"Expected {expected}, got {status}: {why['reason']['detail'] if why['reason'] else why['outcome']}")


@pytest.fixture
def sandbox():
    made = admin("POST", f"{SERVER}/__admin/sandboxes", {
        "fixture": "demo", "clock": {"mode": "frozen", "now": "2026-03-02T09:00"}, "ttlSeconds": 600,
    })
    yield made
    admin("DELETE", f"{SERVER}/__admin/sandboxes/{made['id']}")


@pytest.fixture
def api(sandbox):
    return sandbox["urls"]["tec-work-based"]


def test_a_visit_is_refused_until_its_day_has_come(sandbox, api):
    visit = {"visitLocalId": "V-1", "visitDate": "2026-03-16"}

    def wait(seconds):
        pytest.fail("nothing to wait for")

    assert_status(sandbox, 400, record_visit(api, visit, wait))
    why = admin("GET", f"{sandbox['url']}/__admin/requests/last/explain")
    assert [it["rule"] for it in why["refusedBy"]] == ["visit.date-by-today"], why["reason"]["detail"]

    clock = admin("POST", f"{sandbox['url']}/__admin/clock/advance", {"by": "P14D"})
    assert clock["today"] == "2026-03-16"
    assert_status(sandbox, 201, record_visit(api, visit, wait))


def test_a_429_is_waited_for_and_the_visit_is_sent_again(sandbox, api):
    admin("POST", f"{sandbox['url']}/__admin/faults", {
        "match": {"operation": "RecordVisit"}, "times": 1, "effect": {"status": 429, "retryAfter": 3},
    })
    visit = {"visitLocalId": "V-1", "visitDate": "2026-03-02"}
    waits = []
    assert_status(sandbox, 201, record_visit(api, visit, waits.append))
    assert waits == [3]

    sent = admin("POST", f"{sandbox['url']}/__admin/requests/verify", {
        "inOrder": [
            {"operation": "RecordVisit", "status": 429, "body": visit},
            {"operation": "RecordVisit", "status": 201, "sameBody": True},
        ],
    })
    assert sent["verified"], sent
