"""`store.dashboards` with both clients: full rows, bounds, roles, and the models' fields."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args
from uuid import uuid4

import httpx
import pytest
from pydantic import BaseModel

from kaggle_store import KaggleStore, NotFound
from kaggle_store import models as m
from kaggle_store.models import _dashboard_rows, dashboards
from kaggle_store.models._base import Row
from tests.conftest import Owner, Stack
from tests.security.clients import PERSON, claims_of, token
from tests.security.members_mode import members_mode
from tests.store.samples import Samples

CALLS = ("overview", "execution_details", "competition_details", "gpu_overview")


@pytest.fixture
def filled(client: KaggleStore, samples: Samples) -> Samples:
    """An execution with a row of every kind."""
    run, code = samples.execution, samples.code
    client.generated_code.create(
        execution_id=run.id, code_type="training", file_name="train.py", code_content="2"
    )
    client.research_results.create(
        execution_id=run.id,
        research_type="academic_papers",
        source_api="arxiv",
        query_text="q" * 2000,
        raw_response={"abstract": "long"},
        processed_insights=["x"] * 12,
    )
    gpu = client.gpu_sessions.open(
        execution_id=run.id, provider="vast_ai", instance_type="A100", hourly_rate_dollars=1
    )
    job = client.training_jobs.create(
        execution_id=run.id,
        code_id=code.id,
        job_name="first",
        gpu_session_id=gpu.id,
        hyperparameters={"note": "n" * 20_000},
        metrics={"best": {"loss": 0.5}},
    )
    client.submissions.create(
        execution_id=run.id,
        training_job_id=job.id,
        submission_file_path="s.csv",
        submission_status="scored",
        public_score=1e27,
        private_score=-5e-324,
    )
    client.human_interventions.request(
        execution_id=run.id,
        intervention_type="approval_required",
        title="May I?",
        description="Submit it?",
        proposal={"budget": 1},
    )
    client.competitions.correct_metric_direction(samples.competition.id, "maximize")
    return samples


def test_overview_lists_what_is_open(client: KaggleStore, filled: Samples) -> None:
    page = client.dashboards.overview()
    [competition] = page.competitions.rows
    assert competition.best is not None
    assert competition.best.public_score == 1e27
    [run] = page.executions.rows
    assert (run.id, run.gpu_status, run.pending_interventions.count) == (
        filled.execution.id,
        "provisioning",
        1,
    )
    [intervention] = page.interventions.rows
    assert intervention.has_proposal
    assert intervention.execution_name == "gradient boosting"
    assert page.gpu.reserved_dollars == Decimal("0.15")
    assert [alert.subject for alert in page.alerts] == ["upkeep"]


def test_execution_shows_its_lineage(client: KaggleStore, filled: Samples) -> None:
    page = client.dashboards.execution(filled.execution.id)
    newest, first = page.code.rows
    assert (newest.previous_id, first.previous_id) == (first.id, None)
    [finding] = page.research.rows
    assert finding.is_shortened
    assert len(finding.query_text) == 1000
    assert finding.processed_insights == ["x"] * 10
    [job] = page.training_jobs.rows
    assert (job.hyperparameters, job.is_shortened) == (None, True)
    assert job.metrics == {"best": {"loss": 0.5}}
    assert page.best is not None
    assert page.best.submission.private_score == -5e-324
    assert page.best.training_job == job
    assert page.best.code == first
    assert page.best.gpu_session == page.gpu_sessions.rows[0]
    assert page.timeline.rows[-1].to_status == "pending"
    assert page.costs.improvements == 1


def test_competition_compares_executions(client: KaggleStore, filled: Samples) -> None:
    page = client.dashboards.competition(filled.competition.id)
    [run] = page.executions.rows
    assert (run.best_public_score, run.submissions) == (1e27, 1)
    assert page.best_submission == page.submissions.rows[0]


def test_gpu_page_lists_live_sessions(client: KaggleStore, filled: Samples) -> None:
    page = client.dashboards.gpu()
    [session] = page.live.rows
    assert (session.execution_name, session.reason_to_terminate) == ("gradient boosting", None)
    assert (page.ended.rows, len(page.costs)) == ((), 30)


@pytest.mark.parametrize("call", ["execution", "competition"])
def test_unknown_id_is_not_found(client: KaggleStore, call: str) -> None:
    with pytest.raises(NotFound):
        getattr(client.dashboards, call)(uuid4())


def test_lists_say_that_there_is_more(client: KaggleStore, samples: Samples, owner: Owner) -> None:
    run = samples.execution.id
    client.competitions.upsert_many([{"kaggle_id": f"c-{n}", "title": "C"} for n in range(21)])
    client.agent_executions.create_many(
        [{"competition_id": samples.competition.id, "execution_name": "r"} for _ in range(120)]
    )
    owner.execute(
        "insert into human_interventions (execution_id, intervention_type, title, description, "
        "allowed_decisions) select %s, 'approval_required', 'May I?', 'So?', '{approve}' "
        "from generate_series(1, 101)",
        [run],
    )
    page = client.dashboards.overview()
    found = (page.competitions, page.executions, page.interventions)
    assert [(len(each.rows), each.has_more) for each in found] == [
        (20, True),
        (50, True),
        (20, True),
    ]
    counts = (page.open_competitions, page.live_executions, page.open_interventions)
    assert [(each.count, each.has_more) for each in counts] == [
        (22, False),
        (100, True),
        (100, True),
    ]
    details = client.dashboards.execution(run)
    assert (len(details.interventions.rows), details.interventions.has_more) == (50, True)
    executions = client.dashboards.competition(samples.competition.id).executions
    assert (len(executions.rows), executions.has_more) == (20, True)


def test_people_read_pages_in_members_mode(
    client: KaggleStore, filled: Samples, stack: Stack, owner: Owner
) -> None:
    person = token(stack, **claims_of("authenticated"))
    with (
        members_mode(owner, PERSON),
        KaggleStore(stack.api_url, stack.secret_key, access_token=person) as store,
    ):
        assert store.dashboards.overview().executions.rows[0].id == filled.execution.id
        assert store.dashboards.gpu().live.rows != ()


@pytest.fixture
def answers(filled: Samples, stack: Stack) -> dict[str, Any]:
    """The JSON of each function."""
    ids = {
        "execution_details": filled.execution.id,
        "competition_details": filled.competition.id,
    }
    headers = {"apikey": stack.secret_key, "Authorization": f"Bearer {stack.secret_key}"}
    return {
        name: httpx.post(
            f"{stack.api_url}/rest/v1/rpc/{name}",
            json={"p_id": str(ids[name])} if name in ids else {},
            headers=headers,
        )
        .raise_for_status()
        .json()
        for name in CALLS
    }


def test_models_have_the_keys_of_the_json(answers: dict[str, Any]) -> None:
    for name, model in zip(
        CALLS, (m.Overview, m.ExecutionDetails, m.CompetitionDetails, m.GpuOverview), strict=True
    ):
        _compare(answers[name], model, name)


def _compare(value: Any, model: Any, where: str) -> None:
    if isinstance(value, list):
        for each in value:
            _compare(each, model, where)
    elif isinstance(value, dict) and isinstance(model, type) and issubclass(model, BaseModel):
        assert set(value) == set(model.model_fields), where
        for key, each in value.items():
            _compare(each, _model_of(model.model_fields[key].annotation), f"{where}.{key}")


def _model_of(annotation: Any) -> Any:
    """Return the model within an optional, a tuple or a list, or the annotation itself."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if inner not in (type(None), ...) and (found := _model_of(inner)) is not None:
            return found
    return None


HEADS = [
    model
    for module in (_dashboard_rows, dashboards)
    for model in vars(module).values()
    if isinstance(model, type)
    and issubclass(model, Row)
    and model.table
    and model.__module__ == module.__name__
]
GENERATED = {
    row.table: row
    for name in dir(m)
    if isinstance(row := getattr(m, name), type)
    and issubclass(row, Row)
    and not name.endswith("Listed")
    and row.__module__ not in (_dashboard_rows.__name__, dashboards.__name__)
}


@pytest.mark.parametrize("model", HEADS, ids=lambda model: model.__name__)
def test_columns_have_the_types_of_their_table(model: type[Row]) -> None:
    columns = GENERATED[model.table].model_fields
    shared = [name for name in model.model_fields if name in columns]
    assert len(shared) >= 5
    different = {
        name for name in shared if model.model_fields[name].annotation != columns[name].annotation
    }
    assert different <= {"hyperparameters", "metrics"}
