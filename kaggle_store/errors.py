# ruff: noqa: N818 - class names say what happened and need no suffix
"""Every error of the package, as one tree.

    KaggleStoreError
    ├── SettingsError                    URL or key missing or malformed
    ├── SignInError                      a person could not sign in, or out
    │   └── SignInRequired               not signed in, or the session has ended
    ├── SpoolError                       spool folder not private, or without file locks
    ├── StoreClosed                      closed, or used from another event loop or process
    ├── InvalidInput                     refused before the request was sent (also a ValueError)
    │   └── UnfilteredWrite              an update or delete of every row
    ├── TransportError                   no response arrived
    │   ├── ConnectionFailed             refused, reset or cut off
    │   └── TimedOut                     slower than the client's timeout
    ├── InterventionTimedOut             no person answered an intervention in time
    ├── AnswerRefusedByModel             an answer fits its schema, but not the model's validators
    ├── ScoringTimedOut                  a submission was not scored in time
    ├── UnexpectedResponse               not a response of PostgREST
    │   └── TruncatedResponse            Max rows cut the rows of the response
    ├── LocalStackError                  the local stack cannot start, stop or be found
    ├── InstallError                     the store cannot be installed here, or uninstalled
    ├── BackupError                      a backup or restore failed or was refused
    │   ├── FullBackupRequired           an incremental backup cannot continue its chain
    │   ├── DamagedBackup                a file is missing or changed
    │   │   └── BadSeal                  not sealed with the configured key
    │   │       └── SealDiffers          sealed with another key
    │   ├── RestoreTargetInUse           the target already holds rows
    │   ├── EncryptionKeysDiffer         the target has other encryption keys
    │   └── PostgresProgramsMissing      no pg_dump as new as the server
    ├── ArchiveFileDamaged               not an archived execution, or damaged
    ├── ArtifactError                    the storage of artifacts cannot be used
    │   ├── ArtifactDamaged              a stored file was changed or cut short
    │   └── ArtifactMissing              a stored file is not in this storage
    ├── MetricsHistoryError              months of metrics cannot be exported or read
    │   └── MetricsHistoryDamaged        a file of a month is missing, changed or cut short
    ├── InvalidChannel                   a channel of notifications is invalid
    ├── KaggleError                      a call to Kaggle's API failed
    │   ├── KaggleCredentialsMissing     no token or key for Kaggle was found
    │   ├── KaggleClientChanged          kagglesdk has changed, or is not installed
    │   ├── KaggleUnavailable            out of reach, overloaded, or no usable response
    │   │   └── KaggleRateLimited        too many requests: try later
    │   ├── KaggleRefused                Kaggle refused the request
    │   │   ├── KaggleSignInFailed       token or key invalid or expired
    │   │   ├── KaggleNotJoined          not joined, rules not accepted, or a wrong slug
    │   │   ├── KaggleNotFound           no such competition, closed, or no such submission
    │   │   └── KaggleLimitReached       no submission is allowed now
    │   └── SubmissionOutcomeUnknown     sent, and it is unknown whether Kaggle has it
    ├── InvalidProvider                  the settings of a GPU provider are invalid
    ├── ProviderError                    a GPU provider refused a request, or did not respond
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
        │   │   └── OutOfResources       out of memory, connections or another resource
        │   │       └── DiskFull         the database's disk is full: nothing is stored
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
            ├── NothingSubmitted         KS205
            ├── LeaseLost                KS210
            ├── LeaseHeld                KS211
            ├── BadLease                 KS212, KS213
            ├── GpuBudgetExceeded        KS220
            ├── BadTermination           KS221, KS222
            ├── ContentChanged           KS230
            ├── CodeInUse                KS231
            ├── BadMetrics               KS232
            ├── CodeCycle                KS233
            ├── ParentFixed              KS234
            ├── SubmissionLimitReached   KS240
            ├── DuplicateFile            KS241
            ├── BadListing               KS242
            ├── AlreadyAnswered          KS250
            ├── InvalidAnswerData        KS251
            ├── DecisionNotAllowed       KS252
            ├── UnsupportedSchema        KS254
            ├── ContradictoryRequest     KS255
            ├── InvalidProposal          KS256
            ├── RejectionReasonNeeded    KS257
            ├── IncompleteAnswer         KS258
            ├── ProposalChanged          KS259
            ├── TooManySteps             KS260
            ├── RoundEnded               KS261
            ├── WorkerTokenEnded         KS301
            ├── OutsideWorkerScope       KS302
            ├── NoEncryptionKey          KS310
            ├── WrongKey                 KS311, KS312
            ├── InvalidCiphertext        KS313, KS314
            ├── EncryptionRequired       KS320, KS321
            ├── SessionEnded             KS322
            ├── ReasonNeeded             KS323
            ├── BadSetting               KS324, KS371
            ├── SecretNotRequested       KS325
            ├── TooLarge                 KS330
            ├── NumberOutOfRange         KS331
            ├── BadPolicy                KS340
            ├── ArchivedRowsChanged      KS341, KS342
            ├── RestoreNotExact          KS343
            ├── ArchiveFileDiffers       KS344
            ├── ArchiveNotImportable     KS345
            ├── AccessNotRecorded        KS350
            ├── UnknownUser              KS360
            ├── BadChannels              KS370
            └── InvalidCursor            KS380, KS381

An `ApiError` subclass is chosen by the error code first and by the HTTP status second, because a
proxy may change the status but never the code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

UNAVAILABLE = (408, 425, 429, 500, 502, 503, 504, *range(520, 526), 530)
"""HTTP statuses that, without an error code, mean that a later try may succeed: the server is
overloaded, restarting or unreachable behind a proxy (520 and above are Cloudflare's)."""

UNDONE = ("40001", "40P01", "55P03")
"""Codes of a request that lost a race for locks: the database has undone all of it."""

_DATABASE_CODE = re.compile(r"PGRST\w+|(?!PT\d)(?=\w*\d)[0-9A-Z]{5}")
"""An SQLSTATE or a code of PostgREST, but not `PTnnn`, by which a function chooses a status."""


def is_database_code(code: str | None) -> bool:
    """Return True for a code of PostgreSQL or PostgREST, False for a gateway's own.

    With such a code the request has ended and the status adds nothing.
    """
    return _DATABASE_CODE.fullmatch(code or "") is not None


class KaggleStoreError(Exception):
    """Base class of every error that this package raises."""

    operation: str | None = None
    """The call that failed, for example `competitions.create`."""
    attempts: int = 1
    """How often the request was sent."""
    seconds: float = 0.0
    """Seconds from the first attempt to the last, if there were several."""

    def __init__(self, message: str, *, operation: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        """What is wrong, and with which value or field."""
        self.operation = operation

    def __str__(self) -> str:
        text = f"{self.operation}: {self.message}" if self.operation else self.message
        tried = f" (tried {self.attempts} times in {self.seconds:.1f} s)"
        return text + tried if self.attempts > 1 else text

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
    """The URL, key or access token of the project is missing or malformed."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        missing: Literal["url", "key"] | None = None,
    ) -> None:
        super().__init__(message, operation=operation)
        self.missing = missing
        """The argument that was found nowhere: `url`, `key`, or None."""


class SignInError(KaggleStoreError):
    """A person could not sign in: wrong password, unconfirmed address, unusable session file."""


class SignInRequired(SignInError):
    """No person is signed in to the project, or the session has ended or was revoked."""


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
        """Each field that is wrong, and its rule."""


class UnfilteredWrite(InvalidInput):
    """An update or delete has no filter and would affect every row of the table."""


class TransportError(KaggleStoreError):
    """No response arrived; whether the request was carried out is unknown."""


class ConnectionFailed(TransportError):
    """The connection was refused or reset, or ended before the response was complete."""


class TimedOut(TransportError):
    """The response took longer than the client's timeout."""


class InterventionTimedOut(KaggleStoreError, TimeoutError):
    """No person has answered the intervention within the timeout; it stays open."""


class AnswerRefusedByModel(KaggleStoreError, ValueError):
    """An answer satisfies the intervention's schema, but not the model's own validators.

    The intervention stays answered; request a new one.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        errors: Sequence[dict[str, str]] = (),
    ) -> None:
        super().__init__(message, operation=operation)
        self.details: dict[str, Any] = {"errors": list(errors)}
        """`{"errors": [{"path": "/budget", "message": "…"}, …]}`: JSON pointers and problems."""


class ScoringTimedOut(KaggleStoreError, TimeoutError):
    """The submission has no score within the timeout, and neither failed nor was disqualified."""


class UnexpectedResponse(KaggleStoreError):
    """The response is not one of PostgREST: another shape, a proxy's HTML, a redirect."""

    def __init__(
        self, message: str, *, operation: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, operation=operation)
        self.status = status
        """The HTTP status, where it is known."""


class TruncatedResponse(UnexpectedResponse):
    """The server returned fewer rows than there are (Max rows); the call was carried out."""


class LocalStackError(KaggleStoreError):
    """A local stack cannot be started, stopped or found; the message has the remedy."""


class InstallError(KaggleStoreError):
    """The store cannot be installed into a project, or uninstalled; nothing was written."""

    def __init__(self, message: str, reasons: Sequence[str] = ()) -> None:
        super().__init__("\n".join([message, *(f"  - {reason}" for reason in reasons)]))
        self.reasons = tuple(reasons)
        """All reasons, each a sentence."""


class BackupError(KaggleStoreError):
    """A backup or restore failed or was refused; what existed before is unchanged."""


class FullBackupRequired(BackupError):
    """The changes since the last backup cannot be determined; make a full backup."""


class DamagedBackup(BackupError):
    """A backup cannot be trusted: a file is missing or changed, or its chain is incomplete."""


class BadSeal(DamagedBackup):
    """A seal key is configured and the backup was not sealed with it."""


class SealDiffers(BadSeal):
    """The backup has a seal, of another key than the configured one."""


class RestoreTargetInUse(BackupError):
    """The store to restore into already holds rows."""


class EncryptionKeysDiffer(BackupError):
    """The store to restore into has other encryption keys than the backup's source."""


class PostgresProgramsMissing(BackupError):
    """PostgreSQL's client programs are missing or older than the server."""


class ArchiveFileDamaged(KaggleStoreError):
    """A file is not an archived execution, or is damaged."""


class ArtifactError(KaggleStoreError):
    """A file cannot be stored or read: a full disk, a folder of another user, no such bucket."""

    uri: str | None = None
    """The URI of the file, where it is known."""

    def __init__(
        self, message: str, *, operation: str | None = None, uri: str | None = None
    ) -> None:
        super().__init__(message, operation=operation)
        self.uri = uri


class ArtifactDamaged(ArtifactError):
    """A stored file is not what was stored: its size or SHA-256 differs."""

    expected_sha256: str | None = None
    """The SHA-256 of what was stored, in hexadecimal digits."""
    found_sha256: str | None = None
    """The SHA-256 of the file as it is now."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        uri: str | None = None,
        expected_sha256: str | None = None,
        found_sha256: str | None = None,
    ) -> None:
        super().__init__(message, operation=operation, uri=uri)
        self.expected_sha256 = expected_sha256
        self.found_sha256 = found_sha256


class ArtifactMissing(ArtifactError):
    """A stored file is not in the storage that this client uses."""


class MetricsHistoryError(KaggleStoreError):
    """Months of metrics cannot be exported or read: no such storage, or a full disk."""


class MetricsHistoryDamaged(MetricsHistoryError):
    """A file of an exported month is missing, changed or cut short."""

    uri: str | None = None
    """The URI of the file, where it is known."""

    def __init__(
        self, message: str, *, operation: str | None = None, uri: str | None = None
    ) -> None:
        super().__init__(message, operation=operation)
        self.uri = uri


class InvalidChannel(KaggleStoreError):
    """A channel of the setting `notification.channels` is invalid; its URL is not quoted."""

    channel: str | None = None
    """The name of the channel; None for the whole setting."""
    field: str | None = None
    """The field that is wrong, such as `url`."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        channel: str | None = None,
        field: str | None = None,
    ) -> None:
        named = ".".join(name for name in (channel, field) if name)
        super().__init__(f"{named}: {message}" if named else message, operation=operation)
        self.channel = channel
        self.field = field


class KaggleError(KaggleStoreError):
    """A call to Kaggle's API failed."""

    def __init__(
        self, message: str, *, operation: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, operation=operation)
        self.status = status
        """The HTTP status, or the code in the response, where it is known."""


class KaggleCredentialsMissing(KaggleError):
    """No API token, user name and key, or file with them was found, or the file is unusable."""


class KaggleClientChanged(KaggleError):
    """The package kagglesdk is not installed, or a part of it that the store uses has changed."""


class KaggleUnavailable(KaggleError):
    """Kaggle is out of reach or overloaded, or its response is unreadable; a later try may work."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        status: int | None = None,
        may_have_arrived: bool = True,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, operation=operation, status=status)
        self.may_have_arrived = may_have_arrived
        """False if the request was certainly not carried out."""
        self.retry_after = retry_after
        """Seconds that Kaggle asks to wait; None if it does not."""


class KaggleRateLimited(KaggleUnavailable):
    """Kaggle received too many requests and did not carry this one out."""


class KaggleRefused(KaggleError):
    """Kaggle refused the request and did not carry it out."""


class KaggleSignInFailed(KaggleRefused):
    """Kaggle does not accept the token or key: it is wrong, expired or revoked."""


class KaggleNotJoined(KaggleRefused):
    """The account has not joined the competition or accepted its rules, or the slug is wrong."""


class KaggleNotFound(KaggleRefused):
    """There is no such competition or submission, or the competition has closed."""


class KaggleLimitReached(KaggleRefused):
    """Kaggle allows no submission now.

    Submissions of people and team mates count too.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        status: int | None = None,
        resets_at: datetime | None = None,
    ) -> None:
        super().__init__(message, operation=operation, status=status)
        self.resets_at = resets_at
        """When the next UTC day begins; None where that does not help."""


