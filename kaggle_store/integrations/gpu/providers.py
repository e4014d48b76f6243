"""What the store needs of a GPU provider: list machines, look at one, stop one, its price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal, Protocol, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

from kaggle_store.errors import ProviderError

MachineState: TypeAlias = Literal["running", "stopped", "gone"]
"""Running: it costs by the hour, or may. Stopped: it exists. Gone: the provider does not list it.

What a provider's own word leaves open counts as running.
"""

LONGEST_INSTANCE_ID = 200
INSTANCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}")
"""Instance ids become parts of URLs and words of commands: no leading dash, no spaces."""

Dollars = Annotated[Decimal, Field(ge=0, le=9_999_999_999)]
T = TypeVar("T", bound=BaseModel)


def printable(text: str) -> str:
    """Return a text with a space for each control character, which the database refuses."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


Text = Annotated[str, AfterValidator(printable)]


class Machine(BaseModel, frozen=True):
    """A machine as its provider describes it."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    instance_id: Annotated[str, Field(min_length=1, max_length=LONGEST_INSTANCE_ID)]
    """The provider's id of the machine, as in `gpu_sessions.instance_id`."""
    state: MachineState
    """What its status means for its costs."""
    status: Text = ""
    """The status in the provider's own word."""
    price_per_hour: Dollars | None = None
    """US dollars per hour, where the provider states them."""
    total_cost_dollars: Dollars | None = None
    """What it has cost in all, where the provider states that."""
    started_at: AwareDatetime | None = None
    """When it was rented, or started."""
    label: Text | None = None
    """A name that its tenant gave it; the id of a session in it makes it that session's machine."""


class Provider(Protocol):
    """A provider of GPU machines.

    Every method may raise `ProviderError`, and takes a bounded time.
    """

    @property
    def name(self) -> str:
        """The value of `gpu_sessions.provider`."""
        ...

    @property
    def ends_as(self) -> frozenset[MachineState]:
        """The states that confirm the end of a machine."""
        ...

    def list(self) -> Sequence[Machine]:
        """Return all machines of the account, or raise; never a part of them."""
        ...

    def status(self, instance_id: str) -> Machine:
        """Return one machine; one that the provider does not have is `gone`."""
        ...

    def stop(self, instance_id: str) -> None:
        """Ask the provider to end a machine; one that has ended is no error."""
        ...

    def price(self, instance_id: str) -> Decimal | None:
        """Return the price of a machine in US dollars per hour, None if it is unknown."""
        ...


def is_ended(provider: Provider, machine: Machine) -> bool:
    """Return whether a machine costs nothing any more, so that its session may be closed."""
    return machine.state in provider.ends_as


def check_instance_id(instance_id: str, pattern: re.Pattern[str] = INSTANCE_ID) -> str:
    """Return an instance id, or raise `ProviderError` where it cannot be one."""
    if not pattern.fullmatch(instance_id):
        raise ProviderError(
            f"{instance_id[:50]!r} is no instance id: it must match {pattern.pattern}"
        )
    return instance_id


def gone(instance_id: str) -> Machine:
    """Return what is known of a machine that its provider does not have."""
    return Machine(instance_id=instance_id, state="gone", status="not listed")


def same(machine: Machine, instance_id: str, name: str) -> Machine:
    """Return a machine, or raise `ProviderError` where it is another one than was asked for."""
    if machine.instance_id != instance_id:
        raise ProviderError(
            f"{name}: asked for {instance_id}, it described {machine.instance_id[:50]!a}"
        )
    return machine


def parse(kind: type[T], value: object, subject: str) -> T:
    """Return part of a provider's response as a model, or raise `ProviderError`."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProviderError(f"{subject}: {field or 'it'}: {first['msg']}") from None
