"""Adapters of providers, against stand-ins that speak their wire formats."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kaggle_store.errors import InvalidProvider, ProviderError
from kaggle_store.integrations.gpu import Command, Provider, VastAi, is_ended
from kaggle_store.integrations.gpu.stored import of_environment, parse
from kaggle_store.testing import FakeSaladCloud, FakeVastAi
from kaggle_store.testing.fake_gpu_clouds import Fault
from tests.gpu.conftest import salad_cloud, vast_ai


def test_vast_ai_lists_every_page(vast: FakeVastAi) -> None:
    for id in range(1, 61):
        vast.add(str(id), price=0.25, label=f"run {id}")
    machines = vast_ai(vast).list()
    assert [machine.instance_id for machine in machines] == [str(id) for id in range(1, 61)]
    assert (machines[0].price_per_hour, machines[0].label) == (Decimal("0.25"), "run 1")
    assert len(vast.requests) == 3


def test_vast_ai_destroys(vast: FakeVastAi) -> None:
    provider, machine = vast_ai(vast), vast.add("7", price=0.5)
    assert provider.status("7").state == "running"
    assert provider.price("7") == Decimal("0.5")
    provider.stop("7")
    provider.stop("7")
    assert machine.is_destroyed
    assert is_ended(provider, provider.status("7"))
    assert provider.list() == []


def test_vast_ai_stopped_machine_still_costs(vast: FakeVastAi) -> None:
    vast.add("7", is_running=False)
    assert not is_ended(vast_ai(vast), vast_ai(vast).status("7"))
    stopping = vast_ai(vast, on_stop="stop")
    assert is_ended(stopping, stopping.status("7"))


def test_vast_ai_stops_if_asked(vast: FakeVastAi) -> None:
    machine = vast.add("7")
    vast_ai(vast, on_stop="stop").stop("7")
    assert (machine.is_running, machine.is_destroyed) == (False, False)


def test_salad_cloud_stops_a_group(salad: FakeSaladCloud) -> None:
    provider, group = salad_cloud(salad), salad.add("ks-run", lies=1)
    assert [machine.instance_id for machine in provider.list()] == ["ks-run"]
    provider.stop("ks-run")
    assert provider.status("ks-run").state == "running"  # a container is still stopping
    assert is_ended(provider, provider.status("ks-run"))
    assert provider.price("ks-run") is None
    assert not group.is_destroyed


def test_salad_cloud_deletes_if_asked(salad: FakeSaladCloud) -> None:
    provider = salad_cloud(salad, on_stop="delete")
    salad.add("ks-run")
    provider.stop("ks-run")
    provider.stop("ks-run")
    assert provider.status("ks-run").state == "gone"


def test_wrong_key_is_refused_and_not_quoted(vast: FakeVastAi) -> None:
    with pytest.raises(ProviderError, match="HTTP 401") as refused:
        vast_ai(vast, key="a-wrong-key").status("7")
    assert refused.value.is_refused
    vast.fail("GET", Fault(500, {"msg": f"bad key {vast.key}"}))
    with pytest.raises(ProviderError) as failed:
        vast_ai(vast).list()
    assert vast.key not in str(failed.value)


def test_retry_after_is_kept(vast: FakeVastAi) -> None:
    waits: list[float] = []
    provider = vast_ai(vast)
    object.__setattr__(provider._rest, "sleep", waits.append)
    vast.fail("GET", Fault(429, {"msg": "slow down"}, {"Retry-After": "3"}))
    vast.fail("GET", Fault(503))
    assert provider.list() == []
    assert waits == [3.0, 0.5]


def test_long_retry_after_is_an_error(vast: FakeVastAi) -> None:
    vast.fail("GET", Fault(429, {"msg": "slow down"}, {"Retry-After": "600"}))
    with pytest.raises(ProviderError, match=r"HTTP 429 \(slow down\)"):
        vast_ai(vast).list()


def test_no_response_ends_within_deadline(vast: FakeVastAi) -> None:
    vast.fail(fault=Fault(None), times=100)
    with pytest.raises(ProviderError, match="RemoteProtocolError"):
        vast_ai(vast, deadline=0.7).list()


def test_half_a_list_is_an_error(vast: FakeVastAi) -> None:
    for id in range(30):
        vast.add(str(id))
    vast.fail("GET", Fault(after=True, status=200, body={"instances": [], "next_token": "25"}))
    vast.fail("GET", Fault(500))
    with pytest.raises(ProviderError, match="HTTP 500"):
        vast_ai(vast).list()


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"instances": 7},
        {"instances": [{"id": "x"}]},
        {"instances": [{"id": 1, "start_date": 1e300}]},
        {"instances": [], "success": False},
        {"success": False, "msg": "try again later"},
    ],
)
def test_unexpected_list_is_an_error(vast: FakeVastAi, body: Any) -> None:
    vast.fail("GET", Fault(200, body))
    with pytest.raises(ProviderError):
        vast_ai(vast).list()


def test_failure_is_not_an_empty_account(vast: FakeVastAi) -> None:
    vast.add("7")
    vast.fail("GET", Fault(200, {"success": False, "msg": "try again later"}), times=2)
    with pytest.raises(ProviderError, match="no list of instances"):
        vast_ai(vast).status("7")


def test_another_machine_is_not_taken_for_it(vast: FakeVastAi, salad: FakeSaladCloud) -> None:
    vast.add("7")
    vast.fail("GET", Fault(200, {"instances": {"id": 8}}))
    with pytest.raises(ProviderError, match="asked for 7, it described '8'"):
        vast_ai(vast).status("7")
    salad.add("ks-one")
    salad.add("ks-two")
    _, other = salad.answer("GET", _group(salad, "ks-two"), {})
    salad.fail("GET", Fault(200, other))
    with pytest.raises(ProviderError, match="asked for ks-one"):
        salad_cloud(salad).status("ks-one")


def _group(salad: FakeSaladCloud, name: str) -> str:
    return f"/organizations/{salad.organization}/projects/{salad.project}/containers/{name}"


def test_nested_response_is_an_error(vast: FakeVastAi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaggle_store.integrations.gpu._http.json.loads", _too_deep)
    with pytest.raises(ProviderError, match="no JSON object"):
        vast_ai(vast).list()


def _too_deep(_: object) -> None:
    raise RecursionError


@pytest.mark.parametrize(
    "key", ["", "secret\n", " secret", "secret\r\nX: y", "secret\0", "secret…"]
)
def test_key_that_no_header_can_carry_is_refused(key: str) -> None:
    with pytest.raises(InvalidProvider, match="spaces, line breaks") as refused:
        VastAi(key)
    assert "secret" not in str(refused.value)


def test_refusal_that_quotes_the_key_is_scrubbed(vast: FakeVastAi) -> None:
    vast.fail("DELETE", Fault(200, {"success": False, "msg": f"bad key {vast.key}"}))
    with pytest.raises(ProviderError, match=r"bad key \*\*\*"):
        vast_ai(vast).stop("7")


def test_control_characters_are_left_out(vast: FakeVastAi) -> None:
    vast.add("7", label="\ud800\x1b[2J")
    row = {"id": 7, "actual_status": "up\0", "label": "\ud800\x1b[2J"}
    vast.fail("GET", Fault(200, {"instances": row}))
    machine = vast_ai(vast).status("7")
    assert (machine.status, machine.label) == ("up ", "  [2J")


@pytest.mark.parametrize("id", ["-1", "7/../8", "7 8", "", "9" * 30, "7?x=1"])
def test_bad_instance_id_is_not_sent(vast: FakeVastAi, id: str) -> None:
    for call in (vast_ai(vast).stop, vast_ai(vast).status):
        with pytest.raises(ProviderError, match="is no instance id"):
            call(id)
    assert vast.requests == []


PROGRAM = """
import json, os, pathlib, sys, time
verb, path, *ids = sys.argv[1:]
machines = json.loads(pathlib.Path(path).read_text())
if os.environ.get("SECRET"):
    sys.exit("the secret is here")