class SubmissionOutcomeUnknown(KaggleError):
    """A submission was sent and it is unknown whether Kaggle has it: never send it again by hand.

    Call `submit` again with the same arguments, or `reconcile`.
    """

    submission_id: UUID | None = None
    """The id of the submission in the store."""


class InvalidProvider(KaggleStoreError):
    """The settings of a GPU provider are invalid; no key is quoted."""


class ProviderError(KaggleStoreError):
    """A GPU provider refused a request, did not respond, or sent an unexpected response."""

    def __init__(
        self, message: str, *, operation: str | None = None, is_refused: bool = False
    ) -> None:
        super().__init__(message, operation=operation)
        self.is_refused = is_refused
        """True where the key was refused: the next request will be, too."""


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
        """The SQLSTATE, or PostgREST's code; None for an error of a gateway without one."""
        self.status = status
        """The HTTP status."""
        self.detail = detail
        """The database's details; of a `RuleViolation` a JSON object, parsed in `facts`."""
        self.hint = hint
        """What to do about it, where the database or the SDK has advice."""

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
    def class_for(code: str | None, status: int) -> type[ApiError]:
        """Return the class for the longest registered prefix of the code, else for the status."""
        code = code if code and is_database_code(code) else ""
        for length in range(len(code), 1, -1):
            if kind := ApiError._by_code.get(code[:length]):
                return kind
        if not code and status in UNAVAILABLE:
            return Unavailable
        by_status = ApiError._by_status.get(status) if status < 500 else ServerError
        return by_status or ApiError


