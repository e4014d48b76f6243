"""The writing tools: a run of an agent, and refusals with their codes."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

from mcp import Client

from kaggle_store import KaggleStore
from kaggle_store.integrations.mcp.catalog import verbs
from tests.mcp.asking import ask, refused
from tests.mcp.conftest import Connect, World


class Model:
    """A language model that calls tools and remembers which."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.called: set[str] = set()

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        self.called.add(tool)
        return await ask(self._client, tool, **arguments)


async def test_model_carries_out_a_run(store: KaggleStore, connect: Connect) -> None:
    async with connect(write=True) as client:
        call = Model(client)
        competition = await call("competitions_upsert", kaggle_id="titanic", title="Titanic")
        asked = {"competition_id": competition["id"], "gpu_budget_dollars": "1.5"}
        await call("agent_executions_create", execution_name="forest", **asked)
        [run] = (await call("agent_executions_claim", worker="model", lease="60"))["rows"]
        held = {"lease_id": run["lease_id"]}
        for status in ("data_acquisition", "research"):
            await call("agent_executions_move", id=run["id"], status=status, **held)
        await research(call, run["id"], held)
        await call("agent_executions_move", id=run["id"], status="code_generation", **held)
        code = await write_code(call, run["id"], held)
        await call("agent_executions_move", id=run["id"], status="training", **held)
        job = await train(call, run["id"], code, held)
        await call("agent_executions_move", id=run["id"], status="submission", **held)
        await submit(call, run["id"], job, held)
        await call("agent_executions_complete", id=run["id"], **held)
        await others(call, store, competition["id"])
    assert store.agent_executions.get(run["id"]).status == "completed"
    assert call.called == {verb.tool for verb in verbs(write=True) if verb.writes}


async def research(call: Model, run: str, held: dict[str, Any]) -> None:
    await call("agent_executions_heartbeat", id=run, lease=120, **held)
    await call(
        "research_results_create",
        execution_id=run,
        research_type="documentation",
        source_api="arxiv",
        query_text="trees",
        raw_response='{"hits": 3}',
        **held,
    )


async def write_code(call: Model, run: str, held: dict[str, Any]) -> str:
    text = "print('hello')"
    code = await call(
        "generated_code_create",
        execution_id=run,
        code_type="training",
        file_name="train.py",
        code_content=text,
        **held,
    )
    await call(
        "generated_code_validate",
        id=code["id"],
        content_sha256=hashlib.sha256(text.encode()).hexdigest(),
        validation_status="valid",
        **held,
    )
    return str(code["id"])


async def train(call: Model, run: str, code: str, held: dict[str, Any]) -> str:
    for name in ("bad", "good"):
        await call("training_jobs_create", execution_id=run, code_id=code, job_name=name, **held)
    jobs = (await call("training_jobs_claim", worker="model", limit=2))["rows"]
    bad, good = ({"id": job["id"], "lease_id": job["lease_id"]} for job in jobs)
    await call("training_jobs_fail", error="out of memory", retry=False, **bad)
    await call("training_jobs_heartbeat", **good)
    await call("training_jobs_report", epoch="1", metrics={"loss": 0.5}, **good)
    done = await call("training_jobs_complete", final_test_score="0.8", **good)
    return str(done["id"])


async def submit(call: Model, run: str, job: str, held: dict[str, Any]) -> None:
    sent = [
        await call(
            "submissions_reserve",
            execution_id=run,
            submission_file_path=f"{name}.csv",
            file_sha256=hashlib.sha256(name.encode()).hexdigest(),
            training_job_id=job,
            **held,
        )
        for name in ("good", "lost", "refused")
    ]
    good, lost, bad = ({"id": each["id"], **held} for each in sent)
    await call("submissions_mark_submitted", kaggle_submission_id="31415926", **good)
    await call("submissions_mark_scored", public_score="0.78947", **good)
    await call("submissions_mark_unknown", error_message="timed out", **lost)
    await call("submissions_mark_failed", error_message="wrong columns", **bad)


async def others(call: Model, store: KaggleStore, competition: str) -> None:
    names = ("released", "failed")
    for name in names:
        await call("agent_executions_create", competition_id=competition, execution_name=name)
    rows = (await call("agent_executions_claim", worker="model", limit=2))["rows"]
    first, second = ({"id": each["id"], "lease_id": each["lease_id"]} for each in rows)
    await call(
        "human_interventions_request",
        execution_id=first["id"],
        intervention_type="approval_required",
        title="Rent a machine?",
        description="An A100 for an hour.",
        lease_id=first["lease_id"],
    )
    await call("agent_executions_release", **first)
    await call("agent_executions_fail", error="no data", retry=False, **second)
    session = store.gpu_sessions.create(
        execution_id=first["id"], provider="vast", instance_type="A100"
    )
    await call("gpu_sessions_request_termination", id=str(session.id), reason="done")


async def test_refusal_has_code_detail_and_hint(world: World, connect: Connect) -> None:
    run = str(world.execution)
    async with connect(write=True) as client:
        error = await refused(client, "agent_executions_move", id=run, status="completed")
        assert (error["type"], error["code"]) == ("MoveRefused", "KS201")
        assert error["detail"]["from"] == "pending"
        assert error["hint"]
        error = await refused(client, "agent_executions_heartbeat", id=run, lease_id=str(uuid4()))
        assert (error["type"], error["code"]) == ("LeaseLost", "KS210")
        error = await refused(client, "agent_executions_get", id=str(uuid4()))
        assert error["type"] == "NotFound"


async def test_writes_carry_the_lease(world: World, connect: Connect) -> None:
    async with connect(write=True) as client:
        [row] = (await ask(client, "agent_executions_claim", worker="a"))["rows"]
        move = {"id": row["id"], "status": "data_acquisition"}
        error = await refused(client, "agent_executions_move", **move)
        assert (error["type"], error["code"]) == ("LeaseHeld", "KS211")
        write = {
            "execution_id": row["id"],
            "code_type": "training",
            "file_name": "b.py",
            "code_content": "1",
        }
        await ask(client, "generated_code_create", lease_id=row["lease_id"], **write)
        await ask(client, "agent_executions_release", id=row["id"], lease_id=row["lease_id"])
        error = await refused(client, "generated_code_create", lease_id=row["lease_id"], **write)
        assert (error["type"], error["code"]) == ("LeaseLost", "KS210")
        error = await refused(client, "generated_code_create", lease_id="x", **write)
        assert error["message"].startswith("lease_id: ")


async def test_model_cannot_approve_its_own_work(world: World, connect: Connect) -> None:
    run = str(world.execution)
    async with connect(write=True) as client:
        for tool in ("human_interventions_respond", "generated_code_approve"):
            assert "no tool" in (await refused(client, tool))["message"]
        error = await refused(
            client,
            "human_interventions_request",
            execution_id=run,
            intervention_type="approval_required",
            title="?",
            description="?",
            timeout_action="approve",
        )
        assert "no such argument" in error["message"]
        error = await refused(
            client,
            "generated_code_create",
            execution_id=run,
            code_type="training",
            file_name="b.py",
            code_content="1",
            human_approved=True,
        )
        assert "no such argument" in error["message"]
