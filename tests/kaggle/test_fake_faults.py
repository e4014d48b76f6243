"""The faults of FakeKaggle, as Kaggle's own client meets them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
import requests

from kaggle_store.testing import FakeKaggle, Fault
from tests.kaggle.sdk import Sdk

GET = "GetCompetition"


@pytest.fixture
def kaggle() -> Iterator[FakeKaggle]:
    with FakeKaggle() as kaggle:
        kaggle.add_competition("titanic", title="Titanic")
        yield kaggle


@pytest.fixture
def sdk(kaggle: FakeKaggle) -> Iterator[Sdk]:
    sdk = Sdk(kaggle)
    yield sdk
    sdk.close()


def title(sdk: Sdk) -> str:
    return str(sdk.call("get_competition", competition_name="titanic").title)


@pytest.mark.parametrize(("fault", "effect"), [("lost_request", 0), ("lost_response", 1)])
def test_connection_ends(kaggle: FakeKaggle, sdk: Sdk, fault: str, effect: int) -> None:
    kaggle.fail("CreateSubmission", getattr(Fault, fault)())
    with pytest.raises(requests.ConnectionError):
        sdk.submit("titanic")
    assert len(kaggle.submissions) == effect


def test_status_has_retry_after(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail(GET, Fault.status(429, "Too many requests", retry_after=2))
    with pytest.raises(requests.HTTPError, match="Too many requests") as caught:
        title(sdk)
    assert caught.value.response is not None
    assert caught.value.response.headers["Retry-After"] == "2"
    assert title(sdk) == "Titanic"


def test_nested_error_has_no_message(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail(GET, Fault.status(429, "Too many requests", nested=True))
    with pytest.raises(requests.HTTPError, match="429 Client Error") as caught:
        title(sdk)
    assert caught.value.response is not None
    assert caught.value.response.json()["error"]["code"] == 429


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.error_body(404, "Not found"), requests.HTTPError),
        (Fault.text_code(), TypeError),
        (Fault.not_json(), requests.exceptions.JSONDecodeError),
        (Fault.blank(503), requests.HTTPError),
        (Fault.status(403, "Forbidden"), requests.HTTPError),
    ],
)
def test_answers_are_errors(
    kaggle: FakeKaggle, sdk: Sdk, fault: Fault, error: type[Exception]
) -> None:
    kaggle.fail(GET, fault, times=2)
    for _ in range(2):
        with pytest.raises(error):
            title(sdk)
    assert title(sdk) == "Titanic"


def test_message_is_no_submission(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail("CreateSubmission", Fault.message())
    answer = sdk.submit("titanic")
    assert (answer.message, answer.ref) == ("Could not submit to competition", 0)
    assert kaggle.submissions == []


def test_upload_fails(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail("PUT", Fault.status(503))
    with pytest.raises(requests.HTTPError):
        sdk.upload("titanic", b"1")
    assert sdk.submit("titanic").ref


def test_answer_is_changed(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail(GET, Fault.changed(lambda answer: answer | {"title": "Other"}))
    assert (title(sdk), title(sdk)) == ("Other", "Titanic")


def test_slow_answers_arrive(kaggle: FakeKaggle, sdk: Sdk) -> None:
    for fault in (Fault.slow(0.01), Fault.late(0.01), Fault.dripped(0.0001)):
        kaggle.fail(GET, fault)
        assert title(sdk) == "Titanic"


def test_answer_is_held(kaggle: FakeKaggle) -> None:
    kaggle.fail("CreateSubmission", Fault.on_hold())
    refs: list[int] = []
    thread = threading.Thread(target=lambda: refs.append(Sdk(kaggle).submit("titanic").ref))
    thread.start()
    while not kaggle.submissions:
        assert thread.is_alive()
    assert refs == []
    kaggle.release()
    thread.join(10)
    assert refs == [kaggle.submissions[0].ref]


def test_fault_waits_for_its_call(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("other")
    kaggle.fail(GET, Fault.status(500), after=1, competition="titanic")
    sdk.call("get_competition", competition_name="other")
    assert title(sdk) == "Titanic"
    sdk.call("get_competition", competition_name="other")
    with pytest.raises(requests.HTTPError):
        title(sdk)
    assert [bool(each.fault) for each in kaggle.calls] == [False, False, False, True]


def test_fault_for_every_method(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail("*", Fault.status(500), times=2)
    for method in ("get_competition", "get_submission_limits"):
        with pytest.raises(requests.HTTPError):
            sdk.call(method, competition_name="titanic")


def test_forgotten_faults_do_nothing(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.fail(GET, Fault.status(500), times=9)
    kaggle.clear_faults()
    assert title(sdk) == "Titanic"


def test_unknown_method_is_refused(kaggle: FakeKaggle) -> None:
    with pytest.raises(ValueError, match="method: 'Submit' is none of ListCompetitions"):
        kaggle.fail("Submit", Fault.status(500))


def test_stop_ends_waiting_answers(kaggle: FakeKaggle) -> None:
    kaggle.fail(GET, Fault.slow(3600))

    def ask() -> None:
        with suppress(requests.ConnectionError):
            title(Sdk(kaggle))

    thread = threading.Thread(target=ask)
    thread.start()
    while not kaggle.calls:
        assert thread.is_alive()
    kaggle.stop()
    thread.join(10)
    assert not thread.is_alive()