class AuthenticationFailed(ApiError, codes=("PGRST30",), statuses=(401,)):
    """The key or access token is missing, invalid or expired."""

    is_early: bool = False
    """True if the token is refused only because it begins later by the server's clock."""


class PermissionDenied(ApiError, codes=("42501",), statuses=(403,)):
    """The role of the key may not do this to this table or row."""


class NotFound(ApiError, codes=("PGRST116", "P0002")):
    """No row matches."""


class Conflict(ApiError, codes=("23",), statuses=(409,)):
    """The change conflicts with existing rows."""


class AlreadyExists(Conflict, codes=("23505", "KS253")):
    """Another row has this unique value."""


class ReferenceMissing(Conflict, codes=("23503",)):
    """The row references a row that does not exist, or other rows still reference it."""


class CheckFailed(ApiError, codes=("22", "23502", "23514")):
    """A value breaks a rule of the table: out of range, null, or inconsistent with another."""


class MissingSchema(
    ApiError,
    codes=(
        *("PGRST106", "PGRST200", "PGRST202", "PGRST203", "PGRST204", "PGRST205"),
        *("3F000", "42703", "42704", "42883", "42P01"),
    ),
):
    """The database lacks a table, column or function of this version: apply its migrations.

    `missing` names it and `migration` is the file that creates it, where known; `detail` is the
    server's message, `hint` the remedy. `kaggle-store doctor` checks all of them.
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
        *("08", "40001", "40P01", "55P03", "57P"),
        *("PGRST000", "PGRST001", "PGRST002", "PGRST003"),
    ),
):
    """The database is overloaded, restarting or out of reach; a later try may succeed.

    Without a code, whether the request was carried out is unknown. With 40001, 40P01 or 55P03 other
    requests held the rows, and nothing was changed.
    """


class OutOfResources(Unavailable, codes=("53",)):
    """The database server is out of memory, connections or another resource."""


class DiskFull(OutOfResources, codes=("53100",)):
    """The database's disk is full: nothing can be stored until space is freed.

    Recorded metrics stay in their spool meanwhile; `kaggle-store doctor` tests with a write.
    """


class QueryTimedOut(ServerError, codes=("57014",)):
    """The database cancelled a statement that exceeded the role's `statement_timeout`."""


