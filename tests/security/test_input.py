"""Hostile input: SQL in text, path traversal, huge JSON; stored verbatim or refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.security.assertions import assert_refused, nothing_changes
from tests.security.clients import ApiClient, error_code
from tests.security.world import LEASE, World

SQL = (
    "'; drop table public.competitions; --",
    "' or '1'='1",
    "$$; drop table public.competitions; $$",
    "$body$ select 1 $body$",
    "\\'; select pg_sleep(10); --",
    'x"; delete from public.audit_log; --',
    "%s %I %L %1$s {0} {}",
    "a\\b\\\\c\\0d",
    "*/ select 1 /*",
    "\u2019; drop table x; \uff07",
)
TEXTS = {
    "competitions": ("title", "description", "evaluation_metric", "kaggle_id"),
    "agent_executions": ("execution_name", "error_message"),
    "research_results": ("query_text", "source_api", "external_id"),
    "generated_code": ("code_content", "file_name", "programming_language"),
    "gpu_sessions": ("provider", "instance_type", "instance_id", "region", "error_message"),
    "training_jobs": ("job_name", "model_type", "logs_path"),
    "submissions": ("submission_file_path", "description", "kaggle_submission_id"),
    "human_interventions": ("title", "description", "assigned_to", "subject"),
    "system_metrics": ("metric_name", "component"),
    "configurations": ("config_key", "description", "config_value"),
}


@pytest.mark.parametrize("text", SQL)
@pytest.mark.parametrize("relation", TEXTS)
def test_sql_in_columns_is_stored_verbatim(
    agent: ApiClient, world: World, relation: str, text: str
) -> None:
    for column in TEXTS[relation]:
        row = {**world.new_values(relation), column: text[:20]}
        response = agent.request("POST", relation, json=row)
        if not response.is_success:
            assert_refused(response, "22001", "23514")
            continue
        stored = world.fetch(relation, row["id"])[column]
        assert stored == text[:20]
        found = agent.request(
            "GET", relation, params={"select": "id", column: f"eq.{_quoted(stored)}"}
        )
        if column != "config_value":
            assert {"id": str(row["id"])} in found.json()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if "," in text else text


@pytest.mark.parametrize("text", SQL)
def test_sql_in_arguments_is_stored_verbatim(agent: ApiClient, world: World, text: str) -> None:
    code = world.insert("generated_code")
    sha = world.fetch("generated_code", code)["content_sha256"]
    stored: list[Any] = []

    def call(function: str, **arguments: Any) -> Any:
        response = agent.call(function, **arguments)
        assert response.is_success, response.text
        body = response.json()
        return body[0] if isinstance(body, list) else body

    stored += [
        call("approve_code", p_id=code, p_content_sha256=sha, p_approved_by=text)["approved_by"]
    ]
    stored += [call("claim_executions", p_lease_id=uuid4(), p_worker=text)["worker"]]
    failed = {"p_id": world.leased_job(), "p_lease_id": LEASE, "p_error": text}
    stored += [call("fail_training_job", **failed)["error_message"]]
    failed = {"p_id": world.leased_execution(), "p_lease_id": LEASE, "p_error": text}
    stored += [call("fail_execution", **failed)["error_message"]]
    closed = {"p_id": world.insert("gpu_sessions"), "p_error_message": text}
    stored += [call("close_gpu_session", **closed)["error_message"]]
    asked = {"p_id": world.insert("gpu_sessions"), "p_reason": text}
    stored += [call("request_gpu_termination", **asked)["terminate_reason"]]
    intervention = {
        "p_id": uuid4(),
        "p_execution_id": world.own,
        "p_intervention_type": "approval_required",
        "p_title": text,
        "p_description": text,
        "p_subject": text,
        "p_assigned_to": text,
        "p_pauses_execution": False,
    }
    row = call("request_intervention", **intervention)
    stored += [row["title"], row["description"], row["subject"], row["assigned_to"]]
    responded = {"p_id": row["id"], "p_decision": "approve", "p_response": text}
    row = call("respond_intervention", **responded, p_responded_by=text)
    stored += [row["response"], row["responded_by"]]
    sent = {"p_id": world.insert("intervention_notifications"), "p_notification_method": text}
    stored += [call("confirm_notification", **sent)["notification_method"]]
    setting = {"p_key": text, "p_value": text, "p_description": text, "p_encrypted": True}
    row = call("set_configuration", **setting)
    stored += [row["config_key"], row["description"], agent.reveal(text).json()]
    sealed = call("encrypt_config_value", value=text)
    stored += [world.one("select public.decrypt_config_value(%s)", sealed)]
    assert stored == [text] * len(stored)


def test_reason_is_recorded_verbatim(agent: ApiClient, world: World) -> None:
    for text in SQL:
        session = world.session_with_ssh()
        agent.reveal_ssh(session, text)
        [entry] = agent.get(f"audit_log?row_id=eq.{session}&action=eq.reveal").json()
        assert entry["new_values"]["reason"] == text


@pytest.mark.parametrize("text", SQL)
def test_sql_in_query_string_is_harmless(agent: ApiClient, world: World, text: str) -> None:
    world.insert("competitions")
    with nothing_changes(world):
        for params in (
            {"select": text},
            {"order": text},
            {"id": f"eq.{text}"},
            {text: "eq.1"},
            {"limit": text},
            {"on_conflict": text},
            {"and": f"({text})"},
        ):
            response = agent.request("GET", "competitions", params=params)
            assert response.status_code < 500, response.text


# Paths ------------------------------------------------------------------------------------------

TRAVERSALS = (
    "..",
    "../x",
    "a/..",
    "a/../b",
    "..\\x",
    "a\\..\\b",
    "a/..\\b",
    "%2e%2e/x",
    "%2E%2E/x",
    ".%2e/x",
    "%2e./x",
    "a/.%2E/b",
    "%252e%252e/x",
    "..%2fx",
    "..%5cx",
    "a%2fb",
    "a\nb",
    "a\x7fb",
    "s3://bucket/../other",
    "https://host/a/%2e%2e/b",
    "",
)
PATHS = {
    "generated_code": ("file_name", "file_path"),
    "training_jobs": ("model_artifacts_path", "logs_path"),
    "submissions": ("submission_file_path",),
}


@pytest.mark.parametrize("path", TRAVERSALS)
@pytest.mark.parametrize("relation", PATHS)
def test_path_traversal_is_refused(
    agent: ApiClient, world: World, relation: str, path: str
) -> None:
    id, row = world.insert(relation), world.new_values(relation)
    with nothing_changes(world):
        for column in PATHS[relation]:
            assert_refused(agent.request("POST", relation, json={**row, column: path}), "23514")
            change = agent.request("PATCH", f"{relation}?id=eq.{id}", json={column: path})
            assert_refused(change, "23514")


@pytest.mark.parametrize("path", TRAVERSALS)
def test_path_traversal_in_job_results_is_refused(
    worker: ApiClient, world: World, path: str
) -> None:
    held = {"p_id": world.leased_job(), "p_lease_id": LEASE}
    with nothing_changes(world):
        for name in ("p_model_artifacts_path", "p_logs_path"):
            assert_refused(worker.call("complete_training_job", **held, **{name: path}), "23514")


@pytest.mark.parametrize(
    "path", ["model.pt", "out/v1.2/model..pt", "s3://bucket/a/b", "C:\\runs\\1", "...", "a/.../b"]
)
def test_safe_paths_are_accepted(agent: ApiClient, world: World, path: str) -> None:
    for relation, columns in PATHS.items():
        for column in columns:
            row = {**world.new_values(relation), column: path}
            assert agent.request("POST", relation, json=row).status_code == 201


# Size and depth ---------------------------------------------------------------------------------

JSON = {
    "competitions": ("source_record", 4),
    "agent_executions": ("source_record", 4),
    "research_results": ("raw_response", 16),
    "generated_code": ("source_record", 4),
    "gpu_sessions": ("source_record", 4),
    "training_jobs": ("hyperparameters", 1),
    "submissions": ("source_record", 4),
    "human_interventions": ("context_data", 1),
    "system_metrics": ("tags", 0),
    "configurations": ("config_value", 2),
}


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize("relation", JSON)
def test_oversized_or_deep_json_is_refused(agent: ApiClient, world: World, relation: str) -> None:
    column, megabytes = JSON[relation]
    row, id = world.new_values(relation), world.insert(relation)
    with nothing_changes(world):
        for value in ({"a": "x" * (megabytes * 1048576 + 9000)}, nested(200)):
            assert_refused(agent.request("POST", relation, json={**row, column: value}), "KS330")
        if relation != "system_metrics":
            change = agent.request("PATCH", f"{relation}?id=eq.{id}", json={column: nested(200)})
            assert_refused(change, "KS330")


@pytest.mark.parametrize("levels", [5_000, 200_000])
def test_extremely_deep_json_is_refused(agent: ApiClient, world: World, levels: int) -> None:
    deep = b"[" * levels + b"]" * levels
    session = world.insert("gpu_sessions")
    bodies = {
        "rpc/set_configuration": b'{"p_key": "deep", "p_value": %s}' % deep,
        "rpc/set_ssh_connection_info": b'{"p_id": "%s", "p_ssh_connection_info": %s}'
        % (str(session).encode(), deep),
        "rpc/upsert_competitions": b'{"p_competitions": %s}' % deep,
        "rpc/reconcile_submissions": b'{"p_competition_id": "%s", "p_listed": %s}'
        % (str(world.competition).encode(), deep),
        "configurations": b'{"config_key": "d", "config_type": "api", "config_value": %s}' % deep,
    }
    with nothing_changes(world):
        for path, body in bodies.items():
            response = agent.request("POST", path, content=body)
            assert response.status_code in (400, 413), (
                f"{path}: {response.status_code} {response.text}"
            )
    assert agent.get("configurations").json() == []


def test_function_json_arguments_are_bounded(agent: ApiClient, world: World) -> None:
    session, intervention = world.insert("gpu_sessions"), world.insert("human_interventions")
    large, larger = {"a": "x" * 1_500_000}, {"a": "x" * 17_000_000}
    with nothing_changes(world):
        asked: dict[str, dict[str, Any]] = {
            "set_configuration": {"p_key": "k", "p_value": large},
            "set_ssh_connection_info": {"p_id": session, "p_ssh_connection_info": large},
            "reconcile_submissions": {"p_competition_id": world.competition, "p_listed": [larger]},
        }
        for function, arguments in asked.items():
            refused = agent.call(function, **arguments)
            assert_refused(refused, "KS330")
            assert len(refused.content) < 2000
        responded = {"p_id": intervention, "p_decision": "approve", "p_response_data": large}
        assert_refused(agent.call("respond_intervention", **responded), "KS330")


@pytest.mark.parametrize("relation", TEXTS)
def test_oversized_text_is_refused(agent: ApiClient, world: World, relation: str) -> None:
    row = world.new_values(relation)
    with nothing_changes(world):
        for column in TEXTS[relation]:
            if column == "config_value":
                continue
            response = agent.request("POST", relation, json={**row, column: "x" * 6_000_000})
            assert_refused(response, "22001", "23514")


# Malformed requests -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[",
        b"null",
        b"1",
        b'"text"',
        b'{"kaggle_id": "x"',
        b'{"kaggle_id": "a\\u0000b", "title": "t", "deadline": "2090-01-01", "problem_type": "cv"}',
        b'{"kaggle_id": "a\x00b", "title": "t"}',
        b'{"kaggle_id": "\xff\xfe", "title": "t"}',
        b'{"kaggle_id": "\\ud800", "title": "t", "deadline": "2090-01-01", "problem_type": "cv"}',
        b'[{"kaggle_id": "x"}, 1]',
        b'{"__proto__": {"title": "x"}}',
        b"\x00" * 100,
    ],
)
def test_malformed_body_changes_nothing(agent: ApiClient, world: World, body: bytes) -> None:
    with nothing_changes(world):
        for path in ("competitions", "rpc/set_configuration", "rpc/upsert_competitions"):
            response = agent.request("POST", path, content=body)
            # PostgREST treats some malformed bodies as zero rows.
            assert response.status_code in (201, 400, 404), f"{path}: {response.text}"
            assert response.status_code == 201 or error_code(response)


@pytest.mark.parametrize(
    "address",
    [
        "alice@",
        "@example.org",
        "alice@example",
        "alice@example.org; drop table x",
        "alice@example.org\nbcc: all@example.org",
        "<script>@example.org",
        "alice@exa mple.org",
    ],
)
def test_invalid_email_is_refused(agent: ApiClient, world: World, address: str) -> None:
    row = world.new_values("human_interventions")
    with nothing_changes(world):
        response = agent.request(
            "POST", "human_interventions", json={**row, "assigned_to": address}
        )
        assert_refused(response, "23514")