if verb == "list":
    print(json.dumps(list(machines.values())))
elif ids[0] not in machines:
    sys.exit(4)
elif verb == "stop":
    del machines[ids[0]]
    pathlib.Path(path).write_text(json.dumps(machines))
else:
    print(json.dumps(machines[ids[0]]))
"""


@pytest.fixture
def command(tmp_path: Path) -> Provider:
    """Return a provider whose programs keep two machines in a file."""
    program, state = tmp_path / "cloud.py", tmp_path / "machines.json"
    program.write_text(PROGRAM)
    machine = {"state": "running", "status": "up", "price_per_hour": "1.5"}
    state.write_text(json.dumps({id: {"instance_id": id, **machine} for id in ("a-1", "b-2")}))

    def words(verb: str, *more: str) -> list[str]:
        return [sys.executable, str(program), verb, str(state), *more]

    id = "{instance_id}"
    return Command("lab", list=words("list"), status=words("status", id), stop=words("stop", id))


def test_command_lists_shows_and_stops(command: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "of this process")
    assert [machine.instance_id for machine in command.list()] == ["a-1", "b-2"]
    assert command.price("a-1") == Decimal("1.5")
    command.stop("a-1")
    command.stop("a-1")
    assert command.status("a-1").state == "gone"
    assert command.status("b-2").state == "running"


@pytest.mark.parametrize("id", ["-rf", "a b", "$(id)", "a\n", ""])
def test_command_refuses_bad_instance_id(command: Provider, id: str) -> None:
    with pytest.raises(ProviderError, match="is no instance id"):
        command.stop(id)


def _program(text: str, **options: Any) -> Command:
    words = [sys.executable, "-c", text]
    return Command("lab", list=words, stop=[*words, "{instance_id}"], **options)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("print('no')", "no JSON"),
        ("print('{}')", "no JSON array"),
        ("print('[{}]')", "instance_id"),
        ("""print('[{"instance_id": "a", "state": "up"}]')""", "state"),
        ("import sys; sys.exit('broken')", "exit code 1: broken"),
        ("import sys; sys.exit(4)", "exit code 4"),
    ],
)
def test_failed_program_is_an_error(text: str, reason: str) -> None:
    with pytest.raises(ProviderError, match=reason):
        _program(text).list()


def test_slow_program_is_ended() -> None:
    with pytest.raises(ProviderError, match="more than 0"):
        _program("import time; time.sleep(60)", timeout=0.2).list()


def test_missing_program_is_an_error() -> None:
    provider = Command("lab", list=["/no/such/program"], stop=["x", "{instance_id}"])
    with pytest.raises(ProviderError, match="No such file"):
        provider.list()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "it is no object"),
        ({"kind": "shell"}, "lab.kind: 'shell' is none of"),
        ({"kind": "vast_ai"}, "lab.api_key: Field required"),
        ({"kind": "vast_ai", "api_key": "k", "on_stop": "burn"}, "lab.on_stop"),
        ({"kind": "salad_cloud", "api_key": "k", "organization": "A", "project": "p1"}, "no name"),
        ({"kind": "command", "list": "gpu list", "stop": ["x"]}, "lab.list"),
        ({"kind": "command", "list": ["x"], "stop": ["x"]}, "lab.stop: it needs"),
        ({"kind": "command", "list": ["x"], "stop": ["{instance_id}"]}, "the program itself"),
    ],
)
def test_invalid_provider_is_named(value: object, reason: str) -> None:
    with pytest.raises(InvalidProvider, match=reason):
        parse({"lab": value}, "x", admits=lambda *_: None)


def test_keys_are_read_from_the_environment() -> None:
    found = of_environment({"VAST_API_KEY": "a"})
    assert list(found) == ["vast_ai"]
    with pytest.raises(InvalidProvider, match="SALAD_ORGANIZATION is not"):
        of_environment({"SALAD_API_KEY": "b"})
