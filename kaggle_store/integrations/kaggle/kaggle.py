"""`Kaggle`: Kaggle's API and the store together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaggle_store._requests.operation import M
from kaggle_store.integrations.kaggle.client import KaggleApi
from kaggle_store.integrations.kaggle.submitting import Submitting
from kaggle_store.integrations.kaggle.sync import Syncing

if TYPE_CHECKING:
    from kaggle_store.client import _Resources

SETTLE = 600.0
"""Seconds after which a request to Kaggle is not carried out any more."""


class Kaggle(Submitting[M], Syncing[M]):
    """Kaggle's API for one account, together with a store, whose client decides: sync or async.

    The credentials default to `KAGGLE_API_TOKEN` (a token, or a file with it), `KAGGLE_USERNAME`
    and `KAGGLE_KEY`, then the files in `KAGGLE_CONFIG_DIR` (default: `~/.kaggle`). `endpoint`
    (default: `KAGGLE_STORE_KAGGLE_ENDPOINT`, else Kaggle) is the address of a stand-in. One
    exchange takes at most `timeout` seconds (default 30), and reads are retried for `retry_for`
    seconds (default 60). All of a process's requests for one account share a limit of
    `requests_per_second` (default 2), after a burst of 20. A submission with an unknown outcome
    that Kaggle does not list `settle` seconds (default 600) after it was sent has not arrived.

    Raises `KaggleCredentialsMissing` without credentials; its methods raise `KaggleError`.
    """

    def __init__(
        self,
        store: _Resources[M],
        *,
        endpoint: str | None = None,
        api_token: str | None = None,
        username: str | None = None,
        key: str | None = None,
        timeout: float = 30.0,
        retry_for: float = 60.0,
        requests_per_second: float = 2.0,
        settle: float = SETTLE,
    ) -> None:
        api = KaggleApi(
            endpoint=endpoint,
            api_token=api_token,
            username=username,
            key=key,
            timeout=timeout,
            retry_for=retry_for,
            requests_per_second=requests_per_second,
        )
        super().__init__(store._executor, api, settle)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._api.endpoint or 'https://api.kaggle.com'!r})"
