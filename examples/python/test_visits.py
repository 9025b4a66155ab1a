import os

import pytest
import requests

SERVER = os.environ.get("TMS_SANDBOX_URL", "http://localhost:4010")
ADMIN_TOKEN = os.environ.get("TMS_SANDBOX_ADMIN_TOKEN", "none")


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
    reply = requests.request(method, url, json=body, headers={"Authorization": f"Bearer {ADMIN_TOKEN}"})
    assert reply.ok, reply.text
    return reply.json() if reply.text else None


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

    assert record_visit(api, visit, wait) == 400
    why = admin("GET", f"{sandbox['url']}/__admin/requests/last/explain")
    assert why["refusedBy"][0]["rule"] == "visit.date-by-today"

    clock = admin("POST", f"{sandbox['url']}/__admin/clock/advance", {"by": "P14D"})
    assert clock["today"] == "2026-03-16"
    assert record_visit(api, visit, wait) == 201


def test_a_429_is_waited_for_and_the_visit_is_sent_again(sandbox, api):
    admin("POST", f"{sandbox['url']}/__admin/faults", {
        "match": {"operation": "RecordVisit"}, "times": 1, "effect": {"status": 429, "retryAfter": 3},
    })
    waits = []
    assert record_visit(api, {"visitLocalId": "V-1", "visitDate": "2026-03-02"}, waits.append) == 201
    assert waits == [3]

    sent = admin("POST", f"{sandbox['url']}/__admin/requests/verify", {
        "inOrder": [
            {"operation": "RecordVisit", "status": 429},
            {"operation": "RecordVisit", "status": 201, "body": {"visitLocalId": "V-1"}},
        ],
    })
    assert sent["verified"], sent
