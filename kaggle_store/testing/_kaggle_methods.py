"""The methods of Kaggle's API that the stand-in has: a request's fields in, an answer out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kaggle_store.testing._kaggle_state import (
    FakeAccount,
    FakeCompetition,
    FakeEpisode,
    FakeSubmission,
    FakeTeam,
    FakeUpload,
    KaggleRefused,
    KaggleState,
)

Body = dict[str, Any]
_TAB, _SEGMENT = "COMPETITION_LIST_TAB_", "HOST_SEGMENT_"


@dataclass(frozen=True, slots=True)
class Request:
    """One call, with the account that its credentials name."""

    state: KaggleState
    account: FakeAccount
    body: Body
    endpoint: str
    page_size: int

    def competition(self) -> FakeCompetition:
        """Return the competition that the call names."""
        return self.state.competition(self.body.get("competitionName"))

    def page(self, name: str, rows: Sequence[Any], show: Callable[[Any], Body]) -> Body:
        """Return one page of rows, and the token of the next one."""
        size = min(self.body.get("pageSize") or self.page_size, self.page_size)
        start = int(self.body.get("pageToken") or (self.body.get("page", 1) - 1) * size)
        answer: Body = {name: [show(row) for row in rows[start : start + size]]}
        return answer | ({"nextPageToken": str(start + size)} if rows[start + size :] else {})


def moment(time: datetime) -> str:
    """Return a time as Kaggle writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def list_competitions(request: Request) -> Body:
    """Return a page of a tab, filtered by category and words."""
    body = request.body
    tab = str(body.get("group") or "GENERAL").removeprefix(_TAB)
    category = str(body.get("category") or "").removeprefix(_SEGMENT).replace("_", " ").lower()
    words = str(body.get("search") or "").lower()
    rows = [
        each
        for each in request.state.competitions.values()
        if _in_tab(each, tab, request.account)
        and category in ("", str(each.fields.get("category", "")).lower())
        and words in f"{each.slug} {each.fields.get('title', '')}".lower()
    ]
    return request.page("competitions", rows, lambda each: _competition(request, each))


def _in_tab(competition: FakeCompetition, tab: str, account: FakeAccount) -> bool:
    community = competition.fields.get("category") == "Community"
    match tab:
        case "GENERAL":
            return not community
        case "COMMUNITY":
            return community
        case "ENTERED":
            return competition.is_entered_by(account.team)
        case "HOSTED":
            return account.name in competition.hosts
        case "EVERYTHING":
            return True
    return False


def _competition(request: Request, competition: FakeCompetition) -> Body:
    entered = competition.is_entered_by(request.account.team)
    return {**competition.fields, **({"userHasEntered": True} if entered else {})}


def get_competition(request: Request) -> Body:
    """Return one competition."""
    return _competition(request, request.competition())


def list_submissions(request: Request) -> Body:
    """Return a page of the team's submissions, newest first."""
    competition, team = request.competition(), request.account.team
    if not competition.is_entered_by(team):
        raise KaggleRefused(403, "Permission 'competitions.participate' was denied")
    rows = list(request.state.of_team(competition.slug, team))
    if str(request.body.get("group", "")).endswith("SUCCESSFUL"):
        rows = [row for row in rows if _status(request.state, competition, row) == "COMPLETE"]
    listed = [row for row in rows if row.polls >= competition.unlisted_polls]
    for row in rows:
        row.polls += row not in listed
    return request.page("submissions", listed, lambda row: _poll(request, competition, row))


def get_submission(request: Request) -> Body:
    """Return one submission of the team; 404 for the first polls, if the test wants that."""
    found = request.state.submissions.get(request.body.get("ref", 0))
    if found is None or found.account.team != request.account.team:
        raise KaggleRefused(404, "Not found")
    competition = request.state.competition(found.competition)
    if found.polls < competition.missing_polls:
        found.polls += 1
        raise KaggleRefused(404, "Not found")
    return _poll(request, competition, found)


def _poll(request: Request, competition: FakeCompetition, row: FakeSubmission) -> Body:
    shown = _submission(request.state, competition, row)
    row.polls += 1
    return shown


def _status(state: KaggleState, competition: FakeCompetition, row: FakeSubmission) -> str:
    seen = row.polls - max(competition.missing_polls, competition.unlisted_polls)
    if (
        not row.is_scored
        or seen < competition.score_after_polls
        or state.now() < row.date + competition.score_after
    ):
        return "PENDING"
    return "COMPLETE" if row.error is None else "ERROR"


def _submission(state: KaggleState, competition: FakeCompetition, row: FakeSubmission) -> Body:
    status = _status(state, competition, row)
    account = row.account
    shown: Body = {
        "ref": row.ref,
        "date": moment(row.date),
        "description": row.description,
        "fileName": row.file_name,
        "publicScore": "",
        "privateScore": "",
        "status": status,
        "submittedBy": account.name,
        "submittedByRef": account.name,
        "teamName": account.team,
        "url": f"https://www.kaggle.com/submissions/{row.ref}",
    }
    if row.total_bytes is not None:
        shown["totalBytes"] = row.total_bytes
    if status == "COMPLETE":
        shown["publicScore"] = row.public_score
        shown["privateScore"] = row.private_score if competition.private_board_is_out else ""
    seen = row.polls - competition.missing_polls - competition.score_after_polls
    if status == "ERROR":
        shown["errorDescription"] = row.error if seen >= competition.blank_error_polls else ""
    return shown | row.wire


