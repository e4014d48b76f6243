"""The access matrix as data: printed in docs/reference/access.md, tested by test_matrix.py.

A relation's cell lists what a role may do: the first letters of `select`, `insert`, `update` and
`delete`, or `-` for nothing. Lower case means with filters: workers reach the rows of their own
execution, people see settings that are not sensitive. A function's cell is `yes`, `own` (a worker,
for its own execution) or `-`.

It states decision 4 of the design and is not read from the grants: a test fails if they differ.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Role: TypeAlias = Literal[
    "anon", "authenticated", "admin", "admin_by_metadata", "kaggle_worker", "service_role"
]
Verb: TypeAlias = Literal["select", "insert", "update", "delete"]
Access: TypeAlias = Literal["allowed", "with_filters", "refused"]

ROLES: tuple[Role, ...] = get_args(Role)
VERBS: tuple[Verb, ...] = get_args(Verb)
API_ROLES = ("anon", "authenticated", "admin", "kaggle_worker", "service_role")
"""The database roles: an admin by metadata has the role `authenticated`."""

PARTITION = "system_metrics_YYYY_MM"
"""Stands for every monthly partition; tests use an existing one."""

_RELATIONS = """
                           anon authenticated admin admin_by_metadata kaggle_worker service_role
competitions               -    S             SIUD  S                 -             SIU
agent_executions           -    S             SIUD  S                 s             SIU
research_results           -    S             SIUD  S                 -             SIU
generated_code             -    S             SIUD  S                 s             SIU
execution_steps            -    S             SD    S                 -             S
gpu_sessions               -    S             SIUD  S                 s             SIU
gpu_terminations           -    S             S     S                 -             S
training_jobs              -    S             SIUD  S                 s             SIU
submissions                -    S             SIUD  S                 -             SIU
human_interventions        -    S             SIUD  S                 -             SIU
artifacts                  -    S             SD    S                 s             S
system_metrics             -    S             SIUD  S                 si            SI
configurations             -    s             SIUD  SIUD              -             SIUD
audit_log                  -    S             S     S                 -             S
intervention_notifications -    S             S     S                 -             S
notices                    -    S             S     S                 -             S
notification_deliveries    -    S             S     S                 -             S
archived_executions        -    S             SD    S                 -             S
upkeep_runs                -    S             S     S                 -             S
competition_dashboard      -    S             S     S                 -             S
execution_costs            -    S             S     S                 -             S
execution_progress         -    S             S     S                 -             S
execution_summary          -    S             S     S                 -             S
submission_quota           -    S             S     S                 -             S
submission_ranking         -    S             S     S                 -             S
system_metrics_YYYY_MM     -    -             -     -                 -             -
system_metrics_default     -    -             -     -                 -             -
"""

# Columns that are more restricted than their row. Letters as above.
_COLUMNS = """
                                              anon  authenticated  admin  admin_by_metadata  kaggle_worker  service_role
gpu_sessions.ssh_connection_info              -     -              -      -                  -              -
gpu_sessions.total_cost_dollars               -     S              SI     S                  s              SI
gpu_sessions.execution_id                     -     S              SI     S                  s              SI
configurations.is_encrypted                   -     s              S      S                  -              S
agent_executions.gpu_budget_consumed          -     S              S      S                  -              S
agent_executions.human_intervention_required  -     S              S      S                  -              S
agent_executions.round                        -     S              SI     S                  -              SI
agent_executions.lease_id                     -     S              S      S                  -              S
agent_executions.competition_id               -     S              SI     S                  -              SI
generated_code.approved_sha256                -     S              S      S                  s              S
generated_code.execution_id                   -     S              SI     S                  s              SI
training_jobs.lease_id                        -     S              S      S                  s              S
training_jobs.execution_id                    -     S              SI     S                  s              SI
submissions.slot_day                          -     S              S      S                  -              S
submissions.competition_id                    -     S              S      S                  -              S
submissions.execution_id                      -     S              SI     S                  -              SI
human_interventions.status                    -     S              SI     S                  -              SI
human_interventions.responded_by              -     S              S      S                  -              S
"""  # noqa: E501 - a table

_FUNCTIONS = """
                              anon authenticated admin admin_by_metadata kaggle_worker service_role
