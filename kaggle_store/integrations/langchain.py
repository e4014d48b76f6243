"""Convert LangChain's human-in-the-loop requests to interventions, and responses back.

`HumanInTheLoopMiddleware` interrupts an agent with a request of one or several tool calls, and is
resumed with one decision for each. Nothing of LangChain is imported: both are plain dicts.

    asked = [
        store.human_interventions.request(execution_id=work.id, **each)
        for each in langchain.interventions(interrupt.value)
    ]
    answered = [store.human_interventions.wait_for_response(each.id) for each in asked]
    agent.invoke(Command(resume=langchain.response(answered)), config)

With `interrupt_mode="per_call"` it interrupts once for each call, and is resumed with its decision:

    asked = store.human_interventions.request(
        execution_id=work.id, **langchain.approval(interrupt.value, interrupt.response_schema)
    )
    answered = store.human_interventions.wait_for_response(asked.id)
    agent.invoke(Command(resume={interrupt.id: langchain.decision(answered)}), config)

Numbers come back as JSON has them: `1e20` as an integer, equal in value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from kaggle_store._requests.answer_schema import schema_subset
from kaggle_store.errors import InvalidInput
from kaggle_store.models import HumanIntervention, InterventionDecision, InterventionType

__all__ = [
    "answer",
    "answers",
    "approval",
    "decision",
    "interventions",
    "request",
    "response",
]

NO_REASON = "rejected without a reason"
"""The reason of a rejection for which LangChain has no message, as the store requires one."""
NO_TEXT = "responded without text"
"""The response for which LangChain's message is blank."""

_NOT_IN_A_NAME = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")


class Action(TypedDict):
    """A tool call: its name and arguments."""

    name: str
    args: dict[str, Any]


class ActionRequest(Action):
    """A tool call to decide about."""

    description: NotRequired[str]


class ReviewConfig(TypedDict):
    """Which decisions a tool allows."""

    action_name: str
    allowed_decisions: list[InterventionDecision]
    args_schema: NotRequired[dict[str, Any]]


class Request(TypedDict):
    """LangChain's `HITLRequest`."""

    action_requests: list[ActionRequest]
    review_configs: list[ReviewConfig]


class Decision(TypedDict):
    """One of LangChain's decisions: `edit` has an action, `reject` and `respond` a message."""

    type: InterventionDecision
    edited_action: NotRequired[Action]
    message: NotRequired[str]


class Response(TypedDict):
    """LangChain's `HITLResponse`."""

    decisions: list[Decision]


class Intervention(TypedDict):
    """Arguments of `human_interventions.request`, besides the execution."""

    intervention_type: InterventionType
    title: str
    description: str
    allowed_decisions: list[InterventionDecision]
    proposal: ActionRequest | Action
    response_schema: dict[str, Any]
    context_data: dict[str, Any]


class Answer(TypedDict):
    """Arguments of `human_interventions.respond`, besides the id."""

    decision: InterventionDecision
    response: NotRequired[str]
    response_data: NotRequired[dict[str, Any]]


Kind: TypeAlias = Literal["approve", "edit", "reject", "respond"]


def interventions(request: Mapping[str, Any]) -> list[Intervention]:
    """Return what to request for each tool call of LangChain's request, in its order.

    The proposal is the call, `{"name": …, "args": …}`. Raises `InvalidInput` for a call without a
    review configuration, and for an `args_schema` that the database cannot check.
    """
    configs: Sequence[ReviewConfig] = request["review_configs"]
    actions: Sequence[ActionRequest] = request["action_requests"]
    return [_reviewed(each, _config(configs, at, each)) for at, each in enumerate(actions)]


def approval(request: Mapping[str, Any], response_schema: Mapping[str, Any]) -> Intervention:
    """Return what to request for the one tool call of LangChain's `ToolApprovalRequest`.

    `request` and `response_schema` are the interrupt's `value` and `response_schema`, which says
    the allowed decisions. An edit keeps the tool's name. Arguments whose schema the database cannot
    check must only be an object; LangGraph checks them when the agent is resumed.
    """
    branches = _branches(response_schema)
    action: ActionRequest = {
        "name": request["name"],
        "args": request["args"],
        "description": request["description"],
    }
    args = _edited_args(response_schema, branches["edit"]) if "edit" in branches else {}
    schema = _call_schema({"const": request["name"]}, {"type": "object"} | args)
    return _intervention(action, list(branches), schema, {"tool_call_id": request["tool_call_id"]})


def request(interventions: Iterable[HumanIntervention]) -> Request:
    """Return LangChain's request that these interventions were made from."""
    found = [_stored(each) for each in interventions]
    return {
        "action_requests": [action for action, _ in found],
        "review_configs": [config for _, config in found],
    }


def response(interventions: Iterable[HumanIntervention]) -> Response:
    """Return LangChain's response, a decision for each answered intervention, in their order."""
    return {"decisions": [decision(each) for each in interventions]}


