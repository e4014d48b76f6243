# ruff: noqa
"""Calls that type checkers must refuse: every marked line; never run."""

from datetime import datetime
from uuid import UUID

from kaggle_store import Agent, AsyncAgent, AsyncJob, AsyncKaggleStore, Job, KaggleStore
from kaggle_store import StageJob, TrainingJobWork
from kaggle_store import Jobs  # refused: no such name
from kaggle_store.models import Competition
from kaggle_store.models import Competitor  # refused: no such name


def at_once(store: KaggleStore, id: UUID) -> None:
    store.competitions.create(kaggle_id="x")  # refused: title is missing
    store.competitions.create(kaggle_id="x", title=1)  # refused: not a text
    store.competitions.create(kaggle_id="x", title="X", colour="red")  # refused: no such column
    store.competitions.create(kaggle_id="x", title="X", problem_type="v")  # refused: no such type
    store.competitions.create("x", title="X")  # refused: keywords only
    store.competitions.create_many([{"kaggle_id": "x"}])  # refused: title is missing
    store.competitions.get("x")  # refused: not an id
    store.competitions.find(title="X")  # refused: not the natural key
    store.competitions.list(titel="X")  # refused: no such filter
    store.competitions.list(title__gt="X")  # refused: texts have no greater
    store.competitions.list(order="nothing")  # refused: no such column
    store.competitions.list(problem_type=["vision"])  # refused: not in the list
    store.competitions.list(deadline__gt="2026-01-01")  # refused: not a datetime
    store.competitions.update(id, id=id)  # refused: an id stays
    store.competitions.update(id, title=None)  # refused: a title is needed
    store.competitions.update_where({"titel": "X"}, title="Y")  # refused: no such filter
    store.competitions.correct_metric_direction(id, "sideways")  # refused: not in the list
    store.agent_executions.update(id, status="done")  # refused: not in the list
    store.generated_code.list()[0].code_content  # refused: lists are light
    store.system_metrics.record([{"metric_name": "m"}])  # refused: value and type are missing
    store.competitions.get(id).title = "Y"  # refused: rows are frozen
    number: int = store.competitions.get(id).title  # refused: a text
    store.competitions.get(id).prize_pool + 1  # refused: may be None
    store.agent_executions.update(id, lease_id=id)  # refused: kept by the database
    store.agent_executions.move(id, "done")  # refused: not in the list
    store.gpu_sessions.close(id, status="running")  # refused: not an end
    store.system_metrics.series(id, "loss", attempt="first")  # refused: a number, newest or all
    store.agent_executions.recent(status="done")  # refused: not in the list
    store.agent_executions.cost_totals(by=["week"])  # refused: not in the list
    store.training_jobs.heartbeat(id, lease_id=id).execution_name  # refused: a job has none
    store.human_interventions.respond(id, "approved")  # refused: not a decision
    with store.agent_executions.work() as job:
        job.complete()  # refused: may be None
    with store.agent_executions.work(leas=5) as job:  # refused: no such option
        print(job)
    for row in store.competitions.get(id).nothing:  # refused: no such column
        print(row)
    print(number)


async def awaited(store: AsyncKaggleStore, id: UUID) -> None:
    store.competitions.get(id)  # refused: a forgotten await
    store.competitions.get(id).title  # refused: a forgotten await
    row: Competition = store.competitions.get(id)  # refused: a forgotten await
    rows: list[Competition] = store.competitions.list()  # refused: a forgotten await
    for each in store.competitions.iterate():  # refused: iterated without async
        print(each, row, rows)
    async with store.agent_executions.work(poll=5) as job:
        job.complete()  # refused: a forgotten await
    with store.agent_executions.work(poll=5) as job:  # refused: entered without async
        print(job)
    await store.competitions.create(kaggle_id="x")  # refused: title is missing
    await store.competitions.iterate()  # refused: an iterator is not awaited
    late: datetime = await store.competitions.count()  # refused: a number
    print(late)


async def token() -> str:
    return "a.b.c"


async def blocks(store: KaggleStore, other: AsyncKaggleStore) -> None:
    KaggleStore(access_token=token)  # refused: an async function
    AsyncKaggleStore(access_token=7)  # refused: neither a token nor a function
    KaggleStore.local().competitions  # refused: a block without with
    store.training_jobs.work().id  # refused: a block without with
    async with store:  # refused: entered with async
        pass
    with other:  # refused: entered without async
        pass


def step(job: Job) -> None:
    job.training_job  # refused: an execution


def steps(job: Job, later: AsyncJob, training: TrainingJobWork) -> None:
    step(later)  # refused: of the async client
    step(training)  # refused: a training job
    job.store.competitions.nothing()  # refused: no such method
    job.store.nothing  # refused: no such resource


def stages(agent: Agent, job: StageJob) -> None:
    agent.stage("trainig")  # refused: no such state
    agent.stage("completed")  # refused: nothing to do in it
    agent.stage("research")(lambda job: 7)  # refused: not a state
    agent.run(until="done")  # refused: not in the list
    job.step("n", len, scope="forever")  # refused: not in the list
    job.ask("s")  # refused: a title is needed
    job.ask("s", title="S?", priority="urgent")  # refused: not in the list
    job.move("done")  # refused: not in the list
    job.lease_id = None  # refused: cannot be set
