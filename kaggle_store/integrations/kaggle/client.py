"""Kaggle's API through kagglesdk's client, with timeouts, retries and a rate limit of its own.

kagglesdk builds and signs the requests. It has no timeouts, no retries and no setting for another
endpoint; it takes errors inside responses for results, and unknown words for errors.
"""

from __future__ import annotations

import importlib
import os
import random
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from kaggle_store._requests.operation import Blocking, Flow, Pause
from kaggle_store.errors import KaggleClientChanged, KaggleUnavailable, SettingsError
from kaggle_store.integrations.kaggle.credentials import Credentials
from kaggle_store.integrations.kaggle.rate_limit import RateLimit, shared_limit
from kaggle_store.integrations.kaggle.responses import JsonReader, Reader
from kaggle_store.project_url import is_loopback

T = TypeVar("T")

ENDPOINT = "KAGGLE_STORE_KAGGLE_ENDPOINT"
"""The environment variable that names another endpoint, such as a stand-in's."""
SERVICE = "competitions.CompetitionApiService"
_TYPES = "kagglesdk.competitions.types.competition_api_service"
_ENUMS = "kagglesdk.competitions.types.competition_enums"

RESPONSES = {
    "CreateCodeSubmission": "ApiCreateCodeSubmissionResponse",
    "CreateSubmission": "ApiCreateSubmissionResponse",
    "GetCompetition": "ApiCompetition",
    "GetLeaderboard": "ApiGetLeaderboardResponse",
    "GetSubmission": "ApiSubmission",
    "GetSubmissionLimits": "ApiSubmissionLimits",
    "ListCompetitions": "ApiListCompetitionsResponse",
    "ListSubmissionEpisodes": "ApiListSubmissionEpisodesResponse",
    "ListSubmissions": "ApiListSubmissionsResponse",
    "StartSubmissionUpload": "ApiStartSubmissionUploadResponse",
}
"""The methods of Kaggle's API that the store calls, and the class of each one's response."""

LONGEST_BACKOFF = 30.0
"""Seconds between two tries, unless Kaggle asks for more."""


class KaggleApi:
    """Kaggle's API for one account. It holds no connection, and threads may share it.

    `timeout` is the seconds of one exchange and `retry_for` those of all tries of a read;
    `monotonic` is the clock by which tries and the rate limit are measured.
    """

    def __init__(
        self,
        *,
        endpoint: str | None = None,
        api_token: str | None = None,
        username: str | None = None,
        key: str | None = None,
        timeout: float = 30.0,
        retry_for: float = 60.0,
        requests_per_second: float = 2.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.endpoint = _checked_endpoint(endpoint or os.environ.get(ENDPOINT) or None)
        self._credentials = Credentials.load(api_token, username, key)
        self._timeout = timeout
        self._retry_for = retry_for
        self.monotonic = monotonic
        self._limit = (
            shared_limit(self._credentials.account, requests_per_second)
            if monotonic is time.monotonic
            else RateLimit(requests_per_second, monotonic=monotonic)
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.endpoint or 'https://api.kaggle.com'!r})"

    def read(self, method: str, **fields: Any) -> Flow[Any]:
        """Call a method that may be repeated, such as a read; returns kagglesdk's object.

        Fields are those of kagglesdk's request, such as `competition_name`. Retries for
        `retry_for` seconds what may work later, and raises `KaggleError`.
        """
        return self.repeated(lambda: self.once(method, **fields))

    def records(self, method: str, **fields: Any) -> Flow[dict[str, Any]]:
        """Call a method like `read`, and return the response's JSON as Kaggle sent it."""

        def once() -> Flow[dict[str, Any]]:
            yield from self.wait_for_rate()
            reader = JsonReader()
            sent: dict[str, Any] = yield from Blocking(lambda: self._send(method, fields, reader))
            return sent

        return self.repeated(once)

    def once(self, method: str, **fields: Any) -> Flow[Any]:
        """Call a method with a single request, after waiting for the rate limit."""
        yield from self.wait_for_rate()
        return (yield from Blocking(lambda: self.call(method, **fields)))

    def wait_for_rate(self) -> Flow[None]:
        """Wait until the rate limit allows one more request."""
        if seconds := self._limit.reserve():
            yield from Pause(seconds)

    def repeated(self, attempt: Callable[[], Flow[T]]) -> Flow[T]:
        """Run a flow that may be repeated, until it succeeds or `retry_for` seconds have passed."""
        began, paused, tried = self.monotonic(), 0.0, 0
        while True:
            tried += 1
            try:
                return (yield from attempt())
            except KaggleUnavailable as error:
                seconds = max(self.monotonic() - began, paused)
                error.attempts, error.seconds = tried, seconds
                pause = _pause_after(error, tried)
                if seconds + pause > self._retry_for:
                    raise
            yield from Pause(pause)
            paused += pause

    def call(self, method: str, **fields: Any) -> Any:
        """Send one request, blocking, and return kagglesdk's object."""
        return self._send(method, fields, Reader(_type(RESPONSES[method])))

    def _send(self, method: str, fields: dict[str, Any], reader: Any) -> Any:
        operation = f"kaggle.{method}"
        request = _request(method, fields)
        http = self._http(operation, self._timeout)
        try:
            return http.call(SERVICE, method, request, reader)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise KaggleUnavailable(
                f"the response cannot be read: {error!r}", operation=operation
            ) from error
        finally:
            http._session.close()

    def upload(self, url: str, content: Any, size: int, seconds: float) -> None:
        """Send a file's content to the address that StartSubmissionUpload returned, blocking."""
        _check_upload_url(url, self.endpoint)
        requests = importlib.import_module("requests")
        with requests.Session() as session:
            # The address authorises the upload: neither the token nor a password is sent there.
            session.auth = lambda request: request
            _mount(session, "kaggle.upload", seconds)
            session.put(url, data=content, headers={"Content-Length": str(size)})

    def _http(self, operation: str, seconds: float) -> Any:
        """Return a client of kagglesdk for one exchange, so that no connection goes stale."""
        sdk, environments = _sdk()
        known = self._credentials
        environment = environments.TEST if self.endpoint else environments.PROD
        client = sdk.KaggleClient(
            env=environment, api_token=known.api_token, username=known.username, password=known.key
        )
        http = client.http_client()
        _require(http, "_endpoint", "_init_session", "_session", "_signed_in", "call")
        if self.endpoint:
            http._endpoint = self.endpoint
        # Otherwise it looks for a token in the environment before it uses the given key.
        http._signed_in = True
        http._init_session()
        http._session.auth = _authorisation(http, known)
        _mount(http._session, operation, seconds)
        return http


