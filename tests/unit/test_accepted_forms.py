"""Tolerant in form, strict in value: every input takes the same forms of each type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path, PureWindowsPath
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints
from uuid import UUID

import numpy as np
import pytest
from pydantic import AwareDatetime, JsonValue, TypeAdapter, with_config
from typing_extensions import TypedDict

from kaggle_store import AsyncKaggleStore, InvalidInput, KaggleStore, NotFound, UnexpectedResponse
from kaggle_store._requests.columns import Columns
from kaggle_store._requests.relation import Relation
from kaggle_store._requests.validation import checked
from kaggle_store.models._base import INPUT
from kaggle_store.resources import _tables
from tests.unit.conftest import KEY, URL, MockApi

ID = UUID("01890000-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 29, 10, 0, 0, 123456, tzinfo=UTC)


class Tensor:
    """A stand-in for torch's: `tolist()` converts any number of dimensions."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def tolist(self) -> Any:
        return self.value


class Scalar:
    """A stand-in for a scalar of another library, which has `item()` only."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def item(self) -> Any:
        return self.value


class Word(str):
    pass


class Forms(NamedTuple):
    """Values that mean the same, and values that are refused."""

    plain: Any
    same: list[Any]
    refused: list[Any]


FORMS: dict[Any, Forms] = {
    bool: Forms(
        True, [np.True_, Tensor(True), Scalar(True)], ["true", "1", 1, 0.0, np.int64(1), Tensor(1)]
    ),
    int: Forms(
        1,
        ["1", "+1", "01", np.int64(1), np.uint8(1), np.array(1), Tensor(1), Scalar(1)],
        ["1x", "1.0", " 1", "1_0", "", "nan", "¹", "9" * 5000, str(2**64), True, np.True_, 1.5,
         Decimal(1), np.array([1]), Tensor([1]), np.timedelta64(1, "ns"), np.float64(1), b"1"],
    ),
    float: Forms(
        0.5,
        ["0.5", ".5", "+5e-1", np.float32(0.5), np.float64(0.5), np.array(0.5), Decimal("0.5"),
         Tensor(0.5), Scalar(0.5)],
        ["0.5x", "1_0", " 0.5", "", "1e400", "1e-400", True, np.True_, Scalar(True),
         np.array([0.5]), "0x1", "\u0660", b"1", np.datetime64(1, "ns")],
    ),
    Decimal: Forms(
        Decimal("0.5"),
        ["0.5", ".5", 0.5, np.float32(0.5), np.float64(0.5), np.array(0.5), Tensor(0.5)],
        ["12abc", "nan", "inf", "-Infinity", "", "1_0", " 1", True, np.True_, np.float32("nan"),
         np.array([0.5]), b"1", "0x1"],
    ),
    datetime: Forms(
        AT,
        ["2026-11-29T10:00:00.123456Z", "2026-11-29T10:00:00.123456+00:00",
         "2026-11-29 10:00:00.123456+00", "2026-11-29t10:00:00.123456789z"],
        ["2026-11-29T10:00:00", "2026-11-29", "tomorrow", "", "1700000000", 1700000000, 1.7e9,
         datetime(2026, 1, 1), AT.date(), np.datetime64("2026-11-29T10:00", "us"),  # noqa: DTZ001
         np.datetime64(1, "ns"), "2026-13-01T00:00:00Z"],
    ),
    date: Forms(
        AT.date(), ["2026-11-29"], ["2026-11-29T10:00Z", "tomorrow", 20261129, 0, AT, True, "0"]
    ),
    UUID: Forms(ID, [str(ID), ID.hex, Word(ID), np.str_(ID)], ["no-id", 7, "", ID.int]),
    str: Forms(
        "a/b",
        [Path("a/b"), Word("a/b"), np.str_("a/b"), Enum("E", {"A": "a/b"}).A],  # type: ignore[attr-defined]
        [1, 0.5, b"a", True, ["a"], np.int64(1), Tensor("a\0"), Path("a\0b"), datetime.now(UTC)],
    ),
    list: Forms(
        ["a", "b"],
        [("a", "b"), {"a": 1, "b": 2}.keys(), np.array(["a", "b"]), Tensor(["a", "b"]),
         (Path("a"), np.str_("b")), np.array(["a", Path("b")], dtype=object)],
        ["ab", {"a": 1}, np.array([["a"]]), np.array([1]), [None], Tensor("a"), b"ab", 1],
    ),
    dict: Forms(
        {"a": [1, 0.5, True, "x", None]},
        [{"a": np.array([1, 0.5, True, Path("x"), None], dtype=object)},
         {np.str_("a"): (np.int64(1), np.float32(0.5), np.True_, Word("x"), Tensor(None))},
         {"a": [Scalar(1), Tensor(0.5), np.array(True), PureWindowsPath("x"), None]}],
        [{"a": np.float32("nan")}, {"a": np.array([1, np.inf])}, {"a": b"x"}, {"a": {1}},
         {"a": np.datetime64(1, "ns")}, {np.int64(1): 1}, {"a": Tensor("\0")}, {"a": 1j}],
    ),
}  # fmt: skip
"""The forms of each type of column."""


def kind_of(column: Any) -> Any:
    """Return the key in `FORMS` for a column's type; enums are a `Literal`."""
    if get_origin(column) is Annotated:
        column = get_args(column)[0]
    if column in (JsonValue, dict[str, JsonValue]):
        return dict
    return datetime if column is AwareDatetime else get_origin(column) or column