add_store_member              -    -             yes   yes               -             yes
approve_code                  -    -             yes   -                 -             yes
archive_executions            -    -             yes   -                 -             yes
claim_deliveries              -    -             yes   -                 -             yes
claim_executions              -    -             yes   -                 -             yes
claim_gpu_terminations        -    -             yes   -                 -             yes
claim_training_jobs           -    -             yes   -                 own           yes
close_gpu_session             -    -             yes   -                 -             yes
close_leftovers               -    -             yes   -                 -             yes
code_tree                     -    yes           yes   yes               -             yes
competition_details           -    yes           yes   yes               -             yes
complete_execution            -    -             yes   -                 -             yes
complete_training_job         -    -             yes   -                 own           yes
confirm_archive_export        -    -             yes   -                 -             yes
confirm_artifact_removals     -    -             yes   -                 -             yes
confirm_notification          -    -             yes   -                 -             yes
correct_metric_direction      -    -             yes   -                 -             yes
cost_totals                   -    yes           yes   yes               -             yes
decrypt_config_value          -    -             -     -                 -             -
encrypt_config_value          -    -             yes   -                 -             yes
ensure_metric_partitions      -    -             yes   -                 -             yes
escalate_overdue              -    -             yes   -                 -             yes
execution_details             -    yes           yes   yes               -             yes
fail_execution                -    -             yes   -                 -             yes
fail_training_job             -    -             yes   -                 own           yes
gpu_overview                  -    yes           yes   yes               -             yes
finish_delivery               -    -             yes   -                 -             yes
finish_gpu_termination        -    -             yes   -                 -             yes
gpu_sessions_due              -    -             yes   -                 -             yes
report_gpu_machines           -    -             yes   -                 -             yes
heartbeat_execution           -    -             yes   -                 -             yes
heartbeat_gpu_session         -    -             yes   -                 own           yes
heartbeat_training_job        -    -             yes   -                 own           yes
import_archived_execution     -    -             yes   -                 -             yes
insert_research_results       -    -             yes   -                 -             yes
integrity_report              -    -             yes   -                 -             yes
list_artifact_removals        -    -             yes   -                 -             yes
list_metric_exports           -    yes           yes   yes               -             yes
list_store_members            -    -             yes   yes               -             yes
changes_after                 -    yes           yes   yes               -             yes
metric_buckets                -    yes           yes   yes               -             yes
metric_names                  -    yes           yes   yes               -             yes
metric_value_or_null          -    yes           yes   yes               yes           yes
path_to_best_code             -    yes           yes   yes               -             yes
probe_max_rows                -    yes           yes   yes               yes           yes
probe_disk                    -    -             yes   -                 -             yes
newest_attempts               -    yes           yes   yes               yes           yes
open_code_leaves              -    yes           yes   yes               -             yes
overview                      -    yes           yes   yes               -             yes
read_archived_rows            -    -             yes   -                 -             yes
recent_executions             -    yes           yes   yes               -             yes
reconcile_submissions         -    -             yes   -                 -             yes
record_artifact               -    -             yes   -                 own           yes
record_metric_points          -    -             yes   -                 own           yes
record_metrics                -    -             yes   -                 own           yes
record_step                   -    -             yes   -                 -             yes
refresh_execution_summary     -    -             yes   -                 -             yes
release_deliveries            -    -             yes   -                 -             yes
release_execution             -    -             yes   -                 -             yes
release_training_job          -    -             yes   -                 own           yes
remove_store_member           -    -             yes   yes               -             yes
report_training_progress      -    -             yes   -                 own           yes
request_configuration_reading -    -             yes   yes               -             yes
request_gpu_termination       -    -             yes   -                 -             yes
request_intervention          -    -             yes   -                 -             yes
request_ssh_reading           -    -             yes   -                 -             yes
resolve_deliveries            -    -             yes   -                 -             yes
respond_intervention          -    yes           yes   yes               -             yes
restore_execution             -    -             yes   -                 -             yes
reveal_configuration          -    -             yes   yes               -             yes
reveal_ssh_connection_info    -    -             yes   -                 -             yes
rotate_encryption_key         -    -             yes   -                 -             yes
run_retention                 -    -             yes   -                 -             yes
run_upkeep                    -    -             yes   -                 -             yes
set_configuration             -    -             yes   yes               -             yes
set_ssh_connection_info       -    -             yes   -                 -             yes
start_delivery                -    -             yes   -                 -             yes
start_upkeep                  -    -             yes   -                 -             yes
store_health                  -    -             yes   -                 -             yes
store_is_members_only         -    -             yes   yes               -             yes
upsert_competitions           -    -             yes   -                 -             yes
validate_code                 -    -             yes   -                 -             yes
validate_hyperparameters      -    yes           yes   yes               -             yes
"""


def _table(text: str) -> dict[str, dict[Role, str]]:
    head, *rows = (line.split() for line in text.strip().splitlines())
    assert tuple(head) == ROLES
    return {name: dict(zip(ROLES, cells, strict=True)) for name, *cells in rows}


RELATIONS = _table(_RELATIONS)
COLUMNS = _table(_COLUMNS)
FUNCTIONS = _table(_FUNCTIONS)
VIEWS = (
    "competition_dashboard",
    "execution_costs",
    "execution_progress",
    "execution_summary",
    "submission_quota",
    "submission_ranking",
)


def access(cell: str, verb: Verb) -> Access:
    """Return the access that a cell grants for a verb; for functions any verb means a call."""
    if cell == "yes" or verb[0].upper() in cell:
        return "allowed"
    return "with_filters" if cell == "own" or verb[0] in cell else "refused"


def page() -> str:
    """Return the matrix as two Markdown tables with roles as columns."""
    heads = ["not signed in", "people", "admin", "admin by metadata", "worker", "trusted agent"]
    names = [f"{head}<br>`{role}`" for head, role in zip(heads, ROLES, strict=True)]
    names[3] = "admin by metadata<br>`app_metadata.role`"
    relations = [
        [f"`{name}`", *(_words(role, cells[role]) for role in ROLES)]
        for name, cells in RELATIONS.items()
    ]
    functions = [
        [f"`{name}()`", *({"-": "", "yes": "yes", "own": "own"}[cells[role]] for role in ROLES)]
        for name, cells in FUNCTIONS.items()
    ]
    return "\n".join(
        [
            *_markdown(["", *names], relations),
            "",
            "*own*: of the token's execution alone; of the execution the id. *open*: what is not",
            "sensitive. An empty cell is refused.",
            "",
            *_markdown(["", *names], functions),
            "",
        ]
    )


def _words(role: Role, cell: str) -> str:
    verbs = {"s": "read", "i": "add", "u": "change", "d": "delete"}
    words = ", ".join(verbs[letter] for letter in cell.lower() if letter in verbs)
    if words and cell.islower():
        words += " *own*" if role == "kaggle_worker" else " *open*"
    return words


def _markdown(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
