"""Each weakness of the SDK makes a test fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.mutant import SourceMutant, assert_killed

TRANSPORT, REQUESTS, RECORDER = (
    f"kaggle_store/{folder}" for folder in ("_transport", "_requests", "recorder")
)


MUTANTS = [
    # Interventions and changes
    SourceMutant(
        "fields are lost in the JSON of an answer",
        f"{REQUESTS}/answer_schema.py",
        "if _dumped(again) != found:",
        "if False:",
        "tests/unit/test_answer_schema.py::test_field_that_is_lost_in_json_is_refused",
    ),
    SourceMutant(
        "a schema grows without bound",
        f"{REQUESTS}/answer_schema.py",
        "schema is True or self._left < 0:",
        "schema is True:",
        "tests/unit/test_answer_schema.py::test_schema_of_many_schemas_is_refused",
    ),
    SourceMutant(
        "a watch ends at the list of its cursor",
        "kaggle_store/resources/_watching.py",
        'return before is None or "/" in before',
        "return before is None",
        "tests/store/test_watch.py::test_late_commit_is_not_missed",
    ),
    # Retries, deadlines and tokens
    SourceMutant(
        "unrepeatable requests are repeated",
        f"{TRANSPORT}/retry.py",
        'if self._repeat == "never":',
        "if False:",
        "tests/unit/test_retries.py::test_delete_of_unknown_outcome_is_sent_once",
    ),
    SourceMutant(
        "a request that may still run is repeated",
        f"{TRANSPORT}/retry.py",
        'return self._repeat == "safe" or not _may_still_run(error)',
        "return True",
        "tests/unit/test_retries.py::test_prompt_call_is_not_repeated_while_it_may_run",
    ),
    SourceMutant(
        "waits beyond the time to retry",
        f"{TRANSPORT}/retry.py",
        " or retry_after > left:",
        ":",
        "tests/unit/test_retries.py::test_retry_after_beyond_deadline_gives_up",
    ),
    SourceMutant(
        "attempts outlast the operation",
        f"{TRANSPORT}/retry.py",
        "min(self._timeout, self._end - time.monotonic())",
        "self._timeout",
        "tests/unit/test_retries.py::test_attempts_end_within_operations_time",
    ),
    SourceMutant(
        "a refused token is not renewed",
        f"{TRANSPORT}/retry.py",
        "self._can_renew_token = callable(settings.access_token)",
        "self._can_renew_token = False",
        "tests/unit/test_access_tokens.py::test_refused_token_is_renewed_once",
    ),
    SourceMutant(
        "an expired token is taken for an early one",
        f"{TRANSPORT}/access_token.py",
        "and at > time.time() for at in begins",
        "for at in begins",
        "tests/unit/test_access_tokens.py::test_other_refusal_is_not_tried_again",
    ),
    SourceMutant(
        "writes do not carry their lease",
        f"{TRANSPORT}/executor.py",
        'if self.leases and request.method != "GET":',
        "if False:",
        "tests/unit/test_leases.py::test_writes_carry_lease_and_reads_do_not",
    ),
    SourceMutant(
        "a forked child uses its parent's sockets",
        f"{TRANSPORT}/executor.py",
        "if not self.is_own_process:",
        "if False:",
        "tests/unit/test_forks.py::test_sync_client_refuses_calls_after_fork",
    ),
    SourceMutant(
        "a prefetch loses its context",
        f"{TRANSPORT}/prefetch.py",
        "lambda: context.run(fetch)",
        "fetch",
        "tests/unit/test_prefetch.py::test_prefetch_keeps_callers_context",
    ),
    SourceMutant(
        "a prefetch delays the end of the program",
        f"{TRANSPORT}/prefetch.py",
        "daemon=True",
        "daemon=False",
        "tests/unit/test_prefetch.py::test_prefetch_does_not_delay_exit",
    ),
    # Requests and responses
    SourceMutant(
        "times are read in the database's time zone",
        f"{TRANSPORT}/request.py",
        'f"{preferred},{IN_UTC}" if preferred else IN_UTC',
        'preferred or ""',
        "tests/store/test_time_zones.py::test_every_stored_time_is_read",
    ),
    SourceMutant(
        "bulk rows are written in any order",
        f"{REQUESTS}/relation.py",
        'return sorted(rows, key=lambda row: str(row.get("execution_id", "")))',
        "return rows",
        "tests/unit/test_requests.py::test_bulk_rows_are_sent_in_lock_order",
    ),
    SourceMutant(
        "digits of a numeric are lost",
        f"{REQUESTS}/decoding.py",
        "if max(map(abs, values), default=0) >= bound:",
        "if False:",
        "tests/unit/test_decoding.py::test_numeric_keeps_every_digit",
    ),
    SourceMutant(
        "a redirect is a result",
        f"{TRANSPORT}/response.py",
        "if not 200 <= response.status_code < 300:",
        "if not 200 <= response.status_code < 400:",
        "tests/unit/test_errors.py::test_redirect_is_unexpected",
    ),
    SourceMutant(
        "points are dropped for a missing role",
        f"{TRANSPORT}/response.py",
        'elif code == "22023" and _is_missing_role(status, message):',
        "elif code == status:",
        "tests/unit/test_newer_postgrest.py::test_points_wait_for_a_missing_role",
    ),
    SourceMutant(
        "a lost lease is noticed by its details only",
        f"{REQUESTS}/lease.py",
        'is_named = error.message == f"the lease of {self.table} {row} is lost"',
        "is_named = False",
        "tests/unit/test_newer_postgrest.py::test_lease_is_lost_without_details",
    ),
    # Secrets in errors, repr and logs
    SourceMutant(
        "an error quotes the refused row",
        f"{TRANSPORT}/response.py",
        "detail=None if code in _ROW_QUOTING_CODES else ",
        "detail=",
        "tests/unit/test_errors.py::test_refused_row_is_not_quoted",
    ),
    SourceMutant(
        "an error quotes the key",
        "kaggle_store/settings.py",
        'text = text.replace(secret, "[hidden]")',
        "pass",
        "tests/unit/test_errors.py::test_key_in_response_is_redacted",
    ),
    SourceMutant(
        "repr shows the key",
        "kaggle_store/settings.py",
        "key: str = field(repr=False)",
        "key: str",
        "tests/unit/test_settings.py::test_secrets_are_not_in_repr",
    ),
    SourceMutant(
        "an error shows an invalid key",
        "kaggle_store/settings.py",
        'f"the {what} must be visible ASCII characters without spaces"',
        'f"the {what} {secret} must be visible ASCII characters without spaces"',
        "tests/unit/test_settings.py::test_invalid_key_is_refused_without_showing_it",
    ),
    SourceMutant(
        "the log quotes what the database refused",
        f"{TRANSPORT}/telemetry.py",
        'outcome = "ok" if error is None else error_label(error)',
        'outcome = "ok" if error is None else str(error)',
        "tests/unit/test_telemetry.py::test_request_and_response_data_are_not_logged",
    ),
    SourceMutant(
        "a key is sent unencrypted without a warning",
        "kaggle_store/project_url.py",
        "return not ipaddress.ip_address(host).is_global",
        "return True",
        "tests/unit/test_project_url.py::test_http_to_public_host_is_warned_about",
    ),
    # The spool
    SourceMutant(
        "a spool file is read through a link",
        f"{RECORDER}/private_files.py",
        "flags | _NOFOLLOW | _NONBLOCK",
        "flags | _NONBLOCK",
        "tests/recorder/test_folder.py::test_linked_checkpoint_is_not_read",
    ),
    SourceMutant(
        "a planted file is taken for a new one",
        f"{RECORDER}/private_files.py",
        "_CREATE = os.O_CREAT | os.O_EXCL | _NOFOLLOW",
        "_CREATE = os.O_CREAT",
        "tests/recorder/test_folder.py::test_new_segment_uses_no_planted_file",
    ),
    SourceMutant(
        "another user's spool is used",
        "kaggle_store/_files.py",
        "return found.st_uid == own_uid()",
        "return True",
        "tests/recorder/test_folder.py::test_folder_of_another_user_is_refused",
    ),
    SourceMutant(
        "a spool that others can write is used",
        f"{RECORDER}/folder.py",
        'return sys.platform != "win32" and bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))',
        "return False",
        "tests/recorder/test_folder.py::test_folder_others_can_write_is_refused",
    ),
    # Backups
    SourceMutant(
        "any seal opens a backup",
        "kaggle_store/backup/seal.py",
        "return hmac.compare_digest(self.seal(manifest).encode(), given)",
        "return True",
        "tests/backup/test_seal.py::test_seal_of_one_manifest_does_not_open_another",
    ),
    SourceMutant(
        "a seal key may be short",
        "kaggle_store/backup/seal.py",
        "if len(self.secret) < _MIN_LENGTH:",
        "if not self.secret:",
        "tests/backup/test_seal.py::test_unusable_key_is_refused",
    ),
    # Migrations
    SourceMutant(
        "changed migrations are accepted",
        "kaggle_store/_migrations/registry.py",
        "installed[name] != expected[name]",
        "False",
        "tests/unit/test_migration_registry.py::test_difference_has_three_kinds",
    ),
    SourceMutant(
        "an uninstalled store is not installed again",
        "kaggle_store/local/plan.py",
        "left = {}",
        "pass",
        "tests/local/test_registry.py::test_store_is_uninstalled_and_installed",
    ),
    # Installing into a project
    SourceMutant(
        "clashes in the project's files are ignored",
        "kaggle_store/install/reasons.py",
        "        taken_names(own), created_by",
        "        [], created_by",
        "tests/install/test_plan.py::test_clashes_in_files_are_listed_together",
    ),
    SourceMutant(
        "a role admin is adopted unasked",
        "kaggle_store/install/reasons.py",
        "return choices.adopts_admin",
        "return True",
        "tests/install/test_plan.py::test_admin_is_adopted_on_request",
    ),
    SourceMutant(
        "copies before an uninstallation count",
        "kaggle_store/install/project.py",
        "self.files[self.files.index(last) + 1 :]",
        "self.files",
        "tests/install/test_plan.py::test_copies_before_an_uninstall_do_not_count",
    ),
    SourceMutant(
        "a config is written in another order",
        "kaggle_store/install/config.py",
        "bool(after) and all(line in lines for line in before.splitlines())",
        "bool(after)",
        "tests/install/test_config.py::test_config_without_place_is_refused",
    ),
    SourceMutant(
        "rows are dropped unasked",
        "kaggle_store/install/uninstall.py",
        '"true" if drop_data else "false"',
        '"true"',
        "tests/install/test_command.py::test_refused_uninstallation_is_rewritten",
    ),
    # Commands
    SourceMutant(
        "a failed command ends with 0",
        "kaggle_store/cli/__init__.py",
        '"exit_code", lambda _: 1',
        '"exit_code", lambda _: 0',
        "tests/cli/test_frame.py::test_errors_are_one_line_on_stderr",
    ),
    SourceMutant(
        "an interrupted command ends with 0",
        "kaggle_store/cli/__init__.py",
        "return 130",
        "return 0",
        "tests/cli/test_frame.py::test_interrupt_exits_with_130",
    ),
    # Notifications
    SourceMutant(
        "agents mention people",
        "kaggle_store/integrations/notifications/messages.py",
        'return re.sub("@", f"@{_BREAK}", unlinked)',
        "return unlinked",
        "tests/notifications/test_services.py::test_text_from_agents_mentions_no_one",
    ),
    SourceMutant(
        "errors quote the address",
        "kaggle_store/integrations/notifications/sender.py",
        "if len(part) >= SHORTEST_SECRET:",
        "if False:",
        "tests/unit/test_notification_messages.py::test_parts_of_an_address_are_scrubbed",
    ),
    SourceMutant(
        "addresses read files",
        "kaggle_store/integrations/notifications/channels.py",
        "sorted(options & REFUSED_OPTIONS)",
        "sorted(options & set())",
        "tests/unit/test_notification_messages.py::test_invalid_channel_names_its_field",
    ),
    SourceMutant(
        "addresses reach this machine's services",
        "kaggle_store/integrations/notifications/channels.py",
        "if parts.scheme not in SERVICES:",
        "if False:",
        "tests/unit/test_notification_messages.py::test_invalid_channel_names_its_field",
    ),
    SourceMutant(
        "messages are sent before they are marked",
        "kaggle_store/integrations/notifications/notifier.py",
        "if not deliveries.start(delivery.id, claim_id, lease=LEASE):",
        "if False:",
        "tests/notifications/test_command.py::"
        "test_killed_notifier_sends_nothing_twice_and_loses_nothing",
    ),
    # Web pages
    SourceMutant(
        "pages answer to any host name",
        "kaggle_store/ui/security.py",
        "if _name(host) not in self._site.allowed_hosts:",
        "if False:",
        "tests/ui/test_attacks.py::test_foreign_host_name_is_refused",
    ),
    SourceMutant(
        "pages take forms of other sites",
        "kaggle_store/ui/security.py",
        'return site == "same-origin"',
        "return True",
        "tests/ui/test_attacks.py::test_other_site_submits_nothing",
    ),
    SourceMutant(
        "pages take forms without the session's token",
        "kaggle_store/ui/security.py",
        "if not secrets.compare_digest(given.encode(), session_of(request).form_token.encode()):",
        "if False:",
        "tests/ui/test_attacks.py::test_form_needs_token_of_its_session",
    ),
    SourceMutant(
        "the sign-in leads to other sites",
        "kaggle_store/ui/security.py",
        'if not target or not target.startswith("/") or target[1:2] in {"/", "\\\\"}:',
        "if not target:",
        "tests/ui/test_attacks.py::test_sign_in_leads_to_no_other_site",
    ),
    SourceMutant(
        "templates do not escape values",
        "kaggle_store/html/environment.py",
        "autoescape=True",
        "autoescape=False",
        "tests/ui/test_attacks.py::test_stored_scripts_are_text",
    ),
    SourceMutant(
        "a revoked session goes on",
        "kaggle_store/ui/signing_in.py",
        "await asyncio.to_thread(session.person.check)",
        "pass",
        "tests/ui/test_sign_in.py::test_revoked_session_ends_at_next_request",
    ),
    SourceMutant(
        "read-only pages take answers",
        "kaggle_store/ui/signing_in.py",
        "if _is_refused(request):",
        "if False:",
        "tests/ui/test_attacks.py::test_read_only_pages_change_nothing",
    ),
    SourceMutant(
        "the first address signs in twice",
        "kaggle_store/ui/people.py",
        "self._tokens.pop(token, None)",
        "self._tokens.get(token)",
        "tests/ui/test_attacks.py::test_first_address_signs_in_once",
    ),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_python_mutant_is_killed(mutant: SourceMutant, tmp_path: Path) -> None:
    mutant.source()
    assert_killed(mutant, tmp_path / "log")
