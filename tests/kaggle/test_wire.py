"""What the store relies on in kagglesdk and in Kaggle's format; a new version may change it."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
import requests
from kagglesdk import KaggleClient
from kagglesdk.competitions.types import competition_api_service as types
from kagglesdk.competitions.types.competition_enums import CompetitionListTab
from kagglesdk.kaggle_env import KaggleEnv, get_endpoint

from kaggle_store import KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.integrations.kaggle.client import RESPONSES
from kaggle_store.integrations.kaggle.discovery import TABS
from kaggle_store.integrations.kaggle.records import FIELDS
from kaggle_store.testing import FakeKaggle
from kaggle_store.testing._kaggle_methods import METHODS
from kaggle_store.testing._kaggle_server import Call
from tests.kaggle.sdk import Sdk


def names(kind: str) -> list[str]:
    return [field.json_name for field in getattr(types, kind)._fields]


def test_client_keeps_endpoint_where_we_put_it(fake: FakeKaggle) -> None:
    http = KaggleClient(env=KaggleEnv.TEST, api_token="t").http_client()
    assert http._endpoint == get_endpoint(KaggleEnv.TEST)
    http._endpoint = fake.endpoint
    service = "competitions.CompetitionApiService"
    assert http._get_request_url(service, "X") == f"{fake.endpoint}/api/v1/{service}/X"


def test_production_has_another_path() -> None:
    http = KaggleClient(env=KaggleEnv.PROD, api_token="t").http_client()
    assert http._get_request_url("S", "X") == "https://api.kaggle.com/v1/S/X"


def test_both_paths_are_served(fake: FakeKaggle) -> None:
    fake.add_competition("titanic")
    for prefix in ("", "/api"):
        url = f"{fake.endpoint}{prefix}/v1/competitions.CompetitionApiService/GetCompetition"
        answer = requests.post(
            url,
            json={"competitionName": "titanic"},
            headers={"Authorization": f"Bearer {fake.token}"},
            timeout=10,
        )
        assert answer.json()["title"] == "titanic"


def test_competition_has_these_fields() -> None:
    assert list(FIELDS) == names("ApiCompetition")


def test_every_tab_is_read() -> None:
    assert [f"COMPETITION_LIST_TAB_{tab.upper()}" for tab in TABS] == [
        each.name for each in CompetitionListTab
    ]


def test_stand_in_has_every_method_that_is_called() -> None:
    assert METHODS.keys() == RESPONSES.keys()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("GetCompetition", "ApiCompetition"),
        ("GetSubmission", "ApiSubmission"),
        ("GetSubmissionLimits", "ApiSubmissionLimits"),
        ("GetLeaderboard", "ApiLeaderboardSubmission"),
        ("ListSubmissionEpisodes", "ApiEpisode"),
        ("StartSubmissionUpload", "ApiStartSubmissionUploadResponse"),
        ("CreateSubmission", "ApiCreateSubmissionResponse"),
    ],
)
def test_answers_have_no_other_fields(fake: FakeKaggle, answer: str, kind: str) -> None:
    fake.add_competition("titanic", reward="$1", team_count=1, kernels_only=False)
    sdk = Sdk(fake)
    ref = sdk.submit("titanic").ref
    fake.add_episode({ref: 1.0})
    body = {"competitionName": "titanic", "ref": ref, "submissionId": ref, "contentLength": 1}
    if answer == "CreateSubmission":
        body["blobFileTokens"] = sdk.upload("titanic", b"1")
    found = requests.post(
        f"{fake.endpoint}/v1/competitions.CompetitionApiService/{answer}",
        json=body,
        headers={"Authorization": f"Bearer {fake.token}"},
        timeout=10,
    ).json()
    rows = found.get("submissions") or found.get("episodes") or [found]
    assert rows
    for row in rows:
        assert row.keys() <= set(names(kind))
        assert json.loads(getattr(types, kind).from_dict(row).to_json()).items()


def test_requests_are_those_of_the_client(
    kaggle: Kaggle[KaggleStore], fake: FakeKaggle, store: KaggleStore
) -> None:
    fake.add_competition("titanic")
    kaggle.discover(tabs=["general"])
    kaggle.leaderboard("titanic", public=True)
    assert [(each.method, each.body) for each in fake.calls] == [
        ("ListCompetitions", {"group": "COMPETITION_LIST_TAB_GENERAL", "pageSize": 100}),
        (
            "GetLeaderboard",
            {"competitionName": "titanic", "overridePublic": True, "pageSize": 200},
        ),
    ]
    assert [field.name for field in fields(Call)] == ["method", "body", "account", "fault"]


def test_older_credentials_are_sent_as_basic(
    kaggle: Kaggle[KaggleStore],
    fake: FakeKaggle,
    store: KaggleStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake.add_competition("titanic")
    other = fake.add_account("other")
    monkeypatch.setenv("KAGGLE_USERNAME", other.name)
    monkeypatch.setenv("KAGGLE_KEY", other.key)
    Kaggle(store, endpoint=fake.endpoint).discover(tabs=["general"])
    assert [each.account for each in fake.calls] == ["other"]