def decision(intervention: HumanIntervention) -> Decision:
    """Return LangChain's decision for an answered intervention, or raise `InvalidInput`.

    A withdrawn intervention is a rejection. Of a response with data only, the message is its JSON.
    """
    if intervention.responded_at is None:
        raise InvalidInput(f"intervention {intervention.id} has no response yet")
    if intervention.decision == "approve":
        return {"type": "approve"}
    if intervention.decision == "edit":
        return {"type": "edit", "edited_action": _data(intervention)}
    if intervention.decision == "respond":
        text = intervention.response
        if text is None:
            return {"type": "respond", "message": json.dumps(intervention.response_data)}
        return {"type": "respond", "message": _unmarked(text, NO_TEXT) or ""}
    message = _unmarked(intervention.response or "", NO_REASON)
    return {"type": "reject"} if message is None else {"type": "reject", "message": message}


def answers(response: Mapping[str, Any]) -> list[Answer]:
    """Return what to respond for each decision of LangChain's response, in its order."""
    return [answer(each) for each in response["decisions"]]


def answer(decision: Mapping[str, Any]) -> Answer:
    """Return what to respond for one of LangChain's decisions, or raise `InvalidInput`."""
    kind: Kind = decision["type"]
    if kind == "edit":
        return {"decision": kind, "response_data": decision["edited_action"]}
    if kind == "reject":
        return {"decision": kind, "response": _marked(decision.get("message"), NO_REASON)}
    if kind == "respond":
        return {"decision": kind, "response": _marked(decision["message"], NO_TEXT)}
    if kind == "approve":
        return {"decision": kind}
    raise InvalidInput(f"type: {kind!r} is not approve, edit, reject or respond")


def _config(configs: Sequence[ReviewConfig], at: int, action: ActionRequest) -> ReviewConfig:
    """Return the configuration at the same position, or else the first for the same tool."""
    name = action["name"]
    for each in (*configs[at : at + 1], *configs):
        if each["action_name"] == name:
            return each
    raise InvalidInput(f"review_configs: there is none for the action {name!r}")


def _reviewed(action: ActionRequest, config: ReviewConfig) -> Intervention:
    args: dict[str, Any] = {"type": "object"}
    if (given := config.get("args_schema")) is not None:
        args |= schema_subset(given, "args_schema", "langchain.interventions")
    context = {"review_config": dict(config), "has_description": "description" in action}
    decisions = list(dict.fromkeys(config["allowed_decisions"]))
    return _intervention(action, decisions, _call_schema({"type": "string"}, args), context)


def _intervention(
    action: ActionRequest,
    decisions: list[InterventionDecision],
    schema: dict[str, Any],
    context: dict[str, Any],
) -> Intervention:
    name = action["name"]
    shown = _NOT_IN_A_NAME.sub(" ", name)
    return {
        "intervention_type": "approval_required",
        "title": f"Call {shown}?"[:200],
        "description": action.get("description", f"The agent calls {shown}."),
        "allowed_decisions": decisions,
        "proposal": {"name": name, "args": action["args"]},
        "response_schema": schema,
        "context_data": {"langchain": context},
    }


def _call_schema(name: dict[str, Any], args: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"name": name, "args": args},
        "required": ["name", "args"],
    }


def _branches(schema: Mapping[str, Any]) -> dict[InterventionDecision, Mapping[str, Any]]:
    """Return the schema of each decision that a response schema allows."""
    found = [_resolved(schema, each) for each in schema.get("oneOf", [schema])]
    return {each["properties"]["type"]["const"]: each for each in found}


def _edited_args(schema: Mapping[str, Any], edit: Mapping[str, Any]) -> dict[str, Any]:
    action = _resolved(schema, edit["properties"]["edited_action"])
    args = {"$defs": schema.get("$defs", {}), **action["properties"]["args"]}
    try:
        return schema_subset(args, "args", "langchain.approval")
    except InvalidInput:
        return {}


def _resolved(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema, or the definition that it refers to."""
    reference = part.get("$ref")
    return part if reference is None else schema["$defs"][reference.removeprefix("#/$defs/")]


def _stored(intervention: HumanIntervention) -> tuple[ActionRequest, ReviewConfig]:
    config: ReviewConfig = _context(intervention, "review_config")
    call: Any = intervention.proposal
    action: ActionRequest = {"name": call["name"], "args": call["args"]}
    if _context(intervention, "has_description"):
        action["description"] = intervention.description
    return action, config


def _context(intervention: HumanIntervention, key: str) -> Any:
    context: Any = intervention.context_data
    found = context.get("langchain") if isinstance(context, dict) else None
    if not isinstance(found, dict) or key not in found:
        raise InvalidInput(f"intervention {intervention.id} was not made from such a request")
    return found[key]


def _data(intervention: HumanIntervention) -> Any:
    return intervention.response_data


def _marked(message: str | None, instead: str) -> str:
    """Return a text that is not blank; what it stands for is behind it, if anything."""
    if message is None:
        return instead
    is_ambiguous = not message.strip() or message.startswith(instead)
    return f"{instead}\n{message}" if is_ambiguous else message


def _unmarked(text: str, instead: str) -> str | None:
    return None if text == instead else text.removeprefix(f"{instead}\n")
