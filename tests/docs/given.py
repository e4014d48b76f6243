"""The names that fragments in the documentation use, such as `store`, `run` and `job`.

`run_apart` runs a fragment with them in a process of its own; `await` may stand outside of
functions.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import importlib.util
import inspect
import os
import sys
import warnings
from collections.abc import Awaitable, Callable
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import supabase
from pydantic import BaseModel, create_model

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.integrations.kaggle import Kaggle
from kaggle_store.local import Endpoints
from kaggle_store.models import (
    AgentExecution,
    Competition,
    GeneratedCode,
    GpuSession,
    HumanIntervention,
    Submission,
    TrainingJob,
)
from kaggle_store.recorder import Recorder
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.training_jobs import TrainingWork
from kaggle_store.testing import FakeKaggle
from kaggle_store.testing.stacks import OutsideStack
from tests.conftest import Stack
from tests.docs import mlflow_standin
from tests.forks import exit_code_of

SUPABASE_PY = "The '"
"""How a warning begins: supabase-py itself passes options that postgrest-py deprecates."""


class Given:
    """Names with their values, made when they are first used; closed at the end."""

    def __init__(self, stack: Stack, opened: contextlib.ExitStack) -> None:
        self._opened = opened
        self._made: dict[str, Any] = {"stack": stack}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            make: Callable[[], Any] = getattr(self, f"make_{name}")
            self._made[name] = make()
        return self._made[name]

    def make_url(self) -> str:
        url: str = self["stack"].api_url
        return url

    def make_key(self) -> str:
        key: str = self["stack"].secret_key
        return key

    def make_publishable_key(self) -> str:
        key: str = self["stack"].publishable_key
        return key

    def make_store(self) -> KaggleStore:
        return self._opened.enter_context(
            KaggleStore(self["url"], self["key"], jwt_secret=self["stack"].jwt_secret)
        )

    def make_async_store(self) -> AsyncKaggleStore:
        return AsyncKaggleStore(self["url"], self["key"])

    def make_titanic(self) -> Competition:
        store: KaggleStore = self["store"]
        return store.competitions.upsert(
            kaggle_id="titanic",
            title="Titanic",
            evaluation_metric="Categorization Accuracy",
            daily_submission_limit=10,
        )

    def make_run(self) -> AgentExecution:
        store: KaggleStore = self["store"]
        return store.agent_executions.create(
            competition_id=self["titanic"].id, execution_name="first try"
        )

    def make_code(self) -> GeneratedCode:
        store: KaggleStore = self["store"]
        return store.generated_code.create(
            execution_id=self["run"].id,
            code_type="training",
            file_name="train.py",
            code_content="print('trained')",
        )

    def make_session(self) -> GpuSession:
        store: KaggleStore = self["store"]
        return store.gpu_sessions.open(
            execution_id=self["run"].id, provider="vast_ai", instance_type="RTX4090"
        )

    def make_training_job(self) -> TrainingJob:
        store: KaggleStore = self["store"]
        return store.training_jobs.create(
            execution_id=self["run"].id, code_id=self["code"].id, job_name="network"
        )

    def make_job(self) -> TrainingWork[KaggleStore]:
        store: KaggleStore = self["store"]
        job: UUID = self["training_job"].id
        held = self._opened.enter_context(store.training_jobs.work(poll=1))
        assert held.id == job
        return held

    def make_work(self) -> ExecutionWork[KaggleStore]:
        store: KaggleStore = self["store"]
        assert self["run"]
        return self._opened.enter_context(store.agent_executions.work(poll=1))

    def make_log(self) -> Recorder:
        job: TrainingWork[KaggleStore] = self["job"]
        return self._opened.enter_context(job.recorder())

    def make_submission(self) -> Submission:
        store: KaggleStore = self["store"]
        return store.submissions.reserve(
            execution_id=self["run"].id, submission_file_path="out/titanic.csv"
        )

    def make_intervention(self) -> HumanIntervention:
        store: KaggleStore = self["store"]
        return store.human_interventions.request(
            execution_id=self["run"].id,
            intervention_type="approval_required",
            title="Submit titanic.csv?",
            description="Validation accuracy 0.82",
        )

    def make_SubmitDecision(self) -> type[BaseModel]:  # noqa: N802 - a class's name
        return create_model("SubmitDecision", message=(str, ...))

    def make_token(self) -> str:
        store: KaggleStore = self["store"]
        return store.tokens.for_execution(self["run"].id, ttl=3600).access_token

    def make_fake_kaggle(self) -> FakeKaggle:
        fake = self._opened.enter_context(FakeKaggle())
        fake.add_competition("titanic", title="Titanic", daily_limit=10)
        fake.add_team("titanic", "first", 0.9)
        return fake

    def make_fake_kaggle_variables(self) -> None:
        os.environ.update(self["fake_kaggle"].environment)

    def make_kaggle(self) -> Kaggle[KaggleStore]:
        fake: FakeKaggle = self["fake_kaggle"]
        assert self["titanic"]
        return Kaggle(self["store"], endpoint=fake.endpoint, api_token=fake.token)

    def make_mlflow(self) -> None:
        """Use MLflow if it is installed, else a module with the same functions."""
        if importlib.util.find_spec("mlflow") is None:
            sys.modules["mlflow"] = mlflow_standin
        else:
            mlflow_standin.log_run("sqlite:///mlflow.db")

    def make_supabase_variables(self) -> None:
        os.environ["SUPABASE_URL"] = self["url"]
        os.environ["SUPABASE_SECRET_KEY"] = self["key"]

    def make_client(self) -> Any:
        return supabase.create_client(self["url"], self["key"])

    def make_signed_in(self) -> Any:
        return SimpleNamespace(access_token=self["token"])

    def make_current_token(self) -> Callable[[], Awaitable[str]]:
        token: str = self["token"]

        async def current_token() -> str:
            return token

        return current_token

    def make_upload(self) -> Callable[[str], None]:
        def upload(path: str) -> None:
            raise TimeoutError(f"no answer for {path}")

        return upload

    def make_train_one_epoch(self) -> Callable[[Any], None]:
        return lambda job: job.report(metrics={"loss": 0.3}, epoch=1)


def run_apart(fragment: str, names: list[str], stack: Stack, folder: Path) -> str:
    """Run a fragment in a folder, with these names and warnings as errors; return its output."""
    if not isinstance(stack, OutsideStack):  # a clone cannot be passed to another process
        stack = Endpoints(**{each.name: getattr(stack, each.name) for each in fields(Endpoints)})
    code = exit_code_of(_run_in_fork, fragment, names, stack, folder, seconds=120)
    assert code == 0, (folder / "stderr").read_text("utf-8")
    return (folder / "stdout").read_text("utf-8")


def _run_in_fork(fragment: str, names: list[str], stack: Stack, folder: Path) -> None:
    os.chdir(folder)
    for descriptor, name in enumerate(("stdout", "stderr"), start=1):
        os.dup2(os.open(name, os.O_CREAT | os.O_WRONLY), descriptor)
    for name in [name for name in os.environ if name.startswith("SUPABASE_")]:
        del os.environ[name]
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", SUPABASE_PY, DeprecationWarning)
    asyncio.run(_run(fragment, names, stack))


async def _run(fragment: str, names: list[str], stack: Stack) -> None:
    with contextlib.ExitStack() as opened:
        given = Given(stack, opened)
        values = {name: given[name] for name in names}
        code = compile(fragment, "<fragment>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(code, values)
        if inspect.isawaitable(result):
            await result
        for value in values.values():
            if isinstance(value, AsyncKaggleStore):
                await value.aclose()
