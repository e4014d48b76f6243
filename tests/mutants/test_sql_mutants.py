"""Each weakness of the schema makes a test fail; `tests/security/test_mutations.py` has more.

Here are rules whose tests need more than one call: times, locks, budgets, quotas, the archive.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Stack
from tests.mutants.mutant import SqlMutant, assert_killed, in_function

DATABASE, SECURITY = "tests/database", "tests/security"


MUTANTS = [
    # Grants
    SqlMutant(
        "agents read archived rows",
        "grant select on kaggle_store.archived_rows to service_role",
        f"{SECURITY}/test_sql_roles.py::test_api_roles_read_listed_internals_only",
    ),
    SqlMutant(
        "new partitions are open",
        in_function(
            "kaggle_store.close_metric_partition",
            "public, anon, authenticated, service_role, admin, ",
            "public, admin, ",
        ),
        f"{DATABASE}/test_metrics.py::test_new_partition_is_closed",
    ),
    # Members
    SqlMutant(
        "strangers are members",
        in_function("kaggle_store.is_member", "not kaggle_store.is_members_only()", "true"),
        f"{SECURITY}/test_members.py::test_stranger_reads_no_relation",
    ),
    SqlMutant(
        "strangers plan a query",
        in_function("kaggle_store.refuse_stranger", "perform kaggle_store.require_member();", ""),
        f"{SECURITY}/test_members.py::test_stranger_reads_no_relation",
    ),
    SqlMutant(
        "strangers respond to interventions",
        in_function("public.respond_intervention", "perform kaggle_store.require_member();", ""),
        f"{SECURITY}/test_members.py::test_stranger_calls_no_function",
    ),
    SqlMutant(
        "metadata makes admins in members mode",
        in_function("kaggle_store.is_admin", "kaggle_store.is_admin_member(), ", ""),
        f"{SECURITY}/test_members.py::test_metadata_makes_no_admin",
    ),
    SqlMutant(
        "a policy that does not ask is not reported",
        in_function("kaggle_store.health_of_members", "v_is_on and not asks", "false"),
        f"{SECURITY}/test_members.py::test_health_names_a_policy_that_does_not_ask",
    ),
    SqlMutant(
        "unconfirmed addresses become members",
        in_function("kaggle_store.find_user", "u.email_confirmed_at is not null", "true"),
        "tests/store/test_members.py::test_unconfirmed_address_is_refused",
    ),
    # Secrets
    SqlMutant(
        "a ticket is valid for other people",
        in_function("kaggle_store.reader", "kaggle_store.token_claim('sub')", "null"),
        f"{SECURITY}/test_hidden_values.py::test_ticket_is_bound_to_its_person",
    ),
    SqlMutant(
        "a ticket is valid for a day",
        in_function("kaggle_store.check_ticket", "interval '1 minute'", "interval '1 day'"),
        f"{SECURITY}/test_hidden_values.py::test_ticket_is_bound_to_reader_key_and_minute",
    ),
    SqlMutant(
        "a reading is not a request of its own",
        in_function(
            "kaggle_store.check_ticket",
            "and asked_in is distinct from pg_current_xact_id_if_assigned()",
            "",
        ),
        f"{SECURITY}/test_hidden_values.py::test_ticket_is_refused_in_its_own_transaction",
    ),
    SqlMutant(
        "tickets are kept forever",
        in_function(
            "kaggle_store.forget_readings",
            "where asked_at < kaggle_store.now() - interval '1 hour'",
            "where false",
        ),
        f"{DATABASE}/test_upkeep.py::test_tickets_are_kept_for_an_hour",
    ),
    SqlMutant(
        "SSH credentials decrypt as a setting",
        in_function(
            "kaggle_store.unseal", "if starts_with(v_text, p_purpose || ':')", "if v_text <> ''"
        ),
        f"{SECURITY}/test_hidden_values.py::test_ssh_credentials_do_not_decrypt_as_setting",
    ),
    SqlMutant(
        "descriptions of secrets are in the audit log",
        in_function(
            "kaggle_store.redact",
            "when p_is_secret and p_row -> 'description' <> 'null'",
            "when false",
        ),
        f"{DATABASE}/test_audit_log.py::test_earlier_values_are_redacted_with_the_setting",
    ),
    SqlMutant(
        "a setting that becomes sensitive stays in the audit log",
        """
        drop trigger redact_earlier_entries_of_change on configurations;
        create trigger redact_earlier_entries_of_change after update on configurations
        for each row when (new.is_encrypted and not old.is_encrypted)
        execute function kaggle_store.redact_earlier_entries()
        """,
        f"{DATABASE}/test_audit_log.py::test_earlier_values_are_redacted_with_the_setting",
    ),
    # People
    SqlMutant(
        "people respond in another name",
        in_function(
            "kaggle_store.named_person", "when auth.role() = 'service_role' then", "when true then"
        ),
        f"{DATABASE}/test_intervention_responses.py::test_person_responds_under_own_name",
    ),
    SqlMutant(
        "approval is not bound to the content",
        in_function(
            "kaggle_store.check_content", "is distinct from lower(p_content_sha256)", "= ''"
        ),
        f"{DATABASE}/test_code.py::test_approval_is_bound_to_content",
    ),
    SqlMutant(
        "an edit keeps the validation",
        in_function(
            "kaggle_store.reset_code_review",
            "elsif v_sha256 <> old.content_sha256 then",
            "elsif false then",
        ),
        f"{DATABASE}/test_code.py::test_edit_revokes_validation_and_approval",
    ),
    # Leases
    SqlMutant(
        "an expired lease writes",
        in_function(
            "kaggle_store.worker_of_execution", "and lease_expires_at > kaggle_store.now()", ""
        ),
        f"{DATABASE}/test_fencing.py::test_child_insert_needs_live_lease_or_none",
    ),
    SqlMutant(
        "a write does not keep its lease",
        in_function("kaggle_store.lock_leased_execution", "for no key update", ""),
        f"{DATABASE}/test_stale_leases.py::test_execution_being_written_is_not_reclaimed",
    ),
    SqlMutant(
        "another worker's lease ends work",
        in_function(
            "kaggle_store.check_holder", "p_held.lease_id is distinct from p_lease_id or", ""
        ),
        f"{DATABASE}/test_lock_races.py::test_repeat_after_another_claim_is_refused",
    ),
    SqlMutant(
        "any client changes leased work",
        in_function(
            "kaggle_store.is_only_cancelled",
            "= p_old - array['status', 'error_message', 'updated_at']",
            "is not null",
        ),
        f"{DATABASE}/test_stale_leases.py::test_client_without_lease_may_only_cancel",
    ),
    SqlMutant(
        "claims wait for each other",
        in_function(
            "public.claim_executions",
            "least(greatest(p_limit, 0), 1000)\n            for no key update skip locked",
            "least(greatest(p_limit, 0), 1000)\n            for no key update",
        ),
        f"{DATABASE}/test_claims.py::test_concurrent_claims_do_not_wait",
    ),
    SqlMutant(
        "delayed work is claimed",
        in_function("public.claim_executions", "and available_at <= v_now", ""),
        f"{DATABASE}/test_claims.py::test_claim_waits_for_available_at",
    ),
    SqlMutant(
        "leases have no bounds",
        in_function("kaggle_store.lease_expiry", "0.05 and 86400 then", "0 and 1e9 then"),
        f"{DATABASE}/test_claims.py::test_lease_seconds_are_bounded",
    ),
    # Budgets and quotas
    SqlMutant(
        "sessions exceed the budget",
        in_function("kaggle_store.check_gpu_budget", "if v_taken > v_budget", "if false"),
        f"{DATABASE}/test_gpu_budget.py::test_bulk_insert_over_budget_is_refused",
    ),
    SqlMutant(
        "submissions exceed the limit",
        """
        drop trigger check_submission on submissions;
        create trigger check_submission after insert on submissions
        for each row when (new.submission_status = 'submitted')
        execute function kaggle_store.check_submission()
        """,
        f"{DATABASE}/test_quota.py::test_daily_limit_is_enforced",
    ),
    SqlMutant(
        "a file is sent twice",
        in_function("kaggle_store.check_submission", "if v_same is not null", "if false"),
        f"{DATABASE}/test_quota.py::test_duplicate_file_needs_allow_duplicate",
    ),
    SqlMutant(
        "failed work is tried without end",
        "alter table agent_executions alter max_attempts set default 1000",
        f"{DATABASE}/test_lease_recovery.py::test_work_has_three_attempts_by_default",
    ),
    SqlMutant(
        "a response ends a manual review",
        in_function("kaggle_store.follow_intervention", "and review_is_manual is not true", ""),
        f"{DATABASE}/test_interventions.py::test_manual_review_is_ended_manually",
    ),
    SqlMutant(
        "a new priority replaces a named deadline",
        in_function("kaggle_store.move_intervention", "v_is_deadline_named is not true", "true"),
        f"{DATABASE}/test_interventions.py::test_changed_priority_sets_deadline",
    ),
    SqlMutant(
        "an escalation count has no bound",
        in_function(
            "public.escalate_overdue",
            "least(i.escalation_count + 1, 1000000)",
            "i.escalation_count + 1",
        ),
        f"{DATABASE}/test_extreme_values.py::test_largest_escalation_count_does_not_stop_others",
    ),
    # The archive
    SqlMutant(
        "rules stay off after a restore",
        in_function(
            "public.restore_execution",
            "set_config('kaggle_store.restores', '', true)",
            "set_config('kaggle_store.restores', 'on', true)",
        ),
        f"{DATABASE}/test_archive.py::test_rules_hold_again_after_a_restore",
    ),
    SqlMutant(
        "a live machine is archived",
        in_function(
            "kaggle_store.archive_execution",
            "where execution_id = p_id and status in ('provisioning', 'running', 'idle')",
            "where false",
        ),
        f"{DATABASE}/test_lock_races.py::test_archive_leaves_work_that_came_meanwhile[gpu_sessions]",
    ),
    SqlMutant(
        "a damaged archive is restored",
        in_function(
            "public.restore_execution",
            "or kaggle_store.digest_of_archive(p_id) is distinct from v_archived.checksum",
            "",
        ),
        f"{DATABASE}/test_archive.py::test_damaged_archive_is_not_restored",
    ),
    SqlMutant(
        "an archive is imported untried",
        in_function(
            "public.import_archived_execution",
            "perform kaggle_store.check_restorable(p_id, p_checksum);",
            "",
        ),
        f"{DATABASE}/test_archive.py::test_import_refuses_unrestorable_row",
    ),
    # The project's own objects
    SqlMutant(
        "tables of the project are findings",
        in_function(
            "kaggle_store.own_tables",
            "c.relnamespace = 'kaggle_store'::regnamespace",
            "c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)",
        ),
        f"{DATABASE}/test_guest.py::test_objects_of_the_project_are_no_findings",
    ),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_sql_mutant_is_killed(session_stack: Stack, mutant: SqlMutant, tmp_path: Path) -> None:
    # The session's stack has started the cluster that the mutant's process clones.
    assert_killed(mutant, tmp_path / "log")
