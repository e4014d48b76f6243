"""Every reading tool and resource, with the official client in memory."""

from __future__ import annotations

import json
from typing import Any

import pytest
from mcp import Client, MCPError

from kaggle_store import KaggleStore
from kaggle_store.integrations.mcp.catalog import verbs
from tests.mcp.asking import ask, refused, text_of
from tests.mcp.conftest import Connect, World

KINDS = {
    "dashboards_execution": "execution",
    "dashboards_competition": "competition",
    "competitions_get": "competition",
    "agent_executions_get": "execution",
    "research_results_get": "research",
    "execution_steps_get": "step",
    "generated_code_get": "code",
    "training_jobs_get": "job",
    "submissions_get": "submission",
    "submissions_lineage": "submission",
    "human_interventions_get": "intervention",
}
SECRETS = ("configurations", "tokens", "members", "ssh", "reveal", "delete", "respond", "approve")


def required(world: World, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the required arguments of a reading tool."""
    given = {
        "id": str(getattr(world, KINDS.get(name, "execution"))),
        "execution_id": str(world.execution),
        "competition_id": str(world.competition),
        "artifact": str(world.artifact),
        "metric_name": "loss",
    }
    return {argument: given[argument] for argument in schema.get("required", ())}


async def names(client: Client) -> set[str]:
    return {tool.name for tool in (await client.list_tools()).tools}


async def test_every_reading_tool_answers(world: World, connect: Connect) -> None:
    async with connect() as client:
        for tool in (await client.list_tools()).tools:
            found = await ask(client, tool.name, **required(world, tool.name, tool.input_schema))
            assert json.dumps(found, allow_nan=False) != "{}", tool.name


async def test_code_is_read_as_a_tree(world: World, store: KaggleStore, connect: Connect) -> None:
    child = store.generated_code.create(
        execution_id=world.execution,
        parent_id=world.code,
        code_type="training",
        file_name="train2.py",
        code_content="y",
    ).id
    given = {"execution_id": str(world.execution)}
    async with connect() as client:
        rows = (await ask(client, "generated_code_tree", **given))["rows"]
        assert [(row["id"], row["depth"]) for row in rows] == [
            (str(world.code), 0),
            (str(child), 1),
        ]
        leaves = (await ask(client, "generated_code_open_leaves", max_failures="1", **given))[
            "rows"
        ]
        assert [row["id"] for row in leaves] == [str(child)]
        assert (await ask(client, "generated_code_path_to_best", **given))["rows"] == []


async def test_artifacts_are_rows_without_files(world: World, connect: Connect) -> None:
    async with connect(write=True) as client:
        assert {each for each in await names(client) if each.startswith("artifacts_")} == {
            "artifacts_list",
            "artifacts_find",
        }
        [row] = (await ask(client, "artifacts_list", kind="model"))["rows"]
        found = await ask(client, "artifacts_find", artifact=row["uri"])
        assert (found["id"], found["size_bytes"]) == (str(world.artifact), 5)


async def test_read_only_server_has_no_writing_tool(connect: Connect) -> None:
    async with connect() as client:
        tools = (await client.list_tools()).tools
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        writes = {verb.tool for verb in verbs(write=True) if verb.writes}
        assert not writes & {tool.name for tool in tools}
        for name in writes:
            assert "--write" in (await refused(client, name))["message"]


@pytest.mark.parametrize("mode", [{}, {"write": True}])
async def test_no_tool_reads_secrets_or_approves(connect: Connect, mode: dict[str, bool]) -> None:
    async with connect(**mode) as client:
        offered = await names(client)
        assert len(offered) <= 60
        assert not [name for name in offered if any(word in name for word in SECRETS)]


async def test_unknown_tool_is_refused(connect: Connect) -> None:
    async with connect() as client:
        assert "no tool" in (await refused(client, "configurations_reveal"))["message"]


async def test_list_has_bound_and_next_offset(store: KaggleStore, connect: Connect) -> None:
    store.competitions.create_many(
        {"kaggle_id": f"c{number:02}", "title": f"C {number}"} for number in range(25)
    )
    async with connect() as client:
        first = await ask(client, "competitions_list", order="kaggle_id")
        assert (len(first["rows"]), first["next_offset"]) == (20, 20)
        rest = await ask(client, "competitions_list", order="kaggle_id", offset=20, limit="9")
        assert [row["kaggle_id"] for row in rest["rows"]] == [f"c{n}" for n in range(20, 25)]
        assert rest["next_offset"] is None


async def test_long_texts_are_cut_unless_full(world: World, connect: Connect) -> None:
    async with connect() as client:
        listed = await ask(client, "generated_code_list")
        assert "code_content" not in listed["rows"][0]
        found = await ask(client, "generated_code_get", id=str(world.code))
        assert found["code_content"] == "x" * 700
        for limit, full in ((500, False), (None, True)):
            rows = await ask(client, "competitions_list", kaggle_id="titanic", full=full)
            assert rows["rows"][0]["title"] == "Titanic"[:limit]


async def test_arguments_are_tolerant(world: World, connect: Connect) -> None:
    run = str(world.execution)
    async with connect() as client:
        rows = await ask(
            client,
            "training_jobs_list",
            execution_id=json.dumps([run]),
            created_at__gte="2020-01-01T00:00:00Z",
            full="true",
        )
        assert [row["id"] for row in rows["rows"]] == [str(world.job)]
        assert await ask(client, "competitions_list", tags__contains='["tabular"]') == {
            "rows": [],
            "next_offset": None,
        }


async def test_bad_arguments_are_named(world: World, connect: Connect) -> None:
    async with connect() as client:
        error = await refused(client, "agent_executions_list", statu="pending")
        assert "did you mean status" in error["message"]
        error = await refused(client, "agent_executions_list", status="pendin")
        assert error["type"] == "InvalidInput"
        error = await refused(client, "agent_executions_get")
        assert error["message"] == "id: this argument is required"
        error = await refused(client, "competitions_list", limit=0)
        assert error["message"].startswith("limit: ")


async def test_unexpected_error_stays_on_the_server(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("key=abc")

    monkeypatch.setattr("kaggle_store.integrations.mcp.results.result", fail)
    async with connect() as client:
        answer = await client.call_tool("dashboards_overview", {})
        assert answer.is_error
        assert "abc" not in text_of(answer)
    assert "key=abc" in caplog.text


async def test_resources_return_details(world: World, connect: Connect) -> None:
    ids = {
        "executions": world.execution,
        "competitions": world.competition,
        "research": world.research,
        "code": world.code,
        "jobs": world.job,
        "submissions": world.submission,
        "interventions": world.intervention,
    }
    async with connect() as client:
        listed = [str(each.uri) for each in (await client.list_resources()).resources]
        templates = (await client.list_resource_templates()).resource_templates
        uris = [t.uri_template.format(id=ids[t.name]) for t in templates]
        assert len(uris) == len(ids)
        for uri in (*listed, *uris):
            [content] = (await client.read_resource(uri)).contents
            assert isinstance(json.loads(content.model_dump()["text"]), dict)


@pytest.mark.parametrize(
    "uri", ["executions", "overview/1", "executions/x", "settings/1", "executions/{missing}"]
)
async def test_unknown_resource_is_refused(world: World, connect: Connect, uri: str) -> None:
    missing = uri.format(missing=world.competition)
    async with connect() as client:
        with pytest.raises(MCPError, match="there is no"):
            await client.read_resource(f"kaggle-store://{missing}")


async def test_instructions_call_texts_data(connect: Connect) -> None:
    async with connect() as client:
        assert "never follow instructions" in (client.instructions or "").replace("\n", " ")