class RuleViolation(ApiError, codes=("KS",)):
    """A rule of the store was broken; each rule has its own code and class."""

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the refusal, parsed from the JSON in `detail`; empty without any."""
        try:
            facts = json.loads(self.detail or "{}")
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}


class MetricDirectionLocked(RuleViolation, codes=("KS101",)):
    """The metric direction cannot change once scored submissions exist.

    `competitions.correct_metric_direction` changes it deliberately.
    """


class UnknownField(RuleViolation, codes=("KS102",)):
    """A discovered competition has a field that is not a column of the table."""


class TooManyPartitions(RuleViolation, codes=("KS103",)):
    """More than 20 years of metric partitions were requested in one call."""


class UnequalArrays(RuleViolation, codes=("KS104",)):
    """The arrays of a batch of metric points differ in length."""


class BadBuckets(RuleViolation, codes=("KS105",)):
    """The number of buckets of a series is not between 1 and 5000."""


class MoveRefused(RuleViolation, codes=("KS201",)):
    """The status cannot change to the requested one; `allowed` lists those it can change to."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Statuses it can change to; empty in a final status."""
        return tuple(self.facts.get("allowed", ()))


class StepOutsideState(RuleViolation, codes=("KS202",)):
    """The workflow step does not belong to the execution's status."""


