"""Each weakness of the schema makes a test fail; `tests/security/test_mutations.py` has more.

Here are rules whose tests need more than one call: times, locks, budgets, quotas, the archive.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Stack
from tests.mutants.mutant import SqlMutant, assert_killed, in_function

DATABASE, SECURITY = "tests/database", "tests/security"
NOTIFICATIONS = "tests/notifications"
CONTRACTS = f"{DATABASE}/test_intervention_contracts.py"
WATCH = "tests/store/test_watch.py"


OF_QUEUE = """
                and (lease_expires_at is null or lease_expires_at <= v_now)
                and attempts < max_attempts
                and (p_statuses is null or status = any (p_statuses))
            order by"""
"""Conditions of the query that claims from the queue; a claim by id has the same, and no order."""

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
        in_function("public.claim_executions", f"and available_at <= v_now{OF_QUEUE}", OF_QUEUE),
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
            "kaggle_store.escalate",
            "least(i.escalation_count + 1, 1000000)",
            "i.escalation_count + 1",
        ),
        f"{DATABASE}/test_extreme_values.py::test_largest_escalation_count_does_not_stop_others",
    ),
    # Contracts of interventions
    SqlMutant(
        "answers are not checked against the schema",
        in_function("kaggle_store.check_answer", "if v_errors is not null", "if false"),
        f"{CONTRACTS}::test_incomplete_decision_is_refused",
    ),
    SqlMutant(
        "a rejection needs no reason",
        in_function(
            "kaggle_store.check_decision", "elsif p_intervention.decision = 'reject'", "elsif false"
        ),
        f"{CONTRACTS}::test_incomplete_decision_is_refused",
    ),
    SqlMutant(
        "every decision is allowed",
        in_function(
            "kaggle_store.check_answer",
            "p_intervention.decision <> all (p_intervention.allowed_decisions)",
            "false",
        ),
        f"{CONTRACTS}::test_decision_must_be_allowed",
    ),
    SqlMutant(
        "an approval changes the proposal",
        in_function("kaggle_store.check_answer", "v_data <> p_intervention.proposal", "false"),
        f"{CONTRACTS}::test_incomplete_decision_is_refused",
    ),
    SqlMutant(
        "imported answers are not checked",
        in_function(
            "kaggle_store.prepare_intervention", "perform kaggle_store.check_answer(new);", ""
        ),
        f"{CONTRACTS}::test_imported_answer_fits_its_contract",
    ),
    SqlMutant(
        "proposals are not checked",
        in_function(
            "kaggle_store.check_contract",
            "v_errors is not null and p_intervention.proposal is not null",
            "false",
        ),
        f"{CONTRACTS}::test_request_that_cannot_be_answered_is_refused",
    ),
    SqlMutant(
        "a timeout approves what has no valid answer",
        in_function(
            "kaggle_store.check_contract", "v_errors is not null and v_action = 'approve'", "false"
        ),
        f"{CONTRACTS}::test_request_that_cannot_be_answered_is_refused",
    ),
    SqlMutant(
        "unknown keywords of a schema are ignored",
        in_function(
            "kaggle_store.keyword_problem", "then 'is a keyword that is not supported'", "then null"
        ),
        f"{CONTRACTS}::test_request_that_cannot_be_answered_is_refused",
    ),
    SqlMutant(
        "a timeout waits for a response in progress",
        in_function(
            "public.escalate_overdue", "for no key update skip locked", "for no key update"
        ),
        f"{CONTRACTS}::test_response_in_progress_wins_over_timeout",
    ),
    SqlMutant(
        "a response replaces that of the timeout",
        in_function(
            "kaggle_store.move_intervention",
            "if kaggle_store.is_terminal(old.status)\n        and (",
            "if false\n        and (",
        ),
        f"{CONTRACTS}::test_response_after_timeout_in_progress_is_refused",
    ),
    # Changes
    SqlMutant(
        "changes come twice",
        in_function(
            "public.changes_after",
            "and not pg_visible_in_snapshot(a.transaction_id::text::xid8, v_from)",
            "",
        ),
        f"{WATCH}::test_function_returns_a_change_once",
    ),
    SqlMutant(
        "changes come by transaction",
        in_function("public.changes_after", "order by a.id", "order by a.transaction_id"),
        f"{WATCH}::test_order_of_row_outlasts_old_transactions",
    ),
    SqlMutant(
        "a cursor of another database is accepted",
        in_function("public.changes_after", "if greatest(", "if false and greatest("),
        f"{WATCH}::test_cursor_of_another_database_is_refused",
    ),
    SqlMutant(
        "a list of changes has any size",
        in_function("public.changes_after", "exit when v_bytes >= 8388608;", ""),
        f"{WATCH}::test_large_changes_come_in_several_lists",
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
    # Notices and deliveries
    SqlMutant(
        "an interrupted message is sent again",
        in_function(
            "public.claim_deliveries", "set status = 'unknown',", "set status = 'pending',"
        ),
        f"{NOTIFICATIONS}/test_deliveries.py::test_interrupted_sending_becomes_unknown",
    ),
    SqlMutant(
        "two notifiers claim a delivery",
        in_function(
            "public.claim_deliveries", "claimed_until is null or claimed_until <= v_now", "true"
        ),
        f"{NOTIFICATIONS}/test_deliveries.py::test_claimed_delivery_is_not_claimed_again",
    ),
    SqlMutant(
        "an expired claim starts a delivery",
        in_function(
            "public.start_delivery", "or v_delivery.claimed_until <= kaggle_store.now()", ""
        ),
        f"{NOTIFICATIONS}/test_deliveries.py::test_expired_claim_cannot_start",
    ),
    SqlMutant(
        "another claim finishes a delivery",
        in_function("kaggle_store.hold_delivery", "v_delivery.claim_id, v", "p_claim_id, v"),
        f"{NOTIFICATIONS}/test_deliveries.py::test_unknown_is_sent_again_on_request_only",
    ),
    SqlMutant(
        "answered interventions are sent",
        in_function("kaggle_store.needs_sending", "and status in ('pending', 'escalated')", ""),
        f"{NOTIFICATIONS}/test_deliveries.py::test_answered_intervention_is_not_sent",
    ),
    SqlMutant(
        "messages go to every channel",
        in_function("kaggle_store.is_wanted", "not p_channel ? 'assignees'", "true"),
        f"{NOTIFICATIONS}/test_deliveries.py::test_channels_get_what_they_want",
    ),
    SqlMutant(
        "an outdated notifier claims",
        in_function(
            "public.claim_deliveries", "if p_channels_updated_at is distinct from", "if null ="
        ),
        f"{NOTIFICATIONS}/test_deliveries.py::test_changed_setting_makes_claims_outdated",
    ),
    SqlMutant(
        "a fact is noticed again and again",
        "drop index notices_not_ended; "
        "create unique index on notices (id, dedup_key) where ended_at is null; "
        + in_function(
            "kaggle_store.add_notice",
            "on conflict (dedup_key) where ended_at is null do nothing",
            "on conflict do nothing",
        ),
        f"{NOTIFICATIONS}/test_notices.py::test_health_finding_is_noticed_until_it_is_gone",
    ),
    SqlMutant(
        "kinds of notices cannot be turned off",
        in_function("kaggle_store.is_noticed", "select not exists (", "select true or exists ("),
        f"{NOTIFICATIONS}/test_notices.py::test_kinds_are_turned_off",
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