def forms_of(table: Relation[Any, Any], column: str) -> Forms:
    found = Columns(table.row)._type(column)
    if (kind := kind_of(found)) is not Literal:
        return FORMS[kind]
    label = get_args(found)[0]
    same = [Word(label), np.str_(label), Enum("E", {"A": label}).A]  # type: ignore[attr-defined]
    return Forms(label, same, [f"{label}x", "", 1, True, 0.5])


TABLES = [
    found._relation
    for found in (getattr(_tables, name) for name in _tables.__all__)
    if isinstance(getattr(found, "_relation", None), Relation)
]
BY_TABLE = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.row.table)


def outcome(call: Callable[[Any], Any], value: object) -> Any:
    """Return what would be sent; the type of the error if the value is refused."""
    try:
        # A float is sent with all decimals of its column, a Decimal with its own.
        return re.sub(r"\b0\.50+\b", "0.5", str(call(value)))
    except InvalidInput:
        return InvalidInput


def writes(table: Relation[Any, Any]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield each column that can be written, and the body of an insert or an update of it."""
    hints = get_type_hints(table._insert_type, include_extras=True)
    for column, hint in hints.items():
        # The column alone: the others that an insert requires are left out.
        only: Any = TypedDict("Only", {column: hint})  # type: ignore[misc]
        rows: TypeAdapter[Any] = TypeAdapter(list[with_config(INPUT)(only)])  # type: ignore[arg-type,misc]

        def insert(value: object, column: str = column, rows: TypeAdapter[Any] = rows) -> bytes:
            return rows.dump_json(checked(rows, [{column: value}], subject="Row", operation="x"))

        yield column, insert
    for column in get_type_hints(table._update_type):

        def update(value: object, column: str = column) -> bytes | None:
            return table.update({"id": ID}, {column: value}).body

        yield column, update


def reads(table: Relation[Any, Any]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Yield each column that can be compared, and the filters that are sent."""
    known = get_type_hints(table.full._where)
    for name in known:
        column, _, suffix = name.partition("__")

        def read(value: object, name: str = name, suffix: str = suffix) -> Any:
            # Equality takes lists: one of these values.
            return table.full.filters({name: value if suffix else [value]}, "x")

        if suffix != "ilike":
            yield column, read


@BY_TABLE
def test_every_form_is_sent_as_the_plain_value(table: Relation[Any, Any]) -> None:
    accepted = 0
    for column, call in (*writes(table), *reads(table)):
        forms = forms_of(table, column)
        plain = outcome(call, forms.plain)
        accepted += plain is not InvalidInput
        for value in forms.same:
            assert outcome(call, value) == plain, (column, value)
    assert accepted > 10


@BY_TABLE
def test_wrong_value_is_refused_in_every_column(table: Relation[Any, Any]) -> None:
    for column, call in (*writes(table), *reads(table)):
        for value in forms_of(table, column).refused:
            refused = outcome(call, value)
            assert refused is InvalidInput, (column, value)


def test_text_with_an_offset_is_that_time(api: MockApi, store: KaggleStore) -> None:
    there = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    text: Any = "2026-01-01T12:00:00+02:00"
    store.competitions.update_where({"deadline": text}, title="x")
    from_text = api.params
    store.competitions.update_where({"deadline": there}, title="x")
    assert api.params == from_text


NEW: dict[str, Any] = {"kaggle_id": "titanic", "title": "Titanic"}

MEANT: dict[str, tuple[Callable[[Any], Any], str]] = {
    "create": (
        lambda s: s.competitions.create(**NEW, dedline=1),
        "Competition.dedline: Extra inputs are not permitted; did you mean deadline?",
    ),
    "create_many": (
        lambda s: s.competitions.create_many([NEW, {**NEW, "prize_pol": 5}]),
        "Competition[1].prize_pol: Extra inputs are not permitted; did you mean prize_pool?",
    ),
    "update": (
        lambda s: s.competitions.update(ID, titel="x"),
        "Competition.titel: Extra inputs are not permitted; did you mean title?",
    ),
    "a column that is kept by the database": (
        lambda s: s.competitions.update(ID, created_at=AT),
        "Competition.created_at: this column cannot be given here",
    ),
    "filter": (
        lambda s: s.competitions.list(dedline__gt=AT),
        "dedline__gt: no such filter; did you mean deadline__gt",
    ),
    "order": (
        lambda s: s.competitions.list(order="-dedline"),
        "order: no such column: dedline; did you mean deadline",
    ),
    "a row of a function": (
        lambda s: s.system_metrics.record_rows([{"metric_nme": "x"}]),
        "SystemMetric[0].metric_nme: Extra inputs are not permitted; did you mean metric_name",
    ),
    "an enum's label": (
        lambda s: s.competitions.create(**NEW, problem_type="tabluar"),
        "; did you mean tabular? (given: 'tabluar')",
    ),
    "an enum's label in a filter": (
        lambda s: s.competitions.list(problem_type=["nlp", "tabluar"]),
        "; did you mean tabular? (given: 'tabluar')",
    ),
    "a number in a row": (
        lambda s: s.competitions.create_many([NEW, {**NEW, "prize_pool": "12abc"}]),
        "Competition[1].prize_pool: a number is required, not text (given: '12abc')",
    ),
    "a naive time": (
        lambda s: s.competitions.create(**NEW, deadline="2026-01-01T00:00:00"),
        "Competition.deadline: Input should have timezone info "
        "(given: datetime.datetime(2026, 1, 1, 0, 0))",
    ),
    "a value of another type": (
        lambda s: s.competitions.create(**NEW, participant_count=np.array([1])),
        "Competition.participant_count: Input should be a valid integer, not list",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("call", "message"), MEANT.values(), ids=MEANT)
async def test_refusal_names_field_value_and_what_was_meant(
    api: MockApi, store: KaggleStore, call: Callable[[Any], Any], message: str
) -> None:
    with pytest.raises(InvalidInput, match=re.escape(message)):
        call(store)
    async with AsyncKaggleStore(URL, KEY) as client:
        with pytest.raises(InvalidInput, match=re.escape(message)):
            await call(client)
    assert api.requests == []


@pytest.mark.parametrize("value", ["s3cret\0", 513379, b"s3cret"])
def test_refused_text_is_not_repeated(store: KaggleStore, value: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        store.configurations.set("token", value if isinstance(value, bytes) else [value, "\0"])
    with pytest.raises(InvalidInput) as text:
        store.competitions.create(kaggle_id="a", title=value)  # pyright: ignore[reportArgumentType]
    for error in (refused, text):
        assert "s3cret" not in str(error.value)
        assert "513379" not in str(error.value)


@pytest.mark.parametrize("key", [np.int64(3), Path("a"), 3])
def test_name_of_a_metric_is_text(store: KaggleStore, key: Any) -> None:
    with pytest.raises(InvalidInput, match=r"TrainingJob.* not (int|int64|PosixPath)"):
        store.training_jobs.report(ID, lease_id=ID, metrics={key: 0.5, "[key]": "0.5"})  # type: ignore[dict-item]


class Broken:
    def item(self, index: int) -> int:
        return index


def test_value_that_cannot_be_converted_is_refused(store: KaggleStore) -> None:
    value: Any = Broken()
    with pytest.raises(InvalidInput, match=r"participant_count: .* not Broken"):
        store.competitions.create(**NEW, participant_count=value)
    with pytest.raises(InvalidInput, match=r"participant_count: .* not Broken"):
        store.competitions.list(participant_count=value)


def test_iterator_is_kept_when_another_field_is_converted(api: MockApi, store: KaggleStore) -> None:
    tags: Any = (tag for tag in ["a", "b"])
    prize: Any = "0.1"
    with pytest.raises(UnexpectedResponse):
        store.competitions.create_many([{**NEW, "tags": tags, "prize_pool": prize}])  # type: ignore[typeddict-item]
    (sent,) = json.loads(api.requests[0].content)
    assert (sent["tags"], sent["prize_pool"]) == (["a", "b"], "0.1")


def test_input_is_not_changed(store: KaggleStore) -> None:
    row: Any = {
        **NEW,
        "prize_pool": "5",
        "tags": (np.str_("a"),),
        "source_record": {"a": Tensor(1)},
    }
    before = dict(row)
    with suppress(NotFound, UnexpectedResponse):
        store.competitions.create(**row)
    assert row == before


CALLS: dict[str, tuple[Callable[..., Any], list[tuple[Any, Any]]]] = {
    "limit": (lambda s, v: s.competitions.list(limit=v), [(7, "7")]),
    "offset": (lambda s, v: s.competitions.list(offset=v), [(7, "7")]),
    "lease": (lambda s, v: s.agent_executions.claim(worker="w", lease=v), [(0.5, "0.5")]),
    "claimed": (lambda s, v: s.agent_executions.claim(worker="w", limit=v), [(7, "7")]),
    "buckets": (lambda s, v: s.system_metrics.buckets(ID, "loss", v), [(7, "7")]),
    "attempt": (lambda s, v: s.system_metrics.buckets(ID, "loss", attempt=v), [(7, "7")]),
    "since": (
        lambda s, v: s.system_metrics.buckets(ID, "loss", since=v),
        [(AT, "2026-11-29T10:00:00.123456Z")],
    ),
    "utilization": (
        lambda s, v: s.gpu_sessions.heartbeat(ID, gpu_utilization_percent=v),
        [(55.5, "55.5")],
    ),
    "id": (lambda s, v: s.competitions.get(v), [(ID, str(ID))]),
    "score": (lambda s, v: s.submissions.mark_scored(ID, public_score=v), [(0.83, "0.83")]),
    "path": (
        lambda s, v: s.submissions.reserve(id=ID, execution_id=ID, submission_file_path=v),
        [("a/b.csv", Path("a/b.csv"))],
    ),
    "errors": (
        lambda s, v: s.generated_code.validate(
            ID, content_sha256="0" * 64, validation_status="invalid", validation_errors=v
        ),
        [(["a"], np.array(["a"])), (["a"], {"a"})],
    ),
    "ssh": (lambda s, v: s.gpu_sessions.set_ssh(ID, {"port": v}), [(22, np.int64(22))]),
}  # fmt: skip


@pytest.mark.parametrize(("call", "values"), CALLS.values(), ids=CALLS)
async def test_verbs_take_the_same_forms(
    api: MockApi, store: KaggleStore, call: Callable[..., Any], values: list[tuple[Any, Any]]
) -> None:
    def sent() -> set[tuple[str, str]]:
        new_id = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
        return {(str(r.url), re.sub(new_id, "", r.content.decode())) for r in api.requests}

    for plain, other in values:
        api.route.calls.reset()
        forms = [plain, other]
        forms += [np.array(plain), Tensor(plain)] if isinstance(plain, int) else []
        with suppress(NotFound, UnexpectedResponse):
            call(store, plain)
        expected = sent()
        for value in forms:
            with suppress(NotFound, UnexpectedResponse):
                call(store, value)
            async with AsyncKaggleStore(URL, KEY) as client:
                with suppress(NotFound, UnexpectedResponse):
                    await call(client, value)
        assert sent() == expected != set()
        assert len(api.requests) >= 2 * len(forms)