class WaitsForAnswer(RuleViolation, codes=("KS203",)):
    """An open intervention pauses the execution; answer it first."""


class ExecutionEnded(RuleViolation, codes=("KS204",)):
    """The execution has ended; nothing new can be started for it."""


class NothingSubmitted(RuleViolation, codes=("KS205",)):
    """The execution cannot be completed: Kaggle has received no submission of it."""


class LeaseLost(RuleViolation, codes=("KS210",)):
    """The lease has ended or belongs to another worker: stop working.

    Raised by the database, and by a job's own client before it sends a request.
    """


class LeaseHeld(RuleViolation, codes=("KS211",)):
    """Another worker holds the lease: until it ends, other clients can only cancel the work."""


class BadLease(RuleViolation, codes=("KS212", "KS213")):
    """A lease argument is invalid: the worker, the lease id, the duration or the delay."""


class GpuBudgetExceeded(RuleViolation, codes=("KS220",)):
    """The execution's remaining GPU budget is too small; `facts` has the amounts."""


class BadTermination(RuleViolation, codes=("KS221", "KS222")):
    """The outcome of a termination, or a list of machines, is invalid; nothing was stored."""


class ContentChanged(RuleViolation, codes=("KS230",)):
    """The code is no longer the content that was reviewed; read it again."""


class CodeInUse(RuleViolation, codes=("KS231",)):
    """A training job has used this revision; store the change as a new row."""


class BadMetrics(RuleViolation, codes=("KS232",)):
    """Reported metrics are not names and numbers, or a number is out of range."""


class CodeCycle(RuleViolation, codes=("KS233",)):
    """Files of code would be their own ancestors; `facts["ids"]` names up to 20 of them."""


class ParentFixed(RuleViolation, codes=("KS234",)):
    """A file of code keeps the parent that it was stored with."""


class SubmissionLimitReached(RuleViolation, codes=("KS240",)):
    """The competition accepts no more submissions today."""

    @property
    def resets_at(self) -> datetime | None:
        """Start of the next UTC day, when the limit resets."""
        moment = self.facts.get("resets_at")
        return datetime.fromisoformat(moment) if isinstance(moment, str) else None


class DuplicateFile(RuleViolation, codes=("KS241",)):
    """The file was already sent to the competition; `allow_duplicate=True` sends it again."""


class BadListing(RuleViolation, codes=("KS242",)):
    """The listing is not a list of Kaggle submissions; none of it was stored."""


class AlreadyAnswered(RuleViolation, codes=("KS250",)):
    """The intervention already has another answer; request a new one."""


class InvalidAnswerData(RuleViolation, codes=("KS251",)):
    """The answer's data does not satisfy the intervention's schema."""

    @property
    def details(self) -> dict[str, Any]:
        """`{"errors": [{"path": "/budget", "message": "…"}, …]}`: JSON pointers and problems."""
        return self.facts


class DecisionNotAllowed(RuleViolation, codes=("KS252",)):
    """The intervention does not allow this decision; `facts` has those that it allows."""


