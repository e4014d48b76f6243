"""FakeKaggle speaks the format of Kaggle's own client: each test uses that client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests
from kagglesdk.competitions.types.submission_status import SubmissionStatus

from kaggle_store.testing import FakeKaggle
from tests.kaggle.sdk import TABS, Sdk

PENDING, COMPLETE, ERROR = (
    SubmissionStatus.PENDING,
    SubmissionStatus.COMPLETE,
    SubmissionStatus.ERROR,
)
MIDNIGHT = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def kaggle() -> Iterator[FakeKaggle]:
    with FakeKaggle() as kaggle:
        yield kaggle


@pytest.fixture
def sdk(kaggle: FakeKaggle) -> Iterator[Sdk]:
    sdk = Sdk(kaggle)
    yield sdk
    sdk.close()


def slugs(sdk: Sdk, **fields: object) -> list[str]:
    found = sdk.call("list_competitions", **fields)
    return [each.ref.rpartition("/")[2] for each in found.competitions]


def test_competition_has_its_fields(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition(
        "titanic", title="Titanic", reward="$105,000", team_count=9, deadline=MIDNIGHT
    )
    found = sdk.call("get_competition", competition_name="titanic")
    assert found.ref == "https://www.kaggle.com/competitions/titanic"
    assert (found.title, found.reward, found.team_count) == ("Titanic", "$105,000", 9)
    assert found.max_daily_submissions == 5
    assert found.user_has_entered
    assert found.deadline == MIDNIGHT.replace(tzinfo=None)  # naive, and means UTC


def test_lists_have_pages(sdk: Sdk) -> None:
    with FakeKaggle(page_size=2) as kaggle:
        for number in range(5):
            kaggle.add_competition(f"c{number}")
        sdk = Sdk(kaggle)
        first = sdk.call("list_competitions", page_size=50)
        assert len(first.competitions) == 2
        assert slugs(sdk, page_token=first.next_page_token) == ["c2", "c3"]
        last = sdk.call("list_competitions", page_token="4")
        assert [last.next_page_token, len(last.competitions)] == ["", 1]
        assert slugs(sdk, page=3) == ["c4"]
        sdk.close()


def test_tabs_differ(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("open", entered=False)
    kaggle.add_competition("entered")
    kaggle.add_competition("club", category="Community", entered=False, hosted=True)
    assert slugs(sdk) == slugs(sdk, group=TABS.COMPETITION_LIST_TAB_GENERAL) == ["open", "entered"]
    assert slugs(sdk, group=TABS.COMPETITION_LIST_TAB_ENTERED) == ["entered"]
    assert slugs(sdk, group=TABS.COMPETITION_LIST_TAB_COMMUNITY) == ["club"]
    assert slugs(sdk, group=TABS.COMPETITION_LIST_TAB_HOSTED) == ["club"]
    assert slugs(sdk, group=TABS.COMPETITION_LIST_TAB_UNLAUNCHED) == []
    assert len(slugs(sdk, group=TABS.COMPETITION_LIST_TAB_EVERYTHING)) == 3


def test_search_finds_titles(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("a", title="House Prices")
    kaggle.add_competition("b", title="Titanic")
    assert slugs(sdk, search="house") == ["a"]


def test_file_is_submitted_and_scored(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", scorer=lambda content: len(content) / 10)
    answer = sdk.submit("titanic", b"12345", "first")
    assert answer.message == "Successfully submitted to titanic"
    found = sdk.call("get_submission", ref=answer.ref)
    assert found.status is COMPLETE
    assert found.public_score == "0.50000"
    assert found.private_score == ""
    assert found.total_bytes == 5
    assert (found.description, found.file_name) == ("first", "submission.csv")
    assert [each.ref for each in sdk.submissions("titanic")] == [answer.ref]
    assert [each.content for each in kaggle.submissions] == [b"12345"]


def test_older_credentials_work(kaggle: FakeKaggle) -> None:
    kaggle.add_competition("titanic")
    sdk = Sdk(kaggle, username=kaggle.username, password=kaggle.key)
    assert sdk.submissions("titanic") == []
    assert kaggle.calls[0].account == "agent"


def test_wrong_token_is_refused(kaggle: FakeKaggle) -> None:
    with pytest.raises(requests.HTTPError, match="Unauthenticated"):
        Sdk(kaggle, api_token="wrong").submissions("titanic")


def test_missing_competition_is_404(sdk: Sdk) -> None:
    with pytest.raises(requests.HTTPError, match="Not found") as caught:
        sdk.call("get_competition", competition_name="none")
    assert caught.value.response is not None
    assert caught.value.response.status_code == 404


def test_score_comes_after_polls(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", score_after_polls=2)
    ref = sdk.submit("titanic").ref
    states = [sdk.call("get_submission", ref=ref).status for _ in range(3)]
    assert states == [PENDING, PENDING, COMPLETE]


def test_score_comes_by_the_clock(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", score_after=timedelta(hours=1))
    ref = sdk.submit("titanic").ref
    assert sdk.call("get_submission", ref=ref).public_score == ""
    kaggle.shift(timedelta(hours=1))
    assert sdk.call("get_submission", ref=ref).public_score == "0.50000"


def test_new_submission_is_missing_for_polls(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", missing_polls=2)
    ref = sdk.submit("titanic").ref
    for _ in range(2):
        with pytest.raises(requests.HTTPError, match="Not found"):
            sdk.call("get_submission", ref=ref)
    assert sdk.call("get_submission", ref=ref).status is COMPLETE


def test_list_may_lag(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", unlisted_polls=1)
    sdk.submit("titanic")
    assert [len(sdk.submissions("titanic")) for _ in range(2)] == [0, 1]


def test_error_text_comes_late(kaggle: FakeKaggle, sdk: Sdk) -> None:
    def scorer(_: bytes) -> float:
        raise ValueError("line 1\nline 2")

    kaggle.add_competition("titanic", scorer=scorer, blank_error_polls=1)
    ref = sdk.submit("titanic").ref
    first, second = (sdk.call("get_submission", ref=ref) for _ in range(2))
    assert first.status is second.status is ERROR
    assert (first.error_description, second.error_description) == ("", "line 1\nline 2")


def test_day_has_a_limit(sdk: Sdk) -> None:
    now = [MIDNIGHT - timedelta(minutes=1)]
    with FakeKaggle(clock=lambda: now[0]) as kaggle:
        kaggle.add_competition("titanic", daily_limit=2)
        sdk = Sdk(kaggle)
        sdk.submit("titanic")
        kaggle.submit_by_hand("titanic")
        with pytest.raises(requests.HTTPError, match="limit"):
            sdk.submit("titanic")
        limits = sdk.call("get_submission_limits", competition_name="titanic")
        assert (limits.num_today, limits.num_allowed_now) == (2, 0)
        now[0] = MIDNIGHT
        assert sdk.submit("titanic").ref


def test_total_is_limited(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", total_limit=2)
    sdk.submit("titanic")
    limits = sdk.call("get_submission_limits", competition_name="titanic")
    assert (limits.num_total, limits.num_allowed_now, limits.limited_by_total) == (1, 1, True)


def test_past_limit_may_claim_success(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", daily_limit=1, over_limit="ignore")
    sdk.submit("titanic")
    answer = sdk.submit("titanic")
    assert answer.message.startswith("Successfully submitted")
    assert not answer.ref
    assert len(kaggle.submissions) == 1


def test_rules_come_before_submissions(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", entered=False)
    with pytest.raises(requests.HTTPError, match="400 Client Error: Bad Request"):
        sdk.submit("titanic")
    with pytest.raises(requests.HTTPError, match=r"competitions\.participate"):
        sdk.submissions("titanic")
    limits = sdk.call("get_submission_limits", competition_name="titanic")
    assert limits.num_allowed_now == 0
    kaggle.join("titanic")
    assert sdk.submit("titanic").ref


def test_team_shares_submissions(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic")
    mate = kaggle.add_account("mate", team="agents")
    rival = kaggle.add_account("rival")
    ref = kaggle.submit_by_hand("titanic", account=mate)
    kaggle.submit_by_hand("titanic", account=rival)
    assert [each.ref for each in sdk.submissions("titanic")] == [ref]
    assert sdk.submissions("titanic")[0].submitted_by == "mate"
    with pytest.raises(requests.HTTPError, match="Not found"):
        Sdk(kaggle, rival).call("get_submission", ref=ref)


def test_successful_ones_are_a_group(kaggle: FakeKaggle, sdk: Sdk) -> None:
    from kagglesdk.competitions.types.competition_enums import SubmissionGroup

    def scorer(content: bytes) -> float:
        return float(content)

    kaggle.add_competition("titanic", scorer=scorer)
    kaggle.submit_by_hand("titanic", b"bad")
    good = kaggle.submit_by_hand("titanic", b"0.25")
    wanted = SubmissionGroup.SUBMISSION_GROUP_SUCCESSFUL
    assert [each.ref for each in sdk.submissions("titanic", group=wanted)] == [good]


def test_notebook_is_submitted(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("arc", kernels_only=True, scorer=lambda content: float(content))
    kaggle.add_kernel("me", "solver", b"0.75")
    answer = sdk.call(
        "create_code_submission",
        competition_name="arc",
        kernel_owner="me",
        kernel_slug="solver",
        kernel_version=3,
        file_name="submission.json",
        submission_description="v3",
    )
    found = sdk.call("get_submission", ref=answer.ref)
    assert (found.public_score, found.file_name) == ("0.75000", "submission.json")
    with pytest.raises(requests.HTTPError, match="only accepts notebooks"):
        sdk.submit("arc")


def test_leaderboard_has_best_of_teams(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("houses", higher_is_better=False, scorer=lambda content: float(content))
    kaggle.add_team("houses", "first", 0.1, 0.9)
    kaggle.add_team("houses", "last", "0.9", "0.1")
    for content in (b"0.5", b"0.3", b"0.4"):
        kaggle.submit_by_hand("houses", content)
    board = sdk.call("get_leaderboard", competition_name="houses").submissions
    assert [(each.team_name, each.score) for each in board] == [
        ("first", "0.10000"),
        ("agents", "0.30000"),
        ("last", "0.9"),
    ]
    assert len({each.team_id for each in board}) == 3


def test_private_board_comes_out(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic", private_scorer=lambda _: 0.7)
    kaggle.submit_by_hand("titanic")
    kaggle.publish_private("titanic")
    assert sdk.submissions("titanic")[0].private_score == "0.70000"
    private = sdk.call("get_leaderboard", competition_name="titanic")
    public = sdk.call("get_leaderboard", competition_name="titanic", override_public=True)
    assert [each.submissions[0].score for each in (private, public)] == ["0.70000", "0.50000"]


def test_score_may_change(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic")
    ref = kaggle.submit_by_hand("titanic")
    assert ref
    kaggle.rescore(ref, 0.75)
    assert sdk.call("get_submission", ref=ref).public_score == "0.75000"


def test_unknown_word_is_a_key_error(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic")
    ref = kaggle.submit_by_hand("titanic")
    assert ref
    kaggle.override(ref, status="RERUNNING")
    with pytest.raises(KeyError):
        sdk.submissions("titanic")


def test_episodes_are_listed(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("kore")
    ref = kaggle.submit_by_hand("kore")
    assert ref
    kaggle.add_episode({ref: 1.0, 77: -1.0})
    (episode,) = sdk.call("list_submission_episodes", submission_id=ref).episodes
    assert [each.reward for each in episode.agents] == [1.0, -1.0]
    assert episode.agents[0].team_name == "agents"


def test_upload_must_be_complete(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic")
    upload = sdk.call("start_submission_upload", competition_name="titanic", content_length=5)
    assert requests.put(upload.create_url, data=b"123", timeout=10).status_code == 400
    with pytest.raises(requests.HTTPError, match="No such upload"):
        sdk.call(
            "create_submission", competition_name="titanic", blob_file_tokens=str(upload.token)
        )


def test_reset_empties_it(kaggle: FakeKaggle, sdk: Sdk) -> None:
    kaggle.add_competition("titanic")
    sdk.submit("titanic")
    kaggle.reset()
    assert (kaggle.submissions, kaggle.calls, slugs(sdk)) == ([], [], [])


def test_limit_holds_for_many_at_once(kaggle: FakeKaggle) -> None:
    kaggle.add_competition("titanic", daily_limit=3, over_limit="ignore")
    token = Sdk(kaggle).upload("titanic", b"1")

    def submit() -> None:
        sdk = Sdk(kaggle)
        sdk.call("create_submission", competition_name="titanic", blob_file_tokens=token)
        sdk.close()

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(kaggle.submissions) == 3
    assert kaggle.called("CreateSubmission") == 8


def test_next_stand_in_repeats_no_number() -> None:
    refs = set()
    for _ in range(2):
        with FakeKaggle() as kaggle:
            kaggle.add_competition("titanic")
            sdk = Sdk(kaggle)
            refs.add(sdk.submit("titanic").ref)
            sdk.close()
    assert len(refs) == 2
