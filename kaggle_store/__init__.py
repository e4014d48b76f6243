"""The state store for autonomous Kaggle agents: `KaggleStore` and `AsyncKaggleStore`.

Names are imported when they are first used, so that `import kaggle_store` costs almost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaggle_store.client import AsyncKaggleStore, KaggleStore
    from kaggle_store.errors import (
        AlreadyAnswered,
        AlreadyExists,
        AnswerShape,
        ApiError,
        ArchiveDamaged,
        AuthenticationFailed,
        BadBuckets,
        BadLease,
        BadListing,
        BadMetrics,
        BadPolicy,
        BadSetting,
        CheckFailed,
        CodeInUse,
        Conflict,
        ConnectionFailed,
        ContentChanged,
        DuplicateFile,
        EncryptionRequired,
        ExecutionEnded,
        GpuBudgetExceeded,
        InvalidInput,
        KaggleStoreError,
        LeaseHeld,
        LeaseLost,
        MetricDirectionLocked,
        MissingSchema,
        MoveRefused,
        NoEncryptionKey,
        NoResponse,
        NotAnAnswer,
        NotAnArchive,
        NotAsArchived,
        NotFound,
        NotSealed,
        OutsideWorkerScope,
        PermissionDenied,
        QueryTimedOut,
        ReasonNeeded,
        ReferenceMissing,
        RuleViolation,
        SecretNotRequested,
        ServerError,
        SessionEnded,
        SettingsError,
        SpoolError,
        StepOutsideState,
        StoreClosed,
        SubmissionLimitReached,
        TimedOut,
        TooLarge,
        TooManyPartitions,
        TransportError,
        Unavailable,
        UnequalArrays,
        UnexpectedAnswer,
        UnfilteredWrite,
        UnknownField,
        WaitsForAnswer,
        WorkerTokenEnded,
        WrongFile,
        WrongKey,
    )
    from kaggle_store.settings import Settings
else:
    # Type checkers would take any name for one that exists, so only the interpreter sees this.
    _MODULES = {"AsyncKaggleStore": "client", "KaggleStore": "client", "Settings": "settings"}

    def __getattr__(name: str) -> object:
        """Import a public name from its module (PEP 562)."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(f"{__name__}.{_MODULES.get(name, 'errors')}")
        value = globals()[name] = getattr(module, name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "AlreadyAnswered",
    "AlreadyExists",
    "AnswerShape",
    "ApiError",
    "ArchiveDamaged",
    "AsyncKaggleStore",
    "AuthenticationFailed",
    "BadBuckets",
    "BadLease",
    "BadListing",
    "BadMetrics",
    "BadPolicy",
    "BadSetting",
    "CheckFailed",
    "CodeInUse",
    "Conflict",
    "ConnectionFailed",
    "ContentChanged",
    "DuplicateFile",
    "EncryptionRequired",
    "ExecutionEnded",
    "GpuBudgetExceeded",
    "InvalidInput",
    "KaggleStore",
    "KaggleStoreError",
    "LeaseHeld",
    "LeaseLost",
    "MetricDirectionLocked",
    "MissingSchema",
    "MoveRefused",
    "NoEncryptionKey",
    "NoResponse",
    "NotAnAnswer",
    "NotAnArchive",
    "NotAsArchived",
    "NotFound",
    "NotSealed",
    "OutsideWorkerScope",
    "PermissionDenied",
    "QueryTimedOut",
    "ReasonNeeded",
    "ReferenceMissing",
    "RuleViolation",
    "SecretNotRequested",
    "ServerError",
    "SessionEnded",
    "Settings",
    "SettingsError",
    "SpoolError",
    "StepOutsideState",
    "StoreClosed",
    "SubmissionLimitReached",
    "TimedOut",
    "TooLarge",
    "TooManyPartitions",
    "TransportError",
    "Unavailable",
    "UnequalArrays",
    "UnexpectedAnswer",
    "UnfilteredWrite",
    "UnknownField",
    "WaitsForAnswer",
    "WorkerTokenEnded",
    "WrongFile",
    "WrongKey",
]
