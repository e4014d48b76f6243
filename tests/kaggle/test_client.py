"""The client around kagglesdk: endpoint, credentials, timeouts, retries, errors, rate limit."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kagglesdk.kaggle_client import KaggleClient

from kaggle_store._requests.operation import Pause
from kaggle_store.errors import (
    KaggleClientChanged,
    KaggleCredentialsMissing,
    KaggleNotFound,
    KaggleNotJoined,
    KaggleRateLimited,
    KaggleRefused,
    KaggleSignInFailed,
    KaggleUnavailable,
    SettingsError,
)
from kaggle_store.integrations.kaggle import client
from kaggle_store.integrations.kaggle.client import KaggleApi
from kaggle_store.integrations.kaggle.credentials import Credentials
from kaggle_store.integrations.kaggle.rate_limit import RateLimit
from kaggle_store.testing import FakeKaggle, Fault


@pytest.fixture
def api(fake: FakeKaggle) -> KaggleApi:
    fake.add_competition("titanic")
    return KaggleApi(endpoint=fake.endpoint, api_token=fake.token, requests_per_second=1e6)


def perform(flow: Any, pauses: list[float] | None = None) -> Any:
    """Run a flow without its pauses, which are collected."""
    try:
        step = next(flow)
        while True:
            if isinstance(step, Pause):
                (pauses if pauses is not None else []).append(step.seconds)
                result = None
            else:
                try:
                    result = step.call()
                except Exception as error:
                    step = flow.throw(error)
                    continue
            step = flow.send(result)
    except StopIteration as done:
        return done.value


def limits(api: KaggleApi) -> Any:
    return api.call("GetSubmissionLimits", competition_name="titanic")


def test_kagglesdk_keeps_its_endpoint_here() -> None:
    """A new version that moves it must fail here first."""
    assert KaggleClient().http_client()._endpoint == "https://api.kaggle.com"


def test_moved_endpoint_is_reported(monkeypatch: pytest.MonkeyPatch, api: KaggleApi) -> None:
    class Moved:
        def __init__(self, **_: Any) -> None: ...
        def http_client(self) -> object:
            return object()

    class Environments:
        TEST = PROD = None

    monkeypatch.setattr(
        client, "_sdk", lambda: (type("M", (), {"KaggleClient": Moved}), Environments)
    )
    with pytest.raises(KaggleClientChanged, match="_endpoint"):
        limits(api)


def test_missing_kagglesdk_names_the_extra(monkeypatch: pytest.MonkeyPatch, api: KaggleApi) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    client._sdk.cache_clear()
    monkeypatch.setattr("importlib.import_module", missing)
    with pytest.raises(KaggleClientChanged, match=r"kaggle_store\[kaggle\]"):
        limits(api)


@pytest.mark.parametrize(
    "endpoint", ["ftp://127.0.0.1", "127.0.0.1:80", "http://example.com", "https://h/?a=1"]
)
def test_bad_endpoint_is_refused(endpoint: str) -> None:
    with pytest.raises(SettingsError, match="endpoint"):
        KaggleApi(endpoint=endpoint, api_token="token")


def test_endpoint_from_the_environment(monkeypatch: pytest.MonkeyPatch, fake: FakeKaggle) -> None:
    for name, value in fake.environment.items():
        monkeypatch.setenv(name, value)
    fake.add_competition("titanic", daily_limit=3)
    assert limits(KaggleApi()).num_allowed_now == 3


def test_key_is_used_instead_of_a_token_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, fake: FakeKaggle
) -> None:
    monkeypatch.setenv("KAGGLE_API_TOKEN", "another account's")
    fake.add_competition("titanic")
    api = KaggleApi(endpoint=fake.endpoint, username=fake.username, key=fake.key)
    assert limits(api).num_allowed_now == 5
    assert "KAGGLE" not in repr(api)
    assert fake.key not in repr(api) + repr(api._credentials)


FAULTS: list[tuple[Fault, type[Exception]]] = [
    (Fault.status(400, "Bad request"), KaggleNotJoined),
    (Fault.blank(400), KaggleNotJoined),
    (Fault.status(400, "Too many columns"), KaggleRefused),
    (Fault.status(401, "Unauthenticated"), KaggleSignInFailed),
    (Fault.status(403, "Permission 'competitions.participate' was denied"), KaggleNotJoined),
    (Fault.status(404, "Not found"), KaggleNotFound),
    (Fault.error_body(404, "Not found"), KaggleNotFound),
    (Fault.text_code("NOT_FOUND", "gone"), KaggleNotFound),
    (Fault.text_code("SOMETHING_NEW"), KaggleUnavailable),
    (Fault.status(429, "slow", retry_after=3, nested=True), KaggleRateLimited),
    (Fault.status(503, "busy"), KaggleUnavailable),
    (Fault.not_json(), KaggleUnavailable),
    (Fault.not_json(502), KaggleUnavailable),
    (Fault.blank(500), KaggleUnavailable),
    (Fault.blank(302), KaggleUnavailable),
    (Fault.lost_request(), KaggleUnavailable),
    (Fault(code=200, body=b"[]"), KaggleUnavailable),
    (Fault(code=200, body=b'{"error": "down"}'), KaggleUnavailable),
    (Fault(code=200, body=b'{"error": {"code": 429, "message": "slow"}}'), KaggleRateLimited),
]


@pytest.mark.parametrize(("fault", "error"), FAULTS)
def test_fault_becomes_an_error(
    api: KaggleApi, fake: FakeKaggle, fault: Fault, error: type[Exception]
) -> None:
    fake.fail("GetSubmissionLimits", fault)
    with pytest.raises(
        error, match=r"^kaggle\.GetSubmissionLimits: Kaggle |^kaggle.*response"
    ) as raised:
        limits(api)
    assert type(raised.value) is error
    assert limits(api).num_allowed_now == 5


def test_unknown_words_keep_their_defaults(api: KaggleApi, fake: FakeKaggle) -> None:
    ref = fake.submit_by_hand("titanic", b"1")
    assert ref
    fake.override(ref, status="RERUNNING", totalBytes="many", url=None)
    found = api.call("GetSubmission", ref=ref)
    assert (found.status.name, found.ref) == ("PENDING", ref)
    assert found.date.tzinfo is not None


def test_dripped_response_times_out(fake: FakeKaggle) -> None:
    fake.add_competition("titanic")
    api = KaggleApi(endpoint=fake.endpoint, api_token=fake.token, timeout=0.5)
    fake.fail("GetSubmissionLimits", Fault.dripped(0.1))
    began = time.monotonic()
    with pytest.raises(KaggleUnavailable, match=r"within 0\.5 s") as raised:
        limits(api)
    assert time.monotonic() - began < 5
    assert raised.value.may_have_arrived


def test_refused_connection_has_not_arrived(fake: FakeKaggle) -> None:
    api = KaggleApi(endpoint="http://127.0.0.1:9", api_token="token")
    with pytest.raises(KaggleUnavailable) as raised:
        limits(api)
    assert not raised.value.may_have_arrived


def test_reads_are_retried_after_what_kaggle_asks(api: KaggleApi, fake: FakeKaggle) -> None:
    fake.fail("GetSubmissionLimits", Fault.status(429, "slow", retry_after=17))
    fake.fail("GetSubmissionLimits", Fault.status(503), times=2)
    pauses: list[float] = []
    found = perform(api.read("GetSubmissionLimits", competition_name="titanic"), pauses)
    assert found.num_allowed_now == 5
    assert pauses[0] == 17
    assert 1 < pauses[1] < pauses[2] < 5


def test_retries_end(api: KaggleApi, fake: FakeKaggle) -> None:
    fake.fail("GetSubmissionLimits", Fault.status(503), times=99)
    pauses: list[float] = []
    with pytest.raises(KaggleUnavailable) as raised:
        perform(api.read("GetSubmissionLimits", competition_name="titanic"), pauses)
    assert sum(pauses) <= 60
    assert raised.value.attempts == len(pauses) + 1


def test_refusals_are_not_retried(api: KaggleApi, fake: FakeKaggle) -> None:
    fake.fail("GetSubmissionLimits", Fault.status(404), times=9)
    with pytest.raises(KaggleNotFound):
        perform(api.read("GetSubmissionLimits", competition_name="titanic"))
    assert fake.called("GetSubmissionLimits") == 1


def test_threads_share_the_api(api: KaggleApi, fake: FakeKaggle) -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(limits(api))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.num_allowed_now for each in found] == [5] * 8


def test_upload_sends_no_credentials(
    api: KaggleApi, fake: FakeKaggle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    started = api.call(
        "StartSubmissionUpload", competition_name="titanic", content_length=3, file_name="a.csv"
    )
    api.upload(started.create_url, b"abc", 3, 5.0)
    assert [call.account for call in fake.calls] == ["agent", None]


@pytest.mark.parametrize("url", ["http://example.com/x", "file:///etc/passwd", ""])
def test_upload_needs_an_encrypted_address(api: KaggleApi, url: str) -> None:
    with pytest.raises(KaggleUnavailable, match="https"):
        api.upload(url, b"abc", 3, 5.0)


def test_rate_limit_after_a_burst() -> None:
    now = [0.0]
    limit = RateLimit(2.0, burst=3, monotonic=lambda: now[0])
    assert [limit.reserve() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    now[0] = 1.0
    assert limit.reserve() == 0.5
    now[0] = 1000.0
    assert [limit.reserve() for _ in range(4)] == [0, 0, 0, 0.5]


# Credentials -------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAGGLE_CONFIG_DIR", str(tmp_path))
    return tmp_path


def test_credentials_in_order(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KaggleCredentialsMissing, match="KAGGLE_API_TOKEN"):
        Credentials.load()
    (home / "kaggle.json").write_text(json.dumps({"username": "me", "key": "k1"}))
    assert Credentials.load() == Credentials(None, "me", "k1")
    (home / "access_token").write_text("token-in-file\n")
    assert Credentials.load() == Credentials("token-in-file")
    monkeypatch.setenv("KAGGLE_USERNAME", "you")
    assert Credentials.load() == Credentials("token-in-file")
    monkeypatch.setenv("KAGGLE_KEY", "k2")
    assert Credentials.load() == Credentials(None, "you", "k2")
    monkeypatch.setenv("KAGGLE_API_TOKEN", "token")
    assert Credentials.load() == Credentials("token")
    (home / "named").write_text("token-in-named-file")
    monkeypatch.setenv("KAGGLE_API_TOKEN", str(home / "named"))
    assert Credentials.load() == Credentials("token-in-named-file")
    assert Credentials.load(username="they", key="k3") == Credentials(None, "they", "k3")


@pytest.mark.parametrize(
    "given",
    [
        {"api_token": ""},
        {"api_token": "two words"},
        {"api_token": "line\nbreak"},
        {"username": "me"},
        {"key": "k"},
        {"api_token": "t", "username": "me", "key": "k"},
    ],
)
def test_unusable_credentials_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(KaggleCredentialsMissing) as raised:
        Credentials.load(**given)
    assert "two words" not in str(raised.value)


@pytest.mark.parametrize("text", ["{", "[]", '{"username": "me"}', '{"username": 1, "key": 2}'])
def test_damaged_kaggle_json(home: Path, text: str) -> None:
    (home / "kaggle.json").write_text(text)
    with pytest.raises(KaggleCredentialsMissing, match=r"kaggle\.json"):
        Credentials.load()


def test_credentials_are_never_shown() -> None:
    shown: Callable[[Any], str] = repr
    assert "secret" not in shown(Credentials("secret")) + shown(Credentials(None, "me", "secret"))
