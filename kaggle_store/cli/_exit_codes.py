"""Exit codes of the data commands, and what they print for an error of the store."""

from __future__ import annotations

NOT_FOUND = 3
NOT_ALLOWED = 4
ANSWERED = 5
INVALID_ANSWER = 6

EXIT_CODES = {
    2: "wrong usage, such as an unknown column in --where",
    NOT_FOUND: "there is no such row",
}
"""Exit codes of every data command."""

WITH_VERBS = EXIT_CODES | {NOT_ALLOWED: "the row's state does not allow it; nothing was changed"}
"""Exit codes of commands that change rows."""


def exit_code(error: Exception) -> int:
    """Return the exit code for an error of the store."""
    from kaggle_store.errors import (
        AlreadyAnswered,
        BadSetting,
        Conflict,
        DecisionNotAllowed,
        IncompleteAnswer,
        InvalidAnswerData,
        InvalidInput,
        NotFound,
        ProposalChanged,
        ReasonNeeded,
        RejectionReasonNeeded,
        RuleViolation,
        SettingsError,
    )

    codes: tuple[tuple[type[Exception] | tuple[type[Exception], ...], int], ...] = (
        (NotFound, NOT_FOUND),
        (AlreadyAnswered, ANSWERED),
        ((InvalidAnswerData, DecisionNotAllowed, RejectionReasonNeeded), INVALID_ANSWER),
        ((IncompleteAnswer, ProposalChanged), INVALID_ANSWER),
        ((InvalidInput, SettingsError, BadSetting, ReasonNeeded), 2),
        ((RuleViolation, Conflict), NOT_ALLOWED),
    )
    return next((code for kinds, code in codes if isinstance(error, kinds)), 1)


def message(error: Exception) -> str:
    """Return an error of the store as a sentence for people, without codes and details."""
    from kaggle_store.errors import ApiError, InvalidInput

    if isinstance(error, ApiError):
        return f"{error.message}. {error.hint}" if error.hint else error.message
    return error.message if isinstance(error, InvalidInput) else str(error)