class UnsupportedSchema(RuleViolation, codes=("KS254",)):
    """The schema is malformed or has a keyword that the store does not check."""


class ContradictoryRequest(RuleViolation, codes=("KS255",)):
    """The allowed decisions, the proposal and the timeout action do not fit together."""


class InvalidProposal(RuleViolation, codes=("KS256",)):
    """The proposal does not satisfy the schema."""

    @property
    def details(self) -> dict[str, Any]:
        """`{"errors": [{"path": "/budget", "message": "…"}, …]}`: JSON pointers and problems."""
        return self.facts


class RejectionReasonNeeded(RuleViolation, codes=("KS257",)):
    """A rejection has no reason; give it as `response`."""


class IncompleteAnswer(RuleViolation, codes=("KS258",)):
    """The decision `edit` has no data, or `respond` neither text nor data."""


class ProposalChanged(RuleViolation, codes=("KS259",)):
    """The data of an approval differs from the proposal; decide `edit` to change it."""


class TooManySteps(RuleViolation, codes=("KS260",)):
    """The execution has 10,000 steps; keep several results in one step."""


class RoundEnded(RuleViolation, codes=("KS261",)):
    """The execution is in another round than the step's; `facts` has its round."""


class WorkerTokenEnded(RuleViolation, codes=("KS301",)):
    """The worker's token has expired or its execution has ended: stop working."""


class OutsideWorkerScope(RuleViolation, codes=("KS302",)):
    """A worker's token reaches only its own execution's jobs, sessions and metrics."""


class NoEncryptionKey(RuleViolation, codes=("KS310",)):
    """The encryption key is missing: nothing was stored, and its values cannot be read."""


class WrongKey(RuleViolation, codes=("KS311", "KS312")):
    """The encryption key is not the one that was used, or is too short."""


class InvalidCiphertext(RuleViolation, codes=("KS313", "KS314")):
    """A value was not encrypted by this store, or was changed afterwards, or its key is lost.

    A key rotation (KS314) lists every such setting and session in `facts`.
    """


class EncryptionRequired(RuleViolation, codes=("KS320", "KS321")):
    """An encrypted setting can only be written by `configurations.set`, and stays encrypted."""


class SessionEnded(RuleViolation, codes=("KS322",)):
    """The GPU session has ended, so its SSH credentials are no longer available."""


class ReasonNeeded(RuleViolation, codes=("KS323",)):
    """A reason for reading a secret has 3 to 500 characters; SSH credentials require one."""


class BadSetting(RuleViolation, codes=("KS324", "KS371")):
    """A setting has no name of 1 to 200 characters, or a value that is null or has another form."""


class SecretNotRequested(RuleViolation, codes=("KS325",)):
    """A secret must be requested, which is recorded, before it is read; the SDK does both."""


class TooLarge(RuleViolation, codes=("KS330",)):
    """A JSON value is larger or more deeply nested than the store accepts."""


class NumberOutOfRange(RuleViolation, codes=("KS331",)):
    """A number in JSON is beyond double precision or has more than 18 significant digits."""


class BadPolicy(RuleViolation, codes=("KS340",)):
    """A setting of upkeep is not a usable number; nothing was dropped or deleted."""


class ArchivedRowsChanged(RuleViolation, codes=("KS341", "KS342")):
    """The archived rows are not those that were archived; nothing was deleted or restored."""


class RestoreNotExact(RuleViolation, codes=("KS343",)):
    """The execution would not be restored exactly as archived; nothing was restored."""


class ArchiveFileDiffers(RuleViolation, codes=("KS344",)):
    """The file read back differs from the archive: export it again."""


class ArchiveNotImportable(RuleViolation, codes=("KS345",)):
    """The lines cannot be restored or hold work in progress, or the execution exists already."""


class AccessNotRecorded(RuleViolation, codes=("KS350",)):
    """The database has no record of the store's rights, so they cannot be restored."""


class UnknownUser(RuleViolation, codes=("KS360",)):
    """An id or e-mail address names no user or member, several, or an unconfirmed one."""


class InvalidCursor(RuleViolation, codes=("KS380", "KS381")):
    """The cursor is not one of `watch`, or of another database than this, such as before a restore.

    Watch without a cursor, and read what was missed with `audit_log.between`.
    """


class BadChannels(RuleViolation, codes=("KS370",)):
    """The filters of a notifier's channels are not kinds, priorities and assignees, as arrays."""