def _authorisation(http: Any, known: Credentials) -> Any:
    if known.api_token is not None:
        _require(http, "BearerAuth")
        return http.BearerAuth(known.api_token)
    return (known.username, known.key)


def _mount(session: Any, operation: str, seconds: float) -> None:
    adapter = importlib.import_module("kaggle_store.integrations.kaggle.exchange").Adapter
    session.mount("https://", adapter(operation, seconds))
    session.mount("http://", adapter(operation, seconds))


@cache
def _sdk() -> tuple[Any, Any]:
    """Import kagglesdk when it is first used: it takes 0.3 s."""
    try:
        client = importlib.import_module("kagglesdk.kaggle_client")
        environments = importlib.import_module("kagglesdk.kaggle_env").KaggleEnv
    except ImportError as error:
        raise KaggleClientChanged(
            "Kaggle's API needs kagglesdk: pip install 'kaggle_store[kaggle]'"
        ) from error
    return client, environments


def _type(name: str) -> Any:
    _sdk()
    types = importlib.import_module(_TYPES)
    _require(types, name)
    return getattr(types, name)


def enum_member(kind: str, name: str) -> Any:
    """Return a member of one of kagglesdk's enums, for a field of a request."""
    _sdk()
    enums = importlib.import_module(_ENUMS)
    _require(enums, kind)
    members = getattr(enums, kind)
    _require(members, name)
    return members[name]


def _request(method: str, fields: dict[str, Any]) -> Any:
    request = _type(f"Api{method}Request")()
    for name, value in fields.items():
        if value is not None:
            _require(request, name)
            setattr(request, name, value)
    return request


def _require(thing: Any, *names: str) -> None:
    """Raise `KaggleClientChanged` if an object of kagglesdk lacks what the store uses."""
    for name in names:
        if not hasattr(thing, name):
            raise KaggleClientChanged(
                f"kagglesdk has changed: {type(thing).__name__} has no {name!r}; install a version "
                "that this kaggle_store was tested with: pip install 'kagglesdk==0.1.38'"
            )


def _pause_after(error: KaggleUnavailable, tried: int) -> float:
    """Return the seconds before the next try: doubled each time, but at least what Kaggle asks."""
    backoff = min(2.0 ** (tried - 1), LONGEST_BACKOFF) * random.uniform(0.8, 1.2)  # noqa: S311
    return max(backoff, error.retry_after or 0.0)


def _checked_endpoint(endpoint: str | None) -> str | None:
    """Return another endpoint without a slash at its end; it is sent the token."""
    if endpoint is None:
        return None
    parts = urlsplit(endpoint.strip().rstrip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(f"endpoint must look like http://127.0.0.1:8080, not {endpoint!r}")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise SettingsError(f"endpoint {endpoint!r} would get the token unencrypted: use https://")
    return parts.geturl()


def _check_upload_url(url: str, endpoint: str | None) -> None:
    parts = urlsplit(url)
    is_local = endpoint is not None and is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        raise KaggleUnavailable(
            f"Kaggle returned no https address for the upload: {url[:80]!r}",
            operation="kaggle.StartSubmissionUpload",
            may_have_arrived=False,
        )
