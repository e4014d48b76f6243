"""Kaggle's own client, pointed at a stand-in."""

from __future__ import annotations

from typing import Any

import requests
from kagglesdk import KaggleClient
from kagglesdk.competitions.types import competition_api_service as types
from kagglesdk.competitions.types.competition_enums import CompetitionListTab
from kagglesdk.kaggle_env import KaggleEnv

from kaggle_store.testing.fake_kaggle import FakeAccount, FakeKaggle

TABS = CompetitionListTab


class Sdk:
    """Kaggle's client, with requests written as keyword arguments."""

    def __init__(self, kaggle: FakeKaggle, account: FakeAccount | None = None, **how: Any) -> None:
        self._client = KaggleClient(
            env=KaggleEnv.TEST, **(how or {"api_token": (account or kaggle.account).token})
        )
        self._client.http_client()._endpoint = kaggle.endpoint
        self._api = self._client.competitions.competition_api_client

    def call(self, method: str, **fields: Any) -> Any:
        """Call a method of Kaggle's client, such as `list_competitions`."""
        name = "".join(word.title() for word in method.split("_"))
        request = getattr(types, f"Api{name}Request")()
        for field, value in fields.items():
            setattr(request, field, value)
        return getattr(self._api, method)(request)

    def upload(self, slug: str, content: bytes, name: str = "submission.csv") -> str:
        """Upload a file and return its token."""
        upload = self.call(
            "start_submission_upload",
            competition_name=slug,
            content_length=len(content),
            file_name=name,
        )
        requests.put(upload.create_url, data=content, timeout=10).raise_for_status()
        return str(upload.token)

    def submit(self, slug: str, content: bytes = b"1", message: str = "") -> Any:
        """Upload a file and submit it, and return Kaggle's answer."""
        return self.call(
            "create_submission",
            competition_name=slug,
            blob_file_tokens=self.upload(slug, content),
            submission_description=message,
        )

    def submissions(self, slug: str, **fields: Any) -> list[Any]:
        """Return the first page of the team's submissions."""
        found = self.call("list_submissions", competition_name=slug, **fields)
        return list(found.submissions)

    def close(self) -> None:
        """Close the connections."""
        self._client.http_client().__exit__(None, None, None)
