"""LangChain's human-in-the-loop shapes survive the way through interventions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NotRequired, Union
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Discriminator, TypeAdapter, create_model
from typing_extensions import TypedDict

from kaggle_store.errors import InvalidInput
from kaggle_store.integrations import langchain
from kaggle_store.models import HumanIntervention

STATUS = {"approve": "approved", "edit": "approved", "reject": "rejected", "respond": "reviewed"}

TEXTS = st.text(max_size=20) | st.sampled_from(
    ["", " ", langchain.NO_REASON, langchain.NO_TEXT, f"{langchain.NO_REASON}\n", "\n", "no"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
NAMES = st.text(max_size=5)
ACTIONS = st.fixed_dictionaries({"name": NAMES, "args": st.dictionaries(st.text(), JSON)})
DECISIONS = st.one_of(
    st.just({"type": "approve"}),
    st.fixed_dictionaries({"type": st.just("edit"), "edited_action": ACTIONS}),
    st.fixed_dictionaries({"type": st.just("reject")}, optional={"message": TEXTS}),
    st.fixed_dictionaries({"type": st.just("respond"), "message": TEXTS}),
)


def row(asked: Any = None, answer: Any = None) -> HumanIntervention:
    """Return the row that a request and a response lead to, without a database."""
    given = {**dict.fromkeys(HumanIntervention.model_fields), **(asked or {})}
    given["id"] = UUID(int=1)
    if answer:
        given |= answer | {"status": STATUS[answer["decision"]], "responded_at": datetime.now(UTC)}
    return HumanIntervention.model_construct(**given)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a request as the middleware makes it: a configuration for each call."""
    actions = draw(
        st.lists(
            st.fixed_dictionaries(
                {"name": NAMES, "args": st.dictionaries(st.text(), JSON)},
                optional={"description": TEXTS},
            ),
            min_size=1,
            max_size=4,
        )
    )
    decisions = st.lists(st.sampled_from(sorted(STATUS)), min_size=1, unique=True)
    configs = [
        {"action_name": each["name"], "allowed_decisions": draw(decisions)} for each in actions
    ]
    return {"action_requests": actions, "review_configs": configs}


@given(given_request=requests())
def test_requests_survive(given_request: dict[str, Any]) -> None:
    rows = [row(each) for each in langchain.interventions(given_request)]
    assert langchain.request(rows) == given_request


@given(decisions=st.lists(DECISIONS, max_size=4))
def test_responses_survive(decisions: list[dict[str, Any]]) -> None:
    rows = [row(answer=each) for each in langchain.answers({"decisions": decisions})]
    assert langchain.response(rows) == {"decisions": decisions}
    for each in rows:
        if each.decision in ("reject", "respond"):
            assert (each.response or "").strip()


def test_call_becomes_an_intervention() -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    config = {"action_name": "submit", "allowed_decisions": ["edit"], "args_schema": schema}
    [asked] = langchain.interventions(
        {
            "action_requests": [{"name": "submit", "args": {"n": 1}, "description": "Sure?"}],
            "review_configs": [config],
        }
    )
    assert asked["title"] == "Call submit?"
    assert asked["description"] == "Sure?"
    assert asked["allowed_decisions"] == ["edit"]
    assert asked["proposal"] == {"name": "submit", "args": {"n": 1}}
    assert asked["response_schema"]["properties"]["args"] == schema


def test_configuration_is_found_by_name() -> None:
    actions: list[Any] = [{"name": name, "args": {}} for name in ("b", "a", "b")]
    configs = [
        {"action_name": name, "allowed_decisions": [decision]}
        for name, decision in (("a", "approve"), ("b", "reject"))
    ]
    found = langchain.interventions({"action_requests": actions, "review_configs": configs})
    assert [each["allowed_decisions"] for each in found] == [["reject"], ["approve"], ["reject"]]


def test_unusable_shapes_are_refused() -> None:
    action = {"name": "a", "args": {}}
    with pytest.raises(InvalidInput, match="review_configs"):
        langchain.interventions({"action_requests": [action], "review_configs": []})
    config = {"action_name": "a", "allowed_decisions": ["edit"], "args_schema": {"oneOf": []}}
    with pytest.raises(InvalidInput, match="args_schema: oneOf"):
        langchain.interventions({"action_requests": [action], "review_configs": [config]})
    with pytest.raises(InvalidInput, match="'maybe'"):
        langchain.answer({"type": "maybe"})
    with pytest.raises(InvalidInput, match="no response yet"):
        langchain.decision(row())
    with pytest.raises(InvalidInput, match="not made from"):
        langchain.request([row()])


def test_answers_of_people_convert() -> None:
    data = row(answer={"decision": "respond", "response_data": {"a": 1}})
    assert langchain.decision(data) == {"type": "respond", "message": '{"a": 1}'}
    withdrawn = row(
        {"status": "rejected", "response": "withdrawn", "responded_at": datetime.now(UTC)}
    )
    assert langchain.decision(withdrawn) == {"type": "reject", "message": "withdrawn"}


class Approve(TypedDict):
    type: Literal["approve"]


class Reject(TypedDict):
    type: Literal["reject"]
    message: NotRequired[str]


class Args(BaseModel):
    n: int
    when: datetime | None = None


def per_call_schema(args: Any, *, has_edit: bool = True) -> dict[str, Any]:
    """Return a response schema as the middleware publishes it for one call."""
    name: Any = (Literal["submit"], ...)
    action: Any = create_model("EditedAction", name=name, args=(args, ...))
    kind: Any = (Literal["edit"], ...)
    edit: Any = create_model("EditDecision", type=kind, edited_action=(action, ...))
    several: Any = Annotated[Union[Approve, edit, Reject], Discriminator("type")]  # noqa: UP007
    return TypeAdapter(several if has_edit else Approve).json_schema()


APPROVAL = {
    "type": "tool_approval",
    "tool_call_id": "call-1",
    "name": "submit",
    "args": {"n": 1},
    "description": "Sure?",
}


def test_call_is_approved_alone() -> None:
    asked = langchain.approval(APPROVAL, per_call_schema(create_model("Args", n=(int, ...))))
    assert asked["allowed_decisions"] == ["approve", "edit", "reject"]
    assert asked["response_schema"]["properties"]["name"] == {"const": "submit"}
    args = asked["response_schema"]["properties"]["args"]
    assert (args["type"], args["required"]) == ("object", ["n"])
    edited = {"type": "edit", "edited_action": {"name": "submit", "args": {"n": 2}}}
    assert langchain.decision(row(asked, langchain.answer(edited))) == edited


def test_call_with_one_decision_has_a_plain_schema() -> None:
    asked = langchain.approval(APPROVAL, per_call_schema(Args, has_edit=False))
    assert asked["allowed_decisions"] == ["approve"]


def test_arguments_that_cannot_be_checked_are_an_object() -> None:
    asked = langchain.approval(APPROVAL, per_call_schema(Args))
    assert asked["response_schema"]["properties"]["args"] == {"type": "object"}


def test_request_of_another_kind_is_not_converted() -> None:
    asked = row(langchain.approval(APPROVAL, per_call_schema(Args)))
    with pytest.raises(InvalidInput, match="was not made from such a request"):
        langchain.request([asked])