def start_submission_upload(request: Request) -> Body:
    """Return a token, and the address that the file is put to."""
    competition = request.competition()
    if not competition.is_entered_by(request.account.team):
        raise KaggleRefused(400, None)
    token = secrets.token_urlsafe(16)
    request.state.uploads[token] = FakeUpload(
        competition.slug,
        str(request.body.get("fileName") or ""),
        int(request.body.get("contentLength") or 0),
    )
    return {"token": token, "createUrl": f"{request.endpoint}/upload/{token}"}


def put_file(state: KaggleState, token: str, content: bytes) -> None:
    """Take the file of an upload."""
    with state.lock:
        upload = state.uploads.get(token)
        if upload is None:
            raise KaggleRefused(404, "No such upload")
        if len(content) != upload.size:
            raise KaggleRefused(400, f"expected {upload.size} bytes, got {len(content)}")
        upload.content = content


def create_submission(request: Request) -> Body:
    """Make a submission of an uploaded file; the same file again makes another one."""
    competition = request.competition()
    upload = request.state.uploads.get(str(request.body.get("blobFileTokens")))
    if upload is None or upload.content is None or upload.competition != competition.slug:
        raise KaggleRefused(400, "No such upload")
    if competition.fields.get("isKernelsSubmissionsOnly"):
        raise KaggleRefused(400, "This competition only accepts notebooks.")
    return _submit(request, competition, upload.file_name, upload.content, len(upload.content))


def create_code_submission(request: Request) -> Body:
    """Make a submission of a notebook's output file."""
    body = request.body
    kernel = str(body.get("kernelOwner") or ""), str(body.get("kernelSlug") or "")
    if not all(kernel):
        raise KaggleRefused(404, "Not found")
    name = str(body.get("fileName") or "submission.csv")
    output = request.state.kernels.get(kernel, b"")
    return _submit(request, request.competition(), name, output, None)


def _submit(
    request: Request, competition: FakeCompetition, name: str, content: bytes, size: int | None
) -> Body:
    if competition.fields.get("submissionsDisabled"):
        raise KaggleRefused(400, "Submissions are disabled for this competition.")
    made = request.state.add_submission(
        competition,
        request.account,
        file_name=name,
        description=str(request.body.get("submissionDescription") or ""),
        content=content,
        total_bytes=size,
    )
    message = f"Successfully submitted to {competition.fields.get('title', competition.slug)}"
    return {"message": message} | ({"ref": made.ref} if made else {})


def get_submission_limits(request: Request) -> Body:
    """Return what the team may submit now."""
    return dict(request.state.limits(request.competition(), request.account.team))


def get_leaderboard(request: Request) -> Body:
    """Return a page of the board: the private one once it is out, unless the public one is asked.

    The best score comes first.
    """
    competition = request.competition()
    private = competition.private_board_is_out and not request.body.get("overridePublic")
    teams = [*competition.other_teams, *_teams(request.state, competition, private)]

    def score(team: FakeTeam) -> str:
        return team.private if private else team.public

    teams.sort(key=lambda team: competition.order(score(team)))
    return request.page(
        "submissions",
        teams,
        lambda team: {
            "teamId": team.id,
            "teamName": team.name,
            "submissionDate": moment(team.date),
            "score": score(team),
        },
    )


def _teams(state: KaggleState, competition: FakeCompetition, private: bool) -> list[FakeTeam]:
    """Return the teams with scored submissions, each with its best one; the first of equals."""
    best: dict[str, FakeTeam] = {}
    names = list(dict.fromkeys(each.team for each in state.accounts.values()))
    for row in sorted(state.submissions.values(), key=lambda row: row.ref):
        name = row.account.team
        score = row.private_score if private else row.public_score
        if row.competition != competition.slug or score is None:
            continue
        if _status(state, competition, row) != "COMPLETE":
            continue
        team = FakeTeam(1001 + names.index(name), name, score, score, row.date)
        if name not in best or competition.order(score) < competition.order(best[name].public):
            best[name] = team
    return list(best.values())


def list_submission_episodes(request: Request) -> Body:
    """Return the games of a submission to a simulation competition."""
    ref = request.body.get("submissionId", 0)
    found = [each for each in request.state.episodes if ref in each.rewards]
    return {"episodes": [_episode(request.state, each) for each in found]}


def _episode(state: KaggleState, episode: FakeEpisode) -> Body:
    agents = [
        {
            "submissionId": ref,
            "index": index,
            "state": "EPISODE_AGENT_STATE_COMPLETE",
            "teamName": state.submissions[ref].account.team if ref in state.submissions else None,
        }
        | ({} if reward is None else {"reward": reward})
        for index, (ref, reward) in enumerate(episode.rewards.items())
    ]
    return {
        "id": episode.id,
        "createTime": moment(episode.created),
        "endTime": moment(episode.created),
        "state": episode.state,
        "type": "EPISODE_TYPE_PUBLIC",
        "agents": agents,
    }


METHODS: dict[str, Callable[[Request], Body]] = {
    "ListCompetitions": list_competitions,
    "GetCompetition": get_competition,
    "ListSubmissions": list_submissions,
    "GetSubmission": get_submission,
    "StartSubmissionUpload": start_submission_upload,
    "CreateSubmission": create_submission,
    "CreateCodeSubmission": create_code_submission,
    "GetSubmissionLimits": get_submission_limits,
    "GetLeaderboard": get_leaderboard,
    "ListSubmissionEpisodes": list_submission_episodes,
}
