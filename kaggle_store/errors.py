# ruff: noqa: N818 - class names say what happened and need no suffix
"""Every error of the package, as one tree.

    KaggleStoreError
    ├── SettingsError                    URL or key missing or malformed
    ├── SpoolError                       spool folder not private, or without file locks
    ├── StoreClosed                      closed, or used from another event loop or process
    ├── InvalidInput                     refused before the request was sent (also a ValueError)
    │   └── UnfilteredWrite              an update or delete of every row
    ├── TransportError                   no response arrived
    │   ├── ConnectionFailed             refused, reset or cut off
    │   └── TimedOut                     slower than the client's timeout
    ├── NoResponse                       no person answered an intervention in time
    ├── UnexpectedAnswer                 not a response of PostgREST
    ├── LocalStackError                  the local stack cannot start, stop or be found
    ├── BackupError                      a backup or restore failed or was refused
    │   ├── FullBackupRequired           an incremental backup cannot continue its chain
    │   ├── DamagedBackup                a file is missing or changed
    │   │   └── BadSeal                  not sealed with the configured key
    │   ├── RestoreTargetInUse           the target already holds rows
    │   ├── EncryptionKeysDiffer         the target has other encryption keys
    │   └── PostgresProgramsMissing      no pg_dump as new as the server
    ├── ArchiveFileDamaged               not an archived execution, or damaged
    └── ApiError                         PostgREST or the database returned an error
        ├── AuthenticationFailed         key or token invalid or expired
        ├── PermissionDenied             the role may not do this
        ├── NotFound                     no such row
        ├── Conflict                     conflicts with existing rows
        │   ├── AlreadyExists            a unique value is taken
        │   └── ReferenceMissing         a referenced row is missing, or still referenced
        ├── CheckFailed                  a value breaks a rule of the table
        ├── MissingSchema                a table, column or function is missing: migrate
        ├── ServerError                  the server failed
        │   ├── Unavailable              overloaded, restarting or out of reach: try later
        │   └── QueryTimedOut            the database cancelled a slow statement
        └── RuleViolation                a rule of the store, one KSnnn code each
            ├── MetricDirectionLocked    KS101
            ├── UnknownField             KS102
            ├── TooManyPartitions        KS103
            ├── UnequalArrays            KS104
            ├── BadBuckets               KS105
            ├── MoveRefused              KS201
            ├── StepOutsideState         KS202
            ├── WaitsForAnswer           KS203
            ├── ExecutionEnded           KS204
            ├── LeaseLost                KS210
            ├── LeaseHeld                KS211
            ├── BadLease                 KS212, KS213
            ├── GpuBudgetExceeded        KS220
            ├── ContentChanged           KS230
            ├── CodeInUse                KS231
            ├── BadMetrics               KS232
            ├── SubmissionLimitReached   KS240
            ├── DuplicateFile            KS241
            ├── BadListing               KS242
            ├── AlreadyAnswered          KS250
            ├── AnswerShape              KS251
            ├── NotAnAnswer              KS252
            ├── WorkerTokenEnded         KS301
            ├── OutsideWorkerScope       KS302
            ├── NoEncryptionKey          KS310
            ├── WrongKey                 KS311, KS312
            ├── NotSealed                KS313
            ├── EncryptionRequired       KS320, KS321
            ├── SessionEnded             KS322
            ├── ReasonNeeded             KS323
            ├── BadSetting               KS324
            ├── SecretNotRequested       KS325
            ├── TooLarge                 KS330
            ├── NumberOutOfRange         KS331
            ├── BadPolicy                KS340
            ├── ArchiveDamaged           KS341, KS342
            ├── NotAsArchived            KS343
            ├── WrongFile                KS344
            └── NotAnArchive             KS345

An `ApiError` subclass is chosen by the error code first and by the HTTP status second, because a
proxy may change the status but never the code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal

UNAVAILABLE = (408, 425, 429, 500, 502, 503, 504, *range(520, 526), 530)
"""HTTP statuses that, without an error code, mean that a later try may succeed: the server is
overloaded, restarting or unreachable behind a proxy (520 and above are Cloudflare's)."""


class KaggleStoreError(Exception):
    """Base class of every error that this package raises."""

    operation: str | None = None
    """The call that failed, for example `competitions.create`."""

    def __init__(self, message: str, *, operation: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation

    def __str__(self) -> str:
        return f"{self.operation}: {self.message}" if self.operation else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        # Keyword-only arguments would be lost on the way through a process pool.
        return _restore, (type(self), self.args, self.__dict__.copy())


def _restore(
    cls: type[KaggleStoreError], args: tuple[Any, ...], state: dict[str, Any]
) -> KaggleStoreError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class SettingsError(KaggleStoreError):
    """The URL or key of the project is missing or malformed.

    `missing` is the argument that was found neither in the call nor in the environment.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        missing: Literal["url", "key"] | None = None,
    ) -> None:
        super().__init__(message, operation=operation)
        self.missing = missing


class SpoolError(KaggleStoreError, OSError):
    """The spool folder cannot be used: other users can write to it, or it has no file locks."""


class StoreClosed(KaggleStoreError):
    """The client was closed, or is used from another event loop or process."""


class InvalidInput(KaggleStoreError, ValueError):
    """A value was refused before the request was sent; `errors` lists each field and its rule."""

    def __init__(
        self, message: str, *, operation: str | None = None, errors: Sequence[str] = ()
    ) -> None:
        super().__init__(message, operation=operation)
        self.errors: tuple[str, ...] = tuple(errors) or (message,)


class UnfilteredWrite(InvalidInput):
    """An update or delete has no filter and would affect every row of the table."""


class TransportError(KaggleStoreError):
    """No response arrived; whether the request was carried out is unknown."""


class ConnectionFailed(TransportError):
    """The connection was refused or reset, or ended before the response was complete."""


class TimedOut(TransportError):
    """The response took longer than the client's timeout."""


class NoResponse(KaggleStoreError, TimeoutError):
    """No person has answered the intervention within the timeout; it stays open."""


class UnexpectedAnswer(KaggleStoreError):
    """The response is not one of PostgREST: another shape, a proxy's HTML, a redirect."""

    def __init__(
        self, message: str, *, operation: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, operation=operation)
        self.status = status


class LocalStackError(KaggleStoreError):
    """A local stack cannot be started, stopped or found; the message has the remedy."""


class BackupError(KaggleStoreError):
    """A backup or restore failed or was refused; what existed before is unchanged."""


class FullBackupRequired(BackupError):
    """The changes since the last backup cannot be determined; make a full backup."""


class DamagedBackup(BackupError):
    """A backup cannot be trusted: a file is missing or changed, or its chain is incomplete."""


class BadSeal(DamagedBackup):
    """A seal key is configured and the backup was not sealed with it."""


class RestoreTargetInUse(BackupError):
    """The store to restore into already holds rows."""


class EncryptionKeysDiffer(BackupError):
    """The store to restore into has other encryption keys than the backup's source."""


class PostgresProgramsMissing(BackupError):
    """PostgreSQL's client programs are missing or older than the server."""


class ArchiveFileDamaged(KaggleStoreError):
    """A file is not an archived execution, or is damaged."""


class ApiError(KaggleStoreError):
    """PostgREST or the database returned an error."""

    retry_after: float | None = None
    """Seconds to wait before the next try, from the response's Retry-After header."""

    _by_code: ClassVar[dict[str, type[ApiError]]] = {}
    _by_status: ClassVar[dict[int, type[ApiError]]] = {}

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        code: str | None = None,
        status: int | None = None,
        detail: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation)
        self.code = code
        self.status = status
        self.detail = detail
        self.hint = hint

    def __init_subclass__(cls, *, codes: Sequence[str] = (), statuses: Sequence[int] = ()) -> None:
        """Register the class for SQLSTATEs, prefixes of SQLSTATEs, and HTTP statuses."""
        super().__init_subclass__()
        ApiError._by_code.update(dict.fromkeys(codes, cls))
        ApiError._by_status.update(dict.fromkeys(statuses, cls))

    def __str__(self) -> str:
        parts = [super().__str__()]
        known = [self.code, f"HTTP {self.status}" if self.status else None]
        if any(known):
            parts[0] += f" ({', '.join(filter(None, known))})"
        parts += [f"Detail: {self.detail}"] if self.detail else []
        parts += [f"Hint: {self.hint}"] if self.hint else []
        return "\n".join(parts)

    @staticmethod
    def kind_of(code: str | None, status: int) -> type[ApiError]:
        """Return the class for the longest registered prefix of the code, else for the status."""
        code = code or ""
        for length in range(len(code), 1, -1):
            if kind := ApiError._by_code.get(code[:length]):
                return kind
        if not code and status in UNAVAILABLE:
            return Unavailable
        by_status = ApiError._by_status.get(status)
        return by_status or (ServerError if status >= 500 else ApiError)


class AuthenticationFailed(ApiError, codes=("PGRST30",), statuses=(401,)):
    """The key or access token is missing, wrong or has expired."""


class PermissionDenied(ApiError, codes=("42501",), statuses=(403,)):
    """The key's role may not do this to this table or row."""


class NotFound(ApiError, codes=("PGRST116", "P0002")):
    """No row matches."""


class Conflict(ApiError, codes=("23",), statuses=(409,)):
    """The change contradicts rows that are already there."""


class AlreadyExists(Conflict, codes=("23505",)):
    """Another row has this unique value."""


class ReferenceMissing(Conflict, codes=("23503",)):
    """The row refers to one that is not there, or a row still refers to this one."""


class CheckFailed(ApiError, codes=("22", "23502", "23514")):
    """A value breaks a rule of its table: out of range, null, or in contradiction to another."""


class MissingSchema(
    ApiError,
    codes=(
        *("PGRST106", "PGRST200", "PGRST202", "PGRST203", "PGRST204", "PGRST205"),
        *("3F000", "42703", "42704", "42883", "42P01"),
    ),
):
    """The database lacks a table, column or function of this version: apply its migrations.

    `missing` names it and `migration` is the file that brings it, where that is known; `detail` is
    the server's own sentence, `hint` the remedy. `kaggle-store doctor` looks at all of them.
    """

    missing: str | None = None
    """What is missing, for example `function claim_executions`."""
    migration: str | None = None
    """The file that creates it, for example `20261123010400_execution_claims.sql`."""


class ServerError(ApiError):
    """PostgREST, the database or a proxy in between failed."""


class Unavailable(
    ServerError,
    codes=(
        *("08", "40001", "40P01", "53", "55P03", "57P"),
        *("PGRST000", "PGRST001", "PGRST002", "PGRST003"),
    ),
    statuses=(429, 503, 504),
):
    """The database is overloaded, restarting or out of reach; a later try may succeed.

    Without a code, whether the request was carried out is unknown.
    """


class QueryTimedOut(ServerError, codes=("57014",)):
    """The database cancelled a statement that took longer than its role may take."""


class RuleViolation(ApiError, codes=("KS",)):
    """A rule of the store was broken; each has its own code and class."""

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the refusal, parsed from the JSON in `detail`; empty without any."""
        try:
            facts = json.loads(self.detail or "{}")
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}


class MetricDirectionLocked(RuleViolation, codes=("KS101",)):
    """A competition's known metric direction is not changed once scored submissions exist.

    `competitions.correct_metric_direction` changes it deliberately.
    """


class UnknownField(RuleViolation, codes=("KS102",)):
    """A discovered competition has a field that the table does not have."""


class TooManyPartitions(RuleViolation, codes=("KS103",)):
    """More than 20 years of metric partitions were asked for at once."""


class UnequalArrays(RuleViolation, codes=("KS104",)):
    """The arrays of a batch of metric points differ in length."""


class BadBuckets(RuleViolation, codes=("KS105",)):
    """A series is divided into 1 to 5000 buckets."""


class MoveRefused(RuleViolation, codes=("KS201",)):
    """A status cannot become what was asked for from where it stands."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Statuses it can change to; empty in a final status."""
        return tuple(self.facts.get("allowed", ()))


class StepOutsideState(RuleViolation, codes=("KS202",)):
    """A step of the workflow does not belong to the execution's status."""


class WaitsForAnswer(RuleViolation, codes=("KS203",)):
    """A question that pauses the execution is open: its answer lets it go on."""


class ExecutionEnded(RuleViolation, codes=("KS204",)):
    """Nothing new is begun for an execution that has ended."""


class LeaseLost(RuleViolation, codes=("KS210",)):
    """The lease has ended or is another's: stop, for somebody else may be at this work.

    Raised by the database and, before anything is sent, by the store of a job that has lost it.
    """


class LeaseHeld(RuleViolation, codes=("KS211",)):
    """A worker holds the row: only it may change it until its lease ends; anybody may cancel it."""


class BadLease(RuleViolation, codes=("KS212", "KS213")):
    """A claim, a lease or a delay that cannot be given: its worker, its id or its time is wrong."""


class GpuBudgetExceeded(RuleViolation, codes=("KS220",)):
    """The execution's GPU budget has no room for this session; `facts` say what is left."""


class ContentChanged(RuleViolation, codes=("KS230",)):
    """The code is not the content that was looked at; read it again."""


class CodeInUse(RuleViolation, codes=("KS231",)):
    """A training job has used this revision; store the new one as a new row."""


class BadMetrics(RuleViolation, codes=("KS232",)):
    """Reported metrics are not names and numbers, or a figure is out of its range."""


class SubmissionLimitReached(RuleViolation, codes=("KS240",)):
    """The competition takes no more submissions today."""

    @property
    def resets_at(self) -> datetime | None:
        """Start of the next UTC day, when the limit resets."""
        moment = self.facts.get("resets_at")
        return datetime.fromisoformat(moment) if isinstance(moment, str) else None


class DuplicateFile(RuleViolation, codes=("KS241",)):
    """This file was sent to the competition before; `allow_duplicate=True` sends it again."""


class BadListing(RuleViolation, codes=("KS242",)):
    """What Kaggle is said to list cannot be a list of submissions; none of it was stored."""


class AlreadyAnswered(RuleViolation, codes=("KS250",)):
    """The question has another answer already; ask a new one."""


class AnswerShape(RuleViolation, codes=("KS251",)):
    """The answer's data lacks a field that was asked for, or has it in another type."""


class NotAnAnswer(RuleViolation, codes=("KS252",)):
    """Only approved, rejected and reviewed are answers."""


class WorkerTokenEnded(RuleViolation, codes=("KS301",)):
    """The worker's token has expired, or its execution has ended: stop."""


class OutsideWorkerScope(RuleViolation, codes=("KS302",)):
    """A worker's token opens the jobs, sessions and metrics of its own execution only."""


class NoEncryptionKey(RuleViolation, codes=("KS310",)):
    """The key is missing: nothing was stored, and nothing sealed under it can be read."""


class WrongKey(RuleViolation, codes=("KS311", "KS312")):
    """The key is not the one that was used, or too short to be one."""


class NotSealed(RuleViolation, codes=("KS313",)):
    """The value was not encrypted by this store, or was changed since."""


class EncryptionRequired(RuleViolation, codes=("KS320", "KS321")):
    """An encrypted setting is only written by `configurations.set`, and stays encrypted."""


class SessionEnded(RuleViolation, codes=("KS322",)):
    """The machine was given back: there is no way into it any more."""


class ReasonNeeded(RuleViolation, codes=("KS323",)):
    """Who goes onto a machine says why, in 3 to 500 characters."""


class BadSetting(RuleViolation, codes=("KS324",)):
    """A setting has a name of 1 to 200 characters, and a value that is not null."""


class SecretNotRequested(RuleViolation, codes=("KS325",)):
    """A secret is asked for, on record, before it is read; the SDK does both."""


class TooLarge(RuleViolation, codes=("KS330",)):
    """A JSON value is larger or deeper than the store takes."""


class NumberOutOfRange(RuleViolation, codes=("KS331",)):
    """A number in JSON exceeds double precision, or its fraction has more than 18 digits."""


class BadPolicy(RuleViolation, codes=("KS340",)):
    """A setting of upkeep is not a number that can be meant; nothing was dropped or deleted."""


class ArchiveDamaged(RuleViolation, codes=("KS341", "KS342")):
    """What is in the archive is not what was archived; nothing was deleted or restored."""


class NotAsArchived(RuleViolation, codes=("KS343",)):
    """An execution would not come back as it was; nothing was restored."""


class WrongFile(RuleViolation, codes=("KS344",)):
    """What was read back from a file is not what is in the archive: export it again."""


class NotAnArchive(RuleViolation, codes=("KS345",)):
    """The lines are not those of their checksum, or the execution is live or archived otherwise."""
